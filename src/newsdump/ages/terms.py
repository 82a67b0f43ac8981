"""The terms that ages are told in: units, amounts, moments, windows."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from attrs import frozen


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
    weekday: int | None = None
    """The day of the week, 1 for Monday to 7 for Sunday, as ISO 8601 counts."""


@frozen
class Window:
    """The stretch of time that an age can mean, both ends as aware datetimes.

    `latest` belongs to the window; `earliest` does for dates and calendar words, and does not for distances
    ("3 hours ago" may be up to, but not quite, four hours ago).
    """

    earliest: datetime
    latest: datetime


def finest(moment: Moment) -> Unit:
    """The finest unit that *moment* names."""
    if moment.weekday is not None and moment.month is None and moment.hour is None:
        return Unit.DAY
    for unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.MONTH):
        if getattr(moment, unit.value) is not None:
            return unit
    return Unit.YEAR
