"""What was learned of a site's pages: lines that stand on many of them, and what stands below these.

A line is known by its *key*: in lower case, every number as "0"; of a line of more than 60 characters the key is a
hash. So nothing of a page's own text is kept beyond short lines that many pages share. The table of a profile's file:

```toml
[learned]
pages = 30                     # stories that were read, the same one told twice counting once
shared = 0.94                  # of the characters outside stories, those in lines that other pages have, too
present = 0.97                 # of the stable lines, those that a page has

[[learned.lines]]
line = "print this article"    # as folded; or "hash:…"
pages = 29

[[learned.lines]]
line = "0 letters to us"
pages = 21
role = "comments_heading"      # what it was read as on most of these pages, if it is no furniture

[[learned.lines]]
line = "thank you!"
pages = 4
role = "comment_text"
loose = true                   # it stands below ever other names, as no furniture does

[[learned.lines]]
line = "what happens next"
pages = 3
loose = true                   # without a role: it was read as the story, now between these lines, now between those

[[learned.below]]              # the new lines below a stable line, up to the next one
line = "print this article"    # "" is the top of the page
place = 0                      # the first, second, third one; 3 is all others
pages = 29
story = 0.04                   # the share of their characters that is the story's

[learned.mix]                  # the share of all lines that each role has; "begin …" are lines that records begin with
other = 0.61
"begin related_title" = 0.09

[[learned.kin]]                # lines that are kin, see `newsdump.kin`
kind = "under"                 # their form, and the stable line above
of = ["more stories", "3a"]
lines = 140
pages = 28
roles = { "begin related_title" = 0.7, other = 0.2 }
```

`words` of `[learned]` are the words by which kin are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from attrs import field, frozen

from newsdump.patterns import re_later

SHORT: Final = 60
"""Lines of more characters are known by their hash alone."""
HASHED: Final = "hash:"
LAST_PLACE: Final = 3
STABLE: Final = 0.6
"""A line that stands on such a share of the pages is a landmark: others are placed by it."""
ROLES: Final = frozenset(
    (
        *("comments_heading", "comments_state", "related_heading"),
        *("comment_author", "comment_age", "comment_name_age", "comment_text", "comment_action"),
        *("related_title", "related_meta", "related_age", "related_text", "related_source"),
    )
)
"""What a line can be learned as."""
ROLES_OF_KIN: Final = frozenset(
    {
        *("other", "body", "title", "byline", "comments_heading", "comments_state", "related_heading"),
        *(f"{begin}{role}" for role in ROLES for begin in ("", "begin ") if not role.endswith(("heading", "state"))),
    }
)
"""What lines that are kin are read as; "begin …" is a line with which a record begins."""
KINDS: Final = ("words", "below", "under", "over", "place")
"""By what lines are kin: their words; their form with the words above; their form with the stable line above, or below;
how far below the stable line they stand."""
_KIN_PRIOR: Final = 2.0
"""So many pages are supposed whose kin have each role as often as all lines of the site; lines of one page are not
counted one by one, for they are read alike."""
TOP: Final = ""
_NUMBER: Final = re_later(r"\d+")


def fold(text: str) -> str:
    """A line as it is compared with those of other pages.

    >>> fold("Read 12 Comments")
    'read 0 comments'
    """
    return _NUMBER.sub("0", text.casefold())


def digest(folded: str) -> int:
    """The 64 bits that stand for a folded line."""
    from hashlib import blake2b  # slow to import, and asked only of sites that were learned

    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


@lru_cache(1 << 13)
def key(text: str) -> str:
    """The key of a line.

    >>> key("Print this article"), key("A line that goes on and on, " * 3)
    ('print this article', 'hash:b99aace5443a7776')
    """
    folded = fold(text)
    if len(folded) > SHORT or folded.startswith(HASHED) or not folded.isprintable():
        return key_of(digest(folded))
    return folded


def key_of(hashed: int) -> str:
    """The key of a line of which the digest alone is known."""
    return f"{HASHED}{hashed:016x}"


@frozen
class Line:
    """A line that several pages have."""

    key: str
    pages: int
    role: str = ""
    """What it was read as on most of them, if it is no furniture: `comments_heading`, `related_meta`, …"""
    loose: bool = False
    """Whether it is a text or a title that stands now below one line and now below another, as people say it often;
    or, without a role, a line of the stories themselves, as several have."""


@frozen
class Below:
    """What the new lines are that stand below a stable line, or at the top of the page."""

    key: str
    place: int
    """0, 1 and 2 are the first, second and third new line, 3 the rest."""
    pages: int
    story: float
    """The share of their characters that belongs to the story, 0 to 1."""


@frozen
class Kin:
    """Lines of several pages that are alike, and what they were read as."""

    kind: str
    """One of `KINDS`."""
    of: tuple[str, ...]
    """What they have alike."""
    lines: int
    pages: int
    roles: tuple[tuple[str, float], ...]
    """The share of each role, 0 to 1, the largest first; small ones are left out."""


@frozen(cache_hash=True)
class Habits:
    """What was learned of a site's pages."""

    pages: int
    shared: float
    present: float
    lines: tuple[Line, ...] = ()
    below: tuple[Below, ...] = ()
    words: tuple[str, ...] = ()
    """The words by which kin are told."""
    mix: tuple[tuple[str, float], ...] = ()
    """The share of all lines that each role has."""
    kin: tuple[Kin, ...] = ()

    counts: Mapping[str, int] = field(init=False, eq=False, repr=False)
    """For each known line the number of pages."""
    roles: Mapping[str, str] = field(init=False, eq=False, repr=False)
    """What lines were read as that are no furniture."""
    loose: frozenset[str] = field(init=False, eq=False, repr=False)
    """Texts and titles that stand below ever other lines."""
    stable: frozenset[str] = field(init=False, eq=False, repr=False)
    places: Mapping[tuple[str, int], Below] = field(init=False, eq=False, repr=False)
    vocabulary: frozenset[str] = field(init=False, eq=False, repr=False)
    """The words by which kin are told."""
    odds: tuple[Mapping[tuple[str, ...], tuple[tuple[str, float], ...]], ...] = field(init=False, eq=False, repr=False)
    """For each of `KINDS` and what lines have alike: how many times likelier each role is there than elsewhere, up to
    what all roles share."""

    def __attrs_post_init__(self) -> None:
        """Make what lines are looked up in."""
        object.__setattr__(self, "counts", {line.key: line.pages for line in self.lines})
        object.__setattr__(self, "roles", {line.key: line.role for line in self.lines if line.role})
        object.__setattr__(self, "loose", frozenset(line.key for line in self.lines if line.loose))
        least = stable_least(self.pages)
        object.__setattr__(self, "stable", frozenset(line.key for line in self.lines if line.pages >= least))
        object.__setattr__(self, "places", {(below.key, below.place): below for below in self.below})
        object.__setattr__(self, "vocabulary", frozenset(self.words))
        mix = dict(self.mix)
        odds: dict[str, dict[tuple[str, ...], tuple[tuple[str, float], ...]]] = {kind: {} for kind in KINDS}
        for kin in self.kin:
            odds[kin.kind][kin.of] = tuple(
                (role, 1 + kin.pages * share / (_KIN_PRIOR * mix[role])) for role, share in kin.roles if mix.get(role)
            )
        object.__setattr__(self, "odds", tuple(odds.values()))


def stable_least(pages: int) -> float:
    """The number of pages that a stable line stands on at least, of so many."""
    return max(2.0, STABLE * pages)


def placed(keys: Sequence[str] | Sequence[int], stable: frozenset[Any], top: object) -> Iterator[tuple[int, Any, int]]:
    """The lines that are not stable, each with the stable line above it and its place below that."""
    above, place = top, 0
    for number, one in enumerate(keys):
        if one in stable:
            above, place = one, 0
        else:
            yield number, above, place
            place = min(place + 1, LAST_PLACE)
