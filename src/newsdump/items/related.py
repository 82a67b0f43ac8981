"""Records of related items as items: title, source, age, teaser, category."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from attrs import evolve, frozen

from newsdump.ages import Age, find_ages, read_age
from newsdump.ages.several import may_tell
from newsdump.items import breaks, edges, places, rows, sources
from newsdump.items.agreement import cut_titles, without_shared_ends
from newsdump.items.comments import in_dump, placed
from newsdump.items.decoding import Record
from newsdump.items.records import Card
from newsdump.items.roles import Reader
from newsdump.lexicon import Marker
from newsdump.model import RelatedItem
from newsdump.patterns import re_later
from newsdump.spans import Span

_SEPARATORS: Final = " \t•·|/,–—-@:#▲△▼▽()[]»›~>"
_LABEL_MOST: Final = 40
_TITLE_MOST: Final = 300
_TITLE_LEAST: Final = 5
_REMEMBERED: Final = 1 << 11
_AGREED: Final = 0.5
"""Ages stand at the ends of so many titles of a list where they are no part of them."""
_SIGNED: Final = 0.8
"""So many items of a bulleted list have its bullet."""
_LISTED_LEAST: Final = 4
_CLOCK: Final = re_later(r"(?<![\d:.,])(\d{1,2})(?::| h )(\d{2})(?: ?([ap])\.?m\.?)?(?![\d:.,])", re.IGNORECASE)
_CLOCKS_LEAST: Final = 2
"""So many clocks at the ends of titles are no parts of them."""
_CLOCK_MOST: Final = 12
_LEADING_COUNT: Final = re_later(r"^\d{1,4} (?=\D)")


def cards_of(
    reader: Reader,
    records: Sequence[Record],
    shares: Sequence[float],
    shares_of_labels: Mapping[int, tuple[float, float]],
    heading: int | None,
    *,
    page: edges.Page,
) -> list[Card]:
    """The records of one list.

    Args:
        reader: the page's lines with what each announces.
        records: what the decoding found.
        shares: for each record how likely an item begins there.
        shares_of_labels: for each line how likely it is a source, and another label.
        heading: the line that announced the list.
        page: what the rows of the list are seen against.
    """
    cards = uncut(reader, records, shares)
    cut_edges(reader, cards, page, edges.shipped())
    chosen = sources.choose(reader, cards, shares_of_labels, sources.shipped())
    for card, source in zip(cards, without_shared_ends(chosen), strict=True):
        card.heading = heading
        card.source = source or None
        card.category = card.category or _category(reader, card)
    return cards


def uncut(reader: Reader, records: Sequence[Record], shares: Sequence[float]) -> list[Card]:
    """The records of one list as far as agreement goes, before the fitted choices.

    Args:
        reader: the page's lines with what each announces.
        records: what the decoding found.
        shares: for each record how likely an item begins there.
    """
    found = [_card(reader, record, share) for record, share in zip(records, shares, strict=True)]
    cards = _apart(reader, _signed_alike(reader, [card for card in found if card is not None]))
    _cut_ages(reader, cards)
    for card, (title, bracket) in zip(cards, cut_titles([card.title for card in cards]), strict=True):
        card.title = title or card.title
        if bracket:
            card.cut_off.append((1, bracket))
    return cards


def rows_of(reader: Reader, cards: Sequence[Card]) -> tuple[list[int], list[frozenset[int]]]:
    """Where the title of each card begins in its line, and which of its spaces are wide ones in the dump."""
    lines = reader.lines
    starts = [lines.texts[card.title_line].find(card.title, card.place[0] if card.place else 0) for card in cards]
    return starts, [breaks.gaps_of(lines, card.title_line, start) for card, start in zip(cards, starts, strict=True)]


def _card(reader: Reader, record: Record, share: float) -> Card | None:
    texts, ages = reader.lines.texts, reader.cues.ages
    titles = [line for line, role in record.lines if role == "related_title"]
    if not titles:
        return None
    line = titles[-1] if len(titles) > 1 and texts[titles[-1]] == texts[titles[0]] else titles[0]
    dated = [one for one, role in record.lines if role == "related_age"]
    age = next((one for one in dated if one in ages), None)
    clock = next(((one, found) for one in dated if (found := _clock_alone(texts[one])) is not None), None)
    if age is None and clock is None:
        age = next((one for one, role in record.lines if role != "related_text" and one in ages and one != line), None)
    return Card(
        record.lines[0][0],
        record.lines[-1][0],
        texts[line],
        line,
        [one for one, role in record.lines if role == "related_text"],
        age_line=age,
        age=placed(reader, age) if age is not None or clock is None else in_dump(reader, *clock),
        labels=[one for one, role in record.lines if role == "related_meta" and texts[one] != texts[line]],
        share=share,
    )


def _clock_alone(text: str) -> Age | None:
    found = _CLOCK.search(text) if len(text) <= _CLOCK_MOST else None
    if found is None or any(map(str.isalnum, text[: found.start()] + text[found.end() :])):
        return None
    return _clock(found)


def _signed_alike(reader: Reader, cards: list[Card]) -> list[Card]:
    """*cards* without those below the first that lack the bullet of nearly all: they are headings between items."""
    signed = [bool(reader.lines.signs[card.first]) for card in cards]
    if len(cards) < _LISTED_LEAST or sum(signed) < _SIGNED * len(cards):
        return cards
    return [card for place, (card, sign) in enumerate(zip(cards, signed, strict=True)) if sign or not place]


def _apart(reader: Reader, cards: list[Card]) -> list[Card]:
    """*cards*, those whose row holds several titles as so many; words that lead to a title are no part of it."""
    apart = []
    found = rows.titles_of([card.title for card in cards], reader.words.lexicon)
    for card, titles in zip(cards, found, strict=True):
        row = card.title
        if len(titles) == 1:
            card.title = row[slice(*titles[0])]
            apart.append(card)
            continue
        for number, (start, end) in enumerate(titles):
            first = card.first if not number else card.title_line
            last = card.last if number == len(titles) - 1 else card.title_line
            title = row[start:end]
            apart.append(Card(first, last, title, card.title_line, [], (start, end), share=card.share))
    return apart


def _cut_ages(reader: Reader, cards: list[Card]) -> None:
    """Take ages off the titles that tell no other, where they stand at the same place in most, and clocks in some."""
    bare = [card for card in cards if card.age is None]
    least = max(1.0, _AGREED * len(cards))
    if not _may_be_dated([card.title for card in bare], least):
        return
    found = [_in_title(card.title) for card in bare]
    for place in ("head", "tail", "inside"):
        held = [(card, ages[place]) for card, ages in zip(bare, found, strict=True) if card.age is None]
        dated = [(card, cut) for card, cut in held if cut is not None]
        clocks = sum(cut.is_clock and (place != "tail" or cut.age.raw[-1].isalpha()) for _, cut in dated)
        if len(dated) < least and clocks < _CLOCKS_LEAST:
            continue
        for card, cut in dated:
            card.age = in_dump(reader, card.title_line, _in_line(reader, card, cut.age))
            card.title = cut.title
            card.category = card.category or cut.before


def _may_be_dated(titles: Sequence[str], least: float) -> bool:
    """Whether so many *titles* may tell an age, or enough of them a clock, that it is worth reading them."""
    clocks = [_CLOCK.search(title) is not None for title in titles]
    return sum(clocks) >= _CLOCKS_LEAST or (
        sum([clock or may_tell(title) for clock, title in zip(clocks, titles, strict=True)]) >= least
    )


def _in_line(reader: Reader, card: Card, age: Age) -> Age:
    """*age*, read in the title of *card*, with its place in the line: words may lead to the title."""
    start = reader.lines.texts[card.title_line].find(card.title, card.place[0] if card.place else 0)
    return age if age.span is None else evolve(age, span=Span(start + age.span.start, start + age.span.end))


@frozen
class _Cut:
    """A title without the age in its row."""

    age: Age
    title: str
    is_clock: bool = False
    before: str | None = None
    """What stands before an age inside the row: the topic, where the title follows."""


@lru_cache(_REMEMBERED)
def _in_title(title: str) -> dict[str, _Cut | None]:
    """The age at the beginning of a title, the one at its end, and the clock inside it."""
    cuts: dict[str, _Cut | None] = {"head": None, "tail": None, "inside": None}
    if len(title) > _TITLE_MOST:
        return cuts
    for age in find_ages(title):
        if age.span is not None:
            _put(cuts, title, age, is_clock=False)
    for found in _CLOCK.finditer(title):
        clock = _clock(found)
        if clock is not None:
            _put(cuts, title, clock, is_clock=True)
    return cuts


def _put(cuts: dict[str, _Cut | None], title: str, age: Age, *, is_clock: bool) -> None:
    span = age.span
    if span is None:
        return
    before, after = title[: span.start].strip(_SEPARATORS), title[span.end :].strip(_SEPARATORS)
    if not before and len(after) >= _TITLE_LEAST:
        cuts["head"] = cuts["head"] or _Cut(age, after, is_clock)
    elif not after and len(before) >= _TITLE_LEAST:
        cuts["tail"] = cuts["tail"] or _Cut(age, before, is_clock)
    elif is_clock and len(before) <= _LABEL_MOST:
        rest = _LEADING_COUNT.sub("", after)
        if len(rest) >= max(_TITLE_LEAST, len(before)):
            cuts["inside"] = cuts["inside"] or _Cut(age, rest, is_clock, before)


def _clock(found: re.Match[str]) -> Age | None:
    """A clock as an age: the hour of the day that is not printed."""
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if hour > 23 or minute > 59 or (half and not 0 < hour <= 12):
        return None
    told = read_age(f"{hour % 12 or 12}:{minute:02} {half or ('p' if hour >= 12 else 'a')}m")
    return None if told is None else evolve(told, raw=found[0], span=Span(*found.span()))


def cut_edges(reader: Reader, cards: Sequence[Card], page: edges.Page, asked: edges.Asked) -> None:
    """Take off the titles of a list what else their rows hold; an age in that is theirs.

    Args:
        reader: the page's lines with what each announces.
        cards: the items.
        page: what the rows of the list are seen against.
        asked: what tells where titles begin and end.
    """
    starts, gaps = rows_of(reader, cards)
    found = edges.cut([card.title for card in cards], gaps, page, asked)
    for card, start, cut in zip(cards, starts, found, strict=True):
        for side, place in enumerate((cut.before, cut.behind)):
            piece = card.title[slice(*place)]
            if not piece:
                continue
            card.cut_off.append((side, piece))
            age = next(iter(find_ages(piece)), None) if card.age is None else None
            if age is not None and age.span is not None:
                at = start + place[0]
                span = Span(at + age.span.start, at + age.span.end)
                card.age = in_dump(reader, card.title_line, evolve(age, span=span))
        if card.cut_off:
            card.title = card.title[cut.start : cut.end]
            card.begins = start + cut.start


def _category(reader: Reader, card: Card) -> str | None:
    """The label of an item, or what stands beside its age, that is a category and not where the item is from."""
    said = [reader.lines.texts[line] for line in card.labels]
    if card.age_line is not None and card.age_line != card.title_line:
        cue = reader.cues.ages[card.age_line]
        said += [cue.before, cue.after]
    names = (text.strip(_SEPARATORS) for text in said)
    return next((name for name in names if name != card.source and is_category(reader, name)), None)


def is_category(reader: Reader, text: str) -> bool:
    """Whether *text* is a label of the lexicon's categories."""
    return len(text) <= _LABEL_MOST and bool(reader.words.lexicon.markers(text) & Marker.CATEGORY)


def build(reader: Reader, cards: Sequence[Card], sure: Callable[[float], float]) -> list[RelatedItem]:
    """The cards of a page as related items, in page order."""
    texts = reader.lines.texts
    return [
        RelatedItem(
            title=card.title,
            text="\n".join(texts[line] for line in card.texts) or None,
            source=card.source,
            age=card.age,
            category=card.category,
            section=None if card.heading is None else texts[card.heading],
            url=None,
            span=places.of_card(reader, card),
            confidence=sure(card.share),
            spans=places.of_item(reader, card),
        )
        for card in cards
    ]
