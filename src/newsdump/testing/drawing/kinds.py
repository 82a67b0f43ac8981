"""The kinds of pages, each as the order of its sections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import evolve

from newsdump.testing.blocks import Block, Piece
from newsdump.testing.drawing import boards
from newsdump.testing.drawing.around import Sections, draw_tail, draw_top
from newsdump.testing.drawing.choices import Artist
from newsdump.testing.drawing.furniture import FRIENDS, draw_footer, draw_form, draw_friend, draw_menu, draw_pager
from newsdump.testing.drawing.heads import draw_bio, draw_body, draw_head, draw_tags
from newsdump.testing.drawing.lists import (
    draw_neighbours,
    draw_products,
    draw_recent,
    draw_teasers,
)
from newsdump.testing.drawing.talks import draw_talk
from newsdump.testing.grammars import Body, Head, Static, Talk


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
    top, tail = draw_top(artist), draw_tail(artist, lists)
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
    return [*draw_top(artist)[:1], head, draw_body(artist, "social"), draw_friend(artist, "shares"), talk]


def _listing(artist: Artist) -> Sections:
    """A section's page, an archive, results of a search."""
    teasers = evolve(
        draw_teasers(artist, headed=0.4, aside=False, rich=True),
        size=artist.pick(((8, 14), (12, 30), (20, 50))),
        odds=1.0,
        joint="",
    )
    heading = Static((Block("h1", (Piece(artist.writer.topic()),)),))
    return [*draw_top(artist), heading, teasers, draw_pager(artist), *draw_tail(artist)]


def _front(artist: Artist) -> Sections:
    """A front page: lists under the names of sections."""
    parts: Sections = []
    for _ in range(artist.number(3, 8)):
        teasers = draw_teasers(artist, headed=0.9, aside=False, rich=True)
        heading = artist.writer.topic() if artist.chance(0.6) else teasers.heading
        parts.append(evolve(teasers, heading=heading if teasers.heading else "", odds=1.0, joint=""))
        if artist.chance(0.2):
            parts.append(draw_friend(artist))
    return [*draw_top(artist), *parts, *draw_tail(artist, {0: 1})]


def _shop(artist: Artist) -> Sections:
    products = draw_products(artist)
    listed = artist.chance(0.5)
    head: Sections = [] if listed else [evolve(draw_head(artist), record=artist.worded(["<h1>{title}", "{text}"]))]
    reviews: Sections = [draw_talk(artist, "reviews")] if artist.chance(0.4) and not listed else []
    many = evolve(products, size=(8, 24))
    return [*draw_top(artist), *head, many if listed else products, *reviews, *draw_tail(artist)]


def _empty(artist: Artist) -> Sections:
    """A page with next to nothing on it."""
    rows: Sections = [draw_friend(artist, artist.pick(tuple(FRIENDS))) for _ in range(artist.number(0, 2))]
    notice = Static((artist.row(artist.writer.sentence(), "h1"), *draw_form(artist, 0, 2)))
    teasers: Sections = [draw_teasers(artist)] if artist.chance(0.3) else []
    return [*draw_top(artist), notice, *rows, *teasers, draw_footer(artist)]


KINDS: Final[dict[str, tuple[float, Callable[[Artist], Sections]]]] = {
    "news": (38, _news),
    "blog": (17, _blog),
    "list article": (3, _list_article),
    "recipe": (2, _recipe),
    "ticker": (1.5, _ticker),
    "plain": (3, _plain),
    "thread": (10, boards.thread),
    "thread page": (2.5, boards.thread_page),
    "forum index": (2.5, boards.forum_index),
    "question": (3, boards.question),
    "link": (4, boards.link),
    "links": (0.7, boards.links),
    "issue": (0.7, boards.issue),
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
