"""What each line of a section may be inside a record, read from its cues."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache, reduce
from operator import or_
from typing import Final

import regex
from attrs import evolve, field, frozen

from newsdump.ages import AgeCue, read_age
from newsdump.cues import Cues
from newsdump.items.names import BADGES, PICTURE, likeness
from newsdump.lexicon import Lexicon, Marker, key
from newsdump.lines import Lines
from newsdump.patterns import regex_later
from newsdump.spans import Span


class Role(IntEnum):
    """What a line may be inside a record."""

    TEXT = 1
    """Words: an author, a title, a source or what was said."""
    AGE = 2
    """An age and nothing else that is a name."""
    NAMED_AGE = 3
    """A name and an age."""
    SAYS = 4
    """ "NAME says:", or the verb alone under the name."""
    ENDING = 5
    """Action words with the age: it ends a record."""
    ACTION = 6
    """Action words, signs, votes, badges: part of a record, but no text."""
    CHROME = 7
    """Forms, sort bars, advertisements: no part of a record."""


ANCHORS: Final = frozenset({Role.AGE, Role.NAMED_AGE, Role.SAYS, Role.ENDING})
"""What every record of a section has one of, if any has."""

_ACTION_WORDS: Final = Marker.COMMENT_ACTION | Marker.COMMENT_BADGE | Marker.REPLIES | Marker.COMMENTS_MORE
_CHROME: Final = (
    Marker.COMMENTS_FORM | Marker.COMMENTS_SORT | Marker.COMMENTS_MORE | Marker.ADVERTISEMENT | Marker.PAYWALL
)
_LONGEST_ACTIONS: Final = 60
_LONGEST_NAME: Final = 70
_MOST_ACTIONS: Final = 8
_REMEMBERED: Final = 1 << 14
"""So many lines are remembered at most, some 3 MB."""
_NAMED_LEAST: Final = 2
"""So many names with their ages make a habit."""
_BEYOND: Final = 40
"""So many lines below the last of them another one may stand."""
_DAY_WORDS: Final = 3
"""So many words say a day, or a moment, without a number ("the other day")."""
_VOTES: Final = regex_later(r"[+\-−#]?\d[\d.,]*[kKmM]?")
_ORDINAL: Final = regex_later(r"#?(\d+(?:\.\d+)*)\.?")
_LISTED: Final = regex_later(r"\d{1,4}[.)] ")
_SEPARATORS: Final = " \t•·|/,–—-@:#▲△▼▽()[]»›~"
_SAID: Final = frozenset({"+1", "-1", "!", "?", "??", "???", "!!", "!!!", "^", "^^", "..."})
"""Signs that are a whole comment."""
_STATISTICS: Final = regex_later(r"[▲^\s]*\d[\d,.]* \p{L}+ by ")
""" "451 points by NAME 3 hours ago": about the page, and no comment."""
_ANSWER_BY: Final = regex_later(r"(?:re|aw|antw|sv|odp|rif|ynt) ?: .* (?:by|von|par|por|da|od) (.+)", regex.IGNORECASE)
"""The head of a post in a forum: "Re: TITLE by NAME"."""
_LONGEST_KNOWN: Final = 160
"""Longer lines hardly come again."""
_PREFIXED: Final = Marker.COMMENT_AUTHOR | Marker.BYLINE


def stripped(name: str) -> str:
    """*name* without separators around it; a bracket that it opens is closed."""
    bare = name.strip(_SEPARATORS)
    return f"{bare})" if bare.count("(") > bare.count(")") and name.rstrip(" \t")[-1:] == ")" else bare


class Words:
    """Tells the roles of lines by the words of a lexicon, and remembers them: action words come again on every page."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.known: dict[str, Role] = {}
        """The roles of lines without an age."""
        self.role_of_age: Callable[[str, str], Role] = lru_cache(_REMEMBERED)(self._role_of_age)
        self._actions = {phrase for phrase, marker in lexicon.whole.items() if marker & _ACTION_WORDS}
        self._openings = {phrase.split(" ", 1)[0] for phrase in self._actions}

    def learn(self, text: str, marker: int, *, stops: bool) -> Role:
        """The role of a line without an age; that of a short one is `known` from now on."""
        if len(text) > _LONGEST_KNOWN:
            return self._role(text, marker, stops=stops)
        if len(self.known) >= _REMEMBERED:
            self.known.clear()
        role = self.known[text] = self._role(text, marker, stops=stops)
        return role

    def _role(self, text: str, marker: int, *, stops: bool) -> Role:
        if marker & Marker.COMMENT_AUTHOR and len(text) <= _LONGEST_NAME and (stops or self._is_spoken(text)):
            return Role.SAYS
        if len(text) <= _LONGEST_ACTIONS and self.is_action(text, marker):
            return Role.ACTION
        if marker & Marker.CONNECTOR and self.connects(text):  # a printer set the name on a line of its own
            return Role.ACTION
        return Role.CHROME if marker & _CHROME else Role.TEXT

    def _role_of_age(self, before: str, after: str) -> Role:
        if _STATISTICS.match(before):
            return Role.CHROME
        if "«" in before and after[:1] == "»":  # the title of a post: "Re: Ferry sold « Reply #1 on: June 06, 2025 »"
            return Role.AGE
        around = f"{before} {after}".strip()
        if not any(map(str.isalpha, around)):
            return Role.AGE
        if self.is_action(around, self.lexicon.markers(around)):
            return Role.ENDING
        return Role.NAMED_AGE if self.name(before, after) else Role.AGE

    def is_action(self, text: str, marker: int) -> bool:
        """Whether *text* holds action words, votes and signs, and nothing else."""
        if marker & (Marker.COMMENT_ACTION | Marker.COMMENT_BADGE) or not text.strip(BADGES):
            return True
        first = text.split(" ", 1)[0]
        if first.isalpha() and first.casefold() not in self._openings:
            return False
        if text[0] == ",":  # a printer broke the line before the comma
            return len(text) <= _LONGEST_NAME
        if not any(map(str.isalpha, text)):
            if text in _SAID or PICTURE.search(text) is not None:
                return False
            return len(text) <= 4 or _VOTES.fullmatch(text.strip("() ")) is not None
        words = [word for word in key(text).replace("#", " ").split() if any(map(str.isalpha, word))]
        if len(words) > _MOST_ACTIONS:
            return False
        at = 0
        while at < len(words):
            size = next((size for size in (4, 3, 2, 1) if " ".join(words[at : at + size]) in self._actions), 0)
            if not size:
                return False
            at += size
        return True

    def name(self, before: str, after: str) -> str | None:
        """The name in a line with an age, without what connects the two; None if there is none."""
        answered = _ANSWER_BY.match(before)
        name = stripped(answered[1] if answered else before)
        if not any(map(str.isalpha, name)):
            name = stripped(after)
        name = self.bare(self.speaker(f"{name}:") or name)  # "NAME wrote on June 6", "3 hours ago NAME responded:"
        return name if name and len(name) <= _LONGEST_NAME else None

    def bare(self, name: str) -> str:
        """*name* without "Posted by" before it and "on" behind it."""
        words = name.split(" ")
        for size in (3, 2, 1):
            if len(words) > size and self.introduces(" ".join(words[:size])):
                words = words[size:]
                break
        while len(words) > 1 and self.connects(words[-1]):
            words.pop()
        if len(words) > 2 and words[-2].isdecimal():
            counted = " ".join(words[-2:])
            if self.is_action(counted, self.lexicon.markers(counted)):  # "NAME 12 points"
                words = words[:-2]
        if len(words) == 1 and self.connects(words[0]):
            return ""
        name = stripped(" ".join(words))
        head, bracket, inner = name.partition("(")
        bare = head.rstrip()
        if not bracket or not bare:
            return name
        is_named = name[-1] == ")" and head[-1] == " " and (inner[0].isupper() or inner[0] == "@")
        return name if is_named else bare  # "NAME (not verified)", "NAME(f)"

    def connects(self, word: str) -> bool:
        """Whether *word* stands between a name and its date: "on", "at"."""
        if len(word) < 3 and word[:1].isupper():  # an initial
            return False
        return bool(self.lexicon.whole.get(key(word), 0) & Marker.CONNECTOR)

    def introduces(self, words: str) -> bool:
        """Whether *words* stand before a name: "Posted by:"."""
        folded = key(words)
        return any(
            phrase.rstrip(":") == folded.rstrip(":") and marker & _PREFIXED
            for phrase, marker in self.lexicon.heads.get(folded.split(" ", 1)[0], ())
        )

    def _is_spoken(self, text: str) -> bool:
        """Whether *text* is "NAME said,", as some blogs print; a sentence may end so, but not behind a name alone."""
        return text[-1] == "," and likeness(self.speaker(text) or "") > 0

    def speaker(self, text: str) -> str | None:
        """The name before the verb in "NAME says:"; None if the verb stands alone."""
        folded = key(text)
        for phrase, marker in self.lexicon.tails.get(folded.rsplit(" ", 1)[-1], ()):
            if marker & Marker.COMMENT_AUTHOR and folded.endswith(f" {phrase}"):
                said = text.rstrip(" :….,")
                listed = _LISTED.match(said)
                return " ".join(said[listed.end() if listed else 0 :].split(" ")[: -len(phrase.split())]) or None
        return None


