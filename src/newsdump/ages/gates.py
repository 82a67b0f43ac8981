"""Tells in less than a microsecond that a line holds no age, which is true of nineteen lines in twenty."""

from __future__ import annotations

import re
from typing import Final

from newsdump.ages import tables

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
    behind, ahead, letters = tables.gate("behind"), tables.gate("ahead"), tables.gate("letters")
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
    last = lowered[lowered.rfind(" ") + 1 :]
    return last in tables.gate("tails") or lowered[-1:] in tables.gate("last_letters")
