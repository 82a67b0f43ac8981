"""Fitted trees that vote for every class at once, asked about all lines of a page together.

A column of the page is one large integer, a byte a line, the highest bit of each set. So one subtraction asks a test
of all lines: the bit stays where a line's number is as high. A tree is walked with the lines that reach each node as
such bits, and only where there are any: lines of a page are much alike, so most of a tree stays unvisited. To make
numbers small enough, what stands in a column is how many of the thresholds that any tree has for it are reached.

What ships is data. `tests.bin` has for every node of a forest the column (two bytes), then for every node the threshold
(0: all lines go below); the roots of all trees stand first, then all nodes of the next level. `leaves.bin` has for
every leaf, tree by tree, a vote for each class, 128 counting as none.

A compiled build has a function that walks line by line (`_kernel.c`): what costs least in Python costs seven times as
much as that. Both give the same shares.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, compress
from types import ModuleType
from typing import Any, Final, Protocol

from attrs import frozen

from newsdump.items.lanes import MOST, Column
from newsdump.items.surroundings import CLASSES
from newsdump.trees import UNIT

MIDDLE: Final = 128
"""What stands for 0 in the leaves' bytes."""
_FAR: Final = 16 * UNIT
"""A class so many votes behind the first has no share."""
_FALLS: Final = [math.exp(-vote / UNIT) for vote in range(_FAR)]
_VOTES_MOST: Final = 1 << 16
_NOTHING: Final = [0.0]
_SHARES: Final = _FALLS + _NOTHING * (_VOTES_MOST - len(_FALLS))
"""For so many votes behind the first class what a class has of its share."""
TOGETHER: Final = 10
"""So many trees' leaves are added up in one go."""
RANKS_MOST: Final = 127
"""So many thresholds a column may have: a rank stands below the highest bit of a byte."""
_MOST_LINES: Final = 512
"""As many lines are asked at once at most: the time a page takes stays proportional to its lines."""
_WITH_BIT: Final = bytes([rank | (RANKS_MOST + 1) for rank in range(MOST + 1)])
"""Sets the highest bit of ranks."""
_LANES: Final = struct.Struct(f"<{len(CLASSES)}H")
_CLASSES: Final = int.from_bytes(b"\1\0" * len(CLASSES), "little")
_NEVER: Final = b"\1" + bytes(MOST)
"""The higher byte of a threshold: 0 stands for one that no number reaches."""

Tree = tuple[int, int, Any, Any]
"""A test: a column, the rank from which a line goes above, the trees below and above. Or a leaf: its number where the
tree below would be, and None above."""
Leaves = list[int]
"""For each leaf of a tree its votes for all classes, 16 bits a class in one integer."""


class Askable(Protocol):
    """Trees that tell what lines are."""

    def shares(self, columns: Sequence[Column], asked: bytes) -> list[list[float]]:
        """For each line that is asked about the share of each class, 0 to 1.

        Args:
            columns: a number for each line.
            asked: for each line whether it is asked about, 0 or 1.
        """


