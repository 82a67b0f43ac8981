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

The table `[learned]`, which `newsdump.learn` writes, is told in `newsdump.habits`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from math import inf
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import regex
from attrs import frozen

from newsdump import habits, lines
from newsdump.errors import ProfileError, UsageError
from newsdump.habits import LAST_PLACE, Below, Habits, Line
from newsdump.lexicon import GROUPS, Lexicon, file_phrase
from newsdump.model import Page
from newsdump.plugins import brought

ENTRY_POINTS: Final = "newsdump.profiles"
"""The entry-point group in which other packages name a `SiteProfile`, or a tuple of them."""
_FIELDS: Final = frozenset({"name", "recognise", "phrases", "learned", "examples"})
_RECOGNISE: Final = frozenset({"hosts", "lines"})
_NAME: Final = regex.compile(r"[a-z0-9][a-z0-9._-]*")


@frozen(cache_hash=True)
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
    learned: Habits | None = None
    """What `newsdump.learn` found on its pages."""

    def owns(self, text: str, url: str | None) -> bool:
        """Whether a dump with this text and address is a page of the site."""
        if url and self.hosts:
            host = host_of(url)
            if any(_is_host(host, known) for known in self.hosts):
                return True
        return any(line in text for line in self.lines)

    def fits(self, page: Page | str) -> Fit:
        """How far a page, or its dump, is as those were that the profile was learned from.

        Raises:
            UsageError: the profile was not learned.
        """
        if self.learned is None:
            raise UsageError(
                f"the profile {self.name!r} was written by hand: nothing is known of what stands on all pages"
            )
        met = {habits.key(text) for text in lines.cut(page if isinstance(page, str) else page.text).texts}
        stable = self.learned.stable
        missing = tuple(line.key for line in self.learned.lines if line.key in stable and line.key not in met)
        return Fit(1 - len(missing) / len(stable) if stable else 1.0, self.learned.present, missing)

    def extend(self, lexicon: Lexicon) -> Lexicon:
        """*lexicon* with the phrases of this site."""
        return lexicon.extended(self.phrases)


@frozen
class Fit:
    """How far a page is as a profile says."""

    met: float
    """The share of the site's stable lines that the page has, 0 to 1; 1 if there are none."""
    expected: float
    """What it was in the mean of the pages that taught the profile."""
    missing: tuple[str, ...]
    """The keys of the stable lines that the page lacks, those first that most pages had."""


def _is_host(host: str, known: str) -> bool:
    return host == known.removeprefix("*.") or (known.startswith("*.") and host.endswith(known[1:]))


def host_of(url: str) -> str:
    """The host of an address, empty if it has none."""
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
    except ValueError as error:  # a name that no file can have
        raise ProfileError(f"{path}: cannot be read: {error}") from error
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
    if not isinstance(name, str) or not is_name(name):
        raise source.error("name", 'must be lower case letters, digits, dots and dashes, as in name = "daily8"')
    recognise_by = _table(data, "recognise", source)
    _only(recognise_by, _RECOGNISE, source)
    profile = SiteProfile(
        name,
        _strings(recognise_by, "hosts", source),
        _strings(recognise_by, "lines", source),
        tuple(_phrases(_table(data, "phrases", source), source)),
        _habits(_table(data, "learned", source), source) if "learned" in data else None,
    )
    _prove(profile, data.get("examples", []), source)
    return profile


def is_name(text: str) -> bool:
    """Whether a profile may be called so."""
    return _NAME.fullmatch(text) is not None


def write(profile: SiteProfile) -> str:
    """The TOML file of a profile; `read` gives the same profile back.

    >>> read(write(load_profile("daily8")), "daily8.toml") == load_profile("daily8")
    True
    """
    rows = [f"name = {_quoted(profile.name)}"]
    if profile.hosts or profile.lines:
        rows += ["", "[recognise]"]
        rows += [
            f"{key} = {_listed(values)}"
            for key, values in (("hosts", profile.hosts), ("lines", profile.lines))
            if values
        ]
    if profile.phrases:
        rows += ["", "[phrases]"]
        groups: dict[str, list[str]] = {}
        for group, phrase in profile.phrases:
            groups.setdefault(group, []).append(phrase)
        rows += [f"{group} = {_listed(phrases)}" for group, phrases in groups.items()]
    known = profile.learned
    if known is not None:
        rows += ["", "[learned]", f"pages = {known.pages}", f"shared = {known.shared}", f"present = {known.present}"]
        for line in known.lines:
            rows += ["", "[[learned.lines]]", f"line = {_quoted(line.key)}", f"pages = {line.pages}"]
        for below in known.below:
            rows += ["", "[[learned.below]]", f"line = {_quoted(below.key)}", f"place = {below.place}"]
            rows += [f"pages = {below.pages}", f"story = {below.story}"]
    return "\n".join(rows) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


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


def _habits(table: Mapping[str, Any], source: _Source) -> Habits:
    _only(table, frozenset({"pages", "shared", "present", "lines", "below"}), source)
    pages = _number(table, "pages", source, least=1, whole=True)
    return Habits(
        int(pages),
        _number(table, "shared", source, most=1),
        _number(table, "present", source, most=1),
        tuple(
            Line(_key(row, source), int(_number(row, "pages", source, most=pages, whole=True)))
            for row in _rows(table, "lines", frozenset({"line", "pages"}), source)
        ),
        tuple(
            Below(
                _key(row, source),
                int(_number(row, "place", source, most=LAST_PLACE, whole=True)),
                int(_number(row, "pages", source, most=pages, whole=True)),
                _number(row, "story", source, most=1),
            )
            for row in _rows(table, "below", frozenset({"line", "place", "pages", "story"}), source)
        ),
    )


def _rows(table: Mapping[str, Any], key: str, known: frozenset[str], source: _Source) -> Iterable[Mapping[str, Any]]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise source.error(f"learned.{key}", f"must be tables, as in [[learned.{key}]]")
    for row in rows:
        _only(row, known, source)
        yield row


def _key(row: Mapping[str, Any], source: _Source) -> str:
    key = row.get("line")
    if not isinstance(key, str):
        raise source.error("line", 'must be a string, as in line = "print this article"')
    return key


def _number(
    table: Mapping[str, Any], key: str, source: _Source, *, least: float = 0, most: float = inf, whole: bool = False
) -> float:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or not least <= value <= most:
        kind = "whole number" if whole else "number"
        limits = f"from {least} to {most}" if most < inf else f"of {least} or more"
        raise source.error(key, f"must be a {kind} {limits}")
    return value


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
