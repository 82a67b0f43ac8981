"""What is done to each dump of a run, in this process or in others."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from attrs import field, frozen

from newsdump import Parser, SiteProfile, drift, load_profile
from newsdump.cli.signals import OutOfTimeError, out_of_time, time_limit
from newsdump.drift import Sight
from newsdump.errors import ProfileError
from newsdump.model import Page
from newsdump.readers import Dump, Fault
from newsdump.readers.opening import zstandard_library
from newsdump.sections import EVEN
from newsdump.serializers import Layout, find
from newsdump.serializers.writing import Writer
from newsdump.shelf import SUFFIXES, Shelf

Made = TypeVar("Made")

MAX_CHARS: Final = 5_000_000
"""Characters of a page that are parsed if nothing else is asked for: a hundred times a long page."""
TIMEOUT: Final = 60.0
"""Seconds that a page may take if nothing else is asked for: a thousand times what a long one does."""


@frozen
class Task:
    """What to make of dumps."""

    format: str
    compression: str = ""
    """The suffix of the output's compression; empty for none."""
    profile: str | None = None
    captured_at: datetime | None = None
    """When dumps were captured that do not tell it themselves."""
    max_chars: int = MAX_CHARS
    timeout: float = TIMEOUT
    """Seconds that a page may take."""
    columns: tuple[str, ...] = ()
    """The fields that are written; all of them if there are none."""
    without: tuple[str, ...] = ()
    """Those that are not."""
    flat: bool = False
    """Whether a page is one row without nesting."""
    keep: tuple[str, ...] = ("id",)
    """What is kept of records, for formats with columns."""
    min_confidence: float = 0.0
    """Comments and related items of less are left out."""
    min_story_share: float = EVEN
    """Lines of the story that are less likely of it are left out."""
    front_matter: bool = False
    """Whether documents have a head with title, writers, dates and address."""
    profiles: str | None = None
    """Where the sites are that are looked for: a shelf, a file or a folder of files; None for those that are known."""
    counts: bool = False
    """Whether pages are counted for their sites' profiles, and not written."""

    def writer(self) -> Writer:
        """What writes the pages.

        Raises:
            UsageError: the format has no such choice of fields, or there is no such field.
            MissingExtraError: the format needs a package that is not installed.
        """
        return Writer(
            find(self.format),
            columns=self.columns or None,
            without=self.without,
            flat=self.flat,
            keep=self.keep,
            front_matter=self.front_matter,
        )


@frozen
class Done:
    """What a batch of dumps became."""

    pieces: Sequence[bytes | None]
    """For documents one a dump, None where the dump is a fault; else one for them all."""
    faults: dict[int, Fault]
    """By the dump's place in the batch."""
    counts: Counter[str] = field(factory=Counter)
    """Pages, articles, comments, related items; notes by their code, with `note:` in front."""
    sights: Mapping[int, Sight] = field(factory=dict)
    """What pages of learned sites lack, by the dump's place."""
    noted: frozenset[int] = frozenset()
    """The places of those that were noted to have another layout."""


@frozen
class Work:
    """A task, set up: the same for any number of batches."""

    parse: Callable[..., Page]
    task: Task
    sight: Callable[[Page], Sight | None] = field(default=lambda _: None)
    """What a page lacks of what stands on the pages of its site."""
    writer: Writer = field(init=False)

    @writer.default
    def _of_task(self) -> Writer:
        return self.task.writer()

    def do(
        self,
        dumps: Sequence[Dump],
        known: Mapping[int, str] = MappingProxyType({}),
        begun: Callable[[int], object] = lambda _: None,
        changed: Collection[str | int] = (),
    ) -> Done:
        """Parse *dumps* and write their pages.

        Args:
            dumps: a batch of them.
            known: reasons why some of them, by their places, are faults without being asked.
            begun: is told the place of each before it is parsed.
            changed: names of sites, or places, whose pages are noted to have another layout.
        """
        sights: dict[int, Sight] = {}
        noted: set[int] = set()

        def make(place: int, dump: Dump) -> tuple[Page, bytes]:
            page = self._parse(dump)
            sight = self.sight(page)
            if sight is not None:
                sights[place] = sight
                if place in changed or (sight.site in changed and sight.is_strange):
                    noted.add(place)
                    page = drift.noted(page)
            return page, self._written(page, dump)

        made, faults = each_made(self.task, make, dumps, known, begun)
        pieces, unwritable = self._pieces(dumps, made)
        counts = _counted([page for page, _ in made.values()])
        return Done(pieces, faults | unwritable, counts, sights, frozenset(noted))

    def _written(self, page: Page, dump: Dump) -> bytes:
        """A page as it stands in the output; nothing for tables, where it stands with others."""
        if self.writer.format.layout is Layout.TABLE:
            return b""
        written = self.writer.pages([page], [dump.kept])
        is_document = self.writer.format.layout is Layout.DOCUMENT
        return COMPRESSORS[self.task.compression](written) if is_document else written

    def _pieces(
        self, dumps: Sequence[Dump], made: dict[int, tuple[Page, bytes]]
    ) -> tuple[Sequence[bytes | None], dict[int, Fault]]:
        """What goes to the output, and faults for what cannot be a row of a table, which is taken out of *made*."""
        if self.writer.format.layout is Layout.DOCUMENT:
            return [made[place][1] if place in made else None for place in range(len(dumps))], {}
        faults: dict[int, Fault] = {}
        joined = b"".join(piece for _, piece in made.values())
        if self.writer.format.layout is Layout.TABLE and made:
            try:
                joined = self._rows(dumps, made)
            except Exception:  # noqa: BLE001 - the page that it is about is looked for
                faults = self._unwritable(dumps, made)
                joined = self._rows(dumps, made) if made else b""
        return ([COMPRESSORS[self.task.compression](joined)] if made else []), faults

    def _rows(self, dumps: Sequence[Dump], made: Mapping[int, tuple[Page, bytes]]) -> bytes:
        return self.writer.pages([page for page, _ in made.values()], [dumps[place].kept for place in made])

    def _unwritable(self, dumps: Sequence[Dump], made: dict[int, tuple[Page, bytes]]) -> dict[int, Fault]:
        faults: dict[int, Fault] = {}
        for place, each in list(made.items()):
            try:
                self._rows(dumps, {place: each})
            except Exception as error:  # noqa: BLE001 - as for any page
                faults[place] = Fault(dumps[place].origin, f"{type(error).__name__}: {error}")
                del made[place]
        return faults

    def _parse(self, dump: Dump) -> Page:
        captured_at = dump.captured_at or self.task.captured_at

        def parse(text: str, *, url: str | None, **_: object) -> Page:
            return self.parse(text, url=url, captured_at=captured_at)

        return dump.parsed_by(parse)


