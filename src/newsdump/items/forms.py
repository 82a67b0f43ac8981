"""The form of single lines, in small numbers: how long, how it begins and ends, how much it looks like a name or talk.

Nothing of it depends on the page, so that it is remembered: menus, buttons and headings come again on every page.
"""

from __future__ import annotations

import math
import re
from typing import Final

from newsdump.items import rows, vocabulary
from newsdump.items.lanes import MOST
from newsdump.items.names import PICTURE, likeness, undressed
from newsdump.items.talk import likelihood
from newsdump.patterns import re_later, regex_later

NAMES: Final = (
    "words",
    "capitals",
    "upper",
    "digits",
    "end",
    "begin",
    "bars",
    "commas",
    "brackets",
    "likeness",
    "talk",
    "counted",
    "address",
    "longest",
    "glued",
    "arrows",
    *vocabulary.NAMES,
)
"""What the numbers of a form are, in order."""

_REMEMBERED: Final = 1 << 14
"""So many lines are remembered at most, some 4 MB."""
_READ: Final = vocabulary.READ
"""So many characters of a line are read: the form of a paragraph is that of its beginning. Longer lines, which hardly
come again, are not remembered."""
_NAME_MOST: Final = 60
_TALK_LEAST: Final = 16
_LENGTHS: Final = tuple(round(20 * math.log2(1 + length / 4)) for length in range(4_000))
_SIGNED: Final = {
    **dict.fromkeys(".。।॥።։។", 1),
    **dict.fromkeys("!！", 2),
    **dict.fromkeys("?？؟", 3),
    "…": 4,
    **dict.fromkeys(":：", 5),
    **dict.fromkeys(",;،、", 6),
    **dict.fromkeys(")]）】", 7),
    **dict.fromkeys("\"'”’»」』", 8),
    **dict.fromkeys("→»›>▼▾↓+", 9),
}
_GLUED: Final = regex_later(r"[\p{Ll}\p{Lo}\d]\p{Lu}|\p{Ll}\d|\d\p{Lo}|\p{Lo}\d|[\p{L}][.!?…][\p{Lu}]")
"""Where a printer left no space between two pieces."""
_GLUED_BEHIND: Final = regex_later(
    r"\p{Lu}(?<=[\p{Ll}\p{Lo}\d]\p{Lu}|\p{L}[.!?…]\p{Lu})|\d(?<=[\p{Ll}\p{Lo}]\d)|\p{Lo}(?<=\d\p{Lo})"
)
"""Whether there is such a place, asked of its second piece: capitals and digits are few, so this takes a third."""
_GLUED_ASCII: Final = re_later(r"[a-z\d][A-Z]|[a-z]\d|[A-Za-z][.!?][A-Z]", re.ASCII)
"""The same in text without other letters, where it takes a fifth of the time."""
_BACK: Final = frozenset(f"{rows.BACK}<")
_ON: Final = frozenset(f"{rows.ON}>")
_QUOTES: Final = {"«": "»", "‹": "›"}
_APART: Final = re_later(r"[|·•]")
_KINDS: Final = bytes(
    [
        0x30
        if kind.isdigit()
        else 0x61
        if kind.islower()
        else 0x41
        if kind.isupper()
        else 0x20
        if kind.isspace()
        else 0x2E
        if kind in ".!?"
        else 0
        for kind in map(chr, range(128))
    ]
).ljust(256, b"\0")
"""For each character of ASCII its kind: "a" is a small letter, "A" a capital, "0" a digit, "." ends a sentence."""
_GLUED_KINDS: Final = (b"aA", b"0A", b"a0", b".A")
"""Where none of these stands nothing is glued."""
_CAPITAL: Final = 0x41
_WORDS_MOST: Final = 20
"""Of so many words it is counted how many begin with a capital."""
_DIGITS: Final = re_later(r"\d")
_BAR: Final = re_later(r"[|·•—–/»›]| - ")
_COUNTED: Final = re_later(r"\W{0,3}\d[\d.,]*\s?[kKmM]?\W*(\w{0,14})\W*$")
_ADDRESSES: Final = re_later(r"https?:|www\.|\w\.(?:com|org|net|co|de|ru|fr)\b|\w@\w")


