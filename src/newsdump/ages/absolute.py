"""Dates, clocks and calendar words: what a row of pieces says about a day and a time.

age  = (label | on | weekday | date | clock | zone | calendar word | sign)+
date = day month year? | month day year? | year month day | month year | three numbers | weekday
"""

from __future__ import annotations

from datetime import date as _date
from typing import Final, NamedTuple

from attrs import define

from newsdump.ages import calendars
from newsdump.ages.gates import STRONG
from newsdump.ages.lattice import Lexeme
from newsdump.ages.tables import UNITS
from newsdump.ages.terms import Moment, Part, Unit

_SEPARATORS: Final = frozenset(",.،、;|/-()[]·•@:…۔")
_SKIPPED: Final = frozenset(("of", "the", "at", "and"))
_NOT_LAST: Final = frozenset(("label", "on", "the", "at", "and"))
_BRACKETED: Final = frozenset(("zone", "clock", "weekday", "date", "three", "halfday"))
_PERSIAN_NEWS: Final = range(1370, 1426)
"""Years that no news tells of but as Solar Hijri: 1991 to 2047."""
_ISLAMIC_NEWS: Final = range(1426, 1470)
"""Those that it tells of but as Hijri: 2005 to 2048."""
_BUDDHIST_YY: Final = 41
"""From here on two digits are of the 2500s (1998 and later), before it of the 2000s of our era."""
_PERSIAN_YY: Final = 50
"""From here on two digits are of the 1300s (1971 and later), before it of the 1400s."""
_FIRST_YEAR: Final = 1600
"""Four digits before it are no year that a page was written in."""
_NOON: Final = 12
_NIGHT: Final = 2
_DAWN: Final = 6
"""The hour from which a clock "at night" is of the evening."""
_DAY: Final = 24
_SHORTEST_WEEKDAY: Final = 4
_FIRST_UNSPACED: Final = "\u0e00"
"""The first letter of the scripts whose weekdays are shorter."""
_NAMES: Final = frozenset(("sun", "sat", "mon"))
"""Weekdays that alone on a line are a newspaper or a word."""
_YEAR_DIGITS: Final = 4
_CLOCK_DIGITS: Final = 2

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


@define
class _Pieces:
    """The fields of one date as they come."""

    numbers: list[tuple[int, int]]
    """Value and number of digits."""
    month: tuple[str, int] | None = None
    month_at: int = 0
    """How many numbers stood before the month."""
    weekday: int | None = None
    day_behind: bool = False
    """Whether the weekday stands behind the date."""
    date: Lexeme | None = None
    clock: tuple[int, int | None, int | None] | None = None
    half_day: int | None = None
    offset: int | None = None
    zoned: bool = False
    calendar: Part | None = None
    turn: int | None = None
    """-1 for "last", 0 for "this", 1 for "next"."""
    unit: Unit | None = None
    """The unit that was turned to: last *month*."""
    era: str = ""
    pair: tuple[int, str, int, int] | None = None
    labelled: bool = False
    dated: bool = False
    """Whether a word says that a day follows: "am 21.12."."""


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
    pieces = _gathered(row)
    if pieces is None:
        return None
    clock, days = _clock(pieces), _days(pieces, customs)
    if clock is None or not days or not _agree(pieces, clock, days[0]):
        return None
    moments = [Moment(*day, *clock, pieces.offset, pieces.weekday) for day in days if _exists(*day)]
    if pieces.weekday is not None and (len(moments) > 1 or pieces.day_behind):
        fitting = [moment for moment in moments if _fits(moment)]
        moments = fitting if pieces.day_behind else fitting or moments  # "31.10.2023 Die" is no Tuesday, but an article
    if not moments or (moments[0] == Moment() and pieces.calendar is None):
        return None
    return _judged(pieces, moments, row[-1].word)


def _gathered(row: list[Lexeme]) -> _Pieces | None:
    """The pieces of *row*, each in its place; None if one has none, or a zone or a half of the day has no clock."""
    if len(row) > 1 and row[0].role == "month" and row[1].role == "number" and row[0].end == row[1].start:
        return None  # PS4, SE2
    if row[-1].role in _NOT_LAST or (row[-1].role == "of" and row[-1].word.isascii()):
        return None
    if row[-1].role == "mark" and row[-1].value[0] not in ".)]":
        return None
    pieces = _Pieces([])
    if not all(_take(pieces, row, index) for index in range(len(row))):
        return None
    timed = _settle_pair(pieces) and (pieces.clock is not None or (pieces.half_day is None and not pieces.zoned))
    return pieces if timed else None


