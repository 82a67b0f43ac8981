"""Puts the pieces of a row each in its place: the fields of one date, before it is known what they mean."""

from __future__ import annotations

from typing import Final

from newsdump.ages.gates import STRONG
from newsdump.ages.lattice import Lexeme
from newsdump.ages.tables import UNITS
from newsdump.ages.terms import Part, Unit

YEAR_DIGITS: Final = 4
CLOCK_DIGITS: Final = 2
SHORTEST_WEEKDAY: Final = 4
_HOURS: Final = 24
_DASHED: Final = 3
_SEPARATORS: Final = frozenset(",.،、;|/-()[]·•@:…۔")
_SKIPPED: Final = frozenset(("of", "the"))
_NOT_LAST: Final = frozenset(("label", "on", "the", "at", "and"))
_BRACKETED: Final = frozenset(("zone", "clock", "weekday", "date", "three", "halfday"))
_FIRST_UNSPACED: Final = "\u0e00"
"""The first letter of the scripts whose weekdays are shorter."""


class Pieces:
    """The fields of one date as they come."""

    __slots__ = (
        "american",
        "calendar",
        "clock",
        "dashed",
        "date",
        "dated",
        "day_behind",
        "era",
        "half_day",
        "labelled",
        "month",
        "month_at",
        "numbers",
        "offset",
        "pair",
        "short_year",
        "turn",
        "unit",
        "weekday",
        "zoned",
    )

    def __init__(self) -> None:
        """Begin with nothing."""
        self.numbers: list[tuple[int, int]] = []
        """Value and number of digits."""
        self.month: tuple[str, int] | None = None
        self.month_at = 0
        """How many numbers stood before the month."""
        self.dashed = False
        """Whether a dash stands behind the month: "Oct-23" can be a month."""
        self.short_year = -1
        """The place of the number with an apostrophe: "Oct '23"."""
        self.weekday: int | None = None
        self.day_behind = False
        """Whether the weekday stands behind the date."""
        self.date: Lexeme | None = None
        self.clock: tuple[int, int | None, int | None] | None = None
        self.half_day: int | None = None
        self.offset: int | None = None
        self.zoned = False
        """Whether letters tell the zone."""
        self.american = False
        """Whether the zone is an hour ahead in the summer of the United States."""
        self.calendar: Part | None = None
        self.turn: int | None = None
        """-1 for "last", 0 for "this", 1 for "next"."""
        self.unit: Unit | None = None
        """The unit that was turned to: last *month*."""
        self.era = ""
        self.pair: tuple[int, str, int, int] | None = None
        self.labelled = False
        self.dated = False
        """Whether a word says that a day follows: "am 21.12."."""


def gathered(row: list[Lexeme]) -> Pieces | None:
    """The pieces of *row*, each in its place; None if one has none, or a zone or a half of the day has no clock."""
    if len(row) > 1 and row[0].role == "month" and row[1].role == "number" and row[0].end == row[1].start:
        return None  # PS4, SE2
    if row[-1].role in _NOT_LAST or (row[-1].role == "of" and row[-1].word.isascii()):
        return None
    if row[-1].role == "mark" and row[-1].value[0] not in ".)]":
        return None
    pieces = Pieces()
    if not all(_take(pieces, row, index) for index in range(len(row))):
        return None
    timed = _settle_pair(pieces) and (pieces.clock is not None or (pieces.half_day is None and not pieces.zoned))
    return pieces if timed else None


def _take(pieces: Pieces, row: list[Lexeme], index: int) -> bool:  # noqa: C901, PLR0911, PLR0912 - one screen
    """Put one piece where it belongs; False if there is no place for it."""
    role, value = row[index].role, row[index].value
    before = row[index - 1].role if index else ""
    match role:
        case "number":
            return _take_number(pieces, row, index)
        case "days" if any(length <= CLOCK_DIGITS for _, length in pieces.numbers):
            return False
        case "nth" | "days":
            pieces.numbers.append((value[0], CLOCK_DIGITS))
            return len(pieces.numbers) <= 3
        case "month":
            if pieces.month is not None or pieces.date is not None:
                return False
            pieces.month, pieces.month_at = (value[0], value[1]), len(pieces.numbers)
        case "weekday":
            return _take_weekday(pieces, row, index)
        case "date" | "three":
            if pieces.date is not None:
                return False
            pieces.date = row[index]
        case "pair":
            if pieces.pair is not None:
                return False
            pieces.pair = value
        case "clock":
            if pieces.clock is not None:
                return False
            pieces.clock, pieces.offset = value[:3], value[3] if value[3] is not None else pieces.offset
        case "halfday" | "oclock":
            return _take_clock_word(pieces, row, index)
        case "zone":
            if pieces.offset not in (None, value[0]) and pieces.offset != value[0]:
                return False
            pieces.offset, pieces.zoned, pieces.american = value[0], True, value[1] == "us"
        case "calendar" | "turn" | "unit":
            return _take_calendar_word(pieces, row[index])
        case "ordinal":
            return before in ("number", "month")
        case "mark":
            return _take_mark(pieces, row, index)
        case "label":
            pieces.labelled = True
            return all(piece.role in ("label", "mark", "on", "at") for piece in row[:index])
        case "era":
            pieces.era = value[0]
            return before in ("number", "date", "three", "mark", "era")
        case "on":
            pieces.dated = True
        case "and":
            return row[index + 1].role != "month"
        case "at":
            return before != "number" or row[index + 1].role != "month"  # "4 ore ago" is no fourth of August
        case "closing":
            return index == len(row) - 1
        case _:
            return role in _SKIPPED
    return True


