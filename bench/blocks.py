"""Kickers, standfirsts and kinds of blocks on random pages, whose gold is exact.

python bench/blocks.py [--pages 100] [--seed 1] [--show 20]

Of the blocks that a page's story has, and that were found with the same words, the share with the right kind; pages
that print a standfirst or a kicker, and that print none, with the share on which it was told so.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from itertools import islice

from newsdump import Article, parse
from newsdump.testing import RandomPage, random_pages

_ALIKE = {"credit": "caption"}
"""The gold of random pages does not tell captions from credits."""


_NUMBER = re.compile(r"^\d+[.)] ")


def letters(text: str) -> str:
    """What is left of *text* whatever signs and white space stand in it."""
    return "".join(filter(str.isalnum, text.casefold()))


def of_blocks(page: RandomPage, article: Article) -> list[tuple[str, str, str]]:
    """Its blocks that were found: what they are, what they were taken for, and what they say."""
    found = {letters(_NUMBER.sub("", block.text)): block.kind.value for block in article.blocks}
    whole = [
        (block.kind.value, letters(block.text)) for block in article.blocks if block.kind.value in {"code", "table"}
    ]
    pairs = []
    for block in page.gold.blocks:
        said = page.text[block.span[0] : block.span[1]]
        kind = found.get(letters(said)) or next((one for one, words in whole if letters(said) in words), None)
        if kind is not None and block.kind != "kicker":
            pairs.append((block.kind, _ALIKE.get(kind, kind), said))
    return pairs


def main() -> None:
    """Print the shares."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=0)
    chosen = options.parse_args()
    right: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    shown = 0
    for page in islice(random_pages(chosen.seed), chosen.pages):
        article = parse(page.text).article
        if article is None or not page.gold.article:
            continue
        for kind, got, said in of_blocks(page, article):
            all_of[kind] += 1
            right[kind] += kind == got
            taken[kind][got] += 1
            if kind != got and shown < chosen.show:
                shown += 1
                print(f"{kind} taken for {got}: {said[:90]!r}")
        for name, printed in (("standfirst", article.standfirst), ("kicker", article.kicker)):
            gold = [page.text[block.span[0] : block.span[1]] for block in page.gold.blocks if block.kind == name]
            label = f"{name}, printed" if gold else f"{name}, none printed"
            all_of[label] += 1
            good = letters(printed or "") == letters(gold[0] if gold else "")
            right[label] += good
            if not good and shown < chosen.show:
                shown += 1
                print(f"{label}: {gold[:1]!r} taken for {printed!r}")
    for name in sorted(all_of):
        others = ", ".join(f"{got} {count}" for got, count in taken[name].most_common() if got != name)
        print(f"{name:26s} {right[name]:5d} of {all_of[name]:5d}  {right[name] / all_of[name]:.3f}  {others}")


if __name__ == "__main__":
    main()
