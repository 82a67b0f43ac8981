"""Text brought into the one form in which words are looked up, and cut into atoms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, final
from unicodedata import normalize

from newsdump.patterns import re_later

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


@final
class Atom:
    """A run of digits, a word, one sign, or one letter of a script that sets no spaces."""

    __slots__ = ("end", "is_number", "key", "start")

    def __init__(self, key: str, start: int, end: int, is_number: bool) -> None:  # noqa: FBT001 - made very often
        """Keep the folded text *key* with its place."""
        self.key = key
        self.start = start
        self.end = end
        self.is_number = is_number


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


_LETTER_BY_LETTER: Final = "\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_ODD: Final = re_later(
    "[^\t\n\r -~\u00a0-\u00ac\u00ae-\u00b1\u00b4-\u00b8\u00ba\u00bb\u00bf-\u024f\u0370-\u0377\u037a-\u037f\u0384-\u03ff"
    "\u0400-\u0481\u048a-\u052f\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u21ff\u25a0-\u2767"
    "\u3000-\u3003\u3008-\u3020\u30fb\uac00-\ud7a3\uff01-\uff5e\U0001f300-\U0001f6ff" + _LETTER_BY_LETTER + "]"
)
"""What the faster pattern does not tell apart: marks, format characters, numerals that are no digits, other scripts."""
_PLAIN_ATOM: Final = re_later(
    rf"(\d+)|[{_LETTER_BY_LETTER}]|(?:[^\W\d_{_LETTER_BY_LETTER}]['’‘´]*)+|['’‘](?=[^\W\d_])[^\W\d_]+|\S"
)
_ASCII_ATOM: Final = re.compile(r"(\d+)|'?[a-z]+(?:'[a-z]*)*|[^\s\x00-\x1f\x7f]").finditer


_ESCAPED: Final = frozenset(".-_*#+()[]")
"""Signs that Markdown has a backslash before: "30\\. Juni"."""
_GLUED_YEAR: Final = re.compile(
    r"(?<!\d)(?:"
    r"(?:19|20)\d\d(?=\d\d?(?:[:：]\d\d|[./-]\d\d?[./-]\d\d|(?:st|nd|rd|th|\.)?\s?[^\W\d_]{2}|[smhdwy]\b))"
    r"|\d{1,3}(?=(?:19|20)\d\d-[01]\d-[0-3]\d)"  # "#12006-08-08"
    r")"
).finditer
"""Where a print glues a year to a day, a clock or a number: "June 6, 202510:32 am"."""


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
    ascii_only = text.isascii()
    found: Iterable[Any]
    if ascii_only:
        found = _ASCII_ATOM(text.lower(), start, end)
    elif _ODD.search(text, start, end) is None:
        found = _PLAIN_ATOM.finditer(text, start, end)
    else:
        found = _atoms().finditer(text, start, end)
    atoms: list[Atom] = []
    after_word = -1
    for match in found:
        raw = match.group()
        first, last = match.span()
        if match.lastindex and raw.isdecimal():  # digits of newer scripts are none for Python
            key = raw if raw.isascii() or len(raw) >= _LONGEST_NUMBER else str(int(raw)).zfill(len(raw))
            atoms.append(Atom(key, first, last, True))  # noqa: FBT003
            continue
        if raw in _STOPS and first == after_word:
            atoms[-1].end = last
            continue
        if raw == "\\" and text[last : last + 1] in _ESCAPED:
            continue
        key = raw if ascii_only else raw.lower() if raw.isascii() else _fold_word(raw)
        if key:
            atoms.append(Atom(key, first, last, False))  # noqa: FBT003
            after_word = last if raw[0].isalpha() or raw[-1].isalpha() else -1
    return atoms


_STOPS: Final = frozenset(".॰۔")
_LONGEST_NUMBER: Final = 20
_fold_word: Final = lru_cache(1 << 14)(fold)
