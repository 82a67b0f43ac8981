"""Whether a page has a story at all, or is a listing, a front page, a shop, a later page of a thread."""

from __future__ import annotations

from typing import Final

from newsdump.items import weighing
from newsdump.items.forms import length_step
from newsdump.items.reading import Reading
from newsdump.items.roles import Reader

_FEW: Final = 6
"""The weights were fitted to whole pages."""
TRAITS: Final = (
    "told share",
    "told length",
    "length",
    "likeliest line",
    "likeliest title",
    "likeliest byline",
    "items",
    "item share",
    "comments",
    "first comment",
    "decoded share",
    "passage",
)
"""What speaks for and against a story, in the order of `traits`."""


def traits(reader: Reader, reading: Reading, body: list[int]) -> list[float]:
    """The numbers of `TRAITS`; *body* are the lines that were taken for the story, at least one."""
    lengths = reader.cues.lengths
    whole = sum([lengths[line] for line in body])
    shares = reading.of_role("body")
    told = sum([lengths[line] * shares[line] for line in body])
    decoded = sum([lengths[line] for line in body if reading.role(line) == "body"])
    cards = [card for stretch in reading.related for card in stretch.cards]
    size = len(reader.lines)
    of_items = sum([stretch.last + 1 - stretch.first for stretch in reading.related])
    drafts = sum([len(stretch.drafts) for stretch in reading.comments])
    first = reading.comments[0].first if reading.comments else size
    return [
        told / max(1, whole),
        length_step(round(told)) / 100,
        length_step(whole) / 100,
        max([shares[line] for line in body]),
        max(reading.of_role("title")),
        max(reading.of_role("byline")),
        length_step(4 * len(cards)) / 100,
        of_items / size,
        length_step(4 * drafts) / 100,
        float(first < body[0]),
        decoded / max(1, whole),
        len(body) / (body[-1] + 1 - body[0]),
    ]


def is_none(reader: Reader, reading: Reading, body: list[int], bias: float = 0.0) -> bool:
    """Whether what was taken for the story is none; a few lines without items are not a whole page, and not judged.

    By *bias* more has to be said for that than for a story.
    """
    if len(reader.lines) <= _FEW and not reading.comments and not reading.related:
        return False
    story, none = weighing.votes("story", traits(reader, reading, body))
    return none > story + bias
