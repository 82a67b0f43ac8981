"""The language of a text: by its script where only one language uses it, else by the words that carry its grammar.

Counting such words is deterministic, needs no model, and tells in a few hundred words which language it is; what two
languages share counts for both. The words are data: `data/languages/` beside the package, made into the form that is
read here by `tools/build_languages.py`.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from attrs import frozen

_SAMPLE: Final = 800
"""So many characters are asked at once."""
_SAMPLES: Final = 12
"""So often more are asked, as long as two languages fit alike."""
_STEP: Final = 3
"""Every third letter tells the script."""
_LEAST: Final = 3
"""Fewer words than this tell nothing."""
_AHEAD: Final = 2
_TIMES: Final = 1.5
"""By so many words, and so many times, the first language must be ahead."""
_SHARE: Final = 0.05
"""The part of all words that must be of the language."""
_NO_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalpha())
_ASSAMESE: Final = frozenset("ৰৱ")
_SIGNS: Final = ".,;:!?\"“”„‘’'«»‹›()[]{}<>|/\\–—-…·•*#،؛؟।॥\u200e\u200f"

_SCRIPTS: Final = {
    "Latin": (0, 1, 2, 3, 4, 60, 61),
    "Greek": (6, 7, 62, 63),
    "Cyrillic": (8, 9),
    "Armenian": (10,),
    "Hebrew": (11,),
    "Arabic": (12, 13, 14, 502, 503, 504, 505, 506, 509),
    "Devanagari": (18,),
    "Bengali": (19,),
    "Gurmukhi": (20,),
    "Gujarati": (21,),
    "Oriya": (22,),
    "Tamil": (23,),
    "Telugu": (24,),
    "Kannada": (25,),
    "Malayalam": (26,),
    "Sinhala": (27,),
    "Thai": (28,),
    "Lao": (29,),
    "Tibetan": (30, 31),
    "Myanmar": (32,),
    "Georgian": (33,),
    "Ethiopic": (36, 37, 38),
    "Khmer": (47,),
    "Kana": (96, 97),
    "Han": tuple(range(104, 320)),
    "Hangul": (34, 35, *range(344, 432)),
}
"""The blocks of 128 code points that the letters of a script stand in (Unicode, Blocks.txt)."""
_SCRIPT_OF: Final = {block: script for script, blocks in _SCRIPTS.items() for block in blocks}


@frozen(eq=False)
class Languages:
    """What tells languages, as it ships with the package."""

    alone: Mapping[str, str]
    """The language of each script that has but one."""
    words: Mapping[str, Mapping[str, list[str]]]
    """For each other script the languages by word, or by letter where words are not set apart."""


@cache
def load_languages() -> Languages:
    """The languages that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    data = json.loads(files("newsdump").joinpath("data/languages.json").read_text(encoding="utf-8"))
    return Languages(data["alone"], data["words"])


def language_of(texts: Iterable[str]) -> str | None:
    """The language of running text.

    Args:
        texts: pieces of the text, as many as there are; the first 9,600 characters are asked at most.

    Returns:
        A BCP-47 tag ("en", "zh-Hans", "sr-Latn"), or None if too little is said or two languages fit alike.

    >>> language_of(["The ferry was late, and nobody in the harbour knew why it was."])
    'en'
    >>> language_of(["Die Fähre war zu spät, und im Hafen wusste niemand, warum."])
    'de'
    >>> language_of(["OK"]) is None
    True
    """
    pieces = (_composed(piece[: _SAMPLE * _SAMPLES]) for piece in texts)
    rest = ""
    heard: Counter[str] = Counter()
    script: str | None = None
    said = 0
    for _ in range(_SAMPLES):
        sample, rest = _sample(rest, pieces)
        if not sample:
            break
        script = script or _script(sample)
        if script is None:
            continue
        alone = load_languages().alone.get(script)
        if alone is not None:
            return "as" if script == "Bengali" and not _ASSAMESE.isdisjoint(sample) else alone
        said += _hear(sample, script, heard)
        best = _best(load_languages().words.get(script, {}), heard, said)
        if best is not None:
            return best
    return None


def _sample(rest: str, pieces: Iterator[str]) -> tuple[str, str]:
    """The next characters that are asked, and what is left of the piece that they end in."""
    sample = [rest]
    length = len(rest)
    for piece in pieces if length < _SAMPLE else ():
        sample.append(piece)
        length += len(piece)
        if length >= _SAMPLE:
            break
    text = "\n".join(sample)
    return text[:_SAMPLE].lstrip("\n"), text[_SAMPLE:]


def _composed(text: str) -> str:
    """The form that words are compared in."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).replace("’", "'")


def _script(text: str) -> str | None:
    """The script of most letters of *text*; kana decide for Japanese, for Chinese has none."""
    if text.isascii():
        return "Latin" if any(map(str.isalpha, text)) else None
    sample = text[::_STEP]
    if 2 * len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS)) > len(sample):
        return "Latin"  # as most letters are, whatever the others
    scripts: Counter[str] = Counter()
    for letter, count in Counter(filter(str.isalpha, sample)).items():
        scripts[_SCRIPT_OF.get(ord(letter) >> 7, "")] += count
    del scripts[""]
    if not scripts:
        return None
    if scripts["Kana"] * 10 > scripts["Han"] and scripts["Kana"] + scripts["Han"] > scripts["Latin"]:
        return "Kana"
    return max(scripts, key=lambda script: (scripts[script], script))


def _hear(text: str, script: str, heard: Counter[str]) -> int:
    """Add the words of *text* to those that were *heard*; how many there were."""
    if script == "Han":
        heard.update(text)
        return sum(map(str.isalpha, text))
    words = text.casefold().split()
    heard.update([word if word.isalpha() else word.strip(_SIGNS) for word in words])
    return len(words)


def _best(table: Mapping[str, list[str]], heard: Counter[str], said: int) -> str | None:
    """The language that is told by the most words, if it is ahead of the second by words that only one of them has."""
    known = [(languages, heard[word]) for word in heard if (languages := table.get(word)) is not None]
    totals: Counter[str] = Counter()
    for languages, times in known:
        for language in languages:
            totals[language] += times
    ranked = sorted(totals, key=lambda language: (-totals[language], language))[:2]
    if not ranked or totals[ranked[0]] < max(_LEAST, _SHARE * said):
        return None
    if len(ranked) == 1:
        return ranked[0]
    first, second = ranked
    own = sum(times for languages, times in known if first in languages and second not in languages)
    other = sum(times for languages, times in known if second in languages and first not in languages)
    return first if own >= other + _AHEAD and own > _TIMES * other else None
