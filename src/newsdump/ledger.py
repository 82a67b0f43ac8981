"""What was counted on the pages of many sites, in one file: for crawls that are larger than the memory.

A ledger is an SQLite file with a row for each page, under its host. Rows come in any order, a page that comes twice
counts once, and of a site with more pages than `learning.PAGES_MOST` those with the lowest digests stay: so ledgers of
the shards of a crawl merge into the one that the whole crawl would have given.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection, DatabaseError, connect
from types import TracebackType
from typing import Any, Final, Self

from newsdump import learning, profiles
from newsdump.errors import FormatError, UsageError
from newsdump.learning import Counts
from newsdump.profiles import SiteProfile
from newsdump.readers import Dump
from newsdump.seen import Seen, row_of, seen_of
from newsdump.shelf import raise_disk_errors

__all__ = ["Ledger"]

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS seen (host TEXT, page INTEGER, row BLOB NOT NULL, PRIMARY KEY (host, page)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_SIGN: Final = 1 << 63
"""SQLite's integers have a sign, and digests have none."""
_SPARE: Final = 0.2
"""So many of its pages a site may have more before those that are too many go."""


class Ledger:
    r"""Counts by host.

    Args:
        path: the file; it is made if it is not there. Nothing is kept of what goes to `:memory:`.

    Raises:
        FormatError: the file is something else.

    >>> from newsdump.readers import Dump, Origin
    >>> with Ledger(":memory:") as ledger:
    ...     for day, boat in enumerate(["Ilse", "Noor", "Per", "Sarn", "Tove"]):
    ...         text = f"The Osselby Echo\nThe {boat} is late\nPrint this page\nThe ferry {boat} was late again."
    ...         ledger.add([counted(Counts(), Dump(text, Origin("a"), f"https://echo.example/{day}"))])
    ...     [profile.name for profile in ledger.distil()]
    ['echo.example']
    """

    def __init__(self, path: str | Path) -> None:
        self._path = path
        self._added: Counter[str] = Counter()
        self._connection: Connection = connect(path)
        try:
            with _as_file_errors(path), self._connection:
                self._connection.executescript(_TABLES)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Nothing is to be done before."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def add(self, rows: Iterable[bytes | None], told: str = "") -> None:
        """Take rows of `counted` in, all of them or, where the machine stops, none; and keep what is *told* of them.

        Raises:
            FormatError: the file is damaged, or in use.
            OSError: it cannot be written.
        """
        with _as_file_errors(self._path), self._connection:
            for row in filter(None, rows):
                seen = _seen_of(row)
                self._connection.execute(
                    "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (seen.host, seen.text - _SIGN, row)
                )
                self._trim(seen.host)
            if told:
                self._connection.execute("REPLACE INTO told VALUES ('told', ?)", (told,))

    @property
    def told(self) -> str:
        """What was told with the last rows."""
        return next((value for (value,) in self._asked("SELECT value FROM told")), "")

    def merge(self, other: Ledger) -> None:
        """Take in what another ledger holds; the order of merging does not matter."""
        self.add(row for (row,) in other._asked("SELECT row FROM seen"))

    def hosts(self) -> list[str]:
        """All hosts, in alphabetical order."""
        return [*self.sizes()]

    def sizes(self) -> dict[str, int]:
        """The pages that are kept of each host."""
        return dict(self._asked("SELECT host, count(*) FROM seen GROUP BY host ORDER BY host"))

    def counts(self, host: str) -> Counts:
        """What was counted on the pages of a host."""
        counts = Counts()
        for (row,) in self._asked("SELECT row FROM seen WHERE host = ? ORDER BY page", host):
            counts.put(_seen_of(row))
        return counts

    def distil(self) -> Iterator[SiteProfile]:
        """The profiles of all hosts with stories enough, with the phrases of those that were written by hand."""
        names: set[str] = set()
        for host in self.hosts():
            try:
                profile = self.counts(host).distil(learning.free_name(host, names))
            except UsageError:
                continue
            names.add(profile.name)
            yield learning.with_phrases(profile, profiles.recognise("", url=f"https://{host}/"))

    def _asked(self, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        with _as_file_errors(self._path):
            yield from self._connection.execute(query, values)

    def _trim(self, host: str) -> None:
        """Let pages go that are too many, now and then."""
        self._added[host] += 1
        if self._added[host] > _SPARE * learning.PAGES_MOST:
            self._added[host] = 0
            self._connection.execute(
                "DELETE FROM seen WHERE host = ?1 AND page > (SELECT page FROM seen WHERE host = ?1 "
                "ORDER BY page LIMIT 1 OFFSET ?2)",
                (host, learning.PAGES_MOST - 1),
            )


@contextmanager
def _as_file_errors(path: str | Path) -> Iterator[None]:
    """Errors of SQLite are told as those of the file.

    Raises:
        FormatError: it is something else, damaged, or in use.
        OSError: the disk is full, or failed.
    """
    try:
        yield
    except DatabaseError as error:
        raise_disk_errors(error, path)
        raise FormatError(f"{path}: these are no counts of newsdump: {error}") from error


def counted(counts: Counts, dump: Dump) -> bytes | None:
    """The row of a page; None if it has no address, by which its site would be known."""
    if not dump.url or not profiles.host_of(dump.url):
        return None
    return zlib.compress(json.dumps(row_of(counts.seen(dump.text, dump.url))).encode())


def _seen_of(row: bytes) -> Seen:
    return seen_of(json.loads(zlib.decompress(row)))
