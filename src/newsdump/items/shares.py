"""What the fitted trees make of a page's columns: for each line the share of each class.

The tests of the trees are compiled (`newsdump._roles`), their leaves are data (`data/items/leaves.bin`): a leaf holds a
vote for every class, 16 bits a class in one integer, so that a line's votes are added up for all classes at once.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress
from operator import add
from types import ModuleType
from typing import Final

from attrs import frozen

from newsdump.items import forms, repetition, surroundings
from newsdump.items.roles import Reader
from newsdump.items.surroundings import CLASSES
from newsdump.trees import UNIT, Votes

MIDDLE: Final = 128
"""What stands for 0 in the leaves' bytes."""
_FAR: Final = 16 * UNIT
"""A class so many votes behind the first has no share."""
_FALLS: Final = [math.exp(-vote / UNIT) for vote in range(_FAR)]
_OTHER, _BODY = 0, 1
"""The first classes: lines of no item."""
_STOPS: Final = frozenset((2, 4))
"""After so many groups of trees it is asked whether a line is in doubt."""
_SURE: Final = 3 * UNIT
"""So far in front "other" or "body" is then where it is not: of 100 such lines of pages left out one was in doubt."""
_SHARPER: Final = 2
"""What is said early is said twice as loud, as later trees would."""
_NEAR: Final = 3
_DOUBT: Final = 0.05
"""Only so near lines of which less is sure are the second trees asked."""
_UNHEARD: Final = 0.001
"""Less than half of 1/255."""
_LANES: Final = struct.Struct(f"<{len(CLASSES)}H")

Row = Sequence[int]
Leaves = list[list[int]]
Tests = Callable[[Row, Leaves], int]


@frozen(eq=False)
class Forest:
    """Trees as they are asked."""

    tests: tuple[Tests, ...]
    """Each the sum of some trees' leaves for the columns of a line."""
    leaves: Leaves
    start: tuple[int, ...]
    """The votes for each class before any tree, up to what they share."""

    def shares(self, rows: Sequence[Row]) -> list[list[float]]:
        """For each line the share of each class, 0 to 1; asked no further where there is no doubt.

        Some trees are asked about all lines before the next ones, while what belongs to them is near at hand.
        """
        leaves = self.leaves
        found: list[list[float]] = [[]] * len(rows)
        lines: Sequence[int] = range(len(rows))
        packed = [0] * len(rows)
        for asked, tests in enumerate(self.tests):
            if asked in _STOPS:
                doubtful = []
                for at, line in enumerate(lines):
                    votes = self._votes(packed[at])
                    if max(votes[_OTHER], votes[_BODY]) - max(votes[_BODY + 1 :]) > _SURE:
                        found[line] = _shares_of([_SHARPER * vote for vote in votes])
                    else:
                        doubtful.append(at)
                if len(doubtful) < len(packed):
                    lines = [lines[at] for at in doubtful]
                    rows = [rows[at] for at in doubtful]
                    packed = [packed[at] for at in doubtful]
            packed = [above + tests(row, leaves) for above, row in zip(packed, rows, strict=True)]
        for line, total in zip(lines, packed, strict=True):
            found[line] = _shares_of(self._votes(total))
        return found

    def _votes(self, packed: int) -> list[int]:
        return [*map(add, _LANES.unpack(packed.to_bytes(_LANES.size, "little")), self.start)]


def _shares_of(votes: list[int]) -> list[float]:
    top = max(votes)
    least = top - _FAR
    raised = [_FALLS[top - vote] if vote > least else 0.0 for vote in votes]
    total = sum(raised)
    return [one / total for one in raised]


@cache
def load_forests() -> tuple[Forest, Forest]:
    """The first and the second trees that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    folder = files("newsdump").joinpath("data/items")
    about = json.loads(folder.joinpath("roles.json").read_text(encoding="utf-8"))
    raw = folder.joinpath("leaves.bin").read_bytes()
    compiled = _compiled()
    forests = []
    place = 0
    for name in ("first", "second"):
        trees, outer = about[name]["trees"], 2 ** about[name]["depth"]
        size = len(CLASSES)
        leaves = [
            [_packed(raw[at : at + size]) for at in range(tree, tree + outer * size, size)]
            for tree in range(place, place + trees * outer * size, outer * size)
        ]
        place += trees * outer * size
        forests.append(Forest(getattr(compiled, name.upper()), leaves, tuple(about[name]["start"])))
    return forests[0], forests[1]


def _packed(row: bytes) -> int:
    wide = bytearray(2 * len(row))
    wide[::2] = row
    return int.from_bytes(wide, "little")


@cache
def _compiled() -> ModuleType:
    """The compiled tests; imported when the first page is read, for they take a while to load."""
    from newsdump import _roles

    return _roles


def read(reader: Reader, votes: Votes, known: forms.Forms) -> list[list[float]]:
    """For each line of a page the share of each class.

    Args:
        reader: the page's lines with what each announces.
        votes: what the trees of the story say of each line.
        known: the forms of lines met before.
    """
    if not len(reader.lines):
        return []
    first, second = load_forests()
    columns = repetition.read(reader, votes, known)
    rows = [*zip(*columns.values, strict=True)]
    found = first.shares(rows)
    told = b"".join([bytes([int(255 * one + 0.5) if one > _UNHEARD else 0 for one in share]) for share in found])
    roles, begins = surroundings.of_classes([told[number :: len(CLASSES)] for number in range(len(CLASSES))])
    around = surroundings.read(roles, begins, columns.shapes)
    doubtful = bytearray(len(rows))
    for line, share in enumerate(found):
        if share[_OTHER] + share[_BODY] < 1 - _DOUBT:
            first_line, after = max(0, line - _NEAR), min(len(rows), line + _NEAR + 1)
            doubtful[first_line:after] = b"\1" * (after - first_line)
    asked = zip(compress(rows, doubtful), compress(zip(*around.values, strict=True), doubtful), strict=True)
    again = second.shares([row + more for row, more in asked])
    for line, share in zip(compress(range(len(rows)), doubtful), again, strict=True):
        found[line] = share
    return found
