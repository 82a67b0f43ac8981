"""Weigh the traits by which `newsdump.header.titles` tells the title of a page from the lines around it.

python tools/fit_titles.py FOLDER [--roles SHARES.npz] [--score]

FOLDER holds annotated pages as for `annotated.py`; used are those of articles whose annotated title is printed in the
dump, and pages of all kinds that were read as a whole (`headers.py`). The weights are those of a conditional logit:
they make the annotated line as likely as can be among all candidates of its page, "none of them" included, with a
penalty on their squares. All prints of an article together weigh as much as one page, pages read as a whole half as
much, made pages together as much as a tenth of the real articles. Writes `src/newsdump/data/titles.json`; with --score
nothing is written, and the share of titles that are met is printed, on sites left out by fifths.

With --roles, what `fit_items.py --shares` left, the roles of pages are told by trees that have not seen their sites,
and other prints of these sites are left out: what trees say of pages that they were fitted to is surer than what they
say of new ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from annotated import read_records, words
from headers import read_sheets, setting_of, site_of, use_roles
from newsdump import articles, cues, items, lines, sections
from newsdump.header import titles
from newsdump.header.setting import Setting
from newsdump.lexicon import load_lexicon

ROOT: Final = Path(__file__).resolve().parent.parent
BUILT: Final = ROOT / "src" / "newsdump" / "data" / "titles.json"
NAMES: Final = (*(name for names, _ in titles.GROUPS for name in names), "none")
PARTS: Final = 5
PENALTY: Final = 3.0
MADE: Final = 0.1
"""What made pages weigh beside the real ones."""
WHOLE: Final = 0.5
"""What a page weighs that was read as a whole: threads and lists are among these."""
RELUCTANCE: Final = 2.0
"""How much less "none" counts for a reader of the title, who would rather have a doubtful one, than for the fit."""
_STEPS: Final = 60
_PAGES: Final = "pages read"


@frozen(eq=False)
class Case:
    """The candidates of one print, the last of them "none"."""

    page: str
    site: str
    collection: str
    traits: np.ndarray[Any, np.dtype[np.float64]]
    right: np.ndarray[Any, np.dtype[np.float64]]
    """The share of each in being right: several where the title is printed again."""
    met: np.ndarray[Any, np.dtype[np.bool_]]
    """Those in which the title stands; those in which it stands alone are right, if there are any."""


def read_cases(folder: Path, roles: Mapping[str, NDArray[np.float32]]) -> list[Case]:
    """The cases of all pages whose title is annotated and printed.

    Args:
        folder: the annotated pages.
        roles: those of pages, by the names of their records, as told by trees that have not seen their sites.
    """
    sheets = [sheet for sheet in read_sheets(folder) if sheet.whole]
    seen = {sheet.site for sheet in sheets} if roles else set()
    cases, known = [], set()
    for record in read_records(folder):
        title = words(record.title or "")
        site = site_of(record.url, record.page)
        if record.name not in roles and site in seen:
            continue
        if not title or f" {' '.join(title)} " not in f" {' '.join(words(record.text))} ":
            continue
        known.add(record.name)
        page = _page_of(record.text, record.url, roles.get(record.name))
        cases.append(_case_of(page, title, (record.page, site, record.collection)))
    for sheet in sheets:
        told = sheet.told("title")
        if told is not None and sheet.name not in known:
            cases.append(_case_of(setting_of(sheet), words(told[0]), (sheet.name, sheet.site, _PAGES)))
    return cases


@cache
def _known() -> tuple[cues.Announcer, items.Words]:
    return cues.Announcer(load_lexicon()), items.Words(load_lexicon())


def _page_of(text: str, url: str | None, shares: NDArray[np.float32] | None) -> Setting:
    """The page as the parser sees it when it asks for its title."""
    cut, (announcer, known) = lines.cut(text), _known()
    reader = items.with_days_behind_names(items.Reader(cut, cues.read(cut, announcer), known))
    division = sections.divide(reader, roles=None if shares is None else shares.tolist(), url=url)
    return articles.page_of(reader, division, url)


def _case_of(page: Setting, title: list[str], names: tuple[str, str, str]) -> Case:
    """The candidates of a page, and which of them say the *title*; *names* are those of page, site and collection."""
    texts = page.reader.lines.texts
    chosen = titles.candidates(page, page.layout.above, alone=not page.layout.story)
    traits = np.zeros((len(chosen) + 1, len(NAMES)))
    alone, met = np.zeros(len(chosen) + 1, bool), np.zeros(len(chosen) + 1, bool)
    traits[-1, -1] = 1
    for row, line in enumerate(chosen):
        traits[row, :-1] = [value for _, read in titles.GROUPS for value in read(page, line)]
        alone[row] = words(texts[line]) == title
        met[row] = words(titles.bare(page, texts[line])) == title
    right = (alone if alone.any() else met).astype(float)
    right[-1] = not right.any()
    return Case(*names, traits, right / right.sum(), met)


def fit(cases: list[Case]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The weights of `NAMES`, by Newton's method."""
    prints = Counter(case.page for case in cases)
    pages = Counter({case.page: case.collection for case in cases}.values())
    real = pages.total() - pages["made"] - pages[_PAGES]
    worth = {"made": MADE * real / max(1, pages["made"]), _PAGES: WHOLE}
    counts = np.array([worth.get(case.collection, 1.0) / prints[case.page] for case in cases])
    sizes = [len(case.right) for case in cases]
    starts, of_case = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(cases)), sizes)
    traits, right = np.concatenate([case.traits for case in cases]), np.concatenate([case.right for case in cases])
    weights = np.zeros(len(NAMES))
    for _ in range(_STEPS):
        scores = traits @ weights
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[of_case])
        likely /= np.add.reduceat(likely, starts)[of_case]
        means = np.add.reduceat(traits * likely[:, None], starts)
        slope = traits.T @ (counts[of_case] * (right - likely)) - PENALTY * weights
        bend = (traits.T * (counts[of_case] * likely)) @ traits - (means.T * counts) @ means
        bend += PENALTY * np.eye(len(NAMES))
        step = np.linalg.solve(bend, slope)
        weights += step * min(1.0, 2.0 / np.abs(step).max())
        if np.abs(step).max() < 1e-6:
            break
    return weights


