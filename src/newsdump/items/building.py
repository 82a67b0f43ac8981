"""Records as comments, with their ages placed in the dump, what they answer, and who did something with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve

from newsdump.ages import Age
from newsdump.items.records import Draft, Layout, Records, completeness
from newsdump.items.roles import Reader, ordinal, votes
from newsdump.lexicon import Marker
from newsdump.model import Comment
from newsdump.spans import Span


def build(reader: Reader, parts: Iterable[Records], sure: Callable[[float], float]) -> list[Comment]:
    """The records of all parts of a page as comments, in page order.

    Args:
        reader: the page's lines with what each announces.
        parts: the records.
        sure: gives the confidence of a comment for its `completeness`.
    """
    comments: list[Comment] = []
    by_author: dict[str, int] = {}
    by_number: dict[str, int] = {}
    for records in parts:
        for draft, author in zip(records.drafts, _without_places(records), strict=True):
            number = len(comments)
            parent = _parent(reader, draft, by_author, by_number)
            replies, counts = _counts(reader, draft)
            comments.append(
                Comment(
                    id=number,
                    parent_id=parent,
                    depth=comments[parent].depth + 1 if parent is not None else 0,
                    author=author,
                    age=placed(reader, draft.age_line),
                    text="\n".join(reader.lines.texts[line] for line in draft.texts),
                    upvotes=counts[0] if counts else None,
                    downvotes=counts[1] if len(counts) == 2 else None,
                    reply_count=replies[0] if replies else None,
                    span=Span(reader.lines.starts[draft.first], reader.lines.ends[draft.last]),
                    confidence=sure(completeness(records, draft)),
                )
            )
            if author:
                by_author[_folded(author)] = number
            if draft.number:
                by_number[draft.number] = number
    return comments


def _counts(reader: Reader, draft: Draft) -> tuple[list[int], list[int]]:
    """The numbers of replies, and the other numbers, in the action lines."""
    of_replies: list[str] = []
    others: list[str] = []
    for line in draft.actions:
        text = reader.lines.texts[line]
        if ordinal(text) is None:
            (of_replies if reader.cues.markers[line] & Marker.REPLIES else others).append(text)
    return votes(of_replies), votes(others)


def _without_places(records: Records) -> list[str | None]:
    """Authors without the place behind a comma, where every name of the section has one."""
    authors = [draft.author for draft in records.drafts]
    if records.layout is Layout.NAME_WITH_AGE and all(author and ", " in author for author in authors):
        return [author.rpartition(", ")[0] if author else None for author in authors]
    return authors


def _parent(reader: Reader, draft: Draft, by_author: dict[str, int], by_number: dict[str, int]) -> int | None:
    if draft.number and "." in draft.number:
        return by_number.get(draft.number.rpartition(".")[0])
    if draft.parent:
        return by_author.get(_folded(draft.parent))
    said = reader.lines.texts[draft.texts[0]]
    return by_author.get(_folded(said[1:].split(" ", 1)[0].rstrip(",:"))) if said[0] == "@" else None


def _folded(name: str) -> str:
    return name.casefold().replace(" ", "")


def placed(reader: Reader, line: int | None) -> Age | None:
    """The age that is printed on *line*, with its place in the dump."""
    cue = None if line is None else reader.cues.ages.get(line)
    if cue is None or line is None:
        return None
    span = cue.age.span
    if span is None:
        return cue.age
    place = reader.lines.place(line, span.start, span.end)
    readings = tuple(evolve(reading, span=place) for reading in cue.age.readings)
    return evolve(cue.age, span=place, readings=readings)
