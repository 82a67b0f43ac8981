"""What learned profiles are worth on made sites, where every item is known.

python bench/made_sites.py [--sites 60] [--taught 30] [--asked 10] [--seed 1]

Of each made site so many pages teach a profile, and so many others are read without it and with it. Rows are those of
`bench/pages.py`; a page is perfect when all its comments and related items are right, none missed and none too many.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from itertools import islice

import newsdump
from newsdump.learning import learn
from newsdump.testing import draw_grammar, random_pages
from pages import Scores, score

ROWS = ("body", "nostory", "title", "com", "ghost.none", "state", "count", "rel", "rghost.none", "perfect")


def main() -> None:
    """Read made sites and print what profiles change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=60)
    parser.add_argument("--taught", type=int, default=30)
    parser.add_argument("--asked", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", action="store_true", help="a line for each site")
    options = parser.parse_args()
    totals: dict[str, Scores] = defaultdict(Scores)
    took: dict[str, float] = defaultdict(float)
    reader = newsdump.Parser(profiles=())
    for site in range(options.sites):
        draw = random.Random(f"{options.seed} {site}")  # noqa: S311 - no number of it is secret
        grammar = draw_grammar(draw)
        pages = [*islice(random_pages(site, grammar=grammar), options.taught + options.asked)]
        begin = time.process_time()
        try:
            profile = learn([page.text for page in pages[: options.taught]], name="made", parser=reader)
        except newsdump.UsageError:
            profile = None  # fewer than five stories, as on shops
        took["learning a page"] += (time.process_time() - begin) / options.taught
        rows = []
        for how, known in (("without", None), ("with", profile)):
            scores = Scores()
            begin = time.process_time()
            read = [reader.parse(page.text, profile=known) for page in pages[options.taught :]]
            took[how] += (time.process_time() - begin) / options.asked
            for page, made in zip(read, pages[options.taught :], strict=True):
                scores += score(page, made.gold.to_dict())
            totals[how] += scores
            rows.append(scores.sums["perfect"][0] / scores.sums["perfect"][1])
        if options.each:
            print(
                f"{site:4d} {grammar.kind:12s} {profile and profile.name!s:4s} {rows[0]:.2f} -> {rows[1]:.2f}",
                flush=True,
            )
    for row in ROWS:
        cells = []
        for how in ("without", "with"):
            right, of = totals[how].sums.get(row, (0.0, 0.0))
            cells.append(f"{100 * right / of:6.1f} ({of:5.0f})" if of else f"{'-':>14s}")
        print(f"{row:12s} {cells[0]} -> {cells[1]}")
    print("ms a page:", ", ".join(f"{name} {1000 * seconds / options.sites:.1f}" for name, seconds in took.items()))


if __name__ == "__main__":
    main()
