"""Annotated pages changed so that more can be learned from them: cut off, thinned, and with parts of other pages.

What stands around an item is not what makes it one: the list of one page may stand below the story of another.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from attrs import field, frozen

from labelled_rows import Rows, joined
from newsdump.items.surroundings import COMMENT, RELATED, ROLES

_CUT: Final = 0.3
"""So many pages are cut off behind one of their comments or items, for dumps of parts of pages end so."""
_THIN: Final = 0.4
"""So many pages are thinned: dumps are also of small pages, of stories of a sentence, of a single comment."""
_NEXT_TO_ITEMS: Final = 2
_OF_ITEMS: Final = frozenset((*COMMENT, *RELATED))
_KIND_OF: Final = {
    **{ROLES.index(role): "comment" for role in (*COMMENT, "comments_heading", "comments_state")},
    **{ROLES.index(role): "related" for role in (*RELATED, "related_heading")},
}
_BODY: Final = ROLES.index("body")
_BETWEEN: Final = 3
"""So many lines of no item may stand between the items of a list."""
_FURNITURE_LEAST: Final = 3
_DECIDED: Final = 0.6
"""Rows that weigh less may be something else."""
_LIST_MOST: Final = 120
_KEPT, _REPLACED = 0.4, 0.85
"""A list of the page stays, makes room for another page's, or is left out."""
_SAME_KIND: Final = 0.8
_SHORTENED: Final = 0.25
_SAME_PRINTER: Final = 0.7
_AT_A_GAP, _IN_THE_STORY = 0.06, 0.012
"""How often something is put in where a blank row stands."""
_A_LIST: Final = 0.6


@frozen(eq=False)
class Page:
    """An annotated page."""

    name: str
    site: str
    """Pages of one site are left out together."""
    language: str
    printer: str
    text: str
    url: str | None
    rows: Rows
    lists: list[tuple[int, int, str]] = field(init=False)
    """Where items stand together with their headings (half open), and of which kind they are."""
    furniture: list[tuple[int, int]] = field(init=False)

    @lists.default
    def _lists(self) -> list[tuple[int, int, str]]:
        roles = self.rows.labels.roles.tolist()
        found: list[tuple[int, int, str]] = []
        for line, kind in ((line, _KIND_OF[role]) for line, role in enumerate(roles) if role in _KIND_OF):
            if found and found[-1][2] == kind and line <= found[-1][1] + _BETWEEN:
                start, end, _ = found[-1]
                if _BODY not in roles[end:line]:
                    found[-1] = (start, line + 1, kind)
                    continue
            found.append((line, line + 1, kind))
        return found

    @furniture.default
    def _furniture(self) -> list[tuple[int, int]]:
        labels = self.rows.labels
        found: list[tuple[int, int]] = []
        for line, (role, weight) in enumerate(zip(labels.roles.tolist(), labels.weights.tolist(), strict=True)):
            if role or weight < _DECIDED:
                continue
            if found and found[-1][1] == line:
                found[-1] = (found[-1][0], line + 1)
            else:
                found.append((line, line + 1))
        return [(start, end) for start, end in found if end - start >= _FURNITURE_LEAST]


def cut_off(rows: Rows, chance: random.Random) -> Rows:
    """Now and then the page up to the end of one of its items, or of the last one of their kind."""
    ends: dict[str, list[int]] = {}
    roles, size = rows.labels.roles.tolist(), len(rows.texts)
    for line, role in enumerate(roles):
        kind = _kind(role)
        if kind and (line + 1 == size or _kind(roles[line + 1]) != kind or rows.labels.begins[line + 1]):
            ends.setdefault(kind, []).append(line + 1)
    if not ends or chance.random() >= _CUT:
        return rows
    places = chance.choice(list(ends.values()))
    return rows.only(range(chance.choice([max(places), chance.choice(places)])))


def _kind(role: int) -> str:
    return _KIND_OF[role] if ROLES[role] in _OF_ITEMS else ""


