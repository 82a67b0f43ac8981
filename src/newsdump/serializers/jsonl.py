"""JSON Lines: the JSON of a page on one line, so that files of pages can be read and cut line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from newsdump.model import Page
from newsdump.serializers import json
from newsdump.serializers.json import loads
from newsdump.serializers.selection import Selection

__all__ = ["as_line", "dumpb", "dumps", "loads"]

_SEPARATORS: Final = {character: f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}
"""What JSON allows in strings and `str.splitlines` takes for an end of line, with the escapes for it."""


def dumps(page: Page, *, record: Mapping[str, Any] | None = None, selection: Selection | None = None) -> str:
    r"""*page* as one line, with the line feed at its end.

    No other sign in it ends a line for any reader, not even U+2028. *record* and *selection* are as for
    `newsdump.serializers.json.to_dict`.
    """
    return dumpb(page, record=record, selection=selection).decode()


def dumpb(page: Page, *, record: Mapping[str, Any] | None = None, selection: Selection | None = None) -> bytes:
    """What `dumps` writes, in UTF-8: files are written without a text in between."""
    return as_line(json.to_dict(page, record=record, selection=selection))


def as_line(tree: dict[str, Any]) -> bytes:
    """A line of the file, in UTF-8, with the line feed at its end."""
    line = json.one_line(tree)
    for character, escape in _SEPARATORS.items():
        if character in line:
            line = line.replace(character, escape)
    try:
        return line.encode() + b"\n"
    except UnicodeEncodeError:
        return json.without_surrogates(line).encode() + b"\n"
