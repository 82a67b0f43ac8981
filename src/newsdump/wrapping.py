"""Rows of a dump that are one line of its page: wrapped at a width, or broken at every link.

Nothing in a dump says which printer made it. Each sign of one is asked of the whole dump, and rows are joined only
where nearly all of them agree with it.
"""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import Final

from newsdump.noise import EDGE, GOES_ON, OPENED, SIGNS, without_sign

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

_TELLING: Final = frozenset(".,)")
"""Those of them that no emoticon and no quotation begins with: they tell the printer."""
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


def joined_rows(source: str, rows: list[str], *, markdown: bool) -> list[bool] | None:
    """For each row whether the next one continues it, by any sign; None if none does."""
    joined = _continued(rows, markdown=markdown)
    if joined is None and not _TELLING.isdisjoint(map(_FIRST, filter(None, rows))):
        joined = _broken(source.split("\n")) or _broken_and_stripped(rows)
    return _with_paragraphs(rows, joined)


def unwrapped(rows: list[str], joined: list[bool]) -> list[str]:
    """The rows with those that belong together in one, the line feeds still inside."""
    whole: list[list[str]] = []
    for number, row in enumerate(rows):
        if number and joined[number - 1]:
            whole[-1].append(row)
        else:
            whole.append([row])
    return [*map("\n".join, whole)]


def _continued(rows: list[str], *, markdown: bool) -> list[bool] | None:
    """For each row whether the next one continues it; None if none does."""
    joined = _wrapped(rows, markdown=markdown)
    if markdown:  # a link's text that is still open goes on in any case
        for number in range(len(rows) - 1):
            row = rows[number]
            if "[" in row and row.rfind("[") > row.rfind("]") and rows[number + 1].strip(EDGE):
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
        below = rows[number + 1].strip(EDGE)
        if not below or without_sign(below, EDGE)[0]:
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
        texts = [row.strip(EDGE) for row in rows[first:last]]
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
    return _LEAST_WRAPPED <= len(row.strip(EDGE)) <= _MOST_WRAPPED and row.count(" ") >= 3 and _is_plain(row)


def _is_plain(row: str) -> bool:
    """Whether the row is not blank, not longer than a wrapped one, not of code, and does not begin with a sign."""
    text = row.strip(EDGE)
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
            after_sign = above[-1].isalnum() or above[-1] in GOES_ON
            ended += above[-1] == " "
            begun += below[0] == " "
            signs += below[0] in _TELLING and after_sign
            joined[number - 1] = (
                below[0] in _SPACES
                or (above[-1] in _SPACES and not above.rstrip().endswith(_SENTENCE_ENDS))
                or (below[0] in GOES_ON and after_sign)
                or above[-1] in OPENED
                or below in OPENED
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
        row[:1] in GOES_ON or (row[:1].islower() and not above.endswith(_SENTENCE_ENDS) and not _may_be_age(row))
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
            above[-1:] in OPENED
            or row[:1] in GOES_ON
            or (said and (goes_on[number] or (linked and length >= _PROSE_LEAST)))
        )
    return joined


def _may_be_age(row: str) -> bool:
    """Whether a row that begins small may be an age ("vor 3 Stunden")."""
    return len(row) < _AGE_MOST and any(map(str.isdecimal, row))


def _is_unwrappable(row: str, *, markdown: bool) -> bool:
    """Whether no printer would wrap *row*: a long word such as an address, or a heading or link in Markdown.

    A row of a script without spaces is no long word.
    """
    if markdown and (row[0] == "#" or "](" in row):
        return True
    return row.isascii() and " " not in row.strip()
