"""Fit what tells where titles of related items begin and end in their rows, and which words say where items are from.

python tools/fit_edges.py FOLDER --roles SHARES.npz [--score]

FOLDER holds annotated pages as `item_labels.py` reads them; SHARES.npz is what `fit_items.py --shares` left: the roles
of these pages by trees that have not seen their sites, so that records are decoded as on pages that nobody has seen.
To the rows of these records those that `made_rows.py` makes of their titles are added, and random pages, at little
weight. The sources are fitted to titles that were cut by trees that have not seen their sites. Writes
`src/newsdump/data/items/edges.json`; with --score nothing is written, and printed is how often titles and sources are
right on sites left out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
from attrs import define, frozen

from annotated import f1, words
from item_labels import read_records, reader_of, site_of
from made_rows import Maker, Row, Words
from newsdump import trees
from newsdump.items import edges, forms, reading, related, sources
from newsdump.items.decoding import records_of
from newsdump.items.grammar import FAMILIES
from newsdump.items.records import Card
from newsdump.items.roles import Reader
from newsdump.items.saplings import UNIT, Question
from newsdump.testing import random_pages

DATA: Final = Path(__file__).resolve().parent.parent / "src" / "newsdump" / "data" / "items" / "edges.json"
PARTS: Final = 5
MADE: Final = 0.03
"""What a made row counts, beside a real one: they say what is possible, real ones how often it is."""
MADE_SOURCE: Final = 0.1
MADE_TIMES: Final = 2
RANDOM_SEEDS: Final = range(7_000_000, 7_000_600)
RANDOM: Final = 0.05
"""What a row of a random page counts for its title."""
RANDOM_SOURCE: Final = 0.5
"""What a candidate of a random page counts for its source."""
LIST_MOST: Final = 12
SAME: Final = 0.8
"""The word-F1 from which a title is the annotated one."""
BARS: Final = {"begins": 0.2, "ends": 0.0, "source": -0.75}
"""The log odds from which the answer is yes. A title that is cut wrongly costs more than one that is not cut; of
candidates for the source, several may be right."""
TREES: Final = {"begins": 80, "ends": 80, "source": 70}
LEAST: Final = {"begins": 15, "ends": 15, "source": 25}
"""So many candidates are at a leaf at least."""
OPTIONS: Final[dict[str, Any]] = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 6,
    "lambda_l2": 1.0,
    "max_bin": 63,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}
_LABEL_MOST: Final = 36


@frozen(eq=False)
class Case:
    """A candidate: its traits, the right answer, the part of the sites that it is of, and its weight."""

    traits: list[int]
    answer: bool
    part: int
    weight: float = 1.0


@define(eq=False)
class List:
    """The items of a list before they are cut, and what was annotated in their rows."""

    reader: Reader
    site: str
    part: int
    cards: list[Card]
    shares: dict[int, tuple[float, float]]
    gold: list[list[dict[str, Any]]]
    language: str
    page: edges.Page
    made: bool
    """Whether it is of a random page, which all trees have seen."""

    @property
    def rows(self) -> list[str]:
        """The titles as far as rules go."""
        return [card.title for card in self.cards]


def random_lists() -> list[List]:
    """The lists of random pages."""
    found = []
    for seed in RANDOM_SEEDS:
        page = next(random_pages(seed))
        record = {"id": str(seed), "text": page.text, "url": None, "language": None, "gold": page.gold.to_dict()}
        found += lists_of(record, None)
    return found


def _seen(each: List) -> int:
    """The part of the sites whose trees have not seen a list; none of them for random pages."""
    return PARTS if each.made else each.part


def part_of(site: str) -> int:
    """The part of the sites that one is of."""
    return zlib.crc32(site.encode()) % PARTS


def lists_of(record: dict[str, Any], shares: list[list[float]] | None) -> list[List]:
    """The lists of an annotated page as they are decoded with these *shares* of roles; of a random one without."""
    reader = reader_of(record["text"], record["url"] or None)
    if not len(reader.lines):
        return []
    if shares is None:
        read = reading.read(reader, trees.votes(reader.lines, reader.cues), forms.Forms())
    else:
        read = reading.of_shares(reader, shares, reading.shipped_decoder())
    site, found = site_of(record), []
    for records in records_of(read.path):
        if FAMILIES[records[0].family].of != "related":
            continue
        cards = related.uncut(reader, records, [1.0] * len(records))
        lines = [line for each in records for line, _ in each.lines]
        told = {line: (read.share(line, "related_source"), read.share(line, "related_meta")) for line in lines}
        gold = [_annotated(reader, card, record["gold"]["related"]) for card in cards]
        page = edges.page_of(reader.lines, reader.words.lexicon)
        found.append(
            List(reader, site, part_of(site), cards, told, gold, (record["language"] or "en")[:2], page, shares is None)
        )
    return found


def _annotated(reader: Reader, card: Card, items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The annotated items whose title stands in the row of a card."""
    span = reader.lines.span(card.title_line)
    start = reader.lines.texts[card.title_line].find(card.title, card.place[0] if card.place else 0)
    said = reader.lines.place(card.title_line, start, start + len(card.title))
    found = []
    for item in items:
        first, after = _span(item["title"])
        if span.start <= first < span.end and first < said.end and said.start < after:
            found.append(item)
    return found


