"""Tables of comma- or tab-separated values: a row is a dump, the first line names the columns."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

import attrs

from newsdump.model import Note
from newsdump.readers.decoding import decode
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields
from newsdump.readers.limits import too_large
from newsdump.readers.opening import peek, suffixes

_SEPARATORS: Final = ",;\t|"
_END: Final = "\x00end of table"
"""A last line of its own, unless it comes to stand in a cell whose quote is not closed."""
_NOT_CLOSED: Final = "the file ends too early: a quote is not closed"
_WIDE: Final = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""What spreadsheets write besides UTF-8 and the encoding of the country, by the marks in front."""


def read(stream: BinaryIO, path: str, fields: Fields, most: int) -> Stream:
    """The dumps of a table; a row that is damaged costs itself."""
    head = peek(stream)
    encoding = _WIDE.get(head[:2], "utf-8-sig")
    # Bytes that are not UTF-8 come through as surrogates, and are read a row at a time.
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    text = io.TextIOWrapper(stream, encoding, errors=errors, newline="")
    try:
        yield from _rows(text, path, fields, most, _separator(head, path))
    finally:
        text.detach()


def _separator(head: bytes, path: str) -> str:
    if suffixes(path)[0] == ".tsv":
        return "\t"
    line = head.partition(b"\n")[0].decode("latin-1")
    return max(_SEPARATORS, key=line.count)


def _rows(text: io.TextIOWrapper, path: str, fields: Fields, most: int, separator: str) -> Stream:
    before = csv.field_size_limit(most)
    try:
        rows = csv.reader(chain(text, [_END]), delimiter=separator)
        head = next(rows)
        if _is_cut(head):
            yield Fault(Origin(path), _NOT_CLOSED)
            return
        names = [] if head == [_END] else [_plain(name)[0] for name in head]
        if not any(name in names for name in fields.text):
            yield Fault(Origin(path), fields.no_text(names))
            return
        for number, row in enumerate(_whole(rows, most), 1):
            origin = Origin(path, "row", number)
            yield (
                Fault(origin, row)
                if isinstance(row, str)
                else _dump(dict(zip(names, row, strict=False)), fields, origin)
            )
    finally:
        csv.field_size_limit(before)


def _whole(rows: Iterator[list[str]], most: int) -> Iterator[list[str] | str]:
    """The rows, or why one cannot be read."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield too_large(most) if "field limit" in str(error) else f"no row: {error}"
            continue
        if row == [_END]:
            return
        if row:
            yield _NOT_CLOSED if _is_cut(row) else row


def _is_cut(row: list[str]) -> bool:
    """Whether the end of the table stands in the last cell of *row*."""
    return row != [_END] and bool(row) and row[-1].endswith(_END)


def _dump(record: dict[str, str], fields: Fields, origin: Origin) -> Dump | Fault:
    notes = []
    for name, value in record.items():
        record[name], note = _plain(value)
        notes += [attrs.evolve(note, span=None)] if note is not None and name in fields.text else []
    # An empty cell is no address and no time; an empty text is a text.
    dump = fields.read({name: value for name, value in record.items() if value or name in fields.text}, origin)
    return attrs.evolve(dump, notes=(*dump.notes, *notes)) if notes and isinstance(dump, Dump) else dump


def _plain(value: str) -> tuple[str, Note | None]:
    """What a cell says, its bytes read as those of any dump if they are not UTF-8."""
    try:
        value.encode()
    except UnicodeEncodeError:
        decoded = decode(value.encode("utf-8", "surrogateescape"))
        return decoded.text, decoded.note
    return value, None
