"""The parts of a line that may be the name of who says something, each with how it is cut out.

"12. Ilse Orrin says on June 6:" has the name between a number and a verb, "Re: Ferry by ilse7 » 6 June" behind a word
that leads to names, "Ilse Orrin Discussion starter" in front of words that stand behind other names as well. Which cut
is right is not decided here: `speakers` chooses among the parts of all lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from attrs import define, field, frozen

from newsdump.items.agreement import folded
from newsdump.items.names import BADGES
from newsdump.items.roles import Reader
from newsdump.lexicon import Marker, key
from newsdump.patterns import re_later

OPENINGS: Final = ("whole", "age", "intro", "inner", "number", "sep", "comma", "shared", "known")
"""How a part begins: with its line, behind an age, words that lead to a name (as the first ones, or farther inside), a
number, a sign, a comma, words that other lines begin with too, words of the lexicon."""
CLOSINGS: Final = (
    *("whole", "age", "verb", "connector", "number", "sep", "comma", "bracket"),
    *("shared", "known", "told", "double", "glue", "address"),
)
"""How a part ends; "told" is what stands elsewhere alone, "double" the first of two, "glue" inside a word; no part of a
line that goes on with an address has any of that."""
_OPENS: Final = {name: 1 << place for place, name in enumerate(OPENINGS)}
_CLOSES: Final = {name: 1 << place for place, name in enumerate(CLOSINGS)}

LONGEST: Final = 50
"""No name is so long."""
_LONGEST_ROW: Final = 140
_MOST_WORDS: Final = 9
"""Of lines with more words, none is cut off because other lines have it too."""
_AFFIX_WORDS: Final = (1, 2, 3)
_SHARED_LEAST: Final = 3
"""So many names end alike where what they share is none of them: two people may be of one family."""
_WORDS_ALONE: Final = 4
_LONGEST_KEPT: Final = 80
_LEFT: Final = " \t•·|/,–—-:#▲△▼▽()[]»›~>" + BADGES
_RIGHT: Final = " \t•·|/,–—-@:#▲△▼▽([]»›~>…" + BADGES
_SIGN: Final = re_later(r"\s*(?:[|·•»«›~>▸►▶→➜⇒↪/]|::| [-–—] |:(?=\s|$))\s*|,\s+")
_ADDRESS: Final = re_later(r"(?:https?://|\bwww\.)\S*")
_BRACKET: Final = re_later(r"[(\[]")
_LISTED: Final = re_later(r"\W*(?:\d{1,4}[.)]|#\d+[.):]?|o(?= ))(?:\s+\d{1,4}[.)])?\s*(?=\w)")
"""The number of a list, or the circle that some print for one."""
_NUMBER_AHEAD: Final = re_later(r"\W*#?\d[\d.,]*\W*(?=\w)")
_NUMBER_BEHIND: Final = re_later(r"(?<=\w)\W+[x#]?\d[\d.,]*[kKmM]?\W*$")
_GLUED: Final = re_later(r"(?<=[a-z0-9])(?=[A-Z])")
_PIECE: Final = re_later(r"\S+")
_WORD: Final = re_later(r"\w+")
_KNOWN: Final = Marker.THREAD | Marker.COMMENT_ACTION | Marker.COMMENT_BADGE | Marker.REPLIES


_OF_FORM: Final = tuple(
    sum(1 << place for place, way in enumerate(ways) if way not in {"shared", "known", "told"})
    for ways in (OPENINGS, CLOSINGS)
)


def words_of(text: str) -> str:
    """The words of *text* without case and signs."""
    return " ".join(_WORD.findall(text.casefold()))


@define(eq=False)
class Part:
    """A part of a line's text."""

    start: int
    end: int
    opens: int = 0
    """The ways in which it begins, as bits by their places in `OPENINGS`."""
    closes: int = 0
    """The ways in which it ends, as bits by their places in `CLOSINGS`."""
    inside: int = 0
    """The ways in which shorter parts end inside it."""
    region: tuple[int, int] = (0, 0)
    """From where to where the line was cut: what stands before or behind its age."""
    counts: list[int] = field(factory=lambda: [0, 0, 0, 0])
    """On how many lines what is cut off behind and in front stands as well, and what could be cut off inside."""

    @property
    def cut(self) -> tuple[int, int]:
        """How it is cut out, as far as form tells: what parts of other records have as well."""
        return self.opens & _OF_FORM[0], self.closes & _OF_FORM[1]


