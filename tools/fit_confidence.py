"""Fit the curves of `newsdump.confidences` to annotated pages.

python tools/fit_confidence.py FOLDER [--score]

FOLDER holds annotated records as `annotated.py` reads them. Writes `src/newsdump/data/confidence.json`. Every page is
divided by the votes of trees that have not seen its site. With --score nothing is written: curves are fitted to four
parts of the sites, and what they say on the fifth is printed beside what was.

The truth of a section of the article is the share of its characters whose line is annotated as of the story; of every
other section the share whose line is not, for most annotators told only the story from the rest. A section weighs the
root of its characters, so that one long page does not speak for all. The truth of the article is the word-F1 of its
text. The curves of comments and related items are fitted by `fit_items.py`, and stay as they are.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from attrs import frozen

from annotated import BODY, UNKNOWN, f1, read_sheets, reader_of, words
from compile_trees import ROOT
from fit_trees import PARTS, Pages, fit_all, read_votes
from newsdump import articles, confidences, sections
from newsdump.confidences import Curve
from newsdump.model import SectionKind
from newsdump.trees import Votes, votes

CURVES: Final = ROOT / "src" / "newsdump" / "data" / "confidence.json"
POINTS: Final = 8


@frozen
class Case:
    """What was said of a section or a story, what was, and what it weighs."""

    part: int
    said: float
    was: float
    weight: float


def collect(pages: Pages) -> dict[str, list[Case]]:
    """The cases of all real pages, by curve."""
    cases: dict[str, list[Case]] = defaultdict(list)
    for part in range(PARTS):
        fitted = fit_all(pages, pages.fits & (pages.parts != part))
        numbers = [n for n in np.flatnonzero((pages.parts == part) & pages.fits).tolist() if not pages.sheets[n].made]
        for number, body in read_votes(pages, fitted, numbers).items():
            sheet = pages.sheets[number]
            reader = reader_of(sheet)
            comment = votes(sheet.lines, sheet.cues).comment  # of the shipped trees: it decides little
            division = sections.divide(reader, Votes(body, comment))
            article = articles.write(articles.page_of(reader, division, None), division.body, 1.0)
            division = sections.with_article(reader, division, article)
            lengths = sheet.cues.lengths
            body_lines = frozenset(division.body)
            for first, after in confidences.runs(division.kinds):
                kind = division.kinds[first]
                of_story = kind is SectionKind.ARTICLE
                known = [
                    line
                    for line in range(first, after)
                    if sheet.labels[line] != UNKNOWN and (not of_story or line in body_lines)
                ]
                size = sum(lengths[line] for line in known)
                if not size:
                    continue
                said = confidences.expected_share(division.shares[first:after], lengths[first:after])
                was = sum(lengths[line] for line in known if (sheet.labels[line] == BODY) is of_story) / size
                cases[kind.value].append(Case(part, said, was, math.sqrt(size)))
            if sheet.story and division.body:
                found = Counter(words(" ".join(sheet.lines.texts[line] for line in division.body)))
                cases["text"].append(Case(part, division.quality, f1(sheet.story, found), 1))
    return cases


def fit_curve(cases: list[Case]) -> Curve:
    """A rising curve through the means of equally heavy groups, ordered by what was said."""
    ordered = sorted(cases, key=lambda case: case.said)
    weights = np.array([case.weight for case in ordered])
    place = np.cumsum(weights) - weights / 2
    group = np.minimum((POINTS * place / weights.sum()).astype(int), POINTS - 1)
    said, was, sizes = [], [], []
    for number in np.unique(group):
        here = group == number
        said.append(float(np.average([c.said for c, h in zip(ordered, here, strict=True) if h], weights=weights[here])))
        was.append(float(np.average([c.was for c, h in zip(ordered, here, strict=True) if h], weights=weights[here])))
        sizes.append(float(weights[here].sum()))
    return _rising(said, was, sizes)


def _rising(said: list[float], was: list[float], sizes: list[float]) -> Curve:
    """Neighbouring points that fall, or say the same, are one."""
    points: list[tuple[float, float, float]] = []
    for point in zip(said, was, sizes, strict=True):
        points.append(point)
        while len(points) > 1 and (points[-2][1] > points[-1][1] or points[-1][0] - points[-2][0] < 0.001):
            (x, y, n), (u, v, m) = points[-2:]
            points[-2:] = [((x * n + u * m) / (n + m), (y * n + v * m) / (n + m), n + m)]
    return Curve([round(point[0], 4) for point in points], [round(point[1], 3) for point in points])


def print_scores(name: str, cases: list[Case]) -> None:
    """Print what curves fitted to other sites say, beside what was."""
    said, was, weights = [], [], []
    for part in range(PARTS):
        curve = fit_curve([case for case in cases if case.part != part])
        for case in cases:
            if case.part == part:
                said.append(curve(case.said))
                was.append(case.was)
                weights.append(case.weight)
    hopes, truths, sizes = np.array(said), np.array(was), np.array(weights, float)
    error = 0.0
    for tenth in range(10):
        here = (hopes >= tenth / 10) & (hopes < (tenth + 1) / 10 + (tenth == 9))
        if here.any():
            hope, truth = np.average(hopes[here], weights=sizes[here]), np.average(truths[here], weights=sizes[here])
            share = sizes[here].sum() / sizes.sum()
            error += share * abs(hope - truth)
            print(f"{name:9s} said {hope:.3f}  was {truth:.3f}  {share:.3f} of {len(cases)}")
    print(f"{name:9s} expected calibration error {error:.4f}")


def main() -> None:
    """Fit, or score what fitting gives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", action="store_true", help="write nothing; score sites left out")
    options = parser.parse_args()
    cases = collect(Pages(read_sheets(options.folder)))
    if options.score:
        for name in sorted(cases):
            print_scores(name, cases[name])
        return
    written = json.loads(CURVES.read_text(encoding="utf-8"))
    curves: dict[str, Any] = written["curves"]
    for name in sorted(cases):
        curve = fit_curve(cases[name])
        curves[name] = {"cases": len(cases[name]), "said": curve.said, "was": curve.was}
    CURVES.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
