"""A line says what its known words lean to, added up over the root of their number."""

from __future__ import annotations

from importlib.resources import files
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump.items.forms import NAMES as FORMS
from newsdump.items.forms import Forms
from newsdump.items.vocabulary import GROUPS, NAMES, NOTHING, Vocabulary, load_vocabulary, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Print", {"print", "^print", "$print", "=print"}),
        ("Page 12 of 40", {"page", "0", "of", "^page", "$0", "=page 0 of 0"}),
        (
            "the ferry was late again on Monday",
            {"the", "ferry", "was", "late", "again", "on", "monday", "^the", "$monday"},
        ),
        ("渡船晚点", {"渡船晚点", "渡船", "船晚", "晚点", "^渡船晚点", "$渡船晚点", "=渡船晚点"}),
        ("— · —", set()),
        ("", set()),
    ],
)
def test_the_words_of_a_line(text: str, words: set[str]) -> None:
    assert words_of(text) == words


rows = st.binary(min_size=len(GROUPS), max_size=len(GROUPS))


@given(st.dictionaries(st.sampled_from(["the", "ferry", "^the", "$late", "=ferry", "0"]), rows), st.text(max_size=400))
def test_a_line_leans_as_its_known_words_do(leanings: dict[str, bytes], text: str) -> None:
    text = f"the ferry {text} late"
    known = [leanings[word] for word in words_of(text) if word in leanings]
    expected = [
        max(0, min(255, round(128 + sum(number - 128 for number in group) / sqrt(len(known)))))
        for group in zip(*known, strict=True)
    ]
    assert [*Vocabulary(leanings).says(text)] == (expected or [*NOTHING])


def test_forms_hold_what_words_say_of_lines_remembered_and_not() -> None:
    words = Vocabulary({"^the": bytes(range(len(GROUPS)))})
    forms = Forms(words)
    for text in ("the ferry", "the ferry " * 40):
        said = forms[text][FORMS.index(NAMES[0]) :]
        assert said == words.says(text)


def test_the_words_that_ship_have_a_row_each() -> None:
    folder = files("newsdump").joinpath("data/items")
    words = folder.joinpath("vocabulary.txt").read_text(encoding="utf-8").splitlines()
    assert len(folder.joinpath("vocabulary.bin").read_bytes()) == len(words) * len(GROUPS)
    assert words == sorted(set(words))
    assert all(word == word.casefold() for word in words)


def test_shipped_words_tell_a_button_from_a_headline() -> None:
    at = NAMES.index("says_comment_action"), NAMES.index("says_related_title")
    reply, headline = load_vocabulary().says("Reply"), load_vocabulary().says("What to know about the new ferry")
    assert reply[at[0]] > headline[at[0]]
    assert headline[at[1]] > reply[at[1]]
