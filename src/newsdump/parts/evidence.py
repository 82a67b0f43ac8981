"""What speaks for a stretch of comments or related items, and what tells it from the story."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Final

from attrs import evolve, frozen

from newsdump.items import Reader, related
from newsdump.items.records import Layout, Records
from newsdump.lexicon import Marker
from newsdump.model import CommentsState

RELATED_HEADS: Final = Marker.RELATED_HEADING | Marker.POPULAR_HEADING
EMPTY: Final = Marker.COMMENTS_EMPTY | Marker.COMMENTS_CLOSED
HEADS: Final = Marker.COMMENTS_HEADING | RELATED_HEADS | EMPTY | Marker.TAGS_HEADING
"""What announces a part."""
_FOOT: Final = Marker.CHROME | Marker.COMMENTS_FORM
_NO_FOOT: Final = Marker.COMMENT_ACTION | Marker.COMMENTS_SORT | Marker.CATEGORY
_ANCHORED: Final = frozenset(Layout) - {
    Layout.NAMES_ALONE,
    Layout.TEXTS_AND_ACTIONS,
    Layout.TEXTS_ALONE,
    Layout.ACTIONS_CLOSE,
}
_BETWEEN_LINKS: Final = frozenset((",", "|", "||", "•", "·", "/", "-"))
"""What printers that break lines at links leave between those of a menu or of tags."""
CERTAIN: Final = 0.9
"""Records that agree so well need not be asked for their form."""
CERTAIN_LEAST: Final = 3
MOST_OF_STORY: Final = 0.75
_SAID_SHARE: Final = 0.25
STORY_LEAST: Final = 300
STORY_LINES: Final = 3
STORY_SHARE: Final = 0.5
SURE: Final = 0.6
_TITLE_MOST: Final = 100
_COUNT: Final = re.compile(r"\d(?:[.,'’\u00a0\u202f ]?\d)*")


@frozen
class Thresholds:
    """The numbers of the verdict, read from `data/verdict.json`."""

    heading_longest: int
    unheaded_agreement: float
    records_agreement: float
    sentence_vote: int
    between_vote: int
    sure_vote: int
    small_page: int
    comments_near: int
    names_agreement: float


@cache
def load_thresholds() -> Thresholds:
    """The thresholds that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    return Thresholds(**json.loads(files("newsdump").joinpath("data/verdict.json").read_text(encoding="utf-8")))


@frozen(eq=False)
class CommentsPart:
    """A stretch of lines with comments, or with a place for them."""

    first: int
    last: int
    records: Records | None
    state: CommentsState
    count: int | None


@frozen(eq=False)
class RelatedPart:
    """A stretch of lines with related items; *heading* is the line that announced them."""

    first: int
    last: int
    cards: related.Cards
    heading: int | None


def heads(reader: Reader, numbers: Thresholds) -> list[int]:
    """The lines that may announce a part, by their words."""
    if not reader.announced & HEADS:
        return []
    return [
        line
        for line, marker in enumerate(reader.cues.markers)
        if marker & HEADS and not marker & Marker.READ_MORE and _may_announce(reader, line, marker, numbers)
    ]


def _may_announce(reader: Reader, line: int, marker: int, numbers: Thresholds) -> bool:
    """Whether a line of such words is short, or says the story's title ("3 responses to …"), and is no tab or tag."""
    if len(reader.lines.texts[line]) > numbers.heading_longest:
        counted = reader.lines.texts[line][0].isdigit()
        return bool(marker & Marker.COMMENTS_HEADING) and (counted or not reader.cues.stops[line])
    if not marker & Marker.COMMENTS_HEADING or line + 1 == len(reader.lines):
        return True
    listed = reader.cues.markers[line + 1] & Marker.TAGS_HEADING or reader.lines.texts[line + 1] in _BETWEEN_LINKS
    return not listed or printed_count(reader.lines.texts[line]) is not None


def is_foot(reader: Reader, line: int) -> bool:
    """Whether the line belongs to the menus at the end of a page or to a form."""
    marker = reader.cues.markers[line]
    return marker != 0 and marker & _FOOT != 0 and marker & _NO_FOOT == 0


def covered(count: int, *found: Sequence[CommentsPart | RelatedPart]) -> bytearray:
    """For each of *count* lines 1 if it is in one of the parts."""
    lines = bytearray(count)
    for part in chain.from_iterable(found):
        for line in range(part.first, part.last + 1):
            lines[line] = 1
    return lines


def printed_count(text: str) -> int | None:
    """The first number in a heading, None if there is none.

    >>> printed_count("12 comments on “3 ferries”"), printed_count("Comments (1,204)"), printed_count("Comments")
    (12, 1204, None)
    """
    found = _COUNT.search(text)
    digits = "".join(filter(str.isdecimal, found[0])) if found else ""
    return int(digits) if digits and len(digits) < 8 else None


