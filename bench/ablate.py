"""Tell what each rule of the story and of its header is worth: the figures of annotated pages without it.

python bench/ablate.py FILE.jsonl[.gz] ... [--pages FILE.jsonl[.gz]] [--use NAME] [--every N] [--rules NAME,NAME]

FILEs hold records as for `accuracy.py`, those of `--pages` as for `pages.py`; `--use` takes those that say so alone. A
rule is a function whose answer is what it says, or a number or a pattern that it goes by (`RULES`); without it, that
answer is always the one that changes nothing. Printed is what the figures change by without each rule: on FILEs the
mean over the collections, on those of `--pages` the share of all. What loses less than .002 in every column is a rule
that may go, if a column is there that it could move.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Any, Final
from unittest.mock import patch

import regex
from attrs import evolve

import accuracy
import newsdump
import pages as annotated
from newsdump import articles, sections
from newsdump.blocks import captions, writing
from newsdump.header import choosing, headlines, picking, places, titles, writers
from newsdump.items import Reader, Reading
from newsdump.thresholds import Thresholds, load_thresholds

COLUMNS: Final = ("precision", "recall", "F1", "title", "comments F1")
"""Of the records of `accuracy.py`."""
PAGE_COLUMNS: Final = ("body", "nostory", "title", "writers", "writers.none", "published", "dateline", "com", "rel")
"""Of the records of `pages.py`."""
_ALL: Final = "all rules"
_NEVER: Final = regex.compile(r"(?!)(?P<place>)(?P<between>)(?P<sign>)")

Patch = tuple[Any, str, object]
"""Where something is, its name, and what stands in its place."""


def _says(answer: object) -> Callable[..., object]:
    """A function that always gives *answer*."""
    return lambda *_, **__: answer


def _without(numbers: Callable[[], Thresholds], **changed: float) -> Patch:
    """The thresholds of the verdict with some that ask for nothing."""
    return sections, "load_thresholds", _says(evolve(numbers(), **changed))


def _chosen(_: Reader, chosen: list[int], *__: object) -> list[int]:
    return chosen


RULES: Final[Mapping[str, Sequence[Patch]]] = {
    "a small page that says it has no story": [(sections, "_has_no_story", _says(answer=False))],
    "no story, by the roles of lines": [(sections.no_story, "is_none", _says(answer=False))],
    "second votes, that hear the roles": [(sections.second_votes, "votes", lambda _, body, *__: [*body])],
    "lines that the roles are sure of, on small pages": [_without(load_thresholds, sure_body=2.0)],
    "lines of items that are the story's, on small pages": [_without(load_thresholds, item_body=2.0)],
    "what was nearly voted for beside the story": [(sections, "_filled", _chosen)],
    "programs and tables in the story": [(sections, "_with_rows", _chosen)],
    "lines that interrupt": [(sections, "_interrupts", _says(answer=False))],
    "what stands above a byline is no story": [(articles, "_behind_byline", _says(0))],
    "the first line may be the title": [(articles, "_may_be_title", _says(answer=False))],
    "lines of the story above its byline": [(articles, "_is_left", _says(answer=False))],
    "bylines and dates in the story": [(articles, "_is_of_header", _says(answer=False))],
    "a standfirst": [(articles, "_is_standfirst", _says(answer=False))],
    "a link has its site behind it": [(articles, "_LINK_MOST", 0)],
    "a dateline on a line of its own": [(articles, "_is_dateline", _says(answer=False))],
    "a large letter": [(articles, "_is_large_letter", _says(answer=False))],
    "captions and credits": [(captions, "kind_of", _says(None))],
    "a credit between bars": [(captions, "_NAMED", re.compile(r"(?!)"))],
    "a credit behind a caption": [(captions, "_has_credit_behind", _says(answer=False))],
    "a sentence that goes on in the next block": [(writing, "_goes_on", _says(answer=False))],
    "times of what is told as it happens": [(writing, "_times", _says({}))],
    "the name below a lone By is no title": [(titles, "_is_named_writer", _says(answer=False))],
    "no title far above, if one near is sure": [(titles, "_SURE", 1000.0)],
    "titles without path and site": [(titles, "bare", lambda _, text: text)],
    "titles cut at a sign": [(headlines, "_SEPARATOR", re.compile(r"(?!)"))],
    "titles cut behind a label": [(headlines, "_LABEL", re.compile(r"(?!)"))],
    "titles cut before a bracket": [(headlines, "_BRACKET", re.compile(r"(?!)"))],
    "no writers far away, if the header names some": [(choosing, "_SURE", 10**9)],
    "names that may be no writers": [(writers, "_may_be_writer", _says(answer=True))],
    "names in long lines": [(writers, "_of_long", _says([]))],
    "writers who are joined": [(picking, "_are_joined", _says(answer=False))],
    "writers near the first one": [(picking, "_REACH", -1)],
    "writers who are a part of another": [(picking, "_is_another", _says(answer=True))],
    "places beside dates and on lines of their own": [(places, "_beside", _says([]))],
    **{
        f"places of form {form}": [(places, "FORMS", (*places.FORMS[:form], _NEVER, *places.FORMS[form + 1 :]))]
        for form in range(len(places.FORMS))
    },
}
"""For each rule what stands in its place."""


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=Path, action="append", default=[], help="files of pages.py")
    parser.add_argument("--use", help="only records with this `use`")
    parser.add_argument("--every", type=int, default=1, help="take every N-th page alone")
    parser.add_argument("--rules", help="these alone, by the beginnings of their names")
    options = parser.parse_args()
    if not options.files and not options.pages:
        parser.error("name files of annotated pages")
    named = tuple(options.rules.split(",")) if options.rules else ("",)
    chosen = [name for name in RULES if name.startswith(named)]
    asked = annotated.argparse.Namespace(files=options.pages, use=options.use, random=0, seed=0)
    told = (record for record in accuracy.read(options.files) if options.use in {None, record.get("use")})
    some = islice(told, 0, None, options.every)
    pages = islice(annotated.records_of(asked), 0, None, options.every)
    for columns, records, score in ((COLUMNS, some, _OfGold), (PAGE_COLUMNS, pages, _OfPages)):
        count, figures = _ablated(records, chosen, score)
        if not count:
            continue
        whole = figures.pop(_ALL)
        print(f"{f'{count} pages':48s}" + "".join(f"{column:>13s}" for column in columns))
        print(f"{_ALL:48s}" + "".join(f"{whole[column]:13.4f}" for column in columns))
        for name, without in figures.items():
            changes = [without[column] - whole[column] for column in columns]
            print(f"{name:48s}" + "".join(f"{change:+13.4f}" for change in changes))


def _ablated(
    records: Iterable[dict[str, Any]], rules: Sequence[str], score: type[_OfGold | _OfPages]
) -> tuple[int, dict[str, dict[str, float]]]:
    """How many records there are, and the figures of all of them, with all rules and without each of *rules*."""
    found = {name: score() for name in (_ALL, *rules)}
    count = 0
    for record in records:
        count += 1
        # The roles of lines are the larger part of the time, and below all of these rules.
        with patch.object(sections.items.reading, "read", _Remembered(sections.items.reading.read)):
            for name, scores in found.items():
                with ExitStack() as stack:
                    for patched in RULES.get(name, ()):
                        stack.enter_context(patch.object(*patched))
                    scores.add(record)
    return count, {name: scores.figures() for name, scores in found.items()}


class _Remembered:
    """A reading of items that is done once."""

    def __init__(self, read: Callable[..., Reading]) -> None:
        self._read = read
        self._reading: Reading | None = None

    def __call__(self, *asked: object) -> Reading:
        if self._reading is None:
            self._reading = self._read(*asked)
        return self._reading


class _OfGold:
    """The mean of each column over collections, of which each counts alike."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, float]]] = defaultdict(list)

    def add(self, record: dict[str, Any]) -> None:
        self._rows[str(record.get("collection"))].append(accuracy.score(record))

    def figures(self) -> dict[str, float]:
        figures: dict[str, float] = {}
        for column in COLUMNS:
            told = [[row[column] for row in rows if column in row] for rows in self._rows.values()]
            figures[column] = fmean(fmean(rows) for rows in told if rows) if any(told) else 0.0
        return figures


class _OfPages:
    """The share of what is right in each row."""

    def __init__(self) -> None:
        self._scores = annotated.Scores()

    def add(self, record: dict[str, Any]) -> None:
        page = newsdump.parse(record["text"], url=record.get("url") or None)
        self._scores += annotated.score(page, record["gold"])

    def figures(self) -> dict[str, float]:
        sums = {column: self._scores.sums.get(column, (0.0, 0.0)) for column in PAGE_COLUMNS}
        return {column: right / of if of else 0.0 for column, (right, of) in sums.items()}


if __name__ == "__main__":
    main()
