"""Stretches of a page that hold comments or related items: announced by a heading, or found by what repeats.

Each is a candidate with its evidence; `sections` decides.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from statistics import median
from typing import Final

from attrs import evolve, frozen

from newsdump.ages import AgeKind
from newsdump.items import Reader, comments, related
from newsdump.items.roles import Role
from newsdump.lexicon import Marker
from newsdump.model import CommentsState

RELATED_HEADS: Final = Marker.RELATED_HEADING | Marker.POPULAR_HEADING
EMPTY: Final = Marker.COMMENTS_EMPTY | Marker.COMMENTS_CLOSED
HEADS: Final = Marker.COMMENTS_HEADING | RELATED_HEADS | EMPTY | Marker.TAGS_HEADING
"""What announces a part."""
_FOOT: Final = Marker.CHROME | Marker.COMMENTS_FORM
_NOT_SAID: Final = Marker.CHROME | Marker.ADVERTISEMENT | Marker.TAGS_HEADING | RELATED_HEADS
_NO_FOOT: Final = Marker.COMMENT_ACTION | Marker.COMMENTS_SORT | Marker.CATEGORY
_ANCHORED: Final = frozenset(comments.Layout) - {
    comments.Layout.NAMES_ALONE,
    comments.Layout.TEXTS_AND_ACTIONS,
    comments.Layout.TEXTS_ALONE,
    comments.Layout.ACTIONS_CLOSE,
}

_ACTED_AGREEMENT: Final = 0.7
_ACTED_SHARE: Final = 0.6
_AGE_NEAR: Final = 3
_AGED: Final = 0.25
"""With fewer ages an item, the ages are not theirs."""
_BETWEEN_LINKS: Final = frozenset((",", "|", "||", "•", "·", "/", "-"))
"""What printers that break lines at links leave between those of a menu or of tags."""
_CERTAIN: Final = 0.9
_CERTAIN_LEAST: Final = 3
_CERTAIN_NEAR: Final = 40
_LEAD_MOST: Final = 4
"""So many lines may tell the rules before the first comment."""
_MOST_OF_STORY: Final = 0.75
_POSTS_LEAST: Final = 3
_OF_POSTS: Final = Marker.COMMENT_ACTION | Marker.COMMENT_AUTHOR | Marker.BYLINE | Marker.THREAD
"""What a page with posts says again and again."""
_PROSE_LEAST: Final = 50
_SAID_SHARE: Final = 0.25
_SINGLE_NEAR: Final = 8
"""A single record begins no farther below its heading."""
_STORY_LEAST: Final = 300
_STORY_LINES: Final = 3
_STORY_SHARE: Final = 0.5
_SURE: Final = 0.6
_TEASERS_LEAST: Final = 3
_TEASER_MOST: Final = 200
_TITLE_MOST: Final = 100
_UNHEADED_LEAST: Final = 3
"""So many ages make a group far from the story and other parts, one does directly below them."""
_UNHEADED_NEAR: Final = 8


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
    records: comments.Records | None
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
    return not listed or _printed_count(reader.lines.texts[line]) is not None


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


def are_preferred(posts: list[CommentsPart], others: list[CommentsPart]) -> bool:
    """Whether a thread is the better reading: its posts are numbered, or not fewer than other comments."""
    counts = [sum(len(part.records.drafts) for part in found if part.records is not None) for found in (posts, others)]
    return all(map(is_certain, posts)) or counts[0] >= counts[1]


def thread(reader: Reader, story: bytearray) -> tuple[comments.Draft | None, list[CommentsPart]]:
    """The posts of a forum: the first one if it is the story, and the others as comments.

    Under a story that stands above them all posts are comments.
    """
    said = sum([1 for marker in reader.cues.markers if marker & _OF_POSTS])
    if said < _POSTS_LEAST or len(reader.cues.ages) < _POSTS_LEAST:
        return None, []
    from newsdump.items import threads  # few pages need it

    records = threads.find(reader)
    if records is None:
        return None, []
    first = records.drafts[0].first
    texts = [line for draft in records.drafts[1:] for line in draft.texts]
    if records.agreement < _CERTAIN and _share(reader, texts, story) > _MOST_OF_STORY:
        return None, []
    above = [line for line in range(first) if story[line]]
    opening: comments.Draft | None = None
    if len(above) < _STORY_LINES or _mass(reader, above, story) < _STORY_LEAST:
        opening = records.drafts[0]
        records = evolve(records, drafts=records.drafts[1:])
    part = CommentsPart(records.drafts[0].first, records.drafts[-1].last, records, CommentsState.PRESENT, None)
    return opening, [part]


def announced_comments(reader: Reader, heads: list[int], story: bytearray, numbers: Thresholds) -> list[CommentsPart]:
    """The comments, and the places for them, that are announced behind the beginning of the story.

    Above it, words of comments are buttons and counts, unless it is said that there are none.
    """
    parts: list[CommentsPart] = []
    markers = reader.cues.markers
    wanted = Marker.COMMENTS_HEADING | EMPTY
    opening = story.find(1)
    marked = frozenset(heads)
    for head in heads:
        if not markers[head] & wanted or (parts and head <= parts[-1].last):
            continue
        above = head < opening and not any(marker & EMPTY for marker in markers[head : head + numbers.comments_near])
        if above and (not _ages_follow(reader, head) or _counted_below(reader, heads, head)):
            continue
        bound = _bound(reader, head, lambda line: bool(markers[line] & RELATED_HEADS) and line in marked)
        part = _comments_part(reader, head, bound, numbers)
        if part is not None and (not above or is_certain(part, numbers.comments_near)):
            parts.append(part)
    present = [part for part in parts if part.records is not None]
    return present or parts[-1:]


def _comments_part(reader: Reader, head: int, bound: int, numbers: Thresholds) -> CommentsPart | None:
    markers = reader.cues.markers
    count = _printed_count(reader.lines.texts[head])
    near = range(head, min(bound, head + numbers.comments_near))
    empty = next((line for line in near if markers[line] & EMPTY), None)
    if empty is not None and not any(line in reader.cues.ages for line in range(head, empty)):
        closed = markers[empty] & Marker.COMMENTS_CLOSED
        state = CommentsState.CLOSED if closed else CommentsState.EMPTY
        return CommentsPart(head, empty, None, state, count)
    if count == 0:
        return CommentsPart(head, head, None, CommentsState.EMPTY, count)
    ends = [line for line in range(head + 1, bound) if markers[line] & EMPTY]
    stop = ends[0] if ends else bound
    records = _up_to_cards(reader, comments.find(reader, head + 1, stop))
    alone = records is not None and records.layout is comments.Layout.NAMES_ALONE
    least = numbers.names_agreement if alone else numbers.records_agreement
    if records is not None and len(records.drafts) < 2 and records.drafts[0].first > head + _SINGLE_NEAR:
        records = None
    told = _are_said if markers[head] & Marker.COMMENTS_FORM else _is_said
    if records is not None and (records.agreement < least or (alone and not told(reader, records))):
        records = None
    if records is None and count is not None:
        dated = any(line in reader.cues.ages for line in range(head - _AGE_NEAR, head))  # the count is of a story below
        records = None if dated else comments.of_texts(reader, head + 1, stop, count)
        if records is not None and not _are_said(reader, records):
            records = None
    if records is None:
        form = next((line for line in near if line > head and markers[line] & Marker.COMMENTS_FORM), None)
        if count == 0 or form is not None:
            return CommentsPart(head, head if form is None else form, None, CommentsState.EMPTY, count)
        return None
    last = max(draft.last for draft in records.drafts)
    if not ends:
        return CommentsPart(head, last, records, CommentsState.PRESENT, count)
    closed = markers[ends[0]] & Marker.COMMENTS_CLOSED
    state = CommentsState.CLOSED if closed else CommentsState.PRESENT
    return CommentsPart(head, max(last, ends[0]), records, state, count)


def counted(reader: Reader, heads: list[int], opening: int) -> int | None:
    """The first heading behind line *opening* that counts one comment or more."""
    markers, texts = reader.cues.markers, reader.lines.texts
    return next(
        (
            head
            for head in heads
            if head > opening and markers[head] & Marker.COMMENTS_HEADING and _printed_count(texts[head])
        ),
        None,
    )


def _up_to_cards(reader: Reader, records: comments.Records | None) -> comments.Records | None:
    """*records* without the cards behind them: a card says its source again below the age, nobody the own name."""
    if records is None:
        return None
    texts = reader.lines.texts
    drafts = records.drafts
    cards = next((at for at, draft in enumerate(drafts) if at and texts[draft.texts[0]] == draft.author), len(drafts))
    return evolve(records, drafts=drafts[:cards])


def _counted_below(reader: Reader, heads: list[int], head: int) -> bool:
    """Whether *head* is the link of a menu, for another heading below it counts the comments."""
    return _printed_count(reader.lines.texts[head]) is None and counted(reader, heads, head) is not None


def _ages_follow(reader: Reader, head: int) -> bool:
    """Whether so many ages stand below the heading that records may be certain."""
    near = range(head + 1, head + 1 + _CERTAIN_NEAR)
    return sum(line in reader.cues.ages for line in near) >= _CERTAIN_LEAST


def _is_said(reader: Reader, records: comments.Records) -> bool:
    """Whether some of what stands below names ends like a sentence or is longer than a title, as no menu is."""
    said = sum(
        any(reader.cues.stops[line] or reader.cues.lengths[line] > _TITLE_MOST for line in draft.texts)
        for draft in records.drafts
    )
    return _SAID_SHARE * len(records.drafts) <= said


def is_certain(part: CommentsPart, near: int = sys.maxsize) -> bool:
    """Whether what repeats tells comments so clearly that the form of their lines needs not be asked.

    The first of them begins at most *near* lines below the heading.
    """
    records = part.records
    if records is None or records.drafts[0].first - part.first > near:
        return False
    count = len(records.drafts)
    if count < _CERTAIN_LEAST and (count < 2 or count != part.count):
        return False
    if records.layout in _ANCHORED:
        return records.agreement >= _CERTAIN
    return records.agreement >= _SURE and part.count is not None and _is_about(part.count, count)


def _is_about(printed: int, found: int) -> bool:
    """Whether so many records may be all of the comments, replies and a few misread lines with them."""
    return printed <= 2 * found and found <= 2 * printed


def _printed_count(text: str) -> int | None:
    digits = "".join(character for character in text if character.isdigit())
    try:
        return int(digits) if digits and len(digits) < 8 else None
    except ValueError:
        return None


def told_apart(reader: Reader, parts: list[CommentsPart], story: bytearray) -> list[CommentsPart]:
    """*parts* without the records at either end that are told to be the story."""
    kept = []
    for part in parts:
        if part.records is None or is_certain(part):
            kept.append(part)
            continue
        drafts = list(part.records.drafts)
        said = [line for draft in drafts for line in draft.texts]
        if _mass(reader, said, story) > _MOST_OF_STORY * _mass(reader, range(len(story)), story):
            continue
        sure = part.records.agreement >= _SURE and sum(story[: part.first]) >= _STORY_LINES
        if part.records.layout not in _ANCHORED and not sure and _share(reader, said, story) > _STORY_SHARE / 2:
            continue
        if not sure:
            while drafts and _share(reader, drafts[0].texts, story) > _STORY_SHARE:
                drafts.pop(0)
            while drafts and _share(reader, drafts[-1].texts, story) > _STORY_SHARE:
                drafts.pop()
        if 2 * len(drafts) > len(part.records.drafts):
            first = part.first if drafts[0] is part.records.drafts[0] else drafts[0].first
            last = part.last if drafts[-1] is part.records.drafts[-1] else drafts[-1].last
            kept.append(evolve(part, first=first, last=last, records=evolve(part.records, drafts=drafts)))
    return kept


def announced_related(reader: Reader, heads: list[int], taken: bytearray, story: bytearray) -> list[RelatedPart]:
    """The related items under a heading, up to where the story goes on."""
    parts: list[RelatedPart] = []
    markers = reader.cues.markers
    marked = frozenset(heads)
    for head in heads:
        if taken[head] or not markers[head] & RELATED_HEADS or (parts and head <= parts[-1].last):
            continue
        bound = _bound(reader, head, lambda line: bool(taken[line]) or line in marked)
        resumed = _resumed(reader, head + 1, bound)
        cards = related.find(reader, head + 1, resumed)
        if cards is not None and any(story[head + 1 : resumed]) and not _are_teasers(reader, cards, story[:head]):
            cards = related.find(reader, head + 1, _story_again(reader, head + 1, bound, story))
        if cards is None:
            continue
        part = RelatedPart(head, cards.cards[-1].last, cards, head)
        if _are_teasers(reader, cards, story[:head]) or not _is_story(reader, part, story):
            parts.append(part)
    return parts


def without_story(reader: Reader, parts: list[RelatedPart], story: bytearray) -> list[RelatedPart]:
    """*parts* without the one that would take nearly all of the story, if its items have no ages."""
    whole = _mass(reader, range(len(story)), story)
    return [
        part
        for part in parts
        if _AGED * len(part.cards.cards) <= sum(part.first <= line <= part.last for line in reader.cues.ages)
        or _mass(reader, range(part.first, part.last + 1), story) <= _MOST_OF_STORY * whole
        or not whole
    ]


def _are_teasers(reader: Reader, cards: related.Cards, story_before: bytearray) -> bool:
    """Whether the cards behind a story are titles with a short text each, whatever their lines look like alone."""
    texts = [line for card in cards.cards for line in card.texts]
    lengths = reader.cues.lengths
    before = sum(lengths[line] for line, told in enumerate(story_before) if told)
    return (
        len(cards.cards) >= _TEASERS_LEAST
        and 2 * len(texts) > len(cards.cards)
        and sum(lengths[line] for line in texts) < _TEASER_MOST * len(texts)
        and before >= _STORY_LEAST
    )


def _is_story(reader: Reader, part: RelatedPart, story: bytearray) -> bool:
    """Whether what looked like related items is rather told to be the story; ages that come again speak against it."""
    ages = [card.cue_line for card in part.cards.cards if card.cue_line is not None]
    if ages and ages[0] <= part.first + _AGE_NEAR:
        return False
    signs, stops = reader.lines.signs, reader.cues.stops
    lines = [line for line in range(part.first + 1, part.last + 1) if stops[line] or not signs[line]]
    return len(ages) < 2 and _share(reader, lines, story) > _STORY_SHARE


def _mass(reader: Reader, lines: Iterable[int], story: bytearray) -> int:
    """The characters of *lines* that are told to be the story."""
    return sum(reader.cues.lengths[line] for line in lines if story[line])


def _share(reader: Reader, lines: Sequence[int], story: bytearray) -> float:
    """The part of the characters of *lines* that is told to be the story."""
    whole = sum(reader.cues.lengths[line] for line in lines)
    return _mass(reader, lines, story) / whole if whole else 0.0


def _story_again(reader: Reader, start: int, bound: int, story: bytearray) -> int:
    """Where a story goes on behind a list of titles: at its next line, or as `_resumed` says."""
    if any(line in reader.cues.ages for line in range(start, min(bound, start + 6))):
        return bound
    again = next((line for line in range(start + 1, bound) if story[line] and _is_prose(reader, line)), bound)
    return min(again, _resumed(reader, start, bound))


def _resumed(reader: Reader, start: int, bound: int) -> int:
    """Where a story goes on behind a list of titles: at two sentences in a row, or at the end of the bullets."""
    signs = reader.lines.signs
    if any(line in reader.cues.ages for line in range(start, min(bound, start + 6))):
        return bound
    signed = bool(signs[start]) if start < bound else False
    for line in range(start, bound):
        if signed and not signs[line]:
            return line
        if start < line < bound - 1 and _is_prose(reader, line) and _is_prose(reader, line + 1):
            return line
    return bound


def _is_prose(reader: Reader, line: int) -> bool:
    """Whether the line is said in sentences; a title may be a question, but does not end in a full stop."""
    return (
        reader.cues.stops[line]
        and reader.cues.lengths[line] >= _PROSE_LEAST
        and reader.lines.texts[line][-1] not in "?？؟"
    )


def _bound(reader: Reader, head: int, stops: Callable[[int], bool]) -> int:
    """Where what *head* announces must have ended: at the next line that *stops* it, or at the page's foot."""
    count = len(reader.lines)
    for line in range(head + 1, count):
        if stops(line):
            return line
        if is_foot(reader, line) and (line + 1 == count or is_foot(reader, line + 1) or not _anchor_near(reader, line)):
            return line
    return count


