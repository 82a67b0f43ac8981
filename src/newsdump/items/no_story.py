"""Whether a page has a story at all, or is a listing, a front page, a shop, a later page of a thread."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Final

from newsdump.items import addresses, weighing
from newsdump.items.forms import length_step
from newsdump.items.reading import Reading
from newsdump.items.roles import Reader
from newsdump.lexicon import Marker, key

_FEW: Final = 6
"""The weights were fitted to whole pages."""
TRAITS: Final = (
    "told share",
    "body share",
    "third role",
    "runs",
    "said again",
    "likeliest title",
    "title near",
    "byline near",
    "date near",
    "teasers",
    "cards above",
    "cards within",
    "cards beside",
    "later page",
    *addresses.TRAITS,
)
"""What speaks for and against a story, in the order of `traits`."""
_TITLE_NEAR: Final = 25
_BYLINE_NEAR: Final = 12
_INTO_STORY: Final = 4
"""So many lines of the story may hold its header."""
_GAP: Final = 2
"""Lines of the story that stand farther apart are of two runs."""
_AGAIN: Final = 3
"""So many short lines of the story that differ by their numbers alone are said again."""
_SHORT: Final = 80
_THREAD_LEAST: Final = 2
_FIRST_NUMBERS: Final = 4
"""A thread's first page has a post of such a number, though the ones above it were missed."""


def is_later_page(reader: Reader, reading: Reading, url: str | None) -> bool:
    """Whether this is a page of a thread on which its first post does not stand: by its address, or by its numbers."""
    posts = [draft for stretch in reading.comments for draft in stretch.drafts]
    if len(posts) < _THREAD_LEAST or not reader.announced & Marker.THREAD:
        return False
    numbers = [draft.number.split(".")[0] for draft in posts if draft.number]
    return addresses.is_later(url) or bool(numbers and numbers[0].isdecimal() and int(numbers[0]) > _FIRST_NUMBERS)


def traits(reader: Reader, reading: Reading, body: list[int], url: str | None) -> list[float]:
    """The numbers of `TRAITS`.

    Args:
        reader: the page's lines with what each announces.
        reading: their roles.
        body: the lines that were taken for the story, at least one.
        url: the page's address, if it is known.
    """
    lengths, texts = reader.cues.lengths, reader.lines.texts
    first, last, size = body[0], body[-1], len(texts)
    whole = sum([lengths[line] for line in body])
    shares, titles, bylines = reading.of_role("body"), reading.of_role("title"), reading.of_role("byline")
    short = [key(texts[line]) for line in body if lengths[line] < _SHORT]
    again = Counter(short)
    cards = [card for stretch in reading.related for card in stretch.cards]
    of_cards = {line for stretch in reading.related for line in range(stretch.first, stretch.last + 1)}
    beside = sum([line - 1 in of_cards or line + 1 in of_cards for line in body])
    header = range(max(0, first - _BYLINE_NEAR), min(size, first + _INTO_STORY))
    return [
        sum([lengths[line] * shares[line] for line in body]) / max(1, whole),
        whole / max(1, sum(lengths)),
        sorted([0.0, 0.0, *(shares[line] for line in body)])[-3],
        _step(1 + sum([below - above > _GAP for above, below in pairwise(body)])),
        sum([again[one] >= _AGAIN for one in short]) / len(body),
        max(titles),
        max(titles[max(0, first - _TITLE_NEAR) : first + 2]),
        max([bylines[line] for line in header]),
        float(any(line in reader.cues.ages for line in header)),
        _step(sum([bool(card.texts) for card in cards])),
        _step(sum([card.first < first for card in cards])),
        _step(sum([first < card.first < last for card in cards])),
        beside / len(body),
        float(is_later_page(reader, reading, url)),
        *addresses.traits(url),
    ]


def _step(many: int) -> float:
    return length_step(4 * many) / 100


def is_none(reader: Reader, reading: Reading, body: list[int], url: str | None) -> bool:
    """Whether what was taken for the story is none; a few lines without items are not a whole page, and not judged.

    Arguments as those of `traits`.
    """
    if len(reader.lines) <= _FEW and not reading.comments and not reading.related:
        return False
    story, none = weighing.votes("story", traits(reader, reading, body, url))
    return none > story
