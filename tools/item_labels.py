"""Annotated pages as lines to fit to: whole, changed, with phrases forgotten, in other prints.

Pages are those of `pages/*.jsonl.gz` in a folder (fields with their spans, annotated by reading) and random ones of
`newsdump.testing`; `line_roles` tells what their lines are.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlparse

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

import reprints
from changed_pages import Page, cut_off, grafted, thinned
from labelled_rows import Labels, Rows
from line_roles import labels_of
from newsdump import Parser, trees
from newsdump.items import Reader, forms, repetition, vocabulary
from newsdump.items.lanes import Columns
from newsdump.lexicon import key
from newsdump.testing import RandomPage, random_pages

_FORGET: Final = 0.6
_GRAFTS: Final = 2
"""So many readings of an annotated page have parts of other pages in them."""
_PARSER: Final = Parser()
_FORMS: Final = forms.Forms(vocabulary.Vocabulary({}))
"""What words tell is put in when it is known which pages they may be of (`spoken`)."""


@frozen(eq=False)
class Sheet:
    """The lines of a page to fit to."""

    name: str
    site: str
    """Pages of one site are left out together; empty for random pages."""
    numbers: NDArray[np.uint8]
    """Shape (lines, columns)."""
    shapes: list[int]
    labels: Labels
    texts: list[str]
    """The lines; empty where their words are forgotten."""


def read_records(folder: Path, use: str) -> list[dict[str, Any]]:
    """The annotated pages of *folder* for one use: "train" or "measure"."""
    records = []
    for path in sorted((folder / "pages").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            records += [record for record in map(json.loads, rows) if record["use"] == use]
    return records


def site_of(record: dict[str, Any]) -> str:
    """The domain of a page; its name if that is not known."""
    return urlparse(record["url"] or "").netloc.lower().removeprefix("www.").split(":")[0] or record["id"]


def reader_of(text: str, url: str | None) -> Reader:
    """The lines of a dump with what each announces, as the parser reads them."""
    return _PARSER.read(text, url=url)


def forgetful(reader: Reader, chance: random.Random, share: float) -> tuple[Reader, set[str]]:
    """*reader* with a share of the phrases on the page forgotten, so that form is learned before words; and which."""
    forgotten = {text for text in dict.fromkeys(map(key, reader.lines.texts)) if chance.random() < share}
    texts = [*map(key, reader.lines.texts)]
    markers = [0 if text in forgotten else marker for text, marker in zip(texts, reader.cues.markers, strict=True)]
    return evolve(reader, cues=evolve(reader.cues, markers=markers)), forgotten


def columns_of(reader: Reader) -> Columns:
    """The first columns of a page."""
    return repetition.read(reader, trees.votes(reader.lines, reader.cues), _FORMS)


def table_of(columns: Columns) -> NDArray[np.uint8]:
    """The numbers of columns, shape (lines, columns)."""
    return np.frombuffer(b"".join(columns.values), np.uint8).reshape(len(columns.values), -1).T


def names_of_columns() -> list[str]:
    """What the first columns are called, in order."""
    return columns_of(reader_of("Title\n\nText.", None)).names


def page_of(record: dict[str, Any], labels: Labels | None = None) -> Page | None:
    """An annotated page, or one whose *labels* are given; None if it has no lines."""
    url = record["url"] or None
    reader = reader_of(record["text"], url)
    if not len(reader.lines):
        return None
    labels = labels_of(reader, record["gold"], None) if labels is None else labels
    rows = Rows.of(reader, labels)
    return Page(record["id"], site_of(record), record["language"] or "", record["extractor"], record["text"], url, rows)


def of_page(page: Page, changed: Sequence[tuple[Rows, float]], number: int) -> list[Sheet]:
    """An annotated page as it is, and as it was *changed*, each time with a share of its phrases forgotten.

    Args:
        page: the page.
        changed: its rows in other readings, and the share of the phrases to forget.
        number: what chance begins with.
    """
    chance = random.Random(number)  # noqa: S311 - of a fit
    sheets = [_sheet(page.name, page.site, reader_of(page.text, page.url), labels=page.rows.labels)]
    for rows, share in changed:
        reader = reader_of(rows.text, None)
        if reader.lines.texts and len(reader.lines) == len(rows.texts):
            sheets.append(_sheet(page.name, page.site, *forgetful(reader, chance, share), labels=rows.labels))
    return sheets


def changed(page: Page, donors: Sequence[Page], number: int) -> list[tuple[Rows, float]]:
    """A page cut off and thinned, and with parts of *donors*; each with the share of its phrases to forget."""
    chance = random.Random(number)  # noqa: S311 - of a fit
    found = [(thinned(cut_off(page.rows, chance), chance), _FORGET)]
    found += [(thinned(grafted(page, donors, chance), chance), chance.choice([0, _FORGET])) for _ in range(_GRAFTS)]
    return found


def of_random(seed: int) -> Sheet | None:
    """A random page, some or all of its phrases forgotten now and then."""
    page: RandomPage = next(random_pages(seed))
    chance = random.Random(seed)  # noqa: S311 - of a fit
    reader = reader_of(page.text, None)
    if not len(reader.lines):
        return None
    whole = Rows.of(reader, labels_of(reader, page.gold.to_dict(), page, len(page.text)))
    rows = thinned(cut_off(whole, chance), chance)
    if len(rows.texts) < len(whole.texts):
        reader = reader_of(rows.text, None)
        if len(reader.lines) != len(rows.texts):
            rows, reader = whole, reader_of(page.text, None)
    share = chance.choice([0, 0, 0, 0, 0.3, 0.6, 1.0])
    return _sheet(str(seed), "", *forgetful(reader, chance, share), labels=rows.labels)


def of_prints(page: Page, texts: Sequence[str]) -> list[Sheet]:
    """Other prints of an annotated page, as far as they say the same."""
    reader = reader_of(page.text, page.url)
    found = []
    for text in texts:
        other = reader_of(text, page.url)
        carried = reprints.carried_over(reader, page.rows.labels, other)
        if carried is not None:
            found.append(_sheet(page.name, page.site, other, labels=carried))
    return found


def _sheet(name: str, site: str, reader: Reader, forgotten: Collection[str] = (), *, labels: Labels) -> Sheet:
    columns = columns_of(reader)
    numbers = table_of(columns)
    texts = ["" if forgotten and key(text) in forgotten else text for text in reader.lines.texts]
    return Sheet(name, site, np.ascontiguousarray(numbers), columns.shapes, labels, texts)


def spoken(sheet: Sheet, words: vocabulary.Vocabulary) -> Sheet:
    """*sheet* with what its words tell."""
    first = 1 + forms.NAMES.index(vocabulary.NAMES[0])
    numbers = sheet.numbers.copy()
    said = b"".join([words.says(text) if text else vocabulary.NOTHING for text in sheet.texts])
    width = len(vocabulary.NAMES)
    numbers[:, first : first + width] = np.frombuffer(said, np.uint8).reshape(-1, width)
    return evolve(sheet, numbers=numbers)
