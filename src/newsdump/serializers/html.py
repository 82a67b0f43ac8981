"""HTML: a clean page to read, with the article, the comments and the related items, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from newsdump.ages import Age
from newsdump.model import Article, Comment, Page, RelatedItem
from newsdump.serializers.dates import iso
from newsdump.serializers.headings import above_comments, by_heading, in_place_of_comments
from newsdump.serializers.kept import as_text
from newsdump.serializers.markup import blocks_to_html, escape, is_link

_STYLE: Final = """\
:root { color-scheme: light dark; font: 1.05rem/1.6 Georgia, serif; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { line-height: 1.2; }
section { border-top: 1px solid; margin-top: 3rem; }
.meta, .caption, .credit { font-size: .85rem; opacity: .8; }
.standfirst { font-weight: bold; }
article article { margin: 1rem 0 1rem 1.5rem; }
"""


def dumps(page: Page, *, record: Mapping[str, Any] | None = None) -> str:
    """*page* as an HTML document; what is in *record* stands in its head, as `meta`."""
    title = (page.article and page.article.title) or page.url or "Page"
    language = f' lang="{escape(page.language)}"' if page.language else ""
    parts = [
        "<!DOCTYPE html>",
        f"<html{language}>",
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        *(
            f'<meta name="newsdump:{escape(name)}" content="{escape(as_text(value) or "")}">'
            for name, value in (record or {}).items()
        ),
        f"<title>{escape(title)}</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        *_main(page),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _main(page: Page) -> Iterator[str]:
    if page.article is not None:
        yield from _article(page.article, page)
    heading, said = above_comments(page), in_place_of_comments(page)
    if page.comments or heading or said:
        yield '<section class="comments">'
        yield from _heading(heading)
        if said:
            yield f"<p>{escape(said)}</p>"
        yield from _thread(page.comments, page)
        yield "</section>"
    for heading, items in by_heading(page):
        yield '<section class="related">'
        yield from _heading(heading)
        yield "<ul>"
        for item in items:
            yield from _related(item, page)
        yield "</ul>"
        yield "</section>"


def _heading(words: str | None) -> Iterator[str]:
    if words:
        yield f"<h2>{escape(words)}</h2>"


def _article(article: Article, page: Page) -> Iterator[str]:
    yield "<article>"
    if article.title:
        yield f"<h1>{escape(article.title)}</h1>"
    said = [
        escape(article.kicker or ""),
        escape(article.byline or ", ".join(article.authors)),
        _time(article.date_published, page),
        _time(article.date_modified, page, "→ "),
    ]
    yield from _meta(said)
    if article.blocks:
        yield blocks_to_html(article.blocks)
    if article.credit:
        yield f'<p class="credit">{escape(article.credit)}</p>'
    yield "</article>"


def _thread(comments: Iterable[Comment], page: Page) -> Iterator[str]:
    """Answers inside what they answer."""
    depths: list[int] = []
    for comment in comments:
        while depths and depths[-1] >= comment.depth:
            depths.pop()
            yield "</article>"
        depths.append(comment.depth)
        yield f'<article class="comment" id="comment-{comment.id}">'
        votes = [f"+{comment.upvotes}"] if comment.upvotes is not None else []
        votes += [f"−{comment.downvotes}"] if comment.downvotes is not None else []
        yield from _meta([escape(comment.author or ""), _time(comment.age, page), *votes])
        for line in comment.text.split("\n"):
            yield f"<p>{escape(line)}</p>"
    yield from ["</article>"] * len(depths)


def _related(item: RelatedItem, page: Page) -> Iterator[str]:
    title = escape(item.title or "")
    if item.url and is_link(item.url):
        title = f'<a href="{escape(item.url)}">{title or escape(item.url)}</a>'
    yield "<li>"
    if title:
        yield f"<strong>{title}</strong>"
    yield from _meta([escape(item.source or ""), _time(item.age, page), escape(item.category or "")])
    if item.text:
        yield f"<p>{escape(item.text)}</p>"
    yield "</li>"


def _meta(said: list[str]) -> Iterator[str]:
    if any(said):
        yield f'<p class="meta">{" · ".join(filter(None, said))}</p>'


def _time(age: Age | None, page: Page, before: str = "") -> str:
    """What was printed, and what it means where that can be told."""
    if age is None:
        return ""
    moment = iso(age, page.captured_at)
    raw = escape(age.raw)
    return before + (raw if moment is None else f'<time datetime="{moment}">{raw}</time>')
