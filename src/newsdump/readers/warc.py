"""WET files, and the conversion records of other WARC files: a record is a dump."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from newsdump.readers.decoding import decode
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields, to_time
from newsdump.readers.opening import broken, missing, reason_of

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap


class _ShortReads:
    """A stream that gives what it has: what stands before a damage is read before the damage is met."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._at = 0

    def read(self, size: int) -> bytes:
        """At least one byte, except at the end, and at most *size*."""
        data = self._read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Bytes read; pipes do not tell."""
        return self._at


_KEPT: Final = {"id": "WARC-Record-ID", "digest": "WARC-Block-Digest"}
"""What is kept of each record, with the header that holds it."""


def _kept(headers: HeaderMap, fields: Fields) -> dict[str, str]:
    found = {name: headers.get(header) for name, header in (_KEPT | {name: name for name in fields.keep}).items()}
    return {name: value for name, value in found.items() if value is not None}


def read(stream: BinaryIO, path: str, fields: Fields) -> Stream:
    """The dumps of a WET or WARC file; records of other kinds than conversion are passed over."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise missing("fastwarc", "warc", "reading WET and WARC") from None
    number = whole = 0
    try:
        records = ArchiveIterator(
            cast("BinaryIO", _ShortReads(stream)),  # all that is asked of it
            record_types=WarcRecordType.conversion,
            parse_http=False,
        )
        for record in records:
            number += 1
            origin = Origin(path, "record", number)
            data = record.reader.read()
            if len(data) < record.content_length:
                yield Fault(origin, f"the record ends too early: {len(data)} of {record.content_length} bytes")
                continue
            decoded = decode(data)
            yield Dump(
                decoded.text,
                origin,
                record.headers.get("WARC-Target-URI"),
                to_time(record.headers.get("WARC-Date")),
                () if decoded.note is None else (decoded.note,),
                _kept(record.headers, fields),
            )
            whole = number
    except broken() as error:
        yield Fault(Origin(path, "record", whole + 1), reason_of(error))
        return
    if not number:
        yield Fault(Origin(path), "holds no conversion records; newsdump reads plain text, not HTML")
