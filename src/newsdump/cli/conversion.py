"""A run over many inputs: dumps are read here, parsed by workers, and written here in the order they were read."""

from __future__ import annotations

import json
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import BinaryIO, Final, Protocol

import attrs
from attrs import field, frozen

from newsdump import __version__
from newsdump.cli.outputs import FileOutput, FolderOutput, Output, StandardOutput
from newsdump.cli.state import State, digest, load
from newsdump.cli.work import COMPRESSORS, Done, Submit, Task, workers
from newsdump.errors import UsageError
from newsdump.readers import Dump, Fault, Fields
from newsdump.readers.reading import files, read_file
from newsdump.serializers import Layout, find

_BATCH: Final = 64
"""Dumps that go to a worker at a time."""
_BATCH_TEXT: Final = 1_000_000
"""Characters that do."""
_WAITING: Final = 3
"""Batches a worker that are read ahead."""
_SAVE_EVERY: Final = 1.0
"""Seconds between two states on the disk."""


@frozen
class Conversion:
    """What is asked for."""

    inputs: tuple[str, ...]
    output: Path | None
    """None for standard output."""
    task: Task
    reader: str | None = None
    fields: Fields = field(factory=Fields)
    jobs: int = 1
    resume: bool = False
    errors: Path | None = None

    @property
    def state_path(self) -> Path | None:
        """Where the state is kept while the run is not at its end."""
        return None if self.output is None else self.output.with_name(self.output.name + ".resume")

    @property
    def name(self) -> str:
        """The same for runs that can go on from each other's state."""
        asked = (__version__, self.inputs, self.task, self.reader, self.fields, self.errors and str(self.errors))
        return digest(map(repr, asked))


class Watcher(Protocol):
    """Is told what happens."""

    def file(self, path: str) -> Callable[[BinaryIO], object] | None:
        """A file is begun; what is given back is called when it is open."""

    def done(self, counts: Counter[str]) -> None:
        """So much was written in all."""

    def fault(self, fault: Fault) -> None:
        """This could not be read."""


@frozen
class _Point:
    """A place between two items of the inputs."""

    files: int
    items: int
    names: str


@frozen
class _Batch:
    """What was read in one go, and the point behind it."""

    items: Sequence[Dump | Fault]
    end: _Point

    @property
    def dumps(self) -> list[Dump]:
        """What there is to parse."""
        return [each for each in self.items if isinstance(each, Dump)]


