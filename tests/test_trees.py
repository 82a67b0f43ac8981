"""The votes: trees as data and their compiled form agree, and every page has votes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdump import _trees, columns, cues, lines, passages, short_columns, trees
from newsdump.lexicon import load_lexicon

ROOT = Path(__file__).parent.parent
DUMPS = sorted((ROOT / "tests" / "dumps").rglob("*.txt"))
ANNOUNCER = cues.Announcer(load_lexicon())

SENTENCE = "The harbour of Ostrava Bay was closed for eleven hours after a ferry lost its rudder in the storm."
PAGE = "\n".join(
    [
        "Home",
        "News",
        "Sport",
        "Weather",
        "Subscribe",
        "Ferry without a rudder closes the harbour of Ostrava Bay",
        "By Ilse Marlow",
        "3 hours ago",
        *(f"{SENTENCE} No one was hurt, said officer number {number} of the coast guard." for number in range(6)),
        "What happens next",
        *(f"{SENTENCE} Divers will look at the hull {number} times, the owner said." for number in range(6)),
        "Related Articles",
        "A bridge too narrow",
        "2 days ago",
        "Snow in May",
        "5 days ago",
        "Contact us",
        "Privacy policy",
    ]
)


def read(text: str) -> tuple[lines.Lines, cues.Cues]:
    cut = lines.cut(text)
    return cut, cues.read(cut, ANNOUNCER)


def walked(name: str, answers: list[list[int]], page: list[int]) -> list[int]:
    question = trees.load_trees()["questions"][name]
    size = len(answers[0]) if answers else 0
    rows = [[min(column[line], columns.HIGHEST) for column in answers] + page for line in range(size)]
    return [question["base"] + sum(trees.leaf(tree, row) for tree in question["trees"]) for row in rows]


def agree(text: str) -> None:
    setting = columns.survey(*read(text))
    page = columns.of_page(setting)
    if not setting.longs:
        return
    answers = columns.of_long(setting)
    asked = trees.pack(answers, len(setting.longs))
    heard = trees.ask(_trees.long_body, asked, page)
    assert walked("long_body", answers, page) == heard
    assert walked("long_comment", answers, page) == trees.ask(_trees.long_comment, asked, page)
    chosen, answers = short_columns.of_short(setting, heard)
    if chosen:
        asked = trees.pack(answers, len(chosen))
        assert walked("short_body", answers, page) == trees.ask(_trees.short_body, asked, page)
    found = passages.split(range(0, len(setting.lengths), 9))
    if len(found) > 1:
        votes = [100 - line for line in range(len(setting.lengths))]
        _, answers = passages.of_passages(setting.cues, votes, found)
        asked = trees.pack(answers, len(found) - 1)
        assert walked("passage_body", answers, []) == trees.ask(_trees.passage_body, asked, ())


def test_the_compiled_module_is_made_from_the_data() -> None:
    program = ROOT / "tools" / "compile_trees.py"
    subprocess.run([sys.executable, program, "--check"], check=True)


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_trees_and_compiled_trees_agree_on_dumps(path: Path) -> None:
    agree(path.read_text(encoding="utf-8"))


WORDS = st.sampled_from(
    ["Comments", "Reply", "3 hours ago", SENTENCE, SENTENCE[:70], "Menu", "", "日本" * 40, "Related"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60).map("\n".join))
def test_trees_and_compiled_trees_agree_on_any_text(text: str) -> None:
    agree(text)


@pytest.mark.parametrize("count", [1, 255, 256, 257, 700, 25_000])
def test_pages_of_any_size_agree(count: int) -> None:
    if count < 1000:
        agree("\n".join([SENTENCE, "Reply"] * count))
    votes = trees.votes(*read(f"{SENTENCE}\n" * count))
    assert len(votes.body) == len(votes.comment) == count


def test_columns_have_the_names_that_the_trees_were_fitted_to() -> None:
    names = trees.load_trees()["columns"]
    assert names["long"] == list(columns.LONG_COLUMNS)
    assert names["short"] == list(short_columns.SHORT_COLUMNS)
    assert names["page"] == list(columns.PAGE_COLUMNS)
    assert names["passage"] == list(passages.PASSAGE_COLUMNS)


def test_there_are_as_many_columns_as_names() -> None:
    setting = columns.survey(*read(PAGE))
    asked = columns.of_long(setting)
    assert len(asked) == len(columns.LONG_COLUMNS)
    assert {len(column) for column in asked} == {len(setting.longs)}
    chosen, asked = short_columns.of_short(setting, [500] * len(setting.longs))
    assert len(asked) == len(short_columns.SHORT_COLUMNS)
    assert {len(column) for column in asked} == {len(chosen)}


def test_the_story_is_chosen_with_its_heading_and_without_the_menus() -> None:
    cut, read_cues = read(PAGE)
    chosen = trees.choose(read_cues, trees.votes(cut, read_cues).body)
    texts = [cut.texts[line] for line in chosen]
    assert sum(text.startswith(SENTENCE) for text in texts) == 12
    assert not {"Home", "Subscribe", "Related Articles", "Privacy policy"} & set(texts)


def test_passages_are_left_out_by_their_votes_and_the_main_one_is_kept() -> None:
    cut, read_cues = read("\n".join([PAGE, *["Share"] * 9, SENTENCE, SENTENCE]))
    votes = [-100] * len(cut)
    story = [line for line, text in enumerate(cut.texts) if text.startswith(SENTENCE)]
    for line in story:
        votes[line] = 300
    assert trees.choose(read_cues, votes, lambda asked: [100] * len(asked[0])) == story
    assert trees.choose(read_cues, votes, lambda asked: [-100] * len(asked[0])) == story[:-2]


def test_a_page_without_long_lines_has_no_story() -> None:
    cut, read_cues = read("Home\nNews\nSport")
    votes = trees.votes(cut, read_cues)
    assert votes.body == [-columns.VOTE_ZERO] * 3
    assert trees.choose(read_cues, votes.body) == []


def test_the_empty_page() -> None:
    votes = trees.votes(*read(""))
    assert (votes.body, votes.comment) == ([], [])


def test_nothing_is_a_comment_where_nothing_announces_comments() -> None:
    assert set(trees.votes(*read(PAGE)).comment) == {-columns.VOTE_ZERO}


def test_reasons_add_up_to_the_vote() -> None:
    cut, read_cues = read(PAGE)
    votes = trees.votes(cut, read_cues)
    data = trees.load_trees()["questions"]
    for line, vote in enumerate(votes.body):
        found = trees.reasons(cut, read_cues, line)
        if not found:
            assert vote == -columns.VOTE_ZERO
            continue
        kind = "long_body" if read_cues.lengths[line] >= columns.LONG else "short_body"
        nothing = data[kind]["base"] + sum(trees.mean_leaf(tree) for tree in data[kind]["trees"])
        assert abs(nothing + sum(reason.weight for reason in found) - vote) <= len(found) + 1
        assert [abs(reason.weight) for reason in found] == sorted((abs(r.weight) for r in found), reverse=True)


def test_every_column_has_a_reason() -> None:
    about = [name for members in columns.REASONS.values() for name in members]
    assert len(about) == len(set(about))
    assert set(about) == {*columns.LONG_COLUMNS, *short_columns.SHORT_COLUMNS, *columns.PAGE_COLUMNS}


def test_the_data_say_what_they_were_fitted_to() -> None:
    data = json.loads((ROOT / "src/newsdump/data/trees/votes.json").read_text(encoding="utf-8"))
    assert data["version"] >= 1
    assert sum(data["fitted_to"].values()) > 1000


@pytest.mark.parametrize("text", ["\ud800" * 100 + ".", "a" * 100_000, "1 " * 5000, "\x00" * 300])
def test_odd_texts_have_votes(text: str) -> None:
    assert len(trees.votes(*read(text)).body) == len(lines.cut(text))
