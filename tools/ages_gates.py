"""The classes of words that tell quickly whether a line may hold an age: what `newsdump.ages.gates` asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from newsdump.ages.gates import Kind
from newsdump.ages.tables import UNITS
from newsdump.ages.terms import Unit

LEADING = re.compile(r"[\W_]*([^\W\d_]+)").match
UNSPACED = re.compile(r"[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]").match
BESIDE = {
    "unit": Kind.UNIT,
    "half": Kind.UNIT,
    "month": Kind.MONTH,
    "ordinal": Kind.JOINT,
    "of": Kind.JOINT,
    "halfday": Kind.CLOCK,
    "oclock": Kind.CLOCK,
}
"""Roles of words that stand beside the number of an age."""
AROUND = {
    "calendar": Kind.DAY,
    "weekday": Kind.DAY,
    "turn": Kind.DAY,
    "label": Kind.DAY | Kind.OPENING,
    "approx": Kind.OPENING,
    "half": Kind.OPENING,
    "count": Kind.OPENING,
    "before": Kind.OPENING,
}
"""Roles of words that stand elsewhere in it."""
LONG = 4
"""Words that are as long count in all languages, shorter ones in the widely read: others are words of English too."""
MOST_READ = 12
"""Words of two letters tell a direction or a day in the first of the widely read languages alone."""
TELLING = 3
"""Letters of a word that gives a clock its day: those of two stand in every sentence."""
SHORT_ONES = Kind.UNIT
DAY = UNITS.index(Unit.DAY)
NOW = UNITS.index(Unit.SECOND), 0

Words = dict[str, dict[tuple[Any, ...], list[int]]]
"""Word, its senses, and the places of the languages that have each; no place stands for all."""


def classes_of(words: Words, phrases: Iterable[str], listed: int) -> dict[str, Any]:
    """The classes of words, and letters; the languages before the place *listed* are widely read."""
    kinds: dict[str, Kind] = defaultdict(lambda: Kind(0))
    letters: set[str] = set()
    last_letters: set[str] = set()
    for word, senses in words.items():
        for sense, members in senses.items():
            widely = not members or min(members) < listed
            if sense[0] in BESIDE and (widely or len(word) >= LONG):
                match = LEADING(word)
                if match is not None and UNSPACED(match[1]):
                    letters.add(match[1][0])
            if widely or len(word) >= LONG:
                most_read = not members or min(members) < MOST_READ
                for part, kind in _kinds(word, sense):
                    if most_read or len(part) > 2 or not part.isascii():
                        kinds[part] |= kind
                    elif len(part) > 1:
                        kinds[part] |= kind & SHORT_ONES
            if widely and _is_tail(word, sense):
                last = word.rpartition(" ")[2]
                if UNSPACED(last):
                    last_letters.add(last[-1])
                elif len(last) > 1:
                    kinds[last] |= Kind.TAIL if sense[0] != "calendar" or " " in word else Kind.DAY_TAIL
    for phrase in phrases:
        if "0" not in phrase and phrase.isascii():
            kinds[phrase.rpartition(" ")[2]] |= Kind.PHRASE
    return {
        "words": {word: int(kinds[word]) for word in sorted(kinds)},
        "letters": sorted(letters),
        "last_letters": sorted(last_letters),
    }


def _kinds(word: str, sense: tuple[Any, ...]) -> Iterator[tuple[str, Kind]]:
    """The words that a line is asked for, each with what it tells."""
    match = LEADING(word)
    if match is None or UNSPACED(match[1]):
        return
    role = sense[0]
    first = match[1]
    last = re.split(r"[\W_]+", word)[-1] or first
    longest = max(re.findall(r"[^\W\d_]+", word), key=len)
    if role in BESIDE:
        yield longest if role == "half" else first, BESIDE[role]
    if role == "month" or (role == "unit" and not word.isascii()):
        yield last, Kind.AHEAD
    if role in AROUND:
        yield first, AROUND[role] & ~Kind.DAY
        if AROUND[role] & Kind.OPENING:
            yield last, Kind.OPENING
        if AROUND[role] & Kind.DAY and len(longest) >= TELLING:
            yield longest, Kind.DAY
    if role == "calendar" and sense[1:] == NOW and " " in word:
        yield first, Kind.OPENING
    if role == "halfday" and len(longest) >= (LONG if longest.isascii() else TELLING):
        yield longest, Kind.DAY  # "am" alone may be a word
    if role in ("before", "after") or (role == "unit" and sense[2]):
        told = last if role == "after" else longest
        sign = sense[1 if role in ("before", "after") else 2]
        if sign and (len(told) > 1 or not told.isascii()):  # Danish "for" tells nothing without its "siden"
            yield told, Kind.OPENING if sign > 0 else Kind.DIRECTION


def _is_tail(word: str, sense: tuple[Any, ...]) -> bool:
    """Whether a word with this sense can end an age which needs no digit."""
    if sense[0] == "calendar":
        return sense[1] == DAY or sense[1:] == NOW
    return sense[0] == "after" or (sense[0] == "unit" and not word.isascii())
