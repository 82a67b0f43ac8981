"""The way from a dump to a page, every step in order."""

from __future__ import annotations

from datetime import datetime

from newsdump import articles, cues, items, lines, sections
from newsdump.ages import require_aware
from newsdump.errors import UsageError
from newsdump.lexicon import Lexicon, load_lexicon
from newsdump.model import NOTES, CommentsState, Note, Page


def parse(text: str, *, url: str | None = None, captured_at: datetime | None = None, profile: None = None) -> Page:
    """Read a dump."""
    return Parser().parse(text, url=url, captured_at=captured_at)


class Parser:
    """Reads dumps with a lexicon that is chosen once; safe to share between threads."""

    def __init__(self, *, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or load_lexicon()

    def parse(self, text: str, *, url: str | None = None, captured_at: datetime | None = None) -> Page:
        """Read a dump."""
        if not isinstance(text, str):
            raise UsageError(f"text must be a str, not {type(text).__name__}")
        if captured_at is not None:
            require_aware("captured_at", captured_at)
        cut = lines.cut(text)
        read = cues.read(cut, self._lexicon)
        reader = items.Reader(cut, read, self._lexicon)
        division = sections.divide(reader)
        article = articles.write(reader, division.header, division.body, url)
        comments = tuple(
            comment
            for part in division.comments
            if part.records is not None
            for comment in items.comments.build(reader, part.records)
        )
        related = tuple(
            item
            for part in division.related
            for item in items.related.build(
                reader, part.cards, cut.texts[part.heading] if part.heading is not None else None
            )
        )
        state = CommentsState.ABSENT
        if comments:
            state = CommentsState.PRESENT
        elif division.comments:
            state = division.comments[-1].state
        notes = []
        if article is None:
            notes.append(Note("no-article", NOTES["no-article"]))
        return Page(
            text=text,
            url=url,
            captured_at=captured_at,
            language=None,
            profile=None,
            article=article,
            comments=comments,
            comments_state=state,
            comment_count=next((part.count for part in division.comments if part.count is not None), None),
            related=related,
            sections=sections.partition(reader, division.kinds),
            notes=tuple(notes),
        )
