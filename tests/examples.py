"""One page, made by hand, that has something in every field; tests of formats start from it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from newsdump.ages import Age, AgeKind, Moment, Part, Unit
from newsdump.model import (
    Article,
    Block,
    BlockKind,
    Comment,
    CommentsState,
    Note,
    Page,
    RelatedItem,
    Section,
    SectionKind,
)
from newsdump.spans import Span

TEXT: Final = """\
Analysis: Harbour of Port Ellery opens again
By Nadia Holm
6 June 2025
PORT ELLERY: The harbour opened on Friday.
WHAT COMES NEXT
The first ship is due on Monday.
Comments (2)
Tom Arden
2 hours ago
Good news.
At last.
Ida Kron
1 hour ago
Indeed!
Related Articles
Vale Courier
3 hours ago
Ferry to Dunmere cancelled
The ferry stays in port.
Sign up for our newsletter
"""


def _span(words: str, last: str | None = None) -> Span:
    start = TEXT.index(words)
    end = start + len(words) if last is None else TEXT.index(last, start) + len(last)
    return Span(start, end)


def hours(count: int) -> Age:
    raw = f"{count} hour{'s' if count > 1 else ''} ago"
    return Age(
        raw,
        AgeKind.RELATIVE,
        Unit.HOUR,
        count,
        parts=(Part(Unit.HOUR, -count),),
        language="en",
        span=_span(raw),
    )


PAGE: Final = Page(
    text=TEXT,
    url="https://news.example/ellery/harbour",
    captured_at=datetime(2025, 6, 6, 12, tzinfo=UTC),
    language="en",
    profile=None,
    article=Article(
        title="Analysis: Harbour of Port Ellery opens again",
        kicker="Analysis",
        standfirst=None,
        authors=("Nadia Holm",),
        byline="By Nadia Holm",
        dateline="PORT ELLERY",
        date_published=Age(
            "6 June 2025",
            AgeKind.ABSOLUTE,
            Unit.DAY,
            moment=Moment(2025, 6, 6),
            language="en",
            span=_span("6 June 2025"),
        ),
        date_modified=None,
        blocks=(
            Block(
                BlockKind.PARAGRAPH,
                "PORT ELLERY: The harbour opened on Friday.",
                _span("PORT ELLERY: The", "Friday."),
            ),
            Block(BlockKind.HEADING, "WHAT COMES NEXT", _span("WHAT COMES NEXT")),
            Block(BlockKind.PARAGRAPH, "The first ship is due on Monday.", _span("The first ship", "Monday.")),
        ),
        credit=None,
        span=_span("Analysis", "Monday."),
        confidence=0.9,
    ),
    comments=(
        Comment(0, None, 0, "Tom Arden", hours(2), "Good news.\nAt last.", 3, 0, 1, _span("Tom", "last."), 0.8),
        Comment(1, 0, 1, "Ida Kron", hours(1), "Indeed!", None, None, None, _span("Ida", "Indeed!"), 0.8),
    ),
    comments_state=CommentsState.PRESENT,
    comment_count=2,
    related=(
        RelatedItem(
            title="Ferry to Dunmere cancelled",
            text="The ferry stays in port.",
            source="Vale Courier",
            age=hours(3),
            category=None,
            section="Related Articles",
            url=None,
            span=_span("Vale Courier", "in port."),
            confidence=0.7,
        ),
    ),
    sections=(
        Section(SectionKind.ARTICLE, Span(0, TEXT.index("Comments (2)")), 0.9),
        Section(SectionKind.COMMENTS, Span(TEXT.index("Comments (2)"), TEXT.index("Related")), 0.8),
        Section(SectionKind.RELATED, Span(TEXT.index("Related"), TEXT.index("Sign up")), 0.7),
        Section(SectionKind.CHROME, Span(TEXT.index("Sign up"), len(TEXT)), 0.6),
    ),
    notes=(Note("ambiguous-date", "Day and month of a date could be swapped.", _span("6 June 2025")),),
)

EMPTY: Final = Page(
    text="",
    url=None,
    captured_at=None,
    language=None,
    profile=None,
    article=None,
    comments=(),
    comments_state=CommentsState.ABSENT,
    comment_count=None,
    related=(),
    sections=(),
    notes=(Note("no-text", "The dump holds no text."),),
)
