"""Records that follow each other in a circle, cut where both ends of their list agree.

Source, title, source, title may be sources above their titles or titles above their sources, and most lines of a list
say nothing else. Its ends do: where a source is left over above the first title, and none stands below the last one,
the sources are of the titles below them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from newsdump.items.decoding import Record, is_certain, records_of
from newsdump.items.grammar import FAMILIES, STATES
from newsdump.items.surroundings import CLASSES, COMMENT, RELATED

Shares = Sequence[Sequence[float]]

_ROLES: Final = {"comment": COMMENT, "related": RELATED}
_PAIRS: Final = {
    kind: [(CLASSES.index((role, False)), CLASSES.index((role, True))) for role in roles]
    for kind, roles in _ROLES.items()
}
"""The classes of each role: of lines that begin no record, and of those that do."""
_CORES: Final = frozenset(("comment_text", "related_title", "related_text"))
_LEFT: Final = 0.3
"""A line with so much of a share of an item is left over where it is in no record."""
_MOST_LEFT: Final = 4
_FAR: Final = 40


def settled(shares: Shares, decode: Callable[[Shares], list[int]]) -> list[int]:
    """The reading of a page: where the ends of a list tell that its records begin elsewhere, they do.

    Args:
        shares: for each line the share of each class.
        decode: gives for each line its state.
    """
    path = decode(shares)
    for records in records_of(path):
        kind = FAMILIES[records[0].family].of
        first, last = records[0].lines[0][0], records[-1].lines[-1][0]
        period = _period(records) if kind == "related" else 0
        if period:
            start, after = _around(path, shares, first, last)
            path[start:after] = decode(_in_step(shares[start:after], records, period, start))
            continue
        above = _left_over(shares, path, range(first - 1, max(-1, first - 1 - _MOST_LEFT), -1), kind)
        if len(records) < 2 or not any(_role(shares[line], kind) not in _CORES for line in above):
            continue
        below = _left_over(shares, path, range(last + 1, min(len(path), last + 1 + _MOST_LEFT)), kind)
        if not _lacks_an_end(records) and not any(_role(shares[line], kind) in _CORES for line in below):
            continue
        top, last = above[-1], max([last, *below])
        start, after = _around(path, shares, top, last)
        other = decode(_begun_as(shares[start:after], top - start, last + 1 - start, kind))
        if STATES[other[top - start]].begins:
            path[start:after] = other
    return path


def _around(path: Sequence[int], shares: Shares, first: int, last: int) -> tuple[int, int]:
    """The lines to read again where those from *first* to *last* change.

    What stands beyond a line that is surely of no item cannot read differently, and what stands far beyond one that
    was read so does not: so a page of many lists takes no longer than its lines.
    """
    above = (line for line in range(first - 1, 0, -1) if _parts(path, shares, line, first - line))
    below = (line for line in range(last + 1, len(path)) if _parts(path, shares, line, line - last))
    return next(above, 0), next(below, len(path)) + 1


def _parts(path: Sequence[int], shares: Shares, line: int, away: int) -> bool:
    return is_certain(shares[line]) or (away > _FAR and STATES[path[line]].role == "other")


def _left_over(shares: Shares, path: Sequence[int], lines: Sequence[int], kind: str) -> list[int]:
    """The lines of no record, from the first of *lines* on, that are likely of one."""
    found = []
    for line in lines:
        share = shares[line]
        if STATES[path[line]].role != "other" or sum([share[a] + share[b] for a, b in _PAIRS[kind]]) < _LEFT:
            break
        found.append(line)
    return found


def _period(records: Sequence[Record]) -> int:
    """The lines of a record, if all but the first and the last have as many, and these two so many together, or twice.

    All of them then begin where the first one does, and each lost some lines to the one above; 0 if it is not so.
    """
    sizes = [len(record.lines) for record in records]
    between = set(sizes[1:-1])
    if len(between) != 1 or records[-1].lines[-1][1] not in _CORES:
        return 0
    (period,) = between
    return period if sizes[0] != period and sizes[0] + sizes[-1] in {period, 2 * period} else 0


def _in_step(shares: Shares, records: Sequence[Record], period: int, above: int) -> Shares:
    """*shares* with a record at every so many lines, whose titles stand where the last record has its own.

    They are those of the lines from *above* on.
    """
    top = records[0].lines[0][0] - above
    last = next(line for line, role in records[-1].lines if role == "related_title") - above
    changed = [*shares]
    for line in range(top, records[-1].lines[-1][0] + 1 - above):
        place = (line - top) % period
        role = "related_source" if not place else "related_title" if place == (last - top) % period else ""
        if role:
            row = changed[line] = [*shares[line]]
            whole = sum([row[without] + row[beginning] for without, beginning in _PAIRS["related"]])
            for without, beginning in _PAIRS["related"]:
                row[without] = row[beginning] = 0.0
            row[CLASSES.index((role, not place))] = whole
    return changed


def _lacks_an_end(records: Sequence[Record]) -> bool:
    """Whether the last record ends with a core, as no other does."""
    ends = [record.lines[-1][1] for record in records]
    return ends[-1] in _CORES and not any(end in _CORES for end in ends[:-1])


def _role(share: Sequence[float], kind: str) -> str:
    return max(_ROLES[kind], key=lambda role: sum([share[one] for one in _PAIRS[kind][_ROLES[kind].index(role)]]))


def _begun_as(shares: Shares, top: int, end: int, kind: str) -> Shares:
    """*shares* with records that begin, from *top* on, with lines of the role of the line *top*, and with no others."""
    roles = [_role(share, kind) for share in shares[top:end]]
    changed = [*shares]
    for line, role in enumerate(roles, top):
        begins = role == roles[0] and (line == top or roles[line - 1 - top] != role)
        row = changed[line] = [*shares[line]]
        for without, beginning in _PAIRS[kind]:
            whole = row[without] + row[beginning]
            row[without], row[beginning] = (0.0, whole) if begins else (whole, 0.0)
    return changed
