"""What an age means as one plain value: a datetime where a clock was printed, else a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import Final

from newsdump.ages import windows
from newsdump.ages.terms import Moment, Part, Unit, finest

_FINE: Final = frozenset((Unit.SECOND, Unit.MINUTE, Unit.HOUR))
_ANY_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)


def of(
    parts: tuple[Part, ...], moment: Moment | None, captured_at: datetime | None, zone: tzinfo | None, *, calendar: bool
) -> datetime | date | None:
    """The value of an age that is told in *parts* or as a *moment*, or as both ("yesterday at 10:30")."""
    if moment is not None and moment.year is not None:
        captured_at = _ANY_TIME  # it does not matter when such a date is read
    if captured_at is None:
        return None
    try:
        at = captured_at if zone is None else captured_at.astimezone(zone)
        unit = finest(moment) if moment is not None and moment != Moment() else parts[-1].unit
        window = windows.of(parts, moment, unit, at, calendar=calendar, zone=zone or at.tzinfo or UTC)
    except OverflowError:
        return None
    if window.earliest == window.latest:
        return None  # beyond the years that datetimes can tell
    if moment is not None:
        return _of_moment(window.earliest, moment, zone)
    if calendar:
        return window.earliest if parts[0].unit in _FINE else window.earliest.date()
    point = window.earliest if any(part.count > 0 for part in parts) else window.latest
    return point if unit in _FINE else point.date()


def _of_moment(start: datetime, moment: Moment, zone: tzinfo | None) -> datetime | date:
    if moment.hour is None:
        return start.date()
    return start.replace(tzinfo=None) if moment.offset is None and zone is None else start
