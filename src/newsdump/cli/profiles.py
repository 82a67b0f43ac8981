"""`newsdump profiles`: the sites that are known."""

from __future__ import annotations

import click

from newsdump.profiles import known


@click.command()
def profiles() -> None:
    """List the site profiles that are known: name and hosts, a line each.

    A page of such a site is recognised by its text or its URL; --profile NAME of other commands does without.

    \b
    Example:
      newsdump profiles
    """
    for profile in known():
        click.echo("\t".join([profile.name, ", ".join(profile.hosts)]))
