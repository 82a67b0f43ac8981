"""Dates, clocks and calendar words: what a row of pieces says about a day and a time.

age  = (label | on | weekday | date | clock | zone | calendar word | sign)+
date = day month year? | month day year? | year month day | month year | three numbers | weekday
"""

from __future__ import annotations

from datetime import date as _date
from typing import Final, NamedTuple

from attrs import define

from newsdump.ages import calendars
from newsdump.ages.gathering import CLOCK_DIGITS, SHORTEST_WEEKDAY, YEAR_DIGITS, Pieces, gathered
from newsdump.ages.lattice import Lexeme
from newsdump.ages.terms import Moment, Part, Unit

_PERSIAN_NEWS: Final = range(1370, 1426)
"""Years that no news tells of but as Solar Hijri: 1991 to 2047."""
_ISLAMIC_NEWS: Final = range(1426, 1470)
"""Those that it tells of but as Hijri: 2005 to 2048."""
_BUDDHIST_YY: Final = 41
"""From here on two digits are of the 2500s (1998 and later), before it of the 2000s of our era."""
_PERSIAN_YY: Final = 50
"""From here on two digits are of the 1300s (1971 and later), before it of the 1400s."""
_MIDDLING: Final = 2024
"""A year whose daylight saving time begins and ends in the middle of the days on which it can."""
_LAST_CENTURY: Final = 40
"""From here on two digits are of the 1900s: no page of the 2030s or before was printed in a later year."""
_DOUBTFUL: Final = range(1940, 1969)
"""Years that other programs take for those of this century (POSIX strptime)."""
_FIRST_YEAR: Final = 1600
"""Four digits before it are no year that a page was written in."""
_NOON: Final = 12
_LAST_DAY: Final = 31
_NIGHT: Final = 2
_DAWN: Final = 6
"""The hour from which a clock "at night" is of the evening."""
_DAY: Final = 24
_NAMES: Final = frozenset(("sun", "sat", "mon"))
"""Weekdays that alone on a line are a newspaper or a word."""

Day = tuple[int | None, int | None, int | None]
"""Year, month, day."""


class Said(NamedTuple):
    """What was read: moments (the likeliest first; two where day and month can be swapped), or a calendar word."""

    moments: tuple[Moment, ...]
    calendar: Part | None
    weak: bool
    """Whether what was printed (12/5, 14.05, 9:30) could as well be a price, a score or a version."""
    short: bool
    """Whether it rests on so few letters that words of other languages look the same: a day and a month, a weekday."""


@define(frozen=True)
class Customs:
    """What the language tells about dates that words do not."""

    order: str | None = None
    """"dmy", "mdy" or "ymd", which tells what 02/12 is; None where it is not known."""
    solar_hijri: bool = False
    hijri: bool = False
    buddhist: bool = False


def read(row: list[Lexeme], customs: Customs) -> Said | None:
    """The date or time that *row* tells, None if it tells none or contradicts itself."""
    pieces = gathered(row)
    if pieces is None:
        return None
    clock, days = _clock(pieces), _days(pieces, customs)
    if pieces.calendar is not None and pieces.calendar.unit is Unit.DAY and days and days[0][2] is not None:
        pieces.calendar = None  # "Today, 6 June 2025"
    if clock is None or not days or not _agree(pieces, clock, days[0]):
        return None
    moments = [Moment(*day, *clock, _offset(pieces, day, clock[0]), pieces.weekday) for day in days if _exists(*day)]
    if pieces.weekday is not None and (len(moments) > 1 or pieces.day_behind):
        fitting = [moment for moment in moments if _fits(moment)]
        moments = fitting if pieces.day_behind else fitting or moments  # "31.10.2023 Die" is no Tuesday, but an article
    if not moments or (moments[0] == Moment() and pieces.calendar is None):
        return None
    return _judged(pieces, moments, row[-1].word)


def _offset(pieces: Pieces, day: Day, hour: int | None) -> int | None:
    """Minutes east of UTC; ET stands for what is in force on the day, for standard time if none is told."""
    year, month, number = day
    if not pieces.american or pieces.offset is None or month is None or number is None:
        return pieces.offset
    year = year or _MIDDLING
    return pieces.offset + (60 if calendars.is_american_summer(year, month, number, hour or 0) else 0)


