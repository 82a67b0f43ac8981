"""Kill runs of `newsdump convert` in the middle, go on with --resume, and compare with a run that nothing happened to.

    python bench/kills.py FOLDER [--kills 100] [--dumps 900] [--seed 1]

Made dumps are written into FOLDER, which must not be there yet, and converted into five formats with one and two
processes. A run is stopped by SIGKILL, SIGINT or SIGTERM after a random time; in between, an input is changed, or the
journal damaged or taken away, which the next run must tell. Printed are the numbers of kills, of records that were
lost or doubled, of tracebacks, of changes that were not told, and of runs that were refused without a reason.
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
from itertools import count
from pathlib import Path
from typing import Final

_FORMATS: Final = {"out.jsonl": (), "out.csv": (), "out.parquet": (), "out.arrows": (), "out": ("--to", "json")}
_FILES: Final = 3
_PATIENCE: Final = 1.2
_BAD: Final = 40
"""Every so many lines is no JSON."""


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--dumps", type=int, default=900, help="so many are converted; fewer take less time")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True)
    trial = Trial(asked.folder, random.Random(asked.seed), asked.dumps)  # noqa: S311 - no secret
    while trial.counts["kills"] < asked.kills:
        for name, options in _FORMATS.items():
            for jobs in ("1", "2"):
                trial.run(name, [*options, "--jobs", jobs])
        print(dict(trial.counts), flush=True)
    for what in ("kills", "runs", "tampered", "lost", "doubled", "different", "tracebacks", "untold", "refused"):
        print(f"{trial.counts[what]:6}  {what}")


class Trial:
    """Inputs, what they become when nothing happens, and counts of what happened instead."""

    def __init__(self, folder: Path, chance: random.Random, dumps: int) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self._chance = chance
        self._whole: dict[str, list[bytes]] = {}
        self._seconds = 0.0
        self._spoilt = b""
        """The journal that was damaged last."""
        for number in range(_FILES):
            lines = [_line(number, place) for place in range(dumps // _FILES)]
            (folder / f"in{number}.jsonl").write_bytes(b"".join(lines))

    def run(self, name: str, options: list[str]) -> None:
        """Convert to *name*, being killed on the way."""
        if name not in self._whole:
            self._newsdump("whole-" + name, options)
            self._whole[name] = _parts(self.folder / ("whole-" + name))
        self.counts["runs"] += 1
        resume: list[str] = []
        for killed in count():  # each time a little later: where the machine is busy, a run may not even begin
            seconds = self._seconds * _PATIENCE**killed
            status = self._newsdump(name, [*options, *resume], stop=self._chance.uniform(0.3, 1.2) * seconds)
            if status in {0, 1}:
                break
            if status == 2:  # nothing that a run leaves behind may keep another one from going on
                self.counts["refused"] += 1
                resume = ["--force"]
                continue
            if resume != ["--force"] or self._has_begun(name):
                resume = ["--resume"]
            if self._chance.random() < 0.3 and self._tampered(name, [*options, "--resume"]):
                resume = ["--force"]
        got, whole = Counter(_parts(self.folder / name)), Counter(self._whole[name])
        self.counts["lost"] += (whole - got).total()
        self.counts["doubled"] += (got - whole).total()
        self.counts["different"] += _parts(self.folder / name) != self._whole[name]
        _remove(self.folder / name)
        (self.folder / "bad.jsonl").unlink()

    def _has_begun(self, name: str) -> bool:
        """Whether there is a run to go on with: one with --force may have been stopped before it was at work."""
        journal = self.folder / f"{name}.resume"
        return journal.exists() and journal.read_bytes() not in {b"", self._spoilt}

    def _tampered(self, name: str, options: list[str]) -> bool:
        """Change something, and see whether it is told; whether only --force goes on from there."""
        journal, first = self.folder / f"{name}.resume", self.folder / "in0.jsonl"
        if not journal.exists() or b'"state"' not in journal.read_bytes():
            return False
        self.counts["tampered"] += 1
        kept, state = first.read_bytes(), journal.read_bytes()
        way = self._chance.choice(["input", "damaged", "deleted", "deleted part"])
        part = self.folder / f"{name}.part"
        if way == "deleted part":  # then the run begins again
            part.unlink(missing_ok=True)
            return False
        if way == "input":
            first.write_bytes(kept[:-1] + b" \n")
        elif way == "damaged":
            self._spoilt = state[:5] + b"\xff" + state[6:]
            journal.write_bytes(self._spoilt)
        elif way == "deleted" and part.exists():
            journal.unlink()
        else:
            return False
        status = self._newsdump(name, options)
        self.counts["untold"] += status != 2
        first.write_bytes(kept)
        return way != "input"

    def _newsdump(self, name: str, options: list[str], stop: float | None = None) -> int:
        inputs = sorted(path.name for path in self.folder.glob("in*.jsonl"))
        errors = ["--errors", "bad.jsonl"] if not name.startswith("whole-") else []
        begun = time.monotonic()
        process = subprocess.Popen(  # noqa: S603 - what is run is this program
            [sys.executable, "-m", "newsdump", "convert", *inputs, "-o", name, "-q", *errors, *options],
            cwd=self.folder,
            stderr=subprocess.PIPE,
        )
        try:
            _, said = process.communicate(timeout=stop)
            if stop is None:
                self._seconds = time.monotonic() - begun
        except subprocess.TimeoutExpired:
            self.counts["kills"] += 1
            process.send_signal(self._chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM]))
            _, said = process.communicate()
        if b"Traceback" in said:
            self.counts["tracebacks"] += 1
            print(said.decode("utf-8", "replace"), file=sys.stderr)
        return process.returncode


def _line(number: int, place: int) -> bytes:
    if place % _BAD == _BAD - 1:
        return b"{oops\n"
    name = f"{number}.{place}"
    text = (
        f"Story {name} of Port Ellery\nBy Nadia Holm\n6 June 2025\n"
        f"PORT ELLERY: The harbour opened on day {name}, after the last of the stones had been taken out by hand.\n"
        "It had been closed for nine years, and nobody in the town remembered a ship of that size in it.\n"
        "Comments (1)\nTom Arden\n2 hours ago\nGood news.\nRelated Articles\nVale Courier\n3 hours ago\nFerry late\n"
    )
    return json.dumps({"text": text, "url": f"https://news.example/{name}"}).encode() + b"\n"


def _parts(output: Path) -> list[bytes]:
    """The records of an output, or of all files in a folder."""
    if output.is_dir():
        return [path.read_bytes() for path in sorted(output.rglob("*.json"))]
    if output.suffix in {".jsonl", ".csv"}:
        return output.read_bytes().splitlines(keepends=True)
    import pyarrow as pa
    import pyarrow.parquet as pq

    if output.suffix == ".parquet":
        table = pq.read_table(output)
    else:
        with pa.OSFile(str(output), "rb") as source:
            table = pa.ipc.open_stream(source).read_all()
    return [json.dumps(row, default=str).encode() for row in table.to_pylist()]


def _remove(output: Path) -> None:
    if output.is_dir():
        for path in sorted(output.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        output.rmdir()
    else:
        output.unlink()


if __name__ == "__main__":
    main()
