"""`parse`: what the parts of a page tell of each other."""

import pytest

import newsdump
from newsdump.serializers import json

CARDS = [
    ("Vale Courier", "5 hours ago", "Railway to replace bridge bolts", "QUENLY: The railway will replace the bolts."),
    ("Harbour Times", "a day ago", "Ferry of Sarn sold", "SARN - The ferry of Sarn has a new owner."),
    ("Norvale Post", "04-06-2025", "Council puts off its vote", "The council will vote on the twelfth, it said."),
    ("Vale Courier", "2 weeks ago", "Swan returns to the mill pond", "A swan that left in March is back in Lauen."),
    ("Sylvan Weekly", "just now", "Theatre looks for rain capes", "The theatre owns sixty and needs two hundred."),
]
SENTENCES = [
    "The ferry to Osselby was late again on Monday, and for six hours nobody in the harbour could say why it was.",
    "Some forty people waited on the quay in the rain, among them a choir that was to sing in Corvale at noon.",
    "“We sang for the gulls instead,” said its conductor, who has crossed the bay every week since she was a girl.",
    "The harbour office said later that a rope had come loose in the night and had caught in the left propeller.",
    "A diver cut it free shortly after three, and the boat left with everybody who had not gone home by then.",
    "It is the fourth time this spring that the ferry is held up, the council wrote in its report of last week.",
]
STORY = "\n".join(SENTENCES)
TITLES = "\n".join(f"What the captain of the ferry said about the year of {year}" for year in range(1950, 1990))
FRENCH = "\n".join(  # noqa: FLY002 - as the lines stand
    [
        "Le bac pour Osselby était encore en retard lundi, et personne dans le port ne savait pourquoi.",
        "Une quarantaine de personnes ont attendu sur le quai, sous la pluie, avec un chœur de Corvale.",
        "« Nous avons chanté pour les mouettes », a dit sa cheffe, qui traverse la baie chaque semaine.",
        "Selon la capitainerie, une corde s'était prise dans l'hélice gauche pendant la nuit.",
        "Un plongeur l'a coupée peu après trois heures, et le bateau est parti avec ceux qui restaient.",
    ]
)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        (f"Ferry late\n06/05/2025\n{STORY}\nRelated Articles\nVale Times\n25/05/2025\nGoat found", 5),
        (f"Ferry late\n06/05/2025\n{STORY}\nRelated Articles\nVale Times\n05/25/2025\nGoat found", 6),
        (f"Bac en retard\n06/05/2025\n{FRENCH}", 5),
        (f"Bac en retard\n06/05/2025\n{FRENCH}\nRelated Articles\n{TITLES}", 5),
        (f"Bac en retard\n06/05/2025\n{FRENCH}\nArchive\n22/11/1446", 5),
    ],
    ids=[
        "another date has the day first",
        "another date has the month first",
        "the language",
        "that of the story",
        "but for years of another calendar",
    ],
)
def test_the_page_tells_day_from_month(text: str, month: int) -> None:
    page = newsdump.parse(text)
    assert page.article is not None
    assert page.article.date_published is not None
    assert page.article.date_published.moment is not None
    assert (page.article.date_published.moment.month, page.article.date_published.readings) == (month, ())
    assert "ambiguous-date" not in {note.code for note in page.notes}


@pytest.mark.parametrize(
    ("title", "sentence", "printed", "day"),
    [
        (
            "تأخر العبارة",
            "وصلت العبارة متأخرة في هذا اليوم ولم يعرف أحد في الميناء سبب ذلك.",
            "12/11/1420",
            (2000, 2, 18),
        ),
        (
            "تأخیر قایق",
            "قایق در این روز دیر رسید و هیچ کس در بندر نمی‌دانست که چرا این‌گونه شد.",
            "04/05/10",
            (2025, 8, 1),
        ),
        ("เรือข้ามฟากล่าช้า", "เรือข้ามฟากมาถึงช้าในวันนี้และไม่มีใครในท่าเรือรู้ว่าเป็นเพราะเหตุใด", "14/11/68", (2025, 11, 14)),
    ],
)
def test_the_language_of_the_story_tells_the_calendar(
    title: str, sentence: str, printed: str, day: tuple[int, int, int]
) -> None:
    page = newsdump.parse("\n".join([title, printed, *(f"{sentence} {sentence}" for _ in range(6))]))
    assert page.article is not None
    published = page.article.date_published
    assert published is not None
    assert published.moment is not None
    assert (published.moment.year, published.moment.month, published.moment.day) == day
    assert published.span is not None
    assert published.span.of(page.text) == printed


def test_a_date_in_doubt_keeps_both_readings_and_is_noted() -> None:
    page = newsdump.parse(f"Ferry late\n06/05/2025\n{STORY}")
    assert page.article is not None
    assert page.article.date_published is not None
    assert len(page.article.date_published.readings) == 2
    assert [(note.code, note.span and note.span.of(page.text)) for note in page.notes] == [
        ("ambiguous-date", "06/05/2025")
    ]


