from __future__ import annotations

from datetime import UTC, datetime

import pytest

pl = pytest.importorskip("polars")

from engines import BAD, COLUMNS, PAGES, REASON, RECORDS  # noqa: E402
from newsdump.arrow import from_batch  # noqa: E402
from newsdump.batch import RecordError  # noqa: E402
from newsdump.errors import UsageError  # noqa: E402
from newsdump.integrations.polars import parse, parse_frame  # noqa: E402

FRAME = pl.DataFrame(COLUMNS)


def test_the_expression_gives_what_a_loop_gives() -> None:
    frame = FRAME.with_columns(parse(url="url", time="date"))
    assert frame.columns == ["id", "text", "url", "date", "page"]
    (batch,) = frame.select(pl.col("page").struct.unnest()).to_arrow().combine_chunks().to_batches()
    assert from_batch(batch) == PAGES


def test_a_lazy_query_knows_the_fields_before_it_runs() -> None:
    titles = FRAME.lazy().select("id", parse(flat=True).struct.field("title"))
    assert titles.collect_schema() == {"id": pl.String(), "title": pl.String()}
    assert titles.collect()["title"].to_list() == [page.article and page.article.title for page in PAGES]


def test_the_time_may_be_said_for_all() -> None:
    at = pl.lit(datetime(2025, 6, 6, tzinfo=UTC))
    row = FRAME.head(1).select(parse(pl.col("text"), time=at, columns=["captured_at", "url"])).item()
    assert row == {"captured_at": datetime(2025, 6, 6, tzinfo=UTC), "url": None, "error": None}


def test_a_row_without_a_page_is_told() -> None:
    frame = pl.DataFrame([RECORDS[0], BAD], schema=FRAME.schema)
    errors = frame.select(parse(columns=["text"]).struct.field("error"))
    assert errors["error"].to_list() == [None, REASON]
    with pytest.raises(RecordError, match="record 2: no text"):
        frame.select(parse(on_error="raise"))
    with pytest.raises(UsageError, match="on_error is note or raise"):
        parse(on_error="skip")


def test_a_frame_keeps_its_columns() -> None:
    frame = parse_frame(FRAME, flat=True, keep={"id": "id", "url": "given_url"}, columns=["language"])
    assert frame.to_dict(as_series=False) == {
        "id": COLUMNS["id"],
        "given_url": COLUMNS["url"],
        "language": [page.language for page in PAGES],
    }
