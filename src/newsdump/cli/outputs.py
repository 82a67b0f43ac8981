"""Where pages go: one file, a folder of documents, or what takes them as they come.

A file appears under its name when it is whole; until then it is called the same with `.part` behind it. Every output
can be cut back to an offset that it told before, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from newsdump.cli.documents import DocumentNames, root_of
from newsdump.cli.state import digest, sync_folder
from newsdump.cli.targets import guard, publish, resolved
from newsdump.cli.terminal import for_terminal
from newsdump.cli.work import COMPRESSORS, Task
from newsdump.errors import UsageError
from newsdump.readers import Dump
from newsdump.serializers import Layout
from newsdump.serializers.writing import Writer

_DOCUMENT_PART: Final = ".newsdump.part"
"""What a document is called while it is not whole; no dump is called so, for folders are read without hidden files."""
_TAIL: Final = 4096
"""So many bytes in front of an offset tell whether a part is the one that was left."""


class Output(Protocol):
    """What pages are written to."""

    def agrees(self, offset: int, tail: str) -> bool:
        """Whether what an earlier run left is there up to *offset*, and ends there as *tail* says."""

    def open(self, offset: int | None) -> None:
        """Begin, or go on behind *offset*."""

    def write(self, dumps: Sequence[Dump], pieces: Sequence[bytes | None]) -> None:
        """Add what *dumps* became."""

    def offset(self) -> int:
        """How long the output is, to be cut to it later."""

    def tail(self) -> str:
        """A digest of its end."""

    def sync(self) -> None:
        """See to it that all is on the disk."""

    def finish(self) -> None:
        """Let the output appear under its name."""

    def discard(self) -> None:
        """Take away what was begun."""

    def close(self) -> None:
        """Leave the output as it is."""


class FileOutput:
    """All pages in one file."""

    def __init__(self, target: Path, writer: Writer, compress: Callable[[bytes], bytes]) -> None:
        self._target = target
        self._part = part_of(target)
        head, tail = writer.head(), writer.tail()
        self._head = compress(head) if head else b""
        self._tail = compress(tail) if tail else b""
        self._nothing = compress(b"")
        self._finish = writer.finish
        self._file: BinaryIO = io.BytesIO()  # until `open`
        self._end = b""

    def agrees(self, offset: int, tail: str) -> bool:
        """Whether the part is there and as it was left, up to *offset*."""
        try:
            with self._part.open("rb") as part:
                return part.seek(0, os.SEEK_END) >= offset and _digest(_end_of(part, offset)) == tail
        except FileNotFoundError:
            return False

    def open(self, offset: int | None) -> None:
        """Begin the file, or cut it to *offset*."""
        if offset is None:
            if self._part.is_symlink():
                self._part.unlink()  # what it leads to is not of an earlier run
            self._file = self._part.open("wb")
            self._add(self._head)
        else:
            self._file = self._part.open("r+b")
            self._end = _end_of(self._file, offset)
            self._file.truncate(offset)
            self._file.seek(offset)

    def write(self, dumps: Sequence[Dump], pieces: Sequence[bytes | None]) -> None:  # noqa: ARG002 - as the protocol
        """Add *pieces*."""
        for piece in pieces:
            self._add(piece or b"")

    def _add(self, data: bytes) -> None:
        self._file.write(data)
        self._end = (self._end + data[-_TAIL:])[-_TAIL:]

    def offset(self) -> int:
        """Bytes so far."""
        return self._file.tell()

    def tail(self) -> str:
        """Of the last bytes."""
        return _digest(self._end)

    def sync(self) -> None:
        """Put all on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def finish(self) -> None:
        """End the file and give it its name."""
        self._file.write(self._tail)
        if not self._file.tell():
            self._file.write(self._nothing)  # a packed file without a member is none
        self.sync()
        self._file.close()
        if self._finish is None:
            publish(self._part, self._target)
            return
        whole = self._part.with_suffix(".whole")
        try:
            self._finish(self._part, whole)
            with whole.open("r+b") as written:
                os.fsync(written.fileno())
        except BaseException:
            whole.unlink(missing_ok=True)
            raise
        publish(whole, self._target)
        self._part.unlink()

    def discard(self) -> None:
        """Remove the part."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave the part where it is."""
        self._file.close()


def _end_of(file: BinaryIO, offset: int) -> bytes:
    file.seek(max(0, offset - _TAIL))
    return file.read(min(offset, _TAIL))


def _digest(end: bytes) -> str:
    return digest([end.hex()])


