"""Front matter: a head of YAML that site generators, pandoc and note-taking programs read in front of Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import regex

from newsdump.ages import Age
from newsdump.model import Page
from newsdump.serializers.kept import plain
from newsdump.serializers.markup import without_surrogates

_NOT_PRINTABLE: Final = regex.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What JSON may hold as it is, and YAML as an escape only."""

_VALUES: Final = frozenset(("true", "false", "yes", "no", "on", "off", "y", "n", "null"))
"""Words that are values in YAML 1.1, however they are written (https://yaml.org/type/bool.html)."""


def head(page: Page, record: Mapping[str, Any] | None = None) -> str:
    r"""Title, writers, dates and address of *page*, and what is in *record*; what is not known is left out.

    Values are written as JSON, which is YAML as well.

    >>> from newsdump import parse
    >>> print(head(parse("Wind closes pier\nBy Ida Kron\n6 June 2025\n\nThe pier was closed at noon, as on Monday.")))
    ---
    title: "Wind closes pier"
    authors: ["Ida Kron"]
    date: "2025-06-06"
    lang: "en"
    ---
    """
    article = page.article
    fields: dict[str, Any] = {}
    if article is not None:
        fields = {
            "title": article.title,
            "authors": list(article.authors),
            "date": _date(article.published, article.date_published),
            "updated": _date(article.modified, article.date_modified),
        }
    fields |= {"url": page.url, "lang": page.language, **plain(record or {})}
    lines = [f"{_key(name)}: {_written(value)}" for name, value in fields.items() if value not in (None, "", [])]
    return "\n".join(["---", *lines, "---"])


def _date(value: date | None, printed: Age | None) -> str | None:
    """A date of ISO 8601; where it is not known, what was printed."""
    if value is not None:
        return value.isoformat()
    return None if printed is None else printed.raw


def _key(name: str) -> str:
    is_plain = regex.fullmatch(r"[A-Za-z_][\w-]*", name) and name.casefold() not in _VALUES
    return name if is_plain else _written(name)


def _written(value: Any) -> str:  # noqa: ANN401 - of any type
    line = without_surrogates(json.dumps(value, ensure_ascii=False))
    return _NOT_PRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
