"""Templates of records: on which rows the fields of a comment or a related item stand, and with what between them.

A row is written as a template: `{author} · {age}`. A field is named in braces; `{badge?}` is there for every other
record, `{badge?.2}` for every fifth; `{votes| likes}` brings a literal with it. A field without a value goes, and the
literal in front of it; a row whose fields are all gone goes too. In front of a template stands, in angle brackets,
what it is in:

| mark | what it is in |
|---|---|
| `<p>`, `<h3>`, `<quote>`, `<cell>` | an element of this kind; without a mark, one without a blank row around |
| `<*>`, `<1.>` | the first row of an entry of a list, bulleted or numbered |
| `<+1>` | a list one level deeper |
| `<=>` | one text node, where others have one for each field and each literal |

Marks can be joined: `<* +1>{badge}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random
from typing import Final

from attrs import evolve, frozen

from newsdump.testing.blocks import Block, Piece, Tag, tagged

_MARKS: Final = re.compile(r"<([^<>]+)>")
_FIELD: Final = re.compile(r"\{(\w+)(\?(?:\.\d+)?)?(?:\|([^{}]*))?\}")
_SEPARATORS: Final = " \t·|-–—/,•:»"
_KINDS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "p", "row", "quote", "code", "cell"})


@frozen
class Row:
    """A row of a record."""

    template: str
    kind: str = "row"
    level: int = 0
    marker: str = ""
    whole: bool = False


Record = tuple[Row, ...]
"""The rows of a record, from the top."""

Value = str | Piece | Sequence[Block]
"""What a field holds: a string, a piece with its own dress, or the blocks of a text."""


def row(written: str) -> Row:
    """Read a row as it is written.

    Raises:
        ValueError: a mark is unknown.

    >>> row("<* +1>{badge}")
    Row(template='{badge}', kind='row', level=1, marker='*', whole=False)
    """
    match = _MARKS.match(written)
    if match is None:
        return Row(written)
    made = Row(written[match.end() :])
    for mark in match[1].split():
        if mark in _KINDS:
            made = evolve(made, kind=mark)
        elif mark[0] == "+":
            made = evolve(made, level=int(mark[1:]))
        elif mark == "=":
            made = evolve(made, whole=True)
        elif mark in {"*", "1."}:
            made = evolve(made, marker=mark)
        else:
            raise ValueError(f"unknown mark {mark!r} in {written!r}")
    return made


def record(written: Sequence[str]) -> Record:
    """Read the rows of a record."""
    return tuple(row(one) for one in written)


@lru_cache(maxsize=8192)
def _cells(template: str) -> tuple[tuple[str, str, float, str], ...]:
    """The fields of *template*: the literal in front, the name, the odds, the literal it brings.

    A last literal has no name.

    >>> _cells("by {author}, {votes?| likes}!")
    (('by ', 'author', 1.0, ''), (', ', 'votes', 0.5, ' likes'), ('!', '', 1.0, ''))
    """
    cells, at = [], 0
    for match in _FIELD.finditer(template):
        odds = 1.0 if match[2] is None else float(match[2][1:] or 0.5)
        cells.append((template[at : match.start()], match[1], odds, match[3] or ""))
        at = match.end()
    if at < len(template):
        cells.append((template[at:], "", 1.0, ""))
    return tuple(cells)


def fields(rows: Record) -> tuple[str, ...]:
    """The names of the fields of a record, each once.

    >>> fields(record(["{author} · {age}", "{text}"]))
    ('author', 'age', 'text')
    """
    return tuple(dict.fromkeys(name for one in rows for _, name, _, _ in _cells(one.template) if name))


def fill(
    rows: Record,
    values: Mapping[str, Value],
    tags: Mapping[str, Tag],
    random: Random,
    *,
    own: Tag | None = None,
    level: int = 0,
    number: int = 1,
) -> list[Block]:
    """The blocks of one record.

    Args:
        rows: its grammar.
        values: what its fields hold; blocks go on rows of their own.
        tags: the tags of its fields.
        random: decides which optional fields are there.
        own: the tag of all else that is printed of it.
        level: how deep it stands in lists.
        number: which one of its list it is, for numbered entries.
    """
    blocks: list[Block] = []
    for one in rows:
        pieces, behind = _row(one.template, values, tags, random, own)
        if not pieces and not behind:
            continue
        deep = level + one.level
        marker = f"{number}." if one.marker == "1." else one.marker
        if pieces:
            blocks.append(Block(one.kind, pieces, level=deep, marker=marker, whole=one.whole))
            marker = ""
        for text in behind:
            blocks.append(evolve(text, level=text.level + deep, marker=text.marker or marker))
            marker = ""
    return blocks


def _row(
    template: str, values: Mapping[str, Value], tags: Mapping[str, Tag], random: Random, own: Tag | None
) -> tuple[list[Piece], list[Block]]:
    """The pieces of a row, and the blocks below it; none if all fields are gone."""
    pieces: list[Piece] = []
    behind: list[Block] = []
    gone = found = False
    for literal, name, odds, tail in _cells(template):
        value = values.get(name, "") if name else ""
        if name and (not value or (odds < 1 and random.random() >= odds)):
            gone = True
            continue
        if gone and not pieces:
            literal = literal.lstrip(_SEPARATORS)  # noqa: PLW2901 - what separated it from a field that is gone
        if literal and (pieces or literal.strip()):
            pieces.append(Piece(literal, own))
        if name:
            found = True
            inside, below = _value(value, tags.get(name, own), beside=bool(pieces))
            pieces += inside
            behind += below
        if tail:
            pieces.append(Piece(tail, own))
    return (pieces, behind) if found or not gone else ([], [])


def _value(value: Value, tag: Tag | None, *, beside: bool) -> tuple[list[Piece], list[Block]]:
    """What of a value stands in the row, and what below it: a text begins in the row if it stands *beside* others."""
    if isinstance(value, str):
        return [Piece(value, tag)], []
    if isinstance(value, Piece):
        return [evolve(value, tag=tag)], []
    blocks = tagged(value, tag) if tag else list(value)
    return (list(blocks[0].pieces), blocks[1:]) if beside and blocks else ([], blocks)


def listed(rows: Record) -> bool:
    """Whether a record is an entry of a list."""
    return any(one.marker and not one.level for one in rows)
