"""How many of the ages that readers marked on pages `newsdump.ages.find_ages` finds in their lines.

python bench/ages_recall.py FILE.jsonl[.gz] [--use train] [--missed N]

A record is one JSON object a line: `text` (the dump), `use`, and `gold` with `published`, `modified` (null, or an
object with its `span`) and with `comments` and `related` (lists of objects with an `age`: null, or an object with its
`span` or `spans`). "same" counts spans that agree to the character, "near" to two characters at either end (a bracket,
a full stop), "met" those that overlap.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsdump.ages import find_ages

NEAR = 2
KINDS = ("published", "modified", "comment", "related")


def marked(gold: dict[str, Any]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Kind and place of every age that was marked."""
    fields = [("published", gold.get("published")), ("modified", gold.get("modified"))]
    fields += [("comment", comment["age"]) for comment in gold.get("comments") or ()]
    fields += [("related", item["age"]) for item in gold.get("related") or ()]
    for kind, field in fields:
        if field:
            start, end = field["span"] if "span" in field else field["spans"][0]
            yield kind, (start, end)


def line_around(text: str, start: int, end: int) -> tuple[int, str]:
    """The line of a place, with where it begins."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, text[first : last if last >= 0 else len(text)]


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--use")
    parser.add_argument("--missed", type=int, default=0, help="print so many ages of each kind that were not met")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    opener = gzip.open if options.file.suffix == ".gz" else open
    with opener(options.file, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if options.use and record.get("use") != options.use:
                continue
            for kind, (start, end) in marked(record["gold"]):
                first, line = line_around(record["text"], start, end)
                spans = [(first + age.span.start, first + age.span.end) for age in find_ages(line) if age.span]
                met = any(a < end and b > start for a, b in spans)
                counts[kind, "all"] += 1
                counts[kind, "same"] += (start, end) in spans
                counts[kind, "near"] += any(abs(a - start) <= NEAR and abs(b - end) <= NEAR for a, b in spans)
                counts[kind, "met"] += met
                if not met and counts[kind, "all"] - counts[kind, "met"] <= options.missed:
                    print(kind, repr(record["text"][start:end]), "in", repr(line[:100]))
    for kind in KINDS:
        total = counts[kind, "all"] or 1
        shares = (f"{name} {counts[kind, name] / total:6.1%}" for name in ("same", "near", "met"))
        print(f"{kind:10} {counts[kind, 'all']:5}  {'  '.join(shares)}")


if __name__ == "__main__":
    main()
