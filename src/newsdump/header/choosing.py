"""The fields of a header, chosen one after another: each choice is evidence for the next ones.

The title's line first, by its own looks; then the date; with both known the writers; with these the title for good,
then the date of change and the place. Each choice is among a few candidates and "none of them".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from attrs import field, frozen

from newsdump.ages import Age
from newsdump.header import headlines, hinting, picking, places, stamps, titles, writers
from newsdump.header.setting import Setting
from newsdump.header.weights import Weights, load_weights, probability
from newsdump.items.names import likeness
from newsdump.lexicon import Label, Marker, key
from newsdump.model import Confidences, WriterKind

NOWHERE: Final = -1
_SURE: Final = 0
"""Where a name of the header scores so much, the lines far from it are not asked."""
_INITIALS_MOST: Final = 2
_PERSON_MOST: Final = 5


@frozen
class Choice:
    """What a line scored as a field of the header."""

    field: str
    """`title`, `writers`, `published`, `modified` or `dateline`."""
    chance: float
    """How likely its best candidate is the field, 0 to 1."""
    needed: float
    """From which chance on the best candidate of a page is chosen."""
    best: bool
    """Whether none of another line is more likely."""


@frozen
class Part:
    """A field, or one of its parts, in its line."""

    line: int
    start: int
    end: int
    text: str


@frozen(eq=False)
class Header:
    """What was chosen, with what it scored."""

    title: Part | None
    writers: tuple[Part, ...]
    published: Age | None
    modified: Age | None
    dateline: Part | None
    lines: frozenset[int]
    """The lines of writers and dates."""
    scores: dict[str, int] = field(factory=dict)
    """What the best candidate of each field scored, whether it was chosen or not."""
    asked: dict[str, tuple[Sequence[Candidate], Sequence[int]]] = field(factory=dict)
    """The candidates of each field with what they scored."""


class Candidate(Protocol):
    """What may be a field, or a part of one."""

    @property
    def line(self) -> int:
        """The line that it stands in."""


_Asked = dict[str, tuple[Sequence[Candidate], Sequence[int]]]


def read(page: Setting) -> Header:
    """Choose the header of a page."""
    from newsdump.header import _trees  # takes a while to load, and is needed once a page is read

    weights = load_weights()
    thresholds = weights.thresholds
    ranked = hinting.ranked(page, titles.ranked(page))
    line = first_title(ranked)

    dated = stamps.rows(page, line, weights.words["published"])
    scores = [_trees.published(row) for row in dated]
    if page.hints.published is not None:
        scores = hinting.scored(scores, [hinting.of_date(page, each.age) for each in page.dates])
    published = best(scores, thresholds["published"])
    at = page.dates[published].line if published is not None else NOWHERE
    asked: _Asked = {"published": (page.dates, scores)}
    best_scores = {"published": max(scores, default=thresholds["published"])}

    names, scores = _names(page, line, at)
    chosen = [names[place] for place in picking.pick(names, scores, bars_of(thresholds))]
    best_scores["writers"] = max(scores, default=thresholds["writers"])

    asked["writers"] = names, scores

    title = _title(page, ranked, at, chosen, asked)
    best_scores["title"] = max(asked["title"][1], default=thresholds["title"])
    modified = _modified(page, weights, dated, published, asked)
    place = _place(page, title.line if title else line, at, chosen, asked)
    return Header(
        title,
        tuple(Part(each.line, each.piece.start, each.piece.end, each.text) for each in chosen),
        None if published is None else page.dates[published].age,
        None if modified is None else page.dates[modified].age,
        place,
        frozenset(
            [
                *(each.line for each in chosen),
                *(page.dates[date].line for date in (published, modified) if date is not None),
            ]
        ),
        best_scores,
        asked,
    )


def choices_at(head: Header, line: int) -> tuple[Choice, ...]:
    """What a line scored as each of the fields that it was asked for."""
    thresholds = load_weights().thresholds
    found = []
    for name, (candidates, scores) in head.asked.items():
        here = [score for each, score in zip(candidates, scores, strict=True) if each.line == line]
        if here:
            top = max(here)
            found.append(Choice(name, probability(top), probability(thresholds[name]), top == max(scores)))
    return tuple(found)


def _names(page: Setting, title: int, published: int) -> tuple[list[writers.NameCandidate], list[int]]:
    """The names that may be the writers', with what they score; those far from the header only if it names none."""
    from newsdump.header import _trees

    words = load_weights().words["writers"]
    names: list[writers.NameCandidate] = []
    scores: list[int] = []
    for lines in writers.near(page, title, published):
        found = writers.candidates(page, lines)
        scores.extend([_trees.writers(row) for row in writers.rows(page, found, title, published, words)])
        names.extend(found)
        if scores and max(scores) >= _SURE:
            break
    return names, scores