def thinned(rows: Rows, chance: random.Random) -> Rows:
    """Now and then a page with fewer lines: of what stands around, of its story, and of its comments or its items."""
    if chance.random() >= _THIN:
        return rows
    roles = [ROLES[role] for role in rows.labels.roles]
    items = [role.startswith(("comment", "related")) for role in roles]
    chrome, story, count = chance.choice([0, 0.3, 1]), chance.choice([0.2, 0.5, 1, 1]), chance.choice([1, 2, 3, 5, 999])
    kept: list[int] = []
    told = stays = counted = 0
    before = ""
    for line, role in enumerate(roles):
        kind = role.split("_")[0] if role in _OF_ITEMS else ""
        if rows.labels.begins[line]:
            counted = counted + 1 if kind == before else 1
            before = kind
        elif role == "related_heading":
            counted = 0
        if items[line]:
            on = counted <= count or not kind
        elif role == "body":
            on = not told or chance.random() < story
            told += on
        elif role == "other":
            near = items[max(0, line - _NEXT_TO_ITEMS) : line + _NEXT_TO_ITEMS + 1]
            if not line or roles[line - 1] != "other":
                stays = chance.random() < chrome
            on = bool(stays) or any(near)
        else:
            on = True
        if on:
            kept.append(line)
    return rows.only(kept) if kept else rows


def grafted(page: Page, donors: Sequence[Page], chance: random.Random) -> Rows:
    """The page with lists and furniture of *donors*, in the place of its own ones or where a blank row stands."""
    rows, ends = page.rows, {start: (end, kind) for start, end, kind in page.lists}
    roles, size = rows.labels.roles.tolist(), len(rows.texts)
    parts: list[Rows] = []
    line = 0
    while line < size:
        if line in ends:
            end, kind = ends[line]
            fate = chance.random()
            if fate < _KEPT:
                parts.append(rows.only(range(line, end)))
            elif fate < _REPLACED:
                other = "related" if kind == "comment" else "comment"
                parts += _list_of(page, donors, kind if chance.random() < _SAME_KIND else other, chance)
            line = end
            continue
        if line and rows.gaps[line] and roles[line - 1] not in _KIND_OF:
            inside = roles[line - 1] == roles[line] == _BODY
            if chance.random() < (_IN_THE_STORY if inside else _AT_A_GAP):
                if chance.random() < _A_LIST:
                    parts += _list_of(page, donors, "related", chance, one=inside)
                else:
                    parts += _furniture_of(page, donors, chance)
        parts.append(rows.only([line]))
        line += 1
    return joined(parts) if parts else rows


def _donor(page: Page, donors: Sequence[Page], chance: random.Random) -> Page:
    """Another page, of the same language where there is one, and often of the same printer."""
    alike = [other for other in donors if other.language == page.language and other.name != page.name]
    if chance.random() < _SAME_PRINTER:
        alike = [other for other in alike if other.printer == page.printer] or alike
    return chance.choice(alike or donors)


def _list_of(page: Page, donors: Sequence[Page], kind: str, chance: random.Random, *, one: bool = False) -> list[Rows]:
    """A list of another page, or a part of it; *one* leaves its first item."""
    for _ in range(12):
        donor = _donor(page, donors, chance)
        lists = [(start, end) for start, end, of in donor.lists if of == kind]
        if not lists:
            continue
        start, end = chance.choice(lists)
        end = min(end, start + _LIST_MOST)
        later = [line for line in range(start, end) if donor.rows.labels.begins[line]][1:]
        if later and one:
            end = later[0]
        elif later and chance.random() < _SHORTENED:
            end = chance.choice(later[:3])
        return [_apart(donor.rows, start, end)]
    return []


def _furniture_of(page: Page, donors: Sequence[Page], chance: random.Random) -> list[Rows]:
    donor = _donor(page, donors, chance)
    if not donor.furniture:
        return []
    start, end = chance.choice(donor.furniture)
    most = chance.randint(_FURNITURE_LEAST, 25)
    start = chance.randint(start, max(start, end - most))
    return [_apart(donor.rows, start, min(end, start + most))]


def _apart(rows: Rows, start: int, end: int) -> Rows:
    """Some rows, with a blank one above them."""
    part = rows.only(range(start, end))
    part.gaps[0] = max(part.gaps[0], 1)
    return part
