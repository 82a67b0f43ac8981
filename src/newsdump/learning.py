"""A profile from many dumps of one site: what stands on many of its pages, and what stands where.

Pages come one by one and are kept as hashed lines, each with what it was read as: some 1.5 kB a page, and no text but
that of the short lines of 64 pages, from which the phrases of the profile are taken. `Counts` of shards of a crawl
merge; order does not matter, nor does a page that comes twice. Up to 10,000 stories all are kept; beyond, those with
the 10,000 lowest hashes, which is a sample at random: a share told from it errs by less than .01 in 19 of 20 cases.
"""

from __future__ import annotations

import gzip
import heapq
import json
import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain, count, pairwise
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from newsdump import habits, kin, profiles, sections
from newsdump.drift import Watch
from newsdump.errors import FormatError, UsageError
from newsdump.habits import Below, Habits, Line
from newsdump.items import forms
from newsdump.items.grammar import STATES
from newsdump.items.roles import Reader
from newsdump.items.surroundings import ROLES
from newsdump.parser import Parser
from newsdump.profiles import SiteProfile
from newsdump.readers import Dump, read
from newsdump.seen import Row, Seen, packed_shares, row_of, seen_of
from newsdump.sites import Fit

__all__ = ["Counts", "Fit", "Watch", "learn"]

PAGES_LEAST: Final = 5
"""Fewer stories teach nothing."""
PAGES_MOST: Final = 10_000
_TEXTS_OF: Final = 64
"""So many pages give the texts of short lines: one that stands on a tenth of the pages is missed once in 800 times."""
_LINES_MOST: Final = 5_000
"""So many lines of a page are kept."""
_LENGTH_MOST: Final = 0xFFFF
_SHARED_LEAST: Final = 0.02
"""Lines that a lesser share of the pages has are none of the site's."""
_OWN_MOST: Final = 0.3
"""A line that a greater share of the pages has is no story's own,"""
_PRINTS: Final = 2
"""unless so few pages have it: they may be prints of one story."""
_ROLE_LEAST: Final = 0.6
"""A line has a role if it was read so on such a share of its pages,"""
_ROLE_PAGES: Final = 3
"""which are so many at least."""
_SAID: Final = frozenset({"comment_text", "related_text", "related_title"})
_LOOSE_MOST: Final = 0.5
"""A text or title that stands below the same line on a lesser share of its pages is loose."""
_FORMAT: Final = "newsdump-counts/3"


class Counts:
    r"""What was counted on the pages of one site.

    >>> counts = Counts()
    >>> for day, boat in enumerate(["Ilse", "Noor", "Per", "Sarn", "Tove"]):
    ...     counts.add(f"The Osselby Echo\nThe {boat} is late\nPrint this page\nThe ferry {boat} came in late again.")
    >>> [line.key for line in counts.distil("osselby-echo").learned.lines]
    ['print this page', 'the osselby echo']
    """

    def __init__(self, parser: Parser | None = None) -> None:
        if parser is not None and not isinstance(parser, Parser):
            raise UsageError(f"parser must be a Parser, not {type(parser).__name__}")
        self._parser = Parser() if parser is None else parser
        self._forms = forms.Forms()
        self._pages: dict[int, Seen] = {}
        self._kept: list[int] = []
        """The digests of the pages, highest first, as a heap of their negatives."""

    def __len__(self) -> int:
        """The pages that are kept."""
        return len(self._pages)

    def add(self, text: str, url: str | None = None) -> None:
        """Count a page.

        Raises:
            UsageError: *text* is no `str`.
        """
        self.put(self.seen(text, url))

    def seen(self, text: str, url: str | None = None) -> Seen:
        """What is to be kept of a page, without keeping it.

        Raises:
            UsageError: *text* is no `str`.
        """
        reader = self._parser.read(text, url=url)
        division = sections.divide(reader, known=self._forms, url=url)
        return _seen(reader, division, url)

    def merge(self, other: Counts) -> None:
        """Take in what was counted elsewhere; the order of merging does not matter."""
        for seen in other._pages.values():
            self.put(seen)

    def put(self, seen: Seen) -> None:
        """Count a page of which this is kept."""
        known = self._pages.get(seen.text)
        if known is not None:
            if seen.host < known.host:
                self._pages[seen.text] = seen
            return
        if len(self._kept) >= PAGES_MOST and seen.text > -self._kept[0]:
            return
        self._pages[seen.text] = seen
        heapq.heappush(self._kept, -seen.text)
        if len(self._kept) > PAGES_MOST:
            del self._pages[-heapq.heappop(self._kept)]

    def dumps(self) -> bytes:
        """The counts as a file: gzipped JSON Lines; the same counts give the same bytes."""
        rows: list[Any] = [{"format": _FORMAT}]
        for number, seen in enumerate(self._ordered()):
            rows.append(row_of(seen if number < _TEXTS_OF else evolve(seen, texts={}, shares=b"")))
        return gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode(), mtime=0)

    @classmethod
    def loads(cls, raw: bytes, parser: Parser | None = None) -> Counts:
        """The counts of a file.

        Raises:
            FormatError: these are no counts.
        """
        counts = cls(parser)
        try:
            first, *rows = map(json.loads, gzip.decompress(raw).splitlines())
            if first != {"format": _FORMAT}:
                raise FormatError(f"these are no counts of {_FORMAT}")
            for row in rows:
                counts.put(seen_of(row))
        except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise FormatError(f"these are no counts of newsdump: {error}") from error
        return counts

    def _ordered(self) -> list[Seen]:
        return [seen for _, seen in sorted(self._pages.items())]

    def distil(self, name: str) -> SiteProfile:
        """The profile that the pages make.

        Raises:
            UsageError: there are fewer than 5 stories, or no profile may be called so.
        """
        _check_name(name)
        learned = _distilled(self._ordered())
        if learned.pages < PAGES_LEAST:
            raise UsageError(
                f"a profile needs {PAGES_LEAST} different stories of the site at least, and there were {learned.pages}"
            )
        hosts = Counter(seen.host for seen in self._pages.values() if seen.host)
        return SiteProfile(
            name,
            hosts=tuple(host for host, many in sorted(hosts.items()) if many >= _SHARED_LEAST * len(self)),
            learned=learned,
        )


