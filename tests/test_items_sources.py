"""Which words around a title say where an item is from."""

from __future__ import annotations

import pytest

import newsdump
from newsdump.items.roles import Words
from newsdump.items.sources import readings
from newsdump.lexicon import load_lexicon

STORY = "\n".join(f"The ferry was late on day {day}, and nobody knew why, the office said." for day in range(9))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ilse Orrin", ["Ilse Orrin"]),
        ("By Ilse Orrin", ["Ilse Orrin", "By Ilse Orrin"]),
        ("byIlse Orrin", ["Ilse Orrin", "byIlse Orrin"]),
        ("By: Ilse Orrin", ["Ilse Orrin", "By: Ilse Orrin"]),
        ("Source: Vale Courier", ["Vale Courier", "Source: Vale Courier"]),
        ("1 point by kelp4lunch", ["1 point by kelp4lunch", "kelp4lunch"]),
        ("Vale Courier • Ilse Orrin", ["Vale Courier • Ilse Orrin", "Vale Courier", "Ilse Orrin"]),
        ("Ilse Orrin and Per Lindal", ["Ilse Orrin and Per Lindal", "Ilse Orrin", "Per Lindal"]),
        ("（Vale Courier）", ["Vale Courier"]),
        ("| • |", []),
        ("", []),
        ("x" * 61, []),
    ],
)
def test_names_that_a_label_may_tell(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in readings(text, Words(load_lexicon()))] == names


@pytest.mark.parametrize("text", ["By Ilse Orrin and Per Lindal", "byIlse Orrin", "1 point by kelp4lunch, Vale | x"])
def test_a_name_is_a_part_of_its_label(text: str) -> None:
    assert all(name in text for name, _, _ in readings(text, Words(load_lexicon())))


@pytest.mark.parametrize("introduced", ["By {}", "by {}", "{}"])
def test_a_writer_is_told_without_what_introduces_the_name(introduced: str) -> None:
    names = ["Ilse Orrin", "Per Lindal", "Noor Amble"]
    titles = ["Harbour opens in May", "Old bridge closes for a year", "School reopens after the flood"]
    ages = ["June 6, 2025", "June 5, 2025", "June 3, 2025"]
    rows = "\n".join(
        f"{title}\n{introduced.format(name)}\n{age}" for title, name, age in zip(titles, names, ages, strict=True)
    )
    text = f"Ferry late again\n{STORY}\nRelated stories\n{rows}"
    page = newsdump.parse(text)
    assert [(item.title, item.source) for item in page.related] == list(zip(titles, names, strict=True))
    assert [item.spans.source.of(text) for item in page.related if item.spans.source] == names