class Run:
    """One run of a `Conversion`; `go` does it, `state` tells how far it is."""

    def __init__(self, asked: Conversion, watcher: Watcher) -> None:
        self._asked = asked
        self._watcher = watcher
        self._output = _output(asked)
        self._errors: BinaryIO | None = None
        self._saved = monotonic()
        self.state = State(asked.name)
        self.resumed = False
        if asked.resume and asked.state_path is not None:
            kept = load(asked.state_path, asked.name)
            if kept is not None:
                self.state, self.resumed = kept, True

    def go(self) -> None:
        """Do it all.

        Raises:
            UsageError: the inputs are others than when the run was interrupted.
            OSError: the output cannot be written.
        """
        with ExitStack() as stack:
            stack.callback(self._output.close)
            self._output.open(self.state.offset if self.resumed else None)
            self._open_errors(stack)
            if not self.resumed:
                self.state = attrs.evolve(self.state, offset=self._output.offset())
                self._save()
            batches = self._batches()
            ahead = list(islice(batches, 2))
            # To start processes takes longer than to parse a batch.
            submit = stack.enter_context(workers(self._asked.task, self._asked.jobs if len(ahead) > 1 else 1))
            self._convert(submit, chain(ahead, batches))
            self._output.finish()
        if self._asked.state_path is not None:
            self._asked.state_path.unlink(missing_ok=True)

    def _open_errors(self, stack: ExitStack) -> None:
        path = self._asked.errors
        if path is None:
            return
        keep = self.resumed and path.exists()
        self._errors = stack.enter_context(path.open("r+b" if keep else "wb"))
        self._errors.truncate(self.state.errors if keep else 0)
        self._errors.seek(0, os.SEEK_END)

    def _convert(self, submit: Submit, batches: Iterable[_Batch]) -> None:
        """Read ahead of the workers as far as memory should hold, and write what is done in the order it was read."""
        waiting: deque[tuple[_Batch, Future[Done]]] = deque()
        try:
            for batch in batches:
                waiting.append((batch, submit(batch.dumps)))
                while waiting and (waiting[0][1].done() or len(waiting) > _WAITING * self._asked.jobs):
                    self._write(*waiting.popleft())
            while waiting:
                self._write(*waiting.popleft())
        finally:
            self._save()  # also when it was interrupted: what is written counts

    def _write(self, batch: _Batch, future: Future[Done]) -> None:
        done = future.result()
        self._output.write(batch.dumps, done.pieces)
        counts = self.state.counts + done.counts
        place = 0
        for each in batch.items:
            fault = each if isinstance(each, Fault) else done.faults.get(place)
            place += isinstance(each, Dump)
            if fault is not None:
                counts["faults"] += 1
                self._tell(fault)
        # One assignment: an interruption finds either all of the batch in the state or nothing.
        self.state = State(
            self.state.run,
            batch.end.files,
            batch.end.items,
            batch.end.names,
            self._output.offset(),
            0 if self._errors is None else self._errors.tell(),
            counts,
        )
        self._watcher.done(counts)
        if monotonic() - self._saved > _SAVE_EVERY:
            self._save()

    def _tell(self, fault: Fault) -> None:
        if self._errors is None:
            self._watcher.fault(fault)
        else:
            record = {**attrs.asdict(fault.origin), "reason": fault.reason}
            self._errors.write(json.dumps(record).encode() + b"\n")

    def _save(self) -> None:
        """Put the output on the disk, then the state that tells of it."""
        self._output.sync()
        if self._errors is not None:
            self._errors.flush()
        if self._asked.state_path is not None:
            self.state.save(self._asked.state_path)
        self._saved = monotonic()

    def _batches(self) -> Iterator[_Batch]:
        """What is still to be read, in batches."""
        items: list[Dump | Fault] = []
        size = 0
        point = None
        for each, point in self._items():
            items.append(each)
            size += len(each.text) if isinstance(each, Dump) else 0
            if len(items) == _BATCH or size > _BATCH_TEXT:
                yield _Batch(items, point)
                items, size = [], 0
        if items and point is not None:
            yield _Batch(items, point)

    def _items(self) -> Iterator[tuple[Dump | Fault, _Point]]:
        """Each dump and fault that is still to be done, and the point behind it."""
        begun = self.state
        names = ""
        for number, path in enumerate(files(self._asked.inputs, self._asked.reader), 1):
            names = digest([names, str(path)])
            if number < begun.files:
                continue
            if number == begun.files and names != begun.names:
                raise UsageError(
                    "the inputs are not those of the run that was interrupted; start again without --resume"
                )
            done = begun.items if number == begun.files else 0
            for end, each in enumerate(self._read(path), 1):
                if end > done:
                    yield each, _Point(number, end, names)

    def _read(self, path: str | Fault) -> Iterator[Dump | Fault]:
        asked = self._asked
        if isinstance(path, Fault):
            yield path
            return
        if asked.output is not None and os.path.realpath(path) == os.path.realpath(asked.output):
            return  # that of an earlier run, in a folder that is an input
        yield from read_file(path, reader=asked.reader, fields=asked.fields, opened=self._watcher.file(path))


def _output(asked: Conversion) -> Output:
    """The output that fits the format.

    Raises:
        UsageError: the format cannot be written there.
    """
    chosen = find(asked.task.format)
    if asked.output is None:
        if chosen.layout is Layout.TABLE:
            raise UsageError(f"{chosen.name} is binary: write it to a file with -o")
        if chosen.layout is Layout.DOCUMENT:
            raise UsageError(f"{chosen.name} takes a file a page: write them to a folder with -o")
        return StandardOutput(chosen)
    if chosen.layout is Layout.DOCUMENT:
        suffix = chosen.suffixes[0] + asked.task.compression
        if asked.output.exists() and not asked.output.is_dir():
            raise UsageError(f"{asked.output} is a file; {chosen.name} takes a file a page, so name a folder with -o")
        return FolderOutput(asked.output, asked.inputs, suffix)
    if asked.output.is_dir():
        raise UsageError(f"{asked.output} is a folder; {chosen.name} takes all pages in one file, so name one with -o")
    return FileOutput(asked.output, chosen, COMPRESSORS[asked.task.compression])
