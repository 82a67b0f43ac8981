"""Parquet: a row is a dump."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from newsdump.readers.dumps import Fault, Origin, Stream
from newsdump.readers.fields import Fields
from newsdump.readers.opening import missing, reason_of, spooled

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS: Final = 256
"""Rows that are in memory at a time."""


def read(stream: BinaryIO, path: str, fields: Fields) -> Stream:
    """The dumps of a Parquet file; only the columns that are needed are read."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise missing("pyarrow", "parquet", "reading Parquet") from None
    with spooled(stream) as whole:
        try:
            file = pq.ParquetFile(whole)
            columns = _columns(file.schema_arrow, fields)
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
                for record in batch.to_pylist():
                    number += 1
                    yield fields.read(record, Origin(path, "row", number))
        except pa.ArrowException as error:
            yield Fault(Origin(path), f"no whole Parquet file: {reason_of(error)}")


def _columns(schema: pa.Schema, fields: Fields) -> list[str]:
    """The columns of the file that hold any of the fields, by their dotted names."""
    names = set(schema.names)
    found = [name for name in fields.names if name in names]
    for name in fields.names:
        outer, _, inner = name.partition(".")
        if inner and outer in names and _has(schema.field(outer).type, inner):
            found.append(name)
    return found


def _has(kind: pa.DataType, inner: str) -> bool:
    import pyarrow.types as kinds

    first, _, rest = inner.partition(".")
    if not kinds.is_struct(kind):
        return False
    index = kind.get_field_index(first)
    return index >= 0 and (not rest or _has(kind.field(index).type, rest))
