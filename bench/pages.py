"""Score what newsdump reads on pages whose every field is annotated, item by item.

python bench/pages.py FILE.jsonl[.gz] ... [--use NAME] [--by FIELD] [--show N --only FIELD]
python bench/pages.py --random 300 [--seed 1000000]

A record is one JSON object a line: `text` (the dump), `gold` (below), and optionally `id`, `url`, `use` and any field
that --by names. `gold` has `article` and `captions` (lists of spans), `title`, `published`, `modified`, `dateline`
(None or an object with `text` and `span`), `authors` (a list of these), `comments` (objects with `span`, `author`,
`age`, `text` and `reply_to`, the index of another one), `comments_state`, `comment_count`, and `related` (objects with
`span`, `title`, `source`, `age`, `text` and `sure`: false where a careful reader could call the item navigation).

Rows, in per cent, each with the number that it is of:
  body       mean word-F1 of the story's text, captions in or out; `lines` the share of pages where it is .98 or more
  nostory    of pages without a story, the share seen as such
  title      exact but for case and punctuation; `writers` the set of names; `published`, `modified`, `dateline` the
             printed string or its place; `.none` is the share of the pages that print none and got none
  com        F1 over all comments, precision and recall: one counts when its text has a word-F1 of .8; `c.author`,
             `c.age`, `c.parent` of those met right; `ghost.none` the share of pages without comments on which none
             were found; `state`; `count`
  rel        F1 over all related items by their titles, and `relpage` the mean of pages; `r.source`, `r.age`;
             `rghost.none`
  perfect    the share of pages with all comments and related items right, none missed and none too many
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import regex
from attrs import evolve

import newsdump
from newsdump.lexicon import load_lexicon
from newsdump.testing import random_pages

WORD = regex.compile(r"\w+")
ADDRESS = regex.compile(r"\]\([^)\s]*\)")
MET = 0.8
"""Word-F1 from which a comment's text or an item's title is the annotated one."""
EXACT = 0.98
OVERLAP = 0.6
"""So much of the shorter of two places is shared by both where they are the same date."""
ROWS = (
    *("body", "lines", "nostory", "title", "writers", "writers.none", "published", "published.none"),
    *(
        "modified",
        "modified.none",
        "dateline",
        "dateline.none",
        "com",
        "com.precision",
        "com.recall",
        "c.author",
        "c.age",
        "c.parent",
    ),
    *(
        "ghost.none",
        "state",
        "count",
        "rel",
        "rel.precision",
        "rel.recall",
        "relpage",
        "r.source",
        "r.age",
        "rghost.none",
        "perfect",
    ),
)


def words(text: str | None) -> list[str]:
    """The words of a text, addresses of Markdown links left out."""
    return WORD.findall(ADDRESS.sub("]", text or "").lower())


def same(one: str | None, other: str | None) -> bool:
    """Whether two texts have the same words."""
    return words(one) == words(other)


def printed(field: Mapping[str, Any] | None) -> str | None:
    """What a field of the annotation says."""
    return field["text"] if field else None


def f1(one: Counter[str], other: Counter[str]) -> float:
    """The harmonic mean of precision and recall over words."""
    both = sum((one & other).values())
    return 2 * both / (sum(one.values()) + sum(other.values())) if both else float(not one and not other)


def is_met(age: newsdump.Age | None, gold: Mapping[str, Any]) -> bool:
    """Whether an age that was found is the printed one: the same words, or the same place."""
    if age is None:
        return False
    if same(age.raw, gold["text"]):
        return True
    start, end = gold["span"]
    shared = min(end, age.span.end) - max(start, age.span.start) if age.span else 0
    return age.span is not None and shared >= OVERLAP * min(end - start, age.span.end - age.span.start)


def pairs_of(gold: list[Counter[str]], found: list[Counter[str]]) -> list[tuple[int, int]]:
    """Each annotated item with the found one most like it, both used once, the best pairs first."""
    index = defaultdict(list)
    for number, item in enumerate(found):
        for word in item:
            index[word].append(number)
    scores = []
    for number, item in enumerate(gold):
        near = {other for word in item for other in index[word]} if item else {n for n, f in enumerate(found) if not f}
        scores += [(-f1(item, found[other]), abs(number - other), number, other) for other in near]
    pairs: dict[int, int] = {}
    for score, _, number, other in sorted(scores):
        if -score >= MET and number not in pairs and other not in pairs.values():
            pairs[number] = other
    return sorted(pairs.items())


class Scores:
    """Right answers and questions, by row, and what was wrong."""

    def __init__(self) -> None:
        self.sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.wrong: dict[str, list[tuple[object, object]]] = defaultdict(list)

    def add(self, row: str, right: float, of: float = 1) -> None:
        """So much of so many is right."""
        self.sums[row][0] += right
        self.sums[row][1] += of

    def ask(self, row: str, *, right: bool, expected: object, found: object) -> None:
        """One answer."""
        self.add(row, right)
        if not right:
            self.wrong[row].append((expected, found))

    def __iadd__(self, other: Scores) -> Self:
        for row, (right, of) in other.sums.items():
            self.add(row, right, of)
        return self


def score(page: newsdump.Page, gold: Mapping[str, Any]) -> Scores:
    """All rows of one page."""
    scores = Scores()
    score_story(scores, page, gold)
    clean = score_comments(scores, page, gold) & score_related(scores, page, gold)
    scores.add("perfect", clean)
    return scores


def score_story(scores: Scores, page: newsdump.Page, gold: Mapping[str, Any]) -> None:
    """What the story is, and what stands around it."""
    article = page.article
    if gold["article"]:
        found = Counter(words(article.text if article else ""))
        spans = (gold["article"], sorted([*gold["article"], *gold["captions"]]))
        texts = ("\n".join(page.text[start:end] for start, end in some) for some in spans)
        best = max(f1(Counter(words(text)), found) for text in texts)
        scores.add("body", best)
        scores.ask("lines", right=best >= EXACT, expected=None, found=round(best, 3))
    else:
        lost = article is not None and bool(article.blocks)
        scores.ask("nostory", right=not lost, expected=None, found=article and article.text[:80])
    title = article.title if article else None
    if gold["title"]:
        scores.ask("title", right=same(title, printed(gold["title"])), expected=printed(gold["title"]), found=title)
    names = [author["text"] for author in gold["authors"]]
    given = list(article.authors) if article else []
    right = Counter(tuple(words(name)) for name in names) == Counter(tuple(words(name)) for name in given)
    scores.ask("writers" if names else "writers.none", right=right, expected=names, found=given)
    for row, age in (
        ("published", article.date_published if article else None),
        ("modified", article.date_modified if article else None),
    ):
        right = is_met(age, gold[row]) if gold[row] else age is None
        scores.ask(row if gold[row] else f"{row}.none", right=right, expected=printed(gold[row]), found=age and age.raw)
    place, wanted = article.dateline if article else None, printed(gold["dateline"])
    scores.ask("dateline" if wanted else "dateline.none", right=same(place, wanted), expected=wanted, found=place)


def score_comments(scores: Scores, page: newsdump.Page, gold: Mapping[str, Any]) -> bool:
    """Comments one by one; gives whether all are there and no other."""
    said, heard = gold["comments"], page.comments
    pairs = pairs_of(
        [Counter(words(printed(one["text"]))) for one in said], [Counter(words(one.text)) for one in heard]
    )
    scores.add("com", 2 * len(pairs), len(said) + len(heard))
    scores.add("com.precision", len(pairs), len(heard))
    scores.add("com.recall", len(pairs), len(said))
    if not said:
        scores.ask("ghost.none", right=not heard, expected=None, found=[one.text[:60] for one in heard[:5]])
    elif len(pairs) < max(len(said), len(heard)):
        scores.wrong["com"].append((f"{len(said)} comments", f"{len(heard)} found, {len(pairs)} right"))
    found_for = dict(pairs)
    for mine, theirs in pairs:
        wanted, comment = said[mine], heard[theirs]
        author, age = printed(wanted["author"]), wanted["age"]
        scores.ask("c.author", right=same(comment.author, author), expected=author, found=comment.author)
        right = is_met(comment.age, age) if age else comment.age is None
        scores.ask("c.age", right=right, expected=printed(age), found=comment.age and comment.age.raw)
        if wanted["reply_to"] in found_for:
            parent = heard[found_for[wanted["reply_to"]]].id
            right = comment.parent_id == parent
            scores.ask("c.parent", right=right, expected=wanted["reply_to"], found=comment.parent_id)
    state, count = page.comments_state.value, page.comment_count
    scores.ask("state", right=state == gold["comments_state"], expected=gold["comments_state"], found=state)
    if gold["comment_count"] is not None:
        wanted = gold["comment_count"]
        scores.ask("count", right=count == wanted, expected=wanted, found=count)
    return len(pairs) == len(said) == len(heard)


def score_related(scores: Scores, page: newsdump.Page, gold: Mapping[str, Any]) -> bool:
    """Related items one by one; gives whether all are there and no other."""
    listed, found = gold["related"], page.related
    pairs = pairs_of(
        [Counter(words(printed(item["title"]))) for item in listed],
        [Counter(words(item.title or (item.text or "")[:200])) for item in found],
    )
    sure = [(mine, theirs) for mine, theirs in pairs if listed[mine]["sure"]]
    wanted: int = sum(item["sure"] for item in listed)
    given = len(found) - (len(pairs) - len(sure))
    scores.add("rel", 2 * len(sure), wanted + given)
    scores.add("rel.precision", len(sure), given)
    scores.add("rel.recall", len(sure), wanted)
    if wanted or given:
        scores.add("relpage", 2 * len(sure) / (wanted + given))
    if not listed:
        scores.ask("rghost.none", right=not found, expected=None, found=[item.title for item in found[:8]])
    elif len(sure) < max(wanted, given):
        met, taken = {mine for mine, _ in sure}, {theirs for _, theirs in pairs}
        missed = [printed(item["title"]) for n, item in enumerate(listed) if item["sure"] and n not in met]
        extra = [item.title for n, item in enumerate(found) if n not in taken]
        scores.wrong["rel"].append((f"{wanted} items; missed {missed[:6]}", f"{given} found; extra {extra[:6]}"))
    for mine, theirs in sure:
        gold_item, item = listed[mine], found[theirs]
        source, age = printed(gold_item["source"]), gold_item["age"]
        scores.ask("r.source", right=same(item.source, source), expected=source, found=item.source)
        right = is_met(item.age, age) if age else item.age is None
        scores.ask("r.age", right=right, expected=printed(age), found=item.age and item.age.raw)
    return len(sure) == wanted == given


def records_of(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The records to score: those of files, or random pages."""
    for path in options.files:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
            for record in map(json.loads, rows):
                if options.use is None or record.get("use") == options.use:
                    yield record
    for seed in range(options.seed, options.seed + options.random):
        page = next(random_pages(seed))
        yield {"id": str(seed), "text": page.text, "gold": page.gold.to_dict()}


