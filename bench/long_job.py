"""Convert many made dumps into shards, killing the run on the way, and see what is lost and what memory it takes.

    python bench/long_job.py FOLDER [--dumps 50000] [--kills 20] [--longest 1000] [--jobs 2] [--to jsonl.zst]

FOLDER must not be there yet. The dumps are random pages of `newsdump.testing` of at most so many characters, each with
an id of its own; one record in a thousand is no JSON. The run is ended by SIGKILL as often as asked for, each time
after it has written some more, and goes on with `--resume`. Printed are the largest resident set of all its processes
together in each tenth of the job (Linux), and how many ids were lost, doubled, or out of order.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, Final

from newsdump.readers import Dump, stream
from newsdump.testing import random_pages

_DRAWN: Final = 100
_BAD: Final = 1000
_LOOKS: Final = 0.2
"""Seconds between two looks at the run."""


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dumps", type=int, default=50_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--longest", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--to", default="jsonl.zst", help="what the names of the shards end with")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True)
    expected = write_dumps(asked.folder / "crawl.jsonl", asked.dumps, asked.longest)
    job = Job(asked)
    begun = time.monotonic()
    job.go()
    print(f"{len(expected):,} dumps, {job.kills} kills, {time.monotonic() - begun:.0f} s")
    for tenth, size in sorted(job.memory.items()):
        print(f"{tenth:7.0%} of the pages: {size >> 20:,} MB")
    found = ids(asked.folder, asked.to)
    got, whole = Counter(found), Counter(expected)
    out_of_order = sum(one > other for one, other in pairwise(map(place, found)))
    print(f"{(whole - got).total()} lost, {(got - whole).total()} doubled, {out_of_order} out of order")


def write_dumps(path: Path, dumps: int, longest: int) -> list[str]:
    """Write the records, and tell their ids."""
    small = (page.text for page in random_pages(1) if len(page.text) <= longest)
    texts = list(islice(small, _DRAWN))
    expected = []
    with path.open("w", encoding="utf-8") as file:
        for number in range(dumps):
            if number % _BAD == _BAD - 1:
                file.write("{oops\n")
                continue
            expected.append(f"dump-{number}")
            record = {"id": expected[-1], "text": texts[number % _DRAWN], "url": f"https://news.example/{number}"}
            file.write(json.dumps(record) + "\n")
    return expected


def place(name: str) -> int:
    """Where the record with this id stands."""
    return int(name.rpartition("-")[2])


class Job:
    """Runs until all is there, being killed on the way."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.kills = 0
        self.memory: dict[float, int] = {}
        self._asked = asked
        self._chance = random.Random(1)  # noqa: S311 - no secret
        self._manifest = asked.folder / "part-manifest.json"
        # fmt: off
        self._command = [
            sys.executable, "-m", "newsdump", "convert", "crawl.jsonl", "-o", f"part-*.{asked.to}", "--split", "256KB",
            "--jobs", f"{asked.jobs}", "--errors", "bad.jsonl", "--quiet", "--resume",
        ]
        # fmt: on

    def go(self) -> None:
        """Run, and run again."""
        while True:
            process = subprocess.Popen(self._command, cwd=self._asked.folder)  # noqa: S603 - what is run is this program
            self._watch(process)
            if process.returncode != -signal.SIGKILL:
                break
        if process.returncode != 1:  # some records are no JSON
            raise SystemExit(f"the run ended with {process.returncode}")

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """Look at the run, and kill it when it has written something more, while kills are left."""
        before, kill_at = self._pages(), None
        while process.poll() is None:
            time.sleep(_LOOKS)
            pages = self._pages()
            tenth = pages * 10 // self._asked.dumps / 10
            self.memory[tenth] = max(self.memory.get(tenth, 0), resident(process.pid))
            due = self._asked.dumps * (self.kills + 1) // (self._asked.kills + 1)
            if kill_at is None and self.kills < self._asked.kills and pages > before and pages >= due:
                kill_at = time.monotonic() + self._chance.uniform(0, 3)
            if kill_at is not None and time.monotonic() >= kill_at and process.poll() is None:
                process.kill()
                process.wait()
                self.kills += process.returncode == -signal.SIGKILL

    def _pages(self) -> int:
        try:
            told: dict[str, Any] = json.loads(self._manifest.read_bytes())
        except FileNotFoundError:
            return 0
        return sum(each["pages"] for each in told["files"])


def resident(pid: int) -> int:
    """The bytes that a process and its children have in memory."""
    total = 0
    for number in (pid, *children(pid)):
        try:
            lines = Path(f"/proc/{number}/status").read_text(encoding="utf-8").splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) << 10 for line in lines if line.startswith("VmRSS:"))
    return total


def children(pid: int) -> list[int]:
    """The processes that a process has started, in any of its threads."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):
            found += [int(each) for each in task.read_text(encoding="utf-8").split()]
    return found


def ids(folder: Path, suffix: str) -> list[str]:
    """The ids of all pages, in the order of the files."""
    if suffix == "parquet":
        import pyarrow.parquet as pq

        paths = sorted(folder.glob("part-*.parquet"))
        return [each for path in paths for each in pq.read_table(path, columns=["id"]).column("id").to_pylist()]
    from newsdump.readers import Fields

    fields = Fields(id=("record.id",))
    found = stream(sorted(str(path) for path in folder.glob(f"part-*.{suffix}")), fields=fields)
    return [str(each.kept["id"]) if isinstance(each, Dump) else str(each) for each in found]


if __name__ == "__main__":
    main()
