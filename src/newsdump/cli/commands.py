"""The commands, each imported when it is used: what `convert` needs is no burden for `--version`."""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

import click

from newsdump import __version__

_COMMANDS: Final = {
    "parse": "Read one dump and write its page.",
    "convert": "Convert many dumps.",
    "show": "Show how one dump is read.",
    "schema": "Print the JSON Schema of pages.",
    "learn": "Learn a site's profile from its pages.",
    "profiles": "List the site profiles.",
}
"""The commands with their first lines, in the order of the help; a module each, with a function of the same name."""


class _Lazy(click.Group):
    """A group that knows the names of its commands and imports only the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        """The names."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click has it
        """The command, from its module."""
        if cmd_name not in _COMMANDS:
            return None
        return cast("click.Command", getattr(import_module(f"newsdump.cli.{cmd_name}"), cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The names with their first lines, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="newsdump %(version)s")
def newsdump() -> None:
    """Give the plain text of a scraped page its structure back.

    A dump is what is left of a web page when the HTML is gone: menus, the story, comments and related items in one
    stretch of text. newsdump tells them apart, and says where each of them stands.

    \b
    Examples:
      newsdump parse page.txt                  the page as JSON
      newsdump parse page.txt --to markdown    the page to read
      newsdump show page.txt                   the dump, with what was read in the margin
      newsdump convert dumps -o pages.jsonl    a folder of dumps
    """
