"""The lines of a page that speak of comments, by the beginnings of a few words of many languages."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from attrs import frozen

_LONGEST: Final = 160
"""Longer lines are prose (code points)."""
_NOT_SO: Final = "(?!ary|ator|aar|aire sport)"
"""A commentary is a story."""


@frozen(eq=False)
class _Stems:
    """Beginnings of words (`data/items/comment_words.json`)."""

    said: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def _stems(kind: str) -> _Stems:
    from importlib.resources import files  # slow to import, and read only once

    words = json.loads(files("newsdump").joinpath("data/items/comment_words.json").read_text(encoding="utf-8"))[kind]
    spaced = "|".join(re.escape(word) for word in words if word < "\u0e00")
    others = "|".join(re.escape(word) for word in words if word >= "\u0e00")
    return _Stems(tuple(words), re.compile(rf"(?<![^\W\d_])(?:{spaced}){_NOT_SO}|{others}"))


def lines_with(kind: str, texts: Sequence[str], lines: Sequence[int]) -> list[int]:
    """Those of *lines* that say a word of the *kind* "comments" or "talk".

    >>> lines_with("comments", ["Home", "Leave a comment", "Commentary", "3 Kommentare"], [0, 1, 2, 3])
    [1, 3]
    """
    short = [line for line in lines if len(texts[line]) <= _LONGEST]
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
