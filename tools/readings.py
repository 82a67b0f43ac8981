"""Pages that were read row by row: what each row of a print is, and where its header stands, in `readings.tsv`.

The prints are those of `gold/*.jsonl.gz` and `teacher/*.jsonl.gz` in a folder. The file has their ids, a letter for
each row (capital where a record begins; `n` for what a careful reader could see otherwise), and the places of title,
writers and dates in the text, so that nothing of the pages themselves is here.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from attrs import frozen

from labelled_rows import Labels
from newsdump import lines
from newsdump.items.surroundings import ROLES

FILE: Final = Path(__file__).with_name("readings.tsv")
FOLDERS: Final = ("gold", "teacher")
LETTERS: Final = {
    ".": "other",
    "b": "body",
    "P": "title",
    "w": "byline",
    "H": "comments_heading",
    "S": "comments_state",
    "a": "comment_author",
    "d": "comment_age",
    "x": "comment_name_age",
    "c": "comment_text",
    "k": "comment_action",
    "R": "related_heading",
    "t": "related_title",
    "e": "related_text",
    "g": "related_age",
    "u": "related_source",
    "m": "related_meta",
}
"""What the letters say."""
_UNDECIDED: Final = "n"
_BODY: Final = "b"


@frozen(eq=False)
class Reading:
    """A print that was read."""

    record: dict[str, Any]
    """As the records of `pages/*.jsonl.gz`; its `gold` has the story and the header, and no items."""
    labels: Labels


def read(folder: Path) -> list[Reading]:
    """The prints of *folder* that were read and may be fitted to, in the order of the file."""
    rows = [row.split("\t") for row in FILE.read_text(encoding="utf-8").splitlines()]
    wanted = {name for name, *_ in rows}
    found = {}
    for path in (path for name in FOLDERS for path in sorted((folder / name).glob("*.jsonl.gz"))):
        with gzip.open(path, "rt", encoding="utf-8") as records:
            for record in map(json.loads, records):
                if record["id"] in wanted and record["use"] == "train":
                    found[record["id"]] = record
    return [_reading(found[name], letters, fields) for name, letters, fields in rows if name in found]


def labels_of(letters: Sequence[str]) -> Labels:
    """The labels of a page's lines.

    >>> labels_of("bTe").begins.tolist()
    [False, True, False]
    """
    small = [letter if letter in LETTERS else letter.lower() for letter in letters]
    return Labels(
        np.array([ROLES.index(LETTERS.get(letter, "other")) for letter in small], np.int64),
        np.array([letter not in LETTERS and letter != _UNDECIDED for letter in letters], np.bool_),
        np.array([letter != _UNDECIDED for letter in letters], np.float32),
    )


def _reading(record: dict[str, Any], letters: str, fields: str) -> Reading:
    text = record["text"]
    rows = lines.cut(text)

    def spans_of(wanted: str) -> list[list[int]]:
        return [[rows.starts[line], rows.ends[line]] for line, letter in enumerate(letters) if letter == wanted]

    gold: dict[str, Any] = {
        "title": None,
        "authors": [],
        "published": None,
        "modified": None,
        "dateline": None,
        "comments_state": "absent",
        "comment_count": None,
        "article": [[rows.starts[line], rows.ends[line]] for line, letter in enumerate(letters) if letter == _BODY],
        "captions": [
            [rows.starts[line], rows.ends[line]] for line, letter in enumerate(letters) if letter == _UNDECIDED
        ],
    }
    for field in filter(None, fields.split(";")):
        name, _, value = field.partition("=")
        if name == "state":
            gold["comments_state"] = value
        elif name == "count":
            gold["comment_count"] = int(value)
        else:
            start, end = map(int, value.split("-"))
            told = {"text": text[start:end], "span": [start, end]}
            if name == "author":
                gold["authors"].append(told)
            else:
                gold[name] = told
    return Reading({**record, "gold": gold}, labels_of(letters))
