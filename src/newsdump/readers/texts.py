"""Text files: a file is a dump."""

from __future__ import annotations

from newsdump.readers.decoding import decode
from newsdump.readers.dumps import Dump, Origin, Stream
from newsdump.readers.fields import Fields
from newsdump.readers.opening import open_bytes


def read(path: str, _fields: Fields) -> Stream:
    """The one dump of a text file."""
    with open_bytes(path) as stream:
        decoded = decode(stream.read())
    yield Dump(decoded.text, Origin(path), notes=() if decoded.note is None else (decoded.note,))
