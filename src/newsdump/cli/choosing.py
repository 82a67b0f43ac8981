"""Which dumps of the inputs a run takes, and which fields of their pages it writes: options, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, Final, TypeVar

import click
from attrs import frozen

from newsdump.cli.options import Number
from newsdump.readers import Dump, Fault

Command = TypeVar("Command", bound=Callable[..., Any])
_SHARD: Final = re.compile(r"(\d+)/(\d+)")
_LARGEST: Final = 2**64
_UNITS: Final = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}
_BYTES: Final = re.compile(r"(\d+)\s*([kKmMgG]?)[bB]?")


@frozen
class Choice:
    """Which dumps a run takes: the same for the same inputs, so that runs can go on, and shards share nothing."""

    shard: tuple[int, int] | None = None
    """Which part of how many, from 1."""
    sample: float | None = None
    """The share of dumps that are taken."""
    limit: int | None = None
    """Dumps, and what could not be read, after which the run ends."""

    def inputs(self, inputs: Sequence[str | Fault]) -> list[str | Fault]:
        """The inputs of this shard: every so manieth, or all of them where there are fewer inputs than shards."""
        if self.shard is None or len(inputs) < self.shard[1]:
            return list(inputs)
        number, shards = self.shard
        return list(inputs[number - 1 :: shards])

    def items(self, stream: Iterator[Dump | Fault], place: int, inputs: int) -> Iterator[Dump | Fault]:
        """What is taken of one input.

        Args:
            stream: all that it holds.
            place: its place among the inputs, from 0.
            inputs: how many inputs there are before shards were made.
        """
        by_record = self.shard is not None and inputs < self.shard[1]
        for each in stream:
            if by_record and not self._is_of_shard(each, place):
                continue
            if self.sample is not None and isinstance(each, Dump) and not _is_drawn(each, self.sample):
                continue
            yield each

    def _is_of_shard(self, each: Dump | Fault, place: int) -> bool:
        number, shards = self.shard or (1, 1)
        return (place + (each.origin.number or 1) - 1) % shards == number - 1


def _is_drawn(dump: Dump, share: float) -> bool:
    """Whether a dump is in the sample: told by its text and address, wherever it stands."""
    told = f"{dump.url or ''}\n{dump.text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest()) < share * _LARGEST


class Shard(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.4 on, not subscriptable before
    """A part of so many, as in 3/16."""

    name = "I/N"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[int, int]:
        """*value* as two numbers."""
        if isinstance(value, tuple):
            return value
        found = _SHARD.fullmatch(value)
        if found is None or not 1 <= int(found[1]) <= int(found[2]):
            self.fail(f"{value!r} is no part of a whole; write the third of sixteen as 3/16", param, ctx)
        return int(found[1]), int(found[2])


class Size(click.ParamType):  # type: ignore[type-arg]  # as above
    """A number of bytes, as in 256MB."""

    name = "SIZE"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """*value* as a number."""
        if isinstance(value, int):
            return value
        found = _BYTES.fullmatch(value)
        if found is None or not int(found[1]):
            self.fail(f"{value!r} is no size; write it like 256MB", param, ctx)
        return int(found[1]) * _UNITS[found[2].upper()]


def _names(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The names in options that may be given more than once, or with commas."""
    return tuple(name.strip() for each in value for name in each.split(",") if name.strip())


def _listed(*flags: str, **about: Any) -> Callable[[Command], Command]:  # noqa: ANN401 - of click
    return click.option(*flags, multiple=True, metavar="NAME,...", callback=_names, **about)


def choices(command: Command) -> Command:
    """The options for what is taken of the inputs and of their pages."""
    for option in reversed(
        (
            _listed("--columns", help="Write only these fields (json, jsonl, arrow, parquet), like url,article.title."),
            _listed("--without", help="Leave these fields out, like text,blocks,sections."),
            click.option("--flat", is_flag=True, help="Write a row a page without nesting: title, text, authors, …"),
            click.option("--id-field", metavar="NAME", help="The field of the record's own id."),
            _listed(
                "--keep",
                help="Hand these fields of a record on, or headers of WARC, or its path and number, beside its page.",
            ),
            click.option("--shard", type=Shard(), help="Take the I-th of N parts of the inputs, for N machines."),
            click.option(
                "--sample",
                type=Number(0, 1, min_open=True),
                metavar="SHARE",
                help="Take this share of the dumps, like 0.01; always the same ones.",
            ),
            click.option("--limit", type=click.IntRange(1), metavar="N", help="End after N dumps."),
        )
    ):
        command = option(command)
    return command
