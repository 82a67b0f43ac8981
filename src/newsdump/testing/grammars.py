"""The grammar of a made site: all that its pages share."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from newsdump.testing.blocks import Block
from newsdump.testing.prints import PrintForm
from newsdump.testing.records import Record
from newsdump.testing.times import AgeStyle
from newsdump.testing.words import Fashion

OUTCOMES: Final = ("present", "empty", "closed", "absent", "alone")
"""What a page has of comments: some, none yet, none any more, no section for them, or their number alone."""


@frozen
class Static:
    """Furniture that is the same on all pages: menus, footers, forms, notes."""

    blocks: tuple[Block, ...]
    odds: float = 1.0
    """The share of the pages that have it."""


@frozen
class TitleRow:
    """The title of the document, as get_text prints it in front of all else."""

    pattern: str
    """With `{title}` in it."""


@frozen
class Head:
    """The head of a story: title, byline, dates."""

    record: Record
    age: AgeStyle
    modified: AgeStyle
    names: int = 1
    """How many writers a story has at most."""
    shares: tuple[str, ...] = ()
    titled: bool = True
    """Whether the title printed here is the page's own."""
    doubled: bool = False
    """Whether the title stands twice."""
    counted: bool = False
    """Whether its number of comments is told by a word."""
    anonymous: float = 0.0
    """The share of the stories without a writer's name."""


@frozen
class Pointer:
    """A pointer to another story inside the text."""

    record: Record
    label: str
    odds: float
    """The share of the paragraphs that one follows."""
    age: AgeStyle
    sure: bool = True


@frozen
class Teasers:
    """A list of pointers to other stories."""

    record: Record
    age: AgeStyle
    heading: str = ""
    heading_kind: str = "h3"
    size: tuple[int, int] = (3, 8)
    titles: str = "headlines"
    """`headlines`, `titles` (of blogs), `names` (short titles), `short` (some words), `subjects` (of threads),
    `products`, `sections`."""
    sources: tuple[str, ...] = ()
    """The outlets printed with its items; people if empty."""
    categories: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """What stands for `{label}`, in turn."""
    text: tuple[int, int] = (1, 2)
    """Sentences of a teaser."""
    cut: int = 0
    """Where a teaser is cut off; nowhere if 0."""
    sure: bool = True
    joint: str = ""
    """What stands between titles that share a row; each has rows of its own if empty."""
    ends: tuple[str, str] = ("", "")
    """What stands in front of such a row, and behind it; else in front of the first title, and behind the others."""
    own: float = 0.0
    """The share of the pages whose own story is among them."""
    end: tuple[Block, ...] = ()
    odds: float = 1.0
    """The share of the pages that have it."""
    level: int = 0
    aside: bool = True
    """Whether extractors of the main content leave it out."""
    numbers: str = "{n}"
    credit: str = ""
    host: str = ""
    dates: bool = False
    """Whether its items stand under dates."""


@frozen
class Body:
    """The text of a story."""

    form: str
    """`prose`, `sections` (with subheadings), `list` (numbered or named entries), `interview`, `recipe`, `code`,
    `table`, `ticker`, `poem` or `social`."""
    size: tuple[int, int]
    """Paragraphs, or entries, at least and at most."""
    sentences: tuple[int, int] = (1, 4)
    heading: str = "h2"
    captions: float = 0.0
    caption: str = ""
    """A credit, with `{N}` and `{S}`, that ends a caption."""
    links: float = 0.0
    """The share of the paragraphs with a link inside."""
    dateline: str = ""
    """With `{town}` in it; none if empty."""
    quotes: float = 0.0
    end: str = ""
    """A house line at the end: counts neither way."""
    advert: str = ""
    """A line between paragraphs."""
    adverts: float = 0.0
    pointer: Pointer | None = None
    inset: Teasers | None = None
    """A list of other stories between the paragraphs."""
    contents: str = ""
    """The heading of a table of the story's subheadings; none if empty."""
    references: str = ""
    """The heading of a list of sources at the end; none if empty."""
    tight: bool = False
    """Whether its paragraphs stand without blank rows."""


@frozen
class Talk:
    """Comments, posts or answers."""

    record: Record
    age: AgeStyle
    heading: str = ""
    """With `{n}` for their number; none if empty."""
    heading_kind: str = "h3"
    size: tuple[int, int] = (1, 12)
    outcomes: tuple[float, float, float, float, float] = (1.0, 0.0, 0.0, 0.0, 0.0)
    """The weights of `OUTCOMES`."""
    closed: float = 0.0
    """The share of pages with comments that are closed."""
    empty: str = ""
    """What is printed where there are none; nothing if empty."""
    closing: str = ""
    """What is printed where none can be written any more."""
    alone: str = ""
    """What is printed in place of comments that are not shown, with `{n}` for their number."""
    top: tuple[Block, ...] = ()
    """Between the heading and the first of them: sorting, rules, a pager."""
    form: tuple[Block, ...] = ()
    """Where one writes."""
    form_first: bool = False
    """Whether the form stands above them."""
    bottom: tuple[Block, ...] = ()
    """Behind the last of them."""
    names: str = "mixed"
    """`handles`, `people`, `short`, `mixed`, `addresses`."""
    texts: str = "mixed"
    """`short`, `mixed`, `long`, `posts`, `same` (texts as stories have them)."""
    marks: tuple[str, ...] = ()
    """How the print shows who answers whom: `indent`, `level`, `path`, `row`, `at`, `quote`, `arrow`."""
    replies: float = 0.0
    """The share of answers among them."""
    deepest: int = 4
    quote_head: str = ""
    quote_kind: str = "quote"
    quote_foot: str = ""
    reply_head: str = ""
    opening: Record = ()
    """The first post of a thread, which is the story."""
    titled: bool = False
    """Whether the page's title is the subject of the first post."""
    first: tuple[int, int] = (1, 1)
    """The number of the first of them: more than one on later pages."""
    remarks: Record = ()
    """Short comments under answers, and under the question."""
    remarks_age: AgeStyle | None = None
    badges: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    advert: str = ""
    more: float = 0.0
    """The share of pages whose printed number is larger than that of the comments shown."""
    pingbacks: Record = ()
    """Links from elsewhere among the comments."""
    level: int = 0
    host: str = ""


@frozen
class Tags:
    """The topics of a story."""

    heading: str
    joint: str
    """What stands between those in one row; each has a row of its own if empty."""
    marker: str = ""


@frozen
class Bio:
    """Some lines on the story's writer."""

    lead: str
    """In front of the name."""
    kind: str = "h3"
    end: tuple[Block, ...] = ()


Section = Static | TitleRow | Head | Body | Talk | Teasers | Tags | Bio


@frozen
class Grammar:
    """All choices of a made site: pages of one grammar differ in their stories and items alone."""

    kind: str
    """What its pages are: one of `newsdump.testing.KINDS`."""
    language: str
    site: str
    """Its name."""
    fashion: Fashion
    form: PrintForm
    sections: tuple[Section, ...]
    """The parts of its pages, from the top."""
