"""What ages can mean: windows, month ends, changed clocks, calendar words, dates without a year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump.ages import Age, AgeKind, Moment, Part, Unit, read_age
from newsdump.errors import UsageError

BERLIN = ZoneInfo("Europe/Berlin")


def utc(*fields: int) -> datetime:
    return datetime(*fields, tzinfo=UTC)  # type: ignore[arg-type, misc]


def ago(unit: Unit, count: int) -> Age:
    return Age(f"{count} {unit} ago", AgeKind.RELATIVE, unit, count, (Part(unit, -count),))


def window(text: str, at: datetime) -> tuple[str, str]:
    age = read_age(text)
    assert age is not None
    found = age.window(at)
    return found.earliest.isoformat(), found.latest.isoformat()


DISTANCES = [
    # text, read at, earliest (not included), latest
    ("3 hours ago", utc(2025, 6, 6, 12), utc(2025, 6, 6, 8), utc(2025, 6, 6, 9)),
    ("1 month ago", utc(2025, 3, 31), utc(2025, 1, 31), utc(2025, 2, 28)),
    ("2 months ago", utc(2025, 3, 31), utc(2024, 12, 31), utc(2025, 1, 31)),
    ("1 year ago", utc(2024, 2, 29), utc(2022, 2, 28), utc(2023, 2, 28)),
    ("1 year, 2 months ago", utc(2025, 3, 31), utc(2023, 12, 31), utc(2024, 1, 31)),
    ("in 2 days", utc(2025, 6, 6), utc(2025, 6, 8), utc(2025, 6, 9)),
    # Clocks in Berlin went from 2 to 3 on 30 March 2025: two hours before 4 o'clock it was 1.
    (
        "2 hours ago",
        datetime(2025, 3, 30, 4, tzinfo=BERLIN),
        datetime(2025, 3, 30, 0, tzinfo=BERLIN),
        datetime(2025, 3, 30, 1, tzinfo=BERLIN),
    ),
    # A day is a day of the calendar, also where it has 23 hours.
    (
        "1 day ago",
        datetime(2025, 3, 30, 12, tzinfo=BERLIN),
        datetime(2025, 3, 28, 12, tzinfo=BERLIN),
        datetime(2025, 3, 29, 12, tzinfo=BERLIN),
    ),
]


@pytest.mark.parametrize(("text", "at", "earliest", "latest"), DISTANCES)
def test_distances_count_back(text: str, at: datetime, earliest: datetime, latest: datetime) -> None:
    age = read_age(text)
    assert age is not None
    found = age.window(at)
    assert (found.earliest, found.latest) == (earliest, latest)


CLOSED = [
    # text, read at, first and last second
    ("yesterday", utc(2025, 6, 6, 12), "2025-06-05T00:00:00", "2025-06-05T23:59:59"),
    ("last week", utc(2025, 6, 6, 12), "2025-05-26T00:00:00", "2025-06-01T23:59:59"),
    ("last month", utc(2025, 3, 31), "2025-02-01T00:00:00", "2025-02-28T23:59:59"),
    ("next quarter", utc(2025, 6, 6), "2025-07-01T00:00:00", "2025-09-30T23:59:59"),
    ("this year", utc(2025, 6, 6), "2025-01-01T00:00:00", "2025-12-31T23:59:59"),
    ("yesterday at 10:30 pm", utc(2025, 6, 6, 12), "2025-06-05T22:30:00", "2025-06-05T22:30:59"),
    ("Friday", utc(2025, 6, 6, 12), "2025-06-06T00:00:00", "2025-06-06T23:59:59"),
    ("last Friday", utc(2025, 6, 6, 12), "2025-05-30T00:00:00", "2025-05-30T23:59:59"),
    ("next Monday", utc(2025, 6, 6, 12), "2025-06-09T00:00:00", "2025-06-09T23:59:59"),
    ("this Monday", utc(2025, 6, 6, 12), "2025-06-02T00:00:00", "2025-06-02T23:59:59"),
    ("June 7", utc(2025, 6, 6, 12), "2024-06-07T00:00:00", "2024-06-07T23:59:59"),
    ("February 29", utc(2025, 6, 6), "2024-02-29T00:00:00", "2024-02-29T23:59:59"),
    ("Monday, June 2", utc(2026, 6, 6), "2025-06-02T00:00:00", "2025-06-02T23:59:59"),
    ("June 2025", utc(2026, 6, 6), "2025-06-01T00:00:00", "2025-06-30T23:59:59"),
    ("6 June 2025 10:32 BST", utc(2026, 6, 6), "2025-06-06T09:32:00", "2025-06-06T09:32:59"),
    ("Updated 15:59", utc(2025, 6, 6, 12), "2025-06-05T15:59:00", "2025-06-05T15:59:59"),
]


@pytest.mark.parametrize(("text", "at", "first", "last"), CLOSED)
def test_calendar_words_and_dates_are_whole_units(text: str, at: datetime, first: str, last: str) -> None:
    age = read_age(text)
    assert age is not None
    found = age.window(at)
    seconds = [
        end.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() for end in (found.earliest, found.latest)
    ]
    assert seconds == [first, last]


def test_a_naive_moment_is_an_error() -> None:
    with pytest.raises(UsageError, match="aware"):
        ago(Unit.DAY, 1).window(datetime(2025, 6, 6))  # noqa: DTZ001 - that is the mistake


@pytest.mark.parametrize("count", [10**4, 10**8])
def test_ages_beyond_the_calendar_end_at_its_edge(count: int) -> None:
    assert ago(Unit.YEAR, count).window(utc(2025, 6, 6)).earliest.year == 1
    assert ago(Unit.DAY, 10**9).window(utc(2025, 6, 6)).latest.year == 1


MOMENTS = st.integers(0, 3 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, tz=UTC))


@given(unit=st.sampled_from(Unit), count=st.integers(0, 400), at=MOMENTS)
def test_windows_of_n_and_n_plus_one_touch_and_never_overlap(unit: Unit, count: int, at: datetime) -> None:
    nearer, farther = ago(unit, count).window(at), ago(unit, count + 1).window(at)
    assert nearer.earliest == farther.latest
    assert farther.earliest <= farther.latest <= nearer.latest


@given(unit=st.sampled_from([Unit.SECOND, Unit.MINUTE, Unit.HOUR]), count=st.integers(0, 400), at=MOMENTS)
def test_hours_pass_alike_where_clocks_are_changed(unit: Unit, count: int, at: datetime) -> None:
    here = ago(unit, count).window(at.astimezone(BERLIN))
    there = ago(unit, count).window(at)
    assert here == there


@given(at=MOMENTS, day=st.integers(1, 28), month=st.integers(1, 12), hour=st.none() | st.integers(0, 23))
def test_a_date_without_a_year_is_the_last_before(at: datetime, day: int, month: int, hour: int | None) -> None:
    age = Age("", AgeKind.ABSOLUTE, Unit.DAY if hour is None else Unit.HOUR, moment=Moment(None, month, day, hour))
    found = age.window(at)
    assert found.earliest <= at < found.earliest + timedelta(days=367)