def print_table(groups: Mapping[str, Scores], pages: Mapping[str, int]) -> None:
    """A row of the table for each field, a column for each group."""
    names = [*(name for name in groups if name != "all"), "all"]
    print(" " * 16 + "".join(f"{name[:14]:>17s}" for name in names))
    print(f"{'pages':16s}" + "".join(f"{pages[name]:17d}" for name in names))
    for row in ROWS:
        sums = [groups[name].sums.get(row, (0.0, 0.0)) for name in names]
        if any(of for _, of in sums):
            cells = [f"{100 * right / of:9.1f} ({of:5.0f})" if of else f"{'-':>17s}" for right, of in sums]
            print(f"{row:16s}" + "".join(cells))


def main(arguments: Iterable[str] | None = None) -> None:
    """Score files or random pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--use", help="only records with this `use`")
    parser.add_argument("--by", help="a field of the records to group by")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="score so many random pages")
    parser.add_argument("--seed", type=int, default=1_000_000, help="of the first random page (default: %(default)s)")
    parser.add_argument("--no-lexicon", action="store_true", help="forget all phrases: what form alone tells")
    parser.add_argument("--no-url", action="store_true", help="do not tell the pages' addresses")
    parser.add_argument("--min-confidence", type=float, default=0.0, help="leave out comments and items of less")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print what was wrong on so many pages")
    parser.add_argument("--only", help="with --show: this row alone")
    options = parser.parse_args(None if arguments is None else [*arguments])
    if not options.files and not options.random:
        parser.error("name files of annotated pages, or ask for --random N")
    lexicon = evolve(load_lexicon(), whole={}, heads={}, tails={}) if options.no_lexicon else None
    reader = newsdump.Parser(lexicon=lexicon, min_confidence=options.min_confidence)
    groups: dict[str, Scores] = defaultdict(Scores)
    pages: Counter[str] = Counter()
    shown = 0
    for record in records_of(options):
        page = reader.parse(record["text"], url=None if options.no_url else record.get("url") or None)
        scores = score(page, record["gold"])
        for group in {"all", str(record[options.by]) if options.by else "all"}:
            groups[group] += scores
            pages[group] += 1
        told = {row: what for row, what in scores.wrong.items() if options.only in {None, row}}
        if told and shown < options.show:
            shown += 1
            print(f"## {record.get('id')} {record.get('url') or ''}")
            for row, what in told.items():
                print(f"   {row}: {str(what)[:600]}")
    if pages:
        print_table(groups, pages)


if __name__ == "__main__":
    main()
