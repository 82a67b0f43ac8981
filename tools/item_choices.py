"""The few weights of choices over a whole page: whether it has a story, and what it says of its comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

import item_labels
from annotated import f1, words
from newsdump import sections, trees
from newsdump.items import boxes, no_story, reading
from newsdump.items.decoding import Decoder

Reals = NDArray[np.float64]

_SAME: Final = 0.8
"""The word-F1 from which a comment or a title is the annotated one."""
_RIDGE: Final = 0.3
_ROUNDS: Final = 600
LOST_MOST: Final = 0.01
"""So many of the pages with a story may be taken for pages without one."""


@frozen(eq=False)
class Case:
    """A page's traits for a choice, and the index of the right answer."""

    traits: list[float]
    answer: int


def cases(record: dict[str, Any], shares: NDArray[np.float32], decoder: Decoder) -> dict[str, Case]:
    """What a page says of each choice, read with the *shares* of trees that have not seen its site."""
    reader = item_labels.reader_of(record["text"], record["url"] or None)
    read = reading.of_shares(reader, shares.tolist(), decoder)
    gold = record["gold"]
    body = sections.story_lines(reader, read, trees.votes(reader.lines, reader.cues))
    found = {}
    if body:
        found["story"] = Case(no_story.traits(reader, read, body), int(not gold["article"]))
    state = boxes.STATES.index(gold["comments_state"])
    kept = body if gold["article"] else []
    traits = boxes.traits(reader, read, boxes.signs_of(reader, read, kept), kept)
    found["state"] = Case(traits, state)
    return found


def certainties(
    record: dict[str, Any], shares: NDArray[np.float32], decoder: Decoder
) -> dict[str, list[tuple[float, float]]]:
    """The share of each comment and item that is found on a page, and whether it is right."""
    reader = item_labels.reader_of(record["text"], record["url"] or None)
    read = reading.of_shares(reader, shares.tolist(), decoder)
    gold, texts = record["gold"], reader.lines.texts
    said = [Counter(words(comment["text"]["text"])) for comment in gold["comments"]]
    titles = [Counter(words(item["title"]["text"])) for item in gold["related"]]
    found: dict[str, list[tuple[float, float]]] = {"comment": [], "item": []}
    for draft in (draft for stretch in read.comments for draft in stretch.drafts):
        text = Counter(words("\n".join(texts[line] for line in draft.texts)))
        found["comment"].append((draft.share, float(any(f1(one, text) >= _SAME for one in said))))
    for card in (card for stretch in read.related for card in stretch.cards):
        title = Counter(words(card.title))
        met = [item["sure"] for item, one in zip(gold["related"], titles, strict=True) if f1(one, title) >= _SAME]
        if not met or any(met):  # what a careful reader could call navigation counts neither way
            found["item"].append((card.share, float(any(met))))
    return found


def fit(cases: Sequence[Case], answers: int) -> Reals:
    """The bias and the weights of each answer, by softmax regression; shape (answers, traits + 1)."""
    traits = np.array([[1.0, *case.traits] for case in cases])
    right = np.eye(answers)[[case.answer for case in cases]]
    weights = np.zeros((answers, traits.shape[1]))
    scale = np.maximum(np.abs(traits).max(0), 1e-6)
    for turn in range(_ROUNDS):
        votes = traits / scale @ weights.T
        shares = np.exp(votes - votes.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        gradient = (shares - right).T @ (traits / scale) / len(cases) + _RIDGE * weights / len(cases)
        weights -= (4.0 if turn < _ROUNDS // 2 else 1.0) * gradient
    found: Reals = weights / scale
    return found


def votes(weights: Reals, cases: Sequence[Case]) -> Reals:
    """The votes for each answer, by cases."""
    found: Reals = np.array([[1.0, *case.traits] for case in cases]) @ weights.T
    return found


_MARGIN: Final = 0.5
"""Collections that nothing was fitted to lost more stories than the sites left out did; this is taken off."""


def without_loss(weights: Reals, said: Reals, cases: Sequence[Case]) -> Reals:
    """*weights* for "no story" with its bias so that no more stories are lost, by votes of sites left out."""
    lead = said[:, 1] - said[:, 0]
    stories = np.sort(lead[[case.answer == 0 for case in cases]])[::-1]
    threshold = stories[int(LOST_MOST * len(stories))]
    weights = weights.copy()
    weights[1, 0] -= max(0.0, threshold) + _MARGIN
    return weights
