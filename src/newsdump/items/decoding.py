"""The one reading of a page that fits all of its lines best: which of them are records, and where each begins.

The best way through the states of `grammar` is found by Viterbi's method. What a line weighs for a state is the log of
the share that its classes have of it, times how far shares of that kind are to be trusted; what a step weighs was
fitted to annotated pages (`data/items/decoding.json`, `tools/fit_items.py`). Lines that have next to no share of an
item are tried as lines of no record alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import log
from operator import itemgetter
from typing import Any, Final

from attrs import frozen

from newsdump.items.grammar import BASE, FAMILIES, STATES, State, ends, follows
from newsdump.items.surroundings import CLASSES

FLOOR: Final = 0.002
"""No share counts for less: annotators and trees err."""
_QUIET: Final = 0.01
"""Lines whose shares of all item roles are less are lines of no record."""
_CERTAIN: Final = 0.95
"""A line that is so surely of no item, or of the story, is tried as nothing else."""
_LEAST: Final = log(FLOOR)
_NEVER: Final = -1e9
_BASES: Final = len(BASE)
_HUBS: Final = _BASES + len(FAMILIES)
_MANY: Final = -1
"""There is more than one hub that ways leave by."""


def classes_of(state: State) -> list[int]:
    """The classes, by index, whose shares a state has: bylines and titles are "other", sources are meta."""
    roles = {state.role}
    if state.role == "other":
        roles |= {"title", "byline"}
    if state.role == "related_meta":
        roles.add("related_source")
    return [number for number, (role, begins) in enumerate(CLASSES) if role in roles and begins == state.begins]


def is_certain(share: Sequence[float]) -> bool:
    """Whether a line is surely of no item, so that what stands above it and what stands below are read alone."""
    return share[0] > _CERTAIN or share[1] > _CERTAIN


def hub_of(state: State) -> int:
    """Where a way leaves a state for another record, or for no record: each base state, and the end of each family."""
    return BASE.index(state.role) if state.family is None else _BASES + state.family


@frozen(eq=False)
class Weights:
    """What steps and shares weigh."""

    trust: list[float]
    """By hub: what the log of a share is multiplied by."""
    bias: list[float]
    """By state."""
    hubs: list[list[float]]
    """From each hub to each base state, and to the beginnings of each family."""
    begins: list[float]
    """By state: what beginning a record with it weighs; 0 for states that begin none."""
    inside: dict[tuple[int, int], float]
    """From a state to another of the same record."""
    lone: float
    """A line outside records with such a share of a title is an item alone."""
    sole: float
    """As *lone*, on a page without other items."""


def weights_of(data: Mapping[str, Any]) -> Weights:
    """Weights as they stand in the data file."""
    return Weights(
        data["trust"],
        data["bias"],
        data["hubs"],
        data["begins"],
        {(one, other): weight for one, other, weight in data["inside"]},
        data["lone"],
        data["sole"],
    )


@cache
def load_weights() -> Weights:
    """The weights that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    return weights_of(json.loads(files("newsdump").joinpath("data/items/decoding.json").read_text(encoding="utf-8")))


@frozen(eq=False)
class _Left:
    """The best ways out of a line, by hub."""

    scores: list[float]
    states: list[int]
    """The state that each of them leaves; -1 where there is none."""


