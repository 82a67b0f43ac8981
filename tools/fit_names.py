"""Fit the weights of `newsdump.items.speakers`: which part of which line says whose a comment is.

python tools/fit_names.py FOLDER --roles SHARES.npz [--score]

FOLDER holds annotated pages as `item_labels.py` and `readings.py` read them, SHARES.npz is what `fit_items.py --shares`
left: the roles of these pages by trees that have not seen their sites. Of pages that were read row by row only the
line of a name is known, and every cut of it counts as right; random pages (`newsdump.testing`) have exact names again.
Writes `src/newsdump/data/items/names.json`; with --score nothing is written, and printed is the share of names that
are right on sites left out, over comments and as the mean of pages.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

import item_labels
import readings
from annotated import f1, words
from compile_trees import ROOT
from labelled_rows import Labels
from newsdump import trees
from newsdump.items import Reader, age_traits, comments, decoding, forms, name_traits, reading, shares, speakers
from newsdump.items.name_parts import words_of
from newsdump.items.name_traits import Candidate, Page
from newsdump.items.records import Draft
from newsdump.items.surroundings import ROLES
from newsdump.items.vocabulary import load_vocabulary
from newsdump.spans import Span
from newsdump.testing import random_pages

Reals = NDArray[np.float64]
Wanted = set[str | int] | None
"""Right answers, by their words or by their lines; empty for nothing, None where that is not known."""

BUILT: Final = ROOT / "src" / "newsdump" / "data" / "items" / "names.json"
RANDOM: Final = 500
FIRST_SEED: Final = 7_000_000
"""Random pages from here on; the roles were fitted to others."""
_OF_RANDOM: Final = 0.4
"""What random pages weigh beside annotated ones."""
_SAME: Final = 0.8
"""The word-F1 from which a comment is the annotated one, and the share of its lines that a row-read one has."""
_RIDGE: Final = 3.0
_ROUNDS: Final = 250
_MEMORY: Final = 10
_SHORTEST: Final = 1e-9
_FLAT: Final = 1e-3
FOLDS: Final = 5


@frozen(eq=False)
class Case:
    """The candidates of a comment, and which are right."""

    candidates: list[Candidate]
    right: list[bool]
    is_nameless: bool
    weight: float


@frozen(eq=False)
class Told:
    """What is known of a page: for each draft its right names or their lines, and the lines of right ages."""

    source: str
    site: str
    page: Page
    drafts: list[Draft]
    names: list[Wanted]
    ages: list[Wanted]


@frozen(eq=False)
class Cases:
    """The comments of a page, those without a right answer among them."""

    source: str
    site: str
    of: list[Case]


def page_of(reader: Reader, roles: list[list[float]], decoder: decoding.Decoder) -> tuple[Page, list[Draft]]:
    """A page's reading, and the drafts of its comments."""
    path = reading.path_of(reader, roles, decoder)
    stretches = zip(*reading.comments_of(roles, path), strict=True)
    return Page(reader, roles, path), [draft for stretch in stretches for draft in comments.spoken(*stretch)]


def cases_of(told: Told, found: Sequence[list[Candidate]], wanted: Sequence[Wanted]) -> Cases:
    """The cases of a page, with its candidates."""
    cases = []
    known = sum(one is not None for one in wanted)
    weight = _OF_RANDOM if told.source == "random" else 1.0
    for of_record, one in zip(found, wanted, strict=True):
        right = [one is not None and (each.words in one or each.line in one) for each in of_record]
        is_known = one is not None and (not one or any(right))
        cases.append(Case(of_record, right, one is not None and not one, weight / known**0.5 if is_known else 0.0))
    return Cases(told.source, told.site, cases)


def of_gold(page: Page, drafts: Sequence[Draft], gold: Sequence[dict[str, Any]]) -> tuple[list[Wanted], list[Wanted]]:
    """What is right on a page whose comments are annotated."""
    lines = page.reader.lines
    said = [Counter(words(comment["text"]["text"])) for comment in gold]
    names: list[Wanted] = []
    ages: list[Wanted] = []
    for draft in drafts:
        text = Counter(words("\n".join(lines.texts[line] for line in draft.texts)))
        met = max(range(len(gold)), key=lambda one: f1(said[one], text), default=None)
        if met is None or f1(said[met], text) < _SAME:
            names.append(None)
            ages.append(None)
        else:
            author, age = gold[met]["author"], gold[met]["age"]
            names.append({words_of(author["text"])} if author else set())
            ages.append({*lines.within(Span(*age["span"]))} if age else set())
    return names, ages


