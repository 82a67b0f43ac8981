"""What the command line must not write over, and how it writes what it may."""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from command_line import newsdump
from newsdump.cli import commands
from newsdump.cli.conversion import Conversion
from newsdump.cli.documents import DocumentNames
from newsdump.cli.progress import Quiet
from newsdump.cli.shards import ShardedRun
from newsdump.cli.stores import Place
from newsdump.cli.work import Task
from newsdump.errors import UsageError
from newsdump.readers import Origin
from test_cli_convert import COMMAND, as_lines, dump, run, texts

OLD = b"of the user\n"


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(done.stderr.decode().split())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with inputs, and links to them."""
    (tmp_path / "p.jsonl").write_bytes(as_lines(range(3)))
    (tmp_path / "page.txt").write_text(dump(0), encoding="utf-8")
    (tmp_path / "link.jsonl").symlink_to("p.jsonl")
    (tmp_path / "hard.jsonl").hardlink_to(tmp_path / "p.jsonl")
    (tmp_path / "link.txt").symlink_to("page.txt")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["convert", "p.jsonl", "-o", "p.jsonl"], ["p.jsonl"]),
        (["convert", "p.jsonl", "-o", "link.jsonl"], ["p.jsonl", "link.jsonl"]),
        (["convert", "link.jsonl", "-o", "p.jsonl"], ["p.jsonl", "link.jsonl"]),
        (["convert", "p.jsonl", "-o", "hard.jsonl"], ["p.jsonl", "hard.jsonl"]),
        (["convert", "*.jsonl", "-o", "p.jsonl"], ["p.jsonl", "hard.jsonl"]),
        (["convert", ".", "-o", "p.jsonl"], ["p.jsonl"]),
        (["convert", "page.txt", "-o", "out.jsonl", "--errors", "page.txt"], ["page.txt"]),
        (["convert", "p.jsonl", "--errors", "link.jsonl"], ["p.jsonl", "link.jsonl"]),
        (["convert", ".", "--to", "text", "-o", "."], ["is the same file as the output"]),
        (["convert", "p.jsonl", "-o", "out.jsonl", "--summary", "link.jsonl"], ["p.jsonl", "link.jsonl"]),
        (["convert", "p.jsonl", "-o", "out.jsonl", "--summary", "out.jsonl"], ["-o out.jsonl", "--summary out.jsonl"]),
        (["convert", "p.jsonl", "-o", "out/a-*.jsonl", "--summary", "p.jsonl"], ["p.jsonl"]),
        (["convert", "p.jsonl", "-o", "out/a-*.jsonl", "--errors", "out/a-00003.jsonl"], ["out/a-00003.jsonl"]),
        (["convert", "p.jsonl", "-o", "out/a-*.jsonl", "--summary", "out/a-manifest.json"], ["out/a-manifest.json"]),
        (["learn", "p.jsonl", "-o", "link.jsonl"], ["link.jsonl"]),
        (["convert", "p.jsonl", "-o", "out.jsonl", "--errors", "out.jsonl"], ["-o out.jsonl", "--errors out.jsonl"]),
        (["parse", "page.txt", "-o", "page.txt"], ["page.txt"]),
        (["parse", "page.txt", "-o", "link.txt"], ["page.txt", "link.txt"]),
        (["show", "page.txt", "--html", "link.txt"], ["page.txt", "link.txt"]),
    ],
    ids=" ".join,
)
def test_an_output_that_is_an_input_is_refused(
    place: Path, arguments: list[str], names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    for force in ([], ["--force"]):
        done = CliRunner().invoke(commands.newsdump, [*arguments, *force])
        assert (done.exit_code, done.stdout) == (2, "")
        assert all(name in " ".join(done.stderr.split()) for name in names)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


def test_standard_input_and_output_are_guarded_as_well(place: Path) -> None:
    command = [sys.executable, "-m", "newsdump", "parse", "-", "-o", "page.txt", "--force"]
    with (place / "page.txt").open("rb") as file:
        assert subprocess.run(command, stdin=file, capture_output=True, check=False, cwd=place).returncode == 2
    with (place / "p.jsonl").open("ab") as output:
        done = subprocess.run([*COMMAND, "p.jsonl"], stdout=output, stderr=subprocess.PIPE, check=False, cwd=place)
    assert done.returncode == 2
    assert "the input p.jsonl is the same file as the output (standard output)" in said(done)
    assert (place / "p.jsonl").read_bytes() == as_lines(range(3))


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "p.jsonl", "-o", "out.csv"],
        ["convert", "p.jsonl", "--to", "csv", "--errors", "out.csv"],
        ["convert", "p.jsonl", "--to", "csv", "--summary", "out.csv"],
        ["parse", "page.txt", "-o", "out.csv"],
        ["show", "page.txt", "--html", "out.csv"],
    ],
    ids=" ".join,
)
def test_an_output_that_is_there_is_replaced_by_force_alone(place: Path, arguments: list[str]) -> None:
    (place / "out.csv").write_bytes(OLD)
    (place / "out.csv").chmod(0o640)
    done = newsdump(*arguments, cwd=place)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "out.csv is" in said(done)
    assert "--force replaces it" in said(done)
    assert (place / "out.csv").read_bytes() == OLD
    assert newsdump(*arguments, "--force", cwd=place).returncode == 0
    assert (place / "out.csv").read_bytes() != OLD
    assert (place / "out.csv").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in place.glob("out*")) == ["out.csv"]


def test_an_empty_file_is_nothing_to_lose(place: Path) -> None:
    (place / "out.jsonl").touch()
    assert run("p.jsonl", "-o", "out.jsonl", cwd=place).returncode == 0
    assert len(texts(place / "out.jsonl")) == 3


def test_a_folder_that_is_not_empty_is_written_into_by_force_alone(place: Path) -> None:
    (place / "out").mkdir()
    (place / "out" / "page.md").write_bytes(OLD)
    assert "out is a folder that is not empty" in said(run("page.txt", "--to", "markdown", "-o", "out", cwd=place))
    assert (place / "out" / "page.md").read_bytes() == OLD
    assert run("page.txt", "--to", "markdown", "-o", "out", "--force", cwd=place).returncode == 0
    assert b"Nadia Holm" in (place / "out" / "page.md").read_bytes()
    (place / "file").write_bytes(OLD)
    assert "file is a file; markdown takes a file a page" in said(
        run("page.txt", "--to", "markdown", "-o", "file", cwd=place)
    )


@pytest.mark.parametrize("inputs", [["none.jsonl"], ["*.wet"], ["empty.jsonl"], ["bad.jsonl"]])
def test_a_run_that_read_nothing_replaces_nothing(place: Path, inputs: list[str]) -> None:
    (place / "out.jsonl").write_bytes(OLD)
    (place / "empty.jsonl").touch()
    (place / "bad.jsonl").write_bytes(b"{oops\n")
    done = run(*inputs, "-o", "out.jsonl", "--force", cwd=place)
    assert done.returncode == 1
    assert "nothing was read, so out.jsonl is left as it was" in said(done)
    assert (place / "out.jsonl").read_bytes() == OLD
    assert sorted(path.name for path in place.glob("out*")) == ["out.jsonl"]


def test_links_are_followed(place: Path) -> None:
    (place / "elsewhere").mkdir()
    (place / "out.jsonl").symlink_to("elsewhere/real.jsonl")
    assert run("p.jsonl", "-o", "out.jsonl", cwd=place).returncode == 0
    assert (place / "out.jsonl").is_symlink()
    assert len(texts(place / "elsewhere" / "real.jsonl")) == 3
    (place / "page.json").symlink_to("elsewhere/page.json")
    assert newsdump("parse", "page.txt", "-o", "page.json", cwd=place).returncode == 0
    assert (place / "page.json").is_symlink()


def test_a_link_in_a_circle_is_told(place: Path) -> None:
    (place / "a.jsonl").symlink_to("b.jsonl")
    (place / "b.jsonl").symlink_to("a.jsonl")
    done = run("p.jsonl", "-o", "a.jsonl", cwd=place)
    assert done.returncode in {1, 2}
    assert "a.jsonl" in said(done)
    assert "Traceback" not in said(done)


@pytest.mark.parametrize("command", [["convert", "p.jsonl", "--to", "jsonl"], ["parse", "page.txt", "--to", "jsonl"]])
def test_pipes_and_devices_are_written_to_as_they_are(place: Path, command: list[str]) -> None:
    os.mkfifo(place / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((place / "pipe").read_bytes()))
    reader.start()
    assert newsdump(*command, "-o", "pipe", cwd=place).returncode == 0
    reader.join(20)
    assert read[0].count(b"\n") == (3 if command[0] == "convert" else 1)
    assert (place / "pipe").is_fifo()
    assert newsdump(*command, "-o", os.devnull, cwd=place).returncode == 0
    assert Path(os.devnull).is_char_device()


def test_arrow_goes_through_a_pipe_and_parquet_is_told_that_it_cannot(place: Path) -> None:
    assert run("p.jsonl", "-o", os.devnull, "--to", "arrow", cwd=place).returncode == 0
    assert "parquet is binary" in said(run("p.jsonl", "-o", os.devnull, "--to", "parquet", cwd=place))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is there on Linux only")
@pytest.mark.parametrize(
    "command", [["convert", "p.jsonl"], ["parse", "page.txt"], ["show", "page.txt"], ["schema"], ["profiles"], ["-h"]]
)
def test_a_full_disk_is_told(place: Path, command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsdump", *command], stdout=full, stderr=subprocess.PIPE, check=False, cwd=place
        )
    assert done.returncode == 1
    assert said(done) == "newsdump: cannot write standard output: No space left on device"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize(
    "command",
    [
        ["convert", "p.jsonl", "-o", "out.jsonl"],
        ["convert", "p.jsonl", "-o", "out.csv"],
        ["convert", "p.jsonl", "-o", "out.parquet"],
        ["convert", "p.jsonl", "-o", "out-*.jsonl"],
        ["convert", "p.jsonl", "-o", "out", "--to", "html"],
        ["convert", "p.jsonl", "-o", "out.jsonl", "--learn"],
        ["parse", "page.txt", "-o", "out.html"],
        ["show", "page.txt", "--html", "out.html"],
        ["learn", "p.jsonl", "--by-domain", "-o", "out.sqlite"],
    ],
    ids=" ".join,
)
def test_a_file_that_cannot_grow_is_told_and_takes_no_name(place: Path, command: list[str]) -> None:
    line = (place / "p.jsonl").read_bytes()
    (place / "p.jsonl").write_bytes(line * 40)
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600)); sys.argv[0] = 'newsdump'; "
        "from newsdump.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, check=False, cwd=place)
    assert done.returncode == 1, said(done)
    assert "cannot write" in said(done)
    assert "Traceback" not in said(done)
    assert not (place / command[command.index("-o" if "-o" in command else "--html") + 1]).is_file()


@pytest.mark.parametrize("command", [["show", "page.txt"], ["parse", "page.txt"], ["convert", "-h"]])
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_terminals_that_lack_signs_get_others(place: Path, command: list[str], encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newsdump", *command],
        capture_output=True,
        check=False,
        cwd=place,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


@pytest.mark.parametrize("command", [["convert", "p.jsonl"], ["parse", "page.txt"], ["show", "page.txt"], ["schema"]])
def test_a_reader_that_has_enough_is_no_complaint(place: Path, command: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-m", "newsdump", *command], stdout=theirs, stderr=subprocess.PIPE, check=False, cwd=place
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("number", [0, 1, 2])
def test_streams_that_the_shell_has_closed(place: Path, number: int) -> None:
    command = [sys.executable, "-m", "newsdump", "parse", "page.txt"]
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {number}>&-', "sh", *command], capture_output=True, check=False, cwd=place
    )
    assert done.returncode == (1 if number == 1 else 0)
    assert "Traceback" not in said(done)
    assert number != 1 or said(done).startswith("newsdump: cannot write standard output")


# Names of documents


def test_documents_of_inputs_that_would_be_called_alike_stand_apart(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    for name in ("y", "page.txt", "here/page.txt", "here/page", "here/y"):
        (tmp_path / name).write_text(f"Story of {name}\n" + dump(0), encoding="utf-8")
    inputs = ["../y", "../page.txt", "page", "page.txt", "y"]
    assert run(*inputs, "--to", "json", "-o", "../out", cwd=tmp_path / "here").returncode == 0
    written = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.json")}
    assert written == {"y.json", "page.json", "here/page.json", "here/page.txt.json", "here/y.json"}


def test_names_that_stay_alike_are_told_before_the_run() -> None:
    with pytest.raises(UsageError, match=r"page and /a/page\.json would be written under the same name, page\.json"):
        DocumentNames(["/a/page", "/a/page.json"], "/a", ".json")


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        (Origin("-"), "standard-input.md"),
        (Origin("s3://bucket/a/page.txt"), "s3/bucket/a/page.md"),
        (Origin("/b/page.txt"), "b/page.md"),
        (Origin("/a/crawl.wet.gz", "record", 7), "crawl.wet.gz/000007.md"),
    ],
)
def test_names_of_documents(origin: Origin, name: str) -> None:
    assert DocumentNames([origin.path], "/a", ".md").of(origin).as_posix() == name


@pytest.mark.parametrize("name", ["x" * 250 + ".txt", "ö" * 125 + ".txt", "x" * 255, "a" * 300 + "/b.txt"])
def test_names_that_are_too_long_end_in_a_digest_and_stay_apart(name: str) -> None:
    names = DocumentNames([f"/a/{name}", f"/a/y{name}"], "/a", ".markdown.gz")
    one, other = (names.of(Origin(path)) for path in (f"/a/{name}", f"/a/y{name}"))
    assert one != other
    assert all(len(part.encode()) <= 255 for part in (*one.parts, *other.parts))
    assert one.name.endswith(".markdown.gz")
    assert one.parts[0].startswith(name[:100])


def test_a_document_with_a_long_name_ends_no_run(tmp_path: Path) -> None:
    for name in ("x" * 251 + ".txt", "a.txt"):
        (tmp_path / name).write_text(dump(0), encoding="utf-8")
    assert run("a.txt", "x" * 251 + ".txt", "--to", "json", "-o", "out", cwd=tmp_path).returncode == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


# Files that are called as those of a run are


def test_documents_on_their_way_are_called_as_no_file_of_the_user_is(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(dump(0), encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "page.json.part").write_bytes(OLD)
    assert run("page.txt", "--to", "json", "-o", "out", "--force", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["page.json", "page.json.part"]
    assert (tmp_path / "out" / "page.json.part").read_bytes() == OLD


@pytest.mark.parametrize("data", [OLD, OLD.strip(), b'{"run'[:3] + b"x"])
def test_what_is_no_journal_is_left_as_it_is(place: Path, data: bytes) -> None:
    (place / "out.jsonl.resume").write_bytes(data)
    for resume in ([], ["--resume"]):
        done = run("p.jsonl", "-o", "out.jsonl", *resume, cwd=place)
        assert (done.returncode, "is damaged; --force starts again" in said(done)) == (2, True)
    assert (place / "out.jsonl.resume").read_bytes() == data


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_what_links_lead_to_is_not_of_the_run(place: Path, force: list[str]) -> None:
    (place / "mine").write_bytes(OLD)
    (place / "out.jsonl.part").symlink_to("mine")
    assert run("p.jsonl", "-o", "out.jsonl", *force, cwd=place).returncode == (0 if force else 2)
    (place / "other.jsonl.resume").symlink_to("mine")
    done = run("p.jsonl", "-o", "other.jsonl", *force, cwd=place)
    assert (done.returncode, "other.jsonl.resume is a link" in said(done)) == (2, True)
    assert (place / "mine").read_bytes() == OLD


# Two runs at once


def test_a_second_run_to_the_same_output_is_refused(place: Path) -> None:
    os.mkfifo(place / "slow.jsonl")
    first = subprocess.Popen([*COMMAND, "slow.jsonl", "-o", "out.jsonl", "-q"], cwd=place)
    with (place / "slow.jsonl").open("wb") as pipe:
        pipe.write(as_lines(range(2)))
        pipe.flush()
        for arguments in ([], ["--resume"], ["--force"]):
            done = run("p.jsonl", "-o", "out.jsonl", *arguments, cwd=place)
            assert done.returncode == 2
            assert "another run is writing" in said(done)
    assert first.wait(20) == 0
    assert len(texts(place / "out.jsonl")) == 2


def test_a_second_run_into_the_same_numbered_files_is_refused(place: Path) -> None:
    os.mkfifo(place / "slow.jsonl")
    first = subprocess.Popen([*COMMAND, "slow.jsonl", "-o", "out/part-*.jsonl", "-q"], cwd=place)
    with (place / "slow.jsonl").open("wb") as pipe:
        pipe.write(as_lines(range(2)))
        pipe.flush()
        for arguments in ([], ["--resume"], ["--force"]):
            done = run("p.jsonl", "-o", "out/part-*.jsonl", *arguments, cwd=place)
            assert done.returncode == 2
            assert "another run is writing out/part-*.jsonl" in said(done)
        other = run("p.jsonl", "-o", "out/other-*.jsonl", cwd=place)
        assert other.returncode == 0, said(other)
    assert first.wait(20) == 0
    assert len(texts(place / "out" / "part-00000.jsonl")) == 2
    assert not [path.name for path in (place / "out").iterdir() if path.suffix == ".lock"]


def test_a_run_that_another_one_overtook_is_refused(place: Path) -> None:
    asked = Conversion(("p.jsonl",), Path("out/part-*.jsonl"), Task("jsonl"))
    with contextlib.chdir(place), Quiet(Console(), is_silent=True) as watcher:
        runs = [ShardedRun(asked, watcher, Place("out/part-*.jsonl")) for _ in range(2)]
        runs[0].go()
        with pytest.raises(UsageError, match="another run has written"):
            runs[1].go()
    assert sorted(path.name for path in (place / "out").iterdir()) == ["part-00000.jsonl", "part-manifest.json"]


@pytest.mark.parametrize("output", ["out.jsonl", "out/part-*.jsonl"])
def test_a_second_run_to_the_same_file_of_errors_is_refused(place: Path, output: str) -> None:
    with (place / "bad.jsonl").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        done = run("p.jsonl", "-o", output, "--errors", "bad.jsonl", cwd=place)
    assert done.returncode == 2
    assert "another run is writing bad.jsonl" in said(done)
    assert [path.name for path in place.rglob("out*") if path.is_file()] == []
