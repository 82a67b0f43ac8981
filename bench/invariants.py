"""Check over a user's own dumps what must be true of every page.

    python bench/invariants.py FILE... [--reader NAME] [--text-field NAME] [--show 5]

FILE is whatever `newsdump convert` reads. For each invariant the number of pages that break it is printed, with the
first of them; the status is 1 if there is any.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict

from newsdump.invariants import INVARIANTS, broken
from newsdump.readers import READERS, Dump, Fields, stream


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--reader", choices=list(READERS))
    parser.add_argument("--text-field")
    parser.add_argument("--show", type=int, default=5)
    asked = parser.parse_args()
    fields = Fields(text=(asked.text_field,)) if asked.text_field else Fields()
    found: dict[str, list[str]] = defaultdict(list)
    pages = faults = 0
    for each in stream(asked.files, reader=asked.reader, fields=fields):
        if not isinstance(each, Dump):
            faults += 1
            print(f"not read: {each}", file=sys.stderr)
            continue
        pages += 1
        for one in {
            one.invariant: one for one in broken(each.text, url=each.url, captured_at=each.captured_at)
        }.values():
            found[one.invariant].append(f"{each.origin}: {one.what}")
    print(f"{pages:8,}  pages, {faults:,} not read")
    for name in ("total", *INVARIANTS):
        print(f"{len(found[name]):8,}  {name}")
        for one in found[name][: asked.show]:
            print(f"          {ascii(one)[1:-1]}")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
