"""What the documents of a folder are called: each after its dump, and no two alike."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Final

from newsdump.errors import UsageError
from newsdump.readers import Origin
from newsdump.readers.opening import STANDARD_INPUT, is_remote

_NAME_MOST: Final = 255
"""Bytes of a name, on all common file systems."""


class DocumentNames:
    """The names of the documents of a run.

    `page.txt` becomes `page.json`; where another input would be called so too, `page.txt.json`. Dumps that stand
    together in a file become numbered documents in a folder that is called as the file is.

    >>> names = DocumentNames(["/a/page.txt", "/a/page", "/a/crawl.jsonl"], "/a", ".json")
    >>> [names.of(Origin(path)).as_posix() for path in ("/a/page.txt", "/a/page")]
    ['page.txt.json', 'page.json']
    >>> names.of(Origin("/a/crawl.jsonl", "line", 7)).as_posix()
    'crawl.jsonl/000007.json'

    Raises:
        UsageError: two inputs would still be called alike.
    """

    def __init__(self, paths: Iterable[str], root: str, suffix: str) -> None:
        self._root = root
        self._suffix = suffix
        different = list(dict.fromkeys(paths))
        wanted = Counter(name for path in different for name in {self._short(path), self._whole(path)})
        self._taken = frozenset(name for name, times in wanted.items() if times > 1)
        owners: dict[Path, str] = {}
        for path in different:
            for name in (self._single(path), self._whole(path)):
                other = owners.setdefault(name, path)
                if other != path:
                    raise UsageError(
                        f"the pages of {other} and {path} would be written under the same name, {name}; "
                        "convert them apart"
                    )

    def of(self, origin: Origin) -> Path:
        """Where in the folder the page of a dump stands."""
        if origin.number is None:
            return self._single(origin.path)
        return self._whole(origin.path) / f"{origin.number:06}{self._suffix}"

    def claims(self, path: str) -> tuple[Path, Path]:
        """The document of an input that is one dump, and the folder of one that holds several."""
        return self._single(path), self._whole(path)

    def _single(self, path: str) -> Path:
        short = self._short(path)
        whole = self._below(path)
        return _fitting(whole.with_name(whole.name + self._suffix), self._suffix) if short in self._taken else short

    def _short(self, path: str) -> Path:
        whole = self._below(path)
        return _fitting(whole.with_name(whole.name.removesuffix(".txt") + self._suffix), self._suffix)

    def _whole(self, path: str) -> Path:
        return _fitting(self._below(path))

    def _below(self, path: str) -> Path:
        if path == STANDARD_INPUT:
            return Path("standard-input")
        if is_remote(path):
            return Path(*_safe_parts(path.replace("://", "/")))
        try:
            below = os.path.relpath(path, self._root)
        except ValueError:  # on another drive
            below = path
        return Path(*_safe_parts(below))


def _safe_parts(path: str) -> Sequence[str]:
    parts = PurePosixPath(path.replace(os.sep, "/")).parts
    return [part.rstrip(":") for part in parts if part not in {"/", ".", ".."}] or ["page"]


def _fitting(path: Path, suffix: str = "") -> Path:
    """*path* with names that file systems take: of one that is too long the beginning, and a digest of all of it."""
    *folders, name = path.parts
    return Path(*map(_short_enough, folders), _short_enough(name, suffix))


def _short_enough(name: str, suffix: str = "") -> str:
    data = name.encode("utf-8", "surrogateescape")
    if len(data) <= _NAME_MOST:
        return name
    end = f"~{blake2b(data, digest_size=8).hexdigest()}{suffix}"
    return data[: _NAME_MOST - len(end)].decode("utf-8", "ignore") + end


def root_of(inputs: Iterable[str]) -> str:
    """The folder that all *inputs* of this machine are below.

    >>> root_of(["/a/x.txt", "/a/b/y.txt"]), root_of(["/crawl/*/*.txt"])
    ('/a', '/crawl')
    """
    folders = [_folder_of(each) for each in inputs if each != STANDARD_INPUT and not is_remote(each)]
    try:
        return os.path.commonpath(folders)
    except ValueError:  # none, or on different drives
        return os.path.abspath(os.curdir)  # noqa: PTH100


def _folder_of(name: str) -> str:
    if not os.path.lexists(name) and glob.has_magic(name):
        first = next(place for place, sign in enumerate(name) if sign in "*?[")
        return os.path.abspath(os.path.dirname(name[:first]))  # noqa: PTH100, PTH120
    path = os.path.abspath(name)  # noqa: PTH100 - links stay as they are written
    return path if os.path.isdir(path) else os.path.dirname(path)  # noqa: PTH112, PTH120