@frozen(eq=False)
class Reader:
    """The lines of a page, with their cues and the words to read their roles."""

    lines: Lines
    cues: Cues
    words: Words

    announced: int = field(init=False)
    """All that any line of the page announces: a union of `Marker` values."""

    def __attrs_post_init__(self) -> None:
        """Look once what there is at all."""
        object.__setattr__(self, "announced", reduce(or_, self.cues.markers, 0))

    def role(self, line: int) -> Role:
        """The role of one line."""
        cue = self.cues.ages.get(line)
        if cue is not None:
            return self.words.role_of_age(cue.before, cue.after)
        text = self.lines.texts[line]
        return self.words.known.get(text) or self.words.learn(
            text, self.cues.markers[line], stops=self.cues.stops[line]
        )

    def roles(self, first: int, after: int) -> list[Role]:
        """The roles of the lines from *first* to before *after*."""
        known, ages = self.words.known, self.cues.ages
        return [
            (known.get(text) if line not in ages else None) or self.role(line)
            for line, text in enumerate(self.lines.texts[first:after], first)
        ]

    def name_of(self, cue: AgeCue) -> str | None:
        """The name in a line with an age; None if there is none."""
        return self.words.name(cue.before, cue.after)


def with_days_behind_names(reader: Reader) -> Reader:
    """*reader* with the ages in words behind names that follow action words: "NAME yesterday".

    Anywhere else such a line may be a button itself ("Book today"); it is none where other names of the page have
    their ages on the same line.
    """
    cues, lines = reader.cues, reader.lines
    named = [line for line, cue in cues.ages.items() if cue.before]
    if len(named) < _NAMED_LEAST:
        return reader
    found = {}
    for line in range(named[0] + 1, min(named[-1] + _BEYOND, len(lines))):
        if (
            not cues.markers[line]
            and not cues.stops[line]
            and line not in cues.ages
            and reader.role(line - 1) is Role.ACTION
            and len(lines.texts[line]) <= _LONGEST_NAME
            and line + 1 not in cues.ages
            and line + 2 not in cues.ages
            and (cue := _day_behind_name(lines.texts[line])) is not None
        ):
            found[line] = cue
    if not found:
        return reader
    return evolve(reader, cues=evolve(cues, ages=dict(sorted((cues.ages | found).items()))))


