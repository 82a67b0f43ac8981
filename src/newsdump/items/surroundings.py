"""What the first roles say around a line: the columns that roles are read from a second time.

Roles come as shares of 255. A line hears its own, those of its neighbours and of the windows around it, those of lines
of its shape, those that stand at its place in the records beside its own, the last likely heading, and the page's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import add, sub
from typing import Final

from newsdump.items.forms import MOST
from newsdump.items.repetition import Column, Columns

ROLES: Final = (
    "other",
    "body",
    "comments_heading",
    "comments_state",
    "comment_author",
    "comment_age",
    "comment_name_age",
    "comment_text",
    "comment_action",
    "related_heading",
    "related_title",
    "related_meta",
    "related_age",
    "related_text",
    "related_source",
    "title",
    "byline",
)
"""What a line may be."""
COMMENT: Final = ("comment_author", "comment_age", "comment_name_age", "comment_text", "comment_action")
RELATED: Final = ("related_title", "related_meta", "related_age", "related_text", "related_source")
CLASSES: Final = tuple(
    (role, begins) for role in ROLES for begins in ((False, True) if role in COMMENT or role in RELATED else (False,))
)
"""What votes tell apart: roles, and whether a record begins with the line."""
FAMILIES: Final = {
    "comment": COMMENT,
    "related": RELATED,
    "other": ("other",),
    "body": ("body",),
    "related_title": ("related_title",),
    "comment_text": ("comment_text",),
    "comment_name": ("comment_author", "comment_name_age"),
    "comments_heading": ("comments_heading",),
    "related_heading": ("related_heading",),
    "related_side": ("related_meta", "related_source"),
    "related_age": ("related_age",),
    "header": ("title", "byline"),
}
"""Roles that are added up."""
_PARTS: Final = (
    ("comment_author", "comment_name_age"),
    ("comment_age",),
    ("comment_text",),
    ("comment_action",),
    ("related_title",),
    ("related_meta", "related_source"),
    ("related_age",),
    ("related_text",),
)
"""The parts of records, as far as a list's first and last lines are compared with others."""
_CORES: Final = frozenset((2, 4))
_PART_STEP: Final = 24
_ITEM: Final = 100
"""From this share on a line is in a run of items."""
_NO_RUN: Final = 128
_WINDOWS: Final = ((-3, -1), (1, 3), (-10, -1), (1, 10), (-30, 30), (-6, 6))
_ALIKE: Final = ("comment", "related", "other", "related_title")
_ALIKE_NEAR: Final = 30
_HEADING: Final = 64
_BEGIN: Final = 90
_FAR: Final = 60
_RECORD_MOST: Final = 12
_BESIDE: Final = 4


def of_classes(shares: Sequence[Column]) -> tuple[dict[str, Column], Column]:
    """The shares of classes as those of roles, and of a record's begin."""
    roles: dict[str, Column] = {}
    begins: Column = [0] * len(shares[0])
    for (role, starts), column in zip(CLASSES, shares, strict=True):
        roles[role] = [*map(add, roles[role], column)] if role in roles else column
        if starts:
            begins = [*map(add, begins, column)]
    return {role: [min(MOST, share) for share in column] for role, column in roles.items()}, [
        min(MOST, share) for share in begins
    ]


