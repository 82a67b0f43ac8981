"""Distances in time and calendar words: what a row of pieces says about the time since.

age     = label* approx? marker? amount (and? amount)* marker? approx?
amount  = number unit | unit number | counted unit | "half" number? unit
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Final, NamedTuple

from newsdump.ages.lattice import Lexeme
from newsdump.ages.tables import UNITS, mask_of, senses
from newsdump.ages.terms import Part, Unit

_SMALLER: Final = {
    Unit.YEAR: (Unit.MONTH, 12),
    Unit.QUARTER: (Unit.MONTH, 3),
    Unit.MONTH: (Unit.DAY, 30),
    Unit.WEEK: (Unit.DAY, 7),
    Unit.DAY: (Unit.HOUR, 24),
    Unit.HOUR: (Unit.MINUTE, 60),
    Unit.MINUTE: (Unit.SECOND, 60),
}
"""What a fraction of a unit is told in; half a month is fifteen days."""
_BETWEEN: Final = frozenset(",.،、;&")
_LARGEST: Final = 10**9
_HALF: Final = Fraction(1, 2)
_SIGNS: Final = {"+": 1, "-": -1}

Number = int | Fraction
"""Whole numbers stay such: fractions take ten times as long."""


@cache
def _number(text: str) -> Number:
    """What a word of the tables counts: "1.5" is полтора."""
    return Fraction(text) if "." in text else int(text)


class Distance(NamedTuple):
    """What was read of a relative age."""

    parts: tuple[Part, ...]
    approximate: bool
    spoken: bool
    """Whether a direction was said."""
    plain: bool
    """Whether it can be nothing but an age: a direction was said, or digits stand before a unit ("3 hrs")."""


class _Amounts:
    """The amounts of one row, gathered piece by piece."""

    def __init__(self) -> None:
        self.parts: list[tuple[Unit, Number]] = []
        self.number: Number | None = None
        self.unit: Unit | None = None
        self.leads = False
        """Whether the language sets this unit before its number."""
        self.half: Number = 0
        """A half that multiplies ("half an hour"), or one and a half where it adds ("two and a half hours")."""
        self.spelled = False

    def add(self, unit: Unit, count: Number) -> bool:
        """Add an amount that is finer than those before it."""
        if self.half:
            count, self.half = count * self.half if self.half < 1 else count + self.half - 1, 0
        if self.parts and UNITS.index(self.parts[-1][0]) <= UNITS.index(unit):
            return False
        self.parts.append((unit, count))
        self.number = self.unit = None
        return True

    def take_number(self, number: Number) -> bool:
        if self.number is not None:
            if self.spelled and self.number % 10 == 0 and 0 < number < 10:
                self.number += number
                return True
            return False
        if self.unit is not None:
            return self.leads and self.add(self.unit, number)
        self.number = number
        return True

    def take_unit(self, unit: Unit, count: int | None, scale: int) -> bool:
        if self.unit is not None and not self.add(self.unit, 1):
            return False
        if count is not None:
            said = self.number
            return (said is None or said in (1, count)) and self.add(unit, count)
        if self.number is not None:
            return self.add(unit, self.number * scale)
        if self.half or scale > 1:
            return self.add(unit, scale)
        self.unit = unit
        return True

    def take_half(self, *, is_word: bool) -> None:
        """Take a half: of what follows, or behind an amount ("two hours and a half")."""
        if self.parts and self.number in (None, 1):
            unit, count = self.parts[-1]
            self.parts[-1] = unit, count + _HALF
            self.number = None
        elif self.number == 1 and is_word:
            self.number, self.half = None, _HALF  # "een half uur"
        else:
            self.half = _HALF if self.number is None else _HALF + 1


@cache
def _counts_in_english(word: str) -> bool:
    return any(sense.role == "unit" and sense.languages & mask_of("en") for sense in senses(word))


def _is_english(piece: Lexeme) -> bool:
    """Whether a unit is one in English, whose "ago" is no foreign word behind it."""
    return piece.role == "unit" and _counts_in_english(piece.word)


def read(row: list[Lexeme]) -> Distance | None:  # noqa: C901, PLR0912 - the grammar on one screen
    """The distance that *row* tells, None if it tells none."""
    amounts = _Amounts()
    direction = 0
    approximate = False
    marked = False
    for index, (role, value) in enumerate([(piece.role, piece.value) for piece in row]):
        fine = True
        match role:
            case "number":
                fine = len(value[0]) < len(str(_LARGEST)) and amounts.take_number(int(value[0]))
            case "count":
                amounts.spelled = True
                fine = amounts.take_number(_number(value[0]))
            case "decimal":
                fine = amounts.take_number(Fraction(value[0]))
            case "unit":
                unit, sign, count, scale, leads = value
                fine = direction * sign >= 0 and amounts.take_unit(UNITS[unit], count, scale)
                amounts.leads = bool(leads)
                direction = direction or sign
            case "before" | "after":
                marked = marked or bool(value[0])
                started = bool(amounts.parts) or amounts.unit is not None or amounts.number is not None
                fine = started == (role == "after") and direction * value[0] >= 0
                fine = fine and not (role == "after" and amounts.number is not None)
                fine = fine and not (len(value) > 1 and any(_is_english(piece) for piece in row))
                direction = direction or value[0]
            case "approx":
                approximate = True
            case "half":
                amounts.take_half(is_word=" " not in row[index].word)
            case "label":
                fine = index == 0 or row[index - 1].role in ("label", "mark")
            case "mark":
                sign = _SIGNS.get(value[0], 0)
                if sign and index == 0 and len(row) > 1 and row[1].role in ("number", "decimal"):
                    direction = sign
                elif value[0] == "~" and not amounts.parts:
                    approximate = True
                else:
                    fine = _may_join(row, index, amounts)
            case "and" | "filler" | "closing":
                fine = index > 0
            case _:
                return None
        if not fine:
            return None
    if amounts.unit is not None and (marked or amounts.half):
        amounts.add(amounts.unit, 1)
    if not amounts.parts or amounts.number is not None or amounts.unit is not None or amounts.half:
        return None
    if row[-1].role in ("and", "mark", "label"):
        return None
    parts = _whole(amounts.parts, direction or -1)
    return Distance(parts, approximate, bool(direction), bool(direction) or _is_plain(row, amounts)) if parts else None


def _may_join(row: list[Lexeme], index: int, amounts: _Amounts) -> bool:
    """Whether a sign stands inside a number ("twenty-one"), between two amounts, or behind a label."""
    sign = row[index].value[0]
    if sign == "-" and amounts.spelled:
        return amounts.number is not None and index + 1 < len(row) and row[index + 1].role == "count"
    return (sign in _BETWEEN and bool(amounts.parts)) or (
        sign in ":-|·•" and index > 0 and row[index - 1].role == "label"
    )


def _is_plain(row: list[Lexeme], amounts: _Amounts) -> bool:
    """Whether an amount without a direction is an age anyhow.

    "One day" may begin a title, and a Latin unit in front of a number ("mwaka 3") be anything in another language.
    """
    return (
        any(piece.role == "number" for piece in row)
        and not amounts.spelled
        and not (row[-1].role == "number" and row[0].word.isascii())
    )


def _whole(parts: list[tuple[Unit, Number]], sign: int) -> tuple[Part, ...] | None:
    """Amounts in whole numbers: one and a half hours are an hour and thirty minutes.

    No finer amount stands behind one of nothing: "t.co/eqkZum0y 15 hours ago".
    """
    if len(parts) > 1 and not parts[0][1]:
        return None
    found: list[Part] = []
    for unit, count in parts:
        whole, rest = divmod(count, 1)
        if whole or not rest:
            found.append(Part(unit, sign * int(whole)))
        if rest:
            if unit not in _SMALLER:
                return None
            smaller, times = _SMALLER[unit]
            found.append(Part(smaller, sign * max(1, round(rest * times))))
    return tuple(found)
