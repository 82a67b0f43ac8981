"""Blocks printed as the text extractors print them, with the place of every tagged piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from newsdump.testing.blocks import Block, Piece, Tag

Mark = tuple[Tag, int, int]
"""A tag and the half-open range of its piece."""

_HASHES = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}
_NARROW = 4
"""A wrapped row keeps at least so many code points."""


@frozen
class PrintForm:
    """How an extractor prints a page."""

    name: str
    """`resiliparse`, `trafilatura`, `html2text`, `get_text` (text nodes on rows of their own), `get_text separator`,
    `inscriptis`, `inner_text` or `one line`."""
    bullets: tuple[str, ...] = ()
    """What stands in front of the entries of lists, by their depth; none prints them bare."""
    indent: int = 0
    """Blanks a level of lists."""
    margin: int = 0
    """Blanks in front of every row."""
    blank: tuple[str, ...] = ()
    """The kinds of blocks with a blank row around them; `entry` is for entries of lists, `list` for whole lists."""
    feeds: tuple[int, ...] = ()
    """Line feeds between text nodes, by their kind; set, every text node has rows of its own."""
    cells: str = " "
    """What stands between the cells of a table."""
    joint: str = ""
    """What stands between the text nodes of a block."""
    markdown: bool = False
    links: bool = False
    """Whether the targets of links are printed."""
    wrap: int = 0
    """Where rows are broken; nowhere if 0."""
    images: bool = False
    """Whether the texts of images are printed."""
    asides: bool = True
    """Whether furniture is printed."""
    newline: str = "\n"
    tail: str = ""
    """White space at the ends of rows."""
    lead: str = ""
    """White space at the beginning of the text."""


@frozen
class Dump:
    """A printed page."""

    text: str
    marks: tuple[Mark, ...]


def print_blocks(blocks: Iterable[Block], form: PrintForm) -> Dump:
    """The text of *blocks* in *form*, and where their tagged pieces stand."""
    sheet = _Sheet(form)
    above: Block | None = None
    for one in blocks:
        if one.aside and not form.asides:
            continue
        pieces = [piece for piece in one.pieces if piece.text and (form.images or not piece.image)]
        if not any(piece.text.strip() for piece in pieces):
            continue
        if one.whole and form.feeds:
            sheet.between(above, one)
            sheet.row(one, pieces)
        elif form.feeds:
            for piece in pieces:
                if piece.text.strip():
                    sheet.between(above, one)
                    sheet.row(one, [piece])
                    above = one
        else:
            sheet.between(above, one)
            sheet.row(one, pieces)
        above = one
    return Dump("".join(sheet.parts) + (form.newline if form.tail else ""), tuple(sheet.marks))


class _Sheet:
    """The text so far."""

    def __init__(self, form: PrintForm) -> None:
        self.form = form
        self.parts: list[str] = []
        self.marks: list[Mark] = []
        self.at = 0
        self.put(form.lead)

    def put(self, text: str, tag: Tag | None = None) -> None:
        """Append *text*."""
        if text:
            if tag is not None:
                self.marks.append((tag, self.at, self.at + len(text)))
            self.parts.append(text)
            self.at += len(text)

    def between(self, above: Block | None, below: Block) -> None:
        """End the row of *above*, with as many blank ones as the form has."""
        form = self.form
        if above is None:
            return
        if form.feeds:
            shape = len(below.pieces) + 3 * below.level + len(below.kind) + 2 * bool(below.marker)
            feeds = form.feeds[0] if below is above else form.feeds[shape % len(form.feeds)]
        else:
            feeds = 1 if below.tight or not _parted(above, below, form.blank) else 2
        self.put(form.tail + form.newline * feeds)

    def row(self, one: Block, pieces: Sequence[Piece]) -> None:
        """Print a block, or one of its text nodes."""
        form = self.form
        lead = " " * (form.margin + form.indent * one.level)
        if one.marker and form.bullets:
            bullet = form.bullets[min(one.level, len(form.bullets)) - 1] if one.marker == "*" else f"{one.marker} "
            lead += bullet
        elif one.level and form.bullets:
            lead += " " * form.indent
        if form.markdown:
            lead += _HASHES.get(one.kind, "> " if one.kind == "quote" else "    " if one.kind == "code" else "")
        self.put(lead)
        start, first = self.at, len(self.parts)
        joint = form.cells if one.kind == "cell" else form.joint if not one.whole else ""
        last = len(pieces) - 1
        for nth, piece in enumerate(pieces):
            text = piece.text
            if nth == 0 or joint:
                text = text.lstrip()
            if nth == last or joint:
                text = text.rstrip()
            if nth and joint and text:
                self.put(joint)
            self._piece(piece, text)
        if form.wrap and self.at - start > form.wrap and not one.kind.startswith("h"):
            self.parts[first:] = [_wrapped("".join(self.parts[first:]), form.wrap, len(lead))]

    def _piece(self, piece: Piece, text: str) -> None:
        if self.form.links and text and (piece.link or piece.image):
            self.put("![" if piece.image else "[")
            self.put(text, piece.tag)
            self.put(f"](/{_slug(text)}{'.png' if piece.image else ''})")
        else:
            self.put(text, piece.tag)


def _parted(above: Block, below: Block, blank: Sequence[str]) -> bool:
    """Whether a blank row stands between two blocks."""
    if above.kind in blank or below.kind in blank:
        if above.kind == below.kind and above.kind in {"code", "cell"}:
            return False
        entries = bool(below.marker) and above.kind == below.kind and above.level >= below.level
        return "entry" in blank or not entries
    begins, ends = bool(below.marker) and not above.level, bool(above.level) and not below.level
    return "list" in blank and (begins or ends)


def _slug(text: str) -> str:
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in text.lower()).split()
    return "-".join(words)[:48] or "p"


def _wrapped(row: str, width: int, lead: int) -> str:
    """*row* with line feeds in place of blanks, so that no row is longer than *width* where that can be.

    >>> _wrapped("one two three", 8, 0).splitlines()
    ['one two', 'three']
    """
    signs = list(row)
    begin, blank = -lead, -1
    for at, sign in enumerate(signs):
        if sign == "\n":
            begin, blank = at + 1, -1
        elif sign == " " and at - begin > _NARROW:
            blank = at
        if at - begin >= width and blank >= 0:
            signs[blank] = "\n"
            begin, blank = blank + 1, -1
    return "".join(signs)
