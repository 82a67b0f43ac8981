"""What the notes of a page say: what could not be read, and what is doubtful."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from newsdump import cues, flattened, foreign, items, sections
from newsdump.model import NOTES, Article, Note
from newsdump.spans import Span

_EARLIEST_ZONE: Final = 14 * 3600
"""So many seconds ahead of UTC a day begins where it begins first."""


def notes_of(
    reader: items.Reader, division: sections.Division, article: Article | None, captured_at: datetime | None
) -> tuple[Note, ...]:
    """What is to be said of a page."""
    notes = [Note(code, NOTES[code], span) for code, span in foreign.suspicions(reader.lines.source)]
    if not reader.lines.texts:
        notes.append(Note("no-text", NOTES["no-text"]))
    if reader.lines.end < len(reader.lines.source):
        notes.append(Note("too-long", NOTES["too-long"], Span(reader.lines.end, len(reader.lines.source))))
    if len(reader.lines) > 1 and flattened.is_flat(reader.lines.source):
        notes.append(Note("one-line", NOTES["one-line"]))
    if article is None:
        notes.append(Note("no-article", NOTES["no-article"]))
    box = division.comments
    if box.count and not box.stretches and article is not None:
        span = reader.lines.span(box.lines[0]) if box.lines else None
        notes.append(Note("comments-not-read", NOTES["comments-not-read"], span))
    if cues.in_doubt(reader.cues):
        line = next(line for line, cue in reader.cues.ages.items() if cues.is_in_doubt(cue.age))
        notes.append(Note("ambiguous-date", NOTES["ambiguous-date"], reader.lines.span(line)))
    if article is not None and captured_at is not None:
        dates = ((article.date_published, article.published), (article.date_modified, article.modified))
        notes.extend(
            Note("date-after-capture", NOTES["date-after-capture"], age.span)
            for age, value in dates
            if age is not None and value is not None and _is_after(value, captured_at)
        )
    return tuple(notes)


def _is_after(value: datetime | date, captured_at: datetime) -> bool:
    """Whether it was not yet so late then, wherever on earth the clock or the calendar without a zone hangs."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value > captured_at
    earliest = datetime(*value.timetuple()[:6], tzinfo=UTC)
    return earliest.timestamp() - captured_at.timestamp() > _EARLIEST_ZONE
