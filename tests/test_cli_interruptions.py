"""Runs of `newsdump convert` that are stopped in the middle, and what goes on from there."""

from __future__ import annotations

import json as plain_json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from command_line import newsdump
from newsdump.cli import conversion, state
from newsdump.readers import read
from test_cli_convert import COMMAND, as_lines, dump, run, texts


class Interrupted:
    """A run that is stopped in the middle: its input is a pipe that stays open until then."""

    def __init__(self, folder: Path, *arguments: str, inputs: Sequence[str] = ("crawl.jsonl",)) -> None:
        self.input = folder / "crawl.jsonl"
        self.state = folder / "out.jsonl.resume"
        os.mkfifo(self.input)
        self.process = subprocess.Popen(
            [*COMMAND, *inputs, "-o", "out.jsonl", *arguments], cwd=folder, stderr=subprocess.PIPE
        )

    def stop(self, number: signal.Signals, lines: bytes) -> tuple[int, str, int]:
        """Feed the run until it has saved a state, stop it, and put all it was fed in the place of the pipe.

        Gives the status, what was said, and how many lines there were beside *lines*.
        """
        descriptor = os.open(self.input, os.O_WRONLY)
        more = 0
        try:
            _feed(descriptor, lines)
            while not _has_come_to_a_point(self.state):
                _feed(descriptor, as_lines(range(1000 + more, 1064 + more)))
                more += 64
                time.sleep(0.1)
            self.process.send_signal(number)
            _, stderr = self.process.communicate(timeout=20)
        finally:
            os.close(descriptor)
        self.input.unlink()
        self.input.write_bytes(lines + as_lines(range(1000, 1000 + more)))
        return self.process.returncode, stderr.decode(), more


def _has_come_to_a_point(journal: Path) -> bool:
    return journal.exists() and b'"state"' in journal.read_bytes()


def _feed(descriptor: int, lines: bytes) -> None:
    while lines:
        lines = lines[os.write(descriptor, lines) :]


