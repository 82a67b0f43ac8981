"""The place that a story opens with: in front of its first sentence, beside its date, or on a line of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import regex
from attrs import frozen

from newsdump.header.setting import Setting, clipped
from newsdump.items.names import likeness
from newsdump.lexicon import Label, Marker, label_key
from newsdump.patterns import regex_later

_HEAD: Final = 90
_LONGEST: Final = 48
_OPENING_LINES: Final = 4
"""In so many of the story's first lines a place is looked for."""
_SHORT: Final = 40
_ABOVE: Final = 8
_FAR: Final = 20
_SAID_MOST: Final = 3
_WORD: Final = r"(?:\p{Lu}[\p{L}\p{M}'’\-/]*\.?|de|del|la|le|of|am|an|der|do|da|di|el|al|upon|sur)"
_PLACE: Final = (
    rf"(?P<place>\p{{Lu}}[\p{{L}}\p{{M}}'’\-/]+(?:,?\ {_WORD}){{0,5}}"
    r"|\p{Lo}[\p{L}\p{M}]{1,13}(?:[،,]?\ [\p{L}\p{M}]{2,13}){0,2})"
)
_DASH: Final = r"(?:—|–|--|\s-\s|\s-(?=\p{Lu}))"
_BRACKET: Final = r"\s?[(（][^()（）]{2,40}[)）]"
_HAN_AGENCY: Final = r"(?:本报|本报讯|中央社記者\p{Han}{2,4}|\p{Han}{2,6}(?:組|组|社|网|網))"
_DAY: Final = regex_later(r"\.?\s?\d")
FORMS: Final = (
    regex_later(
        rf"(?:\([^()]{{2,30}}\)\s?)?{_PLACE}(?P<between>(?:,\s[^()—–:]{{2,24}})?{_BRACKET})\s?(?P<sign>{_DASH})"
    ),
    regex_later(rf"{_PLACE}(?P<between>)\s?(?P<sign>{_DASH})"),  # PLACE —
    regex_later(
        rf"{_PLACE}(?P<between>,\s[^:—–()]{{2,24}}?)\s?(?P<sign>{_DASH}|/)"
    ),  # PLACE, June 6 —; PLACE, site.example -
    regex_later(
        rf"{_PLACE}(?P<between>(?:,\s[^()—–:]{{2,24}})?\s?[(（]\p{{Lu}}[\p{{L}}/ ]{{1,9}}[)）])(?P<sign>)\s"
    ),  # PLACE (AGENCY)
    regex_later(rf"{_PLACE}(?P<between>(?:{_BRACKET})?)\s?(?P<sign>[:：])\s"),  # PLACE:
    regex_later(rf"{_PLACE}(?P<between>)(?P<sign>[.·])(?=\s|$)"),  # PLACE.
    regex_later(rf"[\p{{L}}.]{{2,20}}[,:]?\s{_PLACE}(?P<between>)\s?(?P<sign>{_DASH})"),  # site.example, PLACE -
    regex_later(
        r"[【〔\[(（]?[^【〔\[(（╱／/]{2,14}[╱／/](?P<place>\p{Han}{2,4}?)(?P<between>)(?P<sign>報導|报道|電|电|讯|訊)"
    ),
    regex_later(
        rf"\s?{_HAN_AGENCY}(?P<place>\p{{Han}}{{2,3}})(?P<between>(?:\d{{1,2}}月)?\d{{1,2}}日)(?P<sign>[电電])"
    ),
    regex_later(r"[(（](?P<place>\p{Hangul}{2,4}|\p{Han}{2,4})(?P<between>)(?P<sign>[=＝])"),
    regex_later(r"[(（](?P<place>\p{Lu}[\p{L} ]{2,20})(?P<between>)(?P<sign>[)）])\s"),
)
"""The forms of a place in front of a sentence, the likelier ones first."""
_CAPS: Final = regex_later(r"\p{Lu}{2}")


@frozen(eq=False)
class PlaceCandidate:
    """What may be a dateline."""

    line: int
    start: int
    end: int
    form: int
    """The number of its form in `FORMS`; behind these 11 a line of its own, 12 in front of a date, 13 behind one."""
    sign: str


def candidates(page: Setting, title: int, published: int) -> list[PlaceCandidate]:
    """All that may be the place, in page order."""
    texts = page.reader.lines.texts
    found: list[PlaceCandidate] = []
    behind = max(title, page.first - _ABOVE - 1) + 1
    for line in range(behind, page.first):
        found.extend(_beside(page, line))
    for line in page.layout.story[:_OPENING_LINES]:
        if line <= title:
            continue
        text = texts[line][:_HEAD]
        for form, pattern in enumerate(FORMS):
            match = pattern.match(text)
            if match is not None and len(match["place"]) <= _LONGEST:
                found.extend(_in_front(page, line, match, form))
                break
        else:
            found.extend(_beside(page, line))
    if 0 <= published < behind:
        found[:0] = _beside(page, published)
    return found


