"""Where titles begin and end in rows of lists: rows of whole kinds, and titles that truly hold such signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump.items import breaks, edges
from newsdump.items.saplings import Question
from newsdump.lexicon import load_lexicon
from newsdump.lines import cut

FERRY, HARBOUR, BRIDGE = "The ferry to Osselby is late again", "Harbour opens in May", "Old bridge closes for a year"
MILL, SCHOOL = "The mill on the Vale is sold", "School reopens after the flood"
TITLES = (FERRY, HARBOUR, BRIDGE, MILL, SCHOOL)
NAMES = ("Ilse Orrin", "Per Lindal", "Noor Amble", "Tam Vickery", "kelp4lunch")
TEASERS = (
    "Nobody in the harbour knew why it was late, and the office has not said a word about it since.",
    "The gates stood open before the council had voted, and the first boats were already in.",
    "The engineers want to look at every bolt of it, which may well take longer than a year.",
    "A farmer from the next village will grind flour there again, as his grandmother had done.",
    "The children come back on Monday, and the cellar has been dry for a week, the head said.",
)


def titles(*printed: str) -> list[str]:
    """The titles of the rows of a list."""
    lines = cut("\n".join(printed))
    page = edges.page_of(lines, load_lexicon())
    gaps = [breaks.gaps_of(lines, line, 0) for line in range(len(lines))]
    found = edges.cut(lines.texts, gaps, page, edges.shipped())
    return [row[each.start : each.end] for row, each in zip(lines.texts, found, strict=True)]


@pytest.mark.parametrize(
    "rows",
    [
        [f"Townwatch{title}" for title in TITLES],
        [label + title for label, title in zip(("Townwatch", "Seaside") * 3, TITLES, strict=False)],
        [f"[Town] {title}" for title in TITLES],
        [f"【{label}】{title}" for label, title in zip(("Town", "Sea", "Town", "Mill", "Sea"), TITLES, strict=True)],
        [f"{title} - Vale Courier" for title in TITLES],
        [f"{title} {number} replies" for title, number in zip(TITLES, (5, 12, 3, 20, 1), strict=True)],
    ],
)
def test_rows_of_a_kind_are_cut(rows: list[str]) -> None:
    assert titles(*rows) == list(TITLES)


def test_words_that_lead_to_a_title_are_cut() -> None:
    assert titles(f"Previous Post{FERRY}", f"Next Post{HARBOUR}") == [FERRY, HARBOUR]
    assert titles(f"Previous post {FERRY}", f"Next post {HARBOUR}") == [FERRY, HARBOUR]


@pytest.mark.parametrize(
    "rows",
    [
        list(TITLES),
        ["Ferry late: nobody knows why", "Harbour opens in May", "Bridge: a year without it"],
        ["A day on the ferry to Osselby", "What the council says on boats", "Notes on an old bridge"],
        ["The mill – a love story", "Harbour opens in May", "Old bridge closes for a year"],
        ["How the iPhone came to Osselby", "McAllister buys the mill", "YouTube shows the flood"],
        ["Ferry is late. Again. Why?", "Who opened the harbour? Nobody knows.", "Old bridge closes for a year"],
        ["The ferry (and how to catch it)", "Harbour opens in May", "Old bridge closes for a year"],
        ["渡船今早又一次晚点　乘客等了两小时", "港口下周重新开放", "老桥从明天起停用"],
        [FERRY],
        ["A day on the ferry"],
        [],
    ],
)
def test_titles_that_hold_such_signs_stay_whole(rows: list[str]) -> None:
    assert titles(*rows) == [" ".join(row.split()) for row in rows]


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        ("Ilse Orrin on Ferry late", ["word"]),
        ("Ferry lateNobody knew", ["glued"]),
        ("Is it late?Nobody knew", ["closed"]),
        ("[Town] Ferry late (video)", ["behind", "before"]),
        ("Ferry late - Vale Courier | Town", ["dash", "bar"]),
        ("Ferry late 26 261", ["number", "number"]),
        ("Next post Ferry late", ["lead"]),
        ("Ferry late", []),
        ("| Ferry late -", []),
    ],
)
def test_places_of_a_row(row: str, kinds: list[str]) -> None:
    assert [place.kind for place in breaks.places_of(row, frozenset(), load_lexicon())] == kinds


def test_wide_spaces_are_told_from_others() -> None:
    lines = cut("Ferry late  by Ilse Orrin\nFerry late\tby  Per\nFerry late by Noor")
    assert [breaks.gaps_of(lines, line, 0) for line in range(3)] == [{10}, {10, 13}, set()]
    assert breaks.gaps_of(lines, 0, 6) == {4}


@given(
    st.lists(
        st.text(st.sampled_from("aB d1 .!?()[]【】|-–—•«»:渡。\u3000"), min_size=1, max_size=50), min_size=1, max_size=6
    )
)
def test_a_title_is_a_part_of_its_row_and_never_empty(rows: list[str]) -> None:
    always = Question(1, [], 0)
    page = edges.page_of(cut("\n".join(rows)), load_lexicon())
    gaps = [frozenset[int]()] * len(rows)
    for asked in (edges.shipped(), (always, Question(0, [], 0)), (Question(0, [], 0), always)):
        for row, found in zip(rows, edges.cut(rows, gaps, page, asked), strict=True):
            assert 0 <= found.before[1] <= found.start <= found.end <= found.behind[0] <= len(row)
            assert any(map(str.isalnum, row[found.start : found.end])) or not any(map(str.isalnum, row))


def test_very_long_rows_are_left_as_they_are() -> None:
    row = f"{FERRY}{' '.join(TEASERS)}" * 4
    assert titles(row, row.replace("ferry", "boat")) == [row, row.replace("ferry", "boat")]
