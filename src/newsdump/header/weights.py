"""What fitting has found for the header's choices: thresholds, learned words, curves of confidence."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache

from attrs import frozen

UNIT = 128
"""Scores are log odds in steps of 1/128, as the votes of `newsdump.trees`."""


@frozen(eq=False)
class Weights:
    """The data of `data/header.json`."""

    thresholds: Mapping[str, int]
    """From which score on a candidate is chosen, by field."""
    words: Mapping[str, Mapping[str, Mapping[str, int]]]
    """By field and place what a word says: see `newsdump.header.learned`."""
    curves: Mapping[str, tuple[tuple[int, ...], tuple[float, ...]]]
    """By field the scores at which confidence was measured, and how often the choice was right there."""

    def confidence(self, name: str, score: int) -> float:
        """How often a choice with this score was right on sites that were left out."""
        scores, shares = self.curves[name]
        place = bisect_right(scores, score)
        if not place or place == len(scores):
            return shares[max(0, place - 1)]
        low, high = scores[place - 1], scores[place]
        part = (score - low) / (high - low)
        return round(shares[place - 1] + part * (shares[place] - shares[place - 1]), 4)


@cache
def load_weights() -> Weights:
    """The weights that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    data = json.loads(files("newsdump").joinpath("data/header.json").read_text(encoding="utf-8"))
    curves = {name: (tuple(curve["scores"]), tuple(curve["shares"])) for name, curve in data["curves"].items()}
    return Weights(data["thresholds"], data["words"], curves)


def log_odds(probability: float) -> int:
    """A probability as a score.

    >>> log_odds(0.5), log_odds(0.88)
    (0, 255)
    """
    return round(UNIT * math.log(probability / (1 - probability)))


def probability(score: int) -> float:
    """A score as a probability.

    >>> probability(0), round(probability(255), 2)
    (0.5, 0.88)
    """
    return 1 / (1 + math.exp(-score / UNIT))
