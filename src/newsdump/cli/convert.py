"""`newsdump convert`: many dumps into one file or folder."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Final

import click
from rich.console import Console

from newsdump.cli.conversion import Conversion, Run
from newsdump.cli.crew import WorkerError
from newsdump.cli.options import BadInputError, FormatName, Time, fields_called, how_to_read, limits, profile_names
from newsdump.cli.progress import Bar, Quiet, say, summary
from newsdump.cli.reading import WHAT_TO_DO
from newsdump.cli.targets import resolved
from newsdump.cli.terminal import printable
from newsdump.cli.work import Task, set_up
from newsdump.errors import MissingExtraError, NewsdumpError
from newsdump.readers.opening import is_remote
from newsdump.serializers import COMPRESSED, FORMATS, Format, find, formats, of_file

_INTERRUPTED: Final = 130
_TERMINATED: Final = 143


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(allow_dash=True))
@click.option("--to", "name", type=FormatName(list(formats())), help="What to write; if not given, OUT's name tells.")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(allow_dash=True),
    default="-",
    help="The file, or the folder for formats with a file a page; - is standard output.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes that parse.  [default: one a processor]")
@click.option("--resume", is_flag=True, help="Go on where an interrupted run with the same arguments stopped.")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what could not be read to this file, as JSON Lines.",
)
@how_to_read
@click.option("--captured-at", type=Time(), help="When dumps were captured that do not tell it themselves.")
@click.option(
    "--profile",
    metavar="NAME",
    shell_complete=profile_names,
    help="Read with this site profile instead of looking for one.",
)
@limits
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def convert(
    *,
    inputs: tuple[str, ...],
    name: str | None,
    output: str,
    jobs: int | None,
    resume: bool,
    force: bool,
    errors: Path | None,
    reader: str | None,
    text_field: str | None,
    url_field: str | None,
    time_field: str | None,
    captured_at: datetime | None,
    profile: str | None,
    max_chars: int,
    max_bytes: int,
    timeout: float,
    quiet: bool,
) -> None:
    """Convert many dumps.

    INPUT is a file, a folder, a pattern in quotes, an address such as s3://bucket/crawl.wet.gz, or - for standard
    input. Text files (.txt), JSON (.jsonl, .json), tables (.csv, .tsv, .parquet), WET and WARC (.wet, .warc) and HTML
    (.html) are read, each also with .gz, .zst, .bz2 or .xz behind it; other names are told by how the files begin.

    Pages are written in the order of the inputs, to OUT.part until all of them are there. What cannot be read is
    told, and the rest goes on. An output that is there already is left alone, unless --force is given.

    Exit status: 0 if all was converted, 1 if something could not be read, 2 if the command was used wrongly.

    \b
    Examples:
      newsdump convert dumps -o pages.jsonl
      newsdump convert crawl.wet.gz -o pages.parquet --errors bad.jsonl
      newsdump convert 'crawl/*.jsonl.zst' --text-field body -o pages.jsonl.gz --resume
      newsdump convert dumps --to markdown -o folder
    """
    if is_remote(output):
        raise click.UsageError(f"{output} is an address; only files of this machine are written")
    target = None if output == "-" else Path(output)
    chosen = find(name) if name else _told_by(output)
    asked = Conversion(
        inputs=inputs,
        output=target,
        task=Task(chosen.name, _compression(target), profile, captured_at, max_chars, timeout),
        reader=reader,
        fields=fields_called(text_field, url_field, time_field),
        jobs=jobs or _processors(),
        resume=resume,
        force=force,
        errors=errors,
        max_bytes=max_bytes,
    )
    _convert(asked, Console(stderr=True), quiet=quiet)


def _told_by(output: str) -> Format:
    """The format that the name of the output tells."""
    if output == "-":
        return FORMATS["jsonl"]
    chosen = of_file(output)
    if chosen is None:
        raise click.UsageError(f"the name {output} tells no format; say which with --to")
    return chosen


def _compression(target: Path | None) -> str:
    return target.suffix.lower() if target is not None and target.suffix.lower() in COMPRESSED else ""


def _convert(asked: Conversion, console: Console, *, quiet: bool) -> None:
    begun = monotonic()
    run: Run | None = None
    try:
        set_up(asked.task)  # what is wrong with the task is told before anything is written
        with _watcher(console, quiet=quiet) as watcher, _terminable():
            run = Run(asked, watcher)
            run.go()
    except (KeyboardInterrupt, _Terminated) as error:
        pages = 0 if run is None else run.state.counts["pages"]
        say(console, f"interrupted after {pages:,} pages{_way_on(run)}")
        sys.exit(_INTERRUPTED if isinstance(error, KeyboardInterrupt) else _TERMINATED)
    except WorkerError as error:
        raise BadInputError(f"{error}{_way_on(run)}") from None
    except MissingExtraError:
        raise  # it has an exit status of its own
    except NewsdumpError as error:
        raise click.UsageError(printable(str(error))) from None
    except BrokenPipeError:
        raise  # whoever read has enough
    except OSError as error:
        reason = f"{error.strerror or error}{_way_on(run)}"
        raise BadInputError(f"cannot write {_written(error, asked)}: {reason}") from None
    counts = run.state.counts
    if run.left_alone is not None:
        say(console, run.left_alone)
    elif not quiet:
        console.print(summary(counts, monotonic() - begun, counts["pages"] - run.begun_with))
    for code, word in WHAT_TO_DO.items():
        if counts[f"note:{code}"] and not quiet:
            say(console, f"{counts[f'note:{code}']:,} pages: {word}")
    if counts["faults"] or run.read_nothing:
        sys.exit(1)


def _written(error: OSError, asked: Conversion) -> str:
    if asked.errors is not None and error.filename == str(resolved(asked.errors)):
        return str(asked.errors)
    return "standard output" if asked.output is None else str(asked.output)


def _way_on(run: Run | None) -> str:
    if run is None or not run.can_go_on:
        return ""
    instead = " in place of --force" if run.replaces else ""
    return f"; the same command with --resume{instead} goes on from there"


def _watcher(console: Console, *, quiet: bool) -> Quiet:
    """A bar on a terminal, else quiet."""
    if quiet or not console.is_terminal:
        return Quiet(console, is_silent=quiet)
    return Bar(console)


class _Terminated(BaseException):
    """The process was asked to end."""


@contextmanager
def _terminable() -> Iterator[None]:
    """Inside, a request to end is an exception, so that the state is saved and workers are ended."""

    def raise_terminated(_number: int, _frame: FrameType | None) -> None:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, raise_terminated)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
