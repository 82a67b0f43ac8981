"""A page read as items: the shares of its lines' roles, the one decoding, and the comments and lists that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from attrs import evolve, frozen

from newsdump.items import comments, decoding, edges, forms, phases, related, shares
from newsdump.items.decoding import Record
from newsdump.items.grammar import FAMILIES, STATES
from newsdump.items.name_traits import Page
from newsdump.items.records import Card, Draft
from newsdump.items.roles import Reader
from newsdump.items.surroundings import CLASSES, COMMENT, RELATED
from newsdump.lexicon import Marker
from newsdump.trees import Votes

_ITEM_CLASSES: Final = {
    kind: [number for number, (role, _) in enumerate(CLASSES) if role in roles]
    for kind, roles in (("comment", COMMENT), ("related", RELATED))
}
_AGES_AND_TITLES: Final = [
    (CLASSES.index(("related_age", begins)), CLASSES.index(("related_title", begins))) for begins in (False, True)
]
_LONE_BETWEEN: Final = frozenset(("other", "body"))
"""What lines were read as that may be a title alone."""
_LONE_TITLE: Final = next(place for place, state in enumerate(STATES) if state.role == "related_title" and state.begins)
_CLASSES_OF: Final = {
    role: [number for number, (one, _) in enumerate(CLASSES) if one == role] for role in dict(CLASSES)
}
_HEADING_NEAR: Final = 8
_HEADINGS: Final = {"comments_heading": Marker.COMMENTS_HEADING, "related_heading": Marker.RELATED_HEADING}
_MORE_THAN_NAME: Final = 30


@frozen(eq=False)
class Stretch:
    """Records of one kind that stand one below the other."""

    first: int
    last: int
    heading: int | None
    """The line that announces them; *first* stands behind it."""
    drafts: list[Draft]
    cards: list[Card]


@frozen(eq=False)
class Reading:
    """What the lines of a page are, as far as items go."""

    shares: list[list[float]]
    """For each line the share of each class."""
    path: list[int]
    """For each line its state."""
    comments: list[Stretch]
    related: list[Stretch]

    def role(self, line: int) -> str:
        """The role that a line was decoded to."""
        return STATES[self.path[line]].role

    def without(self, story: Sequence[int]) -> Reading:
        """The same reading without the items whose text or title is of the *story*."""
        told = frozenset(story)
        if not told:
            return self
        return evolve(
            self,
            comments=[part for stretch in self.comments for part in _without(stretch, told)],
            related=[part for stretch in self.related for part in _without(stretch, told)],
        )

    def of_role(self, role: str) -> list[float]:
        """How likely each line has a role that begins no record."""
        place = CLASSES.index((role, False))
        return [share[place] for share in self.shares]

    def share(self, line: int, role: str) -> float:
        """How likely a line has a role."""
        return _of_role(self.shares[line], role)


def _of_role(share: Sequence[float], role: str) -> float:
    """How much of a line's share classes of a role have."""
    return sum([share[place] for place in _CLASSES_OF[role]])


def _without(stretch: Stretch, told: frozenset[int]) -> list[Stretch]:
    """The stretches that are left of one when the records of the story are taken out of it."""
    whole: list[Draft | Card] = [*stretch.drafts, *stretch.cards]
    parts: list[list[Draft | Card]] = [[]]
    for item in whole:
        core = item.texts if isinstance(item, Draft) else [item.title_line]
        if told.isdisjoint(core):
            parts[-1].append(item)
        else:
            parts.append([])
    if len(parts) == 1:
        return [stretch]
    return [
        Stretch(
            part[0].first,
            part[-1].last,
            stretch.heading if part[0] is whole[0] else None,
            [item for item in part if isinstance(item, Draft)],
            [item for item in part if isinstance(item, Card)],
        )
        for part in parts
        if part
    ]


def read(reader: Reader, votes: Votes, known: forms.Forms, roles: Sequence[Sequence[float]] | None = None) -> Reading:
    """Read a page with the trees and weights that ship with the package.

    Args:
        reader: the page's lines with what each announces.
        votes: what the trees of the story say of each line.
        known: the forms of lines met before.
        roles: for each line the share of each class; the shipped trees are asked if None.
    """
    found = shares.read(reader, votes, known) if roles is None else [[*row] for row in roles]
    return of_shares(reader, found, shipped_decoder())