def _day_behind_name(text: str) -> AgeCue | None:
    head, _, rest = text.partition(" | ")
    words = head.split(" ")
    for start in range(max(1, len(words) - _DAY_WORDS), len(words)):
        age = read_age(" ".join(words[start:]))
        if age is not None and age.calendar and age.moment is None:
            name = " ".join(words[:start])
            return AgeCue(evolve(age, span=Span(len(name) + 1, len(head))), name.strip(_SEPARATORS), rest)
    return None


def votes(texts: list[str]) -> list[int]:
    """The numbers that stand in action lines, in order.

    >>> votes(["Like (2)", "Reply"]), votes(["1,204", "87", "Click to rate"])
    ([2], [1204, 87])

    What is below zero, or a fraction, is none.

    >>> votes(["-4", "5/5"])
    []
    """
    found = []
    for text in texts:
        for piece in regex.findall(r"(?<![\w#./\-−])\d[\d,.]*(?![\w/])", text):
            digits = piece.replace(",", "").replace(".", "")
            if len(digits) < 8 and digits.isascii():
                found.append(int(digits))
    return found


def plain_number(text: str) -> int | None:
    """The number that *text* is, of six digits at most, or None.

    >>> plain_number("12"), plain_number("12 points"), plain_number("20250606103200")
    (12, None, None)
    """
    return int(text) if len(text) < 7 and text.isdecimal() else None


def ordinal(text: str) -> str | None:
    """The number of a comment as printed ("#3.1" is "3.1"), or None.

    >>> ordinal("#3.1"), ordinal("#1 —"), ordinal("12 points")
    ('3.1', '1', None)
    """
    found = _ORDINAL.fullmatch(text.strip(" —–-:"))
    return found[1] if found and "#" in text else None
