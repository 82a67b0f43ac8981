"""The lines of a story as an article: its header, its paragraphs, and where everything stands."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Final

from attrs import evolve, frozen

from newsdump import blocks, header
from newsdump.ages import Age
from newsdump.header import NO_HINTS, Header, Hints, Layout, Part, Setting, address_of, titles
from newsdump.items import Reader
from newsdump.lexicon import Label, Marker, label_key
from newsdump.model import Article, ArticleSpans, Block, BlockKind, SectionKind, Writer
from newsdump.patterns import regex_later
from newsdump.sections import Division
from newsdump.spans import Span

_KICKER: Final = regex_later(r"(?P<kicker>[\p{L}][\p{L}\p{M}' &-]{1,24}?)\s?(?:[:：|]|\s[-–—])\s?(?=\S.{5})\S.+")
_BETWEEN: Final = " |:：–—-»›>[]【】()·•/"
"""What may stand between a label and its title."""
_AGENCY: Final = regex_later(r"\([^()]{2,40}\) ?[:—–-] ")
_DATELINE_MOST: Final = 50
_HEAD_MOST: Final = 8
"""So many lines behind its first one a story's byline or date may still stand."""
_HEAD_LENGTH: Final = 400
_SAID_LEAST: Final = 80
"""A sentence that is so long is of the story, though it tells a date."""
_BROKEN_LEAST: Final = 40
"""A line that is so long is of the story where it goes on in the next row."""
_STANDFIRST_LEAST: Final = 20
_SUMMING_LEAST: Final = 4
"""So many blanks stand between the words of a summary that is no sentence."""
_TITLE_MOST: Final = 200
_LINK_MOST: Final = 2
"""So many lines are all that is taken for the story of a page that is a link and what readers say of it."""
_CAPITALS_LEAST: Final = 2
_MENU: Final = regex_later(r" [/|·•›»] ")
_KICKER_MOST: Final = 30


@frozen(eq=False)
class _Story:
    """The lines of an article beside its title, writers and dates."""

    lines: list[int]
    standfirst: int | None
    kicker: int | None
    byline: tuple[int, ...]


def page_of(reader: Reader, division: Division, url: str | None, hints: Hints = NO_HINTS) -> Setting:
    """The page as its header is chosen from it.

    Args:
        reader: the page's lines with what each announces.
        division: what they are.
        url: the page's address, if it is known.
        hints: what else is known of it.
    """
    above, story = head_and_story(reader, division.header, division.body)
    layout = Layout(story, above, division.kinds, division.reading.of_role("title"), division.reading.of_role("byline"))
    return Setting(reader, layout, address_of(url), hints)


def write(
    page: Setting,
    body: list[int],
    confidence: float,
    *,
    captured_at: datetime | None = None,
    zone: tzinfo | None = None,
) -> Article | None:
    """The article that the lines of *body* make, with what stands around it; None if there is neither text nor title.

    Args:
        page: the page, as `page_of` gives it.
        body: the lines of the story.
        confidence: that of the article.
        captured_at: when the page was read.
        zone: that of clocks which print none.
    """
    head = header.read(page)
    story = _story(page, body, head)
    if head.title is None and not story.lines:
        return None
    texts, lines = page.reader.lines.texts, page.reader.lines
    kicker = _kicker(page, story, head)
    written = [
        block if block.age is None else evolve(block, published=block.age.value(captured_at, zone=zone))
        for block in _blocks(page.reader, story)
    ]
    credit = _credit_line(page.reader, story.lines)
    parts = [*story.byline, *story.lines]
    parts.extend(line for line in (story.standfirst, head.title.line if head.title else None) if line is not None)
    writers = tuple(Writer(each.text, header.kind_of(page, each), _placed(page, each)) for each in head.writers)
    return Article(
        title=head.title.text if head.title else None,
        kicker=kicker.text if kicker else None,
        standfirst=None if story.standfirst is None else texts[story.standfirst],
        authors=tuple(writer.name for writer in writers),
        byline=" ".join(texts[line] for line in story.byline) or None,
        dateline=head.dateline.text if head.dateline else None,
        date_published=head.published,
        date_modified=head.modified,
        blocks=tuple(written),
        credit=None if credit is None else texts[credit],
        span=Span(lines.starts[min(parts)], lines.ends[max(parts)]),
        confidence=confidence,
        writers=writers,
        published=_value(head.published, captured_at, zone),
        modified=_value(head.modified, captured_at, zone),
        spans=ArticleSpans(
            title=_placed(page, head.title) if head.title else None,
            kicker=_placed(page, kicker) if kicker else None,
            standfirst=None if story.standfirst is None else lines.span(story.standfirst),
            byline=lines.span(min(story.byline), max(story.byline)) if story.byline else None,
            dateline=_placed(page, head.dateline) if head.dateline else None,
            credit=None if credit is None else lines.span(credit),
        ),
        confidences=header.confidences_of(head),
    )


