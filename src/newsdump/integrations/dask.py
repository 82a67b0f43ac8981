"""Dask: bags of records.

`pip install 'newsdump[dask]'`. For frames, see `newsdump.arrow`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypedDict, Unpack

from newsdump.batch import OnError, Parsed, parse_many
from newsdump.errors import MissingExtraError
from newsdump.serializers import flat, json

try:
    from dask.bag import Bag
except ImportError:
    raise MissingExtraError("this needs the package dask; install it with: pip install 'newsdump[dask]'") from None


class Options(TypedDict, total=False):
    """What is handed on to `newsdump.batch.parse_many`."""

    text: str
    url: str
    time: str
    keep: Iterable[str]
    on_error: OnError
    max_chars: int | None
    timeout: float | None
    profiles: Iterable[str | Path] | None


def parse(bag: Bag, **options: Unpack[Options]) -> Bag:
    """A bag of `newsdump.batch.Parsed`, for a bag of mappings or texts; options as for `newsdump.batch.parse_many`.

    Raises:
        UsageError: an argument cannot be used as it was given.
    """
    parse_many((), **options)  # what is wrong with the options is told here, not by a worker
    return bag.map_partitions(partial(_parse, options))


def to_dicts(bag: Bag, *, nested: bool = True) -> Bag:
    """A bag of dicts as JSON has them, for a bag of `Parsed`: what is kept stands under `record`.

    Args:
        bag: what `parse` gave.
        nested: everything that a page holds, as `newsdump.serializers.json`; else a flat row, with what is kept in it.
    """
    return bag.map(_nested if nested else _flat)


def _parse(options: Options, records: Iterable[Any]) -> Iterator[Parsed]:
    return parse_many(records, **options)


def _nested(parsed: Parsed) -> dict[str, Any]:
    if parsed.page is None:
        return {"record": dict(parsed.kept), "error": str(parsed.error)}
    return json.to_dict(parsed.page, record=parsed.kept)


def _flat(parsed: Parsed) -> dict[str, Any]:
    if parsed.page is None:
        return {**parsed.kept, "error": str(parsed.error)}
    return {**parsed.kept, **flat.to_dict(parsed.page)}
