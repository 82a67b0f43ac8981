"""Columns are small numbers for any text, and the trees that ship fit them."""

from __future__ import annotations

import json
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from newsdump import Parser, trees
from newsdump.items import forms, lanes, repetition, shares, surroundings
from newsdump.items.surroundings import CLASSES
from newsdump.testing import random_pages

_PARSER = Parser()
_TEXTS = st.one_of(st.text(min_size=1), st.integers(0, 10_000).map(lambda seed: next(random_pages(seed)).text))


@given(_TEXTS)
def test_every_line_has_a_small_number_in_each_column(text: str) -> None:
    reader = _PARSER.read(text)
    size = len(reader.lines)
    if not size:
        return
    columns = repetition.read(reader, trees.votes(reader.lines, reader.cues), forms.Forms())
    assert len(set(columns.names)) == len(columns.names) == len(columns.values)
    assert len(columns.shapes) == size
    for name, column in zip(columns.names, columns.values, strict=True):
        assert type(column) is bytes, name
        assert len(column) == size, name


@given(_TEXTS)
def test_the_shares_of_a_line_are_all_of_it(text: str) -> None:
    reader = _PARSER.read(text)
    found = shares.read(reader, trees.votes(reader.lines, reader.cues), forms.Forms())
    assert len(found) == len(reader.lines)
    assert all(abs(sum(row) - 1) < 1e-9 and min(row) >= 0 for row in found)


@given(st.data(), st.integers(1, 40))
def test_windows_around_a_line_are_means_of_what_is_there(data: st.DataObject, size: int) -> None:
    column = st.lists(st.integers(0, 15), min_size=size, max_size=size).map(bytes)
    roles = {role: data.draw(column) for role in surroundings.ROLES}
    begins = data.draw(column)
    columns = surroundings.read(roles, begins, data.draw(column))
    found = dict(zip(columns.names, columns.values, strict=True))
    other = roles["other"]
    assert found["other"] == other
    assert found["other~-3..-1"] == bytes([sum(other[max(0, line - 3) : line]) // 3 for line in range(size)])
    assert found["begin~-6..6"] == bytes([sum(begins[max(0, line - 6) : line + 7]) // 13 for line in range(size)])
    assert found["begin@1"] == bytes([*begins[1:], lanes.MOST])


def test_the_trees_that_ship_were_fitted_to_the_columns_that_are_read() -> None:
    about = json.loads(files("newsdump").joinpath("data/items/roles.json").read_text(encoding="utf-8"))
    reader = _PARSER.read("A title\n\nSome words of a story.")
    assert about["columns"] == repetition.read(reader, trees.votes(reader.lines, reader.cues), forms.Forms()).names
    sizes = [(about[name]["trees"], 2 ** about[name]["depth"]) for name in ("first", "second")]
    folder = files("newsdump").joinpath("data/items")
    assert len(folder.joinpath("tests.bin").read_bytes()) == 3 * sum(many * (outer - 1) for many, outer in sizes)
    assert len(folder.joinpath("leaves.bin").read_bytes()) == len(CLASSES) * sum(
        trees * outer for trees, outer in sizes
    )
