"""The shape of Diffbot's Article API, version 3: `request` and `objects`, the comments as the article's `discussion`.

The related items are an object of the type `list`, as that service's List API gives them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from newsdump.ages import Age, AgeKind
from newsdump.model import Article, Comment, Page, RelatedItem
from newsdump.serializers.dates import point
from newsdump.serializers.kept import plain
from newsdump.serializers.markup import blocks_to_html, without_surrogates


def dumps(page: Page, *, record: Mapping[str, Any] | None = None) -> str:
    """*page* as an answer of the Article API, on one line; what is in *record* stands under that key."""
    tree = {**to_dict(page), "record": plain(record)} if record else to_dict(page)
    return without_surrogates(json.dumps(tree, ensure_ascii=False)) + "\n"


def to_dict(page: Page) -> dict[str, Any]:
    """*page* as the dicts of such an answer; what is not known is left out, as the service does."""
    objects: list[dict[str, Any]] = []
    if page.article is not None:
        objects.append(_article(page.article, page))
    elif page.comments:
        objects.append(_discussion(page))
    if page.related:
        objects.append(
            _known(
                {
                    "type": "list",
                    "pageUrl": page.url,
                    "title": page.related[0].section,
                    "items": [_related(item, page) for item in page.related],
                }
            )
        )
    return {"request": _known({"pageUrl": page.url, "api": "article", "version": 3}), "objects": objects}


def _article(article: Article, page: Page) -> dict[str, Any]:
    return _known(
        {
            "type": "article",
            "pageUrl": page.url,
            "title": article.title,
            "text": article.text,
            "html": blocks_to_html(article.blocks),
            **_dates(article.date_published, page),
            "author": ", ".join(article.authors) or None,
            "authors": [{"name": name} for name in article.authors] or None,
            "humanLanguage": page.language,
            "discussion": _discussion(page) if page.comments else None,
        }
    )


def _discussion(page: Page) -> dict[str, Any]:
    return _known(
        {
            "type": "discussion",
            "pageUrl": page.url,
            "numPosts": len(page.comments),
            "participants": len({comment.author for comment in page.comments if comment.author}),
            "posts": [_post(comment, page) for comment in page.comments],
        }
    )


def _post(comment: Comment, page: Page) -> dict[str, Any]:
    votes = comment.upvotes
    if votes is not None and comment.downvotes is not None:
        votes -= comment.downvotes
    return _known(
        {
            "type": "post",
            "id": comment.id,
            "parentId": comment.parent_id,
            "author": comment.author,
            "text": comment.text,
            "votes": votes,
            **_dates(comment.age, page),
        }
    )


def _related(item: RelatedItem, page: Page) -> dict[str, Any]:
    return _known(
        {
            "title": item.title,
            "summary": item.text,
            "link": item.url,
            "byline": item.source,
            **_dates(item.age, page),
        }
    )


def _dates(age: Age | None, page: Page) -> dict[str, str]:
    """A date that was printed is a `date`; one that is counted back from the capture is an `estimatedDate`."""
    moment = point(age, page.captured_at)
    if age is None or moment is None:
        return {}
    return {"date" if age.kind is AgeKind.ABSOLUTE else "estimatedDate": _written(moment)}


def _written(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _known(tree: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if value is not None}
