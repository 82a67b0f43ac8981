"""The words that pages put around stories and comments, and what a line that is one of them announces.

The phrases are data: `data/lexicon/` beside the package holds one TOML file a language, `tools/build_lexicon.py`
makes the compiled form that is read here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from attrs import field, frozen

from newsdump.errors import UsageError
from newsdump.patterns import regex_later


class Marker:
    """What a phrase announces, as bits: a phrase of many uses announces several things.

    Plain numbers, for they are tested for every line of a page (an `IntFlag` costs ten times as much).
    """

    COMMENTS_HEADING: Final = 1 << 0
    COMMENTS_EMPTY: Final = 1 << 1
    COMMENTS_CLOSED: Final = 1 << 2
    COMMENTS_FORM: Final = 1 << 3
    COMMENTS_MORE: Final = 1 << 4
    COMMENTS_SORT: Final = 1 << 5
    COMMENT_ACTION: Final = 1 << 6
    COMMENT_AUTHOR: Final = 1 << 7
    COMMENT_BADGE: Final = 1 << 8
    COMMENT_REMOVED: Final = 1 << 9
    REPLIES: Final = 1 << 10
    RELATED_HEADING: Final = 1 << 11
    POPULAR_HEADING: Final = 1 << 12
    READ_MORE: Final = 1 << 13
    TAGS_HEADING: Final = 1 << 14
    ADVERTISEMENT: Final = 1 << 15
    PAYWALL: Final = 1 << 16
    CHROME: Final = 1 << 17
    BYLINE: Final = 1 << 18
    AGENCY: Final = 1 << 19
    CONNECTOR: Final = 1 << 20
    CATEGORY: Final = 1 << 21
    NO_STORY: Final = 1 << 22
    COMMENTS_END: Final = 1 << 23
    THREAD: Final = 1 << 24


class Label:
    """What words before or behind a name or a date say of it, as bits."""

    WRITER: Final = 1 << 0
    """It is who wrote the story ("Written by")."""
    CREDIT: Final = 1 << 1
    """It is who did something else ("Photo:", "Edited by")."""
    SOURCE: Final = 1 << 2
    PUBLISHED: Final = 1 << 3
    UPDATED: Final = 1 << 4
    ROLE: Final = 1 << 5
    """It is a person of this trade ("Staff Writer")."""
    BODY: Final = 1 << 6
    """A word of names that are no person's ("Desk")."""
    JOINER: Final = 1 << 7
    """Another name follows ("and")."""
    CUTTER: Final = 1 << 8
    """The name ends before it ("in Osselby")."""
    PLACE: Final = 1 << 9
    """It is a city from which stories are often told."""
    KICKER: Final = 1 << 10
    """A title follows, of a story of this kind ("Commentary")."""


_LONG_ONES: Final = Marker.READ_MORE | Marker.COMMENTS_FORM | Marker.PAYWALL
"""What a longer line than a phrase may begin with."""
LONGEST: Final = 120
"""Longer lines are no phrases (code points); the longest phrase of the data has 104."""

_OF_NAMES: Final = Marker.BYLINE | Marker.RELATED_HEADING
"""What a single word announces that a name or a title follows."""
_NAMED_MOST: Final = 4
"""So many words a byline has whose name begins small ("By admin")."""
_ENDS: Final = frozenset(".!?…")
_FIRST_WORD: Final = 20
"""No first word of a phrase is so long."""
_ARCHIVED_LEAST: Final = 5
"""So many counts or years may make an archive of the beginning of a line."""
_UNSPACED: Final = "\u2e80"
"""The first character of the scripts of East Asia."""
_DIGITS: Final = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９"
_ASIDE: Final = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad()[]{}（）【】「」『』“”„\"«»‹›*|↓·•‘’'!！"
_FOLD: Final = str.maketrans("：…", "::") | dict.fromkeys(map(ord, _DIGITS), "#") | dict.fromkeys(map(ord, _ASIDE))
_FOLD_ASCII: Final = bytes.maketrans(b"0123456789", b"#" * 10)
_ASIDE_ASCII: Final = "".join(filter(str.isascii, _ASIDE)).encode("ascii")
_OF_MENUS: Final = Marker.CHROME | Marker.CATEGORY
_BETWEEN_LINKS: Final = regex_later(r" [|•·] ")
_NUMBER: Final = regex_later(r"#(?:[.,  \u202f]?#)+")


