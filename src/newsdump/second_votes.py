"""A second vote on each line of a whole page: its first vote and its roles, beside those of the lines around it.

The first votes know lines and their lengths, the roles what repeats and what lines say. Small trees weigh both,
with what stands between a line and the next ones that are surely of the story (a heading of comments or of a list, a
title, a byline), where in the story it stands, how lines of its form and of its block were voted for, and whether it
shares the story's words.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, pairwise
from math import log
from operator import mul
from typing import Any, Final

from newsdump import cohesion, trees
from newsdump.items import Reader, Reading
from newsdump.items.grammar import STATES
from newsdump.items.surroundings import CLASSES, COMMENT, RELATED

SECOND_COLUMNS: Final = (
    "vote",
    "body share",
    "both",
    "both above",
    "both below",
    "body share above",
    "body share below",
    "length",
    "ends like a sentence",
    "announces",
    "age",
    "blank rows",
    "sign",
    "copies",
    "lines since the story",
    "lines until the story",
    "decoded",
    "related heading since",
    "comments heading since",
    "title since",
    "comment since",
    "related since",
    "related heading until",
    "title until",
    "byline until",
    "story above",
    "story below",
    "story",
    "share of the story",
    "vote of its block",
    "lines of its block",
    "vote of its form",
    "lines of its form",
    "end",
    "sentences",
    "quote",
    *cohesion.COLUMNS,
)
"""The columns of a line, in the order of `columns`."""

_LOUDEST: Final = 4.0
"""Roles are not surer than that, in log odds."""
_FAINT: Final = 0.001
_LOWEST: Final = -600
"""Votes against a line are not surer than that."""
_BASE: Final = 1_200
"""Makes a vote and a role together a number that is never negative."""
_SURE: Final = 177
"""Lines with so much, four to one, are surely of the story; with so little, they surely are not."""
_FAR: Final = 60
_LONG: Final = 1_000
_FEW: Final = 4
_STEPS: Final = 250
"""Shares are told in so many steps."""
_STORY_MOST: Final = 30_000
_BLOCK_MOST: Final = 30
_ALIKE_MOST: Final = 50
_ALIKE_PRIOR: Final = 1_000
"""Lines of no other one's form are thought to have this vote."""
_LENGTHS: Final = (60, 160)
"""Lines of one form are alike in which of these they reach."""
_SENTENCES_MOST: Final = 20
_ENDS: Final = {
    **dict.fromkeys(".。।", 1),
    **dict.fromkeys(":：", 2),
    **dict.fromkeys(",，、", 3),
    "…": 4,
    **dict.fromkeys("?？", 5),
    **dict.fromkeys("!！", 6),
    **dict.fromkeys("\"'”’»“)）」", 7),
}
_QUOTES: Final = frozenset("\"'“„«‘「—–")
_HEADS: Final = ("comments_heading", "comments_state")
_PLACES: Final = {
    name: [number for number, (role, _) in enumerate(CLASSES) if role in roles]
    for name, roles in (
        ("related heading", ("related_heading",)),
        ("comments heading", _HEADS),
        ("title", ("title",)),
        ("byline", ("byline",)),
        ("comment", COMMENT),
        ("related", RELATED),
    )
}
_SINCE: Final = ("related heading", "comments heading", "title", "comment", "related")
_UNTIL: Final = ("related heading", "title", "byline")
_DECODED: Final = {"body": 0, "other": 1, **dict.fromkeys(("related_heading", *RELATED), 2)}
_DECODED_COMMENT: Final = 3
_DECODED_HEADER: Final = {"title": 4, "byline": 4}


def both(vote: int, share: float) -> int:
    """A vote for the story, and the share of that role, as one vote.

    >>> both(128, 0.5), both(-1024, 0.001)
    (128, -1112)
    """
    odds = log((share + _FAINT) / (1 - share + _FAINT))
    return max(vote, _LOWEST) + round(trees.UNIT * max(-_LOUDEST, min(_LOUDEST, odds)))


def columns(reader: Reader, body: Sequence[int], reading: Reading) -> list[list[int]]:
    """The columns of all lines, in the order of `SECOND_COLUMNS`.

    Args:
        reader: the page's lines with what each announces.
        body: the first vote of each line.
        reading: their roles.
    """
    lines, cues = reader.lines, reader.cues
    size = len(body)
    if not size:
        return [[] for _ in SECOND_COLUMNS]
    shares = reading.of_role("body")
    steps = _steps(shares)
    said = [both(vote, share) for vote, share in zip(body, shares, strict=True)]
    sure = [one > _SURE for one in said]
    told = [one + _BASE for one in said]
    other = [one < -_SURE for one in said]
    lengths = [min(_LONG, length) for length in cues.lengths]
    copies = Counter(lines.texts)
    of_class = [*zip(*reading.shares, strict=True)]
    heard = {
        name: _steps(of_class[places[0]])
        if len(places) == 1
        else _steps(map(sum, zip(*[of_class[place] for place in places], strict=True)))
        for name, places in _PLACES.items()
    }
    return [
        [max(vote, _LOWEST) - _LOWEST for vote in body],
        steps,
        told,
        [0, *told][:size],
        [*told, 0][1:],
        [0, *steps][:size],
        [*steps, 0][1:],
        lengths,
        [int(stop) for stop in cues.stops],
        [int(marker != 0) for marker in cues.markers],
        [int(line in cues.ages) for line in range(size)],
        [min(_FEW, gap) for gap in lines.gaps[:size]],
        [int(bool(sign)) for sign in lines.signs],
        [min(_FEW, copies[text]) for text in lines.texts],
        _lines_since(sure),
        _lines_since(sure[::-1])[::-1],
        [*map(_decoded().__getitem__, reading.path)],
        *(_most_since(heard[name], sure) for name in _SINCE),
        *(_most_since(heard[name][::-1], sure[::-1])[::-1] for name in _UNTIL),
        *_of_story(said, lengths),
        *_of_blocks(told, lengths, lines.gaps),
        *_of_forms(reader, told),
        [_ENDS.get(text[-1], 0) for text in lines.texts],
        [min(_SENTENCES_MOST, text.count(". ") + text.count("。")) for text in lines.texts],
        [int(text[0] in _QUOTES) for text in lines.texts],
        *cohesion.columns(lines.texts, sure, other, max(range(size), key=heard["title"].__getitem__)),
    ]


