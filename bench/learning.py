"""What profiles that are learned from a site's pages are worth on other pages of it.

python bench/learning.py FILE.jsonl[.gz] ... [--extractor resiliparse] [--least 8] [--most N] [--folds 4] [--turns N]

Records are those of `bench/accuracy.py` with `domain` and `page`. Of each site with so many pages (one print each, by
*extractor*), a part of the pages is read with the profile that the other parts give, in turn. F1 is that of the words
of the main text, the mean over the pages of a site, then over the sites of a collection. Annotators go page by page,
and now and then take furniture for text: the last columns leave out of the annotated text, and of what was found, the
lines that more than a quarter of the site's stories have. With --turns each page is read so often both ways, in turns,
and the least times of each are compared.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from pathlib import Path
from statistics import fmean
from typing import Any

import newsdump
from accuracy import compare, read, words
from newsdump.habits import key
from newsdump.learning import learn
from newsdump.profiles import SiteProfile
from newsdump.readers import Dump, Origin

COMMON = 0.25
BEGIN = 50
"""Stories that begin with the same words are one."""


def sites_of(options: argparse.Namespace) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The pages of each site with enough of them, by collection and domain."""
    sites: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    for record in read(options.files):
        if record.get("domain") and record.get("extractor") == options.extractor:
            sites[record["collection"], record["domain"]].setdefault(record["page"], record)
    return {
        site: [pages[page] for page in sorted(pages)]
        for site, pages in sorted(sites.items())
        if options.least <= len(pages) <= options.most
    }


def without(text: str, common: set[str]) -> str:
    """A text without the lines that stand on most pages."""
    return "\n".join(row for row in text.split("\n") if key(row.strip()) not in common)


class Site:
    """The pages of a site, read with and without profiles."""

    def __init__(self, pages: list[dict[str, Any]]) -> None:
        self.pages = pages
        stories = {" ".join(words(page["gold"]["article"])[:BEGIN]): page for page in pages}.values()
        met = Counter(one for page in stories for one in {key(row.strip()) for row in page["text"].split("\n")})
        common = {one for one, many in met.items() if many > COMMON * len(stories)}
        rows = {row.strip() for page in pages for row in page["text"].split("\n") if key(row.strip()) in common}
        self.common = common
        self.furniture = sorted((row for row in rows if len(row) > 20), key=len, reverse=True)
        self.parser = newsdump.Parser()
        self.took = {"without": 0.0, "learning": 0.0, "with": 0.0}
        self.least = {"without": 0.0, "with": 0.0}

    def clean(self, text: str) -> str:
        """The annotated text, which may have no line ends, without furniture."""
        for row in self.furniture:
            text = text.replace(row, " ")
        return text

    def scores(self, page: dict[str, Any], profile: SiteProfile | None) -> tuple[float, float]:
        """F1 as annotated, and with furniture left out."""
        begin = time.process_time()
        article = self.parser.parse(page["text"], url=page.get("url") or None, profile=profile).article
        self.took["with" if profile else "without"] += time.process_time() - begin
        text = article.text if article else ""
        gold = page["gold"]["article"]
        return (
            compare(words(gold), words(text))[2],
            compare(words(self.clean(gold)), words(without(text, self.common)))[2],
        )

    def take_turns(self, page: dict[str, Any], profile: SiteProfile, turns: int) -> None:
        """Read a page so often without the profile and with it, and keep the least times."""
        times: dict[str, list[float]] = {"without": [], "with": []}
        for turn in range(turns):
            for how in sorted(times, reverse=turn % 2 == 0):
                begin = time.process_time()
                self.parser.parse(page["text"], url=page.get("url") or None, profile=profile if how == "with" else None)
                times[how].append(time.process_time() - begin)
        for how, each in times.items():
            self.least[how] += min(each, default=0.0)

    def profile(self, pages: list[dict[str, Any]]) -> SiteProfile | None:
        """What some pages teach; None where they are too few."""
        begin = time.process_time()
        try:
            return learn(
                [Dump(page["text"], Origin(""), page.get("url")) for page in pages], name="site", parser=self.parser
            )
        except newsdump.UsageError:
            return None
        finally:
            self.took["learning"] += time.process_time() - begin


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--extractor", default="resiliparse", help="the print to read")
    parser.add_argument("--least", type=int, default=8, help="pages that a site has at least")
    parser.add_argument("--most", type=int, default=1_000_000, help="and at most")
    parser.add_argument("--folds", type=int, default=4, help="in so many parts pages are read, each with the others'")
    parser.add_argument("--turns", type=int, default=0, help="read each page so often both ways, to compare times")
    options = parser.parse_args()
    rows: dict[str, list[list[float]]] = defaultdict(list)
    took: Counter[str] = Counter()
    least_times: Counter[str] = Counter()
    for (collection, domain), pages in sites_of(options).items():
        site = Site(pages)
        plain = [site.scores(page, None) for page in pages]
        told = list(plain)
        folds = min(options.folds, len(pages))
        for fold in range(folds):
            profile = site.profile([page for number, page in enumerate(pages) if number % folds != fold])
            for number in range(fold, len(pages), folds):
                if profile is not None:
                    told[number] = site.scores(pages[number], profile)
                    site.take_turns(pages[number], profile, options.turns)
        row = [fmean(score[at] for score in scores) for at in (0, 1) for scores in (plain, told)]
        took.update(site.took)
        least_times.update(site.least)
        for group in (collection, "all"):
            rows[group].append(row)
        show(f"{collection} {domain}", len(pages), row)
    for group, members in rows.items():
        show(f"mean of {group}", len(members), [fmean(column) for column in zip(*members, strict=True)])
        least = min(after - before for before, after, _, _ in members)
        clean = min(after - before for _, _, before, after in members)
        print(f"{'':34s} lowest change {least:+.3f}; furniture left out {clean:+.3f}")
    if options.turns:
        more = least_times["with"] / least_times["without"] - 1
        print(f"in turns: with a profile {100 * more:+.1f} % of the time without")
    print("seconds:", ", ".join(f"{name} {seconds:.1f}" for name, seconds in took.items()))


def show(name: str, many: int, row: list[float]) -> None:
    """Print one row: without and with, as annotated and with furniture left out."""
    shown = [f"{old:.3f} -> {new:.3f} {new - old:+.3f}" for old, new in (row[:2], row[2:])]
    print(f"{name:34s} {many:3d}  {'   '.join(shown)}")


if __name__ == "__main__":
    main()
