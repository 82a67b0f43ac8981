"""The second votes: columns that hear votes, roles and what stands near, and trees whose two forms agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsdump
from newsdump import _second_trees, columns, items, second_votes, sections, trees
from newsdump.items import forms
from newsdump.items.surroundings import CLASSES

ROOT = Path(__file__).parent.parent
DUMPS = sorted((ROOT / "tests" / "dumps").rglob("*.txt"))
PARSER = newsdump.Parser()
SENTENCE = "The keeper of the tower in Osselby counted every ship that passed the bar that winter, and wrote it down."


def asked_of(text: str) -> list[list[int]]:
    reader = PARSER.read(text)
    votes = trees.votes(reader.lines, reader.cues)
    return second_votes.columns(reader, votes.body, items.reading.read(reader, votes, forms.Forms()))


def agree(text: str) -> None:
    asked = asked_of(text)
    size = len(asked[0])
    assert len(asked) == len(second_votes.SECOND_COLUMNS)
    assert {len(column) for column in asked} == {size}
    if not size:
        return
    assert 0 <= min(map(min, asked)) <= max(map(max, asked)) <= columns.HIGHEST
    question = second_votes.load_trees()["questions"]["line_body"]
    rows = zip(*asked, strict=True)
    walked = [question["base"] + sum(trees.leaf(tree, row) for tree in question["trees"]) for row in rows]
    assert trees.ask(_second_trees.line_body, trees.pack(asked, size), ()) == walked


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_trees_and_compiled_trees_agree_on_dumps(path: Path) -> None:
    agree(path.read_text(encoding="utf-8"))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["Comments", "3 hours ago", SENTENCE, "- Menu", "", "日本" * 40]), max_size=60))
def test_trees_and_compiled_trees_agree_on_any_text(rows: list[str]) -> None:
    agree("\n".join(rows))


def test_columns_have_the_names_that_the_trees_were_fitted_to() -> None:
    assert second_votes.load_trees()["columns"]["line"] == list(second_votes.SECOND_COLUMNS)


def roles(*told: str) -> list[list[float]]:
    """Roles of lines, each beyond doubt."""
    return [[float(each == (role, False)) for each in CLASSES] for role in told]


def test_what_announces_comments_is_heard_until_the_story_goes_on() -> None:
    told = ("title", "body", "comments_heading", "other", "body", "other")
    reader = PARSER.read("\n".join(f"{SENTENCE} {number}" for number in range(len(told))))
    reading = items.reading.read(reader, trees.votes(reader.lines, reader.cues), forms.Forms(), roles(*told))
    body = [300 if role == "body" else -300 for role in told]
    found = dict(zip(second_votes.SECOND_COLUMNS, second_votes.columns(reader, body, reading), strict=True))
    assert found["comments heading since"] == [0, 0, 250, 250, 250, 0]
    assert found["title since"] == [250, 250, 0, 0, 0, 0]
    assert found["title until"] == [250, 0, 0, 0, 0, 0]
    assert found["lines since the story"] == [60, 60, 1, 2, 3, 1]
    assert found["lines until the story"] == [1, 3, 2, 1, 60, 60]


def test_it_is_told_where_in_the_story_a_line_stands_and_how_its_block_was_voted_for() -> None:
    reader = PARSER.read(f"{SENTENCE}\n{SENTENCE}\n\nMenu\n\n{SENTENCE} 3")
    told = ("body", "body", "other", "body")
    reading = items.reading.read(reader, trees.votes(reader.lines, reader.cues), forms.Forms(), roles(*told))
    found = dict(
        zip(second_votes.SECOND_COLUMNS, second_votes.columns(reader, [300, 300, -300, 300], reading), strict=True)
    )
    assert found["story above"] == sorted(found["story above"])
    assert found["story below"] == sorted(found["story below"], reverse=True)
    assert found["share of the story"][2] == 0
    assert found["lines of its block"] == [2, 2, 1, 1]
    assert found["vote of its block"][2] < 1_200 < found["vote of its block"][3]


@pytest.mark.parametrize(("count", "asked"), [(40, False), (41, True)])
def test_whole_pages_are_asked_again(count: int, *, asked: bool) -> None:
    reader = PARSER.read("\n".join(f"{SENTENCE} {number}" for number in range(count)))
    never = [trees.NEVER] * count
    said = trees.Votes([300] * count, never, None, lambda lines: never[: len(lines[0])])
    division = sections.divide(reader, said, roles=roles(*["body"] * count))
    assert division.body == ([] if asked else [*range(count)])


@pytest.mark.parametrize(("said", "most"), [(30_000, -trees.NEVER), (-30_000, trees.NEVER)])
def test_second_votes_are_never_surer_than_votes_are(said: int, most: int) -> None:
    reader = PARSER.read(SENTENCE)
    reading = items.reading.read(reader, trees.votes(reader.lines, reader.cues), forms.Forms())
    assert second_votes.votes(reader, [0], reading, lambda _: [said]) == [most]


def test_the_empty_page_has_none() -> None:
    reader = PARSER.read("")
    reading = items.reading.read(reader, trees.votes(reader.lines, reader.cues), forms.Forms())
    assert second_votes.votes(reader, [], reading) == []
