"""What is said on a terminal: one line, in which nothing is a command to the terminal."""

from __future__ import annotations

import unicodedata
from typing import Final

_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows, so that a name can be shown as another."""


def printable(text: str) -> str:
    r"""*text* with each sign that moves, colours or turns written as its escape, but for line feeds.

    >>> printable("page\x1b[31m.txt")
    'page\\x1b[31m.txt'
    """
    if text.isprintable() and _TURNING.isdisjoint(text):
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character == "\n":
        return character
    if character in _TURNING or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
        return ascii(character)[1:-1]
    return character


def for_terminal(data: bytes) -> bytes:
    r"""What a terminal may be sent of *data*: no sign that moves, colours or answers, but line ends and tabs.

    >>> for_terminal(b"Harbour\x1b[2J opens\n")
    b'Harbour\\x1b[2J opens\n'
    """
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return "".join(
        sign if sign in "\n\t" or unicodedata.category(sign) != "Cc" else _shown(sign) for sign in text
    ).encode("utf-8", "replace")
