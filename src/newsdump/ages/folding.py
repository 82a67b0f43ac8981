"""Text brought into the one form in which words are looked up, and cut into atoms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    import regex

_SAME: Final = {
    "'": "’ʼ‘ʻʹ′`´ꞌ",
    "-": "‐‑‒–—−־﹣－",
    "i": "ı",  # a Turkish capital I is lowered to a dotted i: the two must meet
    "ي": "یىې",
    "ك": "کڪ",
    "ه": "ہھەۀ",
    "ا": "أإآٱ",
    ".": "॰۔",
}
"""One sign for those that keyboards and fonts mix up."""
_MAP: Final = {ord(other): sign for sign, others in _SAME.items() for other in others}
_SILENT: Final = "\u0307\u0640\u0670" + "".join(map(chr, range(0x064B, 0x0656)))
"""The dot that casefolding leaves on a Turkish i, the Arabic tatweel and the Arabic vowel signs."""
_MAP.update(dict.fromkeys(map(ord, _SILENT), ""))
_INVISIBLE: Final = (
    (0xAD, 0xAD), (0x600, 0x605), (0x61C, 0x61C), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2),
    (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
)  # fmt: skip
"""Format characters (category Cf, Unicode 15) of the basic plane, by first and last."""
_MAP.update({code: "" for first, last in _INVISIBLE for code in range(first, last + 1)})


def fold(text: str) -> str:
    """*text* without differences of case, width, Unicode normal form, typographic signs and invisible marks.

    >>> fold("PUBLIÉ IL Y A ３ H") == fold("publie\u0301 il\u00a0y a 3 h")
    True
    """
    if text.isascii():
        return text.lower()
    text = normalize("NFKC", text).casefold()
    return normalize("NFKC", text.translate(_MAP))


class Atom(NamedTuple):
    """A run of digits, a word, one sign, or one letter of a script that sets no spaces."""

    key: str
    """The folded text."""
    start: int
    end: int
    is_number: bool


_UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}ー"


@cache
def _atoms() -> regex.Pattern[str]:
    """The pattern of an atom, compiled when the first text comes that is not ASCII."""
    import regex

    return regex.compile(
        r"(?V1)"
        r"(\p{Nd}+)"  # digits of any script
        rf"|[{_UNSPACED}][\p{{M}}\p{{Cf}}]*"  # scripts without spaces: letter by letter
        rf"|(?:[[\p{{L}}\p{{M}}]--[{_UNSPACED}]][\p{{Cf}}'’ʼ‘ʻ´]*)+"  # a word; apostrophes belong to it
        r"|['’ʼ‘ʻ](?=\p{L})[\p{L}\p{M}]+"
        r"|[^\s\p{Cf}]"
    )


_ASCII_ATOM: Final = re.compile(r"(\d+)|'?[a-z]+(?:'[a-z]*)*|[^\s\x00-\x1f\x7f]")


_ESCAPED: Final = frozenset(".-_*#+()[]")
"""Signs that Markdown has a backslash before: "30\\. Juni"."""
_GLUED_YEAR: Final = re.compile(
    r"(?<!\d)(?:"
    r"(?:19|20)\d\d(?=\d\d?(?:[:：]\d\d|[./-]\d\d?[./-]\d\d|(?:st|nd|rd|th|\.)?\s?[^\W\d_]{2}|[smhdwy]\b))"
    r"|\d{1,3}(?=(?:19|20)\d\d-[01]\d-[0-3]\d)"  # "#12006-08-08"
    r")"
).finditer
"""Where a print glues a year to a day, a clock or a number: "June 6, 202510:32 am"."""


def _cut_ascii(text: str, start: int, end: int) -> list[Atom]:
    """What `cut` does, for the texts that need no folding: four times as fast."""
    atoms: list[Atom] = []
    after_word = -1
    for match in _ASCII_ATOM.finditer(text.lower(), start, end):
        raw = match.group()
        first, last = match.span()
        if raw == "\\" and text[last : last + 1] in _ESCAPED:
            continue
        if raw == "." and first == after_word:
            atoms[-1] = Atom(atoms[-1].key, atoms[-1].start, last, is_number=False)
            continue
        is_number = match.lastindex is not None
        atoms.append(Atom(raw, first, last, is_number))
        after_word = -1 if is_number or not raw[-1].isalpha() else last
    return atoms


def cut(text: str, start: int = 0, end: int | None = None) -> list[Atom]:
    """The atoms of *text*; the full stop of an abbreviation is dropped.

    >>> [atom.key for atom in cut("vor 3 Std., 5m")]
    ['vor', '3', 'std', ',', '5', 'm']
    """
    end = len(text) if end is None else end
    atoms = []
    for glue in _GLUED_YEAR(text, start, end):
        atoms += _cut(text, start, glue.end())
        start = glue.end()
    return atoms + _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> list[Atom]:
    if text.isascii():
        return _cut_ascii(text, start, end)
    atoms: list[Atom] = []
    after_word = -1
    for match in _atoms().finditer(text, start, end):
        raw = match.group()
        first, last = match.span()
        if raw == "\\" and text[last : last + 1] in _ESCAPED:
            continue
        if match.group(1) and raw.isdecimal():  # digits of newer scripts are none for Python
            atoms.append(Atom(str(int(raw)).zfill(len(raw)) if len(raw) < 20 else raw, first, last, is_number=True))
            continue
        if raw in ".॰۔" and first == after_word:
            atoms[-1] = atoms[-1]._replace(end=last)
            continue
        key = fold(raw)
        if key:
            atoms.append(Atom(key, first, last, is_number=False))
            after_word = last if raw[0].isalpha() else -1
    return atoms
