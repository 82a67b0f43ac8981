"""What the habits of a site say of the lines of one of its pages, as evidence beside that of the page itself.

A line that other stories of the site have, too, is hardly of this one; a line that none has may be, the more so the more
of the site's furniture is the same on all pages; and what stands below a landmark ("Print this article") is the story if
it was on the other pages. Each is worth a fixed number of log odds, added to the line's vote for the story and to its
shares of the roles. The numbers were chosen on sites with 4 to 7 annotated pages, each page read with a profile of the
others (`bench/learning.py`): no page of the sites that the documents report on was among them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from newsdump import habits
from newsdump.habits import Habits
from newsdump.items.roles import Reader
from newsdump.items.surroundings import CLASSES
from newsdump.trees import NEVER, UNIT, Votes

_SHARED: Final = 4.5
"""So many log odds, in full, speak against a line that half of the pages have."""
_NEW: Final = 0.5
"""What a new line is trusted of what the site's shared lines make of it."""
_SHARED_MOST: Final = 0.9
_NEW_LEAST: Final = 3
"""With fewer pages, a line is new on most of them."""
_PLACE_LEAST: Final = 2
_PLACE_PRIOR: Final = 2
"""So many pages are supposed on which half of what stands at a place was the story."""
_AGAINST_MOST: Final = -2.0
_FOR_MOST: Final = 1.0
_STORY: Final = [number for number, (role, _) in enumerate(CLASSES) if role == "body"]
_TEXTS: Final = [number for number, (role, _) in enumerate(CLASSES) if role in {"body", "comment_text", "related_text"}]


def of_lines(known: Habits, texts: Sequence[str]) -> list[tuple[float, bool]]:
    """For each line the log odds that it is of the story, and whether other pages have it."""
    keys = [habits.key(text) for text in texts]
    new = -_NEW * math.log(1 - min(_SHARED_MOST, known.shared)) if known.pages >= _NEW_LEAST else 0.0
    counts = known.counts
    found = [
        (-_SHARED * min(1.0, 0.5 + counts[one] / known.pages), True) if one in counts else (new, False) for one in keys
    ]
    for line, above, place in habits.placed(keys, known.stable, habits.TOP):
        below = known.places.get((above, place))
        weight, shared = found[line]
        if below is not None and not shared and below.pages >= _PLACE_LEAST:
            share = (below.pages * below.story + _PLACE_PRIOR / 2) / (below.pages + _PLACE_PRIOR)
            found[line] = weight + max(_AGAINST_MOST, min(_FOR_MOST, math.log(share / (1 - share)))), shared
    return found


def weighed(reader: Reader, votes: Votes, roles: Sequence[Sequence[float]], known: Habits) -> tuple[Votes, list[list[float]]]:
    """The votes and the shares of the roles with what a site's habits say of the lines."""
    body = votes.body.copy()
    shares = []
    for line, ((weight, shared), share) in enumerate(zip(of_lines(known, reader.lines.texts), roles, strict=True)):
        if body[line] > NEVER:
            body[line] += round(UNIT * weight)
        shares.append(_times(share, _TEXTS if shared else _STORY, math.exp(weight)))
    return evolve(votes, body=body), shares


def _times(share: Sequence[float], classes: Sequence[int], factor: float) -> list[float]:
    """Shares with those of some classes times *factor*, adding up to 1 again."""
    changed = [*share]
    for one in classes:
        changed[one] *= factor
    total = sum(changed)
    return [one / total for one in changed]
