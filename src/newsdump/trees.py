"""What small boosted trees make of the columns: for every line a vote for the body of the story, and one for comments.

The trees are data (`data/trees/votes.json`: whole numbers, with what they were fitted on). They are read in a compiled
form, the generated module `newsdump._trees`, that asks all lines of a page at once: the numbers of a column stand side by
side in one large integer, 16 bits a line, so that one subtraction compares every line with a threshold, one `&` follows
a branch for all of them, and one multiplication adds a leaf to the votes of all lines that reach it.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from attrs import frozen

from newsdump import _trees, columns
from newsdump.cues import Cues
from newsdump.lines import Lines

UNIT: Final = 128
"""Votes are log odds in steps of 1/128."""
_BLOCK: Final = 256
"""As many lines are asked at once at most: the time a page takes stays proportional to its lines."""
_HIGHEST: Final = 0x7FFF
_NEVER: Final = -columns.VOTE_ZERO
_FEW: Final = 180
"""With fewer characters voted for, the best guess is taken in their place."""
_DOUBT: Final = 0.8

Tree = int | list[Any]
"""A leaf, or a column, a threshold, the tree for numbers below it and the tree for the others."""


@frozen(eq=False)
class Votes:
    """What the trees say of each line, as log odds in steps of 1/128; above 0 is more likely than not."""

    body: list[int]
    """That the line belongs to the main text."""
    comment: list[int]
    """That the line belongs to a reader's comment."""


def probability(vote: int) -> float:
    """A vote as a probability.

    >>> probability(0), round(probability(256), 2)
    (0.5, 0.88)
    """
    return 1 / (1 + math.exp(-vote / UNIT))


def votes(lines: Lines, cues: Cues) -> Votes:
    """Ask the trees about every line of a page."""
    setting = columns.survey(lines, cues)
    size = len(lines)
    body = [_NEVER] * size
    comment = [_NEVER] * size
    longs = setting.longs
    if longs:
        page = columns.of_page(setting)
        asked = columns.of_long(setting)
        long_body, long_comment = _ask(_trees.long_lines, asked, len(longs), page)
        for line, vote, other in zip(longs, long_body, long_comment, strict=True):
            body[line] = vote
            comment[line] = other
        chosen, asked = columns.of_short(setting, long_body)
        if chosen:
            (short_body,) = _ask(_trees.short_lines, asked, len(chosen), page)
            for line, vote in zip(chosen, short_body, strict=True):
                body[line] = vote
        _carry(longs, long_comment, comment)
    return Votes(body, comment)


def _carry(longs: Sequence[int], votes: Sequence[int], into: list[int]) -> None:
    """Short lines between two long ones are comment as far as both are."""
    before, above = -1, _NEVER
    for line, vote in zip(longs, votes, strict=True):
        if line - before > 1:
            into[before + 1 : line] = [min(above, vote)] * (line - before - 1)
        before, above = line, vote


Compiled = Callable[[list[int], Sequence[int], int], tuple[tuple[int, int], ...]]


def _ask(compiled: Compiled, asked: list[list[int]], size: int, page: Sequence[int]) -> list[list[int]]:
    """The votes of *size* lines, for each answer that *compiled* gives."""
    if size <= _BLOCK:
        return _ask_block(compiled, asked, size, page)
    blocks = [
        _ask_block(compiled, [column[start : start + _BLOCK] for column in asked], min(_BLOCK, size - start), page)
        for start in range(0, size, _BLOCK)
    ]
    return [[vote for part in parts for vote in part] for parts in zip(*blocks, strict=True)]


def _ask_block(compiled: Compiled, asked: list[list[int]], size: int, page: Sequence[int]) -> list[list[int]]:
    order = sys.byteorder
    ones = int.from_bytes(array("H", (1,)) * size, order)
    guard = ones << 15
    packed = []
    for column in asked:
        if max(column) > _HIGHEST or min(column) < 0:
            column = [max(0, min(number, _HIGHEST)) for number in column]  # noqa: PLW2901
        packed.append(int.from_bytes(array("H", column), order) | guard)
    answers = []
    for total, lowest in compiled(packed, page, ones):
        lanes = array("H")
        lanes.frombytes(total.to_bytes(2 * size, order))
        answers.append([number + lowest for number in lanes])
    return answers


def choose(cues: Cues, votes: Votes) -> list[int]:
    """The lines of the main text by the votes alone: all above one half, or the best guess if that is next to nothing.

    The guess takes lines by falling vote as long as the F1 that is to be expected grows.
    """
    lengths = cues.lengths
    taken = [line for line, vote in enumerate(votes.body) if vote > 0]
    if sum(lengths[line] for line in taken) >= _FEW:
        return taken
    asked = sorted((-vote, line) for line, vote in enumerate(votes.body) if vote > _NEVER)
    hoped = [probability(-vote) * lengths[line] for vote, line in asked]
    expected = _DOUBT * sum(hoped)
    best = found = 0.0
    length = 0
    taken = []
    for (_, line), hope in zip(asked, hoped, strict=True):
        found += hope
        length += lengths[line]
        quality = 2 * found / (length + expected)
        if quality <= best:
            break
        best = quality
        taken.append(line)
    return sorted(taken)


@cache
def load_trees() -> Mapping[str, Any]:
    """The trees as data, for `explain` and for the test that they and their compiled form agree."""
    text = files("newsdump").joinpath("data/trees/votes.json").read_text(encoding="utf-8")
    data: Mapping[str, Any] = json.loads(text)
    return data


def leaf(tree: Tree, numbers: Sequence[int]) -> int:
    """The leaf of *tree* that a line with these *numbers* (its columns and then the page's) reaches."""
    while not isinstance(tree, int):
        column, threshold, below, above = tree
        tree = above if numbers[column] >= threshold else below
    return tree
