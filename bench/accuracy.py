"""Score the main text, title and comments that newsdump finds on annotated pages of your own.

python bench/accuracy.py FILE.jsonl[.gz] ... [--by collection,extractor] [--worst N] [--min-story-share .5]

A record is one JSON object a line: `text` (the dump), `gold` with `article` (the main text) and, where they are known,
`title`, `comments` (a list of texts; empty where the page has none) and `comments_struct` (the same as objects with
`author` and `text`), and optionally `id`, `url`, `language` (a
BCP-47 tag, held against the one that newsdump tells) and any fields that --by names. The words of `page.article.text`
are held against those of the annotated text: precision, recall and F1 over words with their counts, the mean over
pages. A title counts if all its words are met in order. Comments are scored together, and one by one: each against the
annotated one that is most like it (`comment F1`), beside the confidence that it was given (`comment sure`). Of the
annotated comments with an author of which half was found, those of all pages together, `writers right` have it, too.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any
from urllib.parse import unquote

import regex

import newsdump

WORD = regex.compile(r"\w+")
FOUND = 0.5
"""An annotated comment is found where one has so much of its words, as F1."""
ADDRESS = regex.compile(r"\]\([^)\s]*\)")


def words(text: str | None) -> list[str]:
    """The words of a text, addresses of Markdown links left out."""
    return WORD.findall(ADDRESS.sub("]", text or "").lower())


def compare(wanted: Sequence[str], found: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over words.

    >>> compare(["rain", "in", "may"], ["rain", "in", "june"])
    (0.6666666666666666, 0.6666666666666666, 0.6666666666666666)
    """
    if not wanted and not found:
        return 1.0, 1.0, 1.0
    both = (Counter(wanted) & Counter(found)).total()
    precision = both / len(found) if found else 0.0
    recall = both / len(wanted) if wanted else 0.0
    return precision, recall, 2 * both / (len(wanted) + len(found))


def score(record: dict[str, Any], min_story_share: float = 0.5) -> dict[str, float]:
    """The figures of one page."""
    gold = record["gold"]
    page = newsdump.parse(record["text"], url=record.get("url") or None, min_story_share=min_story_share)
    article = page.article
    precision, recall, f1 = compare(words(gold["article"]), words(article.text if article else ""))
    figures = {"precision": precision, "recall": recall, "F1": f1}
    if gold.get("title"):
        figures["title"] = float(words(gold["title"]) == words(article.title if article else ""))
    if record.get("language"):
        told = page.language or ""
        figures["language"] = float(told.split("-")[0] == record["language"].split("-")[0])
        figures["no language"] = float(not told)
    said = " ".join(comment.text for comment in page.comments)
    if gold.get("comments"):
        figures["comments F1"] = compare(words(" ".join(gold["comments"])), words(said))[2]
        if page.comments:
            written = [words(comment) for comment in gold["comments"]]
            figures["comment sure"] = fmean(comment.confidence for comment in page.comments)
            figures["comment F1"] = fmean(
                max(compare(each, words(comment.text))[2] for each in written) for comment in page.comments
            )
        named = [each for each in gold.get("comments_struct") or () if each.get("author")]
        right = [told for each in named if (told := writer_is_right(each, page.comments)) is not None]
        if right:
            figures |= {"posts found": len(right), "writers right": sum(right)}
    elif gold.get("comments") == []:
        figures["ghost comments"] = float(bool(page.comments))
    return figures


def writer_is_right(annotated: dict[str, Any], found: Sequence[newsdump.Comment]) -> float | None:
    """Whether the comment that is most like an annotated one has its author; None if none is half like it."""
    written = words(annotated["text"])
    likeness, number = max(
        ((compare(written, words(each.text))[2], at) for at, each in enumerate(found)), default=(0, 0)
    )
    if likeness < FOUND:
        return None
    return float((found[number].author or "").casefold() == unquote(annotated["author"]).strip().casefold())


def read(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The records that have an annotated main text."""
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as rows:
            for row in rows:
                record = json.loads(row)
                if record["gold"].get("article"):
                    yield record


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--by", default="collection,extractor", help="fields of the records to group by")
    parser.add_argument("--one-line", action="store_true", help="print each dump on one line before")
    parser.add_argument("--worst", type=int, default=0, help="name so many pages of lowest F1")
    parser.add_argument(
        "--min-story-share", type=float, default=0.5, help="take lines more likely of the story than so"
    )
    options = parser.parse_args()
    groups: dict[str, list[dict[str, float]]] = defaultdict(list)
    names: list[tuple[float, str]] = []
    for record in read(options.files):
        if options.one_line:
            record["text"] = " ".join(record["text"].split())
        figures = score(record, options.min_story_share)
        names.append((figures["F1"], str(record.get("id"))))
        groups[" / ".join(str(record.get(field)) for field in options.by.split(","))].append(figures)
        groups["all"].append(figures)
    for group, rows in sorted(groups.items()):
        columns = sorted({name for figures in rows for name in figures})
        means = {name: fmean(figures[name] for figures in rows if name in figures) for name in columns}
        if found := means.pop("posts found", 0):
            means["writers right"] /= found
        print(f"{group:40s} pages {len(rows):5d}  " + "  ".join(f"{name} {mean:.3f}" for name, mean in means.items()))
    for f1, name in sorted(names)[: options.worst]:
        print(f"{f1:.3f} {name}")


if __name__ == "__main__":
    main()
