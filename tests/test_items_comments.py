"""Who wrote a comment, and when, as its records print it."""

from __future__ import annotations

import pytest

from newsdump import cues
from newsdump.items import comments
from newsdump.items.decoding import Record
from newsdump.items.roles import Reader, Words
from newsdump.lexicon import load_lexicon
from newsdump.lines import Lines, cut

TEXT = "So was mine, and the one before it."


def reader_of(lines: Lines) -> Reader:
    return Reader(lines, cues.read(lines, cues.Announcer(load_lexicon())), Words(load_lexicon()))


def read(*printed: str, roles: tuple[str, ...]) -> list[tuple[str | None, str | None]]:
    """Author and age of the comments whose records have rows of these roles."""
    lines = cut("\n".join(printed))
    reader = reader_of(lines)
    records = [
        Record(0, [(line + place, f"comment_{role}") for place, role in enumerate(roles)])
        for line in range(0, len(lines), len(roles))
    ]
    drafts = comments.drafts_of(reader, records, [1.0] * len(records))
    return [(one.author, None if one.age_line is None else lines.texts[one.age_line]) for one in drafts]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ilse Orrin said...", "Ilse Orrin"),
        ("Ilse Orrin says:", "Ilse Orrin"),
        ("Ilse Orrin (The Vale Inn)", "Ilse Orrin (The Vale Inn)"),
        ("Ilse Orrin (not verified)", "Ilse Orrin"),
        ("ilse7(f)", "ilse7"),
        ("Ilse Orrin https://orrin.example/", "Ilse Orrin"),
    ],
)
def test_a_name_stands_alone(printed: str, name: str) -> None:
    found = read(printed, TEXT, "Per Lindal", TEXT, roles=("author", "text"))
    assert [author for author, _ in found] == [name, "Per Lindal"]


def test_points_behind_names_are_no_part_of_them_though_one_has_none() -> None:
    printed = [row for name in ("Ilse 12", "Noor 7", "per7 1", "Marn 40", "Ida") for row in (name, TEXT)]
    assert [author for author, _ in read(*printed, roles=("author", "text"))] == ["Ilse", "Noor", "per7", "Marn", "Ida"]


def test_points_are_nobody() -> None:
    found = read("12 points", "June 6, 2025", TEXT, "7 points", "June 7, 2025", TEXT, roles=("author", "age", "text"))
    assert found == [(None, "June 6, 2025"), (None, "June 7, 2025")]


def test_of_a_date_said_twice_the_one_for_people_is_the_age() -> None:
    of_machines, of_people = "2016-03-17 13:23:29 +00:00", "Mar 17, 2016 at 13:23"
    assert read(of_machines, of_people, TEXT, roles=("age", "age", "text")) == [(None, of_people)]
    assert read(of_machines, "Apr 2, 2016", TEXT, roles=("age", "age", "text")) == [(None, of_machines)]


def test_numbers_of_answers_and_what_is_said_of_writers_are_no_votes() -> None:
    lines = cut(f"Ilse\n1\nJoined: Mar 2011\n{TEXT}\nNoor\n1.1\n12 likes\n{TEXT}")
    reader = reader_of(lines)
    roles = ("comment_author", "comment_action", "comment_action", "comment_text")
    records = [Record(0, [(first + place, role) for place, role in enumerate(roles)]) for first in (0, 4)]
    drafts = comments.drafts_of(reader, records, [1.0, 1.0])
    built = comments.build(reader, drafts, float)
    assert [comment.upvotes for comment in built] == [1, 12]
    assert drafts[1].number == "1.1"
