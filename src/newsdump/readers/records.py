"""Where the records of a WARC file begin and end, also behind a damage.

A record says how long it is. Where that does not lead to the next record, or a gzip member cannot be unpacked, the
next line that begins one is looked for, so that a damage costs one record and not the rest of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from attrs import frozen

from newsdump.readers.limits import too_large
from newsdump.readers.members import STAND_IN

_PIECE: Final = 1 << 16
_HEADER_MOST: Final = 1 << 16
"""Bytes of a record's header; what is longer is none."""
_BEGIN: Final = re.compile(rb"(?:\A|\n)(?=WARC/[01]\.\d{1,2}\r?\n)")
_HEADER_END: Final = re.compile(rb"\r?\n\r?\n")
_LENGTH: Final = re.compile(rb"\nContent-Length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_LINE_MOST: Final = 64
"""Bytes that the line that begins a record and what stands in front of it take at most."""
NONE: Final = "no record begins here"
_BEHIND: Final = re.compile(rb"[\r\n]{0,8}")
"""What stands between records: two line ends, in practice none to four."""


@frozen
class Raw:
    """A record as it stands in the file."""

    header: bytes
    """Its lines, without the empty one behind them."""
    block: bytes


@frozen
class Damaged:
    """Where a record should be, and why there is none."""

    reason: str


def split(stream: BinaryIO, most: int) -> Iterator[Raw | Damaged]:
    """The records of *stream*; a block of more than *most* bytes is passed over."""
    return _Splitter(stream, most).records()


class _Splitter:
    def __init__(self, stream: BinaryIO, most: int) -> None:
        # What stands in front of a damage is read before the damage is met.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._most = most
        self._held = b""
        self._over = False

    def records(self) -> Iterator[Raw | Damaged]:
        while True:
            self._skip_line_ends()
            if not self._held:
                return
            yield from self._record()

    def _record(self) -> Iterator[Raw | Damaged]:
        if not _BEGIN.match(self._held) and not (self._fill(_HEADER_MOST) and _BEGIN.match(self._held)):
            yield Damaged(NONE)
            self._go_to_next(0)
            return
        end = self._header_end()
        if end is None:
            yield from self._broken("the header of the record does not end")
            return
        header = self._held[: end.start()]
        length = _LENGTH.search(header + b"\n")
        if length is None:
            yield from self._broken("the record does not say how long it is (Content-Length)")
            return
        size = int(length[1])
        if size > self._most:
            yield Damaged(too_large(self._most))
            self._pass_over(end.end() + size)
            return
        yield from self._block(header, end.end(), size)

    def _block(self, header: bytes, begin: int, size: int) -> Iterator[Raw | Damaged]:
        whole = self._fill(begin + size)
        self._fill(begin + size + _LINE_MOST)
        behind = _BEHIND.match(self._held, begin + size)
        if whole and behind is not None and self._is_between(behind.end()):
            block, self._held = self._held[begin : begin + size], self._held[behind.end() :]
            unpacked = STAND_IN.match(header)
            yield Raw(header, block) if unpacked is None else Damaged(unpacked[1].decode())
            return
        if whole or _BEGIN.search(self._held, begin):
            yield from self._broken(f"the record is not as long as it says (Content-Length: {size})")
        else:
            yield from self._broken(f"the record ends too early: {len(self._held) - begin} of {size} bytes")

    def _broken(self, reason: str) -> Iterator[Damaged]:
        """Go to the next record; where that stands for a member that broke this one off, it tells why."""
        self._go_to_next(1)
        if STAND_IN.match(self._held) is None:
            yield Damaged(reason)

    def _is_between(self, place: int) -> bool:
        """Whether a record may end at *place*: another begins there, or nothing is left."""
        return place == len(self._held) or _BEGIN.match(self._held[place : place + _LINE_MOST]) is not None

    def _header_end(self) -> re.Match[bytes] | None:
        size = 4096
        while True:
            more = self._fill(size)
            end = _HEADER_END.search(self._held, 0, _HEADER_MOST)
            if end is not None or not more or size > _HEADER_MOST:
                return end
            size *= 4

    def _fill(self, size: int) -> bool:
        """Hold at least *size* bytes, as far as there are so many; whether there are."""
        pieces = [self._held]
        held = len(self._held)
        while held < size and not self._over:
            piece = self._read(max(_PIECE, size - held))
            self._over = not piece
            pieces.append(piece)
            held += len(piece)
        self._held = b"".join(pieces)
        return held >= size

    def _skip_line_ends(self) -> None:
        while self._fill(1) and self._held[:1] in b"\r\n":
            self._held = self._held.lstrip(b"\r\n")

    def _go_to_next(self, behind: int) -> None:
        """Drop what stands in front of the next record that begins *behind* so many bytes."""
        while True:
            found = _BEGIN.search(self._held, behind)
            if found is not None:
                self._held = self._held[found.end() :]
                return
            behind = max(0, len(self._held) - _LINE_MOST)  # a line that begins one may be cut here
            self._held = self._held[behind:]
            behind = 1
            if not self._fill(len(self._held) + _PIECE) and self._over and _BEGIN.search(self._held, behind) is None:
                self._held = b""
                return

    def _pass_over(self, size: int) -> None:
        while size > len(self._held):
            size -= len(self._held)
            self._held = b""
            if not self._fill(1):
                return
        self._held = self._held[size:]
