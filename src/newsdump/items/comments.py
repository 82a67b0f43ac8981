"""Records of comments as comments: who says it, when, what, and what was done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from attrs import evolve

from newsdump.ages import Age
from newsdump.items import age_traits, name_traits, places, replies, speakers
from newsdump.items.decoding import Record
from newsdump.items.name_traits import Candidate, Page, Zone
from newsdump.items.names import likeness
from newsdump.items.records import Draft
from newsdump.items.roles import Reader, ordinal, votes
from newsdump.lexicon import Marker
from newsdump.model import Comment
from newsdump.patterns import re_later
from newsdump.spans import Span

_SEPARATORS: Final = " \t•·|/,–—-@:#▲△▼▽()[]»›~>"
_ARROW: Final = re_later(r" (?:▸|►|▶|→|➜|⇒|↪|»|›|>) ")
_NESTED: Final = re_later(r"\d{1,4}(?:\.\d{1,4})+")
"""The number of an answer: "3.1"."""


def drafts_of(
    page: Page, stretches: Sequence[Sequence[Record]], shares: Sequence[Sequence[float]]
) -> list[list[Draft]]:
    """The records of a page's stretches of comments, with who says them and when, those without a text left out.

    Args:
        page: the page's lines, and what they were read as.
        stretches: what the decoding found.
        shares: for each record how likely a comment begins there.
    """
    found = [spoken(*of_stretch) for of_stretch in zip(stretches, shares, strict=True)]
    drafts = [draft for of_stretch in found for draft in of_stretch]
    if drafts:
        names = speakers.chosen("name", name_traits.candidates(page, zones_of(page, drafts)))
        settle(drafts, names, names)
        ages = speakers.chosen("age", age_traits.candidates(page, zones_of(page, drafts), names))
        beside = [age and (None if age.line in draft.texts else age) for draft, age in zip(drafts, ages, strict=True)]
        settle(drafts, beside, names)
        for draft, name, age in zip(drafts, names, ages, strict=True):
            _fill(page, draft, name, age)
    return found


def spoken(records: Sequence[Record], shares: Sequence[float]) -> list[Draft]:
    """The records of one stretch that have a text, as drafts without anything else."""
    found = []
    for record, share in zip(records, shares, strict=True):
        texts = [line for line, role in record.lines if role == "comment_text"]
        if texts:
            found.append(Draft(record.lines[0][0], record.lines[-1][0], None, texts, share=share))
    return found


def zones_of(page: Page, drafts: Sequence[Draft]) -> list[Zone]:
    """Where the names of comments may stand."""
    records = [range(draft.first, draft.last + 1) for draft in drafts]
    return speakers.zones(page.path, [draft.texts for draft in drafts], records)


def settle(drafts: Sequence[Draft], found: Sequence[Candidate | None], names: Sequence[Candidate | None]) -> None:
    """Let each draft have the line that was *found* for it, unless the name of the one beside it stands between."""
    for number, (draft, one) in enumerate(zip(drafts, found, strict=True)):
        if one is None:
            continue
        line = one.line
        if line in draft.texts:
            _without_text(draft, line)
        elif line > draft.texts[-1]:
            name = names[number + 1] if number + 1 < len(drafts) else None
            if name is None or name.line > line:
                draft.last = max(draft.last, line)
                if number + 1 < len(drafts):
                    drafts[number + 1].first = max(drafts[number + 1].first, draft.last + 1)
        else:
            name = names[number - 1] if number else None
            if name is not None and name.line >= line:
                continue
            if not number or _without_text(drafts[number - 1], line):
                draft.first = min(draft.first, line)
                if number:
                    before = drafts[number - 1]
                    before.last = max(before.texts[-1], min(before.last, draft.first - 1))


def _without_text(draft: Draft, line: int) -> bool:
    """Take *line* out of a draft's text, unless it is all of it; whether it is no part of it now."""
    if draft.texts == [line]:
        return False
    draft.texts = [one for one in draft.texts if one != line]
    return True


def _fill(page: Page, draft: Draft, name: Candidate | None, age: Candidate | None) -> None:
    """Put in who says a comment, when, and what was done with it."""
    reader = page.reader
    texts = frozenset(draft.texts)
    header = [
        (line, role)
        for line in range(draft.first, draft.last + 1)
        if line not in texts and (role := page.decoded(line)).startswith("comment_")
    ]
    if name is not None and draft.first <= name.line <= draft.last:
        draft.author = name.name
        draft.author_place = (name.line, name.part.start, name.part.end)
        draft.answered = _answered(reader, name)
    draft.age_line = age.line if age is not None and draft.first <= age.line <= draft.last else None
    draft.number = _number(reader, draft.first, [line for line, _ in header], draft.texts[0])
    draft.actions = [line for line, role in header if role == "comment_action"]


def _answered(reader: Reader, name: Candidate) -> str | None:
    """The name behind an arrow behind the name."""
    cue = reader.cues.ages.get(name.line)
    span = cue.age.span if cue is not None else None
    end = span.start if span is not None and span.start >= name.part.end else None
    rest = reader.lines.texts[name.line][name.part.end : end]
    arrow = _ARROW.match(rest)
    return rest[arrow.end() :].strip(_SEPARATORS) or None if arrow is not None else None


def _number(reader: Reader, first: int, header: Sequence[int], text: int) -> str | None:
    """The number of a comment: in its header, or directly above it; one behind its text may be that of the next."""
    ages = reader.cues.ages
    lines = (
        [line for line in header if line < text] + [first - 1] * (first > 0) + [line for line in header if line > text]
    )
    rows = (ages[line].before if line in ages else reader.lines.texts[line] for line in lines)
    return next((row for each in rows if (row := ordinal(each) or (each if _NESTED.fullmatch(each) else None))), None)


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
        text = _without_age(reader, line)
        of_writer = reader.cues.markers[line] & Marker.THREAD  # "Joined: Mar 2011", "Posts: 512"
        if ordinal(text) is None and _NESTED.fullmatch(text) is None and not of_writer and likeness(text) < 0.5:
            (of_replies if reader.cues.markers[line] & Marker.REPLIES else others).append(text)
    return votes(of_replies), votes(others)


def _without_age(reader: Reader, line: int) -> str:
    text, cue = reader.lines.texts[line], reader.cues.ages.get(line)
    if cue is None or cue.age.span is None:
        return text
    return f"{text[: cue.age.span.start]} {text[cue.age.span.end :]}".strip()


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
