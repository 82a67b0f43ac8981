"""Stretches of a page that hold comments or related items: announced by a heading, or found by what repeats.

Each is a candidate with its evidence; `sections` decides.
"""

from newsdump.parts.announced import announced_comments, announced_related, counted, without_story
from newsdump.parts.evidence import (
    HEADS,
    STORY_LINES,
    CommentsPart,
    RelatedPart,
    Thresholds,
    covered,
    heads,
    is_foot,
    load_thresholds,
    told_apart,
)
from newsdump.parts.unannounced import (
    acted_upon,
    addressed,
    are_preferred,
    closed,
    signed_off,
    talked,
    thread,
    unheaded,
)

__all__ = [
    "HEADS",
    "STORY_LINES",
    "CommentsPart",
    "RelatedPart",
    "Thresholds",
    "acted_upon",
    "addressed",
    "announced_comments",
    "announced_related",
    "are_preferred",
    "closed",
    "counted",
    "covered",
    "heads",
    "is_foot",
    "load_thresholds",
    "signed_off",
    "talked",
    "thread",
    "told_apart",
    "unheaded",
    "without_story",
]
