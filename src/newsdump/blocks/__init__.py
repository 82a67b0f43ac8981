"""The lines of a story as blocks: paragraphs, headings, quotes, lists, captions, credits, code, tables."""

from newsdump.blocks.credits import is_credit
from newsdump.blocks.writing import is_dash, write

__all__ = ["is_credit", "is_dash", "write"]
