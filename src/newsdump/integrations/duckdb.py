"""DuckDB: a function for SQL.

`pip install 'newsdump[duckdb]'`.
"""

from __future__ import annotations

from typing import Final, Unpack

from newsdump.arrow import PageOptions, page_parser
from newsdump.errors import MissingExtraError

# isort: split
# Behind the modules that say what to install where it is missing.
import pyarrow as pa

try:
    import duckdb
except ImportError:
    raise MissingExtraError("this needs the package duckdb; install it with: pip install 'newsdump[duckdb]'") from None

_INPUTS: Final = {"text": "VARCHAR", "url": "VARCHAR", "date": "TIMESTAMP WITH TIME ZONE"}
_NAMES: Final = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.int32(): "INTEGER",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP WITH TIME ZONE",
}


def register(
    connection: duckdb.DuckDBPyConnection, name: str = "newsdump", **options: Unpack[PageOptions]
) -> duckdb.DuckDBPyConnection:
    """Register the function `name(text, url, date)`, which gives a struct with the columns of `newsdump.arrow`.

    *url* and *date*, the time of capture, may be NULL in a query.

    Args:
        connection: where queries may use the function; it is given back.
        name: what the function is called.
        options: as for `newsdump.arrow.page_parser`.

    Raises:
        UsageError: an argument cannot be used as it was given.
    """
    batches = page_parser(**options)
    fields = list(batches.page_schema)

    def parse(text, url, date):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - DuckDB reads them
        pages = batches(pa.Table.from_arrays([text, url, date], names=list(_INPUTS)))
        return pa.StructArray.from_arrays(pages.columns, fields=fields)

    return connection.create_function(
        name,
        parse,
        [duckdb.type(kind) for kind in _INPUTS.values()],
        duckdb.type(_sql(pa.struct(fields))),
        type="arrow",
        null_handling="special",  # a text is read also where the address is NULL
    )


def _sql(kind: pa.DataType) -> str:
    """A type of Arrow as DuckDB writes it."""
    if pa.types.is_struct(kind):
        return "STRUCT(" + ", ".join(f'"{each.name}" {_sql(each.type)}' for each in kind) + ")"
    if pa.types.is_list(kind):
        return _sql(kind.value_type) + "[]"
    return _NAMES[kind]
