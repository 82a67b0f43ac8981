"""Spans: half-open, never backwards."""

import pytest

from newsdump import Span, UsageError


def test_a_span_takes_its_part_of_a_text() -> None:
    assert Span(2, 5).of("abcdefg") == "cde"
    assert Span(3, 3).of("abcdefg") == ""


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_runs_forward(start: int, end: int) -> None:
    with pytest.raises(UsageError, match="runs forward"):
        Span(start, end)
