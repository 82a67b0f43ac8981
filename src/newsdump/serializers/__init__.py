"""Pages in other formats: one module a format, all with `dumps(page)`, and `loads` where nothing is lost."""

from newsdump.serializers.registry import FORMATS, Format, Layout, find, formats, of_file

__all__ = ["FORMATS", "Format", "Layout", "find", "formats", "of_file"]
