"""What a run would do, and what it could not, in lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import attrs

from newsdump.cli.inputs import Input
from newsdump.cli.progress import size_of
from newsdump.readers import Dump, Fault

Read = Callable[[str, int], Iterator[Dump | Fault]]
"""Reads an input, by its path and its place from 0."""


def fault_line(fault: Fault) -> bytes:
    """A line of the file of errors."""
    return json.dumps({**attrs.asdict(fault.origin), "reason": fault.reason}).encode() + b"\n"


def plan(  # noqa: PLR0917 - all of it is told
    format: str,  # noqa: A002 - what it is
    where: str,
    jobs: int,
    inputs: Sequence[Input],
    of_inputs: int,
    read: Read,
) -> Iterator[str]:
    """What a run would do, line by line, with the first dump that it would read."""
    paths = [each for each in inputs if isinstance(each, str)]
    sizes = [size_of(path) for path in paths]
    known = f"{sum(each for each in sizes if each is not None):,} bytes" if None not in sizes else "unknown size"
    yield f"would read {len(paths):,} of {of_inputs:,} inputs, {known}"
    yield f"would write {format} to {where}, with {jobs} processes"
    for fault in (each for each in inputs if isinstance(each, Fault)):
        yield f"cannot be read: {fault}"
    first = next(chain.from_iterable(read(path, place) for place, path in enumerate(paths)), None)
    if isinstance(first, Fault):
        yield f"cannot be read: {first}"
    elif first is not None:
        kept = "".join(f", {name} {value!r}" for name, value in first.kept.items())
        yield (
            f"the first dump: {first.origin}, {len(first.text):,} characters, url {first.url!r}, "
            f"captured at {first.captured_at and first.captured_at.isoformat()}{kept}"
        )
