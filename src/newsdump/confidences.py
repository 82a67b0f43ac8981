"""How sure the verdict is: what trees, records and cards say of their own doubt, as a share that came true.

A section's confidence is the share of its characters that is to be expected to be of its kind, that of the article or
of a comment the word-F1 that is to be expected of its text. Raw shares are too sure of themselves; curves that were
fitted to pages whose site no tree had seen (`tools/fit_confidence.py`) say what became of them.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from operator import mul
from typing import Any, Final

from attrs import frozen

from newsdump import columns
from newsdump.trees import probability

_NEVER: Final = -columns.VOTE_ZERO
_UNASKED: Final = 0.01
"""What is supposed of a line that the trees were not asked about: that it is of the story."""


@frozen
class Curve:
    """What was said, and what share of it came true, by straight lines between points.

    >>> Curve([0.0, 0.5, 1.0], [0.1, 0.5, 0.8])(0.75)
    0.65
    """

    said: list[float]
    was: list[float]

    def __call__(self, said: float) -> float:
        """The share that is to be expected."""
        place = bisect_right(self.said, said)
        if place == 0:
            return self.was[0]
        if place == len(self.said):
            return self.was[-1]
        low, high = self.said[place - 1], self.said[place]
        part = (said - low) / (high - low)
        return round(self.was[place - 1] * (1 - part) + self.was[place] * part, 3)


@cache
def load_curves() -> dict[str, Curve]:
    """The curves that ship with the package, by kind of section; `text` is the article's, `comment` that of each."""
    from importlib.resources import files  # slow to import, and read only once

    data: dict[str, Any] = json.loads(files("newsdump").joinpath("data/confidence.json").read_text(encoding="utf-8"))
    return {name: Curve(curve["said"], curve["was"]) for name, curve in data["curves"].items()}


class _Shares(dict[int, float]):
    """How likely lines are of the story, by their votes; remembered, for most lines have one of a few."""

    def __missing__(self, vote: int) -> float:
        """Work a vote out that was not met before."""
        share = _UNASKED if vote <= _NEVER else probability(min(vote, columns.VOTE_ZERO))
        self[vote] = share
        return share


_SHARES: Final = _Shares()


def of_story(body: Iterable[int]) -> list[float]:
    """How likely each line is of the story, by its vote alone."""
    return [*map(_SHARES.__getitem__, body)]


def expected_share(shares: Sequence[float], lengths: Sequence[int]) -> float:
    """The mean of *shares*, each line weighed by its length."""
    whole: float = sum(map(mul, shares, lengths))
    return whole / max(1, sum(lengths))


def expected_quality(story: Sequence[float], lengths: Sequence[int], taken: Sequence[int]) -> float:
    """The F1 of the lines *taken*, if each line is of the story with the probability that *story* says."""
    whole: float = sum(map(mul, story, lengths))
    found = sum([story[line] * lengths[line] for line in taken])
    return 2 * found / max(1e-9, whole + sum([lengths[line] for line in taken]))


def runs(kinds: Sequence[object]) -> list[tuple[int, int]]:
    """The first line of each run of one kind, and the line behind its last.

    >>> runs(["chrome", "article", "article"])
    [(0, 1), (1, 3)]
    """
    cuts = [line for line in range(1, len(kinds)) if kinds[line] is not kinds[line - 1]]
    return list(pairwise([0, *cuts, len(kinds)])) if kinds else []
