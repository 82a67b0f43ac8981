"""The place for comments: where it is, what it says of itself, how many it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from newsdump.items import comment_words, weighing
from newsdump.items.reading import Reading, Stretch
from newsdump.items.records import Draft
from newsdump.items.roles import Reader
from newsdump.lexicon import Marker
from newsdump.model import CommentsState
from newsdump.patterns import re_later, regex_later

TRAITS: Final = (
    "comments",
    "likeliest comment",
    "count",
    "count of none",
    "says none",
    "says closed",
    "form",
    "likeliest heading",
    "likeliest state",
    "word just below",
    "word below",
    "words below",
    "talk just below",
    "number beside",
)
"""What speaks for a state, in the order of `traits`: headings, states and words are those below the story."""
STATES: Final = (CommentsState.ABSENT, CommentsState.EMPTY, CommentsState.PRESENT, CommentsState.CLOSED)
_COUNT: Final = re_later(r"\d(?:[.,'’\u00a0\u202f ]?\d)*")
_DIGIT: Final = re_later(r"\d")
_PIECES: Final = regex_later(r"\s*(?:[|•·/\t,]|\s{2,}|\s[-–—]\s|(?<=\d\s\p{L}{3,12})\s(?=\d))\s*")
_NUMBERED: Final = regex_later(
    r"(?<![\w.,])(?!(?:19|20)\d\d\b)[\[(]?\d[\d.,]*[\])]? ?\p{L}+|\p{L}+ ?[:：]? ?[\[(（]\d[\d.,]*[\])）]"
)
"""A number and a word, either in front; in brackets if the word is."""
_COUNTED: Final = regex_later(
    r"[\[(]?\d[\d.,]*[\])]? ?\p{L}[\p{L}\s]{0,24}|\p{L}[\p{L}\s]{0,24}[:：]? ?[\[(]?\d[\d.,]*[\])]?"
)
_HEADING_MOST: Final = 80
_LIKELY: Final = 0.3
_TOLD: Final = Marker.COMMENTS_HEADING | Marker.REPLIES
_NEAR: Final = 12
_JUST_BELOW: Final = 8
_BELOW: Final = 40
"""So far below the story its place for comments may begin."""
_WORDS: Final = 2
_TALK_MOST: Final = 80


@frozen(eq=False)
class CommentsBox:
    """What a page shows of comments."""

    state: CommentsState
    count: int | None
    """As printed."""
    stretches: list[Stretch]
    lines: list[int]
    """The lines that tell of comments without being of one."""
    first: int | None
    """The first line of all."""

    @property
    def drafts(self) -> list[Draft]:
        """All comments."""
        return [draft for stretch in self.stretches for draft in stretch.drafts]


def printed_count(text: str) -> int | None:
    """The first number in a heading, None if there is none.

    >>> printed_count("12 comments on “3 ferries”"), printed_count("Comments (1,204)"), printed_count("Comments")
    (12, 1204, None)
    """
    found = _COUNT.search(text)
    digits = "".join(filter(str.isdecimal, found[0])) if found else ""
    return int(digits) if digits and len(digits) < 8 else None


@frozen(eq=False)
class Signs:
    """The lines of a page that tell of comments, without those of items."""

    heads: list[int]
    """Headings."""
    says: list[int]
    """What says that there are none, or no more."""
    forms: list[int]
    taken: set[int]
    """The lines of items."""
    worded: list[int]
    """What speaks of comments by a word, in lines that are not of the story either,"""
    talked: list[int]
    """or of talk, in short lines."""
    count: int | None


def signs_of(reader: Reader, reading: Reading, story: Sequence[int]) -> Signs:
    """What a page says of its comments beside the lines of its *story*."""
    markers, texts = reader.cues.markers, reader.lines.texts
    taken = {
        line for stretch in (*reading.comments, *reading.related) for line in range(stretch.first, stretch.last + 1)
    }
    free = [line for line in range(len(texts)) if line not in taken]
    heads = [line for line in free if _is_head(reader, reading, line)]
    nothing = Marker.COMMENTS_EMPTY | Marker.COMMENTS_CLOSED
    says = [line for line in free if markers[line] & nothing or reading.role(line) == "comments_state"]
    forms = [line for line in free if markers[line] & Marker.COMMENTS_FORM]
    told = frozenset(story)
    beside = [line for line in free if line not in told]
    worded = comment_words.lines_with("comments", texts, beside)
    talked = [line for line in comment_words.lines_with("talk", texts, beside) if len(texts[line]) <= _TALK_MOST]
    counted = _count(reader, reading, heads, taken, story)
    return Signs(heads, says, forms, taken, worded, talked, counted)


def _is_head(reader: Reader, reading: Reading, line: int) -> bool:
    """Whether a line is a heading of comments: by its role, or by its words if that is likely enough."""
    size = len(reader.lines.texts[line])
    if reading.role(line) == "comments_heading":
        return size <= 2 * _HEADING_MOST
    said = reader.cues.markers[line] & Marker.COMMENTS_HEADING
    return bool(said) and size <= _HEADING_MOST and reading.share(line, "comments_heading") > _LIKELY


def traits(reader: Reader, reading: Reading, signs: Signs, story: Sequence[int]) -> list[float]:
    """The numbers of `TRAITS`; *story* has the lines of it."""
    markers, texts = reader.cues.markers, reader.lines.texts
    first, last = (story[0], story[-1]) if story else (len(texts), -1)
    of_story = bool(story)
    worded = frozenset(signs.worded)
    just_below = [line for line in signs.worded if of_story and last < line <= last + _JUST_BELOW]
    below = [line for line in signs.worded if of_story and last + _JUST_BELOW < line <= last + _BELOW]
    talk = [line for line in signs.talked if of_story and last < line <= last + _JUST_BELOW and line not in worded]
    beside = [line for line in signs.worded if of_story and first - _NEAR <= line <= last + _BELOW]
    return [
        float(bool(reading.comments)),
        max([draft.share for stretch in reading.comments for draft in stretch.drafts], default=0.0),
        float(bool(signs.count)),
        float(signs.count == 0),
        float(any(markers[line] & Marker.COMMENTS_EMPTY for line in signs.says)),
        float(bool(reader.announced & Marker.COMMENTS_CLOSED)),
        float(bool(signs.forms)),
        max(reading.of_role("comments_heading")[last + 1 :], default=0.0),
        max(reading.of_role("comments_state")[last + 1 :], default=0.0),
        float(bool(just_below)),
        float(bool(below)),
        float(sum([line > last for line in signs.worded]) >= _WORDS),
        float(bool(talk)),
        float(any(len(texts[line]) <= _TALK_MOST and _DIGIT.search(texts[line]) for line in beside)),
    ]


def comments_box(reader: Reader, reading: Reading, story: Sequence[int]) -> CommentsBox:
    """The comments of a page, and what it says of them; *story* has the lines of the story."""
    signs = signs_of(reader, reading, story)
    votes = weighing.votes("state", traits(reader, reading, signs, story))
    if not reading.comments:
        votes[STATES.index(CommentsState.PRESENT)] = weighing.NEVER
    else:
        votes[STATES.index(CommentsState.ABSENT)] = votes[STATES.index(CommentsState.EMPTY)] = weighing.NEVER
    if any(reader.cues.markers[line] & Marker.COMMENTS_EMPTY for line in signs.says):
        votes[STATES.index(CommentsState.ABSENT)] = weighing.NEVER
    state = STATES[votes.index(max(votes))]
    lines = sorted({*signs.heads, *signs.says}) if state is not CommentsState.ABSENT else []
    held = [stretch.first for stretch in reading.comments]
    return CommentsBox(state, signs.count, reading.comments, lines, min([*held, *lines], default=None))


def _count(reader: Reader, reading: Reading, heads: list[int], taken: set[int], story: Sequence[int]) -> int | None:
    """The number that a heading gives; else the one that a line tells beside others, or that fits the comments."""
    texts, markers = reader.lines.texts, reader.cues.markers
    for line in heads:
        number = printed_count(texts[line])
        if number is not None:
            return number
        below = texts[line + 1] if line + 1 < len(texts) else ""
        if below.strip("()").isdecimal() and line + 1 not in taken:
            return printed_count(below)
    counted = [
        (line, number)
        for line, text in enumerate(texts)
        if line not in taken and len(text) <= 2 * _HEADING_MOST and _DIGIT.search(text)
        for number in _counts(reader, text, markers[line])
    ]
    numbers = {number for _, number in counted}
    found = sum([len(stretch.drafts) for stretch in reading.comments])
    if found and found in numbers:
        return found
    if len(numbers) == 1:
        return numbers.pop()
    first, last = (story[0], story[-1]) if story else (0, 0)
    near = [number for line, number in counted if first - _NEAR <= line < first or last < line <= last + _NEAR]
    if near and len(set(near)) == 1:
        return near[0]
    if not found:
        return None
    top = reading.comments[0].first
    above = (line for line in range(top - 1, max(-1, top - _NEAR), -1) if line not in taken)
    fitting = any(
        _COUNTED.fullmatch(piece) and printed_count(piece) == found for line in above for piece in _pieces(texts[line])
    )
    return found if fitting else None


def _pieces(text: str) -> Sequence[str]:
    return [piece for piece in _PIECES.split(text) if piece] if len(text) <= 2 * _HEADING_MOST else []


def _counts(reader: Reader, text: str, marker: int) -> Iterator[int]:
    """The numbers of comments in a line with a digit: "6 June 2025 • 25 Comments", "by Ilse Orrin 3 comments"."""
    if marker & Marker.COMMENTS_HEADING and len(text) <= _HEADING_MOST:
        number = printed_count(text)
        if number is not None:
            yield number
        return
    markers = reader.words.lexicon.markers
    for found in _NUMBERED.finditer(text):
        if markers(found[0]) & _TOLD:
            number = printed_count(found[0])
            if number is not None:
                yield number
