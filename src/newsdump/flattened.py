"""Where the lines of a dump ended that was printed on one line.

Some extractors join everything with spaces where a page is small, and so do data sets that were cleaned of white
space. What is left to tell where lines ended: rows of buttons and menus ("Like (2) Reply Share"), headings of comments
and of related items, a name or a source with an age behind it, a source that is said again, and a sentence that
begins where none has ended (the text below its title). What nothing tells stays on one line.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Final

from newsdump.ages import read_age
from newsdump.cues import CLOSERS, STOPS
from newsdump.items.names import PICTURE, likeness
from newsdump.lexicon import Lexicon, Marker
from newsdump.patterns import regex_later

_LEAST: Final = 200
"""A shorter dump of one line is a line (code points)."""
_WORDS_MOST: Final = 30_000
"""Behind so many words no line ends are looked for; pages that are printed on one line are small."""
_WORD: Final = regex_later(r"\S+")
_COUNT: Final = regex_later(r"[(\[]?\d[\d.,]*[kKM]?[)\]]?|[()]")
_DATELINE_END: Final = regex_later(r"[-–—]|[^()]*[:—–]")
_OPENING_QUOTES: Final = frozenset("\"“„«‘'「")
_CLOSERS: Final = "".join(CLOSERS)

_HEADING_MOST: Final = 6
"""So many words a heading has at most, ..."""
_LINK_MOST: Final = 4
"""... a link of a menu, ..."""
_NAME_MOST: Final = 5
"""... a name or a source, ..."""
_AGE_MOST: Final = 6
"""... an age ("June 6, 2025 at 10:32 am") ..."""
_SILENT_MOST: Final = 3
"""... and what stands of it in front of its number, or without any ("half an hour ago")."""
_INITIAL_MOST: Final = 4
"""So many letters a title or an initial in a name has at most, its full stop too ("Mrs.")."""
_BUTTONS_LEAST: Final = 2
_MENU_LEAST: Final = 3
"""So many buttons, or links, make a row; a single capital word may be of a sentence."""
_TITLE_LEAST: Final = 3
_TITLE_MOST: Final = 25
"""So many words a title has, at least and at most."""
_FREQUENT: Final = 3
_FREQUENT_ONE_IN: Final = 150
"""No title ends in a small word that the dump has so often, and that is one in so many of its words ("of", "the")."""

_SECTION: Final = Marker.COMMENTS_HEADING | Marker.RELATED_HEADING | Marker.POPULAR_HEADING
_STATE: Final = Marker.COMMENTS_EMPTY | Marker.COMMENTS_CLOSED
_LINK: Final = Marker.COMMENT_ACTION | Marker.CHROME


def is_flat(source: str) -> bool:
    """Whether *source* is one line, and too long to have been one."""
    text = source.strip()
    return len(text) >= _LEAST and "\n" not in text and "\r" not in text


def breaks(source: str, lexicon: Lexicon) -> list[int]:
    """The offsets of the spaces in *source* that were the ends of lines; none if it has lines of its own.

    >>> from newsdump.lexicon import load_lexicon
    >>> story = "The pier was closed at noon on Monday, when the wind rose. " * 4
    >>> said = "kelp4lunch 3 hours ago It was the sea. Orrin 1 day ago No"
    >>> dump = f"Wind closes pier in Osselby {story}Comments (2) {said}"
    >>> [dump[at + 1 :][:8] for at in breaks(dump, load_lexicon())]
    ['The pier', 'Comments', 'kelp4lun', '3 hours ', 'It was t', 'Orrin 1 ', '1 day ag', 'No']
    """
    if not is_flat(source):
        return []
    words = [*islice(_WORD.finditer(source), _WORDS_MOST)]
    beginnings = _Cutter([word[0] for word in words], lexicon).beginnings()
    return [words[number].start() - 1 for number in beginnings]


class _Cutter:
    """Goes through the words once, from one place where a line may begin to the next."""

    def __init__(self, words: list[str], lexicon: Lexicon) -> None:
        self._words = words
        self._lexicon = lexicon
        self._counts = Counter(words)
        self._ages: dict[int, int | None] = {}
        self._cuts: set[int] = set()

    def beginnings(self) -> list[int]:
        """The numbers of the words that lines begin with, the first one aside."""
        words = self._words
        at, headless, listed = 0, True, False
        begins = sure = True  # after a sentence a line may begin, after one that was told for sure
        while at < len(words):
            end = self._row(at)
            if end is None and (begins or self._is_counted(at)):
                end = self._heading(at)
            if end is None and begins:
                end = self._item(at, sure=sure)
            if end is not None:
                self._cuts |= {at, end}
                listed = words[end : end + 1] == ["-"]
                at, begins, sure = end, True, True
                continue
            if listed and words[at] == "-":
                self._cuts.add(at)
            elif headless:
                self._cut_title(at)
                headless = False
            begins, sure = _ends_sentence(words[at]), False
            at += 1
        return sorted(self._cuts - {0, len(words)})

    def _markers(self, start: int, end: int) -> int:
        return self._lexicon.markers(" ".join(self._words[start:end]))

    def _row(self, start: int) -> int | None:
        """The end of a row of buttons with their counts, or of a menu, if one begins here."""
        words = self._words
        links, buttons, at = [], 0, start
        while at < len(words):
            link = self._link(at)
            if link is not None:
                links.append(at - (at > start and words[at - 1] == "-"))
                at, is_button = link
                buttons += is_button
            elif links and (_COUNT.fullmatch(words[at]) or not _says_something(words[at])):
                at += 1
            else:
                break
        while at > start and (words[at - 1] == "-" or words[at - 1].isdecimal()):
            at -= 1  # of what comes next
        if buttons >= _BUTTONS_LEAST or (buttons and self._named(at, sure=True)):
            return at
        if len(links) < _MENU_LEAST:
            return None
        self._cuts.update(links)
        return at

    def _link(self, start: int) -> tuple[int, bool] | None:
        """The end of a button or a link of a menu that begins here, and whether it is a button."""
        if self._words[start][0].islower():
            return None
        alone = self._markers(start, start + 1)
        if alone & Marker.COMMENT_ACTION and not alone & _SECTION:
            return start + 1, True
        for end in range(min(start + _LINK_MOST, len(self._words)), start, -1):
            marker = self._markers(start, end)
            if marker & _LINK and not marker & (_SECTION | _STATE):
                return end, marker & Marker.COMMENT_ACTION > 0
        return None

    def _is_counted(self, start: int) -> bool:
        """Whether a count in brackets stands behind the word."""
        return start + 1 < len(self._words) and self._words[start + 1][0] == "("

    def _heading(self, start: int) -> int | None:
        """The end of a phrase that stands above comments or related items, if one begins here.

        One word alone is a heading where a count follows, the first of its items, or that there are none; so is what
        may stand in front of a single link.
        """
        words = self._words
        if words[start][0].islower():
            return None
        for end in range(min(start + _HEADING_MOST, len(words)), start, -1):
            marker, last = self._markers(start, end), words[end - 1]
            whole = _says_something(last) and not (end > start + 1 and _ends_sentence(words[end - 2]))
            if not marker & (_SECTION | _STATE) or not whole:
                continue
            told = marker & _STATE or _COUNT.fullmatch(last) or (end > start + 1 and not marker & Marker.READ_MORE)
            goes_on = end < len(words) and words[end][0].islower()
            if (told and not goes_on) or self._named(end, sure=True) or self._is_state(end):
                return end
        return None

    def _is_state(self, start: int) -> bool:
        """Whether it is told here that there are no comments."""
        most = min(start + _HEADING_MOST, len(self._words))
        return any(self._markers(start, end) & _STATE for end in range(start + 1, most + 1))

    def _item(self, start: int, *, sure: bool) -> int | None:
        """The end of a name with its age, if one begins here, and of the source that is said again behind it."""
        words = self._words
        named = self._named(start, sure=sure)
        if named is None:
            return None
        age, end = named
        behind = end + (words[end : end + 1] == ["-"])
        for echo in range(start, age):  # what stands before the echo is the sign of an agency
            if words[echo:age] == words[behind : behind + age - echo]:
                self._cuts |= {echo, age, end}
                end = behind + age - echo
                self._cut_title(end)
                return end
        if not sure and (end == age + 1 or words[age].isupper()):  # "I KNOW NOW", "YES IN 15 YEARS"
            return None
        while age > start + 1 and not _says_something(words[age - 1]):
            age -= 1  # a sign between the name and its age
        self._cuts.add(age)
        return end

    def _named(self, start: int, *, sure: bool) -> tuple[int, int] | None:
        """Where the age begins and ends that follows a name or a source here.

        Where it is not *sure* that a line begins, small words are a sentence, not a name.
        """
        words = self._words
        if start >= len(words):
            return None
        dated = self._age(start)
        if dated is not None and any(map(str.isdecimal, "".join(words[start:dated]))):
            return None  # an age, and no name: without a number it may be both ("Ravi", "May")
        for age in range(start + 1, min(start + 1 + _NAME_MOST, len(words))):
            last = words[age - 1]
            if not sure and last[0].islower():
                return None
            end = self._age(age)
            if end is not None:
                return (age, end) if self._may_be_name(start, age) else None
            if _ends_sentence(last) and len(last) > _INITIAL_MOST and last[-1] != ":":
                return None
        return None

    def _may_be_name(self, start: int, end: int) -> bool:
        name = " ".join(self._words[start:end])
        return likeness(name) > 0 or self._lexicon.markers(name) & Marker.COMMENT_AUTHOR > 0

    def _age(self, start: int) -> int | None:
        """The end of an age that begins here."""
        if start not in self._ages:
            self._ages[start] = self._read_age(start)
        return self._ages[start]

    def _read_age(self, start: int) -> int | None:
        words = self._words
        counted = any(map(str.isdecimal, "".join(words[start : start + _SILENT_MOST])))
        for end in range(min(start + (_AGE_MOST if counted else _SILENT_MOST), len(words)), start, -1):
            if read_age(" ".join(words[start:end])) is not None:
                goes_on = end < len(words) and words[end][0].islower() and words[end - 1].istitle()
                shorter = goes_on and end > start + 1 and read_age(" ".join(words[start : end - 1]))
                return end - 1 if shorter else end  # "4 years ago Half the ..."
        return None

    def _cut_title(self, start: int) -> None:
        """Cut where the text begins below a title that begins here."""
        words = self._words
        for at in range(start + _TITLE_LEAST, min(start + _TITLE_MOST, len(words) - 1)):
            above, word = words[at - 1], words[at]
            if _ends_sentence(above) and above[-1] not in "?!:":
                return
            is_said = word[0] in _OPENING_QUOTES and word[1:2].isupper() and above[-1].isalnum()
            if is_said or self._is_dateline(at) or self._begins_sentence(at):
                self._cuts.add(at)
                return

    def _is_dateline(self, start: int) -> bool:
        """Whether places in capitals, or names of places and a dash, begin the text here."""
        words = self._words
        loud = words[start].isupper()
        if not words[start][0].isupper() or (words[start - 1][0].isupper() and not loud):
            return False
        for at in range(start, min(start + _NAME_MOST, len(words))):
            word = words[at]
            if _DATELINE_END.fullmatch(word):
                return at > start or loud
            if at > start and word.isupper() and not loud:
                return False  # the end of a title, and then the dateline
            if word[-1] in ":—–":
                return loud
            if not word[0].isupper() and word[0] != "(" and word[-1] != ")":
                return False
        return False

    def _begins_sentence(self, at: int) -> bool:
        """Whether a word is capital that the dump has in small letters, and no other capital follows it."""
        above, word, below = self._words[at - 1 : at + 2]
        is_frequent = self._counts[above] >= max(_FREQUENT, len(self._words) / _FREQUENT_ONE_IN)
        return (
            word[0].isupper()
            and self._counts[word.lower()] > 0
            and (below[0].islower() or below[0].isdigit())
            and not (above.islower() and is_frequent)
            and above[-1] not in ",:;-–—"
        )


def _ends_sentence(word: str) -> bool:
    return (word.rstrip(_CLOSERS) or word)[-1] in STOPS or PICTURE.search(word) is not None


def _says_something(word: str) -> bool:
    return any(map(str.isalnum, word))
