"""What a language's readers take for granted about dates of digits."""

from __future__ import annotations

from functools import lru_cache

from newsdump.ages import tables
from newsdump.ages.absolute import Customs


@lru_cache(1024)
def of_language(tag: str) -> Customs:
    """The customs of a language, or of the territory that its tag names.

    >>> of_language("en-GB").order, of_language("en-US").order, of_language("hu").order
    ('dmy', 'mdy', 'ymd')
    """
    orders = tables.orders()
    tag = tag.replace("_", "-").lower()
    order = None
    parts = tag.split("-")
    for size in range(len(parts), 0, -1):
        order = order or orders.get("-".join(parts[:size]))
    return _with_calendars(order, tables.mask_of(tag))


def has_own_calendar(tag: str) -> bool:
    """Whether dates of digits in a language can be of another calendar than ours.

    >>> has_own_calendar("fa"), has_own_calendar("fr")
    (True, False)
    """
    customs = of_language(tag)
    return customs.solar_hijri or customs.hijri or customs.buddhist


@lru_cache(1024)
def of_any(languages: int) -> Customs:
    """The customs that all of *languages*, a bit for each, share; -1 stands for an unknown language."""
    if languages == -1:
        return Customs()
    orders = {tables.orders().get(tables.languages()[bit].lower(), "dmy") for bit in _bits(languages)}
    return _with_calendars(orders.pop() if len(orders) == 1 else None, languages)


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]


def _with_calendars(order: str | None, languages: int) -> Customs:
    named = tables.customs()
    return Customs(
        order,
        solar_hijri=not languages & ~named["solar_hijri"],
        hijri=not languages & ~named["hijri"],
        buddhist=not languages & ~named["buddhist"],
    )
