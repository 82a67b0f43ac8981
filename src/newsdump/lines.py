"""A dump cut into lines, as columns, with what the printing did to them undone.

A line here is what the page meant as one: rows that a printer wrapped at a fixed width, or broke at every link, are
one line again, and Markdown signs, invisible characters and runs of white space are out of its text. Where each line
stands in the dump is kept, and `Lines.place` finds a part of a line's text there again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final

import regex
from attrs import evolve, frozen

from newsdump.line_ends import places_in, with_feeds
from newsdump.patterns import regex_later
from newsdump.spans import Span

INVISIBLE: Final = "\x00\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
"""Characters without width that carry no meaning, and NUL, which databases refuse.

The joiners U+200C and U+200D carry meaning in Persian, Hindi and emoji.
"""

MOST: Final = 30_000
"""So many lines of a dump are read: of 5,000 real ones the longest has half of them."""

_ODD_ASCII: Final = "\t\x0b\x0c\x1c\x1d\x1e\x1f"
_ODD_WHITE: Final = (
    _ODD_ASCII + "\x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
)
_EDGE: Final = " \n\r" + _ODD_WHITE + INVISIBLE
"""A carriage return stands inside a row only in `Lines.place`, behind which the dump is as it was given."""
_WHITE_NOISE: Final = rf"(?<=\w-)\n(?=\w) | [\ \n\r{_ODD_WHITE}{INVISIBLE}]{{2,}} | [\n\r{_ODD_WHITE}{INVISIBLE}]"
_NOISE: Final = regex_later(_WHITE_NOISE, regex.VERBOSE)
_MARKDOWN_NOISE: Final = regex_later(
    rf"""
      !?\[(?=[^\[\]]*\]\()                            # [ of a link or image
    | \]\((?:[^()\s]|\([^()\s]*\))*(?:\s"[^"]*")?\)   # ](address "title")
    | \ +(?:(?:\*\*|(?<!\w)__(?!_|\w+__))\ *)+          # spaces around bold signs, or around
    | \*\* | (?<![\w\\])__(?!_|\w+__)                 # emphasis of nothing: an icon
    | (?<![\w\\])_(?=[^\W_]) | (?<=[^\W_]|[.,;:!?…'"”’)])_(?!\w)
    | \\(?=[\\`*_{{}}\[\]()\#+\-.!>~|])
    | {_WHITE_NOISE}
    """,
    regex.VERBOSE,
)
_MARKDOWN_SIGNS: Final = ("[", "]", "*", "_", "\\")
"""Without one of these in it, a line of Markdown holds no Markdown."""
_BOLD: Final = regex_later(r"\*\*(?=[^\s*])[^*\n]{1,80}(?<=\S)\*\*(?!\*)")
_BOLD_LEAST: Final = 3
"""Asterisks around words are said; such pairs of them, so often, are printed."""
_MARKDOWN: Final = regex_later(r"(?:^|\n)#{1,6} +\S|\]\([^()\s]+\)")
SIGNS: Final = frozenset("#-*+•·▪◦‣●○■・▸►")
"""What may stand in front of a line as a bullet or a Markdown heading sign."""
_NESTED: Final = frozenset("*+")
"""The bullets of lists inside lists, which stand behind those of the list around them."""
_RULE: Final = "*-_=|:+ "
"""What rules across a page, and the lines between the rows of a table, are drawn with."""
_SIGNS_OR_DRAWN: Final = SIGNS | frozenset("_=|+")

_WRAPPED_PAIRS: Final = 3
_WRAPPED_SHARE: Final = 0.8
_WRAPPED_LEAST: Final = 50
_WRAPPED_MOST: Final = 80
_LEAST_WRAPPED: Final = 30
_MOST_WRAPPED: Final = 110
_RAGGED: Final = 8
"""Rows of paragraphs that people wrapped may end so much before the next word would not have fitted."""
_OF_CODE: Final = frozenset("{};")
_SMALL_SHARE: Final = 0.5
"""So many rows of such a paragraph begin in small letters."""

_GOES_ON: Final = frozenset(".,;:)!?’”»")
"""What no line of a page begins with, but what follows a link may."""
_TELLING: Final = frozenset(".,)")
"""Those of them that no emoticon and no quotation begins with: they tell the printer."""
_OPENED: Final = frozenset("(“«")
_SPACES: Final = frozenset(" \xa0")
_SENTENCE_ENDS: Final = (".", "!", "?", "…", "。")
_FIRST: Final = itemgetter(0)
_STRIPPED_LEAST: Final = 3
"""So many rows begin with a telling sign where such a printer took the spaces away."""
_SAID_LEAST: Final = 20
"""Behind fewer characters no sentence goes on in a small letter ..."""
_AGE_MOST: Final = 25
"""... nor in a row that may be an age ("vor 3 Stunden")."""
_PROSE_LEAST: Final = 60
_LINK_MOST: Final = 80
"""Behind so many characters a row no longer than this is a link in their sentence, if the next row goes on."""
_BROKEN_LEAST: Final = 2
"""So many rows end in a space, and so many begin with one, where a printer breaks lines at links."""


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
        offsets = _offsets(self.source[first:last], _MARKDOWN_NOISE if self.markdown else _NOISE)
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
    marked = ("]" in source and "](" in source) or ("#" in source and ("\n#" in source or source[0] == "#"))
    markdown = (marked and _MARKDOWN.search(source) is not None) or _has_bold(source)
    noise = _MARKDOWN_NOISE if markdown else _NOISE
    hidden = [character for character in ("\x00" if source.isascii() else INVISIBLE) if character in source]
    edge = _EDGE if hidden else None
    rows = _plain(source, breaks).split("\n")
    joined = _joined(source, rows, markdown=markdown)
    if joined is not None:
        rows = _unwrapped(rows, joined)
    texts: list[str] = []
    signs: list[str] = []
    begins: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[int] = []
    keep_text, keep_sign, keep_begin = texts.append, signs.append, begins.append
    keep_start, keep_end, keep_gap = starts.append, ends.append, gaps.append
    signs_of_noise = [*hidden, *_MARKDOWN_SIGNS] if markdown else hidden
    noisy = bool(signs_of_noise) or joined is not None
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
        if text[0] in _SIGNS_OR_DRAWN:
            if not text[2:3].isalnum() and _is_drawn(text):
                gap += 1
                continue
            if text[0] == "|":
                cells = text.lstrip("| ")
                start, text = end - len(cells), cells.rstrip("| ")
                end = start + len(text)
            if text[0] in SIGNS:
                sign, text = _without_sign(text, edge)
                start = end - len(text)
        if noisy and ("\n" in text or any(sign in text for sign in signs_of_noise)):
            text = noise.sub(_space_or_nothing, text).strip() or text
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


def _plain(source: str, breaks: Sequence[int]) -> str:
    """*source* with spaces and line feeds as its only white space, of the same length."""
    plain = source
    for character in _ODD_ASCII if source.isascii() else _ODD_WHITE:
        if character in plain:
            plain = plain.replace(character, " ")
    if breaks:
        plain = "\n".join(plain[end + 1 : start] for end, start in pairwise((-1, *breaks, len(plain))))
    return plain


def _joined(source: str, rows: list[str], *, markdown: bool) -> list[bool] | None:
    """For each row whether the next one continues it, by any sign; None if none does."""
    joined = _continued(rows, markdown=markdown)
    if joined is None and not _TELLING.isdisjoint(map(_FIRST, filter(None, rows))):
        joined = _broken(source.split("\n")) or _broken_and_stripped(rows)
    return _with_paragraphs(rows, joined)


def _has_bold(source: str) -> bool:
    """Whether a dump without links and headings has words in bold all the same, several times."""
    return "**" in source and len(_BOLD.findall(source)) >= _BOLD_LEAST


def _is_drawn(text: str) -> bool:
    """Whether a row holds no words: a rule, the empty row of a table, or the bullet of an item that was an icon."""
    if len(text) == 1:
        return text not in "#-+_="
    return not text.strip(_RULE)


def _without_sign(text: str, edge: str | None) -> tuple[str, str]:
    """The bullet or heading signs of *text*, and the rest without *edge*; a sign that stands alone is the text."""
    sign, _, rest = text.partition(" ")
    rest = rest.lstrip(edge)
    while rest[1:2] == " " and rest[0] in _NESTED:
        rest = rest[2:].lstrip(edge)
    if rest[:1] == "#" and sign[0] != "#":
        heading, heading_rest = _without_sign(rest, edge)  # in a list
        if heading:
            return heading, heading_rest
    if rest and (len(sign) == 1 if sign[0] != "#" else sign == "#" * len(sign) and len(sign) <= 6):
        return sign, rest
    return "", text


def _continued(rows: list[str], *, markdown: bool) -> list[bool] | None:
    """For each row whether the next one continues it; None if none does."""
    joined = _wrapped(rows, markdown=markdown)
    if markdown:  # a link's text that is still open goes on in any case
        for number in range(len(rows) - 1):
            row = rows[number]
            if "[" in row and row.rfind("[") > row.rfind("]") and rows[number + 1].strip(_EDGE):
                joined = joined or [False] * len(rows)
                joined[number] = True
    return joined


def _wrapped(rows: list[str], *, markdown: bool) -> list[bool] | None:
    """As `_continued`, by the width of the rows alone.

    A printer wraps where the next word would not have fitted. The dump is taken as wrapped if no row but addresses
    and Markdown headings is longer than a page of text is wide, and nearly every long row that has another below it
    ends so.
    """
    widest = 0
    for row in rows:
        width = len(row)
        if width > widest:
            if width <= _WRAPPED_MOST:
                widest = width
            elif not _is_unwrappable(row, markdown=markdown):
                return None
    if widest < _WRAPPED_LEAST:
        return None
    joined = [False] * len(rows)
    long = full = 0
    for number in range(len(rows) - 1):
        row = rows[number]
        if len(row) < widest - 30 or row.count(" ") < 3:
            continue
        below = rows[number + 1].strip(_EDGE)
        if not below or _without_sign(below, _EDGE)[0]:
            continue
        long += 1
        if len(row) + 1 + len(below.split(" ", 1)[0]) > widest:
            full += 1
            joined[number] = True
    if full < (1 if markdown else _WRAPPED_PAIRS) or full < _WRAPPED_SHARE * long:
        return None
    return joined


def _with_paragraphs(rows: list[str], joined: list[bool] | None) -> list[bool] | None:
    """*joined* with the rows of paragraphs that were wrapped where their page was written, not where it was printed.

    Such paragraphs stand among rows of any width; in them, nearly every row is full, and many begin small.
    """
    long = [number for number, row in enumerate(rows[:-1], 1) if len(row) >= _LEAST_WRAPPED]
    small = [number for number in long if rows[number].lstrip()[:1].islower()]
    done = 0
    for number in small if len(small) > 1 else ():
        if number < done or not _may_be_wrapped(rows[number - 1]):
            continue
        first, last = number - 1, number
        while first and _may_be_wrapped(rows[first - 1]):
            first -= 1
        while last < len(rows) and _may_be_wrapped(rows[last]):
            last += 1
        last += last < len(rows) and _is_plain(rows[last])  # the last row may be short
        done = last
        texts = [row.strip(_EDGE) for row in rows[first:last]]
        widest = max(map(len, texts))
        needed = [len(above) + 1 + len(row.split(" ", 1)[0]) for above, row in pairwise(texts)]
        goes_on = [row[0].islower() and not above.endswith(_SENTENCE_ENDS) for above, row in pairwise(texts)]
        full = sum(width > widest - _RAGGED for width in needed)
        if sum(goes_on) < max(2, _SMALL_SHARE * len(needed)) or full < _WRAPPED_SHARE * len(needed) - 1:
            continue
        joined = joined or [False] * len(rows)
        for place, (continued, width) in enumerate(zip(goes_on, needed, strict=True), first):
            joined[place] = joined[place] or continued or width > widest
    return joined


def _may_be_wrapped(row: str) -> bool:
    """Whether a row of a wrapped paragraph, other than its last, may look so."""
    return _LEAST_WRAPPED <= len(row.strip(_EDGE)) <= _MOST_WRAPPED and row.count(" ") >= 3 and _is_plain(row)


def _is_plain(row: str) -> bool:
    """Whether the row is not blank, not longer than a wrapped one, not of code, and does not begin with a sign."""
    text = row.strip(_EDGE)
    return 0 < len(text) <= _MOST_WRAPPED and text[0] not in SIGNS and text[-1] not in _OF_CODE and text[:2] != "//"


def _broken(rows: list[str]) -> list[bool] | None:
    """As `_continued`, for printers that give every piece of text between two tags a row of its own.

    Where a line goes on, a space is left at the end of the one piece or in front of the other, or a sign stands in
    front that no line begins with. Such signs tell these printers from those that leave spaces anywhere.
    """
    joined = [False] * len(rows)
    above = ""
    ended = begun = signs = 0
    for number, row in enumerate(rows):
        below = "" if row.isspace() else row
        if above and below:
            after_sign = above[-1].isalnum() or above[-1] in _GOES_ON
            ended += above[-1] == " "
            begun += below[0] == " "
            signs += below[0] in _TELLING and after_sign
            joined[number - 1] = (
                below[0] in _SPACES
                or (above[-1] in _SPACES and not above.rstrip().endswith(_SENTENCE_ENDS))
                or (below[0] in _GOES_ON and after_sign)
                or above[-1] in _OPENED
                or below in _OPENED
            )
        above = below
    return joined if signs and ended >= _BROKEN_LEAST and begun + signs > _BROKEN_LEAST else None


def _broken_and_stripped(rows: list[str]) -> list[bool] | None:
    """As `_broken`, for printers that leave no spaces and no blank rows either.

    A line goes on at a sign that no line begins with, and in a small letter; what stands before such a row is a link,
    and belongs to the sentence above it.
    """
    if any(not row or row.isspace() for row in rows[:-1]):
        return None
    goes_on = [
        row[:1] in _GOES_ON or (row[:1].islower() and not above.endswith(_SENTENCE_ENDS) and not _may_be_age(row))
        for above, row in pairwise(["", *rows])
    ]
    signs = sum([row[:1] in _TELLING and above[-1:].isalnum() for above, row in pairwise(rows)])
    if signs < _STRIPPED_LEAST:
        return None
    joined = [False] * len(rows)
    length = 0
    for number in range(1, len(rows)):
        above, row = rows[number - 1], rows[number]
        length = length + len(above) if number > 1 and joined[number - 2] else len(above)
        said = length >= _SAID_LEAST and not above.endswith(_SENTENCE_ENDS)
        linked = number + 1 < len(rows) and goes_on[number + 1] and len(row) < _LINK_MOST and not row[:4].isupper()
        joined[number - 1] = (
            above[-1:] in _OPENED
            or row[:1] in _GOES_ON
            or (said and (goes_on[number] or (linked and length >= _PROSE_LEAST)))
        )
    return joined


def _may_be_age(row: str) -> bool:
    """Whether a row that begins small may be an age ("vor 3 Stunden")."""
    return len(row) < _AGE_MOST and any(map(str.isdecimal, row))


def _unwrapped(rows: list[str], joined: list[bool]) -> list[str]:
    """The rows with those that belong together in one, the line feeds still inside."""
    whole: list[list[str]] = []
    for number, row in enumerate(rows):
        if number and joined[number - 1]:
            whole[-1].append(row)
        else:
            whole.append([row])
    return [*map("\n".join, whole)]


def _is_unwrappable(row: str, *, markdown: bool) -> bool:
    """Whether no printer would wrap *row*: a long word such as an address, or a heading or link in Markdown.

    A row of a script without spaces is no long word.
    """
    if markdown and (row[0] == "#" or "](" in row):
        return True
    return row.isascii() and " " not in row.strip()


def _space_or_nothing(found: regex.Match[str]) -> str:
    piece = found[0]
    if piece in {"\n", "\r\n"}:
        before, behind = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
        if before == "-" or before in _OPENED or behind in _GOES_ON:
            return ""  # a word that was broken at its hyphen, or what follows a link
    if piece[0] == " ":
        return " "
    return " " if piece.strip(INVISIBLE) and not piece.strip(_EDGE) else ""


def _offsets(raw: str, noise: regex.Pattern[str]) -> list[int]:
    """For each character of the clean text of *raw*, its offset in *raw*."""
    offsets: list[int] = []
    at = 0
    for found in noise.finditer(raw):
        offsets.extend(range(at, found.start()))
        if _space_or_nothing(found):
            offsets.append(found.start() + len(found[0]) - len(found[0].lstrip(INVISIBLE)))
        at = found.end()
    offsets.extend(range(at, len(raw)))
    while offsets and raw[offsets[0]].isspace():  # what noise left at the edges is no text
        del offsets[0]
    while offsets and raw[offsets[-1]].isspace():
        del offsets[-1]
    return offsets
