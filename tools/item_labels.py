"""Annotated pages as lines to fit to: whole, with phrases forgotten, thinned, cut off, in other prints.

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
from line_roles import labels_of
from newsdump import Parser, trees
from newsdump.items import Reader, forms, repetition, vocabulary
from newsdump.items.lanes import Columns
from newsdump.items.surroundings import COMMENT, RELATED, ROLES
from newsdump.lexicon import key
from newsdump.testing import RandomPage, random_pages
from reprints import Labels

_FORGET: Final = 0.6
_CUT: Final = 0.3
"""So many pages are cut off behind their comments or their items."""
_THIN: Final = 0.4
"""So many pages are thinned: dumps are also of small pages, of stories of a sentence, of a single comment."""
_NEXT_TO_ITEMS: Final = 2
_OF_ITEMS: Final = frozenset((*COMMENT, *RELATED))
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


def of_record(record: dict[str, Any], number: int) -> list[Sheet]:
    """An annotated page, with all phrases and with most of them forgotten."""
    reader = reader_of(record["text"], record["url"] or None)
    if not len(reader.lines):
        return []
    chance = random.Random(number)  # noqa: S311 - of a fit
    site = site_of(record)
    whole = _sheet(record["id"], site, reader, labels=labels_of(reader, record["gold"], None))
    end = _an_end(record["gold"], chance)
    if end is not None:
        reader = reader_of(record["text"][:end], record["url"] or None)
    labels = labels_of(reader, clipped(record["gold"], len(record["text"]) if end is None else end), None)
    reader, labels = thinned(reader, labels, chance)
    return [whole, _sheet(record["id"], site, *forgetful(reader, chance, _FORGET), labels=labels)]


def _an_end(gold: dict[str, Any], chance: random.Random) -> int | None:
    """Where a page is cut off now and then, for dumps of parts of pages end with a comment or an item."""
    kinds = [[item["span"][1] for item in gold[kind]] for kind in ("comments", "related") if gold[kind]]
    if not kinds or chance.random() >= _CUT:
        return None
    ends = chance.choice(kinds)
    end: int = chance.choice([max(ends), chance.choice(ends)])
    return end


def clipped(gold: dict[str, Any], end: int) -> dict[str, Any]:
    """The gold of a page that is cut off at *end*."""
    whole = dict(gold)
    for field in ("article", "captions"):
        whole[field] = [[start, min(last, end)] for start, last in gold[field] if start < end]
    for field in ("comments", "related"):
        whole[field] = [item for item in gold[field] if item["span"][1] <= end]
    for field in ("title", "published", "modified"):
        whole[field] = gold[field] if gold[field] and gold[field]["span"][1] <= end else None
    whole["authors"] = [author for author in gold["authors"] if author["span"][1] <= end]
    return whole


def thinned(reader: Reader, labels: Labels, chance: random.Random) -> tuple[Reader, Labels]:
    """Now and then a page with fewer lines: of what stands around, of its story, and of its comments or its items."""
    if chance.random() >= _THIN:
        return reader, labels
    roles, size = [ROLES[role] for role in labels.roles], len(reader.lines)
    items = [role.startswith(("comment", "related")) for role in roles]
    chrome, story, count = chance.choice([0, 0.3, 1]), chance.choice([0.2, 0.5, 1, 1]), chance.choice([1, 2, 3, 5, 999])
    kept: list[int] = []
    told = stays = counted = 0
    before = ""
    for line, role in enumerate(roles):
        kind = role.split("_")[0] if role in _OF_ITEMS else ""
        if labels.begins[line]:
            counted = counted + 1 if kind == before else 1
            before = kind
        elif role == "related_heading":
            counted = 0
        if items[line]:
            on = counted <= count or not kind
        elif role == "body":
            on = not told or chance.random() < story
            told += on
        elif role == "other":
            near = items[max(0, line - _NEXT_TO_ITEMS) : line + _NEXT_TO_ITEMS + 1]
            if not line or roles[line - 1] != "other":
                stays = chance.random() < chrome
            on = bool(stays) or any(near)
        else:
            on = True
        if on:
            kept.append(line)
    lines = reader.lines
    text = "".join("\n" * (1 + lines.gaps[line]) + lines.source[lines.begins[line] : lines.ends[line]] for line in kept)
    thin = reader_of(text, None)
    if not kept or len(kept) == size or thin.lines.texts != [lines.texts[line] for line in kept]:
        return reader, labels
    return thin, Labels(labels.roles[kept], labels.begins[kept], labels.weights[kept])


def of_random(seed: int) -> Sheet | None:
    """A random page, some or all of its phrases forgotten now and then."""
    page: RandomPage = next(random_pages(seed))
    chance = random.Random(seed)  # noqa: S311 - of a fit
    gold = page.gold.to_dict()
    end = _an_end(gold, chance) or len(page.text)
    reader = reader_of(page.text[:end], None)
    if not len(reader.lines):
        return None
    labels = labels_of(reader, clipped(gold, end), page, end)
    reader, labels = thinned(reader, labels, chance)
    share = chance.choice([0, 0, 0, 0, 0.3, 0.6, 1.0])
    return _sheet(str(seed), "", *forgetful(reader, chance, share), labels=labels)


def of_reprint(record: dict[str, Any], texts: Sequence[str]) -> list[Sheet]:
    """Other prints of an annotated page, as far as they say the same."""
    reader = reader_of(record["text"], record["url"] or None)
    if not len(reader.lines):
        return []
    labels = labels_of(reader, record["gold"], None)
    found = []
    for text in texts:
        other = reader_of(text, record["url"] or None)
        carried = reprints.carried_over(reader, labels, other)
        if carried is not None:
            found.append(_sheet(record["id"], site_of(record), other, labels=carried))
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
