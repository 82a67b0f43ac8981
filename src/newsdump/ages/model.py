"""What an age is: the words that were printed, and the stretch of time that they can mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from attrs import field, frozen

from newsdump import arguments
from newsdump.ages import values, windows
from newsdump.ages.terms import AgeKind, Moment, Part, Unit, Window
from newsdump.spans import Span

_ISO_LENGTHS = {Unit.DAY: len("2025-06-06"), Unit.MONTH: len("2025-06"), Unit.YEAR: len("2025")}
"""How much of a date is written where it was printed to this unit."""


@frozen(slots=False)  # one is made for each line with an age: without slots that takes 0.9 µs, with them 1.5
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
    """What was printed of an absolute age; of a relative one, the clock behind a calendar word ("yesterday 10:30")."""
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

    def __str__(self) -> str:
        """The words as printed."""
        return self.raw

    def iso(self, captured_at: datetime | None = None, *, zone: tzinfo = UTC) -> str | None:
        """What this age means in ISO 8601: the date or month that was printed, else an interval of two times.

        Args:
            captured_at: when the page was read, an aware datetime.
            zone: the zone of clocks that print none.

        Returns:
            "2025-06-06", "2025-06" or "2025" for a date without a clock, "START/END" for all else. None where it hangs
            on the time of reading and *captured_at* is not given.

        Raises:
            UsageError: *captured_at* is not an aware datetime, or *zone* no tzinfo.

        >>> from datetime import UTC, datetime
        >>> from newsdump import read_age
        >>> read_age("6 June 2025").iso(), read_age("June 2025").iso(), read_age("3 hours ago").iso()
        ('2025-06-06', '2025-06', None)
        >>> read_age("3 hours ago").iso(datetime(2025, 6, 6, 12, tzinfo=UTC))
        '2025-06-06T08:00:00+00:00/2025-06-06T09:00:00+00:00'
        """
        arguments.zone("zone", zone)
        value = self.value(captured_at, zone=zone)
        if value is None:
            return None
        if self.kind is AgeKind.ABSOLUTE and not isinstance(value, datetime) and self.unit in _ISO_LENGTHS:
            return value.isoformat()[: _ISO_LENGTHS[self.unit]]
        meant = self.window(captured_at or datetime(value.year, value.month, value.day, tzinfo=UTC), zone=zone)
        return f"{meant.earliest.isoformat()}/{meant.latest.isoformat()}"

    def window(self, at: datetime, *, zone: tzinfo = UTC) -> Window:
        """The stretch of time that this age means when it was read at *at*.

        "3 hours ago" means from four hours (not included) to three hours before *at*: clocks on pages round down.
        Calendar words mean calendar units in the zone of *at*. A date that prints no zone is in *zone*.
        "A month ago" is the same day of the month before, cut to that month's length. Hours and what is finer are
        counted as they pass, also where clocks are changed; days and what is coarser by the calendar of *at*'s zone.

        Raises:
            UsageError: *at* is not an aware datetime, or *zone* no tzinfo.

        >>> from datetime import UTC, datetime
        >>> from newsdump import read_age
        >>> read_age("3 hours ago").window(datetime(2025, 6, 6, 12, tzinfo=UTC)).latest.isoformat()
        '2025-06-06T09:00:00+00:00'
        """
        arguments.require_aware("at", at)
        arguments.zone("zone", zone)
        return windows.of(self.parts, self.moment, self.unit, at, calendar=self.calendar, zone=zone)

    def value(self, captured_at: datetime | None = None, *, zone: tzinfo | None = None) -> datetime | date | None:
        """This age as one plain value, no finer than it was printed.

        Args:
            captured_at: when the page was read, an aware datetime.
            zone: the zone of clocks that print none, and of days that are counted back.

        Returns:
            An aware datetime where a clock was printed with its zone or *zone* is given, and for seconds, minutes and
            hours ago; a naive one where the zone of the clock is not known; else a date: the day, the first one of a
            month, a quarter or a year, or that of so many days, weeks, months or years ago.
            None for what hangs on the time of reading (distances, "yesterday", dates without a year) where
            *captured_at* is not given, and for what lies beyond the years 1 and 9999.

        Raises:
            UsageError: *captured_at* is not an aware datetime, or *zone* no tzinfo.

        >>> from datetime import UTC, datetime
        >>> from newsdump import read_age
        >>> at = datetime(2025, 6, 6, 12, tzinfo=UTC)
        >>> read_age("3 hours ago").value(at).isoformat(), read_age("2 days ago").value(at).isoformat()
        ('2025-06-06T09:00:00+00:00', '2025-06-04')
        >>> read_age("6 June 2025 10:32").value().isoformat(), read_age("6 June 2025").value().isoformat()
        ('2025-06-06T10:32:00', '2025-06-06')
        >>> read_age("3 hours ago").value() is None
        True
        """
        if captured_at is not None:
            arguments.require_aware("captured_at", captured_at)
        if zone is not None:
            arguments.zone("zone", zone)
        return values.of(self.parts, self.moment, captured_at, zone, calendar=self.calendar)
