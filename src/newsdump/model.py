"""What `parse` gives back: frozen classes, and no behaviour beyond views of their own fields."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from typing import Any

from attrs import frozen

from newsdump.ages import Age
from newsdump.kinds import ASIDE, BlockKind, CommentsState, SectionKind, WriterKind
from newsdump.notes import NOTES
from newsdump.showing import drawn, shown
from newsdump.spans import Span

__all__ = [
    "ASIDE",
    "NOTES",
    "Article",
    "ArticleSpans",
    "Block",
    "BlockKind",
    "Comment",
    "CommentNode",
    "CommentSpans",
    "CommentsState",
    "Confidences",
    "Note",
    "Page",
    "RelatedItem",
    "RelatedSpans",
    "Section",
    "SectionKind",
    "Writer",
    "WriterKind",
]


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
    """The printed text: white space runs are single spaces, a bullet or Markdown sign in front is left out.

    Code keeps its line breaks and is set in as printed; a table is a line a row, with " | " between its cells.
    """
    span: Span
    age: Age | None = None
    """When it was written, where a story that is told as it happens prints that above it; its span is not in `span`."""
    published: datetime | date | None = None
    """`age` as a plain value: see `Age.value`."""


@frozen
class Writer:
    """One of those who are named as a story's writers."""

    name: str
    kind: WriterKind
    span: Span


@frozen
class ArticleSpans:
    """Where the fields of an article stand; None where there is none, and where a field is part of another one."""

    title: Span | None = None
    kicker: Span | None = None
    standfirst: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    credit: Span | None = None


@frozen
class Confidences:
    """How often fields that were chosen as surely as these were right; None where a field is missing."""

    title: float | None = None
    writers: float | None = None
    """That all of them are right."""
    published: float | None = None


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
    writers: tuple[Writer, ...] = ()
    """Those of `authors`, each with its kind and its place."""
    published: datetime | date | None = None
    """`date_published` as a plain value: see `Age.value`."""
    modified: datetime | date | None = None
    """`date_modified` as a plain value."""
    spans: ArticleSpans = ArticleSpans()
    """Where the fields stand."""
    confidences: Confidences = Confidences()
    """How sure the fields are, each by itself."""

    @property
    def text(self) -> str:
        """The blocks' texts, a line each, without captions and credits."""
        return "\n".join(block.text for block in self.blocks if block.kind not in ASIDE)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of the paragraphs."""
        return tuple(block.text for block in self.blocks if block.kind is BlockKind.PARAGRAPH)

    @property
    def headings(self) -> tuple[str, ...]:
        """The texts of the headings inside the story."""
        return tuple(block.text for block in self.blocks if block.kind is BlockKind.HEADING)

    def __repr__(self) -> str:
        return (
            f"<Article {shown(self.title)} by {shown(', '.join(self.authors) or None)}, "
            f"{self.date_published or 'no date'}, {len(self.blocks)} blocks, {self.confidence:.0%} sure>"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return drawn(self)


@frozen
class CommentSpans:
    """Where the fields of a comment stand."""

    author: Span | None = None
    text: tuple[Span, ...] = ()
    """One a paragraph."""


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
    published: datetime | date | None = None
    """`age` as a plain value: see `Age.value`."""
    spans: CommentSpans = CommentSpans()
    """Where the fields stand."""

    def __repr__(self) -> str:
        answers = "" if self.parent_id is None else f" answers {self.parent_id}"
        return (
            f"<Comment {self.id}{answers}: {shown(self.author)}, {self.age or 'no age'}, {shown(self.text)}, "
            f"{self.confidence:.0%} sure>"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return drawn(self)


@frozen
class CommentNode:
    """A comment with those that answer it, as `Page.comment_tree` gives them."""

    comment: Comment
    replies: tuple[CommentNode, ...] = ()
    """In the order of the page."""


@frozen
class RelatedSpans:
    """Where the fields of a related item stand."""

    title: Span | None = None
    text: tuple[Span, ...] = ()
    """One a paragraph."""
    source: Span | None = None


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
    published: datetime | date | None = None
    """`age` as a plain value: see `Age.value`."""
    spans: RelatedSpans = RelatedSpans()
    """Where the fields stand."""

    def __repr__(self) -> str:
        return (
            f"<RelatedItem {shown(self.title)}, {shown(self.source)}, {self.age or 'no age'}, "
            f"{self.confidence:.0%} sure>"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return drawn(self)


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

    def comment_tree(self) -> tuple[CommentNode, ...]:
        r"""The comments as a tree: those on the article, each with its answers.

        An answer to a comment that does not stand above it in `comments` stands with those on the article.

        >>> from attrs import evolve
        >>> from newsdump import Comment, Span, parse
        >>> first = Comment(0, None, 0, "Ida", None, "Late again.", None, None, None, Span(0, 1), 1.0)
        >>> page = evolve(parse(""), comments=(first, evolve(first, id=1, parent_id=0, depth=1, author="Per")))
        >>> [(node.comment.author, [reply.comment.author for reply in node.replies]) for node in page.comment_tree()]
        [('Ida', ['Per'])]
        """
        above: set[int] = set()
        parents: list[int | None] = []
        for comment in self.comments:
            parents.append(comment.parent_id if comment.parent_id in above else None)
            above.add(comment.id)
        nodes: dict[int | None, list[CommentNode]] = {}
        for comment, parent in zip(reversed(self.comments), reversed(parents), strict=True):
            node = CommentNode(comment, tuple(reversed(nodes.pop(comment.id, []))))
            nodes.setdefault(parent, []).append(node)
        return tuple(reversed(nodes.get(None, [])))

    def to_dict(self) -> dict[str, Any]:
        """This page as dicts, lists, strings and numbers: what `to_json` writes.

        >>> from newsdump import parse
        >>> parse("").to_dict()["comments_state"]
        'absent'
        """
        tree: dict[str, Any] = _json().to_dict(self)
        return tree

    @classmethod
    def from_dict(cls, tree: object) -> Page:
        """The page that `to_dict` took apart.

        Raises:
            FormatError: *tree* is no page, or a span in it runs beyond its text; the message says where.
        """
        page: Page = _json().from_dict(tree)
        return page

    def to_json(self, *, pretty: bool = False) -> str:
        """This page as JSON on one line, or set out to be read with *pretty*; nothing is lost.

        >>> from newsdump import parse
        >>> Page.from_json(parse("No comments yet").to_json()).comments_state.value
        'empty'
        """
        written: str = _json().dumps(self, pretty=pretty)
        return written

    @classmethod
    def from_json(cls, text: str | bytes) -> Page:
        """The page that `to_json` wrote.

        Raises:
            FormatError: *text* is not valid JSON, or no page, or a span in it runs beyond its text; the message says
                where.
            UsageError: *text* is neither `str` nor `bytes`.

        >>> Page.from_json("{")
        Traceback (most recent call last):
        newsdump.errors.FormatError: not valid JSON: line 1, column 2: Expecting property name enclosed in double quotes
        """
        page: Page = _json().loads(text)
        return page

    def __repr__(self) -> str:
        title = "no article" if self.article is None else shown(self.article.title)
        return (
            f"<Page {title}, {len(self.comments)} comments ({self.comments_state.value}), {len(self.related)} related, "
            f"{len(self.sections)} sections, {len(self.text)} characters>"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: the report."""
        return drawn(self)


def _json() -> Any:  # noqa: ANN401 - a module
    """The room of JSON, which is above this one and only looked up when it is asked for."""
    return import_module("newsdump.serializers.json")
