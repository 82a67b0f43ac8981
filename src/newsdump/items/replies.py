"""Which comment answers which, as far as the print shows it.

By falling weight: nested numbers ("3.1"), a name that the header says is answered ("ILSE ▸ NOOR"), a name or a number
that the text begins with ("@Noor", "@3"), a quote of an earlier comment, and how far records stand to the right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from newsdump.items.records import Draft
from newsdump.items.roles import Reader

_ADDRESSED: Final = re.compile(r"@\s?(\S+(?: \S+){0,2})")
_QUOTED_LEAST: Final = 25
_QUOTED_LINES: Final = 8


def parents(reader: Reader, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft of a page the index of the one that it answers, None where nothing shows one."""
    indents = _indents(reader, drafts)
    by_name: dict[str, int] = {}
    by_number: dict[str, int] = {}
    found: list[int | None] = []
    for place, draft in enumerate(drafts):
        parent = None
        if draft.number and "." in draft.number:
            parent = by_number.get(draft.number.rpartition(".")[0])
        if parent is None and draft.answered:
            parent = by_name.get(_folded(draft.answered))
        if parent is None:
            parent = _addressed(reader.lines.texts[draft.texts[0]], by_name, by_number)
        if parent is None:
            parent = _quoted(reader, drafts, place)
        if parent is None and indents is not None:
            above = range(place - 1, -1, -1)
            parent = next((other for other in above if indents[other] < indents[place]), None)
        found.append(parent)
        if draft.author:
            by_name[_folded(draft.author)] = place
        by_number[draft.number or str(place + 1)] = place
    return found


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _addressed(text: str, by_name: dict[str, int], by_number: dict[str, int]) -> int | None:
    """Who "@NAME" at the beginning of a text calls."""
    found = _ADDRESSED.match(text)
    if found is None:
        return None
    words = found[1].split(" ")
    for size in range(len(words), 0, -1):
        name = _folded(" ".join(words[:size]))
        if name in by_name:
            return by_name[name]
    number = words[0].lstrip("#").rstrip(":,.")
    if number.isdigit():
        return by_number.get(number)
    first = _folded(words[0])
    told = [place for name, place in by_name.items() if len(first) > 2 and name.startswith(first)]
    return max(told, default=None)


def _quoted(reader: Reader, drafts: Sequence[Draft], place: int) -> int | None:
    """The earlier comment of which a row is said again."""
    texts = reader.lines.texts
    for line in drafts[place].texts[:_QUOTED_LINES]:
        said = texts[line].strip("\"'“”«»> ")
        if len(said) < _QUOTED_LEAST:
            continue
        for other in range(place - 1, -1, -1):
            if any(said in texts[one] for one in drafts[other].texts):
                return other
    return None


def _indents(reader: Reader, drafts: Sequence[Draft]) -> list[int] | None:
    """How far each record stands to the right; None if that tells nothing."""
    source, begins, starts = reader.lines.source, reader.lines.begins, reader.lines.starts
    found = []
    for draft in drafts:
        row = source[begins[draft.first] : starts[draft.first]]
        found.append(len(row) - len(row.lstrip(" \t\xa0")))
    if len(set(found)) < 2 or (found and found[0] != min(found)):
        return None
    return found
