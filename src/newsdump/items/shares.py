"""What the fitted trees make of a page's columns: for each line the share of each class.

The first trees are asked about all lines; where these are in doubt, or near such lines, the second ones, which hear
what the first ones said around a line.
"""

from __future__ import annotations

from itertools import compress
from typing import Final

from newsdump.items import forms, repetition, surroundings
from newsdump.items.forests import load_forests
from newsdump.items.roles import Reader
from newsdump.items.surroundings import CLASSES
from newsdump.trees import Votes

_NEAR: Final = 3
_DOUBT: Final = 0.05
"""Only so near lines of which less is sure are the second trees asked."""
_UNHEARD: Final = 0.001
"""Less than half of 1/255."""


def read(reader: Reader, votes: Votes, known: forms.Forms) -> list[list[float]]:
    """For each line of a page the share of each class.

    Args:
        reader: the page's lines with what each announces.
        votes: what the trees of the story say of each line.
        known: the forms of lines met before.
    """
    if not len(reader.lines):
        return []
    first, second = load_forests()
    columns = repetition.read(reader, votes, known)
    found = first.shares(columns.values, b"\1" * columns.size)
    doubtful = _in_doubt(found)
    if not any(doubtful):
        return found
    told = b"".join([bytes([int(255 * one + 0.5) if one > _UNHEARD else 0 for one in share]) for share in found])
    roles, begins = surroundings.of_classes([told[number :: len(CLASSES)] for number in range(len(CLASSES))])
    around = surroundings.read(roles, begins, columns.shapes)
    again = second.shares(columns.values + around.values, doubtful)
    for line, share in zip(compress(range(len(found)), doubtful), again, strict=True):
        found[line] = share
    return found


def _in_doubt(found: list[list[float]]) -> bytes:
    """1 for lines that may be of an item, and for those near them."""
    size = len(found)
    doubtful = bytearray(size)
    for line, share in enumerate(found):
        if share[0] + share[1] < 1 - _DOUBT:
            first, after = max(0, line - _NEAR), min(size, line + _NEAR + 1)
            doubtful[first:after] = b"\1" * (after - first)
    return bytes(doubtful)
