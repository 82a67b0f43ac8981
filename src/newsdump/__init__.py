"""Gives the plain text of a scraped page its structure back: article, comments, related items and the rest."""

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
from newsdump.parser import Parser, parse
from newsdump.profiles import SiteProfile, load_profile, recognise
from newsdump.spans import Span

__all__ = [
    "Age",
    "AgeKind",
    "Article",
    "Block",
    "BlockKind",
    "Comment",
    "CommentsState",
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
    "load_profile",
    "parse",
    "read_age",
    "recognise",
]
__version__ = "0.1.0"
