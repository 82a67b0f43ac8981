"""Pages as the columns of a table, told by the annotations of the model's fields; built column by column.

A field that the model gets becomes a column without a word here. Spans are structs of `start` and `end`, times are in
UTC, and the window of each age stands beside it. Text in Arrow is UTF-8: a lone surrogate becomes U+FFFD. Numbers that
do not fit in 64 bits, and moments that do not fit in the calendar, are null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import chain
from operator import attrgetter
from types import MappingProxyType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from newsdump.ages import Age, Moment
from newsdump.errors import MissingExtraError, UsageError
from newsdump.model import Page
from newsdump.serializers.dates import in_utc, window
from newsdump.serializers.flat import FIELDS
from newsdump.serializers.kept import as_text
from newsdump.serializers.markup import without_surrogates
from newsdump.serializers.selection import Selection
from newsdump.spans import Span

try:
    import pyarrow as pa
except ImportError:
    raise MissingExtraError(
        "Arrow needs the package pyarrow; install it with: pip install 'newsdump[parquet]'"
    ) from None

Times = Sequence[datetime | None]
"""When the page of each value was captured."""

FORMAT: Final = "page/2"
"""What the schema's metadata says under `newsdump`; the number changes when older readers would go wrong."""

_TEXT: Final = pa.string()
_COUNT: Final = pa.int64()
_TIME: Final = pa.timestamp("us", tz="UTC")
_LEAST, _MOST = -(2**63), 2**63 - 1


@frozen
class Column:
    """The type of a column, and how values of the model become one."""

    type: pa.DataType
    build: Callable[[list[Any], Times], pa.Array[Any]]


def _array(values: list[Any], kind: pa.DataType) -> pa.Array[Any]:
    array: pa.Array[Any] | pa.ChunkedArray[Any] = pa.array(values, type=kind)
    if not isinstance(array, pa.Array):
        raise UsageError("the texts of one batch are together longer than the 2 GB that Arrow takes; make it smaller")
    return array


def _texts(values: list[Any], _at: Times) -> pa.Array[Any]:
    try:
        return _array(values, _TEXT)
    except UnicodeEncodeError:
        return _array([None if each is None else without_surrogates(each) for each in values], _TEXT)


def _counts(values: list[Any], _at: Times) -> pa.Array[Any]:
    try:
        return _array(values, _COUNT)
    except (OverflowError, pa.ArrowInvalid):
        return _array([each if each is not None and _LEAST <= each <= _MOST else None for each in values], _COUNT)


def _times(values: list[Any], _at: Times) -> pa.Array[Any]:
    return _array([in_utc(each) for each in values], _TIME)


def _span_ends(values: list[Any], _at: Times) -> pa.Array[Any]:
    return _struct_array(
        {
            "start": _array([None if each is None else each.start for each in values], _COUNT),
            "end": _array([None if each is None else each.end for each in values], _COUNT),
        },
        values,
    )


def _struct_array(arrays: Mapping[str, pa.Array[Any]], values: list[Any]) -> pa.Array[Any]:
    return pa.StructArray.from_arrays(list(arrays.values()), names=list(arrays), mask=_gaps(values))


def _gaps(values: list[Any]) -> pa.Array[Any] | None:
    """Where values are missing; None if they are nowhere."""
    gaps = [each is None for each in values]
    return pa.array(gaps, type=pa.bool_()) if any(gaps) else None


_SPAN: Final = Column(pa.struct([("start", _COUNT), ("end", _COUNT)]), _span_ends)
_SIMPLE: Final[Mapping[Any, Column]] = {
    str: Column(_TEXT, _texts),
    int: Column(_COUNT, _counts),
    float: Column(pa.float64(), lambda values, _at: _array(values, pa.float64())),
    bool: Column(pa.bool_(), lambda values, _at: _array(values, pa.bool_())),
    datetime: Column(_TIME, _times),
    Span: _SPAN,
}
_VALUE: Final = attrgetter("_value_")


