"""Spark: data frames of pages, batch by batch in Arrow.

`pip install 'newsdump[spark]'`; newsdump must be there on the executors too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Unpack

from newsdump.arrow import BatchParser, Options
from newsdump.errors import MissingExtraError, UsageError

# isort: split
# Behind the modules that say what to install where it is missing.
import pyarrow as pa

try:
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructField, StructType
except ImportError:
    raise MissingExtraError("this needs the package pyspark; install it with: pip install 'newsdump[spark]'") from None


def schema(given: StructType, **options: Unpack[Options]) -> StructType:
    """The schema of the pages of a frame that has the schema *given*; columns within structs cannot be kept.

    Raises:
        UsageError: an argument cannot be used as it was given; a column is not there.
    """
    parser = BatchParser(**options)
    names = parser.kept_names([each.name for each in given])
    columns = {each.name: each.dataType for each in given}
    text = options.get("text", "text").partition(".")[0]
    if text not in columns:
        raise UsageError(f"there is no column {text!r} of texts; there are {', '.join(columns)}: say which with text=")
    pages = from_arrow_schema(parser.page_schema)
    return StructType([*(StructField(kept, columns[name]) for name, kept in names.items()), *pages])


def parse(frame: DataFrame, **options: Unpack[Options]) -> DataFrame:
    """The pages of a frame, a row each, behind the columns that are kept; options as for `newsdump.arrow.BatchParser`.

    How many rows a batch has is told by `spark.sql.execution.arrow.maxRecordsPerBatch`, 10,000 if nothing is said; take
    fewer with long texts.

    Raises:
        UsageError: an argument cannot be used as it was given; a column is not there.
    """
    parser = BatchParser(**options)
    given = schema(frame.schema, **options)

    def parse_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return map(parser, batches)

    return frame.mapInArrow(parse_batches, given)
