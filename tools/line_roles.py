"""The role of each line of an annotated page, whether a record begins there, and how sure that is.

What the annotation has no rows for (headings of comments, what says that there are none) is found by the strings that
it gives, or by the lexicon near items; what stays doubtful weighs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from labelled_rows import Labels
from newsdump.items import Reader
from newsdump.items.surroundings import ROLES
from newsdump.lexicon import Marker
from newsdump.testing import RandomPage

Tag = tuple[str, int, str]
"""A kind, the index of its item, and a field."""

_ROLE: Final = {role: number for number, role in enumerate(ROLES)}
_ITEMS: Final = {"comment", "related"}
_WORD: Final = re.compile(r"\w+")
_ABOVE_COMMENTS: Final = 14
_COUNTED_ABOVE: Final = 8
_ABOVE_RELATED: Final = 13
_HEADING_MORE: Final = 5
_NEUTRAL: Final = 0.4
_DOUBT: Final = 0.5


def labels_of(reader: Reader, gold: dict[str, Any], page: RandomPage | None, after: int = 0) -> Labels:
    """The labels of a page's lines; *page* has, up to *after*, the places that annotations of real pages lack."""
    size = len(reader.lines)
    tags = _tags(gold, size and reader.lines.ends[-1] + 1)
    roles, begins = np.zeros(size, np.int64), np.zeros(size, np.bool_)
    weights = np.ones(size, np.float32)
    before: tuple[str, int] | None = None
    owners: list[tuple[str, int] | None] = [None] * size
    for line, (start, end) in enumerate(zip(reader.lines.starts, reader.lines.ends, strict=True)):
        held = Counter(tag for tag in tags[start:end] if tag is not None)
        if not held:
            continue
        item = next((tag for tag in held if tag[0] in _ITEMS), None)
        fields = {tag[2] for tag in held if tag[0] in _ITEMS}
        if item is not None:
            roles[line] = _ROLE[f"{item[0]}_{_field(item[0], fields)}"]
            owners[line] = item[:2]
            begins[line] = owners[line] != before
            before = owners[line]
            continue
        kind = held.most_common(1)[0][0][0]
        if kind == "doubt":
            weights[line] = 0
        elif any(tag[0] == "body" for tag in held):
            roles[line] = _ROLE["body"]
        elif kind == "neutral":
            weights[line] = _NEUTRAL
    labels = Labels(roles, begins, weights)
    _mark_header(reader, gold, labels)
    if page is None:
        _mark_related_headings(reader, gold, labels, owners)
        _mark_comments(reader, gold, labels)
    else:
        for role, spans in (
            ("comments_heading", page.gold.comment_headings),
            ("comments_state", page.gold.comment_states),
            ("related_heading", page.gold.related_headings),
        ):
            for start in (start for start, _ in spans if start < after):
                line = _line_at(reader, start)
                if not roles[line]:
                    roles[line] = _ROLE[role]
        for start in (start for start, _ in page.gold.doubtful_headings if start < after):
            weights[_line_at(reader, start)] = 0
    return labels


def _tags(gold: dict[str, Any], size: int) -> list[Tag | None]:  # noqa: C901 - one table of spans
    """For each character the finest of what covers it."""
    tags: list[Tag | None] = [None] * size

    def paint(span: Iterable[int], tag: Tag) -> None:
        start, end = span
        tags[start : min(end, size)] = [tag] * (min(end, size) - start)

    for span in gold["captions"]:
        paint(span, ("neutral", 0, ""))
    for span in gold["article"]:
        paint(span, ("body", 0, ""))
    for number, comment in enumerate(gold["comments"]):
        paint(comment["span"], ("comment", number, "action"))
    for number, comment in enumerate(gold["comments"]):
        for span in comment["text"]["spans"]:
            paint(span, ("comment", number, "text"))
        for field in ("age", "author"):
            if comment[field]:
                paint(comment[field]["span"], ("comment", number, field))
    for number, item in enumerate(gold["related"]):
        paint(item["span"], ("related", number, "meta") if item["sure"] else ("doubt", number, ""))
    for number, item in enumerate(gold["related"]):
        if not item["sure"]:
            continue
        if item["text"]:
            for span in item["text"].get("spans") or [item["text"]["span"]]:
                paint(span, ("related", number, "text"))
        for field in ("age", "source", "title"):
            if item[field]:
                paint(item[field]["span"], ("related", number, field))
    return tags


