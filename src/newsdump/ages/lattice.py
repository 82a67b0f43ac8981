"""All ways to read a string as a row of known words, numbers, clocks and dates, in languages that have them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from newsdump.ages import shapes, tables
from newsdump.ages.folding import Atom

MOST_PATHS: Final = 96
"""Readings that are tried of one string; beyond it nothing new was found in any language's patterns."""
MOST_ATOMS: Final = 48
"""A longer string is a text and no age: the longest CLDR pattern with date, time and zone has 33 atoms."""
_MARKS: Final = frozenset("',.-/|·•:;()[]@+~،、۔،*،≈«»<>^#&=・…")


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


def pieces(text: str, atoms: list[Atom], first: int) -> list[Lexeme]:
    """What can stand at the atom *first*, the longest first."""
    atom = atoms[first]
    found: list[Lexeme] = []
    shaped = shapes.at(text, atoms, first) if atom.is_number or atom.key in shapes.OPENERS else ()
    for role, value, end in shaped:
        last = first
        while last < len(atoms) and atoms[last].end <= end:
            last += 1
        if atoms[last - 1].end == end:
            found.append(Lexeme(role, value, -1, first, last))
    if atom.is_number:
        found.append(Lexeme("number", (atom.key,), -1, first, first + 1, atom.key, atom.start, atom.end))
        return found
    longest = tables.starts().get(atom.key, 0)
    for last in range(min(first + longest, len(atoms)), first, -1):
        word = " ".join([piece.key for piece in atoms[first:last]])
        if word in tables.words():
            end = atoms[last - 1].end
            found.extend(Lexeme(*sense, first, last, word, atom.start, end) for sense in tables.senses(word))
    if atom.key in _MARKS:
        found.append(Lexeme("mark", (atom.key,), -1, first, first + 1))
    return found


def paths(text: str, atoms: list[Atom], languages: int) -> Iterator[tuple[list[Lexeme], int]]:
    """Every row of pieces that covers all *atoms* in one of *languages*, with the languages left.

    At most `MOST_PATHS`, so that the time stays linear in the text.
    """
    size = len(atoms)
    if not 0 < size <= MOST_ATOMS:
        return
    known: dict[int, list[Lexeme]] = {}
    given = 0
    steps = 0
    stack: list[tuple[int, int, tuple[Any, ...] | None]] = [(0, languages, None)]
    while stack and given < MOST_PATHS and steps < MOST_PATHS * MOST_ATOMS:
        steps += 1
        index, mask, chain = stack.pop()
        if index == size:
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
            if left:
                stack.append((lexeme.last, left, (lexeme, chain)))