def is_met(case: Case, weights: np.ndarray[Any, np.dtype[np.float64]]) -> bool:
    """Whether the line with the highest score is the title."""
    scores = case.traits @ weights
    scores[-1] -= RELUCTANCE
    best = int(scores.argmax())
    return bool(case.met[best])


def score(cases: list[Case]) -> None:
    """Print how many titles are met on pages of sites that were left out."""
    met: dict[str, list[bool]] = defaultdict(list)
    for part in range(PARTS):
        weights = fit([case for case in cases if crc32(case.site.encode()) % PARTS != part])
        for case in cases:
            if crc32(case.site.encode()) % PARTS == part:
                met[case.collection].append(is_met(case, weights))
    for collection, found in met.items():
        print(f"{collection:24s} {len(found):5d} titles, met {np.mean(found):.3f}")
    real = [each for collection, found in met.items() if collection not in {"made", _PAGES} for each in found]
    print(f"{'all articles':24s} {len(real):5d} titles, met {np.mean(real):.3f}")


def main() -> int:
    """Fit, or score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", action="store_true", help="print the share of titles met on pages left out")
    parser.add_argument(
        "--roles", type=Path, help="what `fit_items.py --shares` left: roles told by trees that saw no page's site"
    )
    options = parser.parse_args()
    roles: dict[str, NDArray[np.float32]] = {}
    if options.roles:
        use_roles(options.roles)
        with np.load(options.roles) as kept:
            roles = {name: kept[name] for name in kept.files}
    cases = read_cases(options.folder, roles)
    if options.score:
        score(cases)
        return 0
    weights = dict(zip(NAMES, np.round(fit(cases), 2).tolist(), strict=True))
    weights["none"] = round(weights["none"] - RELUCTANCE, 2)
    pages = len({case.page for case in cases if case.collection != "made"})
    data = {"version": 1, "fitted_on": {"pages": pages, "prints": len(cases)}, "weights": weights}
    BUILT.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(f"{BUILT.relative_to(ROOT)}: {len(NAMES)} weights, {pages} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
