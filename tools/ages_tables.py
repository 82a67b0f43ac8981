"""Compiles the sources of ages: whole phrases, and the words that they are made of."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from newsdump.ages.folding import cut, fold
from newsdump.ages.tables import UNITS

UNIT = {unit.value: index for index, unit in enumerate(UNITS)}
SIGNS = {"past": -1, "future": 1, "bare": 0}
TURNS = {"last": -1, "this": 0, "next": 1}
LEAST_SHARED = 3
"""So many units must share a word before it counts as the one that says past or future."""

Words = tuple[str, ...]
Pattern = tuple[Words, Words | None]
"""The atoms before and behind the number; None behind if there is no number."""


def split(pattern: str) -> Pattern:
    """The atoms around the number of a pattern."""
    before, brace, behind = pattern.partition("{0}")
    first = tuple(atom.key for atom in cut(before))
    return first, tuple(atom.key for atom in cut(behind)) if brace else None


class Language:
    """All that the sources say about one language."""

    def __init__(self, tag: str) -> None:
        """Begin with nothing."""
        self.tag = tag
        self.phrases: dict[tuple[str, tuple[int, int, int]], None] = {}
        self.words: dict[tuple[str, tuple[Any, ...]], None] = {}
        self.patterns: dict[tuple[int, int, str], None] = {}
        self.counted: dict[tuple[int, int, int, str], None] = {}

    def add_source(self, source: dict[str, Any]) -> None:
        """Take one file in."""
        for name, sign in SIGNS.items():
            for unit, patterns in source.get(name, {}).items():
                for pattern in patterns:
                    self._add_pattern(sign, UNIT[unit], pattern)
        for unit, offsets in source.get("calendar", {}).items():
            for offset, phrases in offsets.items():
                for phrase in phrases:
                    self.phrases[fold(phrase), (UNIT[unit], int(offset), 1)] = None
                    self._word(phrase, "calendar", UNIT[unit], int(offset))
        for direction, units in source.get("dual", {}).items():
            for unit, phrases in units.items():
                for phrase in phrases:
                    self._add_counted(SIGNS[direction], UNIT[unit], 2, phrase)
        self._add_words(source)

    def _add_pattern(self, sign: int, unit: int, pattern: str) -> None:
        if "{0}" not in pattern:
            self._add_counted(sign, unit, 1, pattern)
            return
        key = fold(pattern.replace("{0}", "0"))
        if not any(letter.isalpha() for letter in key):
            return  # a bare number
        self.patterns[sign, unit, pattern] = None
        if sign or key.startswith("0") or not key.isascii():
            # A Latin unit in front of a number ("mwaka 3") could be anything in another language.
            self.phrases[key, (unit, sign or -1, 0)] = None

    def _add_counted(self, sign: int, unit: int, count: int, pattern: str) -> None:
        if sign:
            self.phrases[fold(pattern), (unit, sign * count, 0)] = None
        self.counted[sign, unit, count, pattern] = None

    def _add_words(self, source: dict[str, Any]) -> None:
        months = source.get("months", {})
        for calendar, named in {
            "gregorian": months,
            **{k: v for k, v in months.items() if isinstance(v, dict)},
        }.items():
            for number, names in named.items():
                if not isinstance(names, dict):
                    for name in names:
                        self._word(name, "month", calendar, int(number))
        for number, names in source.get("endings", {}).items():
            for name in names:
                self._word(name, "month", "gregorian", int(number))
        for number, names in source.get("weekdays", {}).items():
            for name in names:
                self._word(name, "weekday", int(number))
        for number, names in source.get("numbers", {}).items():
            for name in names:
                self._word(name, "count", int(number))
        for half, names in source.get("halfdays", {}).items():
            for name in names:
                self._word(name, "halfday", ("am", "pm", "night").index(half))
        for era, names in source.get("eras", {}).items():
            for name in names:
                self._word(name, "era", era)
        for role, names in source.get("words", {}).items():
            place, _, sign = role.partition("_")
            for name in names:
                if place in ("before", "after"):
                    self._word(name, place, SIGNS[sign])
                elif role in TURNS:
                    self._word(name, "turn", TURNS[role])
                else:
                    self._word(name, {"approximate": "approx"}.get(role, role))

    def _word(self, word: str, role: str, *value: Any) -> None:  # noqa: ANN401 - values are of all kinds
        key = " ".join(atom.key for atom in cut(word))
        if key:
            self.words[key, (role, *value)] = None

    def derive(self) -> None:
        """Find the words that the patterns are made of: what says past or future, and the units."""
        for sign in SIGNS.values():
            patterns = [(unit, *split(pattern)) for s, unit, pattern in self.patterns if s == sign]
            heads = self._shared([(unit, before) for unit, before, _ in patterns], from_start=True) if sign else set()
            tails = (
                self._shared([(unit, behind or ()) for unit, _, behind in patterns], from_start=False)
                if sign
                else set()
            )
            heads |= self._known("before", sign)
            tails |= self._known("after", sign)
            for unit, before, behind in patterns:
                self._derive_one(sign, unit, before, behind or (), heads, tails)
            for s, unit, count, pattern in self.counted:
                if s == sign:
                    self._derive_counted(sign, unit, count, split(pattern)[0], heads, tails)

    def _known(self, place: str, sign: int) -> set[Words]:
        return {tuple(word.split(" ")) for word, sense in self.words if sense == (place, sign)}

    @staticmethod
    def _shared(sides: list[tuple[int, Words]], *, from_start: bool) -> set[Words]:
        """Beginnings (or ends) that patterns of several units have in common, each as long as it can be.

        In Japanese 前 ends the patterns of all units, 間前 those of three: only the first says past.
        """
        units: dict[Words, set[int]] = defaultdict(set)
        for unit, words in sides:
            for size in range(1, len(words) + 1):
                units[words[:size] if from_start else words[-size:]].add(unit)
        found = set()
        for words, members in units.items():
            shorter = [units[words[:size] if from_start else words[-size:]] for size in range(1, len(words))]
            if len(members) >= LEAST_SHARED and all(len(members) * 2 > len(others) for others in shorter):
                found.add(words)
        return found

    def _derive_one(
        self, sign: int, unit: int, before: Words, behind: Words, heads: set[Words], tails: set[Words]
    ) -> None:
        head = _longest(before, heads, from_start=True)
        tail = _longest(behind, tails, from_start=False)
        rest = before[len(head) :], behind[: len(behind) - len(tail)]
        for place, words in (("before", head), ("after", tail)):
            if words:
                self.words[" ".join(words), (place, sign)] = None
        for words in rest:
            if words and not (rest[0] and rest[1]):
                self.words[" ".join(words), ("unit", unit, 0 if head or tail else sign, None)] = None

    def _derive_counted(
        self, sign: int, unit: int, count: int, words: Words, heads: set[Words], tails: set[Words]
    ) -> None:
        head = _longest(words, heads, from_start=True)
        tail = _longest(words[len(head) :], tails, from_start=False)
        rest = words[len(head) : len(words) - len(tail)]
        if rest and not any(word == " ".join(rest) and sense[0] == "count" for word, sense in self.words):
            self.words[" ".join(rest), ("unit", unit, 0 if head or tail else sign, count)] = None


def _longest(words: Words, known: set[Words], *, from_start: bool) -> Words:
    for size in range(len(words), 0, -1):
        part = words[:size] if from_start else words[-size:]
        if part in known:
            return part
    return ()


class _Numbered:
    """Rows that are stored once and told by their place."""

    def __init__(self) -> None:
        self.places: dict[Any, int] = {}

    def place(self, row: Any) -> int:  # noqa: ANN401
        return self.places.setdefault(row, len(self.places))

    def rows(self) -> list[Any]:
        return list(self.places)


def compile_tables(sources: list[dict[str, Any]], ranks: dict[str, Any], zones: dict[str, Any]) -> dict[str, Any]:
    """The tables of the package from all sources."""
    known: dict[str, Language] = {}
    for source in sources:
        tag = source["language"]
        known.setdefault(tag, Language(tag)).add_source(source)
    for language in known.values():
        language.derive()
    order = [tag for tag in ranks["order"] if tag in known]
    order += sorted(set(known) - set(order))
    place = {tag: index for index, tag in enumerate(order)}
    phrases: dict[str, dict[tuple[int, int, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    words: dict[str, dict[tuple[Any, ...], list[int]]] = defaultdict(lambda: defaultdict(list))
    for tag in order:
        for key, meaning in known[tag].phrases:
            phrases[key][meaning].append(place[tag])
        for key, sense in known[tag].words:
            words[key][sense].append(place[tag])
    lexicon = _lexicon(words, zones, ranks["everywhere"])
    lexicon["languages"] = order
    lexicon["customs"] = {
        name: sorted(place[tag] for tag in tags if tag in place) for name, tags in sorted(ranks["customs"].items())
    }
    lexicon["orders"] = {
        tag.lower(): order
        for source in sources
        for tag, order in sorted(source.get("orders", {}).items())
        if order != "dmy" or tag not in known
    }
    return {"phrases.json": _phrases(phrases), "lexicon.json": dict(sorted(lexicon.items()))}


def _everywhere(role: str, value: str) -> list[tuple[Any, ...]]:
    if role == "halfdays":
        return [("halfday", int(value == "pm"))]
    return [("unit", UNIT[value], 0, 1 if role == "one" else None)]


def _phrases(phrases: dict[str, dict[tuple[int, int, int], list[int]]]) -> dict[str, Any]:
    sets, rows = _Numbered(), _Numbered()
    places = {}
    for key in sorted(phrases):
        meanings = sorted(phrases[key].items(), key=lambda item: item[1][0])
        places[key] = rows.place(tuple((*meaning, sets.place(tuple(members))) for meaning, members in meanings))
    return {"phrases": places, "readings": rows.rows(), "sets": sets.rows()}


def _lexicon(
    words: dict[str, dict[tuple[Any, ...], list[int]]], zones: dict[str, Any], everywhere: dict[str, Any]
) -> dict[str, Any]:
    sets, senses = _Numbered(), _Numbered()
    sets.place("all")
    for role, name in everywhere.items():
        for value, names in name.items():
            for word in names:
                for entry in _everywhere(role, value):
                    words[" ".join(atom.key for atom in cut(word))][entry] = []
    for name, offset in zones["offsets"].items():
        hours, minutes = offset[1:].split(":")
        value = (int(hours) * 60 + int(minutes)) * (-1 if offset[0] == "-" else 1)
        words[fold(name)]["zone", value] = []
    table = {}
    for key in sorted(words):
        row: list[int] = []
        for sense, members in sorted(words[key].items(), key=lambda item: item[1][:1]):
            row += [senses.place(sense), sets.place(tuple(members)) if members else 0]
        table[key] = row
    return {"words": table, "senses": senses.rows(), "sets": sets.rows()}
