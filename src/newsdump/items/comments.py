"""Records of comments as comments: who says it, when, what, and what was done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from attrs import evolve

from newsdump.ages import Age
from newsdump.items import places, replies
from newsdump.items.agreement import undoubled, without_shared_ends
from newsdump.items.decoding import Record
from newsdump.items.names import likeness, undressed
from newsdump.items.records import Draft
from newsdump.items.roles import Reader, ordinal, stripped, votes
from newsdump.lexicon import Marker
from newsdump.model import Comment
from newsdump.patterns import re_later
from newsdump.spans import Span

_SEPARATORS: Final = " \t•·|/,–—-@:#▲△▼▽()[]»›~>"
_ARROW: Final = re_later(r" (?:▸|►|▶|→|➜|⇒|↪|»|›|>) ")
_OF_MACHINES: Final = re_later(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")
_NESTED: Final = re_later(r"\d{1,4}(?:\.\d{1,4})+")
"""The number of an answer: "3.1"."""
_NAMED_SHARE: Final = 0.3
"""If fewer of the records have a name on a line of its own, names are looked for beside their ages."""


def drafts_of(reader: Reader, records: Sequence[Record], shares: Sequence[float]) -> list[Draft]:
    """The records of one stretch of comments, those without a text left out.

    Args:
        reader: the page's lines with what each announces.
        records: what the decoding found.
        shares: for each record how likely a comment begins there.
    """
    drafts = [draft for one, share in zip(records, shares, strict=True) if (draft := _draft(reader, one, share))]
    names = [draft.author for draft in drafts]
    if sum(name is None for name in names) > (1 - _NAMED_SHARE) * len(names):
        beside = [name or _beside_age(reader, draft) for name, draft in zip(names, drafts, strict=True)]
        if len(set(filter(None, beside))) > 1 or len(beside) == 1:
            names = beside
    for draft, name in zip(drafts, without_shared_ends(names), strict=True):
        draft.author, draft.answered = _polished(reader, name, draft.answered)
    if len(drafts) > 1 and all(draft.author and ", " in draft.author for draft in drafts):
        for draft in drafts:  # the places behind all names
            draft.author = (draft.author or "").rpartition(", ")[0]
    return drafts


def _draft(reader: Reader, record: Record, share: float) -> Draft | None:
    texts = [line for line, role in record.lines if role == "comment_text"]
    if not texts:
        return None
    ages = reader.cues.ages
    header = [(line, role) for line, role in record.lines if role != "comment_text"]
    dated = [line for line, role in header if role in {"comment_age", "comment_name_age"} and line in ages]
    age = _printed_for_people(reader, dated or [line for line, _ in header if line in ages])
    author = None
    for line, role in header:
        if role == "comment_author" or (role == "comment_name_age" and line not in ages):
            author = _speaker(reader, line)
        elif role == "comment_name_age":
            author = reader.name_of(ages[line])
        if author := _no_action(reader, author):
            break
    number = _number(reader, record.lines[0][0], [line for line, _ in header], texts[0])
    actions = [line for line, role in header if role == "comment_action"]
    return Draft(record.lines[0][0], record.lines[-1][0], author, texts, age, actions, None, number, share)


def _number(reader: Reader, first: int, header: Sequence[int], text: int) -> str | None:
    """The number of a comment: in its header, or directly above it; one behind its text may be that of the next."""
    ages = reader.cues.ages
    lines = (
        [line for line in header if line < text] + [first - 1] * (first > 0) + [line for line in header if line > text]
    )
    rows = (ages[line].before if line in ages else reader.lines.texts[line] for line in lines)
    return next((row for each in rows if (row := ordinal(each) or (each if _NESTED.fullmatch(each) else None))), None)


def _printed_for_people(reader: Reader, dated: Sequence[int]) -> int | None:
    """The first of the lines with an age; of two that say the same day, the one that is not a machine's."""
    if not dated:
        return None
    first, ages = dated[0], reader.cues.ages
    if _OF_MACHINES.match(ages[first].age.raw) is None:
        return first
    day = _day(ages[first].age)
    return next((line for line in dated[1:] if _day(ages[line].age) == day), first)


