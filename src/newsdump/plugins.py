"""What other installed packages bring along, by groups of entry points."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

T = TypeVar("T")


class PluginWarning(UserWarning):
    """What another installed package brings along cannot be used; the message names it in a line."""


@cache
def brought(group: str, check: Callable[[object], T]) -> tuple[tuple[str, T], ...]:
    """Name and object of each entry point of *group*, in the order of their names, each as *check* gives it.

    One that cannot be loaded, or that *check* refuses with a `TypeError`, is told once as a warning and left out: it
    must not keep the others from being used. Processes that another one started leave the telling to that.
    """
    return tuple(_load(group, check))


def _load(group: str, check: Callable[[object], T]) -> Iterator[tuple[str, T]]:
    for point in sorted(entry_points(group), key=lambda point: point.name):
        try:
            yield point.name, check(point.load())
        except Exception as error:  # noqa: BLE001 - whatever another package raises
            if _is_told_by_another():
                continue
            told = f"{point.name} of {group} cannot be loaded from {point.value}: {type(error).__name__}: {error}"
            warnings.warn(told, PluginWarning, stacklevel=2)


def entry_points(group: str) -> Iterable[EntryPoint]:
    """The entry points of *group* in all installed packages."""
    return _selection()(group=group)


@cache
def _selection() -> Callable[..., EntryPoints]:
    """What selects from the entry points of all packages, which are read once: each package has a file of its own."""
    from importlib.metadata import entry_points  # slow to import

    return entry_points().select


def _is_told_by_another() -> bool:
    from multiprocessing import parent_process  # slow to import, and needed for what is broken only

    return parent_process() is not None
