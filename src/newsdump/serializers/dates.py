"""Ages as the single dates that other formats have room for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from newsdump.ages import Age, AgeKind, Unit, Window

_ANY_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)


def window(age: Age | None, at: datetime | None) -> Window | None:
    """What *age* can mean: at *at*, or at any time for a date with its year; None where that cannot be told.

    >>> from newsdump import read_age
    >>> window(read_age("6 June 2025"), None).earliest.isoformat()
    '2025-06-06T00:00:00+00:00'
    >>> window(read_age("3 hours ago"), None) is None
    True
    """
    if age is None:
        return None
    if at is None:
        # The windows of distances and of dates without a year hang on the time of reading.
        if age.kind is not AgeKind.ABSOLUTE or age.moment is None or age.moment.year is None:
            return None
        at = _ANY_TIME
    return age.window(at)


def point(age: Age | None, at: datetime | None) -> datetime | None:
    """The earliest moment that *age* can mean, in UTC."""
    found = window(age, at)
    return None if found is None else in_utc(found.earliest)


def in_utc(moment: datetime | None) -> datetime | None:
    """*moment* in UTC; None where that is off the calendar of Python.

    >>> in_utc(datetime.fromisoformat("9999-12-31T23:00:00-05:00")) is None
    True
    """
    try:
        return None if moment is None else moment.astimezone(UTC)
    except OverflowError:
        return None


def iso(age: Age | None, at: datetime | None) -> str | None:
    """The earliest moment of *age* in ISO 8601, no finer than it was printed; a clock without a zone gets none.

    >>> from newsdump import read_age
    >>> iso(read_age("June 2025"), None), iso(read_age("6 June 2025"), None)
    ('2025-06', '2025-06-06')
    >>> iso(read_age("6. Juni 2025, 14:02 Uhr"), None), iso(read_age("2025-06-06T14:02:00+02:00"), None)
    ('2025-06-06T14:02:00', '2025-06-06T14:02:00+02:00')
    """
    found = window(age, at)
    if age is None or found is None:
        return None
    is_local = age.moment is not None and age.moment.hour is not None and age.moment.offset is None
    earliest = (found.earliest.replace(tzinfo=None) if is_local else found.earliest).isoformat(timespec="seconds")
    match age.unit:
        case Unit.YEAR if age.kind is AgeKind.ABSOLUTE:
            return earliest[:4]
        case Unit.MONTH if age.kind is AgeKind.ABSOLUTE:
            return earliest[:7]
        case Unit.SECOND | Unit.MINUTE | Unit.HOUR:
            return earliest
    return earliest[:10]
