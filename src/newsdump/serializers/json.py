r"""JSON: everything that a page holds, and back without loss.

The names are those of the model. A span is a pair `[start, end]`, a time an ISO 8601 string, and the `earliest` and
`latest` moment that an age can mean stand beside what was said; `loads` leaves them aside. The text of an article is
that of its blocks, and stands there alone. The schema ships as `data/page.schema.json` (see `schema`).

Any `str` survives, lone surrogates too: they are written as escapes. Where a text holds a high and a low surrogate
next to each other, which JSON cannot tell from the one character that they stand for, the object says
`"surrogates": "apart"`, and every escape is one code point.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final, cast

import regex

from newsdump.errors import FormatError, UsageError
from newsdump.model import Page
from newsdump.serializers.kept import plain
from newsdump.serializers.selection import Selection
from newsdump.serializers.structuring import structure
from newsdump.serializers.unstructuring import unstructure

FORMAT: Final = "newsdump/2"
"""What the key `format` says; the number changes when older readers would go wrong."""
_READ: Final = frozenset({"newsdump/1", FORMAT})
"""The formats that `loads` reads. The first had the text of the article twice, whole and in its blocks."""

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(", ", ": "))
_WIDTH: Final = 100
_SURROGATE: Final = regex.compile("[\ud800-\udfff]")
_PAIR: Final = regex.compile("[\ud800-\udbff][\udc00-\udfff]")
_ESCAPED_PAIR: Final = regex.compile(
    r"""
    (?<!\\)(?:\\\\)*\K            # an even number of backslashes: what follows is an escape
    (\\u[dD][89abAB][\da-fA-F]{2})
    \\u([dD][c-fC-F][\da-fA-F]{2})
    """,
    regex.VERBOSE,
)


def dumps(
    page: Page,
    *,
    pretty: bool = False,
    record: Mapping[str, Any] | None = None,
    selection: Selection | None = None,
) -> str:
    """*page* as JSON on one line, or set out to be read with *pretty*; see `to_dict` for the rest."""
    tree = to_dict(page, record=record, selection=selection)
    return without_surrogates(_set_out(tree) if pretty else one_line(tree))


def one_line(tree: dict[str, Any]) -> str:
    """What `to_dict` gave on one line, surrogates and all: what `dumps` and the format `jsonl` make sound."""
    return _ENCODER.encode(tree)


def loads(text: str | bytes) -> Page:
    """The page that `dumps` wrote.

    Keys that are not of the model are left aside, so that pages of a later version and those that carry keys of yours
    can be read.

    Raises:
        FormatError: *text* is not valid JSON or no page, or a span runs beyond the page's text; the message says where.
        UsageError: *text* is neither `str` nor `bytes`.

    >>> loads('{"format": "newsdump/1", "text": 3}')
    Traceback (most recent call last):
    newsdump.errors.FormatError: $.text: expected a string, got 3
    """
    if not isinstance(text, str | bytes | bytearray):
        raise UsageError(f"text must be a str or bytes, not {type(text).__name__}")
    try:
        tree = _decode(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"not valid JSON: {error}") from None
    except FormatError:
        raise
    except ValueError:  # which is all that the decoder says of it
        raise FormatError("not valid JSON: a number has more digits than can be read") from None
    return from_dict(tree)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `dumps` writes.

    >>> schema()["title"]
    'A page read by newsdump'
    """
    source = files("newsdump").joinpath("data", "page.schema.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(source))


def from_dict(tree: object) -> Page:
    """The page that `to_dict` took apart.

    Raises:
        FormatError: *tree* is no page, or a span in it runs beyond its text; the message says where.
    """
    if isinstance(tree, dict) and tree.get("format", FORMAT) not in _READ:
        raise FormatError(
            f"$.format: expected {FORMAT!r} or an earlier one, got {tree['format']!r}; a later newsdump may read it"
        )
    return structure(Page, tree)


def to_dict(
    page: Page, *, record: Mapping[str, Any] | None = None, selection: Selection | None = None
) -> dict[str, Any]:
    """*page* as dicts, lists, strings and numbers: what `dumps` writes.

    Args:
        page: the page.
        record: what came with the dump and goes with it (its id), for the key `record`.
        selection: the fields to write; all if None.
    """
    tree = {"format": FORMAT, **unstructure(page)}
    if record:
        tree = {"format": FORMAT, "record": plain(record), **tree}
    return tree if selection is None else selection.drop(tree)


def _set_out(tree: object, indent: str = "") -> str:
    """JSON to be read: what fits on a line stands on one, so that a span does not take four."""
    line = _ENCODER.encode(tree)
    if len(line) + len(indent) <= _WIDTH or not isinstance(tree, dict | list) or not tree:
        return line
    deeper = indent + "  "
    if isinstance(tree, dict):
        inner = [f"{deeper}{_ENCODER.encode(key)}: {_set_out(value, deeper)}" for key, value in tree.items()]
        return "{\n" + ",\n".join(inner) + f"\n{indent}}}"
    inner = [deeper + _set_out(value, deeper) for value in tree]
    return "[\n" + ",\n".join(inner) + f"\n{indent}]"


def without_surrogates(text: str) -> str:
    """JSON with escapes for surrogates, if it holds any, and the mark that tells when two of them are two."""
    try:
        text.encode()
    except UnicodeEncodeError:
        if _PAIR.search(text):
            text = text.replace("{", '{"surrogates": "apart", ', 1)
        return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text


def _decode(text: str | bytes) -> object:
    if isinstance(text, bytes):
        text = text.decode("utf-8-sig")
    tree = json.loads(text, parse_constant=_refuse_constant)
    if isinstance(tree, dict) and tree.get("surrogates") == "apart":
        # The escape of the low one gives way to the code point itself, which the decoder does not join.
        text = _ESCAPED_PAIR.sub(lambda found: found[1] + chr(int(found[2], 16)), text)
        tree = json.loads(text, parse_constant=_refuse_constant)
    return tree


def _refuse_constant(name: str) -> object:
    raise FormatError(f"{name} is no number of JSON")
