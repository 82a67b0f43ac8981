"""Made dumps for tests: Hypothesis strategies that draw a page, and the text that an extractor would print of it.

`dumps()` draws a `MadeDump`: its `text` is what `newsdump.parse` takes, and the rest of it is what must come back.
Places, people and papers in it do not exist. Needs Hypothesis: `pip install 'newsdump[testing]'`.

>>> import newsdump
>>> told = "The {} ferry was late on Monday, and nobody in the harbour knew why, the office said."
>>> story = Story("Ferry late", tuple(told.format(nth) for nth in ("first", "second", "third", "fourth")))
>>> said = [Said("Ilse Orrin", "3 hours ago", "It was on time when I took it."), Said("Per Lindal", "1 h", "Not mine.")]
>>> dump = render(story, comments=said)
>>> [comment.author for comment in newsdump.parse(dump.text).comments]
['Ilse Orrin', 'Per Lindal']
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from attrs import frozen

from newsdump.errors import MissingExtraError

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise MissingExtraError(
        "the strategies of newsdump.testing need hypothesis; install it with: pip install 'newsdump[testing]'"
    ) from error

__all__ = [
    "CardLayout",
    "CommentLayout",
    "MadeCard",
    "MadeDump",
    "Said",
    "Story",
    "cards",
    "comments",
    "dumps",
    "render",
    "stories",
]


@frozen
class Story:
    """The main article of a made page."""

    title: str
    paragraphs: tuple[str, ...]


@frozen
class Said:
    """A reader's comment on a made page."""

    author: str
    age: str
    """As printed: "3 hours ago"."""
    text: str


@frozen
class MadeCard:
    """A related item on a made page."""

    source: str
    age: str
    """As printed: "3 hours ago"."""
    title: str
    text: str


class CommentLayout(Enum):
    """How the parts of a comment are printed."""

    NAME_AGE_TEXT = "{author}\n{age}\n{text}\nReply"
    NAME_SAYS_AGE_TEXT = "{author} says:\n{age}\n{text}\nReply"
    NAME_WITH_AGE_TEXT = "{author} • {age}\n{text}\nLike\nReply"
    NAME_TEXT_AGE = "{author}\n{text}\n{age} Like Reply"
    TEXT_POSTED_BY = "{text}\nPosted by: {author} | {age}"


class CardLayout(Enum):
    """How the parts of a related item are printed."""

    SOURCE_AGE_TITLE_TEXT = "{source}\n{age}\n{title}\n{text}"
    SOURCE_AGE_BULLET_TITLE_TEXT = "{source}\n{age}\n- {source}\n{title}\n{text}"
    SOURCE_WITH_AGE_TITLE_TEXT = "{source} • {age}\n{title}\n{text}"
    TITLE_TEXT_SOURCE_WITH_AGE = "{title}\n{text}\n{source} • {age}"
    TITLE_SOURCE_WITH_AGE_TEXT = "{title}\n{source} | {age}\n{text}"
    TITLE_TWICE_SOURCE_AGE_TEXT = "{title}\n{title}\n{source}\n{age}\n{text}"
    SOURCE_GLUED_TO_AGE_TITLE_TEXT = "{source}{age}\n{title}\n{text}"


@frozen
class MadeDump:
    """A dump and what it says."""

    text: str
    story: Story
    comments: tuple[Said, ...]
    cards: tuple[MadeCard, ...]


_MENU: Final = "Skip to content\nHome\nSubscribe\nLog in"
_FOOT: Final = "About us\nContact us\nPrivacy Policy\nTerms of Use"
_NAMES: Final = ("Ilse Orrin", "Noor Haddad", "Per Lindal", "Mira Teske", "Jonas Abel", "Tova Renn", "Edda Quist")
_SOURCES: Final = ("Osselby Courier", "Lindel Gazette", "Tarn Observer", "Quay Radio", "Vale Times", "Mill Weekly")
_AGES: Final = ("12 minutes ago", "1 hour ago", "3 hours ago", "7 hours ago", "2 days ago", "4 weeks ago")
_PLACES: Final = ("harbour", "old mill", "north pier", "town hall", "museum of clocks", "ferry landing")
_THINGS: Final = ("ferry", "crane", "lamp", "bridge", "clock", "weather station")
_DEEDS: Final = ("closed", "reopened", "painted", "moved", "measured", "insured")
_REMARKS: Final = (
    "It was on time when I took it.",
    "Nobody asked those of us who live there, and it shows!",
    "My father worked on it for thirty years.",
    "Why is this news?",
    "Thank you for writing about it, I had wondered what the noise was.",
    "They said the same two years ago, and then nothing came of it.",
    "I measured it myself and got another number.",
)


