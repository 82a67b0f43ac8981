"""NeMo Curator: a stage that parses batches of documents.

`pip install 'newsdump[nemo]'`.
"""

from __future__ import annotations

from typing import Any, Unpack

from newsdump.arrow import BatchParser, Options
from newsdump.errors import MissingExtraError

# isort: split
# Behind the modules that say what to install where it is missing.
import pyarrow as pa

try:
    from nemo_curator.stages.base import ProcessingStage
    from nemo_curator.tasks import DocumentBatch
except ImportError:
    raise MissingExtraError(
        "this needs the package nemo-curator; install it with: pip install 'newsdump[nemo]'"
    ) from None


class NewsdumpStage(ProcessingStage[DocumentBatch, DocumentBatch]):
    """Batches of documents become batches of their pages, a row each, behind the columns that are kept.

    Args:
        options: as for `newsdump.arrow.BatchParser`.

    Raises:
        UsageError: an argument cannot be used as it was given.
    """

    name = "newsdump"

    def __init__(self, **options: Unpack[Options]) -> None:
        self._parser = BatchParser(**options)
        self._text = options.get("text", "text")

    def inputs(self) -> tuple[list[str], list[str]]:
        """What a batch must have."""
        return ["data"], [self._text.partition(".")[0]]

    def outputs(self) -> tuple[list[str], list[str]]:
        """What a batch has then."""
        return ["data"], self._parser.page_schema.names

    def process(self, task: DocumentBatch) -> DocumentBatch:
        """The pages of one batch."""
        known: dict[str, Any] = {"_metadata": task._metadata, "_stage_perf": task._stage_perf}  # noqa: SLF001 - as its own stages do
        pages = self._parser(task.to_pyarrow())
        return DocumentBatch(dataset_name=task.dataset_name, data=pa.Table.from_batches([pages]), **known)
