"""Annotated headers, read for fitting: the candidates of every field of a page, with which of them are right.

A folder holds `pages/*.jsonl.gz`, real pages whose every field is annotated, and the prints that `readings.py` knows;
`gold/*.jsonl.gz`, real pages with the title, the writers and the day of publication alone, without their places; of the
made pages in `factory/*.jsonl.gz` the title is taken. Only records that say `"use": "train"` are given, and none of a
site that `pages` keeps to measure.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

import readings
from annotated import words
from newsdump import articles, cues, languages, sections
from newsdump.header.dates import DateCandidate
from newsdump.header.setting import Setting
from newsdump.parser import Parser
from newsdump.spans import Span

_COLLECTIONS: Final = ("wcxb", "fundus", "mozilla-readability", "newspaper4k-tests")
_PRINTS: Final = 2
"""So many prints of a page of `gold` are taken."""
_GOLD_WEIGHT: Final = 0.5
"""What a print of `gold` weighs beside a page whose every field is known."""
_MET: Final = 0.6
"""Dates are the same if so much of the shorter one is shared."""
_COUNTRY: Final = 2
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")

_MADE_WEIGHT: Final = 0.03
"""What a made page weighs, of which the title alone is taken."""

RIGHT: Final = 1
WRONG: Final = 0
COPY: Final = 2
"""The same words at another place: neither right nor wrong to fit to, right to a reader."""


@frozen(eq=False)
class Sheet:
    """One annotated print."""

    name: str
    site: str
    whole: bool
    """Whether all fields are annotated, those that are not printed as well."""
    weight: float
    text: str
    url: str | None
    gold: dict[str, Any]

    def told(self, field: str) -> tuple[str, Span | None] | None:
        """What is printed as *field*, with its place if that is annotated."""
        value = self.gold.get(field)
        if isinstance(value, dict):
            return value["text"], Span(*value["span"])
        return (value, None) if value else None

    @property
    def writers(self) -> list[tuple[str, Span | None]]:
        """The annotated writers."""
        names = self.gold.get("authors") or ()
        return [(each["text"], Span(*each["span"])) if isinstance(each, dict) else (each, None) for each in names]


def read_sheets(folder: Path) -> Iterator[Sheet]:
    """All sheets to fit to."""
    measured = set()
    for record in _records(folder / "pages"):
        site = site_of(record["url"], record["id"])
        if record["use"] == "train":
            yield _sheet(record, site, whole=True)
        else:
            measured.add(site)
    read = set()
    for record in (reading.record for reading in readings.read(folder)):
        site = site_of(record["url"], record["page"])
        if site not in measured:
            read.add(record["id"])
            yield _sheet(record, site, whole=True)
    prints: Counter[str] = Counter()
    for record in _records(folder / "gold"):
        site = site_of(record["url"], record["page"])
        taken = record["use"] == "train" and record["page_type"] == "article" and record["collection"] in _COLLECTIONS
        if not taken or site in measured or record["id"] in read or prints[record["page"]] == _PRINTS:
            continue
        prints[record["page"]] += 1
        yield _sheet(record, site, whole=False)
    for record in _records(folder / "factory"):
        article = record["gold"]["article"] or {}
        span = article.get("spans", {}).get("title")
        if span:
            gold = {"title": {"text": article["title"], "span": span}}
            yield Sheet(record["id"], record["layout"], False, _MADE_WEIGHT, record["text"], None, gold)  # noqa: FBT003


def _sheet(record: dict[str, Any], site: str, *, whole: bool) -> Sheet:
    weight = 1.0 if whole else _GOLD_WEIGHT
    return Sheet(record["id"], site, whole, weight, record["text"], record["url"] or None, record["gold"])


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            yield from map(json.loads, rows)


def site_of(url: str | None, name: str) -> str:
    """The site of an address, without what stands in front of its registered name; *name* where none is known."""
    host = urlsplit(url or "").hostname or ""
    labels = host.removeprefix("www.").split(".")
    if len(labels) < _COUNTRY:
        return name
    short = len(labels) > _COUNTRY and len(labels[-2]) <= 3 and len(labels[-1]) == _COUNTRY
    return ".".join(labels[-3 if short else -2 :])


_ROLES: dict[str, NDArray[np.float32]] = {}


def use_roles(path: Path) -> None:
    """Take the roles of fitted pages from *path*, where `fit_items.py --shares` left what other trees say of them."""
    with np.load(path) as kept:
        _ROLES.update({name: kept[name] for name in kept.files})


@cache
def _parser() -> Parser:
    return Parser()


def setting_of(sheet: Sheet) -> Setting:
    """The page as the parser sees it when it chooses the header."""
    _, reader = _parser()._read(sheet.text, sheet.url, None)  # noqa: SLF001 - what parse itself does first
    roles = _ROLES.get(sheet.name)
    division = sections.divide(reader, roles=None if roles is None else roles.tolist(), url=sheet.url)
    texts = reader.lines.texts
    language = languages.language_of([texts[line] for line in division.body]) or languages.language_of(texts)
    reader = evolve(reader, cues=cues.settle_by_language(reader.cues, language))
    return articles.page_of(reader, division, sheet.url)


def label_dates(sheet: Sheet, page: Setting, field: str) -> list[int] | None:
    """For each date of the page whether it is the annotated one; None if that is not known."""
    found = [WRONG] * len(page.dates)
    if not sheet.whole:
        return _label_day(sheet, page) if field == "published" else None
    told = sheet.told(field)
    if told is None:
        return found
    text, span = told
    for place, each in enumerate(page.dates):
        if span is not None and is_met(each, span):
            found[place] = RIGHT
        elif words(each.age.raw) == words(text):
            found[place] = COPY
    return found


def is_met(each: DateCandidate, span: Span) -> bool:
    """Whether a date stands where the annotated one does."""
    own = each.age.span
    if own is None:
        return False
    shared = min(own.end, span.end) - max(own.start, span.start)
    return shared >= _MET * min(own.end - own.start, span.end - span.start)


def _label_day(sheet: Sheet, page: Setting) -> list[int] | None:
    """Of all dates of the annotated day the first one; None if none is printed."""
    day = _DAY.match(sheet.gold.get("date") or "")
    if day is None:
        return None
    wanted = tuple(map(int, day.groups()))
    same = [
        place
        for place, each in enumerate(page.dates)
        if each.age.moment is not None and (each.age.moment.year, each.age.moment.month, each.age.moment.day) == wanted
    ]
    if not same:
        return None
    nearest = min(same, key=lambda place: (abs(page.dates[place].line - page.first), place))
    return [RIGHT if place == nearest else COPY if place in same else WRONG for place in range(len(page.dates))]


def label_strings(
    told: Sequence[tuple[str, Span | None]], found: Sequence[tuple[str, Span]], *, whole: bool
) -> list[int] | None:
    """For each candidate, a string and its place, whether it is one of those that are *told*.

    Returns:
        None if that cannot be said: a page that is not *whole* tells nothing, or something that is no candidate.
    """
    labels = [WRONG] * len(found)
    if not told and not whole:
        return None
    for text, span in told:
        wanted = words(text)
        same = [place for place, (said, _) in enumerate(found) if words(said) == wanted]
        here = [place for place in same if span is None or _overlap(found[place][1], span)]
        if not same and not whole:
            return None
        for place in same:
            labels[place] = COPY
        for place in here or same:
            labels[place] = RIGHT
    return labels


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
