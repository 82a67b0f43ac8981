"""What other installed packages bring along, by groups of entry points."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import TypeVar

T = TypeVar("T")


@cache
def brought(group: str, check: Callable[[object], T]) -> tuple[tuple[str, T], ...]:
    """Name and object of each entry point of *group*, in the order of their names, each as *check* gives it.

    One that cannot be loaded, or that *check* refuses with a `TypeError`, is told once as a warning and left out: it
    must not keep the others from being used.
    """
    return tuple(_load(group, check))


def _load(group: str, check: Callable[[object], T]) -> Iterator[tuple[str, T]]:
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        try:
            yield point.name, check(point.load())
        except Exception as error:  # noqa: BLE001 - whatever another package raises
            told = f"{group}: {point.name} cannot be loaded from {point.value}: {type(error).__name__}: {error}"
            warnings.warn(told, stacklevel=2)
