"""A page as one flat row: what stands in the columns of a table without nesting, for data frames and SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from newsdump.model import Page
from newsdump.serializers.dates import point


@frozen
class Field:
    """A column: the annotation of its values, and what takes one from a page."""

    kind: Any
    take: Callable[[Page], Any]


def _of_article(name: str) -> Callable[[Page], Any]:
    return lambda page: None if page.article is None else getattr(page.article, name)


def _day(name: str) -> Callable[[Page], datetime | None]:
    return lambda page: None if page.article is None else point(getattr(page.article, name), page.captured_at)


FIELDS: Final[Mapping[str, Field]] = MappingProxyType(
    {
        "url": Field(str, attrgetter("url")),
        "captured_at": Field(datetime, attrgetter("captured_at")),
        "language": Field(str, attrgetter("language")),
        "title": Field(str, _of_article("title")),
        "authors": Field(tuple[str, ...], _of_article("authors")),
        "published": Field(datetime, _day("date_published")),
        "modified": Field(datetime, _day("date_modified")),
        "text": Field(str, _of_article("text")),
        "confidence": Field(float, _of_article("confidence")),
        "comments_state": Field(str, lambda page: page.comments_state.value),
        "comment_count": Field(int, attrgetter("comment_count")),
        "comments": Field(int, lambda page: len(page.comments)),
        "related": Field(int, lambda page: len(page.related)),
        "notes": Field(tuple[str, ...], lambda page: tuple(note.code for note in page.notes)),
    }
)
"""The columns in their order. `text` is that of the article; `comments` and `related` count what was found, while
`comment_count` is what the page says. `published` and `modified` are the earliest moment that is meant."""


def to_dict(page: Page) -> dict[str, Any]:
    """*page* as a flat dict of what JSON has.

    >>> from newsdump import parse
    >>> row = to_dict(parse("No comments yet", url="https://news.example/1"))
    >>> row["url"], row["title"], row["comments_state"], row["comments"]
    ('https://news.example/1', None, 'empty', 0)
    """
    row = {name: each.take(page) for name, each in FIELDS.items()}
    for name, value in row.items():
        if isinstance(value, datetime):
            row[name] = value.isoformat()
        elif isinstance(value, tuple):
            row[name] = list(value)
    return row
