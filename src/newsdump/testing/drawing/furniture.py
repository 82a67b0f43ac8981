"""Menus, footers, forms and notes, and what is taken for stories and comments and is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from newsdump.testing.blocks import Block, Piece
from newsdump.testing.drawing.choices import Artist
from newsdump.testing.grammars import Static
from newsdump.testing.times import draw_age_style, month_year


def draw_menu(artist: Artist, least: int = 5, most: int = 70) -> Static:
    """A menu: rows, nested lists, or entries that share a row; its entries are words, or longer labels."""
    count = artist.number(least, max(least, int(most * artist.random.random() ** 1.5)))
    names = _entries(artist, count, long=artist.weighted({0.0: 4, 0.2: 2, 0.8: 2}))
    form = artist.weighted({"list": 9, "rows": 4, "nested": 5, "joined": 3, "paragraphs": 1})
    if form == "joined":
        joint = artist.pick((" ", " | ", " · ", "  ", " / "))
        size = artist.number(3, 14)
        return Static(tuple(artist.row(joint.join(names[at : at + size])) for at in range(0, len(names), size)))
    if form in {"rows", "paragraphs"}:
        kind = "row" if form == "rows" else "p"
        return Static(tuple(artist.row(name, kind, link=True) for name in names))
    blocks = []
    deep = 1
    for nth, name in enumerate(names):
        if form == "nested" and nth:
            deep = max(1, min(4, deep + artist.pick((-1, 0, 0, 0, 0, 1))))
        blocks.append(artist.row(name, level=deep, marker="*", link=True))
    if artist.chance(0.25):
        blocks.insert(0, artist.row(menu_heading(artist), artist.pick(("h3", "p", "row"))))
    return Static(tuple(blocks))


def _entries(artist: Artist, count: int, *, long: float) -> list[str]:
    """So many entries, few of them twice; *long* is the share of longer labels."""
    names: dict[str, None] = {}
    for _ in range(3 * count):
        names[_label(artist) if artist.chance(long) else menu_entry(artist)] = None
        if len(names) == count:
            break
    found = list(names)
    return found if artist.chance(0.8) else [*found, *found[:3]]


def _label(artist: Artist) -> str:
    """An entry of several words."""
    if not artist.writer.english or artist.chance(0.2):
        return artist.writer.label(2, 6)
    first = artist.writer.topic() if artist.chance(0.6) else f"{artist.writer.town()} {artist.writer.topic()}"
    return f"{first} {artist.writer.furniture('services')}"


def menu_entry(artist: Artist) -> str:
    """An entry of a menu."""
    writer, kind = artist.writer, artist.random.random()
    if kind < 0.12:
        return writer.label(1, 3)
    if kind < 0.5:
        return writer.topic()
    if writer.english:
        return writer.furniture("menu")
    return writer.pick(writer.language.pools["menu"]) if kind < 0.8 else writer.known("category")


def menu_heading(artist: Artist) -> str:
    """A heading in a menu, which may be named like one of a list of stories."""
    kind = artist.random.random()
    if artist.writer.english and kind < 0.5:
        return artist.writer.furniture("menu_heads")
    return artist.writer.topic() if kind < 0.8 else artist.writer.known("popular_heading")


def draw_footer(artist: Artist) -> Static:
    """Links of the publisher, and the imprint's line."""
    pool = artist.writer.language.pools["footer"]
    names = [
        artist.writer.furniture("footer") if artist.writer.english else artist.pick(pool)
        for _ in range(artist.number(2, 14))
    ]
    kind = artist.weighted({"list": 3, "rows": 2, "joined": 2})
    if kind == "joined":
        blocks = [artist.row(artist.pick((" | ", " · ", " ")).join(names))]
    else:
        blocks = [
            artist.row(name, level=1 * (kind == "list"), marker="*" * (kind == "list"), link=True) for name in names
        ]
    year = artist.number(2006, 2025)
    lines = (
        f"© {year} {artist.site}",
        f"© {year} {artist.site}. All rights reserved.",
        f"Copyright © {year}, {artist.site}",
    )
    if artist.chance(0.7):
        blocks.append(artist.row(artist.pick(lines), "p"))
    if artist.chance(0.15):
        blocks.append(artist.row(f"Powered by {artist.writer.product()}", "p"))
    return Static(tuple(blocks))