def test_comments_that_are_counted_and_not_printed_are_noted() -> None:
    page = newsdump.parse(f"Ferry late\n{STORY}\n12 Comments\nAbout us\nContact us")
    assert [(note.code, note.span and note.span.of(page.text)) for note in page.notes] == [
        ("comments-not-read", "12 Comments")
    ]


TALK = [
    "lol, i was on that ferry and nobody told us anything...",
    "Thanks for the article! My aunt still talks about the storm of 1978.",
    "Noor,",
    "I think you mean the other rudder, this one was found in May!!",
]


@pytest.mark.parametrize(
    "end",
    [
        ["“I love this harbour!” said the owner, Ilse Marlow.", "“Thank you,” said the mayor, and left..."],  # quotes
        [*TALK[:1], "Home", "Sport", "Privacy policy", "Contact us", "Advertise"],  # menus were printed, names were not
    ],
)
def test_a_story_may_talk_itself(end: list[str]) -> None:
    page = newsdump.parse("\n".join(["Harbour closed", STORY, *end]))
    assert page.comments == ()


def test_the_first_comments_may_be_told_to_be_the_story() -> None:
    rows = [
        row
        for number, name in enumerate(["Per Lindal", "Noor Haddad", "Tove Ames", "Bo Marlow", "Ilse Orrin"], 1)
        for row in (
            name,
            f"June {number}, 2025 at 9:12 am",
            "The harbour master told me that the rudder was found by a man who was out for mussels at low tide in May."
            if number == 1
            else f"I have asked {number} times and nobody knows.",
        )
    ]
    page = newsdump.parse("\n".join(["Harbour closed", STORY, *rows]))
    assert [comment.author for comment in page.comments][:2] == ["Per Lindal", "Noor Haddad"]


def test_a_list_of_other_stories_around_the_story_does_not_take_it_in() -> None:
    above, below = (
        "\n".join(f"{title} {place}\n{day} January 2025" for day, title in enumerate(("Ferry sold", "Lamp found"), 3))
        for place in ("in the harbour of Osselby", "on the coast of Corvale")
    )
    page = newsdump.parse(f"Related news\n{above}\n{STORY}\n{below}")
    assert page.article is not None
    assert len(page.article.paragraphs) == len(STORY.splitlines())


def test_where_the_story_says_too_little_the_whole_page_tells_its_language() -> None:
    comments = "\n".join(
        f"{name} says:\n{day} June 2025 at 10:32 am\nI was there, and it was the best of them all, if you ask me."
        for day, name in enumerate(("Ilse", "Noor", "Per"), 1)
    )
    page = newsdump.parse(f"Osselby – Corvale 2:1 (1:0)\n3 comments\n{comments}")
    assert len(page.comments) == 3
    assert page.language == "en"


def test_a_day_in_words_behind_a_name_opens_a_comment_where_others_have_their_ages_there() -> None:
    said = "Nadia Holm 3 hours ago\nIt was late again.\nReply\nJan Vos 2 days ago\nSo was I.\nReply"
    page = newsdump.parse(f"Ferry late\n{STORY}\n3 comments\n{said}\nIlse Orrin yesterday\nWe walked.\nReply\nAbout us")
    assert [(comment.author, comment.age and comment.age.raw) for comment in page.comments] == [
        ("Nadia Holm", "3 hours ago"),
        ("Jan Vos", "2 days ago"),
        ("Ilse Orrin", "yesterday"),
    ]


def test_the_article_begins_at_its_title() -> None:
    page = newsdump.parse(f"Osselby weather\nTide tables\nFerry late for the sixth day\nBy Ilse Orrin\n{STORY}")
    assert page.article is not None
    assert page.article.title == "Ferry late for the sixth day"
    first = next(section for section in page.sections if section.kind is newsdump.SectionKind.ARTICLE)
    assert first.span.of(page.text).startswith(page.article.title)


@pytest.mark.parametrize("head", ["Comments: 3", "3 comments"])
def test_a_count_above_the_story_is_a_link_to_the_comments_below_it(head: str) -> None:
    said = "\n".join(
        f"{name} says:\nJune {day}, 2025\nIt was late." for day, name in ((6, "Ilse"), (7, "Jan"), (8, "Noor"))
    )
    page = newsdump.parse(f"Ferry late\n{head}\n{STORY}\nComments (3)\n{said}\nAbout us")
    assert page.article is not None
    assert page.article.text == STORY
    assert [comment.author for comment in page.comments] == ["Ilse", "Jan", "Noor"]


