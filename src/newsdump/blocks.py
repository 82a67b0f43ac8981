"""The lines of a story as blocks: paragraphs, headings, quotes, list items, captions."""

from __future__ import annotations

from typing import Final

import regex

from newsdump.header import titles
from newsdump.items import Reader
from newsdump.model import Block, BlockKind
from newsdump.spans import Span

_CAPTION: Final = regex.compile(
    r"""
      [(]?\b(?:Photo|PHOTO|Photograph|Picture|Image|Foto|Fotos|Bild|Crédit|Crédits|Фото)(?:\sby)?(?::\s|\sby\s).{2,80}$
    | [.!?…]["”’»]?\s?—\s[(]?[\p{Lu}\p{L}]{2,25}[)]?$     # the agency behind a dash
    """,
    regex.VERBOSE,
)
_QUOTE: Final = frozenset("\"“„«‘'「")
_UNQUOTE: Final = "\"”“»’'」"
_CAPTION_TAIL: Final = 110
"""The characters at the end of a line in which a credit is looked for."""
_DATELINE_MOST: Final = 50
_BROKEN_MOST: Final = 10_000
"""No sentence is longer, however often it was broken (code points)."""
_HEADING_MOST: Final = 100


def write(reader: Reader, story: list[int]) -> list[Block]:
    """The lines of *story* as blocks; a sentence that a printer broke is one again."""
    blocks: list[Block] = []
    for line in story:
        text = reader.lines.texts[line]
        if blocks and _goes_on(reader, blocks[-1], text, line):
            before = blocks[-1]
            span = Span(before.span.start, reader.lines.ends[line])
            blocks[-1] = Block(_kind(reader, line, f"{before.text} {text}"), f"{before.text} {text}", span)
        else:
            blocks.append(Block(_kind(reader, line, text), text, reader.lines.span(line)))
    return blocks


def is_dash(reader: Reader, line: int) -> bool:
    """Whether the hyphen in front of the line is no bullet: none stands in front of the next one."""
    signs = reader.lines.signs
    return signs[line] == "-" and (line + 1 == len(signs) or not signs[line + 1])


def _goes_on(reader: Reader, block: Block, text: str, line: int) -> bool:
    """Whether a sentence was broken before *text*, as printers do at links."""
    if len(block.text) <= _DATELINE_MOST and (text[0] in "(—–" or (block.text.isupper() and is_dash(reader, line))):
        return True
    if len(block.text) > _BROKEN_MOST or block.text.isupper() or reader.lines.signs[line]:
        return False
    if block.text[-1] == ",":
        return True
    return block.text[-1].isalnum() and (text[0].islower() or text[0] in ",.;:—–(")


def _kind(reader: Reader, line: int, text: str) -> BlockKind:
    tail = text[-_CAPTION_TAIL:]
    if (": " in tail or " by " in tail or "—" in tail) and _CAPTION.search(tail):
        return BlockKind.CAPTION
    sign = reader.lines.signs[line]
    if sign and not (sign == "-" and len(text) > len(reader.lines.texts[line])):
        return BlockKind.HEADING if sign[0] == "#" else BlockKind.LIST_ITEM
    if text[0] in _QUOTE and text[-1] in _UNQUOTE:
        return BlockKind.QUOTE
    stops = reader.cues.stops[line]
    if len(text) < _HEADING_MOST and (not stops or (text[-1] in titles.ASKS and len(text) < 60)):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH
