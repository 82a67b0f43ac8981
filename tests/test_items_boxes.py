"""How many comments a page says it has: in a heading, beside the date, behind a name."""

from __future__ import annotations

import pytest

import newsdump
from newsdump.items.counts import printed_count

STORY = "\n".join(
    f"The ferry to Osselby was late again on day {day}, and nobody at the harbour office could say why it was."
    for day in range(8)
)


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("6 June 2025 | 25 Comments", 25),
        ("Written by Ilse Orrin in Harbour news 3 Comments", 3),
        ("Posted on October 24, 2012 Comments (0)", 0),
        ("6 June 2025 • 12 replies • by Ilse Orrin", 12),
        ("6 June 2025 | 4 min read", None),
    ],
)
def test_a_row_above_the_story_tells_how_many_comments_there_are(row: str, count: int | None) -> None:
    page = newsdump.parse(f"Ferry late for the sixth day\n{row}\n{STORY}\nAbout us\nContact us")
    assert page.comment_count == count


def test_counts_of_other_stories_are_not_those_of_this_one() -> None:
    others = "\n".join(f"Harbour news of week {week}\n{week} comments" for week in range(3, 9))
    page = newsdump.parse(f"Ferry late for the sixth day\n25 Comments\n{STORY}\nAbout us\n{STORY}\n{others}")
    assert page.comment_count in {25, None}


@pytest.mark.parametrize(("text", "count"), [("1,204 comments", 1204), ("Comments", None), ("3 of 12 comments", 3)])
def test_the_first_number_of_a_heading_counts(text: str, count: int | None) -> None:
    assert printed_count(text) == count
