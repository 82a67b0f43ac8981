"""Stretches that a heading announces."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, compress
from operator import mul
from typing import Final

from attrs import evolve

from newsdump.items import Reader, comments, related
from newsdump.items.records import OF_NAMES, Layout, Records
from newsdump.lexicon import Marker
from newsdump.model import CommentsState
from newsdump.parts import evidence
from newsdump.parts.evidence import EMPTY, RELATED_HEADS, CommentsPart, RelatedPart, Thresholds

_AGE_NEAR: Final = 3
_AGED: Final = 0.25
"""With fewer ages an item, the ages are not theirs."""
_CERTAIN_NEAR: Final = 40
_PROSE_LEAST: Final = 50
_FORM_NEAR: Final = 4
"""So many lines below a heading that counts comments a form may stand above them."""
_SINGLE_NEAR: Final = 8
"""A single record begins no farther below its heading."""
_BROKEN_LEAST: Final = 150
"""A line of the story that is so long is a sentence, though a printer broke it at a link."""
_BACK_APART: Final = 2
"""So many other lines may stand between two of a story that has begun above where it was found again."""
_BACK_LEAST: Final = 3
"""So many lines of a story tell that it has begun, where an age stands close above; two do elsewhere."""
_FULL_STOPS: Final = frozenset(".。")
"""What sentences end with, and titles do not."""
_RUN_LEAST: Final = 4
"""So many sentences in a row may be the story below a list."""
_TEASERS_LEAST: Final = 3
_TEASER_MOST: Final = 200


def announced_comments(reader: Reader, heads: list[int], story: bytearray, numbers: Thresholds) -> list[CommentsPart]:
    """The comments, and the places for them, that are announced behind the beginning of the story.

    Above it, words of comments are buttons and counts, unless it is said that there are none.
    """
    parts: list[CommentsPart] = []
    markers = reader.cues.markers
    wanted = Marker.COMMENTS_HEADING | EMPTY
    opening = story.find(1)
    ends = [*(line for line in heads if markers[line] & RELATED_HEADS), len(markers)]
    for head in heads:
        if not markers[head] & wanted or (parts and head <= parts[-1].last):
            continue
        above = head < opening and not any(marker & EMPTY for marker in markers[head : head + numbers.comments_near])
        if above and (not _ages_follow(reader, head) or _counted_below(reader, heads, head)):
            continue
        part = _comments_part(reader, head, ends[bisect_right(ends, head)], numbers)
        if part is not None and (not above or _are_certain(part, numbers)):
            parts.append(part)
    present = [part for part in parts if part.records is not None]
    return present or parts[-1:]


def _are_certain(part: CommentsPart, numbers: Thresholds) -> bool:
    """Whether there are comments beyond doubt; as many texts as were counted may be the story's paragraphs."""
    counted_texts = part.records is not None and part.records.layout is Layout.TEXTS_ALONE
    return not counted_texts and evidence.is_certain(part, numbers.comments_near)


def _comments_part(reader: Reader, head: int, end: int, numbers: Thresholds) -> CommentsPart | None:
    """The comments, or the place for them, that *head* announces above line *end*."""
    markers = reader.cues.markers
    count = _count(reader, head)
    bound = _bound(reader, head, end)
    if bound <= head + _FORM_NEAR and bound < end and markers[bound] & Marker.COMMENTS_FORM:
        bound = _bound_below_form(reader, bound, end, counted=bool(count))
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
    alone = records is not None and records.layout in OF_NAMES
    least = numbers.names_agreement if alone else numbers.records_agreement
    if records is not None and len(records.drafts) < 2 and records.drafts[0].first > head + _SINGLE_NEAR:
        records = None
    told = evidence.are_said if markers[head] & Marker.COMMENTS_FORM else evidence.is_said
    if records is not None and (records.agreement < least or (alone and not told(reader, records))):
        records = None
    if records is None:
        records = comments.of_ages(reader, head + 1, stop)
        if records is not None and (records.drafts[0].first > head + _SINGLE_NEAR or not told(reader, records)):
            records = None
    if records is None and count is not None:
        dated = any(line in reader.cues.ages for line in range(head - _AGE_NEAR, head))  # the count is of a story below
        stop = stop if ends else _bound(reader, bound - 1, end, alone=True)
        records = None if dated else comments.of_texts(reader, head + 1, stop, count)
        if records is not None and not evidence.are_said(reader, records):
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