def is_said(reader: Reader, records: Records) -> bool:
    """Whether some of what stands below names ends like a sentence or is longer than a title, as no menu is."""
    said = sum(
        any(reader.cues.stops[line] or reader.cues.lengths[line] > _TITLE_MOST for line in draft.texts)
        for draft in records.drafts
    )
    return _SAID_SHARE * len(records.drafts) <= said


def are_said(reader: Reader, records: Records) -> bool:
    """Whether most of the texts end like sentences or have action words at them, as titles do not.

    A card says its source again below the age; nobody opens a comment with the own name.
    """
    texts = reader.lines.texts
    if 2 * sum(texts[draft.texts[0]] == draft.author for draft in records.drafts) > len(records.drafts):
        return False
    stops = reader.cues.stops
    said = [
        any(stops[line] for line in draft.texts) or any(any(map(str.isalnum, texts[line])) for line in draft.actions)
        for draft in records.drafts
    ]
    return 2 * sum(said) > len(records.drafts)


def is_certain(part: CommentsPart, near: int = sys.maxsize) -> bool:
    """Whether what repeats tells comments so clearly that the form of their lines needs not be asked.

    The first of them begins at most *near* lines below the heading.
    """
    records = part.records
    if records is None or records.drafts[0].first - part.first > near:
        return False
    count = len(records.drafts)
    if count < CERTAIN_LEAST and (count < 2 or count != part.count):
        return False
    if records.layout in _ANCHORED:
        return records.agreement >= (SURE if part.count is not None and _is_nearly(part.count, count) else CERTAIN)
    return records.agreement >= SURE and part.count is not None and _is_about(part.count, count)


def _is_whole(records: Records, printed: int | None) -> bool:
    """Whether several records, or the one that is counted, have all that their layout says.

    A story of next to nothing is rather a guess.
    """
    return (len(records.drafts) > 1 or printed == 1) and records.layout in _ANCHORED and records.agreement >= CERTAIN


def _is_about(printed: int, found: int) -> bool:
    """Whether so many records may be all of the comments, replies and a few misread lines with them."""
    return printed <= 2 * found and found <= 2 * printed


def _is_nearly(printed: int, found: int) -> bool:
    """Whether so many records are as good as all of the comments: one in ten, or a single one, may be misread."""
    return abs(printed - found) <= max(1, printed // 10)


def told_apart(reader: Reader, parts: list[CommentsPart], story: bytearray) -> list[CommentsPart]:
    """*parts* without the records at either end that are told to be the story."""
    kept = []
    whole = mass(reader, range(len(story)), story)
    for part in parts:
        if part.records is None or is_certain(part) or (whole < STORY_LEAST and _is_whole(part.records, part.count)):
            kept.append(part)
            continue
        drafts = list(part.records.drafts)
        said = [line for draft in drafts for line in draft.texts]
        below = sum(story[: part.first]) >= STORY_LINES
        counted = below and bool(part.count) and mass(reader, range(part.first), story) >= STORY_LEAST
        if not counted and mass(reader, said, story) > MOST_OF_STORY * whole:
            continue
        anchored = part.records.layout in _ANCHORED
        sure = counted or (below and part.records.agreement >= SURE and (anchored or not _goes_on(reader, part, story)))
        if not anchored and not sure and share(reader, said, story) > STORY_SHARE / 2:
            continue
        if not sure:
            while drafts and share(reader, drafts[0].texts, story) > STORY_SHARE:
                drafts.pop(0)
            while drafts and share(reader, drafts[-1].texts, story) > STORY_SHARE:
                drafts.pop()
        if 2 * len(drafts) > len(part.records.drafts):
            first = part.first if drafts[0] is part.records.drafts[0] else drafts[0].first
            last = part.last if drafts[-1] is part.records.drafts[-1] else drafts[-1].last
            kept.append(evolve(part, first=first, last=last, records=evolve(part.records, drafts=drafts)))
    return kept


def _goes_on(reader: Reader, part: CommentsPart, story: bytearray) -> bool:
    """Whether the story goes on behind a part, as it does not behind comments."""
    behind = range(part.last + 1, len(story))
    return sum(story[part.last + 1 :]) >= STORY_LINES and mass(reader, behind, story) >= STORY_LEAST


def mass(reader: Reader, lines: Iterable[int], story: bytearray) -> int:
    """The characters of *lines* that are told to be the story."""
    return sum(reader.cues.lengths[line] for line in lines if story[line])


def share(reader: Reader, lines: Sequence[int], story: bytearray) -> float:
    """The part of the characters of *lines* that is told to be the story."""
    whole = sum(reader.cues.lengths[line] for line in lines)
    return mass(reader, lines, story) / whole if whole else 0.0
