"""`newsdump learn`: a profile from the pages of a site."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import click

from newsdump.cli.options import BadInputError, write
from newsdump.cli.targets import guard
from newsdump.cli.terminal import printable
from newsdump.errors import UsageError
from newsdump.learning import Counts, name_of
from newsdump.ledger import Ledger, counted
from newsdump.profiles import SiteProfile
from newsdump.profiles import write as to_toml
from newsdump.readers import Dump, Fault
from newsdump.readers.reading import files, stream
from newsdump.shelf import SUFFIXES, fill

_BATCH: Final = 64


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The profile's file, or its folder."
)
@click.option("--name", help="What the profile is called; if not given, what the file is called.")
@click.option(
    "--by-domain",
    is_flag=True,
    help="Write a profile for each host of the inputs' URLs into the folder OUTPUT, or into one file (.sqlite).",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def learn(*, inputs: tuple[str, ...], output: Path, name: str | None, by_domain: bool, force: bool) -> None:
    """Learn a site's profile from dumps of its pages.

    INPUT is whatever newsdump convert reads. A profile needs 5 different stories of the site at least; 30 teach most of
    what there is to learn. With --by-domain, hosts with fewer are left out, and told.

    Exit status: 0 if it was written, 1 if an input cannot be read, or some of it, 2 if the command was used wrongly.

    \b
    Examples:
      newsdump learn echo/ -o osselby-echo.toml
      newsdump learn crawl.jsonl.gz --by-domain -o profiles/
      newsdump learn crawl.jsonl.gz --by-domain -o sites.sqlite
    """
    if output.exists() and not (output.is_dir() or force):
        raise click.UsageError(f"{printable(str(output))} is there already; replace it with --force")
    try:
        guard((each for each in files(inputs) if isinstance(each, str)), [output])
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None
    faults: list[Fault] = []
    dumps = _dumps(inputs, faults)
    if by_domain:
        if name:
            raise click.UsageError("--name and --by-domain exclude each other: the hosts are the names")
        _write_all(dumps, output, force=force)
    else:
        counts = Counts()
        for dump in dumps:
            counts.add(dump.text, dump.url)
        if not len(counts) and faults:
            raise BadInputError(str(faults[0]))
        profile = _distilled(counts, name or name_of(output.stem))
        write(to_toml(profile).encode(), output, force=force)
    if faults:
        raise click.exceptions.Exit(1)


def _dumps(inputs: tuple[str, ...], faults: list[Fault]) -> Iterator[Dump]:
    for each in stream(inputs):
        if isinstance(each, Dump):
            yield each
        else:
            faults.append(each)
            click.echo(f"newsdump: {printable(str(each))}", err=True)


def _distilled(counts: Counts, name: str) -> SiteProfile:
    try:
        return counts.distil(name)
    except UsageError as error:
        raise click.UsageError(str(error)) from None


def _write_all(dumps: Iterator[Dump], output: Path, *, force: bool) -> None:
    """Write a profile for each host, to a shelf or to files; a crawl is counted on the disk, not in memory."""
    with tempfile.TemporaryDirectory(prefix="newsdump-") as folder, Ledger(Path(folder, "counts")) as ledger:
        counts = Counts()
        while rows := [counted(counts, dump) for dump in islice(dumps, _BATCH)]:
            ledger.add(rows)
        many = 0
        if str(output).endswith(SUFFIXES):
            many = fill(output, ledger.distil())
        else:
            output.mkdir(parents=True, exist_ok=True)
            for profile in ledger.distil():
                many += 1
                write(to_toml(profile).encode(), output / f"{profile.name}.toml", force=force)
        few = len(ledger.hosts()) - many
    if few:
        click.echo(
            f"newsdump: {few} host{'s' if few > 1 else ''} had fewer than 5 different stories, and no profile", err=True
        )
