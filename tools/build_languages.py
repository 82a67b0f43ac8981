"""Build what tells languages from the words that people edit.

python tools/build_languages.py [--check]

Reads `data/languages/words.toml` and writes `src/newsdump/data/languages.json`; with --check it writes nothing and
exits with 1 if the two do not agree.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data" / "languages" / "words.toml"
COMPILED = ROOT / "src" / "newsdump" / "data" / "languages.json"


def compile_words(source: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The scripts of one language, and the languages of the others by word.

    Raises:
        ValueError: a language has no words.
    """
    alone = {script: language for language, script in source["alone"].items()}
    words: dict[str, dict[str, list[str]]] = {}
    for script, languages in source.items():
        if script == "alone":
            continue
        table: dict[str, list[str]] = {}
        for language, said in languages.items():
            if not said.strip():
                raise ValueError(f"{language} has no words")
            for word in dict.fromkeys(said if script == "Han" else said.split()):
                table.setdefault(word, []).append(language)
        words[script] = dict(sorted(table.items()))
    return {"alone": alone, "words": words}


def main() -> int:
    """Build or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only say whether source and compiled form agree")
    options = parser.parse_args()
    built = json.dumps(compile_words(tomllib.loads(SOURCE.read_text(encoding="utf-8"))), ensure_ascii=False) + "\n"
    if options.check:
        agree = COMPILED.exists() and COMPILED.read_text(encoding="utf-8") == built
        print("source and compiled languages agree" if agree else "the compiled languages are out of date")
        return 0 if agree else 1
    COMPILED.write_text(built, encoding="utf-8")
    print(f"{COMPILED.relative_to(ROOT)}: {len(built)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
