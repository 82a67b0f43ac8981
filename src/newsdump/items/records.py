"""Records before they become comments: the layouts of sections, and what each of their records has."""

from __future__ import annotations

from enum import Enum
from typing import Final

from attrs import define, field, frozen


class Layout(Enum):
    """Where the parts of a record stand."""

    NAME_ABOVE_AGE = "the name stands above the age, the text below"
    NAME_WITH_AGE = "name and age open the record"
    NAME_WITH_AGE_BELOW = "name and age close the record"
    NAME_ABOVE_AGE_BELOW = "the text above, then the name, then the age"
    AGE_ABOVE_NAME = "the age opens the record, the name stands below it"
    NAME_FIRST = "the name opens the record, the age closes it"
    ACTIONS_CLOSE = "the name opens the record, action words close it"
    SAYS_AND_AGE_BELOW = "NAME says opens the record, the age closes it"
    NAMES_ALONE = "names and texts take turns"
    NAMES_SIGNED = "names and texts take turns, the names have bullets in front"
    THREAD = "the posts of a forum, each with its date above its text"
    AGES_ALONE = "the age opens the record, nobody is named"
    TEXTS_AND_ACTIONS = "texts without names, action words close each"
    TEXTS_ALONE = "texts without names"


OF_NAMES: Final = frozenset({Layout.NAMES_ALONE, Layout.NAMES_SIGNED})
"""The layouts that nothing but names tells."""


@define(eq=False)  # not frozen, which would take four times as long to make
class Draft:
    """One record before it becomes a comment; places are line numbers."""

    first: int
    last: int
    author: str | None
    texts: list[int]
    age_line: int | None = None
    actions: list[int] = field(factory=list)
    parent: str | None = None
    """The name of the author that it answers."""
    number: str | None = None
    """Its number as printed ("3.1")."""


@frozen(eq=False)
class Records:
    """What repeats in a range of lines."""

    layout: Layout
    drafts: list[Draft]
    agreement: float
    """The share of the records that have what the layout says, 0 to 1."""


def completeness(records: Records, draft: Draft) -> float:
    """The agreement of its records, times the share of name, age and text that a draft has; 0 to 1."""
    return records.agreement * (1 + (draft.author is not None) + (draft.age_line is not None)) / 3
