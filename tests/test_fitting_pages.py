"""What pages are fitted to: rows with labels, cut off, thinned, and with parts of other pages."""

import random
import re
import sys
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdump.items.surroundings import COMMENT, RELATED, ROLES
from newsdump.testing import random_pages

pytest.importorskip("numpy", reason="needs the dependency group lint")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import changed_pages
import item_labels
import readings
from changed_pages import Page
from labelled_rows import Rows
from line_roles import labels_of

ITEMS = {*COMMENT, *RELATED}


def pages(seed: int, count: int) -> list[Page]:
    """Random pages as annotated ones."""
    found = []
    for number, page in enumerate(islice(random_pages(seed), count)):
        reader = item_labels.reader_of(page.text, None)
        labels = labels_of(reader, page.gold.to_dict(), page, len(page.text))
        rows = Rows.of(reader, labels)
        found.append(Page(str(number), f"site-{number}", "en", "innerText", page.text, None, rows))
    return found


def roles_of(rows: Rows) -> list[str]:
    return [ROLES[role] for role in rows.labels.roles]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_parts_of_other_pages_keep_their_labels(seed: int, number: int) -> None:
    page, *donors = pages(seed, 5)
    known = {
        (text, int(role), bool(begins))
        for each in (page, *donors)
        for text, role, begins in zip(each.rows.texts, each.rows.labels.roles, each.rows.labels.begins, strict=True)
    }
    rows = changed_pages.grafted(page, donors, random.Random(number))
    assert rows.texts
    assert {
        (text, int(role), bool(begins))
        for text, role, begins in zip(rows.texts, rows.labels.roles, rows.labels.begins, strict=True)
    } <= known


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_page_that_is_cut_off_ends_with_an_item(seed: int, number: int) -> None:
    (page,) = pages(seed, 1)
    rows = changed_pages.cut_off(page.rows, random.Random(number))
    assert rows.texts == page.rows.texts[: len(rows.texts)]
    if len(rows.texts) < len(page.rows.texts):
        assert roles_of(rows)[-1] in ITEMS


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_thinned_page_has_rows_of_the_page_in_order(seed: int, number: int) -> None:
    (page,) = pages(seed, 1)
    left = iter(page.rows.texts)
    assert all(text in left for text in changed_pages.thinned(page.rows, random.Random(number)).texts)


def test_rows_are_read_as_they_were_printed() -> None:
    (page,) = pages(3, 1)
    assert item_labels.reader_of(page.rows.text, None).lines.texts == item_labels.reader_of(page.text, None).lines.texts


def test_letters_say_what_rows_are() -> None:
    labels = readings.labels_of("PwbTeTn.AckH")
    assert [ROLES[role] for role in labels.roles] == [
        *("title", "byline", "body", "related_title", "related_text", "related_title", "other", "other"),
        *("comment_author", "comment_text", "comment_action", "comments_heading"),
    ]
    assert [line for line, begins in enumerate(labels.begins) if begins] == [3, 5, 8]
    assert [line for line, weight in enumerate(labels.weights) if not weight] == [6]


@pytest.mark.parametrize("row", readings.FILE.read_text(encoding="utf-8").splitlines()[::40])
def test_what_was_read_is_well_formed(row: str) -> None:
    _, letters, fields = row.split("\t")
    assert set(letters) <= {*readings.LETTERS, *"ADXCKTEGUM", "n"}
    for small, before in zip(letters[1:], letters, strict=False):
        if small in "adxck":
            assert before in "adxckADXCK"
        if small in "tegum":
            assert before in "tegumTEGUM"
    assert re.fullmatch(
        r"(?:(?:title|author|published|modified|dateline)=\d+-\d+;)*state=(?:absent|empty|present|closed)(?:;count=\d+)?",
        fields,
    )
