"""The pages of a run in each format, with what came with them and the fields that were chosen."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from trafilatura.xml import validate_tei

from examples import EMPTY, PAGE
from newsdump.errors import UsageError
from newsdump.model import Page
from newsdump.serializers import FORMATS, Format, Layout, arrow, parquet
from newsdump.serializers import json as page_json
from newsdump.serializers.flat import FIELDS
from newsdump.serializers.kept import as_text, plain
from newsdump.serializers.writing import Writer

RECORD = {"id": "a&<b", "tags": ["x", None], "seen": datetime(2025, 6, 6, tzinfo=UTC)}
TEXTS = {"id": "a&<b", "tags": '["x", null]', "seen": "2025-06-06T00:00:00+00:00"}


def whole(writer: Writer, pages: list[Page], records: list[dict[str, Any]] | None = None) -> bytes:
    return writer.head() + writer.pages(pages, records) + writer.tail()


@pytest.mark.parametrize("name", FORMATS)
def test_pages_without_records_are_written_as_ever(name: str) -> None:
    written = whole(Writer(FORMATS[name], keep=()), [PAGE])
    if name != "parquet":  # which becomes one at the end of a run
        assert written == FORMATS[name].dumps(PAGE)


def row(writer: Writer) -> dict[str, Any]:
    (found,) = map(json.loads, whole(writer, [PAGE], [RECORD]).decode().splitlines())
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", ["json", "jsonl", "zyte", "diffbot"])
def test_json_has_the_record_under_its_key(name: str) -> None:
    assert row(Writer(FORMATS[name]))["record"] == plain(RECORD)


def test_dolma_has_its_id_and_the_rest_in_the_metadata() -> None:
    found = row(Writer(FORMATS["dolma"]))
    assert found["id"] == "a&<b"
    assert found["metadata"]["tags"] == ["x", None]
    assert found["metadata"]["url"] == PAGE.url


def test_schema_org_has_identifiers() -> None:
    found = row(Writer(FORMATS["schema_org"]))["identifier"]
    assert {each["propertyID"]: each["value"] for each in found} == TEXTS


def test_tei_has_numbers_and_is_valid_with_them() -> None:
    tree = etree.fromstring(whole(Writer(FORMATS["tei"]), [PAGE], [RECORD]))
    validate_tei(tree)
    assert {each.get("type"): each.text for each in tree.iter("{*}idno")} == TEXTS


def test_html_has_them_in_its_head() -> None:
    text = whole(Writer(FORMATS["html"]), [PAGE], [RECORD]).decode()
    assert '<meta name="newsdump:id" content="a&amp;&lt;b">' in text


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_formats_to_read_have_no_place_for_them(name: str) -> None:
    assert whole(Writer(FORMATS[name]), [PAGE], [RECORD]) == FORMATS[name].dumps(PAGE)


def test_csv_has_columns_at_its_end() -> None:
    text = whole(Writer(FORMATS["csv"], keep=["id", "tags"]), [PAGE, PAGE], [RECORD, {}]).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [each["id"] for each in rows] == ["a&<b"] * 4 + [""] * 4
    assert rows[0]["tags"] == TEXTS["tags"]


def test_tables_have_columns_in_front() -> None:
    writer = Writer(FORMATS["arrow"], keep=["id", "tags"])
    with pa.ipc.open_stream(whole(writer, [PAGE, EMPTY], [RECORD, {}])) as stream:
        table = stream.read_all()
    assert table.column_names == ["id", "tags", *arrow.SCHEMA.names]
    assert table.column("tags").to_pylist() == [TEXTS["tags"], None]
    (batch,) = table.to_batches()
    assert arrow.from_batch(batch) == [PAGE, EMPTY]
    assert pq.read_table(io.BytesIO(parquet.dumps(PAGE, record=RECORD))).column("id").to_pylist() == ["a&<b"]


@given(st.recursive(st.none() | st.floats() | st.text() | st.binary() | st.dates(), st.lists, max_leaves=5))
def test_anything_may_come_with_a_dump(value: object) -> None:
    text = page_json.dumps(EMPTY, record={"value": value})
    assert page_json.loads(text) == EMPTY
    json.loads(text, parse_constant=pytest.fail)
    assert as_text(value) is None or isinstance(as_text(value), str)


@pytest.mark.parametrize("name", ["jsonl", "json", "arrow", "parquet"])
def test_fields_are_chosen(name: str) -> None:
    writer = Writer(FORMATS[name], columns=["url", "article"], without=["blocks"])
    written = whole(writer, [PAGE], [{}])
    if name in {"json", "jsonl"}:
        found = json.loads(written)
    else:
        with pa.ipc.open_stream(written) as stream:
            (found,) = stream.read_all().drop_columns(["id"]).to_pylist()
    assert found.keys() - {"format"} == {"url", "article"}
    assert "title" in found["article"]
    assert "blocks" not in found["article"]


@pytest.mark.parametrize("name", ["jsonl", "arrow"])
def test_a_row_a_page_may_be_flat(name: str) -> None:
    writer = Writer(FORMATS[name], flat=True, without=["notes"])
    written = whole(writer, [PAGE], [RECORD])
    if name == "jsonl":
        found = json.loads(written)
        assert found["tags"] == ["x", None]
        assert found["published"] == "2025-06-06T00:00:00+00:00"
        del found["tags"], found["seen"]
    else:
        with pa.ipc.open_stream(written) as stream:
            (found,) = stream.read_all().to_pylist()
    assert found.keys() == {"id", *FIELDS} - {"notes"}
    assert (found["id"], found["title"]) == ("a&<b", PAGE.article and PAGE.article.title)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("csv", {"columns": ["url"]}, "csv has a form of its own"),
        ("tei", {"without": ["text"]}, "tei has a form of its own"),
        ("dolma", {"flat": True}, "dolma has a form of its own"),
        ("jsonl", {"columns": ["body"]}, "a page has no field 'body'"),
        ("jsonl", {"columns": ["body"], "flat": True}, "a flat row has no column 'body'"),
        ("arrow", {"without": ["body"], "flat": True}, "a flat row has no column 'body'"),
        ("parquet", {"keep": ["language"]}, "'language' cannot be kept: a column of the pages has this name"),
    ],
)
def test_what_cannot_be_chosen_is_told(name: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=f"^{message}"):
        Writer(FORMATS[name], **options)


def test_formats_of_other_packages_need_to_know_nothing_of_records(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(**functions: object) -> Format:
        module = ModuleType("other")
        vars(module).update(dumps=lambda page: f"{page.url}\n", **functions)
        monkeypatch.setattr(Format, "load_module", lambda _: module)
        return Format("other", "", Layout.LINES, (), "other")

    lines = made()
    assert whole(Writer(lines), [PAGE, PAGE], [RECORD, RECORD]).decode() == f"{PAGE.url}\n" * 2
    rows = attrs.evolve(made(head=lambda: "url\n", body=lambda page: f"{page.url}\n"), layout=Layout.ROWS)
    assert whole(Writer(rows), [PAGE], [RECORD]).decode() == f"url\n{PAGE.url}\n"
    table = attrs.evolve(
        made(head=lambda: b"(", bodies=lambda pages: b"%d" % len(pages), tail=lambda: b")"), layout=Layout.TABLE
    )
    assert whole(Writer(table), [PAGE, PAGE], [RECORD, {}]) == b"(2)"


def test_parquet_has_large_groups_and_a_short_end(tmp_path: Path) -> None:
    writer = Writer(FORMATS["parquet"])
    stream = tmp_path / "a.arrows"
    pages = [attrs.evolve(PAGE, url=f"https://news.example/{number}") for number in range(640)]
    parts = [writer.pages(pages[start : start + 64], [{}] * 64) for start in range(0, 640, 64)]
    stream.write_bytes(writer.head() + b"".join(parts) + writer.tail())
    target = tmp_path / "a.parquet"
    parquet.finish(stream, target)
    file = pq.ParquetFile(target)
    assert file.metadata.num_row_groups == 1
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    url = file.metadata.row_group(0).column(file.schema_arrow.names.index("url"))
    assert url.statistics is not None
    assert url.statistics.min == "https://news.example/0"
    assert (file.schema_arrow.metadata or {})[b"newsdump"] == b"page/2"
    end = int.from_bytes(target.read_bytes()[-8:-4], "little")
    assert end < 40_000
    assert arrow.from_batch(file.read().combine_chunks().to_batches()[0])[:2] == pages[:2]
