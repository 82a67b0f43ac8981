"""`newsdump parse`."""

from __future__ import annotations

import gzip
import json as plain_json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsdump
from command_line import newsdump as run
from newsdump.serializers import json

DUMP = """\
Harbour of Port Ellery opens again
PORT ELLERY: The harbour opened on Friday, after the last of the stones had been taken out of the water by hand.
"We have waited for this day for a long time," said Nadia Holm, who has led the port of the town for nine years.
The first ship, the ferry from Dunmere, is due on Monday, and the people of both towns want to be there to see it.
Comments
No comments yet...
"""


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(DUMP, encoding="utf-8")
    return path


def test_json_is_what_parse_gives(dump: Path) -> None:
    done = run("parse", dump)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == newsdump.parse(DUMP)


def test_standard_input_is_a_dash() -> None:
    done = run("parse", "-", "--to", "jsonl", stdin=DUMP.encode())
    assert done.stdout.count(b"\n") == 1
    assert json.loads(done.stdout) == newsdump.parse(DUMP)


def test_what_is_known_of_the_dump_comes_in(dump: Path) -> None:
    done = run("parse", dump, "--captured-at", "2025-06-06T12:00:00Z", "--url", "https://news.example/1")
    page = json.loads(done.stdout)
    assert (page.url, page.captured_at and page.captured_at.isoformat()) == (
        "https://news.example/1",
        "2025-06-06T12:00:00+00:00",
    )


@pytest.mark.parametrize("name", ["json", "jsonl", "text", "markdown"])
def test_every_format_is_written(dump: Path, name: str) -> None:
    done = run("parse", dump, "--to", name)
    assert done.returncode == 0
    assert done.stdout.endswith(b"\n")


def test_a_page_with_nothing_for_a_format_is_told() -> None:
    done = run("parse", "-", "--to", "text", stdin=b"Menu\n")
    told = b"newsdump: -: as text it has nothing to tell: No main story was found.\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", told)


def test_the_name_of_the_output_tells_the_format(dump: Path, tmp_path: Path) -> None:
    done = run("parse", dump, "-o", tmp_path / "page.jsonl")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "page.jsonl").read_text(encoding="utf-8").count("\n") == 1
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        (b"\xef\xbb\xbfPort Ellery\n", "Port Ellery\n", set()),
        ("Port Ellery\r\n".encode("utf-16"), "Port Ellery\r\n", set()),
        (b"Port Ell\xffery and Dunmere \xfe\n", None, {"replaced-characters", "guessed-encoding"}),
    ],
    ids=["mark", "utf-16", "neither"],
)
def test_bytes_that_are_not_plain_utf_8(data: bytes, text: str | None, codes: set[str]) -> None:
    done = run("parse", "-", stdin=data)
    assert done.returncode == 0
    page = json.loads(done.stdout)
    assert text is None or page.text == text
    assert bool(codes) is bool(codes & {note.code for note in page.notes})


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["parse", "missing.txt"], 1, "newsdump: cannot read missing.txt: No such file or directory\n"),
        (["parse", "."], 1, "newsdump: . is a folder; newsdump convert reads folders\n"),
        (["parse"], 2, "Missing argument 'FILE|-'"),
        (["parse", "-", "--to", "doc"], 2, "'doc' is not one of"),
        (
            ["parse", "-", "--captured-at", "noon"],
            2,
            "'noon' is not a date and time; write it like 2025-06-06T12:00:00Z",
        ),
        (
            ["parse", "-", "--captured-at", "2025-06-06"],
            2,
            "'2025-06-06' has no time zone; write 2025-06-06T00:00:00Z if it is UTC",
        ),
        (["parse", "-", "--profile", "nowhere"], 2, "nowhere"),
        (["parse", "-", "-o", "missing/page.json"], 1, "cannot write missing/page.json: No such file or directory"),
        (["pars"], 2, "No such command 'pars'"),
    ],
)
def test_errors_go_to_standard_error(arguments: list[str], status: int, message: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (status, b"")
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_the_version_is_told() -> None:
    assert run("--version").stdout.decode() == f"newsdump {newsdump.__version__}\n"


@pytest.mark.parametrize(
    "command",
    [[], ["parse"], ["convert"], ["show"], ["schema"], ["profiles"]],
    ids=lambda command: " ".join(command) or "newsdump",
)
def test_help_has_an_example(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    assert b"Example" in done.stdout


@pytest.mark.parametrize(
    ("package", "name", "extra"), [("click", "json", "cli"), ("rich", "json", "cli"), ("pyarrow", "parquet", "parquet")]
)
def test_a_missing_package_is_named(dump: Path, package: str, name: str, extra: str) -> None:
    program = f"import sys; sys.modules[{package!r}] = None; from newsdump.cli import main; main()"
    arguments = ["show", str(dump)] if package == "rich" else ["parse", str(dump), "--to", name]
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (3, b"")
    assert f"pip install 'newsdump[{extra}]'" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


# Files of many records, and of other kinds


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.jsonl.gz"
    lines = [plain_json.dumps({"body": f"{number}: {DUMP}", "link": "https://news.example/1"}) for number in range(3)]
    path.write_bytes(gzip.compress("\n".join([lines[0], "{oops", *lines[1:]]).encode()))
    return path


@pytest.mark.parametrize("command", ["parse", "show"])
def test_which_of_many_records_is_told_by_its_number(crawl: Path, command: str) -> None:
    fields = ["--text-field", "body", "--url-field", "link"]
    done = run(command, crawl, "--record", "3", *fields)
    assert done.returncode == 0, done.stderr
    assert b"1: Harbour of Port Ellery opens again" in done.stdout
    for arguments, status, message in (
        ([], 2, "crawl.jsonl.gz holds 4 records; say which with --record NUMBER"),
        (["--record", "2"], 1, "crawl.jsonl.gz, line 2: not valid JSON"),
        (["--record", "5"], 1, "crawl.jsonl.gz has no record 5; it has 4"),
    ):
        done = run(command, crawl, *arguments, *fields)
        assert (done.returncode, done.stdout) == (status, b"")
        assert message in " ".join(done.stderr.decode().split())
    assert json.loads(run("parse", crawl, "--record", "1", *fields).stdout).url == "https://news.example/1"


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("page.txt", b"<!DOCTYPE html><html><body><p>Harbour opens</p></body></html>", "--reader html"),
        ("page.txt", b'{"text": "Harbour opens"}', "--reader json"),
        ("page.pdf", b"%PDF-1.7 1 0 obj", "it is a PDF"),
        ("page.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x05", "is it the right file?"),
        ("page.txt", "fÃ¼r Osselby".encode(), "wrong encoding"),
    ],
)
def test_what_is_no_dump_is_told(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    done = run("parse", tmp_path / name)
    assert done.returncode == 0
    assert word in done.stderr.decode()


def test_a_page_in_html_just_works(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<html><body><h1>Harbour opens</h1><p>On Monday.</p></body></html>", encoding="utf-8"
    )
    done = run("parse", tmp_path / "page.html")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout).text == "Harbour opens\n\nOn Monday."


