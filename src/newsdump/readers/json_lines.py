"""JSON Lines: a line is a record, or the text itself as a string."""

from __future__ import annotations

import codecs
import json
from typing import BinaryIO

import attrs

from newsdump.readers.decoding import decode
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields


def read(stream: BinaryIO, path: str, fields: Fields) -> Stream:
    """The dumps of a file of JSON Lines, line by line; lines without anything are passed over."""
    for number, line in enumerate(stream, 1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)  # noqa: PLW2901 - the mark is no part of the line
        if line.strip():
            yield _read_line(line, fields, Origin(path, "line", number))


def _read_line(line: bytes, fields: Fields, origin: Origin) -> Dump | Fault:
    decoded = decode(line)
    try:
        record = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        return Fault(origin, f"no JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        return Fault(origin, "JSON that is nested too deeply")
    if isinstance(record, str):
        record = {fields.text[0]: record}
    if not isinstance(record, dict):
        return Fault(origin, "neither an object nor a string")
    dump = fields.read(record, origin)
    if decoded.note is not None and isinstance(dump, Dump):
        # Its span is a place in the line; where in the text that is cannot be told.
        return attrs.evolve(dump, notes=(*dump.notes, attrs.evolve(decoded.note, span=None)))
    return dump
