"""What a language's readers take for granted about dates of digits."""

from __future__ import annotations

from functools import lru_cache

from newsdump.ages import tables
from newsdump.ages.absolute import Customs


@lru_cache(1024)
def of(languages: int) -> Customs:
    """The customs that all of *languages* share; -1 stands for an unknown language."""
    if languages == -1:
        return Customs()
    named = tables.customs()
    month_first = languages & named["month_first"]
    return Customs(
        day_first=True if not month_first else False if month_first == languages else None,
        solar_hijri=not languages & ~named["solar_hijri"],
        buddhist=not languages & ~named["buddhist"],
    )