def _span(told: dict[str, Any]) -> tuple[int, int]:
    start, end = told["spans"][0] if told.get("spans") else told["span"]
    return start, end


def _is_same(source: str, one: int, other: int) -> bool:
    """Whether nothing is said between two places."""
    return not any(map(str.isalnum, source[min(one, other) : max(one, other)]))


def real_cases(each: List) -> dict[str, list[Case]]:
    """The places of the rows of a list, with whether the title begins or ends there."""
    starts, gaps = related.rows_of(each.reader, each.cards)
    lines = each.reader.lines
    found: dict[str, list[Case]] = {"begins": [], "ends": []}
    weighed = edges.candidates(each.rows, gaps, each.page)
    for card, start, gold, places in zip(each.cards, starts, each.gold, weighed, strict=True):
        if not gold:
            continue
        first, after = min(_span(item["title"])[0] for item in gold), max(_span(item["title"])[1] for item in gold)
        whole = lines.place(card.title_line, start, start + len(card.title))
        for place, traits in places:
            ends = lines.place(card.title_line, start, start + place.end).end
            begins = lines.place(card.title_line, start + place.start, start + len(card.title)).start
            for name, is_right in (
                ("begins", _is_same(lines.source, begins, first) and not _is_same(lines.source, whole.start, first)),
                ("ends", _is_same(lines.source, ends, after) and not _is_same(lines.source, after, whole.end)),
            ):
                found[name].append(Case(traits, is_right, _seen(each), RANDOM if each.made else 1.0))
    return found


def made_cases(each: List, maker: Maker) -> dict[str, list[Case]]:
    """The same of rows that are made of its titles."""
    found: dict[str, list[Case]] = {"begins": [], "ends": [], "source": []}
    titles = [gold[0]["title"]["text"].replace("\n", " ") for gold in each.gold if len(gold) == 1]
    chance = maker.chance
    for _ in range(MADE_TIMES):
        first = chance.randrange(max(1, len(titles) - LIST_MOST + 1))
        some = titles[first : first + LIST_MOST] if chance.random() > 0.15 else titles[first : first + 1]
        rows = maker.rows([" ".join(title.split()) for title in some], each.language)
        weighed = edges.candidates([row.text for row in rows], [row.gaps for row in rows], each.page)
        for row, places in zip(rows, weighed, strict=True):
            for place, traits in places:
                is_first = row.start > 0 and _is_same(row.text, place.start, row.start)
                is_last = row.end < len(row.text) and _is_same(row.text, place.end, row.end)
                found["begins"].append(Case(traits, is_first, each.part, MADE))
                found["ends"].append(Case(traits, is_last, each.part, MADE))
        cards = [_made_card(row) for row in rows]
        for row, weighed_names in zip(rows, sources.candidates(each.reader, cards, {}), strict=True):
            if row.source is not None:
                told = words(row.source)
                found["source"] += [
                    Case(traits, bool(told) and words(one.name) == told, each.part, MADE_SOURCE)
                    for one, traits in weighed_names
                ]
    return found


def _made_card(row: Row) -> Card:
    """The item of a made row, whose title was cut rightly."""
    pieces = enumerate((row.text[: row.start], row.text[row.end :]))
    cut_off = [(side, piece) for side, piece in pieces if piece]
    return Card(0, 0, row.text[row.start : row.end], 0, [], cut_off=cut_off)


