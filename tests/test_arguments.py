"""Arguments of a wrong type are told at once, in words that say what is asked for."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

import newsdump
from newsdump import Page, Parser, UsageError, explain, load_profile, parse, recognise
from newsdump.batch import parse_many

SITE = load_profile("daily8")
WRONG: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (parse, {"text": b"bytes"}, "text must be a str, not bytes; decode bytes before"),
    (parse, {"text": None}, "text must be a str, not NoneType; decode bytes before"),
    (parse, {"text": "", "url": 7}, "url must be a str, not int"),
    (parse, {"text": "", "captured_at": "today"}, "captured_at must be a datetime, not str"),
    (parse, {"text": "", "captured_at": datetime(2025, 6, 6)}, "captured_at must be aware, "),  # noqa: DTZ001
    (parse, {"text": "", "profile": 7}, "a profile is a SiteProfile, a name or the path of a file, not int"),
    (parse, {"text": "", "profile": ["daily8"]}, "a profile is a SiteProfile, a name or the path of a file, not list"),
    (parse, {"text": "", "title": 7}, "title must be a str, not int"),
    (parse, {"text": "", "min_confidence": "much"}, "min_confidence must be a number between 0 and 1, not 'much'"),
    (explain, {"text": "a", "row": 1, "profile": b"daily8"}, "a profile is a SiteProfile, "),
    (explain, {"text": "a", "row": 1, "url": 7}, "url must be a str, not int"),
    (explain, {"text": "a", "row": "1"}, "the dump has rows 1 to 1, not '1'"),
    (load_profile, {"name_or_path": None}, "a profile is a SiteProfile, a name or the path of a file, not NoneType"),
    (recognise, {"text": "", "profiles": SITE}, "profiles are several SiteProfiles, got SiteProfile; "),
    (Parser, {"profiles": 7}, "profiles are several SiteProfiles, got int; load_profile reads one by its name or file"),
    (Parser, {"profiles": "daily8"}, "profiles are several SiteProfiles, got str; "),
    (Parser, {"profiles": ["daily8"]}, "profiles are several SiteProfiles, got 'daily8' among them; "),
    (Parser, {"lexicon": {}}, "lexicon must be a Lexicon, not dict"),
    (Parser, {"zone": "Europe/Oslo"}, "zone must be a tzinfo, not str; "),
    (Page.from_json, {"text": 7}, "text must be a str or bytes, not int"),
    (parse_many, {"records": "a text"}, "records are many; put a single one in a list: got a str"),
    (parse_many, {"records": 7}, "records are many; put a single one in a list: got a int"),
    (parse_many, {"records": [], "on_error": "ignore"}, "on_error is one of raise, skip, note, not 'ignore'"),
    (parse_many, {"records": [], "keep": "id"}, "keep takes several names: say keep=('id',)"),
    (parse_many, {"records": [], "jobs": 0}, "jobs is 1 or more, not 0"),
    (parse_many, {"records": [], "jobs": "2"}, "jobs is 1 or more, not '2'"),
    (parse_many, {"records": [], "timeout": 0}, "timeout is a number of seconds above 0, not 0"),
    (parse_many, {"records": [], "max_chars": "many"}, "max_chars is a number of characters, not 'many'"),
    (parse_many, {"records": [], "parser": parse}, "parser must be a Parser, not function"),
    (parse_many, {"records": [], "parser": Parser(), "profiles": []}, "give either a parser or profiles: "),
    (parse_many, {"records": [], "profiles": "daily8"}, "profiles are several; put a single one in a list: got a str"),
    (parse_many, {"records": [], "profiles": [7]}, "a profile is a SiteProfile, a name or the path of a file, not int"),
]


@pytest.mark.parametrize(("call", "arguments", "message"), WRONG, ids=[message for _, _, message in WRONG])
def test_wrong_arguments_are_told(call: Callable[..., Any], arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as told:
        call(**arguments)
    assert str(told.value).startswith(message)


def test_a_profile_is_given_as_it_is_or_by_name() -> None:
    for profile in (SITE, "daily8"):
        assert newsdump.parse("Harbour opens", profile=profile).profile == "daily8"
