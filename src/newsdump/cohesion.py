"""The words that a line shares with lines that are surely of the story, with those that surely are not, and the title.

An offer, a bio or a consent text between two paragraphs has their form, but hardly a word of theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, compress
from typing import Final

from newsdump.patterns import re_later

COLUMNS: Final = (
    "words of the story",
    "share of words of the story",
    "how often the story has its words",
    "share of words of other lines",
    "words of the title",
)
"""The columns of a line, in the order of `columns`."""
_READ: Final = 200
"""So many characters of a line are read."""
_WORD: Final = re_later(r"(\w{5,6})\w*")
"""Words of five letters and more, by their first six: endings are left out, and most words that all texts have."""
_IDEOGRAMS: Final = re_later("[\u2e80-\ud7af\uf900-\ufaff]{2,}")
"""Scripts without spaces are read two letters at a time."""
_NO_WORDS: Final = 50
"""The share of words where a line has none."""
_OFTEN: Final = 9


def words_of(text: str) -> set[str]:
    """The words of a line that are compared.

    >>> sorted(words_of("The harbours of Osselby"))
    ['harbou', 'osselb']
    >>> sorted(words_of("港口开放"))
    ['口开', '开放', '港口']
    """
    folded = text[:_READ].casefold()
    if folded.isascii():
        return set(_WORD.findall(folded))
    runs = _IDEOGRAMS.findall(folded)
    if not runs:
        return set(_WORD.findall(folded))
    pairs = {run[place : place + 2] for run in runs for place in range(len(run) - 1)}
    return pairs.union(_WORD.findall(_IDEOGRAMS.sub(" ", folded)))


def columns(texts: Sequence[str], sure: Sequence[bool], other: Sequence[bool], title: int) -> list[list[int]]:
    """The columns of all lines, in the order of `COLUMNS`; a line does not share its words with itself.

    Args:
        texts: the lines.
        sure: for each, whether it is surely of the story,
        other: and whether it surely is not.
        title: the line that is likeliest the title.
    """
    words = [*map(words_of, texts)]
    told, told_again = _counts(words, sure)
    others, others_again = _counts(words, other)
    of_title = words[title]
    rows = []
    for own, is_sure, is_other in zip(words, sure, other, strict=True):
        size = len(own)
        if not size:
            rows.append((0, _NO_WORDS, 0, _NO_WORDS, 0))
            continue
        counts = told_again if is_sure else told
        shared = own & counts.keys()
        elsewhere = own & (others_again if is_other else others).keys()
        rows.append((
            len(shared),
            100 * len(shared) // size,
            10 * sum(map(counts.__getitem__, shared)) // size,
            100 * len(elsewhere) // size,
            len(own & of_title),
        ))  # fmt: skip
    return [list(column) for column in zip(*rows, strict=True)]


def _counts(words: Sequence[set[str]], wanted: Sequence[bool]) -> tuple[dict[str, int], dict[str, int]]:
    """How many of the lines *wanted* have each word, as far as it counts, and how many beside any one of them."""
    found = Counter(chain.from_iterable(compress(words, wanted)))
    return (
        {word: min(_OFTEN, count) for word, count in found.items()},
        {word: min(_OFTEN, count - 1) for word, count in found.items() if count > 1},
    )