def _of_story(said: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    """How much of the story is to be expected above each line and below it, in all, and of it, in shares of 1,000."""
    hopes = [trees.probability(one) * length for one, length in zip(said, lengths, strict=True)]
    ends = [*accumulate(hopes)]
    story = max(1.0, ends[-1])
    return [
        [int(1_000 * (end - hope) / story) for end, hope in zip(ends, hopes, strict=True)],
        [int(1_000 * (ends[-1] - end) / story) for end in ends],
        [min(_STORY_MOST, int(story))] * len(said),
        [int(1_000 * hope / story) for hope in hopes],
    ]


def _of_blocks(told: Sequence[int], lengths: Sequence[int], gaps: Sequence[int]) -> list[list[int]]:
    """The mean vote of the lines between two blank rows, and how many there are.

    >>> _of_blocks([1000, 1200, 900], [100, 100, 100], [0, 0, 1])
    [[1100, 1100, 900], [2, 2, 1]]
    """
    size = len(told)
    starts = [line for line in range(size) if not line or gaps[line]]
    votes = [0, *accumulate(map(mul, told, lengths))]
    weights = [0, *accumulate(lengths)]
    mean: list[int] = []
    count: list[int] = []
    for first, after in pairwise([*starts, size]):
        many = after - first
        mean += [(votes[after] - votes[first]) // max(1, weights[after] - weights[first])] * many
        count += [min(_BLOCK_MOST, many)] * many
    return [mean, count]


def _of_forms(reader: Reader, told: Sequence[int]) -> list[list[int]]:
    """The mean vote of the other lines that look as a line does, and how many look so."""
    lines, cues = reader.lines, reader.cues
    least, more = _LENGTHS
    forms = [
        (sign[:1], min(_FEW, gap), stop, (length >= least) + (length >= more))
        for sign, gap, stop, length in zip(lines.signs, lines.gaps, cues.stops, cues.lengths, strict=False)
    ]
    counts = Counter(forms)
    sums = dict.fromkeys(counts, _ALIKE_PRIOR)
    for form, vote in zip(forms, told, strict=True):
        sums[form] += vote
    return [
        [(sums[form] - vote) // counts[form] for form, vote in zip(forms, told, strict=True)],
        [min(_ALIKE_MOST, counts[form]) for form in forms],
    ]


def _steps(shares: Iterable[float]) -> list[int]:
    return [int(_STEPS * share + 0.5) for share in shares]


@cache
def _decoded() -> list[int]:
    """For each state that a line is decoded to the number of its kind."""
    kinds = _DECODED | _DECODED_HEADER
    return [kinds.get(state.role, _DECODED_COMMENT) for state in STATES]


def _lines_since(sure: Sequence[bool]) -> list[int]:
    """For each line how far above it the last one stands that is surely of the story.

    >>> _lines_since([False, True, False, False])
    [60, 60, 1, 2]
    """
    found = []
    far = _FAR
    for one in sure:
        found.append(min(far, _FAR))
        far = 1 if one else far + 1
    return found


def _most_since(shares: Sequence[int], sure: Sequence[bool]) -> list[int]:
    """For each line the highest share from the last line above it on that is surely of the story, its own among them.

    >>> _most_since([5, 1, 3, 2], [False, True, False, False])
    [5, 5, 3, 3]
    """
    found = []
    most = 0
    for share, above in zip(shares, chain((False,), sure), strict=False):
        most = share if above else max(most, share)
        found.append(most)
    return found


def votes(
    reader: Reader,
    body: Sequence[int],
    reading: Reading,
    again: trees.VotesFor | None = None,
) -> list[int]:
    """The second vote of each line, as log odds in steps of 1/128.

    Args:
        reader: the page's lines with what each announces.
        body: the first vote of each line.
        reading: their roles.
        again: gives the votes of lines for their columns; the shipped trees if None.
    """
    if not body:
        return []
    asked = columns(reader, body, reading)
    said = again(asked) if again is not None else _asked(asked)
    return [max(trees.NEVER, min(-trees.NEVER, vote)) for vote in said]


def _asked(asked: list[list[int]]) -> list[int]:
    from newsdump import _second_trees  # takes a while to load, and is needed once a page is read

    return trees.ask(_second_trees.line_body, trees.pack(asked, len(asked[0])), ())


@cache
def load_trees() -> Mapping[str, Any]:
    """The trees as data, for the test that they and their compiled form agree."""
    from importlib.resources import files  # slow to import

    text = files("newsdump").joinpath("data/trees/second.json").read_text(encoding="utf-8")
    data: Mapping[str, Any] = json.loads(text)
    return data
