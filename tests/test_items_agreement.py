"""What all records of a list share at the ends of a field is cut off, and nothing else is."""

from __future__ import annotations

import pytest

from newsdump.items.agreement import cut_titles, undoubled, without_shared_ends


@pytest.mark.parametrize(
    ("names", "cut"),
    [
        (["1楼 Ilse", "2楼 Noor"], ["Ilse", "Noor"]),
        (["#1 Ilse Orrin", "#12 Per Lindal", None], ["Ilse Orrin", "Per Lindal", None]),
        (["Ilse Orrin [Osselby]", "Per Lindal [Marn]"], ["Ilse Orrin", "Per Lindal"]),
        (["Ilse Orrin", "Ilse Orrin"], ["Ilse Orrin", "Ilse Orrin"]),
        (["Ilse Orrin", "Ida Kron"], ["Ilse Orrin", "Ida Kron"]),
        (["Marnie", "Marnix", "Marno"], ["Marnie", "Marnix", "Marno"]),
        (["Ilse Orrin"], ["Ilse Orrin"]),
        ([None, None], [None, None]),
        ([], []),
    ],
)
def test_names_lose_what_they_share(names: list[str | None], cut: list[str | None]) -> None:
    assert without_shared_ends(names) == cut


@pytest.mark.parametrize(
    ("titles", "cut"),
    [
        (
            ["12:27 Ferry is late", "9:05 Harbour opens", "8:40 Bridge closes"],
            ["Ferry is late", "Harbour opens", "Bridge closes"],
        ),
        (["1Ferry is late", "2Harbour opens", "3Bridge closes"], ["Ferry is late", "Harbour opens", "Bridge closes"]),
        (["1. Ferry is late", "2. Harbour opens"], ["1. Ferry is late", "2. Harbour opens"]),
        (
            ["The best ferries of 2024", "Fees for 2025", "The bridge of 1887"],
            ["The best ferries of 2024", "Fees for 2025", "The bridge of 1887"],
        ),
        (["Ferry tales, part 1", "Ferry tales, part 2", "Mill, part 3"],) * 2,
        (
            ["Ferry is late 115", "Harbour opens 7", "Mill is sold 23"],
            ["Ferry is late", "Harbour opens", "Mill is sold"],
        ),
        (
            ["1Ferry is late", "2Harbour opens", "3Bridge closes", "1Mill is sold", "2School reopens"],
            ["Ferry is late", "Harbour opens", "Bridge closes", "Mill is sold", "School reopens"],
        ),
        (
            ["1 ferry is late", "1 harbour opens", "1 bridge closes"],
            ["1 ferry is late", "1 harbour opens", "1 bridge closes"],
        ),
        (
            ["[Town] Ferry is late", "[Sea] Harbour opens", "[Town] Bridge closes"],
            ["Ferry is late", "Harbour opens", "Bridge closes"],
        ),
        (
            ["Ferry is late - Osselby Teachers' College for the Lower Vale", "Harbour opens", "Bridge closes"],
            ["Ferry is late - Osselby Teachers' College for the Lower Vale", "Harbour opens", "Bridge closes"],
        ),
        (
            [
                f"{title} - Teachers' College of Osselby and Vale"
                for title in ("Ferry late", "Mill sold", "School open")
            ],
            ["Ferry late", "Mill sold", "School open"],
        ),
        (
            ["渡船今早又一次晚点评论440条", "港口下周重新开放评论12条", "老桥从明天起停用评论7条"],
            ["渡船今早又一次晚点", "港口下周重新开放", "老桥从明天起停用"],
        ),
        (
            ["3 ferries are late", "2 harbours open", "9 bridges close"],
            ["3 ferries are late", "2 harbours open", "9 bridges close"],
        ),
        (
            ["Ferry is late 06-06", "Harbour opens 05-06", "Bridge closes 04-06"],
            ["Ferry is late", "Harbour opens", "Bridge closes"],
        ),
        (
            ["Ferry is late (video)", "Harbour opens (video)", "Bridge closes (video)"],
            ["Ferry is late", "Harbour opens", "Bridge closes"],
        ),
        (
            ["NewsFerry is late", "NewsHarbour opens", "NewsBridge closes"],
            ["Ferry is late", "Harbour opens", "Bridge closes"],
        ),
        (["Ferry is late", "Harbour opens", "Bridge closes"], ["Ferry is late", "Harbour opens", "Bridge closes"]),
        ([], []),
    ],
)
def test_titles_lose_what_most_of_them_have(titles: list[str], cut: list[str]) -> None:
    assert [title for title, _ in cut_titles(titles)] == cut


def test_what_stands_in_brackets_behind_titles_is_given_beside_them() -> None:
    cut = cut_titles(["Ferry is late (Vale Courier)", "Harbour opens (Amble Star)", "Bridge closes (Vale Courier)"])
    assert cut == [
        ("Ferry is late", "Vale Courier"),
        ("Harbour opens", "Amble Star"),
        ("Bridge closes", "Vale Courier"),
    ]


@pytest.mark.parametrize(
    ("title", "once"),
    [
        ("Ferry is late Ferry is late", "Ferry is late"),
        ("Ferry is lateFerry is late", "Ferry is late"),
        ("3. The harbour opens again The harbour opens again", "The harbour opens again"),
        ("Osselby The harbour opens again The harbour opens", "Osselby The harbour opens again The harbour opens"),
        ("bye bye", "bye bye"),
    ],
)
def test_a_title_that_is_printed_twice_is_one(title: str, once: str) -> None:
    assert undoubled(title) == once
