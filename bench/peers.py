"""Hold newsdump beside readers of HTML: made pages as HTML for them, the print of the same pages for newsdump.

python bench/peers.py [--made N] [--rounds N] [--hide]   (pip install resiliparse trafilatura jusText turbohtml)

The pages are random ones of `newsdump.testing`, written as HTML with the menus, classes and addresses of a plain site:
some three times as long as their print. Real HTML is ten times as long as its print and longer, with scripts and
styles, so on real pages the readers of HTML take longer than here, and newsdump does not. Each page is read by all in
turn; a peer's time is the least of the rounds, newsdump's is told for pages met once (a fresh process) and again.

`story` is the mean word-F1 of the story's text, over the pages that have one; `comments` that of the texts of all
comments together, over the pages that have some, for those that give them apart from the story. Two things make these
pages easier than real ones. Their HTML says plainly what is what: an element that is called so holds the story, another
the comments; --hide leaves out what they are called, so that only titles, paragraphs and lists of links can be told.
And newsdump was fitted on other pages that the same grammar made. What it reaches on real ones: bench/accuracy.py.
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
from typing import Any, Final

import justext
import trafilatura
import turbohtml
from attrs import define, field, frozen
from resiliparse.extract.html2text import extract_plain_text

import newsdump
from accuracy import compare, words
from newsdump.testing import RandomPage, random_pages

SEED: Final = 2_000_000
_TAGS: Final = {"heading": "h2", "quote": "blockquote", "list_item": "li", "code": "pre", "standfirst": "h3"}
_STORY: Final = "<div class='article-body' itemprop='articleBody'>"
_TALK: Final = "<div class='comments' id='comments'>"
_NO_TEXT: Final = frozenset({"caption", "kicker"})
_WORDS_OF_ALL: Final = frozenset().union(*map(justext.get_stoplist, justext.get_stoplists()))


def html_of(page: RandomPage, *, hide: bool = False) -> str:
    """The page as HTML: what its gold names in elements of its own, every other row as an entry of a menu.

    Args:
        page: a made page.
        hide: no element holds the story, and no class tells comments.
    """
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
    rows = [f"<html lang={page.grammar.language}><head><meta charset=utf-8><title>{title}</title></head><body>"]
    around = "<div>" if hide else ""
    inside = ""
    at = 0
    for row in text.split("\n"):
        kind = kinds[at]
        part = _STORY if kind in {"p", "h1", *_TAGS.values()} else _TALK if kind == "comment" else ""
        at += len(row) + 1
        if not row.strip():
            continue
        if part != inside:
            rows.append("</div>" * bool(inside) + (around or part) * bool(part))
            inside = part
        said = escape(row.strip())
        if part:
            tag = "p" if part == _TALK else kind
            rows.append(f"<{tag}>{said}</{tag}>")
        else:
            rows.append(f"<ul class='list'><li class='list__entry'><a href='/news/2025/{at}/'>{said}</a></li></ul>")
    rows.append("</div>" * bool(inside) + "</body></html>")
    return "\n".join(rows)


@frozen
class Made:
    """A page in both forms, with what there is to find."""

    text: str
    html: str
    language: str
    story: str
    comments: str

    @classmethod
    def of(cls, page: RandomPage, *, hide: bool) -> Made:
        """A made page."""
        spans = [block.span for block in page.gold.blocks if block.kind not in _NO_TEXT]
        return cls(
            page.text,
            html_of(page, hide=hide),
            page.grammar.language,
            "\n".join(page.text[start:end] for start, end in spans),
            "\n".join(comment.text.text for comment in page.gold.comments),
        )


@define
class Reader:
    """One that reads pages, and how it fared."""

    name: str
    read: Callable[[Made], Any]
    story: Callable[[Any], str]
    comments: Callable[[Any], str] | None = None
    times: list[float] = field(factory=list)
    stories: list[float] = field(factory=list)
    talks: list[float] = field(factory=list)

    def take(self, page: Made, rounds: int) -> None:
        """Read *page* so often; the least of the times counts."""
        self.times.append(min(_seconds(self.read, page) for _ in range(rounds)))
        found = self.read(page)
        if page.story:
            self.stories.append(compare(words(page.story), words(self.story(found)))[2])
        if page.comments and self.comments is not None:
            self.talks.append(compare(words(page.comments), words(self.comments(found)))[2])

    def __str__(self) -> str:
        talks = f"{fmean(self.talks):9.3f}" if self.talks else f"{'':9s}"
        took = f"{1e3 * fmean(self.times):8.2f}{1e3 * median(self.times):8.2f}"
        return f"{self.name:44s}{fmean(self.stories):8.3f}{talks}{took}"


def _seconds(read: Callable[[Made], object], page: Made) -> float:
    """The processor time that it takes."""
    start = process_time()
    read(page)
    return process_time() - start


def peers() -> Iterator[Reader]:
    """The readers of HTML with their versions."""
    stoplists = {"en": justext.get_stoplist("English")}
    resiliparse = f"resiliparse {version('resiliparse')}"
    yield Reader(f"{resiliparse}, all text", lambda page: extract_plain_text(page.html), str)
    yield Reader(
        f"{resiliparse}, main content",
        lambda page: extract_plain_text(page.html, main_content=True, comments=False),
        str,
    )
    yield Reader(
        f"turbohtml {version('turbohtml')}, article",
        lambda page: turbohtml.parse(page.html).article(),
        lambda found: found.text if found else "",
    )
    yield Reader(
        f"jusText {version('jusText')}",
        lambda page: justext.justext(page.html, stoplists.get(page.language, _WORDS_OF_ALL)),
        lambda found: "\n".join(each.text for each in found if not each.is_boilerplate),
    )
    yield Reader(
        f"trafilatura {version('trafilatura')}, comments, metadata",
        lambda page: trafilatura.bare_extraction(page.html, include_comments=True, with_metadata=True),
        lambda found: (found and found.text) or "",
        lambda found: (found and found.comments) or "",
    )


def newsdumps() -> Iterator[Reader]:
    """newsdump, which remembers lines that it has met."""
    for name in ("newsdump, once", "newsdump, again"):
        yield Reader(
            name,
            lambda page: newsdump.parse(page.text),
            lambda page: page.article.text if page.article else "",
            lambda page: "\n".join(comment.text for comment in page.comments),
        )


def main() -> None:
    """Time, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--made", type=int, default=200, metavar="N", help="so many random pages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--hide", action="store_true", help="HTML that does not say what is the story and what comments"
    )
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)  # trafilatura tells of pages without a story
    pages = [Made.of(page, hide=options.hide) for page in islice(random_pages(SEED), options.made)]
    once, again = newsdumps()
    readers = [*peers()]
    newsdump.parse("Harbour opens\n\nThe new harbour of Osselby opened on Monday, two years late.")  # loads its data
    for reader in readers:
        reader.read(pages[0])
    for page in pages:
        once.take(page, 1)
        for reader in (again, *readers):
            reader.take(page, options.rounds)
    rows, size, wide = (
        fmean(page.text.count("\n") + 1 for page in pages),
        fmean(len(page.text) for page in pages),
        fmean(len(page.html) for page in pages),
    )
    build = "compiled" if newsdump.COMPILED else "pure"
    print(f"{len(pages)} pages of {rows:.0f} rows: {size / 1e3:.1f} k characters of print, {wide / 1e3:.1f} k of HTML")
    print(f"{len(once.stories)} have a story, {len(once.talks)} comments")
    print(f"newsdump {newsdump.__version__}, {build} build; word-F1, and milliseconds a page")
    print(f"{'':44s}{'story':>8s}{'comments':>9s}{'mean':>8s}{'median':>8s}")
    for reader in (once, again, *readers):
        print(reader)


if __name__ == "__main__":
    main()
