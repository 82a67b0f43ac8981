"""`explain`: which cues decided a line, in words."""

from pathlib import Path

import pytest

import newsdump
from newsdump import SectionKind, UsageError

DUMP = (Path(__file__).parent / "dumps" / "daily8" / "story-trafilatura.txt").read_text(encoding="utf-8")
ROWS = DUMP.split("\n")


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("The crossing at half past eleven", SectionKind.ARTICLE, "sentences around it"),
        ("Try Our AI Features", SectionKind.CHROME, "it is a phrase of: chrome"),
        ("No comments yet...", SectionKind.COMMENTS, "it is a phrase of: comments empty"),
        ("32 minutes ago", SectionKind.RELATED, "it holds an age or a date: 32 minutes ago"),
    ],
)
def test_a_line_is_explained(words: str, kind: SectionKind, said: str) -> None:
    row = next(number for number, text in enumerate(ROWS, 1) if text.startswith(words))
    found = newsdump.explain(DUMP, row)
    assert found.kind is kind
    assert found.text.startswith(words)
    assert said in str(found)


def test_the_kind_is_that_of_the_page() -> None:
    page = newsdump.parse(DUMP)
    at = 0
    for row, text in enumerate(ROWS, 1):
        if text.strip():
            section = next(section for section in page.sections if section.span.start <= at < section.span.end)
            assert newsdump.explain(DUMP, row).kind is section.kind
        at += len(text) + 1


@pytest.mark.parametrize(("row", "problem"), [(0, "has rows 1 to"), (10**6, "has rows 1 to"), (1, "row 1 is blank")])
def test_a_row_without_a_line_is_an_error(row: int, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        newsdump.explain(DUMP, row)


def test_the_passage_of_a_line_is_told() -> None:
    story = [
        f"The harbour of Osselby was closed for {hours} hours after a ferry lost its rudder. The owner said so."
        for hours in range(9)
    ]
    menu = [
        "Share",
        "Print",
        "Tags",
        "Most read",
        "1. Goat found in lift",
        "2. Choir sings for rain",
        "Newsletter",
        "Log in",
    ]
    apart = [
        f"A choir without a church has sung in hall {hall} of the market since the winter, and nobody minds the echo. "
        "The butcher, who sings bass, says that it is good for the sausages."
        for hall in range(3)
    ]
    text = "\n".join(["Harbour closed", *story, *menu, *apart, *menu])
    rows = text.split("\n")
    assert newsdump.explain(text, rows.index(story[4]) + 1).passage == 1
    assert newsdump.explain(text, rows.index("Newsletter") + 1).passage is None
    beside = newsdump.explain(text, rows.index(apart[2]) + 1)
    assert beside.passage is not None
    assert 0 < beside.passage < 1
    assert "it stands apart" in str(beside)


PAGE = (
    "Osselby rebuilds its swing bridge\nBy Noor Haddad\n6 June 2025\n\n"
    "The council of Osselby agreed on Tuesday to rebuild the old swing bridge over the Marn, which has been closed.\n"
    "Work is to begin in the spring and will cost four million crowns, of which the county pays a third, it said.\n\n"
    "2 comments\n\nPer Lindal\n3 hours ago\nI was there.\nReply\n\nIlse Orrin\n2 hours ago\nSo was my dog.\nReply\n\n"
    "Related articles\n\nFerry company adds two early boats\n5 June 2025\n\nIsland clinic rents rooms for night staff\n"
    "4 June 2025\n"
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Osselby rebuilds", ["it holds: title", "it is the title with a probability of"]),
        ("By Noor Haddad", ["it holds: writer", "it is a writer with a probability of"]),
        ("6 June 2025", ["it holds: published", "it is the date of publication with a probability of"]),
        ("The council", ["it holds: paragraph"]),
        ("Per Lindal", ["it holds: author of comment 0", "it is read as comment author"]),
        ("3 hours ago", ["it holds: age of comment 0", "it is read as comment age"]),
        ("I was there", ["it holds: text of comment 0", "it is read as comment text"]),
        ("Ferry company", ["it holds: title of related item 0", "it is read as related title"]),
        ("5 June 2025", ["it holds: age of related item 0", "it is read as related age"]),
    ],
)
def test_fields_are_explained(words: str, said: list[str]) -> None:
    row = next(number for number, text in enumerate(PAGE.split("\n"), 1) if text.startswith(words))
    found = str(newsdump.explain(PAGE, row))
    assert all(each in found for each in said), found


def test_a_line_that_was_not_chosen_says_what_is_asked_for() -> None:
    other = "Osselby rebuilds its swing bridge after forty years"
    page = PAGE.replace("By Noor Haddad\n", f"{other}\nBy Noor Haddad\n", 1)
    row = page.split("\n").index(other) + 1
    assert "it is the title with a probability of" in str(newsdump.explain(page, row))
    assert any(not choice.best for choice in newsdump.explain(page, row).choices)
