"""Rows of lists made of real titles: with names, labels, numbers, sources or texts in front of them and behind.

Annotated pages have few rows of each kind, for each site prints its own. So the titles of a list are printed once more,
with what other pages of the same part of the sites have for names, labels, sources, ages and texts.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, Final

from attrs import evolve, field, frozen

from newsdump.items.names import likeness
from newsdump.lexicon import Label, Marker, load_lexicon

LEXICON: Final = load_lexicon()
_LEAD: Final = Marker.RELATED_HEADING | Marker.POPULAR_HEADING | Marker.READ_MORE
_SHORT: Final = 32


def _phrases(marker: int, most: int = _SHORT) -> list[str]:
    return [
        phrase for phrase, found in LEXICON.whole.items() if found & marker and len(phrase) < most and "#" not in phrase
    ]


_LEADS: Final = _phrases(_LEAD)
_CATEGORIES: Final = _phrases(Marker.CATEGORY)
_PAID: Final = _phrases(Marker.PAYWALL | Marker.ADVERTISEMENT)
_TAILS: Final = [*_phrases(_LEAD | Marker.COMMENT_ACTION, 16), "new", "read more", "video", "reply", "next"]
_KICKERS: Final = [phrase for phrase, label in LEXICON.labels.items() if label & Label.KICKER]
_ON: Final = {
    "en": ["on", "on", "on", "commented on", "in", "»"],
    "de": ["bei", "zu", "zu", "in", "on"],
    "fr": ["dans", "sur", "on"],
    "es": ["en", "sobre", "on"],
    "it": ["su", "in", "on"],
    "nl": ["op", "over", "on"],
    "pl": ["do", "w", "o", "on"],
    "pt": ["em", "on"],
    "ru": ["к записи", "on"],
    "cs": ["k", "u", "on"],
}
"""What stands between who commented and the title."""
_BY: Final = {
    "en": ["by", "By", "from", "via", "posted by", "with", "in"],
    "de": ["von", "Von", "in", "aus", "bei"],
    "fr": ["par", "Par", "sur", "via"],
    "es": ["por", "Por", "en", "vía"],
    "it": ["di", "da", "su"],
    "nl": ["door", "van"],
    "pl": ["przez", "autor:"],
    "pt": ["por", "em"],
    "ru": ["от", "автор:"],
    "cs": ["od"],
}
"""What stands between the title and who wrote it."""
_COUNTS: Final = [
    " {}",
    " {} {}",
    " ({})",
    "({})",
    " {} replies",
    " {} comments",
    " - {} views",
    " [{}]",
    "{}",
    " {}件",
]
_BRACKETS: Final = [("[", "]"), ("[", "]"), ("【", "】"), ("(", ")"), ("［", "］"), ("（", "）"), ("「", "」")]
_SIGNS: Final = [" - ", " – ", " — ", " | ", " « ", " · ", " ", " ", "", " @ "]
_AROUND_SOURCES: Final = [*((sign, "") for sign in _SIGNS), (" (", ")"), (" [", "]"), ("（", "）")]
_AGES: Final = [" {}", "{}", " ({})", " - {}", " | {}", "（{}）", ", {}"]


@frozen
class Row:
    """A made row."""

    text: str
    start: int
    end: int
    """Where its title stands."""
    gaps: frozenset[int] = frozenset()
    """The spaces that are wide ones."""
    source: str | None = ""
    """The source that it tells, if any; None if that may be one or not."""

    def after(self, head: str, *, wide: bool = False) -> Row:
        """The row with *head* in front of it."""
        size = len(head)
        gaps = {gap + size for gap in self.gaps} | ({size - 1} if wide else set())
        return Row(head + self.text, self.start + size, self.end + size, frozenset(gaps), self.source)

    def before(self, tail: str, *, wide: bool = False) -> Row:
        """The row with *tail* behind it."""
        return Row(
            self.text + tail, self.start, self.end, self.gaps | ({len(self.text)} if wide else set()), self.source
        )


@frozen(eq=False)
class Words:
    """What rows are made with, of the pages of one part of the sites."""

    names: list[str] = field(factory=list)
    sources: list[str] = field(factory=list)
    labels: list[str] = field(factory=list)
    texts: list[str] = field(factory=list)
    ages: list[str] = field(factory=list)

    def add(self, gold: dict[str, Any], labels: Sequence[str]) -> None:
        """Add those of an annotated page, each once."""
        said = [comment["author"]["text"] for comment in gold["comments"] if comment["author"]][:20]
        self.names.extend([name for name in said if len(name) < 40])
        self.names.extend([author["text"] for author in gold["authors"]])
        sources = sorted({item["source"]["text"] for item in gold["related"] if item["source"]})
        self.sources.extend([source for source in sources if len(source) < 50])
        self.names.extend([source for source in sources if likeness(source) >= 1])
        ages = sorted({item["age"]["text"] for item in gold["related"] if item["age"]})
        self.ages.extend([age for age in ages if len(age) < 30])
        texts = [item["text"]["text"].split("\n")[0] for item in gold["related"] if item["text"]]
        self.texts.extend([text for text in texts if 15 < len(text) < 400][:15])
        self.labels.extend([label for label in labels if label not in sources][:8])


class Maker:
    """Makes rows of titles."""

    def __init__(self, words: Words, chance: random.Random) -> None:
        self.words, self.chance = words, chance

    def rows(self, titles: Sequence[str], language: str) -> list[Row]:
        """The rows of a list with these titles."""
        rows = [Row(title, 0, len(title)) for title in titles]
        ways: list[tuple[float, Callable[[list[Row], str], list[Row]]]] = [
            (0.12, self._named_on),
            (0.08, self._named),
            (0.16, self._labelled),
            (0.06, self._in_brackets),
            (0.08, self._led),
            (0.04, self._counted),
            (0.04, self._kicked),
            (0.1, self._written_by),
            (0.1, self._sourced),
            (0.08, self._numbered),
            (0.04, self._dated),
            (0.06, self._told),
            (0.04, self._tailed),
        ]
        way = self.chance.choices([way for _, way in ways], [share for share, _ in ways])[0]
        rows = way(rows, language)
        if self.chance.random() < 0.12:
            rows = [row.before(f" {self._number()}") for row in rows]
        return rows

    def _some(self, pool: Sequence[str], sizes: Sequence[int]) -> list[str]:
        return [self.chance.choice(pool) for _ in range(max(1, self.chance.choice(sizes)))]

    def _number(self) -> int:
        return int(10 ** self.chance.uniform(0, 4))

    def _cased(self, text: str) -> str:
        draw = self.chance.random()
        if draw < 0.2:
            return text.upper()
        return text[:1].upper() + text[1:] if draw < 0.7 else text.title() if draw < 0.9 else text

    def _most(self, rows: list[Row], change: Callable[[Row], Row]) -> list[Row]:
        """Change all rows, or most."""
        share = 1.0 if self.chance.random() < 0.6 else self.chance.uniform(0.3, 1)
        return [change(row) if self.chance.random() < share else row for row in rows]

    def _is_wide(self, sign: str) -> bool:
        return sign == " " and self.chance.random() < 0.5

    def _named_on(self, rows: list[Row], language: str) -> list[Row]:
        on = self.chance.choice(_ON.get(language, _ON["en"]))
        return [row.after(f"{self.chance.choice(self.words.names)} {on} ") for row in rows]

    def _named(self, rows: list[Row], language: str) -> list[Row]:
        del language
        sign = self.chance.choice([": ", ": ", ": ", " | ", " - ", " – ", " ", "", ": “"])
        pool = self.words.names if self.chance.random() < 0.5 else self.words.sources
        some = self._some(pool, [1, 2, 4, len(rows), len(rows)])
        wide = self._is_wide(sign)

        def named(row: Row) -> Row:
            name = self.chance.choice(some)
            return evolve(row.after(name + sign, wide=wide), source=name if pool is self.words.sources else None)

        return self._most(rows, named)

    def _labelled(self, rows: list[Row], language: str) -> list[Row]:
        del language
        sign = self.chance.choice([": ", " | ", " - ", " – ", " ", " ", "", "", "", "- ", ". ", " » ", " · ", " / "])
        pool = self.chance.choice([self.words.labels, self.words.labels, _CATEGORIES, _KICKERS, _PAID, _LEADS])
        some = self._some(pool, [1, 1, 2, 3, 5])
        some = some if pool is self.words.labels else [*map(self._cased, some)]
        wide = self._is_wide(sign)
        return self._most(rows, lambda row: row.after(self.chance.choice(some) + sign, wide=wide))

    def _in_brackets(self, rows: list[Row], language: str) -> list[Row]:
        del language
        opened, closed = self.chance.choice(_BRACKETS)
        pool = self.chance.choice([self.words.labels, _CATEGORIES, _KICKERS])
        some = [*map(self._cased, self._some(pool, [1, 2, 3, 5]))]
        sign = self.chance.choice(["", " ", " "])
        return self._most(rows, lambda row: row.after(opened + self.chance.choice(some) + closed + sign))

    def _led(self, rows: list[Row], language: str) -> list[Row]:
        del language
        sign = self.chance.choice([": ", ": ", " ", "", "", " » ", " → "])
        leads = [self._cased(self.chance.choice(_LEADS)) for _ in range(2)]
        rows = rows[: self.chance.choice([1, 2, 2, 3])]
        return [row.after(leads[min(1, place)] + sign) for place, row in enumerate(rows)]

    def _counted(self, rows: list[Row], language: str) -> list[Row]:
        del language
        form = self.chance.choice(["{}. ", "{} ", "{}", "{}) ", "#{} ", "{}- "])
        first = self.chance.choice([1, 1, 1, self.chance.randrange(20, 900)])
        return [row.after(form.format(first + place)) for place, row in enumerate(rows)]

    def _kicked(self, rows: list[Row], language: str) -> list[Row]:
        del language
        sign = self.chance.choice(["", "", " ", ": "])
        pool = self.words.labels if self.chance.random() < 0.3 else self.words.texts

        def kicker() -> str:
            words = self.chance.choice(pool).split(".")[0].split()
            return " ".join(words[: self.chance.randrange(2, 7)]).rstrip(",;:-")

        return self._most(rows, lambda row: row.after(kicker() + sign))

    def _written_by(self, rows: list[Row], language: str) -> list[Row]:
        by = self.chance.choice(_BY.get(language, _BY["en"]))
        sign = self.chance.choice([" ", " ", " ", " – ", ", ", " | "])
        pool = self.words.names if self.chance.random() < 0.7 else self.words.sources
        some = self._some(pool, [1, 3, len(rows), len(rows)])
        labels = self._some(self.words.labels, [3])
        inside = self.chance.random() < 0.2
        wide = sign == " " and self.chance.random() < 0.2

        def written(row: Row) -> Row:
            name = self.chance.choice(some)
            section = f" in {self.chance.choice(labels)}" if inside else ""
            return evolve(row.before(f"{sign}{by} {name}{section}", wide=wide), source=None if inside else name)

        return self._most(rows, written)

    def _sourced(self, rows: list[Row], language: str) -> list[Row]:
        del language
        opened, closed = self.chance.choice(_AROUND_SOURCES)
        pool = self.words.sources if self.chance.random() < 0.7 else self.words.names
        some = self._some(pool, [1, 1, 2, 4, len(rows)])
        wide = self._is_wide(opened)

        def sourced(row: Row) -> Row:
            name = self.chance.choice(some)
            return evolve(row.before(opened + name + closed, wide=wide), source=name)

        return self._most(rows, sourced)

    def _numbered(self, rows: list[Row], language: str) -> list[Row]:
        del language
        form = self.chance.choice(_COUNTS)
        return self._most(rows, lambda row: row.before(form.format(self._number(), self._number())))

    def _dated(self, rows: list[Row], language: str) -> list[Row]:
        del language
        form = self.chance.choice(_AGES)
        return self._most(rows, lambda row: row.before(form.format(self.chance.choice(self.words.ages))))

    def _told(self, rows: list[Row], language: str) -> list[Row]:
        del language
        sign = self.chance.choice(["", " ", " "])
        wide = self._is_wide(sign)
        return self._most(rows, lambda row: row.before(sign + self.chance.choice(self.words.texts), wide=wide))

    def _tailed(self, rows: list[Row], language: str) -> list[Row]:
        del language
        tail = self._cased(self.chance.choice(_TAILS))
        sign = self.chance.choice([" ", "", "... "])
        return self._most(rows, lambda row: row.before(sign + tail))
