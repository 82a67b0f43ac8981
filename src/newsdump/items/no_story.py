"""Whether a page has a story at all, or is a listing, a front page, a later page of a thread."""

from __future__ import annotations

from newsdump.items.reading import Reading
from newsdump.items.roles import Reader


def is_none(reader: Reader, reading: Reading, body: list[int]) -> bool:
    """Whether what was taken for the story is none, by what the roles say of its lines."""
    lengths = reader.cues.lengths
    whole = sum([lengths[line] for line in body])
    told = sum([lengths[line] * reading.share(line, "body") for line in body])
    return told < 0.15 * whole
