"""The few weights of choices over a whole page: whether it has a story, and what it says of its comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

import item_labels
from annotated import f1, words
from newsdump import sections, trees
from newsdump.items import Reader, Reading, addresses, boxes, counts, no_story, reading
from newsdump.items.decoding import Decoder

Reals = NDArray[np.float64]

_SAME: Final = 0.8
"""The word-F1 from which a comment or a title is the annotated one."""
_RIDGES: Final = {"story": 20.0, "count": 6.0, "state": 3.0}
"""What keeps weights small, by choice; traits have unit variance."""
_ROUNDS: Final = 400
_HIDDEN: Final = 0.3
"""So much of a page's weight is that of the page without its address."""
_MEETS_NOTHING: Final = 0.1
"""What was taken for the story, and has a lesser word-F1 than that with the annotated one, is none."""
_LOST: Final = 0.3
"""So much of its word-F1 a page that is taken for one without a story loses to count as lost,"""
LOST_MOST: Final = 0.0008
"""and so many of the pages with a story may be."""


@frozen(eq=False)
class Case:
    """A page's traits for a choice, and the index of the right answer."""

    traits: list[float]
    answer: int
    weight: float = 1.0
    lost: bool = False
    """Whether the page's story is lost if the last answer is given."""


@frozen(eq=False)
class PageCases:
    """What a page says of each choice."""

    story: Case | None
    """None if no line could be of one."""
    state: Case
    """The traits that the count gives are put in when that is fitted."""
    count: list[Case]
    """A case a candidate."""
    candidates: list[counts.Candidate]


def cases(record: dict[str, Any], shares: NDArray[np.float32], decoder: Decoder) -> PageCases:
    """What a page says of each choice, read with the *shares* of trees that have not seen its site."""
    reader = item_labels.reader_of(record["text"], record["url"] or None)
    read = reading.of_shares(reader, shares.tolist(), decoder)
    gold = record["gold"]
    read, body = sections.may_be_story(reader, read, trees.votes(reader.lines, reader.cues))
    story = _of_story(record, reader, read, body) if body else None
    body = body if gold["article"] else []
    read = read.without(body)
    signs = boxes.signs_of(reader, read, body)
    state = Case(boxes.traits(reader, read, signs, body), boxes.STATES.index(gold["comments_state"]))
    found = counts.candidates(reader.lines.texts, signs.words, body)
    rows = counts.traits(reader, read, found, signs.taken, body) if found else []
    of_count = [
        Case(row, int(one.number == gold["comment_count"]), len(rows) ** -0.5)
        for one, row in zip(found, rows, strict=True)
    ]
    return PageCases(story, state, of_count, found)


def _of_story(record: dict[str, Any], reader: Reader, read: Reading, body: list[int]) -> Case:
    gold, text, texts = record["gold"], record["text"], reader.lines.texts
    traits = no_story.traits(reader, read, body, record["url"] or None)
    if not gold["article"]:
        return Case(traits, 1)
    spans = (gold["article"], sorted([*gold["article"], *gold["captions"]]))
    wanted = [Counter(words("\n".join(text[start:end] for start, end in some))) for some in spans]

    def met(lines: list[int]) -> float:
        told = Counter(words("\n".join(texts[line] for line in lines)))
        return max(f1(one, told) for one in wanted)

    of_body, else_taken = met(body), sections.first_post(reader, read)
    lost = of_body - (met(else_taken) if else_taken else 0.0) > _LOST
    nothing = of_body < _MEETS_NOTHING
    return Case(traits, int(nothing), 1.0 if nothing else max(0.2, of_body), lost)


def without_address(case: Case) -> Case:
    """The same page as one whose address is not known."""
    return evolve(case, traits=[*case.traits[: -len(addresses.TRAITS)], *addresses.traits(None)])


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


