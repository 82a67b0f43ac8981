"""Who says each comment of a page: one choice for all of its records together.

A page prints the names of its comments alike, so what is likely for one record is weighed by what it would mean for
the others: parts of lines (`name_parts`) have traits (`name_traits`), few fitted weights make chances of these, chances
are weighed again beside those of the same place and the same cut in the other records, and whether names stand above
texts or below them is asked of all records at once. The weights are data (`data/items/names.json`,
`tools/fit_names.py`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from math import exp, log
from operator import mul
from typing import Final

from attrs import frozen

from newsdump.items.grammar import STATES
from newsdump.items.name_traits import Candidate, Zone

_FAR: Final = 14
"""So many lines above and below a text are looked at."""
_ABOVE_FIRST: Final = 8
_BELOW_LAST: Final = 4
_STOPS: Final = frozenset(("body", "comments_heading", "comments_state", "related_heading"))
_DOUBT: Final = 0.003
_OTHERS_DOUBT: Final = 0.03
_OTHER_SIDE: Final = 2.0
"""The log odds against a name on the other side of its text than the page's names stand."""
_MANY: Final = 10
AGREEMENTS: Final = (
    *("chance", "place from text and cut", "place from end and cut", "place from age and cut", "cut"),
    *("place from text", "place from end", "place from age", "words"),
    *("share of place from text and cut", "share of place from end and cut", "share of place from age and cut"),
    *("share of cut", "its side", "other side", "no name", "alone", "records"),
)
"""The traits of the second look."""
FIELDS: Final = ("name", "age")
LOOKS: Final = ("first", "second")
_SHARED: Final = 4
"""So many of the ways to be like others are also taken as shares of all records."""


@frozen(eq=False)
class Weights:
    """What the traits weigh, first alone and then beside the chances of other records."""

    first: tuple[float, list[float]]
    """The bias, and a weight for each trait of a candidate."""
    second: tuple[float, list[float]]
    """The bias, and a weight for each of `AGREEMENTS`."""


@cache
def load_weights() -> dict[str, Weights]:
    """The weights that ship with the package, for names and for ages."""
    from importlib.resources import files  # slow to import, and read only where there are comments

    data = json.loads(files("newsdump").joinpath("data/items/names.json").read_text(encoding="utf-8"))
    return {
        field: Weights(*((data[field][look]["bias"], [*data[field][look]["weights"].values()]) for look in LOOKS))
        for field in FIELDS
    }


def zones(path: Sequence[int], texts: Sequence[Sequence[int]], records: Sequence[range]) -> list[Zone]:
    """Where the names of comments may stand.

    Args:
        path: for each line of the page its state.
        texts: for each comment the lines of its text.
        records: for each comment the lines of its record.
    """
    found = []
    for number, (lines, record) in enumerate(zip(texts, records, strict=True)):
        first, last = lines[0], lines[-1]
        above = texts[number - 1][-1] + 1 if number else max(0, record[0] - _ABOVE_FIRST)
        below = texts[number + 1][0] if number + 1 < len(texts) else max(record[-1], last) + 1 + _BELOW_LAST
        above = max(above, first - _FAR)
        below = min(below, last + 1 + _FAR, len(path))
        above = next((line + 1 for line in range(first - 1, above - 1, -1) if _stops(path, line)), above)
        below = next((line for line in range(last + 1, below) if _stops(path, line)), below)
        found.append(Zone(range(above, first), range(last + 1, below), lines, record))
    return found


def _stops(path: Sequence[int], line: int) -> bool:
    role = STATES[path[line]].role
    return role in _STOPS or role.startswith("related")


def chances(found: Sequence[Sequence[Candidate]], weights: Weights) -> list[list[float]]:
    """For each record the chances (0 to 1) of its candidates; what they lack is that of no name."""
    alone = first_look(found, weights)
    return one_sided(found, second_look(agreements(found, alone), weights))


def first_look(found: Sequence[Sequence[Candidate]], weights: Weights) -> list[list[float]]:
    """The chances of candidates by their own traits."""
    return _softmax([[each.traits for each in of_record] for of_record in found], *weights.first)


def second_look(traits: Sequence[Sequence[Sequence[float]]], weights: Weights) -> list[list[float]]:
    """The chances of candidates beside those of others."""
    return _softmax(traits, *weights.second)