@frozen(eq=False)
class Forest:
    """Trees as they are asked of all lines at once."""

    trees: list[Tree]
    leaves: list[Leaves]
    start: int
    """The votes before any tree, as those of a leaf, up to what all classes share."""
    ranks: list[tuple[int, bytes]]
    """For each column that is asked its number, and what makes ranks of it, their highest bit set. Trees ask the first
    of these as column 0."""
    most: int
    """The highest rank."""

    def shares(self, columns: Sequence[Column], asked: bytes) -> list[list[float]]:
        """As `Askable.shares`."""
        lines = [*compress(range(len(asked)), asked)]
        chosen = [columns[number] for number, _ in self.ranks]
        if len(lines) < len(asked):
            chosen = _of_lines(chosen, lines)
        chosen = [column.translate(table) for column, (_, table) in zip(chosen, self.ranks, strict=True)]
        if len(lines) <= _MOST_LINES:
            return self._of_block(chosen, len(lines)) if lines else []
        found: list[list[float]] = []
        for start in range(0, len(lines), _MOST_LINES):
            after = min(len(lines), start + _MOST_LINES)
            found += self._of_block([column[start:after] for column in chosen], after - start)
        return found

    def _of_block(self, columns: list[Column], size: int) -> list[list[float]]:
        """The shares of some lines, by the ranks of their columns."""
        totals = self._totals(columns, size)
        return [_shares_of(total, max(_LANES.unpack(total.to_bytes(_LANES.size, "little")))) for total in totals]

    def _totals(self, columns: list[Column], size: int) -> list[int]:
        """The votes of all trees for some lines."""
        totals = [self.start] * size
        ones = int.from_bytes(b"\1" * size, "little")
        lines = ones << 7
        ranked = [int.from_bytes(column, "little") for column in columns]
        steps = [ones * rank for rank in range(self.most + 1)]
        for at in range(0, len(self.trees), TOGETHER):
            numbers = [
                (walk(tree, ranked, steps, lines) >> 7).to_bytes(size, "little")
                for tree in self.trees[at : at + TOGETHER]
            ]
            a, b, c, d, e, f, g, h, i, j = self.leaves[at : at + TOGETHER]
            totals = [
                total + a[k] + b[m] + c[n] + d[o] + e[p] + f[q] + g[r] + h[s] + i[t] + j[u]
                for total, k, m, n, o, p, q, r, s, t, u in zip(totals, *numbers, strict=True)
            ]
        return totals


def _of_lines(columns: Sequence[Column], lines: Sequence[int]) -> list[Column]:
    """The columns of some of a page's lines: by line, for there are fewer lines than columns."""
    if not columns:
        return []
    size, width = len(columns[0]), len(columns)
    whole = b"".join(columns)
    kept = b"".join([whole[line::size] for line in lines])
    return [kept[place::width] for place in range(width)]


def walk(tree: Tree, columns: Sequence[int], steps: Sequence[int], lines: int) -> int:
    """The numbers of the leaves that *lines* reach in a tree, a byte a line, all of it shifted by 7 bits.

    Args:
        tree: what is asked.
        columns: the ranks of all lines, a byte a line, each with the highest bit set.
        steps: for each rank the same rank for all lines.
        lines: the highest bits of the bytes of the lines that are asked about; at least one.
    """
    node = tree
    found: int = 0
    later: list[tuple[Tree, int]] = []
    while True:
        column, rank, below, above = node
        if above is None:
            found += lines * below
            if not later:
                return found
            node, lines = later.pop()
            continue
        high = lines & (columns[column] - steps[rank])
        if not high:
            node = below
        elif high == lines:
            node = above
        else:
            later.append((above, high))
            node = below
            lines ^= high


@frozen(eq=False)
class CompiledForest:
    """Trees as a compiled function asks them, line by line."""

    ask: ModuleType
    nodes: bytes
    """As that function takes them."""
    leaves: bytes
    start: bytes
    depth: int

    def shares(self, columns: Sequence[Column], asked: bytes) -> list[list[float]]:
        """As `Askable.shares`."""
        found: list[list[float]] = self.ask.shares(
            *([*columns], asked, self.nodes, self.leaves, self.start, self.depth),
            _SHARES,
        )
        return found


def _shares_of(total: int, first: int) -> list[float]:
    """The shares of a line's classes, given its votes and those of its first class."""
    behind = _LANES.unpack((_CLASSES * first - total).to_bytes(_LANES.size, "little"))
    raised = [*map(_SHARES.__getitem__, behind)]
    whole = sum(raised)
    return [one and one / whole for one in raised]


