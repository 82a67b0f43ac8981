"""Gzip files of many members, as crawls are packed: one that is damaged costs itself.

In its place stands a record of WARC that says so, for its reader to find in the order of the file.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Final, cast

_PIECE: Final = 1 << 16
_MAGIC: Final = b"\x1f\x8b\x08"
_HELD: Final = 1 << 20
"""Bytes of a member, packed or not, that are kept until it is known to be whole."""
_RECORD: Final = b"WARC/"
_BROKEN: Final = "a gzip member cannot be unpacked"
STAND_IN: Final = re.compile(rb"WARC/1\.1\r\nX-Newsdump-Damage: ([^\r\n]*)")
"""The begin of what stands in the place of a damaged member."""


def unpacked(raw: BinaryIO) -> BinaryIO:
    """The content of the gzip file *raw*.

    Raises:
        OSError: it is none.
    """
    return cast("BinaryIO", io.BufferedReader(_Members(raw), _PIECE))


def _stand_in(reason: str) -> bytes:
    return f"\r\n\r\nWARC/1.1\r\nX-Newsdump-Damage: {reason}\r\nContent-Length: 0\r\n\r\n\r\n\r\n".encode()


class _Members(io.RawIOBase):
    def __init__(self, raw: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = getattr(raw, "read1", raw.read)
        self._ready = b""
        """Unpacked, and to be given out."""
        self._over = False
        self._is_lost = False
        """Whether the begin of a member is looked for, behind a damaged one."""
        first = self._read(_PIECE)
        if first and _MAGIC not in first:
            raise OSError(f"Not a gzipped file ({first[:2]!r})")
        self._begin(first)

    def _begin(self, packed: bytes) -> None:
        """A member begins, with the bytes *packed* of it and of what is behind it."""
        self._inflate = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._next = packed
        self._member = b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:  # noqa: ANN401 - any buffer
        while not self._ready and not self._over:
            self._advance()
        size = min(len(target), len(self._ready))
        target[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _advance(self) -> None:
        piece, self._next = self._next or self._read(_PIECE), b""
        if not piece:
            if self._packed:  # a member that swallows those behind it is damaged, not cut
                ends = self._packed.find(_MAGIC, 1) < 0
                self._lose("the file ends too early" if ends else f"{_BROKEN}: it does not end")
            self._over = not self._next
            return
        self._packed = (self._packed + piece)[-_HELD:]
        try:
            self._member += self._inflate.decompress(piece)
        except zlib.error as error:
            self._lose(f"{_BROKEN}: {str(error).rpartition(': ')[2]}")
            return
        if self._is_lost and len(self._member) >= len(_RECORD) and not self._member.startswith(_RECORD):
            self._lose("")
        elif self._inflate.eof:
            self._is_lost = False
            self._ready += self._member
            self._begin(self._inflate.unused_data.lstrip(b"\0"))
        elif len(self._member) > _HELD:
            self._is_lost = False
            self._ready += self._member
            self._member = b""

    def _lose(self, reason: str) -> None:
        """Go on at the next member; of this one, what holds several records is given out as far as it goes."""
        if not self._is_lost:
            several = self._member.count(b"\n" + _RECORD) > 0 or not self._member.startswith(_RECORD)
            self._ready += (self._member if several else b"") + _stand_in(reason)
        self._is_lost = True
        packed, self._packed = self._packed, b""
        while (at := packed.find(_MAGIC, 1)) < 0:
            more = self._read(_PIECE)
            if not more:
                self._over = True
                return
            packed = packed[-len(_MAGIC) :] + more
        self._begin(packed[at:])
