"""How far a run has come, kept beside its output so that it can go on after an interruption."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import attrs
from attrs import field, frozen

from newsdump.errors import UsageError


@frozen
class State:
    """A point between two batches: all before it is in the output, nothing behind it is."""

    run: str
    """What was asked for; another run cannot go on from here."""
    files: int = 0
    """Files that are done, or begun."""
    items: int = 0
    """Dumps and faults of the last of them that are done."""
    names: str = ""
    """A digest of the names of these files."""
    offset: int = 0
    """Of the output."""
    errors: int = 0
    """Offset of the file of errors."""
    counts: Counter[str] = field(factory=Counter)

    def save(self, path: Path) -> None:
        """Write this to *path*, whole or not at all."""
        part = path.with_name(path.name + ".part")
        part.write_text(json.dumps(attrs.asdict(self)), encoding="utf-8")
        part.replace(path)


def load(path: Path, run: str) -> State | None:
    """The state in *path*, or None if there is none.

    Raises:
        UsageError: it belongs to another run.
    """
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if kept["run"] != run:
        raise UsageError(
            f"{path} is of a run with other inputs, options or another version of newsdump; "
            "start again without --resume, or ask for the same as then"
        )
    return State(**{**kept, "counts": Counter(kept["counts"])})


def digest(parts: Iterable[str]) -> str:
    """A short name for *parts*, in their order."""
    seen = blake2b(digest_size=16)
    for part in parts:
        seen.update(part.encode("utf-8", "surrogateescape") + b"\x00")
    return seen.hexdigest()
