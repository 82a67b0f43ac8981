"""All ways to read a string as a row of known words, numbers, clocks and dates, in languages that have them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from newsdump.ages import shapes, tables
from newsdump.ages.folding import Atom

MOST_PATHS: Final = 24
"""Readings that are tried of one string; beyond it nothing new was found in any language's patterns."""
MOST_STEPS: Final = 192
"""Pieces that are set one behind another in the search for readings."""
MOST_ATOMS: Final = 48
"""A longer string is a text and no age: the longest CLDR pattern with date, time and zone has 33 atoms."""
_MARKS: Final = frozenset("',.-/|·•:;()[]@+~،、۔،*،≈«»<>^#&=・…")


_ONCE: Final = {
    "date": 1,
    "three": 1,
    "month": 1,
    "weekday": 2,
    "clock": 4,
    "calendar": 8,
    "halfday": 16,
    "pair": 32,
    "turn": 64,
    "era": 128,
}
"""What an age has once; month and dates of digits exclude each other."""


_DISTANCE: Final = 512
_DATED: Final = 1024
_SIDES: Final = {
    **dict.fromkeys(("count", "decimal", "before", "after", "approx", "half"), _DISTANCE),
    **dict.fromkeys(("date", "three", "pair", "month", "weekday", "calendar", "turn", "era", "nth", "ordinal"), _DATED),
}
"""Roles that only distances have, and those that only dates have: a row with both is neither."""
_BOTH: Final = _DISTANCE | _DATED
_NUMBER, _UNIT, _MONTH, _DRESS, _DAY, _FACE, _PAIR = (1 << bit for bit in range(12, 19))
_HOLDS: Final = {
    **dict.fromkeys(("number", "nth"), _NUMBER),
    "unit": _UNIT,
    "month": _MONTH,
    **dict.fromkeys(("label", "on", "halfday"), _DRESS),
    **dict.fromkeys(("date", "three", "weekday", "calendar", "turn"), _DAY),
    "clock": _FACE,
    "pair": _PAIR,
}
"""What a row must have to mean anything."""
_BITS: Final = {
    role: _ONCE.get(role, 0) | _SIDES.get(role, 0) | _HOLDS.get(role, 0)
    for role in _ONCE.keys() | _SIDES.keys() | _HOLDS.keys()
}


def _can_mean(seen: int) -> bool:
    """Whether a row that holds these pieces can be an age: no number, month, clock or pair is one alone."""
    if seen & (_UNIT | _DAY):
        return True
    if seen & _MONTH:
        return bool(seen & _NUMBER)
    if seen & (_FACE | _NUMBER | _PAIR) and seen & _DRESS:
        return True
    return seen & _FACE != 0 and seen & _PAIR != 0


class Lexeme(NamedTuple):
    """One piece of a reading."""

    role: str
    value: tuple[Any, ...]
    languages: int
    first: int
    """The atom it starts with."""
    last: int
    """The atom behind it."""
    word: str = ""
    """What is printed, folded; empty for shapes."""
    start: int = 0
    """Where it starts in the text."""
    end: int = 0
    """Where it ends."""


def is_known(atom: Atom) -> bool:
    """Whether an age can hold this atom."""
    return atom.is_number or atom.key in tables.atoms() or atom.key in _MARKS or atom.key in shapes.LETTERS


Known = dict[int, list[Lexeme]]
"""What can stand at the atoms that were looked at."""


def pieces(text: str, atoms: list[Atom], first: int) -> list[Lexeme]:
    """What can stand at the atom *first*, the longest first."""
    atom = atoms[first]
    found: list[Lexeme] = []
    if atom.is_number or atom.key in shapes.OPENERS:
        for role, value, end in shapes.at(text, atoms, first):
            last = first
            while last < len(atoms) and atoms[last].end <= end:
                last += 1
            if atoms[last - 1].end == end:
                found.append(Lexeme(role, value, -1, first, last))
        if found and (found[0].role == "date" or (found[0].role == "three" and found[0].value[4] > 2)):
            return found  # a whole year leaves no doubt
    if atom.is_number:
        found.append(Lexeme("number", (atom.key,), -1, first, first + 1, atom.key, atom.start, atom.end))
        if atom.key not in tables.starts():
            return found  # a week in Mongolian is "7 хоног"
    words = tables.words()
    longest = tables.starts().get(atom.key, 0)
    for last in range(min(first + longest, len(atoms)), first, -1):
        word = atom.key if last == first + 1 else " ".join([piece.key for piece in atoms[first:last]])
        if word in words:
            end = atoms[last - 1].end
            senses = tables.senses(word)
            if any(role == "unit" and (value[2] or 0) > 1 for role, value, _ in senses) and not (
                (first > 0 and atoms[first - 1].is_number) or (last < len(atoms) and atoms[last].is_number)
            ):  # "يومين" is two days, though "3 يومين" is printed too
                senses = tuple(sense for sense in senses if sense[0] != "unit" or sense[1][2] is not None)
            found.extend(Lexeme(role, value, mask, first, last, word, atom.start, end) for role, value, mask in senses)
    if atom.key in _MARKS:
        found.append(Lexeme("mark", (atom.key,), -1, first, first + 1))
    return found


def paths(
    text: str, atoms: list[Atom], languages: int, span: tuple[int, int], known: Known, *, told: bool = True
) -> Iterator[tuple[list[Lexeme], int]]:
    """Every row of pieces that covers the atoms in *span*, in one of *languages*, with the languages left.

    Rows that are ages only in a language that the caller *told* are left out where none was. At most `MOST_PATHS`, so
    that the time stays linear in the text. *known* keeps what was looked up.
    """
    start, size = span
    if not 0 < size - start <= MOST_ATOMS:
        return
    given = 0
    steps = 0
    stack: list[tuple[int, int, int, tuple[Any, ...] | None]] = [(start, languages, 0, None)]
    while stack and given < MOST_PATHS and steps < MOST_STEPS:
        steps += 1
        index, mask, seen, chain = stack.pop()
        if index == size:
            if not (told or _can_mean(seen)):
                continue
            given += 1
            row: list[Lexeme] = []
            while chain is not None:
                lexeme, chain = chain
                row.append(lexeme)
            row.reverse()
            yield row, mask
            continue
        if index not in known:
            known[index] = pieces(text, atoms, index)
        for lexeme in reversed(known[index]):
            left = mask & lexeme.languages
            role = lexeme.role
            once = _ONCE.get(role, 0)
            if left and lexeme.last <= size and not seen & once:
                now = seen | _BITS.get(role, 0)
                if now & _BOTH != _BOTH:
                    stack.append((lexeme.last, left, now, (lexeme, chain)))
