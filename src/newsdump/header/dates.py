"""The dates in the lines around a story."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from attrs import evolve, frozen

from newsdump.ages import Age, find_ages
from newsdump.cues import AGE_LINE
from newsdump.items import Reader
from newsdump.patterns import re_later

_REMEMBERED: Final = 1 << 12
_MOST: Final = 6
"""So many dates of a line are read at most."""
_HEAD: Final = 72
"""So many characters of a long line are looked at for a date that opens it, and for one that closes it."""
_DIGIT: Final = re_later(r"\d")
_GLUE: Final = re_later(r"\d[^\W\d_]{3}|[^\W\d_]{3}\d")
_DATED: Final = re_later(
    r"(?:19|20)\d\d|\d[:.h]\d\d(?!\d)|\d[./-]\d{1,2}[./-]\d|[月日]"
    r"|\d (?:[^\W\d_]{3,}|h|d) (?:ago|[^\W\d_]{4})|[a-z]{3} \d{1,2}\b"
)


@frozen(eq=False)
class DateCandidate:
    """One date in a line."""

    line: int
    start: int
    """Where it stands in the line's text."""
    end: int
    age: Age


def dates_in(reader: Reader, line: int, *, near: bool) -> list[DateCandidate]:
    """All dates in a line.

    Args:
        reader: the page's lines.
        line: the line.
        near: whether the line stands where the story's dates may stand, so that a dearer look is worth its time.
    """
    text = reader.lines.texts[line]
    cue = reader.cues.ages.get(line)
    if cue is not None and cue.age.span is not None:
        if not _DIGIT.search(cue.before) and not _DIGIT.search(cue.after) and not _GLUE.search(text):
            return [DateCandidate(line, cue.age.span.start, cue.age.span.end, _placed(reader, line, cue.age))]
        found = _ages(text) or (cue.age,)
    elif near and _DATED.search(text[:_HEAD] if len(text) > AGE_LINE else text):
        found = _ages(text if len(text) <= AGE_LINE else text[:_HEAD])
    elif near and len(text) > AGE_LINE and _DATED.search(text, len(text) - _HEAD):
        return _at_end(reader, line)
    else:
        return []
    return [
        DateCandidate(line, age.span.start, age.span.end, _placed(reader, line, age))
        for age in found[:_MOST]
        if age.span is not None
    ]


def _at_end(reader: Reader, line: int) -> list[DateCandidate]:
    """The dates that close a long line: a headline and its date in one row."""
    text = reader.lines.texts[line]
    start = text.find(" ", len(text) - _HEAD) + 1
    if not start:
        return []
    ages = [(age, age.span.start + start, age.span.end + start) for age in _ages(text[start:]) if age.span is not None]
    return [
        DateCandidate(line, first, last, evolve(age, span=reader.lines.place(line, first, last)))
        for age, first, last in ages[:_MOST]
    ]


def _placed(reader: Reader, line: int, age: Age) -> Age:
    """*age* with its place in the dump."""
    return age if age.span is None else evolve(age, span=reader.lines.place(line, age.span.start, age.span.end))


@lru_cache(_REMEMBERED)
def _ages(text: str) -> tuple[Age, ...]:
    return tuple(find_ages(text))
