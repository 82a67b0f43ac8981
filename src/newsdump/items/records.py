"""Records before they become comments and related items; places are line numbers."""

from __future__ import annotations

from attrs import define, field

from newsdump.ages import Age


@define(eq=False)  # not frozen, which would take four times as long to make
class Draft:
    """A comment, or a post of a thread."""

    first: int
    last: int
    author: str | None
    texts: list[int]
    age_line: int | None = None
    actions: list[int] = field(factory=list)
    author_place: tuple[int, int, int] | None = None
    """Where its author stands: the line, and from where to where in its text."""
    answered: str | None = None
    """The name of the author that it answers, as its header says."""
    number: str | None = None
    """Its number as printed ("3.1")."""
    share: float = 1.0
    """How likely it is a comment that begins there, by the roles."""


@define(eq=False)
class Card:
    """A related item."""

    first: int
    last: int
    title: str
    title_line: int
    texts: list[int]
    place: tuple[int, int] | None = None
    """Where it stands in the line of its title, if other items stand there, too."""
    begins: int | None = None
    """Where it begins in the line of its title, if something was cut off it."""
    labels: list[int] = field(factory=list)
    """The lines around its title that are no age and no text."""
    cut_off: list[tuple[int, str]] = field(factory=list)
    """What stood in the row of its title: in front of it (0) or behind it (1), and what."""
    source: str | None = None
    category: str | None = None
    age_line: int | None = None
    age: Age | None = None
    """With its place in the dump."""
    heading: int | None = None
    """The line that announced its list."""
    share: float = 1.0
    """As that of a draft."""
