"""What is drawn comes back: made dumps, parsed, give the page that they were made of."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump import Page, SectionKind, parse
from newsdump.testing import (
    CardLayout,
    CommentLayout,
    MadeCard,
    MadeDump,
    Said,
    Story,
    cards,
    comments,
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
def test_what_is_drawn_comes_back(dump: MadeDump) -> None:
    page = parse(dump.text)
    assert page.article is not None
    assert page.article.title == dump.story.title
    assert page.article.text == "\n".join(dump.story.paragraphs)
    assert said(page) == [(comment.author, comment.age, comment.text) for comment in dump.comments]
    assert shown(page) == [(card.source, card.age, card.title, card.text) for card in dump.cards]


@given(dumps())
def test_items_lie_in_a_section_of_theirs_in_order_and_apart(dump: MadeDump) -> None:
    page = parse(dump.text)
    for items, kind in ((page.comments, SectionKind.COMMENTS), (page.related, SectionKind.RELATED)):
        spans = [item.span for item in items]
        within = [section.span for section in page.sections if section.kind is kind]
        assert all(any(outer.start <= span.start <= span.end <= outer.end for outer in within) for span in spans)
        assert all(first.end <= second.start for first, second in pairwise(spans))


@pytest.mark.parametrize("layout", CardLayout)
@given(story=stories(), made=cards(), more=cards(), place=st.integers(0, 6))
def test_one_more_card_is_one_more_item(
    layout: CardLayout, story: Story, made: list[MadeCard], more: list[MadeCard], place: int
) -> None:
    titles = {card.title for card in made}
    new = [card for card in more if card.title not in titles][:1]
    before = shown(parse(render(story, cards=made, card_layout=layout).text))
    after = shown(parse(render(story, cards=[*made[:place], *new, *made[place:]], card_layout=layout).text))
    added = [(card.source, card.age, card.title, card.text) for card in new]
    assert after == [*before[:place], *added, *before[place:]]


@pytest.mark.parametrize("layout", CommentLayout)
@given(story=stories(), made=comments(), seed=st.integers(0, 1000))
def test_shuffled_comments_give_the_same_comments_shuffled(
    layout: CommentLayout, story: Story, made: list[Said], seed: int
) -> None:
    order = list(range(len(made)))
    random.Random(seed).shuffle(order)
    before = said(parse(render(story, comments=made, comment_layout=layout).text))
    after = said(parse(render(story, comments=[made[at] for at in order], comment_layout=layout).text))
    assert after == [before[at] for at in order]


@given(stories())
def test_a_dump_without_cards_has_no_items(story: Story) -> None:
    page = parse(render(story).text)
    assert (page.comments, page.related) == ((), ())
