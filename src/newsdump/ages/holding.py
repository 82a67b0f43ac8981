"""What of a text an age can hold at all: numbers, known words, a few signs."""

from __future__ import annotations

from functools import cache
from typing import Final

from newsdump.ages import shapes, tables
from newsdump.ages.folding import Atom

MARKS: Final = frozenset("',.-/|·•:;()[]@+~،、۔&…")
"""Signs that stand in ages."""


@cache
def known_atoms() -> frozenset[str]:
    """The atoms, numbers apart, that an age can hold."""
    return tables.atoms() | MARKS | shapes.LETTERS


def is_known(atom: Atom) -> bool:
    """Whether an age can hold this atom."""
    return atom.is_number or atom.key in known_atoms()
