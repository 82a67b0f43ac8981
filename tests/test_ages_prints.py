"""What sites print and no localisation data knows: mixed languages, glued words, ranges, colloquial names, zones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from newsdump.ages import find_age, read_age
from newsdump.errors import UsageError

AT = datetime(2025, 6, 15, 12, tzinfo=UTC)

AMOUNTS = [
    # Themes that translate the unit and leave "ago".
    ("4 heures ago", "-4 hour"),
    ("4 ore ago", "-4 hour"),
    ("3 Stunden ago", "-3 hour"),
    ("2 días ago", "-2 day"),
    ("3 дня ago", "-3 day"),
    ("5 uur ago", "-5 hour"),
    ("2 gün ago", "-2 day"),
    ("il y a 3 hours", "-3 hour"),
    # Korean without the blank.
    ("2시간전", "-2 hour"),
    ("1일전", "-1 day"),
    ("3개월전", "-3 month"),
    ("한달 전", "-1 month"),
    ("일주일전", "-1 week"),
    ("1mon ago", "-1 month"),
    ("3 mons ago", "-3 month"),
    ("8 hours ago at 10:32 am", "-8 hour"),
    ("двое суток назад", "-2 day"),
    ("5 суток назад", "-5 day"),
    ("пару часов назад", "-2 hour"),
    ("3 доби тому", "-3 day"),
    ("3 h temu", "-3 hour"),
    ("förra året", "-1 year"),
    ("2 quarters ago", "-2 quarter"),
    ("letztes Quartal", "-1 quarter"),
    ("le trimestre dernier", "-1 quarter"),
    ("в прошлом квартале", "-1 quarter"),
    ("上季度", "-1 quarter"),
]

DATES = [
    ("6/6(金) 14:02配信", "2025-06-06T14:02"),
    ("2025年6月6日 14:02更新", "2025-06-06T14:02"),
    ("juillet 98", "1998-07-01T00:00"),
    ("Oct '23", "2023-10-01T00:00"),
    ("June 12-14", "2025-06-12T00:00"),
    ("June 12-14, 2024", "2024-06-12T00:00"),
    ("12.-14. Juni 2024", "2024-06-12T00:00"),
    ("12–14 juin 2024", "2024-06-12T00:00"),
    ("3 Γενάρη 2012", "2012-01-03T00:00"),
    ("Τρίτη 3 Γενάρη 2012", "2012-01-03T00:00"),
    ("5 Ιουνίου 2024", "2024-06-05T00:00"),
    ("6 جون، 2024ء", "2024-06-06T00:00"),
    ("04 آب/أغسطس 2013", "2013-08-04T00:00"),
    ("6 يونيو/حزيران 2024", "2024-06-06T00:00"),
    ("2025•01•08", "2025-01-08T00:00"),
    ("2025 · 01 · 08", "2025-01-08T00:00"),
    ("30\\. Juni 2024", "2024-06-30T00:00"),
    ("五月三十日", "2025-05-30T00:00"),
    ("十二月二十五日", "2024-12-25T00:00"),
    ("二〇二四年六月六日", "2024-06-06T00:00"),
    ("10/10/49", "1949-10-10T00:00"),
    ("2024年12月10日, 格林尼治标准时间10:41", "2024-12-10T10:41"),
    ("Pią, 2010-11-19 12:04", "2010-11-19T12:04"),
    ("Dzisiaj, 02-11-2023 13:29", "2023-11-02T13:29"),
    ("Today, 2 November 2023", "2023-11-02T00:00"),
    ("August 24, 2022, 19:00 CT", "2022-08-25T00:00"),
    ("January 24, 2022, 19:00 CT", "2022-01-25T01:00"),
    ("November 6, 2022, 03:00 ET", "2022-11-06T08:00"),
    ("April 1, 2005, 12:00 ET", "2005-04-01T17:00"),
    ("June 10, 7:00 PM PT", "2025-06-11T02:00"),
]

READINGS = [
    ("Oct-23", ["2024-10-23", "2023-10-01"]),
    ("10/10/49", ["1949-10-10", "2049-10-10"]),
    ("10/11/49", ["1949-11-10", "1949-10-11", "2049-11-10", "2049-10-11"]),
]

CUES = [
    ("Osselby Post 6/6(金) 14:02配信", "Osselby Post", "6/6(金) 14:02", "配信"),
    ("ILSE ORRIN4 heures ago", "ILSE ORRIN", "4 heures ago", ""),
    ("Osselby2시간전", "Osselby", "2시간전", ""),
    ("June 15, 20241 yr", "", "June 15, 2024", "1 yr"),
    ("June 6, 2025By Ilse Orrin", "", "June 6, 2025", "By Ilse Orrin"),
    ("4.2.8\t\tDecember 2014", "4.2.8", "December 2014", ""),
    ("Gear S2 Oct 13, 2016", "Gear S2", "Oct 13, 2016", ""),
    ("15.04.2024 Mit Video", "", "15.04.2024", "Mit Video"),
    ("Dec 14, 2025\u00a0–\u00a0Apr 19, 2026", "", "Dec 14, 2025", "Apr 19, 2026"),
    ("#3 . 05.01.12, 12:00", "#3 .", "05.01.12, 12:00", ""),
    ("Dec 28 Sat 2013 00:28", "", "Dec 28 Sat 2013 00:28", ""),
]

NO_CUE = [
    "Monday 8:00 - 17:00",
    "Mon - Fr 8:00 - 16:00 CET",
    "9am – 5pm EST",
    "8:30 AM to 4:30 PM",
    "1. 18.47",
    "Anna S.",
]

NEW_YORK = ZoneInfo("America/New_York")
VALUES = [
    # text, without a time of reading, with one, in New York as well
    ("3 hours ago", None, "2025-06-15T09:00:00+00:00", "2025-06-15T05:00:00-04:00"),
    ("2 days ago", None, "2025-06-13", "2025-06-13"),
    ("yesterday", None, "2025-06-14", "2025-06-14"),
    ("yesterday at 10:30", None, "2025-06-14T10:30:00", "2025-06-14T10:30:00-04:00"),
    ("6 June 2025", "2025-06-06", "2025-06-06", "2025-06-06"),
    ("6 June 2025 10:32", "2025-06-06T10:32:00", "2025-06-06T10:32:00", "2025-06-06T10:32:00-04:00"),
    ("6 June 2025 10:32 BST", *["2025-06-06T10:32:00+01:00"] * 3),
    ("June 2025", "2025-06-01", "2025-06-01", "2025-06-01"),
    ("June 20", None, "2024-06-20", "2024-06-20"),
    ("in 2 days", None, "2025-06-17", "2025-06-17"),
    ("99999 years ago", None, None, None),
]


@pytest.mark.parametrize(("text", "meaning"), AMOUNTS)
def test_amounts(text: str, meaning: str) -> None:
    age = read_age(text)
    assert age is not None
    assert " ".join(f"{part.count} {part.unit}" for part in age.parts) == meaning


@pytest.mark.parametrize(("text", "start"), DATES)
def test_dates(text: str, start: str) -> None:
    age = read_age(text)
    assert age is not None
    assert age.window(AT).earliest.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="minutes") == start


@pytest.mark.parametrize(("text", "starts"), READINGS)
def test_what_can_mean_several_things_says_so(text: str, starts: list[str]) -> None:
    age = read_age(text)
    assert age is not None
    assert [one.window(AT).earliest.date().isoformat() for one in age.readings] == starts


@pytest.mark.parametrize(("text", "before", "raw", "after"), CUES)
def test_ages_in_lines(text: str, before: str, raw: str, after: str) -> None:
    cue = find_age(text)
    assert cue is not None
    assert (cue.before, cue.age.raw, cue.after) == (before, raw, after)


@pytest.mark.parametrize("text", NO_CUE)
def test_lines_without_an_age(text: str) -> None:
    assert find_age(text) is None


@pytest.mark.parametrize(("text", "unread", "read", "zoned"), VALUES)
def test_plain_values(text: str, unread: str | None, read: str | None, zoned: str | None) -> None:
    age = read_age(text)
    assert age is not None

    def told(value: date | None) -> str | None:
        return None if value is None else value.isoformat()

    assert told(age.value()) == unread
    assert told(age.value(AT)) == read
    assert told(age.value(AT, zone=NEW_YORK)) == zoned


def test_a_naive_time_of_reading_is_refused() -> None:
    age = read_age("3 hours ago")
    assert age is not None
    with pytest.raises(UsageError, match="captured_at must be aware"):
        age.value(datetime(2025, 6, 6))  # noqa: DTZ001


def test_a_window_can_be_in_another_zone() -> None:
    age = read_age("6 June 2025")
    assert age is not None
    assert age.window(AT, zone=NEW_YORK).earliest.isoformat() == "2025-06-06T00:00:00-04:00"