def _anchor_near(reader: Reader, line: int) -> bool:
    return any(other in reader.cues.ages for other in range(line + 1, line + 5))


def acted_upon(reader: Reader, covered: bytearray) -> list[CommentsPart]:
    """Comments that need no heading, for nearly each has an age, a name and action words."""
    parts: list[CommentsPart] = []
    markers = reader.cues.markers
    if len(reader.cues.ages) < 2 or not any(marker & Marker.COMMENT_ACTION for marker in markers):
        return parts
    count = len(covered)
    line = 0
    while line < count:
        end = next((other for other in range(line, count) if covered[other] or _ends_comments(reader, other)), count)
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
    markers = reader.cues.markers
    end = next((line for line, marker in enumerate(markers) if marker & Marker.COMMENTS_END), None)
    if end is None:
        return []
    start = end
    while start and not markers[start - 1] & _NOT_SAID and reader.role(start - 1) is not Role.CHROME:
        start -= 1
    for first in range(start, min(end, start + _LEAD_MOST)):
        records = comments.find(reader, first, end)
        if records is None or records.agreement < _SURE or len(records.drafts) < 2 or not _is_said(reader, records):
            continue
        if _mass(reader, range(first), story) >= _STORY_LEAST:
            last = records.drafts[-1].last
            return [CommentsPart(records.drafts[0].first, max(last, end), records, CommentsState.PRESENT, None)]
    return []


