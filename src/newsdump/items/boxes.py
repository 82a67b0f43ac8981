"""The place for comments: where it is, what it says of itself, how many it counts."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from newsdump.items.reading import Reading, Stretch
from newsdump.items.records import Draft
from newsdump.items.roles import Reader
from newsdump.lexicon import Marker
from newsdump.model import CommentsState

_COUNT: Final = re.compile(r"\d(?:[.,'’\u00a0\u202f ]?\d)*")
_HEADING_MOST: Final = 80
_LIKELY: Final = 0.3
_SAYS_NONE: Final = Marker.COMMENTS_EMPTY | Marker.COMMENTS_CLOSED
_NOT_YET: Final = re.compile(r"\D*\b0\b\D*")


@frozen(eq=False)
class CommentsBox:
    """What a page shows of comments."""

    state: CommentsState
    count: int | None
    """As printed."""
    stretches: list[Stretch]
    lines: list[int]
    """The lines that tell of comments without being of one."""
    first: int | None
    """The first line of all."""

    @property
    def drafts(self) -> list[Draft]:
        """All comments."""
        return [draft for stretch in self.stretches for draft in stretch.drafts]


def printed_count(text: str) -> int | None:
    """The first number in a heading, None if there is none.

    >>> printed_count("12 comments on “3 ferries”"), printed_count("Comments (1,204)"), printed_count("Comments")
    (12, 1204, None)
    """
    found = _COUNT.search(text)
    digits = "".join(filter(str.isdecimal, found[0])) if found else ""
    return int(digits) if digits and len(digits) < 8 else None


def comments_box(reader: Reader, reading: Reading) -> CommentsBox:
    """The comments of a page, and what it says of them."""
    markers = reader.cues.markers
    held = [line for stretch in reading.comments for line in range(stretch.first, stretch.last + 1)]
    taken = {*held, *(line for stretch in reading.related for line in range(stretch.first, stretch.last + 1))}
    heads = [
        line
        for line in range(len(reader.lines))
        if line not in taken
        and len(reader.lines.texts[line]) <= _HEADING_MOST
        and (
            reading.role(line) == "comments_heading"
            or (markers[line] & Marker.COMMENTS_HEADING and reading.share(line, "comments_heading") > _LIKELY)
        )
    ]
    says = [
        line
        for line in range(len(reader.lines))
        if line not in taken and (markers[line] & _SAYS_NONE or reading.role(line) == "comments_state")
    ]
    forms = [line for line, marker in enumerate(markers) if marker & Marker.COMMENTS_FORM and line not in taken]
    count = _count(reader, reading, heads, taken)
    if any(markers[line] & Marker.COMMENTS_CLOSED for line in says):
        state = CommentsState.CLOSED
    elif held:
        state = CommentsState.PRESENT
    elif heads or says or forms or count is not None:
        state = CommentsState.EMPTY
    else:
        state = CommentsState.ABSENT
    lines = sorted({*heads, *says}) if state is not CommentsState.ABSENT else []
    return CommentsBox(state, count, reading.comments, lines, min([*held, *lines], default=None))


def _count(reader: Reader, reading: Reading, heads: list[int], taken: set[int]) -> int | None:
    """The number that a heading gives; else that of a line with such words that is no item's."""
    texts, markers = reader.lines.texts, reader.cues.markers
    for line in heads:
        number = printed_count(texts[line])
        if number is not None:
            return number
        below = texts[line + 1] if line + 1 < len(texts) else ""
        if below.strip("()").isdecimal() and line + 1 not in taken:
            return printed_count(below)
    counted = [
        number
        for line, marker in enumerate(markers)
        if marker & Marker.COMMENTS_HEADING
        and line not in taken
        and len(texts[line]) <= _HEADING_MOST
        and (number := printed_count(texts[line])) is not None
    ]
    return counted[0] if len(set(counted)) == 1 else None
