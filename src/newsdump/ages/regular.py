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
from newsdump.ages.reading import is_weighty

_B: Final = "[ \u00a0\u202f]"
_DATE: Final = re.compile(
    r"(?<![^\W_])(?:"
    # June 6, 2025; June 6; June 2025
    rf"([^\W\d_]{{3,12}})(?:\.?{_B}{{1,2}}(\d\d?)(st|nd|rd|th)?(?:\.?,?{_B}(\d{{4}}))?|\.?,?{_B}(\d{{4}}))"
    # 6 June 2025; 6 June, but neither "6 June 25" nor "20 Julie June 6"
    rf"|(\d\d?)(?:\\?\.|(st|nd|rd|th|er))?{_B}([^\W\d_]{{3,12}})\.?"
    rf"(?:,?{_B}(\d{{4}})|(?!,?{_B}?['’]?\d\d?(?![\d:])|{_B}[^\W\d_]{{3,12}}\.?{_B}\d))"
    r"|(\d{4})([-/.])(\d\d?)\11(\d\d?)"  # 2025-06-06
    r"|(\d\d?)([-/.])(\d\d?)\15(\d{4}|\d\d)"  # 06/06/2025
    r"|(\d\d?)/(\d\d?)(?= \d\d?:\d\d)"  # 06/06 10:32
    r"|(\d{4})年(\d\d?)月(\d\d?)日(?![^\W_])"
    r")(?!\d|[^\W_]*[-/.:]\d)"
).search
_CLOCK: Final = re.compile(
    rf"(?:T|,?{_B}{{0,3}}(?:[-–@|·]|([^\W\d_]{{1,3}})\.?)?{_B}{{1,2}})"
    rf"(\d\d?)[:h](\d\d)(?::(\d\d))?(?![\d:]|[.,]\d)(?:{_B}?([AaPp])\.?[Mm](?![^\W_])\.?)?"
    rf"(?:(?:{_B}(?=[-+]\d\d:?\d\d))?([-+])(\d\d)(?::?(\d\d))?(?![\d:]))?"
).match
_ZONE: Final = re.compile(rf"{_B}([A-Z]{{2,4}}|Uhr)(?![^\W_]|{_B}?[-+(])").match
_NEXT: Final = re.compile(r"[^\w]*(?:([^\W\d_]+)|(\d+)([:.h/-]?))?").match
_HEAD: Final = re.compile(r"(?:(\d+)[.)]?\s*|(?:([^\W\d_]+)\.?)([:,]?)\s*)$").search
_LOOSE: Final = re.compile(r"\d\d?\s+$").match
_CLOCK_AHEAD: Final = re.compile(rf"(?<![\d:])((\d\d?):([0-5]\d){_B}?([AaPp])\.?[Mm]\.?,?{_B}+)$").search
_NOON: Final = 12
_LAST: Final = 40
"""Characters of what stands in front that are looked at."""
_DRESS: Final = "label", "on", "at", "weekday"
_LONGER: Final = frozenset(
    ("weekday", "halfday", "oclock", "zone", "era", "clock", "month", "calendar", "unit", "of", "at", "on", "and")
) | {"the", "nth", "ordinal", "after", "filler", "before"}
"""Roles of words that an age could go on with."""
_JOINING: Final = frozenset(("and", "of", "the", "filler"))
_OF_DATES: Final = frozenset(
    ("label", "on", "at", "weekday", "calendar", "turn", "month", "clock", "zone", "halfday", "oclock", "era", "nth")
)
_AT: Final = frozenset(("at", "and", "on"))
_MERIDIEM: Final = {"a": Lexeme("halfday", (0,), "am"), "p": Lexeme("halfday", (1,), "pm")}


class Regular(NamedTuple):
    """A row of pieces in its line."""

    row: list[Lexeme]
    languages: int
    opening: int
    """Where its labels start."""
    start: int
    end: int


@lru_cache(4096)
def _months(word: str) -> tuple[Lexeme, int] | None:
    """A Gregorian month and its languages, None where the word is none or more than one."""
    senses = [sense for sense in tables.senses(fold(word)) if sense.role == "month"]
    if not senses:
        return None
    first = min(senses, key=lambda sense: sense.languages & -sense.languages)
    if first.value[0] != "gregorian" or any(
        is_weighty(first.languages, sense.languages) for sense in senses if sense is not first
    ):
        return None
    # No number is glued to it.
    return Lexeme("month", first.value, span=(0, 1)), first.languages


@cache
def _mask(word: str, roles: frozenset[str]) -> int:
    """The languages in which *word* has one of *roles*."""
    mask = 0
    for sense in tables.senses(word):
        if sense.role in roles:
            mask |= sense.languages
    return mask


@lru_cache(4096)
def _spoken(word: str) -> frozenset[str] | None:
    """The roles of a word in front of an age; None for parts of longer words, empty for unknown ones."""
    key = fold(word)
    senses = tables.senses(key)
    if not senses:
        return None if key in tables.atoms() else _UNKNOWN
    return frozenset(sense.role for sense in senses)


_UNKNOWN: Final[frozenset[str]] = frozenset()


