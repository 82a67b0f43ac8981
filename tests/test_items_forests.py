"""All lines at once reach the leaves that each would reach alone."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Sequence
from importlib.resources import files
from itertools import compress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdump import COMPILED, Parser, trees
from newsdump.items import forests, forms, repetition
from newsdump.items.forests import Forest
from newsdump.items.surroundings import CLASSES
from newsdump.testing import random_pages

_PARSER = Parser()
_DEPTH = 3
_NODES, _OUTER = 2**_DEPTH - 1, 2**_DEPTH
_COLUMNS = 4


class _Plain:
    """Trees that are asked about one line after the other, test by test."""

    def __init__(
        self, columns: Sequence[int], thresholds: bytes, votes: bytes, start: Sequence[int], depth: int
    ) -> None:
        self.columns, self.thresholds, self.votes, self.start, self.depth = columns, thresholds, votes, start, depth

    def leaf(self, tree: int, row: Sequence[int]) -> int:
        outer = 1 << self.depth
        count = len(self.columns) // (outer - 1)
        place = tree
        for level in range(self.depth):
            node = count * ((1 << level) - 1) + place
            threshold = self.thresholds[node]
            place = 2 * place + (bool(threshold) and row[self.columns[node]] >= threshold)
        return place - tree * outer

    def shares(self, row: Sequence[int]) -> list[float]:
        size, outer = len(CLASSES), 2**self.depth
        votes = [*self.start]
        for tree in range(len(self.votes) // (outer * size)):
            leaf = (tree * outer + self.leaf(tree, row)) * size
            votes = [
                vote + more - forests.MIDDLE for vote, more in zip(votes, self.votes[leaf : leaf + size], strict=True)
            ]
        raised = [
            math.exp((vote - max(votes)) / trees.UNIT) if max(votes) - vote < 16 * trees.UNIT else 0.0 for vote in votes
        ]
        return [one / sum(raised) for one in raised]


@st.composite
def _parts(draw: st.DrawFn) -> tuple[list[int], bytes, bytes, list[int], int]:
    """What some trees are made from."""
    count = draw(st.sampled_from([10, 30, 50]))
    tests = st.lists(st.integers(0, _COLUMNS - 1), min_size=count * _NODES, max_size=count * _NODES)
    thresholds = st.lists(st.sampled_from([0, 1, 2, 100, 255]), min_size=count * _NODES, max_size=count * _NODES)
    size = count * _OUTER * len(CLASSES)
    start = draw(st.lists(st.integers(-600, 100), min_size=len(CLASSES), max_size=len(CLASSES)))
    votes = draw(st.randoms(use_true_random=False)).randbytes(size)
    return draw(tests), bytes(draw(thresholds)), votes, start, _DEPTH


def _both(given_of: tuple[list[int], bytes, bytes, list[int], int]) -> tuple[Forest, _Plain, int]:
    """Some trees, both ways, and how many they are."""
    return forests.forest_of(*given_of), _Plain(*given_of), len(given_of[0]) // _NODES


_FOREST_PARTS = _parts()
_FORESTS = _FOREST_PARTS.map(_both)

_PAGES = st.integers(1, 12).flatmap(
    lambda size: st.lists(st.binary(min_size=size, max_size=size), min_size=4, max_size=4)
)


@settings(max_examples=25)
@given(_FORESTS, _PAGES, st.data())
def test_lines_asked_together_have_the_shares_that_each_has_alone(
    both: tuple[Forest, _Plain, int], columns: list[bytes], data: st.DataObject
) -> None:
    forest, plain, _ = both
    size = len(columns[0])
    asked = bytes(data.draw(st.lists(st.integers(0, 1), min_size=size, max_size=size)))
    rows = compress(zip(*columns, strict=True), asked)
    for share, row in zip(forest.shares(columns, asked), rows, strict=True):
        assert share == pytest.approx(plain.shares(row))


@pytest.mark.skipif(not COMPILED, reason="a pure build walks in one way")
@settings(max_examples=25)
@given(_FOREST_PARTS, _PAGES, st.data())
def test_the_compiled_function_gives_exactly_the_same_shares(
    given_of: tuple[list[int], bytes, bytes, list[int], int], columns: list[bytes], data: st.DataObject
) -> None:
    kernel = forests.compiled_kernel()
    assert kernel is not None
    size = len(columns[0])
    asked = bytes(data.draw(st.lists(st.integers(0, 1), min_size=size, max_size=size)))
    compiled = forests.compiled_forest_of(*given_of, kernel=kernel)
    assert compiled.shares(columns, asked) == forests.forest_of(*given_of).shares(columns, asked)


@pytest.mark.skipif(not COMPILED, reason="a pure build walks in one way")
@pytest.mark.parametrize(
    ("place", "unfit"),
    [(0, [b"\1"]), (0, []), (1, b"\1"), (2, b"\1\0\1\0"), (3, b"\0" * 5), (4, b"\0" * 2), (5, 2), (6, [0.0])],
    ids=["short column", "no column", "too few flags", "node of no column", "leaves", "start", "depth", "falls"],
)
def test_the_compiled_function_refuses_what_does_not_fit(place: int, unfit: object) -> None:
    kernel = forests.compiled_kernel()
    assert kernel is not None
    falls = [1.0] * (1 << 16)
    given_of: list[object] = [[b"\1\2"], b"\1\1", b"\0\0\2\0", bytes(4), bytes(4), 1, falls]
    assert kernel.shares(*given_of) == [[0.5, 0.5], [0.5, 0.5]]
    given_of[place] = unfit
    with pytest.raises(ValueError, match=r"column|trees"):
        kernel.shares(*given_of)


@settings(max_examples=25)
@given(_FORESTS, _PAGES)
def test_a_walk_gives_the_leaf_of_every_line(both: tuple[Forest, _Plain, int], columns: list[bytes]) -> None:
    forest, plain, count = both
    size = len(columns[0])
    ones = int.from_bytes(b"\1" * size, "little")
    ranked = [int.from_bytes(columns[number].translate(table), "little") for number, table in forest.ranks]
    steps = [ones * rank for rank in range(forests.RANKS_MOST)]
    for tree in range(count):
        found = forests.walk(forest.trees[tree], ranked, steps, ones << 7) >> 7
        assert [*found.to_bytes(size, "little")] == [plain.leaf(tree, row) for row in zip(*columns, strict=True)]


def _shipped() -> _Plain:
    """The first trees that ship, read in the plain way."""
    folder = files("newsdump").joinpath("data/items")
    about = json.loads(folder.joinpath("roles.json").read_text(encoding="utf-8"))["first"]
    nodes = about["trees"] * (2 ** about["depth"] - 1)
    tests = folder.joinpath("tests.bin").read_bytes()
    votes = folder.joinpath("leaves.bin").read_bytes()[: about["trees"] * 2 ** about["depth"] * len(CLASSES)]
    return _Plain(
        struct.unpack_from(f"<{nodes}H", tests), tests[2 * nodes : 3 * nodes], votes, about["start"], about["depth"]
    )


@pytest.mark.parametrize("copies", [1, 40], ids=["a page", "more lines than are asked at once"])
def test_the_trees_that_ship_say_the_same_line_by_line(copies: int) -> None:
    reader = _PARSER.read("\n".join([next(random_pages(3)).text] * copies))
    columns = repetition.read(reader, trees.votes(reader.lines, reader.cues), forms.Forms())
    rows = [*zip(*columns.values, strict=True)]
    found = forests.load_forests()[0].shares(columns.values, b"\1" * columns.size)
    assert len(found) == columns.size
    plain = _shipped()
    for line in range(0, columns.size, 7 * copies):
        assert found[line] == pytest.approx(plain.shares(rows[line]))
