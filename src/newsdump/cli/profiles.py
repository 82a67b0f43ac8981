"""`newsdump profiles`: the sites that are known, and whether pages are still as they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import click
from attrs import define, field

from newsdump.cli.options import BadInputError
from newsdump.cli.terminal import printable
from newsdump.cli.work import sites_of
from newsdump.drift import Misses, sight
from newsdump.errors import NewsdumpError
from newsdump.profiles import Listed, SiteProfile, known
from newsdump.readers import Dump
from newsdump.readers.reading import stream
from newsdump.shelf import Shelf

_PAGES_LEAST: Final = 3
"""Fewer pages say nothing of a line."""
_LEFT: Final = 0.5
"""A line that stands on a lesser share of the pages than this, times what it was, no longer stands there."""


@click.command()
@click.option(
    "--profiles",
    "sites",
    metavar="PATH",
    type=click.Path(exists=True),
    help="These sites instead: a file of profiles (.sqlite), a profile, or a folder of them.",
)
@click.option(
    "--check",
    metavar="FOLDER",
    multiple=True,
    help="Look at new pages of the sites, in a folder or whatever newsdump convert reads, and report what has changed.",
)
def profiles(*, sites: str | None, check: tuple[str, ...]) -> None:
    """List the site profiles that are known: name and hosts, a line each.

    A page of such a site is recognised by its text or its URL; --profile NAME of other commands does without.

    With --check, pages are compared with the profiles that were learned of their sites. A line each tells how many of
    a site's pages there are and what share of its stable lines they have; below it stands what no longer stands there,
    and whether the layout has changed. If one profile is given, pages without an address are taken for its own.

    Exit status: 0, or 1 if a layout has changed, or nothing could be checked.

    \b
    Examples:
      newsdump profiles
      newsdump profiles --check new/ --profiles osselby-echo.toml
      newsdump profiles --check crawl.jsonl.gz --profiles sites.sqlite
    """
    try:
        found = sites_of(sites)
        if check:
            _check(check, found)
        for profile in (known() if found is None else found) if not check else ():
            click.echo("\t".join([profile.name, ", ".join(profile.hosts)]))
    except NewsdumpError as error:
        raise click.UsageError(printable(str(error))) from None


@define
class _Checked:
    """What the pages of a site came to."""

    profile: SiteProfile
    pages: int = 0
    met: float = 0.0
    missing: Counter[str] = field(factory=Counter)
    changed: bool = False
    missed: Mapping[str, int] = field(factory=dict)
    """For lines that the last pages lack, how many pages do."""

    def told(self) -> Iterator[str]:
        """The report, line by line."""
        learned = self.profile.learned
        if learned is None:
            return
        now, then = self.met / self.pages, learned.present
        changed = "; the layout has changed" if self.changed else ""
        of_site = f"{self.profile.name}: {self.pages:,} pages"
        yield f"{of_site}, with {now:.0%} of its lines, {then:.0%} when learned{changed}"
        for line in learned.lines:
            there, before = 1 - self.missing[line.key] / self.pages, line.pages / learned.pages
            if line.key not in learned.stable or self.pages < _PAGES_LEAST:
                continue
            if self.changed and self.missed.get(line.key, 0) >= _PAGES_LEAST:
                yield f"  {line.key!r} not on the last {self.missed[line.key]:,} pages, on {before:.0%} when learned"
            elif there < _LEFT * before:
                yield f"  {line.key!r} on {there:.0%} of the pages, {before:.0%} when learned"


def _check(inputs: Iterable[str], sites: list[SiteProfile] | Shelf | None) -> None:
    index = sites if isinstance(sites, Shelf) else Listed(known() if sites is None else sites)
    only = sites[0] if isinstance(sites, list) and len(sites) == 1 else None
    checked: dict[str, _Checked] = {}
    misses = Misses()
    for dump in stream(inputs):
        if not isinstance(dump, Dump):
            click.echo(f"newsdump: {printable(str(dump))}", err=True)
            continue
        profile = index.find(dump.text, dump.url) or (only if dump.url is None else None)
        if profile is None or profile.learned is None:
            continue
        of_site = checked.setdefault(profile.name, _Checked(profile))
        seen = sight(profile, dump.text)
        of_site.pages += 1
        of_site.met += 1 - len(seen.missing) / max(1, seen.stable)
        of_site.missing.update(seen.missing.keys())
        of_site.changed = misses.add(seen)
        of_site.missed = misses.missed.get(profile.name, {})
    if not checked:
        raise BadInputError("none of the pages is of a site that was learned; name profiles with --profiles")
    for _, of_site in sorted(checked.items()):
        for line in of_site.told():
            click.echo(printable(line))
    if any(of_site.changed for of_site in checked.values()):
        raise click.exceptions.Exit(1)
