"""Grammars drawn at random."""

from __future__ import annotations

from random import Random
from typing import Final

from newsdump.testing.drawing.choices import Artist
from newsdump.testing.drawing.forms import draw_form
from newsdump.testing.drawing.kinds import KINDS, STORYLESS
from newsdump.testing.grammars import Grammar, TitleRow
from newsdump.testing.pools import languages
from newsdump.testing.words import Fashion

__all__ = ["KINDS", "draw_grammar"]

_ENGLISH: Final = 0.6
"""The share of English sites."""


def draw_grammar(random: Random, *, kind: str | None = None) -> Grammar:
    """A site: all that its pages share.

    Args:
        random: the source of chance.
        kind: what its pages are, one of `KINDS`; drawn by how often it is met if None.

    Raises:
        KeyError: there is no such kind.
    """
    code = "en" if random.random() < _ENGLISH else random.choice(languages())
    fashion = Fashion(
        case=random.choices(("sentence", "title", "upper"), (6, 3, 0.2))[0],
        quotes=random.choice(("straight", "curly", "single")),
        places=random.choice((0.0, 0.0, 0.15)),
        long=random.choice((0.0, 0.0, 0.15, 0.4)),
        clipped=random.choice((0.0, 0.0, 0.0, 0.3)),
    )
    artist = Artist(random, code, fashion)
    kind = kind or artist.weighted({name: weight for name, (weight, _) in KINDS.items()})
    sections = tuple(KINDS[kind][1](artist))
    form = draw_form(artist)
    if artist.chance(0.8 if form.name.startswith("get_text") else 0.05):
        title = artist.writer.topic() if kind in STORYLESS else "{title}"
        pattern = artist.pick(
            (title, f"{title} | {artist.site}", f"{title} - {artist.site}", f"{artist.site}: {title}")
        )
        sections = (TitleRow(pattern), *sections)
    return Grammar(kind, code, artist.site, fashion, form, sections)
