"""The words and layouts that a grammar is drawn from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from random import Random
from typing import Final, TypeVar

from attrs import evolve

from newsdump.testing.blocks import Block, Piece
from newsdump.testing.records import Record, record
from newsdump.testing.words import Fashion, Writer

T = TypeVar("T")

_DATA: Final = files("newsdump") / "data" / "testing"
_LABEL: Final = re.compile(r"\[\[(\w+)(\?)?\]\]")
_WIDEST: Final = 90
"""No phrase of furniture is longer."""
_QUESTION: Final = 0.5
"""The share of the sites that have an optional label."""


@cache
def layouts() -> dict[str, dict[str, list[list[str]]]]:
    """The records of software, by what they are of."""
    return tomllib.loads((_DATA / "layouts.toml").read_text(encoding="utf-8"))


@cache
def _labels() -> dict[str, dict[str, tuple[str, ...]]]:
    read = tomllib.loads((_DATA / "labels.toml").read_text(encoding="utf-8"))
    return {name: {code: tuple(words.split("|")) for code, words in of.items()} for name, of in read.items()}


class Artist:
    """Draws the grammar of one site."""

    def __init__(self, random: Random, code: str, fashion: Fashion) -> None:
        self.random = random
        self.writer = Writer(random, code, fashion)
        self.pick, self.chance, self.number = self.writer.pick, self.writer.chance, self.writer.number
        self.site = self.writer.outlet()
        self.made_up = self.weighted({0.0: 5, 0.15: 2, 0.4: 2, 1.0: 1})
        """The share of its headings and buttons that no lexicon knows."""
        self._words: dict[str, str] = {}

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, by their weights."""
        return self.random.choices(tuple(weights), tuple(weights.values()))[0]

    def layout(self, of: str, name: str) -> Record:
        """One of the layouts of a name, in the site's words."""
        return self.worded(self.pick(layouts()[of][name]))

    def worded(self, written: Sequence[str]) -> Record:
        """A layout with its labels filled in; in some sites, all that stands in one row is one text node."""
        rows = record([_LABEL.sub(self._label, row).replace("::", ":") for row in written])
        if self.chance(0.4):
            return tuple(
                evolve(row, whole=len(row.template) < _WIDEST) for row in rows if row.template.strip(" |·/-[]()")
            )
        return tuple(row for row in rows if row.template.strip(" |·/-[]()"))

    def _label(self, match: re.Match[str]) -> str:
        if match[2] and not self.chance(_QUESTION):
            return ""
        return self.label(match[1])

    def label(self, name: str) -> str:
        """What the site calls a button: the same word each time."""
        if name not in self._words:
            of, code = _labels()[name], self.writer.language.code
            own = of.get(code) or self.writer.language.labels.get(name, "").split("|")
            if not own[0] and self.chance(0.5):
                own = of["en"]
            made = self.chance(self.made_up) or not own[0]
            self._words[name] = self.writer.label(1, 2) if made else self.pick(own)
        return self._words[name]

    def heading(self, group: str, *, least: int = 1, most: int = 4) -> str:
        """A heading of the lexicon, or a made-up one."""
        if self.chance(self.made_up):
            return self.writer.label(least, most)
        return self.writer.known(group)

    def phrase(self, group: str) -> str:
        """A phrase of the lexicon whose number is still open, or a made-up one."""
        if self.chance(self.made_up):
            made = self.writer.label(1, 3)
            return self.pick((made, made, "{n} " + made, made + " ({n})"))
        return self.writer.place(self.writer.phrase(group), n="{n}", T="{T}")

    def line(self, group: str, pool: str) -> str:
        """A line of furniture."""
        if self.chance(self.made_up):
            return self.writer.sentence()
        if self.writer.english and self.chance(0.5):
            return self.writer.furniture(pool)
        return self.notice(group)

    def notice(self, group: str) -> str:
        """A phrase of the lexicon, up to where it would go on with a text."""
        return self.writer.place(self.writer.phrase(group), T="…").strip()

    def row(self, text: str, kind: str = "row", *, level: int = 0, marker: str = "", link: bool = False) -> Block:
        """A row of furniture."""
        return Block(kind, (Piece(text, link=link),), level=level, marker=marker, aside=True)
