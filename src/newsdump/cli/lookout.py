"""Pages of learned sites watched in the order of the inputs, though workers parse them out of order.

Workers are told which sites have changed by now, and note their pages. What they could not know yet is found here: a
batch whose notes come out otherwise is done again, which is rare, so that the output is the same for any number of
workers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsdump.cli.work import Done, Task, set_up
from newsdump.drift import Misses
from newsdump.readers import Dump

Missed = Mapping[str, Mapping[str, int]]
"""By site and line the pages in a row that lacked it."""


class Lookout:
    """Holds what the sites of a run have lacked of late."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._misses = Misses()
        self.changed: frozenset[str] = frozenset()
        """The sites that have another layout by now."""

    def go_on(self, missed: Missed) -> None:
        """Go on from where an earlier run stopped."""
        self._misses = Misses(missed)

    def settled(self, dumps: Sequence[Dump], done: Done) -> tuple[Done, dict[str, dict[str, int]]]:
        """What a batch became, with notes where they belong; and what its sites now lack."""
        noted = set()
        changed = set(self.changed)
        for place, sight in sorted(done.sights.items()):
            if self._misses.add(sight):
                noted.add(place)
                changed.add(sight.site)
            else:
                changed.discard(sight.site)
        self.changed = frozenset(changed)
        met = {sight.site for sight in done.sights.values()}
        if noted != done.noted:
            reasons = {place: fault.reason for place, fault in done.faults.items()}
            done = set_up(self._task).do(dumps, reasons, lambda _: None, frozenset(noted))
        return done, {site: self._misses.missed.get(site, {}) for site in met}
