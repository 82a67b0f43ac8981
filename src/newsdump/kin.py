"""Lines of a site that are kin: of the same words, between the same neighbours, at the same place of its pages.

Pages of a site print their records by a template, so what a line is on one page tells what its kin are on the others.
No text but words that stand on many pages tells kin from others: of a line the others become "_", and of a longer line
its form is left alone. The form is its length, its last sign, a digit in it, and a blank row above it: "3.0|".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Final

from attrs import define, field, frozen

from newsdump.habits import HASHED, KINDS, LAST_PLACE, TOP, Kin

WORDS_LEAST: Final = 0.4
"""Words on such a share of the pages are the site's,"""
WORDS_PAGES: Final = 3
"""if these are so many."""
PAGES_LEAST: Final = 2
"""What one page alone has is no kin."""
KIN_MOST: Final = 1_000
"""So many are kept at most, those first that have most lines."""
SHARE_LEAST: Final = 0.01
"""A role with no more of a share is left out."""
END: Final = "$"
"""What stands below the last line, as a stable line."""
_STEPS: Final = (4, 12, 28, 60, 120)
"""From so many characters on a line is longer than those before."""
_SIGNS: Final = 'a.~:,")>'
_ENDS: Final = {
    end: 4 * _SIGNS.index(sign) for end, sign in zip('.!?。！？…:：,"”)]»›→', '......~::,""))>>>', strict=True)
}
"""What a last sign adds to the code of a form."""
_FORMS: Final = tuple(f"{sign}{digit}{gap}" for sign, digit, gap in product(_SIGNS, ("", "0"), ("", "|")))
_FORMS_OF: Final = tuple(
    tuple(f"{sum(length >= step for step in _STEPS)}{form}" for form in _FORMS) for length in range(_STEPS[-1] + 1)
)
_PLACES: Final = tuple(map(str, range(LAST_PLACE + 2)))
_READ: Final = 60
"""So many characters of a line are looked at for digits."""
_PIECE: Final = re.compile(r"\w+|[^\w\s]")
_WORD: Final = re.compile(r"\w+")
_DIGIT: Final = re.compile(r"\d")

Keys = tuple[tuple[str, ...], ...]
"""For each of `habits.KINDS` what the kin of a line have alike."""


def code_of(text: str, gap: int) -> int:
    """The form of a line but for its length, as a byte.

    >>> form_of(5, code_of("Ilse:", 0)), form_of(40, code_of("The ferry is late on all of 12 days", 1))
    ('1:', '3a0|')
    """
    return _ENDS.get(text[-1:], 0) + 2 * (_DIGIT.search(text, 0, _READ) is not None) + (gap > 0)


def form_of(length: int, code: int) -> str:
    """The form of a line of so many characters."""
    return _FORMS_OF[min(length, _STEPS[-1])][code]


def masked(folded: str, words: Collection[str]) -> str:
    """A folded line without words that are not the site's.

    >>> masked("by ilse orrin, 0 hours ago", {"by", "hours", "ago"})
    'by _ , 0 hours ago'
    """
    pieces: list[str] = []
    for piece in _PIECE.findall(folded):
        if piece == "0" or piece in words or not piece[0].isalnum():
            pieces.append(piece)
        elif not pieces or pieces[-1] != "_":
            pieces.append("_")
    return " ".join(pieces)


@lru_cache(1 << 12)
def _remembered(folded: str, words: frozenset[str]) -> str:
    return masked(folded, words)


