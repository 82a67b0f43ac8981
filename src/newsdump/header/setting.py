"""What the candidates of all fields are asked against: the page around them, looked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from urllib.parse import unquote, urlsplit

from attrs import field, frozen

from newsdump.header.dates import DateCandidate, dates_in
from newsdump.items import Reader
from newsdump.lexicon import Marker
from newsdump.model import SectionKind
from newsdump.patterns import re_later

_ABOVE: Final = 100
"""So many lines above the story are looked through."""
_BELOW: Final = 40
"""So many lines below the story are looked through: author boxes, credits, "Posted by NAME on DATE"."""
_NEAR_BELOW: Final = 20
_INSIDE: Final = 10
"""So many of its first lines may be of its header, and so many below it of its end."""
_TOP: Final = 4
"""The first lines of a page are looked at wherever the story begins."""
_TOLD_CHARACTERS: Final = 6_000
_OPENING_LINES: Final = 6
_OPENING_CHARACTERS: Final = 1_000
"""So many lines and characters of the story tell its words."""
_SIGNS: Final = ".,;:!?\"'“”‘’«»‹›()[]…"
_DATE: Final = re_later(r"(?<!\d)((?:19|20)\d\d)[-/_]?(0?[1-9]|1[0-2])(?:[-/_]?(0?[1-9]|[12]\d|3[01]))?(?!\d)")
_WORD: Final = re_later(r"\w{3,}")


@frozen
class Hints:
    """What the crawl knows of a page: evidence, not commands."""

    title: str | None = None
    published: date | datetime | None = None


NO_HINTS: Final = Hints()


@frozen(eq=False)
class Layout:
    """What the division of a page says of its lines, as far as its header needs to know."""

    story: Sequence[int]
    """The lines of the story, in order."""
    above: Sequence[int]
    """The lines above the story that may be of its header."""
    kinds: Sequence[SectionKind]
    """What each line of the page is."""
    titles: Sequence[float]
    """How likely each line of the page is the title, by its role."""
    bylines: Sequence[float]
    """How likely each tells the writer or the date."""


@frozen(eq=False)
class Address:
    """What the address of a page tells."""

    slug: frozenset[str]
    """The words of the last part that has several."""
    host: frozenset[str]
    """The parts of the host's name, without hyphens."""
    day: tuple[int, int | None, int | None] | None
    """The year, month and day in the path."""


def address_of(url: str | None) -> Address:
    """What *url* tells.

    >>> address_of("https://www.vale-courier.example/2025/06/06/harbour-crane-sold").day
    (2025, 6, 6)
    """
    try:
        parts = urlsplit(url or "")
        path, host = unquote(parts.path), parts.hostname or ""
    except ValueError:
        return Address(frozenset(), frozenset(), None)
    words = [set(_WORD.findall(part.casefold().replace("_", "-"))) for part in path.split("/")]
    slug: set[str] = next((found for found in reversed(words) if len(found) > 2), set())
    dated = _DATE.search(path)
    day = (int(dated[1]), int(dated[2]), int(dated[3]) if dated[3] else None) if dated else None
    return Address(frozenset(slug), frozenset(host.replace("-", "").split(".")), day)


@frozen(eq=False)
class Setting:
    """The page, as all fields see it."""

    reader: Reader
    layout: Layout
    address: Address
    hints: Hints
    first: int = field(init=False)
    """The first line of the story; behind the header where there is none."""
    last: int = field(init=False)
    """The last line of the story."""
    lines: range = field(init=False)
    """The lines in which fields are looked for, but for the first ones of the page."""
    story: frozenset[int] = field(init=False)
    copies: Counter[str] = field(init=False)
    """How often each text stands on the page."""
    dates: list[DateCandidate] = field(init=False)
    """All dates in these lines, in page order."""
    dated: dict[int, list[DateCandidate]] = field(init=False)
    """The same, by line."""
    neighbours: dict[int, tuple[str, str]] = field(init=False, factory=dict)
    """What stands above and below lines, as `newsdump.header.learned` looks it up; filled when it is asked for."""
    openings: dict[str, list[int]] = field(init=False)
    """The lines near the story by their first word, if it begins large and others follow it."""
    bylines: list[int] = field(init=False)
    """The lines that a phrase of bylines opens."""
    told: str = field(init=False)
    """The story's beginning."""
    words: frozenset[str] = field(init=False)
    """The words of its first lines."""

    def __attrs_post_init__(self) -> None:
        """Look at the page once."""
        layout, texts = self.layout, self.reader.lines.texts
        count = len(texts)
        behind = layout.above[-1] + 1 if layout.above else 0
        first = layout.story[0] if layout.story else behind
        last = layout.story[-1] if layout.story else max(0, first - 1)
        lines = range(max(0, first - _ABOVE), min(count, last + 1 + _BELOW))  # none of an empty dump
        dates = []
        for line in (*range(min(_TOP, lines.start, count)), *lines):
            dates.extend(
                dates_in(self.reader, line, near=line <= first + _INSIDE or last <= line <= last + _NEAR_BELOW)
            )
        dated: dict[int, list[DateCandidate]] = {}
        for found in dates:
            dated.setdefault(found.line, []).append(found)
        markers = self.reader.cues.markers
        put = object.__setattr__
        put(self, "first", first)
        put(self, "last", last)
        put(self, "lines", lines)
        put(self, "story", frozenset(layout.story))
        put(self, "copies", Counter(texts))
        put(self, "dates", dates)
        put(self, "dated", dated)
        openings: dict[str, list[int]] = {}
        for line in lines:
            word, space, _ = texts[line].partition(" ")
            if space and word[0].isupper():
                openings.setdefault(word, []).append(line)
        put(self, "openings", openings)
        put(self, "bylines", [line for line in lines if markers[line] & Marker.BYLINE])
        opening = " ".join([texts[line] for line in layout.story[:_OPENING_LINES]])[:_OPENING_CHARACTERS]
        put(self, "words", frozenset(words_of(opening)))
        put(self, "told", "\n".join([texts[line] for line in layout.story])[:_TOLD_CHARACTERS])

    def kind(self, line: int) -> int:
        """What the line is: 0 chrome, 1 story, 2 comments, 3 related."""
        return _KINDS[self.layout.kinds[line]]


_KINDS: Final = {SectionKind.CHROME: 0, SectionKind.ARTICLE: 1, SectionKind.COMMENTS: 2, SectionKind.RELATED: 3}


def clipped(number: int, most: int) -> int:
    """A signed distance as a number that is never negative: *most* is zero, and what is farther is cut."""
    return max(0, min(2 * most, number + most))


def words_of(text: str) -> list[str]:
    """The words of three letters and more, without the signs around them."""
    return [bare for word in text.casefold().split() if len(bare := word.strip(_SIGNS)) > 2]
