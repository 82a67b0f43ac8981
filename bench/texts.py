"""The dumps that programs here read: those of files, or made ones."""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from newsdump.testing import random_pages

SEED = 19


def add_source(parser: argparse.ArgumentParser) -> None:
    """Let the caller say which dumps."""
    parser.add_argument("files", nargs="*", type=Path, help="JSON Lines with `text`, .gz or not")
    parser.add_argument("--limit", type=int, help="take the first N dumps")
    parser.add_argument("--extractor", help="only records that name this `extractor`")
    parser.add_argument("--made", type=int, metavar="N", help="read N random pages, not files")


def texts_from(parser: argparse.ArgumentParser, options: argparse.Namespace) -> list[str]:
    """The dumps that the caller named."""
    if bool(options.files) == bool(options.made):
        parser.error("name files, or ask for made pages by --made N")
    if options.made:
        return made(options.made)
    return list(islice(texts_of(options.files, options.extractor), options.limit))


def made(count: int) -> list[str]:
    """Random pages, the same ones each time."""
    return [page.text for page in islice(random_pages(SEED), count)]


def texts_of(paths: list[Path], extractor: str | None = None) -> Iterator[str]:
    """The dumps of the files, in order."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
            for row in rows:
                record = json.loads(row)
                if extractor is None or record.get("extractor") == extractor:
                    yield record["text"]
