"""All ways to read a string as a row of known words, numbers, clocks and dates, in languages that have them all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final, final

from newsdump.ages import shapes, tables
from newsdump.ages.folding import Atom
from newsdump.ages.holding import MARKS

MOST_ROWS: Final = 24
"""Readings that are tried of one string; beyond it nothing new was found in any language's patterns."""
MOST_STEPS: Final = 256
"""Pieces that are set one behind another in the search for readings."""
MOST_ATOMS: Final = 48
"""A longer string is a text and no age: the longest CLDR pattern with date, time and zone has 33 atoms."""
_COLONS: Final = frozenset(":：")

(
    _DISTANCE, _DATED, _CLOCKED, _BODY, _STARTED, _UNIT, _WAITING, _LEADING, _HALF, _SPELLED, _DIRECTED, _MONTH, _WHOLE,
    _DAY, _WEEKDAY, _TURN, _CALENDAR, _FACE, _PAIR, _HALFDAY, _LABELLED, _ERA, _DAYS, _ONE, _TWO, _THREE,
) = (1 << bit for bit in range(26))  # fmt: skip
"""What a row of pieces has. The last three count its numbers that no unit and no word for the hour has taken; a unit
that no number stands before is waiting for one, or for a word that says past."""
_PLAIN, _NUMBER, _UNITS, _HOUR = range(4)
_MOVES: Final = {
    **dict.fromkeys(("number", "nth", "days"), _NUMBER),
    "unit": _UNITS,
    **dict.fromkeys(("halfday", "oclock"), _HOUR),
}
"""Roles whose pieces take something from the row or give it to it."""
_HOLDS: Final = {
    "number": _STARTED,
    **dict.fromkeys(("decimal", "count"), _STARTED | _SPELLED),
    "days": _DAYS,
    "unit": _STARTED,
    "half": _HALF,
    "month": _MONTH,
    **dict.fromkeys(("date", "three"), _DAY | _MONTH | _WHOLE),
    "weekday": _WEEKDAY,
    "calendar": _DAY | _CALENDAR,
    "turn": _TURN,
    **dict.fromkeys(("label", "on"), _LABELLED),
    "halfday": _HALFDAY,
    "clock": _FACE,
    "pair": _PAIR,
    "era": _ERA,
}
"""What a row has with a piece of this role."""
_SIDES: Final = {
    **dict.fromkeys(("count", "decimal", "before", "after", "approx", "half", "filler"), _DISTANCE),
    **dict.fromkeys(("date", "three", "pair", "month", "weekday", "calendar", "turn", "era", "nth", "ordinal"), _DATED),
    "days": _DATED,
    **dict.fromkeys(("clock", "halfday", "oclock", "zone", "of", "the", "at", "on"), _CLOCKED),
}
"""Roles that only distances have, those that only dates have, and those that dates have and "2 days ago at 5 PM"."""
_FIRST_UNSPACED: Final = "\u1100"
_BEFORE_BODY: Final = frozenset(("label", "mark", "on", "at"))
_REFUSES: Final = {
    "date": _MONTH | _ONE,
    "three": _MONTH | _ONE,
    "month": _MONTH,
    "weekday": _WEEKDAY,
    "clock": _FACE,
    "calendar": _CALENDAR,
    "halfday": _HALFDAY,
    "pair": _PAIR,
    "turn": _TURN,
    "era": _ERA,
    "days": _DAYS,
    "label": _BODY,
    "before": _STARTED,
}
"""What a row must not have yet where such a piece is set: an age has one month and one clock, labels stand in front."""
_SHORTEST_WEEKDAY: Final = 4
"""Letters of a weekday that can be an age alone."""