def _count(reader: Reader, head: int) -> int | None:
    """How many comments the heading counts, itself or on the line below ("Comments: / 0"); None if it counts none."""
    said = reader.lines.texts[head]
    below = reader.lines.texts[head + 1] if head + 1 < len(reader.lines) else ""
    apart = below if below == "0" or (said[-1] == ":" and below.isdecimal()) else ""
    return evidence.printed_count(f"{said} {apart}")


def _bound_below_form(reader: Reader, form: int, end: int, *, counted: bool) -> int:
    """Where comments end if the form at line *form* stands between them and their heading; else *form* itself.

    Where the heading does not count them, the records must be certain.
    """
    if counted:
        below = next((line for line in range(form, end) if not evidence.is_foot(reader, line)), end)
        return _bound(reader, below, end)
    near = range(form, min(form + _FORM_NEAR, end))
    last = max(line for line in near if evidence.is_foot(reader, line))
    bound = _bound(reader, last, end)
    records = comments.find(reader, last + 1, bound)
    if records is None or len(records.drafts) < evidence.CERTAIN_LEAST or records.agreement < evidence.CERTAIN:
        return form
    return bound


def counted(reader: Reader, heads: list[int], opening: int) -> int | None:
    """The first heading behind line *opening* that counts one comment or more."""
    markers, texts = reader.cues.markers, reader.lines.texts
    return next(
        (
            head
            for head in heads
            if head > opening and markers[head] & Marker.COMMENTS_HEADING and evidence.printed_count(texts[head])
        ),
        None,
    )


def _up_to_cards(reader: Reader, records: Records | None) -> Records | None:
    """*records* without the cards behind them: a card says its source again below the age, nobody the own name."""
    if records is None:
        return None
    texts = reader.lines.texts
    drafts = records.drafts
    cards = next((at for at, draft in enumerate(drafts) if at and texts[draft.texts[0]] == draft.author), len(drafts))
    return evolve(records, drafts=drafts[:cards])


def _counted_below(reader: Reader, heads: list[int], head: int) -> bool:
    """Whether *head* is the link of a menu: another heading below it counts the comments, and it counts no others."""
    printed, texts = evidence.printed_count, reader.lines.texts
    count, below = printed(texts[head]), counted(reader, heads, head)
    return below is not None and count in (None, printed(texts[below]))


def _ages_follow(reader: Reader, head: int) -> bool:
    """Whether so many ages stand below the heading that records may be certain."""
    near = range(head + 1, head + 1 + _CERTAIN_NEAR)
    return sum(line in reader.cues.ages for line in near) >= evidence.CERTAIN_LEAST


def announced_related(reader: Reader, heads: list[int], taken: bytearray, story: bytearray) -> list[RelatedPart]:
    """The related items under a heading, up to where the story goes on."""
    parts: list[RelatedPart] = []
    markers = reader.cues.markers
    ends = [*heads, len(markers)]
    told = [*accumulate(map(mul, reader.cues.lengths, story), initial=0)]
    for head in heads:
        if taken[head] or not markers[head] & RELATED_HEADS or (parts and head <= parts[-1].last):
            continue
        others = taken.find(1, head + 1)
        end = ends[bisect_right(ends, head)]
        bound = _bound(reader, head, end if others < 0 else min(end, others))
        resumed = _resumed(reader, head + 1, bound)
        if told[head] < evidence.STORY_LEAST:
            resumed = min(resumed, _beginning(reader, head + 1, bound, told))
        if any(story[resumed : resumed + _AGE_NEAR]):
            resumed = _back(reader, head + 1, resumed, story)
        cards = related.find(reader, head + 1, resumed)
        if cards is not None and any(story[head + 1 : resumed]) and not _are_teasers(reader, cards, story[:head]):
            again = min(resumed, _story_again(reader, head + 1, bound, story))
            cards = cards if again == resumed else related.find(reader, head + 1, again)
        if cards is None:
            continue
        cards = _up_to_sentences(reader, cards, story)
        part = RelatedPart(head, cards.cards[-1].last, cards, head)
        if not _is_story(reader, part, story) or _are_teasers(reader, cards, story[:head]):
            parts.append(part)
    return parts


def without_story(reader: Reader, parts: list[RelatedPart], story: bytearray) -> list[RelatedPart]:
    """*parts* without the one that would take nearly all of the story, if its items have no ages."""
    whole = evidence.mass(reader, range(len(story)), story)
    return [
        part
        for part in parts
        if _AGED * len(part.cards.cards) <= sum(part.first <= line <= part.last for line in reader.cues.ages)
        or evidence.mass(reader, range(part.first, part.last + 1), story) <= evidence.MOST_OF_STORY * whole
        or not whole
    ]


