"""Time newsdump.parse: pages met once and again, beside next to nothing; how the cost grows; import; memory.

python bench/speed.py FILE.jsonl[.gz] ... [--limit N] [--extractor NAME] [--against PYTHON]
python bench/speed.py --made N [--against PYTHON]

A record is one JSON object a line with `text`, the dump; without files, N random pages of `newsdump.testing` are read.
*once* is what a pipeline pays: each dump is parsed a single time by a process that met none of them; *again* follows it
at once, when its lines are remembered. *ages* is `find_age` over the different short lines. All are processor time, the
least of three processes. Beside each stands the floor, on the same dumps in the same run: to cut the text into rows and
take four cheap features of each, in plain Python. *growth* is the time for a text of 2n over that of n, for texts that
are made to be slow: linear is 2. *rss* is what the process holds after reading all dumps once.

--against names another interpreter, with another version or build installed: only the ratios of this one's times to
that one's are printed, page by page in turns, for floors differ from machine to machine and from hour to hour.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, median
from typing import IO, cast

import newsdump
from texts import add_source, texts_from

ROUNDS = 3
SHORT = 120
SEED = (Path(__file__).resolve().parents[1] / "examples" / "daily8.txt").read_text(encoding="utf-8")
MADE_SLOW: dict[str, Callable[[int], str]] = {
    "one line": lambda size: "word " * (size // 5),
    "no spaces": lambda size: "a" * size,
    "empty lines": lambda size: "\n" * size,
    "ages": lambda size: "3 hours ago\n" * (size // 12),
    "phrases": lambda size: "Comments\nRelated Articles\n" * (size // 26),
    "digits": lambda size: "1" * size,
    "lines of digits": lambda size: "1 1 1 1 1 1 1\n" * (size // 14),
    "a dump repeated": lambda size: (SEED * (size // len(SEED) + 1))[:size],
}
SLOW_SIZE = 200_000

CHILD = """
import json, resource, sys, time
import newsdump
from newsdump.ages import find_age
newsdump.parse("Harbour opens\\n\\nThe new harbour of Osselby opened on Monday.\\nComments\\nIda\\n2 hours ago\\nGood.")
clock = time.process_time
for line in sys.stdin:
    work = json.loads(line)
    start = clock()
    if isinstance(work, str):
        newsdump.parse(work)
    else:
        for part in work:
            find_age(part)
    print(clock() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
"""


class Reader:
    """A process that reads dumps (or looks for ages in lists of lines), and tells how long it took."""

    def __init__(self, python: str) -> None:
        self._child = subprocess.Popen(  # noqa: S603 - the caller's interpreter
            [python, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.megabytes = 0.0

    def seconds(self, work: str | list[str]) -> float:
        """The processor time that *work* takes."""
        asked, told = cast("IO[str]", self._child.stdin), cast("IO[str]", self._child.stdout)
        asked.write(json.dumps(work) + "\n")
        asked.flush()
        spent, self.megabytes = map(float, told.readline().split())
        return spent

    def end(self) -> None:
        """No more is asked."""
        self._child.communicate()


def floor(text: str) -> int:
    """Next to nothing with each row."""
    return sum(len(row) + row.count(" ") + row.isupper() + row[-1:].isalnum() for row in text.split("\n"))


def seconds(work: Callable[[str], object], text: str) -> float:
    """The least processor time that *work* takes."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work(text)
        times.append(time.process_time() - start)
    return min(times)


def short_lines(texts: list[str]) -> list[str]:
    """The different lines of the dumps that are looked through for ages."""
    return sorted({line for text in texts for row in text.split("\n") if 0 < len(line := row.strip()) <= SHORT})


def against(other: str, texts: list[str]) -> None:
    """Print the ratios of the times of this interpreter's newsdump to those of the other one's."""
    lines = short_lines(texts)
    chunks = [lines[start : start + 200] for start in range(0, len(lines), 200)]
    works: list[tuple[str, str | list[str]]] = [("ages", chunk) for chunk in chunks]
    works += [(name, text) for text in texts for name in ("once", "again")]
    works += [("example", SEED)] * 50
    totals = {name: [0.0, 0.0] for name, _ in works}
    for turn in range(ROUNDS):
        readers = [Reader(python) for python in (sys.executable, other)]
        for name, work in works:
            for number in (0, 1) if turn % 2 else (1, 0):
                totals[name][number] += readers[number].seconds(work)
        for reader in readers:
            reader.end()
    for name, (mine, theirs) in totals.items():
        print(f"{name:8s} {mine / theirs:.3f}")


def measure(texts: list[str]) -> None:
    """Print the times."""
    lines = short_lines(texts)
    runs: list[tuple[list[float], list[float], float, float]] = []
    for _ in range(ROUNDS):
        reader = Reader(sys.executable)
        once, again = zip(*[(reader.seconds(text), reader.seconds(text)) for text in texts], strict=True)
        megabytes = reader.megabytes
        reader.end()
        reader = Reader(sys.executable)
        runs.append(([*once], [*again], reader.seconds(lines), megabytes))
        reader.end()
    base = sum(seconds(floor, text) for text in texts)
    size = sum(map(len, texts))
    rows = sum(text.count("\n") + 1 for text in texts)
    print(
        f"{len(texts)} dumps of {rows / len(texts):.0f} rows and {size / len(texts):.0f} characters;"
        f" {'compiled' if newsdump.COMPILED else 'pure'} build"
    )
    for name, place in (("once", 0), ("again", 1)):
        times = min((run[place] for run in runs), key=sum)
        last = sorted(times)[int(len(times) * 0.99)]
        print(
            f"{name:6s} mean {1e3 * fmean(times):.2f} ms  median {1e3 * median(times):.2f}"
            f"  99th of 100 {1e3 * last:.2f}  {size / sum(times) / 1e6:.2f} M characters a second"
            f"  {sum(times) / base:.0f} floors"
        )
    ages, least = min(run[2] for run in runs), sum(seconds(floor, line) for line in lines)
    print(f"ages   {1e6 * ages / len(lines):.1f} us a line  {ages / least:.0f} floors")
    print(f"rss    {min(run[3] for run in runs):.0f} MB")
    grown = {
        name: seconds(newsdump.parse, make(2 * SLOW_SIZE)) / seconds(newsdump.parse, make(SLOW_SIZE))
        for name, make in MADE_SLOW.items()
    }
    print("growth " + ", ".join(f"{name} {ratio:.2f}" for name, ratio in grown.items()))
    whole, used = map(import_seconds, ("import newsdump", "from newsdump import parse"))
    print(f"import {1e3 * whole:.0f} ms, with parse {1e3 * used:.0f}")


def import_seconds(statement: str) -> float:
    """The median of what an import takes in a fresh process."""
    program = f"import time; start = time.process_time(); {statement}; print(time.process_time() - start)"
    return median(
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)  # noqa: S603
        for _ in range(5)
    )


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_source(parser)
    parser.add_argument("--against", metavar="PYTHON", help="print the ratios to the newsdump of this interpreter")
    options = parser.parse_args()
    texts = texts_from(parser, options)
    newsdump.parse(SEED)  # loads its data
    if options.against:
        against(options.against, texts)
    else:
        measure(texts)


if __name__ == "__main__":
    main()
