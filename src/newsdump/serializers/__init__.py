"""Pages in other formats: one module a format, all with `dumps(page)`, and `loads` where nothing is lost."""

from newsdump.serializers.registry import COMPRESSED, FORMATS, Format, Layout, find, formats, of_file

__all__ = ["COMPRESSED", "FORMATS", "Format", "Layout", "find", "formats", "of_file"]
