"""`newsdump convert`: many dumps into one file or folder."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

import attrs
import click
from rich.console import Console

from newsdump.cli.choosing import Choice, Size, choices
from newsdump.cli.conversion import Conversion, Run
from newsdump.cli.crew import WorkerError
from newsdump.cli.options import (
    BadInputError,
    FormatName,
    Time,
    dials,
    fields_called,
    how_to_read,
    limits,
    profile_names,
    with_front_matter,
    write,
)
from newsdump.cli.progress import Bar, Quiet, Watcher, say, summary, summary_dict
from newsdump.cli.reading import WHAT_TO_DO
from newsdump.cli.shards import SIZE, ShardedRun
from newsdump.cli.signals import TerminatedError, terminable
from newsdump.cli.stores import Place
from newsdump.cli.targets import resolved
from newsdump.cli.terminal import printable
from newsdump.cli.work import Task, set_up
from newsdump.errors import MissingExtraError, NewsdumpError
from newsdump.readers.opening import is_remote
from newsdump.serializers import COMPRESSED, FORMATS, Format, find, formats, of_file

if TYPE_CHECKING:
    from newsdump.cli.survey import Learned, Survey

_INTERRUPTED: Final = 130
_TERMINATED: Final = 143

Begin = Callable[[Conversion, Watcher], Run | ShardedRun]


class _Options(TypedDict):
    """What the command line says."""

    inputs: tuple[str, ...]
    name: str | None
    output: str
    jobs: int | None
    resume: bool
    force: bool
    errors: Path | None
    reader: str | None
    text_field: str | None
    url_field: str | None
    time_field: str | None
    captured_at: datetime | None
    profile: str | None
    sites: str | None
    learn: bool
    min_confidence: float
    min_story_share: float
    front_matter: bool
    max_chars: int
    max_bytes: int
    timeout: float
    columns: tuple[str, ...]
    without: tuple[str, ...]
    flat: bool
    id_field: str | None
    keep: tuple[str, ...]
    shard: tuple[int, int] | None
    sample: float | None
    limit: int | None
    dry_run: bool
    size: int | None
    summary_file: Path | None
    quiet: bool


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
@click.option(
    "--profiles",
    "sites",
    metavar="PATH",
    type=click.Path(exists=True),
    help="Look for these sites: a file of profiles (.sqlite), a profile, or a folder of them.",
)
@click.option(
    "--learn",
    is_flag=True,
    help="Read the inputs twice: first to learn the sites of their addresses, then with what was learned.",
)
@dials
@with_front_matter
@choices
@limits
@click.option(
    "--dry-run", is_flag=True, help="Tell what would be read and written, with the first dump, and write nothing."
)
@click.option(
    "--split",
    "size",
    type=Size(),
    help="With a * in OUT: begin another file after so many bytes, like 256MB, which is the default.",
)
@click.option(
    "--summary",
    "summary_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what the run came to to this file, as JSON; one that is there is replaced with --force or --resume.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def convert(**options: Unpack[_Options]) -> None:
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
      newsdump convert crawl.jsonl.gz --learn -o pages.parquet
      newsdump convert 'crawl/*.wet.gz' -o 's3://bucket/pages-*.parquet' --shard 3/16
    """
    begin = _begin(options["output"], options["shard"], options["size"])
    if sum(map(bool, (options["profile"], options["sites"], options["learn"]))) > 1:
        raise click.UsageError("--profile, --profiles and --learn exclude each other")
    shelf = _shelf_beside(options["output"]) if options["learn"] else None
    asked = _asked(options, options["sites"] if shelf is None else str(shelf))
    if options["dry_run"]:
        _tell(asked if shelf is None else attrs.evolve(asked, task=attrs.evolve(asked.task, profiles=None)), begin)
    else:
        _convert(asked, begin, Console(stderr=True), shelf, quiet=options["quiet"])


def _begin(output: str, shard: tuple[int, int] | None, size: int | None) -> Begin:
    """What begins a run to *output*: to one of that name, or to files by number."""
    stars = output.rpartition("/")[2].count("*")
    if stars > 1:
        raise click.UsageError(f"the name {output} has {stars} *, and the numbers of the files go in the place of one")
    if stars:
        return partial(ShardedRun, place=Place(output, shard), size=size or SIZE)
    if is_remote(output):
        raise click.UsageError(
            f"{output} is an address, where files are written by number: put a * where it goes, as in pages-*.jsonl.gz"
        )
    if size is not None:
        raise click.UsageError("--split needs a * in the name of the output, where the numbers of the files go")
    return Run