BROKEN_LINES = as_lines(range(70)) + b"{oops\n" + as_lines(range(70, 150)) + b"{oops\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_goes_on_without_loss_or_doubling(tmp_path: Path, number: signal.Signals, jobs: str) -> None:
    arguments = ["--jobs", jobs, "--errors", "bad.jsonl"]
    status, stderr, more = Interrupted(tmp_path, *arguments).stop(number, BROKEN_LINES)
    assert not (tmp_path / "out.jsonl").exists()
    if number is not signal.SIGKILL:
        assert status == 128 + number
        assert "the same command with --resume goes on from there" in stderr
        assert "Traceback" not in stderr
    done = run("crawl.jsonl", "-o", "out.jsonl", "--resume", *arguments, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert texts(tmp_path / "out.jsonl") == [dump(each) for each in [*range(150), *range(1000, 1000 + more)]]
    bad = [plain_json.loads(line)["number"] for line in (tmp_path / "bad.jsonl").read_bytes().splitlines()]
    assert bad == [71, 152]
    assert f"{150 + more}  pages".encode() in done.stderr
    assert b"2  could not be read" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl", "crawl.jsonl", "out.jsonl"]


def test_another_run_does_not_go_on_from_there(tmp_path: Path) -> None:
    Interrupted(tmp_path, "--jobs", "1").stop(signal.SIGKILL, BROKEN_LINES)
    other = run("crawl.jsonl", "-o", "out.jsonl", "--resume", "--text-field", "body", cwd=tmp_path)
    assert other.returncode == 2
    assert "is of a run with other inputs, options or another version" in " ".join(other.stderr.decode().split())


def test_without_the_part_a_run_begins_again(tmp_path: Path) -> None:
    Interrupted(tmp_path, "--jobs", "1").stop(signal.SIGKILL, as_lines(range(150)))
    (tmp_path / "out.jsonl.part").unlink()
    (tmp_path / "crawl.jsonl").write_bytes(as_lines(range(10)))
    assert run("crawl.jsonl", "-o", "out.jsonl", "--resume", "--jobs", "1", cwd=tmp_path).returncode == 0
    assert texts(tmp_path / "out.jsonl") == [dump(number) for number in range(10)]


@pytest.fixture
def interrupted(tmp_path: Path) -> Path:
    """A folder where a run over two files was killed in the second."""
    (tmp_path / "a.jsonl").write_bytes(as_lines(range(3)))
    feed = Interrupted(tmp_path, "--jobs", "1", "--errors", "bad.jsonl", inputs=["a.jsonl", "crawl.jsonl"])
    feed.stop(signal.SIGKILL, BROKEN_LINES)
    return tmp_path


RESUME = ["a.jsonl", "crawl.jsonl", "-o", "out.jsonl", "--errors", "bad.jsonl", "--jobs", "1"]


def _offset(here: Path) -> int:
    """The last that the journal tells."""
    last = (here / "out.jsonl.resume").read_bytes().rpartition(b'"offset": ')[2]
    return int(last.partition(b",")[0])


def _contents(here: Path) -> dict[str, bytes]:
    """Of the files that hold anything."""
    contents = {path.name: path.read_bytes() for path in here.iterdir()}
    return {name: data for name, data in contents.items() if data}


def _cut(path: Path, size: int) -> None:
    os.truncate(path, size)


def _damage(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0xFF
    path.write_bytes(data)


def _tell(here: Path, **changed: object) -> None:
    """Write another point, with something changed."""
    journal = here / "out.jsonl.resume"
    last = [line for line in map(plain_json.loads, journal.read_bytes().splitlines()) if "state" in line][-1]
    with journal.open("ab") as file:
        file.write(plain_json.dumps({"state": {**last["state"], **changed}}).encode() + b"\n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda here: (here / "a.jsonl").write_bytes(as_lines(range(4))), "a.jsonl has changed since"),
        (lambda here: _damage(here / "a.jsonl", 20), "a.jsonl has changed since"),
        (lambda here: (here / "a.jsonl").unlink(), "a.jsonl has changed since"),
        (lambda here: _cut(here / "crawl.jsonl", 4000), "crawl.jsonl is shorter than when"),
        (lambda here: (here / "crawl.jsonl").write_bytes(as_lines(range(1, 3001))), "crawl.jsonl has changed since"),
        (lambda here: _damage(here / "out.jsonl.part", _offset(here) - 1), "out.jsonl.part is not as the interrupted"),
        (lambda here: _cut(here / "out.jsonl.part", 100), "out.jsonl.part is not as the interrupted run left it"),
        (lambda here: _damage(here / "out.jsonl.resume", 3), "is damaged; --force starts again"),
        (lambda here: (here / "out.jsonl.resume").write_bytes(b"[]\n"), "is damaged; --force starts again"),
        (lambda here: _tell(here, files=17), "had come to input 17, and there are "),
        (lambda here: _tell(here, items="x"), "is damaged; --force starts again"),
        (lambda here: _tell(here, counts={"pages": -1}), "is damaged; --force starts again"),
        (lambda here: (here / "out.jsonl.resume").write_bytes(b""), "but not what tells how far its run was"),
        (lambda here: (here / "out.jsonl.resume").unlink(), "but not what tells how far its run was"),
        (lambda here: (here / "out.jsonl").write_bytes(b"new"), "has come to be since the run began"),
    ],
)
def test_what_has_changed_since_is_told_and_nothing_is_touched(
    interrupted: Path, change: Callable[[Path], object], message: str
) -> None:
    change(interrupted)
    before = _contents(interrupted)
    done = run(*RESUME, "--resume", cwd=interrupted)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.decode().split())
    assert _contents(interrupted) == before
    assert run(*RESUME, "--force", cwd=interrupted).returncode in {0, 1}
    assert "out.jsonl.part" not in {path.name for path in interrupted.iterdir()}


def test_a_journal_cut_in_its_last_line_counts_up_to_there(interrupted: Path) -> None:
    journal = interrupted / "out.jsonl.resume"
    journal.write_bytes(journal.read_bytes() + b'{"state": {"files": 2, "ite')
    assert run(*RESUME, "--resume", cwd=interrupted).returncode == 1
    expected = run(*[each.replace("out.jsonl", "whole.jsonl") for each in RESUME], "--force", cwd=interrupted)
    assert expected.returncode == 1
    assert (interrupted / "out.jsonl").read_bytes() == (interrupted / "whole.jsonl").read_bytes()