@pytest.mark.parametrize("command", [["parse"], ["convert"]])
@pytest.mark.parametrize("name", ["", "\udcff", "a" * 300, "/dev/zero", "none.parquet", "-x"])
def test_no_traceback_whatever_is_given(command: list[str], name: str) -> None:
    done = run(*command, os.fsencode(name))
    assert done.returncode in {1, 2}
    assert b"Traceback" not in done.stderr


def test_markdown_may_have_front_matter(dump: Path, tmp_path: Path) -> None:
    options = ["--url", "https://news.example/1", "--front-matter"]
    done = run("parse", dump, *options, "-o", tmp_path / "page.md")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = (tmp_path / "page.md").read_text(encoding="utf-8").splitlines()
    known = ["---", 'title: "Harbour of Port Ellery opens again"', 'url: "https://news.example/1"', 'lang: "en"']
    assert lines[:4] == known
    assert not any(line.startswith("# ") for line in lines)
    other = run("parse", dump, "--front-matter")
    assert other.returncode == 2
    assert b"json has no front matter; markdown has" in other.stderr


def test_what_should_not_happen_is_told_in_a_line_and_shown_to_developers() -> None:
    program = (
        "import sys, newsdump.cli, newsdump.cli.commands as commands\n"
        "def broken(**_): raise KeyError('oops')\n"
        "commands.newsdump = broken\n"
        "newsdump.cli.main()"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"newsdump: this should not have happened (KeyError: 'oops')")
    assert done.stderr.count(b"\n") == 1
    command.insert(1, "-Xdev")
    shown = subprocess.run(command, capture_output=True, check=False)
    assert b"Traceback" in shown.stderr


def test_items_of_less_confidence_are_left_out() -> None:
    whole, page = (
        json.loads(run("parse", "examples/library.txt", *options).stdout) for options in ((), ("--min-confidence", "1"))
    )
    assert whole.related
    assert not page.related
    assert run("parse", "examples/library.txt", "--min-confidence", "7").returncode == 2
