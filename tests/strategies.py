"""Pages of any content, for properties that must hold for all of them."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import attrs
from hypothesis import strategies as st

from newsdump.ages import Age, AgeKind, Moment, Part, Unit
from newsdump.model import (
    Article,
    Block,
    BlockKind,
    Comment,
    CommentsState,
    Note,
    Page,
    RelatedItem,
    Section,
    SectionKind,
)
from newsdump.spans import Span

any_text = st.one_of(
    st.text(max_size=20),
    st.text(st.characters(categories=("L", "N", "P", "Z", "Cc", "Cs", "So")), max_size=20),
    st.text(string.punctuation + " \nab1", max_size=20),
    st.sampled_from(
        ["\ud83d\ude00", "\ud83d", "\ude00\ud83d", "😀", "\\ud83d\\ude00", '"\\', "\x00\x85\u2028", "]]>", "<b>&amp;"]
    ),
)
"""Any `str`, lone surrogates, control characters and the signs of markup above all."""

spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda ends: Span(min(ends), max(ends)))
offsets = st.integers(-14 * 60, 14 * 60)
times = st.builds(
    lambda moment, minutes: moment.replace(tzinfo=timezone(timedelta(minutes=minutes)) if minutes else UTC),
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)),  # noqa: DTZ001 - the zone is set above
    offsets,
)
confidences = st.floats(0, 1)
counts = st.integers(0, 10**6)
moments = st.builds(
    Moment,
    st.none() | st.integers(1990, 2060),
    st.integers(1, 12),
    st.none() | st.integers(1, 28),
    st.none() | st.integers(0, 23),
    st.none() | st.integers(0, 59),
    st.none() | st.integers(0, 59),
    st.none() | offsets,
    st.none() | st.integers(1, 7),
)
parts = st.builds(Part, st.sampled_from(Unit), st.integers(-200, 200))


def _ages(readings: st.SearchStrategy[tuple[Age, ...]]) -> st.SearchStrategy[Age]:
    relative = st.builds(
        Age,
        raw=any_text,
        kind=st.just(AgeKind.RELATIVE),
        unit=st.sampled_from(Unit),
        count=st.none() | counts,
        parts=st.lists(parts, min_size=1, max_size=2).map(tuple),
        calendar=st.booleans(),
        approximate=st.booleans(),
        language=st.none() | st.sampled_from(["en", "zh-TW"]),
        readings=readings,
        span=st.none() | spans,
    )
    absolute = st.builds(
        Age,
        raw=any_text,
        kind=st.just(AgeKind.ABSOLUTE),
        unit=st.sampled_from(Unit),
        moment=moments,
        readings=readings,
        span=st.none() | spans,
    )
    return relative | absolute


ages = _ages(st.lists(_ages(st.just(())), max_size=2).map(tuple))
maybe_text = st.none() | any_text
blocks = st.builds(Block, st.sampled_from(BlockKind), any_text, spans)
articles = st.builds(
    Article,
    title=maybe_text,
    kicker=maybe_text,
    standfirst=maybe_text,
    authors=st.lists(any_text, max_size=2).map(tuple),
    byline=maybe_text,
    dateline=maybe_text,
    date_published=st.none() | ages,
    date_modified=st.none() | ages,
    blocks=st.lists(blocks, max_size=4).map(tuple),
    credit=maybe_text,
    span=spans,
    confidence=confidences,
)
comments = st.builds(
    Comment,
    id=counts,
    parent_id=st.none() | counts,
    depth=st.integers(0, 5),
    author=maybe_text,
    age=st.none() | ages,
    text=any_text,
    upvotes=st.none() | counts,
    downvotes=st.none() | counts,
    reply_count=st.none() | counts,
    span=spans,
    confidence=confidences,
)


def _numbered(found: list[Comment]) -> tuple[Comment, ...]:
    """The comments as a thread: numbers from 0, each an answer to one above it or to none."""
    thread: list[Comment] = []
    for number, comment in enumerate(found):
        parent = next((each for each in reversed(thread) if each.depth < comment.depth), None)
        thread.append(
            attrs.evolve(
                comment,
                id=number,
                parent_id=None if parent is None else parent.id,
                depth=0 if parent is None else parent.depth + 1,
            )
        )
    return tuple(thread)


related_items = st.builds(
    RelatedItem,
    title=maybe_text,
    text=maybe_text,
    source=maybe_text,
    age=st.none() | ages,
    category=maybe_text,
    section=maybe_text,
    url=maybe_text,
    span=spans,
    confidence=confidences,
)
pages = st.builds(
    Page,
    text=any_text,
    url=maybe_text,
    captured_at=st.none() | times,
    language=st.none() | st.sampled_from(["en", "sr-Latn"]),
    profile=st.none() | st.sampled_from(["daily8"]),
    article=st.none() | articles,
    comments=st.lists(comments, max_size=4).map(_numbered),
    comments_state=st.sampled_from(CommentsState),
    comment_count=st.none() | counts,
    related=st.lists(related_items, max_size=2).map(tuple),
    sections=st.lists(st.builds(Section, st.sampled_from(SectionKind), spans, confidences), max_size=3).map(tuple),
    notes=st.lists(st.builds(Note, any_text, any_text, st.none() | spans), max_size=2).map(tuple),
)
"""Pages with every field set or not, whose spans point anywhere."""


def _placed(value: Any, end: int) -> Any:  # noqa: ANN401 - any value of a page
    """*value* with its spans in a text that ends there."""
    if isinstance(value, Span):
        return Span(min(value.start, end), min(value.end, end))
    if isinstance(value, tuple):
        return tuple(_placed(each, end) for each in value)
    if attrs.has(type(value)):
        names = [each.name for each in attrs.fields(type(value))]
        return attrs.evolve(value, **{name: _placed(getattr(value, name), end) for name in names})
    return value


placed_pages = pages.map(lambda page: _placed(page, len(page.text)))
"""The same with all spans in the text: what formats give back."""
