"""Fit the choices of `newsdump.header` to annotated pages.

python tools/fit_header.py FOLDER [--score]

FOLDER holds annotated records as `headers.py` reads them. Writes `src/newsdump/data/header.json` and the compiled
`src/newsdump/header/_trees.py`; the same folder and versions of the libraries give the same bytes. With --score nothing
is written, and how often each field is right on sites that were left out is printed.

The fields are fitted in the order in which they are chosen. Sites are put into five parts, and what a field's choice
hears of earlier choices is what trees say that have not seen the site, as it will be on new pages; thresholds and
confidences rest on such scores, too. What words say is learned on other parts than that whose candidates it is told of.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
from attrs import frozen

from annotated import words
from compile_header import COMPILED, HEADER, compile_trees
from header_tables import (
    INNER,
    PARTS,
    TABLES,
    Case,
    Table,
    table_dateline,
    table_dates,
    table_title,
    table_writers,
)
from headers import COPY, WRONG, read_sheets, setting_of, use_roles
from newsdump.header import choosing, learned, picking, stamps, titles, writers
from newsdump.header.weights import UNIT

MOST_THRESHOLDS: Final = 31
SEEN_LEAST: Final = 2.5
"""A word that was met on fewer pages says nothing."""
SITES_LEAST: Final = 4
"""Nor does one of fewer sites: the names of one site's writers are none of the package's business. Pages without an
address may all be of one site, and count as one."""
PRIOR: Final = 2.0
STEP: Final = 0.5
"""What a step of a learned word is worth, in log odds."""
KNOTS: Final = 8
RARE: Final = frozenset(("modified", "dateline"))
"""Where few pages print a field, nearly all pages are right without it: the threshold makes the most of its F1."""
SHARED: Final[dict[str, Any]] = {
    "objective": "binary",
    "feature_fraction": 0.4,
    "lambda_l2": 5.0,
    "max_bin": MOST_THRESHOLDS,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}


@frozen
class Size:
    """How many trees of which size answer a question."""

    trees: int
    leaves: int
    rate: float
    least: int
    """Candidates at a leaf at least."""


SIZES: Final = {
    "published": Size(80, 8, 0.1, 12),
    "writers": Size(80, 8, 0.1, 15),
    "title": Size(80, 8, 0.1, 15),
    "modified": Size(40, 6, 0.12, 8),
    "dateline": Size(30, 4, 0.12, 6),
}
EASY: Final = frozenset(("title", "dateline"))
"""Of thresholds that are as good the lowest one is taken: a reader sees at once what is wrong with these fields."""
NONE_WORTH: Final = {"title": 0.1, "published": 2.5}
"""What a page that prints no such field counts when the threshold is chosen: a reader would rather have a doubtful
title than none, and no date than a wrong one, and pages without a date are fewer here than in a crawl."""
AS_GOOD: Final = {"writers": 0.99, "published": 0.998, "dateline": 0.97}
"""Bars that reach such a share of what the best one does are as good, for it takes a page or a few to tell them apart:
of those for writers and dates the middle one is taken."""
Node = int | list[Any]


@frozen(eq=False)
class Fitted:
    """The trees of one field, and what the words around its candidates say."""

    base: int
    trees: list[Node]
    words: dict[str, dict[str, int]]


LEARNED: Final = {
    "published": (stamps.NAMES.index(learned.AROUND[0]), len(learned.AROUND)),
    "modified": (stamps.NAMES.index(learned.AROUND[0]), len(learned.AROUND)),
    "writers": (writers.NAMES.index(learned.AROUND[0]), len(learned.AROUND) + len(learned.INSIDE)),
}
"""Where the numbers of learned words begin in a field's rows, and how many there are."""


