"""Where each field of a page stands in its text, and which rows belong to which section: what every picture needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex
from attrs import frozen

from newsdump.ages import Age
from newsdump.model import Article, Comment, Page, RelatedItem, SectionKind
from newsdump.spans import Span

_ROW_END: Final = regex.compile(r"\r\n|\n|\r")
_MISSED_MOST: Final = 50
"""After so many lines of a comment that are not printed as they are told, no others are looked for."""


@frozen
class Mark:
    """A field at its place."""

    label: str
    """What it is: title, paragraph, author, …"""
    thing: str
    """Which object it belongs to: `article`, `comment-0`, `related-2`."""
    span: Span


@frozen
class Row:
    """A line of the dump as it was printed, without its end."""

    number: int
    """From 1."""
    span: Span
    kind: SectionKind
    """The section that it is in."""
    opens: bool
    """Whether it is the first of its section."""


def rows(page: Page) -> Iterator[Row]:
    r"""The rows of the dump, cut as the parser cuts them.

    >>> from newsdump import parse
    >>> [row.span.of("a\rb\r\n") for row in rows(parse("a\rb\r\n"))]
    ['a', 'b', '']
    """
    sections = iter(page.sections)
    section = next(sections, None)
    before = None
    start = 0
    for number, end in enumerate(_row_ends(page.text), 1):
        while section is not None and section.span.end <= start < len(page.text):
            section = next(sections, None)
        kind = SectionKind.CHROME if section is None else section.kind
        yield Row(number, Span(start, end[0]), kind, section is not before or number == 1)
        before = section
        start = end[1]


def _row_ends(text: str) -> Iterator[tuple[int, int]]:
    """For each row the offset of its end, and of the row behind it."""
    for found in _ROW_END.finditer(text):
        yield found.span()
    yield len(text), len(text)


def marks(page: Page) -> list[Mark]:
    """All fields that can be found in the text, outer ones before those inside them."""
    found: list[Mark] = []
    if page.article is not None:
        found.extend(_of_article(page.article, page.text))
    for comment in page.comments:
        found.extend(_of_comment(comment, page.text))
    for number, item in enumerate(page.related):
        found.extend(_of_related(item, f"related-{number}", page.text))
    return sorted(found, key=lambda mark: (mark.span.start, -mark.span.end))


def placed(page: Page) -> Iterator[tuple[Row, list[tuple[int, Mark]]]]:
    """Each row with the marks that touch it, and the numbers of these among all marks."""
    waiting = iter(enumerate(marks(page)))
    following = next(waiting, None)
    here: list[tuple[int, Mark]] = []
    for row in rows(page):
        here = [each for each in here if each[1].span.end > row.span.start]
        while following is not None and following[1].span.start < row.span.end:
            if following[1].span.end > row.span.start:
                here.append(following)
            following = next(waiting, None)
        yield row, list(here)


def _of_article(article: Article, text: str) -> Iterator[Mark]:
    thing = "article"
    first = article.blocks[0].span.start if article.blocks else article.span.end
    head = _from(article.span.start, first)
    yield from _found("title", thing, article.title, head, text)
    yield from _found("kicker", thing, article.kicker, head, text)
    yield from _found("byline", thing, article.byline, article.span, text)
    for block in article.blocks:
        yield Mark(block.kind.value.replace("_", " "), thing, block.span)
    if article.blocks:
        yield from _found("dateline", thing, article.dateline, _from(first, article.span.end), text)
    yield from _aged("published", thing, article.date_published)
    yield from _aged("updated", thing, article.date_modified)
    last = article.blocks[-1].span.start if article.blocks else article.span.start
    yield from _found("credit", thing, article.credit, _from(last, article.span.end), text)


def _of_comment(comment: Comment, text: str) -> Iterator[Mark]:
    thing = f"comment-{comment.id}"
    yield Mark("comment", thing, comment.span)
    yield from _found("author", thing, comment.author, comment.span, text)
    yield from _aged("age", thing, comment.age)
    at, missed = comment.span.start, 0
    for line in filter(None, comment.text.split("\n")):
        found = next(_found("text", thing, line, _from(at, comment.span.end), text), None)
        if found is not None:
            at = found.span.end
            yield found
            continue
        missed += 1
        if missed >= _MISSED_MOST:
            return


def _of_related(item: RelatedItem, thing: str, text: str) -> Iterator[Mark]:
    yield Mark("related item", thing, item.span)
    for label, words in (
        ("source", item.source),
        ("category", item.category),
        ("title", item.title),
        ("text", item.text),
    ):
        yield from _found(label, thing, words, item.span, text)
    yield from _aged("age", thing, item.age)


def _aged(label: str, thing: str, age: Age | None) -> Iterator[Mark]:
    if age is not None and age.span is not None:
        yield Mark(label, thing, age.span)


def _from(start: int, end: int) -> Span:
    """From *start* to *end*, or nothing where that is in front of it: fields of a page may stand in any order."""
    return Span(start, max(start, end))


def _found(label: str, thing: str, words: str | None, within: Span, text: str) -> Iterator[Mark]:
    """The mark of *words*; none if they are not printed *within* as they are told, but for white space."""
    if not words:
        return
    at = text.find(words, within.start, within.end)
    if at >= 0:
        yield Mark(label, thing, Span(at, at + len(words)))
        return
    # Words hold no white space but single spaces: what the dump prints between them may be any.
    pattern = r"\s+".join(map(regex.escape, words.split()))
    found = regex.search(pattern, text, pos=within.start, endpos=within.end)
    if found is not None:
        yield Mark(label, thing, Span(*found.span()))
