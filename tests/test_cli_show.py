"""`newsdump show` and the small commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from lxml import etree

import command_line
import newsdump
from examples import TEXT
from newsdump.cli import commands
from newsdump.profiles import shipped
from newsdump.serializers.json import schema


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return command_line.newsdump(*arguments, stdin=stdin, environment={"COLUMNS": "80", **environment})


def test_each_line_stands_with_its_section_and_its_fields() -> None:
    done = run("show", "-", stdin=TEXT.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("┃ A Article ")
    dump = [line for line in lines if line[:2].strip().isdigit()]
    assert len(dump) == 20
    assert dump[0] == " 1 A ┃ title        Analysis: Harbour of Port Ellery opens again"


def test_long_lines_are_cut_unless_all_is_asked_for() -> None:
    text = "Harbour opens\n\n" + "The harbour of Osselby opened on Monday, two years late. " * 20 + "The end.\n"
    short = run("show", "-", stdin=text.encode()).stdout.decode()
    assert "The end." not in short
    assert max(map(len, short.splitlines())) <= 80
    assert "The end." in run("show", "-", "--full", stdin=text.encode()).stdout.decode()


def test_colours_are_for_terminals() -> None:
    assert b"\x1b[" not in run("show", "-", stdin=TEXT.encode()).stdout
    assert b"\x1b[" in run("show", "-", stdin=TEXT.encode(), FORCE_COLOR="1", TERM="xterm-256color").stdout


def test_a_dump_sends_no_commands_to_the_terminal() -> None:
    done = run("show", "-", stdin=b"Harbour \x1b]0;owned\x07 opens \xc2\x9b31m\n")
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout
    assert "\x9b" not in done.stdout.decode()


@pytest.mark.skipif(not hasattr(newsdump, "explain"), reason="the library cannot explain yet")
def test_why_a_line_is_what_it_is() -> None:
    plain = run("show", "-", stdin=TEXT.encode()).stdout.splitlines()
    told = run("show", "-", "--why", "1", stdin=TEXT.encode()).stdout.splitlines()
    assert len(told) > len(plain)


def test_the_report_is_written_to_a_file(tmp_path: Path) -> None:
    done = run("show", "-", "--html", tmp_path / "report.html", stdin=TEXT.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    tree = etree.HTML((tmp_path / "report.html").read_bytes().decode())
    assert tree.xpath("string(//title)") == "Analysis: Harbour of Port Ellery opens again"


def test_a_missing_file_is_told() -> None:
    done = run("show", "missing.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"newsdump: cannot read missing.txt: No such file or directory\n"


def test_the_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout) == schema()


def test_the_profiles_are_listed() -> None:
    names = [line.split("\t")[0] for line in run("profiles").stdout.decode().splitlines()]
    assert names == [profile.name for profile in shipped()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete(shell: str) -> None:
    command = Path(sys.executable).with_name("newsdump")
    if not command.exists():
        pytest.skip("newsdump is not installed as a command")
    environment = {**os.environ, "_NEWSDUMP_COMPLETE": f"{shell}_source"}
    done = subprocess.run([command], capture_output=True, check=False, env=environment)
    assert b"_NEWSDUMP_COMPLETE" in done.stdout


def test_why_hears_the_profile_that_was_given(tmp_path: Path) -> None:
    profile = tmp_path / "echo.toml"
    profile.write_text('name = "echo"\n[phrases]\nrelated_heading = ["Osselby and beyond"]\n')
    dump = b"Harbour opens\n\nThe new harbour of Osselby opened on Monday.\nOsselby and beyond\nFerry cancelled\n"
    told = [run("show", "-", "--why", "4", *more, stdin=dump).stdout.decode() for more in ((), ("--profile", profile))]
    assert ["related heading" in each for each in told] == [False, True]


def test_a_report_has_no_place_for_reasons(tmp_path: Path) -> None:
    done = run("show", "-", "--why", "1", "--html", tmp_path / "a.html", stdin=TEXT.encode())
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert b"--why is told in the terminal" in done.stderr


def test_a_dash_is_standard_output(tmp_path: Path) -> None:
    shown = command_line.newsdump("show", "-", "--html", "-", stdin=TEXT.encode(), cwd=tmp_path)
    parsed = command_line.newsdump("parse", "-", "-o", "-", stdin=TEXT.encode(), cwd=tmp_path)
    assert (shown.returncode, shown.stdout[:15]) == (0, b"<!DOCTYPE html>")
    assert (parsed.returncode, parsed.stdout[:2]) == (0, b"{\n")
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("row", "told"), [("999", "--why 999: the dump has 21 rows"), ("2", "--why 2: the row is blank")]
)
def test_rows_that_cannot_be_explained_are_wrong_use(row: str, told: str) -> None:
    done = run("show", "-", "--why", row, stdin=TEXT.replace("\n", "\n \n", 1).encode())
    assert done.returncode == 2
    assert told in done.stderr.decode()


def test_colours_are_as_they_are_asked_for() -> None:
    assert b"\x1b[" in run("show", "-", "--color", "always", stdin=TEXT.encode()).stdout
    for choice in ("auto", "never"):
        assert b"\x1b[" not in run("show", "-", "--color", choice, stdin=TEXT.encode()).stdout


def test_markdown_has_a_short_name() -> None:
    written = [run("parse", "-", "--to", name, stdin=TEXT.encode()).stdout for name in ("md", "markdown")]
    assert written[0] == written[1] != b""


def test_names_of_profiles_are_completed() -> None:
    shell = BashComplete(commands.newsdump, {}, "newsdump", "_NEWSDUMP_COMPLETE")
    found = shell.get_completions(["parse", "--profile"], "da")
    assert [item.value for item in found] == ["daily8", "da"]
