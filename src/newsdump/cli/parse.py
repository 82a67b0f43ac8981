"""`newsdump parse`: one dump."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from newsdump.cli.options import about_the_dump, read_page, refuse_input, write
from newsdump.serializers import FORMATS, find, formats, json, of_file


@click.command()
@click.argument("file", metavar="FILE|-", type=click.Path(allow_dash=True))
@click.option(
    "--to",
    "name",
    type=click.Choice(list(formats())),
    help="What to write; if not given, what the name of the output file tells, else json.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of standard output.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@about_the_dump
def parse(
    *,
    file: str,
    name: str | None,
    output: Path | None,
    force: bool,
    captured_at: datetime | None,
    url: str | None,
    profile: str | None,
) -> None:
    """Read one dump and write its page.

    FILE is the dump, a text file in UTF-8; a single - means standard input. Bytes that are not UTF-8 do not stop
    the reading: they are replaced, and a note of the page says so.

    Exit status: 0 if the page was written, 1 if the input cannot be read, 2 if the command was used wrongly.

    \b
    Examples:
      newsdump parse page.txt
      newsdump parse page.txt --captured-at 2025-06-06T12:00:00Z -o page.json
      newsdump parse - --to markdown < page.txt
    """
    refuse_input(file, output)
    page = read_page(file, captured_at, url, profile)
    chosen = find(name) if name else (of_file(output) if output else None) or FORMATS["json"]
    # JSON of one page is looked at by people: set out over lines.
    pretty = chosen.name == "json"
    write((json.dumps(page, pretty=True) + "\n").encode() if pretty else chosen.dumps(page), output, force=force)
