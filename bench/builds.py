"""Compare the pages of two builds of newsdump, as of the pure one and the compiled one: they must be equal.

python bench/builds.py PYTHON [FILE.jsonl[.gz] ... | FOLDER] [--made N] [--limit N] [--extractor NAME]

PYTHON is an interpreter with the other build installed; this program runs with the first. Both read the dumps of
`examples/`, N random pages of `newsdump.testing` (300 if not told), and those of the files or of all such files of the
folder (a JSON object a line with `text`). It ends with 1 if a page differs, and tells which and in what.
"""

from __future__ import annotations

import argparse
import pickle
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from attrs import asdict

import newsdump
from newsdump.model import Page
from texts import made, texts_of

_EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
_SHOWN = 10
_CHILD = """
import pickle, sys
import newsdump
pickle.dump(bool(newsdump.COMPILED), sys.stdout.buffer)
while True:
    try:
        text = pickle.load(sys.stdin.buffer)
    except EOFError:
        break
    try:
        page = newsdump.parse(text)
    except Exception as error:
        page = repr(error)
    pickle.dump(page, sys.stdout.buffer)
    sys.stdout.buffer.flush()
"""


def dumps(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """The dumps with a name each."""
    for path in sorted(_EXAMPLES.glob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8")
    for number, text in enumerate(made(options.made)):
        yield f"made page {number}", text
    for path in options.files:
        files = sorted([*path.glob("*.jsonl"), *path.glob("*.jsonl.gz")]) if path.is_dir() else [path]
        for number, text in enumerate(islice(texts_of(files, options.extractor), options.limit), 1):
            yield f"{path}: dump {number}", text


def differences(one: object, other: object, place: str = "") -> Iterator[str]:
    """Where two pages, as dictionaries, differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in one:
            yield from differences(one[name], other[name], f"{place}.{name}")
    elif isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)) and len(one) == len(other):
        for number, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{place}[{number}]")
    elif one != other:
        yield f"{place}: {one!r} / {other!r}"


def main() -> int:
    """Read with both, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python", help="the interpreter of the other build")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--made", type=int, default=300, metavar="N")
    parser.add_argument("--limit", type=int, help="read the first N dumps of the files")
    parser.add_argument("--extractor", help="only records that name this `extractor`")
    options = parser.parse_intermixed_args()
    with subprocess.Popen(  # noqa: S603 - the caller's interpreter
        [options.python, "-c", _CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdin is not None  # noqa: S101 - both are pipes
        assert child.stdout is not None  # noqa: S101
        is_compiled = pickle.load(child.stdout)  # noqa: S301 - of our own child
        if is_compiled == newsdump.COMPILED:
            print(f"note: both builds are {'compiled' if is_compiled else 'pure'}", file=sys.stderr)
        count = different = 0
        for name, text in dumps(options):
            count += 1
            pickle.dump(text, child.stdin)
            child.stdin.flush()
            try:
                page: Page | str = newsdump.parse(text)
            except Exception as error:  # noqa: BLE001 - that both fail alike is to be seen
                page = repr(error)
            other = pickle.load(child.stdout)  # noqa: S301
            if page == other:
                continue
            different += 1
            print(name)
            both = [asdict(one) if isinstance(one, Page) else one for one in (page, other)]
            for told in islice(differences(*both), _SHOWN):
                print(f"  {told[:200]}")
        child.stdin.close()
    print(f"{count} pages, {different} different")
    return 1 if different or not count else 0


if __name__ == "__main__":
    sys.exit(main())
