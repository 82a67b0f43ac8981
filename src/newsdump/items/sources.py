"""Which of the words around a title say where an item is from.

Candidates are the labels of its record, what stands beside its age, and what was cut off its title; each as it is, and
without words that introduce a name ("By Ilse Orrin"), or cut where a second name follows ("Ilse Orrin and Per Lindal",
"Vale Courier • Ilse Orrin"). Trees that were fitted to annotated pages choose one, or none (`tools/fit_edges.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from newsdump.items.edges import shape
from newsdump.items.names import likeness
from newsdump.items.records import Card
from newsdump.items.roles import Reader, Words
from newsdump.items.saplings import Question, load_questions
from newsdump.items.vocabulary import NAMES as GROUPS
from newsdump.items.vocabulary import load_vocabulary
from newsdump.lexicon import Label, Marker, key, label_key
from newsdump.patterns import re_later, regex_later

_SEPARATORS: Final = " \t•·|/,–—-@:#▲△▼▽()[]（）［］【】「」«»‹›~>"
_MOST: Final = 60
"""No source is longer."""
_LEAD_WORDS: Final = 4
_LABEL_MOST: Final = 24
_GLUED_LEAD: Final = regex_later(r"\p{L}{1,10}(?=\p{Lu}\p{L})")
_BETWEEN: Final = re_later(r" [|•·/–—-] | ?, | (?:and|und|et|y|&) ")
_ADDRESS: Final = regex_later(r"(?:https?://)?(?:[\w-]+\.)+\p{L}{2,}(?:/\S*)?")
_LEADS: Final = Label.WRITER | Label.SOURCE | Label.CREDIT
WHOLE, LED, BY, FIRST, LAST = range(5)
"""Ways to read a candidate: as it is behind what introduces it, with that, behind "by", before a sign, behind one."""
LABEL, BESIDE_AGE, IN_ROW = range(3)
"""Where candidates stand."""
TRAITS: Final = (
    "stands",
    "way",
    "led",
    "is source",
    "is label",
    "like a name",
    "words",
    "byline",
    "says title",
    "says label",
    "says name",
    "says other",
    "says body",
    "says page title",
    "says comments",
    "ends",
    "digits",
    "address",
    "labels",
    "has text",
    "source in the list",
    "label in the list",
    "name in the list",
    "length in the list",
    "digits in the list",
)
"""What is asked of a candidate: a number each."""
_SAYS: Final = tuple(
    map(
        GROUPS.index,
        (
            "says_related_title",
            "says_related_meta",
            "says_comment_author",
            "says_other",
            "says_body",
            "says_title",
            "says_comments_heading",
        ),
    )
)


@frozen
class Candidate:
    """Words that may say where an item is from."""

    name: str
    stands: int
    side: int
    """0 in front of the title, 1 behind it."""
    number: int
    """Which of the labels on this side it is."""
    way: int
    led: int
    """How it is introduced: not at all, by words, by a word that is glued to it, by a word behind other words."""
    source: int
    """How likely its line is a source, in hundredths."""
    label: int
    """How likely its line is a label."""

    @property
    def slot(self) -> tuple[int, int, int, int]:
        """What such candidates of all records have in common."""
        return self.stands, self.side, self.number, self.way


def shipped() -> Question:
    """The question that ships with the package: whether a candidate is the source."""
    return load_questions()["source"]


def choose(
    reader: Reader, cards: Sequence[Card], shares: Mapping[int, tuple[float, float]], asked: Question
) -> list[str | None]:
    """Where each item of a list is from.

    Args:
        reader: the page's lines with what each announces.
        cards: the items.
        shares: for each line how likely it is a source, and another label.
        asked: what tells whether a candidate is the source.
    """
    found: list[str | None] = []
    for weighed in candidates(reader, cards, shares):
        votes = [(asked.votes(traits), candidate.name) for candidate, traits in weighed]
        best = max(votes, key=lambda vote: vote[0], default=(0, ""))
        found.append(best[1] if best[0] > 0 else None)
    return found


def candidates(
    reader: Reader, cards: Sequence[Card], shares: Mapping[int, tuple[float, float]]
) -> list[list[tuple[Candidate, list[int]]]]:
    """For each item of a list what may be its source, with its traits."""
    given = [[*_candidates(reader, card, shares)] for card in cards]
    slots: dict[tuple[int, int, int, int], list[Candidate]] = {}
    for each in given:
        for slot, candidate in {one.slot: one for one in reversed(each)}.items():
            slots.setdefault(slot, []).append(candidate)
    means = {slot: _means(alike) for slot, alike in slots.items()}
    return [
        [(one, [*_own(one, reader), len(card.labels), bool(card.texts), *means[one.slot]]) for one in each]
        for card, each in zip(cards, given, strict=True)
    ]


def _means(alike: Sequence[Candidate]) -> tuple[int, ...]:
    """What the candidates of all records at the same slot are like."""
    many = len(alike)
    return (
        sum([one.source for one in alike]) // many,
        sum([one.label for one in alike]) // many,
        round(10 * sum([likeness(one.name) for one in alike]) / many),
        sum([len(one.name) for one in alike]) // many,
        10 * sum([any(map(str.isdigit, one.name)) for one in alike]) // many,
    )


def _own(one: Candidate, reader: Reader) -> list[int]:
    name = one.name
    says = load_vocabulary().says(name)
    return [
        one.stands,
        one.way,
        one.led,
        one.source,
        one.label,
        round(10 * likeness(name)),
        name.count(" ") + 1,
        bool(reader.words.lexicon.markers(name) & (Marker.BYLINE | Marker.AGENCY)),
        *[says[group] for group in _SAYS],
        shape(name[-1]),
        10 * sum(map(str.isdigit, name)) // len(name),
        _ADDRESS.fullmatch(name) is not None,
    ]


def _candidates(reader: Reader, card: Card, shares: Mapping[int, tuple[float, float]]) -> Iterator[Candidate]:
    texts, words = reader.lines.texts, reader.words
    numbers = [0, 0]
    for line in card.labels:
        side = int(line > card.title_line)
        source, label = shares[line]
        for name, way, led in readings(texts[line], words):
            yield Candidate(name, LABEL, side, numbers[side], way, led, round(100 * source), round(100 * label))
        numbers[side] += 1
    if card.age_line is not None and card.age_line != card.title_line:
        cue = reader.cues.ages[card.age_line]
        source, label = shares.get(card.age_line, (0.0, 0.0))
        for side, text in enumerate((cue.before, cue.after)):
            for name, way, led in readings(text, words):
                yield Candidate(name, BESIDE_AGE, side, 0, way, led, round(100 * source), round(100 * label))
    for side, text in card.cut_off:
        for name, way, led in readings(text, words):
            yield Candidate(name, IN_ROW, side, 0, way, led, 0, 0)


def readings(text: str, words: Words) -> list[tuple[str, int, int]]:
    """The names that *text* may tell, each with the way it was read and how it is introduced.

    >>> from newsdump.lexicon import load_lexicon
    >>> [name for name, _, _ in readings("By Ilse Orrin and Per Lindal", Words(load_lexicon()))]
    ['Ilse Orrin and Per Lindal', 'By Ilse Orrin and Per Lindal', 'Ilse Orrin', 'Per Lindal']
    """
    text = text.strip(_SEPARATORS)
    if not text:
        return []
    bare, led = _unled(text, words)
    found = [(bare, WHOLE, led)]
    if led:
        found.append((text, LED, 0))
    inner = _behind_by(text, words)
    if inner:
        found.append((inner, BY, 3))
    parts = [*_BETWEEN.finditer(bare)]
    if parts and parts[0].start() > 1 and parts[0].end() < len(bare) - 1:
        found.append((bare[: parts[0].start()].strip(_SEPARATORS), FIRST, led))
        found.append((bare[parts[-1].end() :].strip(_SEPARATORS), LAST, led))
    return [each for each in found if 0 < len(each[0]) <= _MOST]


def _unled(text: str, words: Words) -> tuple[str, int]:
    """*text* without what introduces a name, and how that stands there."""
    split = text[: 2 * _MOST].split(" ")
    for size in range(min(_LEAD_WORDS, len(split) - 1), 0, -1):
        said = " ".join(split[:size])
        if _introduces(said, words):
            return text[len(said) :].strip(_SEPARATORS), 1
    glued = _GLUED_LEAD.match(text)
    if glued and not glued[0].isupper() and _introduces(glued[0], words):
        return text[glued.end() :], 2
    label, colon, rest = text.partition(": ")
    if colon and len(label) < _LABEL_MOST and _introduces(label, words):
        return rest.strip(_SEPARATORS), 1
    return text, 0


def _introduces(said: str, words: Words) -> bool:
    lexicon = words.lexicon
    return bool(
        lexicon.labels.get(label_key(said), 0) & _LEADS
        or lexicon.whole.get(key(said).rstrip(":"), 0) & Marker.BYLINE
        or words.introduces(said)
    )


def _behind_by(text: str, words: Words) -> str | None:
    """What stands behind a word for "by" inside *text*: "12 points by Ilse Orrin"."""
    split = text[: 2 * _MOST].split(" ")
    for place in range(1, len(split) - 1):
        if words.lexicon.whole.get(split[place].casefold(), 0) & Marker.BYLINE:
            return " ".join(split[place + 1 :]).strip(_SEPARATORS)
    return None
