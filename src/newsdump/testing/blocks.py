"""What a page is made of before it is printed: blocks of pieces, each piece a text node with its tag."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve, field, frozen

Tag = tuple[str, int, str]
"""What a piece is: the kind of thing, which one of them, and the field of it, such as `("comment", 3, "author")`."""

STORY: Final = "story"
"""The kind of tags of the story's lines; the field is the kind of the block."""
COMMENT: Final = "comment"
RELATED: Final = "related"
COMMENT_HEADING: Final = "comment heading"
COMMENT_STATE: Final = "comment state"
COMMENT_FORM: Final = "comment form"
RELATED_HEADING: Final = "related heading"
DOUBTFUL_HEADING: Final = "doubtful heading"


@frozen
class Piece:
    """A text node."""

    text: str
    tag: Tag | None = None
    link: bool = False
    """Whether it is the text of a link, which Markdown prints show."""
    image: bool = False
    """Whether it is an image's alternative text, which some extractors print."""


def _tuple(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(pieces)


@frozen
class Block:
    """An element that is printed as a row, or as a paragraph."""

    kind: str
    """`h1` to `h4`, `h5` (a heading that is a paragraph in bold), `p`, `row` (an element without a blank row around),
    `quote`, `code`, `cell` (a row of a table)."""
    pieces: tuple[Piece, ...] = field(converter=_tuple)
    level: int = 0
    """How deep it stands in lists."""
    marker: str = ""
    """What its list puts in front of it: `*`, or a number with its dot; nothing but on the first row of an entry."""
    tight: bool = False
    """Whether it follows the block above without a blank row."""
    aside: bool = False
    """Whether it is furniture, which extractors of the main content leave out."""
    whole: bool = False
    """Whether its pieces are one text node."""

    @property
    def text(self) -> str:
        """The text of its pieces."""
        return "".join(piece.text for piece in self.pieces)


def block(text: str, kind: str = "row", tag: Tag | None = None, *, level: int = 0, marker: str = "") -> Block:
    """A block of one piece."""
    return Block(kind, (Piece(text, tag),), level=level, marker=marker)


def tagged(blocks: Iterable[Block], tag: Tag) -> list[Block]:
    """*blocks* with *tag* on each piece that has none."""
    return [
        evolve(one, pieces=[piece if piece.tag else evolve(piece, tag=tag) for piece in one.pieces]) for one in blocks
    ]


def furniture(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """*blocks* as furniture."""
    return tuple(evolve(one, aside=True) for one in blocks)
