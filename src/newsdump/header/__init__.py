"""What stands around the story: title, writers, dates, the place that it opens with."""

from newsdump.header.choosing import Choice, Header, Part, choices_at, confidences_of, kind_of, read
from newsdump.header.setting import NO_HINTS, Address, Hints, Layout, Setting, address_of

__all__ = [
    "NO_HINTS",
    "Address",
    "Choice",
    "Header",
    "Hints",
    "Layout",
    "Part",
    "Setting",
    "address_of",
    "choices_at",
    "confidences_of",
    "kind_of",
    "read",
]
