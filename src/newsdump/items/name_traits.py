"""What speaks for and against each part of a line being who says a comment.

A part is asked for how likely the roles take its line for a name's, where it stands beside the text of its comment,
how it is cut out of the line, what it looks like, and what else on the page is like it: what stands at the same place
in the other records, and whether it comes again in them, as ranks and buttons do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from math import log
from typing import Final

from attrs import define, field, frozen

from newsdump.items import name_parts
from newsdump.items.agreement import folded
from newsdump.items.grammar import STATES
from newsdump.items.name_parts import CLOSINGS, LONGEST, OPENINGS, Part, Said, words_of
from newsdump.items.names import likeness, undressed
from newsdump.items.roles import Reader, Words
from newsdump.items.surroundings import CLASSES, COMMENT
from newsdump.items.vocabulary import MIDDLE, NAMES, load_vocabulary
from newsdump.lexicon import Marker
from newsdump.patterns import re_later

_MARKERS: Final = (
    Marker.COMMENT_ACTION | Marker.COMMENT_BADGE | Marker.REPLIES,
    Marker.THREAD,
    Marker.COMMENTS_SORT
    | Marker.COMMENTS_MORE
    | Marker.COMMENTS_FORM
    | Marker.COMMENTS_HEADING
    | Marker.CHROME
    | Marker.ADVERTISEMENT,
    Marker.CONNECTOR,
    Marker.CATEGORY | Marker.RELATED_HEADING | Marker.READ_MORE | Marker.POPULAR_HEADING,
    Marker.COMMENT_AUTHOR,
)
_SAYS: Final = tuple(
    NAMES.index(f"says_{group}") for group in ("comment_author", "comment_action", "other", "comment_text")
)
_SCALE: Final = 64
_ROLES: Final = ("comment_author", "comment_name_age", "comment_age", "comment_text", "comment_action")
_CLASSES_OF: Final = tuple(tuple(place for place, (one, _) in enumerate(CLASSES) if one == role) for role in _ROLES)
_BEGINS: Final = tuple(place for place, (role, begins) in enumerate(CLASSES) if begins and role in COMMENT)
_DECODED: Final = ("comment_author", "comment_name_age", "comment_action", "comment_age", "comment_text")
_NAMED: Final = frozenset(("comment_author", "comment_name_age"))
OF_LINES: Final = (
    *(f"share of {role}" for role in (*_ROLES, "none of these", "begins")),
    "log of names",
    *("in its record", "first of its record", "first name of its record", "first name there", "decoded as none"),
    *(f"decoded as {role}" for role in _DECODED),
    *("first likely", "second likely", "third likely", "first by roles", "later by roles"),
    *("below", "in a text", "next", "second", "third", "first of all", "second of all"),
    *("end on its side", "end on the other", "ends differ", "with age", "above age", "below age", "no age", "distance"),
    "names between",
    *(f"line has marker {place}" for place in range(len(_MARKERS))),
)
"""The traits that all parts of a line share."""
OF_PARTS: Final = (
    *("likeness", "words", "long", "digits", "no letters", "stops", "action", "initial above", "said beside"),
    *("called", "begins as called", "small"),
    *(f"marker {place}" for place in range(len(_MARKERS))),
    *("says author", "says action", "says other", "says text"),
    *(f"opens {way}" for way in OPENINGS),
    *(f"closes {way}" for way in CLOSINGS),
    *(f"inside {way}" for way in CLOSINGS),
    *("others end so", "others begin so", "others end inside", "others begin inside", "ends with a stop"),
    *("words ahead", "a name ahead", "words behind"),
    *("comes again", "comes again in most", "line comes again"),
    *("cut so in others", "shorter in others", "shorter by commas in others", "shorter by brackets in others"),
    *("others from text", "others from end", "others from age"),
)
"""The traits of one part."""
TRAITS: Final = (*OF_LINES, *OF_PARTS)
_AGREED_LATER: Final = [0.0] * (len(OF_PARTS) - OF_PARTS.index("comes again"))
"""What is put in when all records are known."""
_CUTS: Final = tuple((1 << place, way) for place, way in enumerate(CLOSINGS) if way not in {"whole", "age", "told"})
_CALLED: Final = re_later(r"@(\w[\w.\-]*(?: \w+)?)")
_CALLED_READ: Final = 400
_CALL_MOST: Final = 80
_CALL_SHORT: Final = 24
_EDGE_MOST: Final = 60
"""Longer lines of a text are no name that was taken for text."""
_SURE: Final = 0.98
_LEAST: Final = 0.01
_LIKELY: Final = 0.3
_BY_ROLES: Final = 0.15
_MOST: Final = 0.5
_LONG: Final = 25


@frozen(eq=False)
class Zone:
    """Where the name of who says a comment may stand."""

    above: range
    """Lines between the text above and that of the comment."""
    below: range
    texts: Sequence[int]
    record: range
    """The lines of the record, as decoded."""


@define(eq=False)
class Candidate:
    """A part of a line that may be the name."""

    line: int
    part: Part
    below: bool
    name: str
    words: str
    traits: list[float]
    places: tuple[tuple[object, ...], ...]
    """Where it stands from the text, from the far end of its zone and from the nearest age, and how it is cut out."""
    within_text: bool = False


@define(eq=False)
class _Line:
    """What is known of a line in a zone."""

    line: int
    below: bool
    within_text: bool


@define(eq=False)
class Page:
    """The lines of a page as far as names are looked for."""

    reader: Reader
    shares: Sequence[Sequence[float]]
    """For each line the share of each class."""
    path: Sequence[int]
    """For each line its state."""
    _told: dict[int, tuple[float, ...]] = field(factory=dict)

    def roles(self, line: int) -> tuple[float, ...]:
        """The shares of a line: author, name and age, age, text, action, anything else, and of a record's begin."""
        told = self._told.get(line)
        if told is None:
            share = self.shares[line]
            sums = [sum([share[one] for one in classes]) for classes in _CLASSES_OF]
            told = self._told[line] = (*sums, 1 - sum(sums), sum([share[one] for one in _BEGINS]))
        return told

    def naming(self, line: int) -> float:
        """The share of a line that it has a name."""
        return self.roles(line)[0] + self.roles(line)[1]

    def decoded(self, line: int) -> str:
        """What a line was read as."""
        return STATES[self.path[line]].role

    def is_action(self, line: int) -> bool:
        """Whether a line has action words and nothing else."""
        reader = self.reader
        return reader.words.is_action(reader.lines.texts[line], reader.cues.markers[line])

    def called(self, lines: Collection[int]) -> set[str]:
        """Who is called by name on *lines*: "@Noor", "Noor said:", "Noor,"."""
        found = set()
        texts, words = self.reader.lines.texts, self.reader.words
        for line in lines:
            text = texts[line]
            if "@" in text:
                for call in _CALLED.finditer(text[:_CALLED_READ]):
                    found |= {words_of(call[1].split()[0]), words_of(call[1])}
            if text[-1] in ":,…." and len(text) < _CALL_MOST:
                speaker = words.speaker(text)
                if speaker:
                    found.add(words_of(speaker))
                if text[-1] == ":" or (text[-1] == "," and len(text) < _CALL_SHORT):
                    found.add(words_of(text))
        return found


