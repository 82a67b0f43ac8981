"""The made-up words of each language, read from data files."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from attrs import frozen

_DATA: Final = files("newsdump") / "data" / "testing"


@frozen
class Language:
    """A language's pool: names, texts with slots, and words of furniture and time."""

    code: str
    unspaced: bool
    pools: dict[str, tuple[str, ...]]
    strings: dict[str, str]
    labels: dict[str, str]
    time: dict[str, Any]
    phrases: dict[str, tuple[str, ...]]
    """The phrases that the lexicon knows, by their group."""


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that pages are written in."""
    folder = _DATA / "languages"
    return tuple(sorted(name[:-5] for name in (entry.name for entry in folder.iterdir()) if name.endswith(".toml")))


@cache
def _known() -> dict[str, dict[str, list[str]]]:
    known: dict[str, dict[str, list[str]]] = json.loads((_DATA / "phrases.json").read_text(encoding="utf-8"))
    return known


@cache
def small_pools() -> dict[str, tuple[str, ...]]:
    """The English pools of furniture and of small things."""
    read = tomllib.loads((_DATA / "furniture.toml").read_text(encoding="utf-8"))
    return {name: tuple(pool) for name, pool in read.items()}


@cache
def language(code: str) -> Language:
    """The pool of a language.

    Raises:
        KeyError: there is none of this code.
    """
    if code not in languages():
        raise KeyError(f"no made-up words in {code!r}; there are: {', '.join(languages())}")
    read = tomllib.loads((_DATA / "languages" / f"{code}.toml").read_text(encoding="utf-8"))
    return Language(
        code,
        unspaced=read["unspaced"],
        pools={name: tuple(value) for name, value in read.items() if isinstance(value, list)},
        strings={name: value for name, value in read.items() if isinstance(value, str)},
        labels=read["labels"],
        time={name: tuple(value) if isinstance(value, list) else value for name, value in read["time"].items()},
        phrases={group: tuple(phrases) for group, phrases in _known()[code].items()},
    )
