"""Finds all ages in a line or a text, wherever they stand, and where prints glue them to what is beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from newsdump.ages import gates, gluing, lattice, standing, stretches
from newsdump.ages.finding import MOST_CHARACTERS
from newsdump.ages.folding import cut
from newsdump.ages.model import Age
from newsdump.ages.wording import Line

_DIGIT: Final = re.compile(r"\d").search
_NEAR: Final = 60
"""Characters before and behind a digit that are looked at in a longer text."""


def find_ages(text: str, *, language: str | None = None) -> list[Age]:
    """All ages and dates that *text* tells, in order, each with its span; none overlaps another.

    Other than `find_age` it also reads what a sentence tells. What prints glue together is cut: a date ends before the
    next one, its label or a name. Amounts without a word for "ago", weekdays and words such as "today" count where
    `find_age` would take them. In a text of more than `MOST_CHARACTERS` only what has a digit is looked for.

    Args:
        text: a line, or a longer text; the time is linear in its length.
        language: the BCP-47 tag of the language it is written in, if that is known.

    >>> ages = find_ages("Published 6 June 2025Updated 7 June 2025 at 10:00")
    >>> [age.raw for age in ages], ages[1].span
    (['6 June 2025', '7 June 2025 at 10:00'], Span(start=29, end=49))
    """
    found: list[Age] = []
    known: lattice.Known
    line = Line(text)
    for start, end in _windows(text):
        known = {}
        atoms = gluing.cut_apart(text, cut(text, start, end))
        for span in stretches.runs(atoms):
            found += _in_run(line, stretches.Run(text, atoms, span, language, known))
    return found


def may_tell(text: str) -> bool:
    """Whether *text* is read at all: where not, `find_ages` finds nothing.

    >>> may_tell("Harbour of Osselby opens")
    False
    """
    return next(_windows(text), None) is not None


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Where ages may stand: all of a short text, what is around the digits of a longer one."""
    if len(text) <= MOST_CHARACTERS:
        if _DIGIT(text) is not None or gates.may_hold(text):
            yield 0, len(text)
        return
    place = 0
    while (digit := _DIGIT(text, place)) is not None:
        start = max(place, digit.start() - _NEAR)
        end = digit.start()
        while (digit := _DIGIT(text, end, end + _NEAR)) is not None:
            end = digit.end()
        place = min(end + _NEAR, len(text))
        yield _edge(text, start) if start else 0, _edge(text, place)


def _edge(text: str, place: int) -> int:
    """The next place from *place* on where no word is cut, if there is one near."""
    for near in range(place, min(place + _NEAR // 2, len(text))):
        if not text[near].isalnum():
            return near
    return place


def _in_run(line: Line, run: stretches.Run) -> list[Age]:
    """The ages of a run, one behind the other."""
    text = line.text
    found: list[Age] = []
    done = 0
    for start in run.starts:
        if run.atoms[start].start < done:
            continue
        stretch = run.read(start)
        if stretch is None or stretch.age.span is None or stretches.takes_a_name(text, stretch.age):
            continue
        if _says_when(stretch) or _may_stand(line, stretch):
            found.append(stretch.age)
            done = stretch.age.span.end
    return found


def _says_when(stretch: stretches.Stretch) -> bool:
    """Whether an age says it without the help of what is around: a date with its month, a distance in the past."""
    age = stretch.age
    if age.moment is not None and age.parts == ():
        return age.moment.month is not None or (stretch.labelled and age.moment.hour is not None)
    return stretch.spoken and (age.moment is not None or (not age.calendar and age.parts[0].count <= 0))


def _may_stand(line: Line, stretch: stretches.Stretch) -> bool:
    bare = not stretch.spoken
    return (
        line.is_introduced(stretch.opening, bare=bare)
        and standing.around(line.text, stretch.age, stretch.opening, bare=bare) is not None
    )