class Decoder:
    """Finds the best reading with some weights."""

    def __init__(self, weights: Weights) -> None:
        self.lone, self.sole = weights.lone, weights.sole
        self._hubs = weights.hubs
        self._from = [[origin] * len(STATES) for origin in (*range(len(STATES)), -1)]
        """For each state the way above where all are reached from that one; the last, where they are from none."""
        self._leads = [
            [max([far - near for near, far in zip(row, other, strict=True)]) for other in weights.hubs]
            for row in weights.hubs
        ]
        """So far in front of another hub no way through that one is better: mostly one hub is left to be asked."""
        sets = [tuple(classes_of(state)) for state in STATES]
        self._sums = sorted({classes for classes in sets if len(classes) > 1})
        """Classes whose shares count together; their logs stand behind those of single classes."""
        places: dict[tuple[int, ...], int] = {(number,): number for number in range(len(CLASSES))}
        places |= {classes: number for number, classes in enumerate(self._sums, len(CLASSES))}
        self._states = [
            (number, weights.trust[hub_of(state)], weights.bias[number], places[sets[number]])
            for number, state in enumerate(STATES)
        ]
        self._bases = self._states[:_BASES]
        kinds = [*dict.fromkeys([family.of for family in FAMILIES])]
        self._kinds = [
            [number for number, (role, _) in enumerate(CLASSES) if role.startswith(of) and role != "related_heading"]
            for of in kinds
        ]
        """The classes whose shares tell whether a line may be of a kind of record at all."""
        self._families = [
            (
                _BASES + number,
                [
                    (*self._states[place], weights.begins[place])
                    for place, state in enumerate(STATES)
                    if state.family == number and state.begins
                ],
                [
                    (
                        *self._states[place],
                        [
                            (other, weights.inside[other, place])
                            for other, one in enumerate(STATES)
                            if follows(one, state)
                        ],
                    )
                    for place, state in enumerate(STATES)
                    if state.family == number and not state.begins
                ],
                [place for place, state in enumerate(STATES) if state.family == number and ends(state)],
                kinds.index(family.of),
            )
            for number, family in enumerate(FAMILIES)
        ]

    def __call__(self, shares: Sequence[Sequence[float]]) -> list[int]:
        """The state of each line (an index of `STATES`).

        Args:
            shares: for each line the share (0 to 1) of each class.
        """
        if not shares:
            return []
        size = len(STATES)
        scores = [_NEVER] * size
        best, hub, origin = 0.0, 0, -1  # as if a line of no record stood above
        left = _Left([], [])
        ways: list[list[int]] = []
        active: list[bool] = [False] * len(FAMILIES)
        for share in shares:
            if is_certain(share):  # most lines of most pages
                state, trust, bias, place = self._bases[0 if share[0] > _CERTAIN else 1]
                if hub == _MANY:
                    best, origin = self._entry(left, state)
                else:
                    best += self._hubs[hub][state]
                best = best + bias + trust * log(self._total(share, place))
                ways.append(self._from[origin])
                hub = origin = state
                continue
            if hub == _MANY:
                entries, origins = self._entries(left)
            else:
                entries, origins = [best + weight for weight in self._hubs[hub]], self._from[origin]
                active = [False] * len(FAMILIES)
            hub = _MANY
            scores, way, left = self._step(share, entries, origins, scores, active)
            ways.append(way)
        state = max(zip(left.scores, left.states, strict=True), key=itemgetter(0))[1] if hub == _MANY else origin
        path = [state]
        for way in reversed(ways[1:]):
            state = way[state]
            path.append(state)
        return path[::-1]

    def _step(
        self,
        share: Sequence[float],
        entries: list[float],
        origins: list[int],
        scores: list[float],
        active: list[bool],
    ) -> tuple[list[float], list[int], _Left]:
        """How well a line fits each state, the state above that this takes, and the best ways on.

        Args:
            share: the share of each class.
            entries: how well the lines above fit what enters by each hub.
            origins: the states that these ways come from.
            scores: how well the line above fits each state.
            active: for each family whether the line above may be of it; then whether this line may.
        """
        size = len(STATES)
        reached = [_NEVER] * size
        way = [-1] * size
        logs = self._logs(share)
        for state, trust, bias, place in self._bases:
            reached[state] = entries[state] + bias + trust * logs[place]
            way[state] = origins[state]
        left_scores, left_states = reached[:_BASES], [*range(_BASES)]
        is_quiet = [sum([share[one] for one in classes]) < _QUIET for classes in self._kinds]
        for number, (hub, openings, others, closings, kind) in enumerate(self._families):
            if is_quiet[kind]:
                active[number] = False
                left_scores.append(_NEVER)
                left_states.append(-1)
                continue
            entry, origin = entries[hub], origins[hub]
            for state, trust, bias, place, begin in openings:
                reached[state] = entry + begin + bias + trust * logs[place]
                way[state] = origin
            if active[number]:
                for state, trust, bias, place, before in others:
                    best = _NEVER
                    for other, weight in before:
                        score = scores[other] + weight
                        if score > best:
                            best, way[state] = score, other
                    if best > _NEVER:
                        reached[state] = best + bias + trust * logs[place]
            active[number] = True
            last = closings[0]
            for state in closings:
                if reached[state] > reached[last]:
                    last = state
            left_scores.append(reached[last])
            left_states.append(last)
        return reached, way, _Left(left_scores, left_states)

    def _entry(self, left: _Left, hub: int) -> tuple[float, int]:
        """The best way into one hub, and the state that it leaves."""
        return max(
            [
                (score + row[hub], origin)
                for score, origin, row in zip(left.scores, left.states, self._hubs, strict=True)
            ]
        )

    def _entries(self, left: _Left) -> tuple[list[float], list[int]]:
        """For each hub the best way into it and the state that this leaves, given those out of the line above."""
        most = max(left.scores)
        leads = self._leads[left.scores.index(most)]
        entries: list[float] = []
        origins: list[int] = []
        for score, origin, row, lead in zip(left.scores, left.states, self._hubs, leads, strict=True):
            if most - score > lead:
                continue
            if not entries:
                entries = [score + weight for weight in row]
                origins = [origin] * _HUBS
                continue
            for hub, weight in enumerate(row):
                one = score + weight
                if one > entries[hub] or (one == entries[hub] and origin > origins[hub]):
                    entries[hub], origins[hub] = one, origin
        return entries, origins

    def _logs(self, share: Sequence[float]) -> list[float]:
        """The logs of a line's shares, by class and then by those that count together."""
        places = range(len(CLASSES), len(CLASSES) + len(self._sums))
        totals = [*share, *[self._total(share, place) for place in places]]
        return [log(total) if total > FLOOR else _LEAST for total in totals]

    def _total(self, share: Sequence[float], place: int) -> float:
        size = len(CLASSES)
        return share[place] if place < size else sum([share[one] for one in self._sums[place - size]])


@frozen(eq=False)
class Record:
    """A record as decoded: its lines with the role of each."""

    family: int
    """An index of `FAMILIES`."""
    lines: list[tuple[int, str]]


def records_of(path: Sequence[int]) -> list[list[Record]]:
    """The records of a reading, those that stand one below the other and are of one family together."""
    groups: list[list[Record]] = []
    before: int | None = None
    for line, number in enumerate(path):
        state = STATES[number]
        if state.family is None:
            before = None
            continue
        if state.begins:
            record = Record(state.family, [(line, state.role)])
            if before == state.family:
                groups[-1].append(record)
            else:
                groups.append([record])
        else:
            groups[-1][-1].lines.append((line, state.role))
        before = state.family
    return groups
