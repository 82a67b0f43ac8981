"""How far a run has come: a journal beside its output, so that it can go on after an interruption.

Lines of JSON are only ever added to it: what was asked for, each input as it was when it was begun, and points between
batches. A crash can only cut its last line, which then does not count. While a run goes on, its journal is locked: the
lock is the system's and ends with the process, however that ends.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, Final

import attrs
from attrs import field, frozen

from newsdump.errors import UsageError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HEAD: Final = 65_536
"""So many bytes of an input are its fingerprint, with its size."""
_FIRST: Final = b'{"run": '
"""What a journal begins with."""
_BEHIND_ALL: Final = 1 << 40
"""The byte that is locked where the system locks bytes: behind all that is ever written."""


@frozen
class State:
    """A point between two batches: all before it is in the output, nothing behind it is."""

    files: int = 0
    """Files that are done, or begun."""
    items: int = 0
    """Dumps and faults of the last of them that are done."""
    last: str = ""
    """A digest of the last of these dumps."""
    offset: int = 0
    """Of the output."""
    tail: str = ""
    """A digest of what stands in the output in front of it."""
    errors: int = 0
    """Offset of the file of errors."""
    counts: Counter[str] = field(factory=Counter)
    missed: dict[str, dict[str, int]] = field(factory=dict)
    """What the sites that were met since the point before lack by now, for `lookout`."""

    @classmethod
    def of(cls, tree: Mapping[str, Any]) -> State:
        """What was written of a point.

        Raises:
            TypeError, ValueError, KeyError, AttributeError: it is damaged.
        """
        state = cls(**{**tree, "counts": Counter(tree["counts"])})
        counts = (state.files, state.items, state.offset, state.errors, *state.counts.values())
        if not all(isinstance(count, int) and count >= 0 for count in counts):
            raise ValueError("no counts")
        return state


DAMAGED: Final = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a damaged point ends with."""


@frozen
class Seen:
    """An input as it was when it was begun."""

    path: str
    size: int | None = None
    """None where it cannot be asked twice: a pipe."""
    head: str = ""
    """A digest of its first bytes."""


@frozen
class Kept:
    """What an interrupted run left in its journal."""

    run: str
    """What was asked for; another run cannot go on from here."""
    replaces: bool
    """Whether it was to replace an earlier output."""
    inputs: dict[int, Seen]
    """By their place among the inputs, from 1."""
    state: State | None
    """None if it was stopped before its first point."""
    ended: bool
    """Whether all that was left to do was to give the output its name."""
    missed: dict[str, dict[str, int]] = field(factory=dict)
    """What all sites lacked at the last point."""


