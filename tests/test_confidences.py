"""Confidence: what was said, set right by curves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump import confidences, parse
from newsdump.model import SectionKind

SENTENCE = "The harbour of Osselby was closed for eleven hours after a ferry lost its rudder in the storm."
STORY = "\n".join(f"{SENTENCE} No one was hurt, said officer number {number}." for number in range(8))


def test_there_is_a_curve_for_each_kind_of_section_and_for_the_article() -> None:
    assert {*confidences.load_curves()} == {*(kind.value for kind in SectionKind), "text", "comment", "item"}


@pytest.mark.parametrize("name", confidences.load_curves())
def test_curves_rise_and_stay_between_nothing_and_all(name: str) -> None:
    curve = confidences.load_curves()[name]
    heights = [curve(said / 100) for said in range(101)]
    assert heights == sorted(heights)
    assert heights[0] >= 0
    assert heights[-1] <= 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_curve_keeps_the_order(low: float, high: float) -> None:
    curve = confidences.Curve([0.2, 0.5, 0.9], [0.1, 0.6, 0.8])
    low, high = sorted((low, high))
    assert curve(low) <= curve(high)


def test_expected_quality_is_the_share_of_what_was_taken_and_what_should_be() -> None:
    assert confidences.expected_quality([1.0, 1.0, 0.0], [10, 10, 10], [0, 1]) == 1
    assert confidences.expected_quality([1.0, 1.0, 0.0], [10, 10, 10], [0]) == pytest.approx(2 / 3)
    assert confidences.expected_quality([1.0, 0.0], [10, 10], [0, 1]) == pytest.approx(2 / 3)
    assert confidences.expected_quality([], [], []) == 0


def test_a_clear_story_is_surer_than_a_few_words() -> None:
    clear = parse(f"Ferry without a rudder\n\n{STORY}").article
    doubtful = parse(
        "Home\nSport\nFerry without a rudder closes harbour\nWeather\nMore\nShare this page with friends"
    ).article
    assert clear is not None
    assert clear.confidence > 0.9
    assert doubtful is None or doubtful.confidence < clear.confidence


def test_every_section_has_a_confidence_of_its_own() -> None:
    page = parse(f"Home\nSport\nFerry without a rudder\n\n{STORY}\nPrivacy policy\nContact us")
    assert len({section.confidence for section in page.sections}) > 1
    assert all(0 < section.confidence <= 1 for section in page.sections)
