"""Fit the trees of `newsdump.trees` to annotated pages.

python tools/fit_trees.py FOLDER [--score]

FOLDER holds annotated records as `annotated.py` reads them. Writes `src/newsdump/data/trees/votes.json` and the
compiled `src/newsdump/_trees.py`; the same folder and versions of the libraries give the same bytes. With --score
nothing is written: whole collections are left out one after another, then sites in five parts, and the mean word-F1
of the main text on what was left out is printed, by the votes alone and after the whole division, with the calibration
of the votes on the sites left out.

Long lines first. Short lines hear the votes of the long ones around them; they are fitted to votes of trees that have
not seen the site, as they will be on new pages. Passages hear the votes of all lines, unseen in the same way.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
from attrs import frozen

from annotated import BODY, COMMENT, OTHER, UNKNOWN, Sheet, f1, read_sheets, reader_of, words
from compile_trees import COMPILED, TREES, compile_trees
from newsdump import articles, columns, passages, sections, short_columns
from newsdump.trees import UNIT, Votes, choose, probability, votes

VERSION: Final = 1
MADE_WEIGHT: Final = 0.5
LEAST_PAGE: Final = 20.0
"""Added to what the lines of a page weigh together, by whose root they are divided: a long page is one page too."""
PASSAGE_MOST: Final = 600
PASSAGE_LEAST: Final = 200
"""A passage weighs its words, so many at most, over those of its page and these."""
SCALE: Final = 10.0
MOST_THRESHOLDS: Final = 15
"""A column has at most so many thresholds in all trees: each is asked once a page."""
PARTS: Final = 5
"""Sites are put into so many parts; votes for a part's sites come from trees fitted to the others."""

SHARED: Final[dict[str, Any]] = {
    "objective": "binary",
    "max_bin": MOST_THRESHOLDS,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "feature_fraction": 0.5,
    "lambda_l2": 10.0,
    "verbose": -1,
}


@frozen
class Size:
    """How many trees of which size answer a question."""

    trees: int
    leaves: int
    rate: float
    least: int
    """Lines at a leaf at least."""


SIZES: Final = {
    "long_body": Size(72, 16, 0.12, 100),
    "short_body": Size(32, 8, 0.2, 100),
    "long_comment": Size(16, 8, 0.3, 100),
    "passage_body": Size(24, 6, 0.15, 50),
}
Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]
Node = int | list[Any]


@frozen(eq=False)
class Table:
    """Lines as rows of numbers, with what they are and what they weigh."""

    numbers: Ints
    labels: Ints
    weights: np.ndarray[Any, np.dtype[np.float64]]
    sheets: Ints
    """The sheet of each line, by number."""

    def only(self, rows: Mask) -> Table:
        """These rows."""
        return Table(self.numbers[rows], self.labels[rows], self.weights[rows], self.sheets[rows])


@frozen(eq=False)
class Fitted:
    """The trees of one question, as `newsdump.trees` reads them."""

    base: int
    trees: list[Node]

    def votes(self, numbers: Ints) -> Ints:
        """The votes for rows of numbers."""
        return self.base + sum((_gather(tree, numbers) for tree in self.trees), np.zeros(len(numbers), np.int64))


def _gather(tree: Node, numbers: Ints) -> Ints:
    if isinstance(tree, int):
        return np.full(len(numbers), tree, np.int64)
    column, threshold, left, right = tree
    found = np.empty(len(numbers), np.int64)
    over = np.minimum(numbers[:, column], 0x7FFF) >= threshold
    found[over] = _gather(right, numbers[over])
    found[~over] = _gather(left, numbers[~over])
    return found


