"""`newsdump parse` as a process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import newsdump
from newsdump.serializers import json

DUMP = """\
Harbour of Port Ellery opens again
PORT ELLERY: The harbour opened on Friday, after the last of the stones had been taken out of the water by hand.
"We have waited for this day for a long time," said Nadia Holm, who has led the port of the town for nine years.
The first ship, the ferry from Dunmere, is due on Monday, and the people of both towns want to be there to see it.
Comments
No comments yet...
"""


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "newsdump", *map(str, arguments)], input=stdin, capture_output=True, check=False
    )


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
        (["parse", "-", "--captured-at", "noon"], 2, "'noon' is no time; write it like 2025-06-06T12:00:00Z"),
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
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"pip install 'newsdump[{extra}]'" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