class Lines:
    """The lines of a page as far as their kin are told by them.

    Args:
        names: the keys of the lines.
        form: gives the form of a line.
        words: the site's words.
        stable: the keys of the site's stable lines.
    """

    def __init__(
        self, names: Sequence[str], form: Callable[[int], str], words: frozenset[str], stable: frozenset[str]
    ) -> None:
        self._names, self._form, self._words = names, form, words
        self._over = _landmarks(names, stable, TOP)
        self._under = _landmarks(names[::-1], stable, END)[::-1]
        self._met: dict[int, tuple[str, str]] = {}
        """What was told of lines already: each is asked for itself, and for the one below it."""

    def keys(self, line: int) -> Keys:
        """What the kin of a line have alike."""
        said, form = self._told(line)
        above, far = self._over[line]
        return (
            (said,),
            (self._told(line - 1)[0] if line else TOP, form),
            (above, form),
            (self._under[line][0], form),
            (above, _PLACES[min(far, LAST_PLACE + 1)]),
        )

    def _told(self, line: int) -> tuple[str, str]:
        """The words of a line, or the form of a longer one; and its form."""
        told = self._met.get(line)
        if told is None:
            form, name = self._form(line), self._names[line]
            told = self._met[line] = (form if name.startswith(HASHED) else _remembered(name, self._words), form)
        return told


def _landmarks(names: Sequence[str], stable: frozenset[str], first: str) -> list[tuple[str, int]]:
    """For each line the last stable one before it, and how far that is."""
    found = []
    last, away = first, 0
    for name in names:
        found.append((last, away))
        last, away = (name, 0) if name in stable else (last, away + 1)
    return found


@frozen
class Sheet:
    """A page as far as it tells kin."""

    names: list[str]
    """The keys of its lines."""
    forms: list[str]
    roles: list[list[tuple[str, float]]]
    """For each line the share of each role that it may have."""


@frozen
class Learned:
    """What kin on the pages of a site were read as."""

    words: tuple[str, ...]
    mix: tuple[tuple[str, float], ...]
    kin: tuple[Kin, ...]


@define
class _Sum:
    """What was counted of lines that are kin."""

    lines: int = 0
    pages: int = 0
    last: int = -1
    """The last page that had one."""
    roles: dict[str, float] = field(factory=dict)


def learned(sheets: Sequence[Sheet], stable: frozenset[str]) -> Learned:
    """What lines that are kin were read as on the pages of a site, given its stable lines."""
    said = [[name for name in sheet.names if not name.startswith(HASHED)] for sheet in sheets]
    met = Counter(word for names in said for word in {word for name in names for word in _WORD.findall(name)})
    words = frozenset(word for word, many in met.items() if many >= max(WORDS_PAGES, WORDS_LEAST * len(sheets)))
    sums: dict[tuple[str, tuple[str, ...]], _Sum] = defaultdict(_Sum)
    mix: dict[str, float] = defaultdict(float)
    for number, sheet in enumerate(sheets):
        lines = Lines(sheet.names, sheet.forms.__getitem__, words, stable)
        for line, roles in enumerate(sheet.roles):
            for role, share in roles:
                mix[role] += share
            for kind, key in zip(KINDS, lines.keys(line), strict=True):
                total = sums[kind, key]
                total.lines += 1
                if total.last != number:
                    total.pages, total.last = total.pages + 1, number
                for role, share in roles:
                    total.roles[role] = total.roles.get(role, 0.0) + share
    known = sorted(
        (pair for pair in sums.items() if pair[1].pages >= PAGES_LEAST),
        key=lambda pair: (-pair[1].lines, KINDS.index(pair[0][0]), pair[0]),
    )
    whole = sum(mix.values())
    return Learned(
        tuple(sorted(words)) if known else (),
        _rounded(mix, whole, 0.0),
        tuple(
            Kin(kind, key, total.lines, total.pages, _rounded(total.roles, total.lines, SHARE_LEAST))
            for (kind, key), total in known[:KIN_MOST]
        ),
    )


def _rounded(roles: Mapping[str, float], whole: float, least: float) -> tuple[tuple[str, float], ...]:
    shares = [(role, round(share / whole, 4 if not least else 3)) for role, share in roles.items()]
    return tuple(sorted([pair for pair in shares if pair[1] > least], key=lambda pair: (-pair[1], pair[0])))
