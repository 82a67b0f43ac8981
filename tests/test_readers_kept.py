"""What came with a dump and is kept with it: ids, fields, headers of web archives."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from newsdump.readers import Dump, Fields, Origin, read
from newsdump.readers.reading import read_stream


def test_a_record_keeps_its_id_and_what_is_asked_for(tmp_path: Path) -> None:
    records = [
        {"text": "a", "id": 1, "tags": ["x"], "more": {"n": 2}},
        {"text": "b", "doc_id": "two", "tags": None},
        {"text": "c"},
    ]
    lines = tmp_path / "a.jsonl"
    lines.write_text("".join(json.dumps(record) + "\n" for record in records))
    fields = Fields(keep=("tags", "more.n"))
    expected: list[dict[str, object]] = [{"id": 1, "tags": ["x"], "more.n": 2}, {"id": "two"}, {}]
    assert [dump.kept for dump in read(lines, fields=fields)] == expected
    assert [dump.kept for dump in read(lines, fields=Fields(id=("tags",)))] == [{"id": ["x"]}, {}, {}]


def test_rows_of_parquet_keep_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["a", "b"], "id": [1, None], "more": [{"n": 2}, None], "left": [0, 0]}), path)
    assert [dump.kept for dump in read(path, fields=Fields(keep=("more.n",)))] == [{"id": 1, "more.n": 2}, {}]


def test_records_of_web_archives_keep_id_digest_and_headers(tmp_path: Path) -> None:
    path = tmp_path / "a.wet"
    head = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Block-Digest: sha1:AB\r\n"
        "WARC-Identified-Content-Language: eng\r\nContent-Length: 1\r\n\r\na\r\n\r\n"
    )
    path.write_bytes(head.encode())
    fields = Fields(keep=("WARC-Identified-Content-Language", "WARC-Refers-To"))
    (dump,) = read(path, fields=fields)
    assert dump.kept == {
        "id": "<urn:uuid:1>",
        "digest": "sha1:AB",
        "WARC-Identified-Content-Language": "eng",
    }


def test_a_file_that_is_a_dump_tells_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Harbour opens")
    (tmp_path / "b.jsonl").write_text('{"text": "Ferry cancelled", "id": 7}\n')
    assert [dump.kept for dump in read(tmp_path)] == [{"path": str(tmp_path / "a.txt")}, {"id": 7}]


def test_records_tell_their_file_and_place_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n\n{"text": "b", "path": "/ferry", "number": 9}\n')
    expected = [{"path": str(path), "number": 1}, {"path": "/ferry", "number": 9}]
    assert [dump.kept for dump in read(path, fields=Fields(keep=("path", "number")))] == expected


def test_standard_input_has_no_path() -> None:
    (dump,) = read_stream(io.BytesIO(b"Harbour opens"), "-")
    assert dump == Dump("Harbour opens", Origin("-"))
