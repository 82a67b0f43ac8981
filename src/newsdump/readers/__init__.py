"""Streams of dumps from files: text, JSON Lines, Parquet, WET and WARC, compressed or not, local or not.

Every reader streams: what is in memory at a time is one dump, for Parquet a few hundred. Packages that a format
needs are extras, and are imported when such a file is opened.
"""

from newsdump.readers.dumps import Dump, Fault, Origin
from newsdump.readers.fields import Fields, to_time
from newsdump.readers.reading import READERS, Reader, ReadError, read, readers, stream

__all__ = [
    "READERS",
    "Dump",
    "Fault",
    "Fields",
    "Origin",
    "ReadError",
    "Reader",
    "read",
    "readers",
    "stream",
    "to_time",
]
