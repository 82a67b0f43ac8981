"""Years and days of other calendars, brought into the Gregorian one.

Solar Hijri by the 33-year rule (Birashk's break points agree with it from 1178 to 1633 AP for the leap years that news
can name); Hijri by the Umm al-Qura calendar of Saudi Arabia, and outside its tables by the arithmetic calendar (civil
epoch), which may be a day off what was sighted.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Final

BUDDHIST_EPOCH: Final = 543
"""Buddhist Era 2568 is 2025 (Thailand, since 1941)."""
_NOWRUZ_1: Final = date(622, 3, 21)
_HIJRI_1: Final = date(622, 7, 19)
"""1 Muharram 1 of the civil arithmetic calendar, in the proleptic Gregorian calendar."""

_UMM_AL_QURA_FIRST: Final = 1400
_UMM_AL_QURA_1: Final = date(1979, 11, 20)
"""1 Muharram 1400."""
_UMM_AL_QURA: Final = (
    "d2b54aea57526e936aaad555aa5b52ba95b49ba4db25d52daa5ad4aea56d4bd23d91da95b4ab5a56d2b693b49b6556a9754b6a56caad"
    "555b29b92ba95d4ada55aaab595749764baa5b52b6a56d2ae9572a75535a95d49ba4dd26d535aaaad4b6a57527a95b4ab5536c9ae4b6"
    "a96b4ada55d25d92dc96d4ad6556d2b693749b64d72ab54b6a5752b6956b2ad94dc95d4aea56caad5556c97"
)
"""Three hexadecimal digits a year, a bit a month, 1 for 30 days: 1400 to 1500. Computed from the month lengths of
hijridate 2.6.0 (https://pypi.org/project/hijridate/), which has them from the printed calendars."""


def solar_hijri(year: int, month: int, day: int) -> date | None:
    """A day of the Iranian calendar.

    >>> solar_hijri(1404, 1, 1)
    datetime.date(2025, 3, 21)
    >>> solar_hijri(1403, 12, 30)
    datetime.date(2025, 3, 20)
    """
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30) and 1 <= year <= 3000):
        return None
    days = 365 * (year - 1) + (8 * year + 21) // 33
    days += 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    return _NOWRUZ_1 + timedelta(days=days + day - 1)


def hijri(year: int, month: int, day: int) -> date | None:
    """A day of the Islamic calendar.

    >>> hijri(1447, 1, 2), hijri(1437, 1, 17)
    (datetime.date(2025, 6, 27), datetime.date(2015, 10, 30))
    """
    if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= 3000):
        return None
    place = 12 * (year - _UMM_AL_QURA_FIRST) + month - 1
    starts = _umm_al_qura_months()
    if 0 <= place < len(starts):
        return _UMM_AL_QURA_1 + timedelta(days=starts[place] + day - 1)
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2
    return _HIJRI_1 + timedelta(days=days + day - 1)


@cache
def _umm_al_qura_months() -> tuple[int, ...]:
    """The days before each month of the tables."""
    bits = f"{int(_UMM_AL_QURA, 16):0{4 * len(_UMM_AL_QURA)}b}"
    return tuple(accumulate((29 + int(bit) for bit in bits[:-1]), initial=0))


def is_american_summer(year: int, month: int, day: int, hour: int) -> bool:
    """Whether daylight saving time is in force in the United States at an hour that clocks there show.

    Since 2007 from the second Sunday of March to the first of November, before from the first Sunday of April to the
    last of October, at two o'clock (15 U.S.C. 260a as amended in 1986 and 2005; years before 1987 are read as those
    after).

    >>> is_american_summer(2022, 8, 24, 19), is_american_summer(2022, 11, 6, 3)
    (True, False)
    """
    if year >= _SINCE:
        first, last = _sunday(year, 3, 8), _sunday(year, 11, 1)
    else:
        first, last = _sunday(year, 4, 1), _sunday(year, 10, 25)
    return (first.month, first.day, 2) <= (month, day, hour) < (last.month, last.day, 2)


_SINCE: Final = 2007


def _sunday(year: int, month: int, day: int) -> date:
    """The first Sunday from a day on."""
    start = date(year, month, day)
    return start + timedelta(days=7 - start.isoweekday())


READERS: Final = {"persian": solar_hijri, "islamic": hijri}
"""Calendars by CLDR's names."""
