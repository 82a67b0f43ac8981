"""Choices over a page that a few fitted weights make (`data/items/choices.json`, `tools/fit_choices.py`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from operator import mul
from typing import Final

NEVER: Final = -1e9


@cache
def load_weights() -> dict[str, list[list[float]]]:
    """For each choice and each of its answers the bias, and a weight for each trait."""
    from importlib.resources import files  # slow to import, and read only once

    text = files("newsdump").joinpath("data/items/choices.json").read_text(encoding="utf-8")
    weights: dict[str, list[list[float]]] = json.loads(text)
    return weights


def votes(choice: str, traits: Sequence[float]) -> list[float]:
    """The log odds of each answer, up to what they share."""
    return [bias + sum(map(mul, weights, traits)) for bias, *weights in load_weights()[choice]]
