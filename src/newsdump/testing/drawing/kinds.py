"""The kinds of pages, each as the order of its sections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import evolve

from newsdump.testing.blocks import Block, Piece
from newsdump.testing.drawing.choices import Artist
from newsdump.testing.drawing.furniture import FRIENDS, draw_footer, draw_form, draw_friend, draw_menu, draw_pager
from newsdump.testing.drawing.heads import draw_bio, draw_body, draw_head, draw_tags
from newsdump.testing.drawing.lists import (
    draw_links,
    draw_mega_menu,
    draw_neighbours,
    draw_products,
    draw_recent,
    draw_teasers,
    draw_topics,
)
from newsdump.testing.drawing.talks import draw_talk
from newsdump.testing.grammars import Body, Head, Section, Static, Talk
from newsdump.testing.records import fields, record
from newsdump.testing.times import draw_age_style

Sections = list[Section]

_ABOVE: Final = (
    "cookies", "cookies", "shares", "shares", "promotion", "promotion", "newsletter", "topics", "results", "schedule",
)  # fmt: skip
"""What may stand above a story."""


def _top(artist: Artist) -> Sections:
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


def _tail(artist: Artist, lists: dict[int, float] | None = None) -> Sections:
    """What stands below a story: lists, false friends, menus, a footer."""
    parts: list[Sections] = [[draw_teasers(artist)] for _ in range(artist.weighted(lists or {0: 3, 1: 4, 2: 2, 3: 1}))]
    parts += [_aside(artist) for _ in range(artist.weighted({0: 3, 1: 3, 2: 2, 3: 1, 5: 0.6}))]
    artist.random.shuffle(parts)
    sections = [section for part in parts for section in part]
    if artist.chance(0.3):
        sections.append(draw_menu(artist))
    return [*sections, draw_footer(artist)] if artist.chance(0.8) else sections


def _story(artist: Artist, head: Head, body: Body) -> Sections:
    """Head and body, with what stands between and right behind them."""
    parts: Sections = [head]
    if artist.chance(0.2):
        parts.append(draw_friend(artist, artist.pick(("shares", "newsletter", "promotion", "shares"))))
    if artist.chance(0.06):
        parts.append(draw_teasers(artist))
    parts.append(body)
    if artist.chance(0.25):
        parts.append(draw_tags(artist))
    if artist.chance(0.18):
        parts.append(draw_friend(artist, "shares"))
    if artist.chance(0.15):
        parts.append(draw_bio(artist))
    return parts


def _with_talk(artist: Artist, story: Sections, talk: Talk | None, lists: dict[int, float] | None = None) -> Sections:
    """A page of a story: comments right behind it, or among what follows, or above it."""
    top, tail = _top(artist), _tail(artist, lists)
    if talk is None:
        return [*top, *story, *tail]
    place = artist.weighted({"behind": 6, "among": 4, "first": 0.15})
    if place == "first":
        return [*top, talk, *story, *tail]
    at = 0 if place == "behind" else artist.number(0, max(0, len(tail) - 1))
    return [*top, *story, *tail[:at], talk, *tail[at:]]


def _news(artist: Artist) -> Sections:
    software = artist.weighted(
        {"news": 4, "wordpress": 1.5, "disqus": 1.5, "facebook": 0.6, "names": 0.8, "bare": 1, "": 4}
    )
    talk = draw_talk(artist, software or None) if artist.chance(0.62) else None
    return _with_talk(artist, _story(artist, draw_head(artist), draw_body(artist)), talk)


def _blog(artist: Artist) -> Sections:
    software = artist.weighted(
        {"wordpress": 6, "blogger": 3, "typepad": 2, "substack": 1, "medium": 1, "disqus": 1, "": 2}
    )
    talk = draw_talk(artist, software or None)
    story = _story(artist, draw_head(artist, "blog"), draw_body(artist))
    if artist.chance(0.35):
        story.insert(artist.pick((0, len(story))), draw_neighbours(artist))
    parts = _with_talk(artist, story, talk)
    if artist.chance(0.3):
        parts.insert(-1, draw_recent(artist))
    return parts


def _list_article(artist: Artist) -> Sections:
    talk = draw_talk(artist, artist.pick(("wordpress", "news", None))) if artist.chance(0.3) else None
    return _with_talk(artist, _story(artist, draw_head(artist), draw_body(artist, "list")), talk)


def _recipe(artist: Artist) -> Sections:
    talk = draw_talk(artist, artist.pick(("wordpress", "reviews", None))) if artist.chance(0.6) else None
    return _with_talk(artist, _story(artist, draw_head(artist, "blog"), draw_body(artist, "recipe")), talk)


def _ticker(artist: Artist) -> Sections:
    return _with_talk(artist, _story(artist, draw_head(artist), draw_body(artist, "ticker")), None)


def _plain(artist: Artist) -> Sections:
    """Documentation, references, a page of an office: a text without date or comments."""
    head = evolve(draw_head(artist), record=artist.worded(["<h1>{title}"]))
    return _with_talk(
        artist, [head, draw_body(artist, artist.pick(("sections", "code", "table", "list")))], None, {0: 4, 1: 1}
    )


def _thread(artist: Artist) -> Sections:
    talk = _posts(artist)
    head: Sections = (
        [] if talk.titled and artist.chance(0.5) else [evolve(draw_head(artist, "thread"), titled=not talk.titled)]
    )
    return [*_top(artist), *head, talk, *_forum_tail(artist)]


def _posts(artist: Artist) -> Talk:
    """The posts of a thread."""
    talk = draw_talk(artist, "forum", opening=True)
    titled = "subject" in fields(talk.record) and artist.chance(0.7)
    opening = talk.record
    if titled:
        opening = tuple(evolve(row, template=row.template.replace("Re: {subject}", "{subject}")) for row in opening)
    return evolve(
        talk,
        heading="",
        opening=opening,
        titled=titled,
        outcomes=(1.0, 0.0, 0.0, 0.0, 0.0),
        texts=artist.weighted({"posts": 4, "mixed": 2, "long": 1}),
        names=artist.weighted({"handles": 5, "mixed": 2, "people": 1}),
        replies=artist.weighted({0.15: 2, 0.3: 3, 0.6: 1}),
        size=artist.weighted({(1, 1): 1, (1, 5): 4, (4, 14): 4, (10, 30): 2}),
        closing=artist.heading("comments_closed", least=2) if artist.chance(0.2) else "",
        closed=artist.pick((0.1, 0.3, 1.0)),
        top=(),
    )


def _forum_tail(artist: Artist) -> Sections:
    parts: Sections = [draw_pager(artist)] * artist.chance(0.3)
    if artist.chance(0.4):
        parts.append(draw_topics(artist, size=(3, 10)))
    elif artist.chance(0.3):
        teasers = draw_teasers(artist)
        parts.append(evolve(teasers, titles="subjects", sources=()))
    if artist.chance(0.3):
        parts.append(draw_menu(artist))
    return [*parts, draw_footer(artist)]


def _thread_page(artist: Artist) -> Sections:
    """A later page of a thread: no opening post, so no story."""
    talk = evolve(_posts(artist), opening=(), titled=False, first=(11, 400))
    head = evolve(draw_head(artist, "thread"), record=artist.worded([artist.pick(("<h1>{title}", "<h2>{title}"))]))
    return [*_top(artist), head, *[draw_pager(artist)] * artist.chance(0.5), talk, *_forum_tail(artist)]


def _forum_index(artist: Artist) -> Sections:
    topics = draw_topics(artist)
    heading = Static((artist.row(artist.writer.topic(), "h1"),))
    more: Sections = [draw_topics(artist, size=(2, 6))] if artist.chance(0.3) else []
    return [*_top(artist), heading, *more, topics, draw_pager(artist), *_forum_tail(artist)[-1:]]


def _question(artist: Artist) -> Sections:
    answers = draw_talk(artist, "answers", opening=True)
    opening = artist.worded(
        ["{votes?.8}", "{text}", "[[share]]", "[[follow?]]", "{age}", "{author}", "{reputation?.7}"]
    )
    head = draw_head(artist, "question")
    if "published" in fields(head.record) or "author" in fields(head.record):
        opening = record(["{text}"])
    elif "age0" in fields(head.record):
        opening = artist.worded(["{votes?.8}", "{text}", "[[share]]", "{author}", "{reputation?.7}"])
    talk = evolve(
        answers,
        opening=opening,
        texts="posts",
        names="handles",
        heading=artist.pick(
            ("{n} Answers", "{n} answers", "Answers ({n})", "{n} " + artist.label("answers"), "Best answer")
        ),
        outcomes=(1.0, 0.0, 0.0, 0.0, 0.0),
        size=artist.weighted({(1, 3): 4, (2, 8): 2, (1, 1): 1}),
        marks=(),
        replies=0.0,
        remarks=artist.layout("comments", "remarks") if artist.chance(0.7) else (),
        remarks_age=draw_age_style(artist.writer),
        level=0,
        titled=False,
    )
    related = evolve(
        draw_teasers(artist), titles="subjects", sources=(), record=artist.worded(["{comments}", "{title}"])
    )
    tail: Sections = [related] * artist.chance(0.7)
    return [*_top(artist), head, talk, *tail, *_forum_tail(artist)[-1:]]


def _link(artist: Artist) -> Sections:
    """A link that is talked about: no story, but comments."""
    software = artist.weighted({"hackernews": 2, "reddit": 4, "lobsters": 1.5, "slashdot": 1.5, "lemmy": 1.5})
    talk = draw_talk(artist, software)
    talk = evolve(
        talk,
        outcomes=(1.0, 0.0, 0.0, 0.0, 0.0),
        names="handles",
        size=artist.weighted({(1, 6): 2, (4, 25): 3, (15, 60): 1}),
        replies=0.6,
        deepest=7,
        heading="" if artist.chance(0.7) else talk.heading,
    )
    body: Sections = [draw_body(artist, "social")] if artist.chance(0.3) else []
    tail: Sections = (
        [draw_links(artist)] if artist.chance(0.2) else [draw_teasers(artist)] if artist.chance(0.3) else []
    )
    return [*_top(artist), draw_head(artist, "link"), *body, talk, *tail, draw_footer(artist)]


def _links(artist: Artist) -> Sections:
    return [draw_menu(artist, 3, 12), draw_links(artist), draw_footer(artist)]


def _issue(artist: Artist) -> Sections:
    talk = evolve(_posts(artist), record=artist.layout("comments", "issue"), marks=("at",))
    return [
        *_top(artist),
        draw_head(artist, "thread"),
        evolve(talk, opening=talk.record, titled=False),
        draw_footer(artist),
    ]


def _talk_alone(artist: Artist) -> Sections:
    """Comments without their story."""
    talk = draw_talk(artist, artist.pick(("disqus", "names", "facebook", "news", "wordpress", None)))
    talk = evolve(talk, outcomes=(1.0, 0.0, 0.0, 0.0, 0.0))
    return [talk, draw_footer(artist)] if artist.chance(0.3) else [talk]


def _bare(artist: Artist) -> Sections:
    """A story and texts of comments, without names, dates, menus."""
    talk = evolve(draw_talk(artist, "bare"), top=(), bottom=(), form=(), marks=())
    if artist.chance(0.6):
        talk = evolve(talk, heading="")
    head: Sections = [evolve(draw_head(artist), record=artist.worded(["<h1>{title}"]))] if artist.chance(0.7) else []
    return [*head, draw_body(artist, artist.pick(("prose", "sections", "list"))), talk]


_QUEUES: Final = (
    ["{duration}", "{title}", "{source}", "{views} views", "{age}"],
    ["{title}", "{source}", "{views} views • {age}"],
    ["{duration}", "{title}", "{source}"],
)
"""Records of the videos beside one."""


def _video(artist: Artist) -> Sections:
    talk = evolve(draw_talk(artist, "youtube"), texts="short")
    rows = artist.worded(artist.pick(_QUEUES))
    queue = evolve(draw_teasers(artist), record=rows, size=(6, 20), level=0, joint="")
    below: Sections = [talk, queue] if artist.chance(0.5) else [queue, talk]
    return [draw_menu(artist, 2, 12), draw_head(artist), draw_body(artist, "social"), *below, draw_footer(artist)]


def _social(artist: Artist) -> Sections:
    talk = evolve(draw_talk(artist, "facebook"), texts="short", heading="" if artist.chance(0.6) else "{n} comments")
    head = evolve(
        draw_head(artist), record=artist.worded(artist.pick((["{author}", "{published}"], ["{author} · {published}"])))
    )
    return [*_top(artist)[:1], head, draw_body(artist, "social"), draw_friend(artist, "shares"), talk]


def _listing(artist: Artist) -> Sections:
    """A section's page, an archive, results of a search."""
    teasers = evolve(
        draw_teasers(artist, headed=0.4, aside=False),
        size=artist.pick(((8, 14), (12, 30), (20, 50))),
        odds=1.0,
        joint="",
    )
    heading = Static((Block("h1", (Piece(artist.writer.topic()),)),))
    return [*_top(artist), heading, teasers, draw_pager(artist), *_tail(artist)]


