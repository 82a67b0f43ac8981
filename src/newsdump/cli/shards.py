"""A run into many files, on this machine or in a store: each is written once, whole, and a manifest tells of them.

The name of the output has a `*` where the number of each file goes. When a file is whole it is put in its place, and
then the manifest beside it is replaced by one that knows it, with the point of the inputs that it ends at. So an
interrupted run goes on behind the last file that the manifest knows, and the file that it had begun is written anew.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from fnmatch import fnmatch
from hashlib import blake2b, file_digest
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, Final

import attrs
from attrs import define, field

from newsdump import __version__
from newsdump.cli.conversion import AHEAD, Conversion
from newsdump.cli.crew import Submit, workers
from newsdump.cli.inputs import Batch, Input, batches, check
from newsdump.cli.lookout import Lookout
from newsdump.cli.plans import fault_line, plan
from newsdump.cli.progress import Watcher
from newsdump.cli.state import DAMAGED, Seen, State, alone, open_alone
from newsdump.cli.stores import Place, Store
from newsdump.cli.targets import guard, is_special, resolved
from newsdump.cli.work import COMPRESSORS, Done
from newsdump.errors import UsageError
from newsdump.readers import Dump, Fault
from newsdump.readers.opening import is_remote
from newsdump.readers.reading import files, read_file
from newsdump.serializers import Layout
from newsdump.serializers.writing import Writer

SIZE: Final = 256 << 20
"""Bytes after which another file is begun if nothing else is asked for."""
_WAITING: Final = 3
"""Batches a worker that are read ahead."""


@define
class Manifest:
    """What is there, and how far the run is."""

    run: str
    """What was asked for; another run cannot go on from here."""
    files: list[dict[str, Any]] = field(factory=list)
    """Name within the folder, pages, bytes and digest (BLAKE2b, 128 bits) of each."""
    inputs: dict[int, Seen] = field(factory=dict)
    state: State = field(factory=State)
    ended: bool = False

    def dumps(self) -> bytes:
        """As JSON."""
        tree = {"newsdump": __version__, **attrs.asdict(self)}
        return json.dumps(tree, indent=1).encode()

    @staticmethod
    def loads(data: bytes, name: str) -> Manifest:
        """What `dumps` wrote.

        Raises:
            UsageError: it is damaged.
        """
        try:
            tree = json.loads(data)
            state = State.of(tree["state"])
            inputs = {int(number): Seen(**seen) for number, seen in tree["inputs"].items()}
            return Manifest(tree["run"], tree["files"], inputs, state, tree["ended"])
        except DAMAGED:
            raise UsageError(f"{name}, which tells how far the run was, is damaged; --force starts again") from None


class _File:
    """The file that is being written, on this machine."""

    def __init__(self, writer: Writer, compression: str, folder: Path) -> None:
        self._writer = writer
        self._compress = COMPRESSORS[compression]
        self._path = folder / "part"
        self._file: BinaryIO = self._path.open("wb")
        self.pages = 0
        self._add(writer.head())

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._file.tell()

    def close(self) -> None:
        """Leave it, whole or not."""
        self._file.close()

    def add(self, done: Done) -> None:
        """Write what a batch became."""
        for piece in done.pieces:
            self._file.write(piece or b"")
        self.pages += done.counts["pages"]

    def _add(self, data: bytes) -> None:
        if data:
            self._file.write(self._compress(data))

    def finish(self) -> Path:
        """The whole file."""
        self._add(self._writer.tail())
        self._file.close()
        if self._writer.finish is None:
            return self._path
        whole = self._path.with_name("whole")
        self._writer.finish(self._path, whole)
        return whole


class ShardedRun:
    """One run of a `Conversion` into files of *size* bytes or little more.

    Raises:
        UsageError: it would destroy something, or cannot go on from where an earlier one stopped.
    """

    def __init__(self, asked: Conversion, watcher: Watcher, place: Place, size: int = SIZE) -> None:
        self._asked = asked
        self._watcher = watcher
        self._place = place
        self._size = size
        self._writer = asked.task.writer()
        if self._writer.format.layout is Layout.DOCUMENT:
            raise UsageError(f"{self._writer.format.name} takes a file a page: name a folder without a * with -o")
        if asked.force and asked.resume:
            raise UsageError("--resume goes on and --force starts again; give one of them")
        self._store = Store(place.pattern)
        every = list(files(asked.inputs, asked.reader, watcher.left_out))
        self._of_inputs = len(every)
        self._inputs: list[Input] = asked.choice.inputs(every)
        self._guard()
        self.replaces = asked.force
        self.left_alone: str | None = None
        self.read_nothing = False
        self._replaced: set[str] = set()
        """Files of an earlier run, which go when the first one of this run comes."""
        self._told: bytes | None = None
        """The manifest as it was found."""
        self._is_told = False
        """Whether the manifest that is there is of this run."""
        self._manifest = self._take_up()
        self.begun_with = self._manifest.state.counts["pages"]
        self._errors: BinaryIO | None = None
        self._lookout = Lookout(asked.task)
        self._lookout.go_on(self._manifest.state.missed)

    @property
    def state(self) -> State:
        """How far the run is."""
        return self._manifest.state

    @property
    def can_go_on(self) -> bool:
        """Whether another run can go on from here."""
        return self._is_told

    def plan(self) -> Iterator[str]:
        """What the run would do, line by line."""
        asked = self._asked
        return plan(asked.task.format, self._place.pattern, asked.jobs, self._inputs, self._of_inputs, self._read)

    def _guard(self) -> None:
        asked = self._asked
        pattern = self._place.pattern
        written = [] if is_remote(pattern) else self._store.found(pattern)
        beside = [each for each in (asked.errors, asked.summary) if each is not None]
        guard([each for each in self._inputs if isinstance(each, str)], [*written, *beside])
        asked.refuse_to_replace_beside()
        own = next(filter(self._is_own, beside), None)
        if own is not None:
            raise UsageError(f"{own} is one of the files of -o {pattern}; choose another")

    def _is_own(self, path: Path) -> bool:
        """Whether *path* is that of the manifest, or of a file that may be written."""
        folder = self._place.pattern.rpartition("/")[0]
        if is_remote(folder) or resolved(path).parent != resolved(folder or "."):
            return False
        names = self._place.numbered, self._place.name(None)
        return any(fnmatch(resolved(path).name, name.rpartition("/")[2]) for name in names)

    def _take_up(self) -> Manifest:
        """What an earlier run left, or a new manifest.

        Raises:
            UsageError: something would be destroyed, or this is another run.
        """
        asked, name = self._asked, self._place.name(None)
        data = self._told = self._store.read(name)
        if asked.force:
            self._replaced = set(self._store.found(self._place.numbered))
            with suppress(UsageError):  # a damaged one tells of no others
                told = [] if data is None else Manifest.loads(data, name).files
                self._replaced.update(self._place.beside(each["name"]) for each in told)
            return Manifest(asked.name)
        if data is None:
            there = self._store.found(self._place.numbered)
            if there:
                raise UsageError(f"{there[0]} is already there, and no {name} that tells of it; --force replaces it")
            return Manifest(asked.name)
        kept = Manifest.loads(data, name)
        if not asked.resume:
            what = "a run that is whole" if kept.ended else "an interrupted run: --resume goes on with it"
            raise UsageError(f"{name} is of {what}; --force starts again")
        if kept.run != asked.name:
            raise UsageError(
                f"{name} is of a run with other inputs, options or another version of newsdump; "
                "ask for the same as then, or start again with --force"
            )
        if kept.ended:
            self.left_alone = f"{self._place.pattern} is whole already; there is nothing left to do"
            return Manifest(asked.name)
        for each in kept.files:
            path = self._place.beside(each["name"])
            if self._store.size(path) != each["bytes"]:
                raise UsageError(f"{path} is not as the run left it; --force starts again")
        check(self._inputs, kept.inputs, kept.state.files)
        return kept

    def go(self) -> None:
        """Do it all.

        Raises:
            UsageError: an input has changed since the run was interrupted.
            OSError: a file cannot be written.
        """
        if self.left_alone is not None:
            return
        asked, begun = self._asked, self._manifest.state
        with ExitStack() as stack:
            self._be_alone(stack)
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsdump-")))
            self._open_errors(stack, begun.errors)
            self._watcher.begin(self._inputs)
            read = batches(self._inputs, begun, self._read, self._opened, asked.choice.limit)
            ahead = list(islice(read, AHEAD))  # before anything is touched: inputs may turn out to have changed
            if not self._replaced:
                self._save()
            jobs = asked.jobs if len(ahead) == AHEAD else 1
            submit = stack.enter_context(workers(asked.task, jobs, apart=asked.resume and bool(ahead)))
            file: _File | None = None
            for batch, made in self._in_order(submit, chain(ahead, read)):
                if file is None:
                    file = _File(self._writer, asked.task.compression, folder)
                    stack.callback(file.close)
                done, missed = self._lookout.settled(batch.dumps, made)
                file.add(done)
                self._count(batch, done, missed)
                if file.size >= self._size:
                    self._publish(file)
                    file = None
            if file is not None and file.pages:
                self._publish(file)
            self._end()

    def _be_alone(self, stack: ExitStack) -> None:
        """See to it that no other run writes the same files; stores have no locks.

        Raises:
            UsageError: another one does, or has done since this one looked.
        """
        name = self._place.name(None)
        if not is_remote(name):
            path = Path(f"{name}.lock")
            path.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(alone(path, self._place.pattern))
        if self._store.read(name) != self._told:
            raise UsageError(f"another run has written {self._place.pattern} in the meantime")

    def _end(self) -> None:
        """Say that all is there; files of an earlier run stay where nothing was read."""
        if self._replaced:
            self.left_alone = f"nothing was read, so {self._place.pattern} is left as it was"
            self.read_nothing = True
            return
        self._manifest.ended = True
        self._save()

    def _in_order(self, submit: Submit, read: Iterable[Batch]) -> Iterator[tuple[Batch, Done]]:
        waiting: deque[tuple[Batch, Future[Done]]] = deque()
        for batch in read:
            waiting.append((batch, submit(batch.dumps, self._lookout.changed)))
            while waiting and (waiting[0][1].done() or len(waiting) > _WAITING * self._asked.jobs):
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()

    def _count(self, batch: Batch, done: Done, missed: dict[str, dict[str, int]]) -> None:
        """Tell the faults of a batch; the state behind it counts from the next file on."""
        counts = self._manifest.state.counts + done.counts
        place = 0
        for each in batch.items:
            fault = each if isinstance(each, Fault) else done.faults.get(place)
            place += isinstance(each, Dump)
            if fault is not None:
                counts["faults"] += 1
                if self._errors is None:
                    self._watcher.fault(fault)
                else:
                    self._errors.write(fault_line(fault))
        errors = 0 if self._errors is None or not self._errors.seekable() else self._errors.tell()
        lacking = {**self._manifest.state.missed, **missed}
        self._manifest.state = State(
            batch.end.files, batch.end.items, batch.end.last, errors=errors, counts=counts, missed=lacking
        )
        self._watcher.done(counts)

    def _publish(self, file: _File) -> None:
        whole = file.finish()
        number = len(self._manifest.files)
        self._store.remove(self._replaced)
        self._replaced = set()
        name = self._place.name(number)
        self._store.put(whole, name)
        with whole.open("rb") as data:
            digest = file_digest(data, lambda: blake2b(digest_size=16)).hexdigest()
            size = data.tell()
        about = {"name": name.rpartition("/")[2], "pages": file.pages, "bytes": size, "digest": digest}
        self._manifest.files.append(about)
        self._save()

    def _save(self) -> None:
        if self._errors is not None:
            self._errors.flush()
        self._store.put_bytes(self._manifest.dumps(), self._place.name(None))
        self._is_told = True

    def _open_errors(self, stack: ExitStack, offset: int) -> None:
        if self._asked.errors is None:
            return
        path = resolved(self._asked.errors)
        if is_special(path):
            self._errors = stack.enter_context(path.open("wb"))
            return
        keep = self._asked.resume and path.exists()
        if path.exists() and path.stat().st_size and not keep and not self._asked.force:
            raise UsageError(f"{self._asked.errors} is already there; --force replaces it")
        self._errors = stack.enter_context(open_alone(path, self._asked.errors))
        self._errors.truncate(offset if keep else 0)
        self._errors.seek(0, os.SEEK_END)

    def _opened(self, number: int, seen: Seen) -> None:
        self._manifest.inputs[number] = seen

    def _read(self, path: str, place: int) -> Iterator[Dump | Fault]:
        asked = self._asked
        opened = self._watcher.file(path)
        stream = read_file(path, reader=asked.reader, fields=asked.fields, opened=opened, max_bytes=asked.max_bytes)
        return asked.choice.items(stream, place, self._of_inputs)
