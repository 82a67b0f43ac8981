"""Whether a site still looks as its profile says: a page proves nothing, a row of pages does."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from attrs import evolve, frozen

from newsdump.errors import UsageError
from newsdump.model import NOTES, Note, Page
from newsdump.profiles import SiteProfile

_SURPRISE: Final = math.log(3e4)
"""A line that would be missing on so many pages in a row by chance but once in 30,000 times is gone."""
_GONE_LEAST: Final = 0.5
"""The layout has changed when this share of the stable lines is gone."""
_STABLE_LEAST: Final = 2
"""With fewer stable lines nothing can be told."""
CHANGED: Final = "layout-changed"


@frozen
class Sight:
    """What one page of a site lacks of what stood on most of its pages: all that must be kept of it to watch a site."""

    site: str
    """The name of the profile."""
    stable: int
    """The number of its stable lines."""
    missing: Mapping[str, float]
    """The keys of those that the page lacks, each with what it says to miss it once, in natural logarithms."""

    @property
    def is_strange(self) -> bool:
        """Whether so much is missing that the page may be one of another layout."""
        return self.stable >= _STABLE_LEAST and len(self.missing) >= _GONE_LEAST * self.stable


def sight(profile: SiteProfile, page: Page | str) -> Sight:
    """What a page, or its dump, lacks.

    Raises:
        UsageError: the profile was not learned.
    """
    fit = profile.fits(page)
    known = profile.learned
    if known is None:  # `fits` has raised
        return Sight(profile.name, 0, {})
    return Sight(
        profile.name,
        len(known.stable),
        {key: -math.log(1 - known.counts[key] / (known.pages + 1)) for key in fit.missing},
    )


class Misses:
    """For many sites the lines that their latest pages lacked: only what is missing is kept, which is next to nothing.

    Each stable line has the number of pages in a row that lacked it. A line that nine of ten pages had is gone after
    six pages without it, one that all of 30 pages had after four. Lines that come and go together (comments that only
    some pages have) make no alarm: however many they are, they are gone together by chance as rarely as one of them.
    """

    def __init__(self, missed: Mapping[str, Mapping[str, int]] | None = None) -> None:
        self.missed = {site: dict(lines) for site, lines in (missed or {}).items()}
        """By site and key the pages in a row."""

    def add(self, seen: Sight) -> bool:
        """Look at the next page; whether its site has changed its layout by now."""
        before = self.missed.get(seen.site, {})
        now = {key: before.get(key, 0) + 1 for key in seen.missing}
        if now:
            self.missed[seen.site] = now
        else:
            self.missed.pop(seen.site, None)
        gone = sum([many * seen.missing[key] > _SURPRISE for key, many in now.items()])
        return seen.is_strange and gone >= _GONE_LEAST * seen.stable


class Watch:
    """Holds what a site's pages have lacked of late."""

    def __init__(self, profile: SiteProfile) -> None:
        if profile.learned is None:
            raise UsageError(f"the profile {profile.name!r} was written by hand: there is nothing to watch")
        self.profile = profile
        self._stable = [line for line in profile.learned.lines if line.key in profile.learned.stable]
        self._pages = profile.learned.pages
        self._misses = Misses()
        self._changed = False

    def add(self, page: Page | str) -> bool:
        """Look at the next page of the site, or its dump; whether the layout has changed by now."""
        self._changed = self._misses.add(sight(self.profile, page))
        return self._changed

    @property
    def gone(self) -> tuple[str, ...]:
        """The keys of the lines that no longer stand on the site's pages."""
        missed = self._misses.missed.get(self.profile.name, {})
        return tuple(
            line.key
            for line in self._stable
            if missed.get(line.key, 0) * -math.log(1 - line.pages / (self._pages + 1)) > _SURPRISE
        )

    @property
    def can_tell(self) -> bool:
        """Whether enough stands on all pages to be missed."""
        return len(self._stable) >= _STABLE_LEAST

    @property
    def changed(self) -> bool:
        """Whether most of what stood on all pages is gone."""
        return self._changed


def noted(page: Page) -> Page:
    """*page* with the note that the layout of its site has changed."""
    return evolve(page, notes=(*page.notes, Note(CHANGED, NOTES[CHANGED])))