def _field(kind: str, fields: set[str]) -> str:
    if kind == "comment":
        if "text" in fields:
            return "text"
        if {"author", "age"} <= fields:
            return "name_age"
        return next((field for field in ("author", "age") if field in fields), "action")
    return next((field for field in ("title", "text", "age", "source") if field in fields), "meta")


def _line_at(reader: Reader, place: int) -> int:
    return max(0, bisect_right(reader.lines.starts, place) - 1)


def _mark_header(reader: Reader, gold: dict[str, Any], labels: Labels) -> None:
    printed = [gold["published"], gold["modified"], *gold["authors"]]
    for role, fields in (("byline", printed), ("title", [gold["title"]])):
        for field in fields:
            if field:
                line = _line_at(reader, field["span"][0])
                if labels.roles[line] in (_ROLE["other"], _ROLE["byline"]):
                    labels.roles[line] = _ROLE[role]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _mark_related_headings(
    reader: Reader, gold: dict[str, Any], labels: Labels, owners: list[tuple[str, int] | None]
) -> None:
    """Headings by their strings, above the first item that stands under each."""
    before = None
    for item in sorted(gold["related"], key=lambda item: item["span"][0]):
        heading = item["heading"]
        if heading and heading != before:
            first = _line_at(reader, item["span"][0])
            wanted = _words(heading)
            for line in range(first - 1, max(-1, first - _ABOVE_RELATED - 1), -1):
                if owners[line] is not None and owners[line] != owners[first]:
                    break
                said = _words(reader.lines.texts[line])
                if (
                    said
                    and wanted
                    and (" ".join(wanted) in " ".join(said))
                    and len(said) <= len(wanted) + _HEADING_MORE
                ):
                    if owners[line] is None and labels.roles[line] == 0:
                        if item["sure"]:
                            labels.roles[line] = _ROLE["related_heading"]
                        else:
                            labels.weights[line] = 0
                    break
        before = heading


def _mark_comments(reader: Reader, gold: dict[str, Any], labels: Labels) -> None:
    """The heading of the comments, and what says that there are none."""
    markers = reader.cues.markers
    free = [line for line, role in enumerate(labels.roles) if role == 0 and labels.weights[line]]
    said = {line: markers[line] for line in free}
    empties = Marker.COMMENTS_EMPTY | Marker.COMMENTS_CLOSED
    if gold["comments"]:
        first = _line_at(reader, min(comment["span"][0] for comment in gold["comments"]))
        above = range(max(0, first - _ABOVE_COMMENTS), first)
        heads = [line for line in above if said.get(line, 0) & Marker.COMMENTS_HEADING]
        if not heads and gold["comment_count"] is not None:
            counted = str(gold["comment_count"])
            heads = [
                line
                for line in above[-_COUNTED_ABOVE:]
                if line in said and reader.cues.lengths[line] < 50 and counted in _words(reader.lines.texts[line])
            ]
        for line in free:
            if line in heads[-1:]:
                labels.roles[line] = _ROLE["comments_heading"]
            elif said[line] & empties and gold["comments_state"] == "closed" and said[line] & Marker.COMMENTS_CLOSED:
                labels.roles[line] = _ROLE["comments_state"]
            elif said[line] & (empties | Marker.COMMENTS_HEADING):
                labels.weights[line] = 0
    elif gold["comments_state"] in {"empty", "closed"}:
        after = gold["article"][-1][1] - 1 if gold["article"] else -1
        for line in free:
            if said[line] & empties:
                labels.roles[line] = _ROLE["comments_state"]
            elif said[line] & Marker.COMMENTS_HEADING:
                labels.weights[line] = _DOUBT
                if reader.lines.starts[line] > after:
                    labels.roles[line] = _ROLE["comments_heading"]
            elif said[line] & Marker.COMMENTS_FORM:
                labels.weights[line] = _DOUBT
