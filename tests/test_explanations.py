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
