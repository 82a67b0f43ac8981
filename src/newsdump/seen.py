"""What is kept of a page whose lines were counted: digests, and small numbers beside them."""

from __future__ import annotations

import base64
import zlib
from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from attrs import frozen

from newsdump.items.surroundings import CLASSES

_UNHEARD: Final = 0.5 / 255
_NAMES: Final = [f"{'begin ' * begins}{role}" for role, begins in CLASSES]


@frozen
class Seen:
    """What is kept of a page."""

    text: int
    """The digest of the whole dump."""
    lines: bytes
    """The digests of its lines, 8 bytes each, in order."""
    story: bytes
    """For each line 1 if it was read as the story's."""
    roles: bytes
    """For each line the role that it was read as, an index of `ROLES`."""
    lengths: bytes
    """The characters of each line, 2 bytes each."""
    codes: bytes
    """For each line its form, as `kin.code_of` gives it."""
    shares: bytes
    """For each line the share of 255 of each class of roles, compressed."""
    host: str
    texts: Mapping[int, str]
    """The short lines by their digests."""

    def rows(self) -> list[Row]:
        """What is known of each line."""
        return [*map(Row, _numbers("Q", self.lines), self.story, _numbers("H", self.lengths), self.roles)]

    def role_shares(self) -> list[list[tuple[str, float]]]:
        """For each line the roles that it may have, each with its share; none where they were not kept."""
        raw, width = zlib.decompress(self.shares) if self.shares else b"", len(CLASSES)
        found = []
        for start in range(0, len(raw), width):
            line = raw[start : start + width]
            total = sum(line)
            found.append([(name, one / total) for name, one in zip(_NAMES, line, strict=True) if one])
        return found


class Row(NamedTuple):
    """A line of a page."""

    digest: int
    told: int
    """Whether it is the story's."""
    length: int
    role: int


def _numbers(code: str, raw: bytes) -> list[int]:
    numbers = array(code)
    numbers.frombytes(raw)
    return numbers.tolist()


def row_of(seen: Seen) -> dict[str, Any]:
    """What is kept of a page, as JSON has it."""
    return {
        "text": seen.text,
        "host": seen.host,
        "lines": _packed(seen.lines),
        "story": _packed(seen.story),
        "roles": _packed(seen.roles),
        "lengths": _packed(seen.lengths),
        "codes": _packed(seen.codes),
        "shares": _packed(seen.shares),
        "texts": {str(one): text for one, text in sorted(seen.texts.items())},
    }


def seen_of(row: Mapping[str, Any]) -> Seen:
    """What `row_of` gave."""
    return Seen(
        row["text"],
        base64.b85decode(row["lines"]),
        base64.b85decode(row["story"]),
        base64.b85decode(row["roles"]),
        base64.b85decode(row["lengths"]),
        base64.b85decode(row["codes"]),
        base64.b85decode(row["shares"]),
        row["host"],
        {int(one): text for one, text in row["texts"].items()},
    )


def _packed(raw: bytes) -> str:
    return base64.b85encode(raw).decode()


def packed_shares(shares: Sequence[Sequence[float]]) -> bytes:
    """For each line the share of each class of roles, as `Seen` keeps them."""
    lines = [bytes([int(255 * one + 0.5) if one > _UNHEARD else 0 for one in share]) for share in shares]
    return zlib.compress(b"".join(lines), 1)
