"""Where the records of a list begin, told by its ends."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import newsdump
from newsdump import Parser, trees
from newsdump.items import forms, phases, shares
from newsdump.items.reading import shipped_decoder
from newsdump.testing import random_pages

STORY = [
    "The ferry to Osselby was late again on Monday, and for six hours nobody in the harbour could say why it was.",
    "Some forty people waited on the quay in the rain, among them a choir that was to sing in Corvale at noon.",
    "The harbour office said later that a rope had come loose in the night and had caught in the left propeller.",
    "A diver cut it free shortly after three, and the boat left with everybody who had not gone home by then.",
]
CARDS = [
    ("Vale Courier", "5 hours ago", "Ferry to Dunmere cancelled until Sunday"),
    ("Norvale Post", "a day ago", "Council counts the boards that the pier has left"),
    ("Harbour Times", "2 days ago", "Swan returns to the mill pond of Lauen"),
    ("Vale Courier", "3 weeks ago", "Railway replaces the bolts of its longest bridge"),
]


def read(count: int, layout: str) -> list[tuple[str | None, ...]]:
    cards = [layout.format(source=source, age=age, title=title) for source, age, title in CARDS[:count]]
    page = newsdump.parse("\n".join(["Ferry late", *STORY, "Related Articles", *cards, "Contact us Privacy policy"]))
    return [(item.source, item.age.raw if item.age else None, item.title) for item in page.related]


@pytest.mark.parametrize(
    ("layout", "count"),
    [
        pytest.param(
            *("{source}\n{age}\n{title}", 3),
            marks=pytest.mark.xfail(strict=True, reason="the first source is taken for a line above the list"),
        ),
        ("{title}\n{source}\n{age}", 3),
        ("{title}\n{source}\n{age}", 4),
    ],
)
def test_sources_are_of_the_titles_that_the_ends_of_their_list_tell(layout: str, count: int) -> None:
    assert read(count, layout) == CARDS[:count]


def test_a_page_of_many_lists_is_not_read_once_for_each() -> None:
    text = "\n".join([next(random_pages(20)).text] * 8)
    reader = Parser().read(text)
    found = shares.read(reader, trees.votes(reader.lines, reader.cues), forms.Forms())
    decoded = []

    def decode(lines: Sequence[Sequence[float]]) -> list[int]:
        decoded.append(len(lines))
        return shipped_decoder()(lines)

    assert len(phases.settled(found, decode)) == len(found)
    assert len(decoded) > 2, "lists of which some may begin elsewhere"
    assert sum(decoded) < 4 * len(found)