def _seen(reader: Reader, division: sections.Division, url: str | None) -> Seen:
    """What is kept of a page."""
    texts = reader.lines.texts[:_LINES_MOST]
    folded = [habits.fold(text) for text in texts]
    digests = [*map(habits.digest, folded)]
    story = bytearray(len(reader.lines))
    for line in division.body:
        story[line] = 1
    return Seen(
        habits.digest("\n".join(folded)),
        array("Q", digests).tobytes(),
        bytes(story[: len(texts)]),
        bytes([_ROLE_OF[state] for state in division.reading.path[: len(texts)]]),
        array("H", [min(len(text), _LENGTH_MOST) for text in texts]).tobytes(),
        bytes(map(kin.code_of, texts, reader.lines.gaps)),
        packed_shares(division.reading.shares[: len(texts)]),
        profiles.host_of(url) if url else "",
        {one: text for one, text in zip(digests, folded, strict=True) if habits.key(text) == text},
    )


_ROLE_OF: Final = [ROLES.index(state.role) for state in STATES]


def _stories(pages: list[list[Row]]) -> list[int]:
    """One page of each story: two pages tell the same one if their longest lines that few pages have are the same."""
    counts = Counter(one for page in pages for one in {row.digest for row in page})
    most = max(_PRINTS, math.ceil(_OWN_MOST * len(pages)))
    stories: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pages):
        own = [(row.length, row.digest) for row in page if row.told and counts[row.digest] <= most]
        stories.setdefault(max(own) if own else (0, number), number)
    return [*stories.values()]


