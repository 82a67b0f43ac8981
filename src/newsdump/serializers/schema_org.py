"""JSON-LD in the words of schema.org: a WebPage about a NewsArticle with its Comments, and the related items."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from newsdump.model import Article, Comment, Page, RelatedItem, WriterKind
from newsdump.serializers.dates import iso
from newsdump.serializers.kept import as_text
from newsdump.serializers.markup import without_surrogates, writers_of

_KINDS: Final = {WriterKind.PERSON: "Person", WriterKind.BODY: "Organization"}


def dumps(page: Page, *, record: Mapping[str, Any] | None = None) -> str:
    """*page* as JSON-LD on one line; it can stand in a `<script type="application/ld+json">` as it is."""
    tree = json.dumps(to_dict(page, record=record), ensure_ascii=False)
    return (
        without_surrogates(tree).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        + "\n"
    )


def to_dict(page: Page, *, record: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """*page* as the objects of JSON-LD; what is not known is left out. What is in *record* is an `identifier`."""
    links = [item.url for item in page.related if item.url]
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "url": page.url,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": as_text(value)}
                for name, value in (record or {}).items()
            ],
            "inLanguage": page.language,
            "mainEntity": None if page.article is None else _article(page.article, page),
            "relatedLink": links,
            "mentions": _related_list(page) if page.related else None,
        }
    )


def _article(article: Article, page: Page) -> dict[str, Any]:
    return _known(
        {
            "@type": "NewsArticle",
            "url": page.url,
            "headline": article.title,
            "articleSection": article.kicker,
            "abstract": article.standfirst,
            "author": [{"@type": _KINDS[writer.kind], "name": writer.name} for writer in writers_of(article)],
            "dateline": article.dateline,
            "datePublished": iso(article.date_published, page.captured_at),
            "dateModified": iso(article.date_modified, page.captured_at),
            "articleBody": article.text,
            "creditText": article.credit,
            "inLanguage": page.language,
            "commentCount": len(page.comments) if page.comment_count is None and page.comments else page.comment_count,
            "comment": [_comment(comment, page) for comment in page.comments],
        }
    )


def _comment(comment: Comment, page: Page) -> dict[str, Any]:
    return _known(
        {
            "@type": "Comment",
            "@id": f"#comment-{comment.id}",
            "parentItem": None if comment.parent_id is None else {"@id": f"#comment-{comment.parent_id}"},
            "author": {"@type": "Person", "name": comment.author} if comment.author else None,
            "dateCreated": iso(comment.age, page.captured_at),
            "text": comment.text,
            "upvoteCount": comment.upvotes,
            "downvoteCount": comment.downvotes,
        }
    )


def _related_list(page: Page) -> dict[str, Any]:
    return _known(
        {
            "@type": "ItemList",
            "name": page.related[0].section,
            "numberOfItems": len(page.related),
            "itemListElement": [
                {"@type": "ListItem", "position": position, "item": _related(item, page)}
                for position, item in enumerate(page.related, 1)
            ],
        }
    )


def _related(item: RelatedItem, page: Page) -> dict[str, Any]:
    return _known(
        {
            "@type": "NewsArticle",
            "headline": item.title,
            "url": item.url,
            "publisher": {"@type": "Organization", "name": item.source} if item.source else None,
            "articleSection": item.category,
            "datePublished": iso(item.age, page.captured_at),
            "articleBody": item.text,
        }
    )


def _known(tree: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if value not in (None, [], "")}
