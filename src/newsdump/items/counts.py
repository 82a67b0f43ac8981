"""How many comments a page says it has: numbers beside words of comments, or alone in their lines, as candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import exp
from typing import Final

from attrs import frozen

from newsdump.items import comment_words, weighing
from newsdump.items.reading import Reading
from newsdump.items.roles import Reader
from newsdump.patterns import re_later, regex_later

TRAITS: Final = (
    "beside its word",
    "alone, comments beside",
    "alone, talk beside",
    "likeliest heading",
    "as many as comments",
    "one more than comments",
    "talk, and comments",
    "just above story",
    "just below story",
    "far below story",
    "no story",
    "read as comment",
    "read as related",
    "in items",
    "none",
    "thousands",
    "year",
    "said again",
    "others",
    "only one",
    "above comments",
)
"""What speaks for a candidate, in the order of `traits`."""
LEAST: Final = 0.32
"""So likely a number must be that of the comments to be told."""
_NUMBER: Final = regex_later(
    r"(?<!\d|\d[.,])(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+|\d{1,7})(?!\d|[.,]\d|[.,]?\d*\s?[KkMm](?!\p{L}))"
)
"""A count as it is printed; "1.2K" is none, for it does not say how many."""
_ALONE: Final = re_later(r"[(\[]?\d[\d.,]{0,6}[)\]]?")
_COUNT: Final = re_later(r"\d(?:[.,'’\u00a0\u202f ]?\d)*")
_WORD: Final = regex_later(r"\p{L}+")
_AROUND: Final = " ()[]:•·|"
_WORDS_BETWEEN: Final = 2
_BETWEEN_MOST: Final = 25
_LONGEST: Final = 120
_ALONE_MOST: Final = 8
_NEAR: Final = 12
_FAR: Final = 60
_MANY: Final = 1_000
_YEARS: Final = range(1900, 2101)
_AGAIN_MOST: Final = 3
_OTHERS_MOST: Final = 8


@frozen(eq=False)
class Candidate:
    """A number of a line that may be how many comments there are."""

    line: int
    number: int
    word: str | None
    """The kind of word beside it: "comments", "talk", or None where it is alone in its line."""
    is_tight: bool = False
    """Whether nothing stands between the two."""
    near: frozenset[str] = frozenset()
    """The kinds of words in the lines above and below of a number that is alone."""


@frozen(eq=False)
class Told:
    """Which of them is the likeliest."""

    number: int | None
    share: float
    """How likely it is."""


def printed_count(text: str) -> int | None:
    """The first number in a heading, None if there is none.

    >>> printed_count("12 comments on “3 ferries”"), printed_count("Comments (1,204)"), printed_count("Comments")
    (12, 1204, None)
    """
    found = _COUNT.search(text)
    digits = "".join(filter(str.isdecimal, found[0])) if found else ""
    return int(digits) if digits and len(digits) < _ALONE_MOST else None


def candidates(texts: Sequence[str], words: dict[str, list[int]], story: Sequence[int]) -> list[Candidate]:
    """The numbers of a page that may be how many comments there are.

    Args:
        texts: the page's lines.
        words: by kind, the lines outside of the story that say a word of it.
        story: the lines of the story.
    """
    told = frozenset(story)
    worded = sorted({line for lines in words.values() for line in lines if len(texts[line]) <= _LONGEST})
    found = [candidate for line in worded for candidate in _beside_words(line, texts[line].lower())]
    of_kind = {kind: frozenset(lines) for kind, lines in words.items()}
    for line, text in enumerate(texts):
        if len(text) <= _ALONE_MOST and line not in told and _ALONE.fullmatch(text):
            number = printed_count(text)
            near = frozenset([kind for kind, lines in of_kind.items() if line - 1 in lines or line + 1 in lines])
            if number is not None:
                found.append(Candidate(line, number, None, near=near))
    return found


def _beside_words(line: int, text: str) -> Iterator[Candidate]:
    """The numbers of a line, in small letters, that stand beside a word of comments or talk."""
    words = [(kind, *found.span()) for kind in comment_words.KINDS for found in comment_words.found(kind, text)]
    numbers = [(found.start(), found.end(), printed_count(found[0])) for found in _NUMBER.finditer(text)]
    numbers += [(*found.span(), 1) for found in comment_words.ones(text)]
    best: dict[int, tuple[bool, int, Candidate]] = {}
    for start, end, number in numbers:
        for kind, opens, closes in words:
            if number is None or (start < closes and opens < end):
                continue
            between = text[end:opens] if end <= opens else _behind_word(text[closes:start])
            apart = len(_WORD.findall(between))
            if apart > _WORDS_BETWEEN or len(between) > _BETWEEN_MOST:
                continue
            candidate = Candidate(line, number, kind, not between.strip(_AROUND))
            rank = (kind == "comments", -apart, candidate)
            if number not in best or rank[:2] > best[number][:2]:
                best[number] = rank
    for *_, candidate in best.values():
        yield candidate


def _behind_word(text: str) -> str:
    """*text* without the end of the word whose beginning stands in front of it."""
    end = _WORD.match(text)
    return text if end is None else text[end.end() :]


def traits(
    reader: Reader, reading: Reading, found: Sequence[Candidate], taken: frozenset[int], story: Sequence[int]
) -> list[list[float]]:
    """The numbers of `TRAITS` for each candidate.

    Args:
        reader: the page's lines with what each announces.
        reading: their roles.
        found: the candidates.
        taken: the lines of items.
        story: the lines of the story.
    """
    size = len(reader.lines)
    first, last = (story[0], story[-1]) if story else (size, size)
    comments = sum([len(stretch.drafts) for stretch in reading.comments])
    top = reading.comments[0].first if comments else -1
    again, kinds = Counter([one.number for one in found]), Counter([one.word for one in found])
    rows = []
    for one in found:
        line, number = one.line, one.number
        role = reading.role(line)
        rows.append(
            [
                float(one.is_tight),
                float("comments" in one.near),
                float("talk" in one.near),
                reading.share(line, "comments_heading"),
                float(comments > 0 and number == comments),
                float(comments > 0 and number == comments + 1),
                float(comments > 0 and one.word == "talk"),
                float(first - _NEAR <= line < first < size),
                float(last < line <= last + _NEAR),
                float(line > last + _FAR),
                float(not story),
                float(role.startswith("comment_")),
                float(role.startswith("related_")),
                float(line in taken),
                float(number == 0),
                float(number >= _MANY),
                float(number in _YEARS),
                min(_AGAIN_MOST, again[number] - 1) / _AGAIN_MOST,
                min(_OTHERS_MOST, kinds[one.word] - 1) / _OTHERS_MOST,
                float(kinds[one.word] == 1),
                float(top - _NEAR <= line < top),
            ]
        )
    return rows


def likeliest(
    reader: Reader,
    reading: Reading,
    words: dict[str, list[int]],
    taken: frozenset[int],
    story: Sequence[int],
) -> Told:
    """The number that is most likely how many comments there are; other arguments as those of `traits`.

    *words* has by kind the lines outside of the story that say a word of it.
    """
    found = candidates(reader.lines.texts, words, story)
    if not found:
        return Told(None, 0.0)
    rows = traits(reader, reading, found, taken, story)
    leads = [right - wrong for wrong, right in (weighing.votes("count", row) for row in rows)]
    return best(found, leads)


def best(found: Sequence[Candidate], leads: Sequence[float]) -> Told:
    """The likeliest of some candidates, by their log odds.

    >>> best([Candidate(3, 12, "comments"), Candidate(9, 4, None)], [0.0, -1.0])
    Told(number=12, share=0.5)
    """
    lead = max(leads)
    return Told(found[leads.index(lead)].number, 1 / (1 + exp(-lead)))