def _blocks(reader: Reader, story: _Story) -> list[Block]:
    """The story's lines, and its standfirst, as blocks in page order."""
    written = blocks.write(reader, story.lines)
    if story.standfirst is not None:
        span = reader.lines.span(story.standfirst)
        above_it = sum(block.span.start < span.start for block in written)
        written.insert(above_it, Block(BlockKind.STANDFIRST, reader.lines.texts[story.standfirst], span))
    return written


def _placed(page: Setting, part: Part) -> Span:
    return page.reader.lines.place(part.line, part.start, part.end)


def _value(age: Age | None, captured_at: datetime | None, zone: tzinfo | None) -> datetime | date | None:
    return None if age is None else age.value(captured_at, zone=zone)


def _story(page: Setting, body: list[int], head: Header) -> _Story:
    """What is left of the story beside the lines of its header, with its standfirst and its kicker."""
    reader, layout = page.reader, page.layout
    texts = reader.lines.texts
    title = head.title.line if head.title else -1
    lines = [*layout.story]
    if lines:
        left = [line for line in body if line < lines[0] and _is_left(reader, line, title, head)]
        lines = [*left, *lines]
    said = reader.cues.stops
    if title in page.story:  # what stands above it is of the story only if it is said
        lines = [line for line in lines if line > title or (said[line] and len(texts[line]) >= _SAID_LEAST)]
    lines = [line for line in lines if line != title and not _is_of_header(page, line, head)]
    standfirst = None
    if title >= 0:
        opening = head.dateline.line if head.dateline else -1
        if opening in layout.above and title < opening and reader.cues.lengths[opening] >= _BROKEN_LEAST:
            lines = sorted([opening, *lines])  # the first sentence, though something stands below it
        items = {SectionKind.COMMENTS, SectionKind.RELATED}
        between = [
            line
            for line in layout.above
            if title < line and line not in head.lines and line not in lines and layout.kinds[line] not in items
        ]
        standfirst = next((line for line in between if _is_standfirst(page, line, title)), None)
    if standfirst is not None:
        lines = [line for line in lines if line != standfirst and texts[line] != texts[standfirst]]
    named = sorted({each.line for each in head.writers})
    byline = tuple(line for line in named if line not in lines)
    kicker = title - 1 if title > 0 and _is_kicker(page, title - 1, head) else None
    return _Story(lines, standfirst, kicker, byline)


def _is_of_header(page: Setting, line: int, head: Header) -> bool:
    """Whether a line of the story is a byline or a date and nothing else."""
    return line in head.lines and len(page.reader.lines.texts[line]) < _SAID_LEAST


def _kicker(page: Setting, story: _Story, head: Header) -> Part | None:
    """The label at the beginning of the title, in front of it on its line, or on a line of its own above it."""
    if head.title is None:
        return None
    line, text = head.title.line, page.reader.lines.texts[head.title.line]
    labelled = _KICKER.fullmatch(head.title.text)
    if labelled is not None and _is_label(page, labelled["kicker"]):
        start = head.title.start
        return Part(line, start, start + labelled.end("kicker"), labelled["kicker"])
    front = text[: head.title.start].rstrip(_BETWEEN)
    opening = len(front) - len(front.lstrip(_BETWEEN))
    if front[opening:] and _is_label(page, front[opening:]):
        return Part(line, opening, len(front), front[opening:])
    if story.kicker is None:
        return None
    own = page.reader.lines.texts[story.kicker]
    return Part(story.kicker, 0, len(own), own)


