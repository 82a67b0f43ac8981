"""Which of the dates of a page are those on which its story was published and modified."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from newsdump.ages import Age, AgeKind, Unit
from newsdump.header import learned
from newsdump.header.dates import DateCandidate
from newsdump.header.setting import Setting, clipped
from newsdump.lexicon import Label, Marker, label_key
from newsdump.patterns import re_later

_FAR: Final = 40
_MANY: Final = 12
_NEAR: Final = 3
_LABEL_MOST: Final = 40
_DAYS_MOST: Final = 400
_ROLE_STEPS: Final = 25
_UNITS: Final = {unit: number for number, unit in enumerate(Unit)}
_WORD: Final = re_later(r"[^\W\d_][^\s:：|·•(),]*")
_COPYRIGHT: Final = re_later(r"©|\(c\)|copyright", re.IGNORECASE)
_COMMENTS: Final = (
    Marker.COMMENTS_HEADING | Marker.COMMENTS_FORM | Marker.COMMENT_ACTION | Marker.REPLIES | Marker.COMMENTS_EMPTY
)
_MENUS: Final = Marker.CHROME | Marker.CATEGORY | Marker.ADVERTISEMENT | Marker.READ_MORE | Marker.TAGS_HEADING


NAMES: Final = (
    *("relative", "unit", "clock", "year", "written month", "length", "before", "behind", "share"),
    *("writer label", "published label", "updated label", "other label", "label above", "label behind"),
    *("nth in line", "dates in line", "nth", "nth from end", "dates", "nth behind title", "nth before first"),
    *("from title", "from first", "from last", "in story", "from top", "kind", "byline", "near byline", "menu"),
    *("comments", "thread", "line copies", "copyright", "gap above", "gap below", "sign", "until date", "since date"),
    *("same day", "days behind newest", "days after oldest", "day of address", "near dates", "byline role"),
    *("length of line", "above length", "below length", "above title", "page story", "stops", "bar beside"),
    *("below comments", "hint", "same day near", "byline role near", "share of best byline role"),
    *learned.AROUND,
)
"""The traits of a date, in the order of `rows`."""


def rows(page: Setting, title: int, words: Mapping[str, Mapping[str, int]]) -> list[list[int]]:
    """The numbers of `NAMES` for each date of *page*, none of them negative, and what the *words* around it say."""
    known = _Days(page)
    found = []
    for place, each in enumerate(page.dates):
        said = learned.read(learned.keys_at(page, each.line, each.start, each.end), words)
        found.append([*_traits(page, place, title, known), *said[: len(learned.AROUND)]])
    return found


class _Days:
    """The dates of a page as each of them is set against all others; counted once."""

    def __init__(self, page: Setting) -> None:
        self.days = [_day(each.age) for each in page.dates]
        """For each date the number of its day; 0 where none is printed."""
        self.copies = Counter(filter(None, self.days))
        self.oldest, self.newest = min(self.copies, default=0), max(self.copies, default=0)
        self._lines = [each.line for each in page.dates]  # rising, for dates stand in page order
        self._bylines = page.bylines
        self.role = max([page.layout.bylines[line] for line in self._lines], default=0.0)
        """The largest share that a line with a date has of being a byline."""

    def of_lines(self, first: int, last: int) -> range:
        """The places of the dates from line *first* to line *last*."""
        return range(bisect_left(self._lines, first), bisect_right(self._lines, last))

    def from_byline(self, line: int) -> int:
        """How far the nearest byline is."""
        at = bisect_left(self._bylines, line)
        return min([abs(line - near) for near in self._bylines[max(0, at - 1) : at + 1]], default=9)


def _traits(page: Setting, place: int, title: int, known: _Days) -> list[int]:
    each = page.dates[place]
    return [
        *_of_form(page, each),
        *_of_order(page, place, title, known),
        *_of_line(page, each.line, title, known),
        *_of_days(page, place, known),
        *_of_neighbours(page, place, title, known),
        *_of_roles(page, each.line, known),
    ]


def _of_form(page: Setting, each: DateCandidate) -> list[int]:
    """What is printed as the date, and what is said of it in front, above and behind."""
    texts, labels = page.reader.lines.texts, page.reader.words.lexicon.labels
    age, text = each.age, texts[each.line]
    above = texts[each.line - 1] if each.line else ""
    moment = age.moment
    front, behind = text[: each.start], text[each.end :]
    said = label_before(front, labels)
    said_above = labels.get(label_key(above), 0) if len(above) <= _LABEL_MOST and len(front) < 3 else 0
    word = _WORD.search(behind[:16])
    said_behind = labels.get(label_key(word[0]), 0) if word else 0
    return [
        int(age.kind is AgeKind.RELATIVE),
        _UNITS[age.unit],
        int(moment is not None and moment.hour is not None),
        int(moment is not None and moment.year is not None),
        int(any(map(str.isalpha, age.raw))),
        len(age.raw),
        min(120, len(front)),
        min(120, len(behind)),
        100 * (each.end - each.start) // len(text),
        int(said & Label.WRITER != 0),
        int(said & Label.PUBLISHED != 0),
        int(said & Label.UPDATED != 0),
        int(said & (Label.CREDIT | Label.SOURCE) != 0),
        _kind_of(said_above),
        _kind_of(said_behind),
    ]


def _of_order(page: Setting, place: int, title: int, known: _Days) -> list[int]:
    """The how-manieth of the page's dates it is."""
    each = page.dates[place]
    line, beside, number = each.line, page.dated[each.line], len(known.days)
    after_title = place - known.of_lines(title + 1, line).start if line > title >= 0 else _MANY
    return [
        beside.index(each),
        len(beside),
        min(_MANY, place),
        min(_MANY, number - 1 - place),
        min(_MANY, number),
        min(_MANY, after_title),
        min(_MANY, known.of_lines(line, page.first).stop - place - 1) if line <= page.first else _MANY + 1,
    ]


