"""The headings of outputs: the words that the page itself put there, so that they are in its language, or none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from newsdump.lexicon import Marker, load_lexicon
from newsdump.model import Page, RelatedItem, SectionKind

_IN_THEIR_PLACE = Marker.COMMENTS_EMPTY | Marker.COMMENTS_CLOSED


def above_comments(page: Page) -> str | None:
    r"""The heading of the comments, as printed.

    >>> from newsdump import parse
    >>> above_comments(parse("Wind closes pier\n\nKommentare (0)\nKeine Kommentare"))
    'Kommentare (0)'
    """
    return _line(page, Marker.COMMENTS_HEADING)


def in_place_of_comments(page: Page) -> str | None:
    r"""What the page says where it has no comments, as printed.

    >>> from newsdump import parse
    >>> in_place_of_comments(parse("Wind closes pier\n\nKommentare (0)\nKeine Kommentare"))
    'Keine Kommentare'
    """
    return None if page.comments else _line(page, _IN_THEIR_PLACE)


def by_heading(page: Page) -> Iterator[tuple[str | None, list[RelatedItem]]]:
    """The related items, those that stand behind each other under one heading together."""
    for heading, items in groupby(page.related, lambda item: item.section):
        yield heading, list(items)


def _line(page: Page, marker: int) -> str | None:
    """The first line in front of the comments, in a section of theirs, that announces *marker*."""
    markers = load_lexicon().markers
    first = min((comment.span.start for comment in page.comments), default=len(page.text))
    for section in page.sections:
        if section.kind is SectionKind.COMMENTS:
            for line in page.text[section.span.start : min(section.span.end, first)].splitlines():
                if markers(line.strip()) & marker:
                    return " ".join(line.split())
    return None
