"""The shape of Zyte API's automatic extraction: `article` and `articleList`, in the names of zyte-common-items.

A program that reads answers of that service finds the same keys here. What Zyte's items have no room for, the
comments above all, is left out. The related items are the `articleList`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from newsdump.ages import Age
from newsdump.model import Article, Page, RelatedItem
from newsdump.serializers.dates import in_utc, point
from newsdump.serializers.kept import plain
from newsdump.serializers.markup import blocks_to_html, without_surrogates


def dumps(page: Page, *, record: Mapping[str, Any] | None = None) -> str:
    """*page* as an answer of Zyte API, on one line; what is in *record* stands under that key."""
    tree = {**to_dict(page), "record": plain(record)} if record else to_dict(page)
    return without_surrogates(json.dumps(tree, ensure_ascii=False)) + "\n"


def to_dict(page: Page) -> dict[str, Any]:
    """*page* as the dicts that `zyte_common_items` reads; a page without an address has the empty one."""
    tree: dict[str, Any] = {"url": page.url or ""}
    if page.article is not None:
        tree["article"] = _article(page.article, page)
    if page.related:
        tree["articleList"] = {
            "url": page.url or "",
            "articles": [_related(item, page) for item in page.related],
            "metadata": _known({"dateDownloaded": _written(page.captured_at)}),
        }
    return tree


def _article(article: Article, page: Page) -> dict[str, Any]:
    return _known(
        {
            "headline": article.title,
            "datePublished": _date(article.date_published, page),
            "datePublishedRaw": article.date_published and article.date_published.raw,
            "dateModified": _date(article.date_modified, page),
            "dateModifiedRaw": article.date_modified and article.date_modified.raw,
            "authors": [{"name": name, "nameRaw": article.byline or name} for name in article.authors] or None,
            "breadcrumbs": [{"name": article.kicker}] if article.kicker else None,
            "inLanguage": page.language,
            "description": article.standfirst,
            "articleBody": article.text.replace("\n", "\n\n") or None,
            "articleBodyHtml": f"<article>\n\n{blocks_to_html(article.blocks)}\n\n</article>"
            if article.blocks
            else None,
            "url": page.url or "",
            "metadata": _known({"dateDownloaded": _written(page.captured_at), "probability": article.confidence}),
        }
    )


def _related(item: RelatedItem, page: Page) -> dict[str, Any]:
    return _known(
        {
            "headline": item.title,
            "datePublished": _date(item.age, page),
            "datePublishedRaw": item.age and item.age.raw,
            "articleBody": item.text,
            "url": item.url,
            "metadata": {"probability": item.confidence},
        }
    )


def _date(age: Age | None, page: Page) -> str | None:
    return _written(point(age, page.captured_at))


def _written(moment: datetime | None) -> str | None:
    moment = in_utc(moment)
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)


def _known(tree: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if value is not None}
