"""A line set against what repeats around it: the first columns that roles are read from.

Every column holds a small number (0 to 255) for each line of the page: the line's own form, what its cues announce, how
far the next age, button or heading is, how dense they are around it, which period the shapes of lines repeat in, and,
above all, what the lines look like that stand at the same place beside the other ages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import add, eq, floordiv, sub
from typing import Final

from newsdump.ages import AgeKind
from newsdump.items import forms
from newsdump.items.forms import MOST, length_step
from newsdump.items.roles import Reader, Role
from newsdump.lexicon import Marker
from newsdump.trees import Votes

Column = list[int]

PHRASES: Final = {
    "comments_heading": Marker.COMMENTS_HEADING,
    "comments_state": Marker.COMMENTS_EMPTY | Marker.COMMENTS_CLOSED,
    "form": Marker.COMMENTS_FORM,
    "sort": Marker.COMMENTS_SORT | Marker.COMMENTS_MORE,
    "action": Marker.COMMENT_ACTION,
    "says": Marker.COMMENT_AUTHOR,
    "badge": Marker.COMMENT_BADGE | Marker.REPLIES | Marker.COMMENT_REMOVED,
    "related_heading": Marker.RELATED_HEADING,
    "popular": Marker.POPULAR_HEADING,
    "read_more": Marker.READ_MORE,
    "tags": Marker.TAGS_HEADING,
    "advertisement": Marker.ADVERTISEMENT,
    "chrome": Marker.CHROME | Marker.PAYWALL,
    "byline": Marker.BYLINE | Marker.AGENCY,
    "category": Marker.CATEGORY,
    "connector": Marker.CONNECTOR,
    "thread": Marker.THREAD,
}
_AGE_FORMS: Final = {Role.AGE: 1, Role.NAMED_AGE: 2, Role.ENDING: 4, Role.CHROME: 5}
_FAR: Final = 60
_REACH: Final = 8
_BESIDE: Final = 4
"""So many anchors on each side are looked at for what stands at the same place beside them."""
_PERIODS: Final = 6
_NAMED: Final = 13
_LONG: Final = 80
_SHORT: Final = 25
_VOTE_STEP: Final = 16
_REPEATED_LEAST: Final = 3
_STEPS_OF_LENGTHS: Final = (4, 13, 26, 46, 91, 201)


class Columns:
    """Columns by name, all of one length."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.names: list[str] = []
        self.values: list[Column] = []
        self.shapes: list[int] = []
        """What lines of one kind in a list have alike, as one number a line."""

    def put(self, name: str, column: Column) -> None:
        """Add a column of numbers from 0 to 255."""
        self.names.append(name)
        self.values.append(column)

    def shifted(self, name: str, column: Column, *steps: int) -> None:
        """Add what the lines some steps further down, or up, have; 255 beyond the ends."""
        size = self.size
        for step in steps:
            away = min(abs(step), size)
            beyond = [MOST] * away
            self.put(f"{name}@{step}", column[away:] + beyond if step > 0 else beyond + column[: size - away])


