"""Hugging Face Datasets: datasets of pages.

`pip install 'newsdump[datasets]'`.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar, Unpack

from newsdump.arrow import FLAT_SCHEMA, SCHEMA, BatchParser, Options
from newsdump.errors import MissingExtraError

# isort: split
# Behind the modules that say what to install where it is missing.
import pyarrow as pa

try:
    from datasets import Dataset, Features, IterableDataset
except ImportError:
    raise MissingExtraError(
        "this needs the package datasets; install it with: pip install 'newsdump[datasets]'"
    ) from None

FEATURES: Final = Features.from_arrow_schema(SCHEMA)
"""The features of `newsdump.arrow.SCHEMA`."""
FLAT_FEATURES: Final = Features.from_arrow_schema(FLAT_SCHEMA)
"""The features of `newsdump.arrow.FLAT_SCHEMA`."""

AnyDataset = TypeVar("AnyDataset", Dataset, IterableDataset)


def parse(
    dataset: AnyDataset,
    *,
    batch_size: int = 256,
    map_options: dict[str, Any] | None = None,
    **options: Unpack[Options],
) -> AnyDataset:
    """The pages of a dataset, a row each, behind the columns that are kept; its format is that of a new one.

    Args:
        dataset: what has a column of texts, at hand or streaming.
        batch_size: rows that are parsed at a time.
        map_options: what else `map` takes, such as `num_proc`.
        options: as for `newsdump.arrow.BatchParser`.

    Raises:
        UsageError: an argument cannot be used as it was given; a column is not there.
    """
    parser = BatchParser(**options)
    known = None if dataset.features is None else parser.schema(dataset.features.arrow_schema)
    removed = dataset.column_names
    if known is not None and isinstance(dataset, IterableDataset):
        removed = [name for name in removed if name not in known.names]  # those are taken from what comes out, too
    pages = dataset.with_format("arrow").map(
        _Tables(parser),
        batched=True,
        batch_size=batch_size,
        remove_columns=removed,
        features=None if known is None else Features.from_arrow_schema(known),
        **(map_options or {}),
    )
    return pages.with_format(None)


class _Tables:
    """Tables to tables, as `map` has it."""

    def __init__(self, parser: BatchParser) -> None:
        self._parser = parser

    def __call__(self, table: pa.Table) -> pa.Table:
        return pa.Table.from_batches([self._parser(table)])
