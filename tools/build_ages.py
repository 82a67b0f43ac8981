"""Build the tables of `newsdump.ages` from what stands under `data/ages/`.

python tools/build_ages.py            # data/ages/ -> src/newsdump/data/ages/*.json
python tools/build_ages.py --check    # only say whether they agree
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import ages_sources
import ages_tables


def dumped(table: dict[str, Any]) -> str:
    """A table as JSON, one entry a line where that reads well in a diff."""
    lines = []
    for name, content in table.items():
        if isinstance(content, dict):
            rows = (f"{json.dumps(key, ensure_ascii=False)}:{_short(value)}" for key, value in content.items())
            lines.append(f'"{name}":{{\n' + ",\n".join(rows) + "\n}")
        else:
            lines.append(f'"{name}":[\n' + ",\n".join(_short(row) for row in content) + "\n]")
    return "{" + ",\n".join(lines) + "}\n"


def _short(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def build() -> dict[str, str]:
    """The compiled files by name."""
    root = ages_sources.SOURCES
    tables = ages_tables.compile_tables(
        ages_sources.all_sources(),
        ages_sources.read(root / "languages.toml"),
        ages_sources.read(root / "zones.toml"),
    )
    return {name: dumped(table) for name, table in tables.items()}


def from_cldr() -> dict[str, str]:
    """The sources that CLDR gives, by name."""
    import babel

    import ages_cldr

    return ages_cldr.all_files(str(babel.__version__))


def main() -> int:
    """Write the tables, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cldr", action="store_true")
    options = parser.parse_args()
    stale = _settle(ages_sources.SOURCES / "cldr", from_cldr(), check=options.check) if options.cldr else 0
    stale += _settle(ages_sources.COMPILED, build(), check=options.check)
    return stale if options.check else 0


def _settle(folder: Path, files: dict[str, str], *, check: bool) -> int:
    """Write the files that differ, or only name them."""
    stale = 0
    for name, text in files.items():
        path = folder / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if not check:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {'differs from its sources' if check else 'written'}")
    return stale


if __name__ == "__main__":
    sys.exit(main())
