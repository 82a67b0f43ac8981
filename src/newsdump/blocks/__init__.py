"""The lines of a story as blocks: paragraphs, headings, quotes, lists, captions, credits, code, tables."""

from newsdump.blocks import code, tables
from newsdump.blocks.captions import is_aside, is_credit
from newsdump.blocks.writing import is_dash, write
from newsdump.items import Reader

__all__ = ["is_aside", "is_credit", "is_dash", "rows_between", "write"]


def rows_between(reader: Reader, first: int, last: int) -> list[range]:
    """The lines from *first* to *last* that are of programs or of tables."""
    lines = range(first, last + 1)
    runs = [*code.runs(reader, lines).items(), *tables.runs(reader, lines).items()]
    return [range(begin, end + 1) for begin, end in runs]
