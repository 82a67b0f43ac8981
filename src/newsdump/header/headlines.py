"""The best lines of `titles` looked at once more, with dates and writers known, and cut as a title may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from newsdump.header import titles
from newsdump.header.setting import Setting, clipped, words_of
from newsdump.lexicon import Marker, key
from newsdump.patterns import re_later

_LINES: Final = 8
"""So many lines are looked at once more."""
_ANYHOW: Final = 2
_BEHIND: Final = 3.0
"""So many lines are looked at once more anyhow, others only if they score nearly as well as the best."""
_SEPARATOR: Final = re_later(r"\s+(?:[|–—·»›>•-]|::|/)\s+|\s[|»]\s?|»\s")
_LABEL: Final = re_later(r"(?:[^\W\d_]{3,14}:\s?|\[[^\[\]]{2,20}\]\s?|【[^【】]{1,12}】\s?)(?=\S)")
_BRACKET: Final = re_later(r"\s?[（(][^()（）]{1,20}[)）]$")
_PART_LEAST: Final = 6
_FAR: Final = 40
_SCALE: Final = 4
_ZERO: Final = 80
_MANY: Final = 9
_COMMENTS: Final = (
    Marker.COMMENTS_HEADING | Marker.COMMENTS_FORM | Marker.COMMENT_ACTION | Marker.REPLIES | Marker.COMMENTS_EMPTY
)
_LISTS: Final = Marker.RELATED_HEADING | Marker.POPULAR_HEADING
_MENUS: Final = Marker.CHROME | Marker.CATEGORY | Marker.ADVERTISEMENT | Marker.READ_MORE | Marker.TAGS_HEADING


@frozen(eq=False)
class Cut:
    """One way to cut a title out of a line."""

    line: int
    start: int
    end: int
    how: int
    """0 the whole line; 1 as `titles.bare` does; 2 the part before a sign; 3 that behind it; 4 behind a label;
    5 before a bracket; 6 beside a date."""
    score: float
    """What the line scored as a title."""
    rank: int


def cuts(page: Setting, ranked: Sequence[tuple[float, int]]) -> list[Cut]:
    """The ways to cut the best lines of *ranked*, pairs of score and line, the best first."""
    found: list[Cut] = []
    for rank, (score, line) in enumerate(ranked[:_LINES]):
        if rank >= _ANYHOW and ranked[0][0] - score > _BEHIND:
            break
        text = page.reader.lines.texts[line]
        domain = titles.DOMAIN.search(text)
        whole = domain.start() if domain else len(text)
        places: dict[tuple[int, int], int] = {(0, whole): 0}
        bare = titles.bare(page, text)
        if bare != text and bare:
            start = text.index(bare)
            places.setdefault((start, start + len(bare)), 1)
        signs = [*_SEPARATOR.finditer(text)]
        for sign in signs[:1] + signs[1:][-1:]:
            if sign.start() >= _PART_LEAST:
                places.setdefault((0, sign.start()), 2)
            if len(text) - sign.end() >= _PART_LEAST:
                places.setdefault((sign.end(), len(text)), 3)
        label = _LABEL.match(text)
        if label is not None and len(text) - label.end() >= _PART_LEAST:
            places.setdefault((label.end(), len(text)), 4)
        bracket = _BRACKET.search(text)
        if bracket is not None and bracket.start() >= _PART_LEAST:
            places.setdefault((0, bracket.start()), 5)
        for date in page.dated.get(line, ())[:1]:
            if date.start >= _PART_LEAST and date.end >= len(text) - 2:
                places.setdefault((0, len(text[: date.start].rstrip(" ,|-–—·•("))), 6)
            elif date.start < 2 and len(text) - date.end >= _PART_LEAST:
                rest = text[date.end :].lstrip(" ,|-–—·•):")
                places.setdefault((len(text) - len(rest), len(text)), 6)
        found.extend(Cut(line, start, end, how, score, rank) for (start, end), how in places.items() if end > start)
    return found


NAMES: Final = (
    *("score", "rank", "behind best", "how", "length", "share", "words", "copies", "line copies", "part printed alone"),
    *(
        "from date",
        "from writers",
        "from first",
        "date in line",
        "dates above",
        "kind",
        "sign",
        "heading signs",
        "byline",
    ),
    *("menu", "comments", "lists", "thread", "top", "above length", "below length", "gap above", "gap below"),
    *(
        "told",
        "told share",
        "slug",
        "slug share",
        "no slug",
        "asks",
        "stops",
        "capitals",
        "digits",
        "host",
        "other host",
    ),
    *("above copies", "below dated", "below byline", "title role", "hint", "other lines", "phrase", "cuts", "story"),
    *("begins small", "names site above", "page story", "rest of line"),
)
"""The traits of a cut, in the order of `rows`."""


def rows(page: Setting, found: Sequence[Cut], published: int, writers: int) -> list[list[int]]:
    """The numbers of `NAMES` for each cut, none of them negative."""
    return [_traits(page, each, found, published, writers) for each in found]


def _traits(page: Setting, each: Cut, found: Sequence[Cut], published: int, writers: int) -> list[int]:
    return [
        *_of_form(page, each, found[0].score),
        *_of_place(page, each.line, published, writers),
        *_of_words(page, each),
        *_of_neighbours(page, each, found),
    ]


def _of_form(page: Setting, each: Cut, best: float) -> list[int]:
    """What its line scored, and how it was cut out of it."""
    text = page.reader.lines.texts[each.line]
    said, rest = text[each.start : each.end], _rest(text, each)
    return [
        max(0, min(2 * _ZERO, round(_SCALE * each.score) + _ZERO)),
        each.rank,
        min(_ZERO, round(_SCALE * (best - each.score))),
        each.how,
        len(said),
        100 * len(said) // len(text),
        min(40, said.count(" ") + 1),
        min(_MANY, page.copies[said]),
        min(_MANY, page.copies[text]),
        0 if not rest else 1 + (rest in page.copies),
    ]


def _of_place(page: Setting, line: int, published: int, writers: int) -> list[int]:
    """Where its line stands, and what that announces."""
    lines, marker = page.reader.lines, page.reader.cues.markers[line]
    texts, signs = lines.texts, lines.signs[line]
    over, under = line > 0, line + 1 < len(texts)
    return [
        clipped(published - line, _FAR) if published >= 0 else 2 * _FAR + 1,
        clipped(writers - line, _FAR) if writers >= 0 else 2 * _FAR + 1,
        clipped(page.first - line, _FAR),
        int(line in page.dated),
        min(_MANY, sum([date.line < line for date in page.dates])),
        page.kind(line),
        0 if not signs else 2 if signs[0] == "#" else 1,
        len(signs) if signs[:1] == "#" else 0,
        int(marker & Marker.BYLINE != 0),
        int(marker & _MENUS != 0),
        int(marker & _COMMENTS != 0),
        int(marker & _LISTS != 0),
        int(marker & Marker.THREAD != 0),
        min(60, line),
        min(200, len(texts[line - 1])) if over else 0,
        min(200, len(texts[line + 1])) if under else 0,
        min(3, lines.gaps[line]),
        min(3, lines.gaps[line + 1]) if under else 3,
    ]


def _of_words(page: Setting, each: Cut) -> list[int]:
    """What it says beside the story and the page's address."""
    text = page.reader.lines.texts[each.line]
    said, rest = text[each.start : each.end], _rest(text, each)
    words = frozenset(words_of(said))
    told, slug = len(words & page.words), len(words & page.address.slug)
    other = "".join(filter(str.isalnum, rest.casefold()))
    name = "".join(filter(str.isalnum, said.casefold()))
    capitals = sum([word[0].isupper() for word in said.split()])
    return [
        min(_MANY, told),
        10 * told // max(1, len(words)),
        min(_MANY, slug),
        10 * slug // max(1, len(page.address.slug), len(words)),
        int(bool(page.address.slug) and not slug),
        int(said[-1] in titles.ASKS),
        int(page.reader.cues.stops[each.line]),
        10 * capitals // max(1, said.count(" ") + 1),
        int(any(map(str.isdigit, said))),
        int(len(name) > 3 and name in page.address.host),
        0 if not other else 1 + (len(other) > 3 and other in page.address.host),
    ]


