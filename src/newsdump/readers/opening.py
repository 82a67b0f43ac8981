"""Files, local or not, compressed or not, as streams of bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Final, cast

from newsdump.errors import MissingExtraError

STANDARD_INPUT: Final = "-"
HEAD: Final = 65_536
"""Bytes that are looked at to tell what a file is."""
_BROKEN: Final = (OSError, EOFError, zlib.error, lzma.LZMAError)

Opener = Callable[[BinaryIO], BinaryIO]


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
def open_raw(path: str, opened: Callable[[BinaryIO], object] | None = None) -> Iterator[BinaryIO]:
    """The bytes of *path* as they are, with a `peek`; `-` is standard input.

    *opened* is called with the file itself, whose position tells how far reading is.

    Raises:
        MissingExtraError: the place needs a package that is not installed.
        OSError: the file cannot be opened, or is a device.
    """
    if path == STANDARD_INPUT:
        yield with_a_head(sys.stdin.buffer)
        return
    with _opened(path) as raw:
        if opened is not None:
            opened(raw)
        yield raw


def _opened(path: str) -> BinaryIO:
    if not is_remote(path):
        _refuse_devices(path)
        return Path(path).open("rb", buffering=HEAD)
    try:
        import fsspec
    except ImportError:
        raise missing("fsspec", "remote", f"reading {path}") from None
    # Which is buffered as the files of this machine are, so that one can look ahead in it.
    return cast("BinaryIO", io.BufferedReader(fsspec.open(path, "rb").open(), HEAD))


def _refuse_devices(path: str) -> None:
    """A device is no dump: some of them never end."""
    mode = os.stat(path).st_mode
    if stat.S_ISBLK(mode):
        raise OSError("this is a device and no file")
    if stat.S_ISCHR(mode):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOCTTY", 0))
        try:
            is_endless = not os.isatty(descriptor) and os.read(descriptor, 1) != b""
        finally:
            os.close(descriptor)
        if is_endless:
            raise OSError("this is a device and no file")


class _Headed(io.RawIOBase):
    """What was read of a stream already, then the rest of it."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:  # noqa: ANN401 - any buffer
        if not self._head:
            read: Callable[[int], bytes] = getattr(self._stream, "read1", self._stream.read)
            self._head = read(len(target))
        size = min(len(target), len(self._head))
        target[:size] = self._head[:size]
        self._head = self._head[size:]
        return size


def with_a_head(stream: BinaryIO) -> BinaryIO:
    """*stream* with its first line, or the first bytes of it, to be looked at: a pipe may give less at a time."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    head = b""
    while len(head) < HEAD and b"\n" not in head:
        more = read(HEAD - len(head))
        if not more:
            break
        head += more
    return cast("BinaryIO", io.BufferedReader(_Headed(head, stream), HEAD))


def peek(stream: BinaryIO) -> bytes:
    """The first bytes of a stream of this module, which stay in it."""
    look: Callable[[int], bytes] = stream.peek  # type: ignore[attr-defined]  # all of them have it
    return look(HEAD)[:HEAD]


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


OPENERS: Final[Mapping[str, Opener]] = MappingProxyType({".gz": _gzip, ".bz2": _bz2, ".xz": _xz, ".zst": _zst})
"""What undoes a compression, by the suffix of it."""
_MAGIC: Final = {b"\x1f\x8b\x08": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz", b"\x28\xb5\x2f\xfd": ".zst"}
"""What compressed files begin with (RFC 1952, the bzip2 and xz formats, RFC 8878)."""


def compression_of(path: str, head: bytes, *, is_known: bool) -> str:
    """The suffix of a file's compression: what its name says, or, where that says nothing, how it begins."""
    said = suffixes(path)[1]
    if said or is_known:
        return said
    return next((suffix for magic, suffix in _MAGIC.items() if head.startswith(magic)), "")


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
