"""What the words of a line tell of its role, as learned from annotated pages: "print", "newsletter", "thanks".

The lexicon knows phrases that decide; a word only leans, and a line is what its words lean to together. Which words
lean where, and how far, was fitted (`tools/item_vocabulary.py`); only words of several sites are kept.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Mapping
from functools import cache
from math import sqrt
from typing import Final

from newsdump.patterns import re_later

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
_WORD: Final = re_later(r"\w+")
_WORDS_ALONE: Final = bytes([sign if chr(sign).isalnum() or sign == ord("_") else ord(" ") for sign in range(256)])
"""Makes spaces of the signs between words in ASCII."""
_NUMBER: Final = re_later(r"\d+")
IDEOGRAMS: Final = "\u2e80"
"""From here on letters are of scripts without spaces."""
_LANES: Final = struct.Struct(f"<{len(GROUPS)}H")


class _Numbers(dict[int, int]):
    """For the sum of what so many words lean to what they lean to together; remembered, for sums are much alike."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._middle, self._root = MIDDLE * count, sqrt(count)

    def __missing__(self, total: int) -> int:
        number = self[total] = max(0, min(255, round(MIDDLE + (total - self._middle) / self._root)))
        return number


_NUMBERS: Final = [_Numbers(count) for count in range(_MOST + 1)]
NOTHING: Final = bytes([MIDDLE]) * len(GROUPS)
"""A line without a known word."""


def words_of(text: str) -> set[str]:
    """The words of a line, its first and its last one, and the whole line if it is short; numbers are alike.

    >>> sorted(words_of("Print 12 pages"))
    ['$pages', '0', '=print 0 pages', '^print', 'pages', 'print']
    """
    folded = _NUMBER.sub("0", text[:READ].casefold())
    is_ascii = folded.isascii()
    if is_ascii:  # which finds them in half of the time
        words = folded.encode("ascii").translate(_WORDS_ALONE).decode("ascii").split()
    else:
        words = _WORD.findall(folded)
    if not words:
        return set()
    found = {*words, f"^{words[0]}", f"${words[-1]}"}
    if len(words) <= _WHOLE_MOST:
        found.add(f"={' '.join(words)}")
    if not is_ascii:
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
        rows = b"".join(leanings.values())
        self._packed = _packed(leanings, b"".join([rows[group :: len(GROUPS)] for group in range(len(GROUPS))]))

    @classmethod
    def of_table(cls, words: Collection[str], columns: bytes) -> Vocabulary:
        """The vocabulary whose words lean to what stands in *columns*: of each group the bytes of all words."""
        vocabulary = cls({})
        vocabulary._packed = _packed(words, columns)
        return vocabulary

    def says(self, text: str) -> bytes:
        """A number for each group (`NAMES`), 128 for neither way."""
        known = [row for row in map(self._packed.get, words_of(text)) if row is not None]
        if not known:
            return NOTHING
        sums = _LANES.unpack(sum(known).to_bytes(_LANES.size, "little"))
        return bytes([*map(_NUMBERS[len(known)].__getitem__, sums)])


def _packed(words: Collection[str], columns: bytes) -> dict[str, int]:
    wide = bytearray(2 * len(columns))
    for group in range(len(GROUPS)):
        wide[2 * group :: _LANES.size] = columns[group * len(words) : (group + 1) * len(words)]
    table = struct.iter_unpack(f"{_LANES.size}s", wide)
    return {word: int.from_bytes(row, "little") for word, (row,) in zip(words, table, strict=True)}


@cache
def load_vocabulary() -> Vocabulary:
    """The words that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    folder = files("newsdump").joinpath("data/items")
    words = folder.joinpath("vocabulary.txt").read_bytes().decode("utf-8").split("\n")[:-1]
    return Vocabulary.of_table(words, folder.joinpath("vocabulary.bin").read_bytes())
