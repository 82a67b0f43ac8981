"""Finds the age in a short line that may hold more: a source, a name, a category, what follows a bullet."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from attrs import evolve, frozen

from newsdump.ages import gates, lattice, shapes, tables
from newsdump.ages.folding import Atom, cut, fold
from newsdump.ages.gates import STRONG
from newsdump.ages.model import Age
from newsdump.ages.reading import read_age, read_pieces, read_row
from newsdump.ages.terms import Unit
from newsdump.spans import Span

MOST_CHARACTERS: Final = 120
"""A longer line is text: of the age lines of 1,510 pages none had more than a hundred."""
_MOST_STARTS: Final = 8
_MOST_ENDS: Final = 5
_MOST_WORDS: Final = 6
"""A source or a name has no more words; a longer row of words is a title or a sentence."""
_GLUED_ARTICLE: Final = re.compile(r".*?[^\W\d_](an? (?:second|minute|hour|day|week|month|year) ago)$").match
"""Image names that prints glue to an age without a digit: "timea day ago" (daily8.com)."""
_NUMBERED: Final = re.compile(r"#\d{1,4}(?:\.\d{1,4})*(?![\w.])").match
"""The number of a comment or post, which no age begins with: "#3.1 - 6 June 2025"."""
_MOST_TITLE: Final = 14
"""A title in capitals that its age follows has no more words."""
_HALF: Final = re.compile(r"\d[ .]?[APap]\.?[Mm]").search
_SEPARATING: Final = STRONG | frozenset("-,:;()[]，、：；（）【】。…*#\n\t")
_BUTTONS: Final = 5
"""So few words behind a date with its clock are what can be done with a comment ("reply actions"), and no sentence."""
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
        "from",
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
        stands = _stands_alone(text, opening, bare=False) or _signs(text, opening, age)
        cue = _cue(text, age, opening, bare=False) if stands else None
        if cue is not None or not gates.may_hold(text[age.span.end :] if age.span else ""):
            return cue
    atoms = cut(text)
    if glue := _GLUED_ARTICLE(text):
        atoms = cut(text, 0, glue.start(1)) + cut(text, glue.start(1))
    numbered = _NUMBERED(text)
    index = sum([atom.start < numbered.end() for atom in atoms]) if numbered else 0
    known: lattice.Known = {}
    while index < len(atoms):
        last = index
        while last < len(atoms) and lattice.is_known(atoms[last]):
            last += 1
        if last > index:
            cue = _in_run(text, atoms, (index, last), language, known)
            if cue is not None:
                return cue
        index = last + 1
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
    age = read_row(text, piece.row, piece.languages, Span(piece.start, piece.end))
    return None if age is None or _takes_a_name(text, age) else (age, piece.opening)


def _takes_a_name(text: str, age: Age) -> bool:
    """Whether the end of a name was read as the weekday in front of a date, which then falls on another one.

    Thạch Lam - 08:52 17/10/2021, a Sunday: "lam" is a Friday elsewhere.
    """
    moment = age.moment
    if moment is None or moment.weekday is None or age.span is None or not text[: age.span.start].strip():
        return False
    if moment.year is None or moment.month is None or moment.day is None:
        return False
    return date(moment.year, moment.month, moment.day).isoweekday() != moment.weekday


_OPENING: Final = frozenset(
    ("date", "three", "pair", "clock", "number", "count", "unit", "before", "approx", "half", "month", "weekday")
) | {"calendar", "label", "on", "turn", "halfday", "nth"}
"""Roles that an age can begin with."""
_DATED: Final = frozenset(("date", "three", "month", "weekday", "calendar", "clock", "pair"))
_CORE: Final = _DATED | {"unit"}
"""Roles that an age needs one of."""
_DIRECTED: Final = frozenset(("before", "after"))


def _in_run(
    text: str, atoms: list[Atom], run: tuple[int, int], language: str | None, known: lattice.Known
) -> AgeCue | None:
    """The first age within a run of atoms that an age can hold."""
    last = run[1]
    if not _may_hold(atoms[run[0] : last]):
        return None
    starts, cores = _starts(text, atoms, run, known, told=language is not None)
    if not cores:
        return None
    done = tried = 0
    for start in starts[:_MOST_STARTS]:
        core = next((index for index in cores if index >= start), last)
        if atoms[start].start < done or core == last or not _begins(known, start, last):
            continue
        reached = _reached(known, start, last)
        for end in _ends(atoms, start, last):
            if end <= core or end not in reached:
                continue
            tried += 1
            if tried > _MOST_TRIED:
                return None
            read = read_pieces(text, atoms, (start, end), language, known, most=max(_FEWEST_ROWS, _MOST_ROWS // tried))
            if read is None:
                continue
            age, spoken = read
            if _takes_a_name(text, age):
                break
            bare = not spoken
            if not _stands_alone(text, atoms[start].start, bare=bare) and not _signs(text, atoms[start].start, age):
                done = age.span.end if age.span else 0  # a part of what a sentence tells is no age either
                break
            cue = _cue(text, age, atoms[start].start, bare=bare)
            if cue is not None:
                return cue
            break
    return None


def _may_hold(atoms: list[Atom]) -> bool:
    """Whether a run has a word that an age is told by, or numbers that can be a date."""
    words = tables.classes().words
    numbers = 0
    for atom in atoms:
        key = atom.key
        if atom.is_number:
            numbers += 1 if len(key) < _COMPACT else 2
        elif words.get(key, 0) & gates.TELLING or key[0] >= _FIRST_UNSPACED:
            return True
    return numbers > 1


_COMPACT: Final = 8
"""Digits that alone are a date: 20250606."""
_FIRST_UNSPACED: Final = "\u0900"
"""The first letter of the scripts whose words the classes may hold in pieces."""


def _starts(
    text: str, atoms: list[Atom], run: tuple[int, int], known: lattice.Known, *, told: bool
) -> tuple[list[int], list[int]]:
    """Where an age can begin in a run, and the atoms of which it needs one."""
    first, last = run
    roles: set[str] = set()
    starts = []
    cores: list[int] = []
    for index in range(first, last):
        if index not in known:
            known[index] = lattice.pieces(text, atoms, index)
        opens = False
        if any(piece.role in _CORE for piece in known[index]):
            cores.append(index)
        for piece in known[index]:
            roles.add("after" if piece.role == "unit" and piece.value[1] else piece.role)
            opens = opens or piece.role in _OPENING
        opens = opens and (told or not _is_initial(text, atoms[index])) and not _ends_name(text, atoms, index)
        signed = atoms[index].key in "+-~" and index + 1 < last and atoms[index + 1].is_number
        if opens or (signed and (index == 0 or atoms[index - 1].end < atoms[index].start)):
            starts.append(index)
    dated = frozenset(roles & _DATED)
    if not told and dated <= _CLOCKS and len(dated) < 2 and not roles & _WITH_CLOCKS:
        dated = _NOTHING  # a clock alone is none
    if not dated and not roles & _DIRECTED:
        # Bare amounts, which count only between strong signs or alone.
        starts = [index for index in starts if index == 0 or atoms[index - 1].key in STRONG]
    return starts, cores


def _is_initial(text: str, atom: Atom) -> bool:
    """Whether a capital with a point may end a name: "Lê M. - 08:52", where Spanish writes "m." for noon."""
    start = atom.start
    return start > 0 and atom.end <= start + 2 and text[start].isupper() and text[start + 1 : start + 2] == "."


def _ends_name(text: str, atoms: list[Atom], index: int) -> bool:
    """Whether a number is the end of a name, and the amount begins behind it: "kelp40 a day ago"."""
    start = atoms[index].start
    below = atoms[index + 1].key if index + 1 < len(atoms) else ""
    return atoms[index].is_number and below in _ONE and start > 0 and text[start - 1].isalpha()


_ONE: Final = frozenset(("a", "an"))
"""What an amount begins with that no number stands in front of."""
_MOST_ROWS: Final = 24
_FEWEST_ROWS: Final = 2
"""Readings of a stretch, of which there are fewer the more stretches have been tried in vain."""
_MOST_TRIED: Final = 10
"""Stretches of a run that are read before it is given up: with six, one in seventy ages of real lines is lost."""
_CLOCKS: Final = frozenset(("clock", "pair"))
_WITH_CLOCKS: Final = frozenset(("halfday", "label", "on", "turn"))
_NOTHING: Final[frozenset[str]] = frozenset()
_ONLY_BESIDE_NUMBERS: Final = frozenset(("unit", "month", "halfday", "oclock", "ordinal", "of", "weekday", "calendar"))
_AMOUNTS: Final = frozenset(("count", "approx", "half", "before", "and", "at", "halfday", "turn"))
_FARTHEST_UNIT: Final = 6
"""Atoms from the first word of an amount to its unit."""


def _begins(known: lattice.Known, start: int, last: int) -> bool:
    """Whether what follows *start* can make an age of it: behind a number a unit, a month, a sign within dates."""
    roles = {piece.role for piece in known[start]}
    if roles <= {"number"}:
        return start + 1 < last and any(
            piece.role in _ONLY_BESIDE_NUMBERS
            or (piece.role == "mark" and piece.value[0] in ".-/'")
            or piece.last > start + 2
            for piece in known[start + 1]
        )
    if roles <= _AMOUNTS:
        return any(
            piece.role in ("unit", "weekday", "clock")
            for index in range(start, min(last, start + _FARTHEST_UNIT))
            for piece in known[index]
        )
    return True


def _reached(known: lattice.Known, start: int, last: int) -> set[int]:
    """The atoms that a row of pieces from *start* can end before."""
    reached = {start}
    for index in range(start, last):
        if index in reached:
            reached.update([piece.last for piece in known[index]])
    return reached


def _ends(atoms: list[Atom], start: int, last: int) -> list[int]:
    """Where an age from *start* can end: the farthest places, and those before a strong sign."""
    found = [index + 1 for index in range(start, last) if _can_end(atoms[index])]
    far = found[: -_MOST_ENDS - 1 : -1]
    return far + [end for end in found[:-_MOST_ENDS] if end < last and atoms[end].key in STRONG][:_MOST_ENDS]


def _can_end(atom: Atom) -> bool:
    key = atom.key
    return atom.is_number or key in _ENDING_SIGNS or key in tables.enders() or (key in shapes.LETTERS and key != "t")


_ENDING_SIGNS: Final = frozenset("),.")


def _stands_alone(text: str, start: int, *, bare: bool) -> bool:
    """Whether what stands before the age is no sentence that goes on with it."""
    before = text[:start].rstrip()
    if not before:
        return True
    if text[-1] == "»" and "«" in before and len(before.rpartition("«")[2].split()) <= _SHORT_NAME:
        return True  # "TITLE « Reply #1 on: June 06, 2025, 10:32:41 AM »"
    glued = not text[start - 1].isspace()
    return text[start - 1] not in _CURRENCY and _introduces(before, glued=glued, bare=bare)


def _signs(text: str, start: int, age: Age) -> bool:
    """Whether a moment to the minute stands behind a name in small letters: "27 ilka", "Posted by: tin boats"."""
    if age.moment is None or age.moment.year is None or age.moment.hour is None:
        return False
    told = _TOLD(text, 0, start)
    words = text[told.end() if told else 0 : start].split()
    named = told is not None
    while words and (words[-1] in _BEHIND_NAME or _speaks(words[-1]) or not any(map(str.isalnum, words[-1]))):
        named = _speaks(words.pop()) or named
    return (
        0 < len(words) <= _SIGNED_MOST
        and (named or all(word[0].islower() for word in words))
        and not any(word[-1] in ".!?:" and len(word) > _SHORT_NAME for word in words)
        and (bool(told and told[1]) or not any(map(_is_of_ages, words)))
    )


def _speaks(word: str) -> bool:
    return word.casefold().rstrip(":") in _SAYS


def _is_of_ages(word: str) -> bool:
    return any(sense.role in _NO_NAMES for sense in tables.senses(fold(word.strip("*_:,"))))


_TOLD: Final = re.compile(r"[•*\s]*(?:\d{1,4}[.)]? |#\d{1,4}\s|((?:[Pp]osted )?[Bb]y:? ))").match
"""The number of a comment, or that its writer's name follows."""
_BEHIND_NAME: Final = frozenset(("on", "at", "am", "le", "el", "em", "il", "於", "于"))
"""What joins a name to its date."""
_SAYS: Final = frozenset(
    ("says", "said", "wrote", "writes", "sagt", "sagte", "schrieb", "schreibt", "meint", "dit", "écrit", "dice", "dijo")
) | {"escribió", "disse", "diz", "escreveu", "scrive", "zegt", "schreef", "napisał", "пишет"}
"""The commonest verbs between the two: who says something at a minute is a reader, in any letters."""
_SIGNED_MOST: Final = 4
"""So many words a name in small letters has at most; longer rows of them are prose."""
_NO_NAMES: Final = frozenset(("label", "statistic", "unit", "before"))
"""The roles of words that tell of ages, and stand in no name."""


