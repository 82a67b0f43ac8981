"""What small boosted trees make of the columns: for every line a vote for the body of the story, and one for comments.

The trees are data (`data/trees/votes.json`: whole numbers, with what they were fitted on). They are read in a compiled
form, the generated module `newsdump._trees`, that asks all lines of a page at once: the numbers of a column stand
side by side in one large integer, 16 bits a line, so that one subtraction compares every line with a threshold, one
`&` follows a branch for all of them, and what leaves add to the votes is multiplied once for all that add as much.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from struct import Struct
from struct import error as StructError  # noqa: N812 - a class by a lower name
from types import ModuleType
from typing import Any, Final

from attrs import frozen

from newsdump import columns, passages, short_columns
from newsdump.cues import Cues
from newsdump.lines import Lines

UNIT: Final = 128
"""Votes are log odds in steps of 1/128."""
_MOST_LINES: Final = 256
"""As many lines are asked at once at most: the time a page takes stays proportional to its lines."""
NEVER: Final = -columns.VOTE_ZERO
_FEW: Final = 180
"""With fewer characters voted for, the best guess is taken in their place."""
_DOUBT: Final = 0.8
_ANOTHER_STORY: Final = -52
"""A passage with a lower vote is left out: four in ten would be of the story."""

VotesFor = Callable[[list[list[int]]], Sequence[int]]
"""Gives the votes of lines, or of passages, for their columns."""
Tree = int | list[Any]
"""A leaf, or a column, a threshold, the tree for numbers below it and the tree for the others."""


@frozen(eq=False)
class Votes:
    """What the trees say of each line, as log odds in steps of 1/128; above 0 is more likely than not."""

    body: list[int]
    """That the line belongs to the main text."""
    comment: list[int]
    """That the line belongs to a reader's comment."""
    look: VotesFor | None = None
    """Gives the votes of passages for their columns; the shipped trees if None."""
    again: VotesFor | None = None
    """Gives the second votes of lines (`newsdump.second_votes`) for their columns; the shipped trees if None."""


def vote_of(probability: float) -> int:
    """The vote that says *probability*, which is more than 0 and less than 1.

    >>> vote_of(0.5), vote_of(0.88)
    (0, 255)
    """
    return round(UNIT * math.log(probability / (1 - probability)))


def held_against(votes: Sequence[int], needed: int) -> list[int]:
    """*votes* so that 0 stands where *needed* stood, cut to what is beyond doubt.

    >>> held_against([0, 300, NEVER], 256)
    [-256, 44, -1024]
    """
    if not needed:
        return [*votes]
    return [max(NEVER, min(-NEVER, vote - needed)) for vote in votes]


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
    body = [NEVER] * size
    comment = [NEVER] * size
    longs = setting.longs
    if longs:
        page = columns.of_page(setting)
        asked = pack(columns.of_long(setting), len(longs))
        long_body = ask(_compiled().long_body, asked, page)
        for line, vote in zip(longs, long_body, strict=True):
            body[line] = vote
        chosen, answers = short_columns.of_short(setting, long_body)
        if chosen:
            for line, vote in zip(chosen, ask(_compiled().short_body, pack(answers, len(chosen)), page), strict=True):
                body[line] = vote
        if columns.has_comment_words(setting):
            _carry(longs, ask(_compiled().long_comment, asked, page), comment)
    return Votes(body, comment)


def _carry(longs: Sequence[int], votes: Sequence[int], into: list[int]) -> None:
    """Long lines have their own votes; short lines between two of them are comment as far as both are."""
    before, above = -1, NEVER
    for line, vote in zip(longs, votes, strict=True):
        into[line] = vote
        if line - before > 1:
            into[before + 1 : line] = [min(above, vote)] * (line - before - 1)
        before, above = line, vote


Compiled = Callable[[list[int], Sequence[int], int], int]


@frozen(eq=False)
class Block:
    """The columns of up to 256 lines, each as one integer of 16 bits a line whose highest bit is set."""

    columns: list[int]
    ones: int
    size: int


def pack(asked: list[list[int]], size: int) -> list[Block]:
    """Columns of *size* numbers from 0 to `columns.HIGHEST` (higher ones are cut) as blocks."""
    order = sys.byteorder
    blocks = []
    for start in range(0, size, _MOST_LINES):
        count = min(_MOST_LINES, size - start)
        lanes = Struct(f"={count}h")
        ones = int.from_bytes(lanes.pack(*(1,) * count), order)
        guard = ones << 15
        packed = []
        for column in asked:
            part = column if count == size else column[start : start + count]
            try:
                raw = lanes.pack(*part)
            except StructError:
                raw = lanes.pack(*(min(number, columns.HIGHEST) for number in part))
            packed.append(int.from_bytes(raw, order) | guard)
        blocks.append(Block(packed, ones, count))
    return blocks


def ask(compiled: Compiled, blocks: list[Block], page: Sequence[int]) -> list[int]:
    """The votes of all lines."""
    votes: list[int] = []
    zero = _compiled().ZERO
    for block in blocks:
        raw = compiled(block.columns, page, block.ones).to_bytes(2 * block.size, sys.byteorder)
        votes.extend([vote - zero for vote in Struct(f"={block.size}H").unpack(raw)])
    return votes


