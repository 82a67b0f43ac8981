"""The verdict over the whole page: what is a list, and what is told at length."""

from __future__ import annotations

import pytest

from newsdump import cues, items, lines, sections, trees
from newsdump.items.surroundings import CLASSES
from newsdump.lexicon import load_lexicon

SENTENCE = "The keeper of the tower in Osselby counted every ship that passed the bar that winter, and wrote it down. "


def page_of(text: str, pairs: int) -> items.Reader:
    cut = lines.cut("\n".join(f"Plate {number} of the tower\n{text} {number}" for number in range(pairs)))
    return items.Reader(cut, cues.read(cut, cues.Announcer(load_lexicon())), items.Words(load_lexicon()))


def as_list(pairs: int) -> list[list[float]]:
    """The roles of titles and teasers, one below the other."""
    rows = [
        [0.97 if each == wanted else 0.03 / (len(CLASSES) - 1) for each in CLASSES]
        for wanted in (("related_title", True), ("related_text", False))
    ]
    return rows * pairs


@pytest.mark.parametrize(
    ("sentences", "vote", "told"),
    [
        (5, 400, True),
        (5, 100, False),  # long teasers
        (1, 400, False),  # teasers
    ],
)
def test_a_list_whose_items_are_long_and_surely_voted_for_is_the_story(
    sentences: int, vote: int, *, told: bool
) -> None:
    reader = page_of(SENTENCE * sentences, 24)
    count = len(reader.lines)
    division = sections.divide(reader, trees.Votes([vote] * count, [trees.NEVER] * count), roles=as_list(24))
    assert bool(division.reading.related) is not told
    assert division.body == ([*range(count)] if told else [])