def _take_number(pieces: Pieces, row: list[Lexeme], index: int) -> bool:
    value = row[index].value
    before = row[index - 1] if index else None
    if before is not None and before.role == "mark":
        if len(value[0]) <= CLOCK_DIGITS and row[index - 2].role == "days":
            return False  # "June 18-20, 25-27"
        if before.value[0] == "'":
            pieces.short_year = len(pieces.numbers)
    pieces.numbers.append((int(value[0][:5]), len(value[0])))
    return len(value[0]) <= YEAR_DIGITS and len(pieces.numbers) <= 3


def _take_weekday(pieces: Pieces, row: list[Lexeme], index: int) -> bool:
    day = row[index].value[0]
    if pieces.weekday not in (None, day):
        return False
    pieces.weekday = day
    pieces.day_behind = bool(pieces.date or pieces.month or pieces.pair)
    return not pieces.day_behind or _may_follow(row, index)


def _take_calendar_word(pieces: Pieces, piece: Lexeme) -> bool:
    """Take "yesterday", or "last" and the unit that it turns to."""
    value = piece.value
    match piece.role:
        case "calendar":
            if pieces.calendar is not None:
                return False
            pieces.calendar = Part(UNITS[value[0]], value[1])
        case "turn":
            if pieces.turn is not None:
                return False
            pieces.turn = value[0]
        case _:
            if pieces.unit is not None or value[1] or value[2] is not None:
                return False
            pieces.unit = UNITS[value[0]]
    return True


def _take_mark(pieces: Pieces, row: list[Lexeme], index: int) -> bool:
    """Whether a sign may stand where it does; a dash says what the next number may be."""
    sign = row[index].value[0]
    before = row[index - 1].role if index else ""
    if sign == "'":
        following = row[index + 1] if index + 1 < len(row) else None
        return following is not None and following.role == "number" and len(following.word) == CLOCK_DIGITS
    if sign == "(" and index > 0:
        return index + 1 < len(row) and row[index + 1].role in _BRACKETED  # "August (32)" counts stories
    if sign == "-" and before == "number" and not _may_be_dashed(pieces, row, index):
        return False
    pieces.dashed = sign == "-" and before == "month"
    return sign in _SEPARATORS and (index > 0 or sign in "([")


def _may_be_dashed(pieces: Pieces, row: list[Lexeme], index: int) -> bool:
    """Whether a dash behind a number goes on with the date: not to another day, as in "June 12-14"."""
    if pieces.month is None or pieces.month_at or index + 1 == len(row) or row[index + 1].role != "number":
        return True
    return index >= _DASHED and row[index - 2].role == "mark"  # "Jun-12-14"


def _may_follow(row: list[Lexeme], index: int) -> bool:
    """Whether a weekday may stand behind its date: in brackets, behind a comma, before more, or as a longer word."""
    if row[index - 1].role == "mark":
        return row[index - 1].value[0] not in STRONG
    word = row[index].word
    return index + 1 < len(row) or len(word) > SHORTEST_WEEKDAY - 1 or word >= _FIRST_UNSPACED


def _take_clock_word(pieces: Pieces, row: list[Lexeme], index: int) -> bool:
    """am, pm, Uhr, o'clock: the number before them is an hour."""
    role = row[index].role
    before = row[index - 1].role if index else ""
    if role == "halfday":
        if pieces.half_day is not None:
            return False
        pieces.half_day = row[index].value[0]
    if before == "number" and index > 2 and row[index - 2].role == "mark" and row[index - 2].value[0] in STRONG:
        return False  # "June 6 • 2 hours" is a duration
    if before == "number" and pieces.clock is None and pieces.numbers[-1][1] <= CLOCK_DIGITS:
        pieces.clock = pieces.numbers.pop()[0], None, None
    elif before == "pair" and pieces.clock is None and pieces.pair and pieces.pair[1] + str(pieces.pair[3]) == ".2":
        pieces.clock, pieces.pair = (pieces.pair[0], pieces.pair[2], None), None
    return role == "halfday" or pieces.clock is not None


def _settle_pair(pieces: Pieces) -> bool:
    """Two numbers with one sign: day and month, or with a dot a clock where the date stands elsewhere."""
    pair = pieces.pair
    if pair is None:
        return True
    dated = pieces.date is not None or pieces.month is not None or pieces.calendar is not None
    if dated or (pair[1] == "." and pair[3] == CLOCK_DIGITS and pieces.labelled and pieces.clock is None):
        if pair[1] + str(pair[3]) != ".2" or pieces.clock is not None or pair[0] >= _HOURS or pair[2] >= 60:
            return False
        pieces.clock, pieces.pair = (pair[0], pair[2], None), None
        return True
    return not pieces.numbers
