from __future__ import annotations

import pickle
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdump
from newsdump.arrow import FLAT_SCHEMA, SCHEMA, BatchParser, from_batch, parse_batch, to_batch
from newsdump.batch import RecordError
from newsdump.errors import UsageError
from newsdump.model import Page
from strategies import pages

DUMPS = [
    path.read_text(encoding="utf-8")
    for folder in ("tests/dumps", "examples")
    for path in sorted(Path(folder).rglob("*.txt"))
]
AT = datetime(2025, 6, 6, 12, tzinfo=UTC)
STORY = "Harbour opens\n\nThe new harbour of Osselby opened on Monday, two years late."


def batch_of(**columns: Any) -> pa.RecordBatch:  # noqa: ANN401 - lists or arrays
    return pa.RecordBatch.from_pydict(columns)


def page_columns(batch: pa.RecordBatch) -> pa.RecordBatch:
    return batch.select(SCHEMA.names)


def test_a_batch_gives_what_a_loop_gives() -> None:
    ids = [f"dump-{number}" for number in range(len(DUMPS))]
    urls = [f"https://news.example/{number}" for number in range(len(DUMPS))]
    batch = parse_batch(batch_of(id=ids, text=DUMPS, url=urls, date=[AT] * len(DUMPS)))
    assert len(DUMPS) > 15
    assert batch.schema.names == ["id", *SCHEMA.names]
    assert batch.column("id").to_pylist() == ids
    assert from_batch(page_columns(batch)) == [
        newsdump.parse(text, url=url, captured_at=AT) for text, url in zip(DUMPS, urls, strict=True)
    ]


@given(st.lists(pages, max_size=3))
def test_rows_and_schemas_agree(some: list[Page]) -> None:
    batch = to_batch(some)
    batch.validate(full=True)
    assert batch.schema.equals(SCHEMA, check_metadata=True)


def test_dumps_and_schemas_agree() -> None:
    given = batch_of(text=DUMPS)
    for flat, schema in ((False, SCHEMA), (True, FLAT_SCHEMA)):
        parse = BatchParser(flat=flat)
        batch = parse(given)
        batch.validate(full=True)
        assert batch.schema.equals(schema, check_metadata=True)
        assert parse.schema(given.schema).equals(schema, check_metadata=True)


TEXTS = ["a story", None, "b"]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(TEXTS, type=pa.large_string()),
        pa.array(TEXTS, type=pa.string_view()),
        pa.array(TEXTS).dictionary_encode(),
        pa.chunked_array([TEXTS[:1], TEXTS[1:]]),
    ],
    ids=lambda column: str(column.type),
)
def test_texts_may_be_of_any_type_of_strings(column: pa.Array[Any]) -> None:
    batch = parse_batch(pa.table({"text": column}), on_error="note", columns=["text"])
    assert batch.to_pylist() == [
        {"text": "a story", "error": None},
        {"text": None, "error": "no text: the field text is empty"},
        {"text": "b", "error": None},
    ]


