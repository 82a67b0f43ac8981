"""Small trees that weigh one candidate at a time (`data/items/edges.json`, `tools/fit_edges.py`).

A list has few candidates, and most pages few lists: what is asked so seldom needs no lanes (`newsdump.items.forests`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from attrs import frozen

UNIT: Final = 64
"""What so many votes are in log odds is 1."""


@frozen(eq=False)
class Question:
    """What is asked of a candidate: trees whose leaves hold votes."""

    base: int
    trees: list[Any]
    """A tree is its votes, or a test: trait, the number from which it goes above, the trees below and above."""
    bar: int
    """With more votes the answer is yes."""

    def votes(self, traits: Sequence[int]) -> int:
        """The votes for yes, beyond the bar.

        >>> Question(-64, [[0, 3, -20, 90]], 0).votes([5])
        26
        """
        total = self.base - self.bar
        for tree in self.trees:
            node = tree
            while node.__class__ is list:
                node = node[2] if traits[node[0]] < node[1] else node[3]
            total += node
        return total


@cache
def load_questions() -> dict[str, Question]:
    """The questions that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    data = json.loads(files("newsdump").joinpath("data/items/edges.json").read_text(encoding="utf-8"))
    return {name: Question(each["base"], each["trees"], each["bar"]) for name, each in data["questions"].items()}
