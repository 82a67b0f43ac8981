"""Other prints of annotated pages, labelled where their lines say the same.

A page that was annotated in one print stands in `gold/*.jsonl.gz` or `teacher/*.jsonl.gz` in others too. Their lines
get the labels of the lines that say the same in the same order; lines without one weigh nothing, and so do records
whose first line has none.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

import numpy as np

from labelled_rows import Labels
from newsdump.items import Reader
from newsdump.items.surroundings import COMMENT, RELATED, ROLES
from readings import FOLDERS

_MOST: Final = 2
"""So many other prints of a page are read: more would only say the same again."""
_LINES_MOST: Final = 1500
_SAME_LEAST: Final = 0.5
"""So many lines of a print must say what the annotated one says."""
_OF_ITEMS: Final = frozenset(ROLES.index(role) for role in (*COMMENT, *RELATED))


def read(folder: Path, records: Iterable[dict[str, Any]], same: str) -> dict[str, list[str]]:
    """The texts of other prints of annotated pages, by their ids; those of one page have the field *same* alike."""
    wanted = {record[same]: record for record in records if record[same]}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    pages: dict[str, str] = {}
    for path in (path for name in FOLDERS for path in sorted((folder / name).glob("*.jsonl.gz"))):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for record in map(json.loads, rows):
                annotated = wanted.get(record[same])
                if annotated is None or record["text"] == annotated["text"]:
                    continue
                if pages.setdefault(annotated["id"], record["page"]) == record["page"]:
                    found[annotated["id"]][record["extractor"]] = record["text"]
    return {name: [of[printer] for printer in sorted(of)][:_MOST] for name, of in found.items()}


def carried_over(reader: Reader, labels: Labels, other: Reader) -> Labels | None:
    """The labels of *reader*'s lines for the lines of another print of the page; None if the two have little alike.

    Args:
        reader: the print that was annotated.
        labels: what its lines are.
        other: the other print.
    """
    ours, theirs = ([_bare(text) for text in one.lines.texts] for one in (reader, other))
    if not theirs or max(len(ours), len(theirs)) > _LINES_MOST:
        return None
    size = len(theirs)
    found = Labels(np.zeros(size, np.int64), np.zeros(size, np.bool_), np.zeros(size, np.float32))
    at = np.full(size, -1)
    for one, two, many in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        at[two : two + many] = range(one, one + many)
    same = at >= 0
    if same.mean() < _SAME_LEAST:
        return None
    found.roles[same] = labels.roles[at[same]]
    found.begins[same] = labels.begins[at[same]]
    found.weights[same] = labels.weights[at[same]]
    first = -1
    firsts = np.full(len(ours), -1)
    for line, role in enumerate(labels.roles.tolist()):
        first = line if labels.begins[line] else first if role in _OF_ITEMS else -1
        firsts[line] = first
    met = set(at[same].tolist())
    for line in np.flatnonzero(same).tolist():
        if firsts[at[line]] >= 0 and firsts[at[line]] not in met:
            found.weights[line] = 0
    return found


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold())) or text