def draw_form(artist: Artist, least: int = 1, most: int = 7) -> tuple[Block, ...]:
    """A form to write a comment."""
    kind = artist.pick(("row", "row", "p"))
    return tuple(artist.row(artist.line("comments_form", "forms"), kind) for _ in range(artist.number(least, most)))


def _rows(artist: Artist, names: Sequence[str]) -> list[Block]:
    marker = artist.pick(("*", "*", ""))
    kind = artist.pick(("row", "row", "p")) if not marker else "row"
    return [artist.row(name, kind, level=len(marker), marker=marker, link=True) for name in names]


def _headed(artist: Artist, names: Sequence[str], rows: Sequence[Block]) -> list[Block]:
    heading = artist.pick(names) if artist.writer.english and artist.chance(0.6) else artist.writer.label(1, 2)
    return [artist.row(heading, artist.pick(("h3", "h3", "p", "row"))), *rows]


def _archive(artist: Artist) -> list[Block]:
    count = artist.pick(("", "", f" ({artist.number(1, 60)})"))
    names = [month_year(artist.writer) + count for _ in range(artist.number(4, 30))]
    return _headed(artist, ("Archives", "Archive", "Blog Archive", "By month"), _rows(artist, names))


def _topics(artist: Artist) -> list[Block]:
    counted = artist.chance(0.3)
    names = [
        artist.writer.topic() + (f" ({artist.number(1, 400)})" if counted else "") for _ in range(artist.number(3, 28))
    ]
    return _headed(
        artist, ("Categories", "Topics", "Tags", "Popular", "Trending Topics", "Labels"), _rows(artist, names)
    )


def _staff(artist: Artist) -> list[Block]:
    rows: list[Block] = []
    jobs = artist.chance(0.5)
    kind = artist.pick(("row", "p", "h4"))
    for _ in range(artist.number(3, 14)):
        rows.append(artist.row(artist.writer.person(), kind))
        if jobs:
            rows.append(
                artist.row(artist.writer.furniture("jobs") if artist.writer.english else artist.writer.label(1, 3))
            )
    return _headed(artist, ("Our team", "Authors", "Contributors", "Editors", "Masthead"), rows)


def _schedule(artist: Artist) -> list[Block]:
    rows: list[Block] = []
    minute, joined = artist.number(300, 900), artist.chance(0.5)
    for _ in range(artist.number(4, 30)):
        minute += artist.pick((15, 30, 30, 45, 60))
        time = f"{minute // 60 % 24:02}:{minute % 60:02}"
        name = artist.writer.label(1, 4)
        rows += [artist.row(f"{time} {name}")] if joined else [artist.row(time), artist.row(name)]
    return _headed(artist, ("TV tonight", "Programme", "Schedule", "On air", "Departures"), rows)


def _events(artist: Artist) -> list[Block]:
    rows: list[Block] = []
    for _ in range(artist.number(2, 9)):
        date = f"{artist.number(1, 28)} {artist.pick(artist.writer.language.time['months'])}"
        rows += [
            artist.row(date),
            artist.row(f"{artist.writer.label(1, 4)}, {artist.writer.town()}", artist.pick(("row", "h4"))),
        ]
    return _headed(artist, ("Events", "What's on", "Upcoming events", "Fixtures"), rows)


