"""The candidates of each field of the header on each annotated page, as tables that trees are fitted to."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any, Final

from attrs import define, field

from headers import COPY, Sheet, label_dates, label_strings
from newsdump.header import headlines, learned, places, stamps, writers
from newsdump.header.learned import Keys
from newsdump.header.setting import Setting
from newsdump.spans import Span

PARTS: Final = 5
INNER: Final = 4
"""So many parts for learned words inside what trees are fitted to."""
TABLES: Final = ("before", "behind", "above", "inside")
NO_WORDS: Final[dict[str, dict[str, int]]] = {name: {} for name in TABLES}


@define(eq=False)
class Table:
    """The candidates of one field on one page."""

    rows: list[list[int]]
    keys: list[Keys]
    """What their words are looked up by; empty if no words are learned for the field."""
    labels: list[int] | None
    scores: list[int] = field(factory=list)
    """By trees that have not seen the site."""


@define(eq=False)
class Case:
    """One sheet with what was chosen on it so far, by trees that have not seen its site."""

    sheet: Sheet
    page: Setting
    ranked: list[tuple[float, int]]
    tables: dict[str, Table] = field(factory=dict)
    found: dict[str, list[Any]] = field(factory=dict)
    """The candidates by field, as the rooms of the package know them."""
    published: int | None = None
    writers: list[int] = field(factory=list)
    title: int = -1

    @property
    def part(self) -> int:
        """The part of the sites that this page belongs to."""
        return zlib.crc32(self.sheet.site.encode()) % PARTS

    @property
    def inner(self) -> int:
        """As `part`, for learned words."""
        return zlib.crc32(f"words {self.sheet.site}".encode()) % INNER

    @property
    def date_line(self) -> int:
        """The line of the date that was chosen."""
        return -1 if self.published is None else self.page.dates[self.published].line

    def text(self, line: int, start: int, end: int) -> str:
        """A part of a line."""
        return self.page.reader.lines.texts[line][start:end]

    def place(self, line: int, start: int, end: int) -> Span:
        """Where that stands in the dump."""
        return self.page.reader.lines.place(line, start, end)


def table_dates(name: str, case: Case) -> Table:
    """The dates of a page, asked for `published` or `modified`."""
    page = case.page
    rows = stamps.rows(page, case.title, NO_WORDS)
    keys = [learned.keys_at(page, each.line, each.start, each.end) for each in page.dates]
    labels = label_dates(case.sheet, page, name)
    if name == "modified":
        rows = stamps.beside_published(page, rows, case.published)
        if labels is not None and case.published is not None:
            labels[case.published] = COPY
    return Table(rows, keys, labels)


def table_writers(_: str, case: Case) -> Table:
    """The names of a page."""
    page = case.page
    found: list[writers.NameCandidate] = []
    rows: list[list[int]] = []
    for lines in writers.near(page, case.title, case.date_line):  # those far off are asked alone, as the package does
        here = writers.candidates(page, lines)
        rows.extend(writers.rows(page, here, case.title, case.date_line, NO_WORDS))
        found.extend(here)
    case.found["writers"] = found
    places_found = [(each.text, case.place(each.line, each.piece.start, each.piece.end)) for each in found]
    return Table(
        rows,
        [learned.keys_at(page, each.line, each.piece.start, each.piece.end) for each in found],
        label_strings(case.sheet.writers, places_found, whole=case.sheet.whole),
    )


def table_title(_: str, case: Case) -> Table:
    """The cuts of the best lines."""
    found = headlines.cuts(case.page, case.ranked)
    case.found["title"] = found
    line = case.found["writers"][case.writers[0]].line if case.writers else -1
    return Table(headlines.rows(case.page, found, case.date_line, line), [], _labels_of(case, "title", found))


def table_dateline(_: str, case: Case) -> Table:
    """The places of a page."""
    found = places.candidates(case.page, case.title, case.date_line)
    case.found["dateline"] = found
    named = [(each.line, each.text) for each in (case.found["writers"][place] for place in case.writers)]
    rows = places.rows(case.page, found, case.title, case.date_line, named)
    return Table(rows, [], _labels_of(case, "dateline", found) if case.sheet.whole else None)


def _labels_of(case: Case, name: str, found: Sequence[headlines.Cut | places.PlaceCandidate]) -> list[int] | None:
    told = case.sheet.told(name)
    strings = [
        (case.text(each.line, each.start, each.end), case.place(each.line, each.start, each.end)) for each in found
    ]
    return label_strings([] if told is None else [told], strings, whole=case.sheet.whole)
