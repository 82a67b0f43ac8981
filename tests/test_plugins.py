"""What other packages bring along by entry points."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import BinaryIO

import pytest
from attrs import evolve

import command_line
from newsdump import Parser, SiteProfile, load_profile, plugins, profiles, readers, serializers

PROFILE = SiteProfile("orrin-post", lines=("Your town, your paper",))
PHRASES = (("comments_heading", "Pripombe bralcev"), ("comments_empty", "Brez pripomb"))
NEITHER = 3
YAML = evolve(serializers.FORMATS["json"], name="yaml", suffixes=(".yaml",))
JSON = YAML


def _shouted(stream: BinaryIO, path: str, _fields: readers.Fields, _most: int) -> Iterator[readers.Dump]:
    yield readers.Dump(stream.read().decode().upper(), readers.Origin(path))


MBOX = readers.Reader((".mbox",), _shouted, "a file is a dump, shouted")
TEXT = MBOX
LOUD = readers.Reader((".txt",), _shouted, "another one for the same files")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """Entry points by their group, as names of this module; to be filled before anything is asked."""
    named: dict[str, list[str]] = {}

    def entry_points(group: str) -> list[EntryPoint]:
        return [EntryPoint(name.lower(), f"{__name__}:{name}", group) for name in named.get(group, [])]

    monkeypatch.setattr(plugins, "entry_points", entry_points)
    plugins.brought.cache_clear()
    yield named
    plugins.brought.cache_clear()


def test_profiles_are_recognised_and_found_by_name(installed: dict[str, list[str]]) -> None:
    installed["newsdump.profiles"] = ["PROFILE"]
    assert Parser().parse("Harbour opens\nYour town, your paper").profile == "orrin-post"
    assert load_profile("orrin-post") is PROFILE
    assert [profile.name for profile in profiles.known()] == ["daily8", "orrin-post"]


def test_phrases_are_read(installed: dict[str, list[str]]) -> None:
    text = "Zaton\n\nPripombe bralcev\nBrez pripomb"
    assert Parser().parse(text).comments_state == "absent"
    installed["newsdump.lexicon"] = ["PHRASES"]
    plugins.brought.cache_clear()
    assert Parser().parse(text).comments_state == "empty"


def test_formats_are_found_by_name_and_by_suffix(installed: dict[str, list[str]]) -> None:
    installed["newsdump.serializers"] = ["YAML"]
    assert serializers.find("yaml") is YAML
    assert serializers.of_file("pages.yaml") is YAML
    assert list(serializers.formats())[-1] == "yaml"


def test_readers_are_found_by_name_and_by_suffix(installed: dict[str, list[str]], tmp_path: Path) -> None:
    installed["newsdump.readers"] = ["MBOX"]
    (tmp_path / "a.mbox").write_text("Harbour opens", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Wind closes pier", encoding="utf-8")
    assert [dump.text for dump in readers.read(tmp_path)] == ["HARBOUR OPENS", "Wind closes pier"]
    assert [dump.text for dump in readers.read(tmp_path / "b.txt", reader="mbox")] == ["WIND CLOSES PIER"]
    assert list(readers.readers()) == [*readers.READERS, "mbox"]


def test_names_and_suffixes_of_newsdump_are_not_taken_over(installed: dict[str, list[str]], tmp_path: Path) -> None:
    installed["newsdump.readers"], installed["newsdump.serializers"] = ["TEXT", "LOUD"], ["JSON"]
    (tmp_path / "a.txt").write_text("Harbour opens", encoding="utf-8")
    assert [dump.text for dump in readers.read(tmp_path)] == ["Harbour opens"]
    assert readers.readers()["text"] is readers.READERS["text"]
    assert serializers.find("json") is serializers.FORMATS["json"]


USES: dict[str, Callable[[], object]] = {
    "newsdump.profiles": Parser,
    "newsdump.lexicon": Parser,
    "newsdump.readers": readers.readers,
    "newsdump.serializers": serializers.formats,
}


@pytest.mark.parametrize("group", USES)
@pytest.mark.parametrize("name", ["NEITHER", "MISSING"])
def test_what_is_broken_is_told_once_and_left_out(installed: dict[str, list[str]], group: str, name: str) -> None:
    installed[group] = [name]
    told = f"^{name.lower()} of {group} cannot be loaded from {__name__}:{name}: "
    with pytest.warns(plugins.PluginWarning, match=told) as warned:
        USES[group]()
    assert len(warned) == 1
    USES[group]()  # a second warning would be an error
    assert profiles.known() == profiles.shipped()
    assert readers.readers() == readers.READERS
    assert serializers.formats() == serializers.FORMATS


def test_the_command_line_tells_it_in_a_line(installed: dict[str, list[str]]) -> None:
    installed["newsdump.profiles"] = ["NEITHER"]
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        done = command_line.newsdump("profiles")
    assert done.returncode == 0
    assert done.stderr.decode() == (
        f"newsdump: neither of newsdump.profiles cannot be loaded from {__name__}:NEITHER: "
        "TypeError: it is neither a SiteProfile nor a tuple of them\n"
    )
