from __future__ import annotations

import pyarrow as pa
import pytest

duckdb = pytest.importorskip("duckdb")

from engines import BAD, COLUMNS, PAGES, REASON, RECORDS  # noqa: E402
from newsdump.arrow import SCHEMA, from_batch  # noqa: E402
from newsdump.errors import UsageError  # noqa: E402
from newsdump.integrations.duckdb import register  # noqa: E402


def test_the_function_gives_what_a_loop_gives() -> None:
    connection = register(duckdb.connect())
    dumps = pa.table(COLUMNS)
    connection.register("dumps", dumps)
    table = connection.sql("SELECT unnest(newsdump(text, url, date)) FROM dumps").to_arrow_table()
    (batch,) = table.select(SCHEMA.names).cast(SCHEMA).combine_chunks().to_batches()
    assert from_batch(batch) == PAGES


def test_queries_go_into_the_page() -> None:
    connection = register(duckdb.connect(), "flat", flat=True)
    connection.register("dumps", pa.table(COLUMNS))
    rows = connection.sql(
        "SELECT page.language, count(*), sum(page.comments) FROM (SELECT flat(text, NULL, NULL) AS page FROM dumps) "
        "GROUP BY ALL"
    ).fetchall()
    expected = {
        language: (
            sum(page.language == language for page in PAGES),
            sum(len(page.comments) for page in PAGES if page.language == language),
        )
        for language in {page.language for page in PAGES}
    }
    assert {language: (count, comments) for language, count, comments in rows} == expected


def test_a_row_without_a_page_is_told() -> None:
    connection = register(duckdb.connect())
    connection.register("dumps", pa.Table.from_pylist([RECORDS[0], BAD]))
    rows = connection.sql("SELECT id, newsdump(text, url, date).error FROM dumps").fetchall()
    assert rows == [("dump-0", None), ("bad", REASON)]
    register(connection, "strict", on_error="raise")
    with pytest.raises(duckdb.Error, match="record 2: no text"):
        connection.sql("SELECT strict(text, url, date) FROM dumps").fetchall()
    with pytest.raises(UsageError, match="on_error is note or raise"):
        register(connection, "other", on_error="skip")
