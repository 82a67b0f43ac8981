"""Parquet: the table of `newsdump.serializers.arrow` as a file."""

from __future__ import annotations

import io

from newsdump.model import Page
from newsdump.serializers import arrow

import pyarrow.parquet as pq  # isort: skip - behind the module that says what to install where it is missing


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
