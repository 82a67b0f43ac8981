"""Files, local or not, compressed or not, as streams of bytes."""

from __future__ import annotations

import bz2
import glob
import gzip
import io
import lzma
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from newsdump.errors import MissingExtraError
from newsdump.readers.dumps import Fault, Origin

STANDARD_INPUT: Final = "-"
_BROKEN: Final = (OSError, EOFError, zlib.error, lzma.LZMAError)


def is_remote(path: str) -> bool:
    """Whether *path* is an address such as `s3://bucket/key`."""
    return "://" in path


def suffixes(path: str) -> tuple[str, str]:
    """The suffix that tells what a file holds, and that of its compression.

    >>> suffixes("crawl/CC-00.warc.wet.gz")
    ('.wet', '.gz')
    """
    stem, suffix = os.path.splitext(path.lower())
    if suffix in OPENERS:
        return os.path.splitext(stem)[1], suffix
    return suffix, ""


def missing(package: str, extra: str, what: str) -> MissingExtraError:
    """The error for *what* that needs a package."""
    return MissingExtraError(f"{what} needs the package {package}; install it with: pip install 'newsdump[{extra}]'")


@contextmanager
def open_bytes(path: str, opened: Callable[[BinaryIO], object] | None = None) -> Iterator[BinaryIO]:
    """The bytes of *path* with its compression undone; `-` is standard input.

    *opened* is called with the file itself, whose position tells how far reading is.

    Raises:
        MissingExtraError: the compression or the place needs a package that is not installed.
        OSError: the file cannot be opened.
    """
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with _open_raw(path) as raw:
        if opened is not None:
            opened(raw)
        opener = OPENERS.get(suffixes(path)[1])
        if opener is None:
            yield raw
            return
        with opener(raw) as plain:
            yield plain


def _open_raw(path: str) -> BinaryIO:
    if not is_remote(path):
        return Path(path).open("rb")
    try:
        import fsspec
    except ImportError:
        raise missing("fsspec", "remote", f"reading {path}") from None
    return cast("BinaryIO", fsspec.open(path, "rb").open())


def _gzip(raw: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=raw, mode="rb"))


def _bz2(raw: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", bz2.BZ2File(raw))


def _xz(raw: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", lzma.LZMAFile(raw))


def _zst(raw: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", zstandard_library().ZstdFile(raw))


def zstandard_library() -> Any:  # noqa: ANN401 - one of two modules
    """The module for Zstandard of the standard library, or the one that brings it to older versions of Python.

    Others were left out because they take a file that ends too early for a whole one.

    Raises:
        MissingExtraError: there is none.
    """
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise missing("backports.zstd", "zst", "Zstandard") from None
    return zstd


def broken() -> tuple[type[Exception], ...]:
    """What streams raise when a file is not what its name says, or ends too early.

    A function, for the error of Zstandard exists only where its module does.
    """
    try:
        return (*_BROKEN, zstandard_library().ZstdError)
    except MissingExtraError:
        return _BROKEN


OPENERS: Final = {".gz": _gzip, ".bz2": _bz2, ".xz": _xz, ".zst": _zst}


def expand(inputs: Iterable[str], known: Iterable[str] | None) -> Iterator[str | Fault]:
    """The files that *inputs* name: files, folders with all below them, and patterns with `*`, `?` or `[`.

    Folders give the files whose names end in one of the *known* suffixes (any, if None), in the order of their names;
    hidden ones are left out. What cannot be opened or holds nothing is a fault.
    """
    accepted = None if known is None else frozenset(known)
    for each in inputs:
        if each == STANDARD_INPUT:
            yield each
        elif is_remote(each):
            yield from _remote(each, accepted)
        elif os.path.isdir(each):
            yield from _below(each, accepted)
        elif not os.path.lexists(each) and glob.has_magic(each):
            found = sorted(glob.glob(each, recursive=True))
            if not found:
                yield Fault(Origin(each), "no file fits this pattern")
            yield from expand((path for path in found if not os.path.isdir(path)), known)
        else:
            yield each


def _below(folder: str, known: frozenset[str] | None) -> Iterator[str | Fault]:
    faults: list[Fault] = []
    any_file = False
    for path, folders, names in os.walk(
        folder,
        onerror=lambda error: faults.append(Fault(Origin(str(error.filename)), error.strerror or str(error))),
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and (known is None or suffixes(name)[0] in known):
                any_file = True
                yield os.path.join(path, name)
        yield from faults
        any_file = any_file or bool(faults)
        faults.clear()
    yield from faults
    if not any_file and not faults:
        kinds = "files" if known is None else f"files that end in {', '.join(sorted(known))}"
        yield Fault(Origin(folder), f"the folder holds no {kinds}")


def _remote(address: str, known: frozenset[str] | None) -> Iterator[str | Fault]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise missing("fsspec", "remote", f"reading {address}") from None
    try:
        system, path = url_to_fs(address)
        if glob.has_magic(path):
            found = sorted(system.glob(path))
        elif system.isdir(path):
            found = sorted(each for each in system.find(path) if known is None or suffixes(each)[0] in known)
        else:
            yield address
            return
    except (OSError, ImportError, ValueError) as error:
        yield Fault(Origin(address), reason_of(error))
        return
    if not found:
        yield Fault(Origin(address), "no file is there")
    yield from (system.unstrip_protocol(each) for each in found)


def reason_of(error: BaseException) -> str:
    """What *error* says, in the words of a sentence."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, EOFError):
        return "the file ends too early" + (f": {error}" if str(error) else "")
    return str(error) or type(error).__name__


def spooled(stream: BinaryIO) -> BinaryIO:
    """*stream*, or a temporary copy of it if one cannot go back in it."""
    import shutil
    import tempfile

    if stream.seekable() and not isinstance(stream, gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile):
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - the reader of the copy closes it
    shutil.copyfileobj(stream, copy, io.DEFAULT_BUFFER_SIZE * 16)
    copy.seek(0)
    return cast("BinaryIO", copy)
