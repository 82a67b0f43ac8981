"""Where pages go: one file, a folder of documents, or standard output.

A file appears under its name when it is whole; until then it is called the same with `.part` behind it. Every output
can be cut back to an offset that it told before, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Protocol

from newsdump.readers import Dump, Origin
from newsdump.readers.opening import is_remote
from newsdump.serializers import Format, Layout


class Output(Protocol):
    """What pages are written to."""

    def open(self, offset: int | None) -> None:
        """Begin, or go on behind *offset*."""

    def write(self, dumps: Sequence[Dump], pieces: Sequence[bytes | None]) -> None:
        """Add what *dumps* became."""

    def offset(self) -> int:
        """How long the output is, to be cut to it later."""

    def sync(self) -> None:
        """See to it that all is on the disk."""

    def finish(self) -> None:
        """Let the output appear under its name."""

    def close(self) -> None:
        """Leave the output as it is."""


class FileOutput:
    """All pages in one file."""

    def __init__(self, target: Path, format: Format, compress: Any) -> None:  # noqa: A002, ANN401 - a function
        module: Any = format.load_module()
        has_head = format.layout in {Layout.ROWS, Layout.TABLE}
        head = module.head() if has_head else b""
        self._target = target
        self._part = part_of(target)
        self._head = compress(head.encode() if isinstance(head, str) else head) if has_head else b""
        self._tail = compress(module.tail()) if format.layout is Layout.TABLE else b""
        self._finish = getattr(module, "finish", None) if format.layout is Layout.TABLE else None
        self._file: BinaryIO = io.BytesIO()  # until `open`

    def open(self, offset: int | None) -> None:
        """Begin the file, or cut it to *offset*."""
        if offset is None:
            self._file = self._part.open("wb")
            self._file.write(self._head)
        else:
            self._file = self._part.open("r+b")
            self._file.truncate(offset)
            self._file.seek(offset)

    def write(self, dumps: Sequence[Dump], pieces: Sequence[bytes | None]) -> None:  # noqa: ARG002 - as the protocol
        """Add *pieces*."""
        for piece in pieces:
            self._file.write(piece or b"")

    def offset(self) -> int:
        """Bytes so far."""
        return self._file.tell()

    def sync(self) -> None:
        """Put all on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def finish(self) -> None:
        """End the file and give it its name."""
        self._file.write(self._tail)
        self.sync()
        self._file.close()
        if self._finish is not None:
            whole = self._part.with_suffix(".whole")
            self._finish(self._part, whole)
            whole.replace(self._target)
            self._part.unlink()
        else:
            self._part.replace(self._target)

    def close(self) -> None:
        """Leave the part where it is."""
        self._file.close()


class FolderOutput:
    """A file a page, under the path of its dump."""

    def __init__(self, target: Path, inputs: Sequence[str], suffix: str) -> None:
        self._target = target
        self._root = root_of(inputs)
        self._suffix = suffix

    def open(self, offset: int | None) -> None:  # noqa: ARG002 - what was written twice is the same
        """Make the folder."""
        self._target.mkdir(parents=True, exist_ok=True)

    def write(self, dumps: Sequence[Dump], pieces: Sequence[bytes | None]) -> None:
        """Write a document for each dump that became one."""
        for dump, piece in zip(dumps, pieces, strict=True):
            if piece is not None:
                target = self._target / document_name(dump.origin, self._root, self._suffix)
                target.parent.mkdir(parents=True, exist_ok=True)
                part = part_of(target)
                part.write_bytes(piece)
                part.replace(target)

    def offset(self) -> int:
        """Documents have none."""
        return 0

    def sync(self) -> None:
        """Documents are closed already."""

    def finish(self) -> None:
        """Documents are whole already."""

    def close(self) -> None:
        """As `finish`."""


class StandardOutput:
    """All pages to standard output."""

    def __init__(self, format: Format) -> None:  # noqa: A002
        self._format = format

    def open(self, offset: int | None) -> None:  # noqa: ARG002 - it cannot go on
        """Write the head."""
        if self._format.layout is Layout.ROWS:
            module: Any = self._format.load_module()
            sys.stdout.buffer.write(module.head().encode())

    def write(self, dumps: Sequence[Dump], pieces: Sequence[bytes | None]) -> None:  # noqa: ARG002 - as the protocol
        """Write *pieces*."""
        for piece in pieces:
            sys.stdout.buffer.write(piece or b"")

    def offset(self) -> int:
        """It cannot be cut."""
        return 0

    def sync(self) -> None:
        """Hand on what is buffered."""
        sys.stdout.buffer.flush()

    def finish(self) -> None:
        """As `sync`."""
        self.sync()

    def close(self) -> None:
        """Leave the rest to the end of the process."""


def part_of(target: Path) -> Path:
    """The name of *target* while it is not whole."""
    return target.with_name(target.name + ".part")


def root_of(inputs: Sequence[str]) -> str:
    """The folder that all *inputs* are below, as far as their names tell.

    >>> root_of(["a/x.txt", "a/b/y.txt"]), root_of(["crawl/*/*.txt"]), root_of(["a.txt"])
    ('a', 'crawl', '')
    """
    folders = []
    for each in inputs:
        name = each.partition("*")[0] if "*" in each else each
        folders.append(name if os.path.isdir(name) else os.path.dirname(name))  # noqa: PTH112, PTH120 - may be addresses
    try:
        return os.path.commonpath(folders)
    except ValueError:  # relative and absolute ones
        return ""


def document_name(origin: Origin, root: str, suffix: str) -> Path:
    """Where the page of a dump goes: the dump's path below *root*, with its number where a file holds several.

    >>> document_name(Origin("dumps/a/page.txt"), "dumps", ".json").as_posix()
    'a/page.json'
    >>> document_name(Origin("crawl.wet.gz", "record", 7), "", ".md").as_posix()
    'crawl.wet.gz/000007.md'
    """
    path = origin.path if is_remote(origin.path) or not root else os.path.relpath(origin.path, root)
    parts = [part for part in PurePosixPath(path.replace("://", "/").replace("\\", "/")).parts if part not in "/.."]
    if origin.path == "-":
        parts = ["standard-input"]
    if origin.number is not None:
        return Path(*parts, f"{origin.number:06}{suffix}")
    return Path(*parts[:-1], parts[-1].removesuffix(".txt") + suffix)
