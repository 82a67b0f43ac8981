"""Related items by layout: what each layout at the head of `items.related` gives, on short made-up lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdump
from newsdump import RelatedItem, cues, lexicon, lines
from newsdump.items import Reader, Words, related

_ANNOUNCER = cues.Announcer(lexicon.load_lexicon())
_WORDS = Words(lexicon.load_lexicon())

FERRY = "Ferry of Sarn sold to the island"
BRIDGE = "Railway to replace bridge bolts"
SWAN = "Swan returns to the mill pond"
SOLD = "The ferry of Sarn has a new owner, and a new coat of paint."
BOLTS = "The railway will replace the bolts before the end of the summer."
POND = "A swan that left in March is back in Lauen."

Card = dict[str, str | None]


def found(section: str) -> list[RelatedItem]:
    cut = lines.cut(section)
    reader = Reader(cut, cues.read(cut, _ANNOUNCER), _WORDS)
    cards = related.find(reader, 0, len(cut))
    return related.build(reader, cards, None) if cards is not None else []


def fields(item: RelatedItem) -> Card:
    """The fields of *item* that say something."""
    said = {
        "title": item.title,
        "text": item.text,
        "source": item.source,
        "category": item.category,
        "age": item.age.raw if item.age else None,
    }
    return {name: value for name, value in said.items() if value is not None}


LAYOUTS: dict[str, tuple[str, list[Card]]] = {
    "age, title, teaser": (
        f"5 hours ago\n{FERRY}\n{SOLD}\n2 days ago\n{BRIDGE}\n{BOLTS}\n",
        [
            {"title": FERRY, "text": SOLD, "age": "5 hours ago"},
            {"title": BRIDGE, "text": BOLTS, "age": "2 days ago"},
        ],
    ),
    "age, title": (
        f"5 hours ago\n{FERRY}\n2 days ago\n{BRIDGE}\n",
        [{"title": FERRY, "age": "5 hours ago"}, {"title": BRIDGE, "age": "2 days ago"}],
    ),
    "source and age, title": (
        f"Vale Courier · 5 hours ago\n{FERRY}\nNorvale Post · 2 days ago\n{BRIDGE}\n",
        [
            {"title": FERRY, "source": "Vale Courier", "age": "5 hours ago"},
            {"title": BRIDGE, "source": "Norvale Post", "age": "2 days ago"},
        ],
    ),
    "category and age, title": (
        f"Business / 5 hours ago\n{FERRY}\nSport / 2 days ago\n{BRIDGE}\n",
        [
            {"title": FERRY, "category": "Business", "age": "5 hours ago"},
            {"title": BRIDGE, "category": "Sport", "age": "2 days ago"},
        ],
    ),
    "source, age, source again, title, story": (
        (
            f"Vale Courier\n5 hours ago\n- Vale Courier\n{FERRY}\n{SOLD}\n\n"
            f"Norvale Post\n2 days ago\n- Norvale Post\n{BRIDGE}\n{BOLTS}\n"
        ),
        [
            {"title": FERRY, "text": SOLD, "source": "Vale Courier", "age": "5 hours ago"},
            {"title": BRIDGE, "text": BOLTS, "source": "Norvale Post", "age": "2 days ago"},
        ],
    ),
    "source, age, category, source again, title, story": (
        (
            f"Vale Courier\n5 hours ago\n- Business\n- Vale Courier\n{FERRY}\n{SOLD}\n\n"
            f"Norvale Post\n2 days ago\n- Sport\n- Norvale Post\n{BRIDGE}\n{BOLTS}\n"
        ),
        [
            {"title": FERRY, "text": SOLD, "source": "Vale Courier", "category": "Business", "age": "5 hours ago"},
            {"title": BRIDGE, "text": BOLTS, "source": "Norvale Post", "category": "Sport", "age": "2 days ago"},
        ],
    ),
    "title twice, source, age, source again, title, story": (
        (
            f"{FERRY}\n{FERRY}\nVale Courier\n5 hours ago\n• Vale Courier\n{FERRY}\n{SOLD}\n"
            f"{BRIDGE}\n{BRIDGE}\nNorvale Post\n2 days ago\n• Norvale Post\n{BRIDGE}\n{BOLTS}\n"
        ),
        [
            {"title": FERRY, "text": SOLD, "source": "Vale Courier", "age": "5 hours ago"},
            {"title": BRIDGE, "text": BOLTS, "source": "Norvale Post", "age": "2 days ago"},
        ],
    ),
    "title, age": (
        f"{FERRY}\n5 hours ago\n{BRIDGE}\n2 days ago\n{SWAN}\n3 weeks ago\n",
        [
            {"title": FERRY, "age": "5 hours ago"},
            {"title": BRIDGE, "age": "2 days ago"},
            {"title": SWAN, "age": "3 weeks ago"},
        ],
    ),
    "title, source and age": (
        f"{FERRY}\nVale Courier / 5 hours ago\n{BRIDGE}\nNorvale Post / 2 days ago\n",
        [
            {"title": FERRY, "source": "Vale Courier", "age": "5 hours ago"},
            {"title": BRIDGE, "source": "Norvale Post", "age": "2 days ago"},
        ],
    ),
    "title, teaser, source and age": (
        f"{FERRY}\n{SOLD}\nVale Courier 5 hours ago\n{BRIDGE}\n{BOLTS}\nNorvale Post 2 days ago\n",
        [
            {"title": FERRY, "text": SOLD, "source": "Vale Courier", "age": "5 hours ago"},
            {"title": BRIDGE, "text": BOLTS, "source": "Norvale Post", "age": "2 days ago"},
        ],
    ),
    "title (source) date": (
        "・港が金曜日に再開（霧浜タイムズ）2023/4/24 01:38\n・フェリーを島に売却（経済ことはじめ）2023/5/2 07:42\n",
        [
            {"title": "港が金曜日に再開", "source": "霧浜タイムズ", "age": "2023/4/24 01:38"},
            {"title": "フェリーを島に売却", "source": "経済ことはじめ", "age": "2023/5/2 07:42"},
        ],
    ),
    "title (source) date, the brackets on lines of their own": (
        (
            "・\n港が金曜日に再開\n（\n霧浜タイムズ\n）\n2023/4/24 01:38\n"
            "・\nフェリーを島に売却\n（\n経済ことはじめ\n）\n2023/5/2 07:42\n"
        ),
        [
            {"title": "港が金曜日に再開", "source": "霧浜タイムズ", "age": "2023/4/24 01:38"},
            {"title": "フェリーを島に売却", "source": "経済ことはじめ", "age": "2023/5/2 07:42"},
        ],
    ),
    "title of a picture, title (source) date": (
        (
            "港が金曜日に再開したと発表\n・ 港が金曜日に再開したと発表（霧浜タイムズ） 2023/4/24 01:38\n"
            "フェリーを島に売却する計画\n・ フェリーを島に売却する計画（経済ことはじめ） 2023/5/2 07:42\n"
        ),
        [
            {"title": "港が金曜日に再開したと発表", "source": "霧浜タイムズ", "age": "2023/4/24 01:38"},
            {"title": "フェリーを島に売却する計画", "source": "経済ことはじめ", "age": "2023/5/2 07:42"},
        ],
    ),
    "title of a picture, category: title": (
        f"{FERRY}\n- Business: {FERRY}\n{BRIDGE}\n- Sport: {BRIDGE}\n",
        [{"title": FERRY, "category": "Business"}, {"title": BRIDGE, "category": "Sport"}],
    ),
    "title of a picture, age, title, teaser": (
        f"{FERRY}\n5 hours ago\n{FERRY}\n{SOLD}\n{BRIDGE}\n2 days ago\n{BRIDGE}\n{BOLTS}\n",
        [
            {"title": FERRY, "text": SOLD, "age": "5 hours ago"},
            {"title": BRIDGE, "text": BOLTS, "age": "2 days ago"},
        ],
    ),
    "title of a picture, age, title": (
        f"{FERRY}\n5 hours ago\n{FERRY}\n{BRIDGE}\n2 days ago\n{BRIDGE}\n",
        [{"title": FERRY, "age": "5 hours ago"}, {"title": BRIDGE, "age": "2 days ago"}],
    ),
    "title, age, teaser": (
        f"{FERRY}\n5 hours ago\n{SOLD}\n{BRIDGE}\n2 days ago\n{BOLTS}\n",
        [
            {"title": FERRY, "text": SOLD, "age": "5 hours ago"},
            {"title": BRIDGE, "text": BOLTS, "age": "2 days ago"},
        ],
    ),
    "source, title, age": (
        f"Vale Courier\n{FERRY}\n5 hours ago\nNorvale Post\n{BRIDGE}\n2 days ago\n",
        [
            {"title": FERRY, "source": "Vale Courier", "age": "5 hours ago"},
            {"title": BRIDGE, "source": "Norvale Post", "age": "2 days ago"},
        ],
    ),
    "source, title, teaser, age": (
        f"Vale Courier\n{FERRY}\n{SOLD}\n5 hours ago\nNorvale Post\n{BRIDGE}\n{BOLTS}\n2 days ago\n",
        [
            {"title": FERRY, "text": SOLD, "source": "Vale Courier", "age": "5 hours ago"},
            {"title": BRIDGE, "text": BOLTS, "source": "Norvale Post", "age": "2 days ago"},
        ],
    ),
    "title, source, age": (
        f"{FERRY}\nVale Courier\n5 hours ago\n{BRIDGE}\nNorvale Post\n2 days ago\n",
        [
            {"title": FERRY, "source": "Vale Courier", "age": "5 hours ago"},
            {"title": BRIDGE, "source": "Norvale Post", "age": "2 days ago"},
        ],
    ),
    "category, title, age": (
        f"Business\n{FERRY}\n5 hours ago\nSport\n{BRIDGE}\n2 days ago\n",
        [
            {"title": FERRY, "category": "Business", "age": "5 hours ago"},
            {"title": BRIDGE, "category": "Sport", "age": "2 days ago"},
        ],
    ),
    "category, title": (
        f"Business\n{FERRY}\nSport\n{BRIDGE}\n",
        [{"title": FERRY, "category": "Business"}, {"title": BRIDGE, "category": "Sport"}],
    ),
    "source, title": (
        f"Vale Courier\n{FERRY}\nNorvale Post\n{BRIDGE}\nVale Courier\n{SWAN}\n",
        [
            {"title": FERRY, "source": "Vale Courier"},
            {"title": BRIDGE, "source": "Norvale Post"},
            {"title": SWAN, "source": "Vale Courier"},
        ],
    ),
    "rank, title, age": (
        f"1\n{FERRY}\n5 hours ago\n2\n{BRIDGE}\n2 days ago\n",
        [{"title": FERRY, "age": "5 hours ago"}, {"title": BRIDGE, "age": "2 days ago"}],
    ),
    "rank and title on one line": (f"1. {FERRY}\n2. {BRIDGE}\n", [{"title": FERRY}, {"title": BRIDGE}]),
    "ranks on their own lines": (
        f"1\n{FERRY}\n2\n{BRIDGE}\n3\n{SWAN}\n",
        [{"title": FERRY}, {"title": BRIDGE}, {"title": SWAN}],
    ),
    "title, teaser": (
        f"{FERRY}\n{SOLD}\n{BRIDGE}\n{BOLTS}\n{SWAN}\n{POND}\n",
        [{"title": FERRY, "text": SOLD}, {"title": BRIDGE, "text": BOLTS}, {"title": SWAN, "text": POND}],
    ),
    "title, source": (
        f"{FERRY}\nVale Courier\n{BRIDGE}\nNorvale Post\n{SWAN}\nVale Courier\n",
        [
            {"title": FERRY, "source": "Vale Courier"},
            {"title": BRIDGE, "source": "Norvale Post"},
            {"title": SWAN, "source": "Vale Courier"},
        ],
    ),
    "bullets": (f"- {FERRY}\n- {BRIDGE}\n- {SWAN}\n", [{"title": FERRY}, {"title": BRIDGE}, {"title": SWAN}]),
    "titles doubled": (
        f"{FERRY}\n{FERRY}\n{BRIDGE}\n{BRIDGE}\n",
        [{"title": FERRY}, {"title": BRIDGE}],
    ),
    "category: title": (
        f"- Business: {FERRY}\n- Sport: {BRIDGE}\n",
        [{"title": FERRY, "category": "Business"}, {"title": BRIDGE, "category": "Sport"}],
    ),
    "category, colon and title on a line each": (
        f"- Business\n:\n{FERRY}\n- Sport\n:\n{BRIDGE}\n",
        [{"title": FERRY, "category": "Business"}, {"title": BRIDGE, "category": "Sport"}],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_gives_its_items(layout: str) -> None:
    section, expected = LAYOUTS[layout]
    assert [fields(item) for item in found(section)] == expected


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_item_lies_in_its_span(layout: str) -> None:
    section, _ = LAYOUTS[layout]
    for item in found(section):
        inside = item.span.of(section)
        assert all(
            value is None or all(line in inside for line in value.split("\n")) for value in fields(item).values()
        )


@pytest.mark.parametrize("section", ["", "\n\n", "Advertisement"])
def test_no_items(section: str) -> None:
    assert found(section) == []


@pytest.mark.parametrize("says", ["Nadia Holm says:", "Nadia Holm\nsays:"])
def test_items_end_where_a_reader_speaks(says: str) -> None:
    cards = f"{FERRY}\n5 hours ago\n{BRIDGE}\n2 days ago\n"
    comments = f"{says}\nNovember 8, 2012 at 3:33 pm\nThe ferry was late again.\nReply\n"
    assert [fields(item) for item in found(cards + comments)] == LAYOUTS["title, age"][1][:2]


def test_the_heading_is_the_section_of_its_items() -> None:
    page = newsdump.parse(dump_with(CARDS[:2], "Most read"))
    assert {item.section for item in page.related} == {"Most read"}


CARDS = [
    ("Vale Courier", "5 hours ago", BRIDGE, BOLTS),
    ("Harbour Times", "a day ago", FERRY, SOLD),
    ("Norvale Post", "04-06-2025", "Council puts off its vote", "The council will vote on the twelfth, it said."),
    ("Vale Courier", "2 weeks ago", SWAN, POND),
    ("Sylvan Weekly", "just now", "Theatre looks for rain capes", "The theatre owns sixty and needs two hundred."),
]
STORY = (
    "Three goats hold up the train\n"
    "QUENLY: Three goats stopped the morning train for nineteen minutes.\n"
    "The driver, who keeps goats himself, led them off the line with half a sandwich.\n"
    "The train reached Osselby at eight, and nobody on it complained, the company said.\n"
)


def dump_with(cards: list[tuple[str, str, str, str]], heading: str = "Related Articles") -> str:
    printed = "".join(f"\n{source}\n{age}\n- {source}\n{title}\n{text}\n" for source, age, title, text in cards)
    return STORY + heading + "\n" + printed


@given(st.permutations(CARDS))
def test_shuffled_cards_give_shuffled_items(cards: list[tuple[str, str, str, str]]) -> None:
    page = newsdump.parse(dump_with(cards))
    assert [(item.source, item.age and item.age.raw, item.title, item.text) for item in page.related] == cards


@given(st.lists(st.sampled_from(STORY.splitlines()), min_size=1).map("\n".join))
def test_a_dump_without_cards_has_no_items(text: str) -> None:
    page = newsdump.parse(text)
    assert (page.related, page.comments) == ((), ())