def _agree(pieces: Pieces, clock: Day, day: Day) -> bool:
    """Whether calendar word, date, weekday and clock do not contradict each other."""
    dated = day != (None, None, None)
    if pieces.calendar is not None and (dated or pieces.weekday is not None):
        return False
    if not _settle_turn(pieces, dated=dated):
        return False
    if pieces.month is not None and day[0] is None and day[2] is None:
        return False  # a month alone is a name or a heading
    return pieces.calendar is None or clock[0] is None or pieces.calendar.unit is Unit.DAY or pieces.weekday is not None


def _judged(pieces: Pieces, moments: list[Moment], last_word: str) -> Said:
    """The moments, with how much their shape can be trusted."""
    first = moments[0]
    dated = first.month is not None or first.year is not None
    timed = first.hour is not None
    weekday_alone = pieces.weekday is not None and not dated and not timed and not pieces.labelled
    strong = (
        pieces.labelled or pieces.dated or pieces.month or pieces.weekday is not None or pieces.calendar is not None
    )
    told = timed and (dated or (pieces.half_day is not None and first.minute is not None))
    weak = (not strong and not told and (not dated or pieces.pair is not None)) or (
        weekday_alone and (len(last_word) < SHORTEST_WEEKDAY or last_word in _NAMES)
    )
    short = (dated and first.year is None) or weekday_alone
    return Said(tuple(moments), pieces.calendar, weak, short)


def _settle_turn(pieces: Pieces, *, dated: bool) -> bool:
    """Whether "last" or "next" has its one weekday or unit, and a unit its "last" or "next"."""
    if pieces.turn is None:
        return pieces.unit is None
    if dated or pieces.calendar is not None or (pieces.unit is None) == (pieces.weekday is None):
        return False
    pieces.calendar = Part(pieces.unit or Unit.WEEK, pieces.turn)
    return pieces.unit is None or pieces.clock is None


def _clock(pieces: Pieces) -> Day | None:
    """Hour, minute and second on the 24 hour face."""
    if pieces.clock is None:
        return None, None, None
    hour, minute, second = pieces.clock
    if pieces.half_day is not None:
        if hour > _DAY:
            return None
        late = pieces.half_day == 1 or (pieces.half_day == _NIGHT and _DAWN <= hour < _NOON)
        if hour <= _NOON:
            hour = hour % _NOON + (_NOON if late else 0)
    if hour > _DAY or (minute or 0) >= 60 or (second or 0) > 60:
        return None
    return hour % _DAY, minute, min(second, 59) if second is not None else None


def _days(pieces: Pieces, customs: Customs) -> list[Day]:
    """What the date can be, the likeliest first."""
    if pieces.date is not None:
        if pieces.numbers or pieces.month is not None:
            return []
        return _of_digits(pieces.date, pieces, customs)
    if pieces.pair is not None:
        a, sign, b, _ = pieces.pair
        return [(None, month, day) for month, day in _ordered(a, b, sign, pieces, customs)]
    if pieces.month is None:
        return [] if pieces.numbers else [(None, None, None)]
    return _of_named_month(pieces, customs)


def _ordered(a: int, b: int, sign: str, pieces: Pieces, customs: Customs) -> list[tuple[int, int]]:
    """Month and day of two numbers; both ways where both are possible."""
    ways = [(b, a), (a, b)]
    american = pieces.half_day is not None and customs.order is None
    if (sign == "/" and (customs.order == "mdy" or american)) or (customs.order == "ymd" and pieces.pair is not None):
        ways.reverse()
    ways = [(month, day) for month, day in ways if 1 <= month <= 12 and 1 <= day <= 31]
    return ways[:1] if sign == "." or a == b else ways


