"""Records of related items as items: title, source, age, teaser, category."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from newsdump.ages import Age, find_ages
from newsdump.items import places, rows
from newsdump.items.agreement import cut_titles, without_shared_ends
from newsdump.items.comments import in_dump, placed
from newsdump.items.decoding import Record
from newsdump.items.records import Card
from newsdump.items.roles import Reader
from newsdump.lexicon import Marker
from newsdump.model import RelatedItem

_SEPARATORS: Final = " \t•·|/,–—-@:#▲△▼▽()[]»›~>"
_SOURCE: Final = 0.15
"""The share from which a line is the source, if it is more likely that than anything else beside the title."""
_LABEL_MOST: Final = 40
_TITLE_MOST: Final = 300
_TITLE_LEAST: Final = 5
_REMEMBERED: Final = 1 << 11
_AGREED: Final = 0.5
"""Ages stand at the ends of so many titles of a list where they are no part of them."""


def cards_of(
    reader: Reader,
    records: Sequence[Record],
    shares: Sequence[float],
    sources: Mapping[int, tuple[float, float]],
    heading: int | None,
) -> list[Card]:
    """The records of one list.

    Args:
        reader: the page's lines with what each announces.
        records: what the decoding found.
        shares: for each record how likely an item begins there.
        sources: for each line how likely it is a source, and another label.
        heading: the line that announced the list.
    """
    found = [_card(reader, record, share, sources) for record, share in zip(records, shares, strict=True)]
    cards = _apart(reader, [card for card in found if card is not None])
    for card in cards:
        card.heading = heading
    beside = [_beside_age(reader, card) for card in cards]
    for card, beside_age in zip(cards, without_shared_ends(beside), strict=True):
        name = (beside_age or "").strip(_SEPARATORS)
        if name and card.source is None:
            if is_category(reader, name):
                card.category = card.category or name
            else:
                card.source = name
    _cut_ages(reader, cards)
    for card, (title, bracket) in zip(cards, cut_titles([card.title for card in cards]), strict=True):
        card.title = title or card.title
        card.source = card.source or bracket
    for card, source in zip(cards, without_shared_ends([card.source for card in cards]), strict=True):
        card.source = source or None
    return cards


def _card(reader: Reader, record: Record, share: float, sources: Mapping[int, tuple[float, float]]) -> Card | None:
    texts, ages = reader.lines.texts, reader.cues.ages
    titles = [line for line, role in record.lines if role == "related_title"]
    if not titles:
        return None
    line = titles[-1] if len(titles) > 1 and texts[titles[-1]] == texts[titles[0]] else titles[0]
    age = next((one for one, role in record.lines if role == "related_age" and one in ages), None)
    if age is None:
        age = next((one for one, role in record.lines if role != "related_text" and one in ages and one != line), None)
    card = Card(
        record.lines[0][0],
        record.lines[-1][0],
        texts[line],
        line,
        [one for one, role in record.lines if role == "related_text"],
        age_line=age,
        age=placed(reader, age),
        share=share,
    )
    labels = [one for one, role in record.lines if role == "related_meta" and texts[one] != card.title]
    named = [one for one in labels if sources[one][0] > max(_SOURCE, sources[one][1])]
    if named:
        card.source = texts[max(named, key=lambda one: sources[one][0])].strip(_SEPARATORS) or None
    card.category = next(
        (texts[one].strip(_SEPARATORS) for one in labels if one not in named and is_category(reader, texts[one])), None
    )
    return card


def _apart(reader: Reader, cards: list[Card]) -> list[Card]:
    """*cards*, those whose row holds several titles as so many; words that lead to a title are no part of it."""
    apart = []
    for card, places in zip(cards, rows.titles_of([card.title for card in cards], reader.words.lexicon), strict=True):
        row = card.title
        if len(places) == 1:
            card.title = row[slice(*places[0])]
            apart.append(card)
            continue
        for number, (start, end) in enumerate(places):
            first = card.first if not number else card.title_line
            last = card.last if number == len(places) - 1 else card.title_line
            title = row[start:end]
            apart.append(Card(first, last, title, card.title_line, [], (start, end), share=card.share))
    return apart


def _cut_ages(reader: Reader, cards: list[Card]) -> None:
    """Take ages off the ends of titles that tell no other, where they stand at the same end of most."""
    bare = [card for card in cards if card.age is None]
    least = max(1.0, _AGREED * len(cards))
    found = []
    none = 0
    for card in bare:
        found.append(_at_ends(card.title))
        none += not found[-1]
        if len(bare) - none < least:
            return
    for end in ("head", "tail"):
        held = [(card, ends[end]) for card, ends in zip(bare, found, strict=True) if card.age is None and end in ends]
        if len(held) < least:
            continue
        for card, (age, title) in held:
            card.title = title
            card.age = in_dump(reader, card.title_line, age)


@lru_cache(_REMEMBERED)
def _at_ends(title: str) -> dict[str, tuple[Age, str]]:
    """The ages at the beginning and the end of a title, each with what is left of it."""
    if len(title) > _TITLE_MOST:
        return {}
    ends = {}
    for age in find_ages(title):
        if age.span is None:
            continue
        before, after = title[: age.span.start].strip(_SEPARATORS), title[age.span.end :].strip(_SEPARATORS)
        if not before and len(after) >= _TITLE_LEAST:
            ends["head"] = (age, after)
        elif not after and len(before) >= _TITLE_LEAST:
            ends["tail"] = (age, before)
    return ends


def _beside_age(reader: Reader, card: Card) -> str | None:
    """The name that stands on the line of the age, if that is not the title's."""
    if card.age_line is None or card.age_line == card.title_line:
        return None
    cue = reader.cues.ages[card.age_line]
    if not cue.before and not cue.after:
        return None
    name = reader.name_of(cue)
    return None if name and reader.words.introduces(name.split(" ")[0]) else name


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
