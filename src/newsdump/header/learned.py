"""Words around and in a candidate that were found to speak for it or against it.

What the words of all languages that stand at names and dates say is in the lexicon; these are the others: "min read"
behind a date, "Share" in what might be a name. Each has a number from 0 (against) over `UNKNOWN` to 15 (for).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from newsdump.header.setting import Setting
from newsdump.lexicon import Label, label_key
from newsdump.patterns import re_later

UNKNOWN: Final = 8
_TOKEN: Final = re_later(r"[^\W\d_][\w'’]*|\d+|[©@#]")
_REACH: Final = 24
_INSIDE_MOST: Final = 6
_LINE: Final = 40
"""A longer line beside the candidate's says nothing."""


AROUND: Final[tuple[str, ...]] = ("word before", "word behind", "line above")
INSIDE: Final[tuple[str, ...]] = ("worst word", "best word")


class Keys(NamedTuple):
    """What the words at a candidate are looked up by."""

    before: str
    behind: str
    above: str
    inside: tuple[str, ...]


def keys_at(page: Setting, line: int, start: int, end: int) -> Keys:
    """The keys of the candidate from *start* to *end* in a line of *page*."""
    labels = page.reader.words.lexicon.labels
    text = page.reader.lines.texts[line]
    line_above, word_below = page.neighbours.get(line) or _look_around(page, line)
    words = _TOKEN.findall(text[max(0, start - _REACH) : start])
    ahead = _TOKEN.match(text[end : end + _REACH].lstrip(" ,.|-–—·•()"))
    before = _class(words[-1], labels) if words else f"^{line_above}"
    behind = _class(ahead[0], labels) if ahead else word_below
    inside = tuple([_spelt(word) for word in _TOKEN.findall(text[start:end])[:_INSIDE_MOST]])
    return Keys(before, behind, line_above, inside)


def _look_around(page: Setting, line: int) -> tuple[str, str]:
    """The line above and the first word of the line below as they are looked up, kept for the next candidate."""
    texts, labels = page.reader.lines.texts, page.reader.words.lexicon.labels
    above = texts[line - 1] if line else ""
    below = texts[line + 1] if line + 1 < len(texts) else ""
    line_above = _class(" ".join(_TOKEN.findall(above)), labels) if len(above) <= _LINE else "<long>"
    first = _TOKEN.search(below) if len(below) <= _LINE else None
    word_below = f"${_class(first[0], labels)}" if first else "$" if len(below) <= _LINE else "$<long>"
    page.neighbours[line] = line_above, word_below
    return line_above, word_below


def _spelt(word: str) -> str:
    """The word of a name: "Per" is one, "per" is none."""
    return word.capitalize() if word[0].isupper() else word


def _class(word: str, labels: Mapping[str, int]) -> str:
    """The word as it is looked up: numbers alike, and words of the lexicon by what they say."""
    folded = label_key(word)
    if folded.isdecimal():
        return "#"
    bits = labels.get(folded, 0) & ~Label.KICKER  # kickers do not stand at names and dates
    return f"<{bits}>" if bits else folded


def read(keys: Keys, table: Mapping[str, Mapping[str, int]]) -> list[int]:
    """What the words say, in the order of `AROUND` and `INSIDE`."""
    inside = [table["inside"].get(word, UNKNOWN) for word in keys.inside]
    return [
        table["before"].get(keys.before, UNKNOWN),
        table["behind"].get(keys.behind, UNKNOWN),
        table["above"].get(keys.above, UNKNOWN),
        min(inside, default=UNKNOWN),
        max(inside, default=UNKNOWN),
    ]
