"""Any number of inputs as one stream of dumps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import MappingProxyType
from typing import Any, BinaryIO, Final

import attrs
from attrs import frozen

from newsdump import arguments
from newsdump.errors import NewsdumpError, UsageError
from newsdump.plugins import brought
from newsdump.readers import html, json_lines, json_values, members, parquet, tables, texts, warc
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields
from newsdump.readers.finding import HTML, LeftOut, expand
from newsdump.readers.kinds import archive_of, kind_of
from newsdump.readers.limits import MAX_BYTES
from newsdump.readers.opening import (
    OPENERS,
    STANDARD_INPUT,
    Opener,
    broken,
    compression_of,
    open_raw,
    peek,
    reason_of,
    suffixes,
    with_a_head,
)


class ReadError(NewsdumpError, OSError):
    """An input cannot be read; the message names file and line, row or record."""


@frozen
class Reader:
    """How one kind of file is read."""

    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, str, Fields, int], Stream]
    """Takes the bytes, the path for messages, the names of fields, and how many bytes a record may have."""
    summary: str
    openers: Mapping[str, Opener] = OPENERS
    """What undoes its compression."""


READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "text": Reader((".txt", ".text"), texts.read, "a file is a dump"),
        "jsonl": Reader(
            (".jsonl", ".ndjson"), json_lines.read, "a line is a record with the text in one of its fields"
        ),
        "json": Reader(
            (".json",), json_values.read, "each record of an array, or of those behind each other, is a dump"
        ),
        "csv": Reader((".csv", ".tsv"), tables.read, "a row is a dump"),
        "parquet": Reader((".parquet", ".pq"), parquet.read, "a row is a dump"),
        "warc": Reader(
            (".wet", ".warc"),
            warc.read,
            "a conversion record is a dump, or a response with text",
            {**OPENERS, ".gz": members.unpacked},
        ),
        "html": Reader(tuple(sorted(HTML)), html.read, "a page, printed as plain text"),
    }
)
"""The kinds of files that can be read, by name."""

ENTRY_POINTS: Final = "newsdump.readers"
"""The entry-point group in which other packages name a `Reader`."""


def readers() -> dict[str, Reader]:
    """All readers by name: those of newsdump, then those that installed packages bring along.

    One that cannot be loaded, or is no `Reader`, is told once as a warning and left out. The suffixes of newsdump's own
    readers stay theirs.

    A package registers one in its `pyproject.toml`; the object that the entry point names is a `Reader`:

        [project.entry-points."newsdump.readers"]
        mbox = "my_package.newsdump_mbox:READER"
    """
    more = brought(ENTRY_POINTS, _as_reader)
    return {**READERS, **{name: reader for name, reader in more if name not in READERS}}


def _as_reader(named: object) -> Reader:
    if not isinstance(named, Reader):
        raise TypeError(f"it is no Reader but {type(named).__name__}")
    return named


def _by_suffix() -> dict[str, Reader]:
    return {suffix: reader for reader in reversed(readers().values()) for suffix in reader.suffixes}


def read(
    *inputs: str | os.PathLike[str],
    reader: str | None = None,
    fields: Fields | None = None,
    on_fault: Callable[[Fault], object] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Dump]:
    """The dumps of files, folders, patterns and addresses, in their order.

    Args:
        inputs: Paths. Of a folder, all files below it with a known suffix are read, in the order of their names.
            `-` is standard input.
        reader: The name of one of `readers`; if not given, the suffix of each file tells, or how it begins.
        fields: The names of the fields of records.
        on_fault: Called with what could not be read; reading then goes on behind it.
        max_bytes: So many bytes, its compression undone, a record may have; what has more is a fault.

    Raises:
        ReadError: something could not be read, and there is no *on_fault*.
        UsageError: there is no such reader, or an argument is of another type.
        MissingExtraError: a file needs a package that is not installed.
    """
    for each in inputs:
        arguments.of_type("each input", each, str, os.PathLike, hint="several are given as read(*paths)")
    if reader is not None:
        _require_reader(reader)
    if fields is not None:
        arguments.of_type("fields", fields, Fields)
    arguments.whole("max_bytes", max_bytes, 1, "a number of bytes")
    paths = [os.fspath(each) for each in inputs]
    return _told(stream(paths, reader=reader, fields=fields, max_bytes=max_bytes), on_fault)


def _require_reader(name: str) -> None:
    if name not in READERS and name not in readers():
        raise UsageError(f"no reader is called {name!r}; there are {', '.join(readers())}")


def _told(stream: Stream, on_fault: Callable[[Fault], object] | None) -> Iterator[Dump]:
    for each in stream:
        if isinstance(each, Dump):
            yield each
        elif on_fault is None:
            raise ReadError(str(each))
        else:
            on_fault(each)


def files(
    inputs: Iterable[str], reader: str | None = None, left_out: Callable[[LeftOut], object] | None = None
) -> Iterator[str | Fault]:
    """The files that *inputs* name, in order; what names none is a fault; *left_out* is told what folders hold else."""
    suffixes_known = _by_suffix().keys()
    known = suffixes_known if html.can_print() else suffixes_known - HTML
    return expand(inputs, None if reader else known, left_out)


def stream(
    inputs: Iterable[str], *, reader: str | None = None, fields: Fields | None = None, max_bytes: int = MAX_BYTES
) -> Stream:
    """Dumps and faults of *inputs* in order, without ever stopping at a fault.

    Raises:
        UsageError: there is no such reader, or *inputs* is a single one.
    """
    if isinstance(inputs, str):
        arguments.names("inputs", inputs)
    for path in files(inputs, reader):
        if isinstance(path, Fault):
            yield path
        else:
            yield from read_file(path, reader=reader, fields=fields, max_bytes=max_bytes)


def read_file(
    path: str,
    *,
    reader: str | None = None,
    fields: Fields | None = None,
    opened: Callable[[BinaryIO], object] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Stream:
    """Dumps and faults of one file; *opened* is called with it before it is read."""
    if reader is not None:
        _require_reader(reader)
    return _guarded(path, _read(path, open_raw(path, opened), reader, fields, max_bytes))


def read_stream(
    stream: BinaryIO, path: str, *, reader: str | None = None, fields: Fields | None = None, max_bytes: int = MAX_BYTES
) -> Stream:
    """Dumps and faults of a stream that someone else has opened and closes; *path* is what it is called."""
    return _guarded(path, _read(path, nullcontext(with_a_head(stream)), reader, fields, max_bytes))


def _read(
    path: str,
    opened: AbstractContextManager[BinaryIO],
    reader: str | None,
    fields: Fields | None,
    max_bytes: int,
) -> Stream:
    known = readers()[reader] if reader else _by_suffix().get(suffixes(path)[0])
    with opened as raw:
        compression = compression_of(path, peek(raw), is_known=known is not None)
        with _unpacked(raw, compression, known) as plain:
            head = peek(plain)
            archive = None if known else archive_of(head)
            if archive is not None:
                yield Fault(Origin(path), f"it is an archive ({archive}): unpack it before, and give the folder")
                return
            chosen = known or READERS[kind_of(head)]
            asked = fields or Fields()
            for each in chosen.read(plain, path, asked, max_bytes):
                yield traced(each, asked) if isinstance(each, Dump) else each


def traced(dump: Dump, fields: Fields) -> Dump:
    """*dump* with what tells where it came from among what is kept of it.

    That is the path of a dump that is a file, and of others what is asked for. What a record calls so itself stays.

    >>> dict(traced(Dump("Harbour opens", Origin("a.jsonl", "line", 7)), Fields(keep=("path", "number"))).kept)
    {'path': 'a.jsonl', 'number': 7}
    """
    origin = dump.origin
    is_named = origin.number is None and origin.path != STANDARD_INPUT
    told: dict[str, Any] = {"path": origin.path} if is_named or "path" in fields.keep else {}
    if "number" in fields.keep and origin.number is not None:
        told["number"] = origin.number
    return attrs.evolve(dump, kept={**told, **dump.kept}) if told else dump


def _guarded(path: str, stream: Stream) -> Stream:
    """*stream* without the errors that can come of a file."""
    try:
        yield from stream
    except NewsdumpError:
        raise
    except broken() as error:
        yield Fault(Origin(path), reason_of(error))
    except Exception as error:  # noqa: BLE001 - each store and each library raises what it likes
        yield Fault(Origin(path), f"{type(error).__name__}: {reason_of(error)}")


@contextmanager
def _unpacked(raw: BinaryIO, compression: str, known: Reader | None) -> Iterator[BinaryIO]:
    if not compression:
        yield raw
        return
    opener = OPENERS[compression] if known is None else known.openers[compression]
    is_empty = not peek(raw)
    with opener(raw) as plain:
        if is_empty:
            raise EOFError  # some of the modules that unpack take nothing for a whole file
        yield plain
