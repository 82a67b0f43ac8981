"""What the habits of a site say of the lines of one of its pages, as evidence beside that of the page itself.

A line that other stories of the site have, too, is hardly of this one; a line that none has may be, the more so the
more of the site's furniture is the same on all pages; and what stands below a landmark ("Print this article") is the
story if it was on the other pages. Each is worth a fixed number of log odds, added to the line's vote for the story and
to its shares of the roles. Lines that are kin say what a line is if it is not of the story; whether it is of it, they
say by half, for pointers and lists stand where stories stand as well. The numbers were chosen on 33 sites with 4 to 7
annotated pages, and on made sites: no page of the sites that the documents report on was among them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from attrs import evolve, field, frozen

from newsdump import habits, kin
from newsdump.habits import Habits
from newsdump.items.roles import Reader
from newsdump.items.surroundings import CLASSES, COMMENT, RELATED
from newsdump.trees import NEVER, UNIT, Votes

_SHARED: Final = 8.0
"""So many log odds speak against a line that all pages have,"""
_SHARED_BASE: Final = 0.25
"""and a quarter of them against one on the fewest, which two prints of one story may share."""
_OFTEN: Final = 0.5
_NEW: Final = 0.25
"""What a new line is trusted of what the site's shared lines make of it."""
_SHARED_MOST: Final = 0.9
_NEW_LEAST: Final = 3
"""With fewer pages, a line is new on most of them."""
_PLACE_LEAST: Final = 2
_PLACE_PRIOR: Final = 2
"""So many pages are supposed on which half of what stands at a place was the story."""
_AGAINST_MOST: Final = -2.0
_FOR_MOST: Final = 0.5
_ALWAYS: Final = 0.9
"""A line on such a share of the pages, always below the same one, is hardly the title of an item, unless the pages were
read on one day."""
_TITLE_ALWAYS: Final = math.exp(-1.0)
_ROLE: Final = 0.3
"""So much of a line's shares goes to what it was on most of the pages that have it."""
_CERTAIN: Final = 0.98
_OTHER: Final = CLASSES.index(("other", False))
_STORY: Final = CLASSES.index(("body", False))
_TITLES: Final = [number for number, (role, _) in enumerate(CLASSES) if role == "related_title"]
_ROLE_CLASSES: Final = {
    role: CLASSES.index((role, False)) for role in ("comments_heading", "comments_state", "related_heading")
}
"""What is said of comments and lists is said by the same lines on all pages."""
_KIN: Final = (0.13, 0.1, 0.09, 0.15, 0.27)
"""What is said of kin counts, by `habits.KINDS`,"""
_KIN_OWN: Final = 0.62
"""what the line itself says, beside that,"""
_KIN_MIX: Final = 0.3
"""and how common a role is on the site."""
_KIN_HEARD: Final = 1.15
"""What makes a role hardly likelier is passed over."""
_KIN_STORY: Final = 0.5
"""How likely a line is of the story, kin say by half."""
_KIN_FAINT: Final = 0.003
"""Roles with a lesser share are passed over where no kin have them;"""
_KIN_FLOOR: Final = 0.0005
"""where some have, that is the share."""
_KIN_CERTAIN: Final = 0.95
"""A line that is so surely of no item, or of the story, is not asked."""
_CLASS_OF: Final = {f"{'begin ' * begins}{role}": number for number, (role, begins) in enumerate(CLASSES)}
_HELD: Final = 128
"""So many sites are held ready, as many as a shelf holds."""
_NO_ITEMS: Final = [number for number, (role, _) in enumerate(CLASSES) if role not in {*COMMENT, *RELATED}]
_ITEM_TEXTS: Final = [number for number, (role, _) in enumerate(CLASSES) if role in {"comment_text", "related_text"}]


@frozen
class Weight:
    """What the habits say of a line, in log odds."""

    own: float
    """That it is of this page alone: more speaks for the story, less for furniture."""
    story: float = 0.0
    """That what stands at its place is the story's."""
    role: str = ""
    """What it was on most of the pages that have it."""
    always: bool = False
    """Whether next to all pages have it."""
    often: bool = False
    """Whether half of the pages have it, below the same line: it is no comment either, as "Thank you!" may be."""
    factors: tuple[tuple[int, float], ...] = field(init=False, eq=False, repr=False)
    """By how much the share of a class of roles grows, where it does not stay."""

    def __attrs_post_init__(self) -> None:
        """Many lines are said the same of, so it is reckoned once."""
        own = math.exp(self.own)
        factors = {_STORY: own * math.exp(self.story)}
        if self.own > 0 or self.often:
            factors.update(dict.fromkeys(_ITEM_TEXTS, own))
        factors.update(dict.fromkeys(_TITLES, max(own, 1.0) * (_TITLE_ALWAYS if self.always else 1.0)))
        object.__setattr__(self, "factors", tuple(pair for pair in factors.items() if pair[1] != 1))


def of_lines(known: Habits, texts: Sequence[str]) -> list[Weight]:
    """What the habits say of each line."""
    return _of_keys(known, [*map(habits.key, texts)])


def _of_keys(known: Habits, keys: Sequence[str]) -> list[Weight]:
    said, below = _said_by(known)
    new = said[""]
    found = [said.get(one, new) for one in keys]
    for line, above, place in habits.placed(keys, known.stable, habits.TOP):
        if found[line] is new:
            found[line] = below.get((above, place), new)
    return found


