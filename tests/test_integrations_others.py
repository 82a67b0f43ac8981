"""Engines that are too large to come with every run of the tests: each test runs where its engine is installed."""

from __future__ import annotations

import gzip
import json
import sys
import warnings
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engines import BAD, COLUMNS, PAGES, REASON, RECORDS
from newsdump.arrow import FLAT_SCHEMA, SCHEMA, BatchParser, from_batch
from newsdump.errors import UsageError
from newsdump.serializers import dolma as dolma_format
from newsdump.serializers import json as newsdump_json

# What the engines themselves warn of and leave open is not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore")

TABLE = pa.table(COLUMNS)


def pages_of(table: pa.Table) -> list[Any]:
    (batch,) = table.select(SCHEMA.names).cast(SCHEMA).combine_chunks().to_batches()
    return from_batch(batch)


def test_dask() -> None:
    bags = pytest.importorskip("dask.bag")
    from newsdump.integrations.dask import parse, to_dicts

    bag = bags.from_sequence(RECORDS, npartitions=3)
    parsed = parse(bag).compute(scheduler="sync")
    assert [each.page for each in parsed] == PAGES
    assert [each.kept for each in parsed] == [{"id": record["id"]} for record in RECORDS]
    nested = to_dicts(parse(bag)).compute(scheduler="processes", num_workers=2)
    assert [newsdump_json.from_dict(each) for each in nested] == PAGES
    assert [each["record"]["id"] for each in nested] == COLUMNS["id"]
    tables = bags.from_sequence([TABLE.slice(0, 5), TABLE.slice(5)], npartitions=2)
    batches = tables.map(BatchParser()).compute(scheduler="processes", num_workers=2)
    assert pages_of(pa.Table.from_batches(batches)) == PAGES
    bad = bags.from_sequence([RECORDS[0], BAD])
    rows = to_dicts(parse(bad, on_error="note"), nested=False).compute(scheduler="sync")
    assert [row["id"] for row in rows] == ["dump-0", "bad"]
    assert rows[1]["error"].endswith(REASON)
    with pytest.raises(UsageError):
        parse(bag, on_error="ignore")  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize("streaming", [False, True])
def test_datasets(*, streaming: bool) -> None:
    datasets = pytest.importorskip("datasets")
    from newsdump.integrations.huggingface import FEATURES, FLAT_FEATURES, parse

    given = datasets.Dataset(TABLE)
    if streaming:
        given = given.to_iterable_dataset()
    flat = parse(given, flat=True, columns=["title"], batch_size=3)
    titles = [page.article and page.article.title for page in PAGES]
    assert [(row["id"], row["title"]) for row in flat] == list(zip(COLUMNS["id"], titles, strict=True))
    whole = parse(given, batch_size=3).with_format("arrow")
    tables = list(whole.iter(batch_size=1000))
    assert pages_of(pa.concat_tables(tables)) == PAGES
    assert FEATURES.arrow_schema.names == SCHEMA.names
    assert FLAT_FEATURES.arrow_schema.names == FLAT_SCHEMA.names


def test_daft() -> None:
    daft = pytest.importorskip("daft")
    from newsdump.integrations.daft import parse

    frame = daft.from_arrow(TABLE).select("id", parse(url="url", time="date"))
    table = frame.to_arrow()
    assert table.column("id").to_pylist() == COLUMNS["id"]
    pages = table.column("page").combine_chunks()
    assert pages_of(pa.Table.from_struct_array(pages)) == PAGES
    bad = daft.from_pydict({"text": [RECORDS[0]["text"], None]})
    assert bad.select(parse(columns=["language"])["error"]).to_pydict() == {"error": [None, REASON]}


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield ray
    ray.shutdown()


@pytest.mark.parametrize("options", [{}, {"concurrency": 1}, {"concurrency": (1, 2)}])
def test_ray(ray: Any, tmp_path: Path, options: dict[str, Any]) -> None:  # noqa: ANN401 - not typed here
    from newsdump.integrations.ray import parse

    pq.write_table(TABLE, tmp_path / "dumps.parquet")
    dataset = parse(ray.data.read_parquet(str(tmp_path / "dumps.parquet")), batch_size=4, **options)
    table = pa.concat_tables(ray.get(dataset.to_arrow_refs()))
    order = pa.compute.sort_indices(table.column("url"))
    expected = sorted(zip(COLUMNS["url"], COLUMNS["id"], PAGES, strict=True))
    assert table.column("id").take(order).to_pylist() == [number for _, number, _ in expected]
    assert pages_of(table.take(order)) == [page for *_, page in expected]
    with pytest.raises(UsageError):
        parse(ray.data.from_arrow(TABLE), keep="id")


def test_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    from newsdump.integrations.spark import parse

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "5")
        .getOrCreate()
    )
    try:
        frame = session.createDataFrame(
            [(row["id"], row["text"], row["url"], row["date"]) for row in RECORDS],
            "id string, text string, url string, date timestamp",
        )
        table = parse(frame).toArrow()
        assert table.column("id").to_pylist() == COLUMNS["id"]
        assert pages_of(table) == PAGES
        assert parse(frame).selectExpr("id", "explode(comments)").count() == sum(len(page.comments) for page in PAGES)
        bad = session.createDataFrame([(RECORDS[0]["text"],), (None,)], "text string")
        rows = parse(bad, flat=True, columns=["language"], on_error="note").collect()
        assert [row.error for row in rows] == [None, REASON]
    finally:
        session.stop()


def test_dolma(tmp_path: Path) -> None:
    pytest.importorskip("dolma")
    from dolma.core.data_types import InputSpecWithMetadata
    from dolma.core.registry import TaggerRegistry

    import newsdump.integrations.dolma  # noqa: F401 - it registers the tagger

    tagger = TaggerRegistry.get("newsdump_v1")()
    for record, page in zip(RECORDS, PAGES, strict=True):
        known = {"url": record["url"], "date": record["date"].astimezone(UTC).isoformat()}
        tags = tagger.tag(InputSpecWithMetadata(id=record["id"], text=record["text"], metadata=known))
        expected = {name: places for name, places in dolma_format.spans(page).items() if places}
        assert tags == {
            name: [(start, end, round(score, 5)) for start, end, score in places] for name, places in expected.items()
        }
    documents = tmp_path / "documents"
    documents.mkdir()
    with gzip.open(documents / "a.jsonl.gz", "wt", encoding="utf-8") as file:
        for record in RECORDS:
            file.write(json.dumps({"id": record["id"], "text": record["text"], "source": "x"}) + "\n")
    from dolma.core.runtime import create_and_run_tagger

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        create_and_run_tagger(
            documents=[str(documents / "*.gz")],
            destination=[str(tmp_path / "attributes")],
            taggers=["newsdump_v1"],
            metadata=str(tmp_path / "state"),
            num_processes=1,
            taggers_modules=["newsdump.integrations.dolma"],
        )
    with gzip.open(tmp_path / "attributes" / "a.jsonl.gz", "rt", encoding="utf-8") as file:
        written = [json.loads(line) for line in file]
    assert [row["id"] for row in written] == COLUMNS["id"]
    assert any("newsdump_v1__newsdump_v1__article" in row["attributes"] for row in written)
