"""How much a line sounds like a reader, and not like a reporter.

Where an extractor drops the names, the dates and the headings of comments, nothing but their talk tells them from the
story that they follow. Signs of the form are the same in all languages; words of thanks, slang and opinion are data
(`data/talk/` beside the package), and so is what each mark weighs: `tools/fit_talk.py` counts how often stories and
comments of annotated pages have it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Final

import regex
from attrs import frozen

FORMS: Final = {
    "emoticon": regex.compile(r"(?<!\w)(?::-?[)DP(]|;-?\))(?!\w)|[\U0001F600-\U0001F64F]"),
    "signs in a row": regex.compile(r"[!?]{2,}"),
    "small beginning": regex.compile(r"^\p{Ll}\S* \S+ \S+ .*[^;{}:,]$"),
    "call": regex.compile(r"[^!?]!$"),
    "address": regex.compile(r"^[\p{Lu}@][\w.@-]{1,15}(?: \p{Lu}\w+)?,$"),
    "dots": regex.compile(r"\.\.\.?|…"),
}
"""The marks of a line's form: "…so glad :)", "What?!", "i did not know that", "Noor,"."""
_RELUCTANCE: Final = 0.2
"""What each line counts against talk: a story that ends in some is not cut too early."""
_TALK: Final = 3.0
"""The log odds from which lines together are talk."""


@frozen(eq=False)
class Mark:
    """A mark of talk, with the log odds that a line with it, or without it, is a reader's."""

    found: regex.Pattern[str]
    present: float
    absent: float


def words_of(group: dict[str, list[str]]) -> regex.Pattern[str]:
    """What finds the words that lines of one group open with or hold."""
    ways = []
    if "opens" in group:
        ways.append(rf"^(?:{_any_of(group['opens'])})\b")
    if "holds" in group:
        ways.append(rf"\b(?:{_any_of(group['holds'])})\b")
    return regex.compile("|".join(ways), regex.IGNORECASE)


def _any_of(phrases: list[str]) -> str:
    return "|".join(regex.escape(phrase).replace("'", "['’]") for phrase in phrases)


@cache
def load_marks() -> tuple[Mark, ...]:
    """The marks that ship with the package."""
    from importlib.resources import files  # slow to import, and read only where a story may end in comments

    data = json.loads(files("newsdump").joinpath("data/talk.json").read_text(encoding="utf-8"))
    return tuple(
        Mark(FORMS.get(name) or words_of(data["words"][name]), weights["present"], weights["absent"])
        for name, weights in data["weights"].items()
    )


def likelihood(text: str) -> float:
    """The log odds that a reader says *text*, against a reporter.

    >>> likelihood("Thanks for this, i agree!!") > 0 > likelihood("The harbour of Osselby opened on Monday.")
    True
    """
    return sum(mark.present if mark.found.search(text) else mark.absent for mark in load_marks())


def beginning(texts: Sequence[str]) -> int | None:
    """Where readers begin to talk, and talk on to the end; None if they do not.

    >>> story = [f"The ferry left at {hour} o'clock with all of its passengers." for hour in range(2, 9)]
    >>> beginning([*story, "lol, i was on it...", "Noor,", "i think you mean the bus!!"])
    7
    """
    odds = [likelihood(text) - _RELUCTANCE for text in texts]
    from_here = list(accumulate(reversed(odds)))[::-1]
    best = max(range(len(odds)), key=from_here.__getitem__, default=None)
    return best if best is not None and from_here[best] > _TALK and sum(odds[:best]) < 0 else None
