"""The words that lines share with the story: which are compared, and that no line shares them with itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump import cohesion

STORY = "The harbour of Osselby stays closed until Monday"
MORE = "Osselby waits for its harbour"
OFFER = "Subscribe today and receive every morning letter"
SURE = [True, True, False]
OTHER = [False, False, True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", set()),
        ("A tug is in", set()),
        ("Harbours, HARBOUR", {"harbou"}),
        ("Straße", {"strass"}),
        ("港口开放", {"港口", "口开", "开放"}),
        ("Osselby港口", {"osselb", "港口"}),
    ],
)
def test_words_are_compared_by_their_beginnings(text: str, words: set[str]) -> None:
    assert cohesion.words_of(text) == words


def told(texts: list[str], sure: list[bool], other: list[bool], title: int = 0) -> dict[str, list[int]]:
    return dict(zip(cohesion.COLUMNS, cohesion.columns(texts, sure, other, title), strict=True))


def test_an_offer_shares_no_word_with_the_story() -> None:
    found = told([STORY, MORE, OFFER], SURE, OTHER)
    assert found["words of the story"] == [2, 2, 0]
    assert found["share of words of the story"] == [33, 66, 0]
    assert found["words of the title"][1:] == [2, 0]


def test_a_line_does_not_share_its_words_with_itself() -> None:
    alone = told([STORY], [True], [False])
    assert (alone["words of the story"], alone["how often the story has its words"]) == ([0], [0])
    assert told([OFFER], [False], [True])["share of words of other lines"] == [0]
    assert told([OFFER, OFFER], [False] * 2, [True] * 2)["share of words of other lines"] == [100, 100]


def test_of_a_line_without_words_nothing_is_known() -> None:
    assert told(["4", STORY], [False, True], [False, False])["share of words of the story"] == [50, 0]


@given(
    st.lists(st.tuples(st.sampled_from([STORY, MORE, OFFER, "…", "港口开放"]), st.sampled_from([-1, 0, 1])), min_size=1)
)
def test_shares_are_of_a_hundred_and_there_are_as_many_as_lines(lines: list[tuple[str, int]]) -> None:
    texts = [text for text, _ in lines]
    found = told(texts, [kind > 0 for _, kind in lines], [kind < 0 for _, kind in lines])
    assert {len(column) for column in found.values()} == {len(lines)}
    assert all(0 <= share <= 100 for name, column in found.items() if "share" in name for share in column)
    assert all(0 <= often <= 90 for often in found["how often the story has its words"])