def read(reader: Reader, votes: Votes, known: forms.Forms) -> Columns:
    """The columns of all lines of a page, which has at least one."""
    lines, cues = reader.lines, reader.cues
    texts, size = lines.texts, len(lines)
    columns = Columns(size)
    put, shifted = columns.put, columns.shifted
    lengths = [*map(length_step, cues.lengths)]
    form = dict(zip(forms.NAMES, map(list, zip(*map(known.__getitem__, texts), strict=True)), strict=True))
    stops = [*map(int, cues.stops)]
    gaps = [min(gap, 8) for gap in lines.gaps]
    signs = [0 if not sign else 2 if sign[0] == "#" else 1 for sign in lines.signs]
    roles = reader.roles(0, size)
    acts = [int(role is Role.ACTION) for role in roles]
    body = [max(0, min(MOST, 128 + vote // _VOTE_STEP)) for vote in votes.body]
    story = [int(vote > 0) for vote in votes.body]
    copies_of = Counter(texts)
    ages, age_kind, before, after, named = _ages(reader, roles, known)
    marks = {name: [int(marker & bits != 0) for marker in cues.markers] for name, bits in PHRASES.items()}

    put("length", lengths)
    for name, column in form.items():
        put(name, column)
    put("stop", stops)
    put("age", ages)
    put("age_kind", age_kind)
    put("age_before", before)
    put("age_after", after)
    put("age_name", named)
    put("gap", gaps)
    put("sign", signs)
    put("act", acts)
    put("copies", [min(copies_of[text], 20) for text in texts])
    put("body", body)
    put("comment", [max(0, min(MOST, 128 + vote // _VOTE_STEP)) for vote in votes.comment])
    put("indent", [min(40, start - begin) for begin, start in zip(lines.begins, lines.starts, strict=True)])
    put("link", _links(reader))
    for name, column in marks.items():
        put(f"is_{name}", column)
    heads = [
        one + 2 * two + 4 * three + 8 * four
        for one, two, three, four in zip(
            marks["comments_heading"], marks["related_heading"], marks["popular"], marks["comments_state"], strict=True
        )
    ]
    sides = [
        one + 2 * two + 4 * three + 8 * four + 16 * five
        for one, two, three, four, five in zip(
            marks["form"], marks["chrome"], marks["tags"], marks["read_more"], marks["category"], strict=True
        )
    ]
    for name, column in (
        ("length", lengths),
        ("words", form["words"]),
        ("stop", stops),
        ("likeness", form["likeness"]),
        ("end", form["end"]),
        ("age", ages),
        ("act", acts),
        ("body", body),
        ("gap", gaps),
        ("sign", signs),
        ("heads", heads),
        ("sides", sides),
        ("copies", columns.values[columns.names.index("copies")]),
        ("indent", columns.values[columns.names.index("indent")]),
    ):
        shifted(name, column, -2, -1, 1, 2)
    for name, column in (("length", lengths), ("age", ages), ("likeness", form["likeness"])):
        shifted(name, column, -3, 3)

    _place(columns, cues.lengths, story, ages, acts, lengths, gaps, signs)
    flags = {
        "comments_heading": marks["comments_heading"],
        "state": marks["comments_state"],
        "form": marks["form"],
        "heading": [*map(add, marks["related_heading"], marks["popular"])],
        "act": acts,
        "age": ages,
        "story": story,
        "chrome": marks["chrome"],
        "long": [int(length > _LONG and stop) for length, stop in zip(cues.lengths, stops, strict=True)],
        "gap": _wide_gaps(gaps),
        "copy": [int(copies_of[text] >= _REPEATED_LEAST) for text in texts],
        "numbered": [int(sign == 2) for sign in signs],
    }
    for name, flag in flags.items():
        put(f"since_{name}", _since(flag))
        put(f"until_{name}", _since(flag[::-1])[::-1])
    names = [int(likeness >= _NAMED) for likeness in form["likeness"]]
    dated = [int(age > 0) for age in ages]
    short = [int(length < _SHORT) for length in cues.lengths]
    signed = [int(sign == 1) for sign in signs]
    for width in (3, 10, 30):
        for name, column in (
            ("age", dated),
            ("act", acts),
            ("name", names),
            ("stop", stops),
            ("story", story),
            ("chrome", marks["chrome"]),
            ("sign", signed),
            ("short", short),
            ("copy", flags["copy"]),
        ):
            put(f"{name}~{width}", _around(column, width))
        put(f"length~{width}", [total // (2 * width + 1) for total in _sums(lengths, width)])
        put(f"talk~{width}", [total // (2 * width + 1) for total in _sums(form["talk"], width)])
    shapes = columns.shapes = _shapes(cues.lengths, ages, stops, signs, acts, names)
    anchors = [line for line, age in enumerate(ages) if age]
    _beside_anchors(columns, anchors, lengths, stops, form["likeness"], shapes, texts)
    _rhythm(columns, shapes, lengths, stops, form["likeness"])
    _echoes(columns, reader, copies_of, story)
    return columns


def _shapes(  # noqa: PLR0917 - columns of one page
    lengths: Sequence[int], ages: Column, stops: Column, signs: Column, acts: Column, names: Column
) -> list[int]:
    steps = [bisect_left(_STEPS_OF_LENGTHS, length) for length in lengths]
    return [
        step * 1000 + age * 100 + stop * 50 + sign * 10 + act * 5 + name
        for step, age, stop, sign, act, name in zip(steps, ages, stops, signs, acts, names, strict=True)
    ]


def _ages(reader: Reader, roles: Sequence[Role], known: forms.Forms) -> tuple[Column, Column, Column, Column, Column]:
    """For each line: where its age stands, which kind it is, what stands before and behind, whether that is a name."""
    size = len(reader.lines)
    ages, kinds, before, after, names = [0] * size, [0] * size, [0] * size, [0] * size, [0] * size
    for line, cue in reader.cues.ages.items():
        ages[line] = _AGE_FORMS.get(roles[line], 1)
        if ages[line] == 2 and not cue.before:
            ages[line] = 3
        kinds[line] = 1 if cue.age.kind is AgeKind.RELATIVE else 2 if cue.age.moment is None else 3
        before[line] = min(MOST, len(cue.before))
        after[line] = min(MOST, len(cue.after))
        name = cue.before.strip(" ·|-–—,:")
        if name:
            names[line] = 1 + known[name][9]
    return ages, kinds, before, after, names


def _links(reader: Reader) -> Column:
    """What a Markdown print tells of links: 1 no link on the line, 2 one, 3 nothing but one; 0 in other prints."""
    lines = reader.lines
    if not lines.markdown:
        return [0] * len(lines)
    found = []
    for start, end, text in zip(lines.starts, lines.ends, lines.texts, strict=True):
        said = lines.source[start:end] if end - start > len(text) + 3 else ""
        at = said.find("](")
        found.append(1 if at < 0 else 3 if at + 3 >= len(text) else 2)
    return found


def _wide_gaps(gaps: Column) -> Column:
    usual = sorted(gaps)[len(gaps) // 2]
    least = max(2, usual + 1)
    return [int(gap >= least) for gap in gaps]


def _place(  # noqa: PLR0917
    columns: Columns,
    said: Sequence[int],
    story: Column,
    ages: Column,
    acts: Column,
    lengths: Column,
    gaps: Column,
    signs: Column,
) -> None:
    """Where the line stands on the page, and what the page has of everything."""
    size = columns.size
    put = columns.put
    put("place", [100 * line // size for line in range(size)])
    masses = [*accumulate([length if good else 0 for length, good in zip(said, story, strict=True)])]
    whole = max(1, masses[-1])
    put("mass", [100 * mass // whole for mass in masses])
    for name, number in (
        ("page_size", length_step(size)),
        ("page_story", length_step(masses[-1])),
        ("page_ages", length_step(4 * sum(map(bool, ages)))),
        ("page_acts", length_step(4 * sum(acts))),
        ("page_long", 100 * sum([length > 60 for length in said]) // size),
        ("page_gaps", 100 * sum(map(bool, gaps)) // size),
        ("page_signs", 100 * sum(map(bool, signs)) // size),
        ("page_stops", sum(lengths) // size),
    ):
        put(name, [number] * size)


def _since(flags: Iterable[int]) -> Column:
    """How many lines above the last flag stands, at most 60."""
    found = []
    far = _FAR
    for flag in flags:
        far = 0 if flag else far + 1 if far < _FAR else _FAR
        found.append(far)
    return found


def _sums(column: Column, width: int) -> list[int]:
    """The sum over the line and so many lines on each side."""
    total = [0, *accumulate(column)]
    size = len(column)
    last = total[-1]
    if width >= size:
        return [last] * size
    upper = total[width + 1 :] + [last] * width
    lower = [0] * width + total[: size - width]
    return [*map(sub, upper[:size], lower)]


def _around(column: Column, width: int) -> Column:
    return [min(MOST, total) for total in _sums(column, width)]


def _beside_anchors(  # noqa: PLR0917
    columns: Columns,
    anchors: list[int],
    lengths: Column,
    stops: Column,
    likeness: Column,
    shapes: list[int],
    texts: list[str],
) -> None:
    """What the lines are like that stand as far above, or below, the other anchors as a line stands beside its own."""
    size = columns.size
    for name, direction in (("below", 1), ("above", -1)):
        table = [[MOST] * size for _ in range(9)]
        limits = [*anchors[1:], size] if direction > 0 else [-1, *anchors[:-1]]
        if len(anchors) > 1:
            for step in range(_REACH + 1 if direction > 0 else _REACH):
                away = step if direction > 0 else -step - 1
                places = [
                    (order, line)
                    for order, (anchor, limit) in enumerate(zip(anchors, limits, strict=True))
                    if ((line := anchor + away) < limit if direction > 0 else (line := anchor + away) > limit)
                ]
                if not places:
                    break
                _same_places(table, step, places, lengths, stops, likeness, shapes, texts)
        for part, column in zip(
            ("step", "many", "share", "likeness", "stops", "length", "spread", "different", "alike"), table, strict=True
        ):
            columns.put(f"{name}_{part}", column)


def _same_places(  # noqa: PLR0917
    table: list[Column],
    step: int,
    places: list[tuple[int, int]],
    lengths: Column,
    stops: Column,
    likeness: Column,
    shapes: list[int],
    texts: list[str],
) -> None:
    rows = [line for _, line in places]
    orders = [order for order, _ in places]
    said = [lengths[line] for line in rows]
    of_length = [0, *accumulate(said)]
    of_stops = [0, *accumulate([stops[line] for line in rows])]
    of_likeness = [0, *accumulate([likeness[line] for line in rows])]
    kinds = [shapes[line] for line in rows]
    words = [texts[line] for line in rows]
    many = len(rows)
    step_of, many_of, share_of, like_of, stop_of, length_of, spread_of, different_of, alike_of = table
    for at, line in enumerate(rows):
        low, high = max(0, at - _BESIDE), min(many, at + _BESIDE + 1)
        count = high - low
        step_of[line] = step
        many_of[line] = count
        share_of[line] = 20 * count // (orders[high - 1] - orders[low] + 1)
        like_of[line] = (of_likeness[high] - of_likeness[low]) // count
        stop_of[line] = 20 * (of_stops[high] - of_stops[low]) // count
        mean = length_of[line] = (of_length[high] - of_length[low]) // count
        spread_of[line] = sum([abs(length - mean) for length in said[low:high]]) // count
        different_of[line] = 20 * len(set(words[low:high])) // count
        alike_of[line] = 20 * kinds[low:high].count(kinds[at]) // count


def _rhythm(columns: Columns, shapes: list[int], lengths: Column, stops: Column, likeness: Column) -> None:
    """The period in which shapes of lines repeat around a line, and what the lines a period apart are like."""
    size = columns.size
    best, kept = [1] * size, [-1] * size
    for period in range(1, _PERIODS + 1):
        same = [20 * one for one in map(eq, shapes, shapes[period:])] + [0] * min(period, size)
        width = 3 * period
        shares = [*map(floordiv, _sums(same[:size], width), [2 * width + 1] * size)]
        columns.put(f"period_{period}", shares)
        for line, share in enumerate(shares):
            if share > kept[line]:  # a longer period needs more than its divisors have
                best[line], kept[line] = period, share
    columns.put("period", best)
    columns.put("regular", kept)
    means = {name: [0] * size for name in ("length", "stops", "likeness")}
    for period in set(best):
        for name, column in (("length", lengths), ("stops", stops), ("likeness", likeness)):
            into = means[name]
            factor = 20 if name == "stops" else 1
            for residue in range(min(period, size)):
                strided = column[residue::period]
                sums = _sums(strided, 3)
                for line, total in zip(range(residue, size, period), sums, strict=True):
                    if best[line] == period:
                        into[line] = factor * total // 7
    for name, column in means.items():
        columns.put(f"phase_{name}", column)


def _echoes(columns: Columns, reader: Reader, copies_of: Counter[str], story: Column) -> None:
    """Which of a line's words stand in the story, and whether its neighbours say the same."""
    texts = reader.lines.texts
    size = columns.size
    told: set[str] = set()
    for line, good in enumerate(story):
        if good:
            told.update(texts[line].lower().split())
    shares = []
    for text in texts:
        words = [word for word in text[:120].lower().split() if len(word) > 3]
        shares.append(21 if not words or not told else 20 * sum([word in told for word in words]) // len(words))
    columns.put("echo", shares)
    columns.put("double_above", [0, *(_double(texts[line], texts[line - 1]) for line in range(1, size))])
    columns.put("double_below", [*(_double(texts[line], texts[line + 1]) for line in range(size - 1)), 0])
    columns.put(
        "near_copy",
        [
            int(copies_of[text] > 1 and text in texts[max(0, line - 6) : line] + texts[line + 1 : line + 7])
            for line, text in enumerate(texts)
        ],
    )


def _double(text: str, other: str) -> int:
    if text == other:
        return 1
    return 2 if len(other) > 8 and other in text else 3 if len(text) > 8 and text in other else 0
