"""Finds the age in a short line that may hold more: a source, a name, a category, what follows a bullet."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from attrs import frozen

from newsdump.ages import lattice, tables
from newsdump.ages.folding import Atom, cut, fold
from newsdump.ages.model import Age
from newsdump.ages.reading import read_pieces
from newsdump.ages.terms import AgeKind

MOST_CHARACTERS: Final = 120
"""A longer line is text: of the age lines of 1,510 pages none had more than a hundred."""
_MOST_SILENT: Final = 60
"""A line without a digit that is longer holds no age ("NAME an hour ago") but prose."""
_MOST_STARTS: Final = 8
_MOST_ENDS: Final = 5
_MOST_WORDS: Final = 6
"""A source or a name has no more words; a longer row of words is a title or a sentence."""
_DIGIT: Final = re.compile(r"\d").search
_NEIGHBOURS: Final = re.compile(r"(\w?\w?)[\W_]{0,2}?(?<!\d)\d+(?:\s?[-/.:](?=\d)|[\W_]{0,2}(\w?\w?))").finditer
_GLUED_ARTICLE: Final = re.compile(r".*?[^\W\d_](an? (?:second|minute|hour|day|week|month|year) ago)$").match
"""Image names that prints glue to an age without a digit: "timea day ago" (daily8.com)."""
_HALF: Final = re.compile(r"\d[ .]?[APap]\.?[Mm]").search
_STRONG: Final = frozenset("|•·/—–»>~⋅∙●▪«<＞｜・‧")
"""Signs that stand between the fields of a line and seldom in a sentence."""
_SEPARATING: Final = _STRONG | frozenset("-,:;()[]，、：；（）【】。…*#\n\t")
_CURRENCY: Final = frozenset("$€£¥₹₩₽")
_CONNECTORS: Final = frozenset(
    [
        "by",
        "on",
        "at",
        "von",
        "de",
        "del",
        "la",
        "le",
        "van",
        "der",
        "den",
        "da",
        "do",
        "dos",
        "di",
        "el",
        "al",
        "bin",
        "für",
        "of",
        "and",
        "und",
        "et",
        "y",
        "e",
        "the",
        "am",
        "par",
        "por",
        "via",
        "in",
        "point",
        "points",
    ]
)
"""Words in small letters that names, sources and bylines have."""


@frozen
class AgeCue:
    """An age in a line, with what stands around it."""

    age: Age
    """Its span is relative to the line."""
    before: str
    """What stands before it, stripped."""
    after: str
    """What stands behind it, stripped."""


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """First and last words of the ages that need no digit."""
    heads: set[str] = set()
    tails: set[str] = set()
    for phrase in tables.phrases()[0]:
        if "0" not in phrase:
            words = phrase.split()
            heads.add(words[0])
            tails.add(words[-1])
    for word in tables.words():
        for sense in tables.senses(word):
            if sense.role == "before":
                heads.add(word.split(" ")[0])
            elif sense.role == "after":
                tails.add(word.split(" ")[-1])
    return frozenset(heads), frozenset(tails)


@cache
def _beginnings() -> frozenset[str]:
    """The first two letters of all words that stand beside the number of an age, small and large."""
    found: set[str] = set()
    for word in tables.words():
        if any(sense.role in _BESIDE for sense in tables.senses(word)):
            start = word.rpartition(" ")[2][:2]
            found.update(
                (
                    start,
                    start.upper(),
                    start.title(),
                    start[:1] + start[1:].upper(),
                    word[:2],
                    word[:2].title(),
                    word[:2].upper(),
                )
            )
    return frozenset(found)


_BESIDE: Final = frozenset(("unit", "month", "before", "after", "ordinal", "halfday", "weekday", "at", "of", "oclock"))


def _may_hold(text: str) -> bool:
    """Whether it is worth looking closer: one glance at the edges, or at what stands beside the first numbers."""
    if _DIGIT(text) is None:
        if len(text) > _MOST_SILENT:
            return False
        heads, tails = _edges()
        words = text.split(None, 1)
        if not words:
            return False
        return fold(text.rsplit(None, 1)[-1]) in tails or fold(words[0]) in heads
    beginnings = _beginnings()
    for match in _NEIGHBOURS(text):
        before, behind = match.groups()
        if behind is None or behind in beginnings or before in beginnings:
            return True
    return False


def find_age(text: str, *, language: str | None = None) -> AgeCue | None:
    """The age in a short line, at its head, at its tail or between signs, with what stands before and behind it.

    A sentence that tells an age is no age line, nor are amounts of other things.

    >>> cue = find_age("CNA7 days ago")
    >>> cue.before, cue.age.raw, cue.after
    ('CNA', '7 days ago', '')
    >>> find_age("It was 3 hours ago that the ship sank") is None
    True
    """
    if len(text) > MOST_CHARACTERS or not _may_hold(text):
        return None
    atoms = cut(text)
    if glue := _GLUED_ARTICLE(text):
        atoms = cut(text, 0, glue.start(1)) + cut(text, glue.start(1))
    index = 0
    while index < len(atoms):
        if not lattice.is_known(atoms[index]):
            index += 1
            continue
        last = index
        while last < len(atoms) and lattice.is_known(atoms[last]):
            last += 1
        cue = _in_run(text, atoms, index, last, language)
        if cue is not None:
            return cue
        index = last
    return None


def _in_run(text: str, atoms: list[Atom], first: int, last: int, language: str | None) -> AgeCue | None:
    """The first age within a run of atoms that an age can hold."""
    starts = [index for index in range(first, last) if _can_bound(atoms[index])][:_MOST_STARTS]
    done = 0
    for start in starts:
        if atoms[start].start < done:
            continue
        for end in _ends(atoms, start, last):
            age = read_pieces(text, atoms[start:end], language)
            if age is not None:
                cue = _cue(text, age, atoms[start].start)
                if cue is not None:
                    return cue
                done = age.span.end if age.span else 0  # a part of what was refused is no age either
                break
    return None


def _ends(atoms: list[Atom], start: int, last: int) -> list[int]:
    """Where an age from *start* can end: the farthest places, and those before a strong sign."""
    found = [index + 1 for index in range(start, last) if _can_bound(atoms[index])]
    far = found[: -_MOST_ENDS - 1 : -1]
    return far + [end for end in found[:-_MOST_ENDS] if end < last and atoms[end].key in _STRONG][:_MOST_ENDS]


def _can_bound(atom: Atom) -> bool:
    return atom.is_number or atom.key.isalnum() or atom.key in "+-(~"


def _cue(text: str, age: Age, start: int) -> AgeCue | None:
    """The cue, if what stands around the age is no sentence."""
    assert age.span is not None  # noqa: S101 - ages that were read have one
    end = age.span.end
    before, after = text[:start].rstrip(), text[end:].lstrip()
    glued = start > 0 and not text[start - 1].isspace()
    bare = age.kind is AgeKind.RELATIVE and not age.calendar and not _is_directed(age, text)
    dateless = age.moment is not None and age.moment.month is None and age.moment.weekday is None and not age.parts
    dateless = dateless and age.moment is not None and (age.moment.minute is None or not _HALF(age.raw))
    timed = age.moment is not None and age.moment.hour is not None and age.moment.year is not None
    if before and (text[start - 1] in _CURRENCY or not _introduces(before, glued=glued, bare=bare)):
        return None
    if after and not _follows(
        after, glued=after[0] == text[end : end + 1], bare=bare, inside=bool(before), timed=timed
    ):
        return None
    if dateless and (after or (before and not glued)):
        return None
    return AgeCue(age, before.strip(_STRIPPED), after.strip(_STRIPPED))


_STRIPPED: Final = " \t\n\u00a0|•·/—–-,:;"


def _is_directed(age: Age, text: str) -> bool:
    """Whether the words say that the age lies behind or before the reader."""
    assert age.span is not None  # noqa: S101
    atoms = cut(text, age.span.start, age.span.end)
    senses = [sense for atom in atoms for sense in tables.senses(atom.key)] if atoms else []
    if any(sense.role in ("before", "after") or (sense.role == "unit" and sense.value[1]) for sense in senses):
        return True
    return len(atoms) > 2


def _is_prose(words: list[str], most: int) -> bool:
    """Whether *words* hold more than *most* in small letters that no name or source has."""
    small = [word for word in words if word[:1].islower() and word.strip(".,:()").lower() not in _CONNECTORS]
    return len(small) > most


def _introduces(before: str, *, glued: bool, bare: bool) -> bool:
    """Whether *before* can stand in front of an age: a source, a name, a category."""
    words = before.split()
    sign = before[-1]
    last = fold(words[-1].strip("".join(_SEPARATING)))
    if any(sense.role == "statistic" for sense in tables.senses(last)):
        return False
    if sign in _STRONG:
        return not _is_prose(words, 3)
    if bare:
        return False
    if sign in _SEPARATING:
        return len(words) <= _MOST_WORDS + 2 and not _is_prose(words, 1)
    if glued:
        return sign.isalpha() or sign in ")\"'”"
    if len(words) > _MOST_WORDS:
        return False
    return not _is_prose(words, 2 if "by" in words else 1 if len(words) == 1 else 0)


def _follows(after: str, *, glued: bool, bare: bool, inside: bool, timed: bool) -> bool:
    """Whether *after* can stand behind an age."""
    sign = after[0]
    if (sign in _STRONG and not (glued and bare)) or (sign in "-–" and after[1:2].isspace()):
        return True
    if bare or (glued and sign.isalnum()):
        return False
    words = after.split()
    if timed:
        return len(words) <= _MOST_WORDS and not _is_prose(words, 1)
    if sign in _SEPARATING:
        return len(words) <= _MOST_WORDS and not _is_prose(words, 1)
    if not sign.isupper() and fold(words[0]) not in _CONNECTORS - {"in", "at", "on"}:
        return False
    return len(words) <= (3 if inside else _MOST_WORDS) and not _is_prose(words, 0)
