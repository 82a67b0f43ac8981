"""What is fuzzed: functions that take any bytes and must not raise, but for the errors that they document."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final

from newsdump import FormatError, ProfileError, load_profile, read_age
from newsdump.invariants import broken
from newsdump.readers import READERS, Fields
from newsdump.readers.decoding import decode
from newsdump.readers.opening import broken as broken_streams
from newsdump.serializers import FORMATS

_MOST: Final = 1 << 20
_AT: Final = datetime(2025, 6, 6, 12, tzinfo=UTC)


def parse(data: bytes) -> None:
    """A page of any text has all that is true of pages."""
    text = data.decode("utf-8", "surrogatepass" if _is_paired(data) else "replace")
    found = [*broken(text, captured_at=_AT)]
    assert not found, "; ".join(map(str, found))


def _is_paired(data: bytes) -> bool:
    """Whether *data* can be a text with lone surrogates."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def age(data: bytes) -> None:
    """Any text is an age or none, and an age means a stretch of time that runs forward."""
    found = read_age(data.decode("utf-8", "replace"))
    window = None if found is None else found.window(_AT)
    assert window is None or window.earliest <= window.latest


def loads(data: bytes) -> None:
    """Every format that gives pages back gives one or says why not; the first byte chooses."""
    lossless = [each for each in FORMATS.values() if each.lossless and each.name not in {"arrow", "parquet"}]
    chosen = lossless[data[0] % len(lossless)] if data else lossless[0]
    try:
        page = chosen.load_module().loads(data[1:].decode("utf-8", "replace"))
    except FormatError:
        return
    assert chosen.load_module().loads(chosen.load_module().dumps(page)) == page


def profile(data: bytes) -> None:
    """Any file is a profile or says why not."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "site.toml"
        path.write_bytes(data)
        try:
            load_profile(path)
        except ProfileError:
            return


def reader(name: str, suffix: str = "") -> Callable[[bytes], None]:
    """Any bytes are dumps and faults for the reader *name*, packed as *suffix* says."""

    def read(data: bytes) -> None:
        chosen = READERS[name]
        try:
            raw = io.BufferedReader(io.BytesIO(data))
            stream = chosen.openers[suffix](raw) if suffix else raw
            list(chosen.read(stream, "fuzzed", Fields(), _MOST))
        except broken_streams():
            return  # which becomes a fault of the file

    return read


def encodings(data: bytes) -> None:
    """Any bytes are text; those of UTF-8 are what they are."""
    assert isinstance(decode(data).text, str)


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = MappingProxyType(
    {
        "parse": parse,
        "age": age,
        "loads": loads,
        "profile": profile,
        "jsonl": reader("jsonl"),
        "json": reader("json"),
        "csv": reader("csv"),
        "wet": reader("warc"),
        "wet_gz": reader("warc", ".gz"),
        "encodings": encodings,
    }
)
"""The targets by name; each has a folder of seeds in corpus/."""
