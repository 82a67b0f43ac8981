"""Tells in less than a microsecond that a line holds no age, which is true of nineteen lines in twenty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import IntFlag
from functools import cache
from typing import Final

from newsdump.ages import tables
from newsdump.ages.folding import fold
from newsdump.patterns import re_later


class Kind(IntFlag):
    """What a word tells about the line that it stands in."""

    UNIT = 1
    """Behind a number: an amount, if there is a word for "ago" or the amount stands alone."""
    MONTH = 2
    """Behind a number: a date."""
    JOINT = 4
    """Behind a number: "of" and the endings of ordinals, if a month stands in the line."""
    CLOCK = 8
    """Behind a number: am, Uhr."""
    AHEAD = 16
    """In front of a number: a month, or a unit of the languages that set it first."""
    DAY = 32
    """A word that gives a clock its day, or says what happened then."""
    OPENING = 64
    """A word that a bare amount may follow."""
    DIRECTION = 128
    """A word that says past or future."""
    TAIL = 256
    """The end of an age without a digit."""
    DAY_TAIL = 512
    """One word that is such an age."""
    PHRASE = 1024
    """The last word of a known phrase without a digit."""


MOST_SILENT: Final = 60
"""A line without a digit that is longer holds no age ("NAME an hour ago") but prose."""
MOST_NUMBERS: Final = 6
"""So many numbers of a line are looked at; dates with clock and zone have that many."""
STRONG: Final = frozenset("|•·/—–»>~⋅∙●▪«<＞｜・‧")
"""Signs that stand between the fields of a line and seldom in a sentence."""
_ASCII_DIGIT: Final = re.compile(r"[0-9]").search
_DIGIT: Final = re.compile(r"\d").search
_FIRST_VARIED: Final = "\u0590"
_LAST_VARIED: Final = "\u08ff"
_VARIED: Final = re.compile("[\u0590-\u08ff\uff00-\uffef]").search
"""Letters that differ from those of the tables by more than their case."""
_WORDS: Final = re.compile(r"[^\W\d_]+").findall
_AHEAD: Final = re.compile(r"[\s.,'’/\-‑–]{0,2}([^\W\d_]+)").match
"""The word in front, both read from their ends: a count in brackets is no day of the month before it."""
_BEHIND_UNIT: Final = re.compile(r"\.?\s*(?:$|[^\w\s()%]|\d|([^\W\d_]+))").match
_HALF_AT_END: Final = re.compile(r"\d[\s.]*[APap]\.?[Mm]\.?(?:\W*[A-Z]{2,4}(?:[-+]\d+)?)?[\W_]*$").search
_PAIR: Final = re.compile(r"\d[-/.]\d{1,2}(?!\d)").search
_UNSPACED: Final = re_later("[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_REACH: Final = 14
"""Letters before a number in which its month is looked for."""
_BEFORE_BARE: Final = STRONG | frozenset("+-~(")
_UNIT, _MONTH, _JOINT, _CLOCK, _AHEAD_KIND, _DAY, _OPENING, _DIRECTION, _TAIL, _DAY_TAIL, _PHRASE = map(int, Kind)
"""The kinds as plain numbers, which are joined ten times as fast."""
TELLING: Final = _UNIT | _MONTH | _CLOCK | _AHEAD_KIND | _DAY | _DIRECTION | _TAIL | _DAY_TAIL
"""Kinds of words of which an age has one, unless it is all digits."""
_TAILS: Final = _TAIL | _DAY_TAIL
_ENDS: Final = _TAILS | _PHRASE
_INDIRECT: Final = _JOINT | _CLOCK
_HAN: Final = re_later("[\u3400-\u9fff]")
_REACH_BEHIND: Final = 40
"""Letters behind a number in which the word is looked for that says past."""


@cache
def _numbers() -> Callable[[str], Iterator[re.Match[str]]]:
    """Finds numbers and what tells at once what they are; compiled when the first line with a digit comes."""
    return re.compile(
        r"\d+(?:("  # 1: what only dates have
        r"(?<=\d{4})\s?([-/.‑–•·])\s?[01]?\d\s?\2\s?[0-3]?\d(?!\d)"  # year, month and day
        r"|(?<!\d{3})\s?([-/.‑–])\s?[0-3]?\d\s?\3\s?['’]?(?:\d\d|\d{4})(?![\d:])"  # three numbers, the last a year
        r"|/\d{1,2}\s"  # day and month before a clock
        r"|\s?[年月日년월일분時时](?![^\W\d_前전間间鐘钟半後后以])"
        r"|(?<=(?:19|20)\d{6})"
        r")|([:：hH]\d\d(?!\d))"  # 4: a clock
        r"|[\W_]{0,2}([^\W\d_]+))?"  # 5: the word behind it
    ).finditer


def may_hold(text: str, *, told: bool = False) -> bool:
    """Whether it is worth looking closer at *text*: at its edges, or at what stands beside its first numbers.

    Clocks alone are ages only in a language that the caller *told*.
    """
    if _ASCII_DIGIT(text) is None and (text.isascii() or _DIGIT(text) is None):
        return len(text) <= MOST_SILENT and _may_end(text)
    raw = text
    if not text.isascii() and _VARIED(text) is not None:
        text = fold(text)
    words, letters, _, _ = tables.classes()
    seen = 0
    for count, match in enumerate(_numbers()(text)):
        group = match.lastindex
        if group == 1:
            return True
        start = match.start()
        if start and (word := _AHEAD(text[start - _REACH if start > _REACH else 0 : start][::-1])):
            key = word[1][::-1].casefold()
            if words.get(key, 0) & _AHEAD_KIND or key[-1] in letters:
                return True
        if group == 5:
            key = match[5].casefold()
            kind = words.get(key, 0)
            if kind & _MONTH or (key[0] in letters and (len(key) < 4 or not _HAN.match(key) or "前" in text)):
                return True
            if kind & _UNIT and (_may_be_bare(text, start, match.end()) or _is_directed(text, start, match.end())):
                return True
            seen |= kind
        elif group == 4:
            seen |= _CLOCK
        if count == MOST_NUMBERS:
            break
    return bool(seen & _INDIRECT and _fits_around(text, seen, told=told)) or (len(raw) <= MOST_SILENT and _may_end(raw))


def _may_be_bare(text: str, start: int, end: int) -> bool:
    """Whether an amount without a word for "ago" may stand from *start* to *end*: alone, or between strong signs."""
    words = tables.classes().words
    head = text[:start].rstrip()
    if head and head[-1] not in _BEFORE_BARE:
        before = _AHEAD(head[::-1])
        if before is None or not words.get(before[1][::-1].casefold(), 0) & _OPENING:
            return False
    behind = _BEHIND_UNIT(text, end)
    return behind is not None and (
        behind[1] is None or bool(words.get(behind[1].casefold(), 0) & (_OPENING | _DIRECTION | _UNIT | _DAY))
    )


def _is_directed(text: str, start: int, end: int) -> bool:
    """Whether a word for "ago" stands near the amount from *start* to *end*."""
    words = tables.classes().words
    first = start - _REACH - 6
    near = text[max(0, first) : end + _REACH_BEHIND]
    return any(words.get(word, 0) & _DIRECTION for word in _WORDS(near.casefold())) or (
        not near.isascii() and _UNSPACED.search(near) is not None
    )


def _fits_around(text: str, seen: int, *, told: bool) -> bool:
    """Whether the line has what makes an age of the clocks and ordinals that were *seen*."""
    words = tables.classes().words
    around = 0
    for word in _WORDS(text.casefold()):
        around |= words.get(word, 0)
    if seen & _JOINT and around & (_MONTH | _AHEAD_KIND):
        return True
    if seen & _CLOCK and (told or around & _DAY or _HALF_AT_END(text) is not None or _PAIR(text) is not None):
        return True
    return not text.isascii() and _UNSPACED.search(text) is not None


def _may_end(text: str) -> bool:
    """Whether the line, or its first field, ends in words that are an age without a digit."""
    if text[:1] in _EDGES or text[-1:] in _EDGES:
        text = text.strip(_EDGES)
    if text.isascii():
        if tables.classes().words.get(text[text.rfind(" ") + 1 :].lower(), 0) & _ENDS and _ends_so(text):
            return True
        return " | " in text and _has_field(text)
    if _ends_so(text) or (text[-1:] in _HAN_DAYS and _HAN_DATE(text) is not None):
        return True
    return (" | " in text or _FIELDS(text) is not None) and _has_field(text)


def _has_field(text: str) -> bool:
    fields = [field.strip() for field in _FIELDS_OF(text)]
    return _ends_so(fields[0]) or any(_is_amount(fold(field)) for field in fields[1:])


def _is_amount(field: str) -> bool:
    """Whether a field may be an amount in words alone: "vor einer Woche"."""
    words, _, _, phrases = tables.classes()
    first, _, rest = field.partition(" ")
    last = rest.rpartition(" ")[2]
    return field in phrases or bool(
        words.get(first, 0) & (_DIRECTION | _OPENING) and words.get(last, 0) & (_UNIT | _DIRECTION)
    )


_HAN_DAYS: Final = frozenset("日号號")
_HAN_DATE: Final = re.compile("月[一二三四五六七八九十]{1,3}[日号號]").search
_LONGEST_PHRASE: Final = 40
_EDGES: Final = " \t\n\u00a0•·|*"
_FIELDS: Final = re.compile("[•·—–]").search
_FIELDS_OF: Final = re.compile(r"[|•·—–]").split


def _ends_so(text: str) -> bool:
    words, letters, last_letters, phrases = tables.classes()
    last = text[text.rfind(" ") + 1 :]
    last = fold(last) if _FIRST_VARIED <= last[:1] <= _LAST_VARIED else last.casefold()
    kind = words.get(last, 0)
    if kind & _TAILS:
        head = text[: text.rfind(" ") + 1].rstrip()
        if not head or (kind & _DAY_TAIL and head[-1] in STRONG):
            return True
        before = words.get(head[head.rfind(" ") + 1 :].rstrip(":").casefold(), 0)
        return bool(before & _OPENING or (kind & _TAIL and before))
    if last[-1:] in last_letters:
        return text[-2:] in phrases or text[-3:] in phrases or any(letter in letters for letter in text[-6:-1])
    return len(text) <= _LONGEST_PHRASE and text.casefold() in phrases
