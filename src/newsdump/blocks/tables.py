"""Tables inside a story: rows of as many cells each, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsdump.items import Reader
from newsdump.patterns import regex_later

_CELL_MOST: Final = 80
_LEAST: Final = 2
_NARROW: Final = 3
"""Where nothing but spaces stands between cells, so many of them make a row."""
_DRAWN: Final = regex_later(r"\s*[|│]\s*")
_TABBED: Final = regex_later(r"[ \xa0]*\t\s*")
_SPACED: Final = regex_later(r"[ \xa0]{2,}")
_KINDS: Final = ((_DRAWN, 2, "|│"), (_TABBED, 2, "\t"), (_SPACED, _NARROW, " \xa0"))
"""What stands between cells, how many make a row, and the signs of which a row has one then."""
_APART: Final = regex_later(r"[|│\t]|[ \xa0]{2}")
_MAY_PART: Final = ("|", "│", "\t", "  ", "\xa0")
"""Asked first, for next to no line of a story has one."""
_RULES: Final = frozenset("-—–=:|+ ")
_SAYS: Final = regex_later(r"[.!?。]$")


def runs(reader: Reader, story: Sequence[int]) -> dict[int, int]:
    """The tables in *story*: the first line of each with its last one."""
    found: dict[int, int] = {}
    place = 0
    while place < len(story):
        width = len(cells(reader, story[place]))
        end = place + 1
        while width and end < len(story) and story[end] == story[end - 1] + 1:
            if len(cells(reader, story[end])) != width:
                break
            end += 1
        if width and end - place >= _LEAST:
            found[story[place]] = story[end - 1]
        place = end
    return found


def cells(reader: Reader, line: int) -> list[str]:
    """The cells of a row; none if it is none."""
    lines = reader.lines
    row = lines.source[lines.starts[line] : lines.ends[line]]
    if not any(map(row.__contains__, _MAY_PART)) or not _APART.search(row) or "\n" in row or "\r" in row:
        return []
    for pattern, least, signs in _KINDS:
        if not any(map(row.__contains__, signs)):
            continue
        found = [cell.strip() for cell in pattern.split(row)]
        if pattern is _DRAWN:
            found = found[1 if not found[0] else 0 : -1 if len(found) > 1 and not found[-1] else None]
        if len(found) < least:
            continue
        said = [cell for cell in found if len(cell) > _CELL_MOST or (_SAYS.search(cell) and " " in cell)]
        return [] if said else found
    return []


def printed(reader: Reader, first: int, last: int) -> str:
    """The rows of a table, each on a line, with " | " between its cells."""
    rows = [cells(reader, line) for line in range(first, last + 1)]
    return "\n".join(" | ".join(row) for row in rows if not all(_RULES.issuperset(cell) for cell in row))
