"""The one dump that `parse` and `show` are about."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final

import click
from attrs import frozen

from newsdump import parse
from newsdump.cli.options import BadInputError, Time, dials, fields_called, how_to_read, profile_names
from newsdump.cli.terminal import printable
from newsdump.errors import MissingExtraError, NewsdumpError
from newsdump.model import Page
from newsdump.readers import Dump, Fault, Fields
from newsdump.readers.reading import read_file

_COUNTED: Final = 100_000
"""Records that are counted to tell how many there are."""
WHAT_TO_DO: Final = {
    "looks-like-html": "it looks like HTML: give it with --reader html (pip install 'newsdump[html]'), or print it as "
    "plain text before",
    "looks-like-json": "it looks like JSON: give it with --reader json or jsonl, and --text-field",
    "looks-like-pdf": "it is a PDF: print it as plain text before, with pdftotext for instance",
    "looks-like-binary": "it holds bytes that are no text: is it the right file?",
    "mojibake": "letters in it were read in a wrong encoding before; ftfy repairs such text",
}
"""What to say of a page with one of these notes."""


@frozen
class Asked:
    """Which dump, and what is known of it."""

    path: str
    record: int | None
    reader: str | None
    fields: Fields
    captured_at: datetime | None
    url: str | None
    profile: str | None
    min_confidence: float
    min_story_share: float

    def page(self) -> Page:
        """The page of the dump.

        Raises:
            BadInputError: it cannot be read.
            click.UsageError: it is not told which, or something of it is wrong.
        """
        try:
            page = self._dump().parsed_by(self._parse)
        except MissingExtraError:
            raise  # it has an exit status of its own
        except NewsdumpError as error:
            raise click.UsageError(printable(str(error))) from None
        for note in page.notes:
            if note.code in WHAT_TO_DO:
                click.echo(f"newsdump: {printable(self.path)}: {WHAT_TO_DO[note.code]}", err=True)
        return page

    def _parse(self, text: str, *, url: str | None, captured_at: datetime | None) -> Page:
        return parse(
            text,
            url=self.url or url,
            captured_at=self.captured_at or captured_at,
            profile=self.profile,
            min_confidence=self.min_confidence,
            min_story_share=self.min_story_share,
        )

    def _dump(self) -> Dump:
        if os.path.isdir(self.path):  # noqa: PTH112 - the path may be an address
            raise BadInputError(f"{self.path} is a folder; newsdump convert reads folders")
        first: Dump | Fault | None = None
        count = 0
        for each in read_file(self.path, reader=self.reader, fields=self.fields):
            count += 1
            number = each.origin.number or 1
            if number == self.record:
                return _read(each)
            first = first or each
            if self.record is None and count == _COUNTED:
                break
        if self.record is not None:
            raise BadInputError(f"{self.path} has no record {self.record}; it has {count}")
        if first is None:
            raise BadInputError(f"{self.path} holds no records")
        if count > 1:
            many = f"{count:,}" if count < _COUNTED else f"more than {count:,}"
            raise click.UsageError(
                f"{printable(self.path)} holds {many} records; say which with --record NUMBER, "
                "or use newsdump convert for all of them"
            )
        return _read(first)


def _read(found: Dump | Fault) -> Dump:
    if isinstance(found, Fault):
        raise BadInputError(f"cannot read {found}")
    return found


def one_dump(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument and the options that tell which dump, as one `Asked`, called *asked*."""

    @wraps(command)
    def asking(
        *,
        file: str,
        record: int | None,
        reader: str | None,
        text_field: str | None,
        url_field: str | None,
        time_field: str | None,
        captured_at: datetime | None,
        url: str | None,
        profile: str | None,
        min_confidence: float,
        min_story_share: float,
        **others: Any,  # noqa: ANN401 - those of the command
    ) -> None:
        fields = fields_called(text_field, url_field, time_field)
        asked = Asked(file, record, reader, fields, captured_at, url, profile, min_confidence, min_story_share)
        command(asked=asked, **others)

    with_options = dials(how_to_read(asking))
    for option in (
        click.option(
            "--profile",
            metavar="NAME",
            shell_complete=profile_names,
            help="Read with this site profile instead of looking for one.",
        ),
        click.option("--url", metavar="URL", help="Where the page comes from; helps to recognise the site."),
        click.option(
            "--captured-at",
            type=Time(),
            help="When the page was captured, like 2025-06-06T12:00:00Z. "
            "With it, ages like '3 hours ago' get their earliest and latest time.",
        ),
        click.option("--record", type=click.IntRange(1), metavar="NUMBER", help="Which of the records of the file."),
        click.argument("file", metavar="FILE|-", type=click.Path(allow_dash=True)),
    ):
        with_options = option(with_options)
    return with_options