def key(line: str) -> str:
    """*line* as phrases are looked up.

    Case, brackets and quotes are set aside, numbers become `#`, a colon or an ellipsis at the end becomes a colon.

    >>> key("12 Comments:"), key("Comments (1,204)"), key("ILSE said...")
    ('# comments:', 'comments #', 'ilse said:')
    """
    folded = line.casefold()
    if folded.isascii():  # bytes are translated in a tenth of the time
        folded = folded.encode("ascii").translate(_FOLD_ASCII, _ASIDE_ASCII).decode("ascii")
    else:
        folded = folded.translate(_FOLD)
    if "##" in folded or "," in folded:
        folded = _NUMBER.sub("#", folded)
    if folded.endswith("..."):
        folded = folded.rstrip(".") + ":"
    if " :" in folded or "  " in folded:
        folded = " ".join(folded.split()).replace(" :", ":")
    return folded.strip(" .-–—/")


GROUPS: Final = {name.lower(): bit for name, bit in vars(Marker).items() if name.isupper()}
"""The names of the groups of phrases in data files, with their bits."""

LABELS: Final = {
    "writer_label": Label.WRITER,
    "credit_label": Label.CREDIT,
    "source_label": Label.SOURCE,
    "published_label": Label.PUBLISHED,
    "updated_label": Label.UPDATED,
    "role": Label.ROLE,
    "body": Label.BODY,
    "joiner": Label.JOINER,
    "cutter": Label.CUTTER,
    "place": Label.PLACE,
    "kicker_label": Label.KICKER,
}
"""The names of the groups of words that stand at names and dates."""

_PLACEHOLDER: Final = regex_later(r"\{(?!n\})\w+\}")


def file_phrase(phrase: str) -> tuple[str, str]:
    """How *phrase* is found: "whole", "heads" or "tails", and its key.

    `{n}` in it stands for a number; `{N}`, `{S}`, `{T}` and other letters for a person, a site, a title and so on,
    at the end or at the beginning.

    Raises:
        ValueError: it is too long, holds no word, or begins and ends with a placeholder.

    >>> file_phrase("{n} thoughts on {T}"), file_phrase("{N} says:")
    (('heads', '# thoughts on'), ('tails', 'says:'))
    """
    if len(phrase) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters")
    pieces = _PLACEHOLDER.split(phrase.replace("{n}", "0"))
    if len(pieces) == 1:
        place, folded = "whole", key(phrase.replace("{n}", "0")).rstrip(" :")
    elif key(pieces[0]):
        place, folded = "heads", key(pieces[0])  # what follows the first placeholder may vary
    elif len(pieces) == 2:
        place, folded = "tails", key(pieces[1])
    else:
        raise ValueError("begins and ends with a placeholder")
    if not folded.strip(" :#"):
        raise ValueError("holds no word")
    return place, folded


ENTRY_POINTS: Final = "newsdump.lexicon"
"""The entry-point group in which other packages name phrases: pairs of a group and a phrase."""


def as_phrases(named: object) -> tuple[tuple[str, str], ...]:
    """*named*, what an entry point of another package names, if it is pairs of a group and a phrase.

    Raises:
        TypeError: it is not.
        ValueError: a phrase cannot be looked up.
    """
    if not isinstance(named, list | tuple):
        raise TypeError("it is no list of pairs of a group and a phrase")
    for pair in named:
        match pair:
            case (str(group), str(phrase)) if group in GROUPS:
                try:
                    file_phrase(phrase)
                except ValueError as error:
                    raise ValueError(f"{phrase!r} {error}") from None
            case _:
                raise TypeError(f"{pair!r} is no pair of a group of phrases and a phrase")
    return tuple(named)


