"""What a run shows while it goes, and at its end; all of it on standard error."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO, Final, Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from newsdump import __version__
from newsdump.cli.terminal import printable
from newsdump.readers import Fault
from newsdump.readers.finding import LeftOut
from newsdump.readers.opening import STANDARD_INPUT, is_remote

_FAULTS_SHOWN: Final = 10


class Watcher(Protocol):
    """Is told what happens."""

    def left_out(self, what: LeftOut) -> None:
        """A folder holds these as well, and they are not read."""

    def begin(self, inputs: Iterable[str | Fault]) -> None:
        """These are read."""

    def file(self, path: str) -> Callable[[BinaryIO], object] | None:
        """A file is begun; what is given back is called when it is open."""

    def done(self, counts: Counter[str]) -> None:
        """So much was written in all."""

    def fault(self, fault: Fault) -> None:
        """This could not be read."""


class Quiet:
    """Shows faults only, the first few of them."""

    def __init__(self, console: Console, *, is_silent: bool = False) -> None:
        self._console = console
        self._is_silent = is_silent
        self._faults = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        hidden = self._faults - _FAULTS_SHOWN
        if hidden > 0:
            say(self._console, f"and {hidden} more; --errors FILE keeps them all")

    def left_out(self, what: LeftOut) -> None:
        """One line a folder, unless nothing is to be said."""
        if not self._is_silent:
            say(self._console, str(what))

    def begin(self, inputs: Iterable[str | Fault]) -> None:
        """Nothing is shown of them."""

    def file(self, path: str) -> Callable[[BinaryIO], object] | None:  # noqa: ARG002 - as the protocol
        """Nothing is shown of files."""
        return None

    def done(self, counts: Counter[str]) -> None:
        """Nothing is shown of progress."""

    def fault(self, fault: Fault) -> None:
        """One line."""
        self._faults += 1
        if self._faults <= _FAULTS_SHOWN:
            say(self._console, str(fault))


class Bar(Quiet):
    """A bar by the bytes that were read, with pages a second and the time left.

    Where an input does not tell its size before it is opened, as those in a store, all inputs count the same.
    """

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[pages]:,} pages"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task = self._progress.add_task("", total=None, pages=0, rate="")
        self._by_bytes = True
        self._before = 0.0
        self._size = 0.0
        self._raw: BinaryIO | None = None
        self._pages: int | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *about: object) -> None:
        self._progress.stop()
        super().__exit__(*about)

    def begin(self, inputs: Iterable[str | Fault]) -> None:
        """Their size, or how many they are, is the length of the bar; standard input has none."""
        paths = [each for each in inputs if isinstance(each, str)]
        sizes = [size_of(path) for path in paths]
        self._by_bytes = None not in sizes
        total = sum(size or 0 for size in sizes) if self._by_bytes else len(paths)
        self._before = self._size = 0.0
        self._raw = self._pages = None
        self._progress.reset(self._task, total=None if STANDARD_INPUT in paths else total, pages=0, rate="")

    def file(self, path: str) -> Callable[[BinaryIO], object] | None:
        """Files that are behind count whole."""
        self._before += self._size
        self._size = (size_of(path) or 0) if self._by_bytes else 1
        self._raw = None

        def opened(raw: BinaryIO) -> None:
            self._raw = raw

        return opened

    def done(self, counts: Counter[str]) -> None:
        """Move the bar."""
        if self._pages is None:
            self._pages = counts["pages"]  # what an earlier run has done is no speed of this one
        task = self._progress.tasks[0]
        rate = f"{(counts['pages'] - self._pages) / task.elapsed:,.0f}/s" if task.elapsed else ""
        done = self._before + self._size * self._share_read()
        self._progress.update(self._task, completed=done, pages=counts["pages"], rate=rate)

    def _share_read(self) -> float:
        """How much of the file that was begun is read."""
        if self._raw is None:
            return 0.0
        if self._raw.closed:
            return 1.0
        whole = self._size if self._by_bytes else getattr(getattr(self._raw, "raw", None), "size", None)
        return min(1.0, self._raw.tell() / whole) if whole else 0.0


def say(console: Console, line: str) -> None:
    """Print *line*, with the name of the program in front."""
    console.print(f"newsdump: {printable(line)}", markup=False, highlight=False, soft_wrap=True)


def size_of(path: str) -> int | None:
    """The bytes of a local file."""
    if path == STANDARD_INPUT or is_remote(path):
        return None
    try:
        return os.path.getsize(path)  # noqa: PTH202 - the path is a string everywhere here
    except OSError:
        return None


def summary_dict(counts: Counter[str], seconds: float, pages_now: int) -> dict[str, Any]:
    """The same for programs: counts, notes by their code, seconds and speed of this run."""
    plain = {name: counts[name] for name in ("pages", "articles", "comments", "related", "faults")}
    notes = {name.removeprefix("note:"): count for name, count in sorted(counts.items()) if name.startswith("note:")}
    return {
        "newsdump": __version__,
        **plain,
        "notes": notes,
        "resumed_behind": counts["pages"] - pages_now,
        "seconds": round(seconds, 3),
        "pages_per_second": round(pages_now / seconds, 2) if seconds else None,
    }


def summary(counts: Counter[str], seconds: float, pages_now: int) -> Table:
    """What a run came to."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column()
    for name, label in (
        ("pages", "pages"),
        ("articles", "with an article"),
        ("comments", "comments"),
        ("related", "related items"),
        ("faults", "could not be read"),
    ):
        if counts[name] or name != "faults":
            table.add_row(f"{counts[name]:,}", label)
    for name, count in sorted(counts.items()):
        if name.startswith("note:"):
            table.add_row(f"{count:,}", f"notes: {name.removeprefix('note:')}")
    table.add_row(f"{seconds:,.1f}", f"seconds, {pages_now / seconds if seconds else 0:,.0f} pages a second")
    return table
