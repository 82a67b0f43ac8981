"""Ages and dates in many languages: a table of what is printed and what it means."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from newsdump.ages import AgeKind, find_age, read_age
from newsdump.ages.calendars import hijri

AT = datetime(2025, 6, 15, 12, tzinfo=UTC)

AMOUNTS = [
    ("il y a 2 ans et 3 mois", "-2 year -3 month", "fr"),
    ("il y a environ une heure", "-1 hour", "fr"),
    ("vor über einem Jahr", "-1 year", "de"),
    ("vor einer halben Stunde", "-30 minute", "de"),
    ("vor vierzehn Tagen", "-14 day", "de"),
    ("2,5 Stunden her", "-2 hour -30 minute", "de"),
    ("Hace 2 Años, 9 Meses, 1 Semana, 1 Día", "-2 year -9 month -1 week -1 day", "es"),
    ("hace media hora", "-30 minute", "es"),
    ("4 tahun lalu", "-4 year", None),
    ("mezz'ora fa", "-30 minute", "it"),
    ("een half uur geleden", "-30 minute", "nl"),
    ("för två veckor sedan", "-2 week", "sv"),
    ("kaksi viikkoa sitten", "-2 week", "fi"),
    ("dwa tygodnie temu", "-2 week", "pl"),
    ("pół godziny temu", "-30 minute", "pl"),
    ("полтора часа назад", "-1 hour -30 minute", "ru"),
    ("около двух часов назад", "-2 hour", "ru"),
    ("2 дня 3 часа назад", "-2 day -3 hour", "ru"),
    ("yarım saat önce", "-30 minute", "tr"),
    ("πριν από δύο εβδομάδες", "-2 week", "el"),
    ("2分鐘前", "-2 minute", None),
    ("2小时20分钟前", "-2 hour -20 minute", None),
    ("两个星期前", "-2 week", "zh"),
    ("2年3ヶ月前", "-2 year -3 month", "ja"),
    ("1시간 30분 전", "-1 hour -30 minute", "ko"),
    ("두 달 전", "-2 month", "ko"),
    ("दो हफ्ते पहले", "-2 week", "hi"),
    ("دو هفته پیش", "-2 week", "fa"),
    ("منذ أسبوعين", "-2 week", "ar"),
    ("منذ 3 أيام و 4 ساعات", "-3 day -4 hour", "ar"),
    ("לפני שבועיים", "-2 week", "he"),
    ("לפני 3 ימים ו-4 שעות", "-3 day -4 hour", "he"),
    ("۵ ماه پیش", "-5 month", None),
    ("1 Tag", "-1 day", None),
    ("Gestern", "-1 day", None),
    ("avant-hier", "-2 day", "fr"),
    ("先週", "-1 week", "ja"),
    ("il y a 3 weeks", "-3 week", None),
    ("3 fortnights ago", "-6 week", "en"),
    ("a decade ago", "-10 year", "en"),
]

DATES = [
    ("18. Oktober 2019 um 15:05 Uhr", "2019-10-18T15:05"),
    ("8. April 2019 @ 11:38", "2019-04-08T11:38"),
    ("Stand: 12.05.2024", "2024-05-12T00:00"),
    ("Publié le 30 août 2023 à 14h52", "2023-08-30T14:52"),
    ("le 1er mars 2013", "2013-03-01T00:00"),
    ("Actualizado Lunes, 2 diciembre 2024 - 02:24", "2024-12-02T02:24"),
    ("26 abril 2022 a las 14:02", "2022-04-26T14:02"),
    ("28 de abril de 2021", "2021-04-28T00:00"),
    ("Thứ tư, 22/10/2025, 19:25 (GMT+7)", "2025-10-22T12:25"),
    ("Jumat, 24 Nov 2023 12:21 WIB", "2023-11-24T05:21"),
    ("10 พ.ย. 2566", "2023-11-10T00:00"),
    ("24 พ.ย. 68 09:11 น.", "2025-11-24T09:11"),
    ("۱۰ مهر ۱۳۸۳، ۱۶:۲۰", "2004-10-01T16:20"),
    ("سه شنبه 14 اردیبهشت 1400 - 15:55", "2021-05-04T15:55"),
    ("١٤ أيار ٢٠٢٥", "2025-05-14T00:00"),
    ("2 محرّم 1447 هـ", "2025-06-27T00:00"),
    ("2 ديسمبر 2025 02:55", "2025-12-02T02:55"),
    ("14 мая 2025, 20:28", "2025-05-14T20:28"),
    ("8 января, 17:46", "2025-01-08T17:46"),
    ("11 maja 2021", "2021-05-11T00:00"),
    ("wtorek, 11 maja 2021, 23:13", "2021-05-11T23:13"),
    ("2024.03.17 08:00", "2024-03-17T08:00"),
    ("2025. 6. 7.", "2025-06-07T00:00"),
    ("2025년 6월 6일 오후 3:20", "2025-06-06T15:20"),
    ("12月24日", "2024-12-24T00:00"),
    ("令和7年6月6日", "2025-06-06T00:00"),
    ("hier à 14h05", "2025-06-14T14:05"),
    ("вчера в 15:30", "2025-06-14T15:30"),
    ("昨天 12:30", "2025-06-14T12:30"),
    ("Jun. 6 '25", "2025-06-06T00:00"),
    ("06/Jun/2025:10:32:00 +0000", "2025-06-06T10:32"),
]

CUES = [
    ("#1 — vor 3 Jahren", "#1", "vor 3 Jahren", ""),
    ("NAME am 18. Oktober 2023 - 13:55 Permanenter Link", "NAME", "18. Oktober 2023 - 13:55", "Permanenter Link"),
    ("le 22/11/2024 à 09:47", "", "22/11/2024 à 09:47", ""),
    ("username vor 2 Stunden", "username", "vor 2 Stunden", ""),
    ("12日前", "", "12日前", ""),
    ("昨日", "", "昨日", ""),
    ("어제", "", "어제", ""),
    ("أمس", "", "أمس", ""),
    ("刚刚", "", "刚刚", ""),
    ("seminggu yang lalu", "", "seminggu yang lalu", ""),
    ("#9 — vor einer Woche", "#9", "vor einer Woche", ""),
    ("NAME gerade eben", "NAME", "gerade eben", ""),
    ("NAME · jetzt", "NAME", "jetzt", ""),
    ("نزار النهريني قبل 6 أيام", "نزار النهريني", "قبل 6 أيام", ""),
    ("نوار · الآن", "نوار", "الآن", ""),
    ("2012年01月17日 星期二", "", "2012年01月17日 星期二", ""),
    ("28.04.2024, 17:19 Uhr • Lesezeit: 8 Minuten", "", "28.04.2024, 17:19 Uhr", "Lesezeit: 8 Minuten"),
    ("3 sty 12, 11:26 | ocena: 63%", "", "3 sty 12, 11:26", "ocena: 63%"),
    ("Сегодня, 10:55", "", "Сегодня, 10:55", ""),
    # The end of a name is no weekday where the date falls on another one, and no noon or weekday by its initial.
    ("Thạch Lam - 08:52 17/10/2021", "Thạch Lam", "08:52 17/10/2021", ""),
    ("Minh M. - 08:52 17/10/2021", "Minh M.", "08:52 17/10/2021", ""),
    ("Trần K. - 09:12 24/11/2026", "Trần K.", "09:12 24/11/2026", ""),
    ("Anna S. 12:20, 3 March 2021", "Anna S.", "12:20, 3 March 2021", ""),
    ("Example Daily, Monday, 23 November 2026", "Example Daily", "Monday, 23 November 2026", ""),
]


@pytest.mark.parametrize(("text", "meaning", "language"), AMOUNTS)
def test_amounts(text: str, meaning: str, language: str | None) -> None:
    age = read_age(text)
    assert age is not None
    assert age.kind is AgeKind.RELATIVE
    assert " ".join(f"{part.count} {part.unit}" for part in age.parts) == meaning
    assert language in (None, age.language)


@pytest.mark.parametrize(("text", "start"), DATES)
def test_dates(text: str, start: str) -> None:
    age = read_age(text)
    assert age is not None
    assert age.window(AT).earliest.astimezone(UTC).isoformat()[:16] == start


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("12/11/1446", None, "2025-05-10"),
        ("١٢/١١/١٤٤٦", "ar", "2025-05-10"),
        ("1446/11/12", None, "2025-05-10"),
        (
            "17-01-1437 هـ",
            None,
            "2015-10-30",
        ),  # a day before the arithmetic calendar
        ("18-01-1399 هـ", None, "1978-12-19"),  # before the tables
        ("1402/11/12", None, "2024-02-01"),
        ("1420/11/12", "ar", "2000-02-18"),
        ("1446/05/10", "fa", "2024-11-12"),
        ("04/05/10", "fa", "2025-08-01"),
        ("83/05/10", "fa", "2004-07-31"),
        ("10 مهر 04", None, "2025-10-02"),
        ("2 محرم 47", None, "2025-06-27"),
        ("14/11/68", "th", "2025-11-14"),
        ("14/11/25", "th", "2025-11-14"),
        ("14/11/2567", "th", "2024-11-14"),
        ("12/11/2024", "ar", "2024-11-12"),
    ],
)
def test_years_of_other_calendars_are_told_by_size_language_and_era(text: str, language: str | None, day: str) -> None:
    age = read_age(text, language=language)
    assert age is not None
    assert age.window(AT).earliest.date().isoformat() == day


@pytest.mark.parametrize("year", range(1395, 1506))
def test_hijri_days_follow_one_another(year: int) -> None:
    starts = [hijri(year, month, 1) for month in range(1, 13)]
    days = [(later - start).days for start, later in pairwise([day for day in starts if day])]
    assert len(days) == 11
    assert set(days) <= {29, 30}


@pytest.mark.parametrize(("text", "before", "raw", "after"), CUES)
def test_cues(text: str, before: str, raw: str, after: str) -> None:
    cue = find_age(text)
    assert cue is not None
    assert (cue.before, cue.age.raw, cue.after) == (before, raw, after)


@pytest.mark.parametrize(
    ("text", "count"),
    [("نوار منذ يومين", 2), ("نشر: منذ يومين", 2), ("منذ ساعتين", 2), ("نوار · قبل يوم", 1), ("נועה · לפני שעתיים", 2)],
)
def test_one_word_for_two_of_a_unit_is_two_in_a_line_as_well(text: str, count: int) -> None:
    cue = find_age(text)
    assert cue is not None
    assert [-part.count for part in cue.age.parts] == [count]


@pytest.mark.parametrize(
    "text", ["NAME jetzt", "نوار الآن", "25 lat doświadczenia", "14:37 TYTUŁ", "13 °C", "May (10)"]
)
def test_one_word_for_now_behind_a_name_and_amounts_of_other_things_are_none(text: str) -> None:
    assert find_age(text) is None


@pytest.mark.parametrize(
    "text", ["about 2 hours ago", "over a year ago", "vor etwa 3 Wochen", "약 3시간 전", "~3 h ago"]
)
def test_rough_amounts_say_so(text: str) -> None:
    age = read_age(text)
    assert age is not None
    assert age.approximate


@pytest.mark.parametrize(
    ("text", "language", "starts"),
    [
        ("02/12/2024", None, ["2024-12-02", "2024-02-12"]),
        ("02/12/2024", "es", ["2024-12-02", "2024-02-12"]),
        ("02/12/2024", "en-US", ["2024-02-12", "2024-12-02"]),
        ("02/12/2024", "en-GB", ["2024-12-02", "2024-02-12"]),
        ("Thu, 08/09/2012", None, ["2012-08-09"]),
        ("13/12/2024", None, ["2024-12-13"]),
        ("24/2/28", "ko", ["2024-02-28", "2028-02-24"]),
    ],
)
def test_day_and_month_in_doubt_keep_both_readings(text: str, language: str | None, starts: list[str]) -> None:
    age = read_age(text, language=language)
    assert age is not None
    found = [one.window(AT).earliest.date().isoformat() for one in age.readings or (age,)]
    assert found[: len(starts)] == starts
    assert (len(age.readings) > 1) == (len(starts) > 1)


def test_one_letter_that_is_two_units_is_told() -> None:
    age = read_age("-1 m")
    assert age is not None
    assert {one.unit.value for one in age.readings} >= {"minute", "month"}
    assert age.readings[0].parts == age.parts


def test_the_language_decides_what_differs_between_languages() -> None:
    french, dutch = read_age("3 j", language="fr"), read_age("3 j", language="nl")
    assert french is not None
    assert dutch is not None
    assert (french.unit.value, dutch.unit.value) == ("day", "year")
