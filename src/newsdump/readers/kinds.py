"""What a file holds, told by how it begins."""

from __future__ import annotations

import json
import re
from typing import Final

from newsdump.foreign import begins_as_html

_RECORD: Final = re.compile(rb'\{\s*"(?:[^"\\\n]|\\.){1,200}"\s*:')
_ARRAY: Final = re.compile(rb'\[\s*(?:\{\s*"|\])')


_TAR: Final = (257, b"ustar")
_ARCHIVES: Final = {b"PK\x03\x04": "zip", b"7z\xbc\xaf\x27\x1c": "7z", b"Rar!\x1a\x07": "rar"}


def archive_of(head: bytes) -> str | None:
    r"""The kind of archive, a file of files, that begins with *head*; None if it is none.

    >>> archive_of(b"PK\x03\x04\x14\x00"), archive_of(b"PK is a name")
    ('zip', None)
    """
    place, sign = _TAR
    if head.startswith(sign, place):
        return "tar"
    return next((kind for begin, kind in _ARCHIVES.items() if head.startswith(begin)), None)


def kind_of(head: bytes) -> str:
    r"""The reader for a file that begins with *head*.

    A line that holds an object is a record; an array of objects is many; what begins as HTML does is HTML. All else is
    text: that it holds commas, or a string in quotes, does not make it a table.

    >>> kind_of(b'{"text": "Harbour opens"}\n'), kind_of(b"<!DOCTYPE html><html>"), kind_of(b"Harbour opens\n")
    ('jsonl', 'html', 'text')
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begins_as_html(text.decode("latin-1")):
        return "html"
    if _ARRAY.match(text):
        return "json"
    if _RECORD.match(text):
        line, end, _ = text.partition(b"\n")
        return "jsonl" if not end or _is_whole(line) else "json"
    return "text"


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
