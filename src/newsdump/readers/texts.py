"""Text files: a file is a dump."""

from __future__ import annotations

from typing import BinaryIO

from newsdump.readers.decoding import decode
from newsdump.readers.dumps import Dump, Origin, Stream
from newsdump.readers.fields import Fields


def read(stream: BinaryIO, path: str, _fields: Fields) -> Stream:
    """The one dump of a text file."""
    decoded = decode(stream.read())
    yield Dump(decoded.text, Origin(path), notes=() if decoded.note is None else (decoded.note,))
