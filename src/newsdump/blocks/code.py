"""Lines of programs inside a story, told by their signs: no word of any programming language is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import regex

from newsdump.items import Reader
from newsdump.patterns import regex_later

_LONGEST: Final = 160
_REMEMBERED: Final = 512
"""So many lines are remembered at most, as many as most stories have."""
_GAP_MOST: Final = 2
"""So many blank rows may stand inside a program."""
_LEAST: Final = 2
_SURE: Final = regex_later(
    r"""
      ^ (?=.*[(){}\[\]=<>]) .* [)\]}"'\w] \s? [{};] $                # ends a statement that has a sign of code in it
    | ^[})\]]+ [;,)]* $                                            # closes
    | ^(?:\$\s|>>>|\#!|//|/\*|<\?|</?[a-z][\w-]*[\s/>])                 # a prompt, a remark, a tag
    | ^[\w.]+ (?: \s \w+ )? \( .* \) (?: \s? -> .* )? \s? [:{;]$           # opens a block: "def read(path):"
    | ^[\w.\[\]"']+ \s (?: [-+*/|&:]?= | := | => ) \s \S               # sets a name
    | ^\w+ \s [\w.\[\]]+ \s = \s \S                                     # and says what it is
    | [=!]== | && | \|\| | => \s? [\w({] | \w::\w | \w->\w | \(\);? $
    """,
    regex.VERBOSE,
)
_SIGNS: Final = regex_later(r"[(){}\[\]=<>$#&|/:]")
"""Asked first, for next to no line of a story has one."""
_ASIDE: Final = regex_later(r"\(\p{L}+ \p{L}+ \p{L}+")
"""Words in brackets."""
_LIKELY: Final = regex_later(
    r"^[\w.]+\(.*\)$|[:{,(\[\\]$|^[@\#-]|^[\w.-]+:\s\S+$|^[a-z_]+(?:\s[\w.\[\]()+*/<>=-]+){0,3}$"
)
"""What a row beside sure ones may be: a call, an opening, a remark, a key, a few words without a capital."""
_ALONE: Final = regex_later(r"^(?:\$\s[a-z./~]|>>>\s|</?[a-z][\w-]*(?:\s[\w-]+=.*)?/?>$|[})\]]+[;,]?$)|\w\(\);$")
_SAYS: Final = regex_later(r"\p{L}{2,}[,.;:]?(?:\s\p{L}{2,}[,.;:]?){5}")
"""Six words in a row are a sentence, if no sign stands in them."""


def runs(reader: Reader, story: Sequence[int]) -> dict[int, int]:
    """The programs in *story*: the first line of each with its last one.

    Two rows are one at least, if not a prompt, a tag or a bracket tells one row alone.
    """
    found: dict[int, int] = {}
    place = 0
    while place < len(story):
        end = place
        while end < len(story) and _is_code(reader, story, end, opened=end > place):
            end += 1
        lines = story[place:end]
        if _is_told(reader, lines):
            found[lines[0]] = lines[-1]
        place = max(end, place + 1)
    return found


def _is_told(reader: Reader, lines: Sequence[int]) -> bool:
    """Whether enough of the rows are surely code: a name with its brackets alone may be a word of a sentence."""
    if len(lines) < _LEAST:
        return len(lines) == 1 and _ALONE.search(reader.lines.texts[lines[0]]) is not None
    sure = sum([is_sure(reader, line) for line in lines])
    return 3 * sure >= len(lines) and (sure > 1 or any(_indent(reader, line) > 1 for line in lines))


def _is_code(reader: Reader, story: Sequence[int], place: int, *, opened: bool) -> bool:
    """Whether a line is of a program: surely, or likely beside one that is, or set in below one."""
    line = story[place]
    text = reader.lines.texts[line]
    if len(text) > _LONGEST or (opened and not _follows(reader, story[place - 1], line)):
        return False
    if is_sure(reader, line):
        return True
    if opened:
        return not _SAYS.search(text) and (_LIKELY.search(text) is not None or _indent(reader, line) > 1)
    below = story[place + 1 : place + 2]
    return (
        not text[0].isupper()
        and bool(below)
        and _follows(reader, line, below[0])
        and is_sure(reader, below[0])
        and _LIKELY.search(text) is not None
        and not _SAYS.search(text)
    )


def is_sure(reader: Reader, line: int) -> bool:
    """Whether a line has signs that only programs have."""
    text = reader.lines.texts[line]
    return len(text) <= _LONGEST and _has_code(text)


@lru_cache(_REMEMBERED)
def _has_code(text: str) -> bool:
    """Whether a line has signs that only programs have; it is asked for the story's bounds, and for its blocks."""
    return (
        _SIGNS.search(text) is not None
        and _SURE.search(text) is not None
        and not _SAYS.search(text)
        and not _ASIDE.search(text)
    )


def _follows(reader: Reader, above: int, line: int) -> bool:
    return line == above + 1 and reader.lines.gaps[line] <= _GAP_MOST


def _indent(reader: Reader, line: int) -> int:
    lines = reader.lines
    row = lines.source[lines.begins[line] : lines.starts[line]]
    return len(row) - len(row.lstrip(" \t\xa0"))


def printed(reader: Reader, first: int, last: int) -> str:
    """The rows of a program with their line breaks, set in as they were printed beside one another."""
    from textwrap import dedent  # few stories have a program

    lines = reader.lines
    rows = lines.source[lines.begins[first] : lines.ends[last]].replace("\r\n", "\n").replace("\r", "\n")
    return dedent(rows.replace("\xa0", " ")).strip("\n")