def _is_label(page: Setting, text: str) -> bool:
    """Whether *text* says what kind of story follows, or which part of the site it stands in."""
    lexicon = page.reader.words.lexicon
    if len(text) > _KICKER_MOST:
        return False
    if lexicon.labels.get(label_key(text), 0) & Label.KICKER or lexicon.markers(text) & Marker.CATEGORY:
        return True
    return text.isupper() and sum(map(str.isalpha, text)) >= _CAPITALS_LEAST


def _is_kicker(page: Setting, line: int, head: Header) -> bool:
    """Whether the line above the title is its label: one that the lexicon knows, or a word or two in capitals."""
    reader = page.reader
    text = reader.lines.texts[line]
    if len(text) > _KICKER_MOST or line in page.dated or line in head.lines or reader.lines.signs[line]:
        return False
    if reader.words.lexicon.labels.get(label_key(text), 0) & Label.KICKER:
        return True
    marker = reader.cues.markers[line]
    if marker:
        return bool(marker & Marker.CATEGORY)
    return text.isupper() and sum(map(str.isalpha, text)) >= _CAPITALS_LEAST and page.copies[text] == 1


def _is_left(reader: Reader, line: int, title: int, head: Header) -> bool:
    """Whether a line of the story that stands above its byline or might have been its title is of its text."""
    text, below = reader.lines.texts[line], line + 1
    goes_on = below < len(reader.lines) and not reader.lines.gaps[below] and text[-1].isalnum()
    return (
        0 <= title < line
        and line not in head.lines
        and reader.cues.lengths[line] >= (_BROKEN_LEAST if goes_on else _SAID_LEAST)
        and line not in reader.cues.ages
        and reader.lines.texts[line] != reader.lines.texts[title]
    )


def _is_standfirst(page: Setting, line: int, title: int) -> bool:
    """Whether a line between title and story sums it up: a sentence, or several words directly below the title."""
    reader = page.reader
    text = reader.lines.texts[line]
    if reader.cues.lengths[line] < _STANDFIRST_LEAST or reader.cues.markers[line] or blocks.is_aside(reader, line):
        return False
    if text[-1] in ":：":
        return False
    if reader.cues.stops[line]:
        return True
    return (
        line == title + 1
        and line not in reader.cues.ages
        and not reader.lines.signs[line]
        and text.count(" ") >= _SUMMING_LEAST
        and not _MENU.search(text)
        and page.copies[text] == 1
        and text != reader.lines.texts[title]
    )


def head_and_story(reader: Reader, header: list[int], body: list[int]) -> tuple[list[int], list[int]]:
    """The lines above the first paragraph, and those of the story from it on."""
    if not body:
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
    while above and story and _is_beginning(reader, above[-1], story[0]):
        story.insert(0, above.pop())
    return above, story


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


def _is_beginning(reader: Reader, line: int, below: int) -> bool:
    """Whether a line that stands above the story is its beginning, which a printer broke off."""
    return _is_dateline(reader, line, below) or _is_large_letter(reader, line, below)


def _is_dateline(reader: Reader, line: int, below: int) -> bool:
    """Whether the line is the place of a story that a printer broke off: a dash or the agency opens the next one."""
    text = reader.lines.texts[line]
    if below != line + 1 or len(text) > _DATELINE_MOST or reader.cues.stops[line] or not text[0].isupper():
        return False
    opening = reader.lines.texts[below]
    return opening[0] in "—–" or blocks.is_dash(reader, below) or _AGENCY.match(opening) is not None


def _is_large_letter(reader: Reader, line: int, below: int) -> bool:
    """Whether the line is the first letter of the story, which was set large: "T", "he ferry"."""
    text = reader.lines.texts[line]
    return below == line + 1 and len(text) == 1 and text.isupper() and reader.lines.texts[below][0].islower()


def _credit_line(reader: Reader, story: list[int]) -> int | None:
    """The line directly below the story that credits the agency or people."""
    below = story[-1] + 1 if story else len(reader.lines)
    if below >= len(reader.lines):
        return None
    if reader.cues.markers[below] & Marker.AGENCY or blocks.is_credit(reader, below):
        return below
    return None