def _day(age: Age) -> tuple[int | None, int | None] | None:
    return None if age.moment is None else (age.moment.month, age.moment.day)


def _speaker(reader: Reader, line: int) -> str | None:
    """The name on a line of its own, without "says"."""
    text = reader.lines.texts[line]
    said = reader.words.speaker(text if text[-1] in ":," else f"{text.rstrip('.… ')}:") or text
    return undressed(said.strip(" :")) or None


def _beside_age(reader: Reader, draft: Draft) -> str | None:
    return None if draft.age_line is None else _no_action(reader, reader.name_of(reader.cues.ages[draft.age_line]))


def _no_action(reader: Reader, name: str | None) -> str | None:
    """*name*, unless it is points, a badge, a button."""
    words = reader.words
    return None if name is None or words.is_action(name, words.lexicon.markers(name)) else name


def _polished(reader: Reader, name: str | None, answered: str | None) -> tuple[str | None, str | None]:
    """A name once, without number, rank, address, connectors and signs, and the name behind an arrow."""
    if not name:
        return None, answered
    name = undoubled(undressed(name))
    arrow = _ARROW.search(name)
    if arrow is not None and arrow.start():
        name, answered = name[: arrow.start()], name[arrow.end() :].strip(_SEPARATORS) or answered
    words = reader.words
    name = stripped(words.without_rank(words.bare(name) or name))
    return name or None, answered


def build(reader: Reader, drafts: Sequence[Draft], sure: Callable[[float], float]) -> list[Comment]:
    """The drafts of a page as comments, in page order.

    Args:
        reader: the page's lines with what each announces.
        drafts: all of them.
        sure: gives the confidence of a comment for its share.
    """
    comments: list[Comment] = []
    for number, (draft, parent) in enumerate(zip(drafts, replies.parents(reader, drafts), strict=True)):
        replied, counts = _counts(reader, draft)
        comments.append(
            Comment(
                id=number,
                parent_id=parent,
                depth=comments[parent].depth + 1 if parent is not None else 0,
                author=draft.author,
                age=placed(reader, draft.age_line),
                text="\n".join(reader.lines.texts[line] for line in draft.texts),
                upvotes=counts[0] if counts else None,
                downvotes=counts[1] if len(counts) == 2 else None,
                reply_count=replied[0] if replied else None,
                span=Span(reader.lines.starts[draft.first], reader.lines.ends[draft.last]),
                confidence=sure(draft.share),
                spans=places.of_comment(reader, draft),
            )
        )
    return comments


def _counts(reader: Reader, draft: Draft) -> tuple[list[int], list[int]]:
    """The numbers of replies, and the other numbers, in the action lines."""
    of_replies: list[str] = []
    others: list[str] = []
    for line in draft.actions:
        text = reader.lines.texts[line]
        of_writer = reader.cues.markers[line] & Marker.THREAD  # "Joined: Mar 2011", "Posts: 512"
        if ordinal(text) is None and _NESTED.fullmatch(text) is None and not of_writer and likeness(text) < 0.5:
            (of_replies if reader.cues.markers[line] & Marker.REPLIES else others).append(text)
    return votes(of_replies), votes(others)


def placed(reader: Reader, line: int | None) -> Age | None:
    """The age that is printed on *line*, with its place in the dump."""
    cue = None if line is None else reader.cues.ages.get(line)
    return None if cue is None or line is None else in_dump(reader, line, cue.age)


def in_dump(reader: Reader, line: int, age: Age) -> Age:
    """*age*, read in the text of *line*, with its place in the dump, and those of its other readings."""
    if age.span is None:
        return age
    place = reader.lines.place(line, age.span.start, age.span.end)
    return evolve(age, span=place, readings=tuple(evolve(reading, span=place) for reading in age.readings))