def _softmax(traits: Sequence[Sequence[Sequence[float]]], bias: float, weights: list[float]) -> list[list[float]]:
    found = []
    for of_record in traits:
        odds = [bias + sum(map(mul, weights, each)) for each in of_record]
        most = max([0.0, *odds])
        parts = [exp(one - most) for one in odds]
        whole = exp(-most) + sum(parts)  # that of no name has odds 0
        found.append([part / whole for part in parts])
    return found


def agreements(found: Sequence[Sequence[Candidate]], alone: Sequence[Sequence[float]]) -> list[list[list[float]]]:
    """For each candidate the traits of `AGREEMENTS`, by the chances that all of them have *alone*."""
    many = len(found)
    sums: dict[object, float] = defaultdict(float)
    holders: dict[object, int] = defaultdict(int)
    nameless = 0.0
    own = []
    for of_record, shares in zip(found, alone, strict=True):
        mine: dict[object, float] = defaultdict(float)
        for each, share in zip(of_record, shares, strict=True):
            for likeness in _likenesses(each):
                mine[likeness] += share
            mine[each.below] += share
        for likeness, share in mine.items():
            sums[likeness] += share
            holders[likeness] += 1
        own.append(mine)
        nameless += 1 - sum(shares)
    sides = [sums[False], sums[True]]
    others = max(1, many - 1)
    result = []
    for of_record, shares, mine in zip(found, alone, own, strict=True):
        rows = []
        for each, share in zip(of_record, shares, strict=True):
            left = [(sums[one] - mine[one], holders[one]) for one in _likenesses(each)]
            rows.append(
                [
                    log(share + _DOUBT),
                    *[log(rest / holding + _OTHERS_DOUBT) for rest, holding in left],
                    *[log(rest / others + _OTHERS_DOUBT) for rest, _ in left[:_SHARED]],
                    (sides[each.below] - mine[each.below]) / others,
                    (sides[not each.below] - mine[not each.below]) / others,
                    (nameless - 1 + sum(shares)) / others,
                    float(many == 1),
                    min(1.0, many / _MANY),
                ]
            )
        result.append(rows)
    return result


def _likenesses(each: Candidate) -> list[object]:
    """In what candidates of two records can be alike."""
    return [*each.places, each.part.cut, *(place[:4] for place in each.places), each.words]


def one_sided(found: Sequence[Sequence[Candidate]], shares: Sequence[Sequence[float]]) -> list[list[float]]:
    """*shares* where names stand on one side of the texts, unless a record says very clearly that its own does not."""
    odd = exp(-_OTHER_SIDE)
    odds = [0.0, 0.0]
    for of_record, chance in zip(found, shares, strict=True):
        parts = [0.0, 0.0]
        for each, share in zip(of_record, chance, strict=True):
            parts[each.below] += share
        nameless = max(1e-6, 1 - sum(parts))
        for side in (False, True):
            odds[side] += log(parts[side] + odd * parts[not side] + nameless)
    below = odds[True] > odds[False]
    result = []
    for of_record, chance in zip(found, shares, strict=True):
        weighed = [share * (1 if each.below == below else odd) for each, share in zip(of_record, chance, strict=True)]
        whole = sum(weighed) + 1 - sum(chance)
        result.append([share / whole for share in weighed])
    return result


def chosen(field: str, found: Sequence[Sequence[Candidate]]) -> list[Candidate | None]:
    """For each record the likeliest of its candidates; None where none is likelier than that nothing is printed."""
    if not found:
        return []
    weighed = chances(found, load_weights()[field])
    return [best(of_record, shares) for of_record, shares in zip(found, weighed, strict=True)]


def best(of_record: Sequence[Candidate], shares: Sequence[float]) -> Candidate | None:
    """The likeliest name, its chances at all places taken together; None if that of no name is more."""
    sums: dict[str, float] = defaultdict(float)
    for each, share in zip(of_record, shares, strict=True):
        sums[each.words] += share
    if not sums:
        return None
    words = max(sums, key=lambda one: sums[one])
    if sums[words] <= 1 - sum(shares):
        return None
    said = [(share, each) for each, share in zip(of_record, shares, strict=True) if each.words == words]
    return max(said, key=lambda one: one[0])[1]
