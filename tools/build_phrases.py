"""Write the phrases of the lexicon as random pages print them: src/newsdump/data/testing/phrases.json.

    python tools/build_phrases.py [--check]

The lexicon's own compiled form is folded for looking up; here the phrases keep their case and placeholders.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "data" / "lexicon"
POOLS = ROOT / "src" / "newsdump" / "data" / "testing" / "languages"
BUILT = POOLS.parent / "phrases.json"


def build() -> str:
    """The phrases of each language that random pages are written in, by their groups."""
    found = {}
    for pool in sorted(POOLS.glob("*.toml")):
        read = tomllib.loads((SOURCES / pool.name).read_text(encoding="utf-8"))
        found[pool.stem] = {name: group["phrases"] for name, group in read.items() if "phrases" in group}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"') + "\n"


def main() -> None:
    """Build the file, or check it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only tell whether the file is as it would be built")
    built = build()
    if not parser.parse_args().check:
        BUILT.write_text(built, encoding="utf-8")
    elif BUILT.read_text(encoding="utf-8") != built:
        sys.exit(f"{BUILT.relative_to(ROOT)} is not what data/lexicon gives; run: python tools/build_phrases.py")


if __name__ == "__main__":
    main()
