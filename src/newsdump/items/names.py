"""How much a line looks like the name of a person, and not like something said."""

from __future__ import annotations

import re
from typing import Final

from newsdump.patterns import re_later, regex_later

_HANDLE: Final = regex_later(r"[@~+]?[\w.\-]+")
_DRESS: Final = regex_later(r"\d{1,4}[.)] (?:\d{1,4}[.)]? )?(?:#{1,6} )?(?=\S)|https?://\S+ (?=\S)")
_ADDRESS: Final = re_later(r"\s+(?:https?://|www\.)\S*.*$", re.DOTALL | re.IGNORECASE)
BADGES: Final = " ✭★☆✓✔✦●"
"""Signs that are printed at names."""
PICTURE: Final = re_later("[\u2600-\u2793\U0001f000-\U0010ffff]")
"""A picture; the arrows behind the first ones, which mark answers, are none."""
PARTICLES: Final = frozenset(
    [
        "van",
        "der",
        "den",
        "de",
        "la",
        "le",
        "du",
        "des",
        "von",
        "zu",
        "zum",
        "zur",
        "di",
        "da",
        "del",
        "della",
        "dos",
        "das",
        "do",
        "e",
        "y",
        "bin",
        "ibn",
        "al",
        "el",
        "and",
        "from",
        "und",
        "et",
    ]
)
"""Words that stay small inside names, and those that join two of them."""
_LONGEST: Final = 45
_MOST_WORDS: Final = 6
_OF_CASELESS: Final = {2: 0.8, 3: 0.5, 4: 0.3}
"""In a script without capitals, by the number of words."""
_QUOTES: Final = frozenset('"“„«‘「『><')
_STOPS: Final = frozenset("!?…。！？;:,،؛؟।॥։።")


def likeness(text: str) -> float:
    """From -1 (cannot be a name) to 1 (a name in form), by form alone.

    >>> likeness("Ilse van der Orrin"), likeness("kelp4lunch"), likeness("I will believe it when I see it.")
    (1.0, 0.9, -1.0)
    """
    words = text.split()
    if len(text) > _LONGEST or len(words) > _MOST_WORDS or _is_said(text):
        return -1.0
    if len(words) == 1:
        return _of_one(text)
    if words[0].isdecimal():  # "12 likes 3 shares"
        return -0.3
    if text[-1] == ".":
        if len(words[-1]) > 3 or words[-1][0].islower():
            return -0.8
        if _is_caseless(words[0][0]):  # "कावेरी न.": an initial, for sentences end otherwise there
            return 1.0
    if any(word[0].isalpha() and word[0] != word[0].lower() for word in words):
        small = sum(word[0].islower() and word.lower() not in PARTICLES for word in words)
        return 1.0 if not small else max(-1.0, 0.2 - 0.4 * small)
    if any(map(_is_caseless, words[0])):  # scripts without capitals: a name is short
        return _OF_CASELESS.get(len(words), 0.1) if len(text) <= 24 else 0.1
    return -0.2


def undressed(text: str) -> str:
    """*text* without what is printed at a name: the number of a list, the address of its owner, a star or place behind.

    >>> undressed("12. Ilse Orrin"), undressed("https://orrin.example/ Ilse Orrin"), undressed("Ilse Orrin, Osselby,")
    ('Ilse Orrin', 'Ilse Orrin', 'Ilse Orrin')
    >>> undressed("Hi Ilse,"), undressed("Ilse Orrin www.orrin.example")
    ('Hi Ilse,', 'Ilse Orrin')
    """
    if "://" in text or "www." in text:
        text = _ADDRESS.sub("", text) or text
    if text[-1:] in BADGES:
        text = text.rstrip(BADGES) or text
    if text[-1:] == "," and text.count(",") == 2:
        text = text.partition(",")[0] or text
    return text if text[:1].isalpha() and text[:4] != "http" else _DRESS.sub("", text, count=1) or text


def _is_said(text: str) -> bool:
    """Whether a single sign in *text* tells that it is no name."""
    return (
        text[:1] in _QUOTES
        or ": " in text  # a label with its value
        or ("/" in text and " " in text)  # whose picture it is
        or not any(map(str.isalpha, text))
        or (text[0] == "@" and " " in text)  # an answer to somebody
        or (not text.isascii() and PICTURE.search(text) is not None)
        or text[-1] in _STOPS
        or (". " in text and not _is_title_or_initial(text))
    )


def _of_one(word: str) -> float:
    if _HANDLE.fullmatch(word) is None:
        return -0.5
    if word[-1] == "." and len(word) > 3:
        return -0.8
    if (
        any(map(str.isdigit, word))
        or "_" in word
        or "." in word[:-1]
        or (word[1:] != word[1:].lower() and not word.isupper())
    ):
        return 0.9
    if word[0].isupper() or word[0] in "@~":
        return 0.8
    if _is_caseless(word[0]):
        return 0.6 if len(word) <= 12 else -0.3
    return 0.4 if len(word) > 4 else 0.1


def _is_title_or_initial(text: str) -> bool:
    """Whether every full stop in *text* ends an abbreviation ("Dr. Orrin", "M. Orrin")."""
    return all(len(piece.split()[-1]) <= 3 for piece in text.split(". ")[:-1] if piece.split())


def _is_caseless(character: str) -> bool:
    return character.isalpha() and character.lower() == character.upper()
