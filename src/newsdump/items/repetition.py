"""A line set against what repeats around it: the first columns that roles are read from.

Every column holds a small number (0 to 255) for each line of the page: the line's own form, what its cues announce, how
far the next age, button or heading is, how dense they are around it, which period the shapes of lines repeat in, and,
above all, what the lines look like that stand at the same place beside the other ages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from attrs import frozen

from newsdump.ages import AgeKind
from newsdump.cues import Cues
from newsdump.items import forms, lanes, periods
from newsdump.items.forms import length_step
from newsdump.items.lanes import MOST, Column, Columns, Windows
from newsdump.items.roles import Reader, Role
from newsdump.lexicon import Marker
from newsdump.trees import Votes

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
_NAMED: Final = 13
_LONG: Final = 80
_SHORT: Final = 25
_VOTE_STEP: Final = 16
_REPEATED_LEAST: Final = 3
_GAP_MOST: Final = 8
_NO_VOTE: Final = 128
_LEVEL: Final = 128
"""A line that begins where the one above does."""
_COPY_NEAR: Final = 6
"""So near the same line stands again in one card: a picture's text and the link's."""
_NO_ECHO: Final = 21
"""Of lines without words, or on pages without a story."""
_STEPS_OF_LENGTHS: Final = (4, 13, 26, 46, 91, 201)
_STEPS: Final = [bisect_left(_STEPS_OF_LENGTHS, length) for length in range(_STEPS_OF_LENGTHS[-1] + 2)]
_UP_TO_20: Final = lanes.table(range(21))
_UP_TO_40: Final = lanes.table(range(41))
_REPEATED: Final = lanes.table((*(0,) * _REPEATED_LEAST, 1))
_NAME_LIKE: Final = lanes.table((*(0,) * _NAMED, 1))
_SIGNED: Final = lanes.table((0, 1, 0))
_NUMBERED: Final = lanes.table((0, 0, 1, 0))


def read(reader: Reader, votes: Votes, known: forms.Forms) -> Columns:
    """The columns of all lines of a page, which has at least one."""
    columns = Columns(len(reader.lines))
    own = _own(reader, votes, known)
    _put_own(columns, own, reader, votes)
    _put_beside(columns, own)
    _place(columns, reader.cues.lengths, own.story, own.ages, own.acts, own.lengths, own.gaps, own.signs)
    _put_distances(columns, own, reader.cues)
    names = own.form["likeness"].translate(_NAME_LIKE)
    _put_windows(columns, own, reader.cues.lengths, names)
    lengths, stops, likeness, texts = own.lengths, own.stops, own.form["likeness"], reader.lines.texts
    shapes = columns.shapes = _shapes(reader.cues.lengths, own.ages, stops, own.signs, own.acts, names)
    anchors = [line for line, age in enumerate(own.ages) if age]
    periods.beside_anchors(columns, anchors, lengths, stops, likeness, shapes, texts)
    periods.rhythm(columns, shapes, lengths, stops, likeness)
    _echoes(columns, texts, own.counted, own.story)
    return columns


@frozen(eq=False)
class _Own:
    """What lines have of their own: what the columns of their neighbourhood are made of."""

    form: dict[str, Column]
    """By the names of `forms`."""
    lengths: Column
    stops: Column
    gaps: Column
    signs: Column
    """1 for a bullet, 2 for a number."""
    acts: Column
    body: Column
    story: Column
    """1 where a line is voted for."""
    counted: Counter[str]
    copies: Column
    ages: Column
    about_ages: dict[str, Column]
    marks: dict[str, Column]
    """For each kind of phrase 1 where a line has one."""


def _own(reader: Reader, votes: Votes, known: forms.Forms) -> _Own:
    lines, cues = reader.lines, reader.cues
    texts = lines.texts
    read_forms = b"".join(map(known.__getitem__, texts))
    roles = reader.roles(0, len(lines))
    counted = Counter(texts)
    ages, kind, before, after, named = _ages(reader, roles, known)
    return _Own(
        form={name: read_forms[place :: len(forms.NAMES)] for place, name in enumerate(forms.NAMES)},
        lengths=bytes(map(length_step, cues.lengths)),
        stops=bytes(cues.stops),
        gaps=bytes([gap if gap < _GAP_MOST else _GAP_MOST for gap in lines.gaps]),  # noqa: FURB136 - min is slower
        signs=bytes([0 if not sign else 2 if sign[0] == "#" else 1 for sign in lines.signs]),
        acts=bytes([role is Role.ACTION for role in roles]),
        body=lanes.cut([_NO_VOTE + vote // _VOTE_STEP for vote in votes.body]),
        story=bytes([vote > 0 for vote in votes.body]),
        counted=counted,
        copies=lanes.cut([counted[text] for text in texts]).translate(_UP_TO_20),
        ages=ages,
        about_ages={"age_kind": kind, "age_before": before, "age_after": after, "age_name": named},
        marks=_marks(cues.markers),
    )


def _put_own(columns: Columns, own: _Own, reader: Reader, votes: Votes) -> None:
    """What each line has of its own."""
    lines, put = reader.lines, columns.put
    put("length", own.lengths)
    for name, column in own.form.items():
        put(name, column)
    put("stop", own.stops)
    put("age", own.ages)
    for name, column in own.about_ages.items():
        put(name, column)
    put("gap", own.gaps)
    put("sign", own.signs)
    put("act", own.acts)
    put("copies", own.copies)
    put("body", own.body)
    put("comment", lanes.cut([_NO_VOTE + vote // _VOTE_STEP for vote in votes.comment]))
    indent = [start - begin for begin, start in zip(lines.begins, lines.starts, strict=True)]
    put("indent", lanes.cut(indent).translate(_UP_TO_40))
    _steps(columns, indent, lines.signs)
    put("link", _links(reader))
    for name, column in own.marks.items():
        put(f"is_{name}", column)


def _put_beside(columns: Columns, own: _Own) -> None:
    """What the lines next to each have."""
    shifted, marks = columns.put_shifted, own.marks
    for name, column in (
        ("act", own.acts),
        ("gap", own.gaps),
        ("sign", own.signs),
        ("heads", _together(marks, ("comments_heading", "related_heading", "popular", "comments_state"))),
        ("sides", _together(marks, ("form", "chrome", "tags", "read_more", "category"))),
        ("copies", own.copies),
        ("indent", columns.values[columns.names.index("indent")]),
    ):
        shifted(name, column, -1, 1)
    for name, column in (
        ("length", own.lengths),
        ("words", own.form["words"]),
        ("stop", own.stops),
        ("likeness", own.form["likeness"]),
        ("end", own.form["end"]),
        ("age", own.ages),
        ("body", own.body),
    ):
        shifted(name, column, -2, -1, 1, 2)


def _put_distances(columns: Columns, own: _Own, cues: Cues) -> None:
    """How far above and below each line the next one of many kinds stands."""
    marks = own.marks
    for name, flags in {
        "comments_heading": marks["comments_heading"],
        "state": marks["comments_state"],
        "form": marks["form"],
        "heading": lanes.flags(_together(marks, ("related_heading", "popular"))),
        "act": own.acts,
        "age": lanes.flags(own.ages),
        "story": own.story,
        "chrome": marks["chrome"],
        "long": bytes([length > _LONG and stop for length, stop in zip(cues.lengths, cues.stops, strict=True)]),
        "gap": _wide_gaps(own.gaps),
        "copy": own.copies.translate(_REPEATED),
        "numbered": own.signs.translate(_NUMBERED),
    }.items():
        columns.put(f"since_{name}", lanes.since(flags))
        columns.put(f"until_{name}", lanes.until(flags))


def _put_windows(columns: Columns, own: _Own, said: Sequence[int], names: Column) -> None:
    """How many lines around each are of many kinds, and what they have in the mean."""
    windows = {
        "age": Windows(lanes.flags(own.ages), flags=True),
        "act": Windows(own.acts, flags=True),
        "name": Windows(names, flags=True),
        "stop": Windows(own.stops, flags=True),
        "story": Windows(own.story, flags=True),
        "chrome": Windows(own.marks["chrome"], flags=True),
        "sign": Windows(own.signs.translate(_SIGNED), flags=True),
        "short": Windows(bytes([length < _SHORT for length in said]), flags=True),
        "copy": Windows(own.copies.translate(_REPEATED), flags=True),
    }
    means = {"length": Windows(own.lengths), "talk": Windows(own.form["talk"])}
    for width in (3, 10, 30):
        for name, window in windows.items():
            columns.put(f"{name}~{width}", window.sum(-width, width))
        for name, window in means.items():
            columns.put(f"{name}~{width}", window.mean(-width, width))


def _steps(columns: Columns, indent: Sequence[int], signs: Sequence[str]) -> None:
    """How far each line stands from the beginning of the one above, and whether they have the same bullet."""
    steps = lanes.cut([_LEVEL + other - one for one, other in pairwise([0, *indent])])
    alike = bytes([one == other for one, other in pairwise(["", *signs])])
    for name, column in (("deeper", steps), ("sign_alike", alike)):
        columns.put(name, column)
        columns.put_shifted(name, column, 1)


def _marks(markers: Sequence[int]) -> dict[str, Column]:
    """For each kind of phrase 1 where a line has one."""
    marked: dict[int, list[int]] = {}
    for line, marker in enumerate(markers):
        if marker:
            marked.setdefault(marker, []).append(line)
    found = {}
    for name, bits in PHRASES.items():
        column = bytearray(len(markers))
        for marker, lines in marked.items():
            if marker & bits:
                for line in lines:
                    column[line] = 1
        found[name] = bytes(column)
    return found


def _together(marks: dict[str, Column], names: Sequence[str]) -> Column:
    """Columns of flags as one: the first counts 1, the next 2, then 4."""
    size = len(marks[names[0]])
    whole = sum([int.from_bytes(marks[name], "little") << place for place, name in enumerate(names)])
    return whole.to_bytes(size, "little")


def _shapes(  # noqa: PLR0917 - columns of one page
    lengths: Sequence[int], ages: Column, stops: Column, signs: Column, acts: Column, names: Column
) -> list[int]:
    last = len(_STEPS) - 1
    return [
        _STEPS[length if length < last else last] * 1000 + age * 100 + stop * 50 + sign * 10 + act * 5 + name  # noqa: FURB136
        for length, age, stop, sign, act, name in zip(lengths, ages, stops, signs, acts, names, strict=True)
    ]


def _ages(reader: Reader, roles: Sequence[Role], known: forms.Forms) -> tuple[Column, Column, Column, Column, Column]:
    """For each line: where its age stands, which kind it is, what stands before and behind, whether that is a name."""
    size = len(reader.lines)
    ages, kinds, before, after, names = [bytearray(size) for _ in range(5)]
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
    return bytes(ages), bytes(kinds), bytes(before), bytes(after), bytes(names)


def _links(reader: Reader) -> Column:
    """What a Markdown print tells of links: 1 no link on the line, 2 one, 3 nothing but one; 0 in other prints."""
    lines = reader.lines
    if not lines.markdown:
        return bytes(len(lines))
    found = []
    for start, end, text in zip(lines.starts, lines.ends, lines.texts, strict=True):
        said = lines.source[start:end] if end - start > len(text) + 3 else ""
        at = said.find("](")
        found.append(1 if at < 0 else 3 if at + 3 >= len(text) else 2)
    return bytes(found)


def _wide_gaps(gaps: Column) -> Column:
    usual = sorted(gaps)[len(gaps) // 2]
    return gaps.translate(lanes.table((*(0,) * max(2, usual + 1), 1)))


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
    put("place", bytes([100 * line // size for line in range(size)]))
    masses = [*accumulate([length if good else 0 for length, good in zip(said, story, strict=True)])]
    whole = max(1, masses[-1])
    put("mass", bytes([100 * mass // whole for mass in masses]))
    for name, number in (
        ("page_size", length_step(size)),
        ("page_story", length_step(masses[-1])),
        ("page_ages", length_step(4 * (size - ages.count(0)))),
        ("page_acts", length_step(4 * sum(acts))),
        ("page_long", 100 * sum([length > 60 for length in said]) // size),
        ("page_gaps", 100 * (size - gaps.count(0)) // size),
        ("page_signs", 100 * (size - signs.count(0)) // size),
        ("page_stops", sum(lengths) // size),
    ):
        put(name, bytes([number]) * size)


def _echoes(columns: Columns, texts: list[str], counted: Counter[str], story: Column) -> None:
    """Which of a line's words stand in the story, and whether its neighbours say the same."""
    told: set[str] = set()
    for text, good in zip(texts, story, strict=True):
        if good:
            told.update(text.lower().split())
    if told:
        is_told = told.__contains__
        shares = []
        for text in texts:
            words = [word for word in text[:120].lower().split() if len(word) > 3]
            shares.append(20 * sum(map(is_told, words)) // len(words) if words else _NO_ECHO)
        columns.put("echo", bytes(shares))
    else:
        columns.put("echo", bytes([_NO_ECHO]) * len(texts))
    said = [_says(text, other) for text, other in pairwise(texts)]
    columns.put("double_above", bytes([0, *(_OTHERS[says] for says in said)]))
    columns.put("double_below", bytes([*said, 0]))
    again = {text: -_COPY_NEAR - 1 for text, count in counted.items() if count > 1}
    above, below = bytearray(len(texts)), bytearray(len(texts))
    for line, text in enumerate(texts):
        before = again.get(text)
        if before is None:
            continue
        away = line - before
        if away <= _COPY_NEAR:
            above[line] = below[before] = away
        again[text] = line
    columns.put("same_above", bytes(above))
    columns.put("same_below", bytes(below))


_OTHERS: Final = (0, 1, 3, 2)


def _says(text: str, other: str) -> int:
    """Whether two lines say the same: 1 both, 2 the one all of the other, 3 the other all of the one, 0 neither."""
    if len(text) > len(other):
        return 2 if len(other) > 8 and other in text else 0
    if text == other:
        return 1
    return 3 if len(text) > 8 and text in other else 0
