"""Many profiles in one file, of which those alone are read that pages ask for.

A shelf is an SQLite file. However many sites stand on it, a page costs one look-up by the host of its address, and some
hundreds of profiles are held in memory. Pages without an address are of no site of a shelf.
"""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsdump import arguments
from newsdump.errors import ProfileError, UsageError
from newsdump.habits import Below, Habits, Kin, Line
from newsdump.sites import SiteProfile, host_of, names_of_host

if TYPE_CHECKING:
    import sqlite3
    from sqlite3 import Connection

__all__ = ["SUFFIXES", "Shelf"]

SUFFIXES: Final = (".sqlite", ".sqlite3", ".db")
"""By these a file is told from one of TOML."""
_HELD: Final = 128
"""So many profiles are held: with some 300 lines and 1,000 kin each, 80 MB."""
_VERSION: Final = 2
_PERMISSIONS: Final = 0o7777
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS profiles (name TEXT PRIMARY KEY, profile TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hosts (host TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
"""


class Shelf:
    """Profiles by name and by host; safe to share between threads, and to send to other processes.

    Args:
        path: the file, which need not be there before something is put into it.

    Raises:
        UsageError: *path* is no path.

    >>> import tempfile, newsdump
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     shelf = Shelf(Path(folder, "sites.sqlite"))
    ...     shelf.put([newsdump.load_profile("daily8")])
    ...     found = newsdump.Parser(profiles=shelf).parse("Harbour opens", url="https://daily8.com/1").profile
    ...     shelf.close()
    >>> found
    'daily8'
    """

    def __init__(self, path: str | Path) -> None:
        arguments.of_type("path", path, str, os.PathLike)
        self.path: Path = Path(path)
        self._connection: Connection | None = None
        self._process = 0
        self._lock = threading.RLock()
        self._of_host = lru_cache(_HELD)(self._found)
        self.named: Callable[[str], SiteProfile | None] = lru_cache(_HELD)(self._read)
        """The profile of this name, if there is one."""

    def __reduce__(self) -> tuple[type[Shelf], tuple[Path]]:
        """Another process opens the file by itself."""
        return Shelf, (self.path,)

    def put(self, profiles: Iterable[SiteProfile]) -> None:
        """Put profiles into the file; one of the same name is replaced, and so is another one's right to a host.

        Raises:
            ProfileError: the file cannot be written, or holds something else.
            UsageError: they are not several profiles.
        """
        if isinstance(profiles, SiteProfile) or not isinstance(profiles, Iterable):
            raise UsageError(f"profiles are several; put a single one in a list: got a {type(profiles).__name__}")
        with self._lock:
            self.close()
            with closing(self._opened("rwc")) as connection, _as_profile_errors(self.path), connection:
                connection.executescript(_TABLES)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
                for profile in profiles:
                    arguments.of_type("a profile", profile, SiteProfile, hint="load_profile reads one")
                    connection.execute("DELETE FROM hosts WHERE name = ?", (profile.name,))
                    connection.execute("REPLACE INTO profiles VALUES (?, ?)", (profile.name, packed(profile)))
                    connection.executemany(
                        "REPLACE INTO hosts VALUES (?, ?)", [(host, profile.name) for host in profile.hosts]
                    )

    def find(self, _text: str, url: str | None) -> SiteProfile | None:
        """The profile of the site that an address is of.

        Raises:
            ProfileError: the file is not there, or is no shelf.
        """
        host = host_of(url) if url else ""
        return self._of_host(host) if host else None

    def __iter__(self) -> Iterator[SiteProfile]:
        """All profiles, by name."""
        names = self._asked("SELECT name FROM profiles ORDER BY name")
        return (profile for (name,) in names if (profile := self._read(name)) is not None)

    def __len__(self) -> int:
        """How many there are."""
        ((many,),) = self._asked("SELECT count(*) FROM profiles")
        return int(many)

    def close(self) -> None:
        """Forget what was read, and close the file; it is opened again when it is asked."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                self._connection.close()
            self._connection = None
            self._of_host = lru_cache(_HELD)(self._found)
            self.named = lru_cache(_HELD)(self._read)

    def _found(self, host: str) -> SiteProfile | None:
        for name in names_of_host(host):
            rows = self._asked("SELECT name FROM hosts WHERE host = ?", name)
            if rows:
                return self.named(rows[0][0])
        return None

    def _read(self, name: str) -> SiteProfile | None:
        rows = self._asked("SELECT profile FROM profiles WHERE name = ?", name)
        return unpacked(rows[0][0]) if rows else None

    def _asked(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with self._lock, _as_profile_errors(self.path):
            if self._connection is None or self._process != os.getpid():  # a fork must not share its parent's
                self._connection, self._process = self._opened("ro"), os.getpid()
            return self._connection.execute(query, values).fetchall()

    def _opened(self, mode: str) -> Connection:
        import sqlite3  # slow to import, and few need it

        with _as_profile_errors(self.path):
            connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, check_same_thread=False
            )
            try:
                ((version,),) = connection.execute("PRAGMA user_version")
                ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
            except sqlite3.Error:
                connection.close()
                raise
            if version != _VERSION and (tables or mode == "ro"):
                connection.close()
                raise ProfileError(f"{self.path}: is no shelf of profiles, or one of another version of newsdump")
        return connection


@contextmanager
def _as_profile_errors(path: Path) -> Iterator[None]:
    """Errors of SQLite are told as those of the file.

    Raises:
        ProfileError: there was one.
    """
    import sqlite3  # slow to import, and few need it

    try:
        yield
    except sqlite3.Error as error:
        raise_disk_errors(error, path)
        raise ProfileError(f"{path}: {error}") from error


def raise_disk_errors(error: sqlite3.Error, path: str | Path) -> None:
    """Say that the disk is full, or that it failed, as of any other file.

    Raises:
        OSError: it is, or did.
    """
    import sqlite3

    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    number = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_IOERR: errno.EIO}.get(kind)
    if number is not None:
        raise OSError(number, os.strerror(number), str(path)) from error


def fill(path: Path, profiles: Iterable[SiteProfile]) -> int:
    """Let a shelf with these profiles alone appear at *path*, whole or not at all; how many there are.

    A link is followed, and a file that is there already keeps its mode.

    Raises:
        OSError: the file cannot be written.
    """
    import tempfile  # slow to import, and few need it

    target = Path(os.path.realpath(path))
    # A folder of its own, in which SQLite has its journal, too; nothing beside the shelf is written over.
    with tempfile.TemporaryDirectory(prefix=target.name + ".", suffix=".part", dir=target.parent) as folder:
        part = Path(folder, target.name)
        shelf = Shelf(part)
        shelf.put(profiles)
        many = len(shelf)
        shelf.close()
        with suppress(FileNotFoundError):
            part.chmod(target.stat().st_mode & _PERMISSIONS)
        part.replace(target)
    return many


def packed(profile: SiteProfile) -> str:
    """A profile as compact JSON, which is read ten times faster than TOML."""
    known = profile.learned
    learned = known and [
        known.pages,
        known.shared,
        known.present,
        [attrs.astuple(line) for line in known.lines],
        [attrs.astuple(below) for below in known.below],
        known.words,
        known.mix,
        [attrs.astuple(kin) for kin in known.kin],
    ]
    tree = [profile.name, profile.hosts, profile.lines, profile.phrases, learned]
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> SiteProfile:
    """The profile that `packed` wrote.

    >>> import newsdump
    >>> unpacked(packed(newsdump.load_profile("daily8"))) == newsdump.load_profile("daily8")
    True
    """
    name, hosts, lines, phrases, learned = json.loads(text)
    known = None
    if learned is not None:
        pages, shared, present, rows, below, words, mix, kin = learned
        known = Habits(
            pages,
            shared,
            present,
            tuple([Line(*row) for row in rows]),
            tuple([Below(*row) for row in below]),
            tuple(words),
            tuple([(role, share) for role, share in mix]),
            tuple([_kin(*row) for row in kin]),
        )
    return SiteProfile(name, tuple(hosts), tuple(lines), tuple([(group, phrase) for group, phrase in phrases]), known)


def _kin(kind: str, of: list[str], lines: int, pages: int, roles: list[tuple[str, float]]) -> Kin:
    """Kin whose texts, which others have as well, are held once."""
    return Kin(intern(kind), tuple(map(intern, of)), lines, pages, tuple([(intern(role), one) for role, one in roles]))