OPENS, CORE, DATED, CLOCK, PAIR, DIRECTED, BESIDE_CLOCKS = (1 << bit for bit in range(7))
"""What a piece is for the question where an age can begin: it can begin one, an age needs one of these, it tells a day,
it is a clock, two numbers, a word that says past or future, or one that makes an age of a clock."""
KINDS: Final = {
    **dict.fromkeys(("date", "three", "month", "weekday", "calendar"), OPENS | CORE | DATED),
    "clock": OPENS | CORE | CLOCK,
    "pair": OPENS | CORE | PAIR,
    "unit": OPENS | CORE,
    "before": OPENS | DIRECTED,
    "after": DIRECTED,
    **dict.fromkeys(("halfday", "label", "on", "turn"), OPENS | BESIDE_CLOCKS),
    **dict.fromkeys(("number", "count", "approx", "half", "nth", "days"), OPENS),
}


def _adds(role: str, value: tuple[Any, ...], word: str) -> int:
    """What a row has with such a piece."""
    directed = (role in ("before", "after") and value[0]) or (role == "unit" and value[1])
    alone = role == "weekday" and len(word) >= _SHORTEST_WEEKDAY
    return (
        _HOLDS.get(role, 0)
        | _SIDES.get(role, 0)
        | (0 if role in _BEFORE_BODY else _BODY)
        | (_DIRECTED if directed else 0)
        | (_DAY if alone else 0)
    )


def _refuses(role: str) -> int:
    side = _SIDES.get(role, 0)
    other = _DATED if side == _DISTANCE else _DISTANCE if side == _DATED else 0
    return _REFUSES.get(role, 0) | other


def is_distance(seen: int) -> bool:
    """Whether a row that has these pieces may be a distance: it has a unit and nothing of a date."""
    return bool(seen & _UNIT) and not seen & (_DATED | _CLOCKED)


def is_date(seen: int) -> bool:
    """Whether it may be a date: nothing of a distance, and units only behind "last" and "next"."""
    return not seen & _DISTANCE and (not seen & _UNIT or bool(seen & _TURN))


def is_clocked(seen: int) -> bool:
    """Whether it may be a number of days with a clock."""
    return bool(seen & _UNIT and seen & _DIRECTED and seen & (_FACE | _HALFDAY)) and not seen & _DATED


def _can_mean(seen: int, languages: int, *, told: bool) -> bool:
    """Whether a row that has these pieces can be an age in one of *languages*, which the caller *told*."""
    if is_distance(seen):
        if seen & (_ONE | _SPELLED) or (seen & _WAITING and not seen & (_DIRECTED | _HALF)):
            return False  # a number without its unit, a unit without its number
        return told or bool(seen & _DIRECTED or languages & tables.listed())
    if is_clocked(seen):
        return True
    if not is_date(seen) or seen & _THREE or (seen & _TURN and not seen & (_UNIT | _WEEKDAY)):
        return False
    if seen & _ONE and (seen & _WHOLE or not seen & _MONTH):
        return False  # a number that is neither day nor year nor hour
    return told or _is_dated(seen)


def _is_dated(seen: int) -> bool:
    """Whether a row tells a day: no month, clock or pair of numbers is one alone."""
    if seen & (_DAY | _UNIT):
        return True
    if seen & _MONTH:
        return bool(seen & _ONE)
    if seen & _WEEKDAY:
        return bool(seen & (_FACE | _PAIR | _LABELLED | _HALFDAY | _TURN))
    if seen & _FACE:
        return bool(seen & (_LABELLED | _HALFDAY | _PAIR))
    return bool(seen & _PAIR and seen & (_HALFDAY | _LABELLED)) or bool(seen & _LABELLED and seen & _CLOCKED)


def _with_number(seen: int) -> int:
    """What a row has with one more number, -1 if there is no place for it."""
    if seen & _WAITING:
        return seen & ~(_WAITING | _LEADING) if seen & _LEADING else -1
    if not seen & _ONE:
        return seen | _ONE
    if not seen & _TWO:
        return seen | _TWO
    return -1 if seen & _THREE else seen | _THREE


