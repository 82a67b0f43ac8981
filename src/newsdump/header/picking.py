"""Which of the names that were found are taken for the writers: the best one, and those that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Final

from attrs import frozen

from newsdump.header.names import Sign
from newsdump.header.writers import NameCandidate
from newsdump.lexicon import Label

_ASKED: Final = 20
_REACH: Final = 3
"""So many lines from the first writer the others stand at most."""
_JOINING: Final = frozenset((Sign.JOINER, Sign.COMMA))
_JOINT: Final = 8
"""So many characters stand between two names that are joined, at most."""
_JOINED_LINES: Final = 2


@frozen
class Bars:
    """From which score on a name is a writer's."""

    first: int
    """The best one."""
    more: int
    """Others near it, on lines of their own."""
    joined: int
    """Those that are joined to one that was chosen: "A, B and C"."""
    labelled: int
    """Those that are joined to one behind the same label: "Authors: A and B"."""


def pick(found: Sequence[NameCandidate], scores: Sequence[int], bars: Bars) -> list[int]:
    """The candidates that are the writers, by their places in *found*, in page order.

    Args:
        found: the candidates.
        scores: what each scores.
        bars: what they have to score.
    """
    order = sorted(range(len(found)), key=lambda place: (-scores[place], place))[:_ASKED]
    if not order or scores[order[0]] < bars.first:
        return []
    chosen = [order[0]]
    waiting = order[1:]
    while waiting:
        joined = [(place, min([_bar_of(found[place], found[other], bars) for other in chosen])) for place in waiting]
        taken = next(
            (place for place, bar in joined if scores[place] >= bar and _is_another(found, place, chosen)), None
        )
        if taken is None:
            taken_lines = {found[other].line for other in chosen}  # beside a writer stands the paper, or a category
            near = (
                place
                for place in waiting
                if abs(found[place].line - found[chosen[0]].line) <= _REACH and found[place].line not in taken_lines
            )
            taken = next(
                (place for place in near if scores[place] >= bars.more and _is_another(found, place, chosen)), None
            )
        if taken is None:
            break
        chosen.append(taken)
        waiting.remove(taken)
    return sorted(chosen, key=lambda place: (found[place].line, found[place].piece.start))


def _is_another(found: Sequence[NameCandidate], place: int, chosen: Sequence[int]) -> bool:
    """Whether a name is neither one of those *chosen*, nor a part of one, nor in its place."""
    words = frozenset(found[place].text.casefold().split())
    for other in chosen:
        said = frozenset(found[other].text.casefold().split())
        if words <= said or said <= words or _overlap(found[place], found[other]):
            return False
    return True


def _bar_of(one: NameCandidate, other: NameCandidate, bars: Bars) -> float:
    """What a name has to score beside another one that was chosen, if they are joined."""
    bar = float(bars.joined) if _are_joined(one, other) else inf
    return min(bar, bars.labelled) if _share_label(one, other) else bar


def _share_label(one: NameCandidate, other: NameCandidate) -> bool:
    """Whether both stand in the list of names behind one label."""
    first, second = sorted((one.piece, other.piece), key=lambda piece: piece.start)
    return (
        one.line == other.line
        and bool(first.label & second.label & Label.WRITER)
        and first.nth < second.nth
        and second.before == Sign.JOINER
        and 0 < second.start - first.end <= _JOINT
    )


def _are_joined(one: NameCandidate, other: NameCandidate) -> bool:
    """Whether two full names follow one another, with nothing but a comma or "and" between them."""
    first, second = sorted((one, other), key=lambda each: (each.line, each.piece.start))
    if one.likeness < 1 or other.likeness < 1 or " " not in one.text or " " not in other.text:
        return False
    if first.line == second.line:
        return second.piece.before in _JOINING and 0 < second.piece.start - first.piece.end <= _JOINT
    return second.line - first.line <= _JOINED_LINES and first.alone and second.alone


def _overlap(one: NameCandidate, other: NameCandidate) -> bool:
    return one.line == other.line and one.piece.start < other.piece.end and other.piece.start < one.piece.end
