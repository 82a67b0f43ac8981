"""What an age is: the words that were printed, and the stretch of time that they can mean."""

from __future__ import annotations

import calendar as _calendar
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

from attrs import field, frozen

from newsdump.errors import UsageError
from newsdump.spans import Span


class AgeKind(StrEnum):
    """Whether an age counts back from the time of reading or names a date by itself."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"


class Unit(StrEnum):
    """A unit of time, in the singular, from fine to coarse."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@frozen
class Part:
    """One signed amount of a relative age; the past is negative."""

    unit: Unit
    count: int


@frozen
class Moment:
    """A date or time as far as it was printed, in the Gregorian calendar.

    Fields that were not printed are None. `offset` is in minutes east of UTC.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None


@frozen
class Window:
    """The stretch of time that an age can mean, both ends as aware datetimes.

    `latest` belongs to the window; `earliest` does for dates and calendar words, and does not for distances
    ("3 hours ago" may be up to, but not quite, four hours ago).
    """

    earliest: datetime
    latest: datetime


def require_aware(name: str, moment: datetime) -> datetime:
    """Give *moment* back, or say why it cannot be used as *name*.

    Raises:
        UsageError: *moment* is no datetime, or carries no time zone.
    """
    if not isinstance(moment, datetime):
        raise UsageError(f"{name} must be a datetime, not {type(moment).__name__}")
    if moment.utcoffset() is None:
        raise UsageError(
            f"{name} must be aware, got {moment.isoformat()} without a zone; "
            "say datetime(..., tzinfo=timezone.utc) if it is UTC"
        )
    return moment


@frozen
class Age:
    """An age or a date as it was printed, with what it can mean.

    >>> from newsdump import read_age
    >>> age = read_age("32 minutes ago")
    >>> age.count, age.unit.value, age.kind.value
    (32, 'minute', 'relative')
    """

    raw: str
    """The words as printed."""
    kind: AgeKind
    """Relative to the time of reading, or absolute."""
    unit: Unit
    """The finest unit that was said."""
    count: int | None = None
    """How many of `unit`, without a sign; None for absolute ages and where several units add up."""
    parts: tuple[Part, ...] = ()
    """Every amount of a relative age, signed, the past negative."""
    calendar: bool = False
    """Whether calendar units are meant ("yesterday", "last week") and not a distance."""
    moment: Moment | None = None
    """What was printed of an absolute age; None for relative ones."""
    approximate: bool = False
    """Whether the words say that the amount is rough ("about", "over")."""
    language: str | None = None
    """The language that the words belong to, as a BCP-47 tag; None where several fit or digits alone decide."""
    readings: tuple[Age, ...] = ()
    """All that the words can mean where that is more than one thing, this age first; else empty."""
    span: Span | None = field(default=None)
    """Where it stands in the text that was read."""

    @property
    def precision(self) -> Unit:
        """The unit that the age is told to: a synonym of `unit` that says what it is asked for."""
        return self.unit

    def window(self, at: datetime) -> Window:
        """The stretch of time that this age means when it was read at *at*.

        "3 hours ago" means from four hours (not included) to three hours before *at*: clocks on pages round down.
        Calendar words mean calendar units in the zone of *at*. A date without a zone is taken as UTC.
        "A month ago" is the same day of the month before, cut to that month's length.

        Raises:
            UsageError: *at* is not an aware datetime.

        >>> from datetime import UTC, datetime
        >>> from newsdump import read_age
        >>> read_age("3 hours ago").window(datetime(2025, 6, 6, 12, tzinfo=UTC)).latest.isoformat()
        '2025-06-06T09:00:00+00:00'
        """
        require_aware("at", at)
        try:
            if self.moment is not None:
                return _of_moment(self.moment, at)
            if self.calendar:
                return _of_calendar(self.parts[0], at)
            return _of_distance(self.parts, self.unit, at)
        except OverflowError:
            past = sum(part.count for part in self.parts) < 0
            edge = datetime(1, 1, 1, tzinfo=UTC) if past else datetime(9999, 12, 31, tzinfo=UTC)
            return Window(edge, edge)


_SECONDS = {
    Unit.SECOND: 1,
    Unit.MINUTE: 60,
    Unit.HOUR: 3600,
    Unit.DAY: 86400,
    Unit.WEEK: 7 * 86400,
}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


def _moved(moment: datetime, unit: Unit, count: int) -> datetime:
    """*moment* moved by whole units; a day that the month lacks becomes its last one."""
    if unit in _SECONDS:
        return moment + timedelta(seconds=count * _SECONDS[unit])
    months = moment.year * 12 + moment.month - 1 + count * _MONTHS[unit]
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    length = _calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, length))


def _of_distance(parts: tuple[Part, ...], unit: Unit, at: datetime) -> Window:
    point = at
    for part in parts:
        point = _moved(point, part.unit, part.count)
    future = any(part.count > 0 for part in parts)
    other = _moved(point, unit, 1 if future else -1)
    return Window(min(point, other), max(point, other))


def _of_calendar(part: Part, at: datetime) -> Window:
    start = at.replace(minute=0, second=0, microsecond=0)
    match part.unit:
        case Unit.SECOND | Unit.MINUTE:
            start = at.replace(second=0, microsecond=0)
        case Unit.HOUR:
            pass
        case Unit.WEEK:
            start = start.replace(hour=0) - timedelta(days=start.weekday())
        case Unit.DAY:
            start = start.replace(hour=0)
        case Unit.MONTH:
            start = start.replace(day=1, hour=0)
        case Unit.QUARTER:
            start = start.replace(month=(start.month - 1) // 3 * 3 + 1, day=1, hour=0)
        case Unit.YEAR:
            start = start.replace(month=1, day=1, hour=0)
    start = _moved(start, part.unit, part.count)
    return Window(start, _moved(start, part.unit, 1) - timedelta(microseconds=1))


def _of_moment(said: Moment, at: datetime) -> Window:
    zone = UTC if said.offset is None else timezone(timedelta(minutes=said.offset))
    if said.year is None:
        return _nearest(said, at, zone)
    start = datetime(
        said.year,
        said.month or 1,
        said.day or 1,
        said.hour or 0,
        said.minute or 0,
        said.second or 0,
        tzinfo=zone,
    )
    unit = finest(said)
    return Window(start, _moved(start, unit, 1) - timedelta(microseconds=1))


def _nearest(said: Moment, at: datetime, zone: timezone) -> Window:
    """A date without a year is the last one before *at*, a clock without a date the last such time."""
    local = at.astimezone(zone)
    if said.month is None:
        start = local.replace(hour=said.hour or 0, minute=said.minute or 0, second=said.second or 0, microsecond=0)
        if start > local:
            start -= timedelta(days=1)
        return Window(start, _moved(start, finest(said), 1) - timedelta(microseconds=1))
    for year in range(local.year, local.year - 9, -1):
        day = said.day or 1
        if day > _calendar.monthrange(year, said.month)[1]:
            continue  # 29 February: the last leap year
        start = datetime(year, said.month, day, said.hour or 0, said.minute or 0, said.second or 0, tzinfo=zone)
        if start <= local:
            break
    return Window(start, _moved(start, finest(said), 1) - timedelta(microseconds=1))


def finest(moment: Moment) -> Unit:
    """The finest unit that *moment* names."""
    for unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.MONTH):
        if getattr(moment, unit.value) is not None:
            return unit
    return Unit.YEAR
