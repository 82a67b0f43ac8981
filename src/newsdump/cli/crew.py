"""Who does the work: this process, or others, which are replaced where a page kills them or holds them up."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Final, Protocol

from newsdump.cli.signals import can_limit_time, hear_again, out_of_time
from newsdump.cli.work import Done, Task, set_up
from newsdump.readers import Dump
from newsdump.starting import start

_GRACE: Final = 5.0
"""Seconds after which a process that should have given a page up by itself is ended."""
_STARTS: Final = 3
"""So often a process may die before it has begun a page."""


class WorkerError(Exception):
    """Processes die before they have done anything."""


class Submit(Protocol):
    """Hands dumps to whoever works; the answer can be waited for."""

    def __call__(self, dumps: Sequence[Dump], changed: frozenset[str] = frozenset(), /) -> Future[Done]:
        """The future answer; pages of sites that have *changed* are noted."""


@contextmanager
def workers(task: Task, jobs: int, *, apart: bool = False) -> Iterator[Submit]:
    """*jobs* processes that do *task*, or this one alone if it is one and need not be *apart*."""
    if jobs == 1 and not apart and can_limit_time():
        yield _at_once(task)
        return
    waiting: SimpleQueue[_Job | None] = SimpleQueue()
    crew = [_Foreman(task, waiting) for _ in range(jobs)]
    for each in crew:
        each.start()
    try:
        yield _queued(waiting)
    except BaseException:
        for each in crew:
            each.dismiss()
        raise
    finally:
        for _ in crew:
            waiting.put(None)
        for each in crew:
            each.join()


def _at_once(task: Task) -> Submit:
    def submit(dumps: Sequence[Dump], changed: frozenset[str] = frozenset(), /) -> Future[Done]:
        future: Future[Done] = Future()
        future.set_result(set_up(task).do(dumps, {}, lambda _: None, changed))
        return future

    return submit


_Job = tuple[Sequence[Dump], frozenset[str], Future[Done]]


def _queued(waiting: SimpleQueue[_Job | None]) -> Submit:
    def submit(dumps: Sequence[Dump], changed: frozenset[str] = frozenset(), /) -> Future[Done]:
        future: Future[Done] = Future()
        waiting.put((dumps, changed, future))
        return future

    return submit


class _Foreman(threading.Thread):
    """Keeps one process at work."""

    def __init__(self, task: Task, waiting: SimpleQueue[_Job | None]) -> None:
        super().__init__(daemon=True)
        self._task = task
        self._waiting = waiting
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._is_dismissed = False

    def dismiss(self) -> None:
        """Give up what is being done."""
        self._is_dismissed = True
        process = self._process
        if process is not None:
            with suppress(ValueError):  # it has just been ended
                process.kill()

    def run(self) -> None:
        """Hand on what is waiting, until there is nothing more."""
        while (job := self._waiting.get()) is not None:
            dumps, changed, future = job
            try:
                future.set_result(self._done(dumps, changed))
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
                future.set_exception(error)
        self._end()

    def _done(self, dumps: Sequence[Dump], changed: frozenset[str]) -> Done:
        """What *dumps* became.

        A page that kills the process or holds it up is a fault, and the others are done again.
        """
        known: dict[int, str] = {}
        starts = 0
        while not self._is_dismissed:
            answer = self._asked(dumps, known, changed)
            if isinstance(answer, Done):
                return answer
            self._end()
            place, reason = answer
            if place is not None:
                known[place] = reason
                continue
            starts += 1
            if starts == _STARTS:
                raise WorkerError(reason)
        raise WorkerError("the run was ended")

    def _asked(
        self, dumps: Sequence[Dump], known: Mapping[int, str], changed: frozenset[str]
    ) -> Done | tuple[int | None, str]:
        """The answer of the process, or the place of the dump that it did not survive, and why."""
        place: int | None = None
        try:
            pipe = self._begin()
            pipe.send((dumps, known, changed))
            # Before it has begun a page, a process may take its time: it starts.
            while place is None or pipe.poll(self._task.timeout + _GRACE):
                answer: Done | BaseException | int = pipe.recv()
                if isinstance(answer, Done):
                    return answer
                if isinstance(answer, BaseException):
                    raise WorkerError(f"{type(answer).__name__}: {answer}")
                place = answer
        except (EOFError, OSError):
            return place, self._how_it_died()
        return place, out_of_time(self._task.timeout)

    def _begin(self) -> Connection:
        if self._pipe is None:
            self._pipe, theirs = multiprocessing.Pipe()
            self._process = start(_work, self._task, theirs)
            if self._is_dismissed:  # in between
                self._process.kill()
            theirs.close()
        return self._pipe

    def _how_it_died(self) -> str:
        if self._process is not None:
            self._process.join(_GRACE)
            status = self._process.exitcode or 0
            if status < 0:
                name = signal.Signals(-status).name
                return f"the process that parsed it was ended by {name}; did the memory run out?"
        return "the process that parsed it died"

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None


def _work(task: Task, pipe: Connection) -> None:
    """Do what comes through *pipe* until it is closed; what was begun is told, so that it is known what was at work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    hear_again()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):  # the other side is gone; what a page raises is an answer
        while True:
            dumps, known, changed = pipe.recv()
            pipe.send(_answer(task, dumps, known, pipe.send, changed))


def _answer(
    task: Task,
    dumps: Sequence[Dump],
    known: Mapping[int, str],
    begun: Callable[[int], object],
    changed: frozenset[str],
) -> Done | BaseException:
    try:
        return set_up(task).do(dumps, known, begun, changed)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:  # noqa: BLE001 - told where the answer is waited for
        return error


def _end_with_parent() -> None:
    """End with the process that started this one, however that ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
