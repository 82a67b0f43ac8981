"""Which of the names of a page are those of its story's writers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from newsdump.header import company, learned
from newsdump.header.names import Piece, Sign, pieces
from newsdump.header.setting import Setting, clipped
from newsdump.items.names import likeness
from newsdump.lexicon import Label, Marker, key, label_key
from newsdump.patterns import re_later, regex_later

_SHORT: Final = 160
"""In a longer line names are looked for at its beginning and its end alone."""
_HEAD: Final = 70
_TAIL: Final = 60
_BELOW: Final = 14
_AROUND: Final = 7
"""Boxes of writers and first posts of threads name them within so many lines of text, title and date."""
_BYLINES_MOST: Final = 8
_NAMED_MOST: Final = 6
"""So many names stand behind "by" at most."""
_PROSE: Final = 80
_ENDING: Final = 8
_LABEL_MOST: Final = 40
"""A line that is nothing but a label is no longer than this."""
_FAR: Final = 40
_MANY: Final = 9
_WORD: Final = re_later(r"[^\W\d_][\w'’.-]*")
_ROW: Final = re_later(r" [|•·/] ")
_GLUE: Final = regex_later(r"\p{Ll}{2}\p{Lu}(?!\P{Lu}?$)(?<!(?:^|\s)Mac\p{Lu})")
_OPENS: Final = regex_later(r"[【〔\[(（]|\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3} \p{Ll}|\p{Lo}")
"""How a line may begin that names its writer."""
_CLOSES: Final = re_later(r"[)）\]】]\W*$|[—–-]\s?[^—–\s][^—–]{1,40}$")
_UNSPACED: Final = "\u2e80"
_OF_DATES: Final = Label.PUBLISHED | Label.UPDATED
_NAMING: Final = Label.WRITER | Label.SOURCE
_FOR_THE_NEXT: Final = Label.WRITER | Label.CREDIT | Label.SOURCE | Label.PUBLISHED | Label.UPDATED
_COMMENTS: Final = (
    Marker.COMMENTS_HEADING | Marker.COMMENTS_FORM | Marker.COMMENT_ACTION | Marker.REPLIES | Marker.COMMENTS_EMPTY
)
_MENUS: Final = Marker.CHROME | Marker.CATEGORY | Marker.ADVERTISEMENT | Marker.READ_MORE | Marker.TAGS_HEADING


@frozen(eq=False)
class NameCandidate:
    """One name in a line."""

    line: int
    piece: Piece
    text: str
    likeness: float
    """How much it looks like the name of a person: see `newsdump.items.names`."""
    alone: bool
    """Whether it is all that the line says."""
    inherited: bool
    """Whether the line above is the label of this one."""


def candidates(page: Setting, lines: Sequence[int]) -> list[NameCandidate]:
    """All that may be writers in these *lines* of a page, in page order."""
    reader = page.reader
    texts, labels, markers = reader.lines.texts, reader.words.lexicon.labels, reader.cues.markers
    found: list[NameCandidate] = []
    for line in lines:
        text = texts[line]
        dates = [(each.start, each.end) for each in page.dated.get(line, ())]
        if markers[line] & _MENUS and not dates and not _may_name(text, markers[line], labels):
            continue
        inherited = 0
        if line and len(texts[line - 1]) <= _LABEL_MOST:
            inherited = labels.get(label_key(texts[line - 1]), 0) & _FOR_THE_NEXT
        if len(text) <= _SHORT:
            cut = pieces(text, dates, reader.words.lexicon, inherited)
        else:
            cut = _of_long(page, line, dates)
        taken: set[tuple[int, int]] = set()
        for piece in cut:
            place = (piece.start, piece.end)
            if place in taken:
                continue
            taken.add(place)
            named = bool(inherited) and not piece.start
            if piece.label & Label.CREDIT and not piece.label & Label.WRITER and not named:
                continue
            name = text[piece.start : piece.end]
            each = NameCandidate(line, piece, name, likeness(name), len(name) == len(text), named)
            if _may_be_writer(page, each):
                found.append(each)
    return found


def _may_name(text: str, marker: int, labels: Mapping[str, int]) -> bool:
    """Whether a line that is a menu's by its words may name a writer: "Source: Vale News", "Redaktion"."""
    if marker & Marker.BYLINE or _ROW.search(text):
        return True
    label, colon, _ = text.partition(":")
    return labels.get(label_key(label), 0) & (_NAMING if colon else Label.BODY | Label.ROLE) != 0


