"""Which file a name stands for, and what must not be written over.

Links are followed: a file is written where it is, and keeps its mode. Devices, pipes and sockets are written to as
they are. An input is never written to, and another file is only replaced by whoever says so.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from newsdump.cli.state import sync_folder
from newsdump.errors import UsageError
from newsdump.readers.opening import STANDARD_INPUT

_NEW_MODE: Final = 0o666
_PERMISSIONS: Final = 0o7777


def resolved(name: str | Path) -> Path:
    """The file that *name* leads to, itself no link.

    Raises:
        UsageError: it leads in a circle.
    """
    path = Path(os.path.realpath(name))
    if path.is_symlink():
        raise UsageError(f"{name} is a link that leads in a circle")
    return path


def is_special(path: Path) -> bool:
    """Whether *path* is there and neither a file nor a folder: it is written to, never replaced."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def holds_something(path: Path) -> bool:
    """Whether something would be lost with the file or folder *path*."""
    try:
        return any(path.iterdir()) if path.is_dir() else path.stat().st_size > 0
    except FileNotFoundError:
        return False


def guard(inputs: Iterable[str], outputs: Iterable[str | Path]) -> None:
    """See to it that no output is an input, under whatever name; standard output is among the outputs.

    Raises:
        UsageError: one is.
    """
    written = dict(_identities(outputs))
    for path in inputs:
        name = written.get(_identity(path)) if written else None
        if name is not None:
            what = "standard input" if path == STANDARD_INPUT else f"the input {path}"
            raise UsageError(f"{what} is the same file as the output {name}, which would replace it; choose another")


def _identities(outputs: Iterable[str | Path]) -> Iterator[tuple[tuple[int, int] | None, str]]:
    for each in outputs:
        identity = _identity(str(each))
        if identity is not None:
            yield identity, str(each)
    with suppress(OSError, ValueError, AttributeError):
        status = os.fstat(sys.stdout.fileno())
        if stat.S_ISREG(status.st_mode):
            yield (status.st_dev, status.st_ino), "(standard output)"


def _identity(path: str) -> tuple[int, int] | None:
    """What tells a regular file from all others."""
    try:
        status = os.fstat(sys.stdin.fileno()) if path == STANDARD_INPUT else os.stat(path)  # noqa: PTH116
    except (OSError, ValueError, AttributeError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None


def publish(part: Path, target: Path) -> None:
    """Let *part*, whose content is on the disk, take the place of *target* with the mode that this has."""
    with suppress(FileNotFoundError):
        part.chmod(target.stat().st_mode & _PERMISSIONS)
    part.replace(target)
    sync_folder(target.parent)


def write_file(data: bytes, name: Path, *, force: bool) -> None:
    """Write *data* to the file *name*, which appears whole or not at all.

    Raises:
        UsageError: it is there already and *force* is false.
        OSError: it cannot be written.
    """
    target = resolved(name)
    if is_special(target):
        with target.open("wb", buffering=0) as device:
            view = memoryview(data)
            while view:
                view = view[device.write(view) :]
        return
    if not force and holds_something(target):
        raise UsageError(f"{name} is there already; --force replaces it")
    descriptor, part = tempfile.mkstemp(prefix=target.name + ".", suffix=".part", dir=target.parent)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no path
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(_NEW_MODE & ~_mask())
        publish(Path(part), target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _mask() -> int:
    """What the user's new files are not open to."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
