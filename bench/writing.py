"""What reading and writing take beside parsing, and how large what is written is.

python bench/writing.py FILE.jsonl[.gz] [--pages N]

A record is one JSON object a line with `id`, `text` and `url`; each is given a time of capture. Times are CPU seconds
of one process, the least of three: reading is from JSON Lines and from Parquet (zstd), writing is to JSON Lines and to
Parquet, as `newsdump convert` does both. Sizes are beside that of the dumps in UTF-8.
"""

from __future__ import annotations

import argparse
import gzip
import json
import struct
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import newsdump
from newsdump.readers import stream
from newsdump.serializers import find
from newsdump.serializers.writing import Writer

ROUNDS = 3
BATCH = 64
CAPTURED_AT = datetime(2025, 6, 6, 12, tzinfo=UTC)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    options = parser.parse_args()
    rows = list(islice(records(options.file), options.pages))
    pages = [parse(row) for row in rows]
    parsing = least(lambda: [parse(row) for row in rows])
    given = sum(len(row["text"].encode()) for row in rows)
    kept = [{"id": row["id"]} for row in rows]
    print(f"{len(rows):,} pages, {given:,} bytes; parsing takes {1e3 * parsing / len(rows):.2f} ms a page\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for suffix in ("jsonl", "parquet"):
            source, target = folder / f"dumps.{suffix}", folder / f"pages.{suffix}"
            lay_out(rows, source)
            reading = least(partial(read, source))
            writing = least(partial(write, suffix, pages, kept, target))
            share = (reading + writing) / parsing
            print(f"{suffix:8} reading {reading / parsing:.1%}, writing {writing / parsing:.1%}, both {share:.1%}")
        print()
        for told, options_of in (
            ("jsonl", {}),
            ("jsonl, without text", {"without": ["text"]}),
            ("jsonl, flat", {"flat": True}),
            ("parquet", {}),
        ):
            target = folder / "sized"
            write(told.partition(",")[0], pages, kept, target, **options_of)
            size = target.stat().st_size
            packed = len(gzip.compress(target.read_bytes()))
            print(f"{told:20} {size / given:.2f} of the dumps, with gzip {packed / given:.2f}")
        parquet = folder / "pages.parquet"
        groups = pq.ParquetFile(parquet).metadata.num_row_groups
        print(f"parquet has {groups} groups of rows and a footer of {footer(parquet):,} bytes")
        pq.write_table(pq.read_table(parquet), folder / "small", compression="zstd", row_group_size=BATCH)
        print(f"with {BATCH} rows a group and all statistics it would have {footer(folder / 'small'):,}")


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of the file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield {name: record.get(name) for name in ("id", "text", "url")}


def parse(row: dict[str, Any]) -> newsdump.Page:
    """The page of a record."""
    return newsdump.parse(row["text"], url=row["url"], captured_at=CAPTURED_AT)


def lay_out(rows: list[dict[str, Any]], target: Path) -> None:
    """Write *rows* to be read."""
    if target.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), target, compression="zstd")
    else:
        target.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def read(source: Path) -> None:
    """Read the dumps, and forget them."""
    for _ in stream([str(source)]):
        pass


def write(name: str, pages: list[newsdump.Page], kept: list[dict[str, str]], target: Path, **options: Any) -> None:  # noqa: ANN401 - of `Writer`
    """Write *pages*, in batches."""
    writer = Writer(find(name), **options)
    part = target.with_suffix(".part")
    with part.open("wb") as file:
        file.write(writer.head())
        for first in range(0, len(pages), BATCH):
            file.write(writer.pages(pages[first : first + BATCH], kept[first : first + BATCH]))
        file.write(writer.tail())
    if writer.finish is None:
        part.replace(target)
    else:
        writer.finish(part, target)


def footer(path: Path) -> int:
    """The bytes of what a Parquet file says of itself at its end."""
    return int(struct.unpack("<I", path.read_bytes()[-8:-4])[0])


def least(work: Callable[[], object]) -> float:
    """The CPU seconds of *work*."""
    found = []
    for _ in range(ROUNDS):
        begun = process_time()
        work()
        found.append(process_time() - begun)
    return min(found)


if __name__ == "__main__":
    main()
