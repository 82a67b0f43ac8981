"""Reads the ages that begin somewhere in a run of atoms, each as far as it reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from newsdump.ages import gates, holding, lattice, shapes, tables
from newsdump.ages.folding import Atom
from newsdump.ages.gates import STRONG
from newsdump.ages.model import Age
from newsdump.ages.reading import read_rows

_MOST_TRIED: Final = 24
"""Stretches of a run that are read in vain before it is given up."""
_MOST_OF_ONE_START: Final = 8
_FEWEST_ROWS: Final = 2
"""Readings of a stretch, of which there are fewer the more stretches have been tried in vain."""
_OPENING: Final = frozenset(
    ("date", "three", "pair", "clock", "number", "count", "unit", "before", "approx", "half", "month", "weekday")
) | {"calendar", "label", "on", "turn", "halfday", "nth", "days"}
"""Roles that an age can begin with."""
_COMPACT: Final = 8
"""Digits that alone are a date: 20250606."""
_FIRST_UNSPACED: Final = "\u0900"
"""The first letter of the scripts whose words the classes may hold in pieces."""
_YEAR_DIGITS: Final = 4
_MOST_DIGITS: Final = 5
"""A number of more digits is no count and no year."""
_INSIDE: Final = frozenset(":.,/")
_ONE: Final = frozenset(("a", "an"))
"""What an amount begins with that no number stands in front of."""
_BOTH_CLOCKS: Final = lattice.CLOCK | lattice.PAIR
_LONGEST_WORD: Final = 1
_ONLY_BESIDE_NUMBERS: Final = frozenset(("unit", "month", "halfday", "oclock", "ordinal", "of", "weekday", "calendar"))
_AMOUNTS: Final = frozenset(("count", "approx", "half", "before", "and", "at", "halfday", "turn"))
_FARTHEST_UNIT: Final = 6
"""Atoms from the first word of an amount to its unit."""
_SIGNS: Final = frozenset("+-~")
_ENDING_SIGNS: Final = frozenset("),.")


class Stretch(NamedTuple):
    """An age in its line."""

    age: Age
    opening: int
    """Where its labels start."""
    spoken: bool
    """Whether the words say that it lies behind or before: "3 h" does not."""
    labelled: bool
    """Whether a label stands in front."""


def runs(atoms: list[Atom], first: int = 0) -> list[tuple[int, int]]:
    """The runs of atoms that an age can hold and that may hold one, from the atom *first*.

    That takes a word that an age is told by, or numbers that can be a date.
    """
    known, kinds = holding.known_atoms(), tables.classes().words
    found = []
    start = first
    numbers = 0
    tells = False
    for index in range(first, len(atoms)):
        atom = atoms[index]
        key = atom.key
        if atom.is_number:
            numbers += 1 if len(key) < _COMPACT else 2
        elif key in known:
            tells = tells or bool(kinds.get(key, 0) & gates.TELLING) or key[0] >= _FIRST_UNSPACED
        else:
            if tells or numbers > 1:
                found.append((start, index))
            start, numbers, tells = index + 1, 0, False
    if tells or numbers > 1:
        found.append((start, len(atoms)))
    return found


@lru_cache(4096)
def _opens(key: str) -> bool:
    """Whether a word that begins with this atom can begin an age."""
    return any(sense.role in _OPENING for word in tables.beginning(key) for sense in tables.senses(word))


def may_open(atom: Atom) -> bool:
    """Whether an age may begin with *atom*, whatever follows."""
    return atom.is_number or atom.key in _SIGNS or atom.key in shapes.OPENERS or _opens(atom.key)


class Run:
    """A run of atoms that an age can hold, and where ages can begin in it."""

    def __init__(
        self, text: str, atoms: list[Atom], span: tuple[int, int], language: str | None, known: lattice.Known
    ) -> None:
        """Look up what stands at the atoms in *span*; *known* keeps it."""
        self.text = text
        self.atoms = atoms
        self.first, self.last = span
        self.language = language
        self.known = known
        self.tried = 0
        self.starts: list[int] = []
        """The atoms that an age can begin at."""
        self._cores: list[int] = []
        self._look_up()
        self._mask = tables.mask_of(language)

    def _look_up(self) -> None:
        text, atoms, known, last = self.text, self.atoms, self.known, self.last
        told = self.language is not None
        kinds = 0
        starts = []
        for index in range(self.first, last):
            if index not in known:
                known[index] = lattice.pieces(text, atoms, index)
            kind = 0
            for _, sense in known[index]:
                kind |= sense.kind
            kinds |= kind
            if kind & lattice.CORE:
                self._cores.append(index)
            if self._may_begin(index, told=told) if kind & lattice.OPENS else self._is_sign(index):
                starts.append(index)
        dated = bool(kinds & (lattice.DATED | lattice.CLOCK | lattice.PAIR))
        if not told and not kinds & (lattice.DATED | lattice.BESIDE_CLOCKS) and kinds & _BOTH_CLOCKS != _BOTH_CLOCKS:
            dated = False  # a clock alone is none
        if not dated and not kinds & lattice.DIRECTED:
            # Bare amounts, which count only between strong signs or alone.
            starts = [index for index in starts if index == 0 or atoms[index - 1].key in STRONG]
        self.starts = [] if not self._cores else [index for index in starts if self._begins(index)]

    def _may_begin(self, index: int, *, told: bool) -> bool:
        """Whether an age can begin at an atom by what stands around it: not within a number, a word, a name."""
        text, atom, found = self.text, self.atoms[index], self.known[index]
        if atom.is_number:
            if _ends_name(text, self.atoms, index) or _is_inside(text, atom):
                return False
            return len(found) > 1 or len(atom.key) <= _MOST_DIGITS or found[0][1].role != "number"
        if not told and _is_initial(text, atom):
            return False
        if found[0][0] == 1 and _is_glued_sign(text, atom):
            return False
        return not (index > 0 and self.atoms[index - 1].is_number and _is_half(found))

    def _is_sign(self, index: int) -> bool:
        """Whether a sign stands in front of a number, and is glued to nothing before it."""
        atoms = self.atoms
        if atoms[index].key not in _SIGNS or index + 1 == self.last or not atoms[index + 1].is_number:
            return False
        return index == 0 or atoms[index - 1].end < atoms[index].start

    def _begins(self, start: int) -> bool:
        """Whether what follows *start* can make an age of it: behind a number a unit, a month, a sign within dates."""
        known, last = self.known, self.last
        roles = {sense.role for _, sense in known[start]}
        if roles <= {"number"}:
            return start + 1 < last and any(
                sense.role in _ONLY_BESIDE_NUMBERS
                or (sense.role == "mark" and sense.value[0] in ".-/'")
                or length > _LONGEST_WORD
                for length, sense in known[start + 1]
            )
        if roles <= _AMOUNTS:
            return any(
                sense.role in ("unit", "weekday", "clock")
                for index in range(start, min(last, start + _FARTHEST_UNIT))
                for _, sense in known[index]
            )
        return True

    def read(self, start: int) -> Stretch | None:
        """The age that begins at the atom *start*, as far as one reaches."""
        core = next((index for index in self._cores if index >= start), self.last)
        if core == self.last or self.tried >= _MOST_TRIED:
            return None
        stretch = self._read(start, core, self._mask, self.language)
        if stretch is None and self.language is not None:
            stretch = self._read(start, core, -1, None)
        return stretch

    def _read(self, start: int, core: int, mask: int, language: str | None) -> Stretch | None:
        told = language is not None
        span = start, self.last
        tried = 0
        found = lattice.rows(self.text, self.atoms, mask, span, self.known, told=told, whole=False)
        for end in sorted(found, reverse=True):
            if end <= core or not _can_end(self.atoms, end - 1):
                continue
            self.tried += 1
            tried += 1
            if tried > _MOST_OF_ONE_START:
                return None
            rows = found[end][: max(_FEWEST_ROWS, lattice.MOST_ROWS // tried)]
            read = read_rows(self.text, self.atoms, rows, end, language)
            if read is not None and not _goes_on(self.text, read.age):
                self.tried = 0
                labelled = any(sense.role == "label" for _, sense in self.known[start])
                return Stretch(read.age, self.atoms[start].start, read.spoken, labelled)
        return None


def _is_initial(text: str, atom: Atom) -> bool:
    """Whether a capital with a point may end a name: "Lê M. - 08:52", where Spanish writes "m." for noon."""
    start = atom.start
    return start > 0 and atom.end <= start + 2 and text[start].isupper() and text[start + 1 : start + 2] == "."


def _is_inside(text: str, atom: Atom) -> bool:
    """Whether a number is a part of a longer one: of a clock, of a date."""
    start = atom.start
    return atom.is_number and start > 1 and text[start - 1] in _INSIDE and text[start - 2].isdigit()


def _is_glued_sign(text: str, atom: Atom) -> bool:
    """Whether one letter of a script without spaces is the end of a word: 日 is a Sunday, and ends 公表日."""
    start = atom.start
    return len(atom.key) == 1 and atom.key > _FIRST_UNSPACED and start > 0 and text[start - 1].isalpha()


def _is_half(found: Sequence[lattice.Piece]) -> bool:
    """Whether no more than a half of the day can begin here, whose clock stands in front."""
    roles = {sense.role for _, sense in found}
    return "halfday" in roles and "count" not in roles


def _ends_name(text: str, atoms: list[Atom], index: int) -> bool:
    """Whether a number is the end of a name, and the amount begins behind it: "kelp40 a day ago"."""
    start = atoms[index].start
    below = atoms[index + 1].key if index + 1 < len(atoms) else ""
    return atoms[index].is_number and below in _ONE and start > 0 and text[start - 1].isalpha()


def _can_end(atoms: list[Atom], index: int) -> bool:
    """Whether an age can end with an atom: with no full stop behind a year."""
    atom = atoms[index]
    key = atom.key
    if key == "." and index > 0 and atoms[index - 1].is_number and len(atoms[index - 1].key) == _YEAR_DIGITS:
        return False
    return atom.is_number or key in _ENDING_SIGNS or key in tables.enders() or (key in shapes.LETTERS and key != "t")


_YEAR: Final = re.compile(r"(?:\s\d\d?(?:st|nd|rd|th)?,?\s|[\s,./’'‑–-]{0,3})(?:19|20)\d\d(?![\d:])").match
"""What a date that has no year goes on with; day and year where it is a number of a list: "1. November 5, 2012"."""
_HOURS: Final = frozenset("間间")
"""What makes hours of the sign for the hour."""
_DAY: Final = re.compile(r"\s\d\d?(?:st|nd|rd|th)?,?\s(?:19|20)\d\d(?![\d:])").match
_ENDS_IN_YEAR: Final = re.compile(r"(?<!\d)\d{4}\W*$").search


def _goes_on(text: str, age: Age) -> bool:
    """Whether the year of a date stands behind it: a date that is cut off before it starts at the wrong place."""
    moment = age.moment
    if moment is None or age.span is None:
        return False
    if age.raw[-1] in "時时" and text[age.span.end : age.span.end + 1] in _HOURS:
        return True
    if moment.month is None or moment.hour is not None:
        return False
    if moment.day is None and _DAY(text, age.span.end) is not None:
        return True  # "2026 - November 27, 2025"
    return _YEAR(text, age.span.end) is not None and _ENDS_IN_YEAR(age.raw) is None


def takes_a_name(text: str, age: Age) -> bool:
    """Whether the end of a name was read as the weekday in front of a date, which then falls on another one.

    Thạch Lam - 08:52 17/10/2021, a Sunday: "lam" is a Friday elsewhere.
    """
    moment = age.moment
    if moment is None or moment.weekday is None or age.span is None or not text[: age.span.start].strip():
        return False
    if moment.year is None or moment.month is None or moment.day is None:
        return False
    return date(moment.year, moment.month, moment.day).isoweekday() != moment.weekday
