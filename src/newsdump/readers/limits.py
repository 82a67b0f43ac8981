"""How much of an input is read at a time."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 64 << 20
"""Bytes of one record, its compression undone, that are read if nothing else is asked for: 64 MiB.

Ten times the largest record of the crawls that newsdump was measured on; a file that unpacks to more is no page.
"""


def too_large(most: int) -> str:
    """The reason of a fault for a record of more than *most* bytes.

    >>> too_large(64 << 20)
    'more than 67,108,864 bytes (--max-bytes)'
    """
    return f"more than {most:,} bytes (--max-bytes)"