def fit(table: Table, wanted: int, size: Size) -> Fitted:
    """Trees that tell the lines with the label *wanted* from all others."""
    known = table.only(table.labels != UNKNOWN)
    data = lightgbm.Dataset(
        known.numbers,
        (known.labels == wanted).astype(int),
        weight=known.weights,
        params={"max_bin": MOST_THRESHOLDS, "verbose": -1},
    )
    options = SHARED | {
        "num_leaves": size.leaves,
        "learning_rate": size.rate,
        "min_data_in_leaf": size.least,
    }
    booster = lightgbm.train(options, data, size.trees)
    trees = [whole_tree(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    base = sum(tree for tree in trees if isinstance(tree, int))
    return Fitted(base, [tree for tree in trees if not isinstance(tree, int)])


def whole_tree(node: dict[str, Any]) -> Node:
    """A tree of LightGBM in whole numbers; branches that rounding made equal are one."""
    if "leaf_value" in node:
        return round(float(node["leaf_value"]) * UNIT)
    left, right = whole_tree(node["left_child"]), whole_tree(node["right_child"])
    if left == right and isinstance(left, int):
        return left
    return [int(node["split_feature"]), int(np.floor(node["threshold"])) + 1, left, right]


class Pages:
    """Sheets with their columns; what does not depend on any trees is computed once."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self.sheets = [sheet for sheet in sheets if len(sheet.lines)]
        self.settings = [columns.survey(sheet.lines, sheet.cues) for sheet in self.sheets]
        self.parts = np.array([zlib.crc32(sheet.site.encode()) % PARTS for sheet in self.sheets])
        self.collections = np.array([sheet.collection for sheet in self.sheets])
        self.fits = np.array([_is_fitted(sheet) for sheet in self.sheets])
        self.long = self._table(range(len(self.sheets)), self._long)

    def _long(self, number: int) -> tuple[Sequence[int], list[list[int]]]:
        setting = self.settings[number]
        return setting.longs, columns.of_long(setting)

    def _table(self, numbers: Iterable[int], ask: Callable[[int], tuple[Sequence[int], list[list[int]]]]) -> Table:
        rows: list[Ints] = []
        labels: list[int] = []
        weights: list[np.ndarray[Any, np.dtype[np.float64]]] = []
        sheets: list[int] = []
        for number in numbers:
            sheet = self.sheets[number]
            asked, answers = ask(number)
            if not asked:
                continue
            page = columns.of_page(self.settings[number])
            rows.append(np.array(answers + [[each] * len(asked) for each in page], np.int64).T)
            labels.extend(sheet.labels[line] for line in asked)
            own = np.array([max(1, len(words(sheet.lines.texts[line]))) for line in asked]) ** 0.5
            weights.append(own * (MADE_WEIGHT if sheet.made else 1.0) * SCALE / (own.sum() + LEAST_PAGE) ** 0.5)
            sheets.extend([number] * len(asked))
        return Table(np.concatenate(rows), np.array(labels), np.concatenate(weights), np.array(sheets))

    def short(self, numbers: Sequence[int], votes: dict[int, list[int]]) -> Table:
        """The short lines near the story as the votes of the long lines draw it."""
        return self._table(numbers, lambda number: short_columns.of_short(self.settings[number], votes.get(number, [])))

    def passages(self, votes: dict[int, list[int]]) -> Table:
        """The passages of real pages that stand apart, as these votes of all lines draw them.

        Each stands in the table twice: as body with the weight of its words that are, and as other.
        """
        rows: list[list[int]] = []
        labels: list[int] = []
        weights: list[float] = []
        sheets: list[int] = []
        for number, body in votes.items():
            sheet = self.sheets[number]
            found = passages.split([line for line, vote in enumerate(body) if vote > 0])
            if sheet.made or not sheet.story or len(found) < 2:
                continue
            main, asked = passages.of_passages(sheet.cues, body, found)
            del found[main]
            for row, lines in zip(zip(*asked, strict=True), found, strict=True):
                sizes = {
                    label: sum(_size(sheet, line) for line in lines if sheet.labels[line] == label)
                    for label in (BODY, OTHER, COMMENT)
                }
                good, bad = sizes[BODY], sizes[OTHER] + sizes[COMMENT]
                if not good + bad:
                    continue
                weight = SCALE * min(PASSAGE_MOST, good + bad) / (PASSAGE_LEAST + sheet.story.total())
                for label, size in ((BODY, good), (OTHER, bad)):
                    rows.append([*row])
                    labels.append(label)
                    weights.append(weight * size / (good + bad))
                    sheets.append(number)
        return Table(np.array(rows, np.int64), np.array(labels), np.array(weights), np.array(sheets))


def _size(sheet: Sheet, line: int) -> int:
    return len(words(sheet.lines.texts[line]))


def _is_fitted(sheet: Sheet) -> bool:
    """Forum threads of one collection are cut into main text and comments as elsewhere; the other takes all posts."""
    if sheet.use != "train":
        return False
    return sheet.page_type == "article" or sheet.collection == "harvest-forum"


def _by_sheet(table: Table, votes: Ints) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number, vote in zip(table.sheets.tolist(), votes.tolist(), strict=True):
        found[number].append(vote)
    return found


def fit_all(pages: Pages, chosen: Mask) -> dict[str, Fitted]:
    """All trees, fitted to the sheets that are *chosen* (a mask)."""
    long = pages.long.only(chosen[pages.long.sheets])
    may_be_comment = np.array([columns.has_comment_words(setting) for setting in pages.settings])
    fitted = {
        "long_body": fit(long, BODY, SIZES["long_body"]),
        "long_comment": fit(long.only(may_be_comment[long.sheets]), COMMENT, SIZES["long_comment"]),
    }
    heard = _unseen(pages, long, SIZES["long_body"])
    numbers = np.flatnonzero(chosen).tolist()
    short = pages.short(numbers, heard)
    fitted["short_body"] = fit(short, BODY, SIZES["short_body"])
    said = _unseen(pages, short, SIZES["short_body"])
    passage = pages.passages(join(pages, numbers, heard, said))
    fitted["passage_body"] = fit(passage, BODY, SIZES["passage_body"])
    return fitted


def _unseen(pages: Pages, table: Table, size: Size) -> dict[int, list[int]]:
    """For each sheet the votes for body of its lines, by trees that have not seen its site."""
    votes: dict[int, list[int]] = {}
    parts = pages.parts[table.sheets]
    for part in np.unique(parts):
        others = fit(table.only(parts != part), BODY, size)
        kept = table.only(parts == part)
        votes |= _by_sheet(kept, others.votes(kept.numbers))
    return votes


def read_votes(pages: Pages, fitted: dict[str, Fitted], numbers: list[int]) -> dict[int, list[int]]:
    """For each sheet of *numbers* the votes for body of all its lines."""
    mask = np.zeros(len(pages.sheets), bool)
    mask[numbers] = True
    long = pages.long.only(mask[pages.long.sheets])
    heard = _by_sheet(long, fitted["long_body"].votes(long.numbers))
    short = pages.short(numbers, heard)
    said = _by_sheet(short, fitted["short_body"].votes(short.numbers))
    return join(pages, numbers, heard, said)


def join(
    pages: Pages, numbers: list[int], heard: dict[int, list[int]], said: dict[int, list[int]]
) -> dict[int, list[int]]:
    """The votes of all lines from those *heard* of long lines and *said* of short ones."""
    votes = {}
    for number in numbers:
        row = [-columns.VOTE_ZERO] * len(pages.sheets[number].lines)
        setting = pages.settings[number]
        for line, vote in zip(setting.longs, heard.get(number, []), strict=True):
            row[line] = vote
        asked = short_columns.of_short(setting, heard.get(number, []))[0]
        for line, vote in zip(asked, said.get(number, []), strict=True):
            row[line] = vote
        votes[number] = row
    return votes


def score(sheet: Sheet, body: list[int], passage: Fitted) -> tuple[float, float]:
    """Word-F1 of the main text that the votes alone give, and of the one that the whole division gives."""
    comment = votes(sheet.lines, sheet.cues).comment  # of the shipped trees: it decides little
    said = Votes(body, comment, lambda asked: passage.votes(np.array(asked).T).tolist())
    reader = reader_of(sheet)
    division = sections.divide(reader, said)
    article = articles.write(articles.page_of(reader, division, None), division.body, 1.0)
    chosen = "\n".join(sheet.lines.texts[line] for line in choose(sheet.cues, body, said.look))
    whole = "" if article is None else article.text
    return f1(sheet.story, Counter(words(chosen))), f1(sheet.story, Counter(words(whole)))


def cross_validate(pages: Pages) -> None:
    """Print the mean word-F1 on collections and sites that were left out."""
    scored = np.array(
        [sheet.use == "train" and not sheet.made and _is_fitted(sheet) and bool(sheet.story) for sheet in pages.sheets]
    )
    rows: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    said: list[tuple[int, bool, int]] = []
    for way, test in _splits(pages):
        fitted = fit_all(pages, pages.fits & ~test)
        numbers = np.flatnonzero(test & scored).tolist()
        for number, body in read_votes(pages, fitted, numbers).items():
            sheet = pages.sheets[number]
            printer = "resiliparse" if sheet.printer == "resiliparse" else "other prints"
            rows[way, sheet.collection, printer].append(score(sheet, body, fitted["passage_body"]))
            if way == "sites":
                said.extend(
                    (vote, label == BODY, length)
                    for vote, label, length in zip(body, sheet.labels, sheet.cues.lengths, strict=True)
                    if label != UNKNOWN and vote > -columns.VOTE_ZERO
                )
    for (way, collection, printer), values in sorted(rows.items()):
        alone, whole = np.mean(values, axis=0)
        print(f"{way:12s} {collection:20s} {printer:12s} n {len(values):4d}  votes F1 {alone:.4f}  page F1 {whole:.4f}")
    print_calibration(said)


def print_calibration(said: list[tuple[int, bool, int]]) -> None:
    """Print how often lines were body by what their votes say, each line weighed by its length."""
    hopes = np.array([probability(vote) for vote, _, _ in said])
    right = np.array([body for _, body, _ in said])
    weights = np.array([length for _, _, length in said], float)
    error = 0.0
    for tenth in range(10):
        here = (hopes >= tenth / 10) & (hopes < (tenth + 1) / 10 + (tenth == 9))
        hope, share = np.average(hopes[here], weights=weights[here]), np.average(right[here], weights=weights[here])
        part = weights[here].sum() / weights.sum()
        error += part * abs(hope - share)
        print(f"said {hope:.3f}  was {share:.3f}  {part:.3f} of the text")
    print(f"expected calibration error {error:.4f}")


def _splits(pages: Pages) -> Iterable[tuple[str, Mask]]:
    for left_out in (("wcxb",), ("fundus",), ("mozilla-readability", "newspaper4k-tests"), ("harvest-forum",)):
        yield "collections", np.isin(pages.collections, left_out)
    for part in range(PARTS):
        yield "sites", pages.parts == part


def write(pages: Pages, fitted: dict[str, Fitted]) -> None:
    """Write the data and its compiled form."""
    questions = {
        name: {"columns": name.partition("_")[0], "base": found.base, "trees": found.trees}
        for name, found in sorted(fitted.items())
    }
    chosen = [sheet for sheet, fits in zip(pages.sheets, pages.fits, strict=True) if fits]
    counts: dict[str, int] = defaultdict(int)
    for sheet in chosen:
        counts[sheet.collection] += 1
    data = {
        "version": VERSION,
        "unit": f"log odds / {UNIT}",
        "fitted_to": dict(sorted(counts.items())),
        "columns": {
            "long": [*columns.LONG_COLUMNS],
            "short": [*short_columns.SHORT_COLUMNS],
            "page": [*columns.PAGE_COLUMNS],
            "passage": [*passages.PASSAGE_COLUMNS],
        },
        "questions": questions,
    }
    TREES.parent.mkdir(parents=True, exist_ok=True)
    TREES.write_text(json.dumps(data, separators=(",", ":")).replace('"trees":', '\n"trees":') + "\n", encoding="utf-8")
    COMPILED.write_text(compile_trees(data), encoding="utf-8")


def main() -> None:
    """Fit, or score what fitting gives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", action="store_true", help="write nothing; score sites and collections left out")
    options = parser.parse_args()
    pages = Pages(read_sheets(options.folder))
    if options.score:
        cross_validate(pages)
    else:
        write(pages, fit_all(pages, pages.fits))


if __name__ == "__main__":
    main()
