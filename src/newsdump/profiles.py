"""What is known of one site: by what its pages are recognised, and the phrases that it prints.

A profile adds evidence, it decides nothing. It is a TOML file:

.. code-block:: toml

    name = "orrin-post"

    [recognise]
    hosts = ["orrinpost.example", "*.orrinpost.example"]   # of the page's address
    lines = ["Your town, your paper"]                      # any of these in the dump

    [phrases]                                              # groups as in the lexicon, see `Marker`
    chrome = ["Your town, your paper"]
    related_heading = ["More from {S}"]

    [[examples]]                                           # optional; `load_profile` proves them
    line = "More from Osselby"
    class = "related_heading"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import regex
from attrs import frozen

from newsdump.errors import ProfileError
from newsdump.lexicon import GROUPS, Lexicon, file_phrase
from newsdump.plugins import brought

ENTRY_POINTS: Final = "newsdump.profiles"
"""The entry-point group in which other packages name a `SiteProfile`, or a tuple of them."""
_FIELDS: Final = frozenset({"name", "recognise", "phrases", "examples"})
_RECOGNISE: Final = frozenset({"hosts", "lines"})
_NAME: Final = regex.compile(r"[a-z0-9][a-z0-9._-]*")


@frozen
class SiteProfile:
    """What is known of one site."""

    name: str
    """Lower case letters, digits, dots and dashes."""
    hosts: tuple[str, ...] = ()
    """Hosts of its addresses; `*.` in front stands for any subdomain."""
    lines: tuple[str, ...] = ()
    """Words of its own; a dump that holds one of them is its page."""
    phrases: tuple[tuple[str, str], ...] = ()
    """Pairs of a lexicon group and a phrase."""

    def owns(self, text: str, url: str | None) -> bool:
        """Whether a dump with this text and address is a page of the site."""
        if url and self.hosts:
            host = _host(url)
            if any(_is_host(host, known) for known in self.hosts):
                return True
        return any(line in text for line in self.lines)

    def extend(self, lexicon: Lexicon) -> Lexicon:
        """*lexicon* with the phrases of this site."""
        return lexicon.extended(self.phrases)


def _is_host(host: str, known: str) -> bool:
    return host == known.removeprefix("*.") or (known.startswith("*.") and host.endswith(known[1:]))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@cache
def shipped() -> tuple[SiteProfile, ...]:
    """The profiles that ship with the package, by name."""
    from importlib.resources import files  # slow to import, and read only once

    folder = files("newsdump").joinpath("data/profiles")
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(read(entry.read_text(encoding="utf-8"), entry.name) for entry in found)


def known() -> tuple[SiteProfile, ...]:
    """The profiles that ship with the package, then those that installed packages bring along."""
    names = {profile.name for profile in shipped()}
    more = (profile for _, profiles in brought(ENTRY_POINTS, _profiles) for profile in profiles)
    return (*shipped(), *(profile for profile in more if profile.name not in names))


def _profiles(named: object) -> tuple[SiteProfile, ...]:
    profiles = named if isinstance(named, list | tuple) else (named,)
    if not all(isinstance(profile, SiteProfile) for profile in profiles):
        raise TypeError("it is neither a SiteProfile nor a tuple of them")
    return tuple(profiles)


def recognise(
    text: str, *, url: str | None = None, profiles: Iterable[SiteProfile] | None = None
) -> SiteProfile | None:
    """The first of *profiles* (all that are `known`, if None) whose page this is.

    >>> recognise("", url="https://www.daily8.com/en/article/0").name
    'daily8'
    """
    return next((profile for profile in (known() if profiles is None else profiles) if profile.owns(text, url)), None)


def load_profile(name_or_path: str | Path) -> SiteProfile:
    """The profile with this name, or in this file.

    Raises:
        ProfileError: there is no such profile, or the file breaks the format; the message points at the line.

    >>> load_profile("daily8").hosts
    ('daily8.com', '*.daily8.com')
    """
    if isinstance(name_or_path, str) and _NAME.fullmatch(name_or_path) and not name_or_path.endswith(".toml"):
        by_name = {profile.name: profile for profile in known()}
        if name_or_path in by_name:
            return by_name[name_or_path]
        raise ProfileError(f"no profile is called {name_or_path!r}; there are: {', '.join(by_name)}")
    path = Path(name_or_path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ProfileError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}: is not UTF-8 (byte {error.start})") from error
    return read(text, str(path))


def read(text: str, where: str) -> SiteProfile:
    """The profile that the TOML *text* holds; *where* names it in errors.

    Raises:
        ProfileError: the text is no TOML, or breaks the format.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{where}: {error}") from error
    source = _Source(text, where)
    _only(data, _FIELDS, source)
    name = data.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise source.error("name", 'must be lower case letters, digits, dots and dashes, as in name = "daily8"')
    recognise_by = _table(data, "recognise", source)
    _only(recognise_by, _RECOGNISE, source)
    profile = SiteProfile(
        name,
        _strings(recognise_by, "hosts", source),
        _strings(recognise_by, "lines", source),
        tuple(_phrases(_table(data, "phrases", source), source)),
    )
    _prove(profile, data.get("examples", []), source)
    return profile


@frozen
class _Source:
    """The text of a profile, for errors that point."""

    text: str
    where: str

    def error(self, key: str, problem: str) -> ProfileError:
        number = next((n for n, row in enumerate(self.text.split("\n"), 1) if _is_about(row, key)), None)
        place = f"{self.where}, line {number}" if number else self.where
        return ProfileError(f"{place}: {key!r} {problem}")


def _is_about(row: str, key: str) -> bool:
    stripped = row.strip().strip("[]").strip()
    return stripped == key or stripped.partition("=")[0].strip() == key or f'"{key}"' in row


def _only(data: Mapping[str, Any], known: frozenset[str], source: _Source) -> None:
    for key in data:
        if key not in known:
            raise source.error(key, f"is unknown here; known are: {', '.join(sorted(known))}")


def _table(data: Mapping[str, Any], key: str, source: _Source) -> Mapping[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise source.error(key, f"must be a table, as in [{key}]")
    return table


def _strings(table: Mapping[str, Any], key: str, source: _Source) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise source.error(key, f'must be a list of strings that are not empty, as in {key} = ["one", "two"]')
    return tuple(value)


def _phrases(groups: Mapping[str, Any], source: _Source) -> Iterable[tuple[str, str]]:
    for group in groups:
        if group not in GROUPS:
            raise source.error(group, f"is no group of phrases; there are: {', '.join(sorted(GROUPS))}")
        for phrase in _strings(groups, group, source):
            try:
                file_phrase(phrase)
            except ValueError as error:
                raise source.error(phrase, str(error)) from None
            yield group, phrase


def _prove(profile: SiteProfile, examples: object, source: _Source) -> None:
    if not isinstance(examples, list):
        raise source.error("examples", "must be tables, as in [[examples]]")
    lexicon = profile.extend(Lexicon({}, {}, {}))
    for example in examples:
        line, group = (example.get("line"), example.get("class")) if isinstance(example, dict) else (None, None)
        if not isinstance(line, str) or group not in GROUPS:
            raise source.error("examples", "each need a line and the class (a group of phrases) that it has")
        if not lexicon.markers(line) & GROUPS[group]:
            raise source.error(line, f"is no {group} by the phrases of this profile")
