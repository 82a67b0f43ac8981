"""The compiled words of all languages, loaded when the first age is read.

`phrases.json` holds whole strings with their number replaced by 0; `lexicon.json` the words that they are made of.
Both are built by `tools/build_ages.py` from what stands under `data/ages/`.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from newsdump.ages.terms import AgeKind, Unit

UNITS: Final = tuple(Unit)
"""Units by the number that stands for them in the tables, from fine to coarse."""


class Reading(NamedTuple):
    """What one phrase means in some languages."""

    unit: Unit
    signed: int
    """The sign that the printed number gets; for phrases without a number the signed amount itself."""
    calendar: bool
    approximate: bool
    short: bool
    """Whether one letter stands for the unit, so that other languages may mean another."""
    languages: int
    """A bit for each language."""
    fixed: dict[str, Any]
    """The fields of an Age in their order, None for those that depend on what was printed."""

    @property
    def name(self) -> str | None:
        """The language, if there is only one."""
        return name_of(self.languages)


class Sense(NamedTuple):
    """What one word can be in some languages."""

    role: str
    value: tuple[Any, ...]
    languages: int


@cache
def _loaded(name: str) -> dict[str, Any]:
    from importlib.resources import files  # slow to import, and read only once

    table: dict[str, Any] = json.loads(files("newsdump").joinpath("data", "ages", name).read_bytes())
    return table


@cache
def languages() -> tuple[str, ...]:
    """All languages of the tables as BCP-47 tags, the most read first."""
    return tuple(_loaded("phrases.json")["languages"])


@cache
def _bits() -> dict[str, int]:
    return {tag.lower(): 1 << index for index, tag in enumerate(languages())}


@cache
def mask_of(language: str | None) -> int:
    """The bit of a language, of what it is a variety of, or of all.

    >>> mask_of("de-AT") == mask_of("de_at") != mask_of(None)
    True
    """
    if language is None:
        return -1
    tag = language.replace("_", "-").lower()
    bits = _bits()
    tag = _ALIASES.get(tag, tag)
    found = 0
    while tag:
        found |= bits.get(tag, 0)
        tag = tag.rpartition("-")[0]
    return found or -1


_ALIASES: Final = {"no": "nb", "iw": "he", "in": "id", "tl": "fil", "jw": "jv", "mo": "ro", "sh": "sr-latn"}
"""Old and macro codes (IANA language subtag registry)."""


@cache
def name_of(mask: int) -> str | None:
    """The language whose bit alone is set, else None."""
    if mask <= 0 or mask & (mask - 1):
        return None
    return languages()[mask.bit_length() - 1]


def _mask(members: list[int]) -> int:
    mask = 0
    for index in members:
        mask |= 1 << index
    return mask


@cache
def _mask_at(name: str, place: int) -> int:
    members = _loaded(name)["sets"][place]
    return -1 if members == "all" else _mask(members)


def _reading(unit: int, signed: int, flags: int, mask: int) -> Reading:
    calendar, approximate, short = bool(flags & 1), bool(flags & 2), bool(flags & 4)
    fixed = _fixed(unit, calendar, approximate, name_of(mask))
    return Reading(UNITS[unit], signed, calendar, approximate, short, mask, fixed)


@lru_cache(None)  # one for all phrases that share it: what is small stays in the processor's cache
def _fixed(unit: int, calendar: bool, approximate: bool, language: str | None) -> dict[str, Any]:  # noqa: FBT001
    return {
        "raw": None,
        "kind": AgeKind.RELATIVE,
        "unit": UNITS[unit],
        "count": None,
        "parts": None,
        "calendar": calendar,
        "moment": None,
        "approximate": approximate,
        "language": language,
        "readings": (),
        "span": None,
    }


@cache
def phrases() -> dict[str, int]:
    """Folded string with 0 for its number -> the number of its `meanings`."""
    table: dict[str, int] = _loaded("phrases.json")["phrases"]
    return table


@cache  # few are met, and making all takes as long as reading some pages
def meanings(number: int) -> tuple[Reading, ...]:
    """What a phrase can mean, the likeliest first."""
    rows = _loaded("phrases.json")["readings"][number]
    return tuple(_reading(unit, signed, flag, _mask_at("phrases.json", at)) for unit, signed, flag, at in rows)


@cache
def senses(word: str) -> tuple[Sense, ...]:
    """What *word*, its atoms joined by blanks, can be."""
    table = _loaded("lexicon.json")
    pairs = table["words"].get(word)
    if pairs is None:
        return ()
    rows = table["senses"]
    return tuple(
        Sense(rows[sense][0], tuple(rows[sense][1:]), _mask_at("lexicon.json", members))
        for sense, members in zip(pairs[::2], pairs[1::2], strict=True)
    )


@cache
def words() -> dict[str, Any]:
    """All words of the lexicon, for the question whether there is one."""
    table: dict[str, Any] = _loaded("lexicon.json")["words"]
    return table


@cache
def atoms() -> frozenset[str]:
    """All atoms that words are made of."""
    return frozenset(atom for word in words() for atom in word.split(" "))


@cache
def enders() -> frozenset[str]:
    """The atoms that an age can end with."""
    return frozenset(_loaded("lexicon.json")["enders"])


@cache
def _in_order() -> list[str]:
    """All words of the lexicon by code points, where those that begin with one atom stand together."""
    return sorted(words())


def beginning(atom: str) -> list[str]:
    """The words that begin with *atom*."""
    ordered = _in_order()
    longer = ordered[bisect_left(ordered, f"{atom} ") : bisect_left(ordered, f"{atom}!")]
    return [atom, *longer] if atom in words() else longer


@lru_cache(8192)
def longest(atom: str) -> int:
    """How many atoms the longest word has that begins with *atom*; 0 if none does."""
    return max([word.count(" ") + 1 for word in beginning(atom)], default=0)


@cache
def every_language() -> int:
    """The bits of all languages."""
    return (1 << len(languages())) - 1


@cache
def customs() -> dict[str, int]:
    """Names of customs -> the languages that have them."""
    return {name: _mask(members) for name, members in _loaded("lexicon.json")["customs"].items()}


@cache
def orders() -> dict[str, str]:
    """Tags in small letters -> the order of day, month and year in short dates; "dmy" is left out for languages."""
    table: dict[str, str] = _loaded("lexicon.json")["orders"]
    return table


@cache
def listed() -> int:
    """The bits of the languages that are read widely enough to be thought of without being told."""
    return (1 << int(_loaded("lexicon.json")["listed"][0])) - 1


class Classes(NamedTuple):
    """What `gates` looks words up in."""

    words: dict[str, int]
    """Words in small letters -> a union of `gates.Kind`."""
    letters: frozenset[str]
    """Letters behind or before the number of an age, in scripts without spaces."""
    last_letters: frozenset[str]
    """Letters that end an age without a number there."""
    phrases: dict[str, int]
    """All phrases, folded, as `phrases` gives them."""


@cache
def classes() -> Classes:
    """The classes of words that tell whether a line may hold an age."""
    table = _loaded("gates.json")
    return Classes(table["words"], frozenset(table["letters"]), frozenset(table["last_letters"]), phrases())