def fit(name: str, cases: Sequence[Case]) -> Question:
    """Trees that tell right candidates from all others."""
    data = lightgbm.Dataset(
        np.array([case.traits for case in cases], float),
        np.array([case.answer for case in cases], int),
        weight=np.array([case.weight for case in cases]),
    )
    booster = lightgbm.train(OPTIONS | {"min_data_in_leaf": LEAST[name]}, data, TREES[name])
    grown = [_whole(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    base = sum(tree for tree in grown if isinstance(tree, int))
    return Question(base, [tree for tree in grown if not isinstance(tree, int)], round(UNIT * BARS[name]))


def _whole(node: dict[str, Any]) -> Any:  # noqa: ANN401 - a tree of trees
    """A tree of LightGBM in whole numbers; branches that rounding made equal are one."""
    if "leaf_value" in node:
        return round(float(node["leaf_value"]) * UNIT)
    low, high = _whole(node["left_child"]), _whole(node["right_child"])
    if low == high and isinstance(low, int):
        return low
    return [int(node["split_feature"]), int(np.floor(node["threshold"])) + 1, low, high]


def unseen(name: str, cases: Sequence[Case]) -> list[Question]:
    """For each part of the sites trees that have not seen it."""
    return [fit(name, [case for case in cases if case.part != part]) for part in range(PARTS)]


def source_cases(each: List) -> list[Case]:
    """The candidates for the sources of a list, whose titles were cut."""
    found = []
    weight = RANDOM_SOURCE if each.made else 1.0
    for gold, weighed in zip(each.gold, sources.candidates(each.reader, each.cards, each.shares), strict=True):
        if gold:
            told = words(gold[0]["source"]["text"]) if gold[0]["source"] else []
            found += [
                Case(traits, bool(told) and words(one.name) == told, _seen(each), weight) for one, traits in weighed
            ]
    return found


def print_scores(lists: Sequence[List], before: Sequence[list[str]], chosen: Sequence[list[str | None]]) -> None:
    """Print how many titles and sources are right, and on how many sites more or fewer titles than without cuts."""
    exact: Counter[str] = Counter()
    without: Counter[str] = Counter()
    near = near_without = items = right = 0
    for each, rows, names in zip(lists, before, chosen, strict=True):
        for card, row, name, gold in zip(each.cards, rows, names, each.gold, strict=True):
            if each.made or len(gold) != 1:
                continue
            title = words(gold[0]["title"]["text"])
            exact[each.site] += words(card.title) == title
            without[each.site] += words(row) == title
            near += f1(Counter(words(card.title)), Counter(title)) >= SAME
            near_without += f1(Counter(words(row)), Counter(title)) >= SAME
            items += 1
            right += words(name or "") == (words(gold[0]["source"]["text"]) if gold[0]["source"] else [])
    better, worse = (sum(sign * (exact[site] - without[site]) > 0 for site in without) for sign in (1, -1))
    print(f"{items} titles: {near_without} near without cuts, {near} with; word for word {without.total()}, "
          f"{exact.total()}, on {better} sites more, on {worse} fewer; {right} sources right")  # fmt: skip


def cut(each: List, begins: Question, ends: Question) -> None:
    """Cut the titles of a list by these trees."""
    related.cut_edges(each.reader, each.cards, each.page, (begins, ends))


def main() -> None:
    """Fit, or score what fitting gives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--roles", type=Path, required=True, help="what `fit_items.py --shares` left")
    parser.add_argument("--score", action="store_true", help="write nothing; score sites that were left out")
    options = parser.parse_args()
    lists = []
    told = [Words() for _ in range(PARTS)]
    with np.load(options.roles) as kept:
        for record in read_records(options.folder, "train"):
            if record["id"] not in kept.files:
                continue
            here = lists_of(record, kept[record["id"]].tolist())
            lists += here
            labels = [each.reader.lines.texts[line] for each in here for card in each.cards for line in card.labels]
            short = [label for label in dict.fromkeys(labels) if 2 < len(label) < _LABEL_MOST]
            bare = [label for label in short if not re.search(r"\d", label)]
            told[part_of(site_of(record))].add(record["gold"], bare)
    makers = [Maker(some, random.Random(part)) for part, some in enumerate(told)]  # noqa: S311 - of a fit
    cases: dict[str, list[Case]] = {"begins": [], "ends": [], "source": []}
    lists += random_lists()
    for each in lists:
        for found in (real_cases(each), {} if each.made else made_cases(each, makers[each.part])):
            for name, some in found.items():
                cases[name] += some
    before = [each.rows for each in lists]
    apart = {name: unseen(name, cases[name]) for name in ("begins", "ends")}
    for each in lists:
        cut(each, apart["begins"][each.part], apart["ends"][each.part])
    cases["source"] += [case for each in lists for case in source_cases(each)]
    apart["source"] = unseen("source", cases["source"])
    chosen = [sources.choose(each.reader, each.cards, each.shares, apart["source"][each.part]) for each in lists]
    print_scores(lists, before, chosen)
    if not options.score:
        fitted = {name: fit(name, some) for name, some in cases.items()}
        data = {
            "version": 1,
            "unit": f"log odds / {UNIT}",
            "traits": {"begins": edges.TRAITS, "ends": edges.TRAITS, "source": sources.TRAITS},
            "fitted_to": {name: len(some) for name, some in cases.items()},
            "questions": {name: {"base": one.base, "bar": one.bar, "trees": one.trees} for name, one in fitted.items()},
        }
        text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
        DATA.write_text(text.replace('"trees":', '\n"trees":') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
