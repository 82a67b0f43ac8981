"""Which encoding bytes are in that are not UTF-8 and have no mark.

The languages of Latin script share their encodings' first half, and differ in the letters of the second: the language
is told by the words, and the encoding by which one gives that language its own letters. For other scripts
charset-normalizer is asked, if it is installed.
"""

from __future__ import annotations

from collections import Counter
from typing import Final
from unicodedata import category

from newsdump.languages import language_of

_LATIN: Final = ("cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1254", "cp1257")
"""Asked in this order, the more common first (W3Techs, character encodings of sites); of equals the first is taken."""
_LETTERS: Final = {
    "az": "çəğıöşü",
    "ca": "àçéèíïóòúü",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåéü",
    "de": "äöüßéàè",
    "en": "éèêëïöüçñàáó",
    "es": "áéíñóúüªº",
    "et": "äöõüšž",
    "fi": "äöåšžé",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "is": "áðéíóúýþæö",
    "it": "àèéìíîòóùúª",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "nb": "æøåéòôóàü",
    "nl": "áéëïóöüèêàçôû",
    "nn": "æøåéòôóàü",
    "no": "æøåéòôóàü",
    "pl": "ąćęłńóśźż",
    "pt": "àáâãçéêíóôõúüªº",
    "ro": "ăâîşţșț",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšžćđ",
    "sq": "çë",
    "sv": "åäöéüàè",
    "tr": "çğıöşüâîûi̇",
}
"""The letters beyond ASCII that a language's own words and its loans are written with (CLDR, exemplar characters)."""
_SIGNS: Final = frozenset("“”„‘’‚«»‹›–—…•·€£°§©®™´¿¡×№†\xa0\xad")
"""What stands between words in any of these encodings."""
_LATIN_MOST: Final = 0.35
"""A larger part of bytes beyond ASCII, white space not counted, is no text in Latin script."""
_WIDE_LEAST: Final = 0.9
"""This part of high bytes is NUL in UTF-32, and this part of characters are letters and signs in any text."""
_SAMPLE: Final = 4096
"""So many characters are looked at."""
_BLOCKS: Final = 3
"""Most text is written with characters of so many blocks of 256; Chinese and Korean are not, and have marks or NULs."""
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r\x1b")
_CONTROLS_LEAST: Final = 0.05
"""Less of what no text of single bytes holds, and UTF-16 is not thought of."""


def wide(data: bytes) -> str | None:
    """The name of UTF-16 or UTF-32, where *data* is in one of them without a mark.

    Such bytes are full of what no other text holds, NULs above all.

    >>> wide("Port Ellery".encode("utf-16-le")), wide("Port Ellery".encode("utf-32-be")), wide(b"Port Ellery")
    ('utf-16-le', 'utf-32-be', None)
    """
    length = len(data)
    nuls = [data[place::4].count(0) for place in range(4)]
    if length % 4 == 0 and sum(nuls) > length / 4:
        for name, high in (("utf-32-le", nuls[2] + nuls[3]), ("utf-32-be", nuls[0] + nuls[1])):
            if high > _WIDE_LEAST * length / 2 and _is_text(data, name):
                return name
    if length % 2 == 0 and len(data.translate(None, _CONTROLS)) < (1 - _CONTROLS_LEAST) * length:
        for name in ("utf-16-le", "utf-16-be"):
            if _is_text(data, name):
                return name
    return None


def _is_text(data: bytes, name: str) -> bool:
    """Whether *data* is in the encoding *name*, and text in a script or two, as bytes that are no text are not."""
    try:
        text = data[: _SAMPLE * 4].decode(name)
        data.decode(name)
    except UnicodeDecodeError:
        return False
    blocks = Counter(ord(sign) >> 8 for sign in text if sign.isalnum() or sign.isspace() or category(sign)[0] in "MP")
    return sum(count for _, count in blocks.most_common(_BLOCKS)) > _WIDE_LEAST * len(text)


def guess(data: bytes) -> tuple[str, str] | None:
    """The text of *data* and the encoding that it is probably in.

    >>> guess("Müllproblem der Stadt größtenteils gelöst".encode("cp1252"))
    ('Müllproblem der Stadt größtenteils gelöst', 'cp1252')
    """
    if _is_latin(data):
        found = _latin(data)
        if found is not None:
            return found
    return _asked(data)


def _is_latin(data: bytes) -> bool:
    shown = data.translate(None, b" \t\r\n")
    return sum(byte > 0x7F for byte in shown) <= _LATIN_MOST * len(shown)


def _latin(data: bytes) -> tuple[str, str] | None:
    best: tuple[int, str, str] | None = None
    for name in _LATIN:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        score = _fit(text)
        if best is None or score > best[0]:
            best = score, text, name
    return None if best is None or best[0] < 0 else best[1:]


def _fit(text: str) -> int:
    """How well the letters beyond ASCII fit the language of *text*: those of it, less those that are not.

    Where words do not tell the language, it is the one that they fit best, and counts half.
    """
    letters = Counter(sign.lower() for sign in text if sign > "\x7f" and sign.isalpha())
    own = _LETTERS.get(language_of([text]) or "")
    alphabets = _LETTERS.values() if own is None else [own]
    fit = max(sum(count if sign in alphabet else -count for sign, count in letters.items()) for alphabet in alphabets)
    return fit * (1 if own is None else 2) - _strange(text)


def _strange(text: str) -> int:
    """How many signs stand in *text* that no text has, those inside words counted twice."""
    strange = 0
    for place, sign in enumerate(text):
        if sign > "\x7f" and not sign.isalpha() and sign not in _SIGNS:
            strange += 1 + (text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha())
    return strange


def _asked(data: bytes) -> tuple[str, str] | None:
    """What charset-normalizer makes of *data*; None if it is not installed or finds nothing."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(data).best()
    return None if best is None else (str(best), best.encoding)
