"""The verdict over the whole page: what is a list, and what is told at length."""

from __future__ import annotations

import pytest

import newsdump
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
    reading = items.reading.of_shares(reader, as_list(24), items.reading.shipped_decoder())
    votes = trees.Votes([vote] * count, [trees.NEVER] * count)
    reading, body = sections.may_be_story(reader, reading, votes)
    assert bool(reading.related) is not told
    assert body == ([*range(count)] if told else [])


POSTS = (
    ("harbourcat", "Mine drinks whatever I give it, and I wonder what it likes."),
    ("per7", "Thick oil, and a lot of it."),
    ("Noor", "I second that. Mine is from 1961 and has never complained."),
    ("Ida", "Ask the yard at Marn, they have had three of them."),
)


def thread(first: int | None) -> str:
    """A page of a thread whose posts are numbered from *first* on."""
    rows = ["Osselby Forums", "Engines", "Which oil for a two-cylinder diesel?", "Thread starter harbourcat"]
    for place, (name, text) in enumerate(POSTS):
        rows += [] if first is None else [f"#{first + place}"]
        rows += [name, "Senior Member", "Joined: Mar 2011", "Posts: 512", f"March {3 + place}, 2024"]
        rows += [text, "Quote", "Reply"]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("first", "path", "told"),
    [
        (None, "", True),
        (1, "", True),
        (21, "", False),
        (None, "threads/which-oil.12/", True),
        (None, "threads/which-oil.12/page-1", True),
        (None, "threads/which-oil.12/page-3", False),
        (None, "viewtopic.php?t=12&start=30", False),
        (None, "viewtopic.php?t=12&start=0", True),
    ],
)
def test_the_first_post_of_a_thread_is_its_story(first: int | None, path: str, *, told: bool) -> None:
    page = newsdump.parse(thread(first), url=f"https://forum.example/{path}")
    story = [] if page.article is None else [block.text for block in page.article.blocks]
    assert story == ([POSTS[0][1]] if told else [])
    assert [comment.text for comment in page.comments] == [text for _, text in POSTS[told:]]


def test_a_first_post_is_a_guess_that_may_not_be_asked_for() -> None:
    page = newsdump.parse(thread(1), min_story_share=0.9)
    assert page.article is None or not page.article.blocks
    assert len(page.comments) == len(POSTS)
