"""Compiles the sources of ages: whole phrases, and the words that they are made of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple
from unicodedata import combining, normalize

import ages_gates
from newsdump.ages.folding import cut, fold
from newsdump.ages.tables import UNITS

UNIT = {unit.value: index for index, unit in enumerate(UNITS)}
SIGNS = {"past": -1, "future": 1, "bare": 0}
HALVES = ("am", "pm", "night")
CLOCKS = {"midnight": 0, "noon": 12}
TURNS = {"last": -1, "this": 0, "next": 1}
HANGUL = re.compile("[\uac00-\ud7af]").search
"""Many write Korean words for the units and for "ago" as one."""
NON_JOINER = "\u200c"
"""What many write as a blank in Persian words."""
CALENDAR, SHORT = 1, 4
"""Flags of `newsdump.ages.tables.Reading`."""
END_OF_GREEK = 0x400
LATIN_MORE = re.compile("[\u1e00-\u1fff]").match
WITH_TONES = frozenset(("vi", "yo", "ewo", "agq"))
"""Languages in which words differ by their accents alone."""
SHORTEST_PLAIN = 4
WHOLE = frozenset(("calendar", "turn", "label"))
"""Words that are ages by themselves, or common words of other languages: they are not read without accents."""
ENDING = frozenset(
    ("unit", "month", "weekday", "calendar", "halfday", "oclock", "zone", "era", "ordinal", "after", "count", "approx")
) | {"half", "nth", "turn", "clock", "filler"}
"""Roles of words that an age can end with."""
FOREIGN = "foreign"
"""Marks a word that is read behind the units of other languages."""
LEAST_SHARED = 3
"""So many units must share a word before it counts as the one that says past or future."""

Words = tuple[str, ...]
Pattern = tuple[Words, Words | None]
"""The atoms before and behind the number; None behind if there is no number."""


def without_accents(word: str) -> str:
    """A word of Latin or Greek letters without their accents, any other as it is."""
    if not all(ord(letter) < END_OF_GREEK for letter in normalize("NFC", word) if not LATIN_MORE(letter)):
        return word
    return normalize("NFC", "".join(letter for letter in normalize("NFD", word) if not combining(letter)))


def split(pattern: str) -> Pattern:
    """The atoms around the number of a pattern."""
    before, brace, behind = pattern.partition("{0}")
    first = tuple(atom.key for atom in cut(before))
    return first, tuple(atom.key for atom in cut(behind)) if brace else None


def _pairs(section: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each key of a section with each of its strings."""
    for key, strings in section.items():
        if not isinstance(strings, dict):
            for text in strings:
                yield key, text


