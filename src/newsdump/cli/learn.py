"""`newsdump learn`: a profile from the pages of a site."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final

import click

from newsdump.cli.options import write
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
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The profile's file (.toml); with --by-domain the folder of all of them, or one file (.sqlite).",
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
    what there is to learn. With --by-domain, hosts with fewer are left out. What was written, of how many pages, and
    what was left out, is told on standard error.

    Exit status: 0 if it was written, 1 if an input cannot be read, or some of it, 2 if the command was used wrongly, or
    there was too little to learn from.

    \b
    Examples:
      newsdump learn echo/ -o osselby-echo.toml
      newsdump learn crawl.jsonl.gz --by-domain -o profiles/
      newsdump learn crawl.jsonl.gz --by-domain -o sites.sqlite
    """
    _check_name(output, by_domain=by_domain)
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
        _write_all(dumps, faults, output, force=force)
    else:
        counts = Counts()
        pages = 0
        for pages, dump in enumerate(dumps, 1):  # noqa: B007 - the last number is told
            counts.add(dump.text, dump.url)
        if not pages and faults:  # which were told
            raise click.exceptions.Exit(1)
        profile = _distilled(counts, name or name_of(output.stem))
        write(to_toml(profile).encode(), output, force=force)
        stories = _stories(profile)
        _say(f"{output}: the profile {profile.name}, learned from {stories:,} of {_several(pages, 'page')}")
        _say_same(pages - stories)
    if faults:
        raise click.exceptions.Exit(1)


def _check_name(output: Path, *, by_domain: bool) -> None:
    """See to it that the output's name is one of a file of one profile, or of many.

    Raises:
        click.UsageError: it is not.
    """
    shown = printable(str(output))
    if by_domain and output.suffix == ".toml":
        raise click.UsageError(
            f"{shown} would be one profile; with --by-domain name a folder, or a file that ends in {SUFFIXES[0]}"
        )
    if not by_domain and output.is_dir():
        raise click.UsageError(f"{shown} is a folder: add --by-domain, or name the profile's file, as in echo.toml")
    if not by_domain and output.name.endswith(SUFFIXES):
        raise click.UsageError(
            f"{shown} would be a file of many profiles: add --by-domain, or name the profile's file "
            f"{printable(output.stem)}.toml"
        )


def _dumps(inputs: tuple[str, ...], faults: list[Fault]) -> Iterator[Dump]:
    for each in stream(inputs):
        if isinstance(each, Dump):
            yield each
        else:
            faults.append(each)
            _say(str(each))


def _distilled(counts: Counts, name: str) -> SiteProfile:
    try:
        return counts.distil(name)
    except UsageError as error:
        raise click.UsageError(str(error)) from None


def _write_all(dumps: Iterator[Dump], faults: list[Fault], output: Path, *, force: bool) -> None:
    """Write a profile for each host, to a shelf or to files; a crawl is counted on the disk, not in memory."""
    with tempfile.TemporaryDirectory(prefix="newsdump-") as folder, Ledger(Path(folder, "counts")) as ledger:
        counts = Counts()
        pages = nowhere = 0
        while rows := [counted(counts, dump) for dump in islice(dumps, _BATCH)]:
            pages += len(rows)
            nowhere += rows.count(None)
            ledger.add(rows)
        if not pages and faults:  # which were told
            raise click.exceptions.Exit(1)
        kept = ledger.sizes()
        profiles = ledger.distil()
        first = next(profiles, None)
        if first is None:
            raise click.UsageError(_why_none(pages, len(kept)))
        stories = _put(chain([first], profiles), output, force=force)
    few = [many for host, many in kept.items() if host not in stories]
    learned = sum(stories.values())
    _say(f"{output}: {_several(len(stories), 'profile')}, learned from {learned:,} of {_several(pages, 'page')}")
    if few:
        of_hosts = _several(len(few), "host")
        _say(f"{_several(sum(few), 'page')} left out, of {of_hosts} with fewer than 5 different stories")
    if nowhere:
        _say(f"{_several(nowhere, 'page')} left out without an address (URL), by which --by-domain tells sites")
    _say_same(pages - nowhere - sum(few) - learned)


def _put(profiles: Iterable[SiteProfile], output: Path, *, force: bool) -> dict[str, int]:
    """Write profiles to a shelf, or to files of a folder; the stories that taught each, by its host."""
    stories: dict[str, int] = {}

    def noted() -> Iterator[SiteProfile]:
        for profile in profiles:
            stories.update(dict.fromkeys(profile.hosts, _stories(profile)))
            yield profile

    if output.name.endswith(SUFFIXES):
        fill(output, noted())
    else:
        output.mkdir(parents=True, exist_ok=True)
        for profile in noted():
            write(to_toml(profile).encode(), output / f"{profile.name}.toml", force=force)
    return stories


def _why_none(pages: int, hosts: int) -> str:
    if not pages:
        return "there is no page in the inputs, and nothing was written"
    if hosts:
        return f"no host ({hosts:,} met) has 5 different stories, which a profile needs; nothing was written"
    return (
        f"no page ({pages:,} met) has an address (URL), by which --by-domain tells sites, and nothing was "
        "written; without --by-domain all pages are taken for one site's"
    )


def _stories(profile: SiteProfile) -> int:
    return 0 if profile.learned is None else profile.learned.pages


def _say_same(many: int) -> None:
    if many:
        _say(f"{_several(many, 'page')} left out: others tell the same story, or are enough of their site")


def _several(many: int, what: str) -> str:
    """So many things.

    >>> _several(1, "page"), _several(1200, "page")
    ('1 page', '1,200 pages')
    """
    return f"{many:,} {what}{'' if many == 1 else 's'}"


def _say(what: str) -> None:
    click.echo(f"newsdump: {printable(what)}", err=True)
