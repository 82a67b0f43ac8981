"""Which line above a story is its title, by traits that were weighed on annotated pages.

A title is told by no single trait: a menu's entry has its length, a caption its words, the page's name stands first.
What each trait counts is data (`data/titles.json`), fitted by `tools/fit_titles.py`: with the weights, the annotated
title is as likely as can be among the lines of its page.
"""

from __future__ import annotations

import json
import math
import re
from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import mul
from typing import Final

from attrs import frozen

from newsdump.header.setting import Setting, words_of
from newsdump.items import Reader
from newsdump.items.names import likeness
from newsdump.lexicon import Marker
from newsdump.patterns import re_later, regex_later

ASKS: Final = "?!？！؟"
"""What a title may end with, though a sentence does."""
DOMAIN: Final = regex_later(r" \([\w,-]+(?:\.+[\w-]+)+\)$")
"""The site behind the title of a link: "Ferry sold (courier.example)"."""

_FARTHEST: Final = 80
"""So many lines above the story are asked at most."""
_ASKED_FIRST: Final = 8
_KEPT: Final = 8
_INSIDE: Final = 10
"""So many lines of the story's beginning may be its title: the votes took them, or what stands above it, for text."""
_INSIDE_LONGEST: Final = 160
_SURE: Final = 4.0
"""Where one of the nearest lines scores so much, as half of all titles do, those farther away are not asked."""
_NEAR: Final = 60
"""From so many lines on the distance does not count any more."""
_LONGEST: Final = 300
_LEAST: Final = 15
"""A single word that is shorter is of a menu: of 1,500 titles three are such words."""
_TOLD_MOST: Final = 6
_SLUG_LEAST: Final = 2
_BYLINE_NEAR: Final = 3
_LONG: Final = 60
_GAP_MOST: Final = 3
_LEAST_SHARE: Final = 0.003
_ODDS: Final = 2 * math.log(1 / _LEAST_SHARE + 1)
"""The log odds of all shares lie within so much."""
_CRUMBS: Final = (" / ", " » ", " › ", " > ", " | ")
_NUMBERED: Final = re_later(r"\d{1,3}[.)] ")
_JOINED: Final = re_later(r" (?:and|und|et|y|e|&) |, ")
_DIVIDED: Final = re.compile(r" [|–-] ").search
_PATH: Final = re_later(r".* [»›>] (?=.{15})")
_BEHIND: Final = re_later(r"(?<=.{15}) (?:[|–—·-]|::) ")
"""What may stand between a title and the name of its site or its part."""


def candidates(page: Setting, above: Sequence[int], *, alone: bool) -> list[int]:
    """The lines that may be the title, the nearest first; then those of the story's beginning.

    Args:
        page: the page.
        above: the lines of the header.
        alone: whether there is no story, so that no line but these may be its title.
    """
    cues, texts = page.reader.cues, page.reader.lines.texts
    if alone:
        lines: Iterable[int] = above
    else:
        first = max(0, page.first - _FARTHEST)
        lines = [*([0] if first else ()), *range(first, page.first)]
    near = page.first - _BYLINE_NEAR
    found = [line for line in lines if _may_be_title(page, line, short=line >= near)][::-1]
    if alone:
        return found
    inside = range(page.first, min(page.first + _INSIDE, page.last + 1))
    said = cues.stops
    return found + [
        line
        for line in inside
        if len(texts[line]) <= _INSIDE_LONGEST and not (said[line] and len(texts[line]) > _LONG)
        if _may_be_title(page, line, short=True)
    ]


def _may_be_title(page: Setting, line: int, *, short: bool) -> bool:
    cues, text = page.reader.cues, page.reader.lines.texts[line]
    cue = cues.ages.get(line)
    return (
        not cues.markers[line]
        and (cue is None or len(cue.before) + len(cue.after) >= _LEAST)
        and len(text) <= _LONGEST
        and (short or cues.lengths[line] >= _LEAST or " " in text)
        and not _is_named_writer(page.reader, line)
        and any(map(str.isalpha, text))
    )


def _is_named_writer(reader: Reader, line: int) -> bool:
    """Whether the line is the name below a lone "By"."""
    above = line - 1
    return bool(line and reader.cues.markers[above] & Marker.BYLINE) and " " not in reader.lines.texts[above]


OF_FORM: Final = (
    *("length", "shorter than 15", "shorter than 25", "shorter than 40", "longer than 100", "longer than 140"),
    *("bullet", "first heading", "other heading", "one word", "path", "divided", "asks", "sentence", "numbered"),
    *("small beginning", "first line", "site behind"),
)
"""The traits of the line itself, in the order of `of_form`."""
OF_PLACE: Final = (
    *("distance", "gap above", "gap below", "in the first line", "printed again", "printed often"),
    *("long line below", "byline near", "byline below", "name", "role", "role in log odds"),
)
"""The traits of where the line stands, in the order of `of_place`."""
OF_WORDS: Final = ("words of the story", "number of these", "words of the address", "several of these", "none of these")
"""The traits of what the line says beside the story and the page's address, in the order of `of_words`."""
_WITHOUT_ADDRESS: Final = 2
"""So many of them, the first ones, need no address."""


