"""WET files, and the conversion records of other WARC files: a record is a dump."""

from __future__ import annotations

from typing import BinaryIO

from newsdump.readers.decoding import decode
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields, to_time
from newsdump.readers.opening import broken, missing, reason_of


def read(stream: BinaryIO, path: str, _fields: Fields) -> Stream:
    """The dumps of a WET or WARC file; records of other kinds than conversion are passed over."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise missing("fastwarc", "warc", "reading WET and WARC") from None
    number = 0
    try:
        records = ArchiveIterator(stream, record_types=WarcRecordType.conversion, parse_http=False)
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
            )
    except broken() as error:
        yield Fault(Origin(path, "record", number + 1), reason_of(error))
        return
    if not number:
        yield Fault(Origin(path), "holds no conversion records; newsdump reads plain text, not HTML")
