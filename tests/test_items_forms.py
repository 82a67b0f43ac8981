"""The form of a line is counted the same way in ASCII, where it is counted faster, and in any other text."""

from __future__ import annotations

import re
import string

from hypothesis import given
from hypothesis import strategies as st

from newsdump.items.forms import NAMES, Forms
from newsdump.items.vocabulary import Vocabulary, words_of
from newsdump.lexicon import key

_LINES = st.text(string.ascii_letters[:4] + "XYZ01 .!?,_'-()\t", min_size=1, max_size=200).map(str.strip).filter(bool)
_READ = 160


def _form(text: str) -> dict[str, int]:
    return dict(zip(NAMES, Forms(Vocabulary({}))[text], strict=True))


@given(_LINES)
def test_letters_of_ascii_are_counted_as_they_are(text: str) -> None:
    head = text[:_READ]
    words = head.split()
    form = _form(text)
    assert form["capitals"] == 20 * sum(word[0].isupper() for word in words[:20]) // min(20, len(words))
    assert form["digits"] == 20 * sum(map(str.isdecimal, head)) // len(head)
    assert form["glued"] == min(9, len(re.findall(r"[a-z\d][A-Z]|[a-z]\d|[A-Za-z][.!?][A-Z]", head)))


@given(_LINES.filter(lambda text: len(text) < _READ - 2))
def test_a_letter_beyond_ascii_changes_nothing_else(text: str) -> None:
    form, other = _form(text), _form(f"{text} é")
    for name in ("begin", "commas", "brackets", "glued"):
        assert form[name] == other[name]


@given(_LINES)
def test_words_of_ascii_are_those_of_any_text(text: str) -> None:
    folded = re.sub(r"\d+", "0", text[:_READ].casefold())
    assert {word for word in words_of(text) if word[0] not in "^$="} == set(re.findall(r"\w+", folded))


@given(_LINES)
def test_phrases_of_ascii_are_folded_as_those_of_any_text(text: str) -> None:
    assert key(text) == key(f"{text}\u200b")
