"""Annotated dumps, read for fitting: every line of a page with what an annotator said it is.

A folder holds `gold/*.jsonl.gz`, real pages with a label a row (`line_labels`), and `factory/*.jsonl.gz`, made pages
with spans. Only records that say `"use": "train"` are given, and made pages, which may all be fitted to.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import regex
from attrs import frozen

from newsdump import cues, lines
from newsdump.cues import Cues
from newsdump.items import Reader, Words, with_days_behind_names
from newsdump.lexicon import load_lexicon
from newsdump.lines import Lines

BODY: Final = 1
COMMENT: Final = 2
OTHER: Final = 0
UNKNOWN: Final = -1
_LABELS: Final = {
    "body": BODY,
    "comment": COMMENT,
    "title": OTHER,
    "byline": OTHER,
    "date": OTHER,
    "related": OTHER,
    "boilerplate": OTHER,
}
_STORY: Final = frozenset(("standfirst", "paragraph", "subheading", "quote", "list"))
_WORD: Final = regex.compile(r"\w+")
_ADDRESS: Final = regex.compile(r"\]\([^)\s]*\)")


@frozen(eq=False)
class Sheet:
    """One print of an annotated page."""

    name: str
    collection: str
    use: str
    page_type: str
    printer: str
    language: str
    site: str
    lines: Lines
    cues: Cues
    labels: list[int]
    """What each line is: BODY, COMMENT, OTHER, or UNKNOWN."""
    story: Counter[str]
    """The words of the annotated main text; empty where none is annotated."""
    comments: list[Counter[str]]
    """The words of each annotated comment."""

    @property
    def made(self) -> bool:
        """Whether the page was made, not found."""
        return self.collection == "made"


@frozen(eq=False)
class TitledRecord:
    """One print of a page with its annotated title."""

    name: str
    page: str
    collection: str
    text: str
    url: str | None
    title: str | None


@cache
def _announcer() -> cues.Announcer:
    return cues.Announcer(load_lexicon())


def reader_of(sheet: Sheet) -> Reader:
    """The lines of the sheet with what each announces, as the parser reads them."""
    return with_days_behind_names(Reader(sheet.lines, sheet.cues, _known_words()))


@cache
def _known_words() -> Words:
    return Words(load_lexicon())


def words(text: str) -> list[str]:
    """The words that texts are compared by, addresses of Markdown links left out."""
    return _WORD.findall(_ADDRESS.sub("]", text).lower())


def f1(wanted: Counter[str], found: Counter[str]) -> float:
    """F1 over words with their counts; 0 where nothing is shared."""
    both = (wanted & found).total()
    return 2 * both / (wanted.total() + found.total()) if both else 0.0


def read_sheets(folder: Path, uses: tuple[str, ...] = ("train",)) -> Iterator[Sheet]:
    """All sheets of *folder* for these *uses*, in the order of its files, real pages first."""
    for path in sorted((folder / "gold").glob("*.jsonl.gz")):
        for record in _records(path):
            if record["use"] in uses:
                yield _of_record(record)
    if "train" in uses:
        for path in sorted((folder / "factory").glob("*.jsonl.gz")):
            for record in _records(path):
                yield _of_made(record)


def read_records(folder: Path) -> Iterator[TitledRecord]:
    """All records of *folder* to fit to that are articles, with their titles."""
    for path in sorted((folder / "gold").glob("*.jsonl.gz")):
        for record in _records(path):
            if record["use"] == "train" and record["page_type"] == "article":
                yield TitledRecord(
                    record["id"],
                    record["page"],
                    record["collection"],
                    record["text"],
                    record["url"],
                    record["gold"].get("title"),
                )
    for path in sorted((folder / "factory").glob("*.jsonl.gz")):
        for record in _records(path):
            article = record["gold"]["article"] or {}
            name, title = record["id"], article.get("title")
            yield TitledRecord(name, name, "made", record["text"], record.get("url"), title)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            yield json.loads(row)


def _of_record(record: dict[str, Any]) -> Sheet:
    text = record["text"]
    cut = lines.cut(text)
    return Sheet(
        record["id"],
        record["collection"],
        record["use"],
        record["page_type"],
        record["extractor"],
        record["language"] or "",
        record["domain"] or record["page"],
        cut,
        cues.read(cut, _announcer()),
        _row_labels(cut, text, record["line_labels"]),
        Counter(words(record["gold"].get("article") or "")),
        [Counter(words(comment)) for comment in record["gold"].get("comments") or ()],
    )


def _row_labels(cut: Lines, text: str, labels: list[str | None]) -> list[int]:
    """The label of each line: of its row, or where several rows were joined what most of their characters have."""
    starts = [0]
    for row in text.split("\n"):
        starts.append(starts[-1] + len(row) + 1)
    found = []
    for start, end in zip(cut.starts, cut.ends, strict=True):
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
        shares: Counter[str | None] = Counter()
        for number in range(first, last):
            shares[labels[number]] += min(end, starts[number + 1]) - max(start, starts[number])
        most = shares.most_common(1)[0][0]
        found.append(UNKNOWN if most is None else _LABELS[most])
    return found


def _of_made(record: dict[str, Any]) -> Sheet:
    cut = lines.cut(record["text"])
    gold = record["gold"]
    blocks = gold["article"]["blocks"] if gold["article"] else []
    spans = [(block["span"], BODY if block["kind"] in _STORY else UNKNOWN) for block in blocks]
    spans.extend((comment["span"], COMMENT) for comment in gold["comments"])
    if gold["article"]:
        spans.extend((span, OTHER) for span in gold["article"]["spans"].values() if span)
    marked = [OTHER] * len(cut)
    covered = [0] * len(cut)
    for (start, end), label in spans:
        line = max(0, bisect_right(cut.starts, start) - 1)
        while line < len(cut) and cut.starts[line] < end:
            shared = min(end, cut.ends[line]) - max(start, cut.starts[line])
            if shared > covered[line]:
                covered[line] = shared
                marked[line] = label if 2 * shared >= cut.ends[line] - cut.starts[line] else UNKNOWN
            line += 1
    return Sheet(
        record["id"],
        "made",
        "train",
        "article",
        record["extractor"],
        record["language"],
        record["layout"],
        cut,
        cues.read(cut, _announcer()),
        marked,
        Counter(words(" ".join(block["text"] for block in blocks if block["kind"] in _STORY))),
        [],
    )
