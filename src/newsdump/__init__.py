"""Gives the plain text of a scraped page its structure back: article, comments, related items and the rest."""

from importlib import import_module

TYPE_CHECKING = False
"""Not from `typing`, which takes longer to load than all else here: Ctrl-C is to be heard before that."""
if TYPE_CHECKING:
    from newsdump.ages import Age, AgeKind, Unit, Window, read_age
    from newsdump.errors import FormatError, MissingExtraError, NewsdumpError, ProfileError, UsageError
    from newsdump.explanations import Explanation
    from newsdump.learning import learn
    from newsdump.model import (
        Article,
        Block,
        BlockKind,
        Comment,
        CommentNode,
        CommentsState,
        Note,
        Page,
        RelatedItem,
        Section,
        SectionKind,
    )
    from newsdump.parser import Parser, explain, parse
    from newsdump.profiles import SiteProfile, load_profile, recognise
    from newsdump.spans import Span

    COMPILED: bool
    """Whether the modules where the time goes run as compiled ones."""

_NAMES = {
    "ages": ("Age", "AgeKind", "Unit", "Window", "read_age"),
    "errors": ("FormatError", "MissingExtraError", "NewsdumpError", "ProfileError", "UsageError"),
    "explanations": ("Explanation",),
    "learning": ("learn",),
    "model": (
        "Article",
        "Block",
        "BlockKind",
        "Comment",
        "CommentNode",
        "CommentsState",
        "Note",
        "Page",
        "RelatedItem",
        "Section",
        "SectionKind",
    ),
    "parser": ("Parser", "explain", "parse"),
    "profiles": ("SiteProfile", "load_profile", "recognise"),
    "spans": ("Span",),
}
_LATER = {name: f"newsdump.{module}" for module, names in _NAMES.items() for name in names}
"""What is imported when it is asked for (PEP 562): reading results needs half of it, and the command line is to be at
work before most of it, to end in order when it is interrupted."""
_MODULES = (
    *_NAMES,
    *("arrow", "batch", "invariants", "lexicon", "readers", "report", "serializers", "shelf", "testing"),
)
"""The public modules, which are imported when they are asked for, too."""


class _UnknownNameError(AttributeError):
    """No such name. What may be meant is looked for when it is told: imports ask for names to see whether there are."""

    def __str__(self) -> str:
        from difflib import get_close_matches

        meant = get_close_matches(self.args[0], [*_LATER, *_MODULES], 1)
        told = f"module {__name__!r} has no attribute {self.args[0]!r}"
        return f"{told}; did you mean {meant[0]!r}?" if meant else told


if not TYPE_CHECKING:  # else a type checker would let any name pass

    def __getattr__(name: str) -> object:
        if name == "COMPILED":
            found = globals()[name] = _is_compiled()
            return found
        if name in _LATER:
            found = globals()[name] = getattr(import_module(_LATER[name]), name)
            return found
        if name in _MODULES:
            return import_module(f"newsdump.{name}")
        raise _UnknownNameError(name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_LATER, "COMPILED"})


def _is_compiled() -> bool:
    from importlib.machinery import ExtensionFileLoader
    from importlib.util import find_spec

    spec = find_spec("newsdump.columns")
    return spec is not None and isinstance(spec.loader, ExtensionFileLoader)


__all__ = [
    "COMPILED",
    "Age",
    "AgeKind",
    "Article",
    "Block",
    "BlockKind",
    "Comment",
    "CommentNode",
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
    "learn",
    "load_profile",
    "parse",
    "read_age",
    "recognise",
]
__version__ = "0.2.0"
