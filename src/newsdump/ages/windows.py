"""The stretch of time that amounts, calendar words and dates mean when they were read at some moment."""

from __future__ import annotations

import calendar as _calendar
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from newsdump.ages.terms import Moment, Part, Unit, Window

_SECONDS: Final = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
_DAYS: Final = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS: Final = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
_INSTANT: Final = timedelta(microseconds=1)
_FARTHEST_YEAR: Final = 9999


def of(
    parts: tuple[Part, ...], moment: Moment | None, unit: Unit, at: datetime, *, calendar: bool, zone: tzinfo
) -> Window:
    """The window of an age that is told in *parts* or as a *moment*, or as both ("yesterday at 10:30").

    Dates that print no zone are in *zone*; calendar words in that of *at*.
    """
    try:
        if calendar:
            return _of_calendar(parts[0], moment, unit, at)
        if moment is not None:
            return _of_moment(moment, unit, at, zone)
        return _of_distance(parts, unit, at)
    except (OverflowError, ValueError):
        # Beyond the years 1 and 9999: as far as datetimes go.
        past = not any(part.count > 0 for part in parts)
        edge = datetime(1, 1, 1, tzinfo=UTC) if past else datetime(9999, 12, 31, tzinfo=UTC)
        return Window(edge, edge)


def _moved(moment: datetime, parts: tuple[Part, ...]) -> datetime:
    """*moment* moved by all *parts*: months at once, then days by the calendar, then hours as they pass.

    A day that the month lacks becomes its last one.
    """
    months = sum(part.count * _MONTHS[part.unit] for part in parts if part.unit in _MONTHS)
    days = sum(part.count * _DAYS[part.unit] for part in parts if part.unit in _DAYS)
    seconds = sum(part.count * _SECONDS[part.unit] for part in parts if part.unit in _SECONDS)
    if months:
        year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
        if not 1 <= year <= _FARTHEST_YEAR:
            raise OverflowError
        length = _calendar.monthrange(year, month + 1)[1]
        moment = moment.replace(year=year, month=month + 1, day=min(moment.day, length))
    if days:
        moment += timedelta(days=days)
    if seconds:
        moment = (moment.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(moment.tzinfo)
    return moment


def _of_distance(parts: tuple[Part, ...], unit: Unit, at: datetime) -> Window:
    step = 1 if any(part.count > 0 for part in parts) else -1
    point = _moved(at, parts)
    # One more of the finest unit, counted from *at*: two windows that follow each other then touch at month ends too.
    other = _moved(at, (*parts, Part(unit, step)))
    return Window(other, point) if step < 0 else Window(point, other)


def _start_of(unit: Unit, at: datetime) -> datetime:
    """The beginning of the calendar unit that *at* lies in; weeks begin on Mondays (ISO 8601)."""
    at = at.replace(microsecond=0)
    if unit is Unit.SECOND or unit is Unit.MINUTE:
        return at.replace(second=0)  # "now" is told to the minute
    at = at.replace(minute=0, second=0)
    if unit is Unit.HOUR:
        return at
    at = at.replace(hour=0, fold=0)
    match unit:
        case Unit.WEEK:
            at -= timedelta(days=at.weekday())
        case Unit.MONTH:
            at = at.replace(day=1)
        case Unit.QUARTER:
            at = at.replace(month=(at.month - 1) // 3 * 3 + 1, day=1)
        case Unit.YEAR:
            at = at.replace(month=1, day=1)
    return at


def _closed(start: datetime, unit: Unit) -> Window:
    """One *unit* from *start*; its last instant is the last microsecond in it."""
    return Window(start, _moved(start, (Part(unit, 1),)) - _INSTANT)


def _of_calendar(part: Part, moment: Moment | None, unit: Unit, at: datetime) -> Window:
    if moment is not None and moment.offset is not None:
        at = at.astimezone(_zone(moment, UTC))
    if moment is not None and moment.weekday is not None:
        return _of_weekday(part, moment, unit, at)
    step = Unit.MINUTE if part.unit is Unit.SECOND else part.unit
    start = _moved(_start_of(step, at), (Part(step, part.count),))
    if moment is None or moment.hour is None:
        return _closed(start, step)
    return _closed(start.replace(hour=moment.hour, minute=moment.minute or 0, second=moment.second or 0), unit)


def _of_weekday(part: Part, moment: Moment, unit: Unit, at: datetime) -> Window:
    """The last such day before today, the first after it, or this week's, as *part* says."""
    start = _start_of(Unit.DAY, at)
    weekday = moment.weekday or 1
    away = weekday - start.isoweekday()
    if part.count < 0:
        away = away - 7 if away >= 0 else away
    elif part.count > 0:
        away = away + 7 if away <= 0 else away
    start += timedelta(days=away)
    if moment.hour is None:
        return _closed(start, Unit.DAY)
    return _closed(start.replace(hour=moment.hour, minute=moment.minute or 0, second=moment.second or 0), unit)


def _zone(moment: Moment, zone: tzinfo) -> tzinfo:
    return zone if moment.offset is None else timezone(timedelta(minutes=moment.offset))


def _of_moment(moment: Moment, unit: Unit, at: datetime, zone: tzinfo) -> Window:
    zone = _zone(moment, zone)
    if moment.year is not None:
        return _closed(_set(moment, moment.year, moment.month or 1, moment.day or 1, zone), unit)
    local = at.astimezone(zone)
    if moment.month is not None:
        return _closed(_nearest_year(moment, local, zone), unit)
    start = _set(moment, local.year, local.month, local.day, zone)
    if moment.weekday is not None:
        start -= timedelta(days=(local.isoweekday() - moment.weekday) % 7)
        if start > local:
            start -= timedelta(days=7)
    elif start > local:
        start -= timedelta(days=1)
    return _closed(start, unit)


def _set(moment: Moment, year: int, month: int, day: int, zone: tzinfo) -> datetime:
    return datetime(year, month, day, moment.hour or 0, moment.minute or 0, moment.second or 0, tzinfo=zone)


def _nearest_year(moment: Moment, local: datetime, zone: tzinfo) -> datetime:
    """A date without a year: the last one before *local*, on the printed weekday if there is one.

    A weekday comes back to its date after eleven years at most, 29 February after forty.
    """
    found: datetime | None = None
    for year in range(local.year, max(local.year - 41, 0), -1):
        if (moment.day or 1) > _calendar.monthrange(year, moment.month or 1)[1]:
            continue
        start = _set(moment, year, moment.month or 1, moment.day or 1, zone)
        if start > local:
            continue
        found = found or start
        if moment.weekday in (None, start.isoweekday()):
            return start
    if found is None:
        raise OverflowError
    return found
