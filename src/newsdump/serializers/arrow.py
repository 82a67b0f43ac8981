"""Arrow: pages as the rows of a table with a nested schema, for data frames, Parquet and batch engines.

The columns have the names of the model. Spans are structs of `start` and `end`, times are in UTC, and the windows of
ages are there as in JSON. Text in Arrow is UTF-8: a lone surrogate becomes U+FFFD, which is all that is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from newsdump.model import Page
from newsdump.serializers.structuring import structure
from newsdump.serializers.tables import Table

# isort: split
# Behind the module that says what to install where it is missing.
import pyarrow as pa

_TABLE: Final = Table.nested()
SCHEMA: Final = _TABLE.schema
"""The columns of a table of pages."""


def dumps(page: Page, *, record: Mapping[str, Any] | None = None) -> bytes:
    """*page* as a stream of Arrow's IPC format with a row; what is in *record* stands in columns of texts in front."""
    table = _TABLE.keeping(record or ())
    return head(table=table) + bodies([page], records=[record or {}], table=table) + tail()


def loads(data: bytes) -> Page:
    """The page that `dumps` wrote; but for lone surrogates and the zone of `captured_at` an equal one.

    Raises:
        FormatError: the row is no page; the message says where.
    """
    with pa.ipc.open_stream(data) as stream:
        (page,) = from_batch(stream.read_next_batch())
    return page


def head(*, table: Table = _TABLE) -> bytes:
    """What a stream of batches begins with."""
    return table.schema.serialize().to_pybytes()


def bodies(
    pages: Iterable[Page],
    *,
    records: Iterable[Mapping[str, Any]] | None = None,
    table: Table = _TABLE,
) -> bytes:
    """A batch of *pages* as it stands in a stream, behind the head or another batch; *records* came with the pages."""
    return table.to_batch(pages, records).serialize().to_pybytes()


def tail() -> bytes:
    """What a stream of batches ends with."""
    return b"\xff\xff\xff\xff\x00\x00\x00\x00"


def to_batch(pages: Iterable[Page]) -> pa.RecordBatch:
    """*pages* as a batch, a row each.

    >>> from newsdump import parse
    >>> batch = to_batch([parse("Harbour opens again"), parse("")])
    >>> batch.num_rows, batch.schema.equals(SCHEMA)
    (2, True)
    """
    return _TABLE.to_batch(pages)


def from_batch(batch: pa.RecordBatch) -> list[Page]:
    """The pages of a batch.

    Raises:
        FormatError: a row is no page; the message says where.
    """
    return [structure(Page, _plain(row)) for row in batch.to_pylist()]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    """A value of a row as JSON has it: spans as pairs, times as strings."""
    if isinstance(value, Mapping):
        if value.keys() == {"start", "end"}:
            return [value["start"], value["end"]]
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime) else value
