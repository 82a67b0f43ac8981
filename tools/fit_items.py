"""Fit what reads comments and related items: the first roles, the second ones, the decoding, and their doubt.

    python tools/fit_items.py FOLDER [--random N] [--seed N] [--shares FILE] [--score]

FOLDER holds `pages/*.jsonl.gz`, real pages whose every field is annotated, and the prints that `readings.py` knows. The
first roles are fitted to random pages and to the annotated ones (as they are, and changed), the second roles to pages
whose first roles come from trees that have not seen their site; the decoding to second roles that come from
trees that have not seen it either. Writes `src/newsdump/data/items/`. `--score` prints how
well roles are told on sites left out, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

import compile_roles
import item_choices
import item_decoding
import item_labels
import item_vocabulary
import readings
import reprints
import vector_trees
from changed_pages import Page
from fit_confidence import CURVES, Case, fit_curve, print_scores
from item_labels import Sheet
from newsdump.items import decoding, surroundings
from newsdump.items.vocabulary import Vocabulary
from vector_trees import Forest, Numbers, Reals, Setting

FOLDS: Final = 3
PARTS: Final = 6
"""A page is read with words that were fitted to other parts, and what is put into it is of its own."""
_PACKAGE: Final = Path(__file__).resolve().parents[1] / "src" / "newsdump"
FIRST: Final = Setting(trees=200, depth=6, rate=0.14, columns=0.15, rare=0.4, rows=160_000)
SECOND: Final = Setting(trees=300, depth=6, rate=0.06, columns=0.2, rare=0.4, rows=150_000)
_REAL: Final = 1.5
"""What each reading of an annotated page weighs, beside a random page's 1."""
_LESS: Final = {"changed": 0.5, "made": 0.8}
"""What changed readings of annotated pages, and random pages, weigh for the second roles."""
_MADE_AGAIN: Final = 1800
"""So many random pages are for the second roles: the first ones have not seen them."""
_KEPT: Final = {"other": 0.3, "body": 0.4}
"""So many of the random pages' lines of a role are kept, at the weight of all; of all other roles .85."""
_COMMON: Final = 0.7
"""What lines of no item and of the story count."""
ITEM_ROLES: Final = tuple(role for role in surroundings.ROLES if role.startswith(("comment_", "related_")))

_CLASS_OF: Final = {
    (role, begins): surroundings.CLASSES.index((role, begins and (role, True) in surroundings.CLASSES))
    for role in surroundings.ROLES
    for begins in (False, True)
}


def classes_of(sheet: Sheet) -> NDArray[np.int64]:
    """The class (role and begin) of each line."""
    labels = sheet.labels
    table = np.array([[_CLASS_OF[role, begins] for begins in (False, True)] for role in surroundings.ROLES])
    found: NDArray[np.int64] = table[labels.roles, labels.begins.astype(int)]
    return found


def common(sheet: Sheet) -> Reals:
    """The weights of lines, those of the most common roles less."""
    labels = sheet.labels
    return (labels.weights * np.where(labels.roles < 2, _COMMON, 1.0)).astype(np.float32)


class First:
    """The lines that the first roles are fitted to."""

    def __init__(self, pages: list[list[Sheet]], made: list[Sheet], seed: int) -> None:
        chance = np.random.default_rng(seed)
        kept = np.array([_KEPT.get(role, 0.85) for role in surroundings.ROLES])
        numbers, classes, owners = [], [], []
        weights: list[NDArray[Any]] = []
        for sheet in made:
            share = kept[sheet.labels.roles]
            on = ((chance.random(len(share)) < share) | sheet.labels.begins) & (sheet.labels.weights > 0)
            numbers.append(sheet.numbers[on])
            classes.append(classes_of(sheet)[on])
            weights.append((common(sheet) / np.where(sheet.labels.begins, 1, share))[on])
            owners.append(np.full(int(on.sum()), -1))
        for number, sheets in enumerate(pages):
            for sheet in sheets:
                on = sheet.labels.weights > 0
                numbers.append(sheet.numbers[on])
                classes.append(classes_of(sheet)[on])
                weights.append(_REAL * common(sheet)[on])
                owners.append(np.full(int(on.sum()), number))
        self.numbers = np.concatenate(numbers)
        self.classes = np.concatenate(classes)
        self.weights = np.concatenate(weights).astype(np.float32)
        self.owners = np.concatenate(owners)

    def fit(self, pages: Sequence[int], setting: Setting) -> Forest:
        """Trees that have seen the random pages and these annotated ones."""
        on = (self.owners < 0) | np.isin(self.owners, pages)
        return vector_trees.fit(
            self.numbers[on], self.classes[on], self.weights[on], len(surroundings.CLASSES), setting
        )


