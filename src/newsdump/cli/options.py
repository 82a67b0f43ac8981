"""What several commands take: a dump, and what is known of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from math import isnan
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

import click
from click.shell_completion import CompletionItem

from newsdump.cli.targets import guard, write_file
from newsdump.cli.terminal import for_terminal, printable
from newsdump.cli.work import MAX_CHARS, TIMEOUT
from newsdump.errors import NewsdumpError
from newsdump.profiles import known
from newsdump.readers import Fields, readers
from newsdump.readers.limits import MAX_BYTES
from newsdump.sections import EVEN

Command = TypeVar("Command", bound=Callable[..., Any])


_DAY: Final = 86_400
"""Seconds that a page may be given at most: clocks of the system take no number at all."""


class BadInputError(click.ClickException):
    """An input that cannot be read: exit status 1, as against 2 for wrong use."""

    exit_code = 1

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - as click has it
        """One line on standard error."""
        click.echo(f"newsdump: {printable(self.format_message())}", file=file or sys.stderr, err=True)


class Time(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.4 on, not subscriptable before
    """A time of ISO 8601 with its zone."""

    name = "TIME"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime:
        """*value* as an aware datetime."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date and time; write it like 2025-06-06T12:00:00Z", param, ctx)
        if moment.utcoffset() is None:
            example = moment.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
            self.fail(f"{value!r} has no time zone; write {example} if it is UTC", param, ctx)
        return moment


class FormatName(click.Choice):  # type: ignore[type-arg]  # as `Time`
    """The name of a format, or a short one that people type."""

    SHORT: Final = MappingProxyType({"md": "markdown"})

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - as click has it
        """The name of the format."""
        return super().convert(self.SHORT.get(value, value), param, ctx)


class Number(click.FloatRange):
    """A number of a range."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - as click has it
        """The number; NaN, which is neither below a range nor above it, is none."""
        number = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"{value!r} is no number", param, ctx)
        return number


def profile_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The profiles whose names begin so, then files, for shells that complete."""
    names = [CompletionItem(each.name) for each in known() if each.name.startswith(incomplete)]
    return [*names, CompletionItem(incomplete, type="file")]


def dials(command: Command) -> Command:
    """How sure comments and related items must be, and how sure lines of the story."""
    for option in (
        click.option(
            "--min-story-share",
            type=Number(0, 1, min_open=True, max_open=True),
            metavar="SHARE",
            default=EVEN,
            show_default=True,
            help="Take lines that are more likely than so of the story: with more, fewer and surer ones.",
        ),
        click.option(
            "--min-confidence",
            type=Number(0, 1),
            metavar="SHARE",
            default=0.0,
            help="Leave out comments and related items of less confidence, 0 to 1.",
        ),
    ):
        command = option(command)
    return command


def with_front_matter(command: Command) -> Command:
    """The option for a head of YAML above Markdown."""
    return click.option(
        "--front-matter",
        is_flag=True,
        help="Markdown with a head of YAML: title, authors, date, updated, url, lang.",
    )(command)


def limits(command: Command) -> Command:
    """The options for what no page is; a user does not meet their defaults."""
    for option in (
        click.option(
            "--timeout",
            type=Number(0, _DAY, min_open=True),
            metavar="SECONDS",
            default=TIMEOUT,
            show_default=True,
            help="Give a page up that takes longer.",
        ),
        click.option(
            "--max-bytes",
            type=click.IntRange(1),
            metavar="NUMBER",
            default=MAX_BYTES,
            show_default=True,
            help="Pass over what has more bytes a record, its compression undone.",
        ),
        click.option(
            "--max-chars",
            type=click.IntRange(1),
            metavar="NUMBER",
            default=MAX_CHARS,
            show_default=True,
            help="Pass over what has more characters a page.",
        ),
    ):
        command = option(command)
    return command


def how_to_read(command: Command) -> Command:
    """The options that tell what files hold."""
    for option in (
        click.option("--time-field", metavar="NAME", help="The field of the time of capture."),
        click.option("--url-field", metavar="NAME", help="The field of the address."),
        click.option("--text-field", metavar="NAME", help="The field that holds the text, where records have fields."),
        click.option(
            "--reader", type=click.Choice(list(readers())), help="Read as this; else names tell, or how files begin."
        ),
    ):
        command = option(command)
    return command


def fields_called(text: str | None, url: str | None, time: str | None) -> Fields:
    """The fields of the options, and those that are looked for where none was given."""
    usual = Fields()
    return Fields((text,) if text else usual.text, (url,) if url else usual.url, (time,) if time else usual.captured_at)


def _file(output: Path | None) -> Path | None:
    """The file that *output* is; None for standard output."""
    return None if output is None or str(output) == "-" else output


def write(data: bytes, output: Path | None, *, force: bool) -> None:
    """Write *data* to a file, which appears whole or not at all, or to standard output.

    Raises:
        BadInputError: it cannot be written.
        click.UsageError: it is there already and *force* is false.
    """
    file = _file(output)
    try:
        if file is None:
            sys.stdout.buffer.write(for_terminal(data) if sys.stdout.isatty() else data)
            sys.stdout.buffer.flush()
        else:
            write_file(data, file, force=force)
    except NewsdumpError as error:
        raise click.UsageError(printable(str(error))) from None
    except BrokenPipeError:
        raise  # whoever read has enough
    except OSError as error:
        raise BadInputError(f"cannot write {file or 'standard output'}: {error.strerror or error}") from None


def refuse_input(path: str, output: Path | None) -> None:
    """See to it that *output* is not the dump itself.

    Raises:
        click.UsageError: it is.
    """
    file = _file(output)
    try:
        guard([path], [] if file is None else [file])
    except NewsdumpError as error:
        raise click.UsageError(printable(str(error))) from None
