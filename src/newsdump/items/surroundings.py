"""What the first roles say around a line: the columns that roles are read from a second time.

Roles come as shares of 255. A line hears its own, those of its neighbours and of the windows around it, those of lines
of its shape, those that stand at its place in the records beside its own, the last likely heading, and the page's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from newsdump.items import lanes
from newsdump.items.lanes import FAR, MOST, Column, Columns, Windows

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
_HEADINGS: Final = ("comments_heading", "related_heading")
_HEADING: Final = 64
_BEGIN: Final = 90
_RECORD_MOST: Final = 12
_BESIDE: Final = 4


def of_classes(shares: Sequence[Sequence[int]]) -> tuple[dict[str, Column], Column]:
    """The shares of classes as those of roles, and of a record's begin."""
    parts: dict[str, list[Column]] = {}
    beginning = []
    for (role, starts), share in zip(CLASSES, shares, strict=True):
        column = bytes(share)
        parts.setdefault(role, []).append(column)
        if starts:
            beginning.append(column)
    return {role: lanes.added(columns) for role, columns in parts.items()}, lanes.added(beginning)


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
    families = {name: lanes.added([roles[role] for role in members]) for name, members in FAMILIES.items()}
    families["begin"] = begins
    for name, column in families.items():
        columns.put_shifted(name, column, -1, 1)
        if name in _HEADINGS:  # they stand alone
            continue
        windows = Windows(column)
        for low, high in _WINDOWS:
            put(f"{name}~{low}..{high}", windows.mean(low, high))
    _alike(columns, families, shapes)
    for name in ("comment", "related", "other", "body"):
        put(f"page_{name}", bytes([sum(families[name]) // size]) * size)
    for name in _HEADINGS:
        put(f"page_{name}", bytes([max(families[name])]) * size)
        _last_heading(columns, name, families[name])
    _in_records(columns, families, begins)
    _in_runs(columns, roles, families)
    return columns


def _alike(columns: Columns, families: dict[str, Column], shapes: Sequence[int]) -> None:
    """What the lines of the same shape nearby are."""
    size, width = columns.size, len(_ALIKE)
    cells = [b"\xff" * width] * size
    many = bytearray(size)
    places: dict[int, list[int]] = {}
    for line, shape in enumerate(shapes):
        places.setdefault(shape, []).append(line)
    said = lanes.rows([families[name] for name in _ALIKE])
    for lines in places.values():
        if len(lines) < 2:
            continue
        total = [0, *accumulate([said[line] for line in lines])]
        low = high = 0
        for line in lines:
            while lines[low] < line - _ALIKE_NEAR:
                low += 1
            while high < len(lines) and lines[high] <= line + _ALIKE_NEAR:
                high += 1
            others = many[line] = high - low - 1
            if others:
                cells[line] = lanes.means(total[high] - total[low] - said[line], others, width)
    columns.put("alike_many", bytes(many))
    table = b"".join(cells)
    for place, name in enumerate(_ALIKE):
        columns.put(f"alike_{name}", table[place::width])


def _last_heading(columns: Columns, name: str, shares: Column) -> None:
    """How likely the last likely heading above is one, and how far it is."""
    best, after = 0, 0
    likely, headings = [], bytearray(columns.size + 1)
    for line, share in enumerate(shares):
        if share and (share > _HEADING or share > best):
            likely.append(bytes([best]) * (line + 1 - after))
            headings[line] = 1
            best, after = share, line + 1
    likely.append(bytes([best]) * (columns.size - after))
    columns.put(f"last_{name}", b"".join(likely))
    columns.put(f"since_{name}", _further(lanes.since(bytes(headings))[: columns.size]))


def _further(far: Column) -> Column:
    """How far something is that stands above the line, given how far it was from the line above."""
    return bytes([FAR]) + far.translate(_ONE_MORE)[:-1]


_ONE_MORE: Final = bytes([min(FAR, far + 1) for far in range(MOST + 1)])


def _in_records(columns: Columns, families: dict[str, Column], begins: Column) -> None:
    """What stands at the same place in the records beside the line's own, as far as likely begins cut them."""
    size, width = columns.size, len(families)
    starts = [line for line, share in enumerate(begins) if share >= _BEGIN]
    limits = [*starts[1:], size] if starts else []
    nothing = b"\xff" * width
    cells = [b"\xff" * (3 + width)] * size
    said = lanes.rows([*families.values()]) if starts else []
    lengths = [min(40, limit - start) for start, limit in zip(starts, limits, strict=True)]
    of_lengths = [0, *accumulate(lengths)]
    for away in range(_RECORD_MOST):
        rows = [(order, line) for order, start in enumerate(starts) if (line := start + away) < limits[order]]
        if not rows:
            break
        total = [0, *accumulate([said[line] for _, line in rows])]
        for at, (order, line) in enumerate(rows):
            low = at - _BESIDE if at > _BESIDE else 0
            high = min(len(rows), at + _BESIDE + 1)
            others = high - low - 1
            across = rows[high - 1][0] - rows[low][0]
            cells[line] = bytes((away, min(MOST, limits[order] - line), 20 * others // max(1, across))) + (
                lanes.means(total[high] - total[low] - said[line], others, width) if others else nothing
            )
    table = b"".join(cells)
    for place, name in enumerate(("record_step", "record_rest", "record_share")):
        columns.put(name, table[place :: 3 + width])
    mean = bytearray(b"\xff" * size)
    for order, (start, limit) in enumerate(zip(starts, limits, strict=True)):
        low, high = max(0, order - _BESIDE), min(len(starts), order + _BESIDE + 1)
        mean[start:limit] = bytes([(of_lengths[high] - of_lengths[low]) // (high - low)]) * (limit - start)
    columns.put("record_mean", bytes(mean))
    for place, name in enumerate(families, 3):
        columns.put(f"record_{name}", table[place :: 3 + width])


def _in_runs(columns: Columns, roles: dict[str, Column], families: dict[str, Column]) -> None:
    """Whether a line is a part as the run of items around it begins with, or stands behind one as it ends with.

    Records follow each other in a circle: where each of them begins shows only at the ends of their run.
    """
    size = columns.size
    table = {
        name: bytearray([_NO_RUN]) * size
        for name in ("run_first", "run_last", "run_place", "run_rest", "run_opening", "run_closing", "run_cores")
    }
    runs = _runs(families)
    parts = [lanes.added([roles[role] for role in members]) for members in _PARTS] if runs else []
    for start, end in runs:
        part = [row.index(max(row)) for row in zip(*[column[start:end] for column in parts], strict=True)]
        first, last, length = part[0], part[-1], end - start
        again = first == last
        before = [-1, *part[:-1]]
        opens = [one == first and (again or above != first) for one, above in zip(part, before, strict=True)]
        many = sum(opens)
        cores = sum([one in _CORES and one != above for one, above in zip(part, before, strict=True)])
        closes = [above == last and (again or one != last) for one, above in zip(part, before, strict=True)]
        closes[0] = True
        table["run_first"][start:end] = bytes(opens).translate(_WHOLE)
        table["run_last"][start:end] = bytes(closes).translate(_WHOLE)
        table["run_place"][start:end] = place = _COUNTED[:length].ljust(length, b"\xff")
        table["run_rest"][start:end] = place[::-1]
        table["run_opening"][start:end] = bytes([_PART_STEP * first]) * length
        table["run_closing"][start:end] = bytes([_PART_STEP * last]) * length
        table["run_cores"][start:end] = bytes([MOST * min(many, cores) // max(many, cores, 1)]) * length
    for name, column in table.items():
        columns.put(name, bytes(column))


_COUNTED: Final = bytes(range(MOST + 1))
_WHOLE: Final = b"\0" + b"\xff" * MOST


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
