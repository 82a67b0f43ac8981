"""What readers give: dumps, and what could not be read, each with the place that it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs
from attrs import field, frozen

from newsdump.model import Note, Page


@frozen
class Origin:
    """Where a dump came from, for messages and for going on after an interruption.

    >>> str(Origin("crawl.jsonl", "line", 17))
    'crawl.jsonl, line 17'
    """

    path: str
    kind: str = "file"
    """What `number` counts: `line`, `row`, `record`; or `file` for a dump that is a file of its own."""
    number: int | None = None
    """From 1."""

    def __str__(self) -> str:
        return self.path if self.number is None else f"{self.path}, {self.kind} {self.number}"


@frozen
class Dump:
    """The plain text of one page, and what is known of it."""

    text: str
    origin: Origin
    url: str | None = None
    captured_at: datetime | None = None
    notes: tuple[Note, ...] = ()
    """What the reading of the bytes made necessary."""
    kept: Mapping[str, Any] = field(factory=dict)
    """What came with the text and belongs to it, by name: `id`, if the record had one, `path` of a file that is a dump,
    and what else was asked for."""

    def parsed_by(self, parse: Callable[..., Page]) -> Page:
        """The page that *parse* (`newsdump.parse`, or that of a `Parser`) makes of this dump, with its notes."""
        page = parse(self.text, url=self.url, captured_at=self.captured_at)
        return attrs.evolve(page, notes=(*page.notes, *self.notes)) if self.notes else page


@frozen
class Fault:
    """Something that could not be read."""

    origin: Origin
    reason: str

    def __str__(self) -> str:
        return f"{self.origin}: {self.reason}"


Stream = Iterator[Dump | Fault]
"""What the readers of single formats give: dumps and faults, in the order of the file."""
