"""Whether a page has a story at all, and what it says of its comments: kinds of made pages."""

from __future__ import annotations

from random import Random

import pytest

import newsdump
from newsdump.testing import draw_grammar, random_pages

PAGES = 12
STORY = "\n".join(
    f"The ferry to Osselby was late again on day {day}, and nobody at the harbour office could say why it was."
    for day in range(8)
)
MENU = "Home\nNews\nSport\nWeather"
HEADER = "Ferry late for the sixth day\nBy Ilse Orrin\n6 June 2025"
FOOT = "About us\nContact us\nPrivacy policy"


def have_no_story(kind: str) -> list[bool]:
    """Of made pages of a kind that have a story whether none was found, or of those that have none."""
    found = []
    for seed in range(PAGES):
        page = next(random_pages(seed + 90_000, grammar=draw_grammar(Random(seed), kind=kind)))
        read = newsdump.parse(page.text).article
        found.append(read is None or not read.blocks)
    return found


@pytest.mark.parametrize("kind", ["forum index", "links", "listing", "front", "empty", "shop"])
def test_most_pages_of_lists_have_no_story(kind: str) -> None:
    assert sum(have_no_story(kind)) > PAGES / 2


@pytest.mark.parametrize("kind", ["news", "blog", "list article", "recipe", "ticker", "thread", "question", "issue"])
def test_hardly_a_page_with_a_story_loses_it(kind: str) -> None:
    assert sum(have_no_story(kind)) <= PAGES // 6


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ("Leave a Reply", "empty"),
        ("Leave a comment", "empty"),
        ("Be the first to comment", "empty"),
        ("Schreiben Sie einen Kommentar", "empty"),
        ("Laisser un commentaire", "empty"),
        ("Deja un comentario", "empty"),
        ("Оставить комментарий", "empty"),
        ("コメントを書く", "empty"),
        ("Login or register to post comments", "empty"),
        ("0 comments", "empty"),
        ("Comments are closed.", "closed"),
        ("Harbour of Osselby", "absent"),
        ("Share\nTweet\nPrint", "absent"),
    ],
)
def test_what_stands_below_the_story_tells_of_comments(rows: str, state: str) -> None:
    page = newsdump.parse(f"{MENU}\n{HEADER}\n{STORY}\n{rows}\n{FOOT}")
    assert page.comments_state == state


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("18 Comments", 18),
        ("1,804 comments", 1804),
        ("18Comments", 18),
        ("Responses (18)", 18),
        ("Komentuj (18)", 18),
        ("Liczba komentarzy: 18", 18),
        ("18 commentaires", 18),
        ("Комментарии (18)", 18),
        ("我要评论(18)", 18),
        ("Comments:\n18", 18),
        ("One Comment", 1),
        ("1.2K comments", None),
        ("12k Comments", None),
        ("Comments: 99999999999999999999999", None),
        ("Laisser un commentaire", None),
        ("18 shares", None),
        ("18 min read", None),
        ("18 people like this", None),
        ("Gate 18", None),
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_numbers_of_comments_stand_beside_a_word_of_comments(row: str, count: int | None, *, above: bool) -> None:
    parts = (HEADER, row, STORY, FOOT) if above else (HEADER, STORY, row, FOOT)
    assert newsdump.parse("\n".join((MENU, *parts))).comment_count == count
