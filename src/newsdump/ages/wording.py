"""The words of a line: whether those before a place can be a source, a name or a category, or are a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from newsdump.ages import tables
from newsdump.ages.folding import fold
from newsdump.ages.gates import STRONG

MOST_WORDS: Final = 6
"""A source or a name has no more words; a longer row of words is a title or a sentence."""
MOST_TITLE: Final = 14
"""A title in capitals that its age follows has no more words."""
BUTTONS: Final = 5
"""So few words behind a date with its clock are what can be done with a comment ("reply actions"), and no sentence."""
SEPARATING: Final = STRONG | frozenset("-,:;()[]，、：；（）【】。…*#\n\t،؛")
CONNECTORS: Final = frozenset(
    ("by", "on", "at", "von", "de", "del", "la", "le", "van", "der", "den", "da", "do", "dos", "di", "el")
) | frozenset(
    (
        "al",
        "bin",
        "für",
        "of",
        "and",
        "und",
        "et",
        "y",
        "e",
        "the",
        "from",
        "am",
        "par",
        "por",
        "via",
        "in",
        "point",
        "points",
    )
)
"""Words in small letters that names, sources and bylines have."""
SHORT_NAME: Final = 3
"""Words of a name that a word for "now" follows."""
_CURRENCY: Final = frozenset("$€£¥₹₩₽")
_BY: Final = frozenset(("by", "by:", "By", "By:"))
_TOKEN: Final = re.compile(r"\S+").finditer
_STRIPPED: Final = "".join(SEPARATING)


def is_small(word: str) -> bool:
    """Whether a word is in small letters and none that a name or a source has."""
    # "Quote from: NAME" opens what somebody else said.
    return word[:1].islower() and (word == "from:" or word.strip(".,:()").lower() not in CONNECTORS)


def is_prose(words: list[str], most: int) -> bool:
    """Whether *words* hold more than *most* in small letters that no name or source has."""
    return sum(map(is_small, words)) > most


@lru_cache(4096)
def _is_statistic(word: str) -> bool:
    """Whether a word opens a number of a page or a member, which no age is: "Joined: 12 Jun 2018"."""
    return any(sense.role == "statistic" for sense in tables.senses(fold(word.strip(_STRIPPED))))


class Line:
    """A line by its words, of which the small ones are counted once for all places that are asked about."""

    __slots__ = ("_bys", "_counted", "_ends", "_last", "_small", "_starts", "text")

    def __init__(self, text: str) -> None:
        """Count what stands before each word."""
        self.text = text
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._counted = [0]
        """Words that are more than a sign, before each word."""
        self._small = [0]
        self._bys = [0]
        self._last = [-1]
        """The last counted word before each word."""
        counted = small = bys = 0
        last = -1
        for place, token in enumerate(_TOKEN(text)):
            word = token[0]
            self._starts.append(token.start())
            self._ends.append(token.end())
            if len(word) > 1 or word.isalnum():
                counted += 1
                last = place
                if word[0].islower():
                    small += is_small(word)
                    bys += word in _BY
                elif word[0] == "B":
                    bys += word in _BY
            self._counted.append(counted)
            self._small.append(small)
            self._bys.append(bys)
            self._last.append(last)

    def is_introduced(self, start: int, *, bare: bool) -> bool:
        """Whether what stands before the age at *start* is no sentence that goes on with it."""
        text = self.text
        size = bisect_left(self._starts, start)
        if not size:
            return True
        if text[-1] == "»" and "«" in text[:start]:
            before = text[:start].rpartition("«")[2]
            if len(before.split()) <= SHORT_NAME:
                return True  # "TITLE « Reply #1 on: June 06, 2025, 10:32:41 AM »"
        if text[start - 1] in _CURRENCY:
            return False
        place = size - 1
        end = self._ends[place]
        glued = end >= start
        counted, small, bys, last = self._counted[size], self._small[size], self._bys[size], self._last[size]
        if end > start:  # the age begins within a word
            end = start
            word = text[self._starts[place] : start]
            counted, small, bys, last = self._counted[place], self._small[place], self._bys[place], self._last[place]
            if len(word) > 1 or word.isalnum():
                counted, small, bys, last = counted + 1, small + is_small(word), bys + (word in _BY), place
        word = text[:end] if last < 0 else text[self._starts[last] : min(self._ends[last], start)]
        if _is_statistic(word):
            return False
        return _introduces(text[end - 1], max(1, counted), small, bys, glued=glued, bare=bare)

    def is_signed(self, start: int) -> bool:
        """Whether a name in small letters stands before a moment to the minute: "27 ilka", "Posted by: tin boats"."""
        text = self.text
        if bisect_left(self._starts, start) > _FARTHEST_SIGNED:
            return False
        told = _TOLD(text, 0, start)
        words = text[told.end() if told else 0 : start].split()
        named = told is not None
        while words and (words[-1] in _BEHIND_NAME or _speaks(words[-1]) or not any(map(str.isalnum, words[-1]))):
            named = _speaks(words.pop()) or named
        return (
            0 < len(words) <= _SIGNED_MOST
            and (named or all(word[0].islower() for word in words))
            and not any(word[-1] in ".!?:" and len(word) > SHORT_NAME for word in words)
            and (bool(told and told[1]) or not any(map(_is_of_ages, words)))
        )

    def may_stand(self, first: int, last: int, numbers: int) -> bool:
        """Whether an age with so many *numbers* may stand anywhere from *first* to *last*, before it is known which.

        What `is_introduced`, `is_signed` and `standing.around` refuse for every age in there is refused here.
        """
        text = self.text
        size = bisect_left(self._starts, first)
        if size > _LONGEST_HEAD and self._small[size] > _MOST_SMALL and not _GLUED(text, max(first - 1, 0), last):
            return text[-1] == "»"
        if _ENDING(text, first, last + 2) is not None or text[last : last + 1].isalnum():
            return True
        size = bisect_left(self._starts, last)
        after, small = len(self._starts) - size, self._small[-1] - self._small[size]
        timed = numbers >= FEWEST_OF_MOMENT
        return (timed and after <= BUTTONS) or (after <= (MOST_TITLE if timed else MOST_WORDS) and small <= 1)

    def may_hold(self) -> bool:
        """Whether an age may stand anywhere: not in a row of small words that no age has."""
        text = self.text
        if self._small[-1] <= _MOST_SMALL or _ENDING(text) is not None or text[-1] == "»" or _GLUED(text) is not None:
            return True
        known = tables.atoms()
        strange = sum(
            [
                word[0].islower() and is_small(word) and fold(word.strip(_PUNCTUATION)) not in known
                for word in text.split()
            ]
        )
        return strange <= (_MOST_STRANGE if _SEVERAL(text) is not None else _MOST_SMALL)


def _introduces(sign: str, words: int, small: int, bys: int, *, glued: bool, bare: bool) -> bool:
    """Whether so many words that end in *sign* can stand in front of an age."""
    if sign in STRONG:
        return small <= _MOST_SMALL
    if bare:
        return False
    if sign in SEPARATING:
        return words <= (MOST_TITLE if sign == ":" else MOST_WORDS + 2) and small <= 1
    if glued:
        return sign.isalpha() or sign in ")\"'”"
    if words > MOST_WORDS:
        return words <= MOST_TITLE and not small
    return small <= (2 if bys else 1 if words == 1 else 0)


_LONGEST_HEAD: Final = 10
_MOST_SMALL: Final = 3
_MOST_STRANGE: Final = 9
"""So many small words may stand around a moment: a name of four, its label, five words behind."""
FEWEST_OF_MOMENT: Final = 2
"""A moment to the minute has no fewer numbers: 20250606T1015."""
_PUNCTUATION: Final = ".,:;()!?\"'“”‘’"
_SEVERAL: Final = re.compile(r"\d(?:\D+\d|\d{7}).*\d").search
_GLUED: Final = re.compile(r"[^\W\d_]\d|[)\"'”]\d|\d[^\W\d_]").search
"""Where an age may be glued to a word."""
_ENDING: Final = re.compile(f"[{''.join(re.escape(sign) for sign in sorted(STRONG))}]|[-–]\\s").search
"""Signs that anything may follow."""


def _speaks(word: str) -> bool:
    return word.casefold().rstrip(":") in _SAYS


def _is_of_ages(word: str) -> bool:
    return any(sense.role in _NO_NAMES for sense in tables.senses(fold(word.strip("*_:,"))))


_TOLD: Final = re.compile(r"[•*\s]*(?:\d{1,4}[.)]? |#\d{1,4}\s|((?:[Pp]osted )?[Bb]y:? ))").match
"""The number of a comment, or that its writer's name follows."""
_BEHIND_NAME: Final = frozenset(("on", "at", "am", "le", "el", "em", "il", "於", "于"))
"""What joins a name to its date."""
_SAYS: Final = frozenset(
    ("says", "said", "wrote", "writes", "sagt", "sagte", "schrieb", "schreibt", "meint", "dit", "écrit", "dice", "dijo")
) | {"escribió", "disse", "diz", "escreveu", "scrive", "zegt", "schreef", "napisał", "пишет"}
"""The commonest verbs between the two: who says something at a minute is a reader, in any letters."""
_FARTHEST_SIGNED: Final = 12
"""Words from the beginning of the line to such a moment at most, numbers, labels and joining words among them."""
_SIGNED_MOST: Final = 4
"""So many words a name in small letters has at most; longer rows of them are prose."""
_NO_NAMES: Final = frozenset(("label", "statistic", "unit", "before"))
"""The roles of words that tell of ages, and stand in no name."""