def _names(source: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Each word of a source that no pattern holds, its role, and what it stands for."""
    months = source.get("months", {})
    calendars = {name: named for name, named in months.items() if isinstance(named, dict)}
    for calendar, named in {"gregorian": months, "gregorian ": source.get("endings", {}), **calendars}.items():
        for number, name in _pairs(named):
            yield name, "month", calendar.strip(), int(number)
    for section, role in (("weekdays", "weekday"), ("ordinals", "nth")):
        for number, name in _pairs(source.get(section, {})):
            yield name, role, int(number)
    for number, name in _pairs(source.get("numbers", {})):
        yield name, "count", number
    for half, name in _pairs(source.get("halfdays", {})):
        yield name, "halfday", HALVES.index(half)
    for era, name in _pairs(source.get("eras", {})):
        yield name, "era", era
    for kind, word in _pairs(source.get("words", {})):
        yield word, *_role(kind)


def _role(kind: str) -> tuple[Any, ...]:
    """The role that a kind of word has in the lexicon, and its value."""
    place, _, sign = kind.partition("_")
    if place in ("before", "after"):
        return place, SIGNS[sign]
    if kind in TURNS:
        return "turn", TURNS[kind]
    if kind in CLOCKS:
        return "clock", CLOCKS[kind], 0, None, None
    return ("approx" if kind == "approximate" else kind,)


class Markers(NamedTuple):
    """What says past or future in a language, in front of the amounts and behind them."""

    sign: int
    heads: set[Words]
    tails: set[Words]

    def split(self, words: Words) -> tuple[Words, Words, Words]:
        """A marker at the start, the rest, a marker at the end."""
        head = _longest(words, self.heads, from_start=True)
        tail = _longest(words[len(head) :], self.tails, from_start=False)
        return head, words[len(head) : len(words) - len(tail)], tail


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
            for unit, pattern in _pairs(source.get(name, {})):
                self._add_pattern(sign, UNIT[unit], pattern)
                if " " in pattern and HANGUL(pattern):
                    self._add_pattern(sign, UNIT[unit], pattern.replace(" ", ""))
        for unit, offsets in source.get("calendar", {}).items():
            for offset, phrase in _pairs(offsets):
                self.phrases[fold(phrase), (UNIT[unit], int(offset), CALENDAR)] = None
                self._word(phrase, "calendar", UNIT[unit], int(offset))
        for direction, units in source.get("dual", {}).items():
            for unit, phrase in _pairs(units):
                self._add_counted(SIGNS[direction], UNIT[unit], 2, phrase)
        for count, units in source.get("counted", {}).items():
            for unit, phrase in _pairs(units):
                self._add_counted(0, UNIT[unit], int(count), phrase)
        for scale, units in source.get("scaled", {}).items():
            for unit, phrase in _pairs(units):
                self._word(phrase, "unit", UNIT[unit], 0, None, int(scale), 0)
        for word, role, *value in _names(source):
            self._word(word, role, *value)

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
            short = sum(letter.isalpha() for letter in key) == 1 and key.isascii()
            self.phrases[key, (unit, sign or -1, SHORT * short)] = None

    def _add_counted(self, sign: int, unit: int, count: int, pattern: str) -> None:
        if sign:
            self.phrases[fold(pattern), (unit, sign * count, 0)] = None
        self.counted[sign, unit, count, pattern] = None

    def _word(self, word: str, role: str, *value: Any) -> None:  # noqa: ANN401 - values are of all kinds
        if NON_JOINER in word:
            self._word(word.replace(NON_JOINER, " "), role, *value)
        key = " ".join(atom.key for atom in cut(word))
        if key:
            self.words[key, (role, *value)] = None

    def add_plain_letters(self) -> None:
        """Let words also be written without their accents, as keyboards make many do ("fevrier", "manana")."""
        if self.tag in WITH_TONES:
            return
        for key, sense in list(self.words):
            plain = without_accents(key)
            if plain != key and len(plain) >= SHORTEST_PLAIN and sense[0] not in WHOLE:
                self.words[plain, sense] = None

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
            markers = Markers(sign, heads, tails)
            for unit, before, behind in patterns:
                self._derive_one(markers, unit, before, behind or ())
            for s, unit, count, pattern in self.counted:
                if s == sign:
                    self._derive_counted(markers, unit, count, split(pattern)[0])

    def drop_durations(self) -> None:
        """Let no word for minutes or seconds stand behind the number of an hour: "10 min" is no time of the day."""
        fine = {word for word, sense in self.words if sense[0] == "unit" and sense[1] < UNIT["hour"]}
        for word in fine:
            self.words.pop((word, ("oclock",)), None)

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

    def _derive_one(self, markers: Markers, unit: int, before: Words, behind: Words) -> None:
        head = _longest(before, markers.heads, from_start=True)
        tail = _longest(behind, markers.tails, from_start=False)
        rest = before[len(head) :], behind[: len(behind) - len(tail)]
        for place, words in (("before", head), ("after", tail)):
            # Signs are read without being told, and "for" alone says nothing in Danish's "for 3 timer siden".
            if any(letter.isalpha() for letter in "".join(words)):
                self.words[" ".join(words), (place, 0 if words is head and tail else markers.sign)] = None
        for words, leads in zip(rest, (1, 0), strict=True):
            if words and not (rest[0] and rest[1]):
                sign = 0 if head or tail else markers.sign
                self.words[" ".join(words), ("unit", unit, sign, None, 1, leads)] = None

    def _derive_counted(self, markers: Markers, unit: int, count: int, words: Words) -> None:
        head, rest, tail = markers.split(words)
        if rest and not any(word == " ".join(rest) and sense[0] == "count" for word, sense in self.words):
            sign = 0 if head or tail else markers.sign
            self.words[" ".join(rest), ("unit", unit, sign, count, 1, 0)] = None


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
        language.drop_durations()
        language.add_plain_letters()
    order = [tag for tag in ranks["order"] if tag in known]
    listed = len(order)
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
    lexicon["listed"] = [listed]
    lexicon["enders"] = sorted(_enders(words))
    lexicon["customs"] = {
        name: sorted(place[tag] for tag in tags if tag in place) for name, tags in sorted(ranks["customs"].items())
    }
    lexicon["orders"] = {
        tag.lower(): order
        for source in sources
        for tag, order in sorted(source.get("orders", {}).items())
        if order != "dmy" or tag not in known
    }
    return {
        "phrases.json": {"languages": order, **_phrases(phrases)},
        "lexicon.json": dict(sorted(lexicon.items())),
        "gates.json": ages_gates.classes_of(words, phrases, listed),
    }


def _enders(words: dict[str, dict[tuple[Any, ...], list[int]]]) -> set[str]:
    """The atoms that an age can end with."""
    return {
        word.rpartition(" ")[2]
        for word, senses in words.items()
        if any(sense[0] in ENDING or (sense[0] == "of" and not word.isascii()) for sense in senses)
    }


def _everywhere(role: str, value: str) -> list[tuple[Any, ...]]:
    if role == "halfdays":
        return [("halfday", int(value == "pm"))]
    if role == "words":
        return [(*_role(value), FOREIGN) if value.startswith("after") else _role(value)]
    return [("unit", UNIT[value], 0, 1 if role == "one" else None, 1, 0)]


def _minutes(offset: str) -> int:
    """Minutes east of UTC: "-05:00"."""
    hours, minutes = offset[1:].split(":")
    return (int(hours) * 60 + int(minutes)) * (-1 if offset[0] == "-" else 1)


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
        words[" ".join(atom.key for atom in cut(name))]["zone", _minutes(offset), None] = []
    for name, offset in zones["american"].items():
        words[fold(name)]["zone", _minutes(offset), "us"] = []
    table = {}
    for key in sorted(words):
        row: list[int] = []
        for sense, members in sorted(words[key].items(), key=lambda item: item[1][:1]):
            row += [senses.place(sense), sets.place(tuple(members)) if members else 0]
        table[key] = row
    return {"words": table, "senses": senses.rows(), "sets": sets.rows()}