def _of_line(page: Setting, line: int, title: int, known: _Days) -> list[int]:
    """Where its line stands, and what that announces."""
    lines, marker = page.reader.lines, page.reader.cues.markers[line]
    text = lines.texts[line]
    return [
        clipped(line - title, _FAR) if title >= 0 else 2 * _FAR + 1,
        clipped(line - page.first, _FAR),
        clipped(line - page.last, _FAR),
        int(line in page.story),
        min(60, line),
        page.kind(line),
        int(marker & Marker.BYLINE != 0),
        known.from_byline(line),
        int(marker & _MENUS != 0),
        int(marker & _COMMENTS != 0),
        int(marker & Marker.THREAD != 0),
        min(9, page.copies[text]),
        int(_COPYRIGHT.search(text) is not None),
        min(3, lines.gaps[line]),
        min(3, lines.gaps[line + 1]) if line + 1 < len(lines) else 3,
        0 if not lines.signs[line] else 2 if lines.signs[line][0] == "#" else 1,
    ]


def _of_days(page: Setting, place: int, known: _Days) -> list[int]:
    """How it lies beside the other dates of the page, and that of the address."""
    each, day = page.dates[place], known.days[place]
    near = known.of_lines(each.line - _NEAR, each.line + _NEAR)
    return [
        min([9, *(other.line - each.line for other in page.dates[place + 1 : place + 2])]),
        min([9, *(each.line - other.line for other in page.dates[max(0, place - 1) : place])]),
        min(_MANY, known.copies[day]),
        min(_DAYS_MOST, known.newest - day) if day else _DAYS_MOST + 1,
        min(_DAYS_MOST, day - known.oldest) if day else _DAYS_MOST + 1,
        _of_address(page, each.age),
        min(9, len(near)),
    ]


