"""The lines of a story as blocks, in page order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from newsdump.ages import Age, AgeKind, Moment, Unit
from newsdump.blocks import captions, code, tables
from newsdump.header import titles
from newsdump.header.dates import dates_in
from newsdump.items import Reader
from newsdump.model import Block, BlockKind
from newsdump.patterns import regex_later
from newsdump.spans import Span

_QUOTE: Final = frozenset("\"“„«‘'「")
_UNQUOTE: Final = "\"”“»’'」"
_DATELINE_MOST: Final = 50
_BROKEN_MOST: Final = 10_000
"""No sentence is longer, however often it was broken (code points)."""
_HEADING_MOST: Final = 100
_ASKING_MOST: Final = 60
_TIME_MOST: Final = 40
_TIMES_LEAST: Final = 2
"""A story with so many times on lines of their own is told as it happens."""
_LINK_MOST: Final = 40
_ITEM_MOST: Final = 60
_ITEMS_LEAST: Final = 3
_CLOCK: Final = regex_later(r"(?:\p{L}{1,4}\s)?([01]?\d|2[0-3])[:.h]([0-5]\d)(?:\s?\p{L}{1,4})?")
"""A clock alone, which anywhere else may be how long a film runs."""
_NUMBERED: Final = regex_later(r"(\d{1,3})[.)]\s")
_CLOSED: Final = ")]"
_GOES_ON: Final = ",;，；、"
_ENDS: Final = ".,;:!?\"'“”‘’()"
_AGAIN: Final = 2
_ROWS: Final = frozenset((BlockKind.CODE, BlockKind.TABLE))
_WHOLE: Final = frozenset((BlockKind.CAPTION, BlockKind.LIST_ITEM))
"""What goes on is of the same kind."""


def write(reader: Reader, story: Sequence[int]) -> list[Block]:
    """The lines of *story* as blocks.

    A sentence that a printer broke is one again, so are the rows of a program and of a table; a time on a line of its
    own is that of the block below it.
    """
    programs = code.runs(reader, story)
    of_code = {line for first, last in programs.items() for line in range(first, last + 1)}
    rows = tables.runs(reader, [line for line in story if line not in of_code])
    times = _times(reader, story)
    blocks: list[Block] = []
    waiting: int | None = None
    behind = -1
    for place, line in enumerate(story):
        if line <= behind:
            continue
        if line in times and waiting is None and place + 1 < len(story):
            waiting = line
            continue
        if line in programs:
            behind = programs[line]
            blocks.append(Block(BlockKind.CODE, code.printed(reader, line, behind), reader.lines.span(line, behind)))
        elif line in rows:
            behind = rows[line]
            blocks.append(Block(BlockKind.TABLE, tables.printed(reader, line, behind), reader.lines.span(line, behind)))
        elif waiting is None and blocks and _goes_on(reader, blocks[-1], story, place):
            blocks[-1] = _joined(reader, blocks[-1], story, place)
            continue
        else:
            text = reader.lines.texts[line]
            blocks.append(Block(_kind(reader, story, place, text), text, reader.lines.span(line)))
        if waiting is not None:
            blocks[-1] = evolve(blocks[-1], age=times[waiting])
            waiting = None
    return blocks


def is_dash(reader: Reader, line: int) -> bool:
    """Whether the hyphen in front of the line is no bullet: none stands in front of the next one."""
    signs = reader.lines.signs
    return signs[line] == "-" and (line + 1 == len(signs) or not signs[line + 1])


def _times(reader: Reader, story: Sequence[int]) -> dict[int, Age]:
    """The lines of a story told as it happens that are a time and nothing else."""
    found = {}
    for line in story:
        text = reader.lines.texts[line]
        if len(text) > _TIME_MOST or not any(map(str.isdigit, text)):
            continue
        dates = dates_in(reader, line, near=True)
        if len(dates) == 1 and not any(map(str.isalnum, text[: dates[0].start] + text[dates[0].end :])):
            found[line] = dates[0].age
        elif not dates and (clock := _CLOCK.fullmatch(text)) is not None:
            moment = Moment(hour=int(clock[1]), minute=int(clock[2]))
            found[line] = Age(text, AgeKind.ABSOLUTE, Unit.MINUTE, moment=moment, span=reader.lines.span(line))
    return found if len(found) >= _TIMES_LEAST else {}


def _joined(reader: Reader, block: Block, story: Sequence[int], place: int) -> Block:
    """*block* with the line that goes on with it; a letter that was set large is the first of its word."""
    line = story[place]
    text = reader.lines.texts[line]
    space = "" if len(block.text) == 1 and _is_of_word(reader, story, block.text, text) else " "
    whole = f"{block.text}{space}{text}"
    kind = block.kind if block.kind in _WHOLE else _kind(reader, story, place, whole)
    return evolve(block, kind=kind, text=whole, span=Span(block.span.start, reader.lines.ends[line]))


def _is_of_word(reader: Reader, story: Sequence[int], letter: str, text: str) -> bool:
    """Whether a large letter goes on in the first word of *text* ("T", "he crane"), by the words of the story."""
    told = Counter([word.strip(_ENDS) for line in story for word in reader.lines.texts[line].casefold().split()])
    rest = text.casefold().split()[0].strip(_ENDS)
    return told[letter.casefold() + rest] > 0 or told[rest] < _AGAIN


def _goes_on(reader: Reader, block: Block, story: Sequence[int], place: int) -> bool:
    """Whether a sentence was broken before a line, as printers do at links."""
    line = story[place]
    text = reader.lines.texts[line]
    if block.kind in _ROWS:
        return False
    if captions.announces_caption(reader, block.text):
        return line == story[place - 1] + 1 and reader.lines.gaps[line] == 0
    if len(block.text) <= _DATELINE_MOST and (text[0] in "(—–" or (block.text.isupper() and is_dash(reader, line))):
        return True
    if len(block.text) == 1 and block.text.isupper() and (text[0].islower() or text[:2].isupper()):
        return True
    if len(block.text) > _BROKEN_MOST or block.text.isupper() or reader.lines.signs[line]:
        return False
    if block.text[-1] == ",":
        return True
    if block.text[-1].isalnum() and (text[0].islower() or text[0] in ",.;:—–(" or _is_link(reader, story, place)):
        return True
    return block.text[-1] in _CLOSED and text[0].islower() and _is_next_row(reader, story, place)


def _is_link(reader: Reader, story: Sequence[int], place: int) -> bool:
    """Whether a line is a few words of a sentence that goes on in a small letter in the next row."""
    line = story[place]
    return (
        len(reader.lines.texts[line]) <= _LINK_MOST
        and not reader.cues.stops[line]
        and place + 1 < len(story)
        and _is_next_row(reader, story, place)
        and _is_next_row(reader, story, place + 1)
        and reader.lines.texts[story[place + 1]][0].islower()
        and reader.cues.lengths[story[place - 1]] > _LINK_MOST
    )


def _is_next_row(reader: Reader, story: Sequence[int], place: int) -> bool:
    return story[place] == story[place - 1] + 1 and not reader.lines.gaps[story[place]]


def _kind(reader: Reader, story: Sequence[int], place: int, text: str) -> BlockKind:
    line = story[place]
    credited = captions.kind_of(reader, line, text)
    if credited is not None:
        return credited
    sign = reader.lines.signs[line]
    if sign and not (sign == "-" and len(text) > len(reader.lines.texts[line])):
        return BlockKind.HEADING if sign[0] == "#" else BlockKind.LIST_ITEM
    if _is_numbered(reader, story, place) or _is_in_list(reader, story, place):
        return BlockKind.LIST_ITEM
    if text[0] in _QUOTE and text[-1] in _UNQUOTE:
        return BlockKind.QUOTE
    stops = reader.cues.stops[line]
    asks = text[-1] in titles.ASKS and len(text) < _ASKING_MOST
    if len(text) < _HEADING_MOST and (asks or not (stops or text[-1] in _GOES_ON)):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _is_in_list(reader: Reader, story: Sequence[int], place: int) -> bool:
    """Whether a line is one of several short ones below each other of which none is a sentence: of a list.

    A heading has its text below it, and the heading of the list as well.
    """
    if not _may_be_item(reader, story, place):
        return False
    first = place
    lowest = max(0, place - _ITEMS_LEAST + 1)  # a list may have any length; whether it has enough is asked
    while first > lowest and _may_be_item(reader, story, first - 1) and _is_below(story, first):
        first -= 1
    last = place
    highest = min(len(story), place + _ITEMS_LEAST) - 1
    while last < highest and _may_be_item(reader, story, last + 1) and _is_below(story, last + 1):
        last += 1
    if last - first + 1 < _ITEMS_LEAST:
        return False
    gaps = reader.lines.gaps
    return place > first or gaps[story[first + 1]] <= gaps[story[first + 2]]


def _may_be_item(reader: Reader, story: Sequence[int], place: int) -> bool:
    line = story[place]
    text = reader.lines.texts[line]
    return (
        len(text) < _ITEM_MOST
        and not reader.cues.stops[line]
        and text[-1] not in ":："
        and reader.lines.signs[line][:1] != "#"
    )


def _is_below(story: Sequence[int], place: int) -> bool:
    return story[place] == story[place - 1] + 1


def _is_numbered(reader: Reader, story: Sequence[int], place: int) -> bool:
    """Whether a line is an item of a numbered list: the one above it or below it has the number beside its own."""
    own = _NUMBERED.match(reader.lines.texts[story[place]])
    if own is None:
        return False
    for step in (-1, 1):
        if 0 <= place + step < len(story):
            other = _NUMBERED.match(reader.lines.texts[story[place + step]])
            if other is not None and int(other[1]) == int(own[1]) + step:
                return True
    return False