def _may_be_writer(page: Setting, each: NameCandidate) -> bool:
    """Whether a name is worth the dearer questions: a word in front of it, a sign around it or a line of its own."""
    piece, text, labels = each.piece, page.reader.lines.texts[each.line], page.reader.words.lexicon.labels
    marker = page.reader.cues.markers[each.line]
    if piece.label & Label.WRITER:
        return piece.nth < _NAMED_MOST
    if len(text) > _PROSE and page.reader.cues.stops[each.line]:
        return (
            piece.before == Sign.BRACKET
            or (piece.after == Sign.BRACKET and piece.end > len(text) - _ENDING)
            or (not piece.start and piece.after == Sign.WORD and each.likeness == 1)
            or (piece.before == Sign.DASH and piece.end > len(text) - 3)
        )
    if marker & _MENUS and each.alone and each.line not in page.dated and not _may_name(text, marker, labels):
        return False
    if piece.trade:
        return True
    if page.copies[text] > 2 and each.likeness < 1 and " " in text:
        return False
    if each.likeness <= 0 and each.text[0] < _UNSPACED and not each.alone and not piece.label & Label.SOURCE:
        return piece.before == piece.after == Sign.BRACKET and "/" in each.text  # "(abc/vnp)"
    return piece.after != Sign.SPACE and piece.before != Sign.WORD


def _of_long(page: Setting, line: int, dates: list[tuple[int, int]]) -> list[Piece]:
    """The names that a long line begins or ends with: "【NAME／…】", "NAME is a writer", "… (By NAME)"."""
    text, lexicon = page.reader.lines.texts[line], page.reader.words.lexicon
    labels = lexicon.labels
    found: list[Piece] = []
    opening = text[:_HEAD].split(" ", 1)[0]
    if dates or _OPENS.match(text) or label_key(opening) in lexicon.label_sizes or line in page.dated:
        head = pieces(text[:_HEAD], [each for each in dates if each[1] <= _HEAD], lexicon)
        found = [piece for piece in head if piece.end < _HEAD and (not piece.start or piece.label or piece.nth < 2)][:4]
    ending = text[-_TAIL:].split()
    if _CLOSES.search(text, len(text) - _TAIL) or any(labels.get(word, 0) & Label.WRITER for word in ending):
        start = len(text) - _TAIL
        tail = [
            piece._replace(start=piece.start + start, end=piece.end + start)
            for piece in pieces(text[start:], [], lexicon)
            if piece.start and (piece.label or piece.after != 0 or text[piece.start + start - 1] in "—–-(（")
        ]
        found.extend(tail[-3:])
    return found


def near(page: Setting, title: int, published: int) -> tuple[list[int], list[int]]:
    """The lines that may name the writers.

    Args:
        page: the page.
        title: the line of the title; -1 if there is none.
        published: the line of the date; -1 if there is none.

    Returns:
        Those of the header, where nearly all writers are named; and those at the story's end and far from it, which are
        worth the time only if these name none.
    """
    first, last = page.first, page.last
    wanted = {*range(first - 2, first + 1)}
    others = {*range(last, last + _BELOW + 1), *range(first - _AROUND, first + _AROUND)}
    if title >= 0:
        wanted.update((title + 1, title + 2, title + 3))
        others.update(range(title - 2, title + _AROUND))
    if published >= 0:
        wanted.update(range(published - 2, published + 3))
        others.update(range(published - _AROUND, published + _AROUND))
    for line in page.bylines[:_BYLINES_MOST]:
        (wanted if line <= first + 1 else others).update((line, line + 1))
    wanted.discard(title)
    inside = range(len(page.reader.lines))
    return (
        [line for line in sorted(wanted) if line in inside],
        [line for line in sorted(others - wanted) if line in inside and line != title],
    )


