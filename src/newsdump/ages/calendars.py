"""Years and days of other calendars, brought into the Gregorian one.

Solar Hijri by the 33-year rule (Birashk's break points agree with it from 1178 to 1633 AP for the leap years that news
can name); Hijri by the arithmetic calendar (civil epoch), which may be a day off what was sighted.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

BUDDHIST_EPOCH: Final = 543
"""Buddhist Era 2568 is 2025 (Thailand, since 1941)."""
_NOWRUZ_1: Final = date(622, 3, 21)
_HIJRI_1: Final = date(622, 7, 19)
"""1 Muharram 1 of the civil arithmetic calendar, in the proleptic Gregorian calendar."""


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
    """A day of the arithmetic Islamic calendar.

    >>> hijri(1447, 1, 2)
    datetime.date(2025, 6, 28)
    """
    if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= 3000):
        return None
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2
    return _HIJRI_1 + timedelta(days=days + day - 1)


READERS: Final = {"persian": solar_hijri, "islamic": hijri}
"""Calendars by CLDR's names."""
