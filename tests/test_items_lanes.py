"""Lanes say of all lines at once what loops over them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsdump.items import lanes
from newsdump.items.lanes import FAR, MOST, Windows

_COLUMNS = st.binary(min_size=1, max_size=90)
_FLAGS = st.lists(st.integers(0, 1), min_size=1, max_size=150).map(bytes)
_EDGES = st.tuples(st.integers(-30, 30), st.integers(-30, 30)).map(sorted)


@given(_COLUMNS, _EDGES)
def test_a_mean_is_that_of_the_lines_around(column: bytes, edges: list[int]) -> None:
    low, high = edges
    sums = [sum(column[max(0, line + low) : max(0, line + high + 1)]) for line in range(len(column))]
    assert [*Windows(column).mean(low, high)] == [total // (high - low + 1) for total in sums]


@given(_FLAGS, _EDGES)
def test_a_sum_counts_the_flags_around(flagged: bytes, edges: list[int]) -> None:
    low, high = edges
    sums = [sum(flagged[max(0, line + low) : max(0, line + high + 1)]) for line in range(len(flagged))]
    assert [*Windows(flagged, flags=True).sum(low, high)] == sums


@given(_FLAGS, st.integers(1, 6))
def test_means_by_steps_skip_the_lines_between(flagged: bytes, step: int) -> None:
    places = range(len(flagged))
    sums = [
        sum(flagged[at] for at in range(line - 3 * step, line + 3 * step + 1, step) if at in places) for line in places
    ]
    assert [*Windows(flagged).mean(-3, 3, step=step, factor=20)] == [20 * total // 7 for total in sums]


@given(_FLAGS)
def test_since_counts_lines_from_the_last_flag(flagged: bytes) -> None:
    far, expected = FAR, []
    for flag in flagged:
        far = 0 if flag else min(FAR, far + 1)
        expected.append(far)
    assert [*lanes.since(flagged)] == expected
    assert lanes.until(flagged[::-1]) == lanes.since(flagged)[::-1]


@given(_COLUMNS, st.integers(-5, 5).filter(bool))
def test_shifted_columns_say_what_stands_so_far_away(column: bytes, step: int) -> None:
    places = range(len(column))
    assert [*lanes.shifted(column, step)] == [column[at + step] if at + step in places else MOST for at in places]


@given(
    st.integers(1, 40).flatmap(lambda size: st.lists(st.binary(min_size=size, max_size=size), min_size=1, max_size=17))
)
def test_columns_are_added_and_cut(columns: list[bytes]) -> None:
    sums = [*map(sum, zip(*columns, strict=True))]
    assert [*lanes.added(columns)] == [min(MOST, total) for total in sums]
    assert [*lanes.means(sum(lanes.rows(columns[:1])), len(columns[0]), 1)] == [sum(columns[0]) // len(columns[0])]


@given(st.lists(st.integers(-300, 600), min_size=1))
def test_numbers_beyond_a_column_are_cut(numbers: list[int]) -> None:
    assert [*lanes.cut(numbers)] == [max(0, min(MOST, number)) for number in numbers]


def test_every_mean_of_a_lane_is_exact() -> None:
    for many in range(1, 62):
        for total in {0, many - 1, many, 7 * many - 1, MOST * many - 1, MOST * many}:
            assert [*lanes.means(total, many, 1)] == [total // many]
