"""Text as UTF-8, HTML and XML can hold it, and blocks as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from newsdump.model import Article, Block, BlockKind, Writer, WriterKind

_NO_CHARACTER: Final = regex.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""What neither format can hold, not even as a reference."""
_SURROGATE: Final = regex.compile("[\ud800-\udfff]")
_NOT_SEEN: Final = regex.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]|\p{Cf}")
"""What browsers pass over in an address (URL Standard, basic URL parser)."""
_SCHEME: Final = regex.compile(r"[^/?#]*")
_SCHEMES: Final = frozenset({"http", "https", "ftp", "mailto"})
_TAGS: Final = {
    BlockKind.STANDFIRST: "p",
    BlockKind.PARAGRAPH: "p",
    BlockKind.HEADING: "h2",
    BlockKind.QUOTE: "blockquote",
    BlockKind.LIST_ITEM: "li",
    BlockKind.CAPTION: "p",
    BlockKind.CREDIT: "p",
    BlockKind.CODE: "pre",
}
_TOLD_APART: Final = frozenset((BlockKind.STANDFIRST, BlockKind.CAPTION, BlockKind.CREDIT))
"""Paragraphs whose class says what they are."""


def without_surrogates(text: str) -> str:
    r"""*text* with U+FFFD for each surrogate, for what is written as UTF-8; offsets stay true.

    >>> without_surrogates("a\ud800b")
    'a�b'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def lost(text: str) -> int:
    """How many characters of *text* markup cannot hold."""
    return len(_NO_CHARACTER.findall(text))


def clean(text: str) -> str:
    r"""*text* with U+FFFD for each character that markup cannot hold, so that offsets stay true.

    >>> clean("a\x00b")
    'a�b'
    """
    return _NO_CHARACTER.sub("\ufffd", text)


def is_link(url: str) -> bool:
    r"""Whether *url* may be written as a link: it leads to a page, and does nothing by itself as `javascript:` does.

    >>> is_link("https://news.example/1"), is_link("/1"), is_link(" java\tscript:alert(1)")
    (True, True, False)
    """
    scheme, colon, _ = _NOT_SEEN.sub("", url).partition(":")
    return not colon or scheme.lower() in _SCHEMES or not _SCHEME.fullmatch(scheme)


def escape(text: str) -> str:
    """*text* for the content of an element or an attribute in double quotes.

    >>> escape('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    text = clean(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def blocks_to_html(blocks: Iterable[Block]) -> str:
    """*blocks* as simple elements, a line each; list items that follow each other are one list."""
    lines: list[str] = []
    in_list = False
    for block in blocks:
        is_item = block.kind is BlockKind.LIST_ITEM
        if is_item is not in_list:
            lines.append("<ul>" if is_item else "</ul>")
            in_list = is_item
        if block.age is not None:
            lines.append(f"<p><time>{escape(block.age.raw)}</time></p>")
        if block.kind is BlockKind.TABLE:
            lines.append(f"<table>{_rows(block.text)}</table>")
            continue
        tag = _TAGS[block.kind]
        role = f' class="{block.kind.value}"' if block.kind in _TOLD_APART else ""
        lines.append(f"<{tag}{role}>{escape(block.text)}</{tag}>")
    if in_list:
        lines.append("</ul>")
    return "\n".join(lines)


def _rows(text: str) -> str:
    """The rows of a table's block."""
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row.split(" | ")) for row in text.split("\n"))
    return "".join(f"<tr>{row}</tr>" for row in rows)


def writers_of(article: Article) -> tuple[Writer, ...]:
    """The writers with their kinds; a page that an earlier version wrote has their names alone, taken for persons'."""
    return article.writers or tuple(Writer(name, WriterKind.PERSON, article.span) for name in article.authors)
