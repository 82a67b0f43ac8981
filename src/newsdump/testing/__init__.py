"""Made pages for tests.

`random_pages()` draws pages of every kind that do not exist, as extractors would print them, with exact gold:
what a reader is tried and fitted on. `dumps()` and its kin are Hypothesis strategies of small clean pages
(`pip install 'newsdump[testing]'`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsdump.testing.drawing import KINDS, draw_grammar
from newsdump.testing.gold import Gold, GoldBlock, GoldComment, GoldRelated, Printed, PrintedText
from newsdump.testing.grammars import Grammar
from newsdump.testing.pages import RandomPage, draw_page, random_pages

if TYPE_CHECKING:
    from newsdump.testing.strategies import (
        CardLayout,
        CommentLayout,
        MadeCard,
        MadeDump,
        Said,
        Story,
        cards,
        comments,
        dumps,
        render,
        stories,
    )

__all__ = [
    "KINDS",
    "CardLayout",
    "CommentLayout",
    "Gold",
    "GoldBlock",
    "GoldComment",
    "GoldRelated",
    "Grammar",
    "MadeCard",
    "MadeDump",
    "Printed",
    "PrintedText",
    "RandomPage",
    "Said",
    "Story",
    "cards",
    "comments",
    "draw_grammar",
    "draw_page",
    "dumps",
    "random_pages",
    "render",
    "stories",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the strategies' module has
    """The strategies' module is imported when one of its names is asked for: it needs Hypothesis."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from newsdump.testing import strategies

    return getattr(strategies, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
