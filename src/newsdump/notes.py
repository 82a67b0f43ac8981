"""What notes on a page can say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NOTES: Final[Mapping[str, str]] = {
    "no-article": "No main story was found.",
    "no-text": "The dump holds no text.",
    "too-long": "The dump has more lines than are read; what stands behind them is left as it is.",
    "one-line": "The dump is one line; where its lines ended was told from its words.",
    "comments-not-read": "The page counts comments, and the dump holds none that could be read.",
    "ambiguous-date": "Day and month of a date could be swapped, and nothing on the page decides.",
    "date-after-capture": "A date of the article lies after the time of capture.",
    "replaced-characters": "Bytes that are not UTF-8 were replaced while the dump was read.",
    "guessed-encoding": "The dump is not UTF-8, and its encoding was guessed while it was read.",
    "unreadable-time": "The time of capture that came with the dump could not be read.",
    "looks-like-html": "The dump looks like HTML, and newsdump reads plain text.",
    "looks-like-json": "The dump looks like JSON, and newsdump reads plain text.",
    "looks-like-pdf": "The dump is the file of a PDF, and newsdump reads plain text.",
    "looks-like-binary": "The dump holds bytes that are no text.",
    "layout-changed": "The site no longer looks as its learned profile says: most of what stood on all pages is gone.",
    "mojibake": "Letters of the dump were read in a wrong encoding before it came here.",
}
"""The codes of notes with what they mean."""