class Journal:
    """The journal of one run, locked as long as it is open.

    Raises:
        UsageError: another run has it.
        OSError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _locked(path, path.with_suffix(""))

    def kept(self) -> Kept | None:
        """What an earlier run left here, or None if that is nothing.

        Raises:
            UsageError: it cannot be read.
        """
        self._file.seek(0)
        data = self._file.read()
        whole = data.rfind(b"\n") + 1
        damaged = UsageError(
            f"{self._path}, which tells how far the run was, is damaged; --force starts again, and replaces what that "
            "run had written"
        )
        if not whole and data[: len(_FIRST)] != _FIRST[: len(data)]:
            raise damaged  # not even the beginning of a journal, though it is called so
        self._file.truncate(whole)
        try:
            return _kept([json.loads(line) for line in data[:whole].splitlines()])
        except DAMAGED:
            raise damaged from None

    def begin(self, run: str, *, replaces: bool) -> None:
        """Start again, with nothing done."""
        self._file.truncate(0)
        self._add({"run": run, "replaces": replaces})
        self._sync()
        sync_folder(self._path.parent)

    def input(self, number: int, seen: Seen) -> None:
        """An input is begun."""
        self._add({"input": number, **attrs.asdict(seen)})

    def point(self, state: State) -> None:
        """The run has come to here; it is on the disk when this returns."""
        self._add({"state": attrs.asdict(state)})
        self._sync()

    def end(self) -> None:
        """All is written but the name."""
        self._add({"ended": True})
        self._sync()

    def close(self, *, remove: bool) -> None:
        """Unlock it; one that tells nothing goes as well."""
        if self._file.closed:
            return
        if remove or not os.fstat(self._file.fileno()).st_size:
            if sys.platform == "win32":
                self._file.close()  # an open file cannot be removed there
            self._path.unlink(missing_ok=True)
        self._file.close()

    def _add(self, line: dict[str, Any]) -> None:
        self._file.write(json.dumps(line).encode() + b"\n")

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())


def _kept(lines: list[dict[str, Any]]) -> Kept | None:
    if not lines:
        return None
    inputs = {}
    state = None
    ended = False
    missed: dict[str, dict[str, int]] = {}
    for line in lines[1:]:
        if "input" in line:
            inputs[int(line["input"])] = Seen(line["path"], line["size"], line["head"])
        elif "state" in line:
            state = State.of(line["state"])
            missed.update(state.missed)
        else:
            ended = line["ended"]
    return Kept(lines[0]["run"], lines[0]["replaces"], inputs, state, ended, missed)


@contextmanager
def alone(path: Path, output: str) -> Iterator[None]:
    """Let no other run write *output* as long as this lasts; *path* is the file that is locked for it.

    Raises:
        UsageError: another run is writing it.
    """
    file = _locked(path, output)
    try:
        yield
    finally:
        if sys.platform == "win32":
            file.close()  # an open file cannot be removed there
        path.unlink(missing_ok=True)
        file.close()


def open_alone(path: Path, name: Path) -> BinaryIO:
    """The file *path*, called *name* by the user, to be written by this run alone.

    Raises:
        UsageError: another run is writing it.
    """
    file = path.open("r+b" if path.exists() else "xb")  # not cut: another run may be writing it
    try:
        lock(file)
    except BlockingIOError:
        file.close()
        raise UsageError(f"another run is writing {name}; wait for its end") from None
    return file


def _locked(path: Path, output: object) -> BinaryIO:
    if path.is_symlink():
        raise UsageError(f"{path} is a link, where a run keeps how far it is; remove it, or write to another output")
    while True:
        file = path.open("a+b")
        try:
            lock(file)
        except BlockingIOError:
            file.close()
            raise UsageError(f"another run is writing {output}; wait for its end") from None
        with suppress(FileNotFoundError):
            if os.path.samestat(path.stat(), os.fstat(file.fileno())):
                return file
        file.close()  # the run that had it has come to its end in between and removed it


def lock(file: BinaryIO) -> None:
    """Let no other process lock *file* while it is open here.

    Raises:
        BlockingIOError: another one has it.
    """
    try:
        if sys.platform == "win32":
            file.seek(_BEHIND_ALL)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise BlockingIOError from None
    except OSError:
        return  # a file system without locks


def seen(path: str) -> Seen:
    """The input *path* as it is now."""
    try:
        if not os.path.isfile(path):  # noqa: PTH113 - the path is a string everywhere here
            return Seen(path)
        with Path(path).open("rb") as file:
            return Seen(path, os.fstat(file.fileno()).st_size, blake2b(file.read(_HEAD), digest_size=16).hexdigest())
    except (OSError, ValueError):
        return Seen(path)


def sync_folder(folder: Path) -> None:
    """Put on the disk which names *folder* holds; where the system cannot do that it does it by itself."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def digest(parts: Iterable[str]) -> str:
    """A short name for *parts*, in their order."""
    seen_so_far = blake2b(digest_size=16)
    for part in parts:
        seen_so_far.update(part.encode("utf-8", "surrogatepass") + b"\x00")
    return seen_so_far.hexdigest()
