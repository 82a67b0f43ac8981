"""`newsdump parse`: one dump."""

from __future__ import annotations

from pathlib import Path

import click

from newsdump.cli.options import FormatName, refuse_input, with_front_matter, write
from newsdump.cli.reading import Asked, one_dump
from newsdump.cli.terminal import printable
from newsdump.errors import UsageError
from newsdump.model import Page
from newsdump.serializers import FORMATS, Format, find, formats, json, of_file
from newsdump.serializers.writing import Writer


@click.command()
@click.option(
    "--to",
    "name",
    type=FormatName(list(formats())),
    help="What to write; if not given, what the name of the output file tells, else json.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Write to this file instead of standard output, which - stands for.",
)
@with_front_matter
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@one_dump
def parse(
    *,
    asked: Asked,
    name: str | None,
    output: Path | None,
    front_matter: bool,
    force: bool,
) -> None:
    """Read one dump and write its page.

    FILE is the dump, a text file in UTF-8, or whatever newsdump convert reads, with --record for one of many; a single
    - means standard input. Bytes that are not UTF-8 do not stop the reading: a note of the page says what became of
    them.

    Exit status: 0 if the page was written, 1 if the input cannot be read, 2 if the command was used wrongly.

    \b
    Examples:
      newsdump parse page.txt
      newsdump parse page.txt --captured-at 2025-06-06T12:00:00Z -o page.json
      newsdump parse - --to markdown < page.txt
      newsdump parse page.txt --front-matter -o page.md
      newsdump parse crawl.jsonl.gz --record 17
    """
    refuse_input(asked.path, output)
    page = asked.page()
    chosen = find(name) if name else (of_file(output) if output else None) or FORMATS["json"]
    if front_matter:
        data = _headed(chosen, page)
    elif chosen.name == "json":  # of one page it is looked at by people: set out over lines
        data = (json.dumps(page, pretty=True) + "\n").encode()
    else:
        data = chosen.dumps(page)
    if not data.strip():
        why = " ".join(note.message for note in page.notes)
        click.echo(f"newsdump: {printable(asked.path)}: as {chosen.name} it has nothing to tell: {why}", err=True)
    write(data, output, force=force)


def _headed(chosen: Format, page: Page) -> bytes:
    try:
        return Writer(chosen, front_matter=True).pages([page])
    except UsageError as error:
        raise click.UsageError(str(error)) from None
