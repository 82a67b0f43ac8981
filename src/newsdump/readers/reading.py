"""Any number of inputs as one stream of dumps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO, Final

from attrs import frozen

from newsdump.errors import NewsdumpError, UsageError
from newsdump.readers import json_lines, parquet, texts, warc
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields
from newsdump.readers.opening import broken, expand, open_bytes, reason_of, suffixes


class ReadError(NewsdumpError, OSError):
    """An input cannot be read; the message names file and line, row or record."""


@frozen
class Reader:
    """How one kind of file is read."""

    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, str, Fields], Stream]
    summary: str


READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "text": Reader((".txt", ".text"), texts.read, "a file is a dump"),
        "jsonl": Reader(
            (".jsonl", ".ndjson"), json_lines.read, "a line is a record with the text in one of its fields"
        ),
        "parquet": Reader((".parquet", ".pq"), parquet.read, "a row is a dump"),
        "warc": Reader((".wet", ".warc"), warc.read, "a conversion record is a dump"),
    }
)
"""The kinds of files that can be read, by name."""

_BY_SUFFIX: Final = {suffix: reader for reader in READERS.values() for suffix in reader.suffixes}


def read(
    *inputs: str | os.PathLike[str],
    reader: str | None = None,
    fields: Fields | None = None,
    on_fault: Callable[[Fault], object] | None = None,
) -> Iterator[Dump]:
    """The dumps of files, folders, patterns and addresses, in their order.

    Args:
        inputs: Paths. Of a folder, all files below it with a known suffix are read, in the order of their names.
            `-` is standard input.
        reader: One of `READERS`; if not given, the suffix of each file tells, and a file with none of the known ones
            is a text.
        fields: The names of the fields of JSON Lines and Parquet.
        on_fault: Called with what could not be read; reading then goes on behind it.

    Raises:
        ReadError: something could not be read, and there is no *on_fault*.
        UsageError: there is no such reader.
        MissingExtraError: a file needs a package that is not installed.
    """
    for each in stream([os.fspath(each) for each in inputs], reader=reader, fields=fields):
        if isinstance(each, Dump):
            yield each
        elif on_fault is None:
            raise ReadError(str(each))
        else:
            on_fault(each)


def files(inputs: Iterable[str], reader: str | None = None) -> Iterator[str | Fault]:
    """The files that *inputs* name, in order; what names none is a fault."""
    return expand(inputs, None if reader else _BY_SUFFIX)


def stream(inputs: Iterable[str], *, reader: str | None = None, fields: Fields | None = None) -> Stream:
    """Dumps and faults of *inputs* in order, without ever stopping at a fault."""
    for path in files(inputs, reader):
        if isinstance(path, Fault):
            yield path
        else:
            yield from read_file(path, reader=reader, fields=fields)


def read_file(
    path: str,
    *,
    reader: str | None = None,
    fields: Fields | None = None,
    opened: Callable[[BinaryIO], object] | None = None,
) -> Stream:
    """Dumps and faults of one file; *opened* is called with it before it is read."""
    if reader is not None and reader not in READERS:
        raise UsageError(f"no reader is called {reader!r}; there are {', '.join(READERS)}")
    chosen = READERS[reader] if reader else _BY_SUFFIX.get(suffixes(path)[0], READERS["text"])
    try:
        with open_bytes(path, opened) as opened_file:
            yield from chosen.read(opened_file, path, fields or Fields())
    except broken() as error:
        yield Fault(Origin(path), reason_of(error))
