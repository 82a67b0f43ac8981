"""The formats that people read: text and markdown."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from examples import EMPTY, PAGE
from newsdump.model import BlockKind, CommentsState, Page
from newsdump.serializers import markdown, text
from strategies import any_text, pages


def test_text_is_the_article_alone() -> None:
    assert text.dumps(PAGE) == (
        "Analysis: Harbour of Port Ellery opens again\n"
        "\n"
        "PORT ELLERY: The harbour opened on Friday.\n"
        "\n"
        "WHAT COMES NEXT\n"
        "\n"
        "The first ship is due on Monday.\n"
    )


def test_text_without_an_article_is_empty() -> None:
    assert text.dumps(EMPTY) == ""


def test_list_items_stand_together_in_text() -> None:
    assert PAGE.article is not None
    block = PAGE.article.blocks[0]
    items = tuple(attrs.evolve(block, kind=BlockKind.LIST_ITEM, text=each) for each in ("tea", "salt"))
    page = attrs.evolve(PAGE, article=attrs.evolve(PAGE.article, title=None, blocks=(block, *items, block)))
    assert text.dumps(page) == f"{block.text}\n\ntea\nsalt\n\n{block.text}\n"


def test_markdown_shows_everything_under_headings() -> None:
    assert markdown.dumps(PAGE) == (
        "# Analysis: Harbour of Port Ellery opens again\n"
        "\n"
        "_Analysis · By Nadia Holm · 6 June 2025_\n"
        "\n"
        "PORT ELLERY: The harbour opened on Friday.\n"
        "\n"
        "## WHAT COMES NEXT\n"
        "\n"
        "The first ship is due on Monday.\n"
        "\n"
        "---\n"
        "\n"
        "## Comments\n"
        "\n"
        "> **Tom Arden** · 2 hours ago · +3 · −0\n"
        ">\n"
        "> Good news.\n"
        ">\n"
        "> At last.\n"
        "\n"
        "> > **Ida Kron** · 1 hour ago\n"
        "> >\n"
        "> > Indeed!\n"
        "\n"
        "---\n"
        "\n"
        "## Related\n"
        "\n"
        "- **Ferry to Dunmere cancelled** · Vale Courier · 3 hours ago\n"
        "\n"
        "  The ferry stays in port.\n"
    )


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (CommentsState.ABSENT, ""),
        (CommentsState.EMPTY, "## Comments\n\n_No comments._\n"),
        (CommentsState.CLOSED, "## Comments\n\n_Comments are closed._\n"),
    ],
)
def test_markdown_tells_an_empty_comment_box_from_none(state: CommentsState, shown: str) -> None:
    assert markdown.dumps(attrs.evolve(EMPTY, comments_state=state)) == shown


def _said(tokens: list[Token]) -> str:
    """What a reader of the rendered page sees."""
    seen: list[str] = []
    for token in tokens:
        seen.extend(child.content or " " for child in token.children or [])
    return "".join(seen)


@pytest.mark.parametrize("around", ["{}", "_{}_", "# {}", "> {}", "- {}", "**{}**"])
@given(
    words=any_text
    | st.sampled_from(
        ["1. a", "- b", "+ c", "# d", "e #", "f ##", "> e", "~~~", "==", "&amp;", "a*b*", "![x](y)", "<i>"]
    )
)
def test_markdown_shows_text_as_it_stands(around: str, words: str) -> None:
    """CommonMark itself drops NUL, and cannot say a lone surrogate."""
    words = " ".join(words.replace("\x00", "").split())
    if not words:
        return
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(around.format(markdown.escape(words)))
    assert _said(tokens).strip() == words


@given(pages)
def test_reading_formats_take_any_page(page: Page) -> None:
    for module in (text, markdown):
        written = module.dumps(page)
        assert written == "" or written.endswith("\n")


def test_an_address_with_blanks_stays_one() -> None:
    page = attrs.evolve(PAGE, related=(attrs.evolve(PAGE.related[0], url="https://news.example/a b>c"),))
    tokens = MarkdownIt("commonmark").parse(markdown.dumps(page))
    links = [child for token in tokens for child in token.children or [] if child.type == "link_open"]
    assert [link.attrs["href"] for link in links] == ["https://news.example/a%20b%3Ec"]
