"""Where the fields of comments and related items stand in the dump."""

from __future__ import annotations

from collections.abc import Iterable

from newsdump.items.records import Card, Draft
from newsdump.items.roles import Reader
from newsdump.model import CommentSpans, RelatedSpans
from newsdump.spans import Span


def of_comment(reader: Reader, draft: Draft) -> CommentSpans:
    """The places of a comment's author and of its paragraphs."""
    return CommentSpans(
        author=None if draft.author_place is None else reader.lines.place(*draft.author_place),
        text=tuple(reader.lines.span(line) for line in draft.texts),
    )


def of_card(reader: Reader, card: Card) -> Span:
    """The place of an item: its lines, or its part of a row that holds several."""
    if card.place is not None:
        return reader.lines.place(card.title_line, *card.place)
    return Span(reader.lines.starts[card.first], reader.lines.ends[card.last])


def of_item(reader: Reader, card: Card) -> RelatedSpans:
    """The places of an item's title, teaser and source."""
    texts = frozenset(card.texts)
    labels = [line for line in range(card.first, card.last + 1) if line not in texts and line != card.title_line]
    title: Span | None
    if card.begins is not None:
        title = reader.lines.place(card.title_line, card.begins, card.begins + len(card.title))
    elif card.place is not None:
        title = _within(reader, card.title, card.title_line, card.place)
    else:
        title = _found(reader, card.title, [card.title_line])
    if card.place is not None:
        return RelatedSpans(title=title, text=(), source=None)
    return RelatedSpans(
        title=title,
        text=tuple(reader.lines.span(line) for line in card.texts),
        source=_found(reader, card.source, [*labels, card.title_line]),
    )


def _within(reader: Reader, said: str, line: int, place: tuple[int, int]) -> Span | None:
    """Where *said* stands in its part of a row that holds several items."""
    start = reader.lines.texts[line].find(said, *place)
    return None if start < 0 else reader.lines.place(line, start, start + len(said))


def _found(reader: Reader, said: str | None, lines: Iterable[int]) -> Span | None:
    """Where *said* stands in the first of *lines* that holds it: on a line of its own, as words, or within a word."""
    if not said:
        return None
    texts = reader.lines.texts
    holding = [line for line in lines if said in texts[line]]
    places = [(line, start) for line in holding for start in _starts(texts[line], said)]
    if not places:
        return None
    alone = next(((line, start) for line, start in places if texts[line] == said), None)
    words = next(((line, start) for line, start in places if _are_words(texts[line], start, start + len(said))), None)
    line, start = alone or words or places[0]
    return reader.lines.place(line, start, start + len(said))


def _starts(text: str, said: str) -> Iterable[int]:
    start = text.find(said)
    while start >= 0:
        yield start
        start = text.find(said, start + 1)


def _are_words(text: str, start: int, end: int) -> bool:
    return not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum()
