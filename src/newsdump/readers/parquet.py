"""Parquet: a row is a dump."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import attrs

from newsdump.model import Note
from newsdump.readers.decoding import decode
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields
from newsdump.readers.limits import too_large
from newsdump.readers.opening import missing, reason_of, spooled

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_ROWS: Final = 256
"""Rows that are in memory at a time."""
_Row = tuple[int, dict[str, Any] | str]
"""A row's place, and its record or why there is none."""


def read(stream: BinaryIO, path: str, fields: Fields, most: int) -> Stream:
    """The dumps of a Parquet file; only the columns that are needed are read."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise missing("pyarrow", "parquet", "reading Parquet") from None
    with spooled(stream) as whole:
        try:
            file = pq.ParquetFile(whole)
            names = file.schema_arrow.names
            columns = _columns(file.schema_arrow, fields)
        except (pa.ArrowException, OSError, ValueError) as error:
            yield Fault(Origin(path), f"no whole Parquet file: {reason_of(error)}")
            return
        if not _columns(file.schema_arrow, Fields(fields.text, (), (), ())):
            yield Fault(Origin(path), fields.no_text(names))
            return
        first = 1
        for group in range(file.num_row_groups):
            for row, record in _group(file, group, columns, most):
                origin = Origin(path, "row", first + row)
                yield Fault(origin, record) if isinstance(record, str) else _dump(record, fields, origin, most)
            first += file.metadata.row_group(group).num_rows


def _group(file: pq.ParquetFile, group: int, columns: list[str], most: int) -> Iterator[_Row]:
    """The records of a row group with their places in it; a damage costs what is left of it, and is the last."""
    import pyarrow as pa

    rows = file.metadata.row_group(group).num_rows
    row = -1
    if _unpacked(file, group, columns) > most * max(rows, 1):
        yield 0, f"{too_large(most)} a row, in {rows:,} rows from here"
        return
    try:
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns, row_groups=[group]):
            for record in _records(batch):
                row += 1
                yield row, record
    except (pa.ArrowException, OSError) as error:
        yield row + 1, f"{rows - row - 1:,} rows from here are damaged: {reason_of(error)}"


def _unpacked(file: pq.ParquetFile, group: int, columns: list[str]) -> int:
    """The bytes of the columns of a row group, as the file tells them."""
    about = file.metadata.row_group(group)
    chunks = [about.column(place) for place in range(about.num_columns)]
    return sum(each.total_uncompressed_size for each in chunks if each.path_in_schema.startswith(tuple(columns)))


def _records(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    try:
        yield from batch.to_pylist()
    except Exception:  # noqa: BLE001 - a cell that Python cannot hold: it is looked for, and the others are read
        for row in range(batch.num_rows):
            yield {name: _cell(batch.column(place), row) for place, name in enumerate(batch.schema.names)}


def _cell(column: pa.Array[Any], row: int) -> object:
    """What stands in a row of a column; `_Unheld` where that is nothing that Python has."""
    import pyarrow as pa

    cell = column[row]
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return bytes(cell.as_buffer())
    except Exception as error:  # noqa: BLE001 - whatever a type finds
        if pa.types.is_timestamp(column.type):
            return _to_the_microsecond(column, row)
        return _Unheld(reason_of(error))


def _to_the_microsecond(column: pa.Array[Any], row: int) -> object:
    import pyarrow as pa

    try:
        return column.slice(row, 1).cast(pa.timestamp("us", column.type.tz), safe=False)[0].as_py()
    except Exception as error:  # noqa: BLE001 - a year that Python does not have
        return _Unheld(reason_of(error))


@attrs.frozen(repr=False)
class _Unheld:
    """The value of a cell that Python cannot hold."""

    why: str

    def __repr__(self) -> str:
        return f"({self.why})"


def _dump(record: dict[str, Any], fields: Fields, origin: Origin, most: int) -> Dump | Fault:
    notes: list[Note] = []
    for name, value in record.items():
        if isinstance(value, bytes):
            decoded = decode(value)
            record[name] = decoded.text
            notes += [decoded.note] if decoded.note is not None and name in fields.text else []
    dump = fields.read(record, origin)
    if isinstance(dump, Fault):
        return dump
    if len(dump.text) > most:
        return Fault(origin, too_large(most))
    return attrs.evolve(dump, notes=(*dump.notes, *notes)) if notes else dump


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
