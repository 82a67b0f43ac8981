"""Grammars of comments, threads and answers."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from newsdump.testing.blocks import COMMENT_FORM, Block, tagged
from newsdump.testing.drawing.choices import Artist
from newsdump.testing.drawing.furniture import draw_form, draw_pager
from newsdump.testing.grammars import Talk
from newsdump.testing.pools import small_pools
from newsdump.testing.records import Record, fields, listed, record
from newsdump.testing.times import draw_age_style

_SEPARATORS: Final = (" ", " ", " · ", " | ", " - ", " – ", " — ", " / ", ", ", " • ", ": ", " » ", "\t", "", "")
_SIZES: Final = {(1, 1): 2, (1, 3): 4, (2, 8): 6, (4, 14): 5, (8, 30): 3, (20, 60): 1}
_OUTCOMES: Final = {
    (6.0, 2.0, 0.2, 1.0, 0.5): 6,
    (1.0, 0.0, 0.0, 0.0, 0.0): 3,
    (1.0, 6.0, 0.3, 1.0, 1.0): 2,
    (2.0, 0.5, 3.0, 0.5, 0.5): 0.4,
}
"""What the pages of a site have of comments, as weights of `OUTCOMES`, and how often sites are so."""
_OWN_ROWS: Final = (
    "{number}",
    "{initial}",
    "{avatar}",
    "{badge?}",
    "{rank?.7}",
    "{town}",
    "{votes}",
    "{subject}",
    "{posts}",
)
_NUMBERS: Final = ("{number}", "#{number}", "{number}.", "{number})", "No. {number}", "{number}楼")
NESTING: Final = (
    "wordpress",
    "disqus",
    "blogger",
    "reddit",
    "lobsters",
    "lemmy",
    "hackernews",
    "slashdot",
    "news",
    "facebook",
)
"""Software whose answers stand below what they answer."""


_MARKS: Final = {
    (): 6, ("at",): 3, ("indent",): 3, ("row",): 2, ("indent", "row"): 1, ("quote",): 1, ("path", "indent"): 0.5,
    ("arrow",): 0.7,
}  # fmt: skip
"""How comments of no particular software show who answers whom."""


def draw_talk(artist: Artist, software: str | None = None, *, opening: bool = False) -> Talk:
    """Comments as *software* prints them; as a made-up one does, if None."""
    if software is None:
        rows = random_record(artist)
    else:
        made_up = software == "forum" and artist.chance(0.45)
        rows = random_post(artist) if made_up else artist.layout("comments", software)
    writer = artist.writer
    talk = Talk(
        rows,
        draw_age_style(writer, dates=0.65),
        heading=_heading(artist),
        heading_kind=artist.pick(("h2", "h3", "h3", "h4", "p", "row")),
        size=artist.weighted(_SIZES),
        outcomes=artist.weighted(_OUTCOMES),
        closed=artist.weighted({0.0: 20, 0.2: 1, 0.8: 1}),
        empty=artist.phrase("comments_empty").replace("{T}", "").strip() if artist.chance(0.75) else "",
        closing=artist.heading("comments_closed", least=2),
        alone=_alone(artist),
        top=_around(artist, 0.25),
        form=tuple(tagged(draw_form(artist), (COMMENT_FORM, 0, ""))) if artist.chance(0.5) else (),
        form_first=artist.chance(0.35),
        bottom=_around(artist, 0.25),
        names=artist.weighted({"mixed": 5, "handles": 4, "people": 3, "short": 2, "addresses": 0.3}),
        texts=artist.weighted({"mixed": 6, "short": 3, "long": 3, "same": 1}),
        badges=tuple(_words(artist, "badges", 3)),
        ranks=tuple(_words(artist, "ranks", 5)),
        signatures=tuple(_words(artist, "signatures", 4)),
        advert=artist.heading("advertisement") if artist.chance(0.12) else "",
        more=artist.weighted({0.0: 8, 0.5: 1, 1.0: 1}),
        pingbacks=artist.layout("comments", "pingbacks") if artist.chance(0.06) else (),
        level=1 if listed(rows) else artist.weighted({0: 6, 1: 1, 2: 0.3}),
        host=writer.furniture("hosts"),
    )
    return _answering(artist, talk, software, opening=opening)


def _answering(artist: Artist, talk: Talk, software: str | None, *, opening: bool) -> Talk:
    """*talk* with the marks of who answers whom."""
    quote_head, quote_kind = artist.pick(small_pools()["quote_heads"]), artist.pick(("quote", "quote", "p"))
    if artist.chance(0.2):
        quote_head = artist.writer.known("comment_author").replace("{N}", "{parent}")
    foot = "Click to expand..." if artist.chance(0.15) else ""
    talk = evolve(talk, quote_head=quote_head, quote_kind=quote_kind, quote_foot=foot)
    names = fields(talk.record)
    if "depth" in names:
        marks: tuple[str, ...] = ("level",)
    elif opening or software == "forum":
        marks = artist.weighted({("quote",): 6, ("quote", "at"): 2, ("at",): 1, (): 3})
    elif software in NESTING and artist.chance(0.7):
        marks = artist.weighted({("indent",): 5, ("indent", "at"): 1})
    else:
        marks = artist.weighted(_MARKS)
    if "parent" in names and "row" not in marks:
        marks = (*marks, "row")
    if not marks:
        return talk
    if "row" in marks and "parent" not in names:
        at = artist.number(0, 1)
        talk = evolve(talk, record=(*talk.record[:at], *record(["{parent}"]), *talk.record[at:]))
    if "arrow" in marks:
        rows = tuple(
            evolve(row, template="{arrow}" + row.template) if row.template.startswith("{author}") else row
            for row in talk.record
        )
        talk = evolve(talk, record=rows)
        marks = marks if "arrow" in fields(rows) else ()
    if "path" in marks and "number" not in names:
        talk = evolve(talk, record=(*record([artist.pick(("#{number}", "{number}"))]), *talk.record))
    heads = small_pools()["reply_heads"]
    return evolve(
        talk,
        marks=marks,
        replies=artist.weighted({0.2: 3, 0.45: 4, 0.7: 2}),
        deepest=artist.weighted({1: 3, 3: 3, 7: 1}),
        reply_head="" if "parent" in names else artist.pick(heads),
    )


def _heading(artist: Artist) -> str:
    if artist.chance(0.15):
        return ""
    group = artist.weighted({"comments_heading": 8, "comments_more": 0.5})
    return artist.phrase(group)


def _alone(artist: Artist) -> str:
    made = artist.phrase(artist.pick(("comments_more", "comments_heading")))
    return made if "{n}" in made or artist.chance(0.5) else ""


def _around(artist: Artist, odds: float) -> tuple[Block, ...]:
    """What stands before or after comments."""
    if not artist.chance(odds):
        return ()
    kind = artist.weighted({"sort": 3, "rules": 2, "more": 2, "pager": 1})
    match kind:
        case "sort":
            words = [artist.heading("comments_sort", most=2) for _ in range(artist.number(1, 4))]
            return tuple(artist.row(word) for word in words) if artist.chance(0.5) else (artist.row(" ".join(words)),)
        case "rules":
            return tuple(artist.row(artist.line("comments_form", "rules"), "p") for _ in range(artist.number(1, 3)))
        case "more":
            return (artist.row(artist.phrase("comments_more").replace("{n}", str(artist.number(3, 80)))),)
    return draw_pager(artist).blocks


def _words(artist: Artist, pool: str, most: int) -> list[str]:
    english = artist.writer.english and not artist.chance(artist.made_up)
    return [
        artist.writer.furniture(pool) if english else artist.writer.label(1, 2) for _ in range(artist.number(1, most))
    ]


_PROFILES: Final = (
    "{rank}", "{rank?.8}", "{badge?.2}", "[[posts]] {posts}", "{posts} [[posts]]", "[[joined]] {joined}", "{joined}",
    "{posts}", "{points}", "{town}", "[[location]] {location?.6}", "[[replies]]: {points}", "+{number}",
    "{posts} posts · [[joined]] {joined}",
)  # fmt: skip
"""What stands under the name of the author of a post."""


def random_post(artist: Artist) -> Record:
    """The rows of a post of a forum as no known software prints them."""
    name = artist.weighted({"{author}": 8, "<p>{author}": 2, "<h4>{author}": 1, "<*>{author}": 2})
    profile = [artist.pick(_PROFILES) for _ in range(artist.weighted({0: 1, 1: 3, 2: 3, 3: 3, 5: 1}))]
    profile = list(dict.fromkeys(profile))
    date = artist.weighted(
        {"{age}": 5, "[[posted]] {age}": 2, "<*>{age}": 1, "{age} #{number}": 2, "#{number} · {age}": 1}
    )
    dates = [date] + ["#{number}"] * (artist.chance(0.3) and "number" not in date)
    if artist.chance(0.3):
        dates.insert(0, "{subject}" if artist.chance(0.3) else "Re: {subject}")
    head = ["{initial}"] * artist.chance(0.25) + [name, *profile]
    order = artist.weighted({"name first": 6, "date first": 3, "name below": 1})
    end = ["[[reactions]] {fans?.4}"] * artist.chance(0.2) + ["{edited?.2}"] * artist.chance(0.2)
    end += ["{signature?.4}"] * artist.chance(0.25)
    end += [
        artist.pick(("[[quote]]", "[[reply]]", "[[like]]", "{votes} [[like]]", "[[report]]", "[[top]]", "[[share]]"))
        for _ in range(artist.number(0, 3))
    ]
    if order == "name below":
        return artist.worded([*dates, "{text}", *head, *end])
    rows = [*head, *dates] if order == "name first" else [*dates, *head]
    return artist.worded([*rows, "{text}", *end])


def random_record(artist: Artist) -> Record:
    """The rows of a comment as no known software prints them."""
    author, age = artist.chance(0.9), artist.chance(0.75)
    top = ["{author}"] * author + ["{age}"] * age
    bottom: list[str] = []
    if len(top) > 1 and artist.chance(0.15):
        top.reverse()
    place = artist.weighted({"above": 7, "below": 1.5, "split": 1.2})
    if place == "below":
        top, bottom = [], top
    elif place == "split" and len(top) > 1:
        top, bottom = top[:1], top[1:]
    if author and artist.chance(0.15):
        lead, end = artist.pick(
            (
                ("", f" {artist.label('says')}"),
                (f"{artist.label('by')} ", ""),
                ("", ":"),
                ("", f" {artist.label('wrote')}"),
                ("@", ""),
            )
        )
        top = [f"{lead}{{author}}{end}" if field == "{author}" else field for field in top]
    for own in _OWN_ROWS:
        if artist.chance(0.09):
            extra = artist.pick(_NUMBERS) if own == "{number}" else own
            rows = top if artist.chance(0.7) or not bottom else bottom
            first = "number" in extra or extra in {"{initial}", "{avatar}"}
            rows.insert(0 if first else artist.number(0, len(rows)), extra)
    buttons = [
        _button(artist)
        for _ in range(artist.weighted({0: 3, 1: 4, 2: 3, 3: 2, 4: 1}) if age or artist.chance(0.5) else 0)
    ]
    rows = [*_grouped(artist, top), *[artist.pick(("", "", "<p>")) + "{text}"], *_grouped(artist, bottom)]
    tail = [artist.pick((" ", " · ", " | ", "", "\t")).join(buttons)] if artist.chance(0.6) else buttons
    if artist.chance(0.06):
        rows = [*tail, *rows]
    else:
        rows += tail
    rows = [row for row in rows if row]
    lead = artist.weighted({"": 5, "<*>": 2, "<1.>": 1, "<p>": 1, "<h4>": 0.7})
    if lead and not rows[0].startswith("<"):
        rows[0] = lead + rows[0]
    return artist.worded(rows)


def _button(artist: Artist) -> str:
    word = artist.heading("comment_action", most=2)
    return word + artist.weighted({"": 5, " ({votes})": 1, " {votes}": 1, "{votes}": 0.3})


def _grouped(artist: Artist, cells: list[str]) -> list[str]:
    """*cells* in rows, some sharing one."""
    odds = artist.pick((0.0, 0.2, 0.5, 1.0, 1.0))
    rows: list[str] = []
    for cell in cells:
        if rows and artist.chance(odds):
            rows[-1] += artist.pick(_SEPARATORS) + cell
        else:
            rows.append(cell)
    return rows
