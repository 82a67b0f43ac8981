"""A dump cut into lines, as columns, with what the printing did to them undone.

A line here is what the page meant as one: rows that a printer wrapped at a fixed width, or broke at every link, are
one line again, and Markdown signs, invisible characters and runs of white space are out of its text. Where each line
stands in the dump is kept, and `Lines.place` finds a part of a line's text there again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve, frozen

from newsdump.line_ends import places_in, with_feeds
from newsdump.noise import (
    EDGE,
    INVISIBLE,
    MARKDOWN_NOISE,
    MARKDOWN_SIGNS,
    NOISE,
    ODD_ASCII,
    ODD_WHITE,
    SIGNS,
    SIGNS_OR_DRAWN,
    is_drawn,
    is_markdown,
    offsets_of,
    space_or_nothing,
    without_sign,
)
from newsdump.spans import Span
from newsdump.wrapping import joined_rows, unwrapped

MOST: Final = 30_000
"""So many lines of a dump are read: of 5,000 real ones the longest has half of them.

A line takes up to 2.2 kB and .2 ms, and 5 million characters may be half as many lines: 5 GB and some minutes.
"""


@frozen(eq=False)
class Lines:
    r"""The lines of a dump that are not blank, as columns of the same length.

    >>> lines = cut("Harbour opens\n\n  * Read more\n")
    >>> lines.texts, lines.signs, lines.gaps
    (['Harbour opens', 'Read more'], ['', '*'], [0, 1])
    >>> lines.span(1).of(lines.source)
    'Read more'
    """

    source: str
    """The dump as it was given."""
    markdown: bool
    """Whether the dump was printed as Markdown."""
    texts: list[str]
    """What the line says, without its sign."""
    signs: list[str]
    """The bullet or the heading signs in front; empty for most lines."""
    begins: list[int]
    """Offset of the beginning of the (first) row."""
    starts: list[int]
    """Offset of the first character of the text, behind the sign."""
    ends: list[int]
    """Offset behind the last character of the text."""
    gaps: list[int]
    """Number of blank rows directly above."""
    end: int
    """Offset behind what was read: that of the end, unless the dump has more lines than are read."""

    def __len__(self) -> int:
        return len(self.texts)

    def put_back(self, text: str) -> Lines:
        r"""The same lines where they stand in *text*, of which `source` has the rows with other ends.

        >>> lines = cut("one\ntwo").put_back("one\r\ntwo")
        >>> lines.starts, lines.place(1, 0, 3).of(lines.source)
        ([0, 5], 'two')
        """
        if text == self.source:
            return self
        place = places_in(text)
        return evolve(
            self,
            source=text,
            begins=[*map(place, self.begins)],
            starts=[*map(place, self.starts)],
            ends=[*map(place, self.ends)],
            end=place(self.end),
        )

    def span(self, first: int, last: int | None = None) -> Span:
        """From the text of line *first* to the end of line *last* (the same line if None)."""
        return Span(self.starts[first], self.ends[first if last is None else last])

    def within(self, span: Span) -> range:
        """The lines of which *span* holds a part."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def place(self, line: int, start: int, end: int) -> Span:
        """Where the characters *start* to *end* of a line's text stand in the dump."""
        first, last = self.starts[line], self.ends[line]
        if last - first == len(self.texts[line]):
            return Span(first + start, first + end)
        offsets = offsets_of(self.source[first:last], MARKDOWN_NOISE if self.markdown else NOISE)
        if start == end:
            at = first + (offsets[start] if start < len(offsets) else last - first)
            return Span(at, at)
        return Span(first + offsets[start], first + offsets[end - 1] + 1)


def cut(source: str, breaks: Sequence[int] = ()) -> Lines:
    r"""Cut *source* at `\n`, `\r\n` and `\r`, at the white space at the offsets *breaks*, and at nothing else.

    The offsets count in `with_feeds(source)`.
    `str.splitlines` also cuts at form feeds and other separators that stand inside lines of real pages.
    """
    if "\r" in source:
        return cut(with_feeds(source), breaks).put_back(source)
    markdown = is_markdown(source)
    noise = MARKDOWN_NOISE if markdown else NOISE
    hidden = [character for character in ("\x00" if source.isascii() else INVISIBLE) if character in source]
    edge = EDGE if hidden else None
    rows, are_joined = _rows(source, breaks, markdown=markdown)
    texts: list[str] = []
    signs: list[str] = []
    begins: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[int] = []
    keep_text, keep_sign, keep_begin = texts.append, signs.append, begins.append
    keep_start, keep_end, keep_gap = starts.append, ends.append, gaps.append
    signs_of_noise = [*hidden, *MARKDOWN_SIGNS] if markdown else hidden
    noisy = are_joined or bool(signs_of_noise)
    gap = at = 0
    for row in rows:
        begin = at
        at += len(row) + 1
        text = row.strip(edge)
        if not text:
            gap += 1
            continue
        if len(texts) == MOST:
            return Lines(source, markdown, texts, signs, begins, starts, ends, gaps, begin)
        start = begin if len(text) == len(row) else begin + len(row) - len(row.lstrip(edge))
        end = start + len(text)
        sign = ""
        if text[0] in SIGNS_OR_DRAWN:
            if not text[2:3].isalnum() and is_drawn(text):
                gap += 1
                continue
            if text[0] == "|":
                cells = text.lstrip("| ")
                start, text = end - len(cells), cells.rstrip("| ")
                end = start + len(text)
            if text[0] in SIGNS:
                sign, text = without_sign(text, edge)
                start = end - len(text)
        if noisy and ("\n" in text or any(sign in text for sign in signs_of_noise)):
            text = noise.sub(space_or_nothing, text).strip() or text
        elif "  " in text:
            text = " ".join(text.split())
        keep_text(text)
        keep_sign(sign)
        keep_begin(begin)
        keep_start(start)
        keep_end(end)
        keep_gap(gap)
        gap = 0
    return Lines(source, markdown, texts, signs, begins, starts, ends, gaps, len(source))


def _rows(source: str, breaks: Sequence[int], *, markdown: bool) -> tuple[list[str], bool]:
    """The rows, those that are one line of their page in one; whether there are any of these."""
    rows = _plain(source, breaks).split("\n")
    joined = joined_rows(source, rows, markdown=markdown)
    return (rows, False) if joined is None else (unwrapped(rows, joined), True)


def _plain(source: str, breaks: Sequence[int]) -> str:
    """*source* with spaces and line feeds as its only white space, of the same length."""
    plain = source
    for character in ODD_ASCII if source.isascii() else ODD_WHITE:
        if character in plain:
            plain = plain.replace(character, " ")
    if breaks:
        plain = "\n".join(plain[end + 1 : start] for end, start in pairwise((-1, *breaks, len(plain))))
    return plain
