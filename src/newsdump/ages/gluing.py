"""Cuts words apart that a print has glued together: a name and the month behind it, a time and the next name."""

from __future__ import annotations

from typing import Final

from newsdump.ages import tables
from newsdump.ages.folding import Atom, cut, fold

_TELLS: Final = frozenset(("label", "month", "weekday", "calendar", "before", "turn"))
"""Roles of words that an age begins with."""
_SHORTEST: Final = 3


def cut_apart(text: str, atoms: list[Atom]) -> list[Atom]:
    """*atoms* with words cut where a capital follows a small letter, if either word can be part of an age."""
    found = []
    for atom in atoms:
        start, end = atom.start, atom.end
        raw = text[start:end].rstrip(".")
        if atom.is_number or len(raw) <= _SHORTEST or raw.islower() or raw.isupper() or raw.istitle():
            found.append(atom)
            continue
        last = start + len(raw)
        for place in range(start + 1, last - 1):
            opens = text[place].isupper() and (text[place - 1].islower() or text[place + 1].islower())
            if opens and _is_glue(text[start:place], text[place:last]):
                found += cut(text, start, place)
                start = place
        found += cut(text, start, end)
    return found


def _is_glue(left: str, right: str) -> bool:
    """Whether two words were glued: an age ends with the first or begins with the second."""
    if fold(left) in tables.enders():
        return True
    senses = tables.senses(fold(right))
    return len(right) >= _SHORTEST and any(sense.role in _TELLS for sense in senses)
