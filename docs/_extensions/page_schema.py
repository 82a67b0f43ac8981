"""The directive `page-schema`: the JSON Schema of a page as tables, one an object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from newsdump.serializers.json import schema


class PageSchema(SphinxDirective):
    """Takes no argument: the schema is the one that ships."""

    def run(self) -> list[nodes.Node]:
        """The tables, as if they had been written in the document."""
        return self.parse_text_to_nodes("\n".join(_page(schema())), allow_section_headings=True)


def _page(tree: dict[str, Any]) -> Iterator[str]:
    yield from _table("page", tree)
    for name, inner in tree["$defs"].items():
        yield from _table(name, inner)


def _table(name: str, tree: dict[str, Any]) -> Iterator[str]:
    yield f"## {name}\n"
    yield _said(tree) + "\n"
    if "properties" not in tree:
        yield f"Type: {_kind(tree)}.\n"
        return
    yield "| key | type | what it is |"
    yield "|---|---|---|"
    for key, inner in tree["properties"].items():
        yield f"| `{key}` | {_kind(inner)} | {_said(inner)} |"
    yield ""


def _said(tree: dict[str, Any]) -> str:
    return str(tree.get("description", "")).replace("|", "\\|").replace("\n", " ")


def _kind(tree: dict[str, Any]) -> str:
    """The type in words: "string (date-time) or null"."""
    if "$ref" in tree:
        name = tree["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in tree:
        return " or ".join(_kind(each) for each in tree["anyOf"])
    if "const" in tree:
        return f"`{tree['const']}`"
    if "enum" in tree:
        return ", ".join(f"`{each}`" for each in tree["enum"])
    if "prefixItems" in tree:
        return f"array of {len(tree['prefixItems'])} numbers"
    if "items" in tree:
        return f"array of {_kind(tree['items'])}"
    kinds = tree.get("type", "any value")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    form = f" ({tree['format']})" if "format" in tree else ""
    return f"{kinds[0]}{form}" + "".join(f" or {kind}" for kind in kinds[1:])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("page-schema", PageSchema)
    return {"parallel_read_safe": True}
