"""Time newsdump beside readers of HTML: made pages as HTML for them, the print of the same pages for newsdump.

python bench/peers.py [--made N] [--rounds N]   (pip install resiliparse trafilatura jusText turbohtml)

The pages are random ones of `newsdump.testing`, written as HTML with the menus, classes and addresses of a plain site:
some three times as long as their print. Real HTML is ten times as long as its print and longer, with scripts and
styles, so on real pages the readers of HTML take longer than here, and newsdump does not. Each page is read by all in
turn; a peer's time is the least of the rounds, newsdump's is told for pages met once (a fresh process) and again.
What they give differs: resiliparse and jusText give lines of text, trafilatura the text and fields of the head,
turbohtml text and fields; newsdump gives the story, comments, related items and where each stands.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Iterator
from html import escape
from importlib.metadata import version
from itertools import islice
from statistics import fmean, median
from time import process_time

import justext
import trafilatura
import turbohtml
from resiliparse.extract.html2text import extract_plain_text

import newsdump
from newsdump.testing import RandomPage, random_pages

SEED = 19
_TAGS = {"heading": "h2", "quote": "blockquote", "list_item": "li", "code": "pre", "standfirst": "h3"}


def html_of(page: RandomPage) -> str:
    """The page as HTML: what its gold names in elements of its own, every other row as an entry of a menu."""
    text, gold = page.text, page.gold
    kinds = dict.fromkeys(range(len(text) + 1), "")
    for kind, spans in (
        *((_TAGS.get(block.kind, "p"), [block.span]) for block in gold.blocks),
        *(("comment", [comment.span]) for comment in gold.comments),
        *(("related", [item.span]) for item in gold.related),
        *(("h1", [gold.title.span]) for _ in [0] if gold.title),
    ):
        for start, end in spans:
            kinds.update(dict.fromkeys(range(start, end), kind))
    title = escape(gold.title.text) if gold.title else ""
    rows = [f"<html lang=en><head><meta charset=utf-8><title>{title}</title></head><body>"]
    open_tag = at = 0
    for row in text.split("\n"):
        kind = kinds[at]
        is_story = kind in {"p", "h1", *_TAGS.values()}
        if is_story != bool(open_tag):
            rows.append("<article class='story story--main'>" if is_story else "</article>")
            open_tag = int(is_story)
        at += len(row) + 1
        if not row.strip():
            continue
        said = escape(row.strip())
        if is_story:
            rows.append(f"<{kind} class='story__{kind}'>{said}</{kind}>")
        elif kind == "comment":
            rows.append(f"<div class='comment'><div class='comment__row'><span>{said}</span></div></div>")
        else:
            rows.append(f"<ul class='list'><li class='list__entry'><a href='/news/2025/{at}/'>{said}</a></li></ul>")
    rows.append("</article>" * open_tag + "</body></html>")
    return "\n".join(rows)


def peers() -> Iterator[tuple[str, Callable[[str], object]]]:
    """The readers of HTML with their versions."""
    stoplist = justext.get_stoplist("English")
    yield f"resiliparse {version('resiliparse')}, all text", extract_plain_text
    yield (
        f"resiliparse {version('resiliparse')}, main content",
        lambda page: extract_plain_text(page, main_content=True),
    )
    yield f"turbohtml {version('turbohtml')}, article", lambda page: turbohtml.parse(page).article()
    yield f"jusText {version('jusText')}", lambda page: justext.justext(page, stoplist)
    yield (
        f"trafilatura {version('trafilatura')}, comments, metadata",
        lambda page: trafilatura.bare_extraction(page, include_comments=True, with_metadata=True),
    )


def seconds(work: Callable[[str], object], page: str) -> float:
    """The processor time that *work* takes."""
    start = process_time()
    work(page)
    return process_time() - start


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--made", type=int, default=200, metavar="N", help="so many random pages")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)  # trafilatura tells of pages without a story
    pages = [(page.text, html_of(page)) for page in islice(random_pages(SEED), options.made)]
    asked = [*peers()]
    newsdump.parse("Harbour opens\n\nThe new harbour of Osselby opened on Monday, two years late.")  # loads its data
    for _, work in asked:
        work(pages[0][1])
    times: dict[str, list[float]] = {"newsdump, once": [], "newsdump, again": [], **{name: [] for name, _ in asked}}
    for text, html in pages:
        times["newsdump, once"].append(seconds(newsdump.parse, text))
        times["newsdump, again"].append(min(seconds(newsdump.parse, text) for _ in range(options.rounds)))
        for name, work in asked:
            times[name].append(min(seconds(work, html) for _ in range(options.rounds)))
    rows, size, wide = (sum(map(measure, pages)) / len(pages) for measure in (_rows, _print, _html))
    build = "compiled" if newsdump.COMPILED else "pure"
    print(f"{len(pages)} pages of {rows:.0f} rows: {size / 1e3:.1f} k characters of print, {wide / 1e3:.1f} k of HTML")
    print(f"newsdump {newsdump.__version__}, {build} build; milliseconds a page")
    print(f"{'':48s}{'mean':>8s}{'median':>8s}")
    for name, spent in times.items():
        print(f"{name:48s}{1e3 * fmean(spent):8.2f}{1e3 * median(spent):8.2f}")


def _rows(page: tuple[str, str]) -> int:
    return page[0].count("\n") + 1


def _print(page: tuple[str, str]) -> int:
    return len(page[0])


def _html(page: tuple[str, str]) -> int:
    return len(page[1])


if __name__ == "__main__":
    main()