@lru_cache(_HELD)
def _said_by(known: Habits) -> tuple[dict[str, Weight], dict[tuple[str, int], Weight]]:
    """What the habits say of the lines that they know, and of new ones by their place; "" stands for a new line."""
    trusted, pages = known.pages >= _NEW_LEAST, known.pages
    new = Weight(own=-_NEW * math.log(1 - min(_SHARED_MOST, known.shared)) if trusted else 0.0)
    said = {"": new}
    for line in known.lines:
        share = line.pages / pages
        told = (line.loose and not line.role) or not any(map(str.isalpha, line.key))
        always, often = trusted and share >= _ALWAYS, share >= _OFTEN
        said[line.key] = Weight(
            0.0 if told else -_SHARED * min(1.0, _SHARED_BASE + share),
            0.0,
            line.role,
            always and not line.loose,
            often and not line.loose,
        )
    below = {}
    for one in known.below:
        if one.pages >= _PLACE_LEAST:
            share = (one.pages * one.story + _PLACE_PRIOR / 2) / (one.pages + _PLACE_PRIOR)
            below[one.key, one.place] = Weight(
                new.own, max(_AGAINST_MOST, min(_FOR_MOST, math.log(share / (1 - share))))
            )
    return said, below


def weighed(
    reader: Reader, votes: Votes, roles: Sequence[Sequence[float]], known: Habits
) -> tuple[Votes, list[Sequence[float]]]:
    """The votes and the shares of the roles with what a site's habits say of the lines."""
    body = votes.body.copy()
    shares = []
    keys = [*map(habits.key, reader.lines.texts)]
    wholes = [1.0] * len(keys)
    if known.kin:
        roles = _with_kin(reader, keys, roles, known, wholes)
    for line, (weight, share, whole) in enumerate(zip(_of_keys(known, keys), roles, wholes, strict=True)):
        if body[line] > NEVER:
            said = weight.own + weight.story
            if said > 0:  # what is new is of the story, or of an item
                said *= sum([share[one] for one in _NO_ITEMS]) / whole
            body[line] += round(UNIT * said)
        shares.append(_weighed(share, weight, whole))
    return evolve(votes, body=body), shares


def _with_kin(
    reader: Reader, keys: Sequence[str], roles: Sequence[Sequence[float]], known: Habits, wholes: list[float]
) -> list[Sequence[float]]:
    """The shares of a page's lines with what their kin on other pages were read as.

    What the shares of a line add up to then, *wholes* gets.
    """
    alike = _alike(known)
    texts, gaps = reader.lines.texts, reader.lines.gaps
    lines = kin.Lines(
        keys,
        lambda line: kin.form_of(len(texts[line]), kin.code_of(texts[line], gaps[line])),
        known.vocabulary,
        known.stable,
    )
    common, least = alike.common, alike.least
    found = [*roles]
    for line, share in enumerate(roles):
        if max(share[_OTHER], share[_STORY]) > _KIN_CERTAIN:
            continue
        changed = [one**_KIN_OWN * prior if one > _KIN_FAINT else 0.0 for one, prior in zip(share, common, strict=True)]
        for key, factors in zip(lines.keys(line), alike.factors, strict=True):
            for number, factor in factors.get(key, ()):
                own, low = changed[number], least[number]
                changed[number] = (own if own > low else low) * factor  # noqa: FURB136 - a call takes as long as all else
        total = sum(changed)
        story = _KIN_STORY * changed[_STORY] / total + (1 - _KIN_STORY) * share[_STORY]
        others = total - changed[_STORY]
        if others:
            wholes[line] = others / (1 - story)
            changed[_STORY] = story * wholes[line]
            found[line] = changed
    return found


@frozen(eq=False)
class _Alike:
    """What is said of kin on a site, by class of roles."""

    common: list[float]
    """What it counts that lines of a class are common there,"""
    least: list[float]
    """and what a class has at least that kin have."""
    factors: tuple[dict[tuple[str, ...], tuple[tuple[int, float], ...]], ...]
    """For each of `habits.KINDS` and what lines have alike, by how much classes grow."""


@lru_cache(_HELD)
def _alike(known: Habits) -> _Alike:
    mix = dict(known.mix)
    common = [max(_KIN_FLOOR, mix.get(name, 0.0)) ** _KIN_MIX for name in _CLASS_OF]
    return _Alike(
        common,
        [_KIN_FLOOR**_KIN_OWN * prior for prior in common],
        tuple(
            {
                key: tuple([(_CLASS_OF[role], more) for role, one in said if (more := one**weight) > _KIN_HEARD])
                for key, said in odds.items()
            }
            for odds, weight in zip(known.odds, _KIN, strict=True)
        ),
    )


def _weighed(share: Sequence[float], weight: Weight, whole: float) -> Sequence[float]:
    """A line's share of each class, which add up to *whole*, with what is said of the line; they add up to 1."""
    if whole == 1 and share[_OTHER] > _CERTAIN and not weight.role:  # most lines of most pages
        return share
    changed = [*share]
    for number, factor in weight.factors:
        before = changed[number]
        changed[number] = after = before * factor
        whole += after - before
    role = _ROLE_CLASSES.get(weight.role)
    given = _ROLE if role is not None else 0.0
    scale = (1 - given) / whole
    changed = [one * scale for one in changed]
    if role is not None:
        changed[role] += given
    return changed
