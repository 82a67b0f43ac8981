"""What a name is told by its company: the other names that are asked with it, and the lines beside its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from newsdump.header.setting import Setting
from newsdump.items.names import likeness
from newsdump.lexicon import Label, label_key

if TYPE_CHECKING:
    from newsdump.header.writers import NameCandidate

_MANY: Final = 9
_BESIDE_LONGEST: Final = 60
_WORDS_MOST: Final = 6
_ROLE_STEPS: Final = 25

NAMES: Final = (
    *("labelled names", "persons", "role above", "role below", "title role", "trade above", "trade below"),
    *("name above", "name below"),
    *("first name below", "first name elsewhere", "last name in story"),
)
"""The traits, in the order of `rows`."""


def rows(page: Setting, found: Sequence[NameCandidate]) -> list[list[int]]:
    """The numbers of `NAMES` for each name, none of them negative."""
    labelled = {each.line for each in found if each.piece.label & Label.WRITER or each.inherited}
    persons = {each.line for each in found if each.likeness == 1 and " " in each.text}
    of_lines = {line: _of_line(page, line) for line in {each.line for each in found}}
    return [
        [
            min(_MANY, len(labelled)),
            min(_MANY, len(persons)),
            *of_lines[each.line],
            *_of_words(page, each),
        ]
        for each in found
    ]


def _of_line(page: Setting, line: int) -> list[int]:
    """What stands above and below."""
    texts, bylines = page.reader.lines.texts, page.layout.bylines
    above = texts[line - 1] if line else ""
    below = texts[line + 1] if line + 1 < len(texts) else ""
    return [
        round(_ROLE_STEPS * bylines[line - 1]) if line else 0,
        round(_ROLE_STEPS * bylines[line + 1]) if below else 0,
        round(_ROLE_STEPS * page.layout.titles[line]),
        _trade_in(page, above),
        _trade_in(page, below),
        _like(above),
        _like(below),
    ]


def _trade_in(page: Setting, text: str) -> int:
    """Whether a short line says what somebody does: 1 a body, 2 a trade."""
    if len(text) > _BESIDE_LONGEST:
        return 0
    labels, found = page.reader.words.lexicon.labels, 0
    for word in text.split()[:_WORDS_MOST]:
        bits = labels.get(label_key(word), 0)
        if bits & Label.ROLE:
            return 2
        found |= bits & Label.BODY != 0
    return int(found)


def _like(text: str) -> int:
    """How much a line looks like a name, from 0 to 4."""
    return round(2 * likeness(text)) + 2 if text else 0


def _of_words(page: Setting, each: NameCandidate) -> list[int]:
    """Where else its first and its last word are said."""
    texts, line = page.reader.lines.texts, each.line
    words = each.text.split()
    first = words[0] + " "
    below = [near for near in (line + 1, line + 2) if near < len(texts) and texts[near].startswith(first)]
    elsewhere = page.openings.get(words[0], ())
    return [
        len(below),
        min(2, sum([near != line and not texts[near].startswith(each.text) for near in elsewhere])),
        int(len(words) > 1 and f" {words[-1]} " in page.told),
    ]
