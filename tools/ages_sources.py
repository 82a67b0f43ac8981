"""The editable sources of ages: one TOML file a language, from CLDR and by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "data" / "ages"
COMPILED = ROOT / "src" / "newsdump" / "data" / "ages"


def read(path: Path) -> dict[str, Any]:
    """One source file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def all_sources(root: Path = SOURCES) -> list[dict[str, Any]]:
    """All sources of words, those from CLDR first, in the order of their names."""
    found = []
    for part in ("cldr", "added"):
        for path in sorted((root / part).glob("*.toml")):
            source = read(path)
            additions = source.pop("additions", [])
            found += [source, *({"language": source["language"], **addition} for addition in additions)]
    return found
