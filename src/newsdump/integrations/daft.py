"""Daft: pages as a column of structs, by a class of its own.

`pip install 'newsdump[daft]'`.
"""

from __future__ import annotations

from typing import Any, Unpack

from newsdump.arrow import PageOptions, page_parser
from newsdump.errors import MissingExtraError

# isort: split
# Behind the modules that say what to install where it is missing.
import pyarrow as pa

try:
    import daft
except ImportError:
    raise MissingExtraError("this needs the package daft; install it with: pip install 'newsdump[daft]'") from None


def parse(
    text: str | daft.Expression = "text",
    *,
    url: str | daft.Expression | None = None,
    time: str | daft.Expression | None = None,
    processes: int | None = None,
    batch_size: int = 256,
    **options: Unpack[PageOptions],
) -> daft.Expression:
    """An expression that gives the page of each text, a struct with the columns of `newsdump.arrow`, called `page`.

    Args:
        text: the column of the texts.
        url: the column of the addresses.
        time: the column of the times of capture.
        processes: how many parse; Daft decides if None.
        batch_size: rows that are parsed at a time.
        options: as for `newsdump.arrow.page_parser`.

    Raises:
        UsageError: an argument cannot be used as it was given.
    """
    named = {"text": text, "url": url, "date": time}
    given = {
        name: daft.col(each) if isinstance(each, str) else each for name, each in named.items() if each is not None
    }
    fields = list(page_parser(**options).page_schema)
    kind = daft.DataType.from_arrow_type(pa.struct(fields))
    names = list(given)

    @daft.cls(max_concurrency=processes, use_process=None if processes is None else True)
    class Pages:
        def __init__(self) -> None:
            self._parse = page_parser(**options)

        @daft.method.batch(return_dtype=kind, batch_size=batch_size)
        def parse(self, *columns: daft.Series) -> pa.Array[Any]:
            table = pa.Table.from_arrays([column.to_arrow() for column in columns], names=names)
            return pa.StructArray.from_arrays(self._parse(table).columns, fields=fields)

    return Pages().parse(*given.values()).alias("page")
