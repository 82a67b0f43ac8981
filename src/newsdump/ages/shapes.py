"""Clocks and dates that digits and signs alone spell: 14:05, 14h05, 06-06-2025, 2025年6月6日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from newsdump.ages.folding import Atom
from newsdump.patterns import re_later

ERAS: Final = {"令": 2018, "平": 1988, "昭": 1925, "大": 1911, "明": 1867}
"""The first sign of a Japanese era's name -> the year before its first (Japan's era names, 1868 to 2019)."""

_CLOCK: Final = re_later(
    r"(?P<hour>\d{1,2})\s?[:：∶]\s?(?P<minute>\d{2})(?:\s?[:：∶]\s?(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?![:：]?\d)"
    r"(?:\s?(?P<sign>[-+−])(?P<east>\d{2}):?(?P<rest>\d{2})(?![\d:]))?"
)
_OFFSET: Final = re_later(r"(?i:GMT|UTC)\s?(?P<sign>[-+−])\s?(?P<east>\d{1,2})(?::?(?P<rest>\d{2}))?(?![\d:])")
"""GMT+7, UTC+03:00, GMT+0300"""
_CLOCK_H: Final = re_later(r"(?P<hour>\d{1,2})\s?[hH]\s?(?P<minute>\d{2})(?:\s?min)?(?!\d)")
_CLOCK_CJK: Final = re_later(
    r"(?P<hour>\d{1,2})\s?[時时點点시](?!間|间)(?:鐘|钟|整)?(?:\s?(?P<minute>\d{1,2})\s?[分분](?:\s?(?P<second>\d{1,2})\s?[秒초])?)?"
)
_CLOCK_DOT: Final = re_later(r"(?P<hour>\d{1,2})\.(?P<minute>\d{2})\.(?P<second>\d{2})(?![\d.])")
_CLOCK_COMPACT: Final = re_later(r"(?<=[Tt])(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?!\d)")
_CLOCKS: Final = (_CLOCK, _CLOCK_H)
_GAP: Final = r"[\s\u200e\u200f\u061c]{0,2}"  # Arabic dates hold marks of direction
_T: Final = r"(?:[Tt](?=\d\d:?\d\d))?"  # the T of ISO 8601 between date and time
_YMD: Final = re_later(
    rf"(?P<year>\d{{4}}){_GAP}(?P<sep>[-/.‑–•·]){_GAP}(?P<month>\d{{1,2}}){_GAP}(?P=sep){_GAP}(?P<day>\d{{1,2}}){_T}(?!\d\d?[^\d:]|\d{{3}})"
)
_COMPACT: Final = re_later(
    r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:[Tt](?=\d\d)|(?!\d))"
)
_THREE: Final = re_later(
    rf"(?P<a>\d{{1,2}}){_GAP}(?P<sep>[-/.‑–]){_GAP}(?P<b>\d{{1,2}}){_GAP}(?P=sep){_GAP}(?P<year>\d{{4}}|['’]?\d{{1,2}})(?!\d|\s?[:：]\d)"
)
_CJK: Final = re_later(
    rf"(?:(?P<year>\d{{4}}|\d{{2}}){_GAP}[年년]{_GAP})?(?P<month>\d{{1,2}}){_GAP}[月월]{_GAP}(?P<day>\d{{1,2}}){_GAP}[日일号號](?!間|间)"
)
_CJK_MONTH: Final = re_later(rf"(?P<year>\d{{4}}){_GAP}[年년]{_GAP}(?P<month>\d{{1,2}}){_GAP}[月월](?P<day>)")
_CJK_YEAR: Final = re_later(r"(?P<year>[12]\d{3})\s?[年년](?P<month>)(?P<day>)")
_ERA: Final = re_later(
    r"(?:令和|平成|昭和|大正|明治)\s?(?P<year>\d{1,2}|元)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
)
_DECIMAL: Final = re_later(r"(?P<whole>\d{1,4})[.,٫](?P<part>\d{1,2})(?![\d/:-]|[.,]\d)")
_TWO: Final = re_later(r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P<dot>\.?)(?![\d/-])")

_DAYS: Final = re_later(rf"(?P<a>\d{{1,2}})\.?{_GAP}[-‑–—]{_GAP}(?P<b>\d{{1,2}})(?![\d:]|[-‑–/.]\d)")
"""Several days of a month: "June 12-14"."""
_NUMERALS: Final = "一二三四五六七八九十"
_HAN: Final = re_later(
    r"(?:(?P<year>[一二][〇零○一二三四五六七八九]{3})年)?(?P<month>十[一二]?|[一二三四五六七八九])月"
    r"(?P<day>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号號]"
)

ZONES: Final = frozenset(("gmt", "utc"))
"""Words that an offset can follow."""
_FARTHEST: Final = 14 * 60
"""Minutes east that the farthest zone in use is (Kiritimati)."""

OPENERS: Final = ZONES | frozenset(ERAS) | frozenset(_NUMERALS)
"""Words that a shape can begin with."""
LETTERS: Final = frozenset("年月日时時点點分秒号號년월일시분초鐘钟整t") | frozenset(ERAS) | frozenset("和成治正元〇零○")
"""Letters that only shapes can hold."""

Shape = tuple[str, tuple[Any, ...], int]


def _number(text: str | None) -> int | None:
    return int(text.lstrip("'’")) if text else None


def _offset(match: re.Match[str]) -> int | None:
    """Minutes east of UTC."""
    if not match["sign"]:
        return None
    minutes = int(match["east"]) * 60 + int(match["rest"] or 0)
    return None if minutes > _FARTHEST else minutes if match["sign"] == "+" else -minutes


def at(text: str, atoms: list[Atom], first: int) -> Iterator[Shape]:
    """Roles and values of what starts at the atom *first*, with its end in *text*.

    ``clock``: hour, minute, second, offset in minutes. ``date``: year, month, day. ``three``: a number, the sign, a
    number, a number, and how many digits the last has. ``pair``: two numbers and the sign between them (day and month,
    or a clock with a dot), and the digits of the second. ``days``: the first and the last. ``decimal``: a number with a
    fraction. ``zone``: an offset.
    """
    start = atoms[first].start
    if atoms[first].key in ZONES:
        if (zone := _OFFSET.match(text, start)) and (east := _offset(zone)) is not None:
            yield "zone", (east, None), zone.end()
        return
    if not atoms[first].is_number:
        if date := _HAN.match(text, start):
            year = date["year"] and "".join(str(_NUMERALS.find(sign) + 1) for sign in date["year"])
            yield "date", (_number(year), _han(date["month"]), _han(date["day"]), "ymd"), date.end()
        if era := _ERA.match(text, start):
            year = 1 if era["year"] == "元" else int(era["year"])
            value = ERAS[text[start]] + year, _number(era["month"]), _number(era["day"]), "ymd"
            yield "date", value, era.end()
        return
    end = atoms[first].end
    sign = text[end : end + 1]
    if sign in _SPACES:
        sign = text[end:].lstrip(_SPACES)[:1]
    if sign in _DATE_SIGNS:
        dates = list(_dates(text, start))
        yield from dates
        if sign == "." or not dates:
            yield from _clocks(text, start, (_CLOCK_DOT,) if sign == "." else ())
        if not dates and sign:
            yield from _days(text, start)
            yield from _pairs(text, start)
    elif sign in _CLOCK_SIGNS:
        yield from _clocks(text, start, _CLOCKS)
    elif sign in _LETTER_SIGNS:
        yield from _lettered(text, start)
        yield from _clocks(text, start, (_CLOCK_CJK,))
    elif sign in {",", "٫"}:
        yield from _pairs(text, start)
    if end - start in _COMPACT_LENGTHS:
        if date := _COMPACT.match(text, start):
            yield "date", (_number(date["year"]), _number(date["month"]), _number(date["day"]), "ymd"), date.end()
        yield from _clocks(text, start, (_CLOCK_COMPACT,))


def _han(numeral: str) -> int:
    """A number below a hundred in Chinese numerals."""
    tens, ten, ones = numeral.rpartition("十")
    return (_NUMERALS.find(tens) + 1 if tens else 1) * 10 * bool(ten) + (_NUMERALS.find(ones) + 1 if ones else 0)


_LAST_DAY: Final = 31
_YEAR_DIGITS: Final = 4
_SPACES: Final = " \u00a0\u202f\u200e\u200f\u061c"
_DATE_SIGNS: Final = frozenset("-/.‑–—•·")
_CLOCK_SIGNS: Final = frozenset(":：∶hH")
_LETTER_SIGNS: Final = frozenset("年년月월時时點点시")
_COMPACT_LENGTHS: Final = (4, 6, 8)


def _clocks(text: str, start: int, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Shape]:
    for pattern in patterns:
        clock = pattern.match(text, start)
        if clock is None:
            continue
        face = clock.groupdict()
        hour, minute, second = (_number(face.get(name)) for name in ("hour", "minute", "second"))
        if (hour or 0) > 24 or (minute or 0) >= 60 or (second or 0) > 60:
            continue
        if not face.get("sign"):
            yield "clock", (hour, minute, second, None), clock.end()
            continue
        if (offset := _offset(clock)) is not None:
            yield "clock", (hour, minute, second, offset), clock.end()
        before_sign = clock.start("sign")
        yield "clock", (hour, minute, second, None), before_sign - (text[before_sign - 1] == " ")


def _pairs(text: str, start: int) -> Iterator[Shape]:
    if decimal := _DECIMAL.match(text, start):
        yield "decimal", (f"{int(decimal['whole'])}.{int(decimal['part']):0{len(decimal['part'])}}",), decimal.end()
    if (pair := _TWO.match(text, start)) and (pair["sep"] == "." or not pair["dot"]):
        if pair["dot"]:
            yield "pair", (int(pair["a"]), pair["sep"], int(pair["b"]), 0), pair.end()
        yield "pair", (int(pair["a"]), pair["sep"], int(pair["b"]), len(pair["b"])), pair.end("b")


def _days(text: str, start: int) -> Iterator[Shape]:
    if (days := _DAYS.match(text, start)) and 0 < int(days["a"]) < int(days["b"]) <= _LAST_DAY:
        yield "days", (int(days["a"]), int(days["b"])), days.end()


def _lettered(text: str, start: int) -> Iterator[Shape]:
    for pattern in (_CJK, _CJK_MONTH, _CJK_YEAR):
        if date := pattern.match(text, start):
            yield "date", (_number(date["year"]), _number(date["month"]), _number(date["day"]), "ymd"), date.end()


def _dates(text: str, start: int) -> Iterator[Shape]:
    if date := _YMD.match(text, start):
        yield "date", (_number(date["year"]), _number(date["month"]), _number(date["day"]), "ymd"), date.end()
    elif date := _THREE.match(text, start):
        a, b, year = int(date["a"]), int(date["b"]), date["year"].lstrip("'’")
        loose = date.start("b") - date.end("a") > 1, date.start("year") - date.end("b") > 1
        if len(year) < _YEAR_DIGITS and loose[0] != loose[1]:
            return  # "1. 18.47"
        yield "three", (a, date["sep"], b, int(year), len(year)), date.end()
