"""Which comment answers which, as far as the print shows it.

By falling weight: nested numbers ("3.1"), a name that the header says is answered ("ILSE ▸ NOOR"), a name or a number
that the text begins with ("@Noor", "@3"), a quote of an earlier comment, and how far records stand to the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsdump.items.records import Draft
from newsdump.items.roles import Reader
from newsdump.patterns import re_later

_ADDRESSED: Final = re_later(r"@\s?(\S+(?: \S+){0,2})")
_QUOTED_LEAST: Final = 25
_QUOTED_LINES: Final = 8
_QUOTABLE: Final = re_later(rf"(?<!\w)(?=(\S.{{{_QUOTED_LEAST - 1}}}))")
"""Where a quotation may begin, and its beginning."""
_ALIKE_MOST: Final = 4
"""Of rows that begin alike, so many are looked at."""
_CALLED_LEAST: Final = 3
_CALLED_MOST: Final = 60
"""The letters of a name that is called by its beginning ("@Noor" for "Noor Haddad")."""


def parents(reader: Reader, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft of a page the index of the one that it answers, None where nothing shows one."""
    outer = _outer(_indents(reader, drafts))
    by_name: dict[str, int] = {}
    by_beginning: dict[str, int] = {}
    by_number: dict[str, int] = {}
    quotes = _Quotes(reader.lines.texts, drafts)
    found: list[int | None] = []
    for place, draft in enumerate(drafts):
        parent = None
        if draft.number and "." in draft.number:
            parent = by_number.get(draft.number.rpartition(".")[0])
        if parent is None and draft.answered:
            parent = by_name.get(_folded(draft.answered))
        if parent is None:
            parent = _addressed(reader.lines.texts[draft.texts[0]], by_name, by_beginning, by_number)
        if parent is None:
            parent = quotes.quoted(place)
        if parent is None and outer:
            parent = outer[place]
        found.append(parent)
        if draft.author:
            name = _folded(draft.author)
            by_name[name] = place
            by_beginning.update((name[:size], place) for size in range(_CALLED_LEAST, min(_CALLED_MOST, len(name)) + 1))
        by_number[draft.number or str(place + 1)] = place
    return found


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _addressed(
    text: str, by_name: dict[str, int], by_beginning: dict[str, int], by_number: dict[str, int]
) -> int | None:
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
    return by_beginning.get(_folded(words[0]))


class _Quotes:
    """Finds the rows that are said again; asked for one comment after another."""

    def __init__(self, texts: Sequence[str], drafts: Sequence[Draft]) -> None:
        self._texts = texts
        self._drafts = drafts
        self._told: dict[str, list[tuple[int, str]]] = {}
        """By the characters that each word and those behind it begin with: the last comments and rows with them."""

    def quoted(self, place: int) -> int | None:
        """The last comment above *place* of which a row is said again there."""
        texts, lines = self._texts, self._drafts[place].texts
        parent = None
        for line in lines[:_QUOTED_LINES]:
            said = texts[line].strip("\"'“”«»> ")
            if len(said) >= _QUOTED_LEAST:
                told = reversed(self._told.get(said[:_QUOTED_LEAST], ()))
                parent = next((other for other, text in told if said in text), None)
            if parent is not None:
                break
        for line in lines:
            text = texts[line]
            for word in _QUOTABLE.finditer(text) if len(text) >= _QUOTED_LEAST else ():
                told_here = self._told.setdefault(word[1], [])
                told_here.append((place, text))
                del told_here[:-_ALIKE_MOST]
        return parent


def _outer(indents: Sequence[int] | None) -> list[int | None]:
    """For each record the last one above that stands farther to the left; nothing if that tells nothing."""
    if indents is None:
        return []
    found: list[int | None] = []
    outer: list[int] = []
    for place, indent in enumerate(indents):
        while outer and indents[outer[-1]] >= indent:
            outer.pop()
        found.append(outer[-1] if outer else None)
        outer.append(place)
    return found


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
