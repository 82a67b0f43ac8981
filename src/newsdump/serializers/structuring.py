"""Plain dicts and lists put back into the classes of the model, told by the annotations of their fields."""

from __future__ import annotations

import types
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from math import inf, isfinite
from typing import Any, Final, TypeVar, cast, get_args, get_origin, get_type_hints

import attrs

from newsdump.errors import FormatError, UsageError
from newsdump.spans import Span

T = TypeVar("T")
Structure = Callable[[object, str, float], Any]
"""Takes a plain value, its path, and where the text ends that spans are of; gives the value that the annotation
promises, or raises a `FormatError`."""

_NAMES: Final = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}
_SHOWN: Final = 60
_DAY: Final = len("2025-06-06")


def structure(kind: type[T], tree: object) -> T:
    """*tree* as an instance of the attrs class *kind*; if it has a text, no span in it runs beyond that.

    Raises:
        FormatError: a value is missing or of the wrong kind, or a span is of another text; the message begins with its
            path.

    >>> from newsdump.model import Note
    >>> structure(Note, {"code": "no-text", "message": "…", "span": [3, "x"]})
    Traceback (most recent call last):
    newsdump.errors.FormatError: $.span: expected two whole numbers, got [3, 'x']
    """
    text = tree.get("text") if isinstance(tree, dict) else None
    try:
        return cast("T", _structure_of(cast("Any", kind))(tree, "$", len(text) if isinstance(text, str) else inf))
    except RecursionError:
        raise FormatError("$: nested too deeply") from None


def _wrong(path: str, expected: str, value: object) -> FormatError:
    shown = repr(value)
    return FormatError(f"{path}: expected {expected}, got {shown[:_SHOWN] + '…' if len(shown) > _SHOWN else shown}")


@cache
def _structure_of(kind: Any) -> Structure:  # noqa: ANN401 - an annotation can be any object
    """The function that reads values for the annotation *kind*."""
    if get_origin(kind) is types.UnionType:
        kinds = [each for each in get_args(kind) if each is not type(None)]
        if kinds == [datetime, date]:
            return _optional(_read_moment)
        (inner,) = kinds
        return _optional(_structure_of(inner))
    if get_origin(kind) is tuple:
        return _many(_structure_of(get_args(kind)[0]))
    if kind is Span:
        return _read_span
    if kind is datetime:
        return _read_time
    if issubclass(kind, StrEnum):
        return _one_of(kind)
    if attrs.has(kind):
        return _object(kind)
    return _plain(kind)


def _plain(kind: type[object]) -> Structure:
    accepted = (int, float) if kind is float else kind

    def read(value: object, path: str, _end: float) -> object:
        if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
            raise _wrong(path, _NAMES[kind], value)
        if isinstance(value, float) and not isfinite(value):
            raise _wrong(path, _NAMES[kind], value)
        return value

    return read


def _optional(inner: Structure) -> Structure:
    def read(value: object, path: str, end: float) -> object:
        return None if value is None else inner(value, path, end)

    return read


def _many(inner: Structure) -> Structure:
    def read(value: object, path: str, end: float) -> object:
        if not isinstance(value, list):
            raise _wrong(path, "a list", value)
        return tuple(inner(each, f"{path}[{number}]", end) for number, each in enumerate(value))

    return read


def _one_of(kind: type[StrEnum]) -> Structure:
    members = {member.value: member for member in kind}

    def read(value: object, path: str, _end: float) -> object:
        if not isinstance(value, str) or value not in members:
            raise _wrong(path, "one of " + ", ".join(members), value)
        return members[value]

    return read


def _object(kind: type[Any]) -> Structure:
    hints = get_type_hints(kind)
    fields = {each.name: each for each in attrs.fields(kind)}

    def read(value: object, path: str, end: float) -> object:
        if not isinstance(value, dict):
            raise _wrong(path, "an object", value)
        found = {}
        for name, field in fields.items():
            if name in value:
                found[name] = _structure_of(hints[name])(value[name], f"{path}.{name}", end)
            elif field.default is attrs.NOTHING:
                raise FormatError(f"{path}: {name} is missing")
        return kind(**found)

    return read


def _read_span(value: object, path: str, text_end: float) -> Span:
    match value:
        case [int(start), int(end)] if not isinstance(start, bool) and not isinstance(end, bool):
            if end > text_end:
                raise FormatError(f"{path}: the text has {text_end} characters: got a span from {start} to {end}")
            try:
                return Span(start, end)
            except UsageError as error:
                raise FormatError(f"{path}: {error}") from None
    raise _wrong(path, "two whole numbers", value)


def _read_time(value: object, path: str, _end: float) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        raise _wrong(path, "an ISO 8601 time with its zone", value)
    return moment


def _read_moment(value: object, path: str, _end: float) -> datetime | date:
    """A time with or without its zone, or a day."""
    try:
        if isinstance(value, str):
            return date.fromisoformat(value) if len(value) == _DAY else datetime.fromisoformat(value)
    except ValueError:
        pass
    raise _wrong(path, "an ISO 8601 time or day", value)
