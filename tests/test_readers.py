"""Readers: whole files of every kind, then broken ones."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.warcwriter import WARCWriter

import newsdump
from newsdump.errors import MissingExtraError, UsageError
from newsdump.readers import Dump, Fault, Fields, Origin, ReadError, read, stream, to_time
from newsdump.readers.decoding import decode
from newsdump.readers.opening import zstandard_library

NOON = datetime(2025, 6, 6, 12, tzinfo=UTC)
TEXTS = ["Harbour of Port Ellery\nopens again.", "Ferry to Dunmere — cancelled.\r\n", "Vale 😀"]
RECORDS = [
    {"text": text, "url": f"https://news.example/{number}", "date": "2025-06-06T12:00:00Z"}
    for number, text in enumerate(TEXTS)
]
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: bytes(zstandard_library().compress(data)),
}


def as_json_lines(records: list[dict[str, str]]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def as_wet(texts: list[str], *, packed: bool = False) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio leaves its temporary files to the garbage collector
        writer.write_record(writer.create_warcinfo_record("crawl.wet", {"software": "none"}))
        for number, text in enumerate(texts):
            writer.write_record(
                writer.create_warc_record(
                    f"https://news.example/{number}",
                    "conversion",
                    payload=io.BytesIO(text.encode()),
                    warc_content_type="text/plain",
                    warc_headers_dict={"WARC-Date": "2025-06-06T12:00:00Z"},
                )
            )
    return buffer.getvalue()


def as_parquet(records: list[dict[str, str]]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), buffer, row_group_size=2)
    return buffer.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "crawl.jsonl": lambda: as_json_lines(RECORDS),
    "crawl.parquet": lambda: as_parquet(RECORDS),
    "crawl.warc.wet": lambda: as_wet(TEXTS),
}


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("name", FILES)
def test_files_of_records(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / (name + suffix)
    path.write_bytes(PACKERS[suffix](FILES[name]()))
    dumps = list(read(path))
    assert [dump.text for dump in dumps] == TEXTS
    assert [dump.url for dump in dumps] == [record["url"] for record in RECORDS]
    assert [dump.captured_at for dump in dumps] == [NOON] * 3
    assert [dump.origin.number for dump in dumps] == [1, 2, 3]


@pytest.mark.parametrize("suffix", PACKERS)
def test_text_files(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / ("page.txt" + suffix)
    path.write_bytes(PACKERS[suffix](b"\xef\xbb\xbf" + TEXTS[1].encode()))
    assert list(read(path)) == [Dump(TEXTS[1], Origin(str(path)), kept={"path": str(path)})]


def test_wet_with_a_member_a_record(tmp_path: Path) -> None:
    path = tmp_path / "crawl.wet.gz"
    path.write_bytes(as_wet(TEXTS, packed=True))
    assert [dump.text for dump in read(path)] == TEXTS


def test_folders_are_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", ".hidden/e.txt", ".f.txt", "a.doc", "notes.md"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "b" / "g.jsonl").write_text('"g"\n', encoding="utf-8")
    assert [dump.text for dump in read(tmp_path)] == ["a.txt", "c.txt", "b/d.txt", "g"]


def test_patterns_are_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("c.txt", "a.txt", "b.md"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [dump.text for dump in read(f"{tmp_path}/*.txt")] == ["a.txt", "c.txt"]
    assert [dump.text for dump in read(f"{tmp_path}/**/[bc].*")] == ["b.md", "c.txt"]


def test_remote_files() -> None:
    system = fsspec.filesystem("memory")
    system.pipe("/crawl/a.jsonl.gz", gzip.compress(as_json_lines(RECORDS)))
    system.pipe("/crawl/b.txt", b"Vale")
    for address in ("memory://crawl", "memory://crawl/*"):
        assert [dump.text for dump in read(address)] == [*TEXTS, "Vale"]
    assert [dump.text for dump in read("memory://crawl/b.txt")] == ["Vale"]
    assert [str(each) for each in stream(["memory://crawl/*.pdf"])] == ["memory://crawl/*.pdf: no file is there"]
    (fault,) = stream(["memory://crawl/none.txt"])
    assert isinstance(fault, Fault)


def test_standard_input_needs_to_be_told_what_it_is() -> None:
    program = "from newsdump.readers import read; print([dump.text for dump in read('-', reader='jsonl')])"
    done = subprocess.run([sys.executable, "-c", program], input=b'"Vale"\n', capture_output=True, check=True)
    assert done.stdout == b"['Vale']\n"


@pytest.mark.parametrize(
    ("record", "fields", "text", "url", "captured_at"),
    [
        ({"content": "a", "timestamp": "2025-06-06 12:00:00"}, Fields(), "a", None, NOON),
        ({"raw_content": "a", "date_download": 1749211200}, Fields(), "a", None, NOON),
        ({"text": "a", "metadata": {"url": "u", "date": "20250606120000"}}, Fields(), "a", "u", NOON),
        ({"text": "a", "body": "b", "link": "u"}, Fields(text=("body",), url=("link",)), "b", "u", None),
        ({"page": {"body": {"text": "b"}}}, Fields(text=("page.body.text",)), "b", None, None),
        ({"text": "a", "url": 3}, Fields(), "a", None, None),
    ],
)
def test_fields_are_found_by_name(
    tmp_path: Path,
    *,
    record: dict[str, object],
    fields: Fields,
    text: str,
    url: str | None,
    captured_at: datetime | None,
) -> None:
    lines, table = tmp_path / "crawl.jsonl", tmp_path / "crawl.parquet"
    lines.write_text(json.dumps(record), encoding="utf-8")
    pq.write_table(pa.Table.from_pylist([record]), table)
    for path in (lines, table):
        (dump,) = read(path, fields=fields)
        assert (dump.text, dump.url, dump.captured_at) == (text, url, captured_at)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-06-06T12:00:00Z", NOON),
        ("2025-06-06T14:00:00+02:00", NOON),
        ("2025-06-06", datetime(2025, 6, 6, tzinfo=UTC)),
        ("20250606120000", NOON),
        ("Fri, 06 Jun 2025 12:00:00 GMT", NOON),
        (NOON, NOON),
        (NOON.replace(tzinfo=None), NOON),
        (NOON.astimezone(timezone(timedelta(hours=9))), NOON),
        (date(2025, 6, 6), datetime(2025, 6, 6, tzinfo=UTC)),
        (1749211200, NOON),
        (1749211200.0, NOON),
        ("1749211200", NOON),
        (1749211200000, NOON),
        (1749211200000000, NOON),
        ("lately", None),
        ("", None),
        ("99999999999999", None),
        (True, None),
        (float("nan"), None),
        (10**30, None),
        ([], None),
        (None, None),
    ],
)
def test_times_in_any_common_form(value: object, moment: datetime | None) -> None:
    assert to_time(value) == moment


def test_a_time_that_cannot_be_read_leaves_a_note(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    path.write_text('{"text": "Vale", "date": "lately"}', encoding="utf-8")
    (dump,) = read(path)
    assert [note.code for note in dump.parsed_by(newsdump.parse).notes if note in dump.notes] == ["unreadable-time"]


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        (b"Vale", "Vale", []),
        (b"", "", []),
        (b"\xef\xbb\xbfVale", "Vale", []),
        ("Vale é".encode("utf-16"), "Vale é", []),
        (b"\xff\xfe\x00\x00" + "Vale é".encode("utf-32-le"), "Vale é", []),
        (b"\xff\xfeV\x00a", "V\ufffd", ["replaced-characters"]),
        ("Füße, Grüße, Münze".encode() + b"\xc3", "Füße, Grüße, Münze\ufffd", ["replaced-characters"]),
        (b"\xfe\xffV", "\ufffd", ["replaced-characters"]),
    ],
)
def test_decoding(data: bytes, text: str, codes: list[str]) -> None:
    decoded = decode(data)
    assert decoded.text == text
    assert [note.code for note in [decoded.note] if note] == codes


def test_the_note_points_at_the_first_replaced_character() -> None:
    note = decode("Füße ".encode() + b"\xff\xff" + "ü".encode() * 9).note
    assert note is not None
    assert note.span is not None
    assert (note.span.start, note.span.end) == (5, 6)


def test_another_encoding_is_guessed() -> None:
    text = "Порт Эллери снова открыт: первый паром из Данмира придёт в понедельник, и его ждут оба города. " * 3
    decoded = decode(text.encode("cp1251"))
    assert decoded.text == text
    assert decoded.note is not None
    assert decoded.note.code == "guessed-encoding"


def test_without_charset_normalizer_characters_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    decoded = decode("Порт".encode("cp1251"))
    assert decoded.text == "\ufffd" * 4
    assert decoded.note is not None
    assert decoded.note.code == "replaced-characters"


LONG = [text * 200 for text in TEXTS]
BROKEN: list[tuple[str, str, Callable[[], bytes], int, str]] = [
    ("gzip that ends too early", "a.wet.gz", lambda: gzip.compress(as_wet(LONG))[:-40], 1, "ends too early"),
    ("gzip that is none", "a.txt.gz", lambda: b"Vale", 0, "Not a gzipped file"),
    ("gzip with a damage", "a.jsonl.gz", lambda: _damaged(gzip.compress(as_json_lines(RECORDS))), 0, ""),
    ("bz2 that is none", "a.txt.bz2", lambda: b"Vale", 0, "Invalid data stream"),
    ("bz2 that ends too early", "a.txt.bz2", lambda: bz2.compress(b"Vale")[:-4], 0, "ends too early"),
    ("xz that is none", "a.txt.xz", lambda: b"Vale", 0, "Input format not supported"),
    ("xz that ends too early", "a.txt.xz", lambda: lzma.compress(b"Vale")[:-4], 0, "ends too early"),
    ("zst that is none", "a.txt.zst", lambda: b"Vale", 0, "Unable to decompress"),
    ("zst that ends too early", "a.txt.zst", lambda: PACKERS[".zst"](b"Vale" * 99)[:-4], 0, "ends too early"),
    ("warc that is none", "a.warc", lambda: b"Vale\n" * 99, 0, "it does not begin with a record"),
    ("warc that is empty", "a.warc", lambda: b"", 0, "no records with text"),
    ("warc without texts", "a.warc", lambda: as_wet([]), 0, "no records with text; there are: 1 warcinfo"),
    ("warc cut in a record", "a.wet", lambda: as_wet(LONG)[:-99], 2, "record 3: the record ends too early"),
    ("parquet that is none", "a.parquet", lambda: b"Vale", 0, "no whole Parquet file"),
    ("parquet that ends too early", "a.parquet", lambda: as_parquet(RECORDS)[:-9], 0, "no whole Parquet file"),
    (
        "parquet without texts",
        "a.parquet",
        lambda: as_parquet([{"url": "u"}]),
        0,
        "no text: none of the fields text, content, raw_content is there; there are: url",
    ),
    (
        "line that is no JSON",
        "a.jsonl",
        lambda: b'"a"\n\n{oops\n"b"\n',
        2,
        "line 3: not valid JSON: Expecting property name",
    ),
    ("line that is no record", "a.jsonl", lambda: b'3\n"b"\n', 1, "line 1: neither an object nor a string"),
    (
        "line without text",
        "a.jsonl",
        lambda: b'{"txt": "a"}\n"b"\n',
        1,
        "line 1: no text: none of the fields text, con",
    ),
    ("line with another text", "a.jsonl", lambda: b'{"text": [1]}\n"b"\n', 1, "line 1: the text is no string: [1]"),
    ("array that is cut behind a record", "a.json", lambda: b'["a", "b",', 2, "its array is not closed"),
    ("array that is cut behind no record", "a.json", lambda: b"[", 0, "the file ends too early: its array"),
    (
        "table that is cut in a cell",
        "a.csv",
        lambda: b'text,url\na,u\n"b',
        1,
        "row 2: the file ends too early: a quote",
    ),
    ("table that is cut in its head", "a.csv", lambda: b'text,"url\na,u\n', 0, "the file ends too early: a quote"),
    ("empty file that is called packed", "a.jsonl.gz", lambda: b"", 0, "the file ends too early"),
    ("line that is too deep", "a.jsonl", lambda: b"[" * 200_000 + b'\n"b"\n', 1, "line 1: JSON that is nested"),
]


def _damaged(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes(8) + data[len(data) // 2 + 8 :]


@pytest.mark.parametrize(("name", "make", "whole", "reason"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN])
def test_what_is_broken_is_told_and_the_rest_is_read(
    tmp_path: Path, name: str, make: Callable[[], bytes], whole: int, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    faults: list[Fault] = []
    dumps = list(read(path, on_fault=faults.append))
    assert len(faults) == 1
    assert reason in str(faults[0])
    assert faults[0].origin.path == str(path)
    assert len(dumps) == whole or name.endswith(".gz")


def test_without_a_listener_a_fault_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"missing\.txt: No such file or directory"):
        next(read(tmp_path / "missing.txt"))


def test_inputs_that_name_nothing_are_faults(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "page.pdf").touch()
    reasons = [
        str(each).removeprefix(str(tmp_path))
        for each in stream([f"{tmp_path}/{name}" for name in ("empty", "other", "*.txt")])
    ]
    known = ".csv, .htm, .html, .json, .jsonl, .ndjson, .parquet, .pq, .text, .tsv, .txt, .warc, .wet, .xhtml"
    assert reasons == [
        f"/empty: the folder holds no files that end in {known}",
        f"/other: the folder holds no files that end in {known}",
        "/*.txt: no file fits this pattern",
    ]


def test_a_folder_without_rights_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told by the system as it tells it, for the user that runs the tests may have every right."""
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "page.txt").write_text("Vale", encoding="utf-8")
    plain = os.scandir

    def scandir(path: str) -> object:
        if path == str(closed):
            raise PermissionError(13, "Permission denied", path)
        return plain(path)

    monkeypatch.setattr(os, "scandir", scandir)
    dump, fault = stream([str(tmp_path)])
    assert isinstance(dump, Dump)
    assert str(fault) == f"{closed}: Permission denied"


def test_a_reader_that_is_not_there() -> None:
    with pytest.raises(
        UsageError, match="no reader is called 'pdf'; there are text, jsonl, json, csv, parquet, warc, html"
    ):
        next(read("page.pdf", reader="pdf"))


@pytest.mark.parametrize(
    ("module", "name", "extra"),
    [
        ("pyarrow", "a.parquet", "parquet"),
        ("fastwarc.warc", "a.wet", "warc"),
        ("fsspec", "memory://a.txt", "remote"),
        ("fsspec.core", "memory://a.txt", "remote"),
        ("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd", "a.txt.zst", "zst"),
    ],
)
def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    for within in [each for each in sys.modules if each.startswith(f"{module}.")]:  # another test may have loaded it
        monkeypatch.delitem(sys.modules, within)
    if module == "backports.zstd":
        monkeypatch.delattr("backports.zstd")
    path = name if "://" in name else str(tmp_path / name)
    if "://" not in name:
        Path(path).touch()
    with pytest.raises(MissingExtraError, match=rf"pip install 'newsdump\[{extra}\]'"):
        list(read(path))
