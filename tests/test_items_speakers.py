"""Which parts of lines may be names, and how one of them is chosen."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump import cues
from newsdump.items import age_traits, name_parts, name_traits, speakers
from newsdump.items.name_parts import CLOSINGS, OPENINGS, Part, Said
from newsdump.items.name_traits import Candidate
from newsdump.items.roles import Reader, Words
from newsdump.items.speakers import Weights
from newsdump.lexicon import load_lexicon
from newsdump.lines import cut


def parts_of(*rows: str) -> list[str]:
    """The parts of the first of *rows*."""
    lines = cut("\n".join(rows))
    reader = Reader(lines, cues.read(lines, cues.Announcer(load_lexicon())), Words(load_lexicon()))
    said = Said.of(reader, range(len(lines)))
    return [lines.texts[0][part.start : part.end] for part in name_parts.of_line(reader, 0, said)]


@pytest.mark.parametrize(
    ("row", "others", "name"),
    [
        ("Ilse Orrin", (), "Ilse Orrin"),
        ("12. Ilse Orrin says:", (), "Ilse Orrin"),
        ("Ilse Orrin says: June 6, 2025", (), "Ilse Orrin"),
        ("Posted by Ilse Orrin on June 6, 2025", (), "Ilse Orrin"),
        ("#171718 by ilse7", (), "ilse7"),
        ("June 6, 2025 | Ilse Orrin", (), "Ilse Orrin"),
        ("Ilse Orrin, Osselby", (), "Ilse Orrin"),
        ("Ilse Orrin (not verified)", (), "Ilse Orrin"),
        ("Ilse Orrin 1,204", (), "Ilse Orrin"),
        ("Ilse Orrin Ilse Orrin", (), "Ilse Orrin"),
        ("Ilse Orrin Ferry pilot", ("Noor7 Ferry pilot", "Per Lindal Ferry pilot"), "Ilse Orrin"),
        ("Ferry pilot Ilse Orrin", ("Ferry pilot Noor7",), "Ilse Orrin"),
        ("Ilse Orrin Ferry pilot", ("Ilse Orrin",), "Ilse Orrin"),
        ("Ilse OrrinPilot", ("Noor HaddadPilot", "Pilot", "Per LindalPilot"), "Ilse Orrin"),
        ("Ilse Orrin www.orrin.example", (), "Ilse Orrin"),
        ("https://orrin.example/ Ilse Orrin", (), "Ilse Orrin"),
    ],
)
def test_a_name_is_among_the_parts_of_its_line(row: str, others: tuple[str, ...], name: str) -> None:
    assert name in parts_of(row, *others)


@pytest.mark.parametrize(("row", "other"), [("Ilse Orrin", "Noor Orrin"), ("IlseOrrin", "NoorOrrin")])
def test_two_of_a_family_keep_its_name(row: str, other: str) -> None:
    assert parts_of(row, other) == [row]


@pytest.mark.parametrize("row", ["12 points", "Like Reply Share", "• | •", "June 6, 2025"])
def test_numbers_and_buttons_have_no_parts(row: str) -> None:
    assert parts_of(row) == []


@given(st.text(alphabet=" Aa1.,:()@|•-–/ɑ中\u200d", min_size=1, max_size=80))
def test_parts_are_of_their_line_and_end_behind_their_beginning(row: str) -> None:
    lines = cut(row)
    if not len(lines):
        return
    reader = Reader(lines, cues.read(lines, cues.Announcer(load_lexicon())), Words(load_lexicon()))
    for part in name_parts.of_line(reader, 0, Said.of(reader, [0])):
        assert 0 <= part.start < part.end <= len(lines.texts[0])
        assert 0 < part.opens < 1 << len(OPENINGS)
        assert 0 < part.closes < 1 << len(CLOSINGS)


@pytest.mark.parametrize(("field", "traits"), [("name", name_traits.TRAITS), ("age", age_traits.TRAITS)])
def test_the_weights_that_ship_are_those_of_the_traits(field: str, traits: tuple[str, ...]) -> None:
    data = json.loads(files("newsdump").joinpath("data/items/names.json").read_text(encoding="utf-8"))[field]
    assert len({*traits}) == len(traits)
    assert tuple(data["first"]["weights"]) == traits
    assert tuple(data["second"]["weights"]) == speakers.AGREEMENTS


def candidate(words: str, traits: list[float], *, below: bool = False) -> Candidate:
    places = tuple((kind, below, False, 1, 1, 1) for kind in range(3))
    return Candidate(0, Part(0, 1, 1, 1), below, words, words, traits, places)


WEIGHTS = Weights((0.0, [1.0]), (0.0, [1.0] + [0.0] * (len(speakers.AGREEMENTS) - 1)))
records = st.lists(
    st.lists(
        st.builds(
            lambda words, trait, below: candidate(words, [trait], below=below),
            st.sampled_from("abc"),
            st.floats(-800, 800),
            st.booleans(),
        ),
        max_size=4,
    ),
    min_size=1,
    max_size=5,
)


@given(records)
def test_chances_of_a_record_are_no_more_than_all(found: list[list[Candidate]]) -> None:
    chances = speakers.chances(found, WEIGHTS)
    assert [len(of_record) for of_record in chances] == [len(of_record) for of_record in found]
    for of_record in chances:
        assert all(share >= 0 for share in of_record)
        assert sum(of_record) <= 1 + 1e-9


def test_names_stand_on_one_side_of_the_texts() -> None:
    above, below = candidate("a", [2.0]), candidate("b", [2.2], below=True)
    lone = [above, below]
    many = [*[[candidate(name, [3.0])] for name in "cdef"], lone]
    assert speakers.best(lone, speakers.first_look([lone], WEIGHTS)[0]) is below
    assert speakers.best(lone, speakers.one_sided(many, speakers.first_look(many, WEIGHTS))[-1]) is above


def test_nobody_is_named_where_no_name_is_likelier_than_none() -> None:
    assert speakers.best([], []) is None
    assert speakers.best([candidate("a", [-3.0])], [0.05]) is None


def test_a_name_that_stands_twice_is_likelier_than_one_that_stands_once() -> None:
    twice = [candidate("a", [0.0]), candidate("b", [0.0]), candidate("a", [0.0])]
    best = speakers.best(twice, [0.3, 0.4, 0.25])
    assert best is twice[0]
