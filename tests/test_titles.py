"""Titles: traits of the lines above a story, and what each counts."""

import json
from collections.abc import Sequence
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump import cues, items, lines, parse
from newsdump.header import Layout, Setting, address_of, titles
from newsdump.header.setting import NO_HINTS
from newsdump.lexicon import load_lexicon
from newsdump.model import SectionKind

STORY = "\n".join(
    f"The harbour of Osselby was closed for {count} hours after a ferry lost its rudder in the storm, the owner said."
    for count in range(11, 17)
)
MENU = "\n".join(f"Part {name} of the coast" for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def reader(text: str) -> items.Reader:
    cut = lines.cut(text)
    return items.Reader(cut, cues.read(cut, cues.Announcer(load_lexicon())), items.Words(load_lexicon()))


def page_of(asked: items.Reader, above: list[int], story: Sequence[int], url: str | None) -> Setting:
    kinds = [SectionKind.CHROME] * len(asked.lines)
    return Setting(asked, Layout(story, above, kinds, *[[0.0] * len(kinds)] * 2), address_of(url), NO_HINTS)


def test_each_trait_has_a_weight_and_each_weight_a_trait() -> None:
    shipped = json.loads(files("newsdump").joinpath("data/titles.json").read_text(encoding="utf-8"))["weights"]
    assert list(shipped) == [*(name for names, _ in titles.GROUPS for name in names), "none"]


@pytest.mark.parametrize("line", range(3))
def test_traits_stand_in_the_order_of_their_names(line: int) -> None:
    asked = reader(f"Harbour closed | Courier\n\n# Harbour closed\n1. What rudders cost?\n{STORY}")
    page = page_of(asked, [0, 1, 2], range(3, 9), "https://courier.example/harbour-closed-again")
    told: dict[str, float] = {}
    for names, read in titles.GROUPS:
        told |= dict(zip(names, read(page, line), strict=True))
    expected: list[dict[str, float]] = [
        {"first line": True, "divided": True, "several of these": True, "shorter than 25": True},
        {"first heading": True, "in the first line": True, "gap above": 1 / 3, "shorter than 15": True},
        {"asks": True, "numbered": True, "first line": False, "none of these": True, "long line below": True},
    ]
    assert {name: told[name] for name in expected[line]} == expected[line]


def test_a_title_may_stand_above_a_menu_that_stands_above_the_story() -> None:
    article = parse(f"Ferry without a rudder closes harbour of Osselby\nBy Noor Haddad\n{MENU}\n{STORY}").article
    assert article is not None
    assert article.title == "Ferry without a rudder closes harbour of Osselby"


def test_a_title_far_above_its_story_stands_in_a_section_of_the_article() -> None:
    page = parse(f"Ferry without a rudder closes harbour of Osselby\nContact us\n{MENU}\nPrivacy policy\n{STORY}")
    assert page.article is not None
    assert page.article.span.start == 0
    assert page.sections[0].kind is SectionKind.ARTICLE
    assert page.sections[1].kind is SectionKind.CHROME


@given(st.lists(st.text(alphabet="Ab 1.|#é？\n", min_size=1, max_size=30), max_size=12), st.integers(0, 12))
def test_lines_that_may_be_the_title_are_ranked(rows: list[str], split: int) -> None:
    asked = reader("\n".join(rows))
    size = len(asked.lines)
    above, story = [*range(size)][:split], [*range(size)][split:]
    ranked = titles.ranked(page_of(asked, above, story, None))
    assert all(0 <= line < size for _, line in ranked)
    assert ranked == sorted(ranked, key=lambda scored: (-scored[0], -scored[1]))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Ferry without a rudder closes harbour | Osselby Courier", "Ferry without a rudder closes harbour"),
        ("Ferry without a rudder closes harbour — OSSELBY COURIER", "Ferry without a rudder closes harbour"),
        ("Home » News » Ferry without a rudder closes harbour", "Ferry without a rudder closes harbour"),
        ("Ferry without a rudder closes harbour (courier.example)", "Ferry without a rudder closes harbour"),
        ("Fares on the ferry to rise again - Coast | Courier", "Fares on the ferry to rise again"),
        ("Ferry without a rudder - harbour closed", "Ferry without a rudder - harbour closed"),
        ("Ferry | Osselby Courier", "Ferry | Osselby Courier"),
    ],
)
def test_neither_a_path_nor_what_the_page_tells_to_be_the_site_is_of_the_title(line: str, title: str) -> None:
    asked = reader(f"{line}\nFares on the ferry to rise again\n{STORY}")
    page = page_of(asked, [0, 1], range(2, 8), "https://www.osselby-courier.example/ferry")
    assert titles.bare(page, line) == title


def test_without_an_address_the_name_behind_a_title_stays() -> None:
    page = page_of(reader(STORY), [], range(6), None)
    for title in ("Ferry without a rudder | Courier", "Ferry without a rudder - ?"):
        assert titles.bare(page, title) == title


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Ilse Orrin", True),
        ("Ilse Orrin and Jan Vos", True),
        ("Ilse Orrin, Jan Vos", True),
        ("Harbour of Osselby and ferry closed", False),
        ("Ferry sold for two million", False),
    ],
)
def test_the_names_of_writers_are_names(text: str, *, is_name: bool) -> None:
    page = page_of(reader(f"{text}\n{STORY}"), [0], range(1, 7), None)
    assert titles.of_place(page, 0)[titles.OF_PLACE.index("name")] == is_name
