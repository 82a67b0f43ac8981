"""CSV with cells as they are, for programs that read tables; a spreadsheet may run what stands in them."""

from __future__ import annotations

from newsdump.model import Page
from newsdump.serializers import csv

head = csv.head


def dumps(page: Page) -> str:
    """*page* with the head above."""
    return head() + body(page)


def body(page: Page) -> str:
    """The rows of *page* without the head."""
    return csv.written(csv.rows(page))
