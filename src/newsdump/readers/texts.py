"""Text files: a file is a dump."""

from __future__ import annotations

from typing import BinaryIO

from newsdump.readers.decoding import decode
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields
from newsdump.readers.limits import too_large


def read(stream: BinaryIO, path: str, _fields: Fields, most: int) -> Stream:
    """The one dump of a text file."""
    data = stream.read(most + 1)
    if len(data) > most:
        yield Fault(Origin(path), too_large(most))
        return
    decoded = decode(data)
    yield Dump(decoded.text, Origin(path), notes=() if decoded.note is None else (decoded.note,))
