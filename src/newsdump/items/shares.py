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
_FALLS: Final = [math.exp(-vote / UNIT) for vote in range(_FAR)] + [0.0]
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
    """The votes for each class before any tree, less what stands for 0 in all leaves."""

    def shares(self, row: Row) -> list[float]:
        """The share of each class, 0 to 1."""
        leaves = self.leaves
        packed = sum([tests(row, leaves) for tests in self.tests])
        votes = [vote + start for vote, start in zip(_LANES.unpack(packed.to_bytes(_LANES.size, "little")), self.start, strict=True)]
        top = max(votes)
        raised = [_FALLS[min(top - vote, _FAR)] for vote in votes]
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
        start = tuple(vote - MIDDLE * trees for vote in about[name]["start"])
        forests.append(Forest(getattr(compiled, name.upper()), leaves, start))
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
    told = [[int(255 * share + 0.5) for share in first.shares(row)] for row in rows]
    roles, begins = surroundings.of_classes([*map(list, zip(*told, strict=True))])
    around = surroundings.read(roles, begins, columns.shapes)
    return [second.shares((*row, *more)) for row, more in zip(rows, zip(*around.values, strict=True), strict=True)]
