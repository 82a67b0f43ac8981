"""Tells in less than a microsecond that a line holds no age, which is true of nineteen lines in twenty."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsdump.ages import tables
from newsdump.ages.terms import Unit

MOST_SILENT: Final = 60
"""A line without a digit that is longer holds no age ("NAME an hour ago") but prose."""
MOST_NUMBERS: Final = 6
"""So many numbers of a line are looked at; dates with clock and zone have that many."""
_NUMBERS: Final = re.compile(r"\d+").finditer
_HAS_DIGIT: Final = re.compile(r"\d").search
_SHAPE: Final = re.compile(
    r"\d[-/.‑–]\s?\d{1,2}[-/.‑–]\s?\d"  # three numbers
    r"|\d{1,2}[:：hH]\d\d(?!\d)"  # a clock
    r"|\d/\d{1,2}\s"  # day and month before a clock
    r"|\d\s?[年月日년월일시분時时]"
    r"|(?:19|20)\d{6}(?!\d)"
).search
_BEHIND: Final = re.compile(r"[\W_]{0,2}([^\W\d_]+)").match
_AHEAD: Final = re.compile(r"([^\W\d_]+)[\W_]{0,2}$").search
_REACH: Final = 14
"""Letters before a number in which its month is looked for."""


def may_hold(text: str) -> bool:
    """Whether it is worth looking closer at *text*: at its edges, or at what stands beside its first numbers."""
    if _HAS_DIGIT(text) is None:
        return len(text) <= MOST_SILENT and _may_hold_silent(text)
    if _SHAPE(text) is not None:
        return True
    behind, ahead, letters = _neighbours()
    for count, match in enumerate(_NUMBERS(text)):
        if count == MOST_NUMBERS:
            return False
        start, end = match.span()
        if word := _BEHIND(text, end):
            key = word[1].lower()
            if key in behind or key[0] in letters:
                return True
        if word := _AHEAD(text[start - _REACH if start > _REACH else 0 : start]):
            key = word[1].lower()
            if key in ahead or key[-1] in letters:
                return True
    return False


def _may_hold_silent(text: str) -> bool:
    phrases, _ = tables.phrases()
    lowered = text.lower()
    if lowered in phrases:
        return True
    tails, letters = _tails()
    last = lowered[lowered.rfind(" ") + 1 :]
    return last in tails or lowered[-1:] in letters


_LEADING: Final = re.compile(r"[\W_]*([^\W\d_]+)").match
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]").match
_BESIDE: Final = frozenset(("unit", "month", "ordinal", "halfday", "oclock", "of", "half"))
_LONG: Final = 4
"""Words that are as long count in all languages, shorter ones in the widely read: others are words of English too."""


@cache
def _neighbours() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words that stand behind the number of an age, words before it, and letters of scripts without spaces."""
    behind: set[str] = set()
    ahead: set[str] = set()
    letters: set[str] = set()
    listed = tables.listed()
    for word in tables.words():
        for role, _, languages in tables.senses(word):
            if role not in _BESIDE or (len(word) < _LONG and not languages & listed):
                continue
            match = _LEADING(word)
            if match is None:
                continue
            if _UNSPACED(match[1]):
                letters.add(match[1][0])
            else:
                behind.add(match[1])
                if role == "month" or (role == "unit" and not word.isascii()):
                    ahead.add(re.split(r"[\W_]+", word)[-1] or match[1])
    return frozenset(behind), frozenset(ahead), frozenset(letters)


@cache
def _tails() -> tuple[frozenset[str], frozenset[str]]:
    """Last words of the ages that need no digit, and last letters in scripts without spaces."""
    tails: set[str] = set()
    letters: set[str] = set()
    listed = tables.listed()
    for word in tables.words():
        for role, value, languages in tables.senses(word):
            day = role == "calendar" and value[0] == _DAY
            if languages & listed and (day or role == "after" or (role == "unit" and not word.isascii())):
                last = word.rpartition(" ")[2]
                if _UNSPACED(last):
                    letters.add(last[-1])
                elif len(last) > 1:
                    tails.add(last)
    return frozenset(tails), frozenset(letters)


_DAY: Final = tables.UNITS.index(Unit.DAY)
