"""What the tests of all engines start from: a few records, and what they must become."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import newsdump
from newsdump.model import Page

AT: Final = datetime(2025, 6, 6, 12, tzinfo=UTC)
RECORDS: Final[list[dict[str, Any]]] = [
    {"id": f"dump-{number}", "text": path.read_text(encoding="utf-8"), "url": f"https://n.example/{number}", "date": AT}
    for number, path in enumerate(sorted(Path("tests/dumps").rglob("*.txt")))
    if path.stat().st_size
]
COLUMNS: Final = {name: [record[name] for record in RECORDS] for name in RECORDS[0]}
PAGES: Final[list[Page]] = [
    newsdump.parse(record["text"], url=record["url"], captured_at=record["date"]) for record in RECORDS
]
BAD: Final = {"id": "bad", "text": None, "url": None, "date": None}
REASON: Final = "no text: the field text is empty"


def write_wet(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write *records* as Common Crawl does: a member of gzip each."""
    with path.open("wb") as file:
        for record in records:
            data = record["text"].encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {record['url']}\r\n"
                f"WARC-Date: 2025-06-06T12:00:00Z\r\nWARC-Record-ID: <{record['id']}>\r\n"
                f"WARC-Block-Digest: sha1:{record['id']}\r\nContent-Type: text/plain\r\n"
                f"Content-Length: {len(data)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + data + b"\r\n\r\n", mtime=0))
