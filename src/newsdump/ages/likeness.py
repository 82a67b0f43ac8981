"""Units in forms that no table lists: a word that begins as a known unit of the language and ends otherwise.

Languages inflect more than any table holds (in Northern Sami an hour is diibmu, diimmu, diimmuid or diibmur). A word is
taken for a unit where a word that says past or future, or the caller, tells the language, and all else is known.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from newsdump.ages import tables
from newsdump.ages.folding import Atom
from newsdump.ages.lattice import Piece, Sense

_SHORTEST: Final = 4
"""Letters that a word needs to be compared; in three too many words begin alike."""
_COMMON: Final = 0.6
"""The part of the longer word that both must begin with: "minuhtat" and "minuhta", not "second" and "secretary"."""


@cache
def _by_beginning() -> dict[str, list[str]]:
    """Words by their first letters."""
    found: dict[str, list[str]] = {}
    for word in tables.words():
        if len(word) >= _SHORTEST and " " not in word:
            found.setdefault(word[:_SHORTEST], []).append(word)
    return found


def _common(word: str, other: str) -> int:
    """How many letters two words begin with alike."""
    size = min(len(word), len(other))
    return next((at for at in range(size) if word[at] != other[at]), size)


def units(atoms: list[Atom], index: int) -> list[Piece]:
    """What unit the unknown word at *index* may be, the most alike first."""
    key = atoms[index].key
    if len(key) < _SHORTEST or not key[0].isalpha():
        return []
    alike: list[tuple[int, tables.Sense]] = []
    for word in _by_beginning().get(key[:_SHORTEST], ()):
        common = _common(word, key)
        if common >= _COMMON * max(len(word), len(key)):
            alike += [
                (common, sense) for sense in tables.senses(word) if sense.role == "unit" and sense.value[2] is None
            ]
    alike.sort(key=lambda pair: -pair[0])
    return [(1, Sense(sense.role, sense.value, sense.languages, key)) for _, sense in alike]