def of_rows(drafts: Sequence[Draft], labels: Labels) -> tuple[list[Wanted], list[Wanted]]:
    """What is right on a page of which each row is labelled."""
    roles = [ROLES[role] for role in labels.roles]
    owners: dict[int, int] = {}
    number = -1
    for line, (role, begins) in enumerate(zip(roles, labels.begins, strict=True)):
        if role.startswith("comment_"):
            number += bool(begins)
            owners[line] = number
    members: dict[int, list[int]] = defaultdict(list)
    for line, owner in owners.items():
        members[owner].append(line)
    names: list[Wanted] = []
    ages: list[Wanted] = []
    for draft in drafts:
        told = Counter(owners[line] for line in draft.texts if roles[line] == "comment_text")
        of_owner = members[max(told, key=lambda one: told[one], default=-1)]
        whole = [line for line in of_owner if roles[line] == "comment_text"]
        if not whole or len({*whole} & {*draft.texts}) < _SAME * max(len(whole), len(draft.texts)):
            names.append(None)
            ages.append(None)
        else:
            names.append({line for line in of_owner if roles[line] in {"comment_author", "comment_name_age"}})
            ages.append({line for line in of_owner if roles[line] in {"comment_age", "comment_name_age"}})
    return names, ages


def read_pages(folder: Path, told: Path, many: int) -> Iterator[Told]:
    """What is known of annotated pages, of those that were read row by row, and of *many* random ones."""
    roles = np.load(told)
    decoder = reading.shipped_decoder()
    for record in item_labels.read_records(folder, "train"):
        if record["gold"]["comments"]:
            reader = item_labels.reader_of(record["text"], record["url"] or None)
            page = page_of(reader, roles[record["id"]].tolist(), decoder)
            site = item_labels.site_of(record)
            yield Told("annotated", site, *page, *of_gold(*page, record["gold"]["comments"]))
    apart = {item_labels.site_of(record) for record in item_labels.read_records(folder, "measure")}
    texts = ROLES.index("comment_text")
    for each in readings.read(folder):
        record, site = each.record, item_labels.site_of(each.record)
        if site in apart or not (each.labels.roles == texts).any() or record["id"] not in roles:
            continue
        reader = item_labels.reader_of(record["text"], record["url"] or None)
        if len(reader.lines) == len(each.labels.roles):
            page = page_of(reader, roles[record["id"]].tolist(), decoder)
            yield Told("read by rows", site, *page, *of_rows(page[1], each.labels))
    known = forms.Forms(load_vocabulary())
    for seed in range(FIRST_SEED, FIRST_SEED + many):
        made = next(random_pages(seed))
        gold = made.gold.to_dict()["comments"]
        if gold:
            reader = item_labels.reader_of(made.text, None)
            found = shares.read(reader, trees.votes(reader.lines, reader.cues), known)
            page = page_of(reader, [[*row] for row in found], decoder)
            yield Told("random", str(seed), *page, *of_gold(*page, gold))


def fit(traits: Sequence[Sequence[Sequence[float]]], cases: Sequence[Case]) -> tuple[float, list[float]]:
    """The bias and the weights by which the right candidates, or no name, are likeliest."""
    known = [number for number, case in enumerate(cases) if case.weight]
    rows = np.array([[1.0, *each] for number in known for each in traits[number]])
    owners = np.array([place for place, number in enumerate(known) for _ in traits[number]])
    right = np.array([one for number in known for one in cases[number].right], float)
    nameless = np.array([cases[number].is_nameless for number in known], float)
    weights = np.array([cases[number].weight for number in known])
    scale = np.maximum(np.abs(rows).max(0), 1e-6)
    rows /= scale

    def loss(found: Reals) -> tuple[float, Reals]:
        odds = rows @ found
        most = np.zeros(len(known))
        np.maximum.at(most, owners, odds)
        parts, none = np.exp(odds - most[owners]), np.exp(-most)
        whole = none + np.bincount(owners, parts, len(known))
        met = np.maximum(nameless * none + np.bincount(owners, parts * right, len(known)), 1e-12)
        slope: Reals = rows.T @ (weights[owners] * parts * (1 / whole[owners] - right / met[owners]))
        return float(weights @ np.log(whole / met) + _RIDGE * found @ found / 2), slope + _RIDGE * found

    bias, *others = (_least(loss, rows.shape[1]) / scale).tolist()
    return bias, others


def _least(loss: Callable[[Reals], tuple[float, Reals]], size: int) -> Reals:
    """Where *loss* is least, by the method of Broyden, Fletcher, Goldfarb and Shanno with a short memory."""
    found = np.zeros(size)
    value, slope = loss(found)
    steps: list[tuple[Reals, Reals]] = []
    for _ in range(_ROUNDS):
        way = slope.copy()
        taken = []
        for step, change in reversed(steps):
            taken.append(step @ way / (step @ change))
            way -= taken[-1] * change
        if steps:
            step, change = steps[-1]
            way *= step @ change / (change @ change)
        for (step, change), along in zip(steps, reversed(taken), strict=True):
            way += (along - change @ way / (step @ change)) * step
        length = 1.0 if steps else 1 / np.abs(slope).sum()
        while (other := loss(found - length * way))[0] > value - 1e-4 * length * float(slope @ way):
            length /= 2
            if length < _SHORTEST:
                return found
        step, change = -length * way, other[1] - slope
        found, (value, slope) = found + step, other
        if step @ change > 0:
            steps = [*steps[1 - _MEMORY :], (step, change)]
        if np.abs(slope).max() < _FLAT:
            break
    return found


