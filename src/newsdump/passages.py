"""The lines that were voted for, as passages, with columns that a second look weighs.

Where six lines and more between two lines that were voted for were not, the story is thought to end, or to be
interrupted: by a list of other stories, by a box, by pictures. The passage with the most votes is of the story. Each
other one is asked about as a whole, set against that one: the votes of single lines can't tell the teaser of another
story, with a date in front of it, from the last paragraph of this one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from newsdump.columns import LONG, VOTE_ZERO
from newsdump.cues import Cues

_APART: Final = 6
"""Passages have at least so many lines between them."""
_FAR: Final = 1_000
_MOST: Final = 30_000

PASSAGE_COLUMNS: Final = (
    "behind the main passage",
    "lines to the passage nearer to it",
    "lines to the main passage",
    "ages up to the passage nearer to it",
    "ages up to the main passage",
    "lines voted for",
    "longest line",
    "mean length",
    "mean length over the main passage's",
    "sentences",
    "size over the main passage's",
    "size of the main passage",
    "vote",
    "best vote",
    "vote of the main passage",
)
"""The columns of a passage, in the order of `of_passages`."""


def split(chosen: Sequence[int]) -> list[list[int]]:
    """The lines that were voted for, in passages.

    >>> split([3, 4, 7, 20, 21])
    [[3, 4, 7], [20, 21]]
    """
    found: list[list[int]] = []
    before = -_FAR
    for line in chosen:
        if line - before > _APART:
            found.append([])
        found[-1].append(line)
        before = line
    return found


def of_passages(cues: Cues, body: Sequence[int], found: list[list[int]]) -> tuple[int, list[list[int]]]:
    """The columns of all passages but the main one, in the order of `PASSAGE_COLUMNS`.

    Args:
        cues: what each line announces.
        body: the vote of each line for the main text.
        found: the passages, two at least.

    Returns:
        The number of the main passage, and the columns of the others in order.
    """
    lengths, stops = cues.lengths, cues.stops
    sizes = [sum([lengths[line] for line in lines]) for lines in found]
    hopes = [sum([max(0, body[line]) * lengths[line] for line in lines]) for lines in found]
    main = max(range(len(found)), key=hopes.__getitem__)
    begin, end = found[main][0], found[main][-1]
    main_mean = max(1, sizes[main] // len(found[main]))
    main_vote = _vote(_mean_vote(found[main], body, lengths, sizes[main]))
    ages = sorted(line for line in cues.ages if lengths[line] < LONG)
    rows = []
    for number, lines in enumerate(found):
        if number == main:
            continue
        first, last = lines[0], lines[-1]
        behind = number > main
        near = (found[number - 1][-1], first) if behind else (last, found[number + 1][0])
        far = (end, last) if behind else (first, begin)
        mean = sizes[number] // len(lines)
        rows.append(
            (
                int(behind),
                min(_FAR, near[1] - near[0]),
                min(_FAR, first - end if behind else begin - last),
                bisect_left(ages, near[1]) - bisect_left(ages, near[0]),
                bisect_left(ages, far[1]) - bisect_left(ages, far[0]),
                len(lines),
                max([lengths[line] for line in lines]),
                mean,
                100 * mean // main_mean,
                100 * sum([stops[line] for line in lines]) // len(lines),
                100 * sizes[number] // max(1, sizes[main]),
                min(_MOST, sizes[main]),
                _vote(_mean_vote(lines, body, lengths, sizes[number])),
                _vote(max([body[line] for line in lines])),
                main_vote,
            )
        )
    return main, [list(column) for column in zip(*rows, strict=True)]


def _mean_vote(lines: Sequence[int], body: Sequence[int], lengths: Sequence[int], size: int) -> int:
    return sum([body[line] * lengths[line] for line in lines]) // max(1, size)


def _vote(vote: int) -> int:
    return min(max(vote + VOTE_ZERO, 0), 2 * VOTE_ZERO)
