"""Site profiles: recognised by address or words; a broken file gets an error that points at the line."""

from pathlib import Path

import pytest

import newsdump
from newsdump import ProfileError, SiteProfile, load_profile, recognise
from newsdump.lexicon import GROUPS, load_lexicon
from newsdump.profiles import read

GOOD = """\
name = "orrin-post"

[recognise]
hosts = ["orrinpost.example", "*.orrinpost.example"]
lines = ["Your town, your paper"]

[phrases]
chrome = ["Your town, your paper"]
related_heading = ["Other boats on {S}"]
"""


@pytest.mark.parametrize(
    "url",
    [
        "https://www.daily8.com/en/article/0123",
        "https://daily8.com/",
        "http://test.daily8.com/en/hashtag/Amblewood",
    ],
)
def test_a_page_is_recognised_by_its_address(url: str) -> None:
    found = recognise("", url=url)
    assert found is not None
    assert found.name == "daily8"


def test_a_page_is_recognised_by_its_words() -> None:
    found = recognise("Title\nTry Our AI Features\nExplore what Daily8 AI can do for you:\n")
    assert found is not None
    assert found.name == "daily8"


@pytest.mark.parametrize("url", ["https://notdaily8.com/", "https://daily8.com.example/", "https://[", "", None])
def test_other_pages_are_not(url: str | None) -> None:
    assert recognise("Harbour opens again", url=url) is None


def test_a_profile_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "orrin-post.toml"
    path.write_text(GOOD, encoding="utf-8")
    profile = load_profile(path)
    assert profile.name == "orrin-post"
    assert profile.extend(load_lexicon()).markers("Other boats on Sarn") == GROUPS["related_heading"]
    assert load_lexicon().markers("Other boats on Sarn") == 0


def test_a_profile_is_used_by_parse() -> None:
    profile = read(GOOD, "test")
    text = (
        "Harbour opens\nThe harbour of Port Ellery opened again on Friday, after a long winter of work on its walls.\n"
        "Some forty boats had waited for it in Norvale, among them the ferry, which has no other place to land.\n"
        "“I never want to see that road again,” said Tove Ames, who drove her fish to the market for five months.\n"
        "The walls should now last for eighty years, the harbour office said, if nobody runs a ship into them again.\n"
        "Other boats on Sarn\n- Ferry of Sarn sold to the island\n- Two boats race for a cheese\n"
    )
    page = newsdump.parse(text, profile=profile)
    assert page.profile == "orrin-post"
    assert [item.title for item in page.related] == ["Ferry of Sarn sold to the island", "Two boats race for a cheese"]
    assert {item.section for item in page.related} == {"Other boats on Sarn"}
    parser = newsdump.Parser(profiles=[profile])
    assert parser.parse("Your town, your paper\n" + text).profile == "orrin-post"
    assert newsdump.Parser(profiles=[]).parse("Try Our AI Features").profile is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('name = "orrin-post"', 'name = "Orrin Post"'), r"x\.toml, line 1: 'name' must be lower case"),
        (('name = "orrin-post"', ""), r"'name' must be"),
        (("[recognise]", "[recognize]"), r"x\.toml, line 3: 'recognize' is unknown here; known are: examples, learned"),
        (("lines = [", "lines = [1, "), r"x\.toml, line 5: 'lines' must be a list of strings"),
        (("chrome = [", "chroem = ["), r"x\.toml, line 8: 'chroem' is no group of phrases; there are: advertisement"),
        (("Other boats on {S}", "{N} on {S}"), r"x\.toml, line 9: '\{N\} on \{S\}' begins and ends with a placeholder"),
        (("lines = [", "lines = "), r"x\.toml: .*line 5"),
        (
            ("[phrases]", '[[examples]]\nline = "Nothing"\nclass = "chrome"\n[phrases]'),
            r"line 8: 'Nothing' is no chrome",
        ),
        (("[phrases]", '[[examples]]\nline = "Nothing"\n[phrases]'), r"line 7: 'examples' each need"),
        (("[recognise]", "recognise = 1\n[phrases2]"), r"'phrases2' is unknown"),
    ],
)
def test_an_error_points_at_the_line(change: tuple[str, str], message: str) -> None:
    with pytest.raises(ProfileError, match=message):
        read(GOOD.replace(*change), "x.toml")


def test_a_profile_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"no profile is called 'dayly8'; there are: daily8"):
        load_profile("dayly8")
    with pytest.raises(ProfileError, match="cannot be read: No such file"):
        load_profile(tmp_path / "no.toml")
    with pytest.raises(ProfileError, match="cannot be read: embedded null byte"):
        load_profile("a\x00b.toml")
    (tmp_path / "latin.toml").write_bytes(b"name = '\xe9'")
    with pytest.raises(ProfileError, match="is not UTF-8"):
        load_profile(tmp_path / "latin.toml")


def test_a_profile_can_be_made_by_hand() -> None:
    profile = SiteProfile("mine", hosts=("mine.example",))
    assert recognise("", url="https://mine.example/a", profiles=[profile]) is profile
