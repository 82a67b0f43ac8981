"""Reader comments by layout: what each layout at the head of `items.comments` gives, on short made-up sections."""

from __future__ import annotations

import pytest

from newsdump import Comment, cues, lexicon, lines, parse
from newsdump.items import Reader, Words, building, comments
from newsdump.items.records import Layout

_ANNOUNCER = cues.Announcer(lexicon.load_lexicon())
_WORDS = Words(lexicon.load_lexicon())

Said = tuple[str | None, str | None, str]
"""Author, age and text of a comment."""


def read(section: str) -> Reader:
    cut = lines.cut(section)
    return Reader(cut, cues.read(cut, _ANNOUNCER), _WORDS)


def found(section: str) -> list[Comment]:
    reader = read(section)
    records = comments.find(reader, 0, len(reader.lines))
    return building.build(reader, [records] if records is not None else [], float)


def said(section: str) -> list[Said]:
    return [(comment.author, comment.age.raw if comment.age else None, comment.text) for comment in found(section)]


NUMBERED = [(1, "Ilse"), (2, "Noor Haddad"), (3, "kelp4lunch"), (4, "Jan Vos")]
LAYOUTS: dict[str, tuple[str, list[Said]]] = {
    "name, age, text": (
        """
Nadia Holm
November 5, 2012 at 10:52 am
The ferry was late again.

It will be late tomorrow.
kelp4lunch
November 6, 2012 at 8:10 pm
lol
""",
        [
            ("Nadia Holm", "November 5, 2012 at 10:52 am", "The ferry was late again.\nIt will be late tomorrow."),
            ("kelp4lunch", "November 6, 2012 at 8:10 pm", "lol"),
        ],
    ),
    "answer to a title, name and age on one line": (
        """
Re: Late Ferry by Night by Nadia Holm: 3:33pm On Nov 8, 2012
The ferry was late again.
Re: Late Ferry by Night by kelp4lunch(f): 4:12am On Nov 9, 2012
So was I.
""",
        [
            ("Nadia Holm", "3:33pm On Nov 8, 2012", "The ferry was late again."),
            ("kelp4lunch", "4:12am On Nov 9, 2012", "So was I."),
        ],
    ),
    "a forum in which each name has the date from which it is a member": (
        """
13.11.2019
#2
Nadia Holm
Dabei seit
02.01.2007
Beiträge
579
The ferry was late again.
13.11.2019
#3
kelp4lunch
Dabei seit
12.07.2019
Beiträge
202
So was I.
""",
        [
            ("Nadia Holm", "13.11.2019", "The ferry was late again."),
            ("kelp4lunch", "13.11.2019", "So was I."),
        ],
    ),
    "name and age on one line, text": (
        """
Nadia Holm on November 8, 2012 3:33 pm
The ferry was late again.
Jan Vos on November 9, 2012 4:12 am
So was I.
""",
        [
            ("Nadia Holm", "November 8, 2012 3:33 pm", "The ferry was late again."),
            ("Jan Vos", "November 9, 2012 4:12 am", "So was I."),
        ],
    ),
    "name, separator, age, text": (
        """
Nadia Holm • 3 hours ago
The ferry was late again.
12 △ ▽ Reply Share ›
Jan Vos • 2 days ago
So was I.
Reply Share ›
""",
        [
            ("Nadia Holm", "3 hours ago", "The ferry was late again."),
            ("Jan Vos", "2 days ago", "So was I."),
        ],
    ),
    "NAME says": (
        """
Nadia Holm says:
November 8, 2012 at 3:33 pm
The ferry was late again.
Reply
Jan Vos says:
November 9, 2012 at 4:12 am
So was I.
Reply
""",
        [
            ("Nadia Holm", "November 8, 2012 at 3:33 pm", "The ferry was late again."),
            ("Jan Vos", "November 9, 2012 at 4:12 am", "So was I."),
        ],
    ),
    "NAME sagt, the verb on its own line": (
        """
Nadia Holm
sagt:
8. November 2012 um 15:33 Uhr
Die Fähre war wieder zu spät.
Antworten
Jan Vos
sagt:
9. November 2012 um 4:12 Uhr
Ich auch.
Antworten
""",
        [
            ("Nadia Holm", "8. November 2012 um 15:33 Uhr", "Die Fähre war wieder zu spät."),
            ("Jan Vos", "9. November 2012 um 4:12 Uhr", "Ich auch."),
        ],
    ),
    "NAME said, no age": (
        """
Nadia Holm said...
The ferry was late again.
Jan Vos said...
So was I.
""",
        [("Nadia Holm", None, "The ferry was late again."), ("Jan Vos", None, "So was I.")],
    ),
    "text, Posted by": (
        """
The ferry was late again.
Posted by: Nadia Holm at November 8, 2012 7:12 AM
So was I.

And so was the bus.
Posted by: Jan Vos at November 9, 2012 8:15 AM
""",
        [
            ("Nadia Holm", "November 8, 2012 7:12 AM", "The ferry was late again."),
            ("Jan Vos", "November 9, 2012 8:15 AM", "So was I.\nAnd so was the bus."),
        ],
    ),
    "name, age, text, empty Replies pairs (Blogger)": (
        """
Nadia Holm May 30, 2019 at 1:06 PM
The ferry was late again.
Reply Delete
Replies
Reply
Jan Vos May 31, 2019 at 2:16 AM
So was I.
Reply Delete
Replies
Reply
""",
        [
            ("Nadia Holm", "May 30, 2019 at 1:06 PM", "The ferry was late again."),
            ("Jan Vos", "May 31, 2019 at 2:16 AM", "So was I."),
        ],
    ),
    "votes and menus on the line with the name (Hacker News)": (
        """
▲ Nadia Holm 3 hours ago | parent | next [–]
The ferry was late again.
reply
▲ Jan Vos 2 days ago | next [–]
So was I.
reply
""",
        [("Nadia Holm", "3 hours ago", "The ferry was late again."), ("Jan Vos", "2 days ago", "So was I.")],
    ),
    "name, text, actions with the age (Facebook)": (
        """
Nadia Holm
The ferry was late again.
Like · Reply · 3 hrs
Jan Vos
So was I.
Like · Reply · 2 · 5 hrs
""",
        [("Nadia Holm", "3 hrs", "The ferry was late again."), ("Jan Vos", "5 hrs", "So was I.")],
    ),
    "name, text, actions": (
        """
Nadia Holm
The ferry was late again.
Reply
Jan Vos
So was I.
Reply
""",
        [("Nadia Holm", None, "The ferry was late again."), ("Jan Vos", None, "So was I.")],
    ),
    "names alone": (
        """
Nadia Holm
The ferry was late again, and nobody said a word about it.
kelp4lunch
So was I.
Jan Vos
Who pays for the fuel?
""",
        [
            ("Nadia Holm", None, "The ferry was late again, and nobody said a word about it."),
            ("kelp4lunch", None, "So was I."),
            ("Jan Vos", None, "Who pays for the fuel?"),
        ],
    ),
    "names alone, in a script without capitals": (
        """
अनिता शर्मा
नाव फिर देर से आई, और किसी ने कुछ नहीं कहा।
राहुल वर्मा
मैं भी देर से आया।
""",
        [
            ("अनिता शर्मा", None, "नाव फिर देर से आई, और किसी ने कुछ नहीं कहा।"),
            ("राहुल वर्मा", None, "मैं भी देर से आया।"),
        ],
    ),
    "text, Posted by, each part on its own line": (
        """
The ferry was late again.
Posted by:
Nadia Holm
at
November 8, 2012 at 7:12 am
So was I.
Posted by:
Jan Vos
at
November 9, 2012 at 8:15 am
""",
        [
            ("Nadia Holm", "November 8, 2012 at 7:12 am", "The ferry was late again."),
            ("Jan Vos", "November 9, 2012 at 8:15 am", "So was I."),
        ],
    ),
    "NAME said, text, age (old Blogger)": (
        """
Nadia Holm said...
The ferry was late again.
March 12, 2012 at 10:32 AM
Jan Vos said...
So was I.

And so was the bus.
March 13, 2012 at 9:12 AM
""",
        [
            ("Nadia Holm", "March 12, 2012 at 10:32 AM", "The ferry was late again."),
            ("Jan Vos", "March 13, 2012 at 9:12 AM", "So was I.\nAnd so was the bus."),
        ],
    ),
    "NAME dijo, text, age, action": (
        """
Nadia Holm dijo:
El barco llegó tarde.
26 abril 2022 a las 14:02
/ Responder
Jan Vos dijo:
Yo también.
27 abril 2022 a las 14:02
/ Responder
""",
        [
            ("Nadia Holm", "26 abril 2022 a las 14:02", "El barco llegó tarde."),
            ("Jan Vos", "27 abril 2022 a las 14:02", "Yo también."),
        ],
    ),
    "name, place, age, text": (
        """
Nadia Holm
Quenly, Norvale
June 12, 2023
The ferry was late again.
12 Recommend
Jan Vos
Osselby
June 13, 2023
So was I.
2 Recommend
""",
        [("Nadia Holm", "June 12, 2023", "The ferry was late again."), ("Jan Vos", "June 13, 2023", "So was I.")],
    ),
    "age and name (Drupal)": (
        """
Fri, 2012-11-09 18:05 — Nadia Holm (not verified)
The ferry was late again.
Sat, 2012-11-10 08:05 — Jan Vos (not verified)
So was I.
""",
        [
            ("Nadia Holm", "Fri, 2012-11-09 18:05", "The ferry was late again."),
            ("Jan Vos", "Sat, 2012-11-10 08:05", "So was I."),
        ],
    ),
    "name, points and age (Reddit)": (
        """
[–]nadia_holm 12 points 3 hours ago
The ferry was late again.
permalinkembedsavereportreply
[–]janvos 1 point 2 hours ago
So was I.
permalinkembedsaveparentreportreply
""",
        [("nadia_holm", "3 hours ago", "The ferry was late again."), ("janvos", "2 hours ago", "So was I.")],
    ),
    "badges between name and age, and names that are none": (
        """
Anonymous
3 hours ago
The ferry was late again.
Reply
Jan Vos
Author
2 hours ago
So was I.
Reply
Guest
1 hour ago
Me too.
Reply
""",
        [
            ("Anonymous", "3 hours ago", "The ferry was late again."),
            ("Jan Vos", "2 hours ago", "So was I."),
            ("Guest", "1 hour ago", "Me too."),
        ],
    ),
    "two votes without words": (
        """
Nadia Holm
2021-05-05 08:31:44
Prom znowu był spóźniony.
15
7
odpowiedz
Jan Vos
2021-05-06 08:31:44
Ja też.
3
0
odpowiedz
""",
        [
            ("Nadia Holm", "2021-05-05 08:31:44", "Prom znowu był spóźniony."),
            ("Jan Vos", "2021-05-06 08:31:44", "Ja też."),
        ],
    ),
    "number, NAME wrote, text, age and action": (
        """
1. Nadia Holm wrote:
The ferry was late again.
Sunday, September 16, 2012 at 7:41 pm | Permalink
2. Piet Vos wrote:
Thanks.
Sunday, September 16, 2012 at 8:41 pm | Permalink
""",
        [
            ("Nadia Holm", "Sunday, September 16, 2012 at 7:41 pm", "The ferry was late again."),
            ("Piet Vos", "Sunday, September 16, 2012 at 8:41 pm", "Thanks."),
        ],
    ),
    "NAME said, with a comma": (
        """
Nadia Holm said,
The ferry was late again.
Jan Vos said,
So was I.
""",
        [("Nadia Holm", None, "The ferry was late again."), ("Jan Vos", None, "So was I.")],
    ),
    "age, name, text": (
        """
3 hours ago
Nadia Holm
The ferry was late again.
2 days ago
Jan Vos
So was I.
""",
        [("Nadia Holm", "3 hours ago", "The ferry was late again."), ("Jan Vos", "2 days ago", "So was I.")],
    ),
    "names with the number of a list": (
        """
1. Nadia Holm
October 14, 2012 at 5:36 pm
The ferry was late again.
Reply
2. Piet Vos
October 14, 2012 at 5:59 pm
So was I.
Reply
""",
        [
            ("Nadia Holm", "October 14, 2012 at 5:36 pm", "The ferry was late again."),
            ("Piet Vos", "October 14, 2012 at 5:59 pm", "So was I."),
        ],
    ),
    "age, NAME says, text": (
        """
16. Jul, 2012 /
Nadia Holm says:
The ferry was late again.
[
Reply
]
17. Jul, 2012 /
Jan Vos says:
So was I.
[
Reply
]
""",
        [("Nadia Holm", "16. Jul, 2012", "The ferry was late again."), ("Jan Vos", "17. Jul, 2012", "So was I.")],
    ),
    "text, name, age": (
        """
The ferry was late again.
Nadia Holm
3 hours ago
Reply
So was I.
Jan Vos
2 days ago
Reply
""",
        [("Nadia Holm", "3 hours ago", "The ferry was late again."), ("Jan Vos", "2 days ago", "So was I.")],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_gives_its_comments(layout: str) -> None:
    section, expected = LAYOUTS[layout]
    assert said(section) == expected


@pytest.mark.parametrize("layout", LAYOUTS)
def test_comments_end_where_a_form_begins(layout: str) -> None:
    section, expected = LAYOUTS[layout]
    form = "Leave a Reply\nYour email address will not be published.\nName *\nEmail *\n"
    assert said(section + form) == expected


def test_names_may_have_bullets_where_texts_have_none() -> None:
    section = "• Ilse\nI saw it.\nTwice.\n• Noor Haddad\nSo what\n• kelp4lunch\nNot me, then"
    assert said(section) == [
        ("Ilse", None, "I saw it.\nTwice."),
        ("Noor Haddad", None, "So what"),
        ("kelp4lunch", None, "Not me, then"),
    ]


def test_bullets_tell_names_that_do_not_look_like_names() -> None:
    section = "• ilse orrin\nI saw it.\n• Noor Haddad\nAnother One\n• kelp4lunch\nNot me\n• Jan\nNo\n• Ida\nYes"
    reader = read(section)
    records = comments.find(reader, 0, len(reader.lines))
    assert records is not None
    assert (records.layout, records.agreement) == (Layout.NAMES_SIGNED, 0.8)


def test_numbers_on_lines_above_are_no_votes_of_the_comment_before() -> None:
    section = "\n".join(f"{number}\n{name}\n{number} June 2025\nThe ferry was late." for number, name in NUMBERED)
    assert [(comment.author, comment.upvotes, comment.span.of(section)[0]) for comment in found(section)] == [
        (name, None, str(number)) for number, name in NUMBERED
    ]


def test_who_is_greeted_and_who_signs_is_of_the_same_comment() -> None:
    reader = read("Noor,\nI saw it too.\nIlse Orrin\nSo did I, from the pier.\nWe all did!")
    records = comments.of_texts(reader, 0, len(reader.lines), 3)
    assert records is not None
    assert [draft.texts for draft in records.drafts] == [[0, 1, 2], [3], [4]]


def test_who_speaks_is_told_apart_from_dates_of_another_list() -> None:
    section = (
        "Ilse said,\nIt was late.\nNoor said,\nVery late.\nPer said,\nToo late.\n"
        "October 3, 2012\nThe buoy\nOctober 1, 2012\nThe lamp"
    )
    assert said(section) == [
        ("Ilse", None, "It was late."),
        ("Noor", None, "Very late."),
        ("Per", None, "Too late."),
    ]


STORY = "\n".join(
    f"The harbour of Osselby was closed for {count} hours after a ferry lost its rudder in the storm, the owner said."
    for count in range(11, 17)
)
TEXTS = ("The ferry was late again.", "It will be late tomorrow, too.", "Nobody told us that it would be.")


def test_comments_under_their_dates_alone() -> None:
    page = parse(
        f"{STORY}\nComments\n"
        + "\n".join(f"{hour} November 2012 9:0{hour}PM\n{text}\nShare" for hour, text in enumerate(TEXTS, 1))
    )
    assert [(comment.author, comment.text) for comment in page.comments] == [(None, text) for text in TEXTS]
    assert page.comments[0].age is not None
    assert page.comments[0].age.raw == "1 November 2012 9:01PM"


def test_comments_above_their_action_words_alone() -> None:
    page = parse(f"{STORY}\n" + "\n".join(f"{text}\n[Reply]" for text in TEXTS))
    assert [(comment.author, comment.text) for comment in page.comments] == [(None, text) for text in TEXTS]
    assert page.article is not None
    assert len(page.article.paragraphs) == 6


def test_a_form_may_stand_between_the_heading_and_the_comments() -> None:
    page = parse(
        f"{STORY}\nComments\n"
        "You can follow this conversation by subscribing to the comment feed for this post.\n"
        + "\n".join(
            f"{text}\nPosted by: {name} | Thursday, November 08, 2012 at 01:2{minute} PM"
            for minute, (name, text) in enumerate(zip(("Ilse", "Noor", "Per"), TEXTS, strict=True))
        )
    )
    assert [(comment.author, comment.text) for comment in page.comments] == [
        *zip(("Ilse", "Noor", "Per"), TEXTS, strict=True)
    ]


def test_numbers_with_a_dot_are_replies() -> None:
    section = """
Nadia Holm
#1 — vor 8 Stunden
Die Fähre war wieder zu spät.
Antworten
Melden
Jan Vos
#1.1 — vor 7 Stunden
Ich auch.
Antworten
Melden
kelp4lunch
#2 — vor 3 Stunden
Wer zahlt das?
Antworten
Melden
"""
    assert [(comment.author, comment.parent_id, comment.depth) for comment in found(section)] == [
        ("Nadia Holm", None, 0),
        ("Jan Vos", 0, 1),
        ("kelp4lunch", None, 0),
    ]


def test_an_arrow_points_at_the_author_who_is_answered() -> None:
    section = """
Nadia Holm • 3 hours ago
The ferry was late again.
Reply
Jan Vos ➤ Nadia Holm • 2 hours ago
So was I.
Reply
"""
    assert [(comment.author, comment.parent_id) for comment in found(section)] == [("Nadia Holm", None), ("Jan Vos", 0)]


def test_an_arrow_may_stand_on_a_line_of_its_own() -> None:
    section = """
Nadia Holm
•
3 hours ago
The ferry was late again.
Reply
Jan Vos
➤
Nadia Holm
•
2 hours ago
So was I.
Reply
"""
    assert [(comment.author, comment.parent_id, comment.text) for comment in found(section)] == [
        ("Nadia Holm", None, "The ferry was late again."),
        ("Jan Vos", 0, "So was I."),
    ]


@pytest.mark.parametrize("name", ["Võ Thạch V", "Jan O", "Nadia A"])
def test_an_initial_is_no_word_that_connects(name: str) -> None:
    assert _WORDS.bare(f"{name} on") == name


def test_an_at_sign_points_at_the_author_who_is_answered() -> None:
    section = """
Nadia Holm
3 hours ago
The ferry was late again.
Jan Vos
2 hours ago
@NadiaHolm so was I.
"""
    assert [(comment.parent_id, comment.text) for comment in found(section)] == [
        (None, "The ferry was late again."),
        (0, "@NadiaHolm so was I."),
    ]


@pytest.mark.parametrize(
    ("actions", "upvotes", "downvotes", "replies"),
    [
        ("Like (2)\nReply", 2, None, None),
        ("12\n3\nReply", 12, 3, None),
        ("Like\n(\n184\n)\nReply", 184, None, None),
        ("1,204\n87\nClick to rate", 1204, 87, None),
        ("Reply\n3 replies", None, None, 3),
        ("Reply", None, None, None),
    ],
)
def test_votes_and_replies(actions: str, upvotes: int | None, downvotes: int | None, replies: int | None) -> None:
    section = "".join(
        f"{name}\n3 hours ago\nThe ferry was late again.\n{actions}\n" for name in ("Nadia Holm", "Jan Vos")
    )
    for comment in found(section):
        assert (comment.upvotes, comment.downvotes, comment.reply_count) == (upvotes, downvotes, replies)
        assert comment.text == "The ferry was late again."


@pytest.mark.parametrize("text", ["👏👏👏", "+1", "!!!", "First!", "@kelp4lunch no"])
def test_short_comments_are_kept(text: str) -> None:
    section = f"Nadia Holm says:\n3 hours ago\nThe ferry was late.\nReply\nJan Vos says:\n2 days ago\n{text}\nReply\n"
    assert [comment.text for comment in found(section)] == ["The ferry was late.", text]


@pytest.mark.parametrize(
    ("heads", "names"),
    [
        (
            ["27 ilka November 9, 2014 at 10:51 AM", "28 Jan Vos November 9, 2014 at 10:54 AM"],
            ["ilka", "Jan Vos"],
        ),
        (["#1 mira 於 2015/02/03 15:10", "#2 kelp4 於 2014/01/10 15:20"], ["mira", "kelp4"]),
        (["1. Ilse says 27 January 2019 at 08:41", "2. Jan says 27 January 2019 at 11:41"], ["Ilse", "Jan"]),
        (["50 Boats 3 hours ago", "4 Winds 2 hours ago"], ["50 Boats", "4 Winds"]),
    ],
)
def test_the_numbers_of_comments_are_no_part_of_names(heads: list[str], names: list[str]) -> None:
    section = "\n".join(f"{head}\nThe ferry was late again." for head in heads)
    assert [comment.author for comment in found(section)] == names


def test_a_verb_below_a_name_is_not_what_was_said() -> None:
    section = "kelp82\nsays:\nNovember 18, 2023 at 11:15 am\nIt was late again.\nReply"
    assert [(comment.author, comment.text) for comment in found(section)] == [("kelp82", "It was late again.")]


def test_who_says_something_on_a_line_of_its_own_may_have_any_name() -> None:
    section = "ferry tips\nsaid...\nIt was late again.\nJune 6, 2025 10:32 AM"
    assert said(section) == [("ferry tips", "June 6, 2025 10:32 AM", "It was late again.")]


def test_a_comment_lies_in_its_span() -> None:
    section = LAYOUTS["NAME says"][0]
    assert [comment.span.of(section).split("\n")[0] for comment in found(section)] == [
        "Nadia Holm says:",
        "Jan Vos says:",
    ]
    assert [comment.span.of(section).split("\n")[-1] for comment in found(section)] == ["Reply", "Reply"]


@pytest.mark.parametrize(
    "section",
    [
        "",
        "\n\n",
        "Reply",
        "Leave a Reply\nName *\nEmail *",
        "The harbour opened again on Friday, after a long winter of work on its walls and its gates.",
    ],
)
def test_no_comments(section: str) -> None:
    assert found(section) == []
