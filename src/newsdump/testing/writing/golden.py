"""The gold of a printed page, read off the places of its tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from newsdump.testing.blocks import (
    COMMENT,
    COMMENT_FORM,
    COMMENT_HEADING,
    COMMENT_STATE,
    DOUBTFUL_HEADING,
    RELATED,
    RELATED_HEADING,
    STORY,
)
from newsdump.testing.gold import Gold, GoldBlock, GoldComment, GoldRelated, Place, Printed, PrintedText
from newsdump.testing.prints import Dump
from newsdump.testing.writing.draft import Draft

_NO_TEXT: Final = frozenset({"caption", "kicker"})
_OF_TALK: Final = frozenset({COMMENT_HEADING, COMMENT_STATE, COMMENT_FORM})
"""What shows that there may be comments."""
_MARKERS: Final = frozenset(" \t\u00a0•*-+o>#·")
"""What a row has beside its text."""


class _Places:
    """Places of tags: by kind and field, in the order of the page."""

    def __init__(self, dump: Dump) -> None:
        self.text = dump.text
        self.of: dict[tuple[str, int, str], list[Place]] = defaultdict(list)
        for tag, start, end in dump.marks:
            self.of[tag].append((start, end))

    def rows(self, places: Iterable[Place]) -> tuple[Place, ...]:
        """*places*, grown to whole rows where these hold nothing else, joined where only white space lies between."""
        joined: list[Place] = []
        for place in places:
            start, end = self.grown(place)
            if joined and not self.text[joined[-1][1] : start].strip(" \t\r\n\u00a0•*-+>"):
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return tuple(joined)

    def grown(self, place: Place) -> Place:
        """*place*, from the beginning and to the end of its rows if nothing but markers is beside it."""
        start, end = place
        row = self.text.rfind("\n", 0, start) + 1
        if all(sign in _MARKERS or sign.isdecimal() or sign == "." for sign in self.text[row:start]):
            start = row
        feed = self.text.find("\n", end)
        feed = len(self.text) if feed < 0 else feed
        rest = self.text[end:feed]
        return (start, feed - (rest.endswith("\r"))) if not rest.strip() else (start, end)

    def printed(self, kind: str, index: int = 0, field: str = "") -> Printed | None:
        """The string of a field."""
        places = self.of.get((kind, index, field))
        if not places:
            return None
        start, end = places[-1]
        return Printed(self.text[start:end], (start, end))

    def long(self, kind: str, index: int) -> PrintedText | None:
        """The text of an item."""
        places = self.of.get((kind, index, "text"))
        if not places:
            return None
        spans = self.rows(places)
        return PrintedText("\n".join(self.text[start:end] for start, end in spans), spans)


def gold_of(draft: Draft, dump: Dump) -> Gold:
    """What *dump* says."""
    places = _Places(dump)
    extents = _extents(dump)
    blocks = _blocks(places)
    comments = _comments(draft, places, extents)
    article = places.rows(one.span for one in blocks if one.kind not in _NO_TEXT)
    state = draft.state if comments or draft.state != "present" else "absent"
    count, told = draft.count, places.printed("count")
    if state in {"empty", "closed"} and not any(kind in _OF_TALK for kind, _, _ in places.of):
        state = "absent"
    if told and count is None:
        count, state = int(told.text), "empty" if state == "absent" else state
    return Gold(
        title=places.printed("title") or places.printed("document title"),
        authors=_authors(places),
        published=places.printed("published"),
        modified=places.printed("modified"),
        dateline=places.printed("dateline"),
        article=article,
        captions=tuple(one.span for one in blocks if one.kind == "caption"),
        comments_state=state,
        comment_count=count,
        comments=comments,
        related=_related(draft, places, extents),
        note="",
        blocks=blocks,
        comment_headings=_all(places, COMMENT_HEADING),
        comment_states=_all(places, COMMENT_STATE),
        related_headings=_all(places, RELATED_HEADING),
        doubtful_headings=_all(places, DOUBTFUL_HEADING),
    )


def _authors(places: _Places) -> tuple[Printed, ...]:
    """The writers as the head names them, or else the lines about the writer."""
    named = (places.printed("author", 0), places.printed("author", 1))
    return tuple(author for author in named if author) or tuple(author for author in [places.printed("bio")] if author)


def _extents(dump: Dump) -> dict[tuple[str, int], Place]:
    """From the first to the last piece of each thing."""
    found: dict[tuple[str, int], Place] = {}
    for (kind, index, _), start, end in dump.marks:
        held = found.get((kind, index))
        found[kind, index] = (start, end) if held is None else (min(held[0], start), max(held[1], end))
    return found


def _all(places: _Places, kind: str) -> tuple[Place, ...]:
    found = [place for tag, spans in places.of.items() if tag[0] == kind for place in spans]
    return tuple(sorted(found))


def _blocks(places: _Places) -> tuple[GoldBlock, ...]:
    found = []
    for (kind, _, field), spans in places.of.items():
        if kind == STORY:
            found.append(GoldBlock(field, (spans[0][0], spans[-1][1])))
        elif kind == "kicker":
            found.append(GoldBlock("kicker", spans[-1]))
    return tuple(sorted(found, key=lambda one: one.span))


def _comments(draft: Draft, places: _Places, extents: dict[tuple[str, int], Place]) -> tuple[GoldComment, ...]:
    """The comments whose texts are printed, in the order of the page."""
    kept = [index for index in range(len(draft.parents)) if (COMMENT, index, "text") in places.of]
    kept.sort(key=lambda index: extents[COMMENT, index])
    order = {index: nth for nth, index in enumerate(kept)}
    comments = []
    for index in kept:
        text = places.long(COMMENT, index)
        parent = draft.parents[index]
        if text is None:
            continue
        comments.append(
            GoldComment(
                span=places.grown(extents[COMMENT, index]),
                author=places.printed(COMMENT, index, "author"),
                age=places.printed(COMMENT, index, "age"),
                text=text,
                reply_to=None if parent is None else order.get(parent),
            )
        )
    return tuple(comments)


def _related(draft: Draft, places: _Places, extents: dict[tuple[str, int], Place]) -> tuple[GoldRelated, ...]:
    related = []
    for index, item in enumerate(draft.items):
        title = places.printed(RELATED, index, "title")
        if title is None:
            continue
        related.append(
            GoldRelated(
                span=places.grown(extents[RELATED, index]),
                title=title,
                source=places.printed(RELATED, index, "source"),
                age=places.printed(RELATED, index, "age"),
                text=places.long(RELATED, index),
                heading=item.heading,
                sure=item.sure,
                category=places.printed(RELATED, index, "category"),
            )
        )
    return tuple(sorted(related, key=lambda one: one.span))