def stories() -> st.SearchStrategy[Story]:
    """Draw a title and four to nine paragraphs, none like another."""
    title = st.builds(
        "{} {} after the storm".format, st.sampled_from(_PLACES).map(str.capitalize), st.sampled_from(_DEEDS)
    )
    return st.builds(Story, title, st.lists(_sentences(), min_size=4, max_size=9, unique=True).map(tuple))


def _sentences() -> st.SearchStrategy[str]:
    return st.builds(
        "The {1} at the {0} was {2} after {3} days, and those who had waited for it were told why only later.".format,
        st.sampled_from(_PLACES),
        st.sampled_from(_THINGS),
        st.sampled_from(_DEEDS),
        st.integers(2, 99),
    )


def comments() -> st.SearchStrategy[list[Said]]:
    """Draw up to seven comments, each by another author."""
    return st.lists(
        st.builds(Said, st.sampled_from(_NAMES), st.sampled_from(_AGES), st.sampled_from(_REMARKS)),
        max_size=len(_NAMES),
        unique_by=lambda said: said.author,
    )


def cards() -> st.SearchStrategy[list[MadeCard]]:
    """Draw up to six related items, no title twice."""
    title = st.builds(
        "{} {} for {} days".format,
        st.sampled_from(_THINGS).map(str.capitalize),
        st.sampled_from(_DEEDS),
        st.integers(2, 99),
    )
    return st.lists(
        st.builds(MadeCard, st.sampled_from(_SOURCES), st.sampled_from(_AGES), title, _sentences()),
        max_size=6,
        unique_by=lambda card: card.title,
    )


def render(
    story: Story,
    *,
    comments: Sequence[Said] = (),
    cards: Sequence[MadeCard] = (),
    comment_layout: CommentLayout = CommentLayout.NAME_AGE_TEXT,
    card_layout: CardLayout = CardLayout.SOURCE_AGE_TITLE_TEXT,
) -> MadeDump:
    """Print a page as an extractor would have: menu, story, comments, related items, foot.

    Args:
        story: the main article.
        comments: what readers said; "No comments yet" is printed if nobody did.
        cards: the related items; their heading is left out if there are none.
        comment_layout: how a comment is printed.
        card_layout: how a related item is printed.
    """
    said = [
        comment_layout.value.format(author=comment.author, age=comment.age, text=comment.text) for comment in comments
    ]
    printed = [
        card_layout.value.format(source=card.source, age=card.age, title=card.title, text=card.text) for card in cards
    ]
    blocks = [
        _MENU,
        story.title,
        *story.paragraphs,
        f"{len(said)} comments" if said else "No comments yet",
        *said,
        *(["Related Articles", *printed] if printed else []),
        _FOOT,
    ]
    return MadeDump("\n\n".join(blocks) + "\n", story, tuple(comments), tuple(cards))


def dumps(
    *, comment_layout: CommentLayout | None = None, card_layout: CardLayout | None = None
) -> st.SearchStrategy[MadeDump]:
    """Draw a dump with all that it says.

    Args:
        comment_layout: how comments are printed; any way if None.
        card_layout: how related items are printed; any way if None.
    """
    return st.builds(
        lambda story, said, made, said_in, made_in: render(
            story, comments=said, cards=made, comment_layout=said_in, card_layout=made_in
        ),
        stories(),
        comments(),
        cards(),
        st.sampled_from(CommentLayout) if comment_layout is None else st.just(comment_layout),
        st.sampled_from(CardLayout) if card_layout is None else st.just(card_layout),
    )
