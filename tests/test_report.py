from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import newsdump
from examples import EMPTY, PAGE
from newsdump.model import Page
from newsdump.report import to_html, to_notebook
from newsdump.report.marks import marks, placed, rows
from strategies import any_text, pages


def test_every_field_of_the_example_is_found() -> None:
    found = [(mark.thing, mark.label, mark.span.of(PAGE.text)) for mark in marks(PAGE)]
    assert found == [
        ("article", "title", "Analysis: Harbour of Port Ellery opens again"),
        ("article", "kicker", "Analysis"),
        ("article", "byline", "By Nadia Holm"),
        ("article", "published", "6 June 2025"),
        ("article", "paragraph", "PORT ELLERY: The harbour opened on Friday."),
        ("article", "dateline", "PORT ELLERY"),
        ("article", "heading", "WHAT COMES NEXT"),
        ("article", "paragraph", "The first ship is due on Monday."),
        ("comment-0", "comment", "Tom Arden\n2 hours ago\nGood news.\nAt last."),
        ("comment-0", "author", "Tom Arden"),
        ("comment-0", "age", "2 hours ago"),
        ("comment-0", "text", "Good news."),
        ("comment-0", "text", "At last."),
        ("comment-1", "comment", "Ida Kron\n1 hour ago\nIndeed!"),
        ("comment-1", "author", "Ida Kron"),
        ("comment-1", "age", "1 hour ago"),
        ("comment-1", "text", "Indeed!"),
        (
            "related-0",
            "related item",
            "Vale Courier\n3 hours ago\nFerry to Dunmere cancelled\nThe ferry stays in port.",
        ),
        ("related-0", "source", "Vale Courier"),
        ("related-0", "age", "3 hours ago"),
        ("related-0", "title", "Ferry to Dunmere cancelled"),
        ("related-0", "text", "The ferry stays in port."),
    ]


def test_words_are_found_behind_other_white_space() -> None:
    page = newsdump.parse(
        "Harbour of  Port\u00a0Ellery opens again\n\n"
        "PORT ELLERY: The harbour opened on Friday, after the last of the stones had been taken out by hand.\n"
        "The first ship, the ferry from Dunmere, is due on Monday, and both towns want to be there to see it.\n"
    )
    assert page.article is not None
    assert page.article.title == "Harbour of Port Ellery opens again"
    (title,) = [mark for mark in marks(page) if mark.label == "title"]
    assert title.span.of(page.text) == "Harbour of  Port\u00a0Ellery opens again"


@given(any_text | st.text("a \n\r", max_size=12))
def test_rows_are_the_whole_dump(text: str) -> None:
    page = newsdump.parse(text)
    found = list(rows(page))
    assert [row.number for row in found] == list(range(1, len(found) + 1))
    assert [row.span.of(text) for row in found] == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert sum(row.opens for row in found) <= max(1, len(page.sections))


@given(pages)
def test_every_row_has_the_marks_that_touch_it(page: Page) -> None:
    found = list(enumerate(marks(page)))
    for row, here in placed(page):
        touching = [each for each in found if each[1].span.start < row.span.end and each[1].span.end > row.span.start]
        assert here == touching


@given(pages)
def test_the_report_of_any_page_has_no_errors_for_a_strict_parser(page: Page) -> None:
    html5lib.HTMLParser(strict=True).parse(to_html(page))


@given(any_text)
def test_the_report_shows_all_of_the_dump(text: str) -> None:
    page = newsdump.parse(text)
    tree = etree.HTML(to_html(page))
    shown = "".join("".join(row.itertext()) for row in tree.xpath("//span[@class='text']"))
    marked = "".join(character for character in shown if not character.isspace())
    assert len(marked) >= sum(not character.isspace() for character in text if character.isprintable())


def test_the_report_needs_nothing_else() -> None:
    tree = etree.HTML(to_html(PAGE))
    assert tree.xpath("//link | //img | //script[@src] | //@srcset") == []
    assert [address for address in tree.xpath("//a/@href") if not address.startswith("#")] == []
    assert "url(" not in to_html(PAGE)


@pytest.mark.parametrize(
    ("page", "kinds"),
    [(PAGE, ["2 paragraphs", "2", "1 item", "1 line"]), (EMPTY, ["none", "absent", "0 items", "0 lines"])],
)
def test_the_legend_tells_what_there_is(page: Page, kinds: list[str]) -> None:
    legend = etree.HTML(to_html(page)).xpath("//ul[@class='legend']/li")
    assert [each.xpath("string(.//b)") for each in legend] == ["Article", "Comments", "Related items", "Chrome"]
    assert [each.xpath("string(.//b/following-sibling::span)") for each in legend] == kinds


def test_objects_and_dump_are_linked() -> None:
    tree = etree.HTML(to_html(PAGE))
    (author,) = tree.xpath("//div[@class='objects']//b[text()='Ida Kron']")
    (number,) = author.get("data-m").split()
    in_dump = [
        each for each in tree.xpath("//div[@class='dump']//span[@data-m]") if number in each.get("data-m").split()
    ]
    assert ["".join(each.itertext()) for each in in_dump] == ["Ida Kron"]


def test_markup_in_a_dump_is_text() -> None:
    page = newsdump.parse("<script>alert(1)</script>\n</style><b>\n")
    assert "<script>alert" not in to_html(page)
    assert len(etree.HTML(to_html(page)).xpath("//script")) == 1


def test_notebooks_show_the_report() -> None:
    shown: str = PAGE._repr_html_()
    assert shown == to_notebook(PAGE)
    (frame,) = etree.HTML(shown).xpath("//iframe")
    assert frame.get("srcdoc") == to_html(PAGE)