def test_as_many_records_as_were_counted_are_comments_though_their_writers_have_no_names() -> None:
    names = ("tide pool", "Ilse Orrin", "grey heron", "Noor Haddad", "Jan Vos")
    said = "\n".join(
        f"{name}\nJune {day}, 2025 at 10:32 am\n{STORY.splitlines()[0]}\nIt was late on that day, too, I was told."
        for day, name in enumerate(names, 2)
    )
    page = newsdump.parse(f"Ferry late\n{STORY}\n5 comments… read them below\n{said}\nLeave a comment")
    assert [comment.author for comment in page.comments] == [*names]


def test_a_story_below_a_list_of_others_with_dates_begins_where_it_begins() -> None:
    cards = "\n".join(f"• {title}\n0{day} July 2025, 18:1{day}" for day, (_, _, title, _) in enumerate(CARDS, 1))
    broken = f"{STORY.split(chr(10), 1)[0]} {STORY}".replace("said.\n", "of\n", 1)
    page = newsdump.parse(f"Ferry late\nRelated articles\n{cards}\n{broken}\nAbout us\nContact us")
    assert page.article is not None
    assert page.article.text.startswith(broken.split("\n", 1)[0])
    assert [item.title for item in page.related] == [card[2] for card in CARDS]


def test_a_count_may_stand_below_its_heading() -> None:
    page = newsdump.parse(f"Ferry late\n{STORY}\nComments:\n0\nAdd Yours\nAbout us\nContact us")
    assert (page.comments_state, page.comment_count) == (newsdump.CommentsState.EMPTY, 0)
    assert page.article is not None
    assert page.article.text == STORY


def test_a_story_may_begin_with_the_name_of_an_agency() -> None:
    told = "新华社奥斯贝6月6日电 奥斯贝港务局6日发布消息，连日来渡轮多次晚点，港口已派人查明原因，预计本周内恢复班次。"
    repair = "港务局表示，渡轮的船舵在上周的风暴中受损，修理工作正在进行，旅客可以改乘环岛公共汽车前往市区。"
    story = "\n".join([told, repair, repair.replace("上周", "去年"), repair.replace("船舵", "船锚")])
    page = newsdump.parse(f"渡轮晚点\n2025-06-06 20:52:15 来源： 港口网\n{story}\n关于我们")
    assert page.article is not None
    assert page.article.paragraphs[0] == told


def test_markup_that_was_printed_as_text_is_no_story() -> None:
    image = (
        '<div style="position:absolute;"><img width=1 height=1 alt="" src="https://ads.example/pixel.gif?ferry"></div>'
    )
    page = newsdump.parse(f"Ferry late\n{STORY}\nTop\n{image}\n{image}\n{image}\nAbout us")
    assert page.article is not None
    assert page.article.text == STORY


@pytest.mark.parametrize("digits", ["9" * 6_000, "\U00016d71"])
def test_numbers_that_are_none_for_python_are_text(digits: str) -> None:
    said = "\n".join(
        f"{digits}\n{name}\n{day} June 2025 {digits}\n{digits} It was late." for day, name in ((6, "Ilse"), (7, "Jan"))
    )
    page = newsdump.parse(
        f"1{digits}. Ferry late\n2{digits}. Bridge sold\n{STORY}\nComments:\n{digits}\n{said}\n{said}"
    )
    assert page.article is not None


LIST = "\n".join(f"  • {name}" for name in ("Oak from the Sarn hills", "Tarred rope", "Nails", "Two buckets of lime"))


@pytest.mark.parametrize("before", ["The crew brought some things along on their boat.", "On board:"])
def test_a_list_that_the_story_does_not_announce_is_not_of_it(before: str) -> None:
    page = newsdump.parse(f"Harbour walls\n\n{STORY}\n\n{before}\n\n{LIST}\n\n  • Imprint\n\nNewsletter\nContact us\n")
    assert page.article is not None
    assert "Tarred rope" not in page.article.text


@pytest.mark.parametrize("count", range(1, 7))
def test_a_few_sentences_under_a_title_are_a_story(count: int) -> None:
    page = newsdump.parse("\n".join(["Ferry late", *SENTENCES[:count]]))
    assert page.article is not None
    assert (page.article.title, page.article.text) == ("Ferry late", "\n".join(SENTENCES[:count]))


def test_nul_does_not_reach_the_fields() -> None:
    """PostgreSQL refuses it; the text of the page keeps it, for nothing is lost."""
    text = """\
Last harbour crane comes down in Osselby\x00
By Noor Haddad\x00
\x00
6 June 2025
The cra\x00ne came down on Monday after forty years, the harbour master said to the people on the quay.
\x00Comments (1)
Ida Kron
2 hours ago
Do they\x00 keep it\x00?
"""
    page = newsdump.parse(text)
    assert page.article is not None
    assert page.article.title == "Last harbour crane comes down in Osselby"
    assert page.article.authors == ("Noor Haddad",)
    assert [comment.text for comment in page.comments] == ["Do they keep it?"]
    assert page.text == text
    assert json.dumps(page).count("\\u0000") == text.count("\x00")
