"""The decoding gives the best reading of all that the grammar allows."""

from __future__ import annotations

from itertools import pairwise, product
from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump.items.decoding import FLOOR, Decoder, classes_of, hub_of, load_weights, records_of
from newsdump.items.grammar import BASE, FAMILIES, STATES, ends, follows
from newsdump.items.surroundings import CLASSES

_DECODER = Decoder(load_weights())
_DOCS = Path(__file__).parents[1] / "docs" / "explanation" / "items.md"


def may_follow(one: int, other: int) -> bool:
    state, following = STATES[one], STATES[other]
    opens = following.family is None or following.begins
    return follows(state, following) or (ends(state) and opens)


shares = st.lists(
    st.lists(st.floats(0.02, 1), min_size=len(CLASSES), max_size=len(CLASSES)).map(
        lambda row: [share / sum(row) for share in row]
    ),
    min_size=1,
    max_size=12,
)


@given(shares)
def test_a_reading_obeys_the_grammar(rows: list[list[float]]) -> None:
    path = _DECODER(rows)
    assert len(path) == len(rows)
    assert STATES[path[0]].family is None or STATES[path[0]].begins
    assert ends(STATES[path[-1]])
    assert all(may_follow(one, other) for one, other in pairwise(path))


@given(shares)
def test_records_are_the_lines_of_no_other_and_have_a_core(rows: list[list[float]]) -> None:
    path = _DECODER(rows)
    records = [record for group in records_of(path) for record in group]
    lines = [line for record in records for line, _ in record.lines]
    assert lines == sorted(set(lines)) == [line for line, state in enumerate(path) if STATES[state].family is not None]
    assert all(FAMILIES[record.family].core in {role for _, role in record.lines} for record in records)


def score(path: tuple[int, ...], rows: list[list[float]]) -> float:
    """What a reading weighs, step by step, as `tools/item_decoding.py` has it."""
    weights = load_weights()
    total = 0.0
    before = 0  # as if a line of no record stood above
    for place, (number, row) in enumerate(zip(path, rows, strict=True)):
        state = STATES[number]
        if place and follows(STATES[before], state):
            total += weights.inside[before, number]
        else:
            total += weights.hubs[hub_of(STATES[before])][hub_of(state)] + weights.begins[number]
        share = max(FLOOR, sum(row[one] for one in classes_of(state)))
        total += weights.bias[number] + weights.trust[hub_of(state)] * log(share)
        before = number
    return total


@given(shares.filter(lambda rows: len(rows) == 3))
def test_no_other_reading_weighs_more(rows: list[list[float]]) -> None:
    opening = [number for number, state in enumerate(STATES) if state.family is None or state.begins]
    ways = (
        way
        for way in product(opening, range(len(STATES)), range(len(STATES)))
        if may_follow(way[0], way[1]) and may_follow(way[1], way[2]) and ends(STATES[way[2]])
    )
    best = max(score(way, rows) for way in ways)
    assert score(tuple(_DECODER(rows)), rows) == pytest.approx(best)


def test_nothing_is_read_in_nothing() -> None:
    assert _DECODER([]) == []


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_the_docs_draw_the_families_from_their_table(family: object) -> None:
    assert family.drawn() in _DOCS.read_text(encoding="utf-8")  # type: ignore[attr-defined]


def test_the_base_states_come_first() -> None:
    assert [state.role for state in STATES[: len(BASE)]] == list(BASE)
