"""Where fields stand: each span holds what its field says."""

from __future__ import annotations

from itertools import islice
from zoneinfo import ZoneInfo

import pytest

import newsdump
from newsdump import Page, Span, parse
from newsdump.invariants import INVARIANTS
from newsdump.testing import random_pages

PAGES = [parse(page.text) for page in islice(random_pages(18), 60)]
"""Pages of made sites in all kinds of prints, with comments and related items."""


def letters(text: str) -> str:
    """What is left of *text* whatever signs, marks of Markdown and white space stand in it."""
    return "".join(character for character in text if character.isalnum())


def told(page: Page) -> list[tuple[str, str | None, tuple[Span, ...]]]:
    """The fields of comments and related items, with what they say and where."""
    found: list[tuple[str, str | None, tuple[Span, ...]]] = []
    for comment in page.comments:
        spans = comment.spans
        found.append(("author", comment.author, (spans.author,) if spans.author else ()))
        found.append(("text", comment.text, spans.text))
    for item in page.related:
        of_item = item.spans
        for name, said, span in (
            ("title", item.title, of_item.title),
            ("source", item.source, of_item.source),
        ):
            found.append((name, said, (span,) if span else ()))
        found.append(("text", item.text, of_item.text))
    return found


def test_fields_of_comments_and_items_are_printed_where_their_spans_are() -> None:
    checked = 0
    for page in PAGES:
        for name, said, spans in told(page):
            if said is None:
                assert spans == (), name
                continue
            printed = letters("".join(span.of(page.text) for span in spans))
            checked += bool(spans)
            if "](" not in page.text:  # the address of a link stands within a title
                assert printed == letters(said) or not spans, name
    assert checked > 400


@pytest.mark.parametrize("name", ["author", "text", "title", "source"])
def test_nearly_every_field_has_its_place(name: str) -> None:
    spans = [spans for page in PAGES for one, said, spans in told(page) if one == name and said]
    assert sum(map(bool, spans)) >= 0.98 * len(spans) > 0


def test_spans_of_a_comment_and_of_an_item() -> None:
    text = (
        "Harbour opens\n\nThe new harbour of Osselby opened on Monday, two years late, and nobody came to see it.\n\n"
        "2 comments\n\nNoor Haddad\n3 hours ago\nI was there.\nIt rained.\nReply\n\n"
        "Per Lindal\n2 hours ago\nSo was I, and my dog.\nReply\n"
    )
    page = parse(text)
    spans = page.comments[0].spans
    assert spans.author is not None
    assert spans.author.of(text) == "Noor Haddad"
    assert [span.of(text) for span in spans.text] == ["I was there.", "It rained."]
    assert Page.from_json(page.to_json()).comments[0].spans == spans


def test_a_parser_with_a_zone_gives_clocks_theirs() -> None:
    text = "Harbour opens\n6 June 2025 14:02\nThe new harbour of Osselby opened on Monday, two years late."
    zoned = newsdump.Parser(zone=ZoneInfo("America/New_York")).parse(text).article
    plain = newsdump.Parser().parse(text).article
    assert zoned is not None
    assert plain is not None
    assert str(zoned.published) == "2025-06-06 14:02:00-04:00"
    assert str(plain.published) == "2025-06-06 14:02:00"


@pytest.mark.parametrize("name", ["partition", "places", "told"])
def test_it_is_true_of_every_page(name: str) -> None:
    """Every line of a section of the article is in a field or in a block, and every field lies in its object."""
    assert [said for page in PAGES for said in INVARIANTS[name](page, parse)] == []
    assert sum(page.article is not None for page in PAGES) > 20