@cache
def load_forests() -> tuple[Askable, Askable]:
    """The first and the second trees that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    folder = files("newsdump").joinpath("data/items")
    about = json.loads(folder.joinpath("roles.json").read_text(encoding="utf-8"))
    tests = folder.joinpath("tests.bin").read_bytes()
    leaves = folder.joinpath("leaves.bin").read_bytes()
    kernel = compiled_kernel()
    forests: list[Askable] = []
    for name in ("first", "second"):
        trees, depth = about[name]["trees"], about[name]["depth"]
        nodes, votes = trees * (2**depth - 1), trees * 2**depth * len(CLASSES)
        columns = struct.unpack_from(f"<{nodes}H", tests)
        thresholds = tests[2 * nodes : 3 * nodes]
        given = columns, thresholds, leaves[:votes], about[name]["start"], depth
        forests.append(forest_of(*given) if kernel is None else compiled_forest_of(*given, kernel=kernel))
        tests, leaves = tests[3 * nodes :], leaves[votes:]
    return forests[0], forests[1]


def forest_of(
    columns: Sequence[int], thresholds: Sequence[int], votes: bytes, start: Sequence[int], depth: int
) -> Forest:
    """Trees from what ships of them.

    Args:
        columns: for every node its column; the roots of all trees stand first, then all nodes of the next level.
        thresholds: for every node the number from which a line goes above; 0 if none does.
        votes: for every leaf its vote for each class, with 128 added; the leaves of one tree stand together.
        start: the vote for each class before any tree.
        depth: the tests from the root to a leaf.
    """
    asked: dict[int, bytearray] = {}
    for column, threshold in {*zip(columns, thresholds, strict=True)}:
        if threshold:
            flags = asked.get(column) or asked.setdefault(column, bytearray(MOST + 1))
            flags[threshold] = 1
    ranks = {column: bytes(accumulate(flags)) for column, flags in asked.items()}
    places = {column: place for place, column in enumerate(ranks)}
    outer, lane = 2**depth, 2 * len(CLASSES)
    wide = bytearray(2 * len(votes))
    wide[::2] = votes
    packed = [int.from_bytes(leaf, "little") for (leaf,) in struct.iter_unpack(f"{lane}s", wide)]
    lowest = min(start)
    return Forest(
        _trees(columns, thresholds, ranks, places, depth),
        [packed[at : at + outer] for at in range(0, len(packed), outer)],
        int.from_bytes(_LANES.pack(*[vote - lowest for vote in start]), "little"),
        [(column, table.translate(_WITH_BIT)) for column, table in ranks.items()],
        max([table[-1] for table in ranks.values()], default=0),
    )


def compiled_kernel() -> ModuleType | None:
    """The module that asks trees line by line; None in a pure build."""
    try:
        from newsdump.items import _kernel
    except ImportError:
        return None
    return _kernel


def compiled_forest_of(
    columns: Sequence[int], thresholds: bytes, votes: bytes, start: Sequence[int], depth: int, *, kernel: ModuleType
) -> CompiledForest:
    """As `forest_of`, for the compiled function."""
    size = len(columns)
    count = size // (2**depth - 1)
    numbers = struct.pack(f"<{size}H", *columns)
    wide = bytearray(4 * size)
    wide[::4], wide[1::4], wide[2::4], wide[3::4] = (
        numbers[::2],
        numbers[1::2],
        thresholds,
        thresholds.translate(_NEVER),
    )
    nodes = [
        wide[4 * (first + (tree << level)) : 4 * (first + (tree + 1 << level))]
        for tree in range(count)
        for level in range(depth)
        for first in (count * ((1 << level) - 1),)
    ]
    lowest = min(start)
    return CompiledForest(kernel, b"".join(nodes), votes, _LANES.pack(*[vote - lowest for vote in start]), depth)


def _trees(
    columns: Sequence[int], thresholds: Sequence[int], ranks: dict[int, bytes], places: dict[int, int], depth: int
) -> list[Tree]:
    """The roots, put together from the leaves up."""
    count = len(columns) // (2**depth - 1)
    level: list[Tree] = [(0, 0, leaf, None) for leaf in range(2**depth)] * count
    for many in (count << above for above in reversed(range(depth))):
        tests = slice(many - count, 2 * many - count)
        level = [
            (places[column], ranks[column][threshold], below, above) if threshold else below
            for column, threshold, below, above in zip(
                columns[tests], thresholds[tests], level[::2], level[1::2], strict=True
            )
        ]
    return level