def length_step(length: int) -> int:
    """A length as a step of a logarithmic scale.

    >>> length_step(0), length_step(20), length_step(400)
    (0, 52, 133)
    """
    return _LENGTHS[length] if length < len(_LENGTHS) else 200


class Forms(dict[str, bytes]):
    """The forms of lines, by their text.

    Args:
        words: what words tell; the vocabulary of the package if None.

    >>> form = dict(zip(NAMES, Forms()["Ilse van der Orrin"], strict=True))
    >>> form["words"], form["likeness"]
    (4, 20)
    """

    def __init__(self, words: vocabulary.Vocabulary | None = None) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, text: str) -> bytes:
        """Read a line that was not met before."""
        if self._words is None:
            self._words = vocabulary.load_vocabulary()
        form = _form(text) + self._words.says(text)
        if len(text) > _READ:
            return form
        if len(self) >= _REMEMBERED:
            self.clear()
        self[text] = form
        return form


def _form(text: str) -> bytes:
    head = text[:_READ]
    words = head.split()
    first, last = text[0], text[-1]
    if head.isascii():
        kinds = head.encode("ascii").translate(_KINDS)
        digits = kinds.count(b"0")
        glued = len(_GLUED_ASCII.findall(head)) if any(map(kinds.__contains__, _GLUED_KINDS)) else 0
        bars = head.count("|") + head.count("/") + head.count(" - ")
    else:
        kinds = b""
        digits = len(_DIGITS.findall(head))
        glued = len(_GLUED.findall(head)) if _GLUED_BEHIND.search(head) is not None else 0
        bars = len(_BAR.findall(head))
    if kinds and len(words) <= _WORDS_MOST:
        capitals = kinds.count(b" A") + (kinds[0] == _CAPITAL)
    else:
        capitals = sum([word[0].isupper() for word in words[:_WORDS_MOST]])
    end = _SIGNED.get(last, 0)
    if end == 1 and text.endswith("..."):
        end = 4
    elif not end and last.isdigit():
        end = 10
    counted = _COUNTED.match(head) if digits and len(words) <= 4 else None
    short = len(text) <= _NAME_MOST
    addressed = short and ("." in head or ":" in head or "@" in head) and _ADDRESSES.search(head) is not None
    return bytes(
        (
            len(words) if len(text) <= _READ else min(MOST, text.count(" ") + 1),
            20 * capitals // min(_WORDS_MOST, len(words)),
            2 if head.isupper() else 1 if head.istitle() else 0,
            20 * digits // len(head),
            end,
            _begin(first),
            min(3, bars),
            min(3, head.count(",")),
            ("(" in head) + 2 * ("[" in head),
            round(10 * (likeness(undressed(text)) + 1)) if short else 0,
            _talk(text),
            0 if counted is None else 1 if not counted[1] else 2,
            1 if addressed else 0,
            min(40, max(map(len, words))),
            min(9, glued),
            _arrows(text) if first in _BACK or last in _ON else 0,
        )
    )


def _arrows(text: str) -> int:
    """How a line points to pages before and behind: 1 back, 2 on, 3 both, 4 both with something between; 0 quotes.

    >>> [_arrows(text) for text in ("« Ferry is late", "Ferry is late »", "« Late | Main | Open »", "«Sea» is late")]
    [1, 2, 4, 0]
    """
    first, last = text[0], text[-1]
    back = first in _BACK and (first not in _QUOTES or _QUOTES[first] not in text[1:-1])
    on = last in _ON and (last not in _QUOTES.values() or first in _BACK or text[-2:-1] == " " or "«" not in text)
    if back and on:
        if first in _QUOTES and last == _QUOTES[first] and _APART.search(text) is None:
            return 0
        return 4 if _APART.search(text) is not None else 3
    return back + 2 * on


def _begin(first: str) -> int:
    if first.isalpha():
        return 0 if first.isupper() else 1 if first.islower() else 2
    if first.isdigit():
        return 3
    if first in "\"'“„«‘「『":
        return 4
    if first == "@":
        return 5
    if first == "#":
        return 6
    if first in "([（【":
        return 7
    if PICTURE.match(first) is not None:
        return 8
    return 9


def _talk(text: str) -> int:
    """The log odds of talk in steps of 1/16, 64 for none."""
    if len(text) < _TALK_LEAST:
        return 64
    return max(0, min(MOST, 64 + round(16 * likelihood(text[:_READ]))))
