"""The weights of the decoding, fitted to the second roles of annotated pages by maximum likelihood with a margin.

The states of a page's lines are a chain (a conditional random field): its gradient is what is expected of the way that
agrees with the annotation, less what is expected of any way, where lines that disagree are made likelier by *margin*,
so that right ways must win by that much.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from item_labels import Sheet
from newsdump.items.decoding import FLOOR, classes_of, hub_of
from newsdump.items.grammar import BASE, FAMILIES, STATES, ends, follows
from newsdump.items.surroundings import CLASSES

Reals = NDArray[np.float64]

_OFF: Final = -15.0
"""What a state weighs that disagrees with the annotation, where ways are to agree with it."""
_LONE: Final = {"lone": 0.6, "sole": 0.85}
"""The best of .5 to .8, and of .75 to .9, by related items of sites left out (docs/explanation/items.md)."""
_BASES: Final = len(BASE)
_HUBS: Final = _BASES + len(FAMILIES)


class _Chain:
    """The steps between states, and which parameter each of them has."""

    def __init__(self) -> None:
        self.start: list[float] = []
        self.trust = [self._parameter(0.8) for _ in range(_HUBS)]
        self.bias = [self._parameter(0.0) for _ in STATES]
        self.begins = {number: self._parameter(-0.5) for number, state in enumerate(STATES) if state.begins}
        self.hubs = [[self._parameter(self._of_hub(one, other)) for other in range(_HUBS)] for one in range(_HUBS)]
        self.inside: dict[tuple[int, int], int] = {}
        steps = []
        for one, state in enumerate(STATES):
            for other, following in enumerate(STATES):
                if follows(state, following):
                    self.inside[one, other] = self._parameter(-1.0)
                    steps.append((one, other, self.inside[one, other], -1))
                if ends(state) and (following.family is None or following.begins):
                    hub = self.hubs[hub_of(state)][hub_of(following)]
                    steps.append((one, other, hub, self.begins.get(other, -1)))
        self.steps = np.array(steps, np.int64)
        self.hub_of_state = np.array([self.trust[hub_of(state)] for state in STATES])
        self.from_start = np.array([state.family is None or state.begins for state in STATES], float)
        self.to_end = np.array([ends(state) for state in STATES], float)

    def _parameter(self, start: float) -> int:
        self.start.append(start)
        return len(self.start) - 1

    @staticmethod
    def _of_hub(one: int, other: int) -> float:
        if other < _BASES:
            return -1.0 if other < 2 else -3.0
        return -0.5 if one == other else -4.0

    def costs(self, weights: Reals) -> Reals:
        """What each step weighs."""
        second = self.steps[:, 3]
        found: Reals = weights[self.steps[:, 2]] + np.where(second >= 0, weights[np.maximum(second, 0)], 0)
        return found


def logs_of(shares: NDArray[np.float32]) -> Reals:
    """The log of the share that each line has of each state."""
    return np.stack([np.log(np.maximum(shares[:, classes_of(state)].sum(1), FLOOR)) for state in STATES], 1)


def fit(
    sheets: list[Sheet],
    classes: list[NDArray[np.int64]],
    shares: list[NDArray[np.float32]],
    *,
    margin: float = 2.0,
    rounds: int = 60,
    ridge: float = 0.5,
) -> dict[str, Any]:
    """The weights as they stand in the data file."""
    chain = _Chain()
    pages = [page for page, sheet in enumerate(sheets) if len(sheet.shapes) > 1]
    edges = np.cumsum([0, *(len(sheets[page].shapes) for page in pages)])
    logs = np.concatenate([logs_of(shares[page]) for page in pages])
    agreeing = np.zeros((len(CLASSES), len(STATES)), bool)
    for number, state in enumerate(STATES):
        agreeing[classes_of(state), number] = True
    agrees = agreeing[np.concatenate([classes[page] for page in pages])]
    agrees[np.concatenate([sheets[page].labels.weights for page in pages]) == 0] = True
    start = np.array(chain.start)
    weights = start.copy()
    slope, square = np.zeros(len(start)), np.zeros(len(start))
    bias = np.array(chain.bias)
    one, other = chain.steps[:, 0], chain.steps[:, 1]
    for turn in range(1, rounds + 1):
        said = logs * weights[chain.hub_of_state] + weights[bias]
        top = said.max(1, keepdims=True)
        wanted, free = np.exp(np.where(agrees, said, said + _OFF) - top), np.exp(said + margin * ~agrees - top)
        ways = np.zeros((len(STATES), len(STATES)))
        ways[one, other] = np.exp(chain.costs(weights))
        of_states = np.zeros(said.shape)
        of_steps = _expected(edges, free, wanted, ways, chain.from_start, chain.to_end, of_states)[one, other]
        gradient = ridge * (weights - start)
        np.add.at(gradient, chain.steps[:, 2], of_steps)
        np.add.at(gradient, chain.steps[chain.steps[:, 3] >= 0, 3], of_steps[chain.steps[:, 3] >= 0])
        np.add.at(gradient, bias, of_states.sum(0))
        np.add.at(gradient, chain.hub_of_state, (of_states * logs).sum(0))
        slope = 0.9 * slope + 0.1 * gradient
        square = 0.98 * square + 0.02 * gradient**2
        rate = 0.06 if turn < 0.6 * rounds else 0.02
        weights -= rate * slope / (1 - 0.9**turn) / (np.sqrt(square / (1 - 0.98**turn)) + 1e-9)
        weights[chain.trust] = np.maximum(weights[chain.trust], 0.05)
    values = [round(float(weight), 3) for weight in weights]
    return {
        "trust": [values[place] for place in chain.trust],
        "bias": [values[place] for place in chain.bias],
        "hubs": [[values[place] for place in row] for row in chain.hubs],
        "begins": [values[chain.begins[number]] if number in chain.begins else 0.0 for number in range(len(STATES))],
        "inside": [[*pair, values[place]] for pair, place in chain.inside.items()],
        **_LONE,
    }


@njit(parallel=True, cache=True)
def _expected(edges: Any, free: Any, wanted: Any, ways: Any, from_start: Any, to_end: Any, of_states: Any) -> Any:
    """Free less wanted: how often each step is expected; and into *of_states* how often each line has each state."""
    pages, states = len(edges) - 1, free.shape[1]
    steps = np.zeros((pages, states, states))
    for page in prange(pages):
        first, after = edges[page], edges[page + 1]
        _count(free[first:after], ways, from_start, to_end, steps[page], of_states[first:after], 1.0)
        _count(wanted[first:after], ways, from_start, to_end, steps[page], of_states[first:after], -1.0)
    return steps.sum(0)


@njit(cache=True, fastmath=True)
def _count(said: Any, ways: Any, from_start: Any, to_end: Any, of_steps: Any, of_states: Any, sign: float) -> None:
    """Forward and backward over one page."""
    size, states = said.shape
    forward = np.zeros((size, states))
    backward = np.zeros((size, states))
    scale = np.zeros(size)
    forward[0] = said[0] * from_start
    scale[0] = forward[0].sum()
    forward[0] /= scale[0]
    for line in range(1, size):
        for one in range(states):
            share = forward[line - 1, one]
            if share > 1e-14:
                for other in range(states):
                    forward[line, other] += share * ways[one, other]
        for other in range(states):
            forward[line, other] *= said[line, other]
        scale[line] = forward[line].sum()
        forward[line] /= scale[line]
    backward[size - 1] = to_end
    last = (forward[size - 1] * to_end).sum()
    for line in range(size - 2, -1, -1):
        for one in range(states):
            total = 0.0
            for other in range(states):
                total += ways[one, other] * said[line + 1, other] * backward[line + 1, other]
            backward[line, one] = total / scale[line + 1]
    for line in range(size):
        for one in range(states):
            of_states[line, one] += sign * forward[line, one] * backward[line, one] / last
    for line in range(1, size):
        for one in range(states):
            share = forward[line - 1, one]
            if share > 1e-14:
                for other in range(states):
                    of_steps[one, other] += (
                        sign * share * ways[one, other] * said[line, other] * backward[line, other] / scale[line] / last
                    )
