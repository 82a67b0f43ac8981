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

from collections.abc import Iterable
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Final

from newsdump import arguments
from newsdump.errors import ProfileError, UsageError
from newsdump.plugins import brought
from newsdump.profile_files import is_name, read, write
from newsdump.sites import SiteProfile, host_of, names_of_host

__all__ = [
    "ENTRY_POINTS",
    "Listed",
    "SiteProfile",
    "host_of",
    "is_name",
    "known",
    "load_profile",
    "read",
    "recognise",
    "shipped",
    "write",
]

ENTRY_POINTS: Final = "newsdump.profiles"
"""The entry-point group in which other packages name a `SiteProfile`, or a tuple of them."""


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


class Listed:
    """Profiles in the order in which they are asked; those known by their hosts are looked up."""

    def __init__(self, profiles: Iterable[SiteProfile]) -> None:
        """Keep *profiles*.

        Raises:
            UsageError: they are of another type.
        """
        several = isinstance(profiles, Iterable) and not isinstance(profiles, str | bytes)
        self.profiles: tuple[SiteProfile, ...] = tuple(profiles) if several else ()
        wrong = [each for each in self.profiles if not isinstance(each, SiteProfile)]
        if not several or wrong:
            got = f"{wrong[0]!r} among them" if wrong else type(profiles).__name__
            raise UsageError(
                f"profiles are several SiteProfiles, got {got}; load_profile reads one by its name or file"
            )
        self._hosts: dict[str, int] = {}
        self._wordy = [(place, profile) for place, profile in enumerate(self.profiles) if profile.lines]
        for place, profile in enumerate(self.profiles):
            for host in profile.hosts:
                self._hosts.setdefault(host, place)
        self._names = {profile.name: profile for profile in reversed(self.profiles)}

    def find(self, text: str, url: str | None) -> SiteProfile | None:
        """The first whose page this is."""
        host = host_of(url) if url else ""
        last = len(self.profiles)
        first = min([self._hosts.get(name, last) for name in names_of_host(host)]) if host else last
        first = next((place for place, profile in self._wordy if place < first and profile.owns(text, None)), first)
        return self.profiles[first] if first < last else None

    def named(self, name: str) -> SiteProfile | None:
        """The one of this name, if there is one."""
        return self._names.get(name)

    def __reduce__(self) -> tuple[type[Listed], tuple[tuple[SiteProfile, ...]]]:
        """The profiles alone are sent to other processes."""
        return Listed, (self.profiles,)


def recognise(
    text: str, *, url: str | None = None, profiles: Iterable[SiteProfile] | None = None
) -> SiteProfile | None:
    """The first of *profiles* (all that are `known`, if None) whose page this is.

    Raises:
        UsageError: an argument is of another type.

    >>> recognise("", url="https://www.daily8.com/en/article/0").name
    'daily8'
    """
    arguments.of_type("text", text, str, hint="decode bytes before")
    if url is not None:
        arguments.of_type("url", url, str)
    return Listed(known() if profiles is None else profiles).find(text, url)


def load_profile(name_or_path: str | Path) -> SiteProfile:
    """The profile with this name, or in this file.

    Raises:
        ProfileError: there is no such profile, or the file breaks the format; the message points at the line.
        UsageError: it is neither a name nor a path.

    >>> load_profile("daily8").hosts
    ('daily8.com', '*.daily8.com')
    """
    if not isinstance(name_or_path, str | PathLike):
        raise UsageError(f"a profile is a SiteProfile, a name or the path of a file, not {type(name_or_path).__name__}")
    if isinstance(name_or_path, str) and is_name(name_or_path) and not name_or_path.endswith(".toml"):
        by_name = {profile.name: profile for profile in known()}
        if name_or_path in by_name:
            return by_name[name_or_path]
        raise ProfileError(f"no profile is called {name_or_path!r}; there are: {', '.join(by_name)}")
    if name_or_path == "":
        raise ProfileError("no profile is called by an empty name")
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
