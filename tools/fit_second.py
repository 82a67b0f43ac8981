"""Fit the trees of `newsdump.second_votes` to annotated pages.

python tools/fit_second.py FOLDER --roles SHARES.npz [--score]

FOLDER holds annotated pages as `item_labels.py` and `readings.py` read them, and what `fit_trees.py` was fitted to;
SHARES.npz is what `fit_items.py --shares` left: the roles of these pages by trees that have not seen their sites.
Their first votes are of such trees as well, fitted here once more for each part of the sites. Writes
`src/newsdump/data/trees/second.json` and the compiled `src/newsdump/_second_trees.py`; with --score nothing is
written, and printed is how much of the story is right on sites that were left out: the mean word-F1, and the share of
pages where it is .98 or more.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
from attrs import frozen
from numpy.typing import NDArray

import readings
from annotated import BODY, OTHER, UNKNOWN, Sheet, f1, read_sheets, words
from compile_trees import MODULES, SECOND, compile_trees
from fit_trees import LEAST_PAGE, PARTS, SCALE, Fitted, Ints, Pages, fit_all, read_votes, whole_tree
from headers import site_of
from item_labels import read_records, reader_of
from newsdump import articles, items, second_votes, sections
from newsdump.items import Reader, forms
from newsdump.items.reading import Reading
from newsdump.spans import Span
from newsdump.thresholds import load_thresholds
from newsdump.trees import Votes, votes

VERSION: Final = 1
EXACT: Final = 0.98
HEADER_MOST: Final = 80
"""A shorter line with a title or a date is of the header, though an annotator took it for the story's."""
MOST_THRESHOLDS: Final = 31
TREES: Final = 100
OPTIONS: Final[dict[str, Any]] = {
    "objective": "binary",
    "num_leaves": 10,
    "learning_rate": 0.08,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.4,
    "lambda_l2": 10.0,
    "max_bin": MOST_THRESHOLDS,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}


@frozen(eq=False)
class Case:
    """An annotated page with its first votes and its roles, by trees that have not seen its site."""

    gold: dict[str, Any]
    text: str
    url: str | None
    part: int
    reader: Reader
    said: Votes
    roles: list[list[float]]
    numbers: Ints
    """The columns of `second_votes`, a row a line."""
    labels: Ints
    weights: NDArray[np.float64]


def part_of(site: str) -> int:
    """The part that a site belongs to."""
    return zlib.crc32(f"second {site}".encode()) % PARTS


def read_cases(folder: Path, roles: Path) -> list[Case]:
    """The annotated pages to fit to."""
    with np.load(roles) as kept:
        shares = {name: kept[name] for name in kept.files}
    annotated = [*read_records(folder, "train"), *(each.record for each in readings.read(folder))]
    records = {record["id"]: record for record in annotated if record["id"] in shares}
    readers = {name: reader_of(record["text"], record["url"] or None) for name, record in records.items()}
    own = [_plain_sheet(name, reader) for name, reader in readers.items()]
    pages = Pages([*read_sheets(folder), *own])
    first = _unseen(pages, {name: part_of(site_of(record["url"], name)) for name, record in records.items()})
    cases = []
    for name, body in first.items():
        record, reader = records[name], readers[name]
        said = Votes(body, votes(reader.lines, reader.cues).comment)  # the latter decide little
        roles_of = shares[name].tolist()
        reading = items.reading.read(reader, said, forms.Forms(), roles_of)
        cases.append(_case(record, reader, said, roles_of, reading))
    return cases


def _plain_sheet(name: str, reader: Reader) -> Sheet:
    """A page whose lines are asked about, and not fitted to."""
    unknown = [UNKNOWN] * len(reader.lines)
    return Sheet(name, "", "", "", "", "", name, reader.lines, reader.cues, unknown, Counter(), [])


def _unseen(pages: Pages, parts: dict[str, int]) -> dict[str, list[int]]:
    """The first votes of the pages that have *parts*, by trees that have not seen their sites."""
    known = [parts.get(sheet.name) for sheet in pages.sheets]
    of_sheet = np.array(
        [
            part_of(site_of(f"https://{sheet.site}", sheet.name)) if part is None else part
            for sheet, part in zip(pages.sheets, known, strict=True)
        ]
    )
    asked = np.array([part is not None for part in known])
    found: dict[str, list[int]] = {}
    for part in range(PARTS):
        fitted = fit_all(pages, pages.fits & (of_sheet != part))
        numbers = np.flatnonzero(asked & (of_sheet == part)).tolist()
        found |= {pages.sheets[number].name: body for number, body in read_votes(pages, fitted, numbers).items()}
    return found


