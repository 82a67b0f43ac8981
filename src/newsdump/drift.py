"""Whether a site still looks as its profile says: a page proves nothing, a row of pages does."""

from __future__ import annotations

import math
from typing import Final

from newsdump.errors import UsageError
from newsdump.model import Page
from newsdump.profiles import SiteProfile

_SURPRISE: Final = math.log(3e4)
"""A line that would be missing on so many pages in a row by chance but once in 30,000 times is gone."""
_GONE_LEAST: Final = 0.5
"""The layout has changed when this share of the stable lines is gone."""
_STABLE_LEAST: Final = 2
"""With fewer stable lines nothing can be told."""


class Watch:
    """Holds what a site's pages have lacked of late.

    Each stable line has the number of pages in a row that lacked it. A line that nine of ten pages had is gone after
    six pages without it, one that all of 30 pages had after four. Lines that come and go together (comments that only
    some pages have) make no alarm: however many they are, they are gone together by chance as rarely as one of them.
    """

    def __init__(self, profile: SiteProfile) -> None:
        if profile.learned is None:
            raise UsageError(f"the profile {profile.name!r} was written by hand: there is nothing to watch")
        self.profile = profile
        known = profile.learned
        stable = [line for line in known.lines if line.key in known.stable]
        self._weights = {line.key: -math.log(1 - line.pages / (known.pages + 1)) for line in stable}
        self._missed = dict.fromkeys(self._weights, 0)

    def add(self, page: Page | str) -> bool:
        """Look at the next page of the site, or its dump; whether the layout has changed by now."""
        missing = frozenset(self.profile.fits(page).missing)
        for key in self._missed:
            self._missed[key] = self._missed[key] + 1 if key in missing else 0
        return self.changed

    @property
    def gone(self) -> tuple[str, ...]:
        """The keys of the lines that no longer stand on the site's pages."""
        return tuple(key for key, many in self._missed.items() if many * self._weights[key] > _SURPRISE)

    @property
    def can_tell(self) -> bool:
        """Whether enough stands on all pages to be missed."""
        return len(self._missed) >= _STABLE_LEAST

    @property
    def changed(self) -> bool:
        """Whether most of what stood on all pages is gone."""
        return self.can_tell and len(self.gone) >= _GONE_LEAST * len(self._missed)
