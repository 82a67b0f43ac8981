"""Grammars of the heads and bodies of stories."""

from __future__ import annotations

from typing import Final

from newsdump.testing.drawing.choices import Artist
from newsdump.testing.drawing.lists import draw_inset, draw_pointer
from newsdump.testing.grammars import Bio, Body, Head, Tags
from newsdump.testing.pools import small_pools
from newsdump.testing.records import fields
from newsdump.testing.times import draw_age_style

_DATELINES: Final = ("{TOWN} — ", "{TOWN} - ", "{town}: ", "{TOWN}, ", "{town} – ", "{TOWN} (Estpress) — ")
_PROSE: Final = {(1, 3): 1, (3, 9): 4, (6, 20): 5, (15, 45): 2, (40, 110): 0.3}
_ENTRIES: Final = {(3, 6): 3, (5, 12): 3, (10, 25): 0.7}
_FORMS: Final = {
    "prose": 60,
    "sections": 22,
    "list": 5,
    "interview": 3,
    "recipe": 2,
    "code": 2,
    "table": 3,
    "ticker": 2,
    "poem": 1,
    "social": 1,
}


def draw_head(artist: Artist, of: str = "news") -> Head:
    """The head of a story; *of* names a group of layouts."""
    rows = artist.layout("heads", of)
    counted = any(
        "{count" in row.template and sum(map(str.isalpha, row.template)) > len("countpublished") for row in rows
    )
    modified = age = draw_age_style(artist.writer, dates=0.75)
    if artist.chance(0.2):
        modified = draw_age_style(artist.writer)
    names = 2 if "second" in fields(rows) else 1
    shares = tuple(artist.writer.furniture("shares") for _ in range(artist.number(1, 5)))
    return Head(
        rows,
        age,
        modified,
        names=names,
        shares=shares,
        doubled=artist.chance(0.06),
        counted=counted or of == "link",
        anonymous=artist.weighted({0.0: 4, 0.2: 2, 1.0: 1}),
    )


def draw_body(artist: Artist, form: str | None = None) -> Body:
    """The text of a story."""
    form = form or artist.weighted(_FORMS)
    form = "prose" if form == "poem" and not artist.writer.english else form
    sizes = (
        _PROSE if form in {"prose", "sections", "code"} else {(1, 4): 1} if form in {"table", "social"} else _ENTRIES
    )
    news = form in {"prose", "sections"}
    return Body(
        form,
        artist.weighted(sizes),
        sentences=artist.weighted({(1, 2): 2, (1, 4): 5, (2, 6): 3, (1, 1): 0.7}),
        heading=artist.pick(("h2", "h2", "h3", "h4", "h5")),
        captions=artist.weighted({0.0: 5, 0.1: 2, 0.3: 1}),
        caption=artist.pick(small_pools()["photo_credits"]),
        links=artist.weighted({0.0: 4, 0.15: 3, 0.4: 1}),
        dateline=artist.pick(_DATELINES) if news and artist.chance(0.2) else "",
        quotes=artist.weighted({0.0: 5, 0.1: 2}),
        end=_end(artist),
        advert=artist.heading("advertisement"),
        adverts=artist.weighted({0.0: 7, 0.06: 2, 0.2: 0.5}),
        pointer=draw_pointer(artist) if news and artist.chance(0.22) else None,
        inset=draw_inset(artist) if news and artist.chance(0.12) else None,
        contents=_contents(artist) if artist.chance(0.12) else "",
        references=_references(artist) if artist.chance(0.05) else "",
        tight=artist.chance(0.1),
    )


def _end(artist: Artist) -> str:
    if not artist.chance(0.2):
        return ""
    pools = artist.writer.language.pools
    return (
        artist.writer.fill(artist.pick(pools["credits"]))
        if "credits" in pools and artist.chance(0.5)
        else artist.writer.sentence()
    )


def _contents(artist: Artist) -> str:
    named = artist.writer.english and not artist.chance(artist.made_up)
    return (
        artist.pick(("Table of Contents", "Contents", "In this article", "Jump to"))
        if named
        else artist.writer.label(1, 2)
    )


def _references(artist: Artist) -> str:
    named = artist.writer.english and not artist.chance(artist.made_up)
    return artist.pick(("References", "Sources", "Notes", "Further reading")) if named else artist.writer.label(1, 2)


def draw_tags(artist: Artist) -> Tags:
    """The topics of a story."""
    heading = artist.heading("tags_heading", most=2) if artist.chance(0.8) else ""
    return Tags(heading, artist.weighted({"": 4, ", ": 3, " ": 1, " | ": 1, "\u00a0· ": 0.5}), artist.pick(("", "*")))


def draw_bio(artist: Artist) -> Bio:
    """Some lines on the writer."""
    lead = artist.pick(("", "About ", "Written by ", "By ")) if artist.writer.english else ""
    end = (artist.row(artist.writer.label(1, 3)),) if artist.chance(0.4) else ()
    return Bio(lead, artist.pick(("h3", "h4", "p", "row")), end)
