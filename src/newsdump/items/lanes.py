"""Columns of small numbers, worked on for all lines of a page at once.

A column is `bytes`: a number from 0 to 255 for each line. As one large integer its numbers stand side by side, so that
a shift puts every line's number where its neighbour's is, one addition adds them all up, and one multiplication divides
them all. So a window around each line costs a few operations a page, however wide it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

Column = bytes

MOST: Final = 255
"""Every number of a column is between 0 and this."""
FAR: Final = 60
"""As many lines away is as far as it gets."""
_PAD: Final = 30
"""Windows reach so far beyond the page at most; nothing stands there."""
_WIDE: Final = 4
"""Bytes of a lane whose sum is divided."""
_SCALE: Final = 24
_RAMP: Final = bytes(range(FAR))
_BEYOND: Final = bytes([FAR])
_ANY: Final = b"\0" + b"\1" * MOST
DIVISORS: Final = (0, *((1 << _SCALE) // count + 1 for count in range(1, 2 * _PAD + 2)))
"""Times this, a sum of so many numbers up to 255 has their mean in the highest byte of a lane of 32 bits."""


def table(of: Sequence[int]) -> bytes:
    """What `translate` makes of each number; the last one of all that are higher."""
    return bytes(of).ljust(MOST + 1, bytes(of[-1:]))


def flags(column: Column) -> Column:
    """1 where a column has more than 0."""
    return column.translate(_ANY)


def shifted(column: Column, step: int) -> Column:
    """What the line so many steps further down, or up, has; 255 beyond the ends."""
    size = len(column)
    beyond = b"\xff" * min(abs(step), size)
    return column[step:] + beyond if step > 0 else beyond + column[: max(0, size + step)]


def since(flagged: Column) -> Column:
    """How many lines above the last 1 stands, at most 60.

    >>> [*since(bytes([0, 1, 0, 0, 1]))]
    [60, 0, 1, 2, 0]
    """
    first, *others = flagged.split(b"\1")
    return len(first) * _BEYOND + b"".join([_RAMP[: len(zeros) + 1].ljust(len(zeros) + 1, _BEYOND) for zeros in others])


def until(flagged: Column) -> Column:
    """How many lines below the next 1 stands, at most 60."""
    return since(flagged[::-1])[::-1]


def cut(numbers: Iterable[int]) -> Column:
    """A column of numbers, those above 255 as 255, and those below 0 as 0."""
    numbers = [*numbers]
    try:
        return bytes(numbers)
    except ValueError:
        return bytes([max(0, min(MOST, number)) for number in numbers])


def added(columns: Sequence[Column]) -> Column:
    """The sums of columns; 255 where they are more.

    >>> [*added([bytes([1, 200]), bytes([2, 100])])]
    [3, 255]
    """
    size = len(columns[0])
    nothing = bytes(size)
    some = [column for column in columns if column != nothing]
    if len(some) < 2:
        return some[0] if some else nothing
    lanes = bytearray(2 * size)
    whole = 0
    for column in some:
        lanes[::2] = column
        whole += int.from_bytes(lanes, "little")
    lanes[::2] = b"\1" * size
    ones = int.from_bytes(lanes, "little")
    above = ((whole + ones * (0x8000 - MOST - 1)) >> 15) & ones
    return (whole | above * MOST).to_bytes(2 * size, "little")[::2]


def rows(columns: Sequence[Column]) -> list[int]:
    """For each line its numbers in all columns, side by side in one integer, so that lines can be added up."""
    width = _WIDE * len(columns)
    table = bytearray(width * len(columns[0]))
    for place, column in enumerate(columns):
        table[_WIDE * place :: width] = column
    return [int.from_bytes(table[at : at + width], "little") for at in range(0, len(table), width)]


def means(total: int, many: int, width: int) -> bytes:
    """The means of so many lines of *width* columns that were added up, rounded down.

    >>> one, other = rows([bytes([3, 5]), bytes([10, 21])])
    >>> [*means(one + other, 2, 2)]
    [4, 15]
    """
    return (total * DIVISORS[many]).to_bytes(_WIDE * width, "little")[_WIDE - 1 :: _WIDE]


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

    def put_shifted(self, name: str, column: Column, *steps: int) -> None:
        """Add what the lines some steps further down, or up, have; 255 beyond the ends."""
        for step in steps:
            self.put(f"{name}@{step}", shifted(column, step))


class Windows:
    """Sums and means over lines around each line of a column; nothing stands beyond the page's ends.

    >>> [*Windows(bytes([3, 0, 4, 9])).mean(-1, 1)], [*Windows(bytes([1, 0, 1, 1]), flags=True).sum(0, 2)]
    ([1, 2, 4, 4], [2, 2, 2, 1])
    """

    def __init__(self, column: Column, *, flags: bool = False) -> None:
        self._lane = lane = 1 if flags else _WIDE
        self._size = len(column)
        self._is_empty = column.count(0) == len(column)
        if self._is_empty:
            return
        wide = bytearray(lane * (_PAD + self._size))
        wide[lane * _PAD :: lane] = column
        self._runs = {(1, 1): int.from_bytes(wide, "little")}

    def sum(self, low: int, high: int) -> Column:
        """The sums over the lines from *low* to *high* around each, none of them above 255."""
        if self._is_empty:
            return bytes(self._size)
        return self._column(self._run(high - low + 1, 1), low, 0)

    def mean(self, low: int, high: int, *, step: int = 1, factor: int = 1) -> Column:
        """The means over the lines from *low* to *high* steps around each, times *factor*, rounded down."""
        if self._is_empty:
            return bytes(self._size)
        many = high - low + 1
        return self._column(self._run(many, step) * (factor * DIVISORS[many]), low * step, _WIDE - 1)

    def _run(self, many: int, step: int) -> int:
        """The sums over each line and those further down, so many in all."""
        if many == 1:
            return self._runs[1, 1]
        run = self._runs.get((many, step))
        if run is None:
            half = 1 << ((many - 1).bit_length() - 1)
            rest = self._run(many - half, step) >> (8 * self._lane * half * step)
            run = self._runs[many, step] = self._run(half, step) + rest
        return run

    def _column(self, run: int, low: int, byte: int) -> Column:
        lane, size = self._lane, self._size
        raw = run.to_bytes(lane * (2 * _PAD + size), "little")
        start = lane * (_PAD + low)
        return raw[start + byte : start + lane * size : lane]
