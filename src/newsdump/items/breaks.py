"""Places of a row where the title of an item may begin or end: glue, signs, brackets, words, numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container
from typing import Final

import regex
from attrs import frozen

from newsdump.items.names import likeness
from newsdump.lexicon import Label, Lexicon, Marker, key, label_key
from newsdump.lines import Lines
from newsdump.noise import MARKDOWN_NOISE, NOISE, offsets_of
from newsdump.patterns import regex_later

_BREAK: Final = regex_later(
    r"""
      (?P<glued>  (?<=\p{Ll})(?=\p{Lu}) )                               # "late againNobody"
    | (?P<closed> (?<=\w{2}[.?!…®™%)\]»”’›"])(?=\p{Lu})                 # "again.Nobody", "(video)Nobody"
                | (?<=\w[)\]»”’›"?!.…]{2})(?=\p{Lu}) )
    | (?P<bar>    \s*[|¦｜]\s* )
    | (?P<dot>    \s+[•·▪◦●■►▶▸‣∙・]\s* | (?<=\p{L})[•·▪◦●■]\s* )
    | (?P<arrow>  \s+[«»→←›‹➔➜>]+\s+ )
    | (?P<dash>   \s+[-–—―~]+\s+ )
    | (?P<behind> (?<=[\])）］】』])\s*(?=[^\s\p{P}]) )                   # "[Town] Ferry"
    | (?P<before> (?<!\s)\s*(?=[\[(（［【]) )                             # "Ferry (Osselby)"
    | (?P<space>  \s+ )
    """,
    regex.VERBOSE,
)
_WIDE_GAP: Final = regex_later(r"[ \u00a0]{2,}|[ \u00a0]*\t\s*")
KINDS: Final = (
    "glued",
    "closed",
    "bar",
    "dot",
    "arrow",
    "dash",
    "behind",
    "before",
    "wide",
    "word",
    "number",
    "lead",
)
"""The kinds of places, in the order of their numbers."""
_NUMBER_MOST: Final = 32
"""So near the end of a row a number stands that may be no part of its title."""
_WORD_MOST: Final = 14
_NAME_MOST: Final = 45
"""So far in a row a word stands that a name precedes ("NAME on TITLE")."""
_NAMED_MOST: Final = 60
"""So near the end of a row a word stands that a name follows ("TITLE by NAME")."""
_LEAD_WORDS: Final = 6
_INTRODUCES: Final = Label.WRITER | Label.SOURCE | Label.CUTTER | Label.JOINER
_ROLES: Final = ((Label.WRITER, 1), (Label.SOURCE, 2), (Label.CUTTER, 4), (Label.JOINER, 8))
_OF_NAMES: Final = Marker.CONNECTOR | Marker.BYLINE
_LEADS: Final = (
    Marker.RELATED_HEADING
    | Marker.READ_MORE
    | Marker.POPULAR_HEADING
    | Marker.CHROME
    | Marker.PAYWALL
    | Marker.CATEGORY
    | Marker.ADVERTISEMENT
    | Marker.TAGS_HEADING
    | Marker.THREAD
)
_PHRASE_MOST: Final = 80


@frozen
class Place:
    """A place of a row where the title may end (at *end*) or begin (at *start*)."""

    end: int
    start: int
    kind: str
    same: str
    """Places of other rows that are like it say the same."""
    introduces: int = 0
    """What the word at the place introduces, as bits."""


def places_of(row: str, gaps: Container[int], lexicon: Lexicon) -> list[Place]:
    """The places of a row, in order; no two of them with the same end."""
    found: dict[int, Place] = {}
    named = False
    for each in _BREAK.finditer(row):
        kind, end, start = each.lastgroup or "", each.start(), each.end()
        if kind != "space":
            sign = row[end - 1 : end] if kind == "behind" else row[start : start + 1] if kind == "before" else ""
            place = Place(end, start, kind, kind + (sign or each[0].strip()))
        elif end in gaps:
            place = Place(end, start, "wide", "wide")
        else:
            spoken = _spoken(row, end, start, lexicon, named=named)
            if spoken is None:
                continue
            place = spoken
            named = named or place.kind == "word"
        if _is_between(row, place):
            found.setdefault(place.end, place)
    lead = _lead(row, lexicon)
    if lead is not None and _is_between(row, lead):
        found.setdefault(lead.end, lead)
    return [found[end] for end in sorted(found)]


def _is_between(row: str, place: Place) -> bool:
    """Whether words stand on both sides."""
    return any(map(str.isalnum, row[: place.end])) and any(map(str.isalnum, row[place.start :]))


def _spoken(row: str, end: int, start: int, lexicon: Lexicon, *, named: bool) -> Place | None:
    """A place at a space: in front of a number, or of a word that introduces a name or a title."""
    word = row[start:].partition(" ")[0]
    if word[:1].isdigit() or (word[:1] in "-+" and word[1:2].isdigit()):
        return Place(end, start, "number", "number") if len(row) - end <= _NUMBER_MOST else None
    bare = word.strip(".:")
    if not bare or len(bare) >= _WORD_MOST:
        return None
    role, connects = _of_word(bare, lexicon)
    if not role and not connects:
        return None
    after = start + len(word) + 1
    following = row[after:].partition(" ")[0]
    second, joins = _of_word(following, lexicon)
    if not role and not second:
        return None
    if second and (not role or (connects and joins)):  # "commented on"
        after, bare, role, connects = after + len(following) + 1, following, second, joins
    if after >= len(row):
        return None
    opens = end <= _NAME_MOST and not named
    if not opens:
        names = " ".join(row[after:].split()[:2])
        if len(row) - after >= _NAMED_MOST or likeness(names) <= 0:
            return None
    bits = sum([bit for label, bit in _ROLES if role & label]) + (16 if connects else 0)
    return Place(end, after, "word", f"word {bare.casefold()}", bits)


def _of_word(word: str, lexicon: Lexicon) -> tuple[int, int]:
    """What a word introduces, and whether it connects a name with an age."""
    folded = word.casefold().strip(".:")
    return lexicon.labels.get(folded, 0) & _INTRODUCES, lexicon.whole.get(folded, 0) & _OF_NAMES


def _lead(row: str, lexicon: Lexicon) -> Place | None:
    """The place behind words that lead to a title, or say of which kind it is."""
    words = [found.span() for found in regex.finditer(r"\S+", row, endpos=_PHRASE_MOST)][: _LEAD_WORDS + 1]
    for size in range(len(words) - 1, 0, -1):
        said = row[: words[size - 1][1]]
        marker = lexicon.whole.get(key(said).rstrip(" :"), 0) & _LEADS
        if marker or lexicon.labels.get(label_key(said), 0) & Label.KICKER:
            return Place(words[size - 1][1], words[size][0], "lead", "lead")
    return None


def gaps_of(lines: Lines, line: int, start: int) -> frozenset[int]:
    """The spaces in a line's text that are wide ones in the dump: several, a tab; counted from *start* on."""
    first, last = lines.starts[line], lines.ends[line]
    raw = lines.source[first:last]
    gaps = [found.start() for found in _WIDE_GAP.finditer(raw)]
    if not gaps:
        return frozenset()
    if len(raw) == len(lines.texts[line]):
        return frozenset([gap - start for gap in gaps])
    offsets = offsets_of(raw, MARKDOWN_NOISE if lines.markdown else NOISE)
    return frozenset([bisect_left(offsets, gap) - start for gap in gaps])