def _in_front(page: Setting, line: int, match: regex.Match[str], form: int) -> list[PlaceCandidate]:
    """The place in front of a sentence, without the date or the site behind its comma."""
    start, end = match.span("place")
    sign = match["sign"].strip()[:1]
    for date in page.dated.get(line, ()):
        if start < date.start < end:
            end = start + len(match.string[start : date.start].rstrip(" ,."))
    name = match.string[start:end]
    comma = max(name.find(", "), name.find("، "))
    if comma > 1 and ("." in name[comma:-1] or _DAY.match(match.string, end)):  # a site, or a month with its day
        end = start + comma
    return [PlaceCandidate(line, start, end, form, sign)]


def _beside(page: Setting, line: int) -> list[PlaceCandidate]:
    """A short line, or what stands beside the date on it."""
    text = page.reader.lines.texts[line]
    dates = page.dated.get(line, ())
    if not dates:
        if len(text) > _SHORT or not text[0].isalpha() or text[0].islower() or page.reader.cues.markers[line]:
            return []
        end = len(text.rstrip(" ,.:–—-"))
        return [PlaceCandidate(line, 0, end, 11, text[end:].strip()[:1])] if end > 1 else []
    found = []
    head, tail = text[: dates[0].start], text[dates[-1].end :]
    place = head.rstrip(" ,|/–—-·(")
    if 1 < len(place) <= _SHORT and place[0].isalpha():
        found.append(PlaceCandidate(line, 0, len(place), 12, head[len(place) :].strip()[:1]))
    start = len(text) - len(tail.lstrip(" ,|/–—-·)"))
    if 1 < len(text) - start <= _SHORT and text[start].isalpha():
        found.append(PlaceCandidate(line, start, len(text), 13, tail.strip()[:1]))
    return found


NAMES: Final = (
    *("form", "sign", "length", "words", "capitals", "like a name", "line", "from title", "from date", "from writers"),
    *(
        "story words",
        "told",
        "label",
        "label above",
        "rest",
        "dated above",
        "dated below",
        "marker",
        "in title",
        "comma",
    ),
    *(
        "gap above",
        "gap below",
        "copies",
        "kind",
        "bracket",
        "line above short",
        "writers",
        "said in",
        "cut",
        "nth line",
    ),
    "known",
)
"""The traits of a place, in the order of `rows`."""


def rows(
    page: Setting, found: list[PlaceCandidate], title: int, published: int, writers: list[tuple[int, str]]
) -> list[list[int]]:
    """The numbers of `NAMES` for each candidate, none of them negative; *writers* are the chosen ones."""
    return [_traits(page, each, title, published, writers) for each in found]


def _traits(
    page: Setting, each: PlaceCandidate, title: int, published: int, writers: list[tuple[int, str]]
) -> list[int]:
    reader, line = page.reader, each.line
    lines, labels = reader.lines, reader.words.lexicon.labels
    texts = lines.texts
    text = texts[line]
    name = text[each.start : each.end]
    words = name.split()
    above = texts[line - 1] if line else ""
    low = name.casefold()
    return [
        each.form,
        "—–-:.(（=/".find(each.sign) + 1 if each.sign else 0,
        len(name),
        len(words),
        2 if name.isupper() else int(_CAPS.search(name) is not None),
        round(4 * likeness(name)) + 4,
        clipped(line - page.first, _FAR),
        clipped(line - title, _FAR) if title >= 0 else 2 * _FAR + 1,
        clipped(line - published, _FAR) if published >= 0 else 2 * _FAR + 1,
        clipped(line - writers[0][0], _FAR) if writers else 2 * _FAR + 1,
        sum([f" {word.lower()} " in page.told for word in words[:3]]),
        int(page.told.count(name) > 1),
        int(labels.get(label_key(name), 0) & ~(Label.CUTTER | Label.PLACE) != 0),
        int(labels.get(label_key(above), 0) != 0),
        min(300, len(text) - each.end),
        int(line - 1 in page.dated) + 2 * (line in page.dated),
        int(line + 1 in page.dated),
        int(reader.cues.markers[line] & ~Marker.BYLINE != 0),
        int(title >= 0 and low in texts[title].casefold()),
        int("," in name),
        min(3, lines.gaps[line]),
        min(3, lines.gaps[line + 1]) if line + 1 < len(texts) else 3,
        min(5, page.copies[text]),
        page.kind(line),
        int("(" in text[each.end : each.end + 30]),
        min(200, len(above)),
        int(any(name in other or other in name for _, other in writers)),
        _said_in(page, name),
        int(text[each.end : each.end + 1] in {",", "،"}),
        page.layout.story.index(line) if line in page.story else 9,
        _known(labels, name),
    ]


def _said_in(page: Setting, name: str) -> int:
    """How often the story names it behind a small word ("in Osselby"), at most three times."""
    wanted = f" {name.title() if name.isupper() else name}"
    told = page.told
    found, at = 0, told.find(wanted)
    while at > 0 and found < _SAID_MOST:
        found += told[at - 1].islower()
        at = told.find(wanted, at + len(wanted))
    return found


def _known(labels: Mapping[str, int], name: str) -> int:
    """Whether stories are often told from there: 0 no, 1 the first part of the name, 2 the whole."""
    if labels.get(label_key(name), 0) & Label.PLACE:
        return 2
    first = name.partition(",")[0].partition("/")[0]
    return int(labels.get(label_key(first), 0) & Label.PLACE != 0)