_WIDE_COMMAS: Final = frozenset("，、")
_CLAUSE_LEAST: Final = 15
"""So much behind a day and a comma of full width goes on a sentence: "2025年6月6日，"."""


def _cue(text: str, age: Age, start: int, *, bare: bool) -> AgeCue | None:
    """The cue, if the age may stand where it does."""
    end = age.span.end if age.span is not None else 0
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if after and not _follows(after, age, glued=after[0] == text[end : end + 1], bare=bare, inside=bool(before)):
        return None
    if age.raw[-1] == "." and before.upper() == before.lower() and len(before.split()) > _MOST_WORDS:
        return None  # a sentence of a script without capitals
    moment = age.moment
    if start and text[start - 1] == "/" == text[end : end + 1]:
        return None  # of an address: /2025/06/06/ferry
    if after[:1] in _WIDE_COMMAS and len(after) > _CLAUSE_LEAST and (moment is None or moment.hour is None):
        return None
    if moment is not None and moment.year is None and start and text[start - 1].isalpha() and not _HALF(age.raw):
        return None  # MP4-12C, T6
    if not _is_likely(age, before, after):
        return None
    return AgeCue(age, before.strip(_STRIPPED), after.strip(_STRIPPED))


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
                and len(before.split()) <= _SHORT_NAME
            )
        )
    if moment is None or moment.year is not None or alone:
        return True
    if moment.month is not None:
        return moment.hour is not None or not _SMALL_MONTH(age.raw)
    if moment.weekday is not None or age.parts:
        return True
    return not after and _HALF(age.raw) is not None and moment.minute is not None