def _case(record: dict[str, Any], reader: Reader, said: Votes, roles: list[list[float]], reading: Reading) -> Case:
    sizes = np.array([max(1, len(words(text))) for text in reader.lines.texts]) ** 0.5
    return Case(
        record["gold"],
        record["text"],
        record["url"] or None,
        part_of(site_of(record["url"], record["id"])),
        reader,
        said,
        roles,
        np.array(second_votes.columns(reader, said.body, reading), np.int64).T,
        _labels_of(reader, record["gold"]),
        sizes * SCALE / (sizes.sum() + LEAST_PAGE) ** 0.5,
    )


def _labels_of(reader: Reader, gold: dict[str, Any]) -> Ints:
    """What each line is: of the story or not; captions, and lines of the header that stand in it, are neither."""
    found = np.full(len(reader.lines), OTHER)
    for field, label in (("captions", UNKNOWN), ("article", BODY)):
        for span in gold[field]:
            found[reader.lines.within(Span(*span))] = label
    for field in ("title", "published", "modified", "dateline"):
        for line in reader.lines.within(Span(*gold[field]["span"])) if gold[field] else ():
            if found[line] == BODY and reader.cues.lengths[line] < HEADER_MOST:
                found[line] = UNKNOWN
    return found


def fit(cases: Sequence[Case]) -> Fitted:
    """The trees."""
    numbers = np.concatenate([case.numbers for case in cases])
    labels = np.concatenate([case.labels for case in cases])
    weights = np.concatenate([case.weights for case in cases])
    known = labels != UNKNOWN
    data = lightgbm.Dataset(
        numbers[known],
        (labels[known] == BODY).astype(int),
        weight=weights[known],
        params={"max_bin": MOST_THRESHOLDS, "verbose": -1},
    )
    booster = lightgbm.train(OPTIONS, data, TREES)
    trees = [whole_tree(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    base = sum(tree for tree in trees if isinstance(tree, int))
    return Fitted(base, [tree for tree in trees if not isinstance(tree, int)])


def score(case: Case, fitted: Fitted) -> float:
    """Word-F1 of the story, captions in or out."""
    said = Votes(case.said.body, case.said.comment, None, lambda asked: fitted.votes(np.array(asked).T).tolist())
    division = sections.divide(case.reader, said, roles=case.roles, url=case.url)
    article = articles.write(articles.page_of(case.reader, division, case.url), division.body, 1.0)
    found = Counter(words(article.text if article else ""))
    spans = (case.gold["article"], sorted([*case.gold["article"], *case.gold["captions"]]))
    texts = ("\n".join(case.text[start:end] for start, end in some) for some in spans)
    return max(f1(Counter(words(text)), found) for text in texts)


def cross_validate(cases: Sequence[Case]) -> None:
    """Print how much of the story is right on sites that were left out."""
    scores = []
    for part in range(PARTS):
        fitted = fit([case for case in cases if case.part != part])
        scores += [score(case, fitted) for case in cases if case.part == part and case.gold["article"]]
    exact = np.mean([one >= EXACT for one in scores])
    print(f"{len(scores)} pages, word-F1 {np.mean(scores):.4f}, {EXACT} or more on {exact:.4f}")


def write(cases: Sequence[Case]) -> None:
    """Fit to all pages, and write the data and its compiled form."""
    fitted = fit(cases)
    data = {
        "version": VERSION,
        "unit": "log odds / 128",
        "fitted_to": {"pages": len(cases), "lines": sum(len(case.labels) for case in cases)},
        "columns": {"line": [*second_votes.SECOND_COLUMNS]},
        "questions": {"line_body": {"columns": "line", "base": fitted.base, "trees": fitted.trees}},
    }
    text = json.dumps(data, separators=(",", ":"))
    SECOND.write_text(text.replace('"trees":', '\n"trees":') + "\n", encoding="utf-8")
    MODULES[SECOND].write_text(compile_trees(data), encoding="utf-8")


def main() -> None:
    """Fit, or score what fitting gives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--roles", type=Path, required=True, help="what `fit_items.py --shares` left")
    parser.add_argument("--score", action="store_true", help="write nothing; score sites that were left out")
    options = parser.parse_args()
    least = load_thresholds().small_page
    cases = read_cases(options.folder, options.roles)
    fitted_to = [case for case in cases if len(case.labels) > least]  # small pages are not asked about
    if options.score:
        cross_validate(fitted_to)
    else:
        write(fitted_to)


if __name__ == "__main__":
    main()
