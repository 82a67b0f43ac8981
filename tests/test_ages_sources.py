"""The compiled tables agree with their sources, and what the sources promise is read."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsdump.ages import read_age

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import ages_sources  # noqa: E402 - the tools are no package
import build_ages  # noqa: E402

ADDED = sorted((ROOT / "data" / "ages" / "added").glob("*.toml"))


def told(text: str, language: str | None = None) -> str | None:
    """What was read, in the words of the sources."""
    age = read_age(text, language=language)
    if age is None:
        return None
    if age.moment is not None and age.moment.year is not None:
        clock = "" if age.moment.hour is None else f"T{age.moment.hour:02}:{age.moment.minute or 0:02}"
        return f"{age.moment.year}-{age.moment.month or 1:02}-{age.moment.day or 1:02}{clock}"
    return " ".join(f"{part.count} {part.unit}" for part in age.parts)


def patterns() -> Iterator[tuple[str, str, int, str]]:
    for source in ages_sources.all_sources():
        for direction, sign in (("past", -1), ("future", 1)):
            for unit, texts in source.get(direction, {}).items():
                yield from ((source["language"], unit, sign, text) for text in texts if "{0}" in text)


def test_the_sources_are_there() -> None:
    assert len(ADDED) > 200


def test_the_compiled_tables_are_those_of_the_sources() -> None:
    for name, text in build_ages.build().items():
        assert (ages_sources.COMPILED / name).read_text(encoding="utf-8") == text, f"run tools/build_ages.py: {name}"


def test_the_sources_from_cldr_are_those_of_babel() -> None:
    babel = pytest.importorskip("babel")
    files = build_ages.from_cldr()
    folder = ages_sources.SOURCES / "cldr"
    first = (folder / "de.toml").read_text(encoding="utf-8").partition("\n")[0]
    if f"Babel {babel.__version__}'s" not in first:
        pytest.skip("the sources were made with another version of Babel")
    assert files.keys() == {path.name for path in folder.glob("*.toml")}
    for name, text in files.items():
        assert (folder / name).read_text(encoding="utf-8") == text, f"run tools/build_ages.py --cldr: {name}"


@pytest.mark.parametrize("path", ADDED, ids=lambda path: path.stem)
def test_the_examples_of_the_sources_are_read(path: Path) -> None:
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    for example in source.get("examples", []):
        assert told(example["text"], source["language"]) == example["means"], example


def test_every_addition_names_its_source() -> None:
    for path in ADDED:
        for addition in tomllib.loads(path.read_text(encoding="utf-8")).get("additions", []):
            assert addition["source"], path


def test_the_patterns_of_every_language_give_their_amount() -> None:
    wrong = []
    count = 0
    for language, unit, sign, text in patterns():
        age = read_age(text.replace("{0}", "3"), language=language)
        meanings = set() if age is None else {one.parts for one in (age, *age.readings)}
        count += 1
        if not any(len(parts) == 1 and (parts[0].unit, parts[0].count) == (unit, 3 * sign) for parts in meanings):
            wrong.append((language, unit, sign, text))
    assert count > 8000
    # Some languages say the same of past and future, or of two units: "3 мин." in Tatar.
    assert len(wrong) < count / 250, wrong[:20]
