"""The short lines near the story, set against the long lines around them: columns as in `newsdump.columns`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from newsdump.columns import AGE, FAR, VOTE_ZERO, Setting
from newsdump.lexicon import Marker

SHORT_COLUMNS: Final = (
    "smaller vote",
    "larger vote",
    "second vote above",
    "second vote below",
    "short lines together",
    "markers together",
    "length together",
    "story after",
    "lines until long",
    "length",
    "ends like a sentence",
    "copies",
    "announces",
)
"""The columns of a short line, in the order of `of_short`."""

_NEAR: Final = -192
"""A short line is asked about if the long line above or below it has at least this vote."""
_REACH: Final = 8
"""As many short lines are asked about where only the long line on one side has such a vote."""
_WIDEST: Final = 120
_ASIDE: Final = ~(AGE | Marker.BYLINE | Marker.AGENCY | Marker.CONNECTOR | Marker.THREAD)


def _near_story(setting: Setting, votes: Sequence[int]) -> list[tuple[int, int, int]]:
    """The stretches of short lines that may belong to the story.

    Returns:
        For each stretch the number of long lines in front, its first line and the line behind it.
    """
    stretches = []
    above, start = -VOTE_ZERO, 0
    longs = [*setting.longs, len(setting.lengths)]
    for place, (line, vote) in enumerate(zip(longs, [*votes, -VOTE_ZERO], strict=True)):
        if line > start and (above >= _NEAR or vote >= _NEAR):
            if vote < _NEAR:
                stretches.append((place, start, min(line, start + _REACH)))
            elif above < _NEAR:
                stretches.append((place, max(start, line - _REACH), line))
            elif line - start <= _WIDEST:
                stretches.append((place, start, line))
        above, start = vote, line + 1
    return stretches


def of_short(setting: Setting, votes: Sequence[int]) -> tuple[list[int], list[list[int]]]:
    """The short lines near the story, and their columns in the order of `SHORT_COLUMNS`.

    Args:
        setting: the page.
        votes: the votes of its long lines for body.
    """
    longs, lengths, marks = setting.longs, setting.lengths, setting.marks
    texts, stops = setting.lines.texts, setting.cues.stops
    size = len(lengths)
    shifted = [0, 0, *(min(max(vote + VOTE_ZERO, 1), 2 * VOTE_ZERO) for vote in votes), 0, 0]
    story = [0, *accumulate(lengths[line] if vote > 0 else 0 for line, vote in zip(longs, votes, strict=True))]
    total = max(1, story[-1])
    chosen: list[int] = []
    shared: list[tuple[int, ...]] = []
    until: list[int] = []
    for place, first, after in _near_story(setting, votes):
        above, below = shifted[place + 1], shifted[place + 2]
        start = longs[place - 1] + 1 if place else 0
        end = longs[place] if place < len(longs) else size
        width = after - first
        together = (
            min(above, below),
            max(above, below),
            shifted[place],
            shifted[place + 3],
            min(end - start, FAR),
            sum([1 for mark in marks[first:after] if mark & _ASIDE]),
            sum(lengths[first:after]) // width,
            1000 * (story[-1] - story[place]) // total,
        )
        shared.extend([together] * width)
        chosen.extend(range(first, after))
        until.extend(range(width, 0, -1))
    if not chosen:
        return [], []
    counts = setting.counts
    columns = [
        *(list(column) for column in zip(*shared, strict=True)),
        until,
        [lengths[line] for line in chosen],
        [stops[line] for line in chosen],
        [counts[texts[line]] for line in chosen],
        [1 if marks[line] & _ASIDE else 0 for line in chosen],
    ]
    return chosen, columns
