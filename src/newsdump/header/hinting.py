"""What the crawl knows of a page, as evidence for what the page prints.

A hint speaks for the candidates that agree with it, and against none: feeds tell the wrong day, heads of documents
another title, and what is printed nowhere is not taken from them. That a date or a title agrees by chance is one case
in thirty, that the true one agrees is nine in ten; `AGREED` is the logarithm of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsdump.ages import Age
from newsdump.header.setting import Setting
from newsdump.header.weights import UNIT

AGREED: Final = 3.4
_DAY_APART: Final = 1.0
"""Zones put a date on the day before or behind."""
_PART_LEAST: Final = 0.5
"""A hint of which so much is the title names the site, too."""


def of_title(page: Setting, said: str) -> float:
    """What the hint adds to the log odds that *said* is the title."""
    hint = _letters(page.hints.title or "")
    own = _letters(said)
    return AGREED if own and own in hint and len(own) >= _PART_LEAST * len(hint) else 0.0


def of_date(page: Setting, age: Age) -> float:
    """What the hint adds to the log odds that *age* is when the story was published."""
    hint, moment = page.hints.published, age.moment
    if hint is None or moment is None or not (moment.year and moment.month and moment.day):
        return 0.0
    apart = abs((hint.year - moment.year) * 372 + (hint.month - moment.month) * 31 + hint.day - moment.day)
    return AGREED if apart == 0 else _DAY_APART if apart == 1 else 0.0


def ranked(page: Setting, found: Sequence[tuple[float, int]]) -> list[tuple[float, int]]:
    """The lines of *found*, pairs of score and line, with what the hint adds, the best first."""
    if page.hints.title is None:
        return list(found)
    texts = page.reader.lines.texts
    raised = [(score + of_title(page, texts[line]), line) for score, line in found]
    return sorted(raised, key=lambda pair: -pair[0])


def scored(scores: Sequence[int], added: Sequence[float]) -> list[int]:
    """The *scores* of candidates with what is *added* to their log odds."""
    return [score + round(UNIT * more) for score, more in zip(scores, added, strict=True)]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
