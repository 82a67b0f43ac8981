"""A line's cues, set against its neighbourhood and the page as a whole.

What a line says alone decides little: a sentence of 200 characters is a paragraph of the story, a comment, a teaser or
a cookie notice. What decides is where it stands among the other lines. Each *column* here is one such question, asked
of every long line in one pass, and answered with a whole number; `newsdump.short_columns` asks the short ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from operator import sub
from typing import Final

from attrs import frozen

from newsdump.cues import Cues
from newsdump.lexicon import Marker
from newsdump.lines import Lines

LONG: Final = 60
"""From this length on a line is long (code points; wide scripts count more, as in `Cues.lengths`)."""
_GOOD: Final = 80
_SURELY_GOOD: Final = 200
_MOST: Final = 9_999
"""Longer lines say no more than lines of this length."""
FAR: Final = 1_000
"""A distance to something that the page does not have."""
_PAD: Final = 32
HIGHEST: Final = 0x7FFF
"""Numbers of columns are cut to this."""

AGE: Final = 1 << 30
"""The bit of a line that holds an age, beside those of `Marker`."""
CLASSES: Final[dict[str, int]] = {
    "comments": Marker.COMMENTS_HEADING
    | Marker.COMMENTS_EMPTY
    | Marker.COMMENTS_CLOSED
    | Marker.COMMENTS_SORT
    | Marker.COMMENTS_MORE,
    "form": Marker.COMMENTS_FORM,
    "action": Marker.COMMENT_ACTION
    | Marker.COMMENT_AUTHOR
    | Marker.REPLIES
    | Marker.COMMENT_BADGE
    | Marker.COMMENT_REMOVED,
    "aside": Marker.READ_MORE | Marker.PAYWALL | Marker.ADVERTISEMENT | Marker.TAGS_HEADING,
    "byline": Marker.BYLINE,
    "related": Marker.RELATED_HEADING | Marker.POPULAR_HEADING,
    "chrome": Marker.CHROME,
    "age": AGE,
}
"""What a line near another may announce; each class gives two columns, lines since and lines until."""

_BEGINNING: Final = 160
"""So many characters of a line are looked at for capitals."""
_SHORT_BEGINNING: Final = 48
"""So many where the letters of a page are not mostly Latin, which takes longer."""
_NO_CAPITALS: Final = bytes(set(range(256)) - set(range(ord("A"), ord("Z") + 1)) - {ord("\n")})
_CAPITALS_OF_PROSE: Final = 15
_ENDS: Final[dict[str, int]] = {
    **dict.fromkeys(".。।။።۔", 1),
    **dict.fromkeys("!?！？؟", 2),
    **dict.fromkeys(":：", 3),
    "…": 4,
    **dict.fromkeys(",;，、؛", 6),
    **dict.fromkeys(")]）】", 7),
    **dict.fromkeys("\"'”’»›」』*_", 8),
}


def end_class(text: str) -> int:
    """How a line ends: 1 stop, 2 question or call, 3 colon, 4 ellipsis, 5 quoted sentence, 6 comma, 7 bracket, 8 quote.

    >>> [end_class(text) for text in ("Menu", "It rained.", "It rained...", "“It rained.”", "(AP)")]
    [0, 1, 4, 5, 7]
    """
    end = _ENDS.get(text[-1], 0)
    if end == 8:
        return 5 if _ENDS.get(text[-2:-1], 0) in (1, 2, 4) else 8
    if end == 1 and text.endswith("..."):
        return 4
    if end == 7 and _ENDS.get(text[-2:-1], 0) in (1, 2):
        return 1
    return end


def _capitals(texts: list[str]) -> list[int]:
    """For the beginning of each line its capital letters to a hundred words.

    Where a script has no capitals, a line has as many as prose has elsewhere.
    """
    heads = [text[:_BEGINNING] for text in texts]
    whole = "\n".join(heads)
    raw = whole.encode("utf-8", "replace")
    if 3 * len(raw) < 4 * len(whole):
        found = [len(capitals) for capitals in raw.translate(None, _NO_CAPITALS).split(b"\n")]
        nothing = 0
    elif 4 * len(raw) < 9 * len(whole):
        heads = [head[:_SHORT_BEGINNING] for head in heads]
        found = [sum(map(str.isupper, head)) for head in heads]
        nothing = _CAPITALS_OF_PROSE
    else:
        return [_CAPITALS_OF_PROSE] * len(texts)
    return [
        100 * capitals // (head.count(" ") + 1) if capitals else nothing
        for capitals, head in zip(found, heads, strict=True)
    ]


@frozen(eq=False)
class Setting:
    """What the columns of all lines are drawn from: sums over the page, read once."""

    lines: Lines
    cues: Cues
    lengths: list[int]
    good: list[int]
    """Length of the line if it looks like a sentence or a paragraph, else 0."""
    longs: list[int]
    """The long lines, by number."""
    counts: Counter[str]
    """How often each text stands on the page."""
    repeats: list[int]
    marks: list[int]
    """Markers of the line, with the bit of an age."""
    events: dict[str, list[int]]
    """For each of `CLASSES` the lines that announce it."""
    good_before: list[int]
    stops_before: list[int]
    repeats_before: list[int]
    ages_before: list[int]


def _running(values: Iterable[int]) -> list[int]:
    """Sums over all lines in front of each, so padded that windows may reach over the edges."""
    sums = [0] * _PAD
    sums.extend(accumulate(values, initial=0))
    sums.extend([sums[-1]] * _PAD)
    return sums


def survey(lines: Lines, cues: Cues) -> Setting:
    """Read the page once."""
    texts = lines.texts
    lengths = cues.lengths if max(cues.lengths, default=0) <= _MOST else [min(_MOST, each) for each in cues.lengths]
    stops = cues.stops
    good = [
        length if length > _SURELY_GOOD or (stop and length >= _GOOD) else 0
        for length, stop in zip(lengths, stops, strict=True)
    ]
    counts = Counter(texts)
    repeats = [1 if counts[text] > 1 else 0 for text in texts]
    marks = cues.markers.copy()
    for line in cues.ages:
        marks[line] |= AGE
    by_mark: dict[int, list[int]] = {}
    for line, mark in enumerate(marks):
        if mark:
            by_mark.setdefault(mark, []).append(line)
    events = {name: _lines_with(bits, by_mark) for name, bits in CLASSES.items()}
    ages = [0] * len(texts)
    for line in events["age"]:
        if lengths[line] < LONG:
            ages[line] = 1
    return Setting(
        lines,
        cues,
        lengths,
        good,
        [line for line, length in enumerate(lengths) if length >= LONG],
        counts,
        repeats,
        marks,
        events,
        _running(good),
        _running(stops),
        _running(repeats),
        _running(ages),
    )


def _lines_with(bits: int, by_mark: dict[int, list[int]]) -> list[int]:
    """The lines whose mark has any of *bits*, in order."""
    found = [lines for mark, lines in by_mark.items() if mark & bits]
    if len(found) < 2:
        return found[0] if found else []
    return sorted(chain.from_iterable(found))


PAGE_COLUMNS: Final = ("page lines", "page long lines", "page longest", "page good", "page good share", "page ages")
LONG_COLUMNS: Final = (
    "end",
    "capitals a word",
    "copies",
    "good within 2",
    "good within 5",
    "good within 10",
    "sentences within 5",
    "copies within 10",
    "ages within 20",
    "place",
    "good before",
    "good after",
    "long lines in a row",
    "in run of good lines",
    "run of good lines began",
    "run of lines of 120 ends",
    *(f"{way} {name}" for name in CLASSES for way in ("since", "until")),
)
"""The columns of a long line, in the order of `of_long`."""


def has_comment_words(setting: Setting) -> bool:
    """Whether anything on the page announces comments; else no line is asked whether it is one."""
    events = setting.events
    return bool(events["comments"] or events["form"] or events["action"])


def of_page(setting: Setting) -> list[int]:
    """The columns that are the same for every line of the page, in the order of `PAGE_COLUMNS`."""
    good = setting.good_before[-1]
    return [
        min(len(setting.lengths), HIGHEST),
        min(len(setting.longs), HIGHEST),
        max(setting.lengths, default=0),
        min(good, HIGHEST),
        1000 * good // max(1, sum(setting.lengths)),
        min(setting.ages_before[-1], HIGHEST),
    ]


def of_long(setting: Setting) -> list[list[int]]:
    """The columns of the long lines, in the order of `LONG_COLUMNS`; each holds one whole number a line."""
    longs = setting.longs
    lengths = setting.lengths
    size = len(lengths)
    all_texts = setting.lines.texts
    texts = [all_texts[line] for line in longs]
    counts = setting.counts
    good, stops = setting.good_before, setting.stops_before
    repeats, ages = setting.repeats_before, setting.ages_before
    total = max(1, good[-1])
    longest = max(1, max(setting.good, default=0))
    p = _PAD
    first, last = _best_run([setting.good[line] or -40 for line in longs], longs, 40)
    _, last_120 = _best_run([lengths[line] if lengths[line] >= 120 else -100 for line in longs], longs, 100)
    columns = [
        [end_class(text) for text in texts],
        _capitals(texts),
        [counts[text] for text in texts],
        [1000 * (good[line + p + 3] - good[line + p - 2]) // longest for line in longs],
        [1000 * (good[line + p + 6] - good[line + p - 5]) // longest for line in longs],
        [1000 * (good[line + p + 11] - good[line + p - 10]) // longest for line in longs],
        [stops[line + p + 6] - stops[line + p - 5] for line in longs],
        [repeats[line + p + 11] - repeats[line + p - 10] for line in longs],
        [ages[line + p + 21] - ages[line + p - 20] for line in longs],
        [1000 * line // size for line in longs],
        [1000 * good[line + p] // total for line in longs],
        [1000 * (total - good[line + p + 1]) // total for line in longs],
        _in_a_row(longs),
        [1 if first <= line <= last else 0 for line in longs],
        [FAR + line - first for line in longs] if first < FAR else [max(0, FAR + line - first) for line in longs],
        [FAR + last_120 - line for line in longs] if size < FAR else [max(0, FAR + last_120 - line) for line in longs],
    ]
    for announced in setting.events.values():
        columns.extend(_distances(longs, announced, size))
    return columns


def _best_run(gains: Sequence[int], longs: Sequence[int], loss: int) -> tuple[int, int]:
    """First and last line of the run with the highest sum, where every short line loses *loss*."""
    best = running = 0
    start = first = last = 0
    before = -1
    for gain, line in zip(gains, longs, strict=True):
        running -= loss * (line - before - 1)
        if running <= 0:
            running, start = 0, line
        running += gain
        if running > best:
            best, first, last = running, start, line
        before = line
    return first, last


def _in_a_row(longs: Sequence[int]) -> list[int]:
    """For each long line how many stand together, with at most one short line between two."""
    sizes: list[int] = []
    size = 0
    before = -9
    for line in longs:
        if line - before > 2:
            sizes.extend([size] * size)
            size = 0
        size += 1
        before = line
    sizes.extend([size] * size)
    return sizes


def _distances(longs: Sequence[int], announced: list[int], size: int) -> tuple[list[int], list[int]]:
    """Lines since the nearest announcement before each line, and until the next one after it."""
    if not announced:
        nothing = [FAR] * len(longs)
        return nothing, nothing
    before: list[int] = []
    after: list[int] = []
    last = -FAR
    for line in announced:
        count = bisect_right(longs, line) - len(before)
        if count:
            before.extend([last] * count)
        last = line
        count = bisect_left(longs, line) - len(after)
        if count:
            after.extend([line] * count)
    before.extend([last] * (len(longs) - len(before)))
    after.extend([size + FAR] * (len(longs) - len(after)))
    return list(map(sub, longs, before)), list(map(sub, after, longs))


VOTE_ZERO: Final = 1024
"""Votes stand in columns with this added, so that none is negative; they are cut to what is beyond doubt."""

REASONS: Final[dict[str, tuple[str, ...]]] = {
    "sentences around it": (
        "good within 2",
        "good within 5",
        "good within 10",
        "sentences within 5",
        "long lines in a row",
        "in run of good lines",
        "run of good lines began",
        "run of lines of 120 ends",
        "length together",
        "short lines together",
    ),
    "where it stands on the page": (
        "place",
        "good before",
        "good after",
        "story after",
        "lines until long",
    ),
    "the page as a whole": PAGE_COLUMNS,
    "its own shape": ("end", "capitals a word", "length", "ends like a sentence"),
    "what stands on the page more than once": ("copies", "copies within 10"),
    "ages and dates near it": ("ages within 20", "since age", "until age"),
    "words of comments near it": tuple(
        f"{way} {name}" for name in ("comments", "form", "action") for way in ("since", "until")
    ),
    "words of related lists near it": ("since related", "until related"),
    "words of menus, forms and bylines near it": (
        *(f"{way} {name}" for name in ("aside", "byline", "chrome") for way in ("since", "until")),
        "markers together",
        "announces",
    ),
    "the long lines around it": (
        "smaller vote",
        "larger vote",
        "second vote above",
        "second vote below",
    ),
}
"""What the columns speak of, in words: the classes of cues that an explanation names."""