def _of_neighbours(page: Setting, each: Cut, found: Sequence[Cut]) -> list[int]:
    """What stands near it, and where else it is printed."""
    reader, line = page.reader, each.line
    texts, markers = reader.lines.texts, reader.cues.markers
    text, count = texts[line], len(texts)
    said, rest = text[each.start : each.end], _rest(text, each)
    return [
        min(_MANY, page.copies[texts[line - 1] if line else ""]),
        int(line + 1 in page.dated) + 2 * (line + 2 in page.dated),
        int(line + 1 < count and markers[line + 1] & Marker.BYLINE != 0),
        int(25 * page.layout.titles[line]),
        _of_hint(page, said),
        min(_MANY, sum([said in texts[near] for near in range(max(0, line - 30), min(count, line + 30))]) - 1),
        int(key(said) in reader.words.lexicon.whole),
        sum([cut.line == line for cut in found]),
        int(line in page.story),
        int(said[0].islower()),
        int(bool(rest) and any(rest in texts[near] for near in range(min(3, line)))),
        min(9, len(page.told) // 500),
        min(60, len(rest)),
    ]


def _rest(text: str, each: Cut) -> str:
    """What is left of the line beside the cut."""
    return (text[: each.start] + text[each.end :]).strip(" |–—·»›>•-:/[]()（）【】")


def _of_hint(page: Setting, said: str) -> int:
    """Whether the crawl's title is this one: 0 none is known, 1 another one, 2 it holds this one, 3 the same."""
    hint = page.hints.title
    if not hint:
        return 0
    one, other = said.casefold(), hint.casefold()
    return 3 if one == other else 2 if one in other else 1
