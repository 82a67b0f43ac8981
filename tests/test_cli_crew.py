"""Processes that parse: pages that kill them or hold them up are faults, and the others are done."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

import newsdump
from newsdump.cli.crew import WorkerError, workers
from newsdump.cli.work import Task, Work, set_up
from newsdump.model import Page
from newsdump.readers import Dump, Origin
from newsdump.serializers import jsonl

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


class Killer(Dump):
    """Ends the process that parses it."""

    def parsed_by(self, parse: Callable[..., Page]) -> Page:  # noqa: ARG002 - as a dump
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


class Slow(Dump):
    """Is never done."""

    def parsed_by(self, parse: Callable[..., Page]) -> Page:  # noqa: ARG002
        while True:
            pass


class Deaf(Dump):
    """Is never done, and hears no signal."""

    def parsed_by(self, parse: Callable[..., Page]) -> Page:  # noqa: ARG002
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(600)
        raise AssertionError


class Swallowing(Dump):
    """Takes all errors for its own."""

    def parsed_by(self, parse: Callable[..., Page]) -> Page:
        try:
            while True:
                pass
        except Exception:  # noqa: BLE001
            return parse(self.text, url=None)


def dumps(*kinds: type[Dump]) -> list[Dump]:
    return [kind(f"page {number}", Origin("a.jsonl", "line", number)) for number, kind in enumerate(kinds, 1)]


def texts(pieces: Sequence[bytes | None]) -> list[str]:
    return [jsonl.loads(line).text for piece in pieces for line in (piece or b"").splitlines()]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (Killer, "a.jsonl, line 2: the process that parsed it was ended by SIGKILL; did the memory run out?"),
        (Slow, "a.jsonl, line 2: took more than 5 seconds (--timeout)"),
        (Deaf, "a.jsonl, line 2: took more than 5 seconds (--timeout)"),
        (Swallowing, "a.jsonl, line 2: took more than 5 seconds (--timeout)"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_ends_its_process_is_a_fault(
    bad: type[Dump], reason: str, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdump.cli.crew._GRACE", 0.3)
    with workers(Task("jsonl", timeout=5), jobs, apart=True) as submit:
        first, second = submit(dumps(Dump, bad, Dump)), submit(dumps(Dump))
        assert texts(first.result().pieces) == ["page 1", "page 3"]
        assert {place: str(fault) for place, fault in first.result().faults.items()} == {1: reason}
        assert texts(second.result().pieces) == ["page 1"]


@pytest.mark.parametrize("bad", [Slow, Swallowing])
def test_this_process_gives_a_page_up_as_well(bad: type[Dump]) -> None:
    with workers(Task("jsonl", timeout=1.0), 1) as submit:
        done = submit(dumps(Dump, bad, Dump)).result()
    assert texts(done.pieces) == ["page 1", "page 3"]
    assert str(done.faults[1]) == "a.jsonl, line 2: took more than 1 seconds (--timeout)"
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_processes_that_cannot_start_are_told() -> None:
    with workers(Task("none"), 2) as submit:
        error = submit(dumps(Dump)).exception()
    assert isinstance(error, WorkerError)
    assert "no format is called 'none'" in str(error)


def test_processes_that_the_system_refuses_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_process: object) -> None:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    def interrupted() -> None:
        with workers(Task("jsonl"), 2) as submit:
            assert isinstance(submit(dumps(Dump)).exception(), WorkerError)
            raise KeyboardInterrupt

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refused)
    with pytest.raises(KeyboardInterrupt):
        interrupted()


def test_processes_are_ended_when_the_run_is() -> None:
    """Else this would take as long as the page does, which is ten minutes."""
    futures = []

    def interrupted() -> None:
        with workers(Task("jsonl", timeout=600), 2) as submit:
            futures.append(submit(dumps(Deaf)))
            time.sleep(1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert isinstance(futures[0].exception(), WorkerError)


@pytest.mark.parametrize("name", ["jsonl", "csv", "json", "arrow"])
def test_a_page_that_cannot_be_written_is_a_fault(name: str) -> None:
    def parse(text: str, **_: Any) -> Page:  # noqa: ANN401
        return newsdump.parse(text) if text != "page 2" else 3  # type: ignore[return-value]

    work = Work(parse, Task(name))
    done = work.do(dumps(Dump, Dump, Dump))
    whole = work.do([each for number, each in enumerate(dumps(Dump, Dump, Dump)) if number != 1])
    assert list(done.faults) == [1]
    assert [piece for piece in done.pieces if piece is not None] == whole.pieces
    assert done.counts == whole.counts


def test_a_page_with_too_many_characters_is_a_fault() -> None:
    (fault,) = set_up(Task("jsonl", max_chars=5)).do(dumps(Dump)).faults.values()
    assert str(fault) == "a.jsonl, line 1: 6 characters, more than 5 (--max-chars)"
