"""Fit what words lean to: softmax regression over the words of annotated lines (`newsdump.items.vocabulary`).

A line's votes are the sum of what its words lean to over the root of their number. Steps are those of AdaGrad, each
page counts less than its lines do, and only words that stand on pages of several sites are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numba import njit

from item_labels import Sheet
from newsdump.items.surroundings import ROLES
from newsdump.items.vocabulary import GROUPS, MIDDLE, Vocabulary, words_of

SITES_LEAST: Final = 6
"""Words of fewer sites are not kept: they are those of a site, or of its people. Pages without an address may all be of
one site, and count as one."""
_ROUNDS: Final = 6
_RATE: Final = 0.3
_RIDGE: Final = 0.001
_SCALE: Final = 24
"""Steps of a byte that a vote of 1 is worth."""
_STEP: Final = 2
"""Leanings are rounded to so many of them: a fifth less to ship, and roles are told as well as before."""
_PAGES: Final = 0.25
"""A page of so many lines counts as many lines as its number to the power of 1 less this."""
_GROUP_OF: Final = np.array([next(place for place, group in enumerate(GROUPS) if role in group) for role in ROLES])


def fit(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """Words with what they lean to, a byte a group."""
    told = [[words_of(text) for text in sheet.texts] for sheet in sheets]
    sites: dict[str, set[str]] = defaultdict(set)
    for sheet, lines in zip(sheets, told, strict=True):
        for word in set().union(*lines):
            sites[word].add("" if sheet.site == sheet.name else sheet.site)
    words = sorted(word for word, of in sites.items() if len(of) >= SITES_LEAST)
    places = {word: place for place, word in enumerate(words)}
    ends, held, groups, weights = [0], [], [], []
    for sheet, lines in zip(sheets, told, strict=True):
        page = len(lines) ** -_PAGES
        for line, role, weight in zip(lines, sheet.labels.roles, sheet.labels.weights, strict=True):
            if weight > 0:
                held += sorted(places[word] for word in line if word in places)
                ends.append(len(held))
                groups.append(_GROUP_OF[role])
                weights.append(weight * page)
    scaled = np.array(weights) / np.mean(weights)
    leanings = _descend(np.array(ends), np.array(held), np.array(groups), scaled, (len(words), len(GROUPS)))
    leanings -= leanings.mean(1, keepdims=True)
    rows = np.clip(MIDDLE + _STEP * np.round(_SCALE / _STEP * leanings), 0, 256 - _STEP).astype(np.uint8)
    return {word: row.tobytes() for word, row in zip(words, rows, strict=True) if (row != MIDDLE).any()}


def of_parts(sheets: Sequence[Sheet], parts: Sequence[int]) -> list[Vocabulary]:
    """For each page a vocabulary that has not seen the pages of its part."""
    fitted = {
        part: Vocabulary(fit([sheet for sheet, other in zip(sheets, parts, strict=True) if other != part]))
        for part in sorted(set(parts))
    }
    return [fitted[part] for part in parts]


def write(package: Path, leanings: dict[str, bytes]) -> None:
    """Write the data that ships: the words, and of each group the bytes of all words."""
    folder = package / "data" / "items"
    rows = b"".join(leanings.values())
    columns = b"".join([rows[group :: len(GROUPS)] for group in range(len(GROUPS))])
    folder.joinpath("vocabulary.txt").write_text("".join(f"{word}\n" for word in leanings), encoding="utf-8")
    folder.joinpath("vocabulary.bin").write_bytes(columns)


@njit(cache=True, fastmath=True)
def _descend(ends: Any, held: Any, groups: Any, weights: Any, shape: tuple[int, int]) -> Any:
    words, many = shape
    leanings = np.zeros((words, many))
    steps = np.full((words, many), 0.01)
    bias, bias_steps = np.zeros(many), np.full(many, 0.01)
    np.random.seed(1)
    for _ in range(_ROUNDS):
        for line in np.random.permutation(len(groups)):
            first, end = ends[line], ends[line + 1]
            if first == end:
                continue
            root = 1 / np.sqrt(end - first)
            votes = bias.copy()
            for place in range(first, end):
                votes += root * leanings[held[place]]
            shares = np.exp(votes - votes.max())
            shares /= shares.sum()
            shares[groups[line]] -= 1
            shares *= weights[line]
            bias_steps += shares * shares
            bias -= _RATE * shares / np.sqrt(bias_steps)
            for place in range(first, end):
                word = held[place]
                for group in range(many):
                    slope = root * shares[group] + _RIDGE * leanings[word, group]
                    steps[word, group] += slope * slope
                    leanings[word, group] -= _RATE * slope / np.sqrt(steps[word, group])
    return leanings