def candidates(page: Page, zones: Sequence[Zone]) -> list[list[Candidate]]:
    """For each zone the parts that may be the name, with their traits."""
    around = sorted({line for zone in zones for line in (*zone.above, *zone.below)})
    said = Said.of(page.reader, around)
    called = page.called({*around, *(line for zone in zones for line in zone.texts)})
    ends = (
        max([page.naming(line) for line in zones[0].above], default=0.0),
        max([page.naming(line) for line in zones[-1].below], default=0.0),
    )
    parts: dict[int, list[tuple[Part, list[float]]]] = {}
    found = []
    for zone, before in zip(zones, [None, *zones], strict=False):
        of_zone = _OfZone(page, zone, before, ends)
        of_record: list[Candidate] = []
        for each in of_zone.lines():
            if each.line not in parts:
                text = page.reader.lines.texts[each.line]
                parts[each.line] = [
                    (part, _of_part(page.reader.words, text, part, len(zones)))
                    for part in name_parts.of_line(page.reader, each.line, said)
                    if part.end - part.start <= LONGEST
                ]
            if parts[each.line]:
                of_record += of_zone.candidates(each, parts[each.line], called)
        found.append(of_record)
    _agree(page, found)
    return found


class _OfZone:
    """The traits of lines and parts beside one comment."""

    def __init__(self, page: Page, zone: Zone, before: Zone | None, ends: tuple[float, float]) -> None:
        self._page, self._zone, self._before, self._ends = page, zone, before, ends
        texts, ages = page.reader.lines.texts, page.reader.cues.ages
        sides = (zone.above, zone.below)
        self._ages = [[line for line in side if line in ages] for side in sides]
        likely = (
            [line for line in side if likeness(undressed(texts[line])) > _LIKELY and not page.is_action(line)]
            for side in sides
        )
        self._likely = [{line: place for place, line in enumerate(lines)} for lines in likely]
        by_roles = ([line for line in side if page.naming(line) > _BY_ROLES] for side in sides)
        self._by_roles = [{line: place for place, line in enumerate(lines)} for lines in by_roles]
        self._first = next(filter(self._is_named, zone.record), None)
        self._firsts = [next(filter(self._is_named, side), None) for side in sides]

    def _is_named(self, line: int) -> bool:
        return self._page.decoded(line) in _NAMED and not self._page.is_action(line)

    def lines(self) -> Iterator[_Line]:
        """The lines that may hold the name: those of the zone, and the ends of texts, which may be no text."""
        zone, page = self._zone, self._page
        texts, ages = page.reader.lines.texts, page.reader.cues.ages
        edges = [(zone.texts[0], False)] if len(zone.texts) > 1 else []
        edges += [(zone.texts[-1], True)] if len(zone.texts) > 2 else []
        found = [_Line(line, below=False, within_text=False) for line in zone.above]
        found += [_Line(line, below=True, within_text=False) for line in zone.below]
        found += [_Line(line, below, within_text=True) for line, below in edges if len(texts[line]) < _EDGE_MOST]
        if self._before is not None and len(self._before.texts) > 1:
            line = self._before.texts[-1]
            if len(texts[line]) < _EDGE_MOST or line in ages:
                found.append(_Line(line, below=False, within_text=True))
        for each in found:
            if each.within_text and page.roles(each.line)[3] >= _SURE:
                continue
            if page.naming(each.line) >= _LEAST or each.line in ages or likeness(undressed(texts[each.line])) >= 0:
                yield each

    def _distances(self, each: _Line) -> tuple[int, int]:
        """How far a line stands from the text, and from the far end of its zone."""
        zone, line = self._zone, each.line
        side = zone.below if each.below else zone.above
        near = line - zone.texts[-1] if each.below else zone.texts[0] - line
        return 0 if each.within_text else near, (side[-1] - line if each.below else line - side[0]) if side else 0

    def _of_line(self, each: _Line) -> list[float]:
        page, zone, line, below = self._page, self._zone, each.line, each.below
        ages, markers = page.reader.cues.ages, page.reader.cues.markers[line]
        side = zone.below if below else zone.above
        near, far = self._distances(each)
        decoded = page.decoded(line)
        between = range(zone.texts[-1] + 1, line) if below else range(line + 1, zone.texts[0])
        likely, by_roles = self._likely[below].get(line, -1), self._by_roles[below].get(line, -1)
        here, other = self._ends[below], self._ends[not below]
        return [
            *page.roles(line),
            log(page.naming(line) + _LEAST) + 2,
            line in zone.record,
            line == zone.record[0],
            line == self._first,
            line == self._firsts[below],
            STATES[page.path[line]].family is None,
            *[decoded == role for role in _DECODED],
            likely == 0,
            likely == 1,
            likely > 1,
            by_roles == 0,
            by_roles > 0,
            below,
            each.within_text,
            near == 1,
            near == 2,
            near == 3,
            far == 0,
            far == 1,
            here,
            other,
            here - other,
            line in ages,
            line + 1 in ages and line + 1 in side,
            line - 1 in ages and line - 1 in side,
            not self._ages[below],
            min(near, 8) / 8,
            sum([page.naming(one) > _LIKELY for one in between]) / 3,
            *[markers & marker > 0 for marker in _MARKERS],
        ]

    def candidates(
        self, each: _Line, parts: Sequence[tuple[Part, list[float]]], called: set[str]
    ) -> Iterator[Candidate]:
        """The parts of a line as candidates."""
        texts, line = self._page.reader.lines.texts, each.line
        of_line = [*map(float, self._of_line(each))]
        near, far = self._distances(each)
        age = min((one - line for one in self._ages[each.below]), key=abs, default=99)
        above, below = texts[line - 1] if line else "", texts[line + 1] if line + 1 < len(texts) else ""
        beside = {words_of(above), words_of(below)}
        for part, of_part in parts:
            name = texts[line][part.start : part.end]
            words = words_of(name)
            initial = 0 < len(above) < 3 and name[:1].casefold() == above[:1].casefold()
            traits = [*of_line, *of_part, *_AGREED_LATER]
            place = len(OF_LINES) + OF_PARTS.index("initial above")
            traits[place : place + 4] = map(
                float, (initial, words in beside, words in called, words.split(" ", 1)[0] in called)
            )
            cut = part.cut
            places = tuple(
                (kind, each.below, each.within_text, distance, *cut) for kind, distance in enumerate((near, far, age))
            )
            yield Candidate(line, part, each.below, name, words, traits, places, each.within_text)


