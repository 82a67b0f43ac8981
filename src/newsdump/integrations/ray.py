"""Ray Data: datasets of pages, parsed by actors.

`pip install 'newsdump[ray]'`.
"""

from __future__ import annotations

from typing import Any, Unpack

from newsdump.arrow import BatchParser, Options
from newsdump.errors import MissingExtraError

# isort: split
# Behind the modules that say what to install where it is missing.
import pyarrow as pa

try:
    from ray.data import ActorPoolStrategy, Dataset
except ImportError:
    raise MissingExtraError("this needs the package ray; install it with: pip install 'newsdump[ray]'") from None


class PageParser:
    """The actor: set up once, then called with a table at a time. Options as for `newsdump.arrow.BatchParser`."""

    def __init__(self, **options: Unpack[Options]) -> None:
        self._parse = BatchParser(**options)

    def __call__(self, table: pa.Table) -> pa.Table:
        """The pages of *table*."""
        return pa.Table.from_batches([self._parse(table)])


def parse(
    dataset: Dataset,
    *,
    concurrency: int | tuple[int, int] | None = None,
    batch_size: int = 256,
    ray_options: dict[str, Any] | None = None,
    **options: Unpack[Options],
) -> Dataset:
    """The pages of a dataset, a row each, behind the columns that are kept.

    Args:
        dataset: what has a column of texts.
        concurrency: how many actors parse, or the least and the most of them; one at first, and as many as there are
            processors where nothing else needs these, if None. Each takes a processor, and so does what reads: where as
            many actors as processors are asked for, Ray waits for ever.
        batch_size: rows that an actor is given at a time.
        ray_options: what else `Dataset.map_batches` takes, such as `num_cpus`.
        options: as for `newsdump.arrow.BatchParser`.

    Raises:
        UsageError: an argument cannot be used as it was given.
    """
    BatchParser(**options)  # what is wrong with the options is told here, not by an actor
    return dataset.map_batches(
        PageParser,
        fn_constructor_kwargs=dict(options),
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=_pool(concurrency if concurrency is not None else (1, _processors())),
        **(ray_options or {}),
    )


def _pool(actors: int | tuple[int, int]) -> ActorPoolStrategy:
    if isinstance(actors, int):
        return ActorPoolStrategy(size=actors)
    least, most = actors
    return ActorPoolStrategy(min_size=least, max_size=most)


def _processors() -> int:
    import ray

    ray.init(ignore_reinit_error=True)
    return max(1, int(ray.cluster_resources().get("CPU", 1)))