def _up_to_sentences(reader: Reader, cards: related.Cards, story: bytearray) -> related.Cards:
    """*cards* without those from the first sentence of the story on, in a list of nothing but titles."""
    if any(card.texts or card.age_line is not None for card in cards.cards):
        return cards
    said = [story[card.first] and reader.lines.texts[card.last][-1] in _FULL_STOPS for card in cards.cards]
    first = said.index(True) if True in said else 0
    return evolve(cards, cards=cards.cards[:first]) if first else cards


def _are_teasers(reader: Reader, cards: related.Cards, story_before: bytearray) -> bool:
    """Whether the cards behind a story are titles with a short text each, whatever their lines look like alone."""
    texts = [line for card in cards.cards for line in card.texts]
    lengths = reader.cues.lengths
    return (
        len(cards.cards) >= _TEASERS_LEAST
        and 2 * len(texts) > len(cards.cards)
        and sum(lengths[line] for line in texts) < _TEASER_MOST * len(texts)
        and sum(compress(lengths, story_before)) >= evidence.STORY_LEAST
    )


def _is_story(reader: Reader, part: RelatedPart, story: bytearray) -> bool:
    """Whether what looked like related items is rather told to be the story; ages that come again speak against it."""
    ages = [card.age_line for card in part.cards.cards if card.age_line is not None]
    if ages and ages[0] <= part.first + _AGE_NEAR:
        return False
    lines = [line for line in range(part.first + 1, part.last + 1) if _is_told(reader, line)]
    return len(ages) < 2 and evidence.share(reader, lines, story) > evidence.STORY_SHARE


def _story_again(reader: Reader, start: int, bound: int, story: bytearray) -> int:
    """Where a story goes on behind a list of titles: at its next line, or as `_resumed` says."""
    if any(line in reader.cues.ages for line in range(start, min(bound, start + 6))):
        return bound
    again = next((line for line in range(start + 1, bound) if story[line] and _is_prose(reader, line)), bound)
    return min(again, _resumed(reader, start, bound))


def _beginning(reader: Reader, start: int, bound: int, told: list[int]) -> int:
    """Where the story begins below a list of others: at a run of sentences that holds most of it.

    *told* are the characters of the story in front of each line.
    """
    line = start
    while line < bound:
        run = line
        while run < bound and told[run + 1] > told[run] and _is_told(reader, run):
            run += 1
        if run - line >= _RUN_LEAST and told[run] - told[line] > evidence.STORY_SHARE * told[-1]:
            return line
        line = max(run, line + 1)
    return bound


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


def _is_told(reader: Reader, line: int) -> bool:
    """Whether a line that is told to be the story is a paragraph of it."""
    return _is_prose(reader, line) or reader.cues.lengths[line] >= _BROKEN_LEAST


def _back(reader: Reader, start: int, resumed: int, story: bytearray) -> int:
    """Where a story that is found again at *resumed* has begun above: at the first of several lines of it."""
    first = resumed
    for line in range(resumed - 1, start, -1):
        if story[line] and (_is_told(reader, line) or first - line == 1):
            first = line
        elif first - line > _BACK_APART:
            break
    told = [line for line in range(first, resumed) if story[line] and _is_told(reader, line)]
    aged = any(line in reader.cues.ages for line in range(first - _AGE_NEAR, first))
    return first if len(told) >= (_BACK_LEAST if aged else 2) else resumed


def _is_prose(reader: Reader, line: int) -> bool:
    """Whether the line is said in sentences; a title may be a question, but does not end in a full stop."""
    return (
        reader.cues.stops[line]
        and reader.cues.lengths[line] >= _PROSE_LEAST
        and reader.lines.texts[line][-1] not in "?？؟"
    )


def _bound(reader: Reader, head: int, end: int, *, alone: bool = False) -> int:
    """Where what *head* announces must have ended: at the page's foot, or at line *end*.

    Where texts stand *alone*, without names and ages, a single line that may be of a menu is one of them.
    """
    is_foot, markers = evidence.is_foot, reader.cues.markers
    for line in range(head + 1, end):
        if markers[line] and is_foot(reader, line):
            may_be_said = not markers[line] & Marker.COMMENTS_FORM if alone else _anchor_near(reader, line)
            if not may_be_said or line + 1 == len(markers) or is_foot(reader, line + 1):
                return line
    return end


def _anchor_near(reader: Reader, line: int) -> bool:
    return any(other in reader.cues.ages for other in range(line + 1, line + 5))
