"""What the fields of all records of a list have alike at their ends is no part of any: it is cut off by agreement.

"1楼 ILSE", "2楼 NOOR" lose what they share, digits being alike; so do doubled titles, and places in brackets behind
names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from newsdump.items.vocabulary import IDEOGRAMS
from newsdump.patterns import re_later

_AGREED: Final = 0.6
"""So many of the records must have what is cut off them."""
_COUNTED: Final = 0.8
"""So many titles must have a number that counts them."""
_LEFT_LEAST: Final = 6
"""So many characters must be left of a title."""
_SAID_LEAST: Final = 16
"""So many characters are not said twice by chance."""
_FEW: Final = 3
_ENDING_MOST: Final = 80
_SHARED_LEAST: Final = 4
_LABEL_LEAST: Final = 3
_LABEL_MOST: Final = 24
_WORD_LEAST: Final = 4
"""Words of fewer letters may be the beginning of a name ("PubCon")."""
_SEPARATORS: Final = " \t•·|/,–—-@:#▲△▼▽()[]»›~>"
_RANK: Final = re_later(r"0?([1-9]\d?)[.)]?\s*(?:(?<=[.)] )0?\1[.)]\s*)?(?=[^\d\s.)])")
_NUMBER_BEHIND: Final = re_later(r"(?<=\w) \d[\d.,]*[kKmM]?$")
_LABELLED: Final = re_later(r"^[\[(（［【]([^\])）］】]{1,24})[\])）］】]\s*(?=\w)")
_BRACKETED: Final = re_later(r"\s*[\[(（［【]([^\])）］】]{1,24})[\])）］】]$")
_LEADING_DATE: Final = re_later(
    r"(?:\d{1,2} ?[h:.]\s?\d{2}(?![\d:])"
    r"|\d{1,4}[./\-]\d{1,2}(?:[./\-]\d{1,4})?(?:,? \d{1,2}:\d{2})?"
    r"|\d{1,2}\.\s(?:\d{1,2}\.\s?)?)\s*"
)
_TRAILING_DATE: Final = re_later(r"[\s(（\[]*\d[\d:./\-年月日h \t]*[\d日]?[)）\]]?$")
_BARE_NUMBER: Final = re_later(r"\s\d+$")
_YEARS: Final = range(1500, 2100)
"""Numbers behind titles that may be years."""


def folded(text: str) -> str:
    """*text* with its numbers alike.

    >>> folded("Post 12 of 40")
    'Post 0 of 0'
    """
    return re.sub(r"\d+", "0", text)


def _pattern(shared: str) -> str:
    return re.escape(shared).replace("0", r"\d+")


def without_shared_ends(names: Sequence[str | None]) -> list[str | None]:
    """*names* without what all of them begin or end with, as far as that is no part of a name.

    >>> without_shared_ends(["#1 Ilse Orrin [Osselby]", "#2 Per Lindal [Marn]", None])
    ['Ilse Orrin', 'Per Lindal', None]
    """
    names = list(names)
    for cut in (_without_beginning, _without_brackets, _without_ending, _without_brackets, _without_numbers):
        given = [name for name in names if name]
        if len(given) < 2:
            break
        shorten = cut(given)
        if shorten is not None:
            names = [shorten(name) if name else name for name in names]
    return names


def _common_beginning(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    return first[
        : next(
            (place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other),
            min(len(first), len(last)),
        )
    ]


def _without_beginning(names: list[str]) -> Callable[[str], str] | None:
    alike = [folded(name) for name in names]
    shared = _common_beginning(alike)
    if not shared or len(set(alike)) < 2:
        return None
    if shared[-1].isalnum():
        if len(shared) < _SHARED_LEAST or len(set(alike)) <= 2:
            return None
        if not all(one[len(shared) :][:1].isupper() for one in alike):
            return None
    pattern = re.compile(_pattern(shared))
    return lambda name: pattern.sub("", name, count=1) if pattern.match(name) else name


def _without_ending(names: list[str]) -> Callable[[str], str] | None:
    alike = [folded(name)[::-1] for name in names]
    shared = _common_beginning(alike)[::-1]
    if not shared or len(set(alike)) < 2 or (shared[0].isalnum() and shared[0] != "0"):
        return None
    pattern = re.compile(_pattern(shared) + "$")
    return lambda name: pattern.sub("", name, count=1)


def _without_numbers(names: list[str]) -> Callable[[str], str] | None:
    """What takes numbers off behind names, where nearly all have one: points of who is named."""
    if len(names) < _FEW or sum(_NUMBER_BEHIND.search(name) is not None for name in names) < _COUNTED * len(names):
        return None
    return lambda name: _NUMBER_BEHIND.sub("", name)


def _without_brackets(names: list[str]) -> Callable[[str], str] | None:
    if not all(_BRACKETED.search(name) for name in names):
        return None
    return lambda name: _BRACKETED.sub("", name)


def undoubled(title: str) -> str:
    """*title* once, where a picture's text and the link's were printed one behind the other, and a label before both.

    >>> undoubled("Ferry is late Ferry is late"), undoubled("3. The harbour opens again The harbour opens again")
    ('Ferry is late', 'The harbour opens again')
    """
    for times in (3, 4):
        one = title[: (len(title) + 1) // times - 1]
        if len(one) >= _LEFT_LEAST and title == " ".join([one] * times):
            return one
    middle = len(title) // 2
    for place in (middle - 1, middle, middle + 1):
        one, other = title[:place].strip(), title[place:].strip()
        if len(one) >= _LEFT_LEAST and one == other:
            return one
    end = title[-_SAID_LEAST:]
    before = title.rfind(end, 0, -_SAID_LEAST)
    if len(title) > 2 * _SAID_LEAST and before >= 0:
        said = title[before + len(end) :].lstrip()
        if len(said) >= _SAID_LEAST and title[: before + len(end)].endswith(" " + said):
            return said
    return title


def cut_titles(titles: Sequence[str]) -> list[tuple[str, str | None]]:
    """The titles of a list without ranks, clocks, labels and endings that most of them have.

    Beside each stands what stood in brackets behind it.

    >>> [title for title, _ in cut_titles(["12:27 Ferry is late", "9:05 Harbour opens", "8:40 Bridge closes"])]
    ['Ferry is late', 'Harbour opens', 'Bridge closes']
    """
    cut = [undoubled(title) for title in titles]
    brackets: list[str | None] = [None] * len(cut)
    if len(cut) < _FEW:
        return list(zip(cut, brackets, strict=True))
    cut = _without_ranks(cut)
    labels = [_LABELLED.match(title) for title in cut]
    cut = _where_most(cut, [(0, found.end()) if found else None for found in labels])
    for _ in range(2):
        cut = _where_most(cut, [(0, found.end()) if (found := _LEADING_DATE.match(title)) else None for title in cut])
    ends = [_BRACKETED.search(title) for title in cut]
    most = sum(found is not None and found.start() >= _LEFT_LEAST for found in ends)
    if most >= _AGREED * len(cut):
        inner = {found[1] for found in ends if found}
        for number, found in enumerate(ends):
            if found and found.start() >= _LEFT_LEAST:
                cut[number] = cut[number][: found.start()]
                if len(inner) > 1 and not any(map(str.isdigit, found[1])):
                    brackets[number] = found[1]
    cut = _without_shared_ending(cut)
    cut = _without_label(cut)
    dates = [_TRAILING_DATE.search(title) for title in cut]
    held = [(found.start(), len(title)) if found else None for found, title in zip(dates, cut, strict=True)]
    numbers = [found[0] for found in dates if found]
    if len(set(numbers)) > 1 and not _are_own(numbers):
        cut = [title.rstrip(_SEPARATORS) for title in _where_most(cut, held, share=0.8)]
    return [(title.strip(" ▶►▸·・"), bracket) for title, bracket in zip(cut, brackets, strict=True)]


def _are_own(ends: Sequence[str]) -> bool:
    """Whether numbers behind titles are a part of them: years, or episodes that count on."""
    numbers = [int(end) for end in ends if _BARE_NUMBER.fullmatch(end)]
    steps = {other - one for one, other in pairwise(numbers)}
    return any(number in _YEARS for number in numbers) or (len(numbers) > 1 and steps in ({1}, {-1}))


def _without_ranks(titles: list[str]) -> list[str]:
    """*titles* without numbers that count them, once or from 1 again and again."""
    held: list[tuple[int, int] | None] = []
    number = 0
    for title in titles:
        found = _RANK.match(title)
        counts = found is not None and int(found[1]) in {1, number + 1}
        held.append((0, found.end()) if found is not None and counts else None)
        number = int(found[1]) if found is not None and counts else number
    counted = {titles[place][: at[1]] for place, at in enumerate(held) if at}
    return _where_most(titles, held, share=_COUNTED) if len(counted) >= _FEW else titles


def _where_most(titles: list[str], held: list[tuple[int, int] | None], share: float = _AGREED) -> list[str]:
    """*titles* without the ranges *held*, if most have one and enough is left of each."""
    left = [title if at is None else title[: at[0]] + title[at[1] :] for title, at in zip(titles, held, strict=True)]
    fit = [at is not None and len(rest) >= _LEFT_LEAST for at, rest in zip(held, left, strict=True)]
    if sum(fit) < share * len(titles):
        return titles
    return [rest if good else title for title, rest, good in zip(titles, left, fit, strict=True)]


def _without_shared_ending(titles: list[str]) -> list[str]:
    alike = [folded(title) for title in titles]
    shared = ""
    for size in range(2, _ENDING_MOST):
        counted = Counter(one[-size:] for one in alike if len(one) > size + _LEFT_LEAST).most_common(1)
        if not counted or counted[0][1] < max(_FEW, _AGREED * len(titles)):
            break
        shared = counted[0][0]
    core = shared.lstrip()
    pattern = re.compile(_pattern(core) + "$")
    found = [pattern.search(title) for title in titles]
    counts = "0" in core and core[0] >= IDEOGRAMS  # where words have spaces, such an ending is one of sentences, too
    if len(core) < 2 or not (counts or core[:1] == "0" or not core[:1].isalnum()):
        return titles
    return [
        title[: end.start()].rstrip(_SEPARATORS) if end and end.start() >= _LEFT_LEAST else title
        for title, end in zip(titles, found, strict=True)
    ]


def _without_label(titles: list[str]) -> list[str]:
    """*titles* without a word that is glued in front of most: "NewsFerry is late", "NewsHarbour opens"."""
    glued = Counter(
        title[:size]
        for title in titles
        for size in range(_LABEL_LEAST, min(_LABEL_MOST, len(title)))
        if title[size - 1].islower() and title[size].isupper() and title[:size].rsplit(" ", 1)[-1].isalpha()
        if len(title[:size].rsplit(" ", 1)[-1]) >= _WORD_LEAST
    )
    label, many = max(glued.items(), key=lambda one: (one[1], len(one[0])), default=("", 0))
    if many < max(_FEW, _AGREED * len(titles)):
        return titles
    size = len(label)
    return [title[size:] if title.startswith(label) and title[size:][:1].isupper() else title for title in titles]
