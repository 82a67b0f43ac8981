"""Parquet: the table of `newsdump.serializers.arrow` as a file.

A Parquet file cannot be taken up again where its writing stopped, for what it holds is told at its end. So many pages
are written as an Arrow stream first, which can, and that is written as Parquet when it is whole (`finish`).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from newsdump.model import Page
from newsdump.serializers import arrow
from newsdump.serializers.arrow import bodies, head, tail

# isort: split
# Behind the module that says what to install where these are missing.
import pyarrow as pa
import pyarrow.parquet as pq

_GROUP_ROWS: Final = 10_000
_GROUP_BYTES: Final = 128 * 2**20
"""A group of rows ends with the first batch that reaches one of these; readers take a group at a time."""

__all__ = ["bodies", "dumps", "finish", "head", "loads", "tail"]


def dumps(page: Page, *, record: Mapping[str, Any] | None = None) -> bytes:
    """*page* as a Parquet file with one row; what is in *record* stands in columns of texts in front."""
    stream = io.BytesIO(arrow.dumps(page, record=record))
    sink = io.BytesIO()
    with pa.ipc.open_stream(stream) as batches:
        _write(batches, sink)
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
    """Write the Arrow stream in one file as the Parquet file *target*."""
    with pa.OSFile(str(stream), "rb") as source, pa.ipc.open_stream(source) as batches:
        _write(batches, target)


def _write(batches: pa.RecordBatchStreamReader, target: Path | BinaryIO) -> None:
    """Write *batches* in groups of rows that readers like: large, but not larger than memory should hold."""
    # For what rows are chosen by; those of texts and of what lies deeper would only make the end of the file long.
    plain = [each.name for each in batches.schema if not pa.types.is_nested(each.type) and each.name != "text"]
    with pq.ParquetWriter(
        target,
        batches.schema,
        compression="zstd",
        write_statistics=plain,
        store_schema=False,  # its types are those of Parquet
    ) as writer:
        said = batches.schema.metadata or {}
        writer.add_key_value_metadata({name.decode(): value.decode() for name, value in said.items()})
        group: list[pa.RecordBatch] = []
        rows = size = 0
        for batch in batches:
            group.append(batch)
            rows += batch.num_rows
            size += batch.nbytes
            if rows >= _GROUP_ROWS or size >= _GROUP_BYTES:
                writer.write_table(pa.Table.from_batches(group), row_group_size=rows)
                group, rows, size = [], 0, 0
        if group:
            writer.write_table(pa.Table.from_batches(group), row_group_size=max(rows, 1))
