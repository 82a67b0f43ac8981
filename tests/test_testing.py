"""Made dumps, parsed: items lie where they were printed, and nearly all of them are read as they were drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdump import Page, SectionKind, parse
from newsdump.testing import (
    CardLayout,
    CommentLayout,
    MadeDump,
    Story,
    dumps,
    render,
    stories,
)

Shown = tuple[str | None, ...]


def said(page: Page) -> list[Shown]:
    return [(comment.author, comment.age.raw if comment.age else None, comment.text) for comment in page.comments]


def shown(page: Page) -> list[Shown]:
    return [(item.source, item.age.raw if item.age else None, item.title, item.text) for item in page.related]


@given(dumps())
def test_items_lie_in_a_section_of_theirs_in_order_and_apart(dump: MadeDump) -> None:
    page = parse(dump.text)
    for items, kind in ((page.comments, SectionKind.COMMENTS), (page.related, SectionKind.RELATED)):
        spans = [item.span for item in items]
        within = [section.span for section in page.sections if section.kind is kind]
        assert all(any(outer.start <= span.start <= span.end <= outer.end for outer in within) for span in spans)
        assert all(first.end <= second.start for first, second in pairwise(spans))


def drawn(strategy: st.SearchStrategy[MadeDump]) -> list[MadeDump]:
    """Some dumps, always the same."""
    found: list[MadeDump] = []

    @settings(max_examples=40, derandomize=True, database=None)
    @given(strategy)
    def collect(dump: MadeDump) -> None:
        found.append(dump)

    collect()
    return found


def f1(pairs: Iterable[tuple[Sequence[Shown], Sequence[Shown]]]) -> float:
    """How many items of what was printed were found, and of what was found were printed."""
    both = of = 0
    for printed, found in pairs:
        both += 2 * sum((Counter(printed) & Counter(found)).values())
        of += len(printed) + len(found)
    return both / of


COMMENTS = {
    CommentLayout.NAME_AGE_TEXT: 0.9,
    CommentLayout.NAME_SAYS_AGE_TEXT: 0.9,
    CommentLayout.NAME_WITH_AGE_TEXT: 0.9,
    CommentLayout.NAME_TEXT_AGE: 0.15,
    CommentLayout.TEXT_POSTED_BY: 0.7,
}
CARDS = {
    CardLayout.SOURCE_AGE_TITLE_TEXT: 0.8,
    CardLayout.SOURCE_AGE_BULLET_TITLE_TEXT: 0.5,
    CardLayout.SOURCE_WITH_AGE_TITLE_TEXT: 0.95,
    CardLayout.TITLE_TEXT_SOURCE_WITH_AGE: 0.95,
    CardLayout.TITLE_SOURCE_WITH_AGE_TEXT: 0.55,
    CardLayout.TITLE_TWICE_SOURCE_AGE_TEXT: 0.3,
    CardLayout.SOURCE_GLUED_TO_AGE_TITLE_TEXT: 0.95,
}
"""For each layout the least F1 of items with all fields right; many pages hold one item or two."""


@pytest.mark.parametrize("layout", CommentLayout)
def test_comments_are_read_as_they_were_drawn(layout: CommentLayout) -> None:
    made = drawn(dumps(comment_layout=layout))
    printed = [[(one.author, one.age, one.text) for one in dump.comments] for dump in made]
    assert f1(zip(printed, (said(parse(dump.text)) for dump in made), strict=True)) > COMMENTS[layout]


@pytest.mark.parametrize(
    "layout",
    [
        pytest.param(
            layout,
            marks=pytest.mark.xfail(
                layout is CardLayout.SOURCE_AGE_TITLE_TEXT,
                strict=True,
                reason="where a list begins with a source, it is now and then taken for a line above the list",
            ),
        )
        for layout in CardLayout
    ],
)
def test_cards_are_read_as_they_were_drawn(layout: CardLayout) -> None:
    made = drawn(dumps(card_layout=layout))
    printed = [[(one.source, one.age, one.title, one.text) for one in dump.cards] for dump in made]
    assert f1(zip(printed, (shown(parse(dump.text)) for dump in made), strict=True)) > CARDS[layout]


def test_nearly_all_stories_are_read_as_they_were_drawn() -> None:
    made = drawn(dumps())
    articles = [parse(dump.text).article for dump in made]
    right = [
        article is not None and (article.title, article.text) == (dump.story.title, "\n".join(dump.story.paragraphs))
        for dump, article in zip(made, articles, strict=True)
    ]
    assert sum(right) > 0.9 * len(right)


@given(stories())
def test_a_dump_without_cards_has_no_items(story: Story) -> None:
    page = parse(render(story).text)
    assert (page.comments, page.related) == ((), ())
