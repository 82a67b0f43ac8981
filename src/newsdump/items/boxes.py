"""The place for comments: where it is, what it says of itself, how many it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from newsdump.items import comment_words, counts, weighing
from newsdump.items.reading import Reading, Stretch
from newsdump.items.records import Draft
from newsdump.items.roles import Reader
from newsdump.lexicon import Marker
from newsdump.model import CommentsState
from newsdump.patterns import re_later

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
_DIGIT: Final = re_later(r"\d")
_HEADING_MOST: Final = 80
_LIKELY: Final = 0.3
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


@frozen(eq=False)
class Signs:
    """The lines of a page that tell of comments, without those of items."""

    heads: list[int]
    """Headings."""
    says: list[int]
    """What says that there are none, or no more."""
    forms: list[int]
    taken: frozenset[int]
    """The lines of items."""
    words: dict[str, list[int]]
    """By kind, the lines outside of the story that say a word of it (`comment_words`), those of items among them."""
    told: counts.Told
    """What is likely the number of comments."""


def signs_of(reader: Reader, reading: Reading, story: Sequence[int]) -> Signs:
    """What a page says of its comments beside the lines of its *story*."""
    markers, texts = reader.cues.markers, reader.lines.texts
    stretches = (*reading.comments, *reading.related)
    taken = frozenset([line for stretch in stretches for line in range(stretch.first, stretch.last + 1)])
    free = [line for line in range(len(texts)) if line not in taken]
    heads = [line for line in free if _is_head(reader, reading, line)]
    nothing = Marker.COMMENTS_EMPTY | Marker.COMMENTS_CLOSED
    says = [line for line in free if markers[line] & nothing or reading.role(line) == "comments_state"]
    forms = [line for line in free if markers[line] & Marker.COMMENTS_FORM]
    told = frozenset(story)
    beside = [line for line in range(len(texts)) if line not in told]
    words = {kind: comment_words.lines_with(kind, texts, beside) for kind in comment_words.KINDS}
    count = counts.likeliest(reader, reading, words, taken, story)
    return Signs(heads, says, forms, taken, words, count)


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
    worded, talked = ([line for line in signs.words[kind] if line not in signs.taken] for kind in comment_words.KINDS)
    just_below = [line for line in worded if of_story and last < line <= last + _JUST_BELOW]
    below = [line for line in worded if of_story and last + _JUST_BELOW < line <= last + _BELOW]
    talk = {line for line in talked if of_story and last < line <= last + _JUST_BELOW}.difference(worded)
    beside = [line for line in worded if of_story and first - _NEAR <= line <= last + _BELOW]
    return [
        float(bool(reading.comments)),
        max([draft.share for stretch in reading.comments for draft in stretch.drafts], default=0.0),
        *of_count(signs.told).values(),
        float(any(markers[line] & Marker.COMMENTS_EMPTY for line in signs.says)),
        float(bool(reader.announced & Marker.COMMENTS_CLOSED)),
        float(bool(signs.forms)),
        max(reading.of_role("comments_heading")[last + 1 :], default=0.0),
        max(reading.of_role("comments_state")[last + 1 :], default=0.0),
        float(bool(just_below)),
        float(bool(below)),
        float(sum([line > last for line in worded]) >= _WORDS),
        float(bool(talk)),
        float(any(len(texts[line]) <= _TALK_MOST and _DIGIT.search(texts[line]) for line in beside)),
    ]


def of_count(told: counts.Told) -> dict[str, float]:
    """The traits that the number of comments gives."""
    return {"count": told.share, "count of none": told.share if told.number == 0 else 0.0}


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
    count = signs.told.number if signs.told.share >= counts.LEAST else None
    return CommentsBox(state, count, reading.comments, lines, min([*held, *lines], default=None))