@frozen
class Counting:
    """A task that counts pages for their sites' profiles."""

    row: Callable[[Dump], bytes | None]
    """What is kept of a page."""
    task: Task

    def do(
        self,
        dumps: Sequence[Dump],
        known: Mapping[int, str] = MappingProxyType({}),
        begun: Callable[[int], object] = lambda _: None,
        _changed: Collection[str | int] = (),
    ) -> Done:
        """The rows of the pages that have an address; arguments as those of `Work.do`."""
        made, faults = each_made(self.task, lambda _, dump: self.row(dump), dumps, known, begun)
        rows = [made.get(place) for place in range(len(dumps))]
        return Done(rows, faults, Counter(pages=len(made), nowhere=sum(row is None for row in made.values())))


def each_made(
    task: Task,
    make: Callable[[int, Dump], Made],
    dumps: Sequence[Dump],
    known: Mapping[int, str],
    begun: Callable[[int], object],
) -> tuple[dict[int, Made], dict[int, Fault]]:
    """What is made of each dump by its place, and those of which nothing is: too long ones, and what cannot be read."""
    made: dict[int, Made] = {}
    faults: dict[int, Fault] = {}
    for place, dump in enumerate(dumps):
        reason = known.get(place) or _too_long(task, dump)
        if reason is None:
            begun(place)
            try:
                with time_limit(task.timeout):
                    made[place] = make(place, dump)
            except OutOfTimeError:
                reason = out_of_time(task.timeout)
            except Exception as error:  # noqa: BLE001 - one page must not end a run over millions
                reason = f"{type(error).__name__}: {error}"
        if reason is not None:
            faults[place] = Fault(dump.origin, reason)
    return made, faults


def _too_long(task: Task, dump: Dump) -> str | None:
    most = task.max_chars
    return f"{len(dump.text):,} characters, more than {most:,} (--max-chars)" if len(dump.text) > most else None


def _counted(pages: Sequence[Page]) -> Counter[str]:
    counts: Counter[str] = Counter(pages=len(pages))
    for page in pages:
        counts["articles"] += page.article is not None
        counts["comments"] += len(page.comments)
        counts["related"] += len(page.related)
        for note in page.notes:
            counts[f"note:{note.code}"] += 1
    return counts


def _zst(data: bytes) -> bytes:
    return bytes(zstandard_library().compress(data))


COMPRESSORS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "": bytes,
    ".gz": lambda data: gzip.compress(data, mtime=0),  # the same output for the same input
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": _zst,
}
"""Each gives a whole member: such files may hold several, so that an output can be cut behind any of them."""


@cache
def set_up(task: Task) -> Work | Counting:
    """The work of *task*; set up once a process."""
    profile = None if task.profile is None else load_profile(task.profile)
    sites = sites_of(task.profiles) if profile is None else [profile]
    parser = Parser(profiles=sites, min_confidence=task.min_confidence, min_story_share=task.min_story_share)
    if task.counts:
        from newsdump.learning import Counts  # slow to import, and few runs need it
        from newsdump.ledger import counted

        return Counting(partial(counted, Counts(parser)), task)
    return Work(parser.parse if profile is None else partial(parser.parse, profile=profile), task, parser.sight)


def sites_of(path: str | None) -> list[SiteProfile] | Shelf | None:
    """The sites of a shelf, of a file, or of all files of a folder.

    Raises:
        ProfileError: they cannot be read.
    """
    if path is None:
        return None
    if path.endswith(SUFFIXES):
        shelf = Shelf(path)
        len(shelf)  # is told before the first page
        return shelf
    place = Path(path)
    files = sorted(place.glob("*.toml")) if place.is_dir() else [place]
    if not files:
        raise ProfileError(f"{place}: there is no profile in this folder, which would be a file that ends in .toml")
    return [load_profile(file) for file in files]
