"""Batches of Arrow in, batches of Arrow out: what engines that work on columns call.

Needs the extra `parquet`. `parse_batch` reads a column of texts and gives the pages as columns, beside the columns that
are kept; `BatchParser` is the same with its options chosen once, and can be sent to other processes. `SCHEMA` is the
table with everything that a page holds, `FLAT_SCHEMA` the one with a row a page and no nesting.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypedDict, Unpack

from newsdump import arguments
from newsdump.batch import OnError, RecordError, chosen_parser, parse_many, record_error
from newsdump.errors import UsageError
from newsdump.parser import Parser
from newsdump.profiles import SiteProfile
from newsdump.serializers.arrow import SCHEMA, from_batch, to_batch
from newsdump.serializers.selection import Selection
from newsdump.serializers.tables import Table
from newsdump.shelf import Shelf

# isort: split
# Behind the modules that say what to install where it is missing.
import pyarrow as pa
import pyarrow.compute as pc

FLAT_SCHEMA: Final = Table.flat().schema
"""A row a page: address, times, language, title, authors, text of the article, confidence, and numbers of the rest."""

__all__ = [
    "FLAT_SCHEMA",
    "SCHEMA",
    "BatchParser",
    "Options",
    "PageOptions",
    "from_batch",
    "page_parser",
    "parse_batch",
    "to_batch",
]

_ERROR: Final = "error"


class PageOptions(TypedDict, total=False):
    """What doors that give a page for each text hand on to `BatchParser`."""

    columns: Iterable[str] | None
    flat: bool
    on_error: OnError
    max_chars: int | None
    profiles: Iterable[SiteProfile | str | Path] | Shelf | None


class Options(PageOptions, total=False):
    """What doors that take whole rows hand on to `BatchParser`."""

    text: str
    url: str
    time: str
    keep: Iterable[str] | Mapping[str, str]
    parser: Parser | None


def parse_batch(
    batch: pa.RecordBatch | pa.Table,
    *,
    text: str = "text",
    url: str = "url",
    time: str = "date",
    columns: Iterable[str] | None = None,
    flat: bool = False,
    keep: Iterable[str] | Mapping[str, str] = ("id",),
    on_error: OnError = "raise",
    max_chars: int | None = None,
    parser: Parser | None = None,
    profiles: Iterable[SiteProfile | str | Path] | Shelf | None = None,
) -> pa.RecordBatch:
    r"""Parse the texts of a batch, a row each.

    Args:
        batch: what has a column of texts.
        text: the column of the texts; a dot goes into a struct (`page.text`).
        url: the column of the addresses; it need not be there.
        time: the column of the times of capture: timestamps, dates, numbers or strings; it need not be there.
        columns: what to give: names of columns of `SCHEMA`, with a dot for one field within (`article.title`), or with
            *flat* of `FLAT_SCHEMA`; all of them if None.
        flat: give the columns of `FLAT_SCHEMA`.
        keep: the columns to hand on as they are, in front of the others; a mapping gives them new names. `id` is handed
            on if it is there, the others must be.
        on_error: what a row without a page does: `raise` its error; `note` it in the last column, `error`, which is
            there only then, with nulls in the columns of the page; or `skip` it.
        max_chars: the longest text that is parsed; a longer one is an error. None for any length.
        parser: what parses; the one of `newsdump.parse` if None.
        profiles: the sites that are looked for, names or files among them; not together with *parser*.

    Raises:
        UsageError: an argument cannot be used as it was given; a column is not there.
        ProfileError: a profile is unknown or breaks the format.
        RecordError: a row gave no page, and *on_error* is `raise`.

    >>> story = "Harbour opens\n\nThe new harbour of Osselby opened on Monday, two years late."
    >>> batch = pa.RecordBatch.from_pydict({"id": [7], "text": [story]})
    >>> parse_batch(batch, flat=True, columns=["title", "comments"]).to_pylist()
    [{'id': 7, 'title': 'Harbour opens', 'comments': 0}]
    """
    return BatchParser(
        text=text,
        url=url,
        time=time,
        columns=columns,
        flat=flat,
        keep=keep,
        on_error=on_error,
        max_chars=max_chars,
        parser=parser,
        profiles=profiles,
    )(batch)


class BatchParser:
    """`parse_batch` with its options chosen once: callable, picklable, for the stateful workers of engines.

    >>> parse = BatchParser(columns=["comments_state"], keep={"key": "id"})
    >>> parse(pa.RecordBatch.from_pydict({"key": [7], "text": ["No comments yet"]})).to_pylist()
    [{'id': 7, 'comments_state': 'empty'}]
    """

    def __init__(
        self,
        *,
        text: str = "text",
        url: str = "url",
        time: str = "date",
        columns: Iterable[str] | None = None,
        flat: bool = False,
        keep: Iterable[str] | Mapping[str, str] = ("id",),
        on_error: OnError = "raise",
        max_chars: int | None = None,
        parser: Parser | None = None,
        profiles: Iterable[SiteProfile | str | Path] | Shelf | None = None,
    ) -> None:
        self._fields = {"text": text, "url": url, "date": time}
        self._columns = None if columns is None else arguments.names("columns", columns)
        arguments.truth("flat", flat)
        self._flat = flat
        if isinstance(keep, Mapping):
            arguments.names("keep", keep.values())
        self._keep = dict(keep) if isinstance(keep, Mapping) else {name: name for name in arguments.names("keep", keep)}
        self._on_error = on_error
        self._max_chars = max_chars
        self._given_parser = parser
        self._profiles = tuple(profiles) if isinstance(profiles, Iterator) else profiles  # for it is asked twice
        self._parser = chosen_parser(parser, self._profiles)
        self._table = Table.flat(self._columns) if flat else Table.nested(Selection.of(self._columns))
        # What is wrong is told before the first batch.
        parse_many((), text=text, url=url, time=time, on_error=on_error, max_chars=max_chars)
        taken = {*self._table.columns, _ERROR} if on_error == "note" else {*self._table.columns}
        for name, given in self._keep.items():
            if given in taken:
                raise UsageError(
                    f"the column {name!r} cannot be kept as {given!r}, which is a column of the page; "
                    f"give it another name: keep={{{name!r}: 'given_{name}'}}"
                )

    def __reduce__(self) -> tuple[Callable[[dict[str, Any]], BatchParser], tuple[dict[str, Any]]]:
        """Pickle the options."""
        options = {
            "text": self._fields["text"],
            "url": self._fields["url"],
            "time": self._fields["date"],
            "columns": self._columns,
            "flat": self._flat,
            "keep": self._keep,
            "on_error": self._on_error,
            "max_chars": self._max_chars,
            "parser": self._given_parser,
            "profiles": self._profiles,
        }
        return _with, (options,)

    def schema(self, given: pa.Schema) -> pa.Schema:
        """The schema of what comes out of batches that have the schema *given*.

        Raises:
            UsageError: a column is not there, or holds no texts.
        """
        return self(given.empty_table()).schema

    def __call__(self, batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch:
        """As `parse_batch`."""
        arguments.of_type("batch", batch, pa.RecordBatch, pa.Table, hint="pyarrow.table makes one of columns")
        texts = _column(batch, self._fields["text"])
        if texts is None or not _is_text(texts.type):
            raise UsageError(_no_texts(batch.schema, self._fields["text"], texts))
        kept = self._kept(batch)
        parsed = list(parse_many(self._records(batch, texts), keep=(), on_error="note", **self._how()))
        errors = [self._with_kept(each.error, kept) for each in parsed]
        if self._on_error == "raise":
            for error in errors:
                if error is not None:
                    raise error
        if self._on_error == "skip" and any(errors):
            there = pa.array([error is None for error in errors], type=pa.bool_())
            kept = {name: array.filter(there) for name, array in kept.items()}
            parsed = [each for each in parsed if each.page is not None]
        pages = self._table.to_batch([each.page for each in parsed])
        arrays = [*kept.values(), *pages.columns]
        if self._on_error == "note":
            arrays.append(pa.array([None if error is None else error.reason for error in errors], type=pa.string()))
        fields = [*(pa.field(name, array.type) for name, array in kept.items()), *self.page_schema]
        return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields, metadata=self._table.metadata))

    @property
    def page_schema(self) -> pa.Schema:
        """The schema of what comes out, without the columns that are kept."""
        schema = self._table.schema
        return schema.append(pa.field(_ERROR, pa.string())) if self._on_error == "note" else schema

    def kept_names(self, given: Collection[str]) -> dict[str, str]:
        """The columns that are kept of batches with the columns *given*, each with its new name.

        Raises:
            UsageError: a column is not there.
        """
        for name in self._keep:
            if name not in given and name != "id":
                raise UsageError(f"there is no column {name!r} to keep; there are {', '.join(given)}")
        return {name: kept for name, kept in self._keep.items() if name in given}

    def _how(self) -> dict[str, Any]:
        return {"max_chars": self._max_chars, "parser": self._parser}

    def _kept(self, batch: pa.RecordBatch | pa.Table) -> dict[str, pa.Array[Any]]:
        """The columns that are handed on, by their new names."""
        columns = {name: column for name in self._keep if (column := _column(batch, name)) is not None}
        names = self.kept_names({**dict.fromkeys(batch.schema.names), **columns})
        return {kept: columns[name] for name, kept in names.items()}

    def _records(self, batch: pa.RecordBatch | pa.Table, texts: pa.Array[Any]) -> Iterator[dict[str, Any]]:
        """What `parse_many` takes."""
        columns = {"text": _values(texts)}
        for name in ("url", "date"):
            column = _column(batch, self._fields[name])
            if column is not None:
                columns[name] = _values(column)
        for row in zip(*columns.values(), strict=True):
            yield dict(zip(columns, row, strict=True))

    @staticmethod
    def _with_kept(error: RecordError | None, kept: Mapping[str, pa.Array[Any]]) -> RecordError | None:
        """The error of a row, with what tells which row it is."""
        if error is None:
            return None
        row = error.number - 1
        named = {name: _values(array[row : row + 1])[0] for name, array in kept.items()}
        return record_error(error.number, error.reason, named)


def page_parser(**options: Unpack[PageOptions]) -> BatchParser:
    """A parser of batches with the columns `text`, `url` and `date`, for doors that give one value for each text.

    Nothing is kept, and *on_error* is `note` if nothing else is said.

    Raises:
        UsageError: an argument cannot be used as it was given; *on_error* is `skip`.
    """
    if options.get("on_error") == "skip":
        raise UsageError("each text is given a value here, so that none can be left out: on_error is note or raise")
    options.setdefault("on_error", "note")
    return BatchParser(keep=(), **options)


def _with(options: dict[str, Any]) -> BatchParser:
    return BatchParser(**options)


def _column(batch: pa.RecordBatch | pa.Table, name: str) -> pa.Array[Any] | None:
    """A column, or the field of a struct that a dotted name tells; None if it is not there."""
    if name in batch.schema.names:
        column = batch.column(name)
    else:
        outer, *path = name.split(".")
        if not path or outer not in batch.schema.names:
            return None
        column = batch.column(outer)
        for inner in path:
            if not pa.types.is_struct(column.type) or column.type.get_field_index(inner) < 0:
                return None
            column = pc.struct_field(column, inner)
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return any(
        is_one(kind)
        for is_one in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    )


def _no_texts(schema: pa.Schema, name: str, found: pa.Array[Any] | None) -> str:
    if found is None:
        return f"there is no column {name!r} of texts; there are {', '.join(schema.names)}: say which with text="
    return f"the column {name!r} holds no texts but {found.type}; say which does with text="


class _Unreadable:
    """A value that Python cannot hold."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def __repr__(self) -> str:
        return f"<{self._reason}>"


def _values(array: pa.Array[Any]) -> list[Any]:
    """The values of *array* in Python, to the microsecond; what Python cannot hold is told in its place."""
    if pa.types.is_timestamp(array.type):
        array = pc.cast(array, pa.timestamp("us", tz=array.type.tz), safe=False)
    try:
        return array.to_pylist()
    except (ValueError, OverflowError):  # bytes that are no UTF-8, years behind 9999
        return [_value(each) for each in array]


def _value(scalar: pa.Scalar[Any]) -> Any:  # noqa: ANN401 - of any type
    try:
        return scalar.as_py()
    except (ValueError, OverflowError) as error:
        return _Unreadable(str(error))
