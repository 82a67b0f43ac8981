"""Markdown to be read: the article, then comments and related items under the headings that the page gave them.

What stands in a dump is text, never markup: every sign that CommonMark would read is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import regex

from newsdump.model import Article, Block, BlockKind, Comment, Page, RelatedItem
from newsdump.serializers.front_matter import head as front_matter_of
from newsdump.serializers.headings import above_comments, by_heading, in_place_of_comments
from newsdump.serializers.markup import clean, is_link

_ANYWHERE: Final = regex.compile(r"[\\`*_\[\]<>|]|&(?=[#\w])|~(?=~)|(?<= )#(?=#*$)")
_IN_FRONT: Final = regex.compile(r"(?:[-+=#~]|\d{1,9}(?=[.)]))")


def dumps(page: Page, *, record: Mapping[str, Any] | None = None, front_matter: bool = False) -> str:
    """*page* as CommonMark.

    Args:
        page: the page.
        record: what came with the dump; it stands in the front matter.
        front_matter: whether title, writers, dates and address stand in front, as a head of YAML, and the title there
            alone.
    """
    parts = [[*_article(page.article, titled=not front_matter)]] if page.article is not None else []
    said = in_place_of_comments(page)
    parts.append([*_heading(above_comments(page)), *map(_comment, page.comments)])
    if said:
        parts[-1].append(f"_{escape(said)}_")
    parts.extend([*_heading(heading), *map(_related, items)] for heading, items in by_heading(page))
    body = "\n\n---\n\n".join("\n\n".join(part) for part in parts if part)
    head = front_matter_of(page, record) if front_matter else ""
    whole = [part for part in (head, body) if part]
    return "\n\n".join(whole) + "\n" if whole else ""


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


def _heading(words: str | None) -> Iterable[str]:
    if words:
        yield "## " + escape(words)


def _article(article: Article, *, titled: bool) -> Iterable[str]:
    if article.title and titled:
        yield "# " + escape(article.title)
    if article.standfirst and all(block.kind is not BlockKind.STANDFIRST for block in article.blocks):
        yield f"**{escape(article.standfirst)}**"
    meta = [article.kicker, article.byline or ", ".join(article.authors)]
    if article.date_published:
        meta.append(article.date_published.raw)
    if article.date_modified:
        meta.append(f"→ {article.date_modified.raw}")
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
