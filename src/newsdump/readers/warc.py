"""WET and WARC files: a conversion record is a dump, and so is a response that holds text, or HTML to be printed."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO, Final

import attrs

from newsdump.readers import html
from newsdump.readers.decoding import Decoded, decode
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields, about_time, to_time
from newsdump.readers.opening import missing, reason_of
from newsdump.readers.records import NONE, Damaged, Raw, split

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_TEXT: Final = "text/plain"
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_KEPT: Final = {"id": "WARC-Record-ID", "digest": "WARC-Block-Digest"}
"""What is kept of each record, with the header that holds it."""


def read(stream: BinaryIO, path: str, fields: Fields, most: int) -> Stream:
    """The dumps of a WET or WARC file; records that hold neither text nor a page are passed over.

    Dumps and damages are numbered as they come; a file without any is one fault.
    """
    try:
        import fastwarc.warc  # noqa: F401 - told before anything is read
    except ImportError:
        raise missing("fastwarc", "warc", "reading WET and WARC") from None
    number = 0
    others: Counter[str] = Counter()
    for each in split(stream, most):
        origin = Origin(path, "record", number + 1)
        read_record = Fault(origin, each.reason) if isinstance(each, Damaged) else _guarded(each, origin, fields)
        if isinstance(read_record, str):
            others[read_record] += 1
            continue
        if isinstance(read_record, Fault) and not number and each == Damaged(NONE):
            yield Fault(Origin(path), "no WARC file: it does not begin with a record")
            return
        number += 1
        yield read_record
    if not number:
        yield Fault(Origin(path), _without_text(others))


def _guarded(raw: Raw, origin: Origin, fields: Fields) -> Dump | Fault | str:
    """The dump of a record, or what it holds instead."""
    from fastwarc.warc import ArchiveIterator

    try:
        record = next(ArchiveIterator(io.BytesIO(_as_one(raw)), parse_http=True, auto_decode="all"), None)
        if record is None:
            return Fault(origin, "no header of a WARC record")
        dump = _dump(record, origin)
        return attrs.evolve(dump, kept=_kept(record, fields)) if isinstance(dump, Dump) else dump
    except Exception as error:  # noqa: BLE001 - one record must not end the file
        return Fault(origin, f"{type(error).__name__}: {reason_of(error)}")


def _kept(record: WarcRecord, fields: Fields) -> dict[str, str]:
    headers = {name: name for name in fields.keep} | _KEPT
    found = {name: record.headers.get(header) for name, header in headers.items()}
    return {name: value for name, value in found.items() if value is not None}


def _as_one(raw: Raw) -> bytes:
    """The record alone in a file, with the line ends of the standard (WARC 1.1, 4)."""
    lines = [line.rstrip(b"\r") for line in raw.header.split(b"\n")]
    return b"\r\n".join([*lines, b"", raw.block, b"", b""])


def _dump(record: WarcRecord, origin: Origin) -> Dump | str:
    kind = (record.headers.get("WARC-Type") or "records without a type").lower()
    if kind == "conversion":
        return _told(record, origin, decode(record.reader.read()))
    if kind not in {"response", "resource"}:
        return kind
    if record.http_headers is not None and (record.http_headers.status_code or 0) // 100 != 2:
        return f"responses with status {record.http_headers.status_code}"
    told = record.http_headers if record.http_headers is not None else record.headers
    content = (told.get("Content-Type") or "").partition(";")[0].strip().lower()
    charset = record.http_charset if record.http_headers is not None else None
    if content == _TEXT:
        return _told(record, origin, _decoded(record.reader.read(), charset))
    if content in _HTML and html.can_print():
        page = html.printed(record.reader.read(), origin, charset)
        return _told(record, origin, Decoded(page.text))
    return content or kind


def _decoded(data: bytes, charset: str | None) -> Decoded:
    """The text of *data* in the encoding that came with it, if it is in that."""
    try:
        return Decoded(data.decode(charset)) if charset else decode(data)
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _told(record: WarcRecord, origin: Origin, decoded: Decoded) -> Dump:
    date = record.headers.get("WARC-Date")
    captured_at = to_time(date)
    notes = () if decoded.note is None else (decoded.note,)
    url = record.headers.get("WARC-Target-URI")
    return Dump(decoded.text, origin, url, captured_at, (*about_time(date, captured_at), *notes))


def _without_text(others: Mapping[str, int]) -> str:
    """What to say of a file that holds no dump."""
    pages = sum(count for content, count in others.items() if content in _HTML)
    if pages:
        return (
            f"holds no plain text, but {pages} pages in HTML; "
            "what prints them is installed with: pip install 'newsdump[html]'"
        )
    held = ", ".join(f"{count} {content}" for content, count in sorted(others.items())) or "none at all"
    return f"holds no records with text; there are: {held}"