def _playlist(artist: Artist) -> list[Block]:
    rows: list[Block] = []
    for nth in range(1, artist.number(4, 16)):
        song = f"{artist.writer.person()} – {artist.writer.label(1, 4)}"
        rows.append(artist.row(f"{nth}. {song} {artist.number(2, 6)}:{artist.number(10, 59)}"))
    return _headed(artist, ("Playlist", "Now playing", "Tracklist"), rows)


def _results(artist: Artist) -> list[Block]:
    width = artist.number(2, 6)
    rows = []
    for nth in range(1, artist.number(4, 19)):
        numbers = [Piece(str(artist.number(0, 60))) for _ in range(width)]
        rows.append(Block("cell", [Piece(str(nth)), Piece(artist.writer.town()), *numbers], aside=True))
    return _headed(artist, ("Table", "Standings", "Results", "Markets"), rows)


def _promotion(artist: Artist) -> list[Block]:
    english = artist.writer.english
    rows: list[Block] = []
    for _ in range(artist.number(1, 3)):
        if artist.chance(0.5):
            rows.append(artist.row(artist.writer.label(2, 6), artist.pick(("h2", "h3", "p"))))
        text = artist.writer.furniture("promotions") if english and artist.chance(0.8) else artist.writer.sentence()
        rows.append(artist.row(text, "p"))
        if artist.chance(0.7):
            call = artist.writer.furniture("calls") if english else artist.writer.label(1, 2)
            rows.append(artist.row(call, artist.pick(("row", "p"))))
    return rows


def _cookies(artist: Artist) -> list[Block]:
    english = artist.writer.english
    lines = [
        artist.writer.furniture("cookies") if english else artist.notice("paywall") for _ in range(artist.number(1, 4))
    ]
    rows = [artist.row(line, "p") for line in lines]
    return rows + [
        artist.row(artist.writer.known("no_story" if english else "chrome")) for _ in range(artist.number(0, 3))
    ]


def _shares(artist: Artist) -> list[Block]:
    names = [artist.writer.furniture("shares") for _ in range(artist.number(2, 8))]
    if artist.chance(0.3):
        names.insert(artist.number(0, len(names)), str(artist.number(0, 400)))
    return [artist.row(" ".join(names))] if artist.chance(0.3) else _rows(artist, names)


def _poll(artist: Artist) -> list[Block]:
    rows = [artist.row(artist.writer.label(1, 3)) for _ in range(artist.number(2, 5))]
    question = artist.writer.sentence().rstrip(".。") + "?"
    return [artist.row(question, "h3"), *rows, artist.row(f"{artist.number(9, 4000)} votes")]


def _posts(artist: Artist) -> list[Block]:
    """Posts of social media in a column."""
    age = draw_age_style(artist.writer)
    rows: list[Block] = []
    for _ in range(artist.number(2, 5)):
        rows.append(
            artist.row(
                f"{artist.writer.sentence()} http://{artist.writer.furniture('hosts')}/{artist.number(100, 9999)}", "p"
            )
        )
        date = f"{artist.number(1, 28)} {artist.pick(artist.writer.language.time['months'])}"
        rows += [artist.row(date)] * (age.span > 5000)
    return _headed(artist, ("Latest tweets", "On social media", "Follow us"), rows)


def _contacts(artist: Artist) -> list[Block]:
    rows = [
        f"{artist.number(1, 90)} {artist.writer.label(1, 2)} Street",
        artist.writer.town(),
        f"0{artist.number(100, 999)} {artist.number(1000, 9999)}",
    ]
    return _headed(artist, ("Contact Us", "Visit us", "Address", "About Us"), [artist.row(row) for row in rows])


def _about(artist: Artist) -> list[Block]:
    rows = [artist.row(f"{artist.site}: {artist.writer.paragraph(1, 2)}", "p")]
    return _headed(artist, ("About", "About us", "About this site", "Who we are"), rows)


def _blogroll(artist: Artist) -> list[Block]:
    names = [
        artist.writer.outlet() if artist.chance(0.5) else artist.writer.label(1, 3) for _ in range(artist.number(3, 16))
    ]
    return _headed(artist, ("Blogroll", "Links", "Friends", "Our partners", "Elsewhere"), _rows(artist, names))