def parts_of(pages: Sequence[Page], seed: int) -> list[int]:
    """For each page its part; pages of one site are in one. A part is in the fold of its number modulo `FOLDS`."""
    sites = sorted({page.site for page in pages})
    np.random.default_rng(seed).shuffle(sites)
    places = {site: number % PARTS for number, site in enumerate(sites)}
    return [places[page.site] for page in pages]


def wider(sheet: Sheet, shares: Reals) -> Numbers:
    """The columns of the second roles: the first ones, and what the first roles say around."""
    told = np.round(shares * 255).astype(np.uint8).T
    roles, begins = surroundings.of_classes([column.tobytes() for column in told])
    around = surroundings.read(roles, begins, sheet.shapes)
    return np.concatenate([sheet.numbers, item_labels.table_of(around)], 1)


def fit_second(pages: Sequence[tuple[Sheet, Numbers, float]], setting: Setting) -> Forest:
    """Trees over the wider columns of pages, each of which weighs so much."""
    sheets, numbers, factors = zip(*pages, strict=True)
    classes = np.concatenate([classes_of(sheet) for sheet in sheets])
    weights = np.concatenate([factor * common(sheet) for sheet, factor in zip(sheets, factors, strict=True)])
    on = weights > 0
    return vector_trees.fit(
        np.concatenate(numbers)[on], classes[on], weights[on].astype(np.float32), len(surroundings.CLASSES), setting
    )


def out_of_fold(
    folds: NDArray[np.int64], fit: Callable[[list[int]], Forest], readings: list[list[Numbers]]
) -> list[list[Reals]]:
    """The shares of each reading of each page by trees that have not seen its fold."""
    shares: dict[int, list[Reals]] = {}
    for fold in range(FOLDS):
        forest = fit([page for page, other in enumerate(folds) if other != fold])
        for page in np.flatnonzero(folds == fold).tolist():
            shares[page] = [forest.probabilities(numbers) for numbers in readings[page]]
    return [shares[page] for page in range(len(readings))]


