"""`newsdump profiles`: the sites that are known."""

from __future__ import annotations

import click

from newsdump.profiles import shipped


@click.command()
def profiles() -> None:
    """List the site profiles that ship with newsdump: name and hosts, a line each.

    A page of such a site is recognised by its text or its URL; --profile NAME of other commands does without.

    \b
    Example:
      newsdump profiles
    """
    for profile in shipped():
        click.echo("\t".join([profile.name, ", ".join(profile.hosts)]))
