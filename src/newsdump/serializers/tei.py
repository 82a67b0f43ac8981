"""TEI: the XML of the Text Encoding Initiative, laid out as trafilatura's users know it.

The story is the division `entry`, the comments are the division `comments`, and a third one, `related`, holds what
trafilatura has no place for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from newsdump.model import Article, Block, BlockKind, Comment, Page, RelatedItem, Writer, WriterKind
from newsdump.serializers.dates import iso
from newsdump.serializers.kept import as_text
from newsdump.serializers.markup import escape, is_link, lost, writers_of

_TAGS: Final = {
    BlockKind.STANDFIRST: "p",
    BlockKind.PARAGRAPH: "p",
    BlockKind.QUOTE: "quote",
    BlockKind.LIST_ITEM: "item",
    BlockKind.CAPTION: "p",
    BlockKind.CREDIT: "p",
}
_BY_ROWS: Final = frozenset((BlockKind.CODE, BlockKind.TABLE))


def dumps(page: Page, *, record: Mapping[str, Any] | None = None) -> str:
    """*page* as a TEI document; what is in *record* stands in its header, as `idno`."""
    language = f' xml:lang="{escape(page.language)}"' if page.language else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{language}>',
        *_header(page, record or {}),
        "<text>",
        "<body>",
        *_division("entry", _entry(page.article) if page.article else iter(())),
        *_division("comments", _comments(page)),
        *_division("related", _related(page)),
        "</body>",
        "</text>",
        "</TEI>",
    ]
    return "\n".join(lines) + "\n"


def _division(kind: str, content: Iterator[str]) -> Iterator[str]:
    """A division; one must not be empty, and `entry` and `comments` are always there."""
    lines = list(content)
    if lines or kind != "related":
        yield f'<div type="{kind}">'
        yield from lines or ["<p/>"]
        yield "</div>"


def _author(writer: Writer) -> str:
    name = "persName" if writer.kind is WriterKind.PERSON else "orgName"
    return f"<author><{name}>{escape(writer.name)}</{name}></author>"


def _header(page: Page, record: Mapping[str, Any]) -> Iterator[str]:
    article = page.article
    title = f'<title type="main">{escape(article.title) if article and article.title else ""}</title>'
    authors = [_author(writer) for writer in writers_of(article)] if article else []
    published = iso(article.date_published, page.captured_at) if article else None
    pointer = [f'<ptr type="URL" target="{_address(page.url)}"/>'] if page.url and is_link(page.url) else []
    yield "<teiHeader>"
    yield "<fileDesc>"
    yield from ["<titleStmt>", title, *authors, "</titleStmt>"]
    yield "<publicationStmt><p/></publicationStmt>"
    yield "<sourceDesc>"
    yield "<biblFull>"
    yield from ["<titleStmt>", title, *authors, "</titleStmt>"]
    numbers = [f'<idno type="{escape(name)}">{escape(as_text(each) or "")}</idno>' for name, each in record.items()]
    date = f"<date>{published or ''}</date>"
    yield from ["<publicationStmt>", "<publisher/>", *pointer, date, *numbers, "</publicationStmt>"]
    yield "</biblFull>"
    yield "</sourceDesc>"
    yield "</fileDesc>"
    yield "<encodingDesc>"
    yield '<appInfo><application version="1" ident="newsdump"><label>newsdump</label></application></appInfo>'
    if count := lost(page.text):
        yield f"<editorialDecl><p>Characters that XML cannot hold, replaced by U+FFFD: {count}.</p></editorialDecl>"
    yield "</encodingDesc>"
    yield "<profileDesc>"
    if article and article.standfirst:
        yield f"<abstract><p>{escape(article.standfirst)}</p></abstract>"
    if page.captured_at:
        yield f'<creation><date type="download">{page.captured_at.isoformat()}</date></creation>'
    if article and article.kicker:
        yield f'<textClass><keywords><term type="kicker">{escape(article.kicker)}</term></keywords></textClass>'
    yield "</profileDesc>"
    yield "</teiHeader>"


def _entry(article: Article) -> Iterator[str]:
    items: list[str] = []
    for block in article.blocks:
        if block.kind is BlockKind.LIST_ITEM:
            items.append(_block(block))
            continue
        if items:
            yield f"<list>{''.join(items)}</list>"
            items = []
        if block.age is not None:
            yield f"<p><date>{escape(block.age.raw)}</date></p>"
        yield _block(block)
    if items:
        yield f"<list>{''.join(items)}</list>"


def _block(block: Block) -> str:
    if block.kind in _BY_ROWS:  # the schema that others check TEI with has neither `code` nor `table`
        rows = "<lb/>".join(map(escape, block.text.split("\n")))
        return f'<ab type="{block.kind.value}">{rows}</ab>'
    if block.kind is BlockKind.HEADING:
        return f'<ab type="header">{escape(block.text)}</ab>'
    tag = _TAGS[block.kind]
    return f"<{tag}>{escape(block.text)}</{tag}>"


def _comments(page: Page) -> Iterator[str]:
    yield from (line for comment in page.comments for line in _comment(comment, page))


def _comment(comment: Comment, page: Page) -> Iterator[str]:
    answered = "" if comment.parent_id is None else f' corresp="#comment-{comment.parent_id}"'
    yield f'<div type="comment" xml:id="comment-{comment.id}"{answered}>'
    said = [f"<name>{escape(comment.author)}</name>"] if comment.author else []
    if comment.age is not None:
        moment = iso(comment.age, page.captured_at)
        when = "" if moment is None else f' when="{moment}"'
        said.append(f"<date{when}>{escape(comment.age.raw)}</date>")
    if said:
        yield f"<p>{' '.join(said)}</p>"
    yield from (f"<p>{escape(line)}</p>" for line in comment.text.split("\n"))
    yield "</div>"


def _related(page: Page) -> Iterator[str]:
    yield from (line for item in page.related for line in _related_item(item, page))


def _related_item(item: RelatedItem, page: Page) -> Iterator[str]:
    title = f"<title>{escape(item.title)}</title>" if item.title else ""
    source = f"<publisher>{escape(item.source)}</publisher>" if item.source else ""
    pointer = f'<ptr target="{_address(item.url)}"/>' if item.url and is_link(item.url) else ""
    date = ""
    if item.age is not None:
        moment = iso(item.age, page.captured_at)
        when = "" if moment is None else f' when="{moment}"'
        date = f"<date{when}>{escape(item.age.raw)}</date>"
    yield '<div type="item">'
    yield f"<p><bibl>{title}{source}{date}{pointer}</bibl></p>"
    if item.text:
        yield f"<p>{escape(item.text)}</p>"
    yield "</div>"


def _address(url: str) -> str:
    """*url* for an attribute that holds one address: without white space."""
    return escape("%20".join(url.split()))
