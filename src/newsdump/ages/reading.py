"""Reads a string that is an age or a date from end to end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from attrs import evolve

from newsdump.ages import absolute, customs, lattice, relative, tables
from newsdump.ages.folding import Atom, cut, fold
from newsdump.ages.lattice import Lexeme
from newsdump.ages.model import Age
from newsdump.ages.terms import AgeKind, Moment, Part, Unit, finest
from newsdump.spans import Span

MOST_CHARACTERS: Final = 160
"""A longer string is a text and no age."""
_ONE_NUMBER: Final = re.compile(r"(\D*)(\d{1,9})(\D*)").fullmatch
_ZONE_NAME: Final = re.compile(r"(?<=[+-]\d{4}) \([^()]*\)$")
"""The name that JavaScript prints behind the offset."""
_FEWER: Final = 8
"""A meaning that this many times fewer languages have is no second reading of a string in an unknown one."""

_span = lru_cache(4096)(Span)


@lru_cache(4096)
def _parts(unit: Unit, count: int) -> tuple[Part, ...]:
    return (Part(unit, count),)


def read_age(text: str, *, language: str | None = None) -> Age | None:
    """The age or date that *text* is, None if it is none or more than that.

    Labels in front ("Posted", "Updated:", "Publié le") may stay; they are not part of the age's span.

    Args:
        text: a short string.
        language: the BCP-47 tag of the language it is written in, if that is known. It decides what differs between
            languages; a string that is none in this language is read in all others.

    >>> age = read_age("vor 3 Stunden")
    >>> age.unit.value, age.parts[0].count, age.language
    ('hour', -3, 'de')
    >>> read_age("Formula 1") is None
    True
    """
    if len(text) > MOST_CHARACTERS:
        return None
    match = _ONE_NUMBER(text)
    if match is None:
        number, key = 1, text
    else:
        head, digits, tail = match.groups()
        number, key = int(digits), head + "0" + tail
    phrases = tables.phrases()
    row = phrases.get(key.lower())
    if row is None and not key.isascii():
        row = phrases.get(fold(key))
    if row is None:
        end = zone.start() if text.endswith(")") and (zone := _ZONE_NAME.search(text)) else len(text)
        return read_pieces(text, cut(text, 0, end), language)
    found = tables.readings()[row]
    if language is None:
        first = found[0]
        mask = first.languages
    else:
        mask = tables.mask_of(language)
        chosen = tuple(reading for reading in found if reading.languages & mask)
        found = chosen or found
        first = found[0]
        mask &= first.languages
    unit, sign, calendar, approximate, languages = first
    count = sign * number
    age = Age(
        text,
        AgeKind.RELATIVE,
        unit,
        abs(count),
        _parts(unit, count),
        calendar,
        None,
        approximate,
        tables.name_of(mask if language is not None and mask else languages),
        (),
        _span(0, len(text)),
    )
    if len(found) == 1:
        return age
    others = [
        (tuple(Part(part.unit, number * part.count) for part in _parts(other.unit, other.count)), other)
        for other in _weighty([(reading.languages, reading) for reading in found])
    ]
    return _with_readings(
        age,
        [
            evolve(
                age,
                unit=parts[0].unit,
                count=abs(parts[0].count),
                parts=parts,
                calendar=other.calendar,
                approximate=other.approximate,
                language=tables.name_of(other.languages),
            )
            for parts, other in others
        ],
    )


T = TypeVar("T")


def _weighty(meanings: list[tuple[int, T]]) -> list[T]:
    """The meanings behind the first that enough languages have beside it."""
    least = (meanings[0][0] & tables.every_language()).bit_count()
    return [meaning for mask, meaning in meanings[1:] if (mask & tables.every_language()).bit_count() * _FEWER >= least]


def _with_readings(age: Age, others: list[Age]) -> Age:
    return evolve(age, readings=(age, *others)) if others else age


class Meaning(NamedTuple):
    """What a row of pieces was found to mean, before it is an Age."""

    kind: AgeKind
    parts: tuple[Part, ...]
    calendar: bool
    moment: Moment | None
    approximate: bool


def read_pieces(text: str, atoms: list[Atom], language: str | None) -> Age | None:
    """The age that *atoms* of *text* make up together."""
    if not 0 < len(atoms) <= lattice.MOST_ATOMS or not all(map(lattice.is_known, atoms)):
        return None
    mask = tables.mask_of(language)
    return _best(text, atoms, mask, language) or (_best(text, atoms, -1, None) if mask != -1 else None)


def _best(text: str, atoms: list[Atom], mask: int, language: str | None) -> Age | None:
    found: dict[Meaning, tuple[int, int, int]] = {}
    for row, left in lattice.paths(text, atoms, mask):
        for meaning in _meanings(row, left, mask, language):
            first, last = _extent(row)
            if meaning in found:
                known, *place = found[meaning]
                found[meaning] = known | left, place[0], place[1]
            else:
                found[meaning] = left, first, last
    if not found:
        return None
    ranked = sorted(found.items(), key=lambda item: item[1][0] & -item[1][0])
    ages = [
        _age(text, meaning, Span(atoms[first].start, atoms[last - 1].end), left)
        for meaning, (left, first, last) in ranked
    ]
    if len(ages) == 1:
        return ages[0]
    return _with_readings(ages[0], _weighty([(left, age) for (_, (left, *_)), age in zip(ranked, ages, strict=True)]))


def _meanings(row: list[Lexeme], left: int, mask: int, language: str | None) -> list[Meaning]:
    distance = relative.read(row)
    if distance is not None:
        return [Meaning(AgeKind.RELATIVE, distance.parts, False, None, distance.approximate)]  # noqa: FBT003
    said = absolute.read(row, customs.of_language(language) if language is not None else customs.of_any(left))
    if said is None or said.weak or (language is None and said.short):
        return []
    if said.calendar is not None:
        moment = None if said.moments[0] == Moment() else said.moments[0]
        return [Meaning(AgeKind.RELATIVE, (said.calendar,), True, moment, False)]  # noqa: FBT003
    return [Meaning(AgeKind.ABSOLUTE, (), False, moment, False) for moment in said.moments]  # noqa: FBT003


_DRESS: Final = frozenset(("label", "on", "at"))


def _extent(row: list[Lexeme]) -> tuple[int, int]:
    """The atoms of *row* without labels and the signs behind them."""
    index = 0
    while row[index].role in _DRESS or (
        row[index].role == "mark" and (index or row[index].value[0] in "([") and row[index].value[0] not in "+-~"
    ):
        index += 1
    return row[index].first, row[-1].last


def _age(text: str, meaning: Meaning, span: Span, left: int) -> Age:
    parts, moment = meaning.parts, meaning.moment
    unit = finest(moment) if moment is not None else parts[-1].unit
    if moment is not None and parts and moment.hour is None:
        unit = Unit.DAY
    count = abs(parts[0].count) if len(parts) == 1 and moment is None else None
    return Age(
        span.of(text),
        meaning.kind,
        unit,
        count,
        parts,
        meaning.calendar,
        moment,
        meaning.approximate,
        tables.name_of(left),
        (),
        span,
    )