def _with_unit(seen: int, value: tuple[Any, ...]) -> int:
    """What a row has with one more unit, -1 if there is no place for it."""
    if seen & _TWO:
        return -1
    seen = (seen & ~(_WAITING | _LEADING)) | _UNIT
    if seen & (_ONE | _SPELLED):
        return seen & ~(_ONE | _SPELLED)
    _, _, count, scale, leads = value
    if count is not None or scale > 1 or seen & _HALF:
        return seen
    return seen | _WAITING | (_LEADING if leads else 0)


def _with_hour(seen: int) -> int:
    """What a row has with am, pm or o'clock, before which a number is an hour."""
    if seen & _FACE or not seen & _ONE:
        return seen
    return (seen & ~(_THREE if seen & _THREE else _TWO if seen & _TWO else _ONE)) | _FACE


@final
class Sense:
    """What a word, a number, a sign or a shape can be, wherever it stands."""

    __slots__ = ("adds", "kind", "languages", "move", "refuses", "role", "value", "word")

    def __init__(self, role: str, value: tuple[Any, ...], languages: int, word: str) -> None:
        """Look up what a row gains by it."""
        self.role = role
        self.value = value
        self.languages = languages
        self.word = word
        """What is printed, folded; empty for shapes."""
        self.adds = _adds(role, value, word)
        self.kind = KINDS.get(role, 0) | (DIRECTED if role == "unit" and value[1] else 0)
        self.move = _MOVES.get(role, _PLAIN)
        self.refuses = _refuses(role)


@final
class Lexeme:
    """One piece of a reading."""

    __slots__ = ("end", "first", "last", "role", "start", "value", "word")

    def __init__(
        self,
        role: str,
        value: tuple[Any, ...],
        word: str = "",
        atoms: tuple[int, int] = (0, 0),
        span: tuple[int, int] = (0, 0),
    ) -> None:
        """Put a sense in its place: from the first of *atoms* to that before the second, in *span* of the text."""
        self.role = role
        self.value = value
        self.word = word
        self.first, self.last = atoms
        self.start, self.end = span


def _moved(seen: int, sense: Sense) -> int:
    """What a row has once a piece has taken its number, -1 if there is none to take."""
    if sense.move == _NUMBER:
        return _with_number(seen)
    return _with_unit(seen, sense.value) if sense.move == _UNITS else _with_hour(seen)


Piece = tuple[int, Sense]
"""How many atoms a sense takes, and the sense."""
Known = dict[int, Sequence[Piece]]
"""What can stand at the atoms that were looked at."""
Chain = tuple[int, Sense, Any]
"""A row of pieces from its last one: the atom that it starts at, its sense, and the row before it or None.

That row is a `Chain`, too; mypyc falls over types that hold themselves.
"""


@final
class Row:
    """A row of pieces that was found, before its lexemes are made."""

    __slots__ = ("chain", "languages", "seen")

    def __init__(self, chain: Chain | None, languages: int, seen: int) -> None:
        """Keep the pieces with the languages that have them all, and what they hold."""
        self.chain = chain
        self.languages = languages
        self.seen = seen

    def lexemes(self, atoms: list[Atom], end: int) -> list[Lexeme]:
        """The pieces as they stand in the text, the last one ending before the atom *end*."""
        row = []
        chain = self.chain
        last = end
        while chain is not None:
            first, sense, chain = chain
            span = atoms[first].start, atoms[last - 1].end
            row.append(Lexeme(sense.role, sense.value, sense.word, (first, last), span))
            last = first
        row.reverse()
        return row


@cache
def _of_word(word: str) -> tuple[Sense, ...]:
    senses = [Sense(role, value, languages, word) for role, value, languages in tables.senses(word)]
    if word[0] >= _FIRST_UNSPACED:
        # "14:02配信": in the scripts of East Asia labels also stand behind.
        senses += [Sense("closing", (), sense.languages, word) for sense in senses if sense.role == "label"]
    return tuple(senses)


@cache
def _of_mark(sign: str) -> Sense:
    return Sense("mark", (sign,), -1, "")


@lru_cache(4096)
def number(digits: str) -> Sense:
    """A number by itself."""
    return Sense("number", (digits,), -1, digits)


