"""Markdown to be read: the article, then the comments and the related items under headings of their own.

What stands in a dump is text, never markup: every sign that CommonMark would read is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from newsdump.model import Article, Block, BlockKind, Comment, CommentsState, Page, RelatedItem
from newsdump.serializers.markup import clean, is_link

_ANYWHERE: Final = regex.compile(r"[\\`*_\[\]<>|]|&(?=[#\w])|~(?=~)|(?<= )#(?=#*$)")
_IN_FRONT: Final = regex.compile(r"(?:[-+=#~]|\d{1,9}(?=[.)]))")
_STATES: Final = {
    CommentsState.EMPTY: "_No comments._",
    CommentsState.CLOSED: "_Comments are closed._",
}


def dumps(page: Page) -> str:
    """*page* as CommonMark."""
    parts: list[str] = []
    if page.article is not None:
        parts.extend(_article(page.article))
    if page.comments or page.comments_state in _STATES:
        parts += ["---", "## Comments"]
        if page.comments_state in _STATES:
            parts.append(_STATES[page.comments_state])
        parts.extend(_comment(comment) for comment in page.comments)
    if page.related:
        parts += ["---", "## Related"]
        parts.extend(_related(item) for item in page.related)
    if parts and parts[0] == "---":
        del parts[0]
    return "\n\n".join(parts) + "\n" if parts else ""


def escape(text: str) -> str:
    r"""*text* so that CommonMark shows it as it stands, on one line.

    >>> escape("2. *Harbour* #1_b")
    '2\\. \\*Harbour\\* #1\\_b'
    """
    line = _ANYWHERE.sub(r"\\\g<0>", " ".join(text.split()))
    found = _IN_FRONT.match(line)
    if found is None:
        return line
    at = found.end() if found[0].isdigit() else 0  # a backslash in front of a digit would be shown
    return f"{line[:at]}\\{line[at:]}"


def _article(article: Article) -> Iterable[str]:
    if article.title:
        yield "# " + escape(article.title)
    if article.standfirst and all(block.kind is not BlockKind.STANDFIRST for block in article.blocks):
        yield f"**{escape(article.standfirst)}**"
    meta = [article.kicker, article.byline or ", ".join(article.authors)]
    if article.date_published:
        meta.append(article.date_published.raw)
    if article.date_modified:
        meta.append(f"updated {article.date_modified.raw}")
    if any(meta):
        yield f"_{escape(' · '.join(filter(None, meta)))}_"
    yield from _blocks(article.blocks)
    if article.credit:
        yield f"_{escape(article.credit)}_"


def _blocks(blocks: Iterable[Block]) -> Iterable[str]:
    items: list[str] = []
    for block in blocks:
        text = escape(block.text)
        if items and (block.kind is not BlockKind.LIST_ITEM or block.age is not None):
            yield "\n".join(items)
            items = []
        if block.age is not None:
            yield f"_{escape(block.age.raw)}_"
        if block.kind is BlockKind.LIST_ITEM:
            items.append("- " + text)
            continue
        if not text:
            continue
        match block.kind:
            case BlockKind.HEADING:
                yield "## " + text
            case BlockKind.QUOTE:
                yield "> " + text
            case BlockKind.STANDFIRST:
                yield f"**{text}**"
            case BlockKind.CAPTION | BlockKind.CREDIT:
                yield f"_{text}_"
            case BlockKind.CODE:
                yield _fenced(block.text)
            case BlockKind.TABLE:
                yield _table(block.text)
            case _:
                yield text
    if items:
        yield "\n".join(items)


def _fenced(code: str) -> str:
    """A program between fences that are longer than any in it."""
    longest = max(map(len, regex.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{clean(code)}\n{fence}"


def _table(text: str) -> str:
    """A table whose first row is its head, as the pipes of Markdown need one."""
    rows = [[escape(cell) for cell in row.split(" | ")] for row in text.split("\n")]
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _comment(comment: Comment) -> str:
    """A quotation, as deep as the answer is; who and when stand above it."""
    bar = "> " * (comment.depth + 1)
    said = [f"**{escape(comment.author)}**" if comment.author and comment.author.strip() else "**?**"]
    if comment.age is not None:
        said.append(escape(comment.age.raw))
    if comment.upvotes is not None:
        said.append(f"+{comment.upvotes}")
    if comment.downvotes is not None:
        said.append(f"−{comment.downvotes}")
    lines = [" · ".join(said), *(escape(line) for line in comment.text.split("\n"))]
    return f"\n{bar.rstrip()}\n".join(bar + line for line in lines if line)


def _related(item: RelatedItem) -> str:
    title = escape(item.title or "")
    if item.url and is_link(item.url):
        address = regex.sub(r"[\s<>\\]", lambda found: f"%{ord(found[0]):02X}", item.url)
        title = f"[{title or escape(item.url)}](<{address}>)"
    said = [f"**{title}**" if title else "", escape(item.source or ""), escape(item.age.raw) if item.age else ""]
    head = " · ".join(filter(None, said))
    text = escape(item.text or "")
    return "- " + "\n\n  ".join(filter(None, [head, text]))
