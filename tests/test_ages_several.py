"""All ages of a line or a text, with their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump.ages import find_ages

LINES = [
    # text, the ages in it
    ("Published 6 June 2025Updated 7 June 2025 at 10:00", ["6 June 2025", "7 June 2025 at 10:00"]),
    ("May 2, 2025May 5, 2025", ["May 2, 2025", "May 5, 2025"]),
    ("June 6, 202510:32 am", ["June 6, 202510:32 am"]),
    ("6 June 20257 June 2025", ["6 June 2025", "7 June 2025"]),
    ("Jun 6, 202540 mins", ["Jun 6, 2025"]),
    ("Mar 22, 2011#42011-03-22T19:51+00:00", ["Mar 22, 2011", "2011-03-22T19:51+00:00"]),
    ("6 June 2025 10:32 amUpdated 7 June 2025", ["6 June 2025 10:32 am", "7 June 2025"]),
    ("osselby-post.exampleOct. 13, 2016", ["Oct. 13, 2016"]),
    ("MIRA LUNDJune 11, 2019", ["June 11, 2019"]),
    ("By Ilse Orrin08/13/2020May 22nd, 20253 Comments", ["08/13/2020", "May 22nd, 2025"]),
    (
        "Publié le 4 juin 2025 à 10h00, mis à jour le 6 juin 2025 à 14h02",
        ["4 juin 2025 à 10h00", "6 juin 2025 à 14h02"],
    ),
    ("Received: 5 June 2022 Accepted: 16 December 2022", ["5 June 2022", "16 December 2022"]),
    ("3 hours ago Updated 5 minutes ago", ["3 hours ago", "5 minutes ago"]),
    ("2025年6月6日 2時間前", ["2025年6月6日", "2時間前"]),
    ("公表日\t\t2018/12/23", ["2018/12/23"]),
    ("1. November 5, 2012", ["November 5, 2012"]),
    ("Retreats for 2026 - November 27, 2025", ["November 27, 2025"]),
    ("Gear S2 Oct 13, 2016", ["Oct 13, 2016"]),
    ("31.10.2023 Die ehemalige Werft von Osselby", ["31.10.2023"]),
    ("Oct 19, 2016 · 10 min read", ["Oct 19, 2016"]),
    ("12/19/2025 • Friday Letters • Ilse Orrin", ["12/19/2025"]),
    ("February 26 • 2 hours ago", ["February 26", "2 hours ago"]),
    ("30\\. Juni 2025", ["30\\. Juni 2025"]),
    ("The minister said on 5 May 2020 at 10:20 that the ferry sank", ["5 May 2020 at 10:20"]),
    ("It was 3 hours ago that the ship sank", ["3 hours ago"]),
    ("Osselby, 6 June 2025" + " and so on" * 30 + " until 7 June 2025.", ["6 June 2025", "7 June 2025"]),
    ("March 6, 2026 • The harbour is getting a new crane." + " and so on" * 30, ["March 6, 2026"]),
    ("25/04/2026 Actualizado a las 15:10h.", ["25/04/2026", "15:10h."]),
    ("Monday 8:00 - 17:00", []),
    ("Book a free demo today", []),
    ("5 min read", []),
    ("August (32)", []),
    ("t.co/eqkZum0y", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "ages"), LINES)
def test_all_ages_of_a_line_are_found(text: str, ages: list[str]) -> None:
    assert [age.raw for age in find_ages(text)] == ages


@given(
    st.lists(
        st.sampled_from(
            ["6 June 2025", "3 hours ago", "2025-06-06", "Updated", "By", "Orrin", "|", " ", "\n", "12", "·"]
        )
    ).map("".join)
    | st.text(max_size=300)
)
def test_ages_stand_in_order_and_do_not_overlap(text: str) -> None:
    place = 0
    for age in find_ages(text):
        assert age.span is not None
        assert age.span.start >= place
        assert age.raw == age.span.of(text) != ""
        place = age.span.end
