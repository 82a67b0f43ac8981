"""Which files inputs name: files, folders with all below them, patterns and addresses."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from newsdump.readers.dumps import Fault, Origin
from newsdump.readers.opening import STANDARD_INPUT, is_remote, missing, reason_of, suffixes

_SHOWN: Final = 5
"""Kinds of files left out that are named."""
HTML: Final = frozenset({".html", ".htm", ".xhtml"})


@frozen
class LeftOut:
    """What a folder holds and is not read.

    >>> print(LeftOut("crawl", {".pdf": 3, "hidden": 1}))
    crawl: 4 files were left out: 3 .pdf, 1 hidden
    """

    folder: str
    kinds: Mapping[str, int]
    """How many, by the end of their names, or by what they are."""

    def __str__(self) -> str:
        ranked = sorted(self.kinds.items(), key=lambda kind: (-kind[1], kind[0]))
        named = [f"{count} {kind}" for kind, count in ranked[:_SHOWN]]
        rest = sum(count for _, count in ranked[_SHOWN:])
        named += [f"{rest} others"] if rest else []
        total = sum(self.kinds.values())
        were = "file was" if total == 1 else "files were"
        html = "" if HTML.isdisjoint(self.kinds) else " (pages in HTML are read with: pip install 'newsdump[html]')"
        return f"{self.folder}: {total} {were} left out: {', '.join(named)}{html}"


def expand(
    inputs: Iterable[str], known: Iterable[str] | None, left_out: Callable[[LeftOut], object] | None = None
) -> Iterator[str | Fault]:
    """The files that *inputs* name: files, folders with all below them, and patterns with `*`, `?` or `[`.

    Folders give the files whose names end in one of the *known* suffixes (any, if None), in the order of their names;
    of the others, *left_out* is told how many there are. Pipes and devices in a folder are no inputs, nor is what
    begins with a dot.
    """
    accepted = None if known is None else frozenset(known)
    for each in inputs:
        if each == STANDARD_INPUT:
            yield each
        elif is_remote(each):
            yield from _remote(each, accepted)
        elif os.path.isdir(each):
            yield from _below(each, accepted, left_out)
        elif not os.path.lexists(each) and glob.has_magic(each):
            found = sorted(glob.glob(each, recursive=True))
            if not found:
                yield Fault(Origin(each), "no file fits this pattern")
            yield from expand((path for path in found if not os.path.isdir(path)), accepted)
        else:
            yield each


def _below(
    folder: str, known: frozenset[str] | None, left_out: Callable[[LeftOut], object] | None
) -> Iterator[str | Fault]:
    faults: list[Fault] = []
    others: Counter[str] = Counter()
    any_file = False
    for path, folders, names in os.walk(
        folder,
        onerror=lambda error: faults.append(Fault(Origin(str(error.filename)), error.strerror or str(error))),
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            why = _why_not(os.path.join(path, name), name, known)
            if why is None:
                any_file = True
                yield os.path.join(path, name)
            else:
                others[why] += 1
        yield from faults
        any_file = any_file or bool(faults)
        faults.clear()
    yield from faults
    if others and left_out is not None:
        left_out(LeftOut(folder, others))
    if not any_file and not faults:
        kinds = "files" if known is None else f"files that end in {', '.join(sorted(known))}"
        yield Fault(Origin(folder), f"the folder holds no {kinds}")


def _why_not(path: str, name: str, known: frozenset[str] | None) -> str | None:
    """Why a file in a folder is not read; None if it is."""
    if name.startswith("."):
        return "hidden"
    suffix = suffixes(name)[0]
    if known is not None and suffix not in known:
        return suffix or "without a suffix"
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return None  # what is wrong with it is told when it is opened
    return None if stat.S_ISREG(mode) else "no regular file"


def _remote(address: str, known: frozenset[str] | None) -> Iterator[str | Fault]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise missing("fsspec", "remote", f"reading {address}") from None
    try:
        system, path = url_to_fs(address)
        if glob.has_magic(path):
            found = sorted(system.glob(path))
        elif system.isdir(path):
            found = sorted(each for each in system.find(path) if known is None or suffixes(each)[0] in known)
        else:
            yield address
            return
    except Exception as error:  # noqa: BLE001 - each store raises what it likes
        yield Fault(Origin(address), reason_of(error))
        return
    if not found:
        yield Fault(Origin(address), "no file is there")
    yield from (system.unstrip_protocol(each) for each in found)