def _agree(pieces: _Pieces, clock: Day, day: Day) -> bool:
    """Whether calendar word, date, weekday and clock do not contradict each other."""
    dated = day != (None, None, None)
    if pieces.calendar is not None and (dated or pieces.weekday is not None):
        return False
    if not _settle_turn(pieces, dated=dated):
        return False
    if pieces.month is not None and day[0] is None and day[2] is None:
        return False  # a month alone is a name or a heading
    return pieces.calendar is None or clock[0] is None or pieces.calendar.unit is Unit.DAY or pieces.weekday is not None


def _judged(pieces: _Pieces, moments: list[Moment], last_word: str) -> Said:
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
        weekday_alone and (len(last_word) < _SHORTEST_WEEKDAY or last_word in _NAMES)
    )
    short = (dated and first.year is None) or weekday_alone
    return Said(tuple(moments), pieces.calendar, weak, short)


def _take(pieces: _Pieces, row: list[Lexeme], index: int) -> bool:  # noqa: C901, PLR0911, PLR0912 - one screen
    """Put one piece where it belongs; False if there is no place for it."""
    role, value = row[index].role, row[index].value
    before = row[index - 1].role if index else ""
    match role:
        case "number":
            pieces.numbers.append((int(value[0][:5]), len(value[0])))
            return len(value[0]) <= _YEAR_DIGITS and len(pieces.numbers) <= 3
        case "nth":
            pieces.numbers.append((value[0], _CLOCK_DIGITS))
            return len(pieces.numbers) <= 3
        case "month":
            if pieces.month is not None or pieces.date is not None:
                return False
            pieces.month, pieces.month_at = (value[0], value[1]), len(pieces.numbers)
        case "weekday":
            if pieces.weekday not in (None, value[0]):
                return False
            pieces.weekday = value[0]
            pieces.day_behind = bool(pieces.date or pieces.month or pieces.pair)
            return not pieces.day_behind or _may_follow(row, index)
        case "date" | "three":
            if pieces.date is not None:
                return False
            pieces.date = row[index]
        case "pair":
            if pieces.pair is not None:
                return False
            pieces.pair = value
        case "clock":
            if pieces.clock is not None:
                return False
            pieces.clock, pieces.offset = value[:3], value[3] if value[3] is not None else pieces.offset
        case "halfday" | "oclock":
            return _take_clock_word(pieces, row, index)
        case "zone":
            if pieces.offset not in (None, value[0]) and pieces.offset != value[0]:
                return False
            pieces.offset, pieces.zoned = value[0], True
        case "calendar":
            if pieces.calendar is not None:
                return False
            pieces.calendar = Part(UNITS[value[0]], value[1])
        case "turn":
            if pieces.turn is not None:
                return False
            pieces.turn = value[0]
        case "unit":
            if pieces.unit is not None or value[1] or value[2] is not None:
                return False
            pieces.unit = UNITS[value[0]]
        case "ordinal":
            return before in ("number", "month")
        case "mark":
            if value[0] == "'":
                following = row[index + 1] if index + 1 < len(row) else None
                return following is not None and following.role == "number" and len(following.word) == _CLOCK_DIGITS
            if value[0] == "(" and index > 0:
                return index + 1 < len(row) and row[index + 1].role in _BRACKETED  # "August (32)" counts stories
            return value[0] in _SEPARATORS and (index > 0 or value[0] in "([")
        case "label":
            pieces.labelled = True
            return all(piece.role in ("label", "mark", "on", "at") for piece in row[:index])
        case "era":
            pieces.era = value[0]
            return before in ("number", "date", "three", "mark", "era")
        case "on":
            pieces.dated = True
        case _:
            return role in _SKIPPED
    return True


def _may_follow(row: list[Lexeme], index: int) -> bool:
    """Whether a weekday may stand behind its date: in brackets, behind a comma, before more, or as a longer word."""
    if row[index - 1].role == "mark":
        return row[index - 1].value[0] not in STRONG
    word = row[index].word
    return index + 1 < len(row) or len(word) > _SHORTEST_WEEKDAY - 1 or word >= _FIRST_UNSPACED


def _take_clock_word(pieces: _Pieces, row: list[Lexeme], index: int) -> bool:
    """am, pm, Uhr, o'clock: the number before them is an hour."""
    role = row[index].role
    before = row[index - 1].role if index else ""
    if role == "halfday":
        if pieces.half_day is not None:
            return False
        pieces.half_day = row[index].value[0]
    if before == "number" and index > 2 and row[index - 2].role == "mark" and row[index - 2].value[0] in STRONG:
        return False  # "June 6 • 2 hours" is a duration
    if before == "number" and pieces.clock is None and pieces.numbers[-1][1] <= _CLOCK_DIGITS:
        pieces.clock = pieces.numbers.pop()[0], None, None
    elif before == "pair" and pieces.clock is None and pieces.pair and pieces.pair[1] + str(pieces.pair[3]) == ".2":
        pieces.clock, pieces.pair = (pieces.pair[0], pieces.pair[2], None), None
    return role == "halfday" or pieces.clock is not None


