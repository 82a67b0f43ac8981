"""How the site is built: `python -m sphinx -W -b html docs OUT`, from the dependency group `docs`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from docutils import nodes
from sphinx.application import Sphinx

import newsdump

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "newsdump"
author = copyright = "The newsdump developers"  # noqa: A001 - the name that it has
release = version = newsdump.__version__
extensions = [
    "myst_parser",
    "page_schema",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "sphinx_copybutton",
]
default_role = "py:obj"  # a single `name` of a docstring is a link where it names something

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

add_module_names = False
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "undoc-members": True}
autodoc_typehints_format = "short"
smartquotes_action = "qe"  # two hyphens are those of an option
python_maximum_signature_line_length = 88
napoleon_numpy_docstring = False

# Offline, as packagers build: SPHINX_OFFLINE=1 leaves out the links into other projects' documents.
intersphinx_mapping = {} if os.environ.get("SPHINX_OFFLINE") else {"python": ("https://docs.python.org/3", None)}

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

html_theme = "furo"
html_title = f"newsdump {release}"
html_static_path = ["_static"]


def _as_written(_app: Sphinx, _context: click.Context, lines: list[str]) -> None:
    """Help is plain text: a `*` of a pattern in it is no markup, and the lines of examples are commands."""
    written: list[str] = []
    for line in lines:
        shown = line.removeprefix("| ")
        if shown == line:
            written.append(line.replace("*", "\\*"))
        elif not shown.startswith(" "):
            written.extend([shown, "", ".. code-block:: text", ""])  # "Examples:"
        else:
            written.append(f"    {shown.strip()}")
    lines[:] = written


def _trimmed(_app: Sphinx, document: nodes.document) -> None:
    """The empty line that ends an example for doctest is not to be seen."""
    for block in document.findall(nodes.literal_block):
        trimmed = block.astext().rstrip("\n")
        block.rawsource = trimmed
        block[:] = [nodes.Text(trimmed)]


def setup(app: Sphinx) -> None:
    """Read help as the text that it is."""
    app.connect("sphinx-click-process-description", _as_written)
    app.connect("doctree-read", _trimmed)