def _pager(artist: Artist) -> list[Block]:
    names = [str(nth) for nth in range(1, artist.number(3, 9))]
    return _rows(artist, ["‹", *names, "…", "›"]) if artist.chance(0.5) else [artist.row(" ".join([*names, "»"]))]


def _features(artist: Artist) -> list[Block]:
    """What an offer has."""
    english = artist.writer.english
    names = [
        artist.writer.furniture("qualities_of_goods") if english else artist.writer.words(3, 8)
        for _ in range(artist.number(3, 9))
    ]
    price = [artist.row(f"{artist.writer.product()} - {artist.pick('£$€')}{artist.number(3, 90)}.95/mo")]
    return _headed(
        artist, ("Sponsor showcase", "Why us?", "What you get", "Our plans"), [*price, *_rows(artist, names)]
    )


def _countries(artist: Artist) -> list[Block]:
    names = [artist.writer.furniture("countries") for _ in range(artist.number(4, 24))]
    return _headed(artist, ("Country", "Select your region", "Language", "Editions"), _rows(artist, names))


def _boards(artist: Artist) -> list[Block]:
    """The boards of a forum, to jump to."""
    lead = artist.pick(("↳ ", "   ", "» ", ""))
    names = [
        lead + (_label(artist) if artist.chance(0.7) else artist.writer.topic()) for _ in range(artist.number(5, 30))
    ]
    return _headed(artist, ("Jump to", "Forums", "All boards"), [artist.row(name) for name in names])


def _tour(artist: Artist) -> list[Block]:
    """Dates and places, on one row each."""
    months = artist.writer.language.time["months"]
    places = [
        f"{artist.writer.town()}, {artist.writer.furniture('countries').split(' (')[0]}"
        for _ in range(artist.number(4, 20))
    ]
    rows = [artist.row(f"{artist.pick(months)} {artist.number(1, 28)}: {place}") for place in places]
    return _headed(artist, ("Tour dates", "Dates", "Where to find us"), rows)


def _offices(artist: Artist) -> list[Block]:
    """Who does what, on one row each."""
    rows = []
    for _ in range(artist.number(2, 10)):
        duty = artist.writer.furniture("duties") if artist.writer.english else artist.writer.label(1, 2)
        rows.append(artist.row(f"{duty}:{artist.pick((' ', ''))}{artist.writer.person()}"))
    return rows


def _newsletter(artist: Artist) -> list[Block]:
    lines = [artist.line("chrome", "promotions"), artist.line("comments_form", "forms")]
    return [artist.row(artist.writer.label(1, 4), "h3"), *[artist.row(line, "p") for line in lines]]


FRIENDS: Final[dict[str, Callable[[Artist], list[Block]]]] = {
    "archive": _archive,
    "topics": _topics,
    "staff": _staff,
    "schedule": _schedule,
    "events": _events,
    "playlist": _playlist,
    "results": _results,
    "promotion": _promotion,
    "cookies": _cookies,
    "shares": _shares,
    "poll": _poll,
    "posts": _posts,
    "contacts": _contacts,
    "about": _about,
    "blogroll": _blogroll,
    "newsletter": _newsletter,
    "features": _features,
    "countries": _countries,
    "offices": _offices,
    "boards": _boards,
    "tour": _tour,
}
"""What stands on pages beside stories and comments, and looks like some of them."""


def draw_friend(artist: Artist, name: str | None = None) -> Static:
    """A false friend."""
    return Static(tuple(FRIENDS[name or artist.pick(tuple(FRIENDS))](artist)), artist.weighted({1.0: 5, 0.6: 1}))


def draw_pager(artist: Artist) -> Static:
    """Numbers of pages."""
    return Static(tuple(_pager(artist)))
