"""Parquet: the table of `newsdump.serializers.arrow` as a file.

A Parquet file cannot be taken up again where its writing stopped, for what it holds is told at its end. So many pages
are written as an Arrow stream first, which can, and that is written as Parquet when it is whole (`finish`).
"""

from __future__ import annotations

import io
from pathlib import Path

from newsdump.model import Page
from newsdump.serializers import arrow

# isort: split
# Behind the module that says what to install where these are missing.
import pyarrow as pa
import pyarrow.parquet as pq

head = arrow.head
bodies = arrow.bodies
tail = arrow.tail


def dumps(page: Page) -> bytes:
    """*page* as a Parquet file with one row."""
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, arrow.SCHEMA, compression="zstd") as writer:
        writer.write_batch(arrow.to_batch([page]))
    return sink.getvalue()


def loads(data: bytes) -> Page:
    """The page that `dumps` wrote; see `newsdump.serializers.arrow.loads`.

    Raises:
        FormatError: the row is no page; the message says where.
    """
    (batch,) = pq.read_table(io.BytesIO(data)).combine_chunks().to_batches()
    (page,) = arrow.from_batch(batch)
    return page


def finish(stream: Path, target: Path) -> None:
    """Write the Arrow stream in one file as the Parquet file *target*, batch by batch."""
    with (
        pa.OSFile(str(stream), "rb") as source,
        pa.ipc.open_stream(source) as batches,
        pq.ParquetWriter(target, arrow.SCHEMA, compression="zstd") as writer,
    ):
        for batch in batches:
            writer.write_batch(batch)
