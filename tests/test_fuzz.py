"""The seeds of the fuzzers, what they found, and a few thousand changes of them, replayed."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "fuzz"
sys.path.insert(0, str(FOLDER))

from targets import TARGETS  # noqa: E402 - the folder is no package

SEEDS = sorted(path for path in FOLDER.glob("corpus/*/*") if path.is_file())
CHANGES = 25
SLOW = {"parse"}
"""Targets of which a seed takes more than a moment."""


def test_every_target_has_seeds() -> None:
    assert {path.parent.name for path in SEEDS} == set(TARGETS)
    workflow = (FOLDER.parent / ".github" / "workflows" / "fuzz.yml").read_text(encoding="utf-8")
    assert f"[{', '.join(TARGETS)}]" in workflow


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_seeds_and_finds_hold(seed: Path) -> None:
    TARGETS[seed.parent.name](seed.read_bytes())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_changed_seeds_hold(seed: Path) -> None:
    data = seed.read_bytes()
    chance = random.Random(seed.name)
    for _ in range(2 if seed.parent.name in SLOW else CHANGES):
        TARGETS[seed.parent.name](_changed(data, chance))


def _changed(data: bytes, chance: random.Random) -> bytes:
    """*data* with a few bytes flipped, taken out, put in twice, or its end cut off."""
    changed = bytearray(data)
    ways: list[Callable[[int], object]] = [
        lambda place: changed.__setitem__(place, chance.randrange(256)),
        lambda place: changed.__delitem__(slice(place, place + chance.randrange(1, 20))),
        lambda place: changed.__setitem__(slice(place, place), changed[place : place + 40]),
        lambda place: changed.__delitem__(slice(max(place, len(changed) * 3 // 4), None)),
    ]
    for _ in range(chance.randrange(1, 6)):
        if changed:
            chance.choice(ways)(chance.randrange(len(changed)))
    return bytes(changed)
