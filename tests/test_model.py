"""What pages say of themselves: JSON, trees, reprs, cards of notebooks."""

from __future__ import annotations

import pytest
from attrs import evolve

from examples import PAGE
from newsdump import CommentNode, FormatError, Page, parse


def test_a_page_goes_to_json_and_back() -> None:
    assert Page.from_json(PAGE.to_json()) == PAGE == Page.from_dict(PAGE.to_dict())
    assert PAGE.to_json(pretty=True).count("\n") > 10
    with pytest.raises(FormatError, match="not valid JSON: line 1"):
        Page.from_json("{")


def test_answers_stand_below_what_they_answer() -> None:
    first, second = PAGE.comments
    assert PAGE.comment_tree() == (CommentNode(first, (CommentNode(second),)),)


def test_answers_to_comments_that_are_left_out_stand_with_the_others() -> None:
    page = evolve(PAGE, comments=PAGE.comments[1:])
    assert page.comment_tree() == (CommentNode(PAGE.comments[1]),)


def test_no_comment_is_lost_where_answers_stand_above_what_they_answer() -> None:
    first, second = PAGE.comments
    page = evolve(PAGE, comments=(evolve(first, parent_id=second.id), second))
    assert page.comment_tree() == (CommentNode(page.comments[0], (CommentNode(second),)),)


def test_reprs_fit_on_two_lines_of_a_terminal() -> None:
    assert PAGE.article is not None
    long = evolve(PAGE.article, title="word " * 100)
    for each in (PAGE, PAGE.article, long, *PAGE.comments, *PAGE.related):
        assert len(repr(each)) <= 160
        assert "\n" not in repr(each)
    assert repr(PAGE.comments[1]) == "<Comment 1 answers 0: 'Ida Kron', 1 hour ago, 'Indeed!', 80% sure>"


def test_cards_of_notebooks_escape_what_they_show() -> None:
    assert PAGE.article is not None
    for each in (PAGE.article, PAGE.comments[0], PAGE.related[0]):
        assert each._repr_html_().startswith("<div><p><b>")
    assert "<script>" not in evolve(PAGE.comments[0], text="<script>")._repr_html_()


def test_comments_and_related_items_can_be_left_out() -> None:
    text = PAGE.text
    full, bare = parse(text), parse(text, comments=False, related=False)
    assert (bare.comments, bare.related) == ((), ())
    assert full.comments
    assert (bare.article, bare.sections, bare.comments_state) == (full.article, full.sections, full.comments_state)
