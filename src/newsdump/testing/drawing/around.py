"""What stands above and below a story."""

from __future__ import annotations

from typing import Final

from newsdump.testing.drawing.choices import Artist
from newsdump.testing.drawing.furniture import draw_footer, draw_friend, draw_menu
from newsdump.testing.drawing.lists import (
    draw_mega_menu,
    draw_neighbours,
    draw_products,
    draw_recent,
    draw_teasers,
    draw_topics,
)
from newsdump.testing.grammars import Section, Static

Sections = list[Section]

_ABOVE: Final = (
    "cookies", "cookies", "shares", "shares", "promotion", "promotion", "newsletter", "topics", "results", "schedule",
)  # fmt: skip
"""What may stand above a story."""


def draw_top(artist: Artist) -> Sections:
    """Menus and what stands above a story."""
    parts: Sections = []
    if artist.chance(0.3):
        parts.append(draw_friend(artist, artist.pick(_ABOVE)))
    for _ in range(artist.weighted({0: 1.5, 1: 4, 2: 4, 3: 2})):
        parts.append(draw_menu(artist))
    if artist.chance(0.24):
        parts += draw_mega_menu(artist)
    if artist.chance(0.14):
        parts.append(draw_teasers(artist, headed=0.6))
    if artist.chance(0.2):
        crumbs = artist.pick((" › ", " > ", " / ", " » ")).join(
            artist.writer.topic() for _ in range(artist.number(2, 4))
        )
        parts.append(Static((artist.row(crumbs),)))
    if artist.chance(0.08):
        parts.append(draw_neighbours(artist))
    return parts


def _aside(artist: Artist) -> Sections:
    """Something of a side column."""
    kind = artist.weighted(
        {"list": 6, "friend": 6, "recent": 1, "products": 1.2, "menu": 1, "neighbours": 1.2, "topics": 0.2}
    )
    match kind:
        case "list":
            return [draw_teasers(artist)]
        case "friend":
            return [draw_friend(artist)]
        case "recent":
            return [draw_recent(artist)]
        case "products":
            return [draw_products(artist)]
        case "menu":
            return [draw_menu(artist, 2, 12)]
        case "topics":
            return [draw_topics(artist, size=(3, 8))]
    return [draw_neighbours(artist)]


def draw_tail(artist: Artist, lists: dict[int, float] | None = None) -> Sections:
    """What stands below a story: lists, false friends, menus, a footer."""
    parts: list[Sections] = [[draw_teasers(artist)] for _ in range(artist.weighted(lists or {0: 3, 1: 4, 2: 2, 3: 1}))]
    parts += [_aside(artist) for _ in range(artist.weighted({0: 2.5, 1: 3, 2: 2.5, 3: 1.2, 5: 0.8}))]
    artist.random.shuffle(parts)
    if artist.chance(0.08):
        parts.insert(0, [draw_neighbours(artist)])
    sections = [section for part in parts for section in part]
    if artist.chance(0.3):
        sections.append(draw_menu(artist))
    return [*sections, draw_footer(artist)] if artist.chance(0.8) else sections
