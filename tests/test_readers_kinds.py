"""Input is taken for what it is: by its name, by how it begins, by its letters."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import newsdump
from newsdump.readers import Dump, Fault, Fields, read, stream
from newsdump.readers.decoding import decode
from newsdump.readers.finding import LeftOut
from newsdump.readers.kinds import kind_of
from newsdump.readers.reading import files
from paragraphs import PARAGRAPHS
from test_readers import RECORDS, TEXTS, as_json_lines, as_parquet, as_wet

HTML = (
    "<!DOCTYPE html><html><head><title>Vale</title></head>"
    "<body><h1>Harbour opens</h1><p>Füße in Osselby.</p></body></html>"
)


def as_csv(separator: str = ",", encoding: str = "utf-8") -> bytes:
    rows = [separator.join(["url", "text", "date"])]
    for record in RECORDS:
        quoted = '"' + record["text"].replace('"', '""') + '"'
        rows.append(separator.join([record["url"], quoted, record["date"]]))
    return "\r\n".join(rows).encode(encoding)


FORMS: dict[str, Callable[[], bytes]] = {
    "a.json": lambda: json.dumps(RECORDS).encode(),
    "b.json": lambda: json.dumps(RECORDS, indent=2, ensure_ascii=False).encode("utf-8-sig"),
    "c.json": lambda: as_json_lines(RECORDS),
    "d.json": lambda: "\n".join(json.dumps(record, indent=2) for record in RECORDS).encode(),
    "c4-train.00000.json.gz": lambda: gzip.compress(as_json_lines(RECORDS)),
    "e.csv": as_csv,
    "f.csv": lambda: as_csv(";", "utf-8-sig"),
    "g.tsv": lambda: as_csv("\t"),
    "h.csv": lambda: as_csv("\t", "utf-16"),
    "i.csv.bz2": lambda: bz2.compress(as_csv()),
    "lines": lambda: as_json_lines(RECORDS),
    "lines.packed": lambda: gzip.compress(as_json_lines(RECORDS)),
    "array.dat": lambda: json.dumps(RECORDS, indent=1).encode(),
    "crawl": lambda: as_wet(TEXTS),
    "crawl.packed": lambda: as_wet(TEXTS, packed=True),
    "table": lambda: as_parquet(RECORDS),
}


@pytest.mark.parametrize("name", FORMS)
def test_records_in_every_form(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FORMS[name]())
    dumps = list(read(tmp_path / name))
    assert [dump.text for dump in dumps] == TEXTS
    assert [dump.url for dump in dumps] == [record["url"] for record in RECORDS]
    assert [dump.captured_at is not None for dump in dumps] == [True] * 3


@pytest.mark.parametrize("name", ["lines", "crawl", "array.dat"])
def test_standard_input_is_looked_into(name: str) -> None:
    program = "from newsdump.readers import read; print(*[ascii(dump.text) for dump in read('-')], sep='\\n')"
    done = subprocess.run([sys.executable, "-c", program], input=FORMS[name](), capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == [ascii(text) for text in TEXTS]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "text"),
        (b'"We have waited," said Nadia Holm.\n', "text"),
        (b"[Advertisement]\nHarbour opens\n", "text"),
        (b"{ferry}\n", "text"),
        (b"a,b,c\n1,2,3\n", "text"),
        (b'{"text": "' + b"a" * 70_000, "jsonl"),
        (b'\xef\xbb\xbf{"text": "a"}\n', "jsonl"),
        (b'{\n "text": "a"\n}\n', "json"),
        (b"[]", "json"),
        (b"  <!-- x --><!-- y -->\n<HTML lang=en>", "html"),
        (b"<!--" * 5000, "text"),
        (b"<p>not a whole page</p>", "text"),
        (b"PAR1\x15", "parquet"),
        (b"WARC/1.0\r\n", "warc"),
    ],
)
def test_kinds_are_told_by_how_files_begin(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


def test_a_text_file_is_text_whatever_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(as_json_lines(RECORDS))
    (dump,) = read(tmp_path / "a.txt")
    assert [note.code for note in dump.parsed_by(newsdump.parse).notes][:1] == ["looks-like-json"]


def test_a_folder_says_what_it_leaves_out(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "c.pdf", "d.md", "e", ".f.txt"):
        (tmp_path / name).touch()
    told: list[LeftOut] = []
    assert list(files([str(tmp_path)], None, told.append)) == [str(tmp_path / "a.txt")]
    assert [str(each) for each in told] == [
        f"{tmp_path}: 5 files were left out: 2 .pdf, 1 .md, 1 hidden, 1 without a suffix"
    ]


# Fields


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.jsonl", "a.json"])
def test_a_field_that_is_not_there_is_one_fault_that_names_the_others(tmp_path: Path, name: str) -> None:
    records = [{"id": str(number), "story": "a"} for number in range(500)]
    if name == "a.parquet":
        pq.write_table(pa.Table.from_pylist(records), tmp_path / name)
    elif name == "a.csv":
        (tmp_path / name).write_text("id,story\n" + "1,a\n" * 500, encoding="utf-8")
    else:
        text = json.dumps(records) if name == "a.json" else "\n".join(map(json.dumps, records))
        (tmp_path / name).write_text(text, encoding="utf-8")
    for fields, asked in (
        (Fields(text=("body",)), "the field body is not there"),
        (Fields(), "none of the fields text, content, raw_content is there"),
    ):
        faults = [str(each).removeprefix(str(tmp_path)) for each in stream([str(tmp_path / name)], fields=fields)]
        assert faults == [f"/{name}: no text: {asked}; there are: id, story (--text-field NAME says which holds it)"]
    assert len(list(read(tmp_path / name, fields=Fields(text=("story",))))) == 500


def test_a_record_that_alone_has_no_text_is_a_fault_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 1}\n{oops\n{"text": "a"}\n{"id": 2}\n', encoding="utf-8")
    found = list(stream([str(tmp_path / "a.jsonl")]))
    assert [each.origin.number for each in found] == [1, 2, 3, 4]
    assert [isinstance(each, Fault) for each in found] == [True, True, False, True]


# HTML and responses


def as_warc(*responses: tuple[str, bytes]) -> bytes:
    """A WARC file with a response for each head and body."""
    records = []
    for number, (head, body) in enumerate(responses):
        block = head.encode() + b"\r\n\r\n" + body
        records.append(
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2025-06-06T12:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n".encode()
            + block
            + b"\r\n\r\n"
        )
    return b"".join(records)


RESPONSES = as_warc(
    ("HTTP/1.1 200 OK\r\nContent-Type: text/plain", TEXTS[0].encode()),
    ("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=iso-8859-1", "Füße".encode("latin-1")),
    ("HTTP/1.1 404 Not Found\r\nContent-Type: text/plain", b"nothing here"),
    ("HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
    (
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
        b"%x\r\n" % len(gzip.compress(b"Vale", mtime=0)) + gzip.compress(b"Vale", mtime=0) + b"\r\n0\r\n\r\n",
    ),
    ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8", HTML.encode()),
)


def test_responses_with_text_are_dumps(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(RESPONSES)
    dumps = list(read(tmp_path / "a.warc"))
    assert [dump.text for dump in dumps][:3] == [TEXTS[0], "Füße", "Vale"]
    assert dumps[3].text.split("\n")[0] == "Harbour opens"
    assert [dump.url for dump in dumps] == [f"https://news.example/{number}" for number in (0, 1, 4, 5)]
    assert all(dump.captured_at for dump in dumps)


def test_html_is_printed(tmp_path: Path) -> None:
    for name, data in (("a.html", HTML.encode()), ("b.htm.gz", gzip.compress(HTML.encode())), ("c", HTML.encode())):
        (tmp_path / name).write_bytes(data)
        (dump,) = read(tmp_path / name)
        assert dump.text == "Harbour opens\n\nFüße in Osselby."
    latin = HTML.replace("<head>", '<head><meta charset="iso-8859-1">').encode("latin-1")
    (tmp_path / "d.html").write_bytes(latin)
    assert next(read(tmp_path / "d.html")).text == "Harbour opens\n\nFüße in Osselby."


def test_without_resiliparse_html_is_a_text_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resiliparse.extract.html2text", None)
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    (dump,) = read(tmp_path / "a.html")
    assert dump.text == HTML
    assert "looks-like-html" in [note.code for note in dump.parsed_by(newsdump.parse).notes]
    told: list[LeftOut] = []
    assert isinstance(next(files([str(tmp_path)], None, told.append)), Fault)
    assert "pip install 'newsdump[html]'" in str(told[0])
    (tmp_path / "b.warc").write_bytes(as_warc(("HTTP/1.1 200 OK\r\nContent-Type: text/html", HTML.encode())))
    (fault,) = stream([str(tmp_path / "b.warc")])
    assert "1 pages in HTML" in str(fault)
    assert "pip install 'newsdump[html]'" in str(fault)


# Encodings


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_paragraphs_in_the_encodings_of_their_languages(language: str) -> None:
    encodings, text = PARAGRAPHS[language]
    for encoding in encodings:
        decoded = decode(text.encode(encoding))
        assert decoded.text == text
        assert decoded.note is not None
        assert decoded.note.code == "guessed-encoding"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("language", ["es", "pl", "ru", "ar", "th"])
def test_wide_encodings_without_a_mark(language: str, encoding: str) -> None:
    text = PARAGRAPHS[language][1]
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.note) == (text, None)


@pytest.mark.parametrize("data", [b"Vale\x00", b"a\x00b\x00\xff", b"\x00" * 99, b"PK\x03\x04\x00\x00\x08\x00\x00\x00"])
def test_what_holds_nuls_is_not_wide_for_that(data: bytes) -> None:
    assert decode(data).text.count("\x00") == data.count(b"\x00")


def test_latin_script_needs_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    assert decode(PARAGRAPHS["cs"][1].encode("iso8859-2")).text == PARAGRAPHS["cs"][1]


def test_columns_of_a_table_are_read_in_their_encoding(tmp_path: Path) -> None:
    text = PARAGRAPHS["pl"][1]
    (tmp_path / "a.csv").write_bytes(f'url,text\nu,"{text}"\n'.encode("cp1250"))
    (dump,) = read(tmp_path / "a.csv")
    assert dump.text == text
    assert [note.code for note in dump.notes] == ["guessed-encoding"]


def test_parts_of_a_stream_come_together(tmp_path: Path) -> None:
    """Values of JSON across the pieces in which files are read."""
    texts = ['a"b\\' * 70_000, "{[,]}" * 60_000, "", "\\", '"']
    (tmp_path / "a.json").write_text(json.dumps([{"text": text} for text in texts]), encoding="utf-8")
    assert [dump.text for dump in read(tmp_path / "a.json")] == texts
    (tmp_path / "b.json").write_text("\n \n".join(json.dumps({"text": t}, indent=1) for t in texts), encoding="utf-8")
    assert [dump.text for dump in read(tmp_path / "b.json")] == texts


def test_a_stream_that_cannot_go_back_holds_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(as_parquet(RECORDS))

    monkeypatch.setattr(sys, "stdin", Stdin)
    found = list(stream(["-"]))
    assert [each.text for each in found if isinstance(each, Dump)] == TEXTS


@pytest.mark.parametrize("name", ["crawl.tar.gz", "crawl.zip", "crawl"])
def test_archives_are_to_be_unpacked_before(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    (tmp_path / "a.txt").write_text("Harbour opens")
    if name.endswith(".gz"):
        with tarfile.open(path, "w:gz") as archive:
            archive.add(tmp_path / "a.txt", "a.txt")
    else:
        with zipfile.ZipFile(path, "w") as packed:
            packed.write(tmp_path / "a.txt", "a.txt")
    faults: list[Fault] = []
    assert not [*read(path, on_fault=faults.append)]
    kind = "tar" if name.endswith(".gz") else "zip"
    assert [fault.reason for fault in faults] == [f"it is an archive ({kind}): unpack it before, and give the folder"]


@pytest.mark.parametrize(("name", "record"), [("text", '{"text": %s}\n'), ("page.text", '{"page": {"text": %s}}\n')])
def test_a_text_that_is_null_is_empty_and_not_missing(tmp_path: Path, name: str, record: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(record % "null" * 200 + record % '"a"')
    faults: list[Fault] = []
    found = read(path, fields=Fields(text=(name,)), on_fault=faults.append)
    assert [dump.text for dump in found] == ["a"]
    assert [fault.reason for fault in faults] == [f"no text: the field {name} is empty"] * 200