def _ends_comments(reader: Reader, line: int) -> bool:
    return bool(reader.cues.markers[line] & RELATED_HEADS) or (
        is_foot(reader, line) and line + 1 < len(reader.lines) and is_foot(reader, line + 1)
    )


def _without_story(reader: Reader, records: comments.Records) -> comments.Records:
    """*records* without a first one that is far longer than the others: the story under its byline."""
    sizes = [sum(len(reader.lines.texts[line]) for line in draft.texts) for draft in records.drafts]
    start = 0
    while start + 1 < len(sizes) and sizes[start] > _STORY_LEAST and sizes[start] > 3 * median(sizes[start + 1 :]):
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
        if covered[line] or is_foot(reader, line):
            line += 1
            continue
        end = next((other for other in range(line, count) if covered[other] or is_foot(reader, other)), count)
        for first, last, ages in _groups_of_ages(reader, line, end):
            near = line if covered[line - 1] else start
            if ages < _UNHEADED_LEAST and first > near + _UNHEADED_NEAR:
                continue
            records = comments.find(reader, first, last)
            if records is None or records.layout is comments.Layout.NAMES_ALONE:
                continue
            if len(records.drafts) < 2 and _may_sign_the_story(reader, records.drafts[0]):
                continue
            if _are_said(reader, records) and records.agreement >= numbers.unheaded_agreement:
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


def _may_sign_the_story(reader: Reader, draft: comments.Draft) -> bool:
    """Whether a single record below a story may be its date, its author and what is told of them."""
    if draft.cue is None or draft.cue.age.kind is not AgeKind.ABSOLUTE:
        return False
    opening = range(draft.first, (draft.cue_line or draft.first) + 1)
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
        lead = 1 if kind is Role.AGE else 0
        first = max(start, same[0] - lead)
        while first > start and reader.role(first) is Role.ACTION:
            first -= 1
        last = end if other is None else other - (1 if reader.role(other) is Role.AGE else 0)
        groups.append((first, last, len(same)))
        ages = ages[len(same) :]
        start = same[-1] + 1
    return groups


def _are_said(reader: Reader, records: comments.Records) -> bool:
    """Whether most of the texts end like sentences or have action words below them, as titles do not.

    A card says its source again below the age; nobody opens a comment with the own name.
    """
    texts = reader.lines.texts
    if 2 * sum(texts[draft.texts[0]] == draft.author for draft in records.drafts) > len(records.drafts):
        return False
    said = sum(bool(draft.actions) or any(reader.cues.stops[line] for line in draft.texts) for draft in records.drafts)
    return 2 * said > len(records.drafts)
