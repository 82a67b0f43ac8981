"""Gives the plain text of a scraped page its structure back: article, comments, related items and the rest."""

from typing import TYPE_CHECKING, Any

from newsdump.ages import Age, AgeKind, Unit, Window, read_age
from newsdump.errors import FormatError, MissingExtraError, NewsdumpError, ProfileError, UsageError
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
from newsdump.profiles import SiteProfile, load_profile, recognise
from newsdump.spans import Span

if TYPE_CHECKING:
    from newsdump.explanations import Explanation
    from newsdump.parser import Parser, explain, parse

_LATER = {
    "Explanation": "newsdump.explanations",
    "Parser": "newsdump.parser",
    "explain": "newsdump.parser",
    "parse": "newsdump.parser",
}
"""What is imported when it is asked for (PEP 562): half of the time that the rest takes, not needed to read results."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the above
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_LATER[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})


def _show_in_notebook(page: Page) -> str:
    """What a notebook shows of *page*: the report, which is made only then."""
    from newsdump.report import to_notebook

    return to_notebook(page)


# Here and not in the model, which knows nothing of reports and would have to reach up to them.
setattr(Page, "_repr_html_", _show_in_notebook)  # noqa: B010 - an assignment would not be typed

__all__ = [
    "Age",
    "AgeKind",
    "Article",
    "Block",
    "BlockKind",
    "Comment",
    "CommentsState",
    "Explanation",
    "FormatError",
    "MissingExtraError",
    "NewsdumpError",
    "Note",
    "Page",
    "Parser",
    "ProfileError",
    "RelatedItem",
    "Section",
    "SectionKind",
    "SiteProfile",
    "Span",
    "Unit",
    "UsageError",
    "Window",
    "explain",
    "load_profile",
    "parse",
    "read_age",
    "recognise",
]
__version__ = "0.1.0"
