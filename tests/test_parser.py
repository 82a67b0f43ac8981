"""`parse`: total, faithful to the text, and the same every time."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

import newsdump
from newsdump import Comment, CommentsState, Page, RelatedItem, SectionKind, Span
from newsdump.line_ends import put_back, with_feeds
from newsdump.serializers import json
from strategies import any_text

FOLDER = Path(__file__).parent / "dumps"
DUMPS = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*/*.txt"))]

pieces = st.sampled_from(
    [
        "Comments", "12 Comments", "No comments yet", "Related Articles", "Most read", "3 hours ago", "Nadia Holm",
        "Nadia Holm says:", "Reply", "Like (2) Reply Share", "- Vale Courier", "1", "2", "", "", "By Nadia Holm",
        "6 June 2025", "Ferry of Sarn sold to the island", "READ MORE: Ferry sold", "Advertisement",
        "About us", "Contact",
        "The harbour of Port Ellery opened again on Friday, after a long winter of work on its walls and its gates.",
        "It was late.", "Vale Courier · 5 days ago", "Vale Courier06-06-2025", "➤", "# Harbour", "[a b](/c)",
        "#Sarn #Lighthouses", "# T",
        "# a ** #b", "** **", "港が金曜日に再開した。冬の間、十一人が石を運び出した。",
        "コメント", "Leave a Reply", "#1 — vor 3 Stunden",
        "Mar 3, 2024 at 8:14 AM", "Joined:", "#2", "|", ",", "25/06/2024", "says:", "Posted by: Jan Vos at",
        "Anonymous", "Previous Post", "blog comments powered by Disqus", "12. Jan Vos", "Per Lindal",
    ]
)  # fmt: skip
dumps = st.one_of(any_text, st.text(), st.lists(pieces, max_size=40).map("\n".join))


def spans_of(page: Page) -> Iterator[Span]:
    yield from (section.span for section in page.sections)
    yield from (note.span for note in page.notes if note.span is not None)
    if page.article is not None:
        yield page.article.span
        yield from (block.span for block in page.article.blocks)
        for date in (page.article.date_published, page.article.date_modified):
            if date is not None and date.span is not None:
                yield date.span
    items: list[Comment | RelatedItem] = [*page.comments, *page.related]
    for item in items:
        yield item.span
        if item.age is not None and item.age.span is not None:
            yield item.age.span


def squeezed(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(dumps)
def test_sections_are_a_partition_of_the_text(text: str) -> None:
    page = newsdump.parse(text)
    assert "".join(section.span.of(text) for section in page.sections) == text
    assert all(section.span.start < section.span.end for section in page.sections)


@given(dumps)
def test_spans_lie_in_the_text(text: str) -> None:
    assert all(0 <= span.start <= span.end <= len(text) for span in spans_of(newsdump.parse(text)))


@pytest.mark.parametrize("text", DUMPS)
def test_spans_point_at_what_they_say(text: str) -> None:
    page = newsdump.parse(text)
    for block in page.article.blocks if page.article else ():
        assert squeezed(block.text) in squeezed(block.span.of(text))
    for comment in page.comments:
        inside = squeezed(comment.span.of(text))
        assert squeezed(comment.text) in inside
        assert comment.author is None or squeezed(comment.author) in inside
        assert comment.age is None or comment.age.span is None or comment.age.span.of(text) == comment.age.raw
    for item in page.related:
        inside = squeezed(item.span.of(text))
        assert all(squeezed(said or "") in inside for said in (item.title, item.text, item.source, item.category))
        assert item.age is None or item.age.span is None or item.age.span.of(text) == item.age.raw


@given(dumps)
def test_items_lie_in_a_section_of_their_kind_in_order(text: str) -> None:
    page = newsdump.parse(text)
    for items, kind in ((page.comments, SectionKind.COMMENTS), (page.related, SectionKind.RELATED)):
        stretches = [section.span for section in page.sections if section.kind is kind]
        for item in items:
            assert any(span.start <= item.span.start and item.span.end <= span.end for span in stretches)
    for items in (page.comments, page.related):
        starts = [item.span for item in items]
        assert all(before.end <= after.start for before, after in pairwise(starts))


@given(dumps)
def test_json_gives_an_equal_page(text: str) -> None:
    page = newsdump.parse(text, captured_at=datetime(2025, 6, 6, 12, tzinfo=UTC))
    assert json.loads(json.dumps(page)) == page


@given(dumps)
def test_the_same_text_gives_the_same_page(text: str) -> None:
    assert newsdump.parse(text) == newsdump.parse(text) == newsdump.Parser().parse(text)


def test_another_process_with_another_hash_seed_gives_the_same_page() -> None:
    program = (
        "import pathlib, sys, newsdump; from newsdump.serializers import json\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).glob('*/*.txt')):\n"
        "    print(json.dumps(newsdump.parse(path.read_text(encoding='utf-8'))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, FOLDER],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1


@given(dumps.map(with_feeds), st.data())
def test_line_ends_change_places_only(text: str, data: st.DataObject) -> None:
    rows = text.split("\n")
    ends = data.draw(
        st.one_of(
            st.sampled_from(["\r", "\r\n"]).map(lambda end: [end] * (len(rows) - 1)),
            st.lists(st.sampled_from(["\r", "\r\n", "\n"]), min_size=len(rows) - 1, max_size=len(rows) - 1),
        )
    )
    other = "".join(map("".join, zip(rows, [*ends, ""], strict=True)))
    assume(with_feeds(other) == text)  # "\r" and "\n" behind one another are one end
    page, same = newsdump.parse(text), newsdump.parse(other)
    assert same == evolve(put_back(page, other), text=other)
    assert [with_feeds(span.of(other)) for span in spans_of(same)] == [span.of(text) for span in spans_of(page)]


def test_a_parser_can_be_sent_to_another_process() -> None:
    parser = pickle.loads(pickle.dumps(newsdump.Parser()))
    assert parser.parse(DUMPS[0]) == newsdump.parse(DUMPS[0])


def test_a_page_without_text() -> None:
    page = newsdump.parse(" \n\t\n")
    assert page.article is None
    assert page.comments_state is CommentsState.ABSENT
    assert {note.code for note in page.notes} == {"no-text", "no-article"}


@pytest.mark.parametrize("size", [1, 200_000])
@pytest.mark.parametrize("piece", ["a", "\n", "1 ", "3 hours ago\n", "Comments\nRelated Articles\n", "\ud800", "\x00"])
def test_large_and_strange_pages_have_a_page(piece: str, size: int) -> None:
    text = piece * (size // len(piece))
    assert newsdump.parse(text).text == text