def _of_neighbours(page: Setting, place: int, title: int, known: _Days) -> list[int]:
    """What its line says beside it, and the lines above and below."""
    each, reader, day = page.dates[place], page.reader, known.days[place]
    line, texts = each.line, reader.lines.texts
    text = texts[line]
    below = texts[line + 1] if line + 1 < len(texts) else ""
    near = known.of_lines(line - _NEAR, line + _NEAR)
    front, behind = text[: each.start].rstrip()[-1:], text[each.end :].lstrip()[:1]
    return [
        int(25 * page.layout.bylines[line]),
        min(400, len(text)),
        min(200, len(texts[line - 1])) if line else 0,
        min(200, len(below)),
        int(line - 1 == title),
        min(9, len(page.told) // 500),
        int(reader.cues.stops[line]),
        int(front in tuple("|·•/(")) + 2 * (behind in tuple("|·•/)")),
        int(bool(below) and reader.cues.markers[line + 1] & _COMMENTS != 0),
        _of_hint(page, each.age),
        int(any(page.dates[other].line != line and day and known.days[other] == day for other in near)),
    ]


def _of_roles(page: Setting, line: int, known: _Days) -> list[int]:
    """How likely a line near it tells the date by its role, and its own beside the likeliest line with a date."""
    roles = page.layout.bylines
    near = max(roles[max(0, line - _NEAR) : line + _NEAR + 1])
    return [round(_ROLE_STEPS * near), round(_ROLE_STEPS * roles[line] / known.role) if known.role else 0]


def label_before(front: str, labels: Mapping[str, int]) -> int:
    """What the last words of *front* say of what follows; the longest label counts."""
    words = label_key(front[-48:]).split()
    for size in range(min(4, len(words)), 0, -1):
        bits = labels.get(" ".join(words[-size:]), 0)
        if bits & _INTRODUCING:
            return bits
    if words and words[-1][-1:] >= "\u2e80":
        for size in range(min(6, len(words[-1])), 1, -1):
            bits = labels.get(words[-1][-size:], 0)
            if bits & _INTRODUCING:
                return bits
    return 0


_INTRODUCING: Final = Label.WRITER | Label.PUBLISHED | Label.UPDATED | Label.CREDIT | Label.SOURCE


def _kind_of(bits: int) -> int:
    if bits & Label.UPDATED:
        return 3
    if bits & Label.PUBLISHED:
        return 2
    return 1 if bits & _INTRODUCING else 0


def _day(age: Age) -> int:
    """The number of the day; 0 where none is printed."""
    moment = age.moment
    if moment is None or not (moment.year and moment.month and moment.day):
        return 0
    try:
        return date(moment.year, moment.month, moment.day).toordinal()
    except ValueError:
        return 0


def _of_address(page: Setting, age: Age) -> int:
    """Whether the address tells this date: 0 none, 1 another one, 2 the same year, 3 the same month, 4 the same day."""
    told, moment = page.address.day, age.moment
    if told is None or moment is None or moment.year is None:
        return 0
    if told[0] != moment.year:
        return 1
    if told[1] != moment.month:
        return 2
    return 4 if told[2] == moment.day else 3


def _of_hint(page: Setting, age: Age) -> int:
    """Whether the crawl's date is this one: 0 none is known, 1 another day, 2 a day apart, 3 the same day."""
    hint = page.hints.published
    if hint is None:
        return 0
    apart = abs(_day(age) - hint.toordinal())
    return 3 if not apart else 2 if apart == 1 else 1


RELATED: Final = ("published chosen", "from published", "in line of published", "later than published")
"""The traits of a date beside the one that was chosen as the published one, in the order of `beside_published`."""


def beside_published(page: Setting, rows: Sequence[list[int]], chosen: int | None) -> list[list[int]]:
    """The *rows* of all dates with the numbers of `RELATED` behind them; *chosen* is the place of the published one."""
    if chosen is None:
        return [[*row, 0, 2 * _FAR + 1, 0, 0] for row in rows]
    other = page.dates[chosen]
    day = _day(other.age)
    found = []
    for place, (row, each) in enumerate(zip(rows, page.dates, strict=True)):
        own = _day(each.age)
        later = 0 if not own or not day else 1 if own < day else 2 if own > day else 3
        line = clipped(each.line - other.line, _FAR)
        found.append([*row, 1 + (place > chosen), line, int(each.line == other.line), later])
    return found
