"""What each line announces, read alone. Nothing is decided here."""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve, frozen

from newsdump.ages import Age, AgeCue, find_age, has_own_calendar, read_age
from newsdump.lexicon import Lexicon
from newsdump.lines import Lines
from newsdump.patterns import re_later

STOPS: Final = frozenset(".!?:…。！？：؟।॥։።။៕")
"""What a sentence ends with, in the scripts that have such a sign."""
CLOSERS: Final = frozenset("\"'”’»›)]）】」』*_")
"""What may stand behind the stop."""

AGE_LINE: Final = 120
"""Longer lines are prose, not looked through for ages (code points)."""

_REMEMBERED: Final = 1 << 14
"""So many short lines are remembered at most, some 4 MB."""
_WIDE: Final = 2.5
"""What a character of a script that writes no spaces between words counts, measured against letters of Latin text."""
_WIDE_CHARACTERS: Final = re_later(
    "["
    "\u0e00-\u0fff"  # Thai, Lao and Tibetan
    "\u1000-\u109f\u1780-\u17ff"  # Burmese and Khmer
    "\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\U00020000-\U00031fff"  # CJK, kana and Hangul
    "]+"
)
_THREE_NUMBERS: Final = re.compile(r"(?<!\d)([0-3]?\d)([/.-])([0-3]?\d)\2(?:\d\d|\d{4})(?!\d)").search
_TAG: Final = re_later(r"</?[A-Za-z][^<>]*>")
_MONTHS: Final = 12
_WIDE_SHARE: Final = 0.15
_SAMPLE: Final = 256


@frozen(eq=False)
class Cues:
    """One record a line, as columns."""

    lengths: list[int]
    """The characters of the line, those of scripts without spaces counted at what they say."""
    stops: list[bool]
    """Whether the line ends like a sentence."""
    markers: list[int]
    """A union of `Marker` values, 0 for none."""
    ages: dict[int, AgeCue]
    """The ages and dates in short lines, by line."""


class Announcer(dict[str, tuple[int, AgeCue | None, bool]]):
    """The markers of single lines, by the words of a lexicon, the ages in them, and whether they end like a sentence.

    Short lines are remembered, for menus come again on every page.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, text: str) -> tuple[int, AgeCue | None, bool]:
        """Read a line that was not met before."""
        end = text[-1]
        stops = end in STOPS or (end in CLOSERS and (text[-2:-1] in STOPS or text[-3:-2] in STOPS))
        if len(text) > AGE_LINE:
            return self._lexicon.markers(text), None, stops
        if len(self) >= _REMEMBERED:
            self.clear()
        read = self[text] = self._lexicon.markers(text), find_age(text), stops
        return read


def read(lines: Lines, announcer: Announcer) -> Cues:
    """Read every line alone."""
    texts = lines.texts
    wide = not lines.source.isascii() and _writes_no_spaces(texts)
    lengths = _wide_lengths(texts) if wide else [*map(len, texts)]
    if '="' in lines.source and "</" in lines.source:  # markup that was printed as text says nothing
        for line, text in enumerate(texts):
            if '="' in text and (said := _TAG.sub("", text)) != text:
                lengths[line] = len(said)
    if not texts:
        return Cues(lengths, [], [], {})
    markers, ages, stops = map(list, zip(*map(announcer.__getitem__, texts), strict=True))
    return Cues(lengths, stops, markers, {line: age for line, age in enumerate(ages) if age is not None})


def in_doubt(cues: Cues) -> bool:
    """Whether day and month of a date on the page could be swapped."""
    return any(is_in_doubt(cue.age) for cue in cues.ages.values())


def settle_by_dates(cues: Cues) -> Cues:
    """*cues* with day and month told apart as the page's other dates do."""
    orders = {order for cue in cues.ages.values() if (order := _order(cue.age)) is not None}
    if len(orders) != 1:
        return cues
    day_first = orders.pop()
    return _with_ages(
        cues,
        {
            line: next((reading for reading in cue.age.readings if _opens_with_day(reading) is day_first), None)
            for line, cue in cues.ages.items()
            if is_in_doubt(cue.age)
        },
    )


def settle_by_language(cues: Cues, language: str | None) -> Cues:
    """*cues* with the dates of digits read in the order and the calendar of the page's *language*.

    English is written where the month comes first and where the day does, so it decides nothing.
    """
    if language is None or language.startswith("en"):
        return cues
    ages = [(line, cue.age) for line, cue in cues.ages.items()]
    told = {line: read_age(age.raw, language=language) for line, age in ages if is_in_doubt(age)}
    if has_own_calendar(language):
        dated = [(line, age) for line, age in ages if age.moment is not None and age.moment.year is not None]
        read = [(line, age, read_age(age.raw, language=language)) for line, age in dated if line not in told]
        told |= {line: other for line, age, other in read if other is not None and other.moment != age.moment}
    return _with_ages(cues, told)


def _with_ages(cues: Cues, told: dict[int, Age | None]) -> Cues:
    """*cues* with what was *told* of the ages in some lines."""
    if not told:
        return cues
    ages = dict(cues.ages)
    for line, age in told.items():
        if age is not None:
            ages[line] = evolve(ages[line], age=evolve(age, readings=(), span=ages[line].age.span))
    return evolve(cues, ages=ages)


def is_in_doubt(age: Age) -> bool:
    """Whether the day of a date could be its month, and its month the day."""
    if not age.readings:
        return False
    moments = [reading.moment for reading in age.readings if reading.moment is not None]
    return len({(moment.day, moment.month) for moment in moments}) == 2 and _THREE_NUMBERS(age.raw) is not None


def _order(age: Age) -> bool | None:
    """Whether the day stands first in a date of three numbers, by the one that can be no month; None if none is."""
    numbers = None if age.readings or age.moment is None else _THREE_NUMBERS(age.raw)
    if numbers is None or (int(numbers[1]) > _MONTHS) == (int(numbers[3]) > _MONTHS):
        return None
    return int(numbers[1]) > _MONTHS


def _opens_with_day(age: Age) -> bool:
    numbers = _THREE_NUMBERS(age.raw)
    return numbers is not None and age.moment is not None and int(numbers[1]) == age.moment.day


def _writes_no_spaces(texts: list[str]) -> bool:
    """Whether a good part of the page is in a script that puts no spaces between words, by a sample."""
    whole = "".join(texts)
    sample = whole[:: max(1, len(whole) // _SAMPLE)]
    return len(sample) - len(_WIDE_CHARACTERS.sub("", sample)) > _WIDE_SHARE * len(sample)


def _wide_lengths(texts: list[str]) -> list[int]:
    return [len(text) + int((_WIDE - 1) * (len(text) - len(_WIDE_CHARACTERS.sub("", text)))) for text in texts]
