"""Grammars of lists of other stories, and of pointers to them."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from newsdump.testing.drawing.choices import Artist
from newsdump.testing.drawing.furniture import draw_menu, menu_heading
from newsdump.testing.grammars import Pointer, Section, Teasers
from newsdump.testing.pools import small_pools
from newsdump.testing.records import Record, fields, listed
from newsdump.testing.times import draw_age_style

_SIZES: Final = {(1, 2): 2, (2, 4): 4, (3, 6): 7, (5, 10): 5, (8, 16): 2, (12, 30): 1}
_SEPARATORS: Final = (" ", " · ", " | ", " - ", " – ", " / ", ", ", " • ", ": ", "", "", "\t")
_ARROWS: Final = (("« ", " »"), ("← ", " →"), ("‹ ", " ›"), ("«", "»"), ("< ", " >"), ("◄ ", " ►"))
"""What stands before the title of the page before, and behind that of the next one."""
_ABOVE: Final = {
    "category": 0.8,
    "source": 0.6,
    "age": 0.45,
    "author": 0.15,
    "comments": 0.2,
    "duration": 0.6,
    "number": 1.0,
}
"""How often a field stands above the title."""
_GIVEN: Final = {
    "source": 0.28,
    "category": 0.28,
    "author": 0.18,
    "age": 0.42,
    "comments": 0.1,
    "number": 0.1,
    "duration": 0.05,
}
"""How often a list has a field."""


def draw_teasers(artist: Artist, *, headed: float = 0.93, aside: bool | None = None, rich: bool = False) -> Teasers:
    """A list of other stories: cards as sites have them, or made-up ones; *rich* ones seldom have titles alone."""
    source = artist.weighted({"plain": 0.7 if rich else 4, "cards": 3, "aggregated": 1, "made up": 3})
    known = artist.layout("lists", "plain" if source == "made up" else source)
    rows = random_card(artist, text=0.5 if rich else 0.3) if source == "made up" else known
    writer, age = artist.writer, draw_age_style(artist.writer, clocks=0.12)
    group = artist.weighted({"related_heading": 6, "popular_heading": 3})
    heading = artist.heading(group) if artist.chance(headed) else ""
    short = artist.weighted({"": 9, "names": 1, "short": 0.6}) if fields(rows) == ("title",) else ""
    teasers = Teasers(
        rows,
        age,
        heading=heading.replace("{T}", "").strip(),
        heading_kind=artist.pick(("h2", "h3", "h3", "h4", "p", "row")),
        size=artist.weighted(_SIZES),
        titles=short or artist.weighted({"headlines": 5, "titles": 2}),
        sure=short != "short",
        sources=tuple(writer.outlet() for _ in range(artist.pick((1, 3, 6))))
        if source == "aggregated" or artist.chance(0.75)
        else (),
        categories=tuple(_kicker(artist) for _ in range(artist.pick((1, 3, 8)))),
        text=artist.weighted(
            {(1, 1): 1.5, (1, 2): 3, (2, 3): 4, (2, 5): 1, (8, 20): 3 if source == "aggregated" else 0.3}
        ),
        cut=0 if source == "aggregated" else artist.weighted({0: 5, 90: 1, 140: 2, 200: 1}),
        own=artist.weighted({0.0: 7, 0.3: 1}),
        odds=artist.weighted({1.0: 6, 0.7: 2, 0.4: 1}),
        level=1 if listed(rows) else artist.weighted({0: 8, 1: 1}),
        aside=artist.chance(0.7) if aside is None else aside,
        numbers=artist.weighted({"{n}": 6, "0{n}": 1, "#{n}": 1, "{n}.": 1}),
        credit=artist.pick(small_pools()["photo_credits"]),
        dates=artist.chance(0.03),
    )
    if fields(rows) == ("title",) and artist.chance(0.08):
        teasers = evolve(teasers, joint=artist.pick((" ", " | ", " / ", "  ", "\t\t", " · ")))
    return with_end(artist, teasers)


def with_end(artist: Artist, teasers: Teasers) -> Teasers:
    """*teasers*, some with a button behind them."""
    if not artist.chance(0.25):
        return teasers
    end = artist.label("readmore") if artist.chance(0.3) else artist.writer.label(1, 3)
    lead = artist.pick(("View all ", "See all ", "More ")) if artist.writer.english and artist.chance(0.4) else ""
    return evolve(teasers, end=(artist.row(lead + end),))


def _kicker(artist: Artist) -> str:
    word = artist.writer.topic()
    if artist.writer.english and artist.chance(0.3):
        word = artist.writer.furniture("kickers")
    return word.upper() if artist.chance(0.25) else word


def random_card(artist: Artist, *, text: float = 0.3) -> Record:
    """The rows of a card as no known site prints them."""
    above: list[str] = []
    below: list[str] = []
    for field, odds in _GIVEN.items():
        if artist.chance(odds):
            (above if artist.chance(_ABOVE[field]) else below).append(_dress(artist, field))
    artist.random.shuffle(above)
    artist.random.shuffle(below)
    title = artist.weighted({"": 4, "<h3>": 3, "<p>": 2, "<h4>": 1}) + "{title}"
    texts = ["{text}"] * artist.chance(text)
    if artist.chance(0.08):
        texts.insert(0, "{title2}")
    if artist.chance(0.06):
        above.insert(0, "{image}")
    if artist.chance(0.1):
        below.append(artist.label("readmore"))
    odds = artist.pick((0.0, 0.0, 0.3, 0.8, 1.0))
    rows = [*_glued(artist, above, odds), title]
    if artist.chance(0.25 * (odds > 0)) and above and not title.startswith("<"):
        rows[-2:] = [rows[-2] + artist.pick(_SEPARATORS) + title]
    rows += [*texts, *_glued(artist, below, odds)] if artist.chance(0.55) else [*_glued(artist, below, odds), *texts]
    if below and not texts and artist.chance(0.25 * (odds > 0)):
        at = rows.index(next(row for row in rows if "{title}" in row))
        if at + 1 < len(rows):
            rows[at : at + 2] = [rows[at] + artist.pick(_SEPARATORS) + rows[at + 1]]
    lead = artist.weighted({"": 3, "<*>": 4, "<1.>": 0.7})
    if lead and not rows[0].startswith("<"):
        rows[0] = lead + rows[0]
    return artist.worded(rows)


def _dress(artist: Artist, field: str) -> str:
    cell = f"{{{field}}}"
    if field == "author":
        return artist.pick((cell, f"{artist.label('by')} {cell}"))
    if field == "comments":
        return f"{cell}{artist.pick(('', ' ' + artist.label('comments')))}"
    if field == "age" and artist.chance(0.1):
        return f"{artist.label('published')} {cell}"
    return f"{{{field}?.85}}" if artist.chance(0.15) else cell


def _glued(artist: Artist, cells: list[str], odds: float) -> list[str]:
    rows: list[str] = []
    for cell in cells:
        if rows and artist.chance(odds):
            rows[-1] += artist.pick(_SEPARATORS) + cell
        else:
            rows.append(cell)
    return rows


def draw_pointer(artist: Artist) -> Pointer:
    """A pointer to another story inside the text."""
    rows = artist.layout("lists", "pointers")
    label = artist.writer.place(artist.writer.phrase("read_more"), T="").rstrip(": ")
    if artist.chance(0.4):
        label = artist.pick(artist.writer.language.pools["pointers"]).rstrip(":：")
    if artist.chance(artist.made_up):
        label = artist.writer.label(1, 3)
    return Pointer(rows, label, artist.pick((0.05, 0.1, 0.2)), draw_age_style(artist.writer))


def draw_inset(artist: Artist) -> Teasers:
    """A short list between the paragraphs of a story."""
    teasers = draw_teasers(artist, headed=0.6, aside=False)
    return evolve(teasers, size=artist.pick(((1, 1), (1, 3), (2, 4))), odds=artist.pick((0.3, 1.0)), joint="", own=0.0)


def draw_neighbours(artist: Artist) -> Teasers:
    """The previous and the next post."""
    pairs = [
        ("Previous Post", "Next Post"),
        ("Previous", "Next"),
        ("«", "»"),
        ("← Older", "Newer →"),
        ("Previous article", "Next article"),
    ]
    labels = artist.pick(pairs)
    if not artist.writer.english or artist.chance(artist.made_up):
        labels = (artist.writer.label(1, 2), artist.writer.label(1, 2))
    rows = artist.layout("lists", "neighbours")
    age = draw_age_style(artist.writer)
    aside = artist.chance(0.7)
    ends = artist.pick(_ARROWS)
    if artist.chance(0.3):
        between = f" | {artist.pick(('Main', 'Home', artist.writer.label(1, 1)))}"
        if artist.chance(0.2):
            return Teasers(rows, age, size=(1, 1), titles="titles", joint=" ", ends=(ends[0], between), aside=aside)
        joint = artist.pick((f"{between} | ", f"{between} | ", " | ", "  ", " "))
        ends = artist.pick((ends, ends, ("", "")))
        return Teasers(rows, age, size=(2, 2), titles="titles", joint=joint, ends=ends, aside=aside)
    return Teasers(
        rows, age, size=(1, 2), titles="titles", labels=labels, ends=ends, level=1 * listed(rows), aside=aside
    )


def draw_products(artist: Artist) -> Teasers:
    """Things that are sold: navigation to a careful reader."""
    rows = artist.layout("lists", "products")
    heading = artist.writer.label(1, 3) if artist.chance(0.8) else ""
    size = artist.weighted({(2, 5): 3, (4, 16): 2})
    return Teasers(
        rows, draw_age_style(artist.writer), heading, size=size, titles="products", sure=False, level=1 * listed(rows)
    )


def draw_recent(artist: Artist) -> Teasers:
    """The latest comments of other pages."""
    heading = (
        artist.pick(("Recent Comments", "Latest comments")) if artist.writer.english else artist.writer.label(1, 2)
    )
    rows = artist.layout("lists", "recent")
    age = draw_age_style(artist.writer)
    return Teasers(
        rows, age, heading, size=(3, 8), sure=False, level=1 * listed(rows), titles="titles", text=(1, 1), cut=60
    )


def draw_topics(artist: Artist, *, size: tuple[int, int] = (12, 40)) -> Teasers:
    """The rows of a forum's index."""
    rows = artist.layout("lists", "topics")
    heading = artist.writer.label(1, 3) if artist.chance(0.5) else ""
    age = draw_age_style(artist.writer)
    level = 1 * listed(rows)
    return Teasers(rows, age, heading, size=size, titles="subjects", aside=False, level=level, text=(1, 2), cut=120)