class FolderOutput:
    """A file a page, under the path of its dump."""

    def __init__(self, target: Path, names: DocumentNames) -> None:
        self._target = target
        self._names = names
        self._unsynced: list[Path] = []

    def agrees(self, offset: int, tail: str) -> bool:  # noqa: ARG002 - it has none
        """Whether the folder is there."""
        return self._target.is_dir()

    def open(self, offset: int | None) -> None:  # noqa: ARG002 - what was written twice is the same
        """Make the folder."""
        self._target.mkdir(parents=True, exist_ok=True)

    def write(self, dumps: Sequence[Dump], pieces: Sequence[bytes | None]) -> None:
        """Write a document for each dump that became one."""
        for dump, piece in zip(dumps, pieces, strict=True):
            if piece is not None:
                target = self._target / self._names.of(dump.origin)
                target.parent.mkdir(parents=True, exist_ok=True)
                part = target.with_name(_DOCUMENT_PART)
                part.write_bytes(piece)
                part.replace(target)
                self._unsynced.append(target)

    def offset(self) -> int:
        """Documents have none."""
        return 0

    def tail(self) -> str:
        """Nor have they an end."""
        return ""

    def sync(self) -> None:
        """Put the documents on the disk, and then their names."""
        for path in self._unsynced:
            descriptor = os.open(path, os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        for folder in {path.parent for path in self._unsynced}:
            sync_folder(folder)
        self._unsynced.clear()

    def finish(self) -> None:
        """Documents are whole already."""

    def discard(self) -> None:
        """There are none."""

    def close(self) -> None:
        """As `finish`."""


class StreamOutput:
    """All pages to what takes them as they come: standard output, a pipe, a device."""

    def __init__(self, writer: Writer, target: Path | None = None) -> None:
        self._head = writer.head()
        self._tail = writer.tail()
        self._target = target
        self._file: BinaryIO = io.BytesIO()  # until `open`

    def agrees(self, offset: int, tail: str) -> bool:  # noqa: ARG002 - what was written is gone
        """It never does."""
        return False

    def open(self, offset: int | None) -> None:  # noqa: ARG002 - it cannot go on
        """Write the head."""
        self._file = sys.stdout.buffer if self._target is None else self._target.open("wb")
        self._file.write(self._head)

    def write(self, dumps: Sequence[Dump], pieces: Sequence[bytes | None]) -> None:  # noqa: ARG002 - as the protocol
        """Write *pieces*."""
        shown = for_terminal if self._file.isatty() else bytes
        for piece in pieces:
            self._file.write(shown(piece or b""))

    def offset(self) -> int:
        """It cannot be cut."""
        return 0

    def tail(self) -> str:
        """What was written is gone."""
        return ""

    def sync(self) -> None:
        """Hand on what is buffered."""
        self._file.flush()

    def finish(self) -> None:
        """Write what the stream ends with."""
        self._file.write(self._tail)
        self.sync()

    def discard(self) -> None:
        """What was written cannot be taken back."""

    def close(self) -> None:
        """Close what was opened here."""
        if self._target is not None:
            self._file.close()


def part_of(target: Path) -> Path:
    """The name of *target* while it is not whole."""
    return target.with_name(target.name + ".part")


def output_for(
    task: Task, named: Path | None, target: Path | None, inputs: Sequence[str], paths: Sequence[str]
) -> Output:
    """The output that fits the format.

    Args:
        task: what becomes of the dumps.
        named: the output as it was named; None for standard output.
        target: the file or folder that this is; None for what takes pages as they come.
        inputs: the inputs as they were named.
        paths: the files that they are.

    Raises:
        UsageError: the format cannot be written there.
    """
    writer = task.writer()
    chosen = writer.format
    if target is None:
        where = "standard output" if named is None else f"{named}, which is no file"
        if chosen.layout is Layout.TABLE and (named is None or writer.finish is not None):
            raise UsageError(f"{chosen.name} is binary: write it to a file with -o, not to {where}")
        if chosen.layout is Layout.DOCUMENT:
            raise UsageError(f"{chosen.name} takes a file a page: write them to a folder with -o, not to {where}")
        return StreamOutput(writer, None if named is None else resolved(named))
    if chosen.layout is Layout.DOCUMENT:
        if target.exists() and not target.is_dir():
            raise UsageError(f"{named} is a file; {chosen.name} takes a file a page, so name a folder with -o")
        names = DocumentNames(paths, root_of(inputs), chosen.suffixes[0] + task.compression)
        if target.exists():
            guard(paths, [target / name for path in paths for name in names.claims(path)])
        return FolderOutput(target, names)
    if target.is_dir():
        raise UsageError(f"{named} is a folder; {chosen.name} takes all pages in one file, so name one with -o")
    return FileOutput(target, writer, COMPRESSORS[task.compression])
