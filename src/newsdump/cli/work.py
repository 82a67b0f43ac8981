"""What is done to each dump of a run, in this process or in others."""

from __future__ import annotations

import bz2
import gzip
import lzma
import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, Final, Protocol

from attrs import field, frozen

from newsdump import Parser, load_profile
from newsdump.model import Page
from newsdump.readers import Dump, Fault
from newsdump.readers.opening import zstandard_library
from newsdump.serializers import Format, Layout, find


@frozen
class Task:
    """What to make of dumps."""

    format: str
    compression: str = ""
    """The suffix of the output's compression; empty for none."""
    profile: str | None = None
    captured_at: datetime | None = None
    """When dumps were captured that do not tell it themselves."""


@frozen
class Done:
    """What a batch of dumps became."""

    pieces: Sequence[bytes | None]
    """For documents one a dump, None where the dump is a fault; else one for them all."""
    faults: dict[int, Fault]
    """By the dump's place in the batch."""
    counts: Counter[str] = field(factory=Counter)
    """Pages, articles, comments, related items; notes by their code, with `note:` in front."""


@frozen
class Work:
    """A task, set up: the same for any number of batches."""

    parse: Callable[..., Page]
    format: Format
    task: Task

    def do(self, dumps: Sequence[Dump]) -> Done:
        """Parse *dumps* and write their pages."""
        faults: dict[int, Fault] = {}
        pages: list[Page] = []
        for place, dump in enumerate(dumps):
            try:
                pages.append(self._parse(dump))
            except Exception as error:  # noqa: BLE001 - one page must not end a run over millions
                faults[place] = Fault(dump.origin, f"{type(error).__name__}: {error}")
        pieces: list[bytes | None]
        if self.format.layout is Layout.DOCUMENT:
            written = iter(pages)
            pieces = [None if place in faults else self._document(next(written)) for place in range(len(dumps))]
        else:
            pieces = [COMPRESSORS[self.task.compression](self._joined(pages))] if pages else []
        return Done(pieces, faults, _counted(pages))

    def _parse(self, dump: Dump) -> Page:
        captured_at = dump.captured_at or self.task.captured_at

        def parse(text: str, *, url: str | None, **_: object) -> Page:
            return self.parse(text, url=url, captured_at=captured_at)

        return dump.parsed_by(parse)

    def _document(self, page: Page) -> bytes:
        return COMPRESSORS[self.task.compression](self.format.dumps(page))

    def _joined(self, pages: Sequence[Page]) -> bytes:
        module: Any = self.format.load_module()
        if self.format.layout is Layout.TABLE:
            return bytes(module.bodies(pages))
        if hasattr(module, "dumpb"):
            return b"".join(map(module.dumpb, pages))
        write = module.body if self.format.layout is Layout.ROWS else module.dumps
        return "".join(map(write, pages)).encode("utf-8", "replace")


def _counted(pages: Sequence[Page]) -> Counter[str]:
    counts: Counter[str] = Counter(pages=len(pages))
    for page in pages:
        counts["articles"] += page.article is not None
        counts["comments"] += len(page.comments)
        counts["related"] += len(page.related)
        for note in page.notes:
            counts[f"note:{note.code}"] += 1
    return counts


def _zst(data: bytes) -> bytes:
    return bytes(zstandard_library().compress(data))


COMPRESSORS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "": bytes,
    ".gz": lambda data: gzip.compress(data, mtime=0),  # the same output for the same input
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": _zst,
}
"""Each gives a whole member: such files may hold several, so that an output can be cut behind any of them."""


@cache
def set_up(task: Task) -> Work:
    """The work of *task*; set up once a process."""
    if task.profile is None:
        return Work(Parser().parse, find(task.format), task)
    profile = load_profile(task.profile)
    parser = Parser(profiles=[profile])

    def parse(text: str, *, url: str | None, captured_at: datetime | None) -> Page:
        return parser.parse(text, url=url, captured_at=captured_at, profile=profile)

    return Work(parse, find(task.format), task)


def do(task: Task, dumps: Sequence[Dump]) -> Done:
    """Do *task* to *dumps*."""
    return set_up(task).do(dumps)


class Submit(Protocol):
    """Hands dumps to whoever works; the answer can be waited for."""

    def __call__(self, dumps: Sequence[Dump], /) -> Future[Done]:
        """The future answer."""


@contextmanager
def workers(task: Task, jobs: int) -> Iterator[Submit]:
    """*jobs* processes that do *task*, or this one alone if it is one."""
    if jobs == 1:
        yield _at_once(task)
        return
    # Processes start afresh: forks of a process with threads can lock up, and keep the pipes of their siblings open.
    with ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(task,),
    ) as pool:
        try:
            yield lambda dumps: pool.submit(do, task, dumps)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _at_once(task: Task) -> Submit:
    def submit(dumps: Sequence[Dump], /) -> Future[Done]:
        future: Future[Done] = Future()
        future.set_result(do(task, dumps))
        return future

    return submit


def _begin(task: Task) -> None:
    """Set a worker up: it ends with the process that started it, however that ends, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    set_up(task)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
