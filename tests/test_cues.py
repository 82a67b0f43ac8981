"""Cues: what a line announces, read alone."""

import pytest

from newsdump import cues
from newsdump.lexicon import Marker, load_lexicon
from newsdump.lines import cut

ANNOUNCER = cues.Announcer(load_lexicon())


def read(source: str) -> cues.Cues:
    return cues.read(cut(source), ANNOUNCER)


@pytest.mark.parametrize(
    ("line", "stops"),
    [
        ("The harbour opened.", True),
        ("The harbour opened", False),
        ("Will it open?", True),
        ("“It opened.”", True),
        ("(It opened.)", True),
        ("It opened (at last)", False),
        ("He said:", True),
        ("And then…", True),
        ("港が再開した。", True),
        ("港が再開した", False),
        ("وفتح الميناء؟", True),
        ("बंदरगाह खुल गया।", True),
    ],
)
def test_a_line_stops_like_a_sentence(line: str, stops: bool) -> None:  # noqa: FBT001
    assert read(line).stops == [stops]


def test_lines_of_latin_pages_are_as_long_as_they_are() -> None:
    assert read("Harbour opens #1: 'at last' (it said)\nThai, Lao").lengths == [37, 9]


def test_characters_of_scripts_without_spaces_count_more() -> None:
    assert read("港が再開した").lengths == [15]
    assert read("ท่าเรือเปิดแล้ว").lengths == [37]
    assert read("The harbour of 港 opened again on Friday after a long winter of work on its walls").lengths == [80]


def test_ages_and_markers_stand_with_their_lines() -> None:
    found = read("Comments\nNadia Holm\n3 hours ago\nGood news.")
    assert found.markers[0] & Marker.COMMENTS_HEADING
    assert list(found.ages) == [2]
    assert found.ages[2].age.raw == "3 hours ago"


def test_long_lines_hold_no_age() -> None:
    prose = "It was three hours ago that the harbour of Port Ellery opened again, after a long winter of work. " * 2
    assert read(f"{prose}\n{prose} 3 hours ago").ages == {}


def test_what_is_remembered_changes_nothing() -> None:
    source = "Comments\nNadia Holm\n3 hours ago\n" * 2
    first, again = read(source), read(source)
    fresh = cues.read(cut(source), cues.Announcer(load_lexicon()))
    assert first.markers == again.markers == fresh.markers
    assert first.ages == again.ages == fresh.ages
