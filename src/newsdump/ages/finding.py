"""Finds the ages in a line that may hold more: a source, a name, a category, what follows a bullet."""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve, frozen

from newsdump.ages import gates, lattice, standing, stretches
from newsdump.ages.filling import filled
from newsdump.ages.folding import cut
from newsdump.ages.model import Age
from newsdump.ages.reading import read_age, read_row
from newsdump.ages.wording import FEWEST_OF_MOMENT, Line
from newsdump.spans import Span

MOST_CHARACTERS: Final = 120
"""A longer line is text: of the age lines of 1,510 pages none had more than a hundred."""
_MOST_STARTS: Final = 8
_GLUED_ARTICLE: Final = re.compile(r".*?[^\W\d_](an? (?:second|minute|hour|day|week|month|year) ago)$").match
"""Image names that prints glue to an age without a digit: "timea day ago" (daily8.com)."""
_NUMBERED: Final = re.compile(r"#\d{1,4}(?:\.\d{1,4})*(?![\w.])").match
"""The number of a comment or post, which no age begins with: "#3.1 - 6 June 2025"."""


@frozen
class AgeCue:
    """An age in a line, with what stands around it."""

    age: Age
    """Its span is relative to the line."""
    before: str
    """What stands before it, stripped."""
    after: str
    """What stands behind it, stripped."""


def find_age(text: str, *, language: str | None = None) -> AgeCue | None:
    """The age in a short line, at its head, at its tail or between signs, with what stands before and behind it.

    A sentence that tells an age is no age line, nor are amounts of other things.

    >>> cue = find_age("CNA7 days ago")
    >>> cue.before, cue.age.raw, cue.after
    ('CNA', '7 days ago', '')
    >>> find_age("It was 3 hours ago that the ship sank") is None
    True
    """
    if len(text) > MOST_CHARACTERS or not gates.may_hold(text, told=language is not None):
        return None
    if language is None and (regular_one := _regular(text)) is not None:
        age, opening = regular_one
        stands = not opening or _is_introduced(Line(text), age, opening, bare=False)
        cue = _cue(text, age, opening, bare=False) if stands else None
        if cue is not None or not gates.may_hold(text[age.span.end :] if age.span else ""):
            return cue
    line = Line(text)
    return _searched(line, language) if line.may_hold() else None


def _is_introduced(line: Line, age: Age, opening: int, *, bare: bool) -> bool:
    """Whether what stands before an age lets it stand there."""
    if line.is_introduced(opening, bare=bare):
        return True
    return standing.is_to_the_minute(age) and line.is_signed(opening)


def _searched(line: Line, language: str | None) -> AgeCue | None:
    """The age that the search for readings finds."""
    text = line.text
    atoms = cut(text)
    if glue := _GLUED_ARTICLE(text):
        atoms = cut(text, 0, glue.start(1)) + cut(text, glue.start(1))
    numbered = _NUMBERED(text)
    first = sum([atom.start < numbered.end() for atom in atoms]) if numbered else 0
    known: lattice.Known = {}
    for span in stretches.runs(atoms, first):
        run = atoms[span[0] : span[1]]
        numbers = sum([atom.is_number for atom in run])
        if not line.may_stand(run[0].start, run[-1].end, numbers):
            continue
        openings = [atom.start for atom in run if stretches.may_open(atom)]
        if not any(line.is_introduced(opening, bare=False) for opening in openings) and (
            numbers < FEWEST_OF_MOMENT or not any(line.is_signed(opening) for opening in openings)
        ):
            continue  # none can stand: they need not be read
        cue = _in_run(line, stretches.Run(text, atoms, span, language, known))
        if cue is not None:
            return cue
    return None


def _regular(text: str) -> tuple[Age, int] | None:
    """The age of a regular shape, and where its labels start."""
    from newsdump.ages import regular  # its patterns take milliseconds to compile

    amount = regular.find_amount(text)
    if amount is not None:
        age = read_age(text[amount.start : amount.end])
        if age is None or age.readings:
            return None
        return evolve(age, span=Span(amount.start, amount.end)), amount.opening
    piece = regular.find(text)
    if piece is None:
        return None
    span = Span(piece.start, piece.end)
    age = filled(text, piece.row, piece.languages, span) or read_row(text, piece.row, piece.languages, span)
    return None if age is None or stretches.takes_a_name(text, age) else (age, piece.opening)


def _in_run(line: Line, run: stretches.Run) -> AgeCue | None:
    """The first age of a run that may stand where it does."""
    text = line.text
    done = 0
    for start in run.starts[:_MOST_STARTS]:
        opening = run.atoms[start].start
        if opening < done:
            continue
        stretch = run.read(start)
        if stretch is None or stretches.takes_a_name(text, stretch.age):
            continue
        age, bare = stretch.age, not stretch.spoken
        if not line.is_introduced(opening, bare=bare) and not (
            standing.is_to_the_minute(age) and line.is_signed(opening)
        ):
            done = age.span.end if age.span else 0  # a part of what a sentence tells is no age either
            continue
        cue = _cue(text, age, opening, bare=bare)
        if cue is not None:
            return cue
    return None


def _cue(text: str, age: Age, opening: int, *, bare: bool) -> AgeCue | None:
    """The age with what stands around it, if it may stand there."""
    around = standing.around(text, age, opening, bare=bare)
    return None if around is None else AgeCue(age, *around)