def _of_part(words: Words, text: str, part: Part, records: int) -> list[float]:
    """The traits that a part has wherever its line is looked at, zeros for the others."""
    name = text[part.start : part.end]
    ahead, behind = text[part.region[0] : part.start].strip(" |,•·-–"), text[part.end : part.region[1]]
    marker = words.lexicon.markers(name)
    says = load_vocabulary().says(name)
    most = max(3, records)
    traits = [
        likeness(name),
        min(len(name.split()), 6) / 6,
        len(name) > _LONG,
        any(map(str.isdigit, name)),
        not any(map(str.isalpha, name)),
        name[-1] in "!?.…",
        words.is_action(name, marker),
        *(0, 0, 0, 0),  # what stands around it
        name[:1].islower(),
        *[marker & one > 0 for one in _MARKERS],
        *[(says[one] - MIDDLE) / _SCALE for one in _SAYS],
        *[part.opens >> way & 1 for way in range(len(OPENINGS))],
        *[part.closes >> way & 1 for way in range(len(CLOSINGS))],
        *[part.inside >> way & 1 for way in range(len(CLOSINGS))],
        *[min(1, many / most) for many in part.counts],
        name[-1] in ".!?,",
        any(map(str.isalpha, ahead)),
        max(0.0, likeness(ahead)) if ahead else 0.0,
        any(map(str.isalpha, behind)),
    ]
    return [*map(float, traits)]


