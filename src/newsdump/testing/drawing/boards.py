"""Kinds of pages of forums: threads, questions, talk about links."""

from __future__ import annotations

from attrs import evolve

from newsdump.testing.drawing.around import Sections, draw_top
from newsdump.testing.drawing.choices import Artist
from newsdump.testing.drawing.furniture import draw_footer, draw_menu, draw_pager
from newsdump.testing.drawing.heads import draw_body, draw_head
from newsdump.testing.drawing.lists import (
    draw_links,
    draw_teasers,
    draw_topics,
)
from newsdump.testing.drawing.talks import draw_talk
from newsdump.testing.grammars import Static, Talk
from newsdump.testing.records import fields, record
from newsdump.testing.times import draw_age_style


def thread(artist: Artist) -> Sections:
    """A thread: its first post is the story."""
    talk = _posts(artist)
    head: Sections = (
        [] if talk.titled and artist.chance(0.5) else [evolve(draw_head(artist, "thread"), titled=not talk.titled)]
    )
    return [*draw_top(artist), *head, talk, *_forum_tail(artist)]


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


def thread_page(artist: Artist) -> Sections:
    """A later page of a thread: no opening post, so no story."""
    talk = evolve(_posts(artist), opening=(), titled=False, first=(11, 400))
    head = evolve(draw_head(artist, "thread"), record=artist.worded([artist.pick(("<h1>{title}", "<h2>{title}"))]))
    return [*draw_top(artist), head, *[draw_pager(artist)] * artist.chance(0.5), talk, *_forum_tail(artist)]


def forum_index(artist: Artist) -> Sections:
    """The topics of a forum."""
    topics = draw_topics(artist)
    heading = Static((artist.row(artist.writer.topic(), "h1"),))
    more: Sections = [draw_topics(artist, size=(2, 6))] if artist.chance(0.3) else []
    return [*draw_top(artist), heading, *more, topics, draw_pager(artist), *_forum_tail(artist)[-1:]]


def question(artist: Artist) -> Sections:
    """A question with its answers, and remarks under both."""
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
    return [*draw_top(artist), head, talk, *tail, *_forum_tail(artist)[-1:]]


def link(artist: Artist) -> Sections:
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
    return [*draw_top(artist), draw_head(artist, "link"), *body, talk, *tail, draw_footer(artist)]


def links(artist: Artist) -> Sections:
    """A list of links."""
    return [draw_menu(artist, 3, 12), draw_links(artist), draw_footer(artist)]


def issue(artist: Artist) -> Sections:
    """An issue of a tracker."""
    talk = evolve(_posts(artist), record=artist.layout("comments", "issue"), marks=("at",))
    return [
        *draw_top(artist),
        draw_head(artist, "thread"),
        evolve(talk, opening=talk.record, titled=False),
        draw_footer(artist),
    ]
