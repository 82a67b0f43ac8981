"""Stretches without a heading, found by what repeats in them or by what closes them."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import Final

from attrs import evolve

from newsdump.ages import AgeKind
from newsdump.items import Reader, comments, related
from newsdump.items.names import undressed
from newsdump.items.records import OF_NAMES, Draft, Layout, Records
from newsdump.items.roles import Role
from newsdump.lexicon import Marker
from newsdump.model import CommentsState
from newsdump.parts import evidence
from newsdump.parts.evidence import RELATED_HEADS, CommentsPart, RelatedPart, Thresholds

_NOT_SAID: Final = Marker.CHROME | Marker.ADVERTISEMENT | Marker.TAGS_HEADING | RELATED_HEADS
_ACTED_AGREEMENT: Final = 0.7
_ACTED_SHARE: Final = 0.6
_LEAD_MOST: Final = 4
"""So many lines may tell the rules before the first comment."""
_CLOSING: Final = Marker.COMMENT_ACTION | Marker.CHROME | Marker.THREAD
_CLOSED_LEAST: Final = 3
_ADDRESSED_LEAST: Final = 3
_TALKED_LENGTH: Final = 60
"""The mean length of lines, from the story on, of a dump without menus."""
_TALKED_LINES: Final = 20
"""One line of a menu, or with a date, may stand among so many of readers."""
_TALKED_AGREEMENT: Final = 0.3
"""It is likely that these are comments, and not known where each begins."""
_POSTS_LEAST: Final = 3
_OF_POSTS: Final = Marker.COMMENT_ACTION | Marker.COMMENT_AUTHOR | Marker.BYLINE | Marker.THREAD
"""What a page with posts says again and again."""
_UNHEADED_LEAST: Final = 3
"""So many ages make a group far from the story and other parts, one does directly below them."""
_UNHEADED_NEAR: Final = 8


def thread(reader: Reader, story: bytearray) -> tuple[Draft | None, list[CommentsPart]]:
    """The posts of a forum: the first one if it is the story, and the others as comments.

    Under a story that stands above them all posts are comments.
    """
    if len(reader.cues.ages) < _POSTS_LEAST:
        return None, []
    said = sum([1 for marker in reader.cues.markers if marker & _OF_POSTS])
    if said < _POSTS_LEAST and sum(_is_numbered(reader, line) for line in reader.cues.ages) < _POSTS_LEAST:
        return None, []
    from newsdump.items import threads  # few pages need it

    records = threads.find(reader)
    if records is None:
        return None, []
    first = records.drafts[0].first
    texts = [line for draft in records.drafts[1:] for line in draft.texts]
    if records.agreement < evidence.CERTAIN and evidence.share(reader, texts, story) > evidence.MOST_OF_STORY:
        return None, []
    above = [line for line in range(first) if story[line]]
    opening: Draft | None = None
    if len(above) < evidence.STORY_LINES or evidence.mass(reader, above, story) < evidence.STORY_LEAST:
        opening = records.drafts[0]
        records = evolve(records, drafts=records.drafts[1:])
    part = CommentsPart(records.drafts[0].first, records.drafts[-1].last, records, CommentsState.PRESENT, None)
    return opening, [part]


def _is_numbered(reader: Reader, date: int) -> bool:
    """Whether a number of a post may stand on the line of its date or below it."""
    after = reader.cues.ages[date].after
    below = reader.lines.texts[date + 1] if date + 1 < len(reader.lines) else ""
    return "#" in after or after.isdecimal() or below[:1] == "#" or below.isdecimal()


def are_preferred(posts: list[CommentsPart], others: list[CommentsPart]) -> bool:
    """Whether a thread is the better reading: its posts are numbered, or not fewer than other comments with names."""
    counts = [
        sum(
            len(part.records.drafts)
            for part in found
            if part.records is not None and part.records.layout is not Layout.TEXTS_ALONE
        )
        for found in (posts, others)
    ]
    return all(map(evidence.is_certain, posts)) or counts[0] >= counts[1]


def acted_upon(reader: Reader) -> list[CommentsPart]:
    """Comments that need no heading, for nearly each has an age, a name and action words."""
    parts: list[CommentsPart] = []
    markers = reader.cues.markers
    if len(reader.cues.ages) < 2 or not reader.announced & Marker.COMMENT_ACTION:
        return parts
    count = len(markers)
    line = 0
    while line < count:
        end = next((other for other in range(line, count) if _ends_comments(reader, other)), count)
        for first, last, ages in _groups_of_ages(reader, line, end):
            if ages < 2 or not any(marker & Marker.COMMENT_ACTION for marker in markers[first:last]):
                continue
            records = comments.find(reader, first, last)
            if records is None or records.agreement < _ACTED_AGREEMENT:
                continue
            records = _without_story(reader, records)
            acted = sum(any(_says_action(reader, other) for other in draft.actions) for draft in records.drafts)
            if len(records.drafts) > 1 and acted >= _ACTED_SHARE * len(records.drafts):
                closing = max(draft.last for draft in records.drafts)
                parts.append(CommentsPart(records.drafts[0].first, closing, records, CommentsState.PRESENT, None))
        line = end + 1
    return parts


def signed_off(reader: Reader, story: bytearray) -> list[CommentsPart]:
    """Comments above the line of a comment system that says that they end there: names and texts that take turns.

    They begin below the last line that is of a menu, a form or another part.
    """
    if not reader.announced & Marker.COMMENTS_END:
        return []
    markers = reader.cues.markers
    end = next(line for line, marker in enumerate(markers) if marker & Marker.COMMENTS_END)
    start = end
    while start and not markers[start - 1] & _NOT_SAID and reader.role(start - 1) is not Role.CHROME:
        start -= 1
    for first in range(start, min(end, start + _LEAD_MOST)):
        records = comments.find(reader, first, end)
        if (
            records is None
            or records.agreement < evidence.SURE
            or len(records.drafts) < 2
            or not evidence.is_said(reader, records)
        ):
            continue
        if evidence.mass(reader, range(first), story) >= evidence.STORY_LEAST:
            last = records.drafts[-1].last
            return [CommentsPart(records.drafts[0].first, max(last, end), records, CommentsState.PRESENT, None)]
    return []


def closed(reader: Reader, story: bytearray) -> list[CommentsPart]:
    """Comments without names, ages and heading, each closed by the same action word ("Reply") on a line of its own."""
    if not reader.announced & Marker.COMMENT_ACTION:
        return []
    markers, texts = reader.cues.markers, reader.lines.texts
    lines = [line for line, marker in enumerate(markers) if marker & _CLOSING == Marker.COMMENT_ACTION]
    if len(lines) < _CLOSED_LEAST:
        return []
    word, count = Counter(texts[line] for line in lines).most_common(1)[0]
    lines = [line for line in lines if texts[line] == word]
    if count < _CLOSED_LEAST or any(lines[0] < line < lines[-1] for line in reader.cues.ages):
        return []
    first = lines[0] - 1  # of the first comment the last line alone is told from the story
    if first < 0 or evidence.mass(reader, range(first), story) < evidence.STORY_LEAST:
        return []
    records = comments.find(reader, first, lines[-1] + 1)
    if records is None or records.agreement < evidence.SURE or not evidence.is_said(reader, records):
        return []
    return [CommentsPart(records.drafts[0].first, lines[-1], records, CommentsState.PRESENT, None)]


def addressed(reader: Reader, story: bytearray) -> list[CommentsPart]:
    """Comments whose writers are named behind the addresses of their pages, as comment systems print for machines."""
    texts, markers = reader.lines.texts, reader.cues.markers
    named = [
        line
        for line, text in enumerate(texts)
        if text[0] == "h" and text.startswith("http") and undressed(text) != text
    ]
    if len(named) < _ADDRESSED_LEAST:
        return []
    stops = Marker.CHROME | Marker.COMMENTS_FORM | evidence.HEADS
    above = (line for line in range(named[0] - 1, -1, -1) if story[line] or markers[line] & stops)
    end = next((line for line in range(named[-1] + 1, len(texts)) if markers[line] & stops), len(texts))
    records = comments.find(reader, next(above, -1) + 1, end)
    if records is None or records.agreement < evidence.SURE or not evidence.is_said(reader, records):
        return []
    last = records.drafts[-1].last
    return [CommentsPart(records.drafts[0].first, last, records, CommentsState.PRESENT, None)]


def talked(reader: Reader, story: bytearray) -> list[CommentsPart]:
    """Comments at the end of a dump of which the extractor left nothing but their text: readers talk there.

    Where menus, forms or dates were printed below the story, so were names.
    """
    first, count = story.find(1), len(story)
    if first < 0 or not _may_be_of_readers(reader, max(first, count - _TALKED_LINES)):
        return []
    if sum(map(len, reader.lines.texts[first:])) < _TALKED_LENGTH * (count - first):
        return []
    from newsdump.items import talk  # few dumps need it

    begins = talk.beginning(reader.lines.texts[first:])
    if begins is None:
        return []
    begins += first
    if sum(story[:begins]) < evidence.STORY_LINES or evidence.mass(reader, range(begins), story) < evidence.STORY_LEAST:
        return []
    if not _may_be_of_readers(reader, begins):
        return []
    drafts = [Draft(line, line, None, [line]) for line in range(begins, count)]
    records = Records(Layout.TEXTS_ALONE, drafts, _TALKED_AGREEMENT)
    return [CommentsPart(begins, count - 1, records, CommentsState.PRESENT, None)]


def _may_be_of_readers(reader: Reader, start: int) -> bool:
    """Whether next to no line from *start* to the end is of a menu or form, or holds a date."""
    lines = range(start, len(reader.lines))
    others = sum([1 for line in lines if evidence.is_foot(reader, line) or line in reader.cues.ages])
    return _TALKED_LINES * others <= len(lines)


def _ends_comments(reader: Reader, line: int) -> bool:
    return bool(reader.cues.markers[line] & RELATED_HEADS) or (
        evidence.is_foot(reader, line) and line + 1 < len(reader.lines) and evidence.is_foot(reader, line + 1)
    )


def _without_story(reader: Reader, records: Records) -> Records:
    """*records* without a first one that is far longer than the others: the story under its byline."""
    sizes = [sum(len(reader.lines.texts[line]) for line in draft.texts) for draft in records.drafts]
    start = 0
    while (
        start + 1 < len(sizes) and sizes[start] > evidence.STORY_LEAST and sizes[start] > 3 * median(sizes[start + 1 :])
    ):
        start += 1
    return evolve(records, drafts=records.drafts[start:])


def _says_action(reader: Reader, line: int) -> bool:
    return bool(reader.cues.markers[line] & Marker.COMMENT_ACTION) or " " in reader.lines.texts[line]


def unheaded(
    reader: Reader, start: int, covered: bytearray, numbers: Thresholds
) -> tuple[list[CommentsPart], list[RelatedPart]]:
    """Comments and related items that follow the story without a heading that is known.

    Ages of one kind that come again make a group; what was said ends like a sentence, titles do not.
    """
    found_comments: list[CommentsPart] = []
    found_related: list[RelatedPart] = []
    count = len(covered)
    line = start
    while line < count:
        if covered[line] or evidence.is_foot(reader, line):
            line += 1
            continue
        end = next((other for other in range(line, count) if covered[other] or evidence.is_foot(reader, other)), count)
        for first, last, ages in _groups_of_ages(reader, line, end):
            near = line if covered[line - 1] else start
            if ages < _UNHEADED_LEAST and first > near + _UNHEADED_NEAR:
                continue
            records = comments.find(reader, first, last)
            if records is None or records.layout in OF_NAMES:
                continue
            if len(records.drafts) < 2 and _may_sign_the_story(reader, records.drafts[0]):
                continue
            if evidence.are_said(reader, records) and records.agreement >= numbers.unheaded_agreement:
                closing = max(draft.last for draft in records.drafts)
                found_comments.append(
                    CommentsPart(records.drafts[0].first, closing, records, CommentsState.PRESENT, None)
                )
                continue
            cards = related.find(reader, first, last)
            if cards is not None and len(cards.cards) > 1:
                found_related.append(RelatedPart(cards.cards[0].first, cards.cards[-1].last, cards, None))
        line = end
    return found_comments, found_related


def _may_sign_the_story(reader: Reader, draft: Draft) -> bool:
    """Whether a single record below a story may be its date, its author and what is told of them."""
    if draft.age_line is None or reader.cues.ages[draft.age_line].age.kind is not AgeKind.ABSOLUTE:
        return False
    opening = range(draft.first, draft.age_line + 1)
    return not any(
        reader.role(line) is Role.SAYS and not reader.words.introduces(reader.lines.texts[line]) for line in opening
    )


def _groups_of_ages(reader: Reader, start: int, end: int) -> list[tuple[int, int, int]]:
    """Stretches whose ages are of one kind, each from what stands above its first age; with the number of ages."""
    ages = [line for line in reader.cues.ages if start <= line < end]
    groups: list[tuple[int, int, int]] = []
    while ages:
        kind = reader.role(ages[0])
        same = [line for line in ages if reader.role(line) is kind]
        other = next((line for line in ages if reader.role(line) is not kind), None)
        if other is not None:
            same = [line for line in same if line < other]
        if kind is Role.ENDING:  # what was said, and who said it, stands above
            above = range(same[0] - 1, start - 1, -1)
            first = next((line + 1 for line in above if reader.role(line) is not Role.TEXT), start)
        else:
            first = max(start, same[0] - 1 if kind is Role.AGE else same[0])
        while first > start and (
            reader.role(first) is Role.ACTION or reader.cues.markers[first] & Marker.THREAD  # "Joined", not the name
        ):
            first -= 1
        last = end if other is None else other - (1 if reader.role(other) is Role.AGE else 0)
        groups.append((first, last, len(same)))
        ages = ages[len(same) :]
        start = last
    return groups