def _asked(options: _Options, profiles: str | None) -> Conversion:
    """The conversion that the options ask for, with the sites that are looked for."""
    output, keep = options["output"], options["keep"]
    target = None if output == "-" else Path(output)
    usual = fields_called(options["text_field"], options["url_field"], options["time_field"])
    return Conversion(
        inputs=options["inputs"],
        output=target,
        task=Task(
            (find(options["name"]) if options["name"] else _told_by(output)).name,
            _compression(target),
            options["profile"],
            options["captured_at"],
            options["max_chars"],
            options["timeout"],
            options["columns"],
            options["without"],
            options["flat"],
            ("id", *(name for name in keep if name != "id")),
            options["min_confidence"],
            options["min_story_share"],
            options["front_matter"],
            profiles=profiles,
        ),
        reader=options["reader"],
        fields=attrs.evolve(usual, id=(options["id_field"],) if options["id_field"] else usual.id, keep=keep),
        jobs=options["jobs"] or _processors(),
        resume=options["resume"],
        force=options["force"],
        errors=options["errors"],
        summary=options["summary_file"],
        max_bytes=options["max_bytes"],
        choice=Choice(options["shard"], options["sample"], options["limit"]),
    )


def _shelf_beside(output: str) -> Path:
    """Where the profiles of a run are kept.

    Raises:
        click.UsageError: there is no place beside the output.

    >>> str(_shelf_beside("out/pages.jsonl")), str(_shelf_beside("out/pages-*.jsonl.gz"))
    ('out/pages.jsonl.profiles.sqlite', 'out/pages-profiles.sqlite')
    """
    if output == "-" or is_remote(output):
        raise click.UsageError(
            "--learn keeps its profiles beside the output, which must be a file or a folder of this machine; else "
            "learn before, with newsdump learn --by-domain -o sites.sqlite, and convert with --profiles sites.sqlite"
        )
    folder, slash, name = output.rstrip("/").rpartition("/")
    begin, star, _ = name.partition("*")
    return Path(f"{folder}{slash}{begin}{'' if star else '.'}profiles.sqlite")


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


def _tell(asked: Conversion, begin: Begin) -> None:
    """Say what a run would do."""
    try:
        set_up(asked.task)
        with Quiet(Console(stderr=True)) as watcher:
            for line in begin(asked, watcher).plan():
                click.echo(printable(line))
    except NewsdumpError as error:
        raise click.UsageError(printable(str(error))) from None
    except OSError as error:
        raise BadInputError(f"{asked.output or 'the input'}: {error.strerror or error}") from None


def _convert(
    asked: Conversion,
    begin: Begin,
    console: Console,
    shelf: Path | None,
    *,
    quiet: bool,
) -> None:
    begun = monotonic()
    run: Run | ShardedRun | Survey | None = None
    try:
        if shelf is None:
            set_up(asked.task)  # what is wrong with the task is told before anything is written
        with _watcher(console, quiet=quiet) as watcher, terminable():
            if shelf is not None:
                from newsdump.cli.survey import Survey  # slow to import, and few runs need it

                run = Survey(asked, shelf, watcher)
                begin(asked, watcher)  # so is what would be destroyed
                _say_learned(run.go(), shelf, console, quiet=quiet)
            run = begin(asked, watcher)
            run.go()
    except (KeyboardInterrupt, TerminatedError) as error:
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
    seconds = monotonic() - begun
    if asked.summary is not None:
        told = summary_dict(counts, seconds, counts["pages"] - run.begun_with)
        write((json.dumps(told, indent=2) + "\n").encode(), asked.summary, force=True)
    if run.left_alone is not None:
        say(console, run.left_alone)
    elif not quiet:
        console.print(summary(counts, seconds, counts["pages"] - run.begun_with))
    for code, word in WHAT_TO_DO.items():
        if counts[f"note:{code}"] and not quiet:
            say(console, f"{counts[f'note:{code}']:,} pages: {word}")
    if counts["faults"] or run.read_nothing:
        sys.exit(1)


def _written(error: OSError, asked: Conversion) -> str:
    if asked.errors is not None and error.filename == str(resolved(asked.errors)):
        return str(asked.errors)
    return "standard output" if asked.output is None else str(asked.output)


def _say_learned(learned: Learned, shelf: Path, console: Console, *, quiet: bool) -> None:
    if quiet:
        return
    say(console, f"{learned.sites:,} {'site was' if learned.sites == 1 else 'sites were'} learned: {shelf}")
    if learned.nowhere:
        say(
            console,
            f"{learned.nowhere:,} pages have no address, by which their site would be known; newsdump learn makes one "
            "profile of pages that are of one site",
        )


def _way_on(run: Run | ShardedRun | Survey | None) -> str:
    if run is None or not run.can_go_on:
        return ""
    instead = " in place of --force" if run.replaces else ""
    return f"; the same command with --resume{instead} goes on from there"


def _watcher(console: Console, *, quiet: bool) -> Quiet:
    """A bar on a terminal, else quiet."""
    if quiet or not console.is_terminal:
        return Quiet(console, is_silent=quiet)
    return Bar(console)