def choose(cues: Cues, body: Sequence[int], look: VotesFor | None = None) -> list[int]:
    """The lines of the main text by the votes alone: all above one half, or the best guess if that is next to nothing.

    What stands apart from the rest gets a second look, passage by passage.

    Args:
        cues: what each line announces.
        body: the vote of each line for the main text.
        look: gives the votes of passages for their columns; the shipped trees if None.
    """
    taken = [line for line, vote in enumerate(body) if vote > 0]
    if sum([cues.lengths[line] for line in taken]) < _FEW:
        return _guess(cues, body)
    return [line for lines, vote in look_again(cues, body, taken, look) if vote >= _ANOTHER_STORY for line in lines]


def look_again(
    cues: Cues, body: Sequence[int], taken: Sequence[int], look: VotesFor | None = None
) -> list[tuple[list[int], int]]:
    """The passages of the lines *taken* by their votes, each with its own vote; the main one is beyond doubt."""
    found = passages.split(taken)
    if len(found) < 2:
        return [(lines, columns.VOTE_ZERO) for lines in found]
    main, asked = passages.of_passages(cues, body, found)
    said = [*(look or _passage_votes)(asked)]
    said.insert(main, columns.VOTE_ZERO)
    return list(zip(found, said, strict=True))


def _passage_votes(asked: list[list[int]]) -> list[int]:
    return ask(_compiled().passage_body, pack(asked, len(asked[0])), ())


def _guess(cues: Cues, body: Sequence[int]) -> list[int]:
    """Lines by falling vote, as long as the F1 that is to be expected grows."""
    lengths = cues.lengths
    asked = sorted((-vote, line) for line, vote in enumerate(body) if vote > NEVER)
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
def _compiled() -> ModuleType:
    """The compiled form; imported when the first page is read, for it takes a while to load."""
    from newsdump import _trees

    return _trees


@cache
def load_trees() -> Mapping[str, Any]:
    """The trees as data, for `explain` and for the test that they and their compiled form agree."""
    from importlib.resources import files  # slow to import, and read only where a vote is explained

    text = files("newsdump").joinpath("data/trees/votes.json").read_text(encoding="utf-8")
    data: Mapping[str, Any] = json.loads(text)
    return data


def leaf(tree: Tree, numbers: Sequence[int]) -> int:
    """The leaf of *tree* that a line with these *numbers* (its columns and then the page's) reaches."""
    while not isinstance(tree, int):
        column, threshold, below, above = tree
        tree = above if numbers[column] >= threshold else below
    return tree


@frozen
class Reason:
    """What one class of cues did to a line's vote for body."""

    about: str
    """The class, in words: one of `columns.REASONS`."""
    weight: int
    """What it added to the vote, or took from it."""


def reasons(lines: Lines, cues: Cues, line: int) -> tuple[Reason, ...]:
    """Why *line* has its vote for body: the paths through all trees, added up by class of cues.

    The weights and the vote of a line that nothing is known of add up to the line's vote. A short line far from the
    story is not asked about, and has no reasons.

    Returns:
        The reasons, the weightiest first.
    """
    setting = columns.survey(lines, cues)
    page = columns.of_page(setting)
    longs = setting.longs
    asked = columns.of_long(setting) if longs else []
    if line in longs:
        kind, place = "long", longs.index(line)
    else:
        heard = ask(_compiled().long_body, pack(asked, len(longs)), page) if longs else []
        chosen, asked = short_columns.of_short(setting, heard)
        if line not in chosen:
            return ()
        kind, place = "short", chosen.index(line)
    names = load_trees()["columns"]
    numbers = [min(column[place], columns.HIGHEST) for column in asked] + page
    about = {name: reason for reason, members in columns.REASONS.items() for name in members}
    subjects = [about[name] for name in (*names[kind], *names["page"])]
    weights: dict[str, float] = {}
    for tree in load_trees()["questions"][f"{kind}_body"]["trees"]:
        for column, weight in _path(tree, numbers):
            weights[subjects[column]] = weights.get(subjects[column], 0.0) + weight
    found = [Reason(subject, round(weight)) for subject, weight in weights.items()]
    return tuple(sorted(found, key=lambda reason: (-abs(reason.weight), reason.about)))


def _path(tree: Tree, numbers: Sequence[int]) -> list[tuple[int, float]]:
    """For each branch on the way to the leaf its column, and how far it moved the mean of the leaves ahead."""
    steps = []
    mean = mean_leaf(tree)
    while not isinstance(tree, int):
        column, threshold, below, above = tree
        tree = above if numbers[column] >= threshold else below
        ahead = mean_leaf(tree)
        steps.append((column, ahead - mean))
        mean = ahead
    return steps


def mean_leaf(tree: Tree) -> float:
    """The mean of the leaves, each side of a branch counting half: what is expected before anything is asked."""
    return tree if isinstance(tree, int) else (mean_leaf(tree[2]) + mean_leaf(tree[3])) / 2
