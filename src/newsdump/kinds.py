"""What stretches of a page, blocks of its story and its writers can be."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class BlockKind(StrEnum):
    """What a block of the article is."""

    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    """What is said below a picture, with who took it."""
    CREDIT = "credit"
    """Who is credited for a picture or for the text, and nothing else."""
    CODE = "code"
    TABLE = "table"


ASIDE: Final = frozenset((BlockKind.CAPTION, BlockKind.CREDIT))
"""Blocks that stand in a story and are not of its text."""


class SectionKind(StrEnum):
    """What a stretch of the page is."""

    ARTICLE = "article"
    COMMENTS = "comments"
    RELATED = "related"
    CHROME = "chrome"


class CommentsState(StrEnum):
    """What the page shows of reader comments."""

    ABSENT = "absent"
    """No sign of comments."""
    EMPTY = "empty"
    """A place for comments without any."""
    PRESENT = "present"
    """Comments are printed."""
    CLOSED = "closed"
    """No more comments are taken; those printed, if any, are given."""


class WriterKind(StrEnum):
    """What a writer is."""

    PERSON = "person"
    BODY = "body"
    """An agency, a newsroom, an organisation."""
