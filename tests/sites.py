"""Pages of a site that does not exist, for what learns from many of them."""

from __future__ import annotations

BOATS = ("Ilse", "Noor", "Per", "Sarn", "Tove", "Ulla", "Vik", "Wanda", "Yrsa", "Zeno", "Anders", "Brit")
NOTE = (
    "The Osselby Echo is written by people of the harbour for people of the harbour, and it has been so since the "
    "first ferry came in. Whoever has news for us may leave them at the office on the quay, at any hour of the day."
)
"""Reads like a story, and stands on all pages."""


def page(number: int, *, changed: bool = False) -> str:
    """The page of a story."""
    boat = BOATS[number % len(BOATS)] * (1 + number // len(BOATS))
    story = [
        f"The {boat} came in {number + 2} hours late on Friday, and {boat} is not the first boat to be late this year.",
        f"Nobody at the office could say why the {boat} had left the island so late, or when it would leave again.",
        f'"We waited for the {boat} in the rain," said a woman of {number + 30}, who wanted to see her sister.',
    ]
    if changed:
        return "\n".join(["Echo", "Start here", f"{boat} is late", *story, "To the top", "Made in Osselby"])
    return "\n".join(
        [
            "The Osselby Echo",
            "News",
            "Harbour",
            f"{boat} is late",
            "Print this page",
            *story,
            NOTE,
            "Write to us",
            "Imprint",
        ]
    )
