"""Pointers to other stories in a range of lines, cut by what repeats.

Cards with ages are counted from age to age: what stands above the first age of the section stands above each, what
is left over stands below. Which of the lines above holds sources or categories is decided over all cards: they are
short, are names by their form or come again, and what they stand beside is longer. Cards without ages are read by
their rhythm.

| print                              | layout                                             |
|------------------------------------|----------------------------------------------------|
| age, title, teaser                 | nothing above the age                              |
| source and age, title              | the same, the source on the line with the age      |
| source, age, source, title, story  | the source above the age, echoed below it          |
| title, age / title, age, teaser    | the title above the age                            |
| source, title, age                 | a column of names above the age, in any place      |
| title, title, source, age, …       | copies of a title, as pictures are named: left out |
| title (source) date                | all on one line                                    |
| rank, title                        | ranks are no text                                  |
| title, teaser                      | turns: the second line ends like a sentence        |
| title, source / source, title      | turns: one line is short and comes again           |
| category, title / category: title  | the category is a word that is known               |
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import regex
from attrs import define, field, frozen

from newsdump.items.building import placed
from newsdump.items.names import likeness
from newsdump.items.roles import ANCHORS, Reader, Role, plain_number
from newsdump.lexicon import Marker, key
from newsdump.model import RelatedItem
from newsdump.spans import Span

_SHORT: Final = 40
_COLONS: Final = frozenset({":", "：", "|", "/"})
_AGREED: Final = 0.75
_TITLE_LEAST: Final = 3
_BRACKETED: Final = regex.compile(r"^(?P<title>.+?)\s*[（(【\[](?P<source>[^（()）\[\]【】]{2,30})[）)】\]]\s*$")
_OPEN: Final = frozenset("（([【")
_CLOSED: Final = frozenset("）)]】")
_RANK: Final = regex.compile(r"0?([1-9]\d?)(?:[.)]\s*|\s+)(?=[^\d\s])")
_LABEL_MOST: Final = 26
_FULL_STOPS: Final = (".", "。", "।", "۔", "։")
"""What a title does not end in; it may be a question."""
_OF_TITLES: Final = frozenset("?？!！:：;")
"""What titles end in, too."""
_BULLETS: Final = "・･ "
"""Dots that are no sign in front of a line, for they also stand inside Japanese names."""


_TEXTS: Final = frozenset({Role.TEXT, Role.SAYS})
"""A title may end in "says:"."""
_ANCHORS: Final = ANCHORS - _TEXTS
_COPY_LEAST: Final = 8
_COPY_MORE: Final = 40
"""So much longer a line may be that says a title again with its label or source."""
_ECHO_LONGER: Final = 1.3


@define(eq=False)  # not frozen, which would take four times as long to make
class Card:
    """One pointer before it becomes an item; places are line numbers."""

    first: int
    last: int
    title: str | None
    texts: list[int] = field(factory=list)
    source: str | None = None
    category: str | None = None
    age_line: int | None = None


_Parts = tuple[int, list[int], list[int]]
"""The line with the age, the text lines above it and those below."""


@frozen(eq=False)
class Cards:
    """What repeats in a range of lines, with how well it does."""

    cards: list[Card]
    agreement: float


def find(reader: Reader, start: int, end: int) -> Cards | None:
    """The related items in the lines from *start* to before *end*; None if there are none."""
    roles = reader.roles(start, end)
    stop = roles.index(Role.CHROME) if Role.CHROME in roles else len(roles)
    roles = roles[: _comments_begin(reader, roles[:stop], start)]
    ranked = _ranked(reader, roles, start)
    if ranked is not None and not _are_aged(reader, ranked):
        return ranked
    texts = _undoubled(reader, [start + at for at, role in enumerate(roles) if role in _TEXTS], start + len(roles))
    anchors = [start + at for at, role in enumerate(roles) if role in _ANCHORS]
    if anchors and len(anchors) * 5 >= len(texts):
        return _aged(reader, texts, anchors)
    return _ageless(reader, texts) if texts else None


def _comments_begin(reader: Reader, roles: list[Role], start: int) -> int:
    """Where comments follow the items: at the first "NAME says:" with an age below it, or at the name above that."""
    for at, role in enumerate(roles) if Role.SAYS in roles else ():
        if role is Role.SAYS and Role.AGE in roles[at + 1 : at + 3]:
            return at if reader.words.speaker(reader.lines.texts[start + at]) is not None else max(0, at - 1)
    return len(roles)


def _ranked(reader: Reader, roles: list[Role], start: int) -> Cards | None:
    """The titles behind the ranks 1, 2, 3 …; what follows the last of them is no part of the list."""
    texts = reader.lines.texts
    cards: list[Card] = []
    at = 0
    while at + 1 < len(roles):
        line = start + at
        if texts[line].rstrip(".)") == str(len(cards) + 1) and roles[at + 1] is Role.TEXT:
            doubled = at > 0 and texts[line - 1] == texts[line + 1]
            cards.append(Card(line - 1 if doubled else line, line + 1, texts[line + 1]))
            at += 2
        elif (not cards and at < 2) or (
            at + 1 < len(roles) and texts[start + at + 1].rstrip(".)") == str(len(cards) + 1)
        ):
            at += 1
        else:
            break
    return Cards(cards, 1.0) if len(cards) > 1 else None


def _are_aged(reader: Reader, ranked: Cards) -> bool:
    """Whether ages stand between the titles of a list with ranks."""
    first, last = ranked.cards[0].first, ranked.cards[-1].last
    return 2 * sum(line in reader.cues.ages for line in range(first, last)) >= len(ranked.cards) - 1


def _without_ranks(texts: list[str]) -> list[str] | None:
    """*texts* without the ranks 1, 2, 3 … in front of them ("1. Ferry sold"); None if not all have one."""
    if len(texts) < 2 or not texts[0][0].isdecimal():
        return None
    ranks = [_RANK.match(text) for text in texts]
    if any(found is None or plain_number(found[1]) != rank for rank, found in enumerate(ranks, 1)):
        return None
    return [text[found.end() :] for text, found in zip(texts, ranks, strict=True) if found is not None]


def _undoubled(reader: Reader, lines: list[int], end: int) -> list[int]:
    """*lines* without those that only say again what the one before said, or what the next says with a label."""
    texts, ages = reader.lines.texts, reader.cues.ages
    kept: list[int] = []
    for line in lines:
        text = texts[line]
        if kept and texts[kept[-1]] == text and not any(other in ages for other in range(kept[-1] + 1, line)):
            continue
        wide = reader.cues.lengths[line] >= _COPY_LEAST
        if wide and line + 1 < end and _says_more(texts[line + 1], text):
            continue
        kept.append(line)
    return kept


def _says_more(text: str, title: str) -> bool:
    """Whether *text* is *title* with a label before or a source and a date behind it, as pictures are named."""
    more = len(text) - len(title)
    return 0 < more <= _COPY_MORE and title in text


def _aged(reader: Reader, texts: list[int], anchors: list[int]) -> Cards | None:
    bounds = [-1, *anchors]
    above = [[line for line in texts if bounds[number] < line < anchor] for number, anchor in enumerate(anchors)]
    behind = [line for line in texts if line > anchors[-1]]
    if not above[0] and not any(above[1:]) and not behind:
        return _on_one_line(reader, anchors)
    lead = _lead(above, behind)
    cards: list[_Parts] = []
    for number, anchor in enumerate(anchors):
        head = above[number][len(above[number]) - lead :] if lead else []
        following = above[number + 1] if number + 1 < len(anchors) else behind
        tail = following[: len(following) - lead] if lead and number + 1 < len(anchors) else following
        cards.append((anchor, head, tail))
    limit = max((len(tail) for _, _, tail in cards[:-1]), default=4)
    anchor, head, tail = cards[-1]
    cards[-1] = (anchor, head, tail[:limit])  # what follows the last card may be no part of it
    column = _named_column(reader, cards)
    built = [_card(reader, parts, column) for parts in cards]
    kept = [card for card in built if card.title]
    if not kept:
        return None
    return Cards(kept, len(kept) / len(built))


def _lead(above: list[list[int]], behind: list[int]) -> int:
    """How many text lines stand above each age: as above the first, if the others leave room for it."""
    first = len(above[0])
    if not first:
        return 0
    least = min((len(lines) for lines in above[1:]), default=first)
    if not behind:  # nothing below the last age: all text stands above
        return least if len(above) > 1 else first
    return min(first, least)


def _named_column(reader: Reader, cards: list[_Parts]) -> int | None:
    """Which line above the ages holds the sources or the categories, counted from the age; None if none does."""
    texts = reader.lines.texts
    echoes = [(head[-1], tail) for _, head, tail in cards if head and texts[head[-1]] in {texts[line] for line in tail}]
    if echoes:
        if any(texts[tail[-1]] == texts[line] for line, tail in echoes):  # the copies are titles: nothing else is left
            return None
        names = [texts[line] for line, _ in echoes]
        return -1 if _are_names(reader, names, [texts[tail[-1]] for _, tail in echoes]) else None
    for column in range(-1, -1 - min(len(head) for _, head, _ in cards), -1):
        names = [texts[head[column]] for _, head, _ in cards]
        rests = [[*head[: len(head) + column], *head[len(head) + column + 1 :], *tail] for _, head, tail in cards]
        if not all(rests):
            return None
        titles = [texts[rest[0]] for rest in rests]
        ended = sum(title.endswith(_FULL_STOPS) for title in titles)
        if 2 * ended < len(titles) and _are_names(reader, names, titles):
            return column
    return None


def _are_names(reader: Reader, names: list[str], titles: list[str]) -> bool:
    """Whether *names* are sources or categories, as opposed to *titles*."""
    if max(map(len, names)) > _SHORT:
        return False
    if sum(_is_category(reader, name) for name in names) >= _AGREED * len(names):
        return True
    likely = sum(map(likeness, names)) > 0 or (len(names) > 2 and 2 * len(set(names)) <= len(names))
    return likely and _mean(titles) > _ECHO_LONGER * _mean(names)


def _on_one_line(reader: Reader, anchors: list[int]) -> Cards | None:
    cards = []
    for line in anchors:
        cue = reader.cues.ages[line]
        title, source = _bracketed((cue.before or cue.after).lstrip(_BULLETS))
        if len(title) >= _TITLE_LEAST:
            cards.append(Card(line, line, title, [], source, None, line))
    return Cards(cards, len(cards) / len(anchors)) if cards else None


def _bracketed(text: str) -> tuple[str, str | None]:
    found = _BRACKETED.match(text)
    return (found["title"], found["source"]) if found else (text, None)


def _card(reader: Reader, parts: _Parts, column: int | None) -> Card:
    anchor, head, tail = parts
    texts = reader.lines.texts
    cue = reader.cues.ages.get(anchor)
    source = category = None
    if cue is not None and reader.role(anchor) is Role.NAMED_AGE:
        name = reader.name_of(cue)
        source, category = (None, name) if name and _is_category(reader, name) else (name, None)
    first = min([anchor, *head])
    last = max([anchor, *tail])
    bracketed = next((line for line in (*head, *tail) if _in_brackets(texts, line)), None)
    if source is None and bracketed is not None:
        source = texts[bracketed]
        head, tail = [line for line in head if line != bracketed], [line for line in tail if line != bracketed]
    repeated = {texts[line] for line in tail}
    if source is None and category is None and column is not None and len(head) >= -column:
        source = texts[head[column]]
        head = [line for line in head if line != head[column]]
        if source in {texts[line] for line in tail[:3]}:  # said again below the age, after a category
            echo = next(number for number, line in enumerate(tail) if texts[line] == source)
            category = texts[tail[0]] if echo else None
            tail = tail[echo + 1 :]
        elif _is_category(reader, source):
            source, category = None, source
    head = [line for line in head if texts[line] not in repeated]
    body = [*head, *tail]
    if not body:
        return Card(first, last, None)
    return Card(first, last, texts[body[0]], body[1:], source, category, None if cue is None else anchor)


def _in_brackets(texts: list[str], line: int) -> bool:
    """Whether a printer put the brackets around the line on lines of their own."""
    return 0 < line < len(texts) - 1 and texts[line - 1][-1] in _OPEN and texts[line + 1][0] in _CLOSED


def _is_category(reader: Reader, text: str) -> bool:
    return bool(reader.words.lexicon.whole.get(key(text).rstrip(" :"), 0) & Marker.CATEGORY)


def _ageless(reader: Reader, lines: list[int]) -> Cards | None:
    texts = reader.lines.texts
    lines = [line for line in lines if len(texts[line]) >= _TITLE_LEAST]
    if not lines:
        return None
    paired = _paired(reader, _pairs(lines))
    if paired:
        return paired
    apart = _labels_apart(reader, lines)
    if apart:
        return apart
    labels = [_label(reader, texts[line]) if ":" in texts[line] or "|" in texts[line] else None for line in lines]
    if 2 * sum(label is not None for label in labels) > len(lines):
        cards = [
            Card(line, line, texts[line])
            if label is None
            else Card(line, line, texts[line][len(label) :].lstrip(" :：|"), category=label)
            for line, label in zip(lines, labels, strict=True)
        ]
        return Cards(cards, 0.9)
    unranked = _without_ranks([texts[line] for line in lines])
    if unranked is not None:
        return Cards([Card(line, line, title) for line, title in zip(lines, unranked, strict=True)], 0.9)
    return Cards([Card(line, line, texts[line]) for line in lines], 0.7)


def _paired(reader: Reader, pairs: list[tuple[int, int]]) -> Cards | None:
    """Titles that take turns with teasers, with sources or with categories."""
    texts = reader.lines.texts
    if not pairs:
        return None
    if _teasers(reader, pairs) >= _AGREED:
        cards = [Card(title, teaser, texts[title], [teaser]) for title, teaser in pairs]
        return Cards(cards, _teasers(reader, pairs))
    if _are_sources(reader, pairs):
        return Cards([Card(title, name, texts[title], [], texts[name]) for title, name in pairs], 0.8)
    if all(_is_category(reader, texts[label]) for label, _ in pairs):
        return Cards([Card(label, title, texts[title], category=texts[label]) for label, title in pairs], 0.9)
    if len(pairs) > 2 and len({texts[name] for name, _ in pairs}) < len(pairs):
        swapped = [(title, name) for name, title in pairs]
        if _are_sources(reader, swapped):
            return Cards([Card(name, title, texts[title], source=texts[name]) for title, name in swapped], 0.8)
    return None


def _label(reader: Reader, text: str) -> str | None:
    """The category in front of a title ("Sport: Ferry wins"); None if there is none."""
    head, colon, title = text.partition(":")
    if not colon or not title.strip():
        head, _, title = text.partition(" | ")
    label = head.strip()
    return label if title and len(label) < _LABEL_MOST and _is_category(reader, label) else None


def _labels_apart(reader: Reader, lines: list[int]) -> Cards | None:
    """Titles under a label that a printer put on a line of its own, with the colon on another."""
    texts = reader.lines.texts
    cards: list[Card] = []
    for label, title in pairwise(lines):
        apart = title - label == 2 and texts[label + 1] in _COLONS
        if apart and not (cards and cards[-1].last == label):  # a title is no label of the next one
            cards.append(Card(label, title, texts[title], [], None, texts[label]))
    return Cards(cards, 0.9) if 3 * len(cards) > len(lines) else None


def _pairs(lines: list[int]) -> list[tuple[int, int]]:
    return list(zip(lines[::2], lines[1::2], strict=True)) if len(lines) % 2 == 0 and len(lines) > 1 else []


def _teasers(reader: Reader, pairs: list[tuple[int, int]]) -> float:
    """How many of the pairs are a title, which does not end in a full stop, and a text that does."""
    texts, stops = reader.lines.texts, reader.cues.stops
    good = sum(
        stops[teaser] and texts[teaser][-1] not in _OF_TITLES and not texts[title].endswith(_FULL_STOPS)
        for title, teaser in pairs
    )
    return good / len(pairs)


def _are_sources(reader: Reader, pairs: list[tuple[int, int]]) -> bool:
    texts = reader.lines.texts
    names = [texts[name] for _, name in pairs]
    titles = [texts[title] for title, _ in pairs]
    if any(len(name) > _SHORT or likeness(name) <= 0 for name in names):
        return False
    longer = sum(len(title) > len(name) for title, name in zip(titles, names, strict=True)) / len(pairs)
    return longer >= _AGREED and (
        len(set(names)) < len(names) or (longer == 1.0 and _mean(titles) > 1.6 * _mean(names))
    )


def _mean(texts: list[str]) -> float:
    return sum(map(len, texts)) / len(texts)


def build(reader: Reader, cards: Cards, heading: int | None) -> list[RelatedItem]:
    """The cards as items, in page order; *heading* is the line that they stand under."""
    texts, starts, ends = reader.lines.texts, reader.lines.starts, reader.lines.ends
    section = None if heading is None else texts[heading]
    confidence = round(min(1.0, 0.4 + cards.agreement / 2), 3)
    return [
        RelatedItem(
            title=card.title,
            text="\n".join([texts[line] for line in card.texts]) or None,
            source=card.source,
            age=None if card.age_line is None else placed(reader, card.age_line),
            category=card.category,
            section=section,
            url=None,
            span=Span(starts[card.first], ends[card.last]),
            confidence=confidence,
        )
        for card in cards.cards
    ]
