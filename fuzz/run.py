"""Fuzz one target with atheris.

    python fuzz/run.py TARGET [-max_total_time=60] [any other option of libFuzzer]

TARGET is one of `targets.TARGETS`. Seeds are read from corpus/TARGET; what breaks the target is written there as
find-..., so that it is replayed by the tests from then on. Needs: pip install atheris
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newsdump"]):
    from targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"


def main() -> None:
    """Fuzz until libFuzzer ends."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: {sys.argv[0]} {'|'.join(TARGETS)} [option of libFuzzer...]")
    name = sys.argv.pop(1)
    seeds = CORPUS / name
    grown = Path(".fuzz") / name  # what libFuzzer finds on the way is no seed
    grown.mkdir(parents=True, exist_ok=True)
    options = [f"-artifact_prefix={seeds}/find-", *sys.argv[1:], str(grown), str(seeds)]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
