"""Rows of lists that hold several titles, words that lead to them, and clocks beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdump
from newsdump import cues
from newsdump.items import edges, related, rows
from newsdump.items.decoding import Record
from newsdump.items.roles import Reader, Words
from newsdump.lexicon import load_lexicon
from newsdump.lines import Lines, cut

FERRY, HARBOUR, BRIDGE = "The ferry to Osselby is late again", "Harbour opens in May", "Old bridge closes for a year"


def titles(*printed: str) -> list[str]:
    """The titles of the rows of a list."""
    found = rows.titles_of(printed, load_lexicon())
    return [row[start:end] for row, places in zip(printed, found, strict=True) for start, end in places]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ([f"« {FERRY} | Main | {HARBOUR} »"], [FERRY, HARBOUR]),
        ([f"← {FERRY} | {HARBOUR} →"], [FERRY, HARBOUR]),
        ([f"« {FERRY} | Main"], [FERRY]),
        ([f"Main | {HARBOUR} »"], [HARBOUR]),
        ([f"{FERRY} • {HARBOUR} • {BRIDGE}"], [FERRY, HARBOUR, BRIDGE]),
        ([f"{FERRY} / {HARBOUR} / {BRIDGE}"], [FERRY, HARBOUR, BRIDGE]),
        ([f"{FERRY} | Osselby Herald"], [f"{FERRY} | Osselby Herald"]),
        ([f"{FERRY} | Town | News"], [f"{FERRY} | Town | News"]),
        (
            [
                f"{FERRY} | Listen on your way to work | By our own reporters",
                f"{BRIDGE} | Listen on your way to work | x",
            ],
            [
                f"{FERRY} | Listen on your way to work | By our own reporters",
                f"{BRIDGE} | Listen on your way to work | x",
            ],
        ),
        ([f"See also: {FERRY}"], [FERRY]),
        ([f"Next post: {HARBOUR}"], [HARBOUR]),
        ([f"Previous article: {FERRY} Next article: {HARBOUR}"], [FERRY, HARBOUR]),
        ([f"Lire aussi {BRIDGE}"], [BRIDGE]),
        ([f"Up next: {FERRY}", HARBOUR, BRIDGE], [f"Up next: {FERRY}", HARBOUR, BRIDGE]),
        ([FERRY], [FERRY]),
    ],
)
def test_titles_of_rows(printed: list[str], read: list[str]) -> None:
    assert titles(*printed) == read


@given(st.lists(st.text(st.sampled_from("aB «»|•/:→ "), min_size=1, max_size=60), min_size=1, max_size=5))
def test_places_are_in_order_and_inside(printed: list[str]) -> None:
    for row, places in zip(printed, rows.titles_of(printed, load_lexicon()), strict=True):
        assert places
        edges = [edge for place in places for edge in place]
        assert edges == sorted(edges)
        assert edges[0] >= 0
        assert edges[-1] <= len(row)


def reader_of(lines: Lines) -> Reader:
    return Reader(lines, cues.read(lines, cues.Announcer(load_lexicon())), Words(load_lexicon()))


def cards(*printed: str, roles: tuple[str, ...] = ("related_title",)) -> list[tuple[str, str | None, str | None]]:
    """Title, age and source of the cards of a list whose records have rows of these roles."""
    lines = cut("\n".join(printed))
    reader = reader_of(lines)
    step = len(roles)
    records = [
        Record(3, [(line + place, role) for place, role in enumerate(roles)]) for line in range(0, len(lines), step)
    ]
    shares = dict.fromkeys(range(len(lines)), (0.6, 0.4))
    page = edges.page_of(lines, reader.words.lexicon)
    found = related.cards_of(reader, records, [1.0] * len(records), shares, None, page=page)
    return [(card.title, card.age.raw if card.age else None, card.source) for card in found]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            (f"20:23 {FERRY}", f"9:05 {HARBOUR}", BRIDGE),
            [(FERRY, "20:23", None), (HARBOUR, "9:05", None), (BRIDGE, None, None)],
        ),
        ((f"18:05{FERRY}",), [(FERRY, "18:05", None)]),
        ((f"{FERRY} 11:42 am", f"{HARBOUR} 9:05 am"), [(FERRY, "11:42 am", None), (HARBOUR, "9:05 am", None)]),
        (
            (f"ferries 6:43 PM 0 {FERRY}", f"roads 6:05 PM 12 {BRIDGE}"),
            [(FERRY, "6:43 PM", None), (BRIDGE, "6:05 PM", None)],
        ),
        (
            (f"{FERRY} 11:42", HARBOUR, BRIDGE),
            [(f"{FERRY} 11:42", None, None), (HARBOUR, None, None), (BRIDGE, None, None)],
        ),
    ],
)
def test_clocks_at_titles_are_ages(printed: tuple[str, ...], read: list[tuple[str, str | None, str | None]]) -> None:
    assert cards(*printed) == read


def test_a_clock_on_its_own_row_is_the_age() -> None:
    found = cards("20:23", FERRY, "9:05", HARBOUR, roles=("related_age", "related_title"))
    assert found == [(FERRY, "20:23", None), (HARBOUR, "9:05", None)]


def test_who_wrote_it_is_the_source() -> None:
    found = cards(FERRY, "By Ilse Orrin", HARBOUR, "By Per Lindal", roles=("related_title", "related_meta"))
    assert found == [(FERRY, None, "Ilse Orrin"), (HARBOUR, None, "Per Lindal")]


def test_each_title_of_a_row_has_its_own_place() -> None:
    story = "\n".join(f"The ferry was late on day {day}, and nobody knew why, the office said." for day in range(9))
    page = newsdump.parse(f"Ferry late\n{story}\nRead also\n{FERRY} • {FERRY} • {BRIDGE}")
    assert [item.title for item in page.related] == [FERRY, FERRY, BRIDGE]
    assert all(item.spans.title == item.span for item in page.related)


def test_a_clock_behind_words_that_lead_to_the_title_has_its_place() -> None:
    printed = f"See also: 20:23 {FERRY}\nSee also: 9:05 {HARBOUR}"
    lines = cut(printed)
    reader = reader_of(lines)
    records = [Record(3, [(line, "related_title")]) for line in range(2)]
    page = edges.page_of(lines, reader.words.lexicon)
    found = related.cards_of(reader, records, [1.0, 1.0], {0: (0.0, 1.0), 1: (0.0, 1.0)}, None, page=page)
    ages = [card.age for card in found]
    assert [card.title for card in found] == [FERRY, HARBOUR]
    assert [age.span.of(printed) for age in ages if age and age.span] == ["20:23", "9:05"]