@cache
def _is_counted(word: str) -> bool:
    """Whether the word counts its unit itself: "يومين" is two days."""
    return any(sense.role == "unit" and (sense.value[2] or 0) > 1 for sense in _of_word(word))


def pieces(text: str, atoms: list[Atom], first: int) -> Sequence[Piece]:
    """What can stand at the atom *first*, the longest first."""
    atom = atoms[first]
    found: list[Piece] = []
    if atom.is_number or atom.key in shapes.OPENERS:
        for role, value, end in shapes.at(text, atoms, first):
            last = first
            while last < len(atoms) and atoms[last].end <= end:
                last += 1
            if atoms[last - 1].end == end:
                found.append((last - first, Sense(role, value, -1, "")))
        if found and (found[0][1].role == "date" or (found[0][1].role == "three" and found[0][1].value[4] > 2)):
            return found  # a whole year leaves no doubt
    if atom.is_number and not (found and found[0][1].role == "clock" and text[atom.end : atom.end + 1] in _COLONS):
        found.append((1, number(atom.key)))
    longest = tables.longest(atom.key)  # a week in Mongolian is "7 хоног"
    if not found and (longest == 0 or (longest == 1 and not _is_counted(atom.key))):
        return _alone(atom.key)
    words = tables.words()
    for size in range(min(longest, len(atoms) - first), 0, -1):
        word = atom.key if size == 1 else " ".join([piece.key for piece in atoms[first : first + size]])
        if word in words:
            found.extend([(size, sense) for sense in _in_place(word, atoms, first, first + size)])
    if atom.key in MARKS:
        found.append((1, _of_mark(atom.key)))
    return found


@lru_cache(8192)
def _alone(key: str) -> tuple[Piece, ...]:
    """What an atom can be that begins no longer word."""
    marks = (_of_mark(key),) if key in MARKS else ()
    return tuple((1, sense) for sense in (*_of_word(key), *marks))


def _in_place(word: str, atoms: list[Atom], first: int, last: int) -> tuple[Sense, ...]:
    """The senses of a word; one that counts its unit loses the bare one where no number stands beside it."""
    senses = _of_word(word)
    if not _is_counted(word):
        return senses
    beside = (first > 0 and atoms[first - 1].is_number) or (last < len(atoms) and atoms[last].is_number)
    if beside:  # "3 يومين" is printed too
        return senses
    return tuple(sense for sense in senses if sense.role != "unit" or sense.value[2] is not None)


def rows(
    text: str,
    atoms: list[Atom],
    languages: int,
    span: tuple[int, int],
    known: Known,
    *,
    told: bool = True,
    whole: bool = True,
) -> dict[int, list[Row]]:
    """The rows of pieces from the first atom of *span*, by the atom that they end before; all of it if *whole*.

    Each row is in one of *languages*, with the languages left. Rows that are ages only in a language that the caller
    *told* are left out where none was. The search is cut off, so that its time stays linear in the text. *known* keeps
    what was looked up.
    """
    start, size = span
    found: dict[int, list[Row]] = {}
    if not size - start > 0:
        return found
    if size - start > MOST_ATOMS:
        if whole:
            return found
        size = start + MOST_ATOMS
    steps = given = 0
    stack: list[tuple[int, int, int, Chain | None]] = [(start, languages, 0, None)]
    while stack and steps < MOST_STEPS:
        steps += 1
        index, mask, seen, chain = stack.pop()
        if (index == size or (chain is not None and not whole)) and _can_mean(seen, mask, told=told):
            found.setdefault(index, []).append(Row(chain, mask, seen))
            given += 1
            if whole and given == MOST_ROWS:
                break
        if index == size:
            continue
        if index not in known:
            known[index] = pieces(text, atoms, index)
        room = size - index
        for length, sense in known[index][::-1]:
            left = mask & sense.languages
            if left and length <= room and not seen & sense.refuses:
                now = _moved(seen, sense) if sense.move else seen
                if now >= 0:
                    stack.append((index + length, left, now | sense.adds, (index, sense, chain)))
    return found