def bars_of(thresholds: Mapping[str, int]) -> picking.Bars:
    """What writers have to score."""
    return picking.Bars(
        thresholds["writers"],
        thresholds["more writers"],
        thresholds["joined writers"],
        thresholds["labelled writers"],
    )


def first_title(ranked: Sequence[tuple[float, int]]) -> int:
    """The line that looks most like a title; -1 if none does."""
    return ranked[0][1] if ranked and ranked[0][0] > titles.load_weights().none else NOWHERE


def best(scores: Sequence[int], threshold: int) -> int | None:
    """The place of the highest score; None if it is below *threshold*."""
    if not scores:
        return None
    place = max(range(len(scores)), key=lambda place: (scores[place], -place))
    return place if scores[place] >= threshold else None


def _title(
    page: Setting,
    ranked: Sequence[tuple[float, int]],
    published: int,
    chosen: Sequence[writers.NameCandidate],
    asked: _Asked,
) -> Part | None:
    from newsdump.header import _trees

    threshold = load_weights().thresholds["title"]
    cuts = headlines.cuts(page, ranked)
    at = chosen[0].line if chosen else NOWHERE
    scores = [_trees.title(row) for row in headlines.rows(page, cuts, published, at)]
    if page.hints.title is not None:
        texts = page.reader.lines.texts
        scores = hinting.scored(scores, [hinting.of_title(page, texts[cut.line][cut.start : cut.end]) for cut in cuts])
    asked["title"] = cuts, scores
    place = best(scores, threshold)
    if place is None:
        return None
    cut = cuts[place]
    return Part(cut.line, cut.start, cut.end, page.reader.lines.texts[cut.line][cut.start : cut.end])


def _modified(
    page: Setting, weights: Weights, dated: Sequence[list[int]], published: int | None, asked: _Asked
) -> int | None:
    from newsdump.header import _trees

    if published is None:  # a date that stands alone is the published one, whatever is said of it
        return None
    scores = [_trees.modified(row) for row in stamps.beside_published(page, dated, published)]
    scores[published] = weights.thresholds["modified"] - 1
    asked["modified"] = page.dates, scores
    return best(scores, weights.thresholds["modified"])


def _place(
    page: Setting,
    title: int,
    published: int,
    chosen: Sequence[writers.NameCandidate],
    asked: _Asked,
) -> Part | None:
    from newsdump.header import _trees

    found = places.candidates(page, title, published)
    named = [(each.line, each.text) for each in chosen]
    scores = [_trees.dateline(row) for row in places.rows(page, found, title, published, named)]
    asked["dateline"] = found, scores
    place = best(scores, load_weights().thresholds["dateline"])
    if place is None:
        return None
    each = found[place]
    return Part(each.line, each.start, each.end, page.reader.lines.texts[each.line][each.start : each.end])


def kind_of(page: Setting, part: Part) -> WriterKind:
    """Whether a writer is a person or a body, by the words of the name."""
    lexicon = page.reader.words.lexicon
    words = part.text.split()
    if any(lexicon.labels.get(word.casefold().strip(".,"), 0) & Label.BODY for word in words):
        return WriterKind.BODY
    if lexicon.whole.get(key(part.text), 0) & Marker.AGENCY or "/" in part.text:
        return WriterKind.BODY
    if "".join(filter(str.isalnum, part.text.casefold())) in page.address.host:
        return WriterKind.BODY
    if len(words) == 1 and part.text.isupper() and len(part.text) > _INITIALS_MOST:
        return WriterKind.BODY
    return WriterKind.BODY if len(words) > _PERSON_MOST and likeness(part.text) < 1 else WriterKind.PERSON


def confidences_of(head: Header) -> Confidences:
    """How often such choices were right on sites that were left out; None for a field that nothing was chosen for."""
    weights = load_weights()
    chosen = {"title": head.title, "writers": head.writers, "published": head.published}
    sure = {name: weights.confidence(name, head.scores[name]) if found else None for name, found in chosen.items()}
    return Confidences(**sure)
