"""The report: the dump at the left, what was read from it at the right, in one page that needs nothing else.

Sections differ by a word, a letter and the pattern of their border, not by colour alone. What belongs together lights
up together, under the pointer and with the keyboard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Final

from newsdump import arguments
from newsdump.ages import Age
from newsdump.model import Block, BlockKind, Comment, CommentsState, Page, RelatedItem, SectionKind
from newsdump.report.marks import Mark, Row, marks, placed, rows
from newsdump.report.words import LETTERS, NAMES, WHOLES, plural, tally
from newsdump.serializers.dates import window
from newsdump.serializers.markup import escape

MEANINGS: Final = {
    SectionKind.ARTICLE: "the main story of the page",
    SectionKind.COMMENTS: "what readers wrote below it",
    SectionKind.RELATED: "pointers to other stories, or those stories whole",
    SectionKind.CHROME: "the rest: menus, buttons, forms, advertisements",
}
STATES: Final = {
    CommentsState.ABSENT: "The page shows no sign of comments.",
    CommentsState.EMPTY: "There is a place for comments, and it is empty.",
    CommentsState.PRESENT: "Comments are printed, but none could be read.",
    CommentsState.CLOSED: "Comments are closed.",
}
_BLOCKS_SHOWN: Final = 2
"""Of an article, so that comments and related items are seen at a glance too."""


def to_html(page: Page) -> str:
    """*page* as one HTML document, style and script included.

    Raises:
        UsageError: it is no page.

    >>> from newsdump import parse
    >>> "<title>A dump, read by newsdump</title>" in to_html(parse(""))
    True
    """
    arguments.of_type("page", page, Page, hint="newsdump.parse gives one")
    found = marks(page)
    title = (page.article and page.article.title) or page.url or "A dump, read by newsdump"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_data('report.css')}</style>",
        "</head>",
        "<body>",
        *_header(page),
        "<main>",
        *_dump(page),
        '<div class="objects" aria-label="What was read">',
        *_objects(page, found),
        "</div>",
        "</main>",
        f"<script>\n{_data('report.js')}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _data(name: str) -> str:
    return files("newsdump").joinpath("data", "report", name).read_text(encoding="utf-8")


# The head: what there is, at a glance


def _header(page: Page) -> Iterator[str]:
    lines = Counter(row.kind for row in rows(page) if not row.span.of(page.text).isspace() and row.span.of(page.text))
    said = [f"{len(page.text):,} characters"]
    if page.url:
        said.append(escape(page.url))
    if page.captured_at:
        said.append(f"captured {page.captured_at.isoformat()}")
    if page.language:
        said.append(f"language {escape(page.language)}")
    if page.profile:
        said.append(f"profile {escape(page.profile)}")
    yield "<header>"
    yield f'<p class="about">A dump, read by newsdump: {" · ".join(said)}</p>'
    yield '<ul class="legend">'
    for kind in SectionKind:
        yield (
            f'<li class="{kind.value}"><a href="#object-{kind.value}"><span class="letter" aria-hidden="true">'
            f"{LETTERS[kind]}</span><b>{NAMES[kind]}</b> <span>{tally(page, kind, lines[kind])}</span></a></li>"
        )
    yield "</ul>"
    yield from _strip(page)
    yield "</header>"


def _strip(page: Page) -> Iterator[str]:
    """The sections as a strip, as long as they are."""
    yield '<div class="strip" aria-hidden="true">'
    for number, section in enumerate(page.sections):
        length = section.span.end - section.span.start
        name = NAMES[section.kind]
        yield f'<i class="{section.kind.value}" style="flex-grow: {length}" title="{name}" data-goto="s{number}"></i>'
    yield "</div>"


# The dump


def _dump(page: Page) -> Iterator[str]:
    yield '<div class="dump" tabindex="0" role="region" aria-label="The dump">'
    yield '<h2 class="side">The dump</h2>'
    opened = -1
    blank = 0
    for row, here in placed(page):
        if row.opens:
            if opened >= 0:
                yield "</section>"
            opened += 1
            section = page.sections[opened] if opened < len(page.sections) else None
            sure = "" if section is None else f' <span class="sure">{section.confidence:.0%} sure</span>'
            yield f'<section class="{row.kind.value}" id="s{opened}">'
            yield f'<h3><span class="letter" aria-hidden="true">{LETTERS[row.kind]}</span> {NAMES[row.kind]}{sure}</h3>'
        text = row.span.of(page.text)
        if not text.strip():
            blank += 1
            if blank == 1:
                yield '<div class="row blank"></div>'
            continue
        blank = 0
        yield from _row(row, here, page.text)
    if opened >= 0:
        yield "</section>"
    yield "</div>"


def _row(row: Row, here: Sequence[tuple[int, Mark]], text: str) -> Iterator[str]:
    """A row cut where marks begin and end."""
    cuts = {row.span.start, row.span.end}
    for _, mark in here:
        cuts |= {max(mark.span.start, row.span.start), min(mark.span.end, row.span.end)}
    pieces = []
    inside: list[tuple[int, Mark]] = []
    waiting = iter(here)
    following = next(waiting, None)
    for start, end in pairwise(sorted(cuts)):
        inside = [(number, mark) for number, mark in inside if end <= mark.span.end]
        while following is not None and following[1].span.start <= start:  # marks stand in the order of their starts
            if end <= following[1].span.end:
                inside.append(following)
            following = next(waiting, None)
        piece = escape(text[start:end])
        if inside:
            numbers = " ".join(str(number) for number, _ in inside)
            piece = f'<span data-m="{numbers}">{piece}</span>'
        pieces.append(piece)
    labels = [mark.label for _, mark in here if mark.span.start >= row.span.start and mark.label not in WHOLES]
    label = escape(", ".join(dict.fromkeys(labels)))
    yield f'<div class="row"><span class="n">{row.number}</span><span class="label">{label}</span>'
    yield f'<span class="text">{"".join(pieces)}</span></div>'


# What was read


def _objects(page: Page, found: Sequence[Mark]) -> Iterator[str]:
    numbers = _Numbers(found)
    yield '<h2 class="side">What was read</h2>'
    yield from _card(SectionKind.ARTICLE, _article(page, numbers))
    yield from _card(SectionKind.COMMENTS, _comments(page, numbers))
    yield from _card(SectionKind.RELATED, _related(page, numbers))
    yield from _card(SectionKind.CHROME, _chrome(page))
    if page.notes:
        yield '<section class="notes" aria-label="Notes"><h3>Notes</h3><ul>'
        for note in page.notes:
            yield f"<li><code>{escape(note.code)}</code> {escape(note.message)}</li>"
        yield "</ul></section>"


class _Numbers:
    """The numbers of marks, by what they mark."""

    def __init__(self, found: Sequence[Mark]) -> None:
        self._numbers: dict[tuple[str, str], list[int]] = {}
        for number, mark in enumerate(found):
            self._numbers.setdefault((mark.thing, mark.label), []).append(number)
            self._numbers.setdefault((mark.thing, f"{mark.label} {mark.span.start}"), []).append(number)

    def of(self, thing: str, label: str) -> str:
        """The attribute that links an element with its marks; empty if it has none."""
        numbers = self._numbers.get((thing, label))
        return f' data-m="{" ".join(map(str, numbers))}" tabindex="0"' if numbers else ""


def _card(kind: SectionKind, content: Iterable[str]) -> Iterator[str]:
    yield f'<section class="{kind.value}" id="object-{kind.value}">'
    yield f'<h3><span class="letter" aria-hidden="true">{LETTERS[kind]}</span> {NAMES[kind]}'
    yield f' <span class="sure">{MEANINGS[kind]}</span></h3>'
    yield from content
    yield "</section>"


def _article(page: Page, numbers: _Numbers) -> Iterator[str]:
    article = page.article
    if article is None:
        yield '<p class="none">No main story was found.</p>'
        return
    if article.title:
        yield f"<h4{numbers.of('article', 'title')}>{escape(article.title)}</h4>"
    yield from _facts(
        [
            ("kicker", article.kicker, numbers.of("article", "kicker")),
            ("authors", ", ".join(article.authors), numbers.of("article", "byline")),
            ("published", _said(article.date_published, page), numbers.of("article", "published")),
            ("updated", _said(article.date_modified, page), numbers.of("article", "updated")),
            ("dateline", article.dateline, numbers.of("article", "dateline")),
            ("credit", article.credit, numbers.of("article", "credit")),
            ("sure", f"{article.confidence:.0%}", ""),
        ]
    )
    yield from (_block(block, numbers) for block in article.blocks[:_BLOCKS_SHOWN])
    more = article.blocks[_BLOCKS_SHOWN:]
    if more:
        yield f"<details><summary>{plural(len(more), 'more block')}</summary>"
        yield from (_block(block, numbers) for block in more)
        yield "</details>"


def _block(block: Block, numbers: _Numbers) -> str:
    label = block.kind.value.replace("_", " ")
    link = numbers.of("article", f"{label} {block.span.start}")
    tag = "" if block.kind is BlockKind.PARAGRAPH else f'<span class="tag">{label}</span> '
    return f'<p class="block {block.kind.value}"{link}>{tag}{escape(block.text)}</p>'


def _comments(page: Page, numbers: _Numbers) -> Iterator[str]:
    if not page.comments:
        yield f'<p class="none">{STATES[page.comments_state]}</p>'
    elif page.comments_state is CommentsState.CLOSED:
        yield f"<p>{STATES[page.comments_state]}</p>"
    if page.comment_count is not None:
        yield f"<p>The page says that it has {plural(page.comment_count, 'comment')}.</p>"
    yield from (line for comment in page.comments for line in _comment(comment, page, numbers))


def _comment(comment: Comment, page: Page, numbers: _Numbers) -> Iterator[str]:
    thing = f"comment-{comment.id}"
    answer = "" if comment.parent_id is None else f" answers {comment.parent_id}"
    yield f'<article style="--depth: {comment.depth}"{numbers.of(thing, "comment")}>'
    yield f'<p class="who"><span class="tag">comment {comment.id}{answer}</span> '
    yield f"<b{numbers.of(thing, 'author')}>{escape(comment.author or 'no name')}</b></p>"
    yield from _facts(
        [
            ("age", _said(comment.age, page), numbers.of(thing, "age")),
            ("votes", _votes(comment), ""),
            ("replies", None if comment.reply_count is None else str(comment.reply_count), ""),
        ]
    )
    yield f"<div{numbers.of(thing, 'text')}>"
    for line in comment.text.split("\n"):
        yield f"<p>{escape(line)}</p>"
    yield "</div></article>"


def _votes(comment: Comment) -> str | None:
    votes = []
    if comment.upvotes is not None:
        votes.append(f"+{comment.upvotes}")
    if comment.downvotes is not None:
        votes.append(f"−{comment.downvotes}")
    return " ".join(votes) or None


def _related(page: Page, numbers: _Numbers) -> Iterator[str]:
    if not page.related:
        yield '<p class="none">The page points to no other story.</p>'
    below = None
    for number, item in enumerate(page.related):
        if item.section and item.section != below:
            yield f"<p>Under the heading “{escape(item.section)}”:</p>"
        below = item.section
        yield from _related_item(item, number, page, numbers)


def _related_item(item: RelatedItem, number: int, page: Page, numbers: _Numbers) -> Iterator[str]:
    thing = f"related-{number}"
    yield f"<article{numbers.of(thing, 'related item')}>"
    yield f'<p class="who"><span class="tag">item {number + 1}</span> '
    yield f"<b{numbers.of(thing, 'title')}>{escape(item.title or 'without a title')}</b></p>"
    yield from _facts(
        [
            ("source", item.source, numbers.of(thing, "source")),
            ("age", _said(item.age, page), numbers.of(thing, "age")),
            ("category", item.category, numbers.of(thing, "category")),
            ("url", item.url, ""),
        ]
    )
    if item.text:
        yield f'<p class="teaser"{numbers.of(thing, "text")}>{escape(item.text)}</p>'
    yield "</article>"


def _chrome(page: Page) -> Iterator[str]:
    lines = [
        (row.number, row.span.of(page.text).strip())
        for row in rows(page)
        if row.kind is SectionKind.CHROME and row.span.of(page.text).strip()
    ]
    if not lines:
        yield '<p class="none">None: every line has its place.</p>'
        return
    yield f"<details{' open' if len(lines) <= 12 else ''}><summary>{plural(len(lines), 'line')}</summary><ul>"
    yield from (f'<li><span class="n">{number}</span> {escape(text)}</li>' for number, text in lines)
    yield "</ul></details>"


def _facts(facts: Iterable[tuple[str, str | None, str]]) -> Iterator[str]:
    known = [(name, value, link) for name, value, link in facts if value]
    if known:
        yield '<dl class="facts">'
        yield from (f"<div{link}><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value, link in known)
        yield "</dl>"


def _said(age: Age | None, page: Page) -> str | None:
    """What was printed, and what it means where that can be told."""
    if age is None:
        return None
    meant = window(age, page.captured_at)
    if meant is None:
        return age.raw
    same_day = meant.earliest.date() == meant.latest.date()
    latest = meant.latest.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M")
    return f"{age.raw} = {meant.earliest:%Y-%m-%d %H:%M} to {latest}"
