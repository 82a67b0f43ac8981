"""How much a line sounds like a reader, and not like a reporter.

Where an extractor drops the names, the dates and the headings of comments, nothing but their talk tells them from the
story that they follow. Signs of the form are the same in all languages; words of thanks, slang and opinion are data
(`data/talk/` beside the package), and so is what each mark weighs: `tools/fit_talk.py` counts how often stories and
comments of annotated pages have it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import regex
from attrs import frozen

from newsdump.patterns import re_later, regex_later

_EMOTICON: Final = re_later(r"(?<!\w)(?::-?[)DP(]|;-?\))(?!\w)")
_EMOJI: Final = re_later("[\U0001f600-\U0001f64f]")
_SIGNS: Final = regex_later(r"[!?]{2}")
_SENTENCE: Final = regex_later(r"\S+ \S+ \S+ .*[^;{}:,]$")
_ADDRESS: Final = regex_later(r"[\p{Lu}@][\w.@-]{1,15}(?: \p{Lu}\w+)?,")
FORMS: Final[dict[str, Callable[[str], bool]]] = {
    "emoticon": lambda text: (
        ((":" in text or ";" in text) and _EMOTICON.search(text) is not None)
        or (not text.isascii() and _EMOJI.search(text) is not None)
    ),
    "signs in a row": lambda text: ("!" in text or "?" in text) and bool(_SIGNS.search(text)),
    "small beginning": lambda text: text[:1].islower() and bool(_SENTENCE.match(text)),
    "call": lambda text: text[-1:] == "!" and text[-2:-1] not in {"!", "?"},
    "address": lambda text: text[-1:] == "," and bool(_ADDRESS.fullmatch(text)),
    "dots": lambda text: "..." in text or "…" in text,
}
"""The marks of a line's form: "so glad :)", "What?!", "i did not know that", "Well done!", "Noor,", "well..."."""
_READ: Final = 2_000
"""So many characters of a line are looked through for words."""
_BETWEEN: Final = '.,;:!?…"()[]“”«»-–—'
_NO_SIGNS: Final = bytes([ord(" ") if chr(sign) in _BETWEEN else sign for sign in range(256)])
"""Makes spaces of these in ASCII."""
_RELUCTANCE: Final = 0.2
"""What each line counts against talk: a story that ends in some is not cut too early."""
_TALK: Final = 3.0
"""The log odds from which lines together are talk."""
_SILENCE: Final = 8.0
"""The log odds that are lost where readers have stopped to talk: about twenty lines without a mark."""


@frozen(eq=False)
class Mark:
    """A mark of talk, with the log odds that a line with it, or without it, is a reader's."""

    name: str
    found: Callable[[str], bool]
    first_words: frozenset[str] | None
    """The words that those begin with which are looked for; None if the mark is one of form."""
    present: float
    absent: float


def words_of(group: dict[str, list[str]]) -> tuple[Callable[[str], bool], frozenset[str]]:
    """What finds the words that lines of one group open with or hold, without case, and the first words of these."""
    opens, holds = group.get("opens", []), group.get("holds", [])
    ways = [rf"^(?:{_any_of(opens)})\b"] if opens else []
    ways += [rf"\b(?:{_any_of(holds)})\b"] if holds else []
    either = "|".join(ways)
    return lambda folded: _pattern(either).search(folded) is not None, frozenset(
        phrase.split(" ", 1)[0] for phrase in (*opens, *holds)
    )


@cache
def _pattern(either: str) -> regex.Pattern[str]:
    """A pattern, compiled where a line has one of its first words."""
    return regex.compile(either)


def _any_of(phrases: list[str]) -> str:
    return "|".join(map(regex.escape, phrases))


@cache
def load_marks() -> tuple[Mark, ...]:
    """The marks that ship with the package."""
    from importlib.resources import files  # slow to import, and read only where a story may end in comments

    data = json.loads(files("newsdump").joinpath("data/talk.json").read_text(encoding="utf-8"))
    return marks_of(data["words"], data["weights"])


def marks_of(words: dict[str, dict[str, list[str]]], weights: dict[str, dict[str, float]]) -> tuple[Mark, ...]:
    """The marks of form, and those of groups of *words*, with their weights."""
    found: dict[str, tuple[Callable[[str], bool], frozenset[str] | None]] = {
        name: (form, None) for name, form in FORMS.items()
    }
    found |= {name: words_of(group) for name, group in words.items()}
    return tuple(Mark(name, *mark, weights[name]["present"], weights[name]["absent"]) for name, mark in found.items())


def _folded(text: str) -> tuple[str, list[str]]:
    """*text* as words are looked for in it, and its words."""
    folded = text[:_READ].casefold().replace("’", "'")
    if folded.isascii():
        return folded, folded.encode("ascii").translate(_NO_SIGNS).decode("ascii").split()
    bare = folded
    for sign in _BETWEEN:  # what translate takes ten times as long for beyond ASCII
        if sign in bare:
            bare = bare.replace(sign, " ")
    return folded, bare.split()


def marked(text: str, marks: Iterable[Mark]) -> Iterator[tuple[Mark, bool]]:
    """For each mark whether *text* has it."""
    folded, words = _folded(text)
    for mark in marks:
        if mark.first_words is None:
            yield mark, mark.found(text)
        else:
            yield mark, not mark.first_words.isdisjoint(words) and mark.found(folded)


@cache
def _weighed() -> tuple[
    float,
    list[tuple[Callable[[str], bool], float]],
    list[tuple[frozenset[str], Callable[[str], bool], float]],
    frozenset[str],
]:
    """What a line without a mark counts; what finds each mark of form, and what it adds; the same of marks of words.

    Those have in front the first words of what is looked for; last come the first words of all of them.
    """
    marks = load_marks()
    worded = [(mark, mark.first_words) for mark in marks if mark.first_words is not None]
    return (
        sum(mark.absent for mark in marks),
        [(mark.found, mark.present - mark.absent) for mark in marks if mark.first_words is None],
        [(words, mark.found, mark.present - mark.absent) for mark, words in worded],
        frozenset[str]().union(*(words for _, words in worded)),
    )


def likelihood(text: str) -> float:
    """The log odds that a reader says *text*, against a reporter.

    >>> likelihood("Thanks for this, i agree!!") > 0 > likelihood("The harbour of Osselby opened on Monday.")
    True
    """
    odds, of_form, of_words, first_words = _weighed()
    for found, weight in of_form:
        if found(text):
            odds += weight
    folded, words = _folded(text)
    if not first_words.isdisjoint(words):
        odds += sum([weight for first, found, weight in of_words if not first.isdisjoint(words) and found(folded)])
    return odds


def beginning(texts: Sequence[str]) -> int | None:
    """Where readers begin to talk, and talk on to the end; None if they do not.

    >>> story = [f"The ferry left at {hour} o'clock with all of its passengers." for hour in range(2, 9)]
    >>> beginning([*story, "lol, i was on it...", "Noor,", "i think you mean the bus!!"])
    7
    """
    best = odds = 0.0
    begins = len(texts)
    for line in range(len(texts) - 1, -1, -1):
        odds += likelihood(texts[line]) - _RELUCTANCE
        if odds > best:
            best, begins = odds, line
        elif odds < best - _SILENCE:
            break
    if best <= _TALK or sum(likelihood(text) - _RELUCTANCE for text in texts[:begins]) >= 0:
        return None
    return begins
