"""The inputs of a run: found before anything is read, then read in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from newsdump.cli.state import Seen, State, digest, seen
from newsdump.errors import UsageError
from newsdump.readers import Dump, Fault

_BATCH: Final = 64
"""Dumps that go to a worker at a time."""
_BATCH_TEXT: Final = 1_000_000
"""Characters that do."""

Input = str | Fault
"""A path, or what was asked for and is no input."""


@frozen
class Point:
    """A place between two items of the inputs."""

    files: int = 0
    items: int = 0
    last: str = ""
    """A digest of the item in front of it."""


@frozen
class Batch:
    """What was read in one go, and the point behind it."""

    items: Sequence[Dump | Fault]
    end: Point

    @property
    def dumps(self) -> list[Dump]:
        """What there is to parse."""
        return [each for each in self.items if isinstance(each, Dump)]


def check(inputs: Sequence[Input], before: Mapping[int, Seen], begun: int) -> None:
    """See to it that the inputs that an interrupted run had begun are as they were.

    Raises:
        UsageError: one is not; the message says which.
    """
    if begun > len(inputs):
        raise UsageError(
            f"the run that was interrupted had come to input {begun}, and there are {len(inputs)}; --force starts again"
        )
    for number, was in sorted(before.items()):
        name = _name(inputs[number - 1]) if number <= len(inputs) else None
        if name != was.path:
            now = "there is none" if name is None else f"it is {name}"
            raise UsageError(
                f"the inputs are not those of the run that was interrupted: number {number} was {was.path}, and now "
                f"{now}; --force starts again"
            )
        if was.size is not None and seen(was.path) != was:
            raise UsageError(
                f"{was.path} has changed since the run was interrupted; --force starts again with it as it is now"
            )


def batches(
    inputs: Sequence[Input],
    begun: State,
    read: Callable[[str, int], Iterator[Dump | Fault]],
    opens: Callable[[int, Seen], object],
    limit: int | None = None,
) -> Iterator[Batch]:
    """What is still to be read behind the point *begun*, in batches: small ones at first, so that something is seen.

    Args:
        inputs: all of them.
        begun: how far an earlier run came.
        read: reads one of them, by its path and its place from 0.
        opens: is called before one is read, with its number from 1.
        limit: dumps and faults after which no more is read, those of the earlier run among them.

    Raises:
        UsageError: an input is shorter than what was read of it before, or has another item there.
    """
    items: list[Dump | Fault] = []
    size, most = 0, 1
    left = -1 if limit is None else max(0, limit - begun.counts["pages"] - begun.counts["faults"])
    for number, each in enumerate(inputs, 1):
        if number < begun.files:
            continue
        if left == 0:
            return
        if number > begun.files:
            opens(number, seen(each) if isinstance(each, str) else Seen(_name(each)))
        stream = read(each, number - 1) if isinstance(each, str) else iter([each])
        done = _pass_over(stream, begun, _name(each)) if number == begun.files else 0
        for end, item in enumerate(stream, done + 1):
            items.append(item)
            size += len(item.text) if isinstance(item, Dump) else 0
            left -= 1
            if len(items) == most or size > _BATCH_TEXT or left == 0:
                yield Batch(items, Point(number, end, _mark(item)))
                items, size, most = [], 0, min(2 * most, _BATCH)
            if left == 0:
                return
            done = end
        if items and number == len(inputs):
            yield Batch(items, Point(number, done, _mark(items[-1])))


def _pass_over(stream: Iterator[Dump | Fault], begun: State, name: str) -> int:
    """Read what is done already, and see whether it is what it was."""
    item: Dump | Fault | None = None
    for _ in range(begun.items):
        item = next(stream, None)
        if item is None:
            raise UsageError(f"{name} is shorter than when the run was interrupted; --force starts again")
    if item is not None and _mark(item) != begun.last:
        raise UsageError(
            f"{name} has changed since the run was interrupted: {item.origin} is another; --force starts again"
        )
    return begun.items


def _mark(item: Dump | Fault) -> str:
    return digest([item.text, item.url or ""]) if isinstance(item, Dump) else ""


def _name(each: Input) -> str:
    return each if isinstance(each, str) else each.origin.path
