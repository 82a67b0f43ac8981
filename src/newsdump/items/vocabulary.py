"""What the words of a line tell of its role, as learned from annotated pages: "print", "newsletter", "thanks".

The lexicon knows phrases that decide; a word only leans, and a line is what its words lean to together. Which words
lean where, and how far, was fitted (`tools/item_vocabulary.py`); only words of several sites are kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from math import sqrt
from struct import Struct
from typing import Final

GROUPS: Final = (
    ("related_title",),
    ("related_heading",),
    ("related_meta", "related_source", "related_age"),
    ("comment_author", "comment_name_age", "comment_age"),
    ("comment_action",),
    ("comment_text",),
    ("comments_heading", "comments_state"),
    ("body", "related_text"),
    ("other",),
    ("title", "byline"),
)
"""What words lean to: roles that are taken together."""
NAMES: Final = tuple(f"says_{group[0]}" for group in GROUPS)
MIDDLE: Final = 128
"""What stands for leaning neither way."""
READ: Final = 160
"""So many characters of a line are read."""
_WHOLE_MOST: Final = 6
_MOST: Final = 256
"""More words are not in so many characters; their sums are below 65,536."""
_WORD: Final = re.compile(r"\w+")
_NUMBER: Final = re.compile(r"\d+")
IDEOGRAMS: Final = "\u2e80"
"""From here on letters are of scripts without spaces."""
_LANES: Final = Struct(f"<{len(GROUPS)}H")
_ROOTS: Final = [sqrt(count) for count in range(_MOST + 1)]
NOTHING: Final = bytes([MIDDLE]) * len(GROUPS)
"""A line without a known word."""


def words_of(text: str) -> set[str]:
    """The words of a line, its first and its last one, and the whole line if it is short; numbers are alike.

    >>> sorted(words_of("Print 12 pages"))
    ['$pages', '0', '=print 0 pages', '^print', 'pages', 'print']
    """
    words = _WORD.findall(_NUMBER.sub("0", text[:READ].casefold()))
    if not words:
        return set()
    found = {*words, f"^{words[0]}", f"${words[-1]}"}
    if len(words) <= _WHOLE_MOST:
        found.add(f"={' '.join(words)}")
    for word in words:
        if len(word) > 2 and word[0] >= IDEOGRAMS:  # no spaces between words
            found.update([word[place : place + 2] for place in range(len(word) - 1)])
    return found


class Vocabulary:
    """Words with what they lean to.

    >>> told = dict(zip(NAMES, Vocabulary({"print": bytes([128] * 4 + [198] + [128] * 5)}).says("Print"), strict=True))
    >>> told["says_comment_action"], told["says_other"]
    (198, 128)
    """

    def __init__(self, leanings: Mapping[str, bytes]) -> None:
        """*leanings*: for each word a byte a group, 128 for leaning neither way."""
        self._packed = {word: _packed(row) for word, row in leanings.items()}

    def says(self, text: str) -> bytes:
        """A number for each group (`NAMES`), 128 for neither way."""
        get = self._packed.get
        known = [row for word in words_of(text) if (row := get(word)) is not None]
        if not known:
            return NOTHING
        count = len(known)
        root, middle = _ROOTS[count], MIDDLE * count
        sums = _LANES.unpack(sum(known).to_bytes(_LANES.size, "little"))
        return bytes([max(0, min(255, round(MIDDLE + (total - middle) / root))) for total in sums])


def _packed(row: bytes) -> int:
    wide = bytearray(2 * len(row))
    wide[::2] = row
    return int.from_bytes(wide, "little")


@cache
def load_vocabulary() -> Vocabulary:
    """The words that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    folder = files("newsdump").joinpath("data/items")
    words = folder.joinpath("vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    raw = folder.joinpath("vocabulary.bin").read_bytes()
    size = len(GROUPS)
    return Vocabulary({word: raw[place * size : (place + 1) * size] for place, word in enumerate(words)})