def find(text: str) -> Regular | None:
    """The first date of a regular shape, None where there is none or a doubt."""
    place = 0
    while (match := _DATE(text, place)) is not None:
        languages = -1
        row: list[Lexeme]
        name, day, nth, year, year_alone, day_2, nth_2, name_2, year_2, y, _, m, d, a, sep, b, c, p, q, *han = (
            match.groups()
        )
        if name or name_2:
            month = _months(name or name_2)
            if month is None or (name_2 and int(day_2) > _LAST_DAY):
                place = match.end(1 if name else 6)
                continue
            named, languages = month
            row = [_number(day_2), named] if name_2 else [named, _number(day)] if day else [named]
            if year or year_alone or year_2:
                row.append(_number(year or year_alone or year_2))
            nth = nth or nth_2
            if nth:
                languages &= _mask(nth.lower(), _ORDINAL)
        elif y:
            row = [Lexeme("date", (int(y), int(m), int(d), "ymd"))]
        elif han[0]:
            row = [Lexeme("date", (int(han[0]), int(han[1]), int(han[2]), "ymd"))]
        elif p:
            row = [Lexeme("pair", (int(p), "/", int(q), len(q)))]
        else:
            row = [Lexeme("three", (int(a), sep, int(b), int(c), len(c)))]
        return _timed(text, row, languages, match.span())
    return None


def _timed(text: str, row: list[Lexeme], languages: int, span: tuple[int, int]) -> Regular | None:
    """The date in *span* with the clock behind it."""
    start, end = span
    clock = _CLOCK(text, end)
    if clock is not None:
        word, hour, minute, second, half, sign, east, rest = clock.groups()
        if int(hour) > 24 or int(minute) > 59:
            return None
        if word:
            languages &= _mask(word.lower(), _AT)
        offset = (int(east) * 60 + int(rest or 0)) * (-1 if sign == "-" else 1) if sign else None
        if offset is not None and (half or abs(offset) > _FARTHEST):
            return None
        row.append(Lexeme("clock", (int(hour), int(minute), int(second) if second else None, offset)))
        if half:
            row.append(_MERIDIEM[half.lower()])
        end = clock.end()
        if (zone := _ZONE(text, end)) is not None and sign is None:
            kinds = tables.senses(zone[1].lower())
            if len(kinds) == 1 and kinds[0].role in ("zone", "oclock"):
                row.append(Lexeme(kinds[0].role, kinds[0].value, zone[1]))
                languages &= kinds[0].languages
                end = zone.end()
    if not languages or not _ends_there(text, end, timed=clock is not None, closed=clock is not None and _is_full(row)):
        return None
    if not _is_full(row) and _DIGIT_NEXT(text, end):
        return None
    return _dressed(text, row, languages, start, end)


def _is_no_part(roles: frozenset[str], row: list[Lexeme]) -> bool:
    """Whether a word with these roles cannot stand before this date: a whole one has its month already."""
    parts = roles & _OF_DATES
    return bool(row) and (not parts or (parts == {"month"} and _is_full(row)))


_ENDING: Final = frozenset(("unit", "after"))
"""Roles of words that another age may end with."""
_DIGIT_NEXT: Final = re.compile(r"[\s,.]*['’]?\d").match


def _is_full(row: list[Lexeme]) -> bool:
    """Whether a date has its day and its year."""
    roles = [piece.role for piece in row]
    return not roles or "date" in roles or "three" in roles or roles.count("number") == 2


_LAST_DAY: Final = 31
_FARTHEST: Final = 14 * 60
"""Minutes east that the farthest zone in use is (Kiritimati)."""
_ORDINAL: Final = frozenset(("ordinal",))


@lru_cache(2048)
def _number(digits: str) -> Lexeme:
    return Lexeme("number", (digits,), digits)


def _ends_there(text: str, end: int, *, timed: bool, closed: bool = False) -> bool:
    """Whether what stands behind *end* cannot belong to the age, which no number can if it is *closed*."""
    if end == len(text):
        return True
    if not timed and text[end] in "T-–/.:'’年" and not text[end + 1 : end + 2].isspace() and end + 1 < len(text):
        return False
    following = _NEXT(text, end)
    if following is None:
        return False
    word, digits, sign = following.groups()
    if digits:
        return closed or (not sign and (len(digits) > 2 or not _CLOCK_WORD(text, following.end())))
    if not word:
        return True
    if word[0] >= _FIRST_UNSPACED and len(word) < _LONG_RUN and word[0] in tables.atoms():
        return False
    roles = _spoken(word)
    if roles is None or roles & _LONGER:
        return False
    return not roles or "label" in roles or tables.longest(fold(word)) <= 1


_FIRST_UNSPACED: Final = "\u0e00"
"""The first letter of the scripts that set no blanks (and of some that do)."""
_LONG_RUN: Final = 4
"""Letters without a blank that are more than a weekday or a half of the day."""
_CLOCK_WORD: Final = re.compile(r"\s?(?:[AaPp]\.?[Mm]|[^\W\d_]*[Uu]hr|h\b|時|时|시|点|點)").match


