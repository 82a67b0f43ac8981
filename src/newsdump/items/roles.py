"""What each line of a section may be inside a record, read from its cues."""

from __future__ import annotations

from enum import Enum
from typing import Final

import regex
from attrs import field, frozen

from newsdump.ages import AgeCue
from newsdump.cues import Cues
from newsdump.lexicon import Lexicon, Marker, key
from newsdump.lines import Lines


class Role(Enum):
    """What a line may be inside a record."""

    TEXT = "text"
    """Words: an author, a title, a source or what was said."""
    AGE = "age"
    """An age and nothing else that is a name."""
    NAMED_AGE = "named age"
    """A name and an age."""
    SAYS = "says"
    """ "NAME says:", or the verb alone under the name."""
    ENDING = "ending"
    """Action words with the age: it ends a record."""
    ACTION = "action"
    """Action words, signs, votes, badges: part of a record, but no text."""
    CHROME = "chrome"
    """Forms, sort bars, advertisements: no part of a record."""


ANCHORS: Final = frozenset({Role.AGE, Role.NAMED_AGE, Role.SAYS, Role.ENDING})
"""What every record of a section has one of, if any has."""

_ACTION_WORDS: Final = Marker.COMMENT_ACTION | Marker.COMMENT_BADGE | Marker.REPLIES | Marker.COMMENTS_MORE
_CHROME: Final = (
    Marker.COMMENTS_FORM | Marker.COMMENTS_SORT | Marker.COMMENTS_MORE | Marker.ADVERTISEMENT | Marker.PAYWALL
)
_LONGEST_ACTIONS: Final = 60
_LONGEST_NAME: Final = 70
_VOTES: Final = regex.compile(r"[+\-−#]?\d[\d.,]*[kKmM]?")
_ORDINAL: Final = regex.compile(r"#?(\d+(?:\.\d+)*)\.?")
_SEPARATORS: Final = " \t•·|/,–—-@:#▲△▼▽()[]»›~"
_SAID: Final = frozenset({"+1", "-1", "!", "?", "??", "???", "!!", "!!!", "^", "^^", "..."})
"""Signs that are a whole comment."""
_STATISTICS: Final = regex.compile(r"[▲^\s]*\d[\d,.]* \p{L}+ by ")
""" "451 points by NAME 3 hours ago": about the page, and no comment."""
_PREFIXED: Final = Marker.COMMENT_AUTHOR | Marker.BYLINE


@frozen(eq=False)
class Reader:
    """Reads the roles of lines, with the words of a lexicon."""

    lines: Lines
    cues: Cues
    lexicon: Lexicon
    _roles: dict[int, Role] = field(factory=dict, init=False)

    def role(self, line: int) -> Role:
        """The role of one line."""
        role = self._roles.get(line)
        if role is None:
            role = self._roles[line] = self._read(line)
        return role

    def _read(self, line: int) -> Role:
        text = self.lines.texts[line]
        marker = self.cues.markers[line]
        cue = self.cues.ages.get(line)
        if cue is not None:
            return self._role_of_age(cue)
        if marker & Marker.COMMENT_AUTHOR and self.cues.stops[line] and len(text) <= _LONGEST_NAME:
            return Role.SAYS
        if len(text) <= _LONGEST_ACTIONS and self.is_action(text, marker):
            return Role.ACTION
        return Role.CHROME if marker & _CHROME else Role.TEXT

    def _role_of_age(self, cue: AgeCue) -> Role:
        if _STATISTICS.match(cue.before):
            return Role.CHROME
        around = f"{cue.before} {cue.after}".strip()
        if not any(map(str.isalpha, around)):
            return Role.AGE
        if self.is_action(around, self.lexicon.markers(around)):
            return Role.ENDING
        return Role.NAMED_AGE if self.name_of(cue) else Role.AGE

    def is_action(self, text: str, marker: int) -> bool:
        """Whether *text* holds action words, votes and signs, and nothing else."""
        if marker & (Marker.COMMENT_ACTION | Marker.COMMENT_BADGE):
            return True
        if text[0] == ",":  # a printer broke the line before the comma
            return len(text) <= _LONGEST_NAME
        if not any(map(str.isalpha, text)):
            if text in _SAID or any(map(_is_emoji, text)):
                return False
            return len(text) <= 4 or _VOTES.fullmatch(text) is not None
        first = text.split(" ", 1)[0]
        if first.isalpha() and first.casefold() not in self.lexicon.openings:
            return False
        words = [word for word in key(text).replace("#", " ").split() if any(map(str.isalpha, word))]
        if len(words) > 8:
            return False
        at = 0
        while at < len(words):
            for size in (4, 3, 2, 1):
                found = self.lexicon.whole.get(" ".join(words[at : at + size]), 0)
                if found & _ACTION_WORDS:
                    break
            else:
                return False
            at += size
        return True

    def name_of(self, cue: AgeCue) -> str | None:
        """The name in a line with an age, without what connects the two; None if there is none."""
        name = cue.before.strip(_SEPARATORS)
        if not any(map(str.isalpha, name)):
            name = cue.after.strip(_SEPARATORS)
        name = self.bare(name)
        return name if name and len(name) <= _LONGEST_NAME else None

    def bare(self, name: str) -> str:
        """*name* without "Posted by" before it and "on" behind it."""
        words = name.split(" ")
        for size in (3, 2, 1):
            head = " ".join(words[:size])
            if len(words) > size and self._introduces(head):
                words = words[size:]
                break
        while len(words) > 1 and self.lexicon.whole.get(key(words[-1]), 0) & Marker.CONNECTOR:
            words.pop()
        if len(words) == 1 and self.lexicon.whole.get(key(words[0]), 0) & Marker.CONNECTOR:
            return ""
        return " ".join(words).strip(_SEPARATORS)

    def _introduces(self, words: str) -> bool:
        folded = key(words)
        return any(
            phrase.rstrip(":") == folded.rstrip(":") and marker & _PREFIXED
            for phrase, marker in self.lexicon.heads.get(folded.split(" ", 1)[0], ())
        )

    def speaker(self, line: int) -> str | None:
        """The name before the verb in "NAME says:"; None if the verb stands alone."""
        folded = key(self.lines.texts[line])
        for phrase, marker in self.lexicon.tails.get(folded.rsplit(" ", 1)[-1], ()):
            if marker & Marker.COMMENT_AUTHOR and folded.endswith(f" {phrase}"):
                verbs = len(phrase.split())
                return " ".join(self.lines.texts[line].rstrip(" :….").split(" ")[:-verbs]) or None
        return None


def votes(texts: list[str]) -> list[int]:
    """The numbers that stand in action lines, in order.

    >>> votes(["Like (2)", "Reply"]), votes(["1,204", "87", "Click to rate"])
    ([2], [1204, 87])
    """
    found = []
    for text in texts:
        for piece in regex.findall(r"(?<![\w#.])\d[\d,.]*(?![\w])", text):
            digits = piece.replace(",", "").replace(".", "")
            if len(digits) < 8 and digits.isascii():
                found.append(int(digits))
    return found


def ordinal(text: str) -> str | None:
    """The number of a comment as printed ("#3.1" is "3.1"), or None.

    >>> ordinal("#3.1"), ordinal("#1 —"), ordinal("12 points")
    ('3.1', '1', None)
    """
    found = _ORDINAL.fullmatch(text.strip(" —–-:"))
    return found[1] if found and "#" in text else None


def _is_emoji(character: str) -> bool:
    return ord(character) >= 0x1F000 or 0x2600 <= ord(character) < 0x27C0
