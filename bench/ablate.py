"""Tell what each rule of the story is worth: the figures of annotated pages without it.

python bench/ablate.py FILE.jsonl[.gz] ... [--every N] [--rules NAME,NAME]

Records are as for `accuracy.py`. A rule is a function whose answer is what it says (`RULES`); without it, that answer
is always the one that changes nothing. Printed is what is lost without each rule, by its mean over the collections;
what loses less than .002 in every column is a rule that may go.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Any, Final
from unittest.mock import patch

from accuracy import read, score
from newsdump import articles, blocks, sections

COLUMNS: Final = ("precision", "recall", "F1", "title")
Rule = tuple[Any, str, Callable[..., Any]]
RULES: Final[Mapping[str, Rule]] = {
    "a small page that says it has no story": (sections, "_has_no_story", lambda *_: False),
    "no story, by the roles of lines": (sections.no_story, "is_none", lambda *_: False),
    "what was nearly voted for beside the story": (sections, "_filled", lambda _reader, chosen, *_: chosen),
    "lists that a line announces by a colon": (sections, "_with_lists", lambda _, chosen: chosen),
    "sentences below a byline with a date": (sections, "_signed", lambda _: []),
    "lines that interrupt": (sections, "_interrupts", lambda *_: False),
    "lines that may not join": (sections, "_may_join", lambda *_: True),
    "what stands above a byline is no story": (articles, "_behind_byline", lambda *_: 0),
    "the first line may be the title": (articles, "_may_be_title", lambda *_: False),
    "lines of the story above its byline": (articles, "_is_left", lambda *_: False),
    "bylines and dates in the story": (articles, "_is_of_header", lambda *_: False),
    "a dateline on a line of its own": (articles, "_is_dateline", lambda *_: False),
    "a sentence that was broken at a link": (articles, "_is_broken", lambda *_: False),
    "a sentence that goes on in the next block": (blocks, "_goes_on", lambda *_: False),
}
"""For each rule where it is, and what stands in its place."""


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every N-th page alone")
    parser.add_argument("--rules", help="these alone, by the beginnings of their names")
    options = parser.parse_args()
    chosen = [name for name in RULES if not options.rules or name.startswith(tuple(options.rules.split(",")))]
    found: dict[str, dict[str, list[dict[str, float]]]] = defaultdict(lambda: defaultdict(list))
    for record in islice(read(options.files), 0, None, options.every):
        collection = str(record.get("collection"))
        found["all rules"][collection].append(score(record))
        for name in chosen:
            with patch.object(*RULES[name]):
                found[name][collection].append(score(record))
    means = {name: _means(by_collection) for name, by_collection in found.items()}
    whole = means.pop("all rules")
    print(f"{'':45s}" + "".join(f"{column:>11s}" for column in COLUMNS))
    print(f"{'all rules':45s}" + "".join(f"{whole[column]:11.4f}" for column in COLUMNS))
    for name, without in means.items():
        print(f"{name:45s}" + "".join(f"{without[column] - whole[column]:+11.4f}" for column in COLUMNS))


def _means(by_collection: Mapping[str, list[dict[str, float]]]) -> dict[str, float]:
    """The mean of each column over collections, of which each counts alike."""
    figures: dict[str, float] = {}
    for column in COLUMNS:
        told = [[row[column] for row in rows if column in row] for rows in by_collection.values()]
        figures[column] = fmean(fmean(rows) for rows in told if rows) if any(told) else 0.0
    return figures


if __name__ == "__main__":
    main()
