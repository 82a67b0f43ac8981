"""Processes that each do the same work, watched: one that hangs or dies over an item is replaced, the rest goes on."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pickle import UnpicklingError
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from attrs import field, frozen

from newsdump.errors import UsageError
from newsdump.starting import start

Given = TypeVar("Given")
Got = TypeVar("Got")

_AHEAD: Final = 4
"""Chunks a worker that may be taken from the input while the first of them is not yet given back."""
_READY: Final = "ready"


@frozen
class Failed:
    """What stands in the place of an answer that could not be given."""

    reason: str


@frozen
class Chunk(Generic[Given, Got]):
    """Items that are sent to a worker in one go, and the answers that have come."""

    items: Sequence[Given]
    answers: list[Got | Failed] = field(factory=list)

    @property
    def is_done(self) -> bool:
        """Whether each item has its answer."""
        return len(self.answers) == len(self.items)


def answers(
    work: Callable[[Given], Got], chunks: Iterable[Sequence[Given]], *, jobs: int, timeout: float | None = None
) -> Iterator[Chunk[Given, Got]]:
    """*chunks* with the answers of *work* to their items, in order.

    Args:
        work: picklable; called in another process, once for each item. It should not raise.
        chunks: taken a few ahead of what is given back, so they may be endless.
        jobs: how many processes.
        timeout: seconds that one item may take.

    Raises:
        UsageError: the processes cannot start.
    """
    source = iter(chunks)
    crew: list[_Worker[Given, Got]] = []
    under_way: deque[Chunk[Given, Got]] = deque()
    try:
        while True:
            while len(under_way) < _AHEAD * jobs and (len(crew) < jobs or any(each.is_idle for each in crew)):
                items = next(source, None)
                if items is None:
                    break
                under_way.append(Chunk(items))
                worker = next((each for each in crew if each.is_idle), None)
                if worker is None:
                    worker = _Worker(work, timeout)
                    crew.append(worker)
                worker.take(under_way[-1])
            if not under_way:
                return
            if under_way[0].is_done:
                yield under_way.popleft()
            else:
                _watch([each for each in crew if not each.is_idle])
    finally:
        for worker in crew:
            worker.end()


def _watch(busy: Sequence[_Worker[Any, Any]]) -> None:
    """Wait until one of them has an answer, has died, or is out of time, and see to it."""
    deadlines = [worker.deadline for worker in busy if worker.deadline is not None]
    wait([worker.pipe for worker in busy], max(0.0, min(deadlines) - monotonic()) if deadlines else None)
    for worker in busy:
        worker.see_to()


class _Worker(Generic[Given, Got]):
    """One process at a time, and the chunk that it is at."""

    pipe: Connection[Any, Any]
    deadline: float | None
    """When the answer to come must be there; None while the process starts, or for ever."""

    def __init__(self, work: Callable[[Given], Got], timeout: float | None) -> None:
        self._work = work
        self._timeout = timeout
        self._chunk: Chunk[Given, Got] = Chunk(())
        self._process: BaseProcess
        self._start()

    @property
    def is_idle(self) -> bool:
        """Whether it can take a chunk."""
        return self._chunk.is_done

    def take(self, chunk: Chunk[Given, Got]) -> None:
        """Begin with *chunk*."""
        self._chunk = chunk
        self._send(chunk.items)

    def see_to(self) -> None:
        """Take in the answers that are there; start afresh behind an item that gets none."""
        try:
            while not self.is_idle and self.pipe.poll():
                answer = self.pipe.recv()
                if answer == _READY:
                    self._is_ready = True
                else:
                    self._chunk.answers.append(answer)
                self._set_deadline()
        except (EOFError, OSError, UnpicklingError):
            self._replace(f"the process that parsed it ended with status {self._status()}")
        if not self.is_idle and self.deadline is not None and monotonic() > self.deadline:
            self._replace(f"it took longer than {self._timeout:g} seconds")

    def end(self) -> None:
        """End the process; nothing of value is lost with it."""
        self.pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _start(self) -> None:
        self.pipe, far = Pipe()
        self._process = start(_serve, far)
        far.close()
        self._is_ready = False
        self.deadline = None
        # Not as an argument: what does not fit into a pipe would wait for ever for a process that dies as it starts.
        self._send(self._work)

    def _send(self, what: object) -> None:
        with suppress(OSError):  # it has died, which `see_to` will find
            self.pipe.send(what)
        self._set_deadline()

    def _set_deadline(self) -> None:
        if self._is_ready and self._timeout is not None:
            self.deadline = monotonic() + self._timeout

    def _status(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def _replace(self, reason: str) -> None:
        if not self._is_ready:
            raise UsageError(
                f"the processes that parse cannot start: {reason}; "
                "a program that asks for them must run under: if __name__ == '__main__':"
            )
        self.end()
        self._start()
        self._chunk.answers.append(Failed(reason))
        if not self.is_idle:
            self._send(self._chunk.items[len(self._chunk.answers) :])


def _serve(pipe: Connection[Any, Any]) -> None:
    """Answer item by item until the other side is gone; Ctrl-C is left to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work = pipe.recv()
        pipe.send(_READY)
        while True:
            for item in pipe.recv():
                pipe.send(work(item))
    except (EOFError, OSError):
        return
