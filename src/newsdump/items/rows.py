"""Rows of a list that hold more than a title: several titles, words that lead to one, arrows around them.

"« FERRY IS LATE | Main | HARBOUR OPENS »" is two items, "Ferry is late • Harbour opens • Bridge closes" three, and
"Read also: Ferry is late" one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import regex

from newsdump.items.agreement import folded
from newsdump.lexicon import Lexicon, Marker, key
from newsdump.patterns import regex_later

Place = tuple[int, int]
"""Where a title begins and ends in its row."""

BACK: Final = "«‹←◄◀⟵⇐"
"""Signs in front of the title of the page before."""
ON: Final = "»›→►▶⟶⇒"
"""Signs behind the title of the next page."""
_EDGES: Final = f"{BACK}{ON} \t\u00a0|·•/<>"
_BETWEEN: Final = regex_later(r" (?:[|•·▪◦/]|::) ")
_SIGNS: Final = frozenset(f":：{BACK}{ON}")
_MANY: Final = 3
"""So many titles stand in a row without arrows around them at least."""
_LONG: Final = 18
"""So many characters they have in the mean."""
_LEAST: Final = 3
_OFTEN: Final = 0.5
"""So many rows of a list have words that lead to their titles; else these are of titles that are called so."""
_LEADS: Final = Marker.RELATED_HEADING | Marker.READ_MORE | Marker.POPULAR_HEADING
_LONGER_LEADS: Final = _LEADS | Marker.CHROME | Marker.PAYWALL
"""What phrases of several words lead to a title ("Next post: …")."""
_LEAD_WORDS: Final = 5
_LEFT_LEAST: Final = 5
"""So many characters are left of a title behind the words that lead to it."""


def titles_of(rows: Sequence[str], lexicon: Lexicon) -> list[list[Place]]:
    """The places of the titles in each row of a list.

    >>> from newsdump.lexicon import load_lexicon
    >>> row = "« Ferry is late | Main | Harbour opens »"
    >>> [row[start:end] for start, end in titles_of([row], load_lexicon())[0]]
    ['Ferry is late', 'Harbour opens']
    """
    cut = [_parts(row) for row in rows]
    said = [{folded(part) for part in _BETWEEN.split(row)} if _BETWEEN.search(row) else set() for row in rows]
    told = Counter(part for parts in said for part in parts)
    cut = [  # what other rows have as well is a field of one item
        [(0, len(row))] if len(places) > 1 and any(told[part] > 1 for part in parts) else places
        for row, places, parts in zip(rows, cut, said, strict=True)
    ]
    behind = [
        [place for part in parts for place in _behind_leads(row, part, lexicon)]
        for row, parts in zip(rows, cut, strict=True)
    ]
    led = sum(parts != places for parts, places in zip(cut, behind, strict=True))
    return behind if led >= _OFTEN * len(rows) else cut


def _parts(row: str) -> list[Place]:
    whole = [(0, len(row))]
    ends = [found.span() for found in _BETWEEN.finditer(row)]
    if not ends:
        return whole
    edges = [0, *[edge for end in ends for edge in end], len(row)]
    parts = [_trimmed(row, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    back, on = row.lstrip()[:1] in BACK, row.rstrip()[-1:] in ON
    if back and on and len(parts) in {2, 3}:  # the page of all posts may stand between
        return [parts[0], parts[-1]]
    if len(parts) == 2 and back != on:
        return [parts[0 if back else 1]]
    parts = [part for part in parts if part[1] - part[0] >= _LEAST]
    if len(parts) < _MANY or sum([end - start for start, end in parts]) < _LONG * len(parts):
        return whole
    return parts


def _trimmed(row: str, start: int, end: int) -> Place:
    inner = row[start:end]
    start += len(inner) - len(inner.lstrip(_EDGES))
    return start, max(start, end - (len(inner) - len(inner.rstrip(_EDGES))))


def _behind_leads(row: str, part: Place, lexicon: Lexicon) -> list[Place]:
    """The place of *part* without words that lead to a title; two where such words stand inside it as well."""
    start, end = part
    words = [(found.start() + start, found.end() + start) for found in regex.finditer(r"\S+", row[start:end])]
    leads: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        size = next((size for size in range(_LEAD_WORDS, 0, -1) if _leads(row, words[at : at + size], lexicon)), 0)
        if size and (not leads or leads[-1][1] == at or row[words[at + size - 1][1] - 1] == ":"):
            leads.append((at, at + size))
            at += size
        elif not leads:
            break
        else:
            at += 1
    if not leads or leads[0][0]:
        return [part]
    places = []
    for (_, first), (last, _) in zip(leads, [*leads[1:], (len(words), 0)], strict=True):
        if first < last:
            places.append(_trimmed(row, words[first][0], words[last - 1][1]))
    if any(stop - begin < _LEFT_LEAST for begin, stop in places) or not places:
        return [part]
    return places


def _leads(row: str, words: Sequence[Place], lexicon: Lexicon) -> bool:
    """Whether *words* lead to a title: as a phrase with a colon or an arrow behind it."""
    said = row[words[0][0] : words[-1][1]]
    after = row[words[-1][1] :].lstrip()[:1]
    many = len(words) > 1
    if said[-1] in ":：" or after in _SIGNS:
        sought = _LONGER_LEADS if many else _LEADS
    elif many and after.isupper():
        sought = _LEADS | Marker.PAYWALL
    else:
        return False
    whole = lexicon.whole
    return bool((whole.get(key(said.rstrip(":：")), 0) | whole.get(key(said), 0)) & sought)
