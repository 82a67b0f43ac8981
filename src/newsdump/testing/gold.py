"""What stands where on a random page: every field with the place of its print."""

from __future__ import annotations

from typing import Any

from attrs import frozen

Place = tuple[int, int]
"""A half-open range of code points."""


@frozen
class Printed:
    """A string as printed, and its place."""

    text: str
    span: Place


@frozen
class PrintedText:
    """A text as printed, in one or several places."""

    text: str
    """The rows of the places, joined by line feeds."""
    spans: tuple[Place, ...]


@frozen
class GoldComment:
    """A reader comment, an answer, or a post after the first."""

    span: Place
    """From its first row to its last, its buttons included."""
    author: Printed | None
    age: Printed | None
    text: PrintedText
    reply_to: int | None
    """The index of its parent, where the print marks it."""


@frozen
class GoldRelated:
    """A pointer to another story, post, thread or video."""

    span: Place
    title: Printed
    source: Printed | None
    age: Printed | None
    text: PrintedText | None
    heading: str | None
    """The heading that it stands under."""
    sure: bool
    """Whether no careful reader would call it navigation."""
    category: Printed | None
    """The label of its topic, or its kicker."""


@frozen
class GoldBlock:
    """A block of the story, or a row that belongs to it and is none of its text."""

    kind: str
    """`paragraph`, `heading`, `quote`, `list_item`, `code`, `table`, `standfirst`; `caption`, `kicker` are no text."""
    span: Place


@frozen
class Gold:
    """All that a page says. Spans are half-open ranges of code points of its text; `text[span]` is what was printed."""

    title: Printed | None
    authors: tuple[Printed, ...]
    published: Printed | None
    modified: Printed | None
    dateline: Printed | None
    article: tuple[Place, ...]
    """The story's stretches of rows; none on listings, later pages of threads and the like."""
    captions: tuple[Place, ...]
    """Rows beside the story that count neither way."""
    comments_state: str
    """`absent`, `empty`, `present` or `closed`."""
    comment_count: int | None
    """As printed for this page's comments."""
    comments: tuple[GoldComment, ...]
    related: tuple[GoldRelated, ...]
    note: str
    blocks: tuple[GoldBlock, ...]
    comment_headings: tuple[Place, ...]
    comment_states: tuple[Place, ...]
    """Rows that say that there are no comments, or no more."""
    related_headings: tuple[Place, ...]
    doubtful_headings: tuple[Place, ...]
    """Headings of lists none of whose items is sure."""

    def to_dict(self) -> dict[str, Any]:
        """The fields of annotated real pages, as JSON has them.

        What these lack (blocks, headings, states, categories) is left out.
        """
        return {
            "title": _printed(self.title),
            "authors": [_printed(author) for author in self.authors],
            "published": _printed(self.published),
            "modified": _printed(self.modified),
            "dateline": _printed(self.dateline),
            "article": [list(span) for span in self.article],
            "captions": [list(span) for span in self.captions],
            "comments_state": self.comments_state,
            "comment_count": self.comment_count,
            "comments": [
                {
                    "span": list(comment.span),
                    "author": _printed(comment.author),
                    "age": _printed(comment.age),
                    "text": _text(comment.text),
                    "reply_to": comment.reply_to,
                }
                for comment in self.comments
            ],
            "related": [
                {
                    "span": list(item.span),
                    "title": _printed(item.title),
                    "source": _printed(item.source),
                    "age": _printed(item.age),
                    "text": _text(item.text),
                    "heading": item.heading,
                    "sure": item.sure,
                }
                for item in self.related
            ],
            "note": self.note,
        }


def _printed(printed: Printed | None) -> dict[str, Any] | None:
    return None if printed is None else {"text": printed.text, "span": list(printed.span)}


def _text(text: PrintedText | None) -> dict[str, Any] | None:
    return None if text is None else {"text": text.text, "spans": [list(span) for span in text.spans]}
