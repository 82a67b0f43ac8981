"""What stands around the story: title, writers, dates, the place that it opens with."""

from newsdump.header.choosing import Header, Part, confidences_of, kind_of, read
from newsdump.header.setting import NO_HINTS, Address, Hints, Layout, Setting, address_of

__all__ = [
    "NO_HINTS",
    "Address",
    "Header",
    "Hints",
    "Layout",
    "Part",
    "Setting",
    "address_of",
    "confidences_of",
    "kind_of",
    "read",
]