def of_shares(reader: Reader, found: list[list[float]], decoder: decoding.Decoder) -> Reading:
    """The reading of a page whose shares are known."""
    path = path_of(reader, found, decoder)
    groups = decoding.records_of(path)
    stretches, sures = _of_kind(found, groups, "comment")
    of_comments = []
    drafted = comments.drafts_of(Page(reader, found, path), stretches, sures)
    for records, drafts in zip(stretches, drafted, strict=True):
        if drafts:
            first, last = _bounds(records)
            heading = _heading_above(reader, path, first, "comments_heading")
            of_comments.append(Stretch(min(first, drafts[0].first), max(last, drafts[-1].last), heading, drafts, []))
    of_related = []
    seen: edges.Page | None = None
    for records, sure in zip(*_of_kind(found, groups, "related"), strict=True):
        first, last = _bounds(records)
        heading = _heading_above(reader, path, first, "related_heading")
        sources = {
            line: (_of_role(found[line], "related_source"), _of_role(found[line], "related_meta"))
            for record in records
            for line, _ in record.lines
        }
        seen = seen or edges.page_of(reader.lines, reader.words.lexicon)
        cards = related.cards_of(reader, records, sure, sources, heading, page=seen)
        if cards:
            of_related.append(Stretch(first, last, heading, [], cards))
    return Reading(found, path, of_comments, of_related)


def path_of(reader: Reader, found: list[list[float]], decoder: decoding.Decoder) -> list[int]:
    """The state of each line of a page whose shares are known."""
    _titles_with_ages(reader, found)
    return _with_lone_titles(phases.settled(found, decoder), found, decoder)


def comments_of(found: Sequence[Sequence[float]], path: Sequence[int]) -> tuple[list[list[Record]], list[list[float]]]:
    """The stretches of comments of a reading, and for each record how likely one begins there."""
    return _of_kind(found, decoding.records_of(path), "comment")


def _of_kind(
    found: Sequence[Sequence[float]], groups: Sequence[list[Record]], kind: str
) -> tuple[list[list[Record]], list[list[float]]]:
    stretches = [records for records in groups if FAMILIES[records[0].family].of == kind]
    return stretches, [[_share(found, record, kind) for record in records] for records in stretches]


def _bounds(records: Sequence[Record]) -> tuple[int, int]:
    return records[0].lines[0][0], records[-1].lines[-1][0]


def _with_lone_titles(path: list[int], found: list[list[float]], decoder: decoding.Decoder) -> list[int]:
    """*path* with lines that are likely a title as records, though no other stands by them.

    The best way as a whole has fewer of them than there are: entering a list and leaving it costs a single title more
    than what its own line says. On a page without other items more has to be said for it.
    """
    roles = [STATES[state].role for state in path]
    outside = [STATES[state].family is None for state in path]
    least = decoder.lone if "related_title" in roles else decoder.sole
    for line, share in enumerate(found):
        alone = roles[line] in _LONE_BETWEEN and all(outside[max(0, line - 1) : line + 2])
        if alone and _of_role(share, "related_title") >= least:
            path[line] = _LONE_TITLE
    return path


def _titles_with_ages(reader: Reader, found: list[list[float]]) -> None:
    """A line with an age and more words than a name has may be the title as well: it gets that share, too."""
    for line, cue in reader.cues.ages.items():
        if max(len(cue.before), len(cue.after)) >= _MORE_THAN_NAME:
            share = found[line]
            for age, title in _AGES_AND_TITLES:
                share[title] += share[age]
                share[age] = 0.0


def _share(found: Sequence[Sequence[float]], record: Record, kind: str) -> float:
    """How likely a record is one: the share of its roles on its first line and on that of its core, the lesser."""
    core = FAMILIES[record.family].core
    lines = {record.lines[0][0], *(line for line, role in record.lines if role == core)}
    classes = _ITEM_CLASSES[kind]
    return min(sum([found[line][one] for one in classes]) for line in lines)


def _heading_above(reader: Reader, path: Sequence[int], first: int, role: str) -> int | None:
    """The line that is a heading of these records: directly above them, or for comments with lines of no item between.

    It was decoded as one, or is called so by the lexicon or a profile.
    """
    for line in range(first - 1, max(-1, first - _HEADING_NEAR), -1):
        state = STATES[path[line]]
        if state.role == role or (state.role == "other" and reader.cues.markers[line] & _HEADINGS[role]):
            return line
        if state.family is not None or state.role == "body" or role == "related_heading":
            return None
    return None


@cache
def shipped_decoder() -> decoding.Decoder:
    """The decoder with the weights that ship with the package."""
    return decoding.Decoder(decoding.load_weights())