_OF_LINE: Final = (
    *("from title", "from first", "from last", "in story", "from date", "dates in line", "line copies", "kind"),
    *("byline", "menu", "agency", "comments", "thread", "gap above", "gap below", "sign", "above length"),
    *("below length", "above dated", "below dated", "above title", "bylines", "length of line", "above menu"),
    *("below menu", "below comments", "page story", "list number", "prose"),
)
_OF_NAME: Final = (
    *("writer label", "credit label", "source label", "date label", "nth", "inherited", "sign before", "sign after"),
    *("trade", "cut", "words", "length", "share", "form", "digits", "body words", "small words", "story words"),
    *("date beside", "page copies", "in title", "in host", "in slug", "in story text", "label elsewhere"),
    *("byline role", "starts line", "ends line", "unspaced", "alone", "own label", "own phrase", "glue inside"),
)
NAMES: Final = (*_OF_LINE, *_OF_NAME, "names in line", *company.NAMES, *learned.AROUND, *learned.INSIDE)
"""The traits of a name, in the order of `rows`."""


def rows(
    page: Setting,
    found: Sequence[NameCandidate],
    title: int,
    published: int,
    words: Mapping[str, Mapping[str, int]],
) -> list[list[int]]:
    """The numbers of `NAMES` for each candidate, none of them negative, and what the *words* at it say."""
    of_line = Counter([each.line for each in found])
    of_lines = {line: _line_traits(page, line, title, published) for line in of_line}
    return [
        [
            *of_lines[each.line],
            *_traits(page, each, title),
            min(_MANY, of_line[each.line]),
            *beside,
            *learned.read(learned.keys_at(page, each.line, each.piece.start, each.piece.end), words),
        ]
        for each, beside in zip(found, company.rows(page, found), strict=True)
    ]