def test_errors_of_a_run_that_came_to_no_point_are_its_own(interrupted: Path) -> None:
    journal = interrupted / "out.jsonl.resume"
    journal.write_bytes(journal.read_bytes().splitlines(keepends=True)[0])
    (interrupted / "bad.jsonl").write_bytes(b"told by a run that saved no state\n")
    assert run(*RESUME, "--resume", cwd=interrupted).returncode == 1
    bad = [plain_json.loads(line)["number"] for line in (interrupted / "bad.jsonl").read_bytes().splitlines()]
    assert bad == [71, 152]


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.parquet", "out"])
def test_what_a_point_tells_of_is_on_the_disk_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """After a power cut a file holds what it held when it was last synchronised, and no more can be relied on."""
    (tmp_path / "a.jsonl").write_bytes(BROKEN_LINES)
    safe: dict[int, int] = {}
    points: list[state.State] = []
    sync, point = os.fsync, state.Journal.point

    def fsync(descriptor: int) -> None:
        sync(descriptor)
        safe[os.fstat(descriptor).st_ino] = os.fstat(descriptor).st_size

    def size_kept(path: Path) -> int:
        return safe.get(path.stat().st_ino, 0)

    def checked(journal: state.Journal, at: state.State) -> None:
        if name == "out":
            assert all(size_kept(each) == each.stat().st_size for each in (tmp_path / name).iterdir())
        else:
            assert size_kept(tmp_path / f"{name}.part") >= at.offset > 0
        assert size_kept(tmp_path / "bad.jsonl") >= at.errors
        point(journal, at)
        assert size_kept(tmp_path / f"{name}.resume") == (tmp_path / f"{name}.resume").stat().st_size
        points.append(at)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(state.Journal, "point", checked)
    monkeypatch.setattr(conversion, "_SAVE_EVERY", 0.0)
    to = ["--to", "json"] if name == "out" else []
    done = newsdump("convert", "a.jsonl", "-o", name, "--errors", "bad.jsonl", *to, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert len(points) > 5
    assert points[-1].errors == (tmp_path / "bad.jsonl").stat().st_size > 0
    if name != "out":
        assert size_kept(tmp_path / name) == (tmp_path / name).stat().st_size


def test_an_interrupted_part_is_not_deleted_without_a_word(interrupted: Path) -> None:
    before = (interrupted / "out.jsonl.part").read_bytes()
    done = run(*RESUME, cwd=interrupted)
    assert done.returncode == 2
    assert "--resume goes on with it, --force starts again" in " ".join(done.stderr.decode().split())
    assert (interrupted / "out.jsonl.part").read_bytes() == before


def test_resuming_what_was_not_interrupted_begins_and_what_is_whole_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_lines(range(2)))
    assert run("a.jsonl", "-o", "out.jsonl", "--resume", cwd=tmp_path).returncode == 0
    assert texts(tmp_path / "out.jsonl") == [dump(0), dump(1)]
    before = (tmp_path / "out.jsonl").stat()
    done = run("a.jsonl", "-o", "out.jsonl", "--resume", cwd=tmp_path)
    assert done.returncode == 0
    assert "is there already, and no run to it was interrupted" in done.stderr.decode()
    assert (tmp_path / "out.jsonl").stat() == before


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_a_run_stopped_between_its_last_two_steps(tmp_path: Path, name: str) -> None:
    """Killed when all was written, before or after the output got its name."""
    (tmp_path / "a.jsonl").write_bytes(as_lines(range(3)))
    program = (
        "import os, sys; from newsdump.cli import main, outputs, state; "
        "wanted, step = sys.argv.pop(1), [0]\n"
        "def stop(*_, **__): os._exit(9)\n"
        "if wanted == 'before': outputs.publish = stop\n"
        "else: state.Journal.close = stop\n"
        "main()"
    )
    for when in ("before", "after"):
        command = [sys.executable, "-c", program, when, "convert", "a.jsonl", "-o", name, "-q"]
        assert subprocess.run(command, check=False, cwd=tmp_path).returncode == 9
        assert (tmp_path / name).exists() is (when == "after")
        done = run("a.jsonl", "-o", name, "-q", "--resume", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert [dump.text for dump in read(tmp_path / name)] == [dump(number) for number in range(3)]
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", name]
        (tmp_path / name).unlink()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.jsonl", "--resume"], "--resume needs an output that is a file or a folder"),
        (["a.jsonl", "-o", "out.jsonl", "--resume", "--force"], "give one of them"),
        (["a.jsonl", "-o", "s3://bucket/out.jsonl"], "is an address, where files are written by number"),
    ],
)
def test_what_cannot_be_asked_for(tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_lines(range(3)))
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.decode().split())


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    interrupted = Interrupted(tmp_path, "--jobs", "2")
    children: set[int] = set()
    tasks = Path(f"/proc/{interrupted.process.pid}/task/{interrupted.process.pid}/children")
    if not tasks.parent.exists():
        pytest.skip("only Linux tells the children of a process")
    descriptor = os.open(interrupted.input, os.O_WRONLY)
    _feed(descriptor, as_lines(range(200)))
    deadline = time.monotonic() + 20
    while len(children) < 3 and time.monotonic() < deadline:  # two workers, and one that counts their resources
        children |= {int(each) for each in tasks.read_text().split()}
        time.sleep(0.02)
    interrupted.process.kill()
    interrupted.process.communicate()
    os.close(descriptor)
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [child for child in children if Path(f"/proc/{child}/fd").exists()] == []
