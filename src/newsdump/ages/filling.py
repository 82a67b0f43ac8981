"""Fills the numbers of a date of a common shape in: what `reading.read_row` finds, for a fifth of its price.

Dates with a month's name and dates that begin with the year, with or without a weekday in front and a clock behind, in
years that no other calendar counts so. Whatever leaves a choice is left to the general reader.
"""

from __future__ import annotations

from typing import Final

from newsdump.ages import tables
from newsdump.ages.lattice import Lexeme
from newsdump.ages.model import Age
from newsdump.ages.terms import AgeKind, Moment, Unit
from newsdump.spans import Span

_YEARS: Final = range(1600, 2400)
"""Years of four digits that are of our era."""
_YEAR_DIGITS: Final = 4
_NOON: Final = 12
_DAY: Final = 24
_FIXED: Final = {
    "kind": AgeKind.ABSOLUTE,
    "count": None,
    "parts": (),
    "calendar": False,
    "approximate": False,
    "readings": (),
}
_new: Final = Age.__new__


def filled(text: str, row: list[Lexeme], languages: int, span: Span) -> Age | None:  # noqa: C901, PLR0912 - one loop
    """The age of *row* where its shape leaves no choice, else None."""
    year = month = day = weekday = late = offset = None
    clock: tuple[int, int, int | None] | None = None
    for piece in row:
        role, value = piece.role, piece.value
        if role == "number":
            if len(value[0]) == _YEAR_DIGITS:
                if year is not None:
                    return None
                year = int(value[0])
            elif day is None and year is None:
                day = int(value[0])
            else:
                return None
        elif role == "month":
            month = value[1]
        elif role == "date":
            year, month, day = value[:3]
        elif role == "clock":
            clock, offset = value[:3], value[3]
        elif role == "halfday":
            late = value[0]
        elif role == "weekday":
            weekday = value[0]
        elif role not in _DRESS:
            return None
    if not _is_plain(year, month, day) or (year is None and not languages & tables.listed()):
        return None
    unit = Unit.MONTH if day is None else Unit.DAY
    face = _NO_CLOCK
    if clock is not None:
        hour, minute, second = clock
        if hour >= _DAY or (second or 0) > _LAST_SECOND:
            return None
        unit = Unit.MINUTE if second is None else Unit.SECOND
        face = _on_24_hours(hour, late), minute, second
    elif late is not None:
        return None
    age = _new(Age)
    age.__dict__.update(
        _FIXED,
        raw=text[span.start : span.end],
        unit=unit,
        moment=Moment(year, month, day, *face, offset, weekday),
        language=tables.name_of(languages),
        span=span,
    )
    return age


_NO_CLOCK: Final[tuple[int | None, int | None, int | None]] = (None, None, None)


def _on_24_hours(hour: int, late: int | None) -> int:
    if late is None or hour > _NOON:
        return hour
    return hour % _NOON + (_NOON if late else 0)


def _is_plain(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether these are a day of a month or a month of a year that every year has."""
    if month not in _LENGTHS or (year is None and day is None) or (year is not None and year not in _YEARS):
        return False
    return day is None or 0 < day <= _LENGTHS[month]


_LENGTHS: Final = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_LAST_SECOND: Final = 59
_DRESS: Final = frozenset(("label", "on", "at"))
