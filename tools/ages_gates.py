"""The sets that tell quickly whether a line may hold an age: what `newsdump.ages.gates` looks words up in."""

from __future__ import annotations

import re
from typing import Any

from newsdump.ages.tables import UNITS
from newsdump.ages.terms import Unit

LEADING = re.compile(r"[\W_]*([^\W\d_]+)").match
UNSPACED = re.compile(r"[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]").match
BESIDE = frozenset(("unit", "month", "ordinal", "halfday", "oclock", "of", "half"))
LONG = 4
"""Words that are as long count in all languages, shorter ones in the widely read: others are words of English too."""
DAY = UNITS.index(Unit.DAY)

Words = dict[str, dict[tuple[Any, ...], list[int]]]
"""Word, its senses, and the places of the languages that have each; no place stands for all."""


def sets_of(words: Words, listed: int) -> dict[str, list[str]]:
    """All sets by name; the languages before the place *listed* are widely read."""
    found: dict[str, set[str]] = {name: set() for name in ("behind", "ahead", "letters", "tails", "last_letters")}
    for word, senses in words.items():
        for sense, members in senses.items():
            widely = not members or min(members) < listed
            if sense[0] in BESIDE and (widely or len(word) >= LONG):
                _add_beside(found, word, sense)
            if widely:
                _add_tail(found, word, sense)
    return {name: sorted(texts) for name, texts in found.items()}


def _add_beside(found: dict[str, set[str]], word: str, sense: tuple[Any, ...]) -> None:
    """A word that stands behind or before the number of an age, or its first letter in scripts without spaces."""
    match = LEADING(word)
    if match is None:
        return
    if UNSPACED(match[1]):
        found["letters"].add(match[1][0])
        return
    found["behind"].add(match[1])
    if sense[0] == "month" or (sense[0] == "unit" and not word.isascii()):
        found["ahead"].add(re.split(r"[\W_]+", word)[-1] or match[1])


def _add_tail(found: dict[str, set[str]], word: str, sense: tuple[Any, ...]) -> None:
    """A word that ends an age which needs no digit."""
    day = sense[0] == "calendar" and sense[1] == DAY
    if not (day or sense[0] == "after" or (sense[0] == "unit" and not word.isascii())):
        return
    last = word.rpartition(" ")[2]
    if UNSPACED(last):
        found["last_letters"].add(last[-1])
    elif len(last) > 1:
        found["tails"].add(last)
