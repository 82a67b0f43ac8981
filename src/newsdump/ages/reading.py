"""Reads a string that is an age or a date from end to end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from attrs import evolve

from newsdump.ages import absolute, customs, holding, lattice, likeness, relative, tables
from newsdump.ages.folding import Atom, cut, fold
from newsdump.ages.lattice import Lexeme, Row
from newsdump.ages.model import Age
from newsdump.ages.tables import Reading
from newsdump.ages.terms import AgeKind, Moment, Part, Unit, finest
from newsdump.patterns import re_later
from newsdump.spans import Span

MOST_CHARACTERS: Final = 160
"""A longer string is a text and no age."""
_MOST_INFLECTED: Final = 7
"""A string with a word that no table holds is read if it has no more atoms than this."""
_ONE_NUMBER: Final = re.compile(r"(\D*)(\d{1,9})(\D*)").fullmatch
_ZONE_NAME: Final = re_later(r"(?<=[+-]\d{4}) \([^()]*\)$")
"""The name that JavaScript prints behind the offset."""
_FEWER: Final = 4
"""A meaning that this many times fewer languages have is no second reading of a string in an unknown one."""
_MOST_READ: Final = (1 << 12) - 1
"""The languages whose one-letter units are known everywhere: "3h", "2d"; "5k" would be months in Estonian."""
_WIDELY_READ: Final = (1 << 30) - 1
"""The languages at the head of the list."""

_SPANS: Final = tuple(Span(0, length) for length in range(MOST_CHARACTERS + 1))
"""The spans of whole strings: making one checks it, which takes a third of the time of a reading."""


_new: Final = Age.__new__


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
    length = len(text)
    if length > MOST_CHARACTERS:
        return None
    match = _ONE_NUMBER(text)
    if match is None:
        number, key = 1, text
    else:
        head, digits, tail = match.groups()
        number, key = int(digits), head + "0" + tail
    phrases = tables.phrases()
    found = phrases.get(key.lower())
    if found is None and not key.isascii():
        found = phrases.get(fold(key))
    raw, span = text, _SPANS[length]
    if found is None:
        raw, span, found = _loosely(text, key)
        if found is None:
            return _composed(text, language)
    meanings = tables.meanings(found)
    if language is not None:
        mask = tables.mask_of(language)
        if len(meanings) > 1:
            meanings = tuple(reading for reading in meanings if reading.languages & mask)
        if not meanings or not meanings[0].languages & mask:
            return _composed(text, language)
    unit, signed, _, _, short, languages, fixed = meanings[0]
    count = signed * number
    # Filled in one go: the initialiser, which sets field by field, takes a fifth of the time of a reading.
    age = _new(Age)
    fields = age.__dict__
    fields.update(fixed)
    fields["raw"] = raw
    fields["count"] = count if count >= 0 else -count
    fields["parts"] = _parts(unit, count)
    fields["span"] = span
    if len(meanings) == 1 and not short:
        return age
    if short:
        return _with_short_readings(age, languages, language)
    others = [other for other in meanings[1:] if is_weighty(languages, other.languages)]
    return _with_readings(age, [_alternative(age, number, other) for other in others])


def _loosely(text: str, key: str) -> tuple[str, Span, int | None]:
    """*text* but for its white space, where that stands in it, and the number of its meanings."""
    single = " ".join(fold(key).split())
    found = tables.phrases().get(single) if single != key else None
    raw = text.strip()
    start = text.find(raw)
    return raw, Span(start, start + len(raw)), found


def _composed(text: str, language: str | None) -> Age | None:
    """The age that the words of *text* make up, where no phrase is known."""
    end = zone.start() if text.endswith(")") and (zone := _ZONE_NAME.search(text)) else len(text)
    atoms = cut(text, 0, end)
    known: lattice.Known = {}
    unknown = [index for index, atom in enumerate(atoms) if not holding.is_known(atom)]
    if unknown:
        if len(unknown) > 1 or len(atoms) > _MOST_INFLECTED or not any(atom.is_number for atom in atoms):
            return None
        known[unknown[0]] = likeness.units(atoms, unknown[0])
    read = read_pieces(text, atoms, (0, len(atoms)), language, known)
    if read is not None and (read.spoken or not unknown):
        return read.age
    return read_age(text) if language is not None else None


def _with_short_readings(age: Age, languages: int, language: str | None) -> Age:
    """*age* with all that its words can mean in the languages that write them less formally than CLDR ("-1 m")."""
    mask = tables.mask_of(language)
    atoms = cut(age.raw)
    end = len(atoms)
    found = _found(atoms, lattice.rows(age.raw, atoms, mask, (0, end), {}).get(end, []), end, language)
    others = [
        _age(age.raw, meaning, Span(0, len(age.raw)), left)
        for meaning, (left, _, _, _) in _ranked(found)
        if meaning.parts != age.parts and is_weighty(languages, left)
    ]
    return _with_readings(age, others)


def _alternative(age: Age, number: int, other: Reading) -> Age:
    """What else the words of *age* can mean."""
    count = other.signed * number
    return evolve(
        age,
        unit=other.unit,
        count=abs(count),
        parts=_parts(other.unit, count),
        calendar=other.calendar,
        approximate=other.approximate,
        language=tables.name_of(other.languages),
    )


def is_weighty(first: int, mask: int) -> bool:
    """Whether a second meaning in the languages of *mask* counts beside one in those of *first*.

    It does in the same language, and where it is common: in a widely read language, and in not many fewer of them.
    """
    every = tables.every_language()
    first, mask = first & every, mask & every
    if first & -first & mask:
        return True
    return bool(mask & _WIDELY_READ) and mask.bit_count() * _FEWER >= first.bit_count()


def _with_readings(age: Age, others: list[Age]) -> Age:
    return evolve(age, readings=(age, *others)) if others else age


class Meaning(NamedTuple):
    """What a row of pieces was found to mean, before it is an Age."""

    kind: AgeKind
    parts: tuple[Part, ...]
    calendar: bool
    moment: Moment | None
    approximate: bool


class Read(NamedTuple):
    """An age, with what its place in a line is judged by."""

    age: Age
    spoken: bool
    """Whether the words say that it lies behind or before: "3 h" does not."""


def read_pieces(
    text: str,
    atoms: list[Atom],
    span: tuple[int, int],
    language: str | None,
    known: lattice.Known,
) -> Read | None:
    """The age that the atoms of *text* in *span*, all of them known, make up together."""
    mask = tables.mask_of(language)
    rows = lattice.rows(text, atoms, mask, span, known, told=language is not None)
    read = read_rows(text, atoms, rows.get(span[1], []), span[1], language)
    if read is None and language is not None:
        rows = lattice.rows(text, atoms, -1, span, known)
        read = read_rows(text, atoms, rows.get(span[1], []), span[1], None)
    return read


def read_rows(text: str, atoms: list[Atom], rows: list[Row], end: int, language: str | None) -> Read | None:
    """The age that *rows*, all of which end before the atom *end*, are."""
    return _best(text, atoms, _found(atoms, rows, end, language))


def read_row(text: str, row: list[Lexeme], languages: int, span: Span) -> Age | None:
    """The age that one row of pieces makes up, in *languages*."""
    meanings = _meanings(row, languages, None, 0)
    if not meanings:
        return None
    ages = [_age(text, meaning, span, languages) for meaning, _ in meanings]
    return _with_readings(ages[0], ages[1:])


class Evidence(NamedTuple):
    """What speaks for a meaning."""

    languages: int
    first: int
    """The atom that the age starts with."""
    last: int
    """The atom behind it."""
    spoken: bool


Found = dict[Meaning, Evidence]


def _found(atoms: list[Atom], rows: list[Row], end: int, language: str | None) -> Found:
    """What rows of pieces mean; *language* is set if the caller told it."""
    found: Found = {}
    for row in rows:
        lexemes, left = row.lexemes(atoms, end), row.languages
        for meaning, spoken in _meanings(lexemes, left, language, row.seen):
            first, last = _extent(lexemes)
            evidence = Evidence(left, first, last, spoken)
            if meaning in found:
                known = found[meaning]
                first = max(first, known.first)  # "am 6. Juni, 13:55": am is no half of the day
                evidence = Evidence(left | known.languages, first, last, spoken)
            found[meaning] = evidence
    return found


def _ranked(found: Found) -> list[tuple[Meaning, Evidence]]:
    """Meanings by the most read of their languages."""
    return sorted(found.items(), key=lambda item: item[1].languages & -item[1].languages)


def _best(text: str, atoms: list[Atom], found: Found) -> Read | None:
    if not found:
        return None
    first, *rest = _ranked(found) if len(found) > 1 else found.items()
    languages, spoken = first[1].languages, first[1].spoken
    ages = [
        _age(text, meaning, Span(atoms[start].start, atoms[end - 1].end), left)
        for meaning, (left, start, end, _) in [
            first,
            *(item for item in rest if is_weighty(languages, item[1].languages)),
        ]
    ]
    return Read(_with_readings(ages[0], ages[1:]), spoken)


def _bare_languages(row: list[Lexeme]) -> int:
    """The languages whose amounts are read without a word that says past, and without being told the language."""
    letter = row[-1].word if row[-1].role == "unit" else ""
    return _MOST_READ if len(letter) == 1 and letter.isascii() else tables.listed()


def _meanings(row: list[Lexeme], left: int, language: str | None, seen: int) -> list[tuple[Meaning, bool]]:
    """What a row of pieces that holds what was *seen* means, and whether a direction was said."""
    told = language is not None
    distance = relative.read(row) if lattice.is_distance(seen) else None
    if distance is not None and (told or (distance.plain and (distance.spoken or left & _bare_languages(row)))):
        meaning = Meaning(
            AgeKind.RELATIVE, distance.parts, calendar=False, moment=None, approximate=distance.approximate
        )
        return [(meaning, distance.spoken)]
    if not lattice.is_date(seen):
        return _clocked(row) if lattice.is_clocked(seen) else []
    said = absolute.read(row, customs.of_language(language) if language is not None else customs.of_any(left))
    if said is None:
        return []
    first = said.moments[0]
    if said.weak and not (told and (first.hour is not None or first.weekday is not None)):
        return []
    if said.short and not told and not left & tables.listed():
        return []
    if said.calendar is not None:
        moment = None if said.moments[0] == Moment() else said.moments[0]
        return [(Meaning(AgeKind.RELATIVE, (said.calendar,), calendar=True, moment=moment, approximate=False), True)]
    return [
        (Meaning(AgeKind.ABSOLUTE, (), calendar=False, moment=moment, approximate=False), True)
        for moment in said.moments
    ]


def _clocked(row: list[Lexeme]) -> list[tuple[Meaning, bool]]:
    """A number of days with the clock of that day: "2 days ago at 5:31 PM"."""
    place = next((index for index, lexeme in enumerate(row) if lexeme.role == "clock"), 0)
    days = row[:place]
    while days and days[-1].role in ("at", "mark", "the", "on"):
        days.pop()
    distance = relative.read(days) if days else None
    if distance is None or not distance.spoken or len(distance.parts) > 1:
        return []
    said = absolute.read(row[place:], absolute.Customs())
    if said is None or said.calendar is not None or said.moments[0].month is not None:
        return []
    parts, rough, moment = distance.parts, distance.approximate, said.moments[0]
    if parts[0].unit in _FINE:  # "8 hours ago at 10:32 am" says it twice
        return [(Meaning(AgeKind.RELATIVE, parts, calendar=False, moment=None, approximate=rough), True)]
    if parts[0].unit is not Unit.DAY:
        return []
    return [(Meaning(AgeKind.RELATIVE, parts, calendar=True, moment=moment, approximate=rough), True)]


_FINE: Final = frozenset((Unit.SECOND, Unit.MINUTE, Unit.HOUR))
_DRESS: Final = frozenset(("label", "on", "at"))


def _extent(row: list[Lexeme]) -> tuple[int, int]:
    """The atoms of *row* without labels and the signs behind them."""
    index = 0
    while row[index].role in _DRESS or (
        row[index].role == "mark" and (index or row[index].value[0] in "([") and row[index].value[0] not in "+-~"
    ):
        index += 1
    return row[index].first, row[-1 if row[-1].role != "closing" else -2].last


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
