"""How what was read from a page shows itself: on a line of a terminal, and in a notebook."""

from __future__ import annotations

from importlib import import_module
from typing import Final

_MOST: Final = 40
"""So many characters of a text a `repr` shows."""


def shown(text: str | None) -> str:
    """The beginning of *text*, in quotes.

    >>> shown(None), shown("Library lends out ladders"), len(shown("ladder " * 9))
    ('None', "'Library lends out ladders'", 42)
    """
    return repr(text if text is None or len(text) <= _MOST else text[: _MOST - 1] + "…")


def drawn(found: object) -> str:
    """A page, or what was read from it, as HTML; the room of pictures is above this one and looked up when needed."""
    html: str = import_module("newsdump.report").to_notebook(found)
    return html
