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

import regex

from newsdump.lexicon import LONGEST, Marker, key

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "data" / "lexicon"
COMPILED = ROOT / "src" / "newsdump" / "data" / "lexicon.json"
PLACEHOLDER = regex.compile(r"\{(?!n\})\w+\}")


def read_sources(folder: Path) -> dict[str, dict[str, Any]]:
    """The source files by language, in the order of their names."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}


def compile_phrases(sources: dict[str, dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Whole lines, heads and tails, each with the union of what it announces in any language.

    Raises:
        ValueError: a group is unknown, or a phrase cannot be looked up.
    """
    tables: dict[str, dict[str, int]] = {"whole": {}, "heads": {}, "tails": {}}
    for language, groups in sources.items():
        for group, content in groups.items():
            if group == "examples":
                continue
            marker = getattr(Marker, group.upper(), None)
            if marker is None:
                raise ValueError(f"{language}.toml: unknown group {group!r}")
            for phrase in content["phrases"]:
                place, folded = _folded(phrase, f"{language}.toml, {group}: {phrase!r}")
                tables[place][folded] = tables[place].get(folded, 0) | marker
    return {place: dict(sorted(table.items())) for place, table in tables.items()}


def _folded(phrase: str, where: str) -> tuple[str, str]:
    if len(phrase) > LONGEST:
        raise ValueError(f"{where} is longer than {LONGEST} characters")
    pieces = PLACEHOLDER.split(phrase.replace("{n}", "0"))
    if len(pieces) == 1:
        place, text = "whole", pieces[0]
    elif not key(pieces[0]) and len(pieces) == 2:
        place, text = "tails", pieces[1]
    elif key(pieces[0]):
        place, text = "heads", pieces[0]  # what follows the first placeholder may vary
    else:
        raise ValueError(f"{where} begins and ends with a placeholder")
    folded = key(text)
    if place == "whole":
        folded = folded.rstrip(" :")
    if not folded.strip(" :#"):
        raise ValueError(f"{where} holds no word")
    return place, folded


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