@frozen(eq=False)
class Said:
    """What lines begin and end with, and what they say alone, without case, numbers being alike."""

    heads: Counter[str]
    tails: Counter[str]
    alone: Counter[str]

    @classmethod
    def of(cls, reader: Reader, lines: Iterable[int]) -> Said:
        """What some lines say."""
        said = cls(Counter(), Counter(), Counter())
        seen = set()
        for line in lines:
            for start, end, *_ in _regions(reader, line):
                text = reader.lines.texts[line][start:end].strip(_LEFT)
                if not text or len(text) > _LONGEST_KEPT:
                    continue
                said.alone[words_of(text)] += 1
                if text not in seen:
                    seen.add(text)
                    said._learn(text)
        return said

    def _learn(self, text: str) -> None:
        pieces = text.split()
        for size in _AFFIX_WORDS:
            if len(pieces) > size:
                self.heads[_alike(" ".join(pieces[:size]))] += 1
                self.tails[_alike(" ".join(pieces[-size:]))] += 1
        if len(pieces) <= _WORDS_ALONE:
            self.heads[_alike(text)] += 1
            self.tails[_alike(text)] += 1
        for glued in _GLUED.finditer(text):
            self.tails[_alike(text[glued.start() :])] += 1


def _alike(text: str) -> str:
    return folded(text.casefold())


def _regions(reader: Reader, line: int) -> list[tuple[int, int, str, str]]:
    """What stands before and behind the age of a line, or all of it; with how it begins and ends."""
    text, cue = reader.lines.texts[line], reader.cues.ages.get(line)
    span = cue.age.span if cue is not None else None
    if span is None:
        return [(0, len(text), "whole", "whole")]
    found = []
    if span.start > 0:
        found.append((0, span.start, "whole", "age"))
    if span.end < len(text):
        found.append((span.end, len(text), "age", "whole"))
    return found


def of_line(reader: Reader, line: int, said: Said) -> list[Part]:
    """The parts of one line.

    Args:
        reader: the page's lines with what each announces.
        line: which of them.
        said: what the lines around the comments of the page begin and end with.
    """
    found: dict[tuple[int, int], Part] = {}
    text = reader.lines.texts[line]
    for begin, end, opens, closes in _regions(reader, line):
        start = begin
        core = text[start:end].strip(_LEFT)
        if not any(map(str.isalnum, core)) or end - start > _LONGEST_ROW:
            continue
        if " " in core and reader.words.is_action(core, reader.words.lexicon.markers(core)):
            continue
        listed = None if start else _LISTED.match(text[:end])
        if listed is not None and any(map(str.isalpha, text[listed.end() : end])):
            start = listed.end()
        cutter = _Cutter(reader, text, start, end)
        cutter.open(start, opens)
        cutter.close(end, closes)
        cutter.by_signs()
        cutter.by_words()
        cutter.by_others(said)
        cutter.put(found)
    return [*found.values()]


