"""Whether a changed layout is told soon, and one that did not change never: on made sites.

python bench/drift.py [--sites 100] [--pages 200] [--seed 1]

Of each made site 30 pages teach a profile. A `Watch` then sees so many other pages of it; and so many again of which
the second half is of another made site. Sites on whose pages fewer than two lines are stable cannot be watched.
"""

from __future__ import annotations

import argparse
import random
from itertools import islice
from statistics import fmean

from newsdump.learning import Watch, learn
from newsdump.testing import KINDS, draw_grammar, random_pages

TAUGHT = 30
SOON = 10
SAME = ("bare", "empty", "links", "shop")
"""Kinds without furniture of their own, or without stories."""


def first_alarm(watch: Watch, pages: list[str]) -> int | None:
    """The number of the page after which the layout is said to have changed, from 1."""
    return next((number for number, page in enumerate(pages, 1) if watch.add(page)), None)


def main() -> None:
    """Watch made sites and print what was told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=100)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kinds = [kind for kind in KINDS if kind not in SAME]
    late: list[int] = []
    false, unheard, unwatched = 0, 0, 0
    for site in range(options.sites):
        draw = random.Random(f"{options.seed} {site}")  # noqa: S311 - no number of it is secret
        before, after = (draw_grammar(draw, kind=draw.choice(kinds)) for _ in range(2))
        half = options.pages // 2
        old = [page.text for page in islice(random_pages(site, grammar=before), TAUGHT + options.pages)]
        new = [page.text for page in islice(random_pages(site, grammar=after), half)]
        profile = learn(old[:TAUGHT], name="made")
        if not Watch(profile).can_tell:
            unwatched += 1
            continue
        false += first_alarm(Watch(profile), old[TAUGHT:]) is not None
        alarm = first_alarm(Watch(profile), old[TAUGHT : TAUGHT + half] + new)
        if alarm is None:
            unheard += 1
        elif alarm > half:
            late.append(alarm - half)
    print(f"sites watched: {options.sites - unwatched} of {options.sites}; false alarms: {false}")
    soon = sum(pages <= SOON for pages in late)
    print(f"changes told: {len(late)}, within {SOON} pages {soon}; never: {unheard}; mean {fmean(late):.1f} pages")


if __name__ == "__main__":
    main()
