"""Polars: pages as a column of structs, by an expression.

`pip install 'newsdump[polars]'`.
"""

from __future__ import annotations

from typing import Unpack, cast

from newsdump.arrow import BatchParser, Options, PageOptions, page_parser
from newsdump.errors import MissingExtraError

# isort: split
# Behind the modules that say what to install where it is missing.

try:
    import polars as pl
except ImportError:
    raise MissingExtraError("this needs the package polars; install it with: pip install 'newsdump[polars]'") from None


def parse(
    text: str | pl.Expr = "text",
    *,
    url: str | pl.Expr | None = None,
    time: str | pl.Expr | None = None,
    **options: Unpack[PageOptions],
) -> pl.Expr:
    """An expression that gives the page of each text, a struct with the columns of `newsdump.arrow`, called `page`.

    Args:
        text: the column of the texts.
        url: the column of the addresses.
        time: the column of the times of capture.
        options: as for `newsdump.arrow.page_parser`.

    Raises:
        UsageError: an argument cannot be used as it was given.
    """
    named = {"text": text, "url": url, "date": time}
    given = [
        (pl.col(each) if isinstance(each, str) else each).alias(name)
        for name, each in named.items()
        if each is not None
    ]
    batches = page_parser(**options)
    empty = cast("pl.DataFrame", pl.from_arrow(batches.page_schema.empty_table()))

    def parse_series(rows: pl.Series) -> pl.Series:
        pages = cast("pl.DataFrame", pl.from_arrow(batches(rows.struct.unnest().to_arrow())))
        return pages.to_struct(rows.name)

    return pl.struct(given).map_batches(parse_series, pl.Struct(empty.schema), is_elementwise=True).alias("page")


def parse_frame(frame: pl.DataFrame, **options: Unpack[Options]) -> pl.DataFrame:
    """The pages of a frame, a row each, behind the columns that are kept; options as for `newsdump.arrow.BatchParser`.

    Raises:
        UsageError: an argument cannot be used as it was given; a column is not there.
        RecordError: a row gave no page, and *on_error* is `raise`.
    """
    return cast("pl.DataFrame", pl.from_arrow(BatchParser(**options)(frame.to_arrow())))
