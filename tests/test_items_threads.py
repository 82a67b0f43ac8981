"""Forum threads: which dates open a post, who wrote it, and what is no thread; whole pages lie in `dumps/forum`."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from newsdump import SectionKind, cues, lexicon, lines, parse
from newsdump.items import Reader, Words, threads

_ANNOUNCER = cues.Announcer(lexicon.load_lexicon())
_WORDS = Words(lexicon.load_lexicon())

TEXTS = (
    "The lamp of the old buoy was seen again last night, three miles from where it was lost.",
    "I saw it too.",
    "It has no battery, so what makes it shine?",
    "The same that makes you write here at four in the morning.",
)
NAMES = ("harbourcat", "Noor H.", "per_lindal", "harbourcat")
DATES = ("Mar 3, 2024 at 8:14 AM", "Mar 3, 2024 at 9:40 AM", "Mar 4, 2024 at 7:05 PM", "Mar 9, 2024 at 6:31 PM")
JOINED = ("Feb 11, 2021", "Jan 19, 2020", "Aug 2, 2015", "Feb 11, 2021")


def read(text: str) -> Reader:
    cut = lines.cut(text)
    return Reader(cut, cues.read(cut, _ANNOUNCER), _WORDS)


def posts(form: str, dates: Sequence[str] = DATES) -> str:
    """A page with a post of *form* for each name."""
    return "\n".join(
        form.format(number=number + 1, name=name, date=date, joined=joined, text=text)
        for number, (name, date, joined, text) in enumerate(zip(NAMES, dates, JOINED, TEXTS, strict=True))
    )


FORMS = {
    "writer above, numbered": "{name}\nJoined:\n{joined}\n{date}\n#{number}\n{text}\nReply",
    "writer below the date": "{date}\n{name}\nMember\nJoin Date\n{joined}\n{text}\nQuote",
    "writer and date on one line": "Re: The lamp of the buoy\nby {name} » {date}\n{text}\nTop",
    "says": "{name} says:\n{date}\n{text}\nQuote",
    "rank behind the name": "{name} Senior Member\nJoined:\n{joined}\nPosts:\n{number}\n{date}\n{text}\nReply",
    "title with its date": "{name}\nPosts: {number}\nRe: The lamp « Reply #{number} on: {date} »\n{text}\nLogged",
    "by and on": "By {name} on {date}\n{text}",
    "name and title side by side": "{name} Re: The lamp of the buoy\n« Reply #{number} on: {date} »\n{text}\nLogged",
    "points behind all names": "{name} 3{number}\n{name} 3{number}\nPosted {date}\n{text}\nShare this post",
    "plain numbers behind the dates": "{name} {date} {number}\n{text}",
    "name twice, points between": (
        "{name}\n3{number}\n+\n{name}\n3{number}\nLocation:\nPier {number}, Osselby\n"
        "Posted {date}\n{text}\nShare this post"
    ),
    "name twice": "{name}\n{name}\nNewbie\n{number} posts\nPosted {date}\n{text}\nShare this post",
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_its_posts(form: str) -> None:
    records = threads.find(reader := read(posts(FORMS[form])))
    assert records is not None
    found = [
        (
            draft.author,
            reader.cues.ages[draft.age_line].age.raw if draft.age_line is not None else None,
            [reader.lines.texts[line] for line in draft.texts],
        )
        for draft in records.drafts
    ]
    assert found == [(name, date, [text]) for name, date, text in zip(NAMES, DATES, TEXTS, strict=True)]


def test_names_may_differ_in_their_numbers_alone() -> None:
    form = "member{number}\nMember\nJoined:\n{joined}\n{date}\n#{number}\n{text}\nReply"
    records = threads.find(read(posts(form)))
    assert records is not None
    assert [draft.author for draft in records.drafts] == ["member1", "member2", "member3", "member4"]


def test_short_answers_below_dates_of_one_day_are_no_values_of_labels() -> None:
    texts = (
        "The lamp of the buoy shone again, and nobody knows why it does.",
        "Hi!",
        "Welcome, Noor.",
        "Thank you all.",
    )
    page = "\n".join(
        f"{name}\n{name}\nMember\nPosted March 3\n{text}\nShare this post\nLink to post"
        for name, text in zip(NAMES, texts, strict=True)
    )
    records = threads.find(reader := read(page))
    assert records is not None
    assert [reader.lines.texts[line] for draft in records.drafts for line in draft.texts] == list(texts)


def test_a_name_with_labels_below_it_is_no_label() -> None:
    form = "{date} #{number}\nPer\nJoin Date\n{joined}\nPosts\n1{number}\n{text}"
    records = threads.find(read(posts(form) + "\nPer\nOther sites\nPer\nContact us\nPer\nTop"))
    assert records is not None
    assert {draft.author for draft in records.drafts} == {"Per"}


def test_numbered_posts_are_a_thread_in_any_order_of_their_clocks() -> None:
    dates = [DATES[0], DATES[2], DATES[1], DATES[3]]
    records = threads.find(read(posts("{name} {date} #{number}\n{text}", dates)))
    assert records is not None
    assert [draft.author for draft in records.drafts] == [*NAMES]


def test_of_numbered_posts_all_are_of_the_thread_whatever_else_speaks_for_some() -> None:
    rows = posts("{name} {date} {number}\n{text}").split("\n")
    liked = [*rows[:4], "3 Likes", *rows[4:6], "1 Like", *rows[6:], "2 Likes"]
    records = threads.find(read("\n".join(liked)))
    assert records is not None
    assert len(records.drafts) == len(NAMES)


def test_a_writer_with_several_posts_is_no_label_of_the_ranks_below() -> None:
    ranks = ("Newbie", "Member", "Harbour master", "Old hand")
    rows = [
        f"{number}. {date} #{number}\n{name}\n{rank}\n{text}\n{name}"
        for number, (name, date, rank, text) in enumerate(zip(NAMES, DATES, ranks, TEXTS, strict=True), 1)
    ]
    records = threads.find(read("\n".join(rows)))
    assert records is not None
    assert [draft.author for draft in records.drafts] == [*NAMES]


def test_the_last_post_ends_at_what_follows_the_texts_of_the_others() -> None:
    form = "by {name} » {date}\n{text}\n{name}\nMessages: {number}\nPrivate message\nTop"
    records = threads.find(reader := read(posts(form) + "\nOlder first\nNewer first\nGo to forum\nAll about buoys"))
    assert records is not None
    assert [reader.lines.texts[line] for line in records.drafts[-1].texts] == [TEXTS[-1]]


def test_who_liked_a_post_is_counted() -> None:
    page = parse(
        "The lamp of the buoy\n"
        + posts("{name} {date} {number}\n{text}\n{number} Likes\nReply")
        + "\nRelated topics\nAnchors"
    )
    assert [(comment.text, comment.upvotes) for comment in page.comments] == [*zip(TEXTS[1:], (2, 3, 4), strict=True)]


def test_a_writer_may_talk_alone() -> None:
    form = "{number}. {date} #{number}\nTove\nMember\nMessages\n15 861\n{text}\nTove"
    records = threads.find(reader := read(posts(form)))
    assert records is not None
    assert [draft.author for draft in records.drafts] == ["Tove"] * 4
    assert [reader.lines.texts[draft.texts[0]] for draft in records.drafts] == [*TEXTS]


def test_a_name_that_others_answer_is_no_rank() -> None:
    ranks = ("Bronze Practitioner", "Community Citizen", "Silver Practitioner", "Bronze Practitioner")
    names = ("harbourcat", "noorh", "per_lindal", "harbourcat")
    rows = [
        f"{name}\n{rank}\n{date}\n#{number}\n@{other} {text}\nReply"
        for number, (name, rank, date, other, text) in enumerate(
            zip(names, ranks, DATES, ("noorh", "harbourcat", "harbourcat", "per_lindal"), TEXTS, strict=True), 1
        )
    ]
    records = threads.find(read("\n".join(rows)))
    assert records is not None
    assert [draft.author for draft in records.drafts] == [*names]


def test_the_first_post_is_the_article_and_the_others_are_comments() -> None:
    page = parse("Lost and found\nThe lamp of the buoy\n" + posts(FORMS["writer above, numbered"]))
    assert page.article is not None
    assert (page.article.title, page.article.authors, page.article.text) == (
        "The lamp of the buoy",
        NAMES[:1],
        TEXTS[0],
    )
    assert [(comment.author, comment.text) for comment in page.comments] == [*zip(NAMES[1:], TEXTS[1:], strict=True)]


def test_the_writer_and_date_of_the_first_post_are_of_the_article() -> None:
    page = parse("Lost and found\nThe lamp of the buoy\n" + posts(FORMS["plain numbers behind the dates"]))
    first = next(section.span.of(page.text) for section in page.sections if section.kind is SectionKind.ARTICLE)
    assert first.startswith("The lamp of the buoy\nharbourcat Mar 3, 2024 at 8:14 AM 1\n")


def test_under_a_story_all_posts_are_comments() -> None:
    story = "\n".join(
        f"The buoy was lost in the {nth} storm of the year, the keeper said, and it was not insured."
        for nth in ("first", "second", "third", "fourth", "fifth")
    )
    page = parse(f"A buoy comes home\n{story}\n" + posts(FORMS["writer above, numbered"]))
    assert page.article is not None
    assert page.article.text == story
    assert [comment.author for comment in page.comments] == [*NAMES]


@pytest.mark.parametrize(
    "text",
    [
        posts(FORMS["writer above, numbered"], DATES[::-1]).replace("#", "no. "),
        "\n".join(f"Osselby Courier\n{date}\n{text}" for date, text in zip(DATES, TEXTS, strict=True)),
        "\n".join(DATES),
        "\n".join(TEXTS),
    ],
    ids=["not in order", "one source", "dates alone", "no dates"],
)
def test_no_thread(text: str) -> None:
    assert threads.find(read(text)) is None
