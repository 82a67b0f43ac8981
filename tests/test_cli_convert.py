"""`newsdump convert`."""

from __future__ import annotations

import gzip
import json as plain_json
import os
import subprocess
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import command_line
import newsdump
from newsdump.cli.work import Task, Work
from newsdump.readers import Dump, Origin, read
from newsdump.serializers import FORMATS, Layout, arrow, csv, jsonl
from test_readers import as_parquet, as_wet

COMMAND = [*command_line.COMMAND, "convert"]


def dump(number: int) -> str:
    return f"""\
Story {number} of Port Ellery
PORT ELLERY: The harbour opened on day {number}, after the last of the stones had been taken out of the water by hand.
"We have waited for this day for a long time," said Nadia Holm, who has led the port of the town for nine years.
Comments
No comments yet...
"""


def run(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return command_line.newsdump("convert", *arguments, stdin=stdin, cwd=cwd)


def as_lines(numbers: range) -> bytes:
    return b"".join(plain_json.dumps({"text": dump(number)}).encode() + b"\n" for number in numbers)


def texts(path: Path) -> list[str]:
    return [jsonl.loads(line).text for line in path.read_bytes().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inputs = tmp_path / "dumps"
    (inputs / "b").mkdir(parents=True)
    (inputs / "a.txt").write_text(dump(0), encoding="utf-8")
    (inputs / "b" / "c.txt").write_text(dump(1), encoding="utf-8")
    return inputs


def test_inputs_of_all_kinds_in_their_order(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "crawl.wet.gz").write_bytes(as_wet([dump(2), dump(3)], packed=True))
    (tmp_path / "crawl.parquet").write_bytes(as_parquet([{"text": dump(4)}, {"text": dump(5)}]))
    (tmp_path / "crawl.jsonl.gz").write_bytes(gzip.compress(as_lines(range(6, 8))))
    done = run(
        folder,
        tmp_path / "crawl.wet.gz",
        tmp_path / "*.parquet",
        tmp_path / "crawl.jsonl.gz",
        "-o",
        "out.jsonl",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert texts(tmp_path / "out.jsonl") == [dump(number) for number in range(8)]
    assert b"8  pages" in done.stderr
    assert sorted(path.name for path in tmp_path.glob("out*")) == ["out.jsonl"]


def test_what_is_known_of_dumps_comes_into_the_pages(tmp_path: Path) -> None:
    (tmp_path / "crawl.wet").write_bytes(as_wet([dump(0)]))
    run(tmp_path / "crawl.wet", "-o", tmp_path / "out.jsonl")
    page = jsonl.loads((tmp_path / "out.jsonl").read_bytes())
    assert page.url == "https://news.example/0"
    assert page.captured_at is not None


def test_any_number_of_processes_give_the_same(tmp_path: Path) -> None:
    (tmp_path / "crawl.jsonl").write_bytes(as_lines(range(300)))
    outputs = []
    for jobs in ("1", "2"):
        done = run(tmp_path / "crawl.jsonl", "--jobs", jobs, "-o", tmp_path / "out.jsonl", "-q", "--force")
        assert (done.returncode, done.stderr) == (0, b"")
        outputs.append((tmp_path / "out.jsonl").read_bytes())
    assert outputs[0] == outputs[1]
    assert texts(tmp_path / "out.jsonl") == [dump(number) for number in range(300)]


@pytest.mark.parametrize("name", [each.name for each in FORMATS.values() if each.layout is Layout.DOCUMENT])
def test_documents_go_to_a_folder(folder: Path, tmp_path: Path, name: str) -> None:
    done = run(folder, "--to", name, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    suffix = FORMATS[name].suffixes[0]
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert written == [f"a{suffix}", f"b/c{suffix}"]
    assert (tmp_path / "out" / f"a{suffix}").read_bytes().count(b"Nadia Holm") >= 1


def test_documents_may_have_front_matter_with_the_ids_of_their_records(tmp_path: Path) -> None:
    (tmp_path / "crawl.jsonl").write_text(plain_json.dumps({"id": "a7", "text": dump(0)}), encoding="utf-8")
    done = run("crawl.jsonl", "--to", "md", "--front-matter", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (written,) = (tmp_path / "out").rglob("*.md")
    assert written.read_text(encoding="utf-8").split("\n---\n")[0].splitlines() == [
        "---",
        'title: "Story 0 of Port Ellery"',
        'lang: "en"',
        'id: "a7"',
    ]
    assert run("crawl.jsonl", "--front-matter", "-o", "out.csv", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("suffix", ["", ".gz", ".bz2", ".xz", ".zst"])
def test_outputs_are_packed_as_their_name_says(folder: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.jsonl{suffix}"
    assert run(folder, "-o", out).returncode == 0
    assert [each.text for each in read(out)] == [dump(0), dump(1)]  # the text of a page is a dump again


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_an_output_without_a_page_is_a_packed_file_all_the_same(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "none.jsonl").write_bytes(b"")
    out = tmp_path / f"out.jsonl{suffix}"
    assert run("none.jsonl", "-o", out, cwd=tmp_path).returncode == 0
    assert list(read(out)) == []


def test_a_table_of_csv_has_one_head(tmp_path: Path) -> None:
    (tmp_path / "crawl.jsonl").write_bytes(as_lines(range(200)))
    run(tmp_path / "crawl.jsonl", "-o", tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_bytes().decode()
    expected = "".join(csv.body(newsdump.parse(dump(number)), keep=["id"]) for number in range(200))
    assert lines == csv.head(keep=["id"]) + expected


@pytest.mark.parametrize("name", ["out.parquet", "out.arrows"])
def test_tables_of_many_batches(tmp_path: Path, name: str) -> None:
    (tmp_path / "crawl.jsonl").write_bytes(as_lines(range(200)))
    assert run(tmp_path / "crawl.jsonl", "-o", tmp_path / name).returncode == 0
    if name.endswith(".parquet"):
        table = pq.read_table(tmp_path / name)
    else:
        table = pa.ipc.open_stream((tmp_path / name).read_bytes()).read_all()
    pages = [page for batch in table.to_batches() for page in arrow.from_batch(batch)]
    assert pages == [newsdump.parse(dump(number)) for number in range(200)]
    assert sorted(path.name for path in tmp_path.glob("out*")) == [name]


def test_standard_input_and_output() -> None:
    done = run("-", "--reader", "jsonl", stdin=as_lines(range(2)))
    assert done.returncode == 0
    assert [jsonl.loads(line).text for line in done.stdout.splitlines()] == [dump(0), dump(1)]
    page = newsdump.parse(dump(0))
    written = run("-", "--to", "csv", stdin=dump(0).encode()).stdout.decode()
    assert written == csv.head(keep=["id"]) + csv.body(page, keep=["id"])


def test_a_terminal_shows_a_bar(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="terminals of their own are there on POSIX only")
    (tmp_path / "crawl.jsonl").write_bytes(as_lines(range(200)))
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "crawl.jsonl", "-o", "out.jsonl", "--jobs", "1"],
        cwd=tmp_path,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    )
    os.close(theirs)
    shown = b""
    while piece := _read(ours):
        shown += piece
    assert process.wait() == 0
    assert b"200 pages" in shown
    assert b"100%" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # its other end is closed
        return b""


# What is broken


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{oops\n{"text": "Vale"}\n')
    (tmp_path / "b.wet.gz").write_bytes(gzip.compress(as_wet([dump(2), dump(3) * 99]))[:-30])
    (tmp_path / "empty").mkdir()
    inputs = ["a.jsonl", "b.wet.gz", "none.txt", "empty", "*.pdf", folder.name]
    done = run(*inputs, "-o", "out.jsonl", "--errors", "bad.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    bad = [plain_json.loads(line) for line in (tmp_path / "bad.jsonl").read_bytes().splitlines()]
    assert [(each["path"], each["kind"], each["number"]) for each in bad] == [
        ("a.jsonl", "line", 1),
        ("b.wet.gz", "record", 2),
        ("none.txt", "file", None),
        ("empty", "file", None),
        ("*.pdf", "file", None),
    ]
    assert [each["reason"].split(":")[0].split(" that ")[0] for each in bad] == [
        "not valid JSON",
        "the file ends too early",
        "No such file or directory",
        "the folder holds no files",
        "no file fits this pattern",
    ]
    assert texts(tmp_path / "out.jsonl") == ["Vale", dump(2), dump(0), dump(1)]
    assert b"5  could not be read" in done.stderr


def test_without_a_file_of_errors_the_first_are_shown(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"{oops\n" * 30)
    done = run("a.jsonl", "-o", "out.jsonl", "-q", cwd=tmp_path)
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("newsdump: a.jsonl, line 1: not valid JSON: ")
    assert lines[-1] == "newsdump: and 20 more; --errors FILE keeps them all"


def test_a_dump_that_breaks_the_parser_is_a_fault_and_no_end() -> None:
    def parse(text: str, **_: object) -> newsdump.Page:
        if text == "bad":
            raise ZeroDivisionError("of the parser")
        return newsdump.parse(text)

    dumps = [Dump(text, Origin("crawl.jsonl", "line", number)) for number, text in enumerate(["a", "bad", "b"], 1)]
    done = Work(parse, Task("jsonl")).do(dumps)
    assert {place: str(fault) for place, fault in done.faults.items()} == {
        1: "crawl.jsonl, line 2: ZeroDivisionError: of the parser"
    }
    assert b"".join(piece or b"" for piece in done.pieces).count(b"\n") == 2
    documents = Work(parse, Task("json")).do(dumps)
    assert [piece is None for piece in documents.pieces] == [False, True, False]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ([], 2, "Missing argument 'INPUT...'"),
        (["a.txt", "-o", "out.doc"], 2, "the name out.doc tells no format; say which with --to"),
        (["a.txt", "-o", "out.doc", "--to", "doc"], 2, "'doc' is not one of"),
        (["a.txt", "--to", "parquet"], 2, "parquet is binary: write it to a file with -o"),
        (["a.txt", "--to", "markdown"], 2, "markdown takes a file a page: write them to a folder with -o"),
        (["a.txt", "--to", "markdown", "-o", "a.txt"], 2, "a.txt is the same file as the output a.txt"),
        (["a.txt", "--to", "jsonl", "-o", "."], 2, ". is a folder; jsonl takes all pages in one file"),
        (["a.txt", "-o", "none/out.jsonl"], 1, "cannot write none/out.jsonl: No such file or directory"),
        (["a.txt", "-o", "out.jsonl", "--jobs", "0"], 2, "0 is not in the range"),
        (["a.txt", "-o", "out.jsonl", "--timeout", "nan"], 2, "'nan' is no number"),
        (["a.txt", "-o", "out.jsonl", "--timeout", "inf"], 2, "inf is not in the range 0<x<=86400"),
        (["a.txt", "-o", "out.jsonl", "--sample", "nan"], 2, "'nan' is no number"),
        (["a.txt", "-o", "out.jsonl", "--min-confidence", "nan"], 2, "'nan' is no number"),
        (["a.txt", "-o", "out.jsonl", "--profile", "nowhere"], 2, "no profile is called 'nowhere'"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, arguments: list[str], status: int, message: str) -> None:
    (tmp_path / "a.txt").write_text("Vale", encoding="utf-8")
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (status, b"")
    assert message in " ".join(done.stderr.decode().split())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]
