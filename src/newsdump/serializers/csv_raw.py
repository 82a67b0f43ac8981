"""CSV with cells as they are, for programs that read tables; a spreadsheet may run what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from newsdump.model import Page
from newsdump.serializers import csv
from newsdump.serializers.csv import head

__all__ = ["body", "dumps", "head"]


def dumps(page: Page, *, record: Mapping[str, Any] | None = None) -> str:
    """*page* with the head above; what is in *record* stands in columns at the end."""
    keep = tuple(record or ())
    return head(keep=keep) + body(page, keep=keep, record=record)


def body(page: Page, *, keep: Iterable[str] = (), record: Mapping[str, Any] | None = None) -> str:
    """The rows of *page* without the head; at the end of each what *record* has under the names in *keep*."""
    return csv.written(csv.rows_keeping(page, keep, record))
