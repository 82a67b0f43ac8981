"""Time is linear: the work that is done for twice the text is twice the work, counted and not timed.

bench/growth.py times the same texts, and larger ones.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any, cast

import pytest

import newsdump
from newsdump import report
from newsdump.lines import MOST

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))

from growth import GROWTH_MOST, MAKERS, Maker, drawn

SIZE = 1_200
"""Characters of the smaller text."""
TIMES = 4
"""So much larger is the other one: a threshold between the two weighs less than one between a text and its double."""


def work(text: str, do: Callable[[str], object]) -> int:
    """The lines of newsdump that run while *do* reads *text*: those of the trees' tests among them."""
    count = 0

    def line(_frame: FrameType, event: str, _: object) -> object:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, _event: str, _: object) -> object:
        return line if "newsdump" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(cast("Any", call))
    try:
        do(text)
    finally:
        sys.settrace(before)
    return count


def grown(make: Maker, do: Callable[[str], object]) -> float:
    """How often the work for a text goes into that for twice the text, as the mean of two doublings."""
    size = max(SIZE, len(make(1)))
    return float((work(make(TIMES * size), do) / work(make(size), do)) ** 0.5)


def parse(text: str) -> newsdump.Page:
    """Read *text* with a parser that remembers nothing."""
    return newsdump.Parser().parse(text)


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """What is loaded once is no work of the first text."""
    report.to_html(newsdump.parse("Harbour opens\n\nThe harbour opened.\nComments\nIda\n2 hours ago\nGood."))


def write_report(text: str) -> object:
    """Read *text*, and draw it."""
    return report.to_html(parse(text))


@pytest.mark.parametrize("name", MAKERS)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    assert grown(MAKERS[name], parse) <= GROWTH_MOST


@pytest.mark.parametrize("name", [name for name in MAKERS if "one line" in name])
def test_reports_grow_as_their_pages_do(name: str) -> None:
    assert grown(MAKERS[name], write_report) <= GROWTH_MOST


@pytest.mark.parametrize("seed", range(6))
def test_texts_drawn_at_random_grow_no_faster(seed: int) -> None:
    name, make = drawn(random.Random(seed))
    assert grown(make, parse) <= GROWTH_MOST, name


def test_what_grows_faster_is_told() -> None:
    def all_pairs(text: str) -> object:
        lines = text.split()
        return [newsdump.Span(0, 1) for _ in lines for _ in lines]

    assert grown(MAKERS["titles"], all_pairs) > GROWTH_MOST
    assert grown(MAKERS["titles"], lambda text: [newsdump.Span(0, 1) for _ in text]) <= GROWTH_MOST


def test_of_too_many_lines_the_first_are_read_and_the_rest_is_told() -> None:
    text = "Harbour opens\n" + "a\n" * MOST + "b"
    page = newsdump.parse(text)
    assert [note.code for note in page.notes if note.code == "too-long"] == ["too-long"]
    note = next(note for note in page.notes if note.code == "too-long")
    assert note.span == newsdump.Span(len("Harbour opens\n") + 2 * (MOST - 1), len(text))
    assert "".join(section.span.of(text) for section in page.sections) == text
    assert page.sections[-1].kind is newsdump.SectionKind.CHROME
    assert all(first.kind is not second.kind for first, second in pairwise(page.sections))
    with pytest.raises(newsdump.UsageError, match="behind the 30,000 lines that are read"):
        newsdump.explain(text, MOST + 2)
