"""Build the compiled lexicon of the package from the phrases that people edit.

python tools/build_lexicon.py [--check]

Reads `data/lexicon/*.toml` and writes `src/newsdump/data/lexicon.json`; with --check it writes nothing and
exits with 1 if the two do not agree.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from newsdump.lexicon import GROUPS, LABELS, file_phrase, label_key

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "data" / "lexicon"
COMPILED = ROOT / "src" / "newsdump" / "data" / "lexicon.json"


def read_sources(folder: Path) -> dict[str, dict[str, Any]]:
    """The source files by language, in the order of their names."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}


def compile_phrases(sources: dict[str, dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Whole lines, heads, tails and labels, each with the union of what it announces in any language.

    Raises:
        ValueError: a group is unknown, or a phrase cannot be looked up.
    """
    tables: dict[str, dict[str, int]] = {"whole": {}, "heads": {}, "tails": {}, "labels": {}}
    for language, groups in sources.items():
        for group, content in groups.items():
            if group == "examples":
                continue
            if group in LABELS:
                for phrase in content["phrases"]:
                    folded = label_key(phrase)
                    tables["labels"][folded] = tables["labels"].get(folded, 0) | LABELS[group]
                continue
            if group not in GROUPS:
                raise ValueError(f"{language}.toml: unknown group {group!r}")
            for phrase in content["phrases"]:
                try:
                    place, folded = file_phrase(phrase)
                except ValueError as error:
                    raise ValueError(f"{language}.toml, {group}: {phrase!r} {error}") from None
                tables[place][folded] = tables[place].get(folded, 0) | GROUPS[group]
    return {place: dict(sorted(table.items())) for place, table in tables.items()}


def main() -> int:
    """Build or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only say whether sources and compiled form agree")
    options = parser.parse_args()
    built = json.dumps(compile_phrases(read_sources(SOURCES)), ensure_ascii=False, indent=0) + "\n"
    if options.check:
        agree = COMPILED.read_text(encoding="utf-8") == built
        print("sources and compiled lexicon agree" if agree else "the compiled lexicon is out of date")
        return 0 if agree else 1
    COMPILED.write_text(built, encoding="utf-8")
    print(f"{COMPILED.relative_to(ROOT)}: {len(built)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
