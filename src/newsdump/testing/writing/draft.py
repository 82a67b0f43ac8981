"""A page that is being written."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from attrs import evolve, frozen

from newsdump.testing.blocks import STORY, Block, Tag
from newsdump.testing.grammars import OUTCOMES, Grammar, Talk
from newsdump.testing.times import Clock
from newsdump.testing.words import Writer

_KINDS = {"quote": "quote", "code": "code", "cell": "table"}


@frozen
class Item:
    """What the print of a related item does not say itself."""

    heading: str | None
    sure: bool


class Draft:
    """The blocks of a page so far, and what is known of them."""

    def __init__(self, grammar: Grammar, random: Random) -> None:
        self.grammar = grammar
        self.random = random
        self.writer = Writer(random, grammar.language, grammar.fashion)
        self.clock = Clock(self.writer)
        self.blocks: list[Block] = []
        self.parents: list[int | None] = []
        """Of each comment, the index of the one that it answers."""
        self.items: list[Item] = []
        self.state = "absent"
        self.count: int | None = None
        self.author = self.writer.person()
        self.minutes = 1 + int(self.clock.ago_of(500000))
        """How long ago the story was published."""
        self.outcome, self.told = self._plan()
        """What is to become of the comments, and how many there are, as the head of the page says."""
        self.headline = self._headline()
        self._lines = 0

    def _plan(self) -> tuple[str, int]:
        talk = next((one for one in self.grammar.sections if isinstance(one, Talk)), None)
        if talk is None:
            return "absent", 0
        outcome = self.random.choices(OUTCOMES, talk.outcomes)[0]
        if outcome in {"empty", "absent"}:
            return outcome, 0
        if outcome != "present":
            return outcome, self.writer.number(2, 300)
        least, most = talk.size
        return outcome, max(least, round(least + (most - least) * self.random.random() ** 2))

    def _headline(self) -> str:
        writer = self.writer
        if self.grammar.kind in {"thread", "thread page", "question", "issue"} and writer.english:
            return writer.subject()
        if self.grammar.kind in {"blog", "list article", "recipe", "plain"} and writer.english and writer.chance(0.5):
            return writer.title()
        return writer.headline(writer.theme)

    def add(self, *blocks: Block) -> None:
        """Append *blocks*."""
        self.blocks.extend(blocks)

    def line_tag(self, kind: str) -> Tag:
        """A tag for another line of the story."""
        self._lines += 1
        return (STORY, self._lines, kind)

    def story(self, blocks: Iterable[Block]) -> list[Block]:
        """*blocks* as lines of the story."""
        lines = []
        for one in blocks:
            heading = one.kind.startswith("h")
            kind = "heading" if heading else "list_item" if one.marker else _KINDS.get(one.kind, "paragraph")
            tag = self.line_tag(kind)
            lines.append(evolve(one, pieces=[evolve(piece, tag=tag) for piece in one.pieces]))
        return lines
