"""Boosted trees whose leaves hold a vote for every class at once, fitted to columns of small numbers.

One tree serves all classes, so that a few hundred short tests give all roles of a line: LightGBM and CatBoost fit a
tree a class or the same test on a whole level, and XGBoost's `multi_output_tree` takes ten times as long. The loss is
the softmax's, a split is worth what it takes off the squared gradients of all classes (rare ones are lifted by *rare*),
and leaves are Newton steps.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from attrs import define, frozen
from numba import njit, prange
from numpy.typing import NDArray

Numbers = NDArray[np.uint8]
Reals = NDArray[np.float32]

BINS: Final = 64
_STEP_MOST: Final = 4.0
"""No leaf moves a vote further, before the rate is taken."""


@frozen(eq=False)
class Setting:
    """How trees are fitted."""

    trees: int = 150
    depth: int = 5
    rate: float = 0.2
    rows: int = 90_000
    """As many rows a tree sees, drawn anew for each."""
    columns: float = 0.15
    """The share of the columns that a tree may ask."""
    ridge: float = 20.0
    """What keeps splits from being made for few rows."""
    shrink: float = 2.0
    """What keeps leaves of few rows small."""
    rare: float = 0.25
    """0: classes count as they are frequent; 1: all alike."""
    least: float = 8.0
    """The weight of the rows that each side of a split has at least."""
    seed: int = 0


@define(eq=False)
class Forest:
    """Fitted trees: the tests of each (complete to its depth, by levels), and the votes of its leaves."""

    columns: NDArray[np.int32]
    """Shape (trees, 2**depth - 1)."""
    thresholds: NDArray[np.int32]
    """As *columns*: a number that is as high goes to the right; 256 is never reached."""
    leaves: Reals
    """Shape (trees, 2**depth, classes)."""
    start: Reals
    """The votes before any tree."""
    gains: Reals
    """What splits on each column gained in all."""

    def votes(self, numbers: Numbers) -> Reals:
        """The votes for rows of *numbers*, shape (rows, classes)."""
        out = np.repeat(self.start[None], len(numbers), 0)
        _apply(np.ascontiguousarray(numbers), self.columns, self.thresholds, self.leaves, out)
        return out

    def probabilities(self, numbers: Numbers) -> Reals:
        """The votes as probabilities."""
        return softmax(self.votes(numbers))


def softmax(votes: Reals) -> Reals:
    """Votes as probabilities, by rows."""
    raised = np.exp(votes - votes.max(1, keepdims=True))
    shares: Reals = raised / raised.sum(1, keepdims=True)
    return shares


def fit(numbers: Numbers, classes: NDArray[np.int64], weights: Reals, count: int, setting: Setting) -> Forest:
    """Fit trees to the *classes* (0 to *count* - 1) of rows."""
    random = np.random.default_rng(setting.seed)
    cuts, binned = _binned(numbers, random)
    weights = (weights / weights.mean()).astype(np.float32)
    shares = np.bincount(classes, weights, count) / weights.sum()
    start = np.log(np.maximum(shares, 1e-4)).astype(np.float32)
    size, width = numbers.shape
    inner, outer = 2**setting.depth - 1, 2**setting.depth
    forest = Forest(
        np.zeros((setting.trees, inner), np.int32),
        np.full((setting.trees, inner), 256, np.int32),
        np.zeros((setting.trees, outer, count), np.float32),
        start,
        np.zeros(width, np.float32),
    )
    votes = np.repeat(start[None], size, 0)
    for tree in range(setting.trees):
        late = max(0.0, (tree / setting.trees - 0.7) / 0.3)
        rate = setting.rate * 0.3**late
        rows = np.sort(random.choice(size, min(setting.rows, size), replace=False))
        asked = np.sort(random.choice(width, max(1, int(setting.columns * width)), replace=False)).astype(np.int32)
        gradient = -softmax(votes[rows])
        curvature = -gradient * (1 + gradient)
        gradient[np.arange(len(rows)), classes[rows]] += 1
        gradient *= weights[rows, None]
        curvature *= weights[rows, None]
        lift = np.maximum(curvature.sum(0) / weights[rows].sum(), 1e-4) ** (-setting.rare / 2)
        leaf = np.zeros(len(rows), np.int32)
        held = binned[:, rows]
        scaled = np.concatenate([gradient * lift, weights[rows, None]], 1).astype(np.float32)
        tables = np.zeros((len(asked), 1, BINS, count + 1), np.float32)
        for level in range(setting.depth):
            first = 2**level - 1
            order = np.argsort(leaf, kind="stable").astype(np.int32)
            edges = np.searchsorted(leaf[order], np.arange(2**level + 1)).astype(np.int32)
            tables = _tables(held, asked, scaled, order, edges, tables)
            chosen, bins, gains = _split(tables, asked, setting.ridge, setting.least)
            np.add.at(forest.gains, chosen, gains)
            forest.columns[tree, first : first + 2**level] = chosen
            forest.thresholds[tree, first : first + 2**level] = [
                cuts[column][place] if place < BINS else 256 for column, place in zip(chosen, bins, strict=True)
            ]
            leaf = 2 * leaf + (held[chosen[leaf], np.arange(len(rows))] >= bins[leaf])
        gradients = np.stack([np.bincount(leaf, gradient[:, one], outer) for one in range(count)], 1)
        curvatures = np.stack([np.bincount(leaf, curvature[:, one], outer) for one in range(count)], 1)
        steps = np.clip(gradients / (curvatures + setting.shrink), -_STEP_MOST, _STEP_MOST) * rate
        forest.leaves[tree] = np.round(steps * 128) / 128
        _apply(
            numbers,
            forest.columns[tree : tree + 1],
            forest.thresholds[tree : tree + 1],
            forest.leaves[tree : tree + 1],
            votes,
        )
    return forest


def _binned(numbers: Numbers, random: np.random.Generator) -> tuple[list[NDArray[np.int64]], Numbers]:
    """For each column the numbers that begin its bins (bin 0 begins at 0), and the bins of all rows, by columns."""
    sample = numbers[random.choice(len(numbers), min(60_000, len(numbers)), replace=False)]
    cuts = []
    binned = np.empty((numbers.shape[1], len(numbers)), np.uint8)
    for column in range(numbers.shape[1]):
        values, counts = np.unique(sample[:, column], return_counts=True)
        begins = values.astype(np.int64)
        if len(begins) > BINS:
            places = np.searchsorted(np.cumsum(counts) / counts.sum(), np.arange(1, BINS) / BINS)
            begins = np.unique(np.concatenate([begins[:1], begins[places]]))
        begins[0] = 0
        cuts.append(begins)
        table = (np.searchsorted(begins, np.arange(256), side="right") - 1).astype(np.uint8)
        binned[column] = table[numbers[:, column]]
    return cuts, binned


@njit(parallel=True, fastmath=True, cache=True)
def _tables(held: Any, asked: Any, scaled: Any, order: Any, edges: Any, above: Any) -> Any:
    """For each asked column, leaf and bin the sums of *scaled*; the larger of two sisters is what the parent leaves."""
    leaves = len(edges) - 1
    width = scaled.shape[1]
    tables = np.zeros((len(asked), leaves, BINS, width), np.float32)
    for at in prange(len(asked)):
        column = held[asked[at]]
        for here in range(leaves):
            sister = here ^ 1
            many = edges[here + 1] - edges[here]
            if leaves > 1:
                others = edges[sister + 1] - edges[sister]
                if many > others or (many == others and here > sister):
                    continue
            for place in range(edges[here], edges[here + 1]):
                row = order[place]
                into = tables[at, here, column[row]]
                for one in range(width):
                    into[one] += scaled[row, one]
            if leaves > 1:
                for place in range(BINS):
                    for one in range(width):
                        tables[at, sister, place, one] = above[at, here // 2, place, one] - tables[at, here, place, one]
    return tables


@njit(parallel=True, fastmath=True, cache=True)
def _split(tables: Any, asked: Any, ridge: float, least: float) -> tuple[Any, Any, Any]:
    """The best column and bin of each leaf, and what it gains; bin 64 where none helps."""
    leaves, width = tables.shape[1], tables.shape[3]
    count = width - 1
    gains = np.zeros((len(asked), leaves), np.float32)
    places = np.full((len(asked), leaves), BINS, np.int32)
    for at in prange(len(asked)):
        for here in range(leaves):
            total = np.zeros(width, np.float32)
            for place in range(BINS):
                for one in range(width):
                    total[one] += tables[at, here, place, one]
            before = np.float32(0)
            for one in range(count):
                before += total[one] * total[one]
            before /= total[count] + ridge
            left = np.zeros(width, np.float32)
            for place in range(1, BINS):
                for one in range(width):
                    left[one] += tables[at, here, place - 1, one]
                light = left[count]
                heavy = total[count] - light
                if light < least or heavy < least:
                    continue
                one_side = np.float32(0)
                other_side = np.float32(0)
                for one in range(count):
                    one_side += left[one] * left[one]
                    rest = total[one] - left[one]
                    other_side += rest * rest
                gain = one_side / (light + ridge) + other_side / (heavy + ridge) - before
                if gain > gains[at, here]:
                    gains[at, here] = gain
                    places[at, here] = place
    chosen = np.zeros(leaves, np.int32)
    bins = np.full(leaves, BINS, np.int32)
    found = np.zeros(leaves, np.float32)
    for here in range(leaves):
        best = np.argmax(gains[:, here])
        chosen[here] = asked[best]
        bins[here] = places[best, here]
        found[here] = gains[best, here]
    return chosen, bins, found


@njit(parallel=True, cache=True)
def _apply(numbers: Any, columns: Any, thresholds: Any, leaves: Any, into: Any) -> None:
    """Add the trees' votes for rows of *numbers* to *into*."""
    trees, inner = columns.shape
    for row in prange(len(numbers)):
        for tree in range(trees):
            node = 0
            while node < inner:
                node = 2 * node + 1 + (numbers[row, columns[tree, node]] >= thresholds[tree, node])
            for one in range(leaves.shape[2]):
                into[row, one] += leaves[tree, node - inner, one]