def _agree(page: Page, found: Sequence[Sequence[Candidate]]) -> None:
    """Put in what the records of the page have alike."""
    texts = page.reader.lines.texts
    said: dict[object, set[int]] = defaultdict(set)
    for record, of_record in enumerate(found):
        for each in of_record:
            said[each.words].add(record)
            said["line", folded(texts[each.line])].add(record)
            for place in each.places:
                said[place].add(record)
            for bit, _ in _CUTS:
                if each.part.closes & bit:
                    said["cut", each.places[0][:4], bit].add(record)
    many = len(found)
    others = max(1, many - 1)
    for each in (each for of_record in found for each in of_record):
        again = (len(said[each.words]) - 1) / others
        line_again = (len(said["line", folded(texts[each.line])]) - 1) / others
        cuts = {
            way: (len(said["cut", each.places[0][:4], bit]) - 1) / others
            for bit, way in _CUTS
            if (each.part.closes | each.part.inside) & bit
        }
        inside = {way: share for (bit, way) in _CUTS if each.part.inside & bit and (share := cuts[way])}
        each.traits[-len(_AGREED_LATER) :] = [
            *([again, float(again > _MOST), line_again] if many > 2 else [0.0] * 3),
            max([cuts[way] for bit, way in _CUTS if each.part.closes & bit], default=0.0),
            max(inside.values(), default=0.0),
            inside.get("comma", 0.0),
            inside.get("bracket", 0.0),
            *[(len(said[place]) - 1) / others for place in each.places],
        ]
