"""What pictures call the parts of a page."""

from __future__ import annotations

from typing import Final

from newsdump.model import Page, SectionKind

NAMES: Final = {
    SectionKind.ARTICLE: "Article",
    SectionKind.COMMENTS: "Comments",
    SectionKind.RELATED: "Related items",
    SectionKind.CHROME: "Chrome",
}
LETTERS: Final = {
    SectionKind.ARTICLE: "A",
    SectionKind.COMMENTS: "C",
    SectionKind.RELATED: "R",
    SectionKind.CHROME: "–",
}
WHOLES: Final = frozenset({"comment", "related item"})
"""The labels of marks that hold other marks."""


def tally(page: Page, kind: SectionKind, lines: int) -> str:
    """How much of *kind* there is on *page*, which has so many *lines* of it that are not blank.

    >>> from newsdump import parse
    >>> tally(parse(""), SectionKind.RELATED, 0)
    '0 items'
    """
    match kind:
        case SectionKind.ARTICLE:
            return "none" if page.article is None else plural(len(page.article.paragraphs), "paragraph")
        case SectionKind.COMMENTS:
            return str(len(page.comments)) if page.comments else page.comments_state.value
        case SectionKind.RELATED:
            return plural(len(page.related), "item")
        case _:
            return plural(lines, "line")


def plural(count: int, word: str) -> str:
    """*count* with its *word*.

    >>> plural(1, "line"), plural(1200, "line")
    ('1 line', '1,200 lines')
    """
    return f"{count:,} {word}{'' if count == 1 else 's'}"