def draw_links(artist: Artist) -> Teasers:
    """The rows of a list of links."""
    rows = artist.layout("lists", "links")
    age = draw_age_style(artist.writer)
    return Teasers(
        rows, age, size=(15, 30), aside=False, level=1 * listed(rows), titles=artist.pick(("titles", "headlines"))
    )


def draw_mega_menu(artist: Artist) -> tuple[Section, ...]:
    """A menu whose parts have teasers in them."""
    parts: list[Section] = []
    promoted = artist.chance(0.5)
    deep = artist.number(1, 3)
    for _ in range(artist.number(1, 4)):
        parts.append(draw_menu(artist, 3, 14))
        heading = menu_heading(artist) if artist.chance(0.5) else ""
        if promoted:
            parts.append(_blurbs(artist, heading, deep))
            continue
        teasers = draw_teasers(artist, headed=0.0, aside=True)
        single = teasers if artist.chance(0.3) else evolve(teasers, record=artist.worded(["<*>{title}"]))
        parts.append(evolve(single, heading=heading, size=(1, 5), level=deep, odds=1.0, joint=""))
    return tuple(parts)


def _blurbs(artist: Artist, heading: str, deep: int) -> Section:
    """Promoted pages with a line each: navigation to a careful reader."""
    rows = artist.worded(["<*>{title}", "{text}"])
    age = draw_age_style(artist.writer)
    return Teasers(rows, age, heading, size=(2, 6), titles="short", sure=False, level=deep, text=(1, 1), cut=60)
