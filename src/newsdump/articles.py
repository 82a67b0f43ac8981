"""The lines of a story as an article: title, byline, date, paragraphs."""

from __future__ import annotations

from typing import Final

import regex

from newsdump.ages import Age
from newsdump.items import Reader
from newsdump.items.comments import placed
from newsdump.items.names import likeness
from newsdump.lexicon import Marker
from newsdump.model import Article, Block, BlockKind
from newsdump.spans import Span

_KICKERS: Final = regex.compile(r"^(?P<kicker>[\p{Lu}][\p{L} &-]{2,24}): (?P<rest>\S.{8,})$")
_SITE: Final = regex.compile(r"^(?P<title>.{10,}?) [|–—-] [^|]{2,40}$")
_DATELINE: Final = regex.compile(
    r"""
    ^(?P<place>
        \p{Lu}[\p{Lu}\p{M}'’./ -]{2,40}            # PLACE IN CAPITALS, places joined by a slash
        (?:,\ \p{Lu}[\p{L}. ]{1,30})?              # , Country
    )
    (?:\ \([^()]{2,40}\))?                         # (AGENCY) or (date)
    \s?(?::|\s[-–—]|[–—])\s
    """,
    regex.VERBOSE,
)
_CAPTION: Final = regex.compile(
    r"""
      [(]?\b(?:Photo|PHOTO|Photograph|Picture|Image|Foto|Fotos|Bild|Crédit|Crédits|Фото)(?:\sby)?(?::\s|\sby\s).{2,80}$
    | [.!?…]["”’»]?\s?—\s[(]?[\p{Lu}\p{L}]{2,25}[)]?$     # the agency behind a dash
    """,
    regex.VERBOSE,
)
_CAPTION_TAIL: Final = 110
"""The characters at the end of a line in which a credit is looked for."""
_DOMAIN: Final = regex.compile(r" \([\w,-]+(?:\.+[\w-]+)+\)$")
_QUOTE: Final = frozenset("\"“„«‘'「")
_STANDFIRST_LEAST: Final = 20
_TITLE_LEAST: Final = -0.5
_TITLE_MOST: Final = 200


def write(reader: Reader, header: list[int], body: list[int], url: str | None) -> Article | None:
    """The article that *header* and *body* make; None if there is no body."""
    del url
    if not body and not header:
        return None
    texts = reader.lines.texts
    cues = reader.cues
    head, story = _split_header(reader, header, body)
    title_line = _title(reader, head)
    byline_lines: list[int] = []
    published: Age | None = None
    standfirst: int | None = None
    for line in head:
        cue = cues.ages.get(line)
        if cue is not None and published is None:
            published = placed(reader, cue, line)
            name = reader.name_of(cue)
            if name and cue.age.span is not None and texts[line][: cue.age.span.start][-1:].isspace():
                byline_lines.append(line)  # a name glued to the date is the source's
        elif (cues.markers[line] & Marker.BYLINE and line != title_line) or (
            byline_lines and line == byline_lines[-1] + 1 and texts[byline_lines[-1]].count(" ") == 0
        ):
            byline_lines.append(line)
        elif title_line is not None and line > title_line and _is_standfirst(reader, line) and standfirst is None:
            standfirst = line
    byline = " ".join(texts[line] for line in byline_lines) or None
    if not body and title_line is None:
        return None
    title = _DOMAIN.sub("", texts[title_line]) if title_line is not None else None
    kicker = None
    if title and (found := _KICKERS.match(title)):
        kicker = found["kicker"]
    blocks = []
    if standfirst is not None:
        blocks.append(Block(BlockKind.STANDFIRST, texts[standfirst], reader.lines.span(standfirst)))
    blocks.extend(_blocks(reader, story))
    dateline = _DATELINE.match(texts[story[0]]) if story else None
    first = min([line for line in (title_line, standfirst, *byline_lines, *body[:1], *story[:1]) if line is not None])
    last = max([first, *story, *body])
    return Article(
        title=title,
        kicker=kicker,
        standfirst=texts[standfirst] if standfirst is not None else None,
        authors=_authors(reader, byline),
        byline=byline,
        dateline=dateline["place"].strip() if dateline else None,
        date_published=published,
        date_modified=None,
        blocks=tuple(blocks),
        credit=None,
        span=Span(reader.lines.starts[first], reader.lines.ends[last]),
        confidence=0.8,
    )