def require_phrases(named: object) -> tuple[tuple[str, str], ...]:
    """*named*, what a caller gives, if it is pairs of a group and a phrase.

    Raises:
        UsageError: it is not.
    """
    try:
        return as_phrases(named)
    except (TypeError, ValueError) as error:
        raise UsageError(f"phrases: {error}; groups are {', '.join(sorted(GROUPS))}") from None


def label_key(words: str) -> str:
    """*words* as labels are looked up.

    >>> label_key("Written by:"), label_key("作者：")
    ('written by', '作者')
    """
    return words.casefold().strip(" .:：-–—/／")


def _goes_on(line: str) -> bool:
    """Whether a small word goes on a sentence or a title, not a byline: "By the time it was over nobody was left"."""
    words = line.split(" ")
    if len(words) <= _NAMED_MOST or words[0][:1].islower() or not words[1][:1].islower():
        return False
    return line[-1] in _ENDS or not any(map(str.isdecimal, line))


def _is_archive(line: str) -> bool:
    """Whether a long line is the months or tags of an archive in one row ("June 2025 May 2025 …", "Boats (5) …")."""
    counted = max(line.count("("), line.count(" 20") + line.count(" 19"))
    return counted >= _ARCHIVED_LEAST and 3 * counted > line.count(" ")


