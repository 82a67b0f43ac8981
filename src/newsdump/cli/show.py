"""`newsdump show`: one dump in the terminal, with what was read from it in the margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from newsdump import Explanation, explain
from newsdump.cli.options import refuse_input, write
from newsdump.cli.reading import Asked, one_dump
from newsdump.model import Page, SectionKind
from newsdump.report import to_html
from newsdump.report.marks import Mark, Row, placed, rows
from newsdump.report.words import LETTERS, NAMES, WHOLES, tally
from newsdump.serializers.markup import clean

_STYLES: Final = {
    SectionKind.ARTICLE: Style(color="blue"),
    SectionKind.COMMENTS: Style(color="yellow"),
    SectionKind.RELATED: Style(color="green"),
    SectionKind.CHROME: Style(dim=True),
}
_BARS: Final = {
    SectionKind.ARTICLE: "┃",
    SectionKind.COMMENTS: "║",
    SectionKind.RELATED: "┇",
    SectionKind.CHROME: "┆",
}
_REASONS_IN: Final = 5
"""So far reasons stand to the right of the numbers of rows."""
_LEAST_TEXT: Final = 20
_LINES_SHOWN: Final = 2
"""Of a long line of the dump, unless all is asked for."""
_MORE: Final = " …"


@click.command()
@click.option("--full", is_flag=True, help="Show long lines whole.")
@click.option(
    "--why",
    type=click.IntRange(1),
    multiple=True,
    metavar="LINE",
    help="Tell which cues decided about this line of the dump; may be given more than once.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours: on a terminal, or say which.",
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="OUT",
    help="Write a report instead: one HTML file with the dump at the left and what was read at the right; "
    "- is standard output.",
)
@click.option("--force", is_flag=True, help="Replace a report that is there already.")
@one_dump
def show(
    *,
    asked: Asked,
    full: bool,
    why: tuple[int, ...],
    color: str,
    html: Path | None,
    force: bool,
) -> None:
    """Show how one dump is read.

    Each line of the dump stands with its number, the letter of its section (A article, C comments, R related items,
    – chrome) and the fields that were found in it.

    Exit status: 0 if the page was shown, 1 if the input cannot be read, 2 if the command was used wrongly.

    \b
    Examples:
      newsdump show page.txt
      newsdump show page.txt --full | less -R
      newsdump show page.txt --html report.html
      newsdump show crawl.wet.gz --record 17
    """
    if html is not None and why:
        raise click.UsageError("--why is told in the terminal, and the report of --html has no place for it")
    refuse_input(asked.path, html)
    page = asked.page()
    if html is not None:
        write(to_html(page).encode(), html, force=force)
        return
    _refuse_rows(page.text, why)
    console = Console(
        highlight=False,
        soft_wrap=False,
        force_terminal=True if color == "always" else None,
        no_color=True if color == "never" else None,
    )
    for line in _head(page):
        console.print(line)
    told = partial(explain, page.text, url=page.url, profile=asked.profile)
    for text in _lines(page, console.width, full=full, why=why, told=told):
        console.print(text, no_wrap=True, crop=False)


def _refuse_rows(text: str, why: Iterable[int]) -> None:
    """See to it that the dump has the rows that are asked about, and that something stands in them."""
    rows_of_text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    for row in why:
        if row > len(rows_of_text):
            raise click.UsageError(f"--why {row}: the dump has {len(rows_of_text)} rows")
        if not rows_of_text[row - 1].strip():
            raise click.UsageError(f"--why {row}: the row is blank, there is nothing to explain")


def _head(page: Page) -> Iterator[Text | Table]:
    """What there is, at a glance."""
    lines = Counter(row.kind for row in rows(page) if row.span.of(page.text).strip())
    table = Table.grid(padding=(0, 1))
    for kind in SectionKind:
        sure = [section.confidence for section in page.sections if section.kind is kind]
        known = f"{min(sure):.0%} sure" if sure else ""
        style = _STYLES[kind]
        table.add_row(
            Text(f"{_BARS[kind]} {LETTERS[kind]}", style),
            Text(NAMES[kind], style),
            tally(page, kind, lines[kind]),
            known,
        )
    yield table
    for note in page.notes:
        yield Text(f"note: {clean(note.message)}", "italic")
    yield Text("")


def _lines(
    page: Page, width: int, *, full: bool, why: Iterable[int], told: Callable[[int], Explanation]
) -> Iterator[Text]:
    """The dump, with its margin, and below the rows *why* what is *told* of them."""
    asked = frozenset(why)
    digits = len(str(page.text.count("\n") + 1))
    blank = False
    for row, here in placed(page):
        words = clean(row.span.of(page.text)).strip()  # a dump must not send commands to the terminal
        if not words:
            if not blank:
                yield Text(f"{'':{digits}}   {_BARS[row.kind]}", _STYLES[row.kind])
            blank = True
            continue
        blank = False
        yield from _line(row, words, [mark for _, mark in here], digits, width, full=full)
        if row.number in asked:
            yield from _reasons(told(row.number), digits, width)


def _line(row: Row, words: str, here: Iterable[Mark], digits: int, width: int, *, full: bool) -> Iterator[Text]:
    style = _STYLES[row.kind]
    labels = dict.fromkeys(
        mark.label for mark in here if mark.label not in WHOLES and mark.span.start >= row.span.start
    )
    label = next(iter(labels), "")[:12]
    margin = f"{row.number:{digits}} {LETTERS[row.kind]} {_BARS[row.kind]} {label:12} "
    after = f"{'':{digits}}   {_BARS[row.kind]} {'':12} "
    body = Text(words)
    wrapped = body.wrap(Console(width=width), max(width - len(margin) - len(_MORE), _LEAST_TEXT))
    shown = wrapped if full else wrapped[:_LINES_SHOWN]
    for number, piece in enumerate(shown):
        cut = _MORE if number == len(shown) - 1 and len(shown) < len(wrapped) else ""
        own = style if row.kind is SectionKind.CHROME else Style()
        yield Text.assemble((after if number else margin, style), (piece.plain.rstrip(), own), (cut, style))


def _reasons(explanation: Explanation, digits: int, width: int) -> Iterator[Text]:
    """Which cues decided, as many lines as they take."""
    for reason in str(explanation).splitlines():
        said = Text(clean(reason)).wrap(Console(width=width), max(width - digits - _REASONS_IN, _LEAST_TEXT))
        for piece in said:
            yield Text(f"{'':{digits + _REASONS_IN}}{piece.plain.rstrip()}", "italic")