def _settle_pair(pieces: _Pieces) -> bool:
    """Two numbers with one sign: day and month, or with a dot a clock where the date stands elsewhere."""
    pair = pieces.pair
    if pair is None:
        return True
    dated = pieces.date is not None or pieces.month is not None or pieces.calendar is not None
    if dated or (pair[1] == "." and pair[3] == _CLOCK_DIGITS and pieces.labelled and pieces.clock is None):
        if pair[1] + str(pair[3]) != ".2" or pieces.clock is not None or pair[0] >= _DAY or pair[2] >= 60:
            return False
        pieces.clock, pieces.pair = (pair[0], pair[2], None), None
        return True
    return not pieces.numbers


def _settle_turn(pieces: _Pieces, *, dated: bool) -> bool:
    """Whether "last" or "next" has its one weekday or unit, and a unit its "last" or "next"."""
    if pieces.turn is None:
        return pieces.unit is None
    if dated or pieces.calendar is not None or (pieces.unit is None) == (pieces.weekday is None):
        return False
    pieces.calendar = Part(pieces.unit or Unit.WEEK, pieces.turn)
    return pieces.unit is None or pieces.clock is None


def _clock(pieces: _Pieces) -> Day | None:
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


def _days(pieces: _Pieces, customs: Customs) -> list[Day]:
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


def _ordered(a: int, b: int, sign: str, pieces: _Pieces, customs: Customs) -> list[tuple[int, int]]:
    """Month and day of two numbers; both ways where both are possible."""
    ways = [(b, a), (a, b)]
    american = pieces.half_day is not None and customs.order is None
    if (sign == "/" and (customs.order == "mdy" or american)) or (customs.order == "ymd" and pieces.pair is not None):
        ways.reverse()
    ways = [(month, day) for month, day in ways if 1 <= month <= 12 and 1 <= day <= 31]
    return ways[:1] if sign == "." or a == b else ways


def _of_digits(lexeme: Lexeme, pieces: _Pieces, customs: Customs) -> list[Day]:
    if lexeme.role == "date":
        year, month, day = lexeme.value[:3]
        return [_converted(year, month, day, pieces, customs)]
    a, sign, b, c, digits = lexeme.value
    found: list[Day] = []
    if digits <= _CLOCK_DIGITS and (customs.order == "ymd" or a > 31):
        found = [_converted(_full(a, customs), b, c, pieces, customs)]
    if digits == _CLOCK_DIGITS:
        year = _full(c, customs)
        found += [_converted(year, month, day, pieces, customs) for month, day in _ordered(a, b, sign, pieces, customs)]
    elif digits == _YEAR_DIGITS:
        found = [_converted(c, month, day, pieces, customs) for month, day in _ordered(a, b, sign, pieces, customs)]
    return found


def _full(year: int, customs: Customs) -> int:
    """A year of two digits in its calendar; in ours as POSIX strptime reads it: 69 to 99 are of the last century."""
    if customs.solar_hijri:
        return year + (1300 if year >= _PERSIAN_YY else 1400)
    if customs.buddhist and year >= _BUDDHIST_YY:
        return year + 2500
    return year + (1900 if year >= 69 else 2000)


def _converted(year: int | None, month: int | None, day: int | None, pieces: _Pieces, customs: Customs) -> Day:
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


def _of_named_month(pieces: _Pieces, customs: Customs) -> list[Day]:
    """Day and year around a month's name."""
    assert pieces.month is not None  # noqa: S101 - the caller looked
    calendar, month = pieces.month
    day: int | None = None
    year: int | None = None
    digits = 0
    behind = False
    for place, (value, length) in enumerate(pieces.numbers):
        if length > _CLOCK_DIGITS:
            if year is not None or length != _YEAR_DIGITS:
                return []
            year, digits, behind = value, length, place >= pieces.month_at
        elif day is None and 1 <= value <= 31 and not behind:  # no language sets the day behind month and year
            day = value
        elif year is None and day is not None and place >= pieces.month_at:
            year, digits = value, length  # two digits are a year only behind day and month
        else:
            return []
    if calendar != "gregorian":
        if year is None or day is None:
            return []
        if digits <= _CLOCK_DIGITS:
            year = _full(year, Customs(solar_hijri=True)) if calendar == "persian" else year + 1400
        found = calendars.READERS[calendar](year, month, day)
        return [(found.year, found.month, found.day)] if found else []
    if year is not None and digits <= _CLOCK_DIGITS:
        if digits < _CLOCK_DIGITS:
            return []
        year = _full(year, customs)
    if year is None:
        return [(None, month, day)]
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
