"""The shapes that two thirds of all dates and ages in lines have, read without a search for readings.

What is found here is what the search would find; where anything else in the line might belong to the age, or the words
leave a doubt, nothing is found and the search decides.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from newsdump.ages import gates, tables
from newsdump.ages.folding import fold
from newsdump.ages.lattice import Lexeme

_B: Final = "[ \u00a0\u202f]"
_DATE: Final = re.compile(
    r"(?<![^\W_])(?:"
    rf"([^\W\d_]{{3,12}})(\.?){_B}{{1,2}}(?:(\d\d?)(st|nd|rd|th)?,?{_B})?(\d{{4}})"  # June 6, 2025; June 2025
    rf"|(\d\d?)(\.|st|nd|rd|th)?{_B}([^\W\d_]{{3,12}})\.?,?{_B}(\d{{4}})"  # 6 June 2025
    r"|(\d{4})([-/.])(\d\d?)\11(\d\d?)"  # 2025-06-06
    r"|(\d\d?)([-/.])(\d\d?)\15(\d{4}|\d\d)"  # 06/06/2025
    r")(?!\d|[^\W_]*[-/.:]\d)"
).search
_CLOCK: Final = re.compile(
    rf"(?:T|,?{_B}{{0,3}}(?:[-–@|·]|([^\W\d_]{{1,3}})\.?)?{_B}{{1,2}})"
    rf"(\d\d?):(\d\d)(?::(\d\d))?(?![\d:]|[.,+-]\d)(?:{_B}?([AaPp])\.?[Mm](?![^\W_])\.?)?"
).match
_NEXT: Final = re.compile(r"[^\w]*(?:([^\W\d_]+)|(\d+)([:.h/-]?))?").match
_HEAD: Final = re.compile(r"(?:(\d+)[.)]?\s*|(?:([^\W\d_]+)\.?)([:,]?)\s*)$").search
_LAST: Final = 40
"""Characters of what stands in front that are looked at."""
_DRESS: Final = frozenset(("label", "on", "weekday"))
_OPENING: Final = frozenset(
    ("date", "three", "pair", "clock", "number", "count", "unit", "before", "approx", "half", "month", "weekday")
) | {"calendar", "label", "on", "turn", "halfday", "nth"}
_LONGER: Final = frozenset(
    ("weekday", "halfday", "oclock", "zone", "era", "clock", "month", "calendar", "unit", "of", "at", "on", "and")
) | {"the", "nth", "ordinal", "after", "filler", "before"}
"""Roles of words that an age could go on with."""
_AT: Final = frozenset(("at", "and", "on"))
_MERIDIEM: Final = {"a": Lexeme("halfday", (0,), -1, 0, 0, "am"), "p": Lexeme("halfday", (1,), -1, 0, 0, "pm")}
_COMMA: Final = Lexeme("mark", (",",), -1, 0, 0)


class Regular(NamedTuple):
    """A row of pieces in its line."""

    row: list[Lexeme]
    languages: int
    opening: int
    """Where its labels start."""
    start: int
    end: int


@lru_cache(4096)
def _months(word: str) -> tuple[int, int] | None:
    """Number and languages of a Gregorian month, None where the word is none or more than one."""
    senses = [sense for sense in tables.senses(fold(word)) if sense.role == "month"]
    if not senses:
        return None
    first = min(senses, key=lambda sense: sense.languages & -sense.languages)
    if first.value[0] != "gregorian" or any(sense.languages & _WIDE and sense is not first for sense in senses):
        return None
    return first.value[1], first.languages


_WIDE: Final = (1 << 40) - 1
"""The languages whose other months of the same name would be a second reading."""


@cache
def _mask(word: str, roles: frozenset[str]) -> int:
    """The languages in which *word* has one of *roles*."""
    mask = 0
    for sense in tables.senses(word):
        if sense.role in roles:
            mask |= sense.languages
    return mask


@lru_cache(4096)
def _roles(word: str) -> frozenset[str] | None:
    """All roles of a word as it is printed; None for parts of longer words, empty for unknown ones."""
    key = fold(word)
    senses = tables.senses(key)
    if not senses:
        return None if key in tables.atoms() else _UNKNOWN
    if tables.starts().get(key, 1) > 1:
        return None
    return frozenset(sense.role for sense in senses)


_UNKNOWN: Final[frozenset[str]] = frozenset()


def find(text: str) -> Regular | None:
    """The first date of a regular shape, None where there is none or a doubt."""
    match = _DATE(text)
    if match is None:
        return None
    languages = -1
    row: list[Lexeme]
    name, _, day, ordinal, year, day_2, ordinal_2, name_2, year_2, y, _, m, d, a, sep, b, c = match.groups()
    if name or name_2:
        month = _months(name or name_2)
        if month is None:
            return None
        named = Lexeme("month", ("gregorian", month[0]), -1, 0, 0)
        languages = month[1]
        if name:
            row = [named, _number(day), _number(year)] if day else [named, _number(year)]
        else:
            row = [_number(day_2), named, _number(year_2)]
        ordinal = ordinal or ordinal_2
        if ordinal and ordinal != ".":
            languages &= _mask(ordinal.lower(), _ORDINAL)
    elif y:
        row = [Lexeme("date", (int(y), int(m), int(d), "ymd"), -1, 0, 0)]
    else:
        row = [Lexeme("three", (int(a), sep, int(b), int(c), len(c)), -1, 0, 0)]
    end = match.end()
    clock = _CLOCK(text, end)
    if clock is not None:
        word, hour, minute, second, half = clock.groups()
        if int(hour) > 24 or int(minute) > 59:
            return None
        if word:
            languages &= _mask(word.lower(), _AT)
        row.append(Lexeme("clock", (int(hour), int(minute), int(second) if second else None, None), -1, 0, 0))
        if half:
            row.append(_MERIDIEM[half.lower()])
        end = clock.end()
    if not languages or not _ends_there(text, end, timed=clock is not None):
        return None
    return _dressed(text, row, languages, match.start(), end)


_ORDINAL: Final = frozenset(("ordinal",))


@lru_cache(2048)
def _number(digits: str) -> Lexeme:
    return Lexeme("number", (digits,), -1, 0, 0, digits)


def _ends_there(text: str, end: int, *, timed: bool) -> bool:
    """Whether what stands behind *end* cannot belong to the age."""
    if end == len(text):
        return True
    if not timed and text[end] in "T-–/.:'’年":
        return False
    following = _NEXT(text, end)
    if following is None:
        return False
    word, digits, sign = following.groups()
    if digits:
        return not sign and (len(digits) > 2 or not _CLOCK_WORD(text, following.end()))
    if not word:
        return True
    roles = _roles(word)
    return roles is not None and not roles & _LONGER


_CLOCK_WORD: Final = re.compile(r"\s?(?:[AaPp]\.?[Mm]|[^\W\d_]*[Uu]hr|h\b|時|时|시|点|點)").match


def _dressed(text: str, row: list[Lexeme], languages: int, start: int, end: int) -> Regular | None:
    """The row with the weekday and the labels in front of it."""
    opening = first = start
    while opening:
        head = _HEAD(text[opening - _LAST if opening > _LAST else 0 : opening])
        if head is None:
            if _is_cut_off(text[:opening].rstrip()):
                break
            return None  # a sign that the age may go on behind
        digits, word, sign = head.groups()
        if digits:
            if text[opening - 1].isdigit() or text[opening - len(head.group()) - 1 : opening].strip(" #(")[:1] in _GLUING:
                return None
            break
        roles = _roles(word)
        if roles is None:
            return None
        if not roles:
            break
        kinds = roles & _DRESS
        if len(kinds) != 1 or (sign == "," and "weekday" not in kinds):
            return None
        size = len(head.group())
        mask = _mask(fold(word), kinds)
        languages &= mask
        if not languages:
            return None
        role = next(iter(kinds))
        if role == "weekday":
            values = {sense.value for sense in tables.senses(fold(word)) if sense.role == role and sense.languages & languages}
            if len(values) != 1 or opening != first:
                return None
            first = opening - size
            row.insert(0, Lexeme("weekday", values.pop(), -1, 0, 0, fold(word)))
        else:
            row.insert(0, Lexeme(role, (), -1, 0, 0))
        opening -= size
    head = text[:opening]
    if _DIGIT(head) and gates.may_hold(head):
        return None  # the first age of the line counts
    return Regular(row, languages, opening, first, end)


_DIGIT: Final = re.compile(r"\d").search


_BREAKS: Final = frozenset("*#>»◦●▪■►▼+&_\"“”")
"""Signs that no date holds, so that it starts behind them."""
_GLUING: Final = frozenset(":.,/-–'’")
_SIGNS: Final = " \t\u00a0|·•/—–,.;:()[]@-"


def _is_cut_off(head: str) -> bool:
    """Whether no age can have begun before the sign that *head* ends with."""
    if not head or head[-1] in _BREAKS:
        return True
    head = head[-_LAST:].rstrip(_SIGNS)
    word = head[head.rfind(" ") + 1 :]
    return not head or head[-1] in _BREAKS or (word.isalpha() and _roles(word) == _UNKNOWN)