_SHORT_NAME: Final = 3
"""Words of a name that a word for "now" follows."""
_CLOSING: Final = ").] "
_STRIPPED: Final = " \t\n\u00a0|•·/—–-,:;"
_SHORTEST_WORD: Final = 3
_SMALL_MONTH: Final = re.compile(r"[a-z]{1,3}\.? ?\d{1,2}$|\d{1,2}\.? ?[a-z]{1,3}\.?$").match
"""A day and a short word in small letters: "8 out" is no date in October."""


_BY: Final = frozenset(("by", "by:", "By", "By:"))


def _is_prose(words: list[str], most: int) -> bool:
    """Whether *words* hold more than *most* in small letters that no name or source has."""
    small = [
        word
        for word in words
        if word[:1].islower() and (word == "from:" or word.strip(".,:()").lower() not in _CONNECTORS)
    ]  # "Quote from: NAME" opens what somebody else said
    return len(small) > most


def _introduces(before: str, *, glued: bool, bare: bool) -> bool:
    """Whether *before* can stand in front of an age: a source, a name, a category."""
    words = [word for word in before.split() if len(word) > 1 or word.isalnum()] or [before]
    sign = before[-1]
    last = fold(words[-1].strip("".join(_SEPARATING)))
    if any(sense.role == "statistic" for sense in tables.senses(last)):
        return False
    if sign in STRONG:
        return not _is_prose(words, 3)
    if bare:
        return False
    if sign in _SEPARATING:
        return len(words) <= (_MOST_TITLE if sign == ":" else _MOST_WORDS + 2) and not _is_prose(words, 1)
    if glued:
        return sign.isalpha() or sign in ")\"'”"
    if len(words) > _MOST_WORDS:
        return len(words) <= _MOST_TITLE and not _is_prose(words, 0)
    return not _is_prose(words, 2 if _BY.intersection(words) else 1 if len(words) == 1 else 0)


def _follows(after: str, age: Age, *, glued: bool, bare: bool, inside: bool) -> bool:
    """Whether *after* can stand behind an age."""
    rest = after.lstrip(_CLOSING).lstrip()
    if not rest:
        return True
    if glued and rest != after:
        after, glued = rest, False  # "(31 January 2006). 'Review'" is judged by what stands behind
    sign = after[0]
    if (sign in STRONG and not (glued and bare)) or (sign in "-–" and after[1:2].isspace()):
        return True
    if bare or (glued and sign.isalnum()):
        return False
    words = after.split()
    if age.moment is not None and age.moment.year is not None and age.moment.hour is not None:
        if len(words) <= (3 if inside else _BUTTONS):
            return True
        return len(words) <= (_MOST_TITLE if sign == ":" else _MOST_WORDS + 2) and not _is_prose(words, 1)
    if sign in _SEPARATING:
        return len(words) <= _MOST_WORDS and not _is_prose(words, 1)
    if not sign.isupper() and fold(words[0]) not in _CONNECTORS - {"in", "at", "on"}:
        return False
    says = 1 if after[-1] == ":" and not inside else 0  # "3 hours ago NAME responded:"
    return len(words) <= (3 if inside else _MOST_WORDS) and not _is_prose(words, says)
