"""Fitted trees of roles as what ships: their tests and their leaves as bytes (`newsdump.items.forests` reads them)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from newsdump.items.forests import MIDDLE, RANKS_MOST, TOGETHER
from newsdump.trees import UNIT
from vector_trees import Forest

_NEVER: Final = 256
"""No number is so high."""


def write(root: Path, forests: dict[str, Forest], about: dict[str, Any]) -> None:
    """Write the data below *root* (`src/newsdump`)."""
    folder = root / "data" / "items"
    folder.mkdir(exist_ok=True)
    tests = leaves = b""
    for name, forest in forests.items():
        tests += _tests(forest)
        steps = np.round(forest.leaves * UNIT).astype(int)
        assert np.abs(steps).max() < MIDDLE, "a leaf does not fit a byte"  # noqa: S101
        leaves += (steps + MIDDLE).astype(np.uint8).tobytes()
        about[name] = {
            "trees": len(forest.leaves),
            "depth": int(np.log2(forest.leaves.shape[1])),
            "start": np.round(forest.start * UNIT).astype(int).tolist(),
        }
    (folder / "tests.bin").write_bytes(tests)
    (folder / "leaves.bin").write_bytes(leaves)
    (folder / "roles.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _tests(forest: Forest) -> bytes:
    assert len(forest.columns) % TOGETHER == 0, f"trees are asked {TOGETHER} at once"  # noqa: S101
    for column in np.unique(forest.columns):
        ranks = set(forest.thresholds[forest.columns == column].tolist()) - {_NEVER}
        assert len(ranks) <= RANKS_MOST, f"column {column} has too many thresholds"  # noqa: S101
    assert forest.thresholds.min() > 0, "a threshold that all numbers reach"  # noqa: S101
    thresholds = np.where(forest.thresholds < _NEVER, forest.thresholds, 0)
    raw: bytes = _by_levels(forest.columns).astype("<u2").tobytes() + _by_levels(thresholds).astype(np.uint8).tobytes()
    return raw


def _by_levels(nodes: NDArray[np.int32]) -> NDArray[np.int32]:
    """The nodes of all trees, the roots first, then those of the next level, tree by tree."""
    depth = int(np.log2(nodes.shape[1] + 1))
    return np.concatenate([nodes[:, 2**level - 1 : 2 ** (level + 1) - 1].ravel() for level in range(depth)])
