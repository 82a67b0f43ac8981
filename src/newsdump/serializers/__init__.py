"""Pages in other formats: one module a format, all with `dumps(page)`, and `loads` where nothing is lost."""

from importlib import import_module
from typing import TYPE_CHECKING

from newsdump.serializers.registry import COMPRESSED, FORMATS, Format, Layout, find, formats, of_file

if TYPE_CHECKING:
    from newsdump.serializers import arrow as arrow
    from newsdump.serializers import csv as csv
    from newsdump.serializers import csv_raw as csv_raw
    from newsdump.serializers import diffbot as diffbot
    from newsdump.serializers import dolma as dolma
    from newsdump.serializers import html as html
    from newsdump.serializers import json as json
    from newsdump.serializers import jsonl as jsonl
    from newsdump.serializers import markdown as markdown
    from newsdump.serializers import parquet as parquet
    from newsdump.serializers import schema_org as schema_org
    from newsdump.serializers import tei as tei
    from newsdump.serializers import text as text
    from newsdump.serializers import zyte as zyte
else:  # else a type checker would let any name pass

    def __getattr__(name: str) -> object:
        """The module of a format, imported when it is asked for."""
        if name in FORMATS:
            return import_module(f"newsdump.serializers.{name}")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["COMPRESSED", "FORMATS", "Format", "Layout", "find", "formats", "of_file"]
