"""Weigh the marks of `newsdump.items.talk`: how much more often comments have them than stories do.

python tools/fit_talk.py FOLDER | --check

FOLDER holds annotated records as `annotated.py` reads them: counted are the lines of stories and of comments on real
pages, in one print of each. Writes `src/newsdump/data/talk.json` from `data/talk/marks.toml`; with --check only says
whether the words in the two agree.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from math import log
from pathlib import Path
from typing import Any, Final

from annotated import BODY, COMMENT, read_sheets
from newsdump.items import talk

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "data" / "talk" / "marks.toml"
BUILT: Final = ROOT / "src" / "newsdump" / "data" / "talk.json"
PRINTER: Final = "resiliparse"


def weigh(folder: Path, words: dict[str, Any]) -> dict[str, dict[str, float]]:
    """For each mark the log odds of lines with it and without it."""
    nothing = {name: {"present": 0.0, "absent": 0.0} for name in (*talk.FORMS, *words)}
    marks = talk.marks_of(words, nothing)
    lines: Counter[int] = Counter()
    found: Counter[tuple[str, int]] = Counter()
    for sheet in read_sheets(folder):
        if sheet.made or sheet.printer != PRINTER:
            continue
        for text, label in zip(sheet.lines.texts, sheet.labels, strict=True):
            if label == COMMENT or (label == BODY and "forum" not in sheet.collection):
                lines[label] += 1
                found.update((mark.name, label) for mark, has in talk.marked(text, marks) if has)
    weights = {}
    for name in nothing:
        story, comment = ((found[name, label] + 1) / (lines[label] + 2) for label in (BODY, COMMENT))
        weights[name] = {
            "present": round(log(comment / story), 2),
            "absent": round(log((1 - comment) / (1 - story)), 2),
        }
    return weights


def main() -> int:
    """Weigh, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--check", action="store_true", help="only say whether the words agree with their source")
    options = parser.parse_args()
    words = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    if options.check:
        agree = json.loads(BUILT.read_text(encoding="utf-8"))["words"] == words
        print("source and built words of talk agree" if agree else "the words of talk are out of date")
        return 0 if agree else 1
    if options.folder is None:
        parser.error("name the folder of annotated records, or --check")
    weights = weigh(options.folder, words)
    data = {"version": 1, "weights": weights, "words": words}
    BUILT.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{BUILT.relative_to(ROOT)}: {len(weights)} marks")
    return 0


if __name__ == "__main__":
    sys.exit(main())
