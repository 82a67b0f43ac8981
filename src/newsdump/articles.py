"""The lines of a story as an article: title, byline, date, paragraphs."""

from __future__ import annotations

import re
from typing import Final

import regex
from attrs import evolve, frozen

from newsdump import titles
from newsdump.ages import Age
from newsdump.items import Reader
from newsdump.items.comments import placed
from newsdump.items.names import likeness
from newsdump.items.records import Draft
from newsdump.lexicon import Marker
from newsdump.model import Article, Block, BlockKind
from newsdump.spans import Span

_KICKER: Final = regex.compile(r"(?P<kicker>\p{Lu}[\p{L} &-]{2,24}): (?P<rest>\S.{8,})")
_AGENCY: Final = regex.compile(r"\([^()]{2,40}\) ?[:—–-] ")
_DATELINE: Final = regex.compile(
    r"""
    (?P<place>
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
_BESIDES: Final = re.compile(r"\s*[|·•●⋅∙]\s*")
_AND: Final = regex.compile(r"\s*(?:,| and | und | et | y | e |&)\s*")
_QUOTE: Final = frozenset("\"“„«‘'「")
_UNQUOTE: Final = "\"”“»’'」"

_CAPTION_TAIL: Final = 110
"""The characters at the end of a line in which a credit is looked for."""
_DATELINE_MOST: Final = 50
_HEAD_MOST: Final = 8
"""So many lines behind its first one a story's byline or date may still stand."""
_HEAD_LENGTH: Final = 400
_SAID_LEAST: Final = 80
"""A sentence that is so long is of the story, though it tells a date."""
_HEADING_MOST: Final = 100
_STANDFIRST_LEAST: Final = 20
_TITLE_MOST: Final = 200
_LINK_MOST: Final = 2
"""So many lines are all that is taken for the story of a page that is a link and what readers say of it."""
_NAME_SPACES: Final = range(1, 4)
_DEGREE_MOST: Final = 5
"""So many letters a degree behind a name has at most ("MD", "RDN")."""


@frozen(eq=False)
class _Head:
    """What was found above the first paragraph; places are line numbers, that of the title beside its text."""

    title: titles.Title | None = None
    standfirst: int | None = None
    byline: tuple[int, ...] = ()
    published: Age | None = None
    modified: Age | None = None


def write(
    reader: Reader,
    header: list[int],
    body: list[int],
    url: str | None,
    confidence: float,
    *,
    opening: Draft | None = None,
) -> Article | None:
    """The article that the lines of *body* make, with what stands above it; None if there is neither text nor title.

    Args:
        reader: the page's lines with what each announces.
        header: the lines above the story.
        body: the lines of the story.
        url: the page's address, if it is known.
        confidence: that of the article.
        opening: the first post of a thread, if that is the story: it tells its writer and its date.
    """
    above, story = head_and_story(reader, header, body, opening)
    head = _read_head(reader, above, story, url)
    if story:
        left = [line for line in body if line < story[0] and _is_left(reader, line, head)]
        story = [*left, *story]
    if opening is not None:  # what stands between its title and its text tells of the thread and of its writer
        head = evolve(head, standfirst=None, byline=(), published=placed(reader, opening.age_line))
    if head.title is None and not story:
        return None
    texts = reader.lines.texts
    title, title_line = (head.title.text, head.title.line) if head.title else (None, None)
    kicker = _KICKER.fullmatch(title) if title else None
    dateline = _DATELINE.match(texts[story[0]]) if story else None
    blocks = _blocks(reader, story)
    if head.standfirst is not None:
        span = reader.lines.span(head.standfirst)
        above_it = sum(block.span.start < span.start for block in blocks)
        blocks.insert(above_it, Block(BlockKind.STANDFIRST, texts[head.standfirst], span))
    byline = " ".join(texts[line] for line in head.byline) or None
    authors = _authors(reader, head.byline)
    if opening is not None and opening.author:
        authors = (opening.author,)
    parts = [line for line in (title_line, head.standfirst, *head.byline, *story) if line is not None]
    return Article(
        title=title,
        kicker=kicker["kicker"] if kicker else None,
        standfirst=None if head.standfirst is None else texts[head.standfirst],
        authors=authors,
        byline=byline,
        dateline=dateline["place"].strip() if dateline else None,
        date_published=head.published,
        date_modified=head.modified,
        blocks=tuple(blocks),
        credit=_credit(reader, story),
        span=Span(reader.lines.starts[min(parts)], reader.lines.ends[max(parts)]),
        confidence=confidence,
    )


def head_and_story(
    reader: Reader, header: list[int], body: list[int], opening: Draft | None
) -> tuple[list[int], list[int]]:
    """The lines above the first paragraph, and those of the story from it on."""
    if not body or opening is not None:
        return header, body
    texts = reader.lines.texts
    if len(body) <= _LINK_MOST and titles.DOMAIN.search(texts[body[-1]]):  # a link's title has its site behind it
        return [*header, *body], []
    start = _behind_byline(reader, body)
    first = body[0]
    may_be_title = reader.cues.lengths[first] < _TITLE_MOST and _may_be_title(reader, first)
    if start == 0 and len(body) > 1 and may_be_title:
        start = 1
    until = body[start] if start < len(body) else body[-1] + 1
    above = [*header, *range(first, until)]
    story = body[start:]
    while above and story and (_is_dateline(reader, above[-1], story[0]) or _is_broken(reader, above[-1], story[0])):
        story.insert(0, above.pop())
    return above, story


def _is_left(reader: Reader, line: int, head: _Head) -> bool:
    """Whether a line of the story that stands above its byline or might have been its title is of its text."""
    title = head.title
    return (
        title is not None
        and line > title.line
        and line not in (head.standfirst, *head.byline)
        and reader.cues.lengths[line] >= _SAID_LEAST
        and line not in reader.cues.ages
        and reader.lines.texts[line] != reader.lines.texts[title.line]
    )


def _behind_byline(reader: Reader, body: list[int]) -> int:
    """How many lines of *body* stand above a byline or date that comes soon after its beginning."""
    cues = reader.cues
    last = -1
    for line in range(body[0], min(body[0] + _HEAD_MOST, body[-1])):
        said = cues.stops[line] and cues.lengths[line] >= _SAID_LEAST
        if (line in cues.ages and not said) or cues.markers[line] & Marker.BYLINE:
            last = line
    above = [line for line in body if line <= last]
    long = sum(cues.lengths[line] for line in above if line not in cues.ages)
    return len(above) if long < _HEAD_LENGTH and len(above) < len(body) else 0


def _may_be_title(reader: Reader, line: int) -> bool:
    """Whether the line does not end as a sentence does; a title may ask or call."""
    return not reader.cues.stops[line] or reader.lines.texts[line][-1] in titles.ASKS


def _is_dateline(reader: Reader, line: int, below: int) -> bool:
    """Whether the line is the place of a story that a printer broke off: a dash or the agency opens the next one."""
    text = reader.lines.texts[line]
    if below != line + 1 or len(text) > _DATELINE_MOST or reader.cues.stops[line] or not text[0].isupper():
        return False
    opening = reader.lines.texts[below]
    return opening[0] in "—–" or _is_dash(reader, below) or _AGENCY.match(opening) is not None


def _is_dash(reader: Reader, line: int) -> bool:
    """Whether the hyphen in front of the line is no bullet: none stands in front of the next one."""
    signs = reader.lines.signs
    return signs[line] == "-" and (line + 1 == len(signs) or not signs[line + 1])


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


def _read_head(reader: Reader, above: list[int], story: list[int], url: str | None) -> _Head:
    texts, cues = reader.lines.texts, reader.cues
    found = titles.choose(reader, above, story, url)
    title = found.line if found else None
    standfirst: int | None = None
    byline: list[int] = []
    dates: list[Age] = []
    for line in above if title is None else [line for line in above if line > title - _HEAD_MOST]:
        cue = cues.ages.get(line)
        if cue is not None:
            if (age := placed(reader, line)) is not None:
                dates.append(age)
            if reader.name_of(cue) and cue.age.span is not None and _stands_apart(texts[line], cue.age.span):
                byline.append(line)
        elif line == title:
            continue
        elif cues.markers[line] & Marker.BYLINE or (
            byline and line == byline[-1] + 1 and reader.words.introduces(texts[byline[-1]])
        ):
            byline.append(line)
        elif standfirst is None and title is not None and line > title and _is_standfirst(reader, line):
            standfirst = line
    if title is not None and not byline:
        byline = [line for line in above if line > title and _is_writer(reader, line, title)][:1]
    return _Head(found, standfirst, tuple(byline[:2]), *dates[:2])


def _stands_apart(text: str, date: Span) -> bool:
    """Whether white space stands between the date and the name; a name that is glued to it is the source's."""
    return text[date.start - 1].isspace() if date.start else text[date.end : date.end + 1].isspace()


def _is_standfirst(reader: Reader, line: int) -> bool:
    return reader.cues.stops[line] and reader.cues.lengths[line] >= _STANDFIRST_LEAST and not reader.cues.markers[line]


def _authors(reader: Reader, byline: tuple[int, ...]) -> tuple[str, ...]:
    """The names in the first line of the byline that holds some."""
    for line in byline:
        cue = reader.cues.ages.get(line)
        said = reader.lines.texts[line] if cue is None else reader.name_of(cue) or ""
        for piece in () if reader.words.introduces(said) else _BESIDES.split(reader.words.bare(said)):
            names = [name for name in _AND.split(piece) if _is_name(name)]
            degrees = [name for name in names[1:] if name.isupper() and len(name) <= _DEGREE_MOST]
            if names:
                return tuple(name for name in names if name not in degrees)
    return ()


def _is_name(text: str) -> bool:
    """Whether *text* may be a writer's name: a number stands in none but those of a single word ("kelp4lunch")."""
    return likeness(text) > 0 and (" " not in text or not any(map(str.isdigit, text)))


def _is_writer(reader: Reader, line: int, title: int) -> bool:
    """Whether the line between title and story is a name of two to four words with the date beside it."""
    text, cues = reader.lines.texts[line], reader.cues
    beside = line + 1 in cues.ages or (line - 1 > title and line - 1 in cues.ages)
    return beside and not cues.markers[line] and text.count(" ") in _NAME_SPACES and likeness(text) == 1.0


def _credit(reader: Reader, story: list[int]) -> str | None:
    """The agency or people credited directly below the story."""
    below = story[-1] + 1 if story else len(reader.lines)
    if below < len(reader.lines) and reader.cues.markers[below] & Marker.AGENCY:
        return reader.lines.texts[below]
    return None


def _blocks(reader: Reader, story: list[int]) -> list[Block]:
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


def _goes_on(reader: Reader, block: Block, text: str, line: int) -> bool:
    """Whether a sentence was broken before *text*, as printers do at links."""
    if len(block.text) <= _DATELINE_MOST and (text[0] in "(—–" or (block.text.isupper() and _is_dash(reader, line))):
        return True
    if block.text.isupper() or reader.lines.signs[line]:
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