def average_precision(wanted: NDArray[np.bool_], said: Reals) -> float:
    """The mean precision at each right line, by falling share."""
    hits = wanted[np.argsort(-said, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def quality(sheets: list[Sheet], shares: list[Reals]) -> str:
    """How well roles are told: average precisions, and the log loss of classes."""
    roles = np.concatenate([sheet.labels.roles for sheet in sheets])
    begins = np.concatenate([sheet.labels.begins for sheet in sheets])
    on = np.concatenate([sheet.labels.weights for sheet in sheets]) > 0
    said = np.concatenate(shares)
    told = []
    for name, members in (
        ("related", surroundings.RELATED),
        ("title", ("related_title",)),
        ("comments", surroundings.COMMENT),
        ("author", ("comment_author", "comment_name_age")),
        ("related heading", ("related_heading",)),
        ("comments heading", ("comments_heading",)),
        ("body", ("body",)),
        ("page's title", ("title",)),
    ):
        wanted = np.isin(roles, [surroundings.ROLES.index(role) for role in members])
        share = said[:, [number for number, (role, _) in enumerate(surroundings.CLASSES) if role in members]].sum(1)
        told.append(f"{name} {average_precision(wanted[on], share[on]):.3f}")
    begin = said[:, [number for number, (_, begins) in enumerate(surroundings.CLASSES) if begins]].sum(1)
    told.append(f"begin {average_precision(begins[on], begin[on]):.3f}")
    classes = np.concatenate([classes_of(sheet) for sheet in sheets])
    loss = -np.log(np.maximum(said[np.arange(len(classes)), classes][on], 1e-4)).mean()
    return ", ".join([*told, f"loss {loss:.4f}"])


def annotated_pages(folder: Path, use: str) -> tuple[list[Page], dict[str, list[str]]]:
    """The annotated pages of one use, and other prints of those to fit to."""
    records = item_labels.read_records(folder, use)
    with Pool(2) as pool:
        pages = pool.map(item_labels.page_of, records, chunksize=8)
        if use != "train":
            return [page for page in pages if page], {}
        apart = {item_labels.site_of(record) for record in item_labels.read_records(folder, "measure")}
        read = [each for each in readings.read(folder) if item_labels.site_of(each.record) not in apart]
        pages += pool.starmap(item_labels.page_of, [(each.record, each.labels) for each in read], chunksize=8)
    prints = reprints.read(folder, records, "url") | reprints.read(folder, [each.record for each in read], "page")
    return [page for page in pages if page], prints


def sheets_of(pages: list[Page], prints: dict[str, list[str]], parts: list[int]) -> list[list[Sheet]]:
    """Each page in several readings, as it is first, and in other prints."""
    members = [[page for page, other in zip(pages, parts, strict=True) if other == part] for part in range(PARTS)]
    jobs = [
        (page, item_labels.changed(page, members[part], number), number)
        for number, (page, part) in enumerate(zip(pages, parts, strict=True))
    ]
    with Pool(2) as pool:
        found = pool.starmap(item_labels.of_page, jobs, chunksize=8)
        more = pool.starmap(item_labels.of_prints, [(page, prints.get(page.name, ())) for page in pages], chunksize=4)
    return [sheets + others for sheets, others in zip(found, more, strict=True)]


def made_pages(count: int) -> list[Sheet]:
    """So many random pages."""
    with Pool(2) as pool:
        return [sheet for sheet in pool.map(item_labels.of_random, range(count), chunksize=20) if sheet is not None]


@frozen(eq=False)
class Fitted:
    """What is fitted to the second roles, as it stands in the data files."""

    weights: dict[str, Any]
    curves: dict[str, dict[str, Any]]


def fit_reading(
    folder: Path, sheets: list[Sheet], folds: NDArray[np.int64], second_shares: list[Reals], tell: Callable[[str], None]
) -> Fitted:
    """The decoding, and how sure items are, by the roles of sites left out."""
    annotated = {record["id"]: record for record in item_labels.read_records(folder, "train")}
    known = [
        (sheet, fold, share)
        for sheet, fold, share in zip(sheets, folds.tolist(), second_shares, strict=True)
        if sheet.name in annotated
    ]
    of_known = [sheet for sheet, *_ in known]
    weights = item_decoding.fit(of_known, [classes_of(sheet) for sheet in of_known], [share for *_, share in known])
    tell("decoding")
    decoder = decoding.Decoder(decoding.weights_of(weights))
    sure = [item_choices.certainties(annotated[sheet.name], share, decoder) for sheet, _, share in known]
    curves = {}
    for name in ("comment", "item"):
        met = [
            Case(fold, one, was, 1 / max(1, len(page[name])) ** 0.5)
            for page, (_, fold, _) in zip(sure, known, strict=True)
            for one, was in page[name]
        ]
        print_scores(name, met)
        curve = fit_curve(met)
        curves[name] = {"cases": len(met), "said": curve.said, "was": curve.was}
    return Fitted(weights, curves)


@frozen(eq=False)
class Material:
    """All that is fitted to, and what is measured with."""

    pages: list[list[Sheet]]
    """Annotated pages in several readings, with words that were fitted to other parts."""
    folds: NDArray[np.int64]
    made: list[Sheet]
    made_again: list[Sheet]
    """Random pages that the first roles are not fitted to."""
    measured: list[Sheet]
    leanings: dict[str, bytes]
    """What words lean to, by all annotated pages."""


def read_material(folder: Path, many: int, seed: int) -> Material:
    """Read annotated pages, and draw *many* random ones."""
    annotated, prints = annotated_pages(folder, "train")
    parts = parts_of(annotated, seed)
    pages = sheets_of(annotated, prints, parts)
    sheets = [page[0] for page in pages]
    apart = item_vocabulary.of_parts(sheets, parts)
    leanings = item_vocabulary.fit(sheets)
    words = Vocabulary(leanings)
    measured = [item_labels.of_page(page, (), 0)[0] for page in annotated_pages(folder, "measure")[0]]
    measured, made = ([item_labels.spoken(one, words) for one in some] for some in (measured, made_pages(many)))
    pages = [[item_labels.spoken(one, of) for one in page] for page, of in zip(pages, apart, strict=True)]
    return Material(pages, np.array(parts) % FOLDS, made[:-_MADE_AGAIN], made[-_MADE_AGAIN:], measured, leanings)


def widened(sheets: Sequence[Sheet], shares: Sequence[Reals]) -> list[Numbers]:
    """The columns of the second roles of all these pages."""
    with Pool(2) as pool:
        return pool.starmap(wider, list(zip(sheets, shares, strict=True)), chunksize=20)


def write(first: Forest, second: Forest, read: Fitted, leanings: dict[str, bytes]) -> None:
    """Write the data that ships."""
    data = _PACKAGE / "data"
    item_vocabulary.write(_PACKAGE, leanings)
    compile_roles.write(_PACKAGE, {"first": first, "second": second}, {"columns": item_labels.names_of_columns()})
    confidence = json.loads(CURVES.read_text(encoding="utf-8"))
    confidence["curves"].update(read.curves)
    for path, told in (
        (CURVES, confidence),
        (data / "items" / "decoding.json", read.weights),
    ):
        path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Fit all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--random", type=int, default=6000, help="so many random pages")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--score", action="store_true", help="print how well roles are told, and write nothing")
    parser.add_argument("--shares", type=Path, help="where to leave the shares of sites left out, for fit_header.py")
    options = parser.parse_args()
    began = time.time()

    def tell(what: str) -> None:
        print(f"{time.time() - began:6.0f} s  {what}", flush=True)

    found = read_material(options.folder, options.random, options.seed)
    pages, folds, measured = found.pages, found.folds, found.measured
    sheets, everything = [page[0] for page in pages], list(range(len(pages)))
    tell(f"{len(sheets)} annotated pages, {len(found.made)} random ones, {len(found.leanings)} words")
    first = First(pages, found.made, options.seed)
    shares = out_of_fold(folds, lambda kept: first.fit(kept, FIRST), [[one.numbers for one in page] for page in pages])
    tell(f"first roles, sites left out: {quality(sheets, [page[0] for page in shares])}")
    forest = first.fit(everything, FIRST)
    of_measured = [forest.probabilities(sheet.numbers) for sheet in measured]
    tell(f"first roles, measure: {quality(measured, of_measured)}")
    told = iter(widened([one for page in pages for one in page], [share for page in shares for share in page]))
    wide = [[next(told) for _ in page] for page in pages]
    made_again = found.made_again
    wide_made = widened(made_again, [forest.probabilities(one.numbers) for one in made_again])

    def second(kept: list[int]) -> Forest:
        chosen = [
            (one, numbers, _LESS["changed"] if number else 1.0)
            for page in kept
            for number, (one, numbers) in enumerate(zip(pages[page], wide[page], strict=True))
        ]
        chosen += [(one, numbers, _LESS["made"]) for one, numbers in zip(made_again, wide_made, strict=True)]
        return fit_second(chosen, SECOND)

    second_shares = [page[0] for page in out_of_fold(folds, second, [page[:1] for page in wide])]
    tell(f"second roles, sites left out: {quality(sheets, second_shares)}")
    last = second(everything)
    of_measured = [last.probabilities(numbers) for numbers in widened(measured, of_measured)]
    tell(f"second roles, measure: {quality(measured, of_measured)}")
    read = fit_reading(options.folder, sheets, folds, second_shares, tell)
    if options.shares:
        left = {sheet.name: share for sheet, share in zip(sheets, second_shares, strict=True)}
        np.savez(options.shares, allow_pickle=False, **left)
    if not options.score:
        write(forest, last, read, found.leanings)
    return 0


if __name__ == "__main__":
    sys.exit(main())
