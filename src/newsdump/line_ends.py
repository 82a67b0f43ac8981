r"""Line ends, which say nothing: a dump is read with line feeds alone, and what was found is put back where it stands.

`\n`, `\r\n` and `\r` so differ in nothing but spans, whatever is decided in between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any, TypeVar, cast

import attrs

from newsdump.patterns import regex_later
from newsdump.spans import Span

T = TypeVar("T")
_PAIR = regex_later("\r\n")


def with_feeds(text: str) -> str:
    r"""*text* with `\n` at the end of every row.

    >>> with_feeds("one\r\ntwo\rthree\n")
    'one\ntwo\nthree\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def places_in(text: str) -> Callable[[int], int]:
    r"""What gives for an offset in `with_feeds(text)` the one in *text*.

    >>> place = places_in("one\r\ntwo\rthree\r\n")
    >>> [place(offset) for offset in (0, 3, 4, 7, 8, 13, 14)]
    [0, 3, 5, 8, 9, 14, 16]
    """
    pairs = [found.start() - nth for nth, found in enumerate(_PAIR.finditer(text))]
    return lambda offset: offset + bisect_left(pairs, offset)


def put_back(found: T, text: str) -> T:
    r"""What was *found* in `with_feeds(text)`, an object with spans somewhere in it, with those of *text*.

    >>> put_back((Span(4, 7), "two"), "one\r\ntwo")
    (Span(start=5, end=8), 'two')
    """
    return cast("T", _moved(found, places_in(text)))


def _moved(value: object, place: Callable[[int], int]) -> object:
    if isinstance(value, Span):
        return Span(place(value.start), place(value.end))
    if isinstance(value, tuple):
        return tuple([_moved(each, place) for each in value])
    kind: type[Any] = type(value)
    if not attrs.has(kind):
        return value
    fields = [(field.alias, getattr(value, field.name)) for field in attrs.fields(kind) if field.init]
    moved = {alias: _moved(each, place) for alias, each in fields}
    return kind(**moved)