@cache
def _column_of(kind: Any) -> Column:  # noqa: ANN401 - an annotation can be any object
    """The column of values with the annotation *kind*."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if get_origin(kind) is UnionType:
        said = [each for each in get_args(kind) if each is not type(None)]
        return _column_of(said[0]) if len(said) == 1 else _WRITTEN
    if get_origin(kind) is tuple:
        return _list(_column_of(get_args(kind)[0]))
    if kind is Age:
        return _age(_age(None))
    if kind is Moment:
        return _struct(dict.fromkeys((each.name for each in attrs.fields(kind)), _SMALL))
    if issubclass(kind, StrEnum):
        return Column(
            _TEXT, lambda values, _at: _array([None if each is None else _VALUE(each) for each in values], _TEXT)
        )
    return _struct(_inner(kind))


_SMALL: Final = Column(pa.int32(), lambda values, _at: _array(values, pa.int32()))
_WRITTEN: Final = Column(
    _TEXT, lambda values, _at: _array([None if each is None else each.isoformat() for each in values], _TEXT)
)
"""What may be a date or a time, with a zone or without, is written as ISO 8601 has it."""


def _inner(kind: type[Any], only: frozenset[str] | None = None) -> dict[str, Column]:
    """The columns of the fields of an attrs class, or of some of them."""
    hints = get_type_hints(kind)
    names = [each.name for each in attrs.fields(kind)]
    return {name: _column_of(hints[name]) for name in names if only is None or name in only}


def _struct(columns: Mapping[str, Column], beside: Mapping[str, Column] = MappingProxyType({})) -> Column:
    """The column of objects with these fields; *beside* are columns that are built from the objects themselves."""
    gets = {name: attrgetter(name) for name in columns}

    def build(values: list[Any], at: Times) -> pa.Array[Any]:
        whole = type(None) not in map(type, values)
        arrays = {}
        for name, column in columns.items():
            get = gets[name]
            taken = list(map(get, values)) if whole else [None if each is None else get(each) for each in values]
            arrays[name] = column.build(taken, at)
        arrays.update((name, column.build(values, at)) for name, column in beside.items())
        return _struct_array(arrays, values)

    return Column(pa.struct([(name, column.type) for name, column in chain(columns.items(), beside.items())]), build)


def _list(inner: Column) -> Column:
    kind = pa.list_(inner.type)

    def build(values: list[Any], at: Times) -> pa.Array[Any]:
        lengths = [0 if each is None else len(each) for each in values]
        offsets = [0]
        for length in lengths:
            offsets.append(offsets[-1] + length)
        flat = list(chain.from_iterable(each for each in values if each is not None))
        moments = list(chain.from_iterable([moment] * length for moment, length in zip(at, lengths, strict=True)))
        return pa.ListArray.from_arrays(
            pa.array(offsets, type=pa.int32()), inner.build(flat, moments), type=kind, mask=_gaps(values)
        )

    return Column(kind, build)


def _age(readings: Column | None) -> Column:
    """An age with its window. The readings of an age have none themselves."""
    hints = get_type_hints(Age)
    columns = {each.name: _column_of(hints[each.name]) for each in attrs.fields(Age) if each.name != "readings"}
    if readings is not None:
        columns["readings"] = _list(readings)

    def edge(name: str) -> Column:
        def build(ages: list[Any], at: Times) -> pa.Array[Any]:
            meant = [window(age, moment) for age, moment in zip(ages, at, strict=True)]
            return _times([None if each is None else getattr(each, name) for each in meant], at)

        return Column(_TIME, build)

    return _struct(columns, {"earliest": edge("earliest"), "latest": edge("latest")})


def _of_pages(kind: Column, take: Callable[[Page], Any]) -> Column:
    """A column that is built from the pages themselves; a page that is missing leaves a gap."""
    return Column(kind.type, lambda pages, at: kind.build([None if page is None else take(page) for page in pages], at))


def _nested(selection: Selection) -> dict[str, Column]:
    """The columns of the selected fields, the text last."""
    hints = get_type_hints(Page)
    columns = {}
    for name, only in selection.fields.items():
        kind = _column_of(hints[name]) if only is None else _part(hints[name], only)
        columns[name] = _of_pages(kind, attrgetter(name))
    if "text" in columns:
        columns["text"] = columns.pop("text")
    return columns


def _part(hint: Any, only: frozenset[str]) -> Column:  # noqa: ANN401 - an annotation can be any object
    """The column of objects, one or many, with some of their fields."""
    if not only:
        raise UsageError("of one field nothing is left; leave it out as a whole")
    (kind,) = (each for each in get_args(hint) if attrs.has(each))
    one = _struct(_inner(kind, only))
    return _list(one) if get_origin(hint) is tuple else one


@frozen
class Table:
    """The columns of a table of pages, and how they are built.

    >>> from newsdump import parse
    >>> batch = Table.flat(["title", "text"]).to_batch([parse("Harbour opens"), None])
    >>> batch.num_rows, batch.column_names
    (2, ['title', 'text'])
    """

    columns: Mapping[str, Column]
    keep: tuple[str, ...] = ()
    """What is kept of the records that pages came from: columns of texts in front of the others."""

    @staticmethod
    def nested(selection: Selection | None = None) -> Table:
        """The fields of pages, all of them or those that are selected."""
        return Table(_nested(selection or Selection()))

    @staticmethod
    def flat(names: Iterable[str] | None = None) -> Table:
        """The columns of a table that needs no nesting, all of them or those that are named.

        Raises:
            UsageError: there is no such column.
        """
        columns = {}
        for name in FIELDS if names is None else names:
            if name not in FIELDS:
                raise UsageError(f"the flat table has no column {name!r}; it has {', '.join(FIELDS)}")
            columns[name] = _of_pages(_column_of(FIELDS[name].kind), FIELDS[name].take)
        return Table(columns)

    @property
    def metadata(self) -> dict[str | bytes, str | bytes]:
        """What the schema says of itself."""
        return {"newsdump": FORMAT}

    @property
    def schema(self) -> pa.Schema:
        """Names and types."""
        kept = [(name, _TEXT) for name in self.keep]
        found = [(name, column.type) for name, column in self.columns.items()]
        return pa.schema([*kept, *found], metadata=self.metadata)

    def keeping(self, names: Iterable[str]) -> Table:
        """The same table with columns for what is kept of records.

        Raises:
            UsageError: a column of pages has such a name.
        """
        names = tuple(names)
        for name in names:
            if name in self.columns:
                raise UsageError(f"{name!r} cannot be kept: a column of the pages has this name")
        return Table(self.columns, names)

    def to_batch(
        self, pages: Iterable[Page | None], records: Iterable[Mapping[str, Any]] | None = None
    ) -> pa.RecordBatch:
        """A row a page, in order; nulls where a page is missing, or a record has nothing of what is kept.

        Raises:
            UsageError: there is more text than fits in one batch.
        """
        rows = list(pages)
        at = [None if page is None else page.captured_at for page in rows]
        came_with = [{} for _ in rows] if records is None else list(records)
        kept = [_texts([as_text(each.get(name)) for each in came_with], at) for name in self.keep]
        arrays = [*kept, *(column.build(rows, at) for column in self.columns.values())]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)