def _split_header(reader: Reader, header: list[int], body: list[int]) -> tuple[list[int], list[int]]:
    """The lines above the first paragraph, and those from it on."""
    cues = reader.cues
    start = 0
    while start < len(body):
        line = body[start]
        if (
            line in cues.ages
            or cues.markers[line] & Marker.BYLINE
            or (start == 0 and not cues.stops[line])
            or (
                not cues.stops[line]
                and cues.lengths[line] < 120
                and start < 4
                and any(other in cues.ages or cues.markers[other] & Marker.BYLINE for other in body[start : start + 4])
            )
            or (
                cues.stops[line]
                and start < 4
                and any(
                    other in cues.ages or cues.markers[other] & Marker.BYLINE for other in body[start + 1 : start + 4]
                )
            )
        ):
            start += 1
        else:
            break
    head = [*header, *body[:start]]
    story = body[start:]
    while head and story and (_is_dateline(reader, head[-1], story[0]) or _is_broken(reader, head[-1], story[0])):
        story.insert(0, head.pop())
    return head, story


def _is_broken(reader: Reader, line: int, below: int) -> bool:
    """Whether a sentence that a printer broke at a link goes on from *line* to *below*."""
    text = reader.lines.texts[line]
    return (
        below == line + 1
        and not reader.lines.gaps[below]
        and text[-1].isalnum()
        and " " in text
        and reader.lines.texts[below][0].islower()
        and line not in reader.cues.ages
        and not reader.cues.markers[line]
    )


def _is_dateline(reader: Reader, line: int, below: int) -> bool:
    """Whether the line is the place of a story that a printer broke off: in capitals, a dash or bracket behind it."""
    text = reader.lines.texts[line]
    return (
        text.isupper()
        and below == line + 1
        and (reader.lines.signs[below] == "-" or reader.lines.texts[below][0] in "(—–-:")
    )


def _title(reader: Reader, head: list[int]) -> int | None:
    texts = reader.lines.texts
    best: int | None = None
    best_score = _TITLE_LEAST
    said = {texts[line] for line in head}
    for place, line in enumerate(head):
        text = texts[line]
        if line in reader.cues.ages or reader.cues.markers[line] or not any(map(str.isalpha, text)):
            continue
        if place and texts[head[place - 1]].count(" ") == 0 and reader.cues.markers[head[place - 1]] & Marker.BYLINE:
            continue  # the name below a lone "By"
        words = len(text.split())
        score = min(reader.cues.lengths[line], 60) / 60 + 0.02 * place
        if reader.lines.signs[line].startswith("#"):
            score += 1.0
        if words < 3 and reader.cues.lengths[line] < 20:
            score -= 0.6
        if likeness(text) == 1.0 and words <= 3:
            score -= 0.5
        if reader.cues.stops[line] and text[-1] == ".":
            score -= 1.5
        if (site := _SITE.match(text)) and site["title"] in said:
            continue  # the page's name behind the title that is printed again
        if score > best_score:
            best, best_score = line, score
    return best


def _is_standfirst(reader: Reader, line: int) -> bool:
    return reader.cues.stops[line] and reader.cues.lengths[line] >= _STANDFIRST_LEAST


def _authors(reader: Reader, byline: str | None) -> tuple[str, ...]:
    if byline is None:
        return ()
    names = regex.split(r"\s*(?:,| and | und | et | y | e |&)\s*", reader.bare(byline))
    return tuple(name for name in names if likeness(name) > 0)


def _blocks(reader: Reader, story: list[int]) -> list[Block]:
    blocks: list[Block] = []
    for line in story:
        text = reader.lines.texts[line]
        span = reader.lines.span(line)
        if blocks and _goes_on(blocks[-1], text, reader, line):
            blocks[-1] = Block(blocks[-1].kind, f"{blocks[-1].text} {text}", Span(blocks[-1].span.start, span.end))
            continue
        blocks.append(Block(_kind(reader, line), text, span))
    return blocks


def _goes_on(block: Block, text: str, reader: Reader, line: int) -> bool:
    """Whether a sentence was broken before *text*, as printers do at links."""
    if block.text.isupper():  # a dateline that was broken off
        return reader.lines.signs[line] == "-" or text[0] in "(—–-:"
    if reader.lines.signs[line]:
        return False
    if block.text[-1] == ",":
        return True
    return block.text[-1].isalnum() and (text[0].islower() or text[0] in ",.;:—–(")


def _kind(reader: Reader, line: int) -> BlockKind:
    sign = reader.lines.signs[line]
    text = reader.lines.texts[line]
    if _CAPTION.search(text, max(0, len(text) - _CAPTION_TAIL)):
        return BlockKind.CAPTION
    if sign.startswith("#"):
        return BlockKind.HEADING
    if sign:
        return BlockKind.LIST_ITEM
    stops = reader.cues.stops[line]
    length = reader.cues.lengths[line]
    if length < 100 and (not stops or (text[-1] == "?" and length < 60)):
        return BlockKind.HEADING
    if text[0] in _QUOTE and text[-1] in "\"”“»’'」":
        return BlockKind.QUOTE
    return BlockKind.PARAGRAPH