def _line_traits(page: Setting, line: int, title: int, published: int) -> list[int]:
    """The traits that all names of a line share, in the order of `_OF_LINE`."""
    lines, cues, copies = page.reader.lines, page.reader.cues, page.copies
    texts, markers, dated = lines.texts, cues.markers, page.dated
    text, marker = texts[line], markers[line]
    over = line > 0
    under = line + 1 < len(texts)
    below = markers[line + 1] if under else 0
    return [
        clipped(line - title, _FAR) if title >= 0 else 2 * _FAR + 1,
        clipped(line - page.first, _FAR),
        clipped(line - page.last, _FAR),
        int(line in page.story),
        clipped(line - published, _FAR) if published >= 0 else 2 * _FAR + 1,
        len(dated.get(line, ())),
        min(_MANY, copies[text]),
        page.kind(line),
        int(marker & Marker.BYLINE != 0),
        int(marker & _MENUS != 0),
        int(marker & Marker.AGENCY != 0),
        int(marker & _COMMENTS != 0),
        int(marker & Marker.THREAD != 0),
        min(3, lines.gaps[line]),
        min(3, lines.gaps[line + 1]) if under else 3,
        0 if not lines.signs[line] else 2 if lines.signs[line][0] == "#" else 1,
        min(200, len(texts[line - 1])) if over else 0,
        min(200, len(texts[line + 1])) if under else 0,
        int(line - 1 in dated),
        int(line + 1 in dated),
        int(line - 1 == title),
        min(_MANY, len(page.bylines)),
        min(400, len(text)),
        int(over and markers[line - 1] & _MENUS != 0),
        int(below & _MENUS != 0),
        int(below & _COMMENTS != 0),
        min(9, len(page.told) // 500),
        int(text[0].isdecimal()),
        int(cues.stops[line]) + 2 * (cues.lengths[line] > 60),
    ]


def _traits(page: Setting, each: NameCandidate, title: int) -> list[int]:
    """The traits of a name itself, in the order of `_OF_NAME`."""
    line, piece, name = each.line, each.piece, each.text
    texts, lexicon = page.reader.lines.texts, page.reader.words.lexicon
    text, labels, told = texts[line], lexicon.labels, page.told
    label = piece.label
    low = name.casefold()
    words = _WORD.findall(name)
    small = low.split()
    beside = 0
    for date in page.dated.get(line, ()):
        beside |= 1 if date.start >= piece.end else 2
        if 0 <= date.start - piece.end < 6 or 0 <= piece.start - date.end < 6:
            beside |= 4
    return [
        int(label & Label.WRITER != 0),
        int(label & Label.CREDIT != 0),
        int(label & Label.SOURCE != 0),
        int(label & _OF_DATES != 0),
        min(piece.nth, 5),
        int(each.inherited),
        piece.before,
        piece.after,
        int(piece.trade),
        piece.cut,
        len(words),
        len(name),
        100 * len(name) // len(text),
        _form(name, words, each.likeness),
        int(not name.isalpha() and any(map(str.isdigit, name))),
        sum([labels.get(word, 0) & Label.BODY != 0 for word in small]),
        sum([word[0].islower() for word in words]),
        sum([f" {word} " in told for word in small[:3]]),
        beside,
        min(_MANY, page.copies[name]),
        int(title >= 0 and low in texts[title].casefold()),
        int("".join(filter(str.isalnum, low)) in page.address.host),
        sum([word in page.address.slug for word in small]),
        int(name in told),
        _elsewhere(page, name, line),
        int(25 * page.layout.bylines[line]),
        int(not piece.start),
        int(piece.end == len(text)),
        int(name[0] >= _UNSPACED),
        int(each.alone),
        _own_label(labels.get(label_key(name), 0)),
        _own_phrase(lexicon.whole.get(key(name).rstrip(" :"), 0)),
        int(_GLUE.search(name) is not None),
    ]


def _own_label(bits: int) -> int:
    """Whether the name itself is a label: 0 none, 1 of writers, 2 a trade, 3 of something else."""
    if not bits & ~Label.KICKER:
        return 0
    if bits & Label.PLACE:
        return 4
    return 1 if bits & Label.WRITER else 2 if bits & Label.ROLE else 3


def _own_phrase(marker: int) -> int:
    if not marker:
        return 0
    return 1 if marker & Marker.AGENCY else 2 if marker & Marker.BYLINE else 3 if marker & Marker.THREAD else 4


def _form(name: str, words: list[str], like: float) -> int:
    """What the name looks like: 0 nothing, 1 a word, 2 a handle, 3 capitals, 4 a name, 5 one of two words or three."""
    if like <= 0:
        return 0
    if len(words) < 2:
        return 2 if like == 0.9 or name[0].islower() else 1
    if name.isupper():
        return 3
    return 5 if like == 1.0 and len(words) < 4 else 4


def _elsewhere(page: Setting, name: str, line: int) -> int:
    """Whether another line of the page says who NAME is: 0 no, 1 it begins with it, 2 it names it as a writer."""
    lines, labels = page.reader.lines, page.reader.words.lexicon.labels
    source, begin, end = lines.source, lines.begins[line], lines.ends[line]
    found = 0
    at = source.find(name)
    for _ in range(4):
        if at < 0:
            break
        if not begin <= at < end:
            head = source[max(0, at - 10) : at].split("\n")[-1]
            if labels.get(label_key(head.rstrip(" :").rpartition(" ")[2]), 0) & Label.WRITER:
                return 2
            found = max(found, int(not head))
        at = source.find(name, at + len(name))
    return found
