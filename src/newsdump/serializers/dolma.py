"""Dolma: a document with attributes, which are spans with scores, as the toolkit for training data has it.

The text is the whole dump. The attributes of a line are what a tagger would have written beside it, so that the
mixer can keep what is article and drop the rest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final

from newsdump.model import Page, SectionKind
from newsdump.serializers.dates import in_utc, point
from newsdump.serializers.kept import as_text, plain
from newsdump.serializers.markup import without_surrogates
from newsdump.spans import Span

SOURCE: Final = "newsdump"
_ATTRIBUTE: Final = "newsdump__page_v1__"


def dumps(page: Page, *, record: Mapping[str, Any] | None = None) -> str:
    """*page* as a document with attributes, on one line; a lone surrogate becomes U+FFFD."""
    return without_surrogates(json.dumps(to_dict(page, record=record), ensure_ascii=False)) + "\n"


def to_dict(page: Page, *, record: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """*page* as the dict of a document, whose id is that of *record*; what else is in it goes to the metadata."""
    known = plain(record or {})
    article = page.article
    captured_at = page.captured_at
    metadata = {
        "url": page.url,
        "title": article.title if article else None,
        "language": page.language,
        "profile": page.profile,
        "comments_state": page.comments_state.value,
    }
    tree = {
        "id": as_text(known.pop("id", None)) or _identity(page),
        "text": page.text,
        "source": SOURCE,
        "added": _written(captured_at),
        "created": _written(point(article.date_published, captured_at) if article else None),
        "metadata": {key: value for key, value in {**known, **metadata}.items() if value is not None},
        "attributes": {_ATTRIBUTE + name: found for name, found in spans(page).items()},
    }
    return {key: value for key, value in tree.items() if value is not None}


def spans(page: Page) -> dict[str, list[tuple[int, int, float]]]:
    """The start, end and confidence of all that was found, by what it is."""
    found: dict[str, list[tuple[Span, float]]] = {kind.value: [] for kind in SectionKind}
    for section in page.sections:
        found[section.kind.value].append((section.span, section.confidence))
    article = page.article
    found["body"] = [] if article is None else [(block.span, article.confidence) for block in article.blocks]
    found["comment"] = [(each.span, each.confidence) for each in page.comments]
    found["related_item"] = [(each.span, each.confidence) for each in page.related]
    return {name: [(span.start, span.end, score) for span, score in places] for name, places in found.items()}


def _identity(page: Page) -> str:
    """The same for the same text from the same address, in every run."""
    source = f"{page.url or ''}\n{page.text}"
    return blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _written(moment: datetime | None) -> str | None:
    moment = in_utc(moment)
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%S.000Z").zfill(24)
