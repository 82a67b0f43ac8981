"""Where numbered files go: their names, and the file system of this machine or of a store that they lie in."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from attrs import frozen

from newsdump.cli.state import sync_folder
from newsdump.errors import UsageError
from newsdump.readers.opening import is_remote, missing


@frozen
class Place:
    """Where the files go."""

    pattern: str
    """A path or an address with a `*` in its last part."""
    shard: tuple[int, int] | None = None

    def name(self, number: int | None) -> str:
        """The path of a file, counted from 0, or of the manifest.

        >>> Place("out/part-*.jsonl.gz").name(7), Place("s3://b/p-*.parquet", (2, 16)).name(None)
        ('out/part-00007.jsonl.gz', 's3://b/p-00002-manifest.json')
        """
        before, after = self._around()
        return f"{before}{number:05}{after}" if number is not None else f"{before}manifest.json"

    @property
    def numbered(self) -> str:
        """A pattern for all files that may be written, and no others.

        >>> Place("out/part-*.jsonl").numbered
        'out/part-[0-9][0-9][0-9][0-9][0-9].jsonl'
        """
        before, after = self._around()
        return escape(before) + 5 * "[0-9]" + escape(after)

    def beside(self, name: str) -> str:
        """The path of *name* in the folder of the files, and in no other."""
        folder, slash, _ = self.pattern.rpartition("/")
        return f"{folder}{slash}{name.rpartition('/')[2]}"

    def _around(self) -> tuple[str, str]:
        folder, slash, last = self.pattern.rpartition("/")
        before, _, after = last.partition("*")
        part = f"{self.shard[0]:05}-" if self.shard else ""
        return f"{folder}{slash}{before}{part}", after


class Store:
    """The file system that a pattern lies in."""

    def __init__(self, pattern: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise missing("fsspec", "remote", "writing many files") from None
        try:
            self._system, _ = url_to_fs(pattern.replace("*", "0"))
        except (ImportError, ValueError) as error:
            raise UsageError(f"{pattern} cannot be written: {error}") from None
        self._is_local = not is_remote(pattern)

    def read(self, name: str) -> bytes | None:
        """What a file holds; None if it is not there."""
        with _as_errors_of_files(), suppress(FileNotFoundError):
            return bytes(self._system.cat_file(name))
        return None

    def size(self, name: str) -> int | None:
        """The bytes of a file; None if it is not there."""
        with _as_errors_of_files(), suppress(FileNotFoundError):
            return int(self._system.info(name)["size"])
        return None

    def found(self, pattern: str) -> list[str]:
        """The files that fit a pattern."""
        with _as_errors_of_files():
            return [str(each) for each in self._system.glob(pattern)]

    def put(self, file: Path, name: str) -> None:
        """Let the content of *file* appear under *name*, whole or not at all."""
        if not self._is_local:
            with _as_errors_of_files():
                self._system.put_file(str(file), name)  # stores let an object appear when it is whole
            return
        target = Path(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        self._system.put_file(str(file), str(part))
        with part.open("r+b") as written:
            os.fsync(written.fileno())
        part.replace(target)
        sync_folder(target.parent)

    def put_bytes(self, data: bytes, name: str) -> None:
        """The same for *data*."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "data")
            file.write_bytes(data)
            self.put(file, name)

    def remove(self, names: Iterable[str]) -> None:
        """Take files away that are there."""
        for name in names:
            with _as_errors_of_files():
                if self._system.exists(name):
                    self._system.rm_file(name)


@contextmanager
def _as_errors_of_files() -> Iterator[None]:
    """Stores fail with errors of their own, such as those about credentials; inside, they are errors of a file.

    Raises:
        OSError: something failed.
    """
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error
