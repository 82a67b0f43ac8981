"""The lines of a page that speak of comments, by the beginnings of a few words of many languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from attrs import frozen

KINDS: Final = ("comments", "talk")
"""Words of comments, and words of talk in general."""
_LONGEST: Final = {"comments": 160, "talk": 80}
"""Longer lines are prose (code points)."""
_UNSPACED: Final = "\u0e00"
"""The first character of scripts that write no spaces between words."""
_NOT_SO: Final = "(?!ary|ator|aar)"
"""A commentary is a story."""


@frozen(eq=False)
class _Stems:
    """Beginnings of words."""

    said: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def _data() -> dict[str, list[str]]:
    from importlib.resources import files  # slow to import, and read only once

    text = files("newsdump").joinpath("data/items/comment_words.json").read_text(encoding="utf-8")
    words: dict[str, list[str]] = json.loads(text)
    return words


@cache
def _stems(kind: str) -> _Stems:
    words = _data()[kind]
    spaced = "|".join(re.escape(word) for word in words if word < _UNSPACED)
    others = "|".join(re.escape(word) for word in words if word >= _UNSPACED)
    return _Stems(tuple(words), re.compile(rf"(?<![^\W\d_])(?:{spaced}){_NOT_SO}|{others}"))


@cache
def _ones() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[|•·/,])|(?<=[|•·/,] ))(?:{'|'.join(_data()['one'])})(?= [^\W\d_])")


def lines_with(kind: str, texts: Sequence[str], lines: Sequence[int]) -> list[int]:
    """Those of *lines* that say a word of the *kind*.

    >>> lines_with("comments", ["Home", "Leave a comment", "Commentary", "3 Kommentare"], [0, 1, 2, 3])
    [1, 3]
    """
    most = _LONGEST[kind]
    short = [line for line in lines if len(texts[line]) <= most]
    whole = "\n".join([texts[line] for line in short]).lower()
    stems = _stems(kind)
    said = [stem for stem in stems.said if stem in whole]  # of many stems few are said, and most pages say none
    if not said:
        return []
    found = []
    for line in short:
        text = texts[line].lower()
        if any(stem in text for stem in said) and stems.pattern.search(text):
            found.append(line)
    return found


def found(kind: str, text: str) -> Iterator[re.Match[Any]]:
    """The words of the *kind* in *text*, which has small letters: their beginnings."""
    return _stems(kind).pattern.finditer(text)


def ones(text: str) -> Iterator[re.Match[Any]]:
    """The words for one in *text*, which has small letters, where it begins and another word follows.

    >>> [*ones("leave a comment"), *ones("laisser un commentaire")], len([*ones("june 6 | one comment")])
    ([], 1)
    """
    return _ones().finditer(text)