def fit_looks(pages: Sequence[Cases], folds: Sequence[int]) -> speakers.Weights:
    """The weights of both looks; the second one hears chances by weights of other sites."""
    cases = [case for page in pages for case in page.of]
    alone = fit([[each.traits for each in case.candidates] for case in cases], cases)
    heard: list[list[list[list[float]]]] = [[] for _ in pages]
    for fold in sorted({*folds}):
        others = [case for page, one in zip(pages, folds, strict=True) if one != fold for case in page.of]
        apart = fit([[each.traits for each in case.candidates] for case in others], others)
        for number, page in enumerate(pages):
            if folds[number] == fold:
                found = [case.candidates for case in page.of]
                first = speakers.first_look(found, speakers.Weights(apart, apart))
                heard[number] = speakers.agreements(found, first)
    traits = [of_record for page in heard for of_record in page]
    return speakers.Weights(alone, fit(traits, cases))


def _is_right(case: Case, chances: Sequence[float]) -> bool:
    name = speakers.best(case.candidates, chances)
    if name is None:
        return case.is_nameless
    return any(right and each.words == name.words for each, right in zip(case.candidates, case.right, strict=True))


def score(pages: Sequence[Cases], folds: Sequence[int]) -> str:
    """How many names are right on sites left out."""
    met: dict[str, list[list[bool]]] = defaultdict(list)
    for fold in sorted({*folds}):
        others = [number for number, one in enumerate(folds) if one != fold]
        weights = fit_looks([pages[number] for number in others], [folds[number] for number in others])
        for page, one in zip(pages, folds, strict=True):
            if one == fold:
                chances = speakers.chances([case.candidates for case in page.of], weights)
                right = [
                    _is_right(case, chance)
                    for case, chance in zip(page.of, chances, strict=True)
                    if any(case.right) or case.is_nameless or case.weight
                ]
                if right:
                    met[page.source].append(right)
    return "\n".join(
        f"{source}: {sum(map(sum, pages)) / sum(map(len, pages)):.3f} of {sum(map(len, pages))}, "
        f"mean of {len(pages)} pages {np.mean([np.mean(page) for page in pages]):.3f}"
        for source, pages in met.items()
    )


def _rounded(weights: speakers.Weights, traits: Sequence[str]) -> dict[str, Any]:
    """Weights as they stand in the data file."""
    looks = ((weights.first, traits), (weights.second, speakers.AGREEMENTS))
    return {
        look: {
            "bias": round(bias, 2),
            "weights": {name: round(one, 2) for name, one in zip(names, of_look, strict=True)},
        }
        for look, ((bias, of_look), names) in zip(speakers.LOOKS, looks, strict=True)
    }


def named(told: Sequence[Told]) -> list[Cases]:
    """The cases of names."""
    return [
        cases_of(one, name_traits.candidates(one.page, comments.zones_of(one.page, one.drafts)), one.names)
        for one in told
        if one.drafts
    ]


def dated(told: Sequence[Told], names: Sequence[Cases], weights: speakers.Weights) -> list[Cases]:
    """The cases of ages, beside the names that *weights* choose; moves the ends of drafts."""
    found = []
    for one, cases in zip([one for one in told if one.drafts], names, strict=True):
        chances = speakers.chances([case.candidates for case in cases.of], weights)
        chosen = [speakers.best(case.candidates, chance) for case, chance in zip(cases.of, chances, strict=True)]
        comments.settle(one.drafts, chosen, chosen)
        zones = comments.zones_of(one.page, one.drafts)
        found.append(cases_of(one, age_traits.candidates(one.page, zones, chosen), one.ages))
    return found


def folds_of(pages: Sequence[Cases]) -> list[int]:
    """For each page its fold; pages of one site are in one."""
    return [zlib.crc32(page.site.encode()) % FOLDS for page in pages]


def main() -> int:
    """Fit, or score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--roles", type=Path, required=True, help="what fit_items.py --shares left")
    parser.add_argument("--random", type=int, default=RANDOM, help="so many random pages")
    parser.add_argument("--score", action="store_true", help="only print how many are right on sites left out")
    options = parser.parse_args()
    told = [*read_pages(options.folder, options.roles, options.random)]
    names = named(told)
    of_names = fit_looks(names, folds_of(names))
    ages = dated(told, names, of_names)
    if options.score:
        print(f"names\n{score(names, folds_of(names))}\nages\n{score(ages, folds_of(ages))}")
        return 0
    of_ages = fit_looks(ages, folds_of(ages))
    data = {
        "version": 1,
        "name": _rounded(of_names, name_traits.TRAITS),
        "age": _rounded(of_ages, age_traits.TRAITS),
    }
    BUILT.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
