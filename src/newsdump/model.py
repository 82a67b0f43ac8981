"""What `parse` gives back: frozen classes, and no behaviour beyond views of their own fields."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from importlib import import_module

from attrs import frozen

from newsdump.ages import Age
from newsdump.spans import Span


class BlockKind(StrEnum):
    """What a block of the article is."""

    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    CAPTION = "caption"


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


@frozen
class Note:
    """Something about the page that a reader of the result should know."""

    code: str
    """One of `NOTES`."""
    message: str
    """The same in a sentence."""
    span: Span | None = None
    """Where; None if it is about the whole page."""


@frozen
class Block:
    """A paragraph, a heading or another piece of the article."""

    kind: BlockKind
    text: str
    """The printed text: white space runs are single spaces, a bullet or Markdown sign in front is left out."""
    span: Span


@frozen
class Article:
    """The main story of the page."""

    title: str | None
    kicker: str | None
    """The label in front of the title ("Commentary")."""
    standfirst: str | None
    """The summary between title and story."""
    authors: tuple[str, ...]
    byline: str | None
    """The line that names the authors, as printed."""
    dateline: str | None
    """The place that the story opens with, as printed, without the sign behind it."""
    date_published: Age | None
    date_modified: Age | None
    blocks: tuple[Block, ...]
    credit: str | None
    """The agency or the people credited at the end."""
    span: Span
    """From the first character of the header or story to the last."""
    confidence: float
    """0 to 1."""

    @property
    def text(self) -> str:
        """The blocks' texts, a line each, without the captions."""
        return "\n".join(block.text for block in self.blocks if block.kind is not BlockKind.CAPTION)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of the paragraphs."""
        return tuple(block.text for block in self.blocks if block.kind is BlockKind.PARAGRAPH)

    @property
    def headings(self) -> tuple[str, ...]:
        """The texts of the headings inside the story."""
        return tuple(block.text for block in self.blocks if block.kind is BlockKind.HEADING)


@frozen
class Comment:
    """One reader comment."""

    id: int
    """Its number on the page, from 0."""
    parent_id: int | None
    """The comment that it answers, as far as the print shows it."""
    depth: int
    """0 for a comment on the article, 1 for an answer to it, and so on."""
    author: str | None
    age: Age | None
    text: str
    """Its paragraphs, a line each."""
    upvotes: int | None
    downvotes: int | None
    reply_count: int | None
    span: Span
    """All of its fields and action words."""
    confidence: float
    """0 to 1."""


@frozen
class RelatedItem:
    """One pointer to another story, or that whole story."""

    title: str | None
    text: str | None
    """A teaser, or the whole story; None if the item is a title alone."""
    source: str | None
    age: Age | None
    category: str | None
    section: str | None
    """The heading that it stood under, as printed ("Related Articles")."""
    url: str | None
    span: Span
    """All of its fields."""
    confidence: float
    """0 to 1."""


@frozen
class Section:
    """A stretch of the page; together, in order, sections are the whole text."""

    kind: SectionKind
    span: Span
    confidence: float
    """0 to 1."""


@frozen
class Page:
    """A dump with its structure."""

    text: str
    """The dump as it was given."""
    url: str | None
    captured_at: datetime | None
    language: str | None
    """BCP-47 tag of the main language; None where it cannot be told."""
    profile: str | None
    """The name of the site profile that was recognised or given."""
    article: Article | None
    comments: tuple[Comment, ...]
    comments_state: CommentsState
    comment_count: int | None
    """The number of comments that the page says it has."""
    related: tuple[RelatedItem, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]

    def _repr_html_(self) -> str:
        """What a notebook shows: the report, which is far above and only looked up then."""
        shown: str = import_module("newsdump.report").to_notebook(self)
        return shown


NOTES = {
    "no-article": "No main story was found.",
    "no-text": "The dump holds no text.",
    "one-line": "The dump is one line; where its lines ended was told from its words.",
    "comments-not-read": "The page counts comments, and the dump holds none that could be read.",
    "ambiguous-date": "Day and month of a date could be swapped, and nothing on the page decides.",
    "replaced-characters": "Bytes that are not UTF-8 were replaced while the dump was read.",
    "guessed-encoding": "The dump is not UTF-8, and its encoding was guessed while it was read.",
    "unreadable-time": "The time of capture that came with the dump could not be read.",
    "looks-like-html": "The dump looks like HTML, and newsdump reads plain text.",
    "looks-like-json": "The dump looks like JSON, and newsdump reads plain text.",
    "looks-like-pdf": "The dump is the file of a PDF, and newsdump reads plain text.",
    "looks-like-binary": "The dump holds bytes that are no text.",
    "mojibake": "Letters of the dump were read in a wrong encoding before it came here.",
}
"""The codes of notes with what they mean."""
