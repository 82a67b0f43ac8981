"""The classes of the model taken apart into plain dicts and lists, told by the annotations of their fields.

The other way round is `newsdump.serializers.structuring`. A field that the model gets is written without a word here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs

from newsdump.ages import Age, Moment
from newsdump.model import Page
from newsdump.serializers.dates import window
from newsdump.spans import Span

Unstructure = Callable[[Any, datetime | None], Any]
"""Takes a value and the time of capture, gives plain values."""

_value_of: Final = attrgetter("_value_")  # a third of the time that `.value` takes


def unstructure(page: Page) -> dict[str, Any]:
    """*page* as dicts, lists, strings and numbers, with the window of each age beside it."""
    tree: dict[str, Any] = _unstructure_of(Page)(page, page.captured_at)  # type: ignore[misc]  # a class has one
    tree["text"] = tree.pop("text")  # last: what is known of the page can be seen in front of it
    return tree


@cache
def _unstructure_of(kind: Any) -> Unstructure | None:  # noqa: ANN401 - an annotation can be any object
    """What takes apart a value of the annotation *kind*; None if it is plain as it is."""
    if get_origin(kind) is UnionType:
        (inner,) = {_unstructure_of(each) for each in get_args(kind) if each is not type(None)}
        return inner
    if get_origin(kind) is tuple:
        return _many(_unstructure_of(get_args(kind)[0]))
    if kind is Span:
        return _span
    if kind is Moment:
        return _moment
    if kind is Age:
        return _age
    if issubclass(kind, date):
        return _time
    if issubclass(kind, StrEnum):
        return lambda value, _at: _value_of(value)
    return _fields_of(kind) if attrs.has(kind) else None


@cache
def _fields_of(kind: type[Any]) -> Unstructure:
    names = tuple(each.name for each in attrs.fields(kind))
    hints = get_type_hints(kind)
    get = attrgetter(*names)
    inner = [(name, take) for name in names if (take := _unstructure_of(hints[name])) is not None]

    def unstructure(value: Any, at: datetime | None) -> dict[str, Any]:  # noqa: ANN401 - of the class *kind*
        tree = dict(zip(names, get(value), strict=True))
        for name, take in inner:
            if tree[name] is not None:
                tree[name] = take(tree[name], at)
        return tree

    return unstructure


def _many(inner: Unstructure | None) -> Unstructure:
    if inner is None:
        return lambda values, _at: list(values)
    return lambda values, at: [inner(each, at) for each in values]


def _span(span: Span, _at: datetime | None) -> list[int]:
    return [span.start, span.end]


def _time(moment: date, _at: datetime | None) -> str:
    return moment.isoformat()


def _moment(moment: Moment, _at: datetime | None) -> dict[str, int]:
    """Only what was printed."""
    return attrs.asdict(moment, filter=lambda _field, value: value is not None)


def _age(age: Age, at: datetime | None) -> dict[str, Any]:
    meant = window(age, at)
    tree: dict[str, Any] = _fields_of(Age)(age, at)
    tree["earliest"] = None if meant is None else meant.earliest.isoformat()
    tree["latest"] = None if meant is None else meant.latest.isoformat()
    return tree
