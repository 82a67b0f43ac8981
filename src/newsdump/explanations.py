"""Why a line of a page was taken for what it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from newsdump import articles, columns, header, sections, trees
from newsdump.errors import UsageError
from newsdump.header import Choice
from newsdump.items import Reader
from newsdump.lexicon import GROUPS
from newsdump.model import Page, SectionKind
from newsdump.patterns import regex_later
from newsdump.spans import Span

_ARTICLES: Final = {
    "title": "the title",
    "writers": "a writer",
    "published": "the date of publication",
    "modified": "the date of a change",
    "dateline": "the dateline",
}
_WORTH_TELLING: Final = 0.05
"""A line that is less likely some field, while another line is likelier, says nothing of it."""
_ROW_END: Final = regex_later(r"\r\n|\n|\r")


@frozen
class Explanation:
    """What decided on one line.

    `str()` of it gives a line of words for each cue.
    """

    row: int
    """The row of the dump, from 1."""
    text: str
    """What the line says."""
    kind: SectionKind
    """The kind of the section that it came to."""
    story: float | None
    """How likely its form and neighbours make it a line of the story, 0 to 1; None if it was not asked about."""
    passage: float | None
    """How likely the passage that it stands in belongs to the story, 0 to 1; None if its own vote left it out."""
    announces: tuple[str, ...]
    """The groups of phrases that it is one of."""
    age: str | None
    """The age or date in it, as printed."""
    reasons: tuple[trees.Reason, ...]
    """What its neighbours and its form added to that likelihood, or took from it, the weightiest first."""
    role: str = "other"
    """The role that it has among comments, related items and what stands around them: "comment author"."""
    role_share: float = 0.0
    """How likely it has that role, 0 to 1."""
    fields: tuple[str, ...] = ()
    """The fields of the page that stand in it: "title", "author of comment 0", "source of related item 2"."""
    choices: tuple[Choice, ...] = ()
    """What it scored as the fields of the header that it was asked for."""

    def __str__(self) -> str:
        """The explanation in words."""
        said = [f"row {self.row} is {self.kind.value}"]
        if self.fields:
            said.append(f"it holds: {', '.join(self.fields)}")
        if self.announces:
            said.append(f"it is a phrase of: {', '.join(name.replace('_', ' ') for name in self.announces)}")
        if self.age is not None:
            said.append(f"it holds an age or a date: {self.age}")
        if self.story is None:
            said.append("its form was not asked about: no line of a story is near")
        else:
            said.append(f"by its form and neighbours it is of the story with a probability of {self.story:.2f}")
            said.extend(
                f"  {'for' if reason.weight > 0 else 'against'} it: {reason.about} ({reason.weight:+d})"
                for reason in self.reasons
                if reason.weight
            )
        if self.passage is not None and self.passage < 1:
            said.append(f"it stands apart, in a passage that is of the story with a probability of {self.passage:.2f}")
        if self.role != "other":
            said.append(f"among its neighbours it is read as {self.role}, with a probability of {self.role_share:.2f}")
        said.extend(_in_words(choice) for choice in self.choices if choice.best or choice.chance >= _WORTH_TELLING)
        return "\n".join(said)


def _in_words(choice: Choice) -> str:
    name = _ARTICLES.get(choice.field, choice.field)
    said = f"it is {name} with a probability of {choice.chance:.2f}"
    if not choice.best:
        return f"{said}; another line is more likely"
    return said if choice.chance >= choice.needed else f"{said}; {choice.needed:.2f} is asked for"


def explain(reader: Reader, row: int, page: Page) -> Explanation:
    """Why the line in *row* of the dump, counted from 1, was taken for what it was; *page* is what it was read as.

    Raises:
        UsageError: the dump has no such row, or it is blank.
    """
    line = _line_at(reader, row)
    division = sections.divide(reader, url=page.url)
    head = header.read(articles.page_of(reader, division, page.url))
    division = sections.with_article(reader, division, page.article)
    role = division.reading.role(line)
    votes = trees.votes(reader.lines, reader.cues)
    reasons = trees.reasons(reader.lines, reader.cues, line)
    marker = reader.cues.markers[line]
    cue = reader.cues.ages.get(line)
    return Explanation(
        row=row,
        text=reader.lines.texts[line],
        kind=division.kinds[line],
        story=round(trees.probability(votes.body[line]), 3) if reasons else None,
        passage=_passage(reader, votes.body, line),
        announces=tuple(name for name, bit in GROUPS.items() if marker & bit),
        age=None if cue is None else cue.age.raw,
        reasons=reasons,
        role=role.replace("_", " "),
        role_share=round(division.reading.share(line, role), 3),
        fields=tuple(name for name, span in _fields(page) if line in reader.lines.within(span)),
        choices=header.choices_at(head, line),
    )


def _fields(page: Page) -> Iterator[tuple[str, Span]]:
    """The fields of a page that have a place, with their names."""
    article = page.article
    named: list[tuple[str, Span | None]] = []
    if article is not None:
        spans = article.spans
        named = [(name, getattr(spans, name)) for name in ("title", "kicker", "standfirst", "dateline", "credit")]
        named.extend(("writer", writer.span) for writer in article.writers)
        named.append(("published", article.date_published.span if article.date_published else None))
        named.append(("modified", article.date_modified.span if article.date_modified else None))
        named.extend((block.kind.value.replace("_", " "), block.span) for block in article.blocks)
    for comment in page.comments:
        of_comment = f"of comment {comment.id}"
        named.append((f"author {of_comment}", comment.spans.author))
        named.append((f"age {of_comment}", comment.age.span if comment.age else None))
        named.extend((f"text {of_comment}", span) for span in comment.spans.text)
    for number, item in enumerate(page.related):
        of_item = f"of related item {number}"
        named.append((f"title {of_item}", item.spans.title))
        named.append((f"source {of_item}", item.spans.source))
        named.append((f"age {of_item}", item.age.span if item.age else None))
        named.extend((f"text {of_item}", span) for span in item.spans.text)
    return ((name, span) for name, span in named if span is not None)


def _passage(reader: Reader, body: list[int], line: int) -> float | None:
    """How likely the passage around *line* belongs to the story; 1 for the main passage."""
    taken = [other for other, vote in enumerate(body) if vote > 0]
    for lines, vote in trees.look_again(reader.cues, body, taken):
        if line in lines:
            return 1.0 if vote == columns.VOTE_ZERO else round(trees.probability(vote), 3)
    return None


def _line_at(reader: Reader, row: int) -> int:
    source = reader.lines.source
    begins = [0, *(found.end() for found in _ROW_END.finditer(source))]
    if isinstance(row, bool) or not isinstance(row, int) or not 1 <= row <= len(begins):
        raise UsageError(f"the dump has rows 1 to {len(begins)}, not {row!r}")
    begin = begins[row - 1]
    end = begins[row] if row < len(begins) else len(source)
    for line, (first, last) in enumerate(zip(reader.lines.begins, reader.lines.ends, strict=True)):
        if first < end and begin < last:
            return line
    if begin >= reader.lines.end:
        raise UsageError(f"row {row} stands behind the {len(reader.lines):,} lines that are read")
    raise UsageError(f"row {row} is blank: there is nothing to explain")