def fit(name: str, cases: Sequence[Case], answers: int) -> Reals:
    """The bias and the weights of each answer to a choice, by softmax regression; shape (answers, traits + 1)."""
    if name == "story":
        hidden = [evolve(without_address(case), weight=_HIDDEN * case.weight) for case in cases]
        cases = [*(evolve(case, weight=(1 - _HIDDEN) * case.weight) for case in cases), *hidden]
    traits = np.array([case.traits for case in cases])
    mean, spread = traits.mean(0), traits.std(0)
    spread[spread == 0] = 1.0
    known = np.hstack([np.ones((len(cases), 1)), (traits - mean) / spread])
    right = np.eye(answers)[[case.answer for case in cases]]
    weight = np.array([[case.weight] for case in cases])
    weights = np.zeros((answers, known.shape[1]))
    ridge = _RIDGES[name] * np.eye(known.shape[1])
    ridge[0, 0] = 1e-3
    bound = np.linalg.inv(known.T @ (weight * known) / 2 + ridge)  # no step of Newton's is longer (Böhning)
    for _ in range(_ROUNDS):
        votes = known @ weights.T
        shares = np.exp(votes - votes.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        weights -= ((weight * (shares - right)).T @ known + weights @ ridge) @ bound
    weights[:, 1:] /= spread
    weights[:, 0] -= weights[:, 1:] @ mean
    return weights


def votes(weights: Reals, cases: Sequence[Case]) -> Reals:
    """The votes for each answer, by cases."""
    found: Reals = np.array([[1.0, *case.traits] for case in cases]) @ weights.T
    return found


def without_loss(weights: Reals, said: Reals, cases: Sequence[Case]) -> Reals:
    """*weights* for "no story" with its bias so that no more stories are lost, by votes of sites left out."""
    lead = said[:, 1] - said[:, 0]
    lost = lead[[case.lost for case in cases]]
    stories = sum(case.answer == 0 or case.lost for case in cases)
    weights = weights.copy()
    weights[1, 0] -= np.quantile(lost, 1 - LOST_MOST * stories / len(lost))
    return weights


def fit_all(
    pages: Sequence[PageCases], folds: Sequence[int], tell: Callable[[str], None]
) -> dict[str, list[list[float]]]:
    """The weights of all choices, by *pages* in parts of the sites."""
    found = {}
    stories = [(page.story, fold) for page, fold in zip(pages, folds, strict=True) if page.story is not None]
    weights, said = _with_left_out("story", stories, 2)
    known = [case for case, _ in stories]
    found["story"] = weights = without_loss(weights, said, known)
    lead = votes(weights, known)[:, 1] - votes(weights, known)[:, 0]
    tell(f"story: {np.mean([case.answer == (one > 0) for case, one in zip(known, lead, strict=True)]):.3f} right")
    numbers = [(case, fold) for page, fold in zip(pages, folds, strict=True) for case in page.count]
    found["count"], said = _with_left_out("count", numbers, 2)
    leads = iter((said[:, 1] - said[:, 0]).tolist())
    told = [[next(leads) for _ in page.count] for page in pages]
    states = [(_counted(page, of_page), fold) for page, of_page, fold in zip(pages, told, folds, strict=True)]
    found["state"], said = _with_left_out("state", states, len(boxes.STATES))
    right = said.argmax(1) == [case.answer for case, _ in states]
    tell(f"state: {right.mean():.3f} of {len(states)} right, sites left out")
    return {name: [[round(float(number), 3) for number in row] for row in rows] for name, rows in found.items()}


def _with_left_out(name: str, cases: Sequence[tuple[Case, int]], answers: int) -> tuple[Reals, Reals]:
    """The weights of a choice, and the votes of weights that have not seen a case's site."""
    parts = np.array([fold for _, fold in cases])
    said = np.zeros((len(cases), answers))
    for fold in sorted(set(parts.tolist())):
        of_others = fit(name, [case for case, other in cases if other != fold], answers)
        said[parts == fold] = votes(of_others, [case for case, other in cases if other == fold])
    return fit(name, [case for case, _ in cases], answers), said


def _counted(page: PageCases, leads: Sequence[float]) -> Case:
    """The case of a page's state, with the count that has these log odds."""
    told = counts.best(page.candidates, leads) if page.candidates else counts.Told(None, 0.0)
    traits = [*page.state.traits]
    for name, value in boxes.of_count(told).items():
        traits[boxes.TRAITS.index(name)] = value
    return evolve(page.state, traits=traits)