def _front(artist: Artist) -> Sections:
    """A front page: lists under the names of sections."""
    parts: Sections = []
    for _ in range(artist.number(3, 8)):
        teasers = draw_teasers(artist, headed=0.9, aside=False)
        heading = artist.writer.topic() if artist.chance(0.6) else teasers.heading
        parts.append(evolve(teasers, heading=heading if teasers.heading else "", odds=1.0, joint=""))
        if artist.chance(0.2):
            parts.append(draw_friend(artist))
    return [*_top(artist), *parts, *_tail(artist, {0: 1})]


def _shop(artist: Artist) -> Sections:
    products = draw_products(artist)
    listed = artist.chance(0.5)
    head: Sections = [] if listed else [evolve(draw_head(artist), record=artist.worded(["<h1>{title}", "{text}"]))]
    reviews: Sections = [draw_talk(artist, "reviews")] if artist.chance(0.4) and not listed else []
    many = evolve(products, size=(8, 24))
    return [*_top(artist), *head, many if listed else products, *reviews, *_tail(artist)]


def _empty(artist: Artist) -> Sections:
    """A page with next to nothing on it."""
    rows: Sections = [draw_friend(artist, artist.pick(tuple(FRIENDS))) for _ in range(artist.number(0, 2))]
    notice = Static((artist.row(artist.writer.sentence(), "h1"), *draw_form(artist, 0, 2)))
    teasers: Sections = [draw_teasers(artist)] if artist.chance(0.3) else []
    return [*_top(artist), notice, *rows, *teasers, draw_footer(artist)]


KINDS: Final[dict[str, tuple[float, Callable[[Artist], Sections]]]] = {
    "news": (38, _news),
    "blog": (17, _blog),
    "list article": (3, _list_article),
    "recipe": (2, _recipe),
    "ticker": (1.5, _ticker),
    "plain": (3, _plain),
    "thread": (10, _thread),
    "thread page": (2.5, _thread_page),
    "forum index": (2.5, _forum_index),
    "question": (3, _question),
    "link": (4, _link),
    "links": (0.7, _links),
    "issue": (0.7, _issue),
    "talk alone": (1.5, _talk_alone),
    "bare": (2, _bare),
    "video": (1.5, _video),
    "social": (1.2, _social),
    "listing": (4, _listing),
    "front": (2.5, _front),
    "shop": (1.5, _shop),
    "empty": (0.7, _empty),
}
"""How often each kind of page is drawn, roughly as crawls meet them, and what draws it."""

STORYLESS: Final = frozenset({"forum index", "links", "talk alone", "listing", "front", "empty"})
"""The kinds whose pages have no title of their own."""
