from __future__ import annotations

import copy
import json as plain_json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from examples import EMPTY, PAGE, TEXT
from newsdump import parse
from newsdump.ages import Age, AgeKind, Part, Unit
from newsdump.errors import FormatError, UsageError
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
from newsdump.serializers import json, jsonl
from newsdump.serializers.selection import Selection
from newsdump.testing import random_pages
from strategies import pages, placed_pages

VALIDATOR = Draft202012Validator(json.schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


@given(placed_pages)
def test_a_page_comes_back_equal(page: Page) -> None:
    for text in (json.dumps(page), json.dumps(page, pretty=True), jsonl.dumps(page)):
        assert json.loads(text) == page
        assert json.loads(text.encode()) == page


@given(st.integers(0, 2**32), st.none() | st.just(datetime(2025, 6, 6, 12, tzinfo=UTC)))
@settings(max_examples=20)
def test_what_is_read_of_random_dumps_comes_back(seed: int, captured_at: datetime | None) -> None:
    page = parse(next(random_pages(seed)).text, url="https://news.example/1", captured_at=captured_at)
    assert Page.from_json(page.to_json()) == Page.from_json(page.to_json(pretty=True)) == page
    assert Page.from_dict(page.to_dict()) == page


@given(pages)
def test_the_output_follows_the_schema(page: Page) -> None:
    VALIDATOR.validate(plain_json.loads(json.dumps(page)))


@given(pages)
def test_pretty_changes_only_white_space(page: Page) -> None:
    assert plain_json.loads(json.dumps(page, pretty=True)) == plain_json.loads(json.dumps(page))


@given(pages)
def test_a_line_of_json_lines_is_one_line_for_every_reader(page: Page) -> None:
    line = jsonl.dumps(page)
    assert line.splitlines() == [line[:-1]]


@given(placed_pages)
def test_other_writers_of_json_change_nothing(page: Page) -> None:
    """A file that was written again with other escapes, as jq or JavaScript do, is the same page."""
    text = json.dumps(page)
    if "surrogates" not in plain_json.loads(text):
        assert json.loads(plain_json.dumps(plain_json.loads(text))) == page


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.schema())


@pytest.mark.parametrize(
    ("kind", "name", "beside"),
    [
        (Page, None, {"format", "record", "surrogates"}),
        (Article, "article", set()),
        (Comment, "comment", set()),
        (RelatedItem, "related_item", set()),
        (Section, "section", set()),
        (Note, "note", set()),
        (Age, "age", {"earliest", "latest"}),
    ],
)
def test_the_schema_has_the_names_of_the_model(kind: type[Any], name: str | None, beside: set[str]) -> None:
    part = json.schema() if name is None else json.schema()["$defs"][name]
    assert set(part["properties"]) - beside == {field.name for field in attrs.fields(kind)}


def test_the_schema_has_the_names_of_the_small_classes() -> None:
    definitions = json.schema()["$defs"]
    block = definitions["article"]["properties"]["blocks"]["items"]["properties"]
    part = definitions["age"]["properties"]["parts"]["items"]["properties"]
    assert set(block) == {field.name for field in attrs.fields(Block)}
    assert set(part) == {field.name for field in attrs.fields(Part)}


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (BlockKind, ["$defs", "article", "properties", "blocks", "items", "properties", "kind"]),
        (SectionKind, ["$defs", "section", "properties", "kind"]),
        (CommentsState, ["properties", "comments_state"]),
        (AgeKind, ["$defs", "age", "properties", "kind"]),
        (Unit, ["$defs", "age", "properties", "unit"]),
    ],
)
def test_the_schema_has_the_values_of_the_model(kind: type[StrEnum], path: list[str]) -> None:
    part: Any = json.schema()
    for key in path:
        part = part[key]
    assert part["enum"] == [member.value for member in kind]


def test_ages_have_windows_when_the_time_of_capture_is_known() -> None:
    tree = json.to_dict(PAGE)
    age = tree["related"][0]["age"]
    assert (age["earliest"], age["latest"]) == ("2025-06-06T08:00:00+00:00", "2025-06-06T09:00:00+00:00")


def test_without_a_time_of_capture_only_dates_have_windows() -> None:
    tree = json.to_dict(attrs.evolve(PAGE, captured_at=None))
    assert tree["related"][0]["age"]["earliest"] is None
    assert tree["article"]["date_published"]["earliest"] == "2025-06-06T00:00:00+00:00"


def test_keys_that_are_not_of_the_model_are_left_aside() -> None:
    tree = json.to_dict(PAGE)
    tree["mine"] = tree["article"]["mine"] = 1
    tree["article"]["text"] = "derived, so that nobody reads it"
    assert json.from_dict(tree) == PAGE


def test_files_of_the_first_version_are_read() -> None:
    tree = json.to_dict(PAGE)
    assert PAGE.article is not None
    tree["format"] = "newsdump/1"
    tree["article"]["text"] = PAGE.article.text
    assert json.from_dict(tree) == PAGE


def test_what_came_with_the_dump_stands_beside_the_page() -> None:
    record = {"id": "<urn:uuid:1>", "tags": ["a", None], "more": {"n": 1}}
    text = json.dumps(PAGE, record=record)
    VALIDATOR.validate(plain_json.loads(text))
    assert plain_json.loads(text)["record"] == plain_json.loads(jsonl.dumps(PAGE, record=record))["record"] == record
    assert json.loads(text) == PAGE
    assert "record" not in json.to_dict(PAGE, record={})


