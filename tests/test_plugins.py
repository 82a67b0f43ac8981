"""What other packages bring along by entry points."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from newsdump import Parser, SiteProfile, load_profile, plugins, profiles

PROFILE = SiteProfile("orrin-post", lines=("Your town, your paper",))
PHRASES = (("comments_heading", "Pripombe bralcev"), ("comments_empty", "Brez pripomb"))
NEITHER = 3


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


@pytest.mark.parametrize("group", ["newsdump.profiles", "newsdump.lexicon"])
@pytest.mark.parametrize("name", ["NEITHER", "MISSING"])
def test_what_is_broken_is_told_once_and_left_out(installed: dict[str, list[str]], group: str, name: str) -> None:
    installed[group] = [name]
    with pytest.warns(UserWarning, match=f"^{group}: {name.lower()} cannot be loaded from {__name__}:{name}: ") as told:
        Parser()
    assert len(told) == 1
    Parser()  # a second warning would be an error
    assert profiles.known() == profiles.shipped()
