"""`newsdump schema`: what the JSON of a page holds."""

from __future__ import annotations

import json

import click

from newsdump.serializers.json import schema as page_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of a page.

    It is the schema of what `newsdump parse` writes, and of each line that `newsdump convert` does.

    \b
    Example:
      newsdump schema > page.schema.json
    """
    click.echo(json.dumps(page_schema(), indent=2, ensure_ascii=False))
