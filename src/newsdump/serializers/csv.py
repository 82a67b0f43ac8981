"""CSV: a row for the article, for each comment and for each related item, for spreadsheets and data frames.

A spreadsheet takes a cell that begins with `=` and a few other signs for a formula, and runs it. An apostrophe in front
makes it a text; `csv_raw` writes cells as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from newsdump.ages import Age
from newsdump.model import Page
from newsdump.serializers.dates import window
from newsdump.serializers.kept import as_text

COLUMNS: Final = (
    "url",
    "kind",
    "position",
    "source",
    "author",
    "age",
    "earliest",
    "latest",
    "title",
    "text",
    "start",
    "end",
)
"""The head. `kind` is article, comment or related, `position` counts from 1 within the kind."""

Row = tuple[str | int | None, ...]
_RUN: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula begins with, and what spreadsheets pass over in front of one (OWASP, CSV Injection)."""


def dumps(page: Page, *, record: Mapping[str, Any] | None = None) -> str:
    """*page* with the head above, lines ended as RFC 4180 has it; what is in *record* stands in columns at the end."""
    keep = tuple(record or ())
    return head(keep=keep) + body(page, keep=keep, record=record)


def harmless(cell: str | int | None) -> str | int | None:
    """*cell* as a spreadsheet takes it for a text.

    >>> harmless("=HYPERLINK(1)"), harmless("Good news."), harmless(3)
    ("'=HYPERLINK(1)", 'Good news.', 3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUN) else cell


def head(*, keep: Iterable[str] = ()) -> str:
    """The line of the columns' names, those that are kept of records at the end."""
    return written([(*COLUMNS, *keep)])


def body(page: Page, *, keep: Iterable[str] = (), record: Mapping[str, Any] | None = None) -> str:
    """The rows of *page* without the head; at the end of each what *record* has under the names in *keep*."""
    return written(tuple(map(harmless, row)) for row in rows_keeping(page, keep, record))


def rows_keeping(page: Page, keep: Iterable[str], record: Mapping[str, Any] | None) -> Iterator[Row]:
    """The rows of *page*, at the end of each what *record* has under the names in *keep*."""
    kept = tuple(as_text((record or {}).get(name)) for name in keep)
    return ((*row, *kept) for row in rows(page))


def rows(page: Page) -> Iterator[Row]:
    """A tuple in the order of `COLUMNS` for each item."""
    at = page.captured_at
    article = page.article
    if article is not None:
        yield (
            page.url,
            "article",
            1,
            None,
            "; ".join(article.authors) or None,
            *_when(article.date_published, at),
            article.title,
            article.text,
            article.span.start,
            article.span.end,
        )
    for position, comment in enumerate(page.comments, 1):
        yield (
            page.url,
            "comment",
            position,
            None,
            comment.author,
            *_when(comment.age, at),
            None,
            comment.text,
            comment.span.start,
            comment.span.end,
        )
    for position, item in enumerate(page.related, 1):
        yield (
            page.url,
            "related",
            position,
            item.source,
            None,
            *_when(item.age, at),
            item.title,
            item.text,
            item.span.start,
            item.span.end,
        )


def _when(age: Age | None, at: datetime | None) -> tuple[str | None, str | None, str | None]:
    if age is None:
        return None, None, None
    found = window(age, at)
    if found is None:
        return age.raw, None, None
    return age.raw, found.earliest.isoformat(), found.latest.isoformat()


def written(lines: Iterable[Row]) -> str:
    """*lines* as they stand in a file."""
    target = io.StringIO(newline="")
    csv.writer(target).writerows(lines)
    return target.getvalue()
