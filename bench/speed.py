"""Time newsdump.parse on dumps of your own, as a pipeline meets them and when it meets them again.

python bench/speed.py FILE.jsonl[.gz] ... [--limit N]

A record is one JSON object a line with `text`, the dump. Lines of menus are remembered, so a page costs less where
others of its site came before it: *first* is the time when each dump is parsed once, in the order of the files, and
*again* the least of three more times right after the first. Times are of this machine; beside them stands what it takes
to do next to nothing with each row (count its spaces, look at its last character), on the same dumps in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import fmean, quantiles
from time import perf_counter

import newsdump

ROUNDS = 3


def texts_of(paths: list[Path], limit: int | None) -> Iterator[str]:
    """The dumps of the files, in order."""
    count = 0
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
            for row in rows:
                if count == limit:
                    return
                count += 1
                yield json.loads(row)["text"]


def touch(text: str) -> int:
    """Next to nothing with each row."""
    return sum(len(row) + row.count(" ") + row.isupper() + row[-1:].isalnum() for row in text.split("\n"))


def seconds(work: Callable[[str], object], text: str, rounds: int = 1) -> float:
    """The least time that *work* took."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work(text)
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, help="take the first N dumps")
    options = parser.parse_args()
    newsdump.parse("Harbour opens\n\nThe new harbour of Osselby opened on Monday, two years late.")  # loads its data
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    first, again, least, characters = [], [], [], 0
    for text in texts_of(options.files, options.limit):
        characters += len(text)
        first.append(seconds(newsdump.parse, text))
        again.append(seconds(newsdump.parse, text, ROUNDS))
        least.append(seconds(touch, text, ROUNDS))
    if len(first) < 2:
        parser.error("two dumps at least are needed")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{len(first)} dumps, {characters / 1e6:.1f} M characters, memory grew by {grown:.0f} MB")
    for name, times in (("first", first), ("again", again)):
        cuts = quantiles(times, n=100)
        print(
            f"{name:6s} mean {1e3 * fmean(times):.2f} ms  median {1e3 * cuts[49]:.2f}  99th of 100 {1e3 * cuts[98]:.2f}"
            f"  {characters / sum(times) / 1e6:.1f} M characters a second"
            f"  {sum(times) / sum(least):.0f} times next to nothing"
        )


if __name__ == "__main__":
    main()