def read(roles: dict[str, Column], begins: Column, shapes: Sequence[int]) -> Columns:
    """The columns of all lines of a page, which has at least one.

    Args:
        roles: for each role the share of 255 that each line has of it.
        begins: the share of 255 that a record begins there.
        shapes: what lines of one kind have alike.
    """
    size = len(begins)
    columns = Columns(size)
    put = columns.put
    for name, column in roles.items():
        put(name, column)
    put("begin", begins)
    families = {name: _total([roles[role] for role in members]) for name, members in FAMILIES.items()}
    families["begin"] = begins
    sums = {name: [0, *accumulate(column)] for name, column in families.items()}
    for name, total in sums.items():
        for low, high in _WINDOWS:
            put(f"{name}~{low}..{high}", _mean(total, low, high))
        columns.shifted(name, families[name], -2, -1, 1, 2)
    _alike(columns, families, shapes)
    for name in ("comment", "related", "other", "body"):
        put(f"page_{name}", [sums[name][-1] // size] * size)
    for name in ("comments_heading", "related_heading"):
        put(f"page_{name}", [max(families[name])] * size)
        _last_heading(columns, name, families[name])
    _in_records(columns, families, begins)
    _in_runs(columns, roles, families)
    return columns


def _total(parts: list[Column]) -> Column:
    if len(parts) == 1:
        return parts[0]
    total = parts[0]
    for part in parts[1:]:
        total = [*map(add, total, part)]
    return [min(MOST, share) for share in total]


def _mean(total: list[int], low: int, high: int) -> Column:
    """The mean over the lines from *low* to *high* around each, those beyond the page counting 0."""
    size = len(total) - 1
    width = high - low + 1
    last = total[-1]
    upper = [*total[max(0, high + 1) :], *[last] * min(size, max(0, high + 1))][:size]
    if high + 1 < 1:
        upper = ([0] * min(size, -high - 1) + total)[:size]
    lower = (
        ([0] * min(size, max(0, -low)) + total)[:size] if low <= 0 else [*total[low:], *[last] * min(size, low)][:size]
    )
    return [difference // width for difference in map(sub, upper, lower)]


def _alike(columns: Columns, families: dict[str, Column], shapes: Sequence[int]) -> None:
    """What the lines of the same shape nearby are."""
    size = columns.size
    table = [[255] * size for _ in _ALIKE]
    many = [0] * size
    places: dict[int, list[int]] = {}
    for line, shape in enumerate(shapes):
        places.setdefault(shape, []).append(line)
    for lines in places.values():
        if len(lines) < 2:
            continue
        sums = [[0, *accumulate([families[name][line] for line in lines])] for name in _ALIKE]
        low = high = 0
        for line in lines:
            while lines[low] < line - _ALIKE_NEAR:
                low += 1
            while high < len(lines) and lines[high] <= line + _ALIKE_NEAR:
                high += 1
            others = high - low - 1
            if others:
                many[line] = min(255, others)
                for column, total, name in zip(table, sums, _ALIKE, strict=True):
                    column[line] = (total[high] - total[low] - families[name][line]) // others
    columns.put("alike_many", many)
    for name, column in zip(_ALIKE, table, strict=True):
        columns.put(f"alike_{name}", column)


def _last_heading(columns: Columns, name: str, shares: Column) -> None:
    """How likely the last likely heading above is one, and how far it is."""
    best, far = 0, _FAR
    likely, away = [], []
    for share in shares:
        likely.append(best)
        away.append(far)
        if share > _HEADING or share > best:
            best, far = share, 0
        far = min(_FAR, far + 1)
    columns.put(f"last_{name}", likely)
    columns.put(f"since_{name}", away)


def _in_records(columns: Columns, families: dict[str, Column], begins: Column) -> None:
    """What stands at the same place in the records beside the line's own, as far as likely begins cut them."""
    size = columns.size
    starts = [line for line, share in enumerate(begins) if share >= _BEGIN]
    limits = [*starts[1:], size] if starts else []
    step, lasts, shares = [255] * size, [255] * size, [255] * size
    table = {name: [255] * size for name in families}
    lengths = [min(40, limit - start) for start, limit in zip(starts, limits, strict=True)]
    of_lengths = [0, *accumulate(lengths)]
    for away in range(_RECORD_MOST):
        rows = [(order, start + away) for order, start in enumerate(starts) if start + away < limits[order]]
        if not rows:
            break
        sums = {name: [0, *accumulate([column[line] for _, line in rows])] for name, column in families.items()}
        for at, (order, line) in enumerate(rows):
            low, high = max(0, at - _BESIDE), min(len(rows), at + _BESIDE + 1)
            step[line] = away
            lasts[line] = limits[order] - line
            others = high - low - 1
            first, last = rows[low][0], rows[high - 1][0]
            shares[line] = 20 * others // max(1, last - first)
            if others:
                for name, total in sums.items():
                    table[name][line] = (total[high] - total[low] - families[name][line]) // others
    columns.put("record_step", step)
    columns.put("record_rest", [min(255, rest) for rest in lasts])
    columns.put("record_share", shares)
    mean = [255] * size
    for order, (start, limit) in enumerate(zip(starts, limits, strict=True)):
        low, high = max(0, order - _BESIDE), min(len(starts), order + _BESIDE + 1)
        mean[start:limit] = [(of_lengths[high] - of_lengths[low]) // (high - low)] * (limit - start)
    columns.put("record_mean", mean)
    for name, column in table.items():
        columns.put(f"record_{name}", column)


def _in_runs(columns: Columns, roles: dict[str, Column], families: dict[str, Column]) -> None:
    """Whether a line is a part as the run of items around it begins with, or stands behind one as it ends with.

    Records follow each other in a circle: where each of them begins shows only at the ends of their run.
    """
    size = columns.size
    parts = [*zip(*[_total([roles[role] for role in members]) for members in _PARTS], strict=True)]
    part = [row.index(max(row)) for row in parts]
    table = {
        name: [_NO_RUN] * size
        for name in ("run_first", "run_last", "run_place", "run_rest", "run_opening", "run_closing", "run_cores")
    }
    for start, end in _runs(families):
        first, last = part[start], part[end - 1]
        again = first == last
        opens = [
            part[line] == first and (again or line == start or part[line - 1] != first) for line in range(start, end)
        ]
        cores = sum(
            [part[line] in _CORES and (line == start or part[line - 1] != part[line]) for line in range(start, end)]
        )
        many = sum(opens)
        table["run_first"][start:end] = [MOST * one for one in opens]
        table["run_last"][start:end] = [
            MOST * (line == start or (part[line - 1] == last and (again or part[line] != last)))
            for line in range(start, end)
        ]
        table["run_place"][start:end] = [min(MOST, place) for place in range(end - start)]
        table["run_rest"][start:end] = [min(MOST, place) for place in range(end - start - 1, -1, -1)]
        table["run_opening"][start:end] = [_PART_STEP * first] * (end - start)
        table["run_closing"][start:end] = [_PART_STEP * last] * (end - start)
        table["run_cores"][start:end] = [MOST * min(many, cores) // max(many, cores, 1)] * (end - start)
    for name, column in table.items():
        columns.put(name, column)


def _runs(families: dict[str, Column]) -> list[tuple[int, int]]:
    """The runs of lines that are likely of comments, or of related items; a single line between does not end one."""
    found: list[tuple[int, int]] = []
    before = ""
    headings = families["comments_heading"], families["related_heading"]
    for line, (comment, related) in enumerate(zip(families["comment"], families["related"], strict=True)):
        if max(comment, related) < _ITEM:
            continue
        kind = "comment" if comment > related else "related"
        if found and kind == before and found[-1][1] >= line - 1 and all(of[line - 1] < _HEADING for of in headings):
            found[-1] = (found[-1][0], line + 1)
        else:
            found.append((line, line + 1))
        before = kind
    return found