def of_form(page: Setting, line: int) -> tuple[float, ...]:
    """The traits of `OF_FORM`."""
    text, sign = page.reader.lines.texts[line], page.reader.lines.signs[line]
    length = page.reader.cues.lengths[line]
    spaces = text.count(" ")
    path = spaces > 1 and sum([text.count(crumb) for crumb in _CRUMBS]) > 1
    asks = text[-1] in ASKS
    return (
        min(length, _LONG) / _LONG,
        length < 15,
        15 <= length < 25,
        25 <= length < 40,
        length > 100,
        length > 140,
        sign != "" and sign[0] != "#",
        sign == "#",
        sign[:2] == "##",
        not spaces,
        path,
        spaces > 1 and not path and _DIVIDED(text) is not None,
        asks,
        not asks and page.reader.cues.stops[line],
        text[0].isdigit() and _NUMBERED.match(text) is not None,
        text[0].islower(),
        not line and bool(page.words),  # where no story is printed, the site's name stands first
        text[-1] == ")" and DOMAIN.search(text) is not None,
    )


def of_place(page: Setting, line: int) -> tuple[float, ...]:
    """The traits of `OF_PLACE`."""
    cues, lines = page.reader.cues, page.reader.lines
    text, opening = lines.texts[line], lines.texts[0]
    copies = page.copies[text]
    below = range(line + 1, min(line + 1 + _BYLINE_NEAR, len(lines)))
    dated = [near in cues.ages or cues.markers[near] & Marker.BYLINE != 0 for near in below]
    return (
        min(page.first - line, _NEAR) / _NEAR,
        min(lines.gaps[line], _GAP_MOST) / _GAP_MOST,
        min(lines.gaps[line + 1], _GAP_MOST) / _GAP_MOST if below else 0,
        line > 0 and len(text) < len(opening) and text in opening,
        1 < copies < 4,
        copies >= 4,
        bool(below) and cues.lengths[line + 1] >= _LONG,
        any(dated),
        any(dated[:1]),
        _is_name(text) or (" " in text and all(map(_is_name, _JOINED.split(text)))),
        page.layout.titles[line],
        _log_odds(page.layout.titles[line]),
    )


def _log_odds(share: float) -> float:
    """A share as log odds between 0 and 1: .01 is as far from .1 as .9 from .99."""
    return 0.5 + math.log((share + _LEAST_SHARE) / (1 + _LEAST_SHARE - share)) / _ODDS


def _is_name(text: str) -> bool:
    return text.count(" ") < 3 and likeness(text) == 1.0


def of_words(page: Setting, line: int) -> tuple[float, ...]:
    """The traits of `OF_WORDS`."""
    said = frozenset(words_of(page.reader.lines.texts[line]))
    told, shared = len(said & page.words), len(said & page.address.slug)
    return (
        told / max(1, len(said)),
        min(told, _TOLD_MOST) / _TOLD_MOST,
        shared / max(1, len(page.address.slug), len(said)),
        shared >= _SLUG_LEAST,
        bool(page.address.slug) and not shared,
    )


GROUPS: Final[tuple[tuple[tuple[str, ...], Callable[[Setting, int], tuple[float, ...]]], ...]] = (
    (OF_FORM, of_form),
    (OF_PLACE, of_place),
    (OF_WORDS, of_words),
)
"""All traits, with what reads them."""


@frozen(eq=False)
class Weights:
    """What the traits count, in the order of `OF_FORM`, `OF_PLACE` and `OF_WORDS`."""

    form: tuple[float, ...]
    place: tuple[float, ...]
    words: tuple[float, ...]
    none: float
    """From this on a line is a title."""

    def most(self, *, addressed: bool) -> float:
        """The most that a line's place and words can add, on a page whose address is known or is not."""
        words = self.words if addressed else self.words[:_WITHOUT_ADDRESS]
        return sum(weight for weight in (*self.place, *words) if weight > 0)


@cache
def load_weights() -> Weights:
    """The weights that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    weights = json.loads(files("newsdump").joinpath("data/titles.json").read_text(encoding="utf-8"))["weights"]
    form, place, words = (tuple(weights[name] for name in names) for names, _ in GROUPS)
    return Weights(form, place, words, weights["none"])


def ranked(page: Setting) -> list[tuple[float, int]]:
    """The lines that may be the title with what they score, the best first."""
    lines = candidates(page, page.layout.above, alone=not page.layout.story)
    found = _scored(page, lines[:_ASKED_FIRST])
    if not found or found[0][0] < _SURE:
        found = sorted([*found, *_scored(page, lines[_ASKED_FIRST:])], key=_by_score)
    return found


def _by_score(scored: tuple[float, int]) -> tuple[float, int]:
    return -scored[0], -scored[1]


def _scored(page: Setting, lines: Sequence[int]) -> list[tuple[float, int]]:
    """The best of *lines*, the best first; what place and words add is asked only where it can help."""
    weights = load_weights()
    most = weights.most(addressed=bool(page.address.slug))
    formed = sorted([(sum(map(mul, weights.form, of_form(page, line))), line) for line in lines], key=_by_score)
    found: list[tuple[float, int]] = []
    for score, line in formed:
        if len(found) >= _KEPT and score + most < found[_KEPT - 1][0]:
            break
        whole = (
            score
            + sum(map(mul, weights.place, of_place(page, line)))
            + sum(map(mul, weights.words, of_words(page, line)))
        )
        insort(found, (whole, line), key=_by_score)
    return found[:_KEPT]


def bare(page: Setting, text: str) -> str:
    """The title in a line: without the path in front of it, and without the name of the site or of its part behind it.

    What stands behind a title is told by the page: it is the site's name in the address, or what stands before it is
    printed alone, too.
    """
    title = _PATH.sub("", DOMAIN.sub("", text))
    for behind in reversed([*_BEHIND.finditer(title)]):
        name = "".join(filter(str.isalnum, title[behind.end() :].casefold()))
        if (name and name in page.address.host) or title[: behind.start()] in page.copies:
            title = title[: behind.start()]
    return title