@pytest.mark.parametrize(
    ("columns", "without", "left"),
    [
        (None, [], None),
        (["url", "article"], [], {"url": None, "article": None}),
        (["article.title", "blocks", "comments.author"], [], {"article": {"title", "blocks"}, "comments": {"author"}}),
        (["article.title", "article"], [], {"article": None}),
        (["url", "text"], ["text", "blocks"], {"url": None}),
        (["article.title", "article.blocks"], ["blocks"], {"article": {"title"}}),
    ],
)
def test_a_selection_leaves_what_was_asked_for(
    columns: list[str] | None, without: list[str], left: dict[str, set[str] | None] | None
) -> None:
    selection = Selection.of(columns, without)
    whole = json.to_dict(PAGE)
    tree = json.to_dict(PAGE, selection=selection)
    if left is None:
        assert selection.is_all
        assert tree == whole
        return
    assert tree.keys() == {"format", *left}
    for name, within in left.items():
        if within is None:
            assert tree[name] == whole[name]
        else:
            for each in tree[name] if isinstance(tree[name], list) else [tree[name]]:
                assert each.keys() == within


def test_a_selection_may_leave_parts_out_of_pages_that_have_none() -> None:
    tree = json.to_dict(EMPTY, selection=Selection.of(without=["blocks", "comments.age", "text"]))
    assert tree["article"] is None
    assert tree["comments"] == []


@pytest.mark.parametrize("name", ["txt", "article.txt", "texts.title", "url.x", "notes.code.x", ""])
def test_a_selection_knows_its_fields(name: str) -> None:
    with pytest.raises(UsageError, match=f"a page has no field '{name}'; it has text, url, .* the article authors, "):
        Selection.of([name])
    with pytest.raises(UsageError):
        Selection.of(None, [name])


def test_ten_megabytes_come_back() -> None:
    page = attrs.evolve(EMPTY, text="Ünter\ud800 den 😀\n" * 700_000)
    assert json.loads(json.dumps(page)) == page


def test_spans_stand_on_one_line_in_pretty_output() -> None:
    assert '"span": [0, 44]' in json.dumps(
        attrs.evolve(
            PAGE, sections=(attrs.evolve(PAGE.sections[0], span=attrs.evolve(PAGE.sections[0].span, end=44)),)
        ),
        pretty=True,
    )


Change = Callable[[dict[str, Any]], object]
WRONG: list[tuple[str, Change, str]] = [
    ("text", lambda tree: tree.update(text=3), "$.text: expected a string, got 3"),
    ("missing", lambda tree: tree.pop("sections"), "$: sections is missing"),
    ("inside", lambda tree: tree["article"].pop("blocks"), "$.article: blocks is missing"),
    ("list", lambda tree: tree.update(notes={}), "$.notes: expected a list, got {}"),
    ("object", lambda tree: tree.update(article=[]), "$.article: expected an object, got []"),
    ("state", lambda tree: tree.update(comments_state="gone"), "$.comments_state: expected one of absent, empty, pre"),
    ("state kind", lambda tree: tree.update(comments_state=[]), "$.comments_state: expected one of absent, empty, pre"),
    ("naive", lambda tree: tree.update(captured_at="2025-06-06T12:00:00"), "$.captured_at: expected an ISO 8601 time"),
    ("time", lambda tree: tree.update(captured_at="noon"), "$.captured_at: expected an ISO 8601 time"),
    ("bool", lambda tree: tree["comments"][1].update(id=True), "$.comments[1].id: expected a whole number, got True"),
    ("float", lambda tree: tree.update(comment_count=1.5), "$.comment_count: expected a whole number, got 1.5"),
    (
        "span",
        lambda tree: tree["article"]["blocks"][2].update(span=[5]),
        "$.article.blocks[2].span: expected two whole numbers, got [5]",
    ),
    (
        "backward span",
        lambda tree: tree["sections"][0].update(span=[5, 2]),
        "$.sections[0].span: a span runs forward from 0 or more: got 5 to 2",
    ),
    (
        "span of text",
        lambda tree: tree["comments"][1].update(span=[5, len(TEXT) + 1]),
        f"$.comments[1].span: the text has {len(TEXT)} characters: got a span from 5 to {len(TEXT) + 1}",
    ),
    (
        "span of an age",
        lambda tree: tree["related"][0]["age"].update(span=[9**9, 9**9]),
        f"$.related[0].age.span: the text has {len(TEXT)} characters: got a span from ",
    ),
    (
        "span of a section",
        lambda tree: tree.update(text=TEXT[:-1]),
        f"$.sections[3].span: the text has {len(TEXT) - 1} characters: got a span from ",
    ),
    (
        "number",
        lambda tree: tree["article"].update(confidence=float("1e999")),
        "$.article.confidence: expected a number, got inf",
    ),
    (
        "version",
        lambda tree: tree.update(format="newsdump/9"),
        "$.format: expected 'newsdump/2' or an earlier one, got 'newsdump/9'; a later newsdump may read it",
    ),
]


@pytest.mark.parametrize(("change", "message"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_value_is_named_with_its_path(change: Change, message: str) -> None:
    tree = copy.deepcopy(json.to_dict(PAGE))
    change(tree)
    with pytest.raises(FormatError) as caught:
        json.loads(plain_json.dumps(tree).replace("Infinity", "1e999"))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not valid JSON: line 1, column 1: Expecting value"),
        ("{\n  oops", "not valid JSON: line 2, column 3: "),
        ("[]", "$: expected an object, got []"),
        ("NaN", "NaN is no number of JSON"),
        (b"\xff", "not valid JSON: 'utf-8'"),
        ("[" * 100_000, "not valid JSON: "),
        (f'{{"text": {"9" * 5000}}}', "not valid JSON: a number has more digits than can be read"),
    ],
)
def test_what_is_no_json_is_told(text: str | bytes, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        json.loads(text)
    assert str(caught.value).startswith(message)
