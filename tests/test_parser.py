"""`parse`: total, faithful to the text, and the same every time."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

import newsdump
from newsdump import Comment, CommentsState, Page, RelatedItem, SectionKind, Span, UsageError
from newsdump.line_ends import put_back, with_feeds
from newsdump.serializers import json
from strategies import any_text

FOLDER = Path(__file__).parent / "dumps"
DUMPS = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*/*.txt"))]

pieces = st.sampled_from(
    [
        "Comments", "12 Comments", "No comments yet", "Related Articles", "Most read", "3 hours ago", "Nadia Holm",
        "Nadia Holm says:", "Reply", "Like (2) Reply Share", "- Vale Courier", "1", "2", "", "", "By Nadia Holm",
        "6 June 2025", "Ferry of Sarn sold to the island", "READ MORE: Ferry sold", "Advertisement",
        "About us", "Contact",
        "The harbour of Port Ellery opened again on Friday, after a long winter of work on its walls and its gates.",
        "It was late.", "Vale Courier · 5 days ago", "Vale Courier06-06-2025", "➤", "# Harbour", "[a b](/c)",
        "#Sarn #Lighthouses", "# T",
        "# a ** #b", "** **", "港が金曜日に再開した。冬の間、十一人が石を運び出した。",
        "コメント", "Leave a Reply", "#1 — vor 3 Stunden",
        "Mar 3, 2024 at 8:14 AM", "Joined:", "#2", "|", ",", "25/06/2024", "says:", "Posted by: Jan Vos at",
        "Anonymous", "Previous Post", "blog comments powered by Disqus", "12. Jan Vos", "Per Lindal",
    ]
)  # fmt: skip
dumps = st.one_of(any_text, st.text(), st.lists(pieces, max_size=40).map("\n".join))


def spans_of(page: Page) -> Iterator[Span]:
    yield from (section.span for section in page.sections)
    yield from (note.span for note in page.notes if note.span is not None)
    if page.article is not None:
        yield page.article.span
        yield from (block.span for block in page.article.blocks)
        for date in (page.article.date_published, page.article.date_modified):
            if date is not None and date.span is not None:
                yield date.span
    items: list[Comment | RelatedItem] = [*page.comments, *page.related]
    for item in items:
        yield item.span
        if item.age is not None and item.age.span is not None:
            yield item.age.span


def squeezed(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(dumps)
def test_sections_are_a_partition_of_the_text(text: str) -> None:
    page = newsdump.parse(text)
    assert "".join(section.span.of(text) for section in page.sections) == text
    assert all(section.span.start < section.span.end for section in page.sections)


@given(dumps)
def test_spans_lie_in_the_text(text: str) -> None:
    assert all(0 <= span.start <= span.end <= len(text) for span in spans_of(newsdump.parse(text)))


@pytest.mark.parametrize("text", DUMPS)
def test_spans_point_at_what_they_say(text: str) -> None:
    page = newsdump.parse(text)
    for block in page.article.blocks if page.article else ():
        assert squeezed(block.text) in squeezed(block.span.of(text))
    for comment in page.comments:
        inside = squeezed(comment.span.of(text))
        assert squeezed(comment.text) in inside
        assert comment.author is None or squeezed(comment.author) in inside
        assert comment.age is None or comment.age.span is None or comment.age.span.of(text) == comment.age.raw
    for item in page.related:
        inside = squeezed(item.span.of(text))
        assert all(squeezed(said or "") in inside for said in (item.title, item.text, item.source, item.category))
        assert item.age is None or item.age.span is None or item.age.span.of(text) == item.age.raw


@given(dumps)
def test_items_lie_in_a_section_of_their_kind_in_order(text: str) -> None:
    page = newsdump.parse(text)
    for items, kind in ((page.comments, SectionKind.COMMENTS), (page.related, SectionKind.RELATED)):
        stretches = [section.span for section in page.sections if section.kind is kind]
        for item in items:
            assert any(span.start <= item.span.start and item.span.end <= span.end for span in stretches)
    for items in (page.comments, page.related):
        starts = [item.span for item in items]
        assert all(before.end <= after.start for before, after in pairwise(starts))


@given(dumps)
def test_json_gives_an_equal_page(text: str) -> None:
    page = newsdump.parse(text, captured_at=datetime(2025, 6, 6, 12, tzinfo=UTC))
    assert json.loads(json.dumps(page)) == page


@given(dumps)
def test_the_same_text_gives_the_same_page(text: str) -> None:
    assert newsdump.parse(text) == newsdump.parse(text) == newsdump.Parser().parse(text)


def test_another_process_with_another_hash_seed_gives_the_same_page() -> None:
    program = (
        "import pathlib, sys, newsdump; from newsdump.serializers import json\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).glob('*/*.txt')):\n"
        "    print(json.dumps(newsdump.parse(path.read_text(encoding='utf-8'))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, FOLDER],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1


@given(dumps.map(with_feeds), st.data())
def test_line_ends_change_places_only(text: str, data: st.DataObject) -> None:
    rows = text.split("\n")
    ends = data.draw(
        st.one_of(
            st.sampled_from(["\r", "\r\n"]).map(lambda end: [end] * (len(rows) - 1)),
            st.lists(st.sampled_from(["\r", "\r\n", "\n"]), min_size=len(rows) - 1, max_size=len(rows) - 1),
        )
    )
    other = "".join(map("".join, zip(rows, [*ends, ""], strict=True)))
    assume(with_feeds(other) == text)  # "\r" and "\n" behind one another are one end
    page, same = newsdump.parse(text), newsdump.parse(other)
    assert same == evolve(put_back(page, other), text=other)
    assert [with_feeds(span.of(other)) for span in spans_of(same)] == [span.of(text) for span in spans_of(page)]


CARDS = [
    ("Vale Courier", "5 hours ago", "Railway to replace bridge bolts", "QUENLY: The railway will replace the bolts."),
    ("Harbour Times", "a day ago", "Ferry of Sarn sold", "SARN - The ferry of Sarn has a new owner."),
    ("Norvale Post", "04-06-2025", "Council puts off its vote", "The council will vote on the twelfth, it said."),
    ("Vale Courier", "2 weeks ago", "Swan returns to the mill pond", "A swan that left in March is back in Lauen."),
    ("Sylvan Weekly", "just now", "Theatre looks for rain capes", "The theatre owns sixty and needs two hundred."),
]


def dump_with(cards: list[tuple[str, str, str, str]]) -> str:
    printed = "".join(f"\n\n{source}\n{age}\n- {source}\n{title}\n{text}\n" for source, age, title, text in cards)
    return (
        "Three goats hold up the train\nQUENLY: Three goats stopped the morning train for nineteen minutes.\n"
        "\nTry Our AI Features\nComments\nNo comments yet...\nRelated Articles\n" + printed
    )


def test_a_parser_can_be_sent_to_another_process() -> None:
    parser = pickle.loads(pickle.dumps(newsdump.Parser()))
    assert parser.parse(DUMPS[0]) == newsdump.parse(DUMPS[0])


def test_a_page_without_text() -> None:
    page = newsdump.parse(" \n\t\n")
    assert page.article is None
    assert page.comments_state is CommentsState.ABSENT
    assert {note.code for note in page.notes} == {"no-text", "no-article"}


@pytest.mark.parametrize("text", [b"bytes", None, 7])
def test_what_is_no_text_is_an_error(text: object) -> None:
    with pytest.raises(UsageError, match="text must be a str, not"):
        newsdump.parse(text)  # type: ignore[arg-type]  # the point of the test


def test_a_naive_time_is_an_error() -> None:
    with pytest.raises(UsageError, match="captured_at must be aware"):
        newsdump.parse("", captured_at=datetime(2025, 6, 6))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize("size", [1, 200_000])
@pytest.mark.parametrize("piece", ["a", "\n", "1 ", "3 hours ago\n", "Comments\nRelated Articles\n", "\ud800", "\x00"])
def test_large_and_strange_pages_have_a_page(piece: str, size: int) -> None:
    text = piece * (size // len(piece))
    assert newsdump.parse(text).text == text


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
