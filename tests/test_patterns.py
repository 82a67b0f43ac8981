"""Patterns that are compiled when they are first asked."""

from __future__ import annotations

import copy
import re

import pytest
import regex

from newsdump.patterns import re_later, regex_later


def test_they_find_what_compiled_ones_find() -> None:
    text = "12 Comments, 3 Replies"
    for later, compiled in (
        (re_later(r"\d+ (?P<what>\w+)"), re.compile(r"\d+ (?P<what>\w+)")),
        (regex_later(r"\d+ (?P<what>\p{Lu}\p{Ll}+)"), regex.compile(r"\d+ (?P<what>\p{Lu}\p{Ll}+)")),
    ):
        assert later.findall(text) == compiled.findall(text) == ["Comments", "Replies"]
        assert [found.span() for found in later.finditer(text)] == [found.span() for found in compiled.finditer(text)]
        assert later.sub("#", text) == compiled.sub("#", text)
        assert later.split(text) == compiled.split(text)
        found, fully = later.match(text), later.fullmatch("3 Replies")
        assert found is not None
        assert fully is not None
        assert (found["what"], fully["what"]) == ("Comments", "Replies")
        assert later.groupindex == compiled.groupindex


def test_flags_are_kept() -> None:
    assert re_later("comments", re.IGNORECASE).search("12 COMMENTS") is not None


def test_nothing_is_compiled_before_it_is_asked() -> None:
    broken = re_later("(")
    with pytest.raises(re.error):
        broken.search("(")


def test_they_can_be_copied() -> None:
    pattern = copy.copy(re_later(r"\d"))
    assert pattern.search("a 1") is not None