@frozen
class Lexicon:
    """Phrases by the way they are found: whole lines, beginnings (by their first word), ends (by their last)."""

    whole: Mapping[str, int]
    heads: Mapping[str, list[tuple[str, int]]]
    tails: Mapping[str, list[tuple[str, int]]]
    labels: Mapping[str, int] = field(factory=dict)
    """The words that stand at names and dates, by their `label_key`: a union of `Label` values."""
    label_sizes: Mapping[str, int] = field(init=False)
    """The first words of labels with how many words the longest label of each has."""
    openings: frozenset[str] = field(init=False)
    """The first words of phrases that are whole lines."""
    _behind_numbers: frozenset[str] = field(init=False)
    """The words behind a number that opens a phrase."""
    _long_heads: Mapping[str, list[tuple[str, int]]] = field(init=False)
    """Those of `heads` that a long line may begin with, and what they announce there."""

    def __attrs_post_init__(self) -> None:
        """Index the first words."""
        openings = frozenset(phrase.split(" ", 1)[0].rstrip(":") for phrase in self.whole)
        counted = (*self.whole, *(phrase for phrase, _ in self.heads.get("#", ())))
        behind = frozenset(phrase.split(" ", 2)[1].rstrip(":") for phrase in counted if phrase.startswith("# "))
        sizes: dict[str, int] = {}
        for label in self.labels:
            first, *rest = label.split()
            sizes[first] = max(sizes.get(first, 0), 1 + len(rest))
        object.__setattr__(self, "label_sizes", sizes)
        object.__setattr__(self, "openings", openings)
        object.__setattr__(self, "_behind_numbers", behind)
        long = {
            word: [(phrase, marker & _LONG_ONES) for phrase, marker in phrases if marker & _LONG_ONES]
            for word, phrases in self.heads.items()
        }
        object.__setattr__(self, "_long_heads", {word: phrases for word, phrases in long.items() if phrases})

    def _is_plain(self, line: str) -> bool:
        """Whether the words at the ends of *line* tell that it is no phrase: most lines, at a fraction of the price."""
        first, _, rest = line.partition(" ")
        if not first or not rest or first[0] >= _UNSPACED or rest[-1] >= _UNSPACED or rest[0] in ":：":
            return False
        last = rest.rpartition(" ")[2].casefold()
        if last in self.tails or last[-1:] in ":…" or last[-2:] == "..":
            return False
        if first.isalpha():
            folded = first.casefold()
            return folded not in self.openings and folded not in self.heads
        if first.isdecimal():
            word = rest.partition(" ")[0]
            return word.isalpha() and word.casefold() not in self._behind_numbers
        return False

    def markers(self, line: str) -> int:
        """What *line* announces as a whole: a union of `Marker` values, 0 for nothing.

        >>> load_lexicon().markers("No comments yet...") == Marker.COMMENTS_EMPTY
        True
        """
        if len(line) > LONGEST:
            return self._of_head(line[:LONGEST])
        if line.isalpha() and line[0] < _UNSPACED:
            return self.whole.get(line.casefold(), 0)
        if " | " in line or " • " in line or " · " in line:
            return self._of_row(line)
        return 0 if self._is_plain(line) else self._of_phrase(line)

    def _of_row(self, line: str) -> int:
        """What a line announces that may be a menu in one row: it is one if half of its links are."""
        links = _BETWEEN_LINKS.split(line)
        if 2 * sum(bool(self.markers(link) & _OF_MENUS) for link in links) >= len(links):
            return Marker.CHROME
        return self._of_phrase(line)

    def _of_phrase(self, line: str) -> int:
        folded = key(line)
        found = self.whole.get(folded.rstrip(" :"))
        if found is not None:
            return found
        found = 0
        if " " in folded:
            for phrase, marker in self.heads.get(folded.split(" ", 1)[0], ()):
                if folded.startswith(phrase) and not (marker & _OF_NAMES and phrase.isalpha() and _goes_on(line)):
                    found |= marker
        for phrase, marker in self.tails.get(folded.rsplit(" ", 1)[-1], ()):
            if folded.endswith(phrase):
                found |= marker
        return found if folded.isascii() else found | self._of_unspaced(folded)

    def _of_unspaced(self, folded: str) -> int:
        """What the first and last characters announce in scripts that write no spaces between words."""
        found = 0
        for phrase, marker in self.heads.get(folded[:1], ()):
            if folded.startswith(phrase) and len(folded) > len(phrase):
                found |= marker
        for phrase, marker in self.tails.get(folded[-1:], ()):
            if folded.endswith(phrase) and len(folded) > len(phrase):
                found |= marker
        return found

    def _of_head(self, line: str) -> int:
        """Long lines can only be announced by their first words ("READ MORE: …", "You can use these tags: …")."""
        found = Marker.CHROME if _is_archive(line) else 0
        word = line[:_FIRST_WORD].partition(" ")[0]
        candidates = self._long_heads.get(word.casefold()) if len(word) < _FIRST_WORD else None
        if candidates is None:
            return found
        folded = key(line)
        for phrase, marker in candidates:
            if folded.startswith(phrase):
                found |= marker
        return found

    def extended(self, phrases: Iterable[tuple[str, str]]) -> Lexicon:
        """This lexicon with more phrases, as pairs of their group and the phrase.

        Raises:
            UsageError: there is no such group, or a phrase cannot be looked up.
        """
        tables: dict[str, dict[str, int]] = {"whole": {}, "heads": {}, "tails": {}}
        for group, phrase in require_phrases([*phrases]):
            place, folded = file_phrase(phrase)
            tables[place][folded] = tables[place].get(folded, 0) | GROUPS[group]
        whole = dict(self.whole)
        for folded, bits in tables["whole"].items():
            whole[folded] = whole.get(folded, 0) | bits
        return Lexicon(
            whole,
            _merged(self.heads, _by_word(tables["heads"].items(), 0)),
            _merged(self.tails, _by_word(tables["tails"].items(), -1)),
            self.labels,
        )


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of all languages that ships with the package."""
    from importlib.resources import files  # slow to import, and read only once

    data = json.loads(files("newsdump").joinpath("data/lexicon.json").read_bytes())
    heads, tails = _by_word(data["heads"].items(), 0), _by_word(data["tails"].items(), -1)
    return Lexicon(data["whole"], heads, tails, data["labels"])


def _by_word(phrases: Iterable[tuple[str, int]], place: int) -> dict[str, list[tuple[str, int]]]:
    """*phrases* by their first (*place* 0) or last (-1) word; by that character where words are not set apart."""
    table: dict[str, list[tuple[str, int]]] = {}
    for phrase, marker in phrases:
        word = phrase.split()[place]
        table.setdefault(word[place] if word[place] >= _UNSPACED else word, []).append((phrase, marker))
    return table


def _merged(
    table: Mapping[str, list[tuple[str, int]]], more: Mapping[str, list[tuple[str, int]]]
) -> dict[str, list[tuple[str, int]]]:
    return {word: [*table.get(word, ()), *more.get(word, ())] for word in (*table, *more)}
