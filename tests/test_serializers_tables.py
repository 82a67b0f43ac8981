"""Pages as rows of Arrow and Parquet tables, nested and flat."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given

from examples import EMPTY, PAGE
from newsdump.errors import MissingExtraError, UsageError
from newsdump.model import Comment, Page
from newsdump.serializers import arrow, parquet
from newsdump.serializers.markup import without_surrogates
from newsdump.serializers.selection import Selection
from newsdump.serializers.tables import Table
from strategies import pages, placed_pages


@given(placed_pages)
def test_arrow_and_parquet_come_back(page: Page) -> None:
    assert arrow.loads(arrow.dumps(page)) == _sound(page)
    assert parquet.loads(parquet.dumps(page)) == _sound(page)


def _sound(value: Any) -> Any:  # noqa: ANN401 - any field of a page
    if attrs.has(type(value)):
        return type(value)(**{each.name: _sound(getattr(value, each.name)) for each in attrs.fields(type(value))})
    if isinstance(value, tuple):
        return tuple(_sound(each) for each in value)
    return without_surrogates(value) if type(value) is str else value


def test_other_programs_read_the_parquet_file() -> None:
    table = pq.read_table(io.BytesIO(parquet.dumps(PAGE)))
    assert table.schema.equals(arrow.SCHEMA)
    (row,) = table.to_pylist()
    assert row["related"][0]["age"]["latest"].isoformat() == "2025-06-06T09:00:00+00:00"
    assert row["article"]["blocks"][1]["span"]["start"] == PAGE.text.index("WHAT")


def test_the_arrow_schema_has_the_names_of_the_model() -> None:
    assert set(arrow.SCHEMA.names) == {field.name for field in attrs.fields(Page)}
    kind = arrow.SCHEMA.field("comments").type
    assert isinstance(kind, pa.ListType)
    assert [kind.value_type.field(n).name for n in range(kind.value_type.num_fields)] == [
        field.name for field in attrs.fields(Comment)
    ]


def test_columns_are_built_in_order_with_gaps_where_pages_are_missing() -> None:
    batch = Table.nested().to_batch([PAGE, None, EMPTY, PAGE])
    assert arrow.from_batch(batch.take(pa.array([0, 2, 3]))) == [PAGE, EMPTY, PAGE]
    assert set(batch.to_pylist()[1].values()) == {None}
    assert Table.nested().to_batch([]).num_rows == 0


def test_what_does_not_fit_in_a_column_is_null() -> None:
    early = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
    page = attrs.evolve(PAGE, comment_count=2**63, captured_at=early, comments=(), related=(), article=None)
    (row,) = Table.nested().to_batch([page]).to_pylist()
    assert (row["comment_count"], row["captured_at"], row["text"]) == (None, None, PAGE.text)


def test_a_table_may_have_some_of_the_columns() -> None:
    table = Table.nested(Selection.of(["text", "article.title", "comments.author"]))
    batch = table.to_batch([PAGE, EMPTY])
    assert batch.schema.equals(table.schema)
    assert batch.drop_columns(["text"]).to_pylist() == [
        {
            "article": {"title": "Analysis: Harbour of Port Ellery opens again"},
            "comments": [{"author": "Tom Arden"}, {"author": "Ida Kron"}],
        },
        {"article": None, "comments": []},
    ]
    with pytest.raises(UsageError, match="of one field nothing is left"):
        Table.nested(Selection.of(["notes"], without=["notes.code", "notes.message", "notes.span"]))


def test_the_flat_table_has_a_row_a_page() -> None:
    full, missing, empty = Table.flat().to_batch([PAGE, None, EMPTY]).to_pylist()
    assert PAGE.article is not None
    assert full == {
        "url": PAGE.url,
        "captured_at": PAGE.captured_at,
        "language": "en",
        "title": "Analysis: Harbour of Port Ellery opens again",
        "authors": ["Nadia Holm"],
        "published": datetime(2025, 6, 6, tzinfo=UTC),
        "modified": None,
        "text": PAGE.article.text,
        "confidence": 0.9,
        "comments_state": "present",
        "comment_count": 2,
        "comments": 2,
        "related": 1,
        "notes": ["ambiguous-date"],
    }
    assert set(missing.values()) == {None}
    assert (empty["text"], empty["comments"], empty["notes"]) == (None, 0, ["no-text"])
    with pytest.raises(UsageError, match="the flat table has no column 'body'; it has url, "):
        Table.flat(["body"])


@given(pages)
def test_any_page_is_a_row_of_the_flat_table(page: Page) -> None:
    table = Table.flat()
    batch = table.to_batch([page])
    batch.validate(full=True)
    assert batch.schema.equals(table.schema)


def test_without_pyarrow_the_error_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from newsdump.serializers import find\n"
        "try: find('parquet').load_module()\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.startswith(MissingExtraError.__name__)
    assert "pip install 'newsdump[parquet]'" in done.stdout