@pytest.mark.parametrize(
    ("times", "meant"),
    [
        (pa.array([AT], type=pa.timestamp("ns", tz="UTC")), AT),
        (pa.array([AT.replace(tzinfo=None)], type=pa.timestamp("ns")), AT),
        (pa.array([1749211200123456789], type=pa.timestamp("ns")), AT.replace(microsecond=123456)),
        (pa.array([1749211200], type=pa.timestamp("s", tz="Europe/Paris")), AT),
        (pa.array([date(2025, 6, 6)]), datetime(2025, 6, 6, tzinfo=UTC)),
        (pa.array([1749211200000]), AT),
        (pa.array(["Fri, 06 Jun 2025 12:00:00 GMT"]), AT),
        (pa.array([None]), None),
        (pa.array([10**15], type=pa.timestamp("s")), None),
        (pa.array([2**62], type=pa.duration("s")), None),
        (pa.array(["lately"]), None),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else "",
)
def test_times_may_be_of_any_type(times: pa.Array[Any], meant: datetime | None) -> None:
    (page,) = from_batch(page_columns(parse_batch(batch_of(text=[""], date=times))))
    assert page.captured_at == meant
    assert ("unreadable-time" in [note.code for note in page.notes]) is (meant is None and times.null_count == 0)


def test_bytes_that_are_no_text_cost_their_row_alone() -> None:
    texts = pa.array([b"a", b"\xff", b"c"], type=pa.binary()).view(pa.string())
    batch = parse_batch(batch_of(id=[1, 2, 3], text=texts), columns=["text"], on_error="note")
    assert batch.column("text").to_pylist() == ["a", None, "c"]
    (error,) = batch.column("error").drop_null().to_pylist()
    assert str(error).startswith("the text is no string: <'utf-8' codec can't decode byte 0xff")


def test_fields_may_be_called_and_lie_anywhere() -> None:
    rows = [{"body": "Harbour opens", "more": {"link": "https://a.example", "seen": 0}}]
    given = batch_of(page=rows, key=[b"\x00"], language=["xx"])
    batch = parse_batch(
        given,
        text="page.body",
        url="page.more.link",
        time="page.more.seen",
        keep={"key": "key", "language": "said_language", "page.more.link": "link"},
        columns=["url", "captured_at", "language"],
    )
    assert batch.to_pylist() == [
        {
            "key": b"\x00",
            "said_language": "xx",
            "link": "https://a.example",
            "url": "https://a.example",
            "captured_at": datetime(1970, 1, 1, tzinfo=UTC),
            "language": None,
        }
    ]


def test_what_is_done_with_rows_without_a_page() -> None:
    given = batch_of(id=["x", "y", "z"], text=["a", None, "c"])
    reason = "no text: the field text is empty"
    with pytest.raises(RecordError, match=f"^record 2, id 'y': {reason}$"):
        parse_batch(given)
    assert parse_batch(given, on_error="skip", columns=["text"]).to_pylist() == [
        {"id": "x", "text": "a"},
        {"id": "z", "text": "c"},
    ]
    noted = parse_batch(given, on_error="note", columns=["text"]).to_pylist()
    assert noted[1] == {"id": "y", "text": None, "error": reason}
    (row,) = parse_batch(given.slice(0, 1), on_error="note", max_chars=0, columns=["text"]).to_pylist()
    assert row["error"].endswith("the text has 1 characters, and no more than 0 are asked for")


def test_a_batch_without_rows_gives_one() -> None:
    batch = parse_batch(batch_of(id=pa.array([], type=pa.int64()), text=pa.array([], type=pa.string())))
    assert (batch.num_rows, batch.schema.names) == (0, ["id", *SCHEMA.names])


def test_columns_may_be_chosen() -> None:
    batch = parse_batch(batch_of(text=[STORY]), columns=["article.title", "comments_state"])
    assert batch.to_pylist() == [{"article": {"title": "Harbour opens"}, "comments_state": "absent"}]
    flat = parse_batch(batch_of(text=[STORY]), flat=True, columns=["text", "title"])
    assert flat.to_pylist() == [{"text": STORY.split("\n\n")[1], "title": "Harbour opens"}]


def test_a_batch_parser_can_be_sent_away() -> None:
    parse = BatchParser(flat=True, keep={"key": "id"}, on_error="note", profiles=["daily8"], columns=["text", "title"])
    again = pickle.loads(pickle.dumps(parse))
    given = batch_of(key=[1, 2], text=[STORY, None])
    assert again(given).equals(parse(given))


def test_columns_of_another_kind_are_told() -> None:
    columns: Any = {"text": [""]}
    with pytest.raises(UsageError, match=r"^batch must be a RecordBatch or Table, not dict; "):
        parse_batch(columns)


@pytest.mark.parametrize(
    ("given", "options", "message"),
    [
        ({"body": [""]}, {}, "there is no column 'text' of texts; there are body: say which with text="),
        ({"text": [1]}, {}, "the column 'text' holds no texts but int64; say which does with text="),
        ({"text": [""]}, {"keep": ["key"]}, "there is no column 'key' to keep; there are text"),
        ({"text": [""]}, {"keep": "key"}, r"keep takes several names: say keep=\('key',\)"),
        ({"text": [""]}, {"keep": {"id": 7}}, "each name in keep must be a str, not int"),
        ({"text": [""]}, {"flat": "yes"}, "flat must be True or False, not 'yes'"),
        ({"text": [""]}, {"text": 7}, "text must be a str, not int; it is the name of a field"),
        ({"text": [""]}, {"columns": "url"}, r"columns takes several names: say columns=\('url',\)"),
        ({"text": [""]}, {"columns": ["body"]}, "a page has no field 'body'; it has .*"),
        ({"text": [""]}, {"flat": True, "columns": ["body"]}, "the flat table has no column 'body'; it has url, .*"),
        ({"text": [""]}, {"on_error": "ignore"}, "on_error is one of .*"),
        (
            {"text": [""], "url": [""]},
            {"keep": ["url"]},
            "the column 'url' cannot be kept as 'url', which is a column .*",
        ),
        ({"text": [""]}, {"keep": ["error"], "on_error": "note"}, "the column 'error' cannot be kept as 'error', .*"),
    ],
)
def test_wrong_arguments_are_told(given: dict[str, list[object]], options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=f"^{message}$"):
        parse_batch(batch_of(**given), **options)
