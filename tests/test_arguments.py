"""Arguments of a wrong type are told at once, in words that say what is asked for."""

from collections.abc import Callable
from datetime import UTC, datetime
from math import inf, nan
from typing import Any

import pyarrow as pa
import pytest

import newsdump
from newsdump import (
    Page,
    Parser,
    ProfileError,
    SiteProfile,
    Span,
    UsageError,
    explain,
    load_profile,
    parse,
    read_age,
    recognise,
)
from newsdump.batch import parse_many
from newsdump.lexicon import load_lexicon
from newsdump.readers import Fields, read, stream
from newsdump.report import to_html
from newsdump.serializers import find
from newsdump.serializers.selection import Selection
from newsdump.serializers.writing import Writer
from newsdump.shelf import Shelf

SITE = load_profile("daily8")
AT = datetime(2025, 6, 6, 12, tzinfo=UTC)
AGE = read_age("6 June 2025 10:32") or pytest.fail("no age")
WRONG: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (parse, {"text": b"bytes"}, "text must be a str, not bytes; decode bytes before"),
    (parse, {"text": None}, "text must be a str, not NoneType; decode bytes before"),
    (parse, {"text": "", "url": 7}, "url must be a str, not int"),
    (parse, {"text": "", "captured_at": "today"}, "captured_at must be a datetime, not str"),
    (parse, {"text": "", "captured_at": datetime(2025, 6, 6)}, "captured_at must be aware, "),  # noqa: DTZ001
    (parse, {"text": "", "profile": 7}, "a profile is a SiteProfile, a name or the path of a file, not int"),
    (parse, {"text": "", "profile": ["daily8"]}, "a profile is a SiteProfile, a name or the path of a file, not list"),
    (parse, {"text": "", "title": 7}, "title must be a str, not int"),
    (parse, {"text": "", "published": "today"}, "published must be a date, not str"),
    (parse, {"text": "", "min_confidence": "much"}, "min_confidence must be a number between 0 and 1, not 'much'"),
    (parse, {"text": "", "min_confidence": None}, "min_confidence must be a number between 0 and 1, not None"),
    (parse, {"text": "", "min_confidence": False}, "min_confidence must be a number between 0 and 1, not False"),
    (parse, {"text": "", "min_confidence": nan}, "min_confidence must be a number between 0 and 1, not nan"),
    (parse, {"text": "", "min_story_share": None}, "min_story_share must be a number between 0 and 1, not None"),
    (parse, {"text": "", "min_story_share": 1}, "min_story_share must be more than 0 and less than 1, not 1"),
    (parse, {"text": "", "comments": "no"}, "comments must be True or False, not 'no'"),
    (parse, {"text": "", "related": None}, "related must be True or False, not None"),
    (explain, {"text": "a", "row": 1, "profile": b"daily8"}, "a profile is a SiteProfile, "),
    (explain, {"text": "a", "row": 1, "url": 7}, "url must be a str, not int"),
    (explain, {"text": "a", "row": True}, "the dump has rows 1 to 1, not True"),
    (explain, {"text": "a", "row": "1"}, "the dump has rows 1 to 1, not '1'"),
    (load_profile, {"name_or_path": None}, "a profile is a SiteProfile, a name or the path of a file, not NoneType"),
    (recognise, {"text": b""}, "text must be a str, not bytes; decode bytes before"),
    (recognise, {"text": "", "url": 7}, "url must be a str, not int"),
    (recognise, {"text": "", "profiles": [None]}, "profiles are several SiteProfiles, got None among them; "),
    (recognise, {"text": "", "profiles": SITE}, "profiles are several SiteProfiles, got SiteProfile; "),
    (Parser, {"profiles": 7}, "profiles are several SiteProfiles, got int; load_profile reads one by its name or file"),
    (Parser, {"profiles": "daily8"}, "profiles are several SiteProfiles, got str; "),
    (Parser, {"profiles": ["daily8"]}, "profiles are several SiteProfiles, got 'daily8' among them; "),
    (Parser, {"lexicon": {}}, "lexicon must be a Lexicon, not dict"),
    (Parser, {"zone": "Europe/Oslo"}, "zone must be a tzinfo, not str; "),
    (Span, {"start": "0", "end": 3}, "a span runs from one whole number to another: got '0' to 3"),
    (Span, {"start": 0, "end": 1.5}, "a span runs from one whole number to another: got 0 to 1.5"),
    (Span, {"start": 3, "end": 1}, "a span runs forward from 0 or more: got 3 to 1"),
    (SiteProfile, {"name": 7}, "name must be a str, not int"),
    (SiteProfile, {"name": "echo", "hosts": "echo.example"}, "hosts must be a tuple of texts that are not empty, not "),
    (SiteProfile, {"name": "echo", "hosts": ["echo.example"]}, "hosts must be a tuple of texts that are not empty"),
    (SiteProfile, {"name": "echo", "lines": ("",)}, "lines must be a tuple of texts that are not empty, not ('',)"),
    (SiteProfile, {"name": "echo", "phrases": [("chrome", "x")]}, "phrases must be a tuple, not list"),
    (SiteProfile, {"name": "echo", "phrases": (("menu", "Menu"),)}, "phrases: ('menu', 'Menu') is no pair of a group "),
    (SiteProfile, {"name": "echo", "phrases": (("chrome", "…"),)}, "phrases: '…' holds no word; groups are "),
    (SiteProfile, {"name": "echo", "learned": {}}, "learned must be a Habits, not dict"),
    (AGE.window, {"at": AT, "zone": None}, "zone must be a tzinfo, not NoneType"),
    (
        AGE.window,
        {"at": AT, "zone": "Europe/Oslo"},
        "zone must be a tzinfo, not str; say zoneinfo.ZoneInfo('Europe/Oslo')",
    ),
    (AGE.value, {"zone": "Europe/Oslo"}, "zone must be a tzinfo, not str; say zoneinfo.ZoneInfo('Europe/Oslo')"),
    (AGE.iso, {"zone": None}, "zone must be a tzinfo, not NoneType"),
    (AGE.iso, {"captured_at": "today"}, "captured_at must be a datetime, not str"),
    (Fields, {"text": "body"}, "text takes several names: say text=('body',)"),
    (Fields, {"keep": (7,)}, "each name in keep must be a str, not int"),
    (
        lambda paths: list(read(paths)),
        {"paths": ["a.txt"]},
        "each input must be a str or PathLike, not list; several are given as read(*paths)",
    ),
    (read, {"reader": "pdf"}, "no reader is called 'pdf'; there are text, "),
    (read, {"fields": "body"}, "fields must be a Fields, not str"),
    (read, {"max_bytes": 0}, "max_bytes is a number of bytes, not 0"),
    (lambda inputs: list(stream(inputs)), {"inputs": "a.txt"}, "inputs takes several names: say inputs=('a.txt',)"),
    (Shelf, {"path": None}, "path must be a str or PathLike, not NoneType"),
    (
        Shelf("sites.sqlite").put,
        {"profiles": SITE},
        "profiles are several; put a single one in a list: got a SiteProfile",
    ),
    (load_lexicon().extended, {"phrases": [("menu", "Menu")]}, "phrases: ('menu', 'Menu') is no pair of a group "),
    (find("arrow").dumps, {"page": None}, "page must be a Page, not NoneType; newsdump.parse gives one"),
    (find("markdown").dumps, {"page": "a text"}, "page must be a Page, not str; newsdump.parse gives one"),
    (to_html, {"page": "a text"}, "page must be a Page, not str; newsdump.parse gives one"),
    (Selection.of, {"columns": "url"}, "columns takes several names: say columns=('url',)"),
    (Selection.of, {"without": "url"}, "without takes several names: say without=('url',)"),
    (Writer, {"format": "json"}, "format must be a Format, not str; newsdump.serializers.find gives one by its name"),
    (Writer, {"format": find("csv"), "keep": "id"}, "keep takes several names: say keep=('id',)"),
    (Page.from_json, {"text": 7}, "text must be a str or bytes, not int"),
    (parse_many, {"records": "a text"}, "records are many; put a single one in a list: got a str"),
    (parse_many, {"records": b"a text"}, "records are many; put a single one in a list: got a bytes"),
    (
        parse_many,
        {"records": pa.table({"text": [""]})},
        "records are mappings: got a Table, whose rows pandas ",
    ),
    (parse_many, {"records": 7}, "records are many; put a single one in a list: got a int"),
    (parse_many, {"records": [], "on_error": "ignore"}, "on_error is one of raise, skip, note, not 'ignore'"),
    (parse_many, {"records": [], "text": 1}, "text must be a str, not int; it is the name of a field"),
    (parse_many, {"records": [], "url": None}, "url must be a str, not NoneType; it is the name of a field"),
    (parse_many, {"records": [], "time": b"date"}, "time must be a str, not bytes; it is the name of a field"),
    (parse_many, {"records": [], "keep": None}, "keep takes several names, as in keep=('id',), not None"),
    (parse_many, {"records": [], "keep": ("id", 3)}, "each name in keep must be a str, not int"),
    (parse_many, {"records": [], "keep": "id"}, "keep takes several names: say keep=('id',)"),
    (parse_many, {"records": [], "jobs": 0}, "jobs is 1 or more, not 0"),
    (parse_many, {"records": [], "jobs": "2"}, "jobs is 1 or more, not '2'"),
    (parse_many, {"records": [], "jobs": True}, "jobs is 1 or more, not True"),
    (
        parse_many,
        {"records": [], "timeout": nan},
        "timeout is a number of seconds above 0, not nan; say None for any time",
    ),
    (
        parse_many,
        {"records": [], "timeout": inf},
        "timeout is a number of seconds above 0, not inf; say None for any time",
    ),
    (parse_many, {"records": [], "timeout": True}, "timeout is a number of seconds above 0, not True"),
    (parse_many, {"records": [], "max_chars": True}, "max_chars is a number of characters, not True"),
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


def test_no_profile_has_an_empty_name() -> None:
    with pytest.raises(ProfileError, match="no profile is called by an empty name"):
        load_profile("")