def _dressed(text: str, row: list[Lexeme], languages: int, start: int, end: int) -> Regular | None:
    """The row with the weekday and the labels in front of it."""
    opening = first = start
    while opening:
        near = text[opening - _LAST if opening > _LAST else 0 : opening]
        ahead = _CLOCK_AHEAD(near) if row and not any(piece.role == "clock" for piece in row) else None
        if ahead is not None and int(ahead[2]) <= _NOON:
            clock = Lexeme("clock", (int(ahead[2]), int(ahead[3]), None, None))
            row[:0] = [clock, _MERIDIEM[ahead[4].lower()]]
            first = opening = opening - len(ahead[1])
            continue
        head = _HEAD(near)
        if head is None:
            if _is_cut_off(text[:opening].rstrip()):
                break
            return None  # a sign that the age may go on behind
        digits, word, sign = head.groups()
        if digits:
            front = text[: opening - len(head.group())]
            if not _is_full(row) or front[-1:].isalnum() or front[-1:] in _GLUING or (row and _LOOSE(head.group())):
                return None
            break
        at = opening - len(head.group())
        if (at and (text[at - 1].isdigit() or text[at - 1] == "_")) or (len(word) == 1 and word.isupper()):
            break  # a part of a handle, or an initial
        roles = _spoken(word)
        if roles is None:
            return None
        if roles <= _JOINING or (_is_no_part(roles, row) and not (roles & _ENDING and _DIGIT(text, 0, at))):
            break  # no age begins with it, or none that is a date
        role = next((role for role in _DRESS if role in roles), None)
        if role is None or (sign == "," and role != "weekday") or (role == "weekday" and len(word) < 3):
            return None
        languages &= _mask(fold(word), frozenset((role,)))
        if not languages:
            return None
        opening = at
        if role == "weekday":
            senses = [
                sense for sense in tables.senses(fold(word)) if sense.role == role and sense.languages & languages
            ]
            if len({sense.value for sense in senses}) != 1 or (row and row[0].role in _DRESS):
                return None
            first = opening
            row.insert(0, Lexeme("weekday", senses[0].value, fold(word)))
        else:
            row.insert(0, Lexeme(role, ()))
    if _EARLIER(text, 0, opening) or (not text.isascii() and gates.may_hold(text[:opening])):
        return None  # the first age of the line counts
    return Regular(row, languages, opening, first, end)


_EARLIER: Final = re.compile(r"\d[-/:]\d|\d\.\d\d|\d (?:hour|day|min|sec|week|month|year)[a-z]*\b").search
_DIGIT: Final = re.compile(r"\d").search


_BREAKS: Final = frozenset('*#>»◦●▪■►▼+&_"“”')
"""Signs that no date holds, so that it starts behind them."""
_GLUING: Final = frozenset(":.,/-–'’")
_SIGNS: Final = " \t\u00a0|·•/—–,.;:()[]@-"


def _is_cut_off(head: str) -> bool:
    """Whether no age can have begun before the sign that *head* ends with."""
    if not head or head[-1] in _BREAKS:
        return True
    head = head[-_LAST:].rstrip(_SIGNS)
    if not head or head[-1] in _BREAKS:
        return True
    word = _LAST_WORD(head)
    return word is not None and (word[1] is not None or len(word[2]) == 1 or _spoken(word[2]) == _UNKNOWN)


_LAST_WORD: Final = re.compile(r"([@_])?([^\W\d_]+)$").search


_AMOUNT: Final = re.compile(
    rf"(?<![\d.,:/$€£+-])(\d{{1,3}}){_B}?([^\W\d_]{{1,12}})\.?(?:{_B}([^\W\d_]{{2,10}}))?(?![^\W_])"
).finditer
_WORDS_BEFORE: Final = re.compile(rf"((?:([^\W\d_]+){_B})?([^\W\d_]+){_B})$").search


class Amount(NamedTuple):
    """A phrase in its line."""

    opening: int
    start: int
    end: int


def find_amount(text: str) -> Amount | None:
    """The first amount with a word for "ago" whose phrase is known, None where there is a doubt."""
    phrases = tables.phrases()
    for match in _AMOUNT(text):
        behind = match[3]
        start, end = match.span()
        key = text[match.end(1) : end].lower()
        if behind is None or "0" + key not in phrases:
            head = _WORDS_BEFORE(text[:start][-_LAST:])
            if head is None:
                continue
            end = match.end(2) + (text[match.end(2) : match.end(2) + 1] == ".")
            key = "0" + text[match.end(1) : end].lower()
            one = head[3].lower() + " "
            two = head[2].lower() + " " + one if head[2] else ""
            if two and two + key in phrases:
                start -= len(two)
            elif one + key in phrases:
                start -= len(one)
            else:
                continue
        if (_DIGIT(text, end) and not _ends_there(text, end, timed=True)) or text[end : end + 1].isalnum():
            return None
        found = _dressed(text, [], -1, start, end)
        if found is None or any(piece.role != "label" for piece in found.row):
            return None
        return Amount(found.opening, start, end)
    return None
