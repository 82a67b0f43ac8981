"""Dumps on one line: where their lines ended."""

from __future__ import annotations

import pytest
from hypothesis import given

import newsdump
from newsdump import flattened, lines
from newsdump.lexicon import load_lexicon
from newsdump.testing import MadeDump, dumps

STORY = (
    "The pier was closed at noon on Monday, when the wind rose above nine. It will open again on Friday, the "
    "harbour office said. Nobody was hurt, but two boats and the old crane are lost."
)


def cut(dump: str) -> list[str]:
    return [text.strip() for text in lines.cut(dump, flattened.breaks(dump, load_lexicon())).texts]


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("Wind closes pier in Osselby", ""),
        ("Wind closes pier in Osselby", "OSSELBY, Norvania - "),
        ("Wind closes pier in Osselby", "OSSELBY (Tideline): "),
        ("Will wind close the pier?", "Osselby - "),
        ("Wind closes pier", '"We saw it coming," said Jan Vos. '),
    ],
)
def test_a_title_ends_where_its_text_begins(head: str, rest: str) -> None:
    assert cut(f"{head} {rest}{STORY}") == [head, rest + STORY]


@pytest.mark.parametrize(
    "story",
    [
        STORY,
        f"Nobody knew on Monday why The Lantern had closed the pier. {STORY}",
        f"{STORY} Comments from the harbour office were not to be had. The crane fell 3 hours ago, they said.",
        f"{STORY} Jan Vos, who has run the ferry since May 2011, said that he had seen worse.",
        f"{STORY} YES, IT WAS CLOSED, AND THIRD TIME IN 15 YEARS. NOW THEY SAY IT WILL OPEN.",
        f"{STORY} Like the crane, the boats were old. Share of the loss: one half.",
    ],
)
def test_a_story_alone_stays_on_its_line(story: str) -> None:
    assert cut(story) == [story]


@pytest.mark.parametrize(
    "behind",
    [
        (
            "Comments (2)|Ilse Orrin|3 hours ago|It was the wind.|Like (2) Reply Share|"
            "kelp4lunch|just now|no it was not|Like (0) Reply Share"
        ),
        (
            "2 Comments|Ilse Orrin says:|June 6, 2025 at 10:32 am|It was the wind.|Reply|"
            "Jan Vos says:|June 7, 2025 at 1:05 pm|Half the pier is gone."
        ),
        "Ilse Orrin|• 3 hours ago|It was the wind.|Reply Share ›|Eleni Vos|• 1 day ago|At last",
        "Ilse Orrin|4 years ago|Half the pier is gone.|Reply Share",
        "Comments|No comments yet...|Related Articles",
        (
            "Related Articles|Tideline|4 years ago|Rust in the crane.|Estpress|"
            "NWN|05-07-2019|NWN|Boats are back at sea|The crew of two was found"
        ),
        "Related Articles|Tideline|4 years ago|- Tideline|Boats are back at sea|The crew of two was found",
        "Related Articles|- Boats at sea|- Crane sold",
        "Home|About us|Privacy policy|Contact us",
        "- Home|- About us|- Privacy policy",
    ],
)
def test_what_stands_behind_a_story(behind: str) -> None:
    """Where lines end stands as a `|`."""
    dump = f"{STORY}|{behind}"
    assert flattened.breaks(dump.replace("|", " "), load_lexicon()) == [
        at for at, character in enumerate(dump) if character == "|"
    ]


def test_a_dump_on_one_line_is_read_and_noted() -> None:
    said = "Ilse Orrin 3 hours ago It was the wind. Like (2) Reply"
    page = newsdump.parse(f"\n\nWind closes pier in Osselby {STORY}\xa0Comments (1) {said}\n")
    assert page.article is not None
    assert (page.article.title, page.article.text) == ("Wind closes pier in Osselby", STORY)
    assert [(comment.author, comment.text) for comment in page.comments] == [("Ilse Orrin", "It was the wind.")]
    assert page.comments[0].span.of(page.text).startswith("Ilse Orrin 3 hours ago It was the wind.")
    assert [note.code for note in page.notes] == ["one-line"]


def test_an_explanation_is_given_of_the_row() -> None:
    assert newsdump.explain(f"Wind closes pier in Osselby {STORY}", 1).row == 1


@given(dumps())
def test_only_white_space_is_cut_at(dump: MadeDump) -> None:
    text = " ".join(dump.text.split())
    found = flattened.breaks(text, load_lexicon())
    assert found == sorted(set(found))
    assert all(text[at] == " " for at in found)
    assert flattened.breaks(dump.text, load_lexicon()) == []
    page = newsdump.parse(text)
    assert "".join(section.span.of(text) for section in page.sections) == text