def _distilled(pages: list[Seen]) -> Habits:
    """The habits of a site's pages, given in the order of their digests."""
    rows = [seen.rows() for seen in pages]
    stories = _stories(rows)
    read = [rows[number] for number in stories]
    counts = Counter(one for page in read for one in {row.digest for row in page})
    least = max(2, _SHARED_LEAST * len(read))
    known = {one: many for one, many in counts.items() if many >= least}
    stable = frozenset(one for one, many in known.items() if many >= habits.stable_least(len(read)))
    texts = {one: text for seen in pages[:_TEXTS_OF] for one, text in seen.texts.items() if one in known}
    names = {one: texts.get(one) or habits.key_of(one) for one in known}
    roles = _roles(read, known)
    loose = _loose(read, {one: known[one] for one, role in roles.items() if role in _SAID})
    loose |= _of_stories(read, {one: known[one] for one in known if one not in roles})
    sheets = [_sheet(pages[number]) for number in stories if number < _TEXTS_OF]
    alike = kin.learned(sheets, frozenset([names[one] for one in stable]))
    whole = shared = present = 0
    sums: dict[tuple[int | None, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for page in read:
        digests = [row.digest for row in page]
        present += len(stable.intersection(digests))
        for row in page:
            if not row.told:
                whole += row.length
                shared += row.length * (counts[row.digest] > 1)
        met = set()
        for line, above, place in habits.placed(digests, stable, None):
            _, told, length, _ = page[line]
            total = sums[above, place]
            total[0] += (above, place) not in met
            met.add((above, place))
            total[1] += length
            total[2] += length * told
    return Habits(
        pages=len(read),
        shared=round(shared / max(1, whole), 3),
        present=round(present / max(1, len(stable) * len(read)), 3),
        lines=tuple(
            Line(names[one], many, roles.get(one, ""), one in loose)
            for one, many in sorted(known.items(), key=lambda pair: (-pair[1], names[pair[0]]))
        ),
        below=tuple(
            Below(habits.TOP if above is None else names[above], place, many, round(told / max(1, length), 3))
            for (above, place), (many, length, told) in sorted(
                sums.items(), key=lambda pair: (pair[0][0] is not None, names.get(pair[0][0] or 0, ""), pair[0][1])
            )
            if many >= least
        ),
        words=alike.words,
        mix=alike.mix,
        kin=alike.kin,
    )


def _sheet(seen: Seen) -> kin.Sheet:
    """What tells kin on a page."""
    rows = seen.rows()
    return kin.Sheet(
        [seen.texts.get(row.digest) or habits.key_of(row.digest) for row in rows],
        [kin.form_of(row.length, code) for row, code in zip(rows, seen.codes, strict=True)],
        seen.role_shares(),
    )


def _roles(pages: list[list[Row]], known: Mapping[int, int]) -> dict[int, str]:
    """What lines were read as that were mostly read as one thing, on several pages, and as no part of a story."""
    met: dict[int, Counter[int]] = defaultdict(Counter)
    for page in pages:
        for digest, role in {(row.digest, row.role) for row in page if row.digest in known}:
            met[digest][role] += 1
    found = {}
    for digest, counts in met.items():
        role, many = max(counts.items(), key=lambda pair: (pair[1], -pair[0]))
        if many >= max(_ROLE_PAGES, _ROLE_LEAST * known[digest]) and ROLES[role] in habits.ROLES:
            found[digest] = ROLES[role]
    return found


def _loose(pages: list[list[Row]], known: Mapping[int, int]) -> set[int]:
    """Those of the *known* lines that stand below no two lines on half of their pages: a name, and mostly an age."""
    above: dict[int, Counter[tuple[int, int]]] = defaultdict(Counter)
    for page in pages:
        digests = [0, 0, *(row.digest for row in page)]
        rows = zip(digests[2:], pairwise(digests), strict=False)
        for one, others in {row for row in rows if row[0] in known}:
            above[one][others] += 1
    return {
        one
        for one, counts in above.items()
        if known[one] >= _ROLE_PAGES and max(counts.values()) < _LOOSE_MOST * known[one]
    }


def _of_stories(pages: list[list[Row]], known: Mapping[int, int]) -> set[int]:
    """Those of the *known* lines that were mostly read as the story, and have ever other lines above and below.

    Several stories may have the same subheading, and some the same sentence. What is no story, though it reads like
    one, has the same neighbour at least on one side.
    """
    told: Counter[int] = Counter()
    above: dict[int, Counter[int]] = defaultdict(Counter)
    below: dict[int, Counter[int]] = defaultdict(Counter)
    for page in pages:
        digests = [row.digest for row in page]
        told.update({row.digest for row in page if row.told and row.digest in known})
        for one, other in {pair for pair in pairwise([0, *digests]) if pair[1] in known}:
            above[other][one] += 1
        for one, other in {pair for pair in pairwise([*digests, 0]) if pair[0] in known}:
            below[one][other] += 1
    return {
        one
        for one, many in told.items()
        if many >= _ROLE_LEAST * known[one]
        and max(*above[one].values(), *below[one].values()) <= _LOOSE_MOST * known[one]
    }


Dumps = str | Path | Iterable[str | Dump]


def learn(dumps: Dumps, *, name: str, parser: Parser | None = None) -> SiteProfile:
    """A profile of a site, from dumps of its pages.

    Args:
        dumps: the dumps, as texts or as `newsdump.readers` gives them; or the path of what holds them.
        name: what the profile is to be called: lower case letters, digits, dots and dashes.
        parser: reads the pages; the default one if None.

    Raises:
        UsageError: there are fewer than 5 different stories, or something is of the wrong type.
        newsdump.readers.ReadError: what is at the path cannot be read.
    """
    _check_name(name)
    counts = Counts(parser)
    for text, url in _texts(dumps):
        counts.add(text, url)
    return counts.distil(name)


def with_phrases(learned: SiteProfile, by_hand: SiteProfile | None) -> SiteProfile:
    """A learned profile with what another one says of the same site: its phrases, and by which lines it is known."""
    return learned if by_hand is None else evolve(learned, lines=by_hand.lines, phrases=by_hand.phrases)


def name_of(text: str) -> str:
    """*text* as the name of a profile.

    >>> name_of("Osselby Echo")
    'osselby-echo'
    """
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._") or "site"


def free_name(text: str, taken: Container[str]) -> str:
    """The same, with a number behind it if it is *taken*."""
    name = name_of(text)
    return next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in taken)


def _check_name(name: object) -> None:
    if not isinstance(name, str) or not profiles.is_name(name):
        raise UsageError(f"{name!r} is no name of a profile: lower case letters, digits, dots and dashes")


def _texts(dumps: object) -> Iterator[tuple[str, str | None]]:
    if isinstance(dumps, str | Path):
        for dump in read(str(dumps)):
            yield dump.text, dump.url
        return
    if not isinstance(dumps, Iterable) or isinstance(dumps, bytes):
        raise UsageError(
            f"dumps are several texts or Dumps, or the path of what holds them, not {type(dumps).__name__}"
        )
    for one in dumps:
        yield (one.text, one.url) if isinstance(one, Dump) else (one, None)