class _Cutter:
    """Finds where parts of a region of a line may begin and end."""

    def __init__(self, reader: Reader, text: str, start: int, end: int) -> None:
        self._words = reader.words
        self._text, self._start, self._end = text, start, end
        self._region = text[start:end]
        self._pieces = [(piece.start() + start, piece.end() + start) for piece in _PIECE.finditer(self._region)]
        self._addresses: list[tuple[int, int]] = []
        self._opens: dict[int, int] = {}
        self._closes: dict[int, int] = {}
        self._heads: dict[int, int] = {}
        self._tails: dict[int, int] = {}

    def open(self, place: int, way: str) -> int:
        """Let parts begin at *place*, behind signs."""
        while place < self._end and self._text[place] in _LEFT:
            place += 1
        self._opens[place] = self._opens.get(place, 0) | _OPENS[way]
        return place

    def close(self, place: int, way: str) -> int:
        """Let parts end at *place*, before signs; a bracket closes what was opened."""
        text, start = self._text, self._start
        while place > start and text[place - 1] in _RIGHT:
            place -= 1
        if place > start and text[place - 1] == ")" and "(" not in text[start:place]:
            place -= 1
        while place > start and text[place - 1] == " ":
            place -= 1
        self._closes[place] = self._closes.get(place, 0) | _CLOSES[way]
        return place

    def by_signs(self) -> None:
        """Cut at signs, brackets and numbers, and in the middle of what is said twice."""
        start, region = self._start, self._region
        for sign in _SIGN.finditer(region):
            way = "comma" if sign[0].strip() == "," else "sep"
            self.open(start + sign.end(), way)
            self.close(start + sign.start(), way)
        for address in _ADDRESS.finditer(region):
            if address[0] == region.strip():
                continue
            self._addresses.append((start + address.start(), start + address.end()))
            self.close(start + address.start(), "address")
            self.open(start + address.end(), "sep")
        for bracket in _BRACKET.finditer(region):
            if bracket.start():
                self.close(start + bracket.start(), "bracket")
        ahead, behind = _NUMBER_AHEAD.match(region), _NUMBER_BEHIND.search(region)
        if ahead is not None and ahead.end() < len(region):
            self.open(start + ahead.end(), "number")
        if behind is not None:
            self.close(start + behind.start(), "number")
        bare = region.strip()
        middle = len(bare) // 2
        if len(bare) > _WORDS_ALONE and bare[:middle].strip() == bare[middle:].strip():
            self.close(start + region.find(bare) + middle, "double")

    def by_words(self) -> None:
        """Cut behind words that lead to names, and before verbs and connectors."""
        words, text, pieces = self._words, self._text, self._pieces
        heads, tails = words.lexicon.heads, words.lexicon.tails
        for place, (start, end) in enumerate(pieces):
            if key(text[start:end]) in heads:
                for size in reversed(_AFFIX_WORDS):
                    last = place + size
                    if last < len(pieces) and words.introduces(text[start : pieces[last - 1][1]]):
                        self.open(pieces[last][0], "inner" if place else "intro")
                        break
            bare = text[start:end].rstrip(" .…:,")
            if place and bare and f"{key(bare)}:" in tails:
                self._before_verb(text[self._start : start + len(bare)])
        if len(pieces) > 1 and words.connects(text[slice(*pieces[-1])]):
            self.close(pieces[-2][1], "connector")

    def _before_verb(self, spoken: str) -> None:
        speaker = self._words.speaker(f"{spoken}:")
        place = self._region.find(speaker) if speaker else -1
        if speaker and place >= 0:
            self.close(self._start + place + len(speaker), "verb")

    def by_others(self, said: Said) -> None:
        """Cut off what stands in front of other names or behind them too, and what the lexicon knows."""
        text, pieces, whole = self._text, self._pieces, self._words.lexicon.whole
        if len(pieces) > _MOST_WORDS:
            return
        for size in _AFFIX_WORDS:
            if len(pieces) <= size:
                break
            head = text[self._start : pieces[size - 1][1]].strip(" :.,")
            tail = text[pieces[-size][0] : self._end].strip(" :.,")
            start, end = pieces[size][0], pieces[-size - 1][1]
            if head and whole.get(key(head), 0) & _KNOWN:
                self.open(start, "known")
            if tail and whole.get(key(tail), 0) & _KNOWN:
                self.close(end, "known")
            if (many := said.heads[_alike(head)]) > 1:
                place = self.open(start, "shared")
                self._heads[place] = max(self._heads.get(place, 0), many)
            if (many := said.tails[_alike(tail)]) >= _SHARED_LEAST:
                place = self.close(end, "shared")
                self._tails[place] = max(self._tails.get(place, 0), many)
            rest = words_of(text[self._start : end])
            if rest and said.alone[rest]:
                self.close(end, "told")
        for glued in _GLUED.finditer(self._region):
            tail = text[self._start + glued.start() : self._end].strip()
            if said.tails[_alike(tail)] >= _SHARED_LEAST or whole.get(key(tail), 0) & _KNOWN:
                self.close(self._start + glued.start(), "glue")

    def put(self, found: dict[tuple[int, int], Part]) -> None:
        """Add the parts to those *found* before, by their places."""
        for start, opens in self._opens.items():
            for end, closes in self._closes.items():
                if not start < end <= start + LONGEST or not any(map(str.isalnum, self._text[start:end])):
                    continue
                if any(start < last and first < end for first, last in self._addresses):
                    continue
                part = found.setdefault((start, end), Part(start, end, region=(self._start, self._end)))
                part.opens |= opens
                part.closes |= closes
                within = [place for place in self._closes if start < place < end]
                for place in within:
                    part.inside |= self._closes[place]
                counts = (
                    self._tails.get(end, 0),
                    self._heads.get(start, 0),
                    max([self._tails.get(place, 0) for place in within], default=0),
                    max([many for place, many in self._heads.items() if start < place < end], default=0),
                )
                part.counts = [*map(max, part.counts, counts)]
