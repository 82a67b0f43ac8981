"""Who wrote a comment, and when, as its records print it."""

from __future__ import annotations

from itertools import pairwise

import pytest

import newsdump
from newsdump import cues
from newsdump.items import comments
from newsdump.items.decoding import Record
from newsdump.items.grammar import FAMILIES, STATES
from newsdump.items.name_traits import Page
from newsdump.items.records import Draft
from newsdump.items.roles import Reader, Words
from newsdump.items.surroundings import CLASSES
from newsdump.lexicon import load_lexicon
from newsdump.lines import Lines, cut
from newsdump.testing import random_pages

TEXTS = (
    "So was mine, and the one before it.",
    "I have waited for an hour in the rain, and nobody told us why.",
    "Buy a boat of your own, then, it is not that dear.",
    "My uncle was on it when it hit the pier, he says.",
    "They never learn, do they, after all these years of it.",
)
NAMES = ("Ilse Orrin", "noor7", "Per Lindal", "Marn Tovey", "tidewatcher")
SURE = 0.9
_ABOVE = {family.begins[0].removeprefix("comment_"): number for number, family in reversed([*enumerate(FAMILIES)])}


def reader_of(lines: Lines) -> Reader:
    return Reader(lines, cues.read(lines, cues.Announcer(load_lexicon())), Words(load_lexicon()))


def state_of(role: str, family: int, *, begins: bool) -> int:
    return next(
        place
        for place, state in enumerate(STATES)
        if state.role == f"comment_{role}" and state.family == family and state.begins == begins
    )


def drafted(printed: str, roles: tuple[str, ...]) -> tuple[Reader, list[Draft]]:
    """The drafts of a page whose records have rows of these roles; a role with "?" is told as another one."""
    lines = cut(printed)
    reader = reader_of(lines)
    assert len(lines) % len(roles) == 0
    family = _ABOVE[roles[0]]
    shares, path = [], []
    for line in range(len(lines)):
        place = line % len(roles)
        share = [(1 - SURE) / (len(CLASSES) - 1)] * len(CLASSES)
        share[CLASSES.index((f"comment_{roles[place]}", not place))] = SURE
        shares.append(share)
        path.append(state_of(roles[place], family, begins=not place))
    records = [
        Record(family, [(line + place, f"comment_{role}") for place, role in enumerate(roles)])
        for line in range(0, len(lines), len(roles))
    ]
    (drafts,) = comments.drafts_of(Page(reader, shares, path), [records], [[SURE] * len(records)])
    return reader, drafts


def read(*printed: str, roles: tuple[str, ...]) -> list[tuple[str | None, str | None]]:
    """Author and age of the comments whose records have rows of these roles."""
    reader, drafts = drafted("\n".join(printed), roles)
    return [(one.author, None if one.age_line is None else reader.lines.texts[one.age_line]) for one in drafts]


def said(*names: str) -> list[str]:
    """Rows of names with a text below each."""
    return [row for name, text in zip(names, TEXTS, strict=False) for row in (name, text)]


@pytest.mark.parametrize(
    "printed",
    [
        "{} said...",
        "{} says:",
        "{}:",
        "Posted by {}",
        "{} Discussion starter",
        "{}, Osselby",
        "by {}",
    ],
)
def test_what_stands_at_all_names_is_no_part_of_them(printed: str) -> None:
    names = NAMES[:4]
    found = read(*said(*map(printed.format, names)), roles=("author", "text"))
    assert [author for author, _ in found] == [*names]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ilse Orrin (The Vale Inn)", "Ilse Orrin (The Vale Inn)"),
        ("Ilse Orrin https://orrin.example/", "Ilse Orrin"),
        ("12. Ilse Orrin", "Ilse Orrin"),
        ("Ilse Orrin says:", "Ilse Orrin"),
        ("Ilse Orrin", "Ilse Orrin"),
    ],
)
def test_a_name_beside_others_that_stand_alone(printed: str, name: str) -> None:
    found = read(*said(printed, *NAMES[1:]), roles=("author", "text"))
    assert [author for author, _ in found] == [name, *NAMES[1:]]


def test_points_behind_names_are_no_part_of_them() -> None:
    found = read(*said("Ilse 12", "Noor 7", "per7 1", "Marn 40", "Ida 3"), roles=("author", "text"))
    assert [author for author, _ in found] == ["Ilse", "Noor", "per7", "Marn", "Ida"]


def test_points_are_nobody() -> None:
    found = read(
        "12 points", "June 6, 2025", TEXTS[0], "7 points", "June 7, 2025", TEXTS[1], roles=("author", "age", "text")
    )
    assert found == [(None, "June 6, 2025"), (None, "June 7, 2025")]


@pytest.mark.parametrize("rank", ["Senior Member", "Reply", "Osselby"])
def test_what_stands_below_all_names_is_nobody(rank: str) -> None:
    rows = [row for name, text in zip(NAMES, TEXTS, strict=True) for row in (name, rank, "June 6, 2025", text)]
    found = read(*rows, roles=("author", "action", "age", "text"))
    assert [author for author, _ in found] == [*NAMES]


def test_names_that_were_taken_for_those_of_the_texts_below_stand_below_their_own() -> None:
    rows = [row for name, text in zip(NAMES, TEXTS, strict=True) for row in (text, f"{name} | June 6, 2025")]
    reader, drafts = drafted("\n".join(rows), ("text", "name_age"))
    assert [draft.author for draft in drafts] == [*NAMES]
    assert [reader.lines.texts[draft.last] for draft in drafts] == rows[1::2]


def test_the_place_of_a_name_is_that_of_its_letters() -> None:
    reader, drafts = drafted("\n".join(said(*(f"{name} says:" for name in NAMES))), ("author", "text"))
    built = comments.build(reader, drafts, float)
    assert [one.spans.author.of(reader.lines.source) for one in built if one.spans and one.spans.author] == [*NAMES]


def test_when_its_writer_joined_is_not_when_a_comment_was_said() -> None:
    rows = [
        row
        for day, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True), 1)
        for row in (name, f"Joined June {day + 10}, 2011", f"May {day}, 2025", text)
    ]
    found = read(*rows, roles=("author", "action", "age", "text"))
    assert [age for _, age in found] == [f"May {day}, 2025" for day in range(1, 6)]


@pytest.mark.parametrize("seed", range(9_000_000, 9_000_012))
def test_what_is_told_of_a_comment_stands_between_the_comments_beside_it(seed: int) -> None:
    page = newsdump.parse(next(random_pages(seed)).text)
    for one, other in pairwise(page.comments):
        assert one.span.end <= other.span.start
    for comment in page.comments:
        told = [*comment.spans.text, comment.spans.author, comment.age and comment.age.span]
        assert all(comment.span.start <= span.start < span.end <= comment.span.end for span in told if span)


def test_numbers_of_answers_and_what_is_said_of_writers_are_no_votes() -> None:
    printed = f"Ilse\n1\nJoined: Mar 2011\n{TEXTS[0]}\nNoor\n1.1\n12 likes\n{TEXTS[1]}"
    reader, drafts = drafted(printed, ("author", "action", "action", "text"))
    built = comments.build(reader, drafts, float)
    assert [comment.upvotes for comment in built] == [1, 12]
    assert drafts[1].number == "1.1"


def test_what_a_date_counts_is_no_votes() -> None:
    reader, drafts = drafted(f"Ilse\nMember since May 2004\n45\n{TEXTS[0]}", ("author", "action", "action", "text"))
    (comment,) = comments.build(reader, drafts, float)
    assert (comment.upvotes, comment.downvotes) == (45, None)
