"""What speaks for and against each age around a comment being when it was said.

Beside it stand when its writer joined, when what it quotes was said, and when the comments above and below were. The
candidates are lines with an age; `speakers` chooses among them as among names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from newsdump.ages import AgeCue
from newsdump.items.name_parts import Part
from newsdump.items.name_traits import Candidate, Page, Zone
from newsdump.items.surroundings import COMMENT
from newsdump.lexicon import Marker
from newsdump.patterns import re_later

TRAITS: Final = (
    *(f"share of {role}" for role in (*COMMENT, "none of these", "begins")),
    *("in its record", "first of its record", "first by roles", "first there", "decoded as age", "decoded as text"),
    *("below", "in a text", "next", "second", "third", "first of all", "second of all"),
    *("on the name's line", "below the name", "second below", "farther below", "above the name", "farther above"),
    *("nobody named", "on the other side"),
    *("line of a writer", "of a writer above", "words ahead", "words behind", "a name beside it", "for machines"),
    *("comes again", "others from text", "others from end", "others from name"),
)
"""The traits of an age, in order."""
_AGREED: Final = 4
_DATED: Final = frozenset(("comment_age", "comment_name_age"))
_OF_MACHINES: Final = re_later(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")
_UNNAMED: Final = 99


def candidates(page: Page, zones: Sequence[Zone], names: Sequence[Candidate | None]) -> list[list[Candidate]]:
    """For each zone the lines with an age, with their traits; *names* are what was chosen before."""
    found = []
    ages = page.reader.cues.ages
    for zone, name in zip(zones, names, strict=True):
        sides = ([line for line in zone.above if line in ages], [line for line in zone.below if line in ages])
        dated = [line for line in zone.record if line in ages and line not in zone.texts]
        first = next((line for line in dated if page.decoded(line) in _DATED), None)
        edges = [(line, line != zone.texts[0]) for line in (zone.texts[0], zone.texts[-1]) if line in ages]
        of_record = []
        for line, below, within in [
            *((line, False, False) for line in sides[0]),
            *((line, True, False) for line in sides[1]),
            *((line, below, True) for line, below in dict(edges).items()),
        ]:
            is_first = (line in dated[:1], line == first, line in sides[below][:1])
            each = _candidate(page, zone, name, line, below=below, within=within, is_first=is_first)
            if each is not None:
                of_record.append(each)
        found.append(of_record)
    _agree(found)
    return found


def _candidate(
    page: Page,
    zone: Zone,
    name: Candidate | None,
    line: int,
    *,
    below: bool,
    within: bool,
    is_first: tuple[bool, bool, bool],
) -> Candidate | None:
    cue: AgeCue = page.reader.cues.ages[line]
    span = cue.age.span
    if span is None:
        return None
    side = zone.below if below else zone.above
    near = 0 if within else line - zone.texts[-1] if below else zone.texts[0] - line
    far = 0 if not side else side[-1] - line if below else line - side[0]
    away = _UNNAMED if name is None else line - name.line
    markers = page.reader.cues.markers
    decoded = page.decoded(line)
    traits = [
        *page.roles(line),
        line in zone.record,
        *is_first,
        decoded in _DATED,
        decoded == "comment_text",
        below,
        within,
        *[near == step for step in (1, 2, 3)],
        far == 0,
        far == 1,
        *[away == step for step in (0, 1, 2)],
        2 < away < _UNNAMED,
        away == -1,
        away < -1,
        name is None,
        name is not None and name.below != below,
        markers[line] & Marker.THREAD > 0,
        line > 0 and markers[line - 1] & Marker.THREAD > 0,
        any(map(str.isalpha, cue.before)),
        any(map(str.isalpha, cue.after)),
        page.reader.name_of(cue) is not None,
        _OF_MACHINES.match(cue.age.raw) is not None,
        *[0.0] * _AGREED,
    ]
    places = tuple((kind, below, within, step) for kind, step in enumerate((near, far, away)))
    part = Part(span.start, span.end)
    return Candidate(line, part, below, cue.age.raw, f"{line}", [*map(float, traits)], places, within)


def _agree(found: Sequence[Sequence[Candidate]]) -> None:
    """Put in what the records of the page have alike."""
    said: dict[object, set[int]] = defaultdict(set)
    for record, of_record in enumerate(found):
        for each in of_record:
            said[each.name].add(record)
            for place in each.places:
                said[place].add(record)
    others = max(1, len(found) - 1)
    for each in (each for of_record in found for each in of_record):
        each.traits[-_AGREED:] = [(len(said[one]) - 1) / others for one in (each.name, *each.places)]