def learn(name: str, cases: Sequence[Case]) -> dict[str, dict[str, int]]:
    """What the words at the candidates of a field say, as steps of log odds around `learned.UNKNOWN`."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    sites: dict[tuple[str, str], set[str]] = defaultdict(set)
    for case in cases:
        table = case.tables[name]
        told: set[tuple[str, str, int]] = set()
        for keys, label in zip(table.keys, table.labels or (), strict=False):
            if label != COPY:
                said = [("before", keys.before), ("behind", keys.behind), ("above", keys.above)]
                told.update((place, word, label) for place, word in [*said, *(("inside", w) for w in keys.inside)])
        for place, word, label in told:
            seen[place][word] += case.sheet.weight  # type: ignore[assignment]
            right[place][word] += case.sheet.weight * label  # type: ignore[assignment]
            sites[place, word].add(case.sheet.site if case.sheet.url else "")
    found: dict[str, dict[str, int]] = {place: {} for place in TABLES}
    for place, counts in seen.items():
        base = right[place].total() / counts.total()
        for word, count in sorted(counts.items()):
            share = (right[place][word] + PRIOR * base) / (count + PRIOR)
            odds = math.log(share / (1 - share)) - math.log(base / (1 - base))
            step = max(0, min(15, round(learned.UNKNOWN + odds / STEP)))
            if count >= SEEN_LEAST and len(sites[place, word]) >= SITES_LEAST and step != learned.UNKNOWN:
                found[place][word] = step
    return found


def _rows(name: str, case: Case, words_said: dict[str, dict[str, int]]) -> list[list[int]]:
    """The rows of a field with what the words say in their place."""
    table = case.tables[name]
    if name not in LEARNED:
        return table.rows
    start, size = LEARNED[name]
    return [
        [*row[:start], *learned.read(keys, words_said)[:size], *row[start + size :]]
        for row, keys in zip(table.rows, table.keys, strict=True)
    ]


def fit(name: str, cases: Sequence[Case]) -> Fitted:
    """Trees that tell the right candidates of a field from all others."""
    known = [case for case in cases if case.tables[name].labels]
    inner = {part: learn(name, [case for case in known if case.inner != part]) for part in range(INNER)}
    rows: list[list[int]] = []
    labels: list[int] = []
    weights: list[float] = []
    for case in known:
        for row, label in zip(_rows(name, case, inner[case.inner]), case.tables[name].labels or (), strict=True):
            if label != COPY:
                rows.append(row)
                labels.append(label)
                weights.append(case.sheet.weight)
    size = SIZES[name]
    options = SHARED | {"num_leaves": size.leaves, "learning_rate": size.rate, "min_data_in_leaf": size.least}
    data = lightgbm.Dataset(np.array(rows), labels, weight=weights, params={"max_bin": MOST_THRESHOLDS, "verbose": -1})
    booster = lightgbm.train(options, data, size.trees)
    trees = [_whole(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    base = sum(tree for tree in trees if isinstance(tree, int))
    return Fitted(base, [tree for tree in trees if not isinstance(tree, int)], learn(name, known))


def _whole(node: dict[str, Any]) -> Node:
    """A tree of LightGBM in whole numbers; branches that rounding made equal are one."""
    if "leaf_value" in node:
        return round(float(node["leaf_value"]) * UNIT)
    left, right = _whole(node["left_child"]), _whole(node["right_child"])
    if left == right and isinstance(left, int):
        return left
    return [int(node["split_feature"]), int(np.floor(node["threshold"])) + 1, left, right]


def scores_of(name: str, fitted: Fitted, case: Case) -> list[int]:
    """What the candidates of a field score."""
    return [fitted.base + sum(_leaf(tree, row) for tree in fitted.trees) for row in _rows(name, case, fitted.words)]


def _leaf(tree: Node, row: Sequence[int]) -> int:
    while not isinstance(tree, int):
        column, threshold, low, high = tree
        tree = low if row[column] < threshold else high
    return tree


def ask_unseen(name: str, cases: Sequence[Case]) -> None:
    """Score the candidates of a field on every page by trees that have not seen its site."""
    for part in range(PARTS):
        fitted = fit(name, [case for case in cases if case.part != part])
        for case in cases:
            if case.part == part:
                case.tables[name].scores = scores_of(name, fitted, case)


def is_right(name: str, case: Case, thresholds: dict[str, int]) -> tuple[bool, bool, int | None]:
    """Whether something is printed as the field, whether the choice is right, and what it scored if it was made."""
    table = case.tables[name]
    scores = table.scores
    if name == "writers":
        chosen = picking.pick(case.found[name], scores, choosing.bars_of(thresholds))
        wanted = Counter(" ".join(words(text)) for text, _ in case.sheet.writers)
        given = Counter(" ".join(words(case.found[name][place].text)) for place in chosen)
        return bool(wanted), wanted == given, max(scores[place] for place in chosen) if chosen else None
    if name == "modified":
        scores = [-(1 << 14) if place == case.published else score for place, score in enumerate(scores)]
        scores = scores if case.published is not None else []
    place = choosing.best(scores, thresholds[name])
    printed = case.sheet.told(name) is not None
    if place is None:
        return printed, not printed, None
    right = table.labels is not None and table.labels[place] != WRONG
    return printed, right, scores[place]


def tune(name: str, cases: Sequence[Case], thresholds: dict[str, int]) -> None:
    """Set the threshold of a field so that as many pages as can be are right, those that print none among them."""
    whole = [case for case in cases if case.sheet.whole]
    tried = range(-600, 400, 16)
    if name == "writers":
        steps: tuple[tuple[str, range], ...] = (
            ("writers", range(-384, 129, 16)),
            ("more writers", range(-128, 321, 64)),
            ("joined writers", range(-448, 1, 64)),
            ("labelled writers", range(-640, 1, 64)),
        )
        bars = {"writers": -160, "more writers": 192, "joined writers": -128, "labelled writers": -128}
        for _ in range(2):  # one bar after another, for they hardly depend on each other
            for bar, tried_bars in steps:
                counts = {one: _count(name, whole, bars | {bar: one}) for one in tried_bars}
                bars[bar] = _chosen(name, counts)
        thresholds |= bars
        return
    worth = _f1 if name in RARE else _count
    counts = {tried_one: worth(name, whole, thresholds | {name: tried_one}) for tried_one in tried}
    thresholds[name] = _chosen(name, counts)


def _chosen(name: str, counts: Mapping[int, float]) -> int:
    """Of the bars that are as good as the best one the lowest for fields in `EASY`, else the middle one."""
    least = AS_GOOD.get(name, 1.0) * max(counts.values())
    good = [one for one, count in counts.items() if count >= least]
    return good[0] if name in EASY else good[len(good) // 2]


def _f1(name: str, cases: Iterable[Case], thresholds: dict[str, int]) -> float:
    """Of the field as printed and as given."""
    rows = [is_right(name, case, thresholds) for case in cases]
    right = sum(score is not None and right for _, right, score in rows)
    printed = sum(printed for printed, _, _ in rows)
    return 2 * right / max(1, printed + sum(score is not None for *_, score in rows))


def _count(name: str, cases: Iterable[Case], thresholds: dict[str, int]) -> float:
    rows = [is_right(name, case, thresholds) for case in cases]
    return sum(right * (1.0 if printed else NONE_WORTH.get(name, 1.0)) for printed, right, _ in rows)


def curve(name: str, cases: Sequence[Case], thresholds: dict[str, int]) -> dict[str, list[float]]:
    """How often a choice of each score was right, never falling with the score."""
    seen = sorted(
        (score, right)
        for case in cases
        if case.sheet.whole
        for _, right, score in [is_right(name, case, thresholds)]
        if score is not None
    )
    size = max(1, len(seen) // KNOTS)
    groups = [seen[start : start + size] for start in range(0, len(seen), size)]
    pooled: list[list[tuple[int, bool]]] = []
    for group in groups:
        pooled.append(group)
        while len(pooled) > 1 and _share(pooled[-2]) >= _share(pooled[-1]):
            pooled[-2:] = [pooled[-2] + pooled[-1]]
    return {
        "scores": [round(float(np.mean([score for score, _ in group]))) for group in pooled],
        "shares": [round(_share(group), 3) for group in pooled],
    }


def _share(group: Sequence[tuple[int, bool]]) -> float:
    return sum(right for _, right in group) / len(group)


STAGES: Final[dict[str, Callable[[str, Case], Table]]] = {
    "published": table_dates,
    "writers": table_writers,
    "title": table_title,
    "modified": table_dates,
    "dateline": table_dateline,
}
"""The fields in the order in which they are chosen, with what makes their tables."""


def run(cases: Sequence[Case]) -> dict[str, int]:
    """Go through the fields, each asked of trees that have not seen the site; gives the thresholds."""
    thresholds: dict[str, int] = {}
    for name, make in STAGES.items():
        for case in cases:
            case.tables[name] = make(name, case)
        ask_unseen(name, cases)
        tune(name, cases, thresholds)
        for case in cases:
            scores = case.tables[name].scores
            if name == "published":
                case.published = choosing.best(scores, thresholds[name])
            elif name == "writers":
                case.writers = picking.pick(case.found[name], scores, choosing.bars_of(thresholds))
            elif name == "title":
                place = choosing.best(scores, thresholds[name])
                case.title = case.title if place is None else case.found[name][place].line
    return thresholds


def print_scores(cases: Sequence[Case], thresholds: dict[str, int]) -> None:
    """Print how often each field is right on pages of sites that were left out."""
    for name in STAGES:
        rows = [is_right(name, case, thresholds)[:2] for case in cases if case.sheet.whole]
        for wanted, label in ((True, name), (False, f"{name}, none printed")):
            values = [right for printed, right in rows if printed is wanted]
            print(f"{label:28s} {len(values):5d} pages, right {np.mean(values):.3f}")
    titled = [case for case in cases if case.sheet.told("title") is not None]
    print(f"{'titles of all pages':28s} {len(titled):5d} pages, right {_right_titles(titled, thresholds):.3f}")


def _right_titles(cases: Sequence[Case], thresholds: dict[str, int]) -> float:
    found = []
    for case in cases:
        place = choosing.best(case.tables["title"].scores, thresholds["title"])
        cut = None if place is None else case.found["title"][place]
        given = words(case.text(cut.line, cut.start, cut.end)) if cut else []
        told = case.sheet.told("title")
        found.append(told is not None and given == words(told[0]))
    return float(np.mean(found))


def write(cases: Sequence[Case], thresholds: dict[str, int]) -> None:
    """Fit to all pages, and write the data and its compiled form."""
    fitted = {name: fit(name, cases) for name in STAGES}
    data = {
        "version": 1,
        "unit": f"log odds / {UNIT}",
        "fitted_to": {
            "pages with all fields": sum(case.sheet.whole for case in cases),
            "prints with some": sum(not case.sheet.whole for case in cases),
        },
        "thresholds": thresholds,
        "curves": {name: curve(name, cases, thresholds) for name in STAGES},
        "words": {name: fitted[name].words for name in ("published", "writers")},
        "fields": {name: {"base": found.base, "trees": found.trees} for name, found in fitted.items()},
    }
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    HEADER.write_text(text.replace('"trees":', '\n"trees":') + "\n", encoding="utf-8")
    COMPILED.write_text(compile_trees(data), encoding="utf-8")


def main() -> None:
    """Fit, or score what fitting gives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", action="store_true", help="write nothing; score sites that were left out")
    parser.add_argument(
        "--roles", type=Path, help="what `fit_items.py --shares` left: roles told by trees that saw no page's site"
    )
    options = parser.parse_args()
    cases = []
    if options.roles:
        use_roles(options.roles)
    for sheet in read_sheets(options.folder):
        page = setting_of(sheet)
        ranked = titles.ranked(page)
        cases.append(Case(sheet, page, ranked, title=choosing.first_title(ranked)))
    thresholds = run(cases)
    print_scores(cases, thresholds)
    if not options.score:
        write(cases, thresholds)


if __name__ == "__main__":
    main()
