"""What notebooks show: the report for a page, a card for what was read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from newsdump.model import Article, Comment, Page, RelatedItem
from newsdump.report.html import to_html
from newsdump.serializers.markup import escape

_HEIGHT: Final = 640
_PARAGRAPHS: Final = 3
"""So many paragraphs of an article its card shows."""


def to_notebook(found: Page | Article | Comment | RelatedItem) -> str:
    """*found* for a cell of a notebook.

    A page is its report, in a frame of its own so that no style leaks out; all else is a card.

    >>> from newsdump import Comment, Span
    >>> to_notebook(Comment(0, None, 0, "Ida <K>", None, "At last.", None, None, None, Span(0, 8), 0.9))
    '<div><p><b>Ida &lt;K&gt;</b> <small>comment 0 · 90% sure</small></p><p>At last.</p></div>'
    """
    match found:
        case Page():
            return (
                f'<iframe srcdoc="{escape(to_html(found))}" title="A page read by newsdump" '
                f'style="width: 100%; height: {_HEIGHT}px; border: 1px solid #8888"></iframe>'
            )
        case Article():
            facts = _facts(found.byline, found.date_published, f"{len(found.blocks)} blocks", _sure(found))
            return _card(found.title, facts, _beginning(found.paragraphs))
        case Comment():
            answers = "" if found.parent_id is None else f", answers {found.parent_id}"
            facts = _facts(f"comment {found.id}{answers}", found.age, _sure(found))
            return _card(found.author, facts, found.text.split("\n"))
        case RelatedItem():
            facts = _facts(found.source, found.age, found.section, _sure(found))
            return _card(found.title, facts, [found.text] if found.text else [])


def _card(head: str | None, facts: str, texts: Iterable[str]) -> str:
    name = f"<b>{escape(head)}</b> " if head else ""
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts)
    return f"<div><p>{name}<small>{facts}</small></p>{paragraphs}</div>"


def _facts(*facts: object) -> str:
    return " · ".join(escape(str(fact)) for fact in facts if fact)


def _beginning(paragraphs: tuple[str, ...]) -> Iterator[str]:
    yield from paragraphs[:_PARAGRAPHS]
    more = len(paragraphs) - _PARAGRAPHS
    if more > 0:
        yield f"… {more} more"


def _sure(found: Article | Comment | RelatedItem) -> str:
    return f"{found.confidence:.0%} sure"
