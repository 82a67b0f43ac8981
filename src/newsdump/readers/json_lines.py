"""JSON Lines: a line is a record, or the text itself as a string."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO, Final

import attrs

from newsdump.readers.decoding import decode
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields, without_text
from newsdump.readers.limits import too_large

_PIECE: Final = 1 << 20


def read(stream: BinaryIO, path: str, fields: Fields, most: int) -> Stream:
    """The dumps of a file of JSON Lines, line by line; lines without anything are passed over."""
    return without_text(_read(stream, path, fields, most), path)


def _read(stream: BinaryIO, path: str, fields: Fields, most: int) -> Stream:
    for number, line in enumerate(_lines(stream, most), 1):
        origin = Origin(path, "line", number)
        if line is None:
            yield Fault(origin, too_large(most))
        elif line.strip():
            yield read_value(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, fields, origin)


def _lines(stream: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The lines; None for one that is too long to be held, which is passed over."""
    while line := stream.readline(most + 1):
        if len(line) <= most or line.endswith(b"\n"):
            yield line
            continue
        while not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
            if not line:
                break
        yield None


def read_value(data: bytes, fields: Fields, origin: Origin) -> Dump | Fault:
    """The dump of one value of JSON: a record, or the text."""
    decoded = decode(data)
    try:
        record = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        return Fault(origin, f"not valid JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        return Fault(origin, "JSON that is nested too deeply")
    except ValueError as error:  # a number with more digits than Python reads
        return Fault(origin, f"JSON that cannot be read: {error}")
    if isinstance(record, str):
        record = {fields.text[0]: record}
    if not isinstance(record, dict):
        return Fault(origin, "neither an object nor a string")
    dump = fields.read(record, origin)
    if decoded.note is not None and isinstance(dump, Dump):
        # Its span is a place in the line; where in the text that is cannot be told.
        return attrs.evolve(dump, notes=(*dump.notes, attrs.evolve(decoded.note, span=None)))
    return dump
