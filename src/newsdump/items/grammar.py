"""What a page may be read as: lines of no item, and records of some families, as one table of states.

A record is a row of slots: it *begins* with one of some roles, may go on with roles *before* its core, has a *core*
(the text of a comment, the title of a related item) that some roles may stand *inside*, and may end with roles *behind*
it. Records of a list are of one family, so they begin alike. Which roles stand where is told by `FAMILIES`; everything
else here follows from that table.

>>> print(FAMILIES[-4].drawn())
title first: [title] title* (meta | age | text)*
"""

from __future__ import annotations

from typing import Final

from attrs import frozen


@frozen
class Family:
    """A kind of record by what it begins with."""

    name: str
    of: str
    """"comment" or "related"."""
    begins: tuple[str, ...]
    before: tuple[str, ...]
    core: str
    behind: tuple[str, ...]
    inside: tuple[str, ...] = ()

    def drawn(self) -> str:
        """The family as a pattern: what begins it in brackets, `*` for any number."""
        short = [f"[{' | '.join(map(self._bare, self.begins))}]"]
        if self.before:
            short.append(f"({' | '.join(map(self._bare, self.before))})*")
        short.append(self._bare(self.core) + ("*" if self.core in self.begins else "+"))
        if self.inside:
            short.append(f"({' | '.join(map(self._bare, self.inside))} {self._bare(self.core)})*")
        if self.behind:
            short.append(f"({' | '.join(map(self._bare, self.behind))})*")
        return f"{self.name}: {' '.join(short)}"

    def _bare(self, role: str) -> str:
        return role.removeprefix(f"{self.of}_").replace("_", " and ")


_HEADER: Final = ("comment_author", "comment_age", "comment_name_age", "comment_action")
_ENDING: Final = ("comment_action", "comment_age", "comment_name_age")
_SIDE: Final = ("related_meta", "related_age", "related_text")
FAMILIES: Final = (
    *(
        Family(
            *(f"{role.removeprefix('comment_').replace('_', ' and ')} above", "comment", (role,), _HEADER),
            *("comment_text", _ENDING, ("comment_action",)),
        )
        for role in _HEADER
    ),
    Family("header below", "comment", ("comment_text",), (), "comment_text", _HEADER),
    Family("votes above", "comment", ("comment_action",), ("comment_action",), "comment_text", _HEADER),
    Family("title alone", "related", ("related_title",), (), "related_title", ()),
    Family("title first", "related", ("related_title",), (), "related_title", _SIDE),
    *(
        Family(
            *(f"{role.removeprefix('related_')} above title", "related", (role,), ("related_meta", "related_age")),
            *("related_title", _SIDE),
        )
        for role in _SIDE
    ),
)
"""The families of records."""
BASE: Final = ("other", "body", "comments_heading", "comments_state", "related_heading")
"""What a line is that belongs to no record; titles and bylines count as other."""


@frozen
class State:
    """What a line is, and its place in a record."""

    role: str
    begins: bool = False
    family: int | None = None
    """The index of the family; None outside records."""
    slot: str = ""
    """"begin", "before", "core", "inside" or "behind"."""


def _states() -> tuple[State, ...]:
    states = [State(role) for role in BASE]
    for number, family in enumerate(FAMILIES):
        states += [State(role, True, number, "begin") for role in family.begins]  # noqa: FBT003
        states += [State(role, False, number, "before") for role in family.before]  # noqa: FBT003
        states.append(State(family.core, False, number, "core"))  # noqa: FBT003
        states += [State(role, False, number, "inside") for role in family.inside]  # noqa: FBT003
        states += [State(role, False, number, "behind") for role in family.behind]  # noqa: FBT003
    return tuple(states)


STATES: Final = _states()


def follows(one: State, other: State) -> bool:
    """Whether *other* may stand below *one* in the same record."""
    if other.family is None or one.family != other.family or other.begins:
        return False
    cored = one.slot == "core" or one.role == FAMILIES[other.family].core
    if other.slot == "before":
        return one.slot in {"begin", "before"} and not cored
    if other.slot == "core":
        return one.slot != "behind"
    if other.slot == "inside":
        return cored or one.slot == "inside"
    return cored or one.slot == "behind"


def ends(state: State) -> bool:
    """Whether a record may end with *state*."""
    return state.family is None or state.slot in {"core", "behind"} or state.role == FAMILIES[state.family].core
