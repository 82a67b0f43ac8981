"""JSON: an array of records, or records behind each other; files of JSON Lines that are called `.json` as well."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from newsdump.readers import json_lines
from newsdump.readers.dumps import Fault, Origin, Stream
from newsdump.readers.fields import Fields, without_text
from newsdump.readers.kinds import kind_of
from newsdump.readers.limits import too_large
from newsdump.readers.opening import peek

_PIECE: Final = 1 << 18
_OUTSIDE: Final = re.compile(rb'["\[\]{},]')
_INSIDE: Final = re.compile(rb'["\\]')
"""What counts in a string: its end, and what takes away the meaning of the next byte."""


def read(stream: BinaryIO, path: str, fields: Fields, most: int) -> Stream:
    """The dumps of a file of JSON; a record that is damaged costs itself."""
    if kind_of(peek(stream)) == "jsonl":
        return json_lines.read(stream, path, fields, most)
    return without_text(_read(stream, path, fields, most), path)


def _read(stream: BinaryIO, path: str, fields: Fields, most: int) -> Stream:
    number = 0
    values = _Values(stream, most)
    for number, value in enumerate(values, 1):
        origin = Origin(path, "record", number)
        yield Fault(origin, too_large(most)) if value is None else json_lines.read_value(value, fields, origin)
    if values.is_open:
        yield Fault(Origin(path), "the file ends too early: its array is not closed")
    elif not number:
        yield Fault(Origin(path), "holds no records")


class _Values:
    """The values of a file as bytes, None for one that is too long to be held.

    Where a value ends is told by brackets and quotes alone, so that one that is no JSON does not hide the next.
    """

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream = stream
        self._most = most
        self._held = bytearray()
        self._too_large = False
        self.is_open = False
        """Whether the file ended within an array."""

    def __iter__(self) -> Iterator[bytes | None]:
        piece = self._stream.read(_PIECE).removeprefix(codecs.BOM_UTF8).lstrip()
        # The values of an array stand one bracket deep.
        level = depth = int(piece.startswith(b"["))
        at = place = level
        in_string = False
        while piece:
            while found := (_INSIDE if in_string else _OUTSIDE).search(piece, place):
                sign = found[0]
                place = found.end()
                if in_string:
                    in_string = sign == b"\\"
                    place += in_string  # what stands behind it is no sign
                    continue
                in_string = sign == b'"'
                depth = max(0, depth + (sign in b"[{") - (sign in b"]}"))
                if (sign == b"," and depth == level == 1) or (sign in b"]}" and depth == 0):
                    self._hold(piece[at : found.start() if level else found.end()])
                    yield from self._value()
                    at = found.end()
                    level = min(level, depth)  # behind the end of the array values stand alone
            self._hold(piece[at:])
            place = max(0, place - len(piece))
            at = 0
            piece = self._stream.read(_PIECE)
        self.is_open = level == 1
        yield from self._value()

    def _hold(self, data: bytes) -> None:
        if len(self._held) + len(data) > self._most:
            self._too_large = True
            self._held.clear()
        if not self._too_large:
            self._held += data

    def _value(self) -> Iterator[bytes | None]:
        value = bytes(self._held).strip().strip(b",").strip()
        if self._too_large:
            yield None
        elif value:
            yield value
        self._held.clear()
        self._too_large = False
