"""The formats that people read: text and markdown."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import newsdump
from examples import EMPTY, PAGE
from newsdump.model import BlockKind, Page
from newsdump.serializers import front_matter, markdown, text
from newsdump.serializers.markup import without_surrogates
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
        "## Comments (2)\n"
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
        "## Related Articles\n"
        "\n"
        "- **Ferry to Dunmere cancelled** · Vale Courier · 3 hours ago\n"
        "\n"
        "  The ferry stays in port.\n"
    )


@pytest.mark.parametrize(
    ("dump", "shown"),
    [
        ("", ""),
        ("Kommentare (0)\nKeine Kommentare", "## Kommentare (0)\n\n_Keine Kommentare_\n"),
        ("Comments\nComments are closed.", "## Comments\n\n_Comments are closed._\n"),
    ],
)
def test_markdown_tells_an_empty_comment_box_from_none_in_the_words_of_the_page(dump: str, shown: str) -> None:
    assert markdown.dumps(newsdump.parse(dump)) == shown


def test_what_no_page_has_a_heading_for_has_none_in_markdown_either() -> None:
    related = (attrs.evolve(PAGE.related[0], section=None),)
    page = attrs.evolve(PAGE, article=None, comments=(), sections=(), related=related)
    assert markdown.dumps(page).startswith("- **Ferry to Dunmere cancelled**")


def test_front_matter_says_what_is_known_and_the_title_stands_there_alone() -> None:
    page = attrs.evolve(PAGE, url="https://news.example/1", language="en")
    head, body = markdown.dumps(page, record={"id": 7}, front_matter=True).removeprefix("---\n").split("\n---\n", 1)
    assert head.splitlines() == [
        'title: "Analysis: Harbour of Port Ellery opens again"',
        'authors: ["Nadia Holm"]',
        'date: "6 June 2025"',
        'url: "https://news.example/1"',
        'lang: "en"',
        "id: 7",
    ]
    assert body == "\n" + markdown.dumps(PAGE).split("\n\n", 1)[1]
    assert markdown.dumps(EMPTY, front_matter=True) == "---\n---\n"


@example(words="", name="FALSE")
@given(words=any_text, name=any_text)
def test_front_matter_is_yaml_whatever_stands_in_it(words: str, name: str) -> None:
    yaml = pytest.importorskip("yaml")
    head = front_matter.head(EMPTY, {"id": words or "none", name: [words]})
    expected = {"id": without_surrogates(words or "none"), without_surrogates(name): [without_surrogates(words)]}
    assert next(yaml.safe_load_all(head)) == expected


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
