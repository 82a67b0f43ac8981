"""What stands at the same place in what repeats: beside other ages, and periods of lines apart."""

from __future__ import annotations

from itertools import accumulate
from operator import eq
from typing import Final

from newsdump.items.lanes import MOST, Column, Columns, Windows, table

_REACH: Final = 8
_BESIDE: Final = 4
"""So many anchors on each side are looked at for what stands at the same place beside them."""
_PERIODS: Final = 6
_NO_CELL: Final = b"\xff" * 9
_UPWARDS: Final = bytes(range(MOST + 1))
_DISTANCES: Final = [_UPWARDS[mean:0:-1] + _UPWARDS[: MOST + 1 - mean] for mean in range(MOST + 1)]
"""For each mean how far numbers are from it."""


def beside_anchors(  # noqa: PLR0917
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
    parts = ("step", "many", "share", "likeness", "stops", "length", "spread", "different", "alike")
    for name, direction in (("below", 1), ("above", -1)):
        cells = [_NO_CELL] * size
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
                _same_places(cells, step, places, lengths, stops, likeness, shapes, texts)
        said = b"".join(cells)
        for place, part in enumerate(parts):
            columns.put(f"{name}_{part}", said[place :: len(parts)])


def _same_places(  # noqa: PLR0917
    cells: list[bytes],
    step: int,
    places: list[tuple[int, int]],
    lengths: Column,
    stops: Column,
    likeness: Column,
    shapes: list[int],
    texts: list[str],
) -> None:
    orders = [order for order, _ in places]
    rows = [line for _, line in places]
    said = bytes([lengths[line] for line in rows])
    of_length = [0, *accumulate(said)]
    of_stops = [0, *accumulate([stops[line] for line in rows])]
    of_likeness = [0, *accumulate([likeness[line] for line in rows])]
    kinds = [shapes[line] for line in rows]
    words = [texts[line] for line in rows]
    many = len(rows)
    for at, line in enumerate(rows):
        low = at - _BESIDE if at > _BESIDE else 0
        high = at + _BESIDE + 1 if at + _BESIDE < many else many
        count = high - low
        mean = (of_length[high] - of_length[low]) // count
        cells[line] = bytes(
            (
                step,
                count,
                20 * count // (orders[high - 1] - orders[low] + 1),
                (of_likeness[high] - of_likeness[low]) // count,
                20 * (of_stops[high] - of_stops[low]) // count,
                mean,
                sum(said[low:high].translate(_DISTANCES[mean])) // count,
                20 * len(set(words[low:high])) // count,
                20 * kinds[low:high].count(kinds[at]) // count,
            )
        )


def rhythm(columns: Columns, shapes: list[int], lengths: Column, stops: Column, likeness: Column) -> None:
    """The period in which shapes of lines repeat around a line, and what the lines a period apart are like."""
    size = columns.size
    ones = int.from_bytes(b"\1" * size, "little")
    best, kept = ones, 0
    for period in range(1, _PERIODS + 1):
        same = bytes(map(eq, shapes, shapes[period:])).ljust(size, b"\0")
        shares = Windows(same).mean(-3 * period, 3 * period, factor=20)
        columns.put(f"period_{period}", shares)
        numbers = int.from_bytes(shares, "little")
        if period == 1:
            kept = numbers
            continue
        more = ((numbers | (ones << 7)) - kept - ones) & (
            ones << 7
        )  # a longer period needs more than its divisors have
        where = more - (more >> 7)
        best ^= (best ^ (ones * period)) & where
        kept ^= (kept ^ numbers) & where
    periods = best.to_bytes(size, "little")
    columns.put("period", periods)
    columns.put("regular", kept.to_bytes(size, "little"))
    chosen = [
        (period, int.from_bytes(periods.translate(table((*(0,) * period, MOST, 0))), "little"))
        for period in sorted(set(periods))
    ]
    for name, column, factor in (("length", lengths, 1), ("stops", stops, 20), ("likeness", likeness, 1)):
        window = Windows(column)
        means = 0
        for period, where in chosen:
            means |= int.from_bytes(window.mean(-3, 3, step=period, factor=factor), "little") & where
        columns.put(f"phase_{name}", means.to_bytes(size, "little"))
