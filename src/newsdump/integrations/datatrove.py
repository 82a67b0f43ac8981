"""datatrove: a step that parses documents, and a reader of WET files that needs no libmagic.

`pip install 'newsdump[datatrove]'`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from newsdump.batch import Parsed, chosen_parser, parse_many
from newsdump.errors import MissingExtraError, UsageError
from newsdump.model import Page
from newsdump.readers import Fault, Fields
from newsdump.readers.reading import read_stream
from newsdump.serializers import flat, json

try:
    from datatrove.data import Document, DocumentsPipeline
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.readers.base import BaseDiskReader
    from datatrove.pipeline.writers.disk_base import DiskWriter
    from datatrove.utils.logging import logger
    from datatrove.utils.typeshelper import StatHints
except ImportError:
    raise MissingExtraError(
        "this needs the package datatrove; install it with: pip install 'newsdump[datatrove]'"
    ) from None

if TYPE_CHECKING:
    import pyarrow as pa

_OF_DOCUMENT: Final = frozenset({"url", "captured_at", "text"})
"""The flat columns that a document has already."""
_TEXTS: Final = ("article", "page")


class NewsdumpParser(PipelineStep):
    """Parses the text of each document. Its id, its metadata and its media stay as they are.

    `document.metadata["newsdump"]` tells what was found; `document.text` becomes the text of the article.

    Args:
        text: What `document.text` becomes: the text of the `article`; the `page`, that is, what it is; or what a
            function gives for a `newsdump.Page`. Documents for which that is nothing are dropped, as `no_text`.
        metadata: What is told: the columns of `newsdump.arrow.FLAT_SCHEMA` that a document lacks (`flat`), or the whole
            page as JSON has it (`page`), whose spans count in its own `text`.
        url_key: The metadata with the address.
        time_key: The metadata with the time of capture.
        on_error: What a document without a page does: it is dropped as `failed` (`skip`), or ends the task (`raise`).
        timeout: Seconds that one document may take, None for any time. Parsing is then done by a process of its own,
            which is replaced when time is over.
        max_chars: The longest text that is parsed; a longer one is an error.
        profiles: The sites that are looked for, names or files among them; those of newsdump if None.
        exclusion_writer: Is given what is dropped, with `filter_reason` in its metadata.

    Raises:
        UsageError: an argument cannot be used as it was given.
        ProfileError: a profile is unknown or breaks the format.
    """

    type = "🛢 - EXTRAC"
    name = "🗞 newsdump"

    def __init__(
        self,
        *,
        text: Literal["article", "page"] | Callable[[Page], str | None] = "article",
        metadata: Literal["flat", "page"] = "flat",
        url_key: str = "url",
        time_key: str = "date",
        on_error: Literal["skip", "raise"] = "skip",
        timeout: float | None = None,
        max_chars: int | None = None,
        profiles: Iterable[str | Path] | None = None,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        if isinstance(text, str) and text not in _TEXTS:
            raise UsageError(f"text is one of {', '.join(_TEXTS)}, or a function, not {text!r}")
        super().__init__()
        self.text = text
        self.metadata = metadata
        self.url_key = url_key
        self.time_key = time_key
        self.on_error = on_error
        self.timeout = timeout
        self.max_chars = max_chars
        self.profiles: list[str] | None = None if profiles is None else [str(each) for each in profiles]
        self.exclusion_writer = exclusion_writer
        chosen_parser(None, self.profiles)  # what is wrong with them is told here, not on each machine of a cluster

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:  # noqa: ARG002
        """Parse what comes, and hand it on."""
        with self.exclusion_writer or nullcontext() as writer:
            for document, parsed in self._parsed(data):
                self.stat_update(StatHints.total)
                reason = self._put(document, parsed)
                if reason is None:
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update(StatHints.dropped, f"dropped_{reason.partition(':')[0]}")
                if writer is not None:
                    document.metadata["filter_reason"] = reason
                    writer.write(document, rank)

    def _parsed(self, data: Iterable[Document]) -> Iterator[tuple[Document, Parsed]]:
        waiting: deque[Document] = deque()
        elsewhere = 0.0

        def records() -> Iterator[dict[str, Any]]:
            nonlocal elsewhere
            begun = perf_counter()
            for document in data or ():
                elsewhere += perf_counter() - begun
                waiting.append(document)
                known = document.metadata
                yield {"text": document.text, "url": known.get(self.url_key), "date": known.get(self.time_key)}
                begun = perf_counter()

        done = parse_many(
            records(), on_error="note", timeout=self.timeout, max_chars=self.max_chars, profiles=self.profiles, keep=()
        )
        while True:
            elsewhere, begun = 0.0, perf_counter()
            parsed = next(done, None)
            if parsed is None:
                return
            self.track_time().update(perf_counter() - begun - elsewhere)
            yield waiting.popleft(), parsed

    def _put(self, document: Document, parsed: Parsed) -> str | None:
        """Write into *document* what was found, or tell why it is dropped."""
        page = parsed.page
        if page is None:
            if self.on_error == "raise" and parsed.error is not None:
                raise parsed.error
            reason = "" if parsed.error is None else parsed.error.reason
            logger.warning(f"newsdump: document {document.id}: {reason}")
            return f"failed: {reason}"
        for name in ("comments", "related"):
            self.stat_update(name, value=len(getattr(page, name)))
        document.metadata["newsdump"] = (
            json.to_dict(page)
            if self.metadata == "page"
            else {name: value for name, value in flat.to_dict(page).items() if name not in _OF_DOCUMENT}
        )
        if self.text == "article":
            text = None if page.article is None else page.article.text
        else:
            text = document.text if isinstance(self.text, str) else self.text(page)
        if not text:
            return "no_text"
        document.text = text
        return None


class WetReader(BaseDiskReader):
    """Reads the conversion records of WET and other WARC files with FastWARC: a record is a document.

    `document.id` is the record's, the metadata has `url`, `date` and `digest`. What cannot be read is logged and
    counted as `faults`, and the rest goes on.

    Args:
        data_folder: The folder or address of the files.
        keep: Names of headers that become metadata.
        options: As for the other readers of datatrove (`limit`, `glob_pattern`, `paths_file`, …).
    """

    name = "🕸 WET"

    def __init__(self, data_folder: Any, *, keep: Iterable[str] = (), **options: Any) -> None:  # noqa: ANN401 - theirs
        super().__init__(data_folder, **options)
        self.keep: tuple[str, ...] = tuple(keep)

    def read_file(self, filepath: str) -> DocumentsPipeline:
        """The documents of one file."""
        with self.data_folder.open(filepath, "rb") as raw:
            dumps = enumerate(read_stream(raw, filepath, reader="warc", fields=Fields(keep=self.keep)))
            while True:
                with self.track_time():
                    number, dump = next(dumps, (None, None))
                    if number is None or dump is None:
                        return
                    if isinstance(dump, Fault):
                        self.stat_update("faults")
                        logger.warning(f"newsdump: {dump}")
                        continue
                    record = {
                        "text": dump.text,
                        "url": dump.url,
                        "date": dump.captured_at and dump.captured_at.isoformat(),
                        **dump.kept,
                    }
                    record = {name: value for name, value in record.items() if value is not None}
                    document = self.get_document_from_dict(record, filepath, number)
                if document:
                    yield document


def adapter(writer: DiskWriter, document: Document) -> dict[str, Any]:
    """What `JsonlWriter(folder, adapter=adapter)` writes: the same as without it, but it copies no page to do so."""
    if document.media:
        return cast("dict[str, Any]", writer._default_adapter(document))  # noqa: SLF001 - what it does without this
    found = {"text": document.text, "id": document.id, "metadata": {**document.metadata}}
    written = {name: value for name, value in found.items() if value}
    return written | written.pop("metadata", {}) if writer.expand_metadata else written


def parquet_schema(**metadata: pa.DataType) -> pa.Schema:
    """The schema for datatrove's `ParquetWriter` of documents with flat metadata.

    Without one the writer takes the schema of the first document, and fails or loses fields where a later one has more.

    Args:
        metadata: The types of other metadata that documents have; what is not named is not written.
    """
    import pyarrow as pa

    from newsdump.arrow import FLAT_SCHEMA

    found = [
        pa.field(each.name, pa.string() if pa.types.is_timestamp(each.type) else each.type)
        for each in FLAT_SCHEMA
        if each.name not in _OF_DOCUMENT
    ]
    known: dict[str, pa.DataType] = {
        **dict.fromkeys(("url", "date", "digest", "file_path"), cast("pa.DataType", pa.string())),
        **metadata,
        "newsdump": pa.struct(found),
    }
    return pa.schema(
        [
            ("text", pa.string()),
            ("id", pa.string()),
            ("metadata", pa.struct(list(known.items()))),
        ]
    )


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what is asked for
    if name == "PARQUET_SCHEMA":  # made when it is asked for: the step alone needs no pyarrow
        return parquet_schema()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
