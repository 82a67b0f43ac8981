"""Where in its row the title of an item begins and ends.

A row may hold more than the title: who commented ("Ilse Orrin on Ferry late again"), a label ("[Town] Ferry late
again"), a writer, a source, a number, the beginning of the text ("Ferry late againNobody in the harbour knew"). Each
place where such a thing may end, or begin, is a candidate; its traits say what stands on both sides of it, and how many
rows of the list have such a place. Titles themselves hold colons, dashes, brackets and "on", so trees that were fitted
to annotated pages decide (`tools/fit_edges.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from typing import Final

from attrs import frozen

from newsdump.items.breaks import KINDS, Place, places_of
from newsdump.items.saplings import Question, load_questions
from newsdump.items.vocabulary import NAMES as GROUPS
from newsdump.items.vocabulary import Vocabulary, load_vocabulary
from newsdump.lexicon import Lexicon, Marker
from newsdump.lines import Lines

_KIND: Final = {kind: number for number, kind in enumerate(KINDS)}
_ENDING_WORDS: Final = 6
_ROW_MOST: Final = 1_000
"""Longer rows are not looked into: what stands on both sides of each place is read."""
_LEFT_LEAST: Final = 1
"""More characters are left of a title."""
_ANSWERS: Final = (
    Marker.REPLIES | Marker.COMMENTS_MORE | Marker.COMMENTS_HEADING | Marker.COMMENT_ACTION | Marker.COMMENT_BADGE
)
_READ: Final = 160
"""So much of what stands on one side is read."""
_SHORT: Final = 24
_ROWS_MOST: Final = 30
_ASKED_MOST: Final = 20
"""The means over a list are of so many rows."""
_PHRASE_MOST: Final = 80
_TITLE, _HEADING, _LABEL, _NAME, _TEXT = map(
    GROUPS.index,
    ("says_related_title", "says_related_heading", "says_related_meta", "says_comment_author", "says_body"),
)
TRAITS: Final = (
    "kind",
    "introduces",
    "left length",
    "left words",
    "left says title",
    "left says heading",
    "left begins",
    "left ends",
    "left stands alone",
    "left length in the list",
    "left short in the list",
    "left distinct",
    "share of the list",
    "left title in the list",
    "left label in the list",
    "left name in the list",
    "left text in the list",
    "right answers",
    "right says title",
    "right begins",
    "right length in the list",
    "right short in the list",
    "right title in the list",
    "right label in the list",
    "right name in the list",
    "right text in the list",
    "right ends other rows",
    "ending shared",
    "capitals",
    "rows",
)
"""What is asked of a place: a number each."""


@frozen(eq=False)
class Page:
    """What the candidates of a list are seen against."""

    lexicon: Lexicon
    alone: Container[str]
    """The lines of the page."""
    vocabulary: Vocabulary


@frozen
class Cut:
    """Where the title stands in a row, and what was cut off in front of it and behind it."""

    start: int
    end: int
    before: tuple[int, int]
    behind: tuple[int, int]


@frozen(eq=False)
class Side:
    """What stands on one side of such places in the rows of a list."""

    length: int
    short: int
    distinct: int
    share: int
    says: tuple[int, int, int, int]
    """How much it looks like a title, a label, a name, a text."""


def page_of(lines: Lines, lexicon: Lexicon) -> Page:
    """The page as lists see it."""
    return Page(lexicon, frozenset(lines.texts), load_vocabulary())


Asked = tuple[Question, Question]
"""What is asked of a place: whether the title begins there, and whether it ends there."""


def shipped() -> Asked:
    """The questions that ship with the package."""
    asked = load_questions()
    return asked["begins"], asked["ends"]


def cut(rows: Sequence[str], gaps: Sequence[Container[int]], page: Page, asked: Asked) -> list[Cut]:
    """Where the title of each row of a list begins and ends, and what else the row holds.

    Args:
        rows: the rows.
        gaps: for each the places of spaces that were wide ones in the dump.
        page: what they are seen against.
        asked: what tells where titles begin and end.
    """
    weighed = candidates(rows, gaps, page)
    return [_chosen(row, each, asked) for row, each in zip(rows, weighed, strict=True)]


def _chosen(row: str, weighed: Sequence[tuple[Place, list[int]]], asked: Asked) -> Cut:
    """The places that most speaks for: one where the title begins, then one where it ends."""
    begins, ends = asked
    first: list[tuple[int, Place]] = []
    last: list[tuple[int, Place]] = []
    for place, traits in weighed:
        for_start, for_end = begins.votes(traits), ends.votes(traits)
        if max(for_start, for_end) > 0:
            (first if for_start >= for_end else last).append((max(for_start, for_end), place))
    begin = max(first, key=_votes, default=(0, None))[1]
    start = 0 if begin is None else begin.start
    end = max((each for each in last if each[1].end > start + _LEFT_LEAST), key=_votes, default=(0, None))[1]
    return Cut(
        start,
        len(row) if end is None else end.end,
        (0, 0 if begin is None else begin.end),
        (len(row) if end is None else end.start, len(row)),
    )


def _votes(weighed: tuple[int, Place]) -> int:
    return weighed[0]


def candidates(rows: Sequence[str], gaps: Sequence[Container[int]], page: Page) -> list[list[tuple[Place, list[int]]]]:
    """For each row of a list the places where its title may begin or end, with their traits."""
    endings = Counter(ending for row in {*rows} for ending in _endings(row))
    placed = [
        places_of(row, gap, page.lexicon) if len(row) <= _ROW_MOST else [] for row, gap in zip(rows, gaps, strict=True)
    ]
    if not any(placed):
        return [[] for _ in rows]
    left, right = _sides(rows, placed, page)
    found = []
    for row, places in zip(rows, placed, strict=True):
        shared = max((len(ending) for ending in _endings(row) if endings[ending] > 1), default=0)
        of_row = (_capitals(row), min(len(rows), _ROWS_MOST))
        weighed = []
        for place in places:
            behind = row[place.start :].strip()
            ending = (min(_ASKED_MOST, endings.get(behind, 0)), 0 < shared == len(row) - place.start)
            sides = (left[place.same], right[place.same])
            weighed.append((place, [*_traits(row[: place.end].strip(), behind, place, sides, page), *ending, *of_row]))
        found.append(weighed)
    return found


def _traits(before: str, behind: str, place: Place, sides: tuple[Side, Side], page: Page) -> list[int]:
    said, says = page.vocabulary.says(before[:_READ]), page.vocabulary.says(behind[:_READ])
    left, right = sides
    return [
        _KIND[place.kind],
        place.introduces,
        len(before),
        before.count(" ") + 1,
        said[_TITLE],
        said[_HEADING],
        shape(before[:1]),
        shape(before[-1:]),
        before in page.alone,
        left.length,
        left.short,
        left.distinct,
        left.share,
        *left.says,
        len(behind) <= _PHRASE_MOST and bool(page.lexicon.markers(behind) & _ANSWERS),
        says[_TITLE],
        shape(behind[:1]),
        right.length,
        right.short,
        *right.says,
    ]


def _sides(
    rows: Sequence[str], placed: Sequence[Sequence[Place]], page: Page
) -> tuple[dict[str, Side], dict[str, Side]]:
    """What stands left of the first of places that are alike in each row, and right of the last."""
    left: dict[str, list[str]] = {}
    right: dict[str, list[str]] = {}
    for row, places in zip(rows, placed, strict=True):
        for same, place in {place.same: place for place in reversed(places)}.items():
            left.setdefault(same, []).append(row[: place.end].strip())
        for same, place in {place.same: place for place in places}.items():
            right.setdefault(same, []).append(row[place.start :].strip())
    return (
        {same: _side(pieces, len(rows), page) for same, pieces in left.items()},
        {same: _side(pieces, len(rows), page) for same, pieces in right.items()},
    )


def _side(pieces: Sequence[str], rows: int, page: Page) -> Side:
    said = [page.vocabulary.says(piece[:_READ]) for piece in pieces[:_ASKED_MOST]]
    title, label, name, text = (
        sum([says[group] for says in said]) // len(said) for group in (_TITLE, _LABEL, _NAME, _TEXT)
    )
    return Side(
        sum(map(len, pieces)) // len(pieces),
        20 * sum(len(piece) <= _SHORT for piece in pieces) // len(pieces),
        20 * len({*pieces}) // len(pieces),
        20 * len(pieces) // rows,
        (title, label, name, text),
    )


def _endings(row: str) -> list[str]:
    """The last words of a row: the last one, the last two, and so on."""
    words = row.split(" ")
    return [" ".join(words[-size:]) for size in range(1, min(_ENDING_WORDS + 1, len(words)))]


def _capitals(row: str) -> int:
    """How many words of ten begin with a capital."""
    words = [word for word in row.split() if word[0].isalpha()]
    return 10 * sum(word[0] != word[0].lower() for word in words) // max(1, len(words))


def shape(sign: str) -> int:
    """A number for a kind of character: nothing, a small letter, a capital, a digit, a stop, another sign.

    >>> [shape(sign) for sign in ("", "a", "A", "5", "!", "[", "渡")]
    [0, 1, 2, 3, 4, 5, 6]
    """
    if not sign:
        return 0
    if sign.isalpha():
        return 1 if sign.islower() else 2 if sign != sign.lower() else 6
    if sign.isdigit():
        return 3
    return 4 if sign in ".!?…。！？" else 5
