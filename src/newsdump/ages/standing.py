"""Tells whether an age may stand where it was found in its line: what stands before it and behind it decides."""

from __future__ import annotations

import re
from typing import Final

from newsdump.ages import tables
from newsdump.ages.folding import cut, fold
from newsdump.ages.gates import STRONG
from newsdump.ages.model import Age
from newsdump.ages.terms import Unit
from newsdump.ages.wording import BUTTONS, CONNECTORS, MOST_TITLE, MOST_WORDS, SEPARATING, SHORT_NAME, is_prose

_HALF: Final = re.compile(r"\d[ .]?[APap]\.?[Mm]").search


def is_to_the_minute(age: Age) -> bool:
    """Whether an age is a moment with its year and its clock."""
    return age.moment is not None and age.moment.year is not None and age.moment.hour is not None


def _opens_age(text: str) -> bool:
    """Whether *text* begins with a month, a weekday or a label."""
    word = _FIRST_WORD(text)
    return word is not None and any(sense.role in _OPENING for sense in tables.senses(fold(word[0])))


_FIRST_WORD: Final = re.compile(r"[^\W\d_]+").match
_OPENING: Final = frozenset(("month", "weekday", "label"))
_ENDS_IN_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d$").search
"""What is glued to it does not go on with the date: "6 June 2025Updated 7 June 2025"."""
_TO_CLOCK: Final = re.compile(r"(?:[-–—]|to|bis) ?\d\d?(?:[:.h]\d\d| ?[AaPp]\.?[Mm])").match
_FROM_CLOCK: Final = re.compile(r"(?:[:.h]\d\d|\d ?[AaPp]\.?[Mm]\.?) ?[-–—]?$").search
_WIDE_COMMAS: Final = frozenset("，、")
_CLAUSE_LEAST: Final = 15
"""So much behind a day and a comma of full width goes on a sentence: "2025年6月6日，"."""


def around(text: str, age: Age, start: int, *, bare: bool) -> tuple[str, str] | None:
    """What stands before and behind an age, stripped, if the age may stand there; *start* is where its labels do."""
    end = age.span.end if age.span is not None else 0
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if after and not _follows(after, age, glued=after[0] == text[end : end + 1], bare=bare, inside=bool(before)):
        return None
    if age.raw[-1] == "." and before.upper() == before.lower() and len(before.split()) > MOST_WORDS:
        return None  # a sentence of a script without capitals
    moment = age.moment
    if _is_range(age, before, after):
        return None
    if start and text[start - 1] == "/" == text[end : end + 1]:
        return None  # of an address: /2025/06/06/ferry
    if after[:1] in _WIDE_COMMAS and len(after) > _CLAUSE_LEAST and (moment is None or moment.hour is None):
        return None
    if moment is not None and moment.year is None and start and text[start - 1].isalpha() and not _HALF(age.raw):
        return None  # MP4-12C, T6
    if not _is_likely(age, before, after):
        return None
    return before.strip(_STRIPPED), after.strip(_STRIPPED)


def _is_range(age: Age, before: str, after: str) -> bool:
    """Whether a clock opens or closes hours: "Monday 8:00 - 17:00"."""
    moment = age.moment
    if moment is None or moment.hour is None or moment.year is not None:
        return False
    if _TO_CLOCK(after) is not None or age.raw[0] in "-–—":
        return True
    return moment.month is None and _FROM_CLOCK(before) is not None


def _is_likely(age: Age, before: str, after: str) -> bool:
    """Whether such an age is printed in such a place."""
    alone = not before and not after
    moment = age.moment
    if any(part.count > 0 for part in age.parts):
        return alone
    if age.calendar and moment is None:
        now = age.parts[0].unit is Unit.SECOND
        if alone:
            caseless = age.raw.upper() == age.raw.lower()  # where words are short, and buttons say other things
            return len(age.raw) > (1 if caseless else _SHORTEST_WORD) and (caseless or not now or " " in age.raw)
        if (not now and age.parts[0].unit is not Unit.DAY) or (after and after[0] not in STRONG):
            return False
        # "NAME just now", but "Order now" and "Book today" are buttons.
        return (
            not before
            or before[-1] in STRONG
            or (
                now
                and " " in age.raw
                and not age.raw.rpartition(" ")[2][0].isupper()
                and len(before.split()) <= SHORT_NAME
            )
        )
    if moment is None or moment.year is not None or alone:
        return True
    if moment.month is not None:
        return moment.hour is not None or not _SMALL_MONTH(age.raw)
    if moment.weekday is not None or age.parts:
        return moment.hour is not None or not after or after[0] in SEPARATING  # "Anna S." is no Friday
    return not after and _HALF(age.raw) is not None and moment.minute is not None


_CLOSING: Final = ").] "
_STRIPPED: Final = " \t\n\u00a0|•·/—–-,:;"
_SHORTEST_WORD: Final = 3
_SMALL_MONTH: Final = re.compile(r"[a-z]{1,3}\.? ?\d{1,2}$|\d{1,2}\.? ?[a-z]{1,3}\.?$").match
"""A day and a short word in small letters: "8 out" is no date in October."""


def _without_label(after: str) -> str:
    """*after* without the label that East Asian pages print behind: "14:02配信"."""
    if after[0] < _FIRST_EAST_ASIAN:
        return after
    for size in range(_LONGEST_LABEL, 1, -1):
        word = after[:size]
        if any(sense.role == "label" for sense in tables.senses(" ".join([atom.key for atom in cut(word)]))):
            return after[size:]
    return after


_FIRST_EAST_ASIAN: Final = "\u1100"
_LONGEST_LABEL: Final = 4


def _follows(after: str, age: Age, *, glued: bool, bare: bool, inside: bool) -> bool:
    """Whether *after* can stand behind an age."""
    rest = _without_label(after).lstrip(_CLOSING).lstrip()
    if not rest:
        return True
    if glued and rest != after:
        after, glued = rest, False  # "(31 January 2006). 'Review'" is judged by what stands behind
    sign = after[0]
    closed = glued and not bare and _ENDS_IN_YEAR(age.raw) is not None
    if (
        (sign in STRONG and not (glued and bare))
        or (sign in "-–" and after[1:2].isspace())
        or (closed and (sign.isdigit() or (sign.isupper() and _opens_age(after))))
    ):
        return True
    glued = glued and not (closed and sign.isupper())
    if bare or (glued and sign.isalnum()):
        return False
    words = after.split()
    if age.moment is not None and age.moment.year is not None and age.moment.hour is not None:
        if len(words) <= (3 if inside else BUTTONS):
            return True
        return len(words) <= (MOST_TITLE if sign == ":" else MOST_WORDS + 2) and not is_prose(words, 1)
    if sign in SEPARATING:
        return len(words) <= MOST_WORDS and not is_prose(words, 1)
    if not sign.isupper() and fold(words[0]) not in CONNECTORS - {"in", "at", "on"}:
        return False
    says = 1 if after[-1] == ":" and not inside else 0  # "3 hours ago NAME responded:"
    return len(words) <= (3 if inside else MOST_WORDS) and not is_prose(words, says)