def _of_digits(lexeme: Lexeme, pieces: Pieces, customs: Customs) -> list[Day]:
    if lexeme.role == "date":
        year, month, day = lexeme.value[:3]
        return [_converted(year, month, day, pieces, customs)]
    a, sign, b, c, digits = lexeme.value
    found: list[Day] = []
    if digits <= CLOCK_DIGITS and (customs.order == "ymd" or a > 31):
        found = [_converted(_full(a, customs), b, c, pieces, customs)]
    if digits == CLOCK_DIGITS:
        ordered = _ordered(a, b, sign, pieces, customs)
        found += [
            _converted(year, month, day, pieces, customs) for year in _years(c, customs) for month, day in ordered
        ]
    elif digits == YEAR_DIGITS:
        found = [_converted(c, month, day, pieces, customs) for month, day in _ordered(a, b, sign, pieces, customs)]
    return found


def _years(year: int, customs: Customs) -> list[int]:
    """What a year of two digits can be, the likelier first."""
    full = _full(year, customs)
    return [full, full + 100] if full in _DOUBTFUL else [full]


def _full(year: int, customs: Customs) -> int:
    """A year of two digits in its calendar; in ours those that are to come are of the last century."""
    if customs.solar_hijri:
        return year + (1300 if year >= _PERSIAN_YY else 1400)
    if customs.buddhist and year >= _BUDDHIST_YY:
        return year + 2500
    return year + (1900 if year >= _LAST_CENTURY else 2000)


def _converted(year: int | None, month: int | None, day: int | None, pieces: Pieces, customs: Customs) -> Day:
    """A date of digits, from the calendar that era, language or the size of the year tell."""
    if year is None:
        return year, month, day
    era = pieces.era
    if era == "buddhist" or (year >= 2400 and year < 2700):
        return year - calendars.BUDDHIST_EPOCH, month, day
    calendar = era if era in calendars.READERS else _calendar_of(year, customs)
    if calendar and month and day:
        found = calendars.READERS[calendar](year, month, day)
        if found is not None:
            return found.year, found.month, found.day
        return 0, month, day
    return year, month, day


def _calendar_of(year: int, customs: Customs) -> str:
    """The calendar of a year of four digits that is not of the Buddhist Era, "" for ours."""
    if year >= _FIRST_YEAR:
        return ""
    if customs.hijri or year in _ISLAMIC_NEWS:
        return "islamic"
    return "persian" if customs.solar_hijri or year in _PERSIAN_NEWS else ""


def _of_named_month(pieces: Pieces, customs: Customs) -> list[Day]:
    """Day and year around a month's name."""
    assert pieces.month is not None  # noqa: S101 - the caller looked
    calendar, month = pieces.month
    day: int | None = None
    year: int | None = None
    digits = 0
    behind = False
    for place, (value, length) in enumerate(pieces.numbers):
        if length > CLOCK_DIGITS:
            if year is not None or length != YEAR_DIGITS:
                return []
            year, digits, behind = value, length, place >= pieces.month_at
        elif place == pieces.short_year and year is None:
            year, digits = value, length
        elif day is None and 1 <= value <= 31 and not behind:  # no language sets the day behind month and year
            day = value
        elif year is None and place >= pieces.month_at and (day is not None or value > _LAST_DAY):
            year, digits = value, length  # two digits are a year only behind day and month
        else:
            return []
    if calendar != "gregorian":
        if year is None or day is None:
            return []
        if digits <= CLOCK_DIGITS:
            year = _full(year, Customs(solar_hijri=True)) if calendar == "persian" else year + 1400
        found = calendars.READERS[calendar](year, month, day)
        return [(found.year, found.month, found.day)] if found else []
    if year is not None and digits <= CLOCK_DIGITS:
        if digits < CLOCK_DIGITS:
            return []
        year = _full(year, customs)
    if year is None:
        dashed = day is not None and pieces.dashed and len(pieces.numbers) == 1
        return [(None, month, day), *([(2000 + (day or 0), month, None)] if dashed else [])]
    return [_converted(year, month, day, pieces, customs)]


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the calendar has this day."""
    if year is not None and not _FIRST_YEAR <= year <= 2999:
        return False
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    try:
        _date(year or 2000, month or 1, day)  # 2000 is a leap year
    except ValueError:
        return False
    return True


def _fits(moment: Moment) -> bool:
    """Whether the printed weekday is that of the printed date."""
    if moment.year is None or moment.month is None or moment.day is None:
        return True
    return _date(moment.year, moment.month, moment.day).isoweekday() == moment.weekday
