"""Reader comments in a range of lines, cut by what repeats.

A section has one layout: what each of its records has in the same place is decided once, over all of them.

| print                        | layout                                   |
|------------------------------|------------------------------------------|
| name, age, text              | the name is the text line above the age  |
| name and age, text           | the name stands on the line with the age |
| text, name and age           | the same, and the age ends the record    |
| name, text, actions with age | the name is the first line of the record |
| name, text, actions          | actions end the record                   |
| name, text                   | names by their form, never two in a row  |
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen

from newsdump.ages import Age, AgeCue
from newsdump.items.names import likeness
from newsdump.items.roles import ANCHORS, Reader, Role, ordinal, votes
from newsdump.model import Comment
from newsdump.spans import Span

_ARROWS: Final = frozenset({"➤", "▶", "→", "►", "↪"})
_NEAR: Final = 4
_SURE: Final = 0.6


class Layout(Enum):
    """Where the parts of a record stand."""

    NAME_ABOVE_AGE = "the name stands above the age, the text below"
    NAME_WITH_AGE = "name and age open the record"
    NAME_WITH_AGE_BELOW = "name and age close the record"
    NAME_FIRST = "the name opens the record, the age closes it"
    ACTIONS_CLOSE = "the name opens the record, action words close it"
    NAMES_ALONE = "names and texts take turns"


@frozen(eq=False)
class Draft:
    """One record before it becomes a comment."""

    first: int
    """Its first line."""
    last: int
    """Its last line."""
    author: str | None
    cue: AgeCue | None
    cue_line: int | None
    texts: list[int]
    actions: list[int] = field(factory=list)
    parent: str | None = None
    number: str | None = None


@frozen(eq=False)
class Records:
    """What repeats in a range of lines, with how sure its layout is."""

    layout: Layout
    drafts: list[Draft]
    agreement: float


def find(reader: Reader, start: int, end: int) -> Records | None:
    """The comments in the lines from *start* to before *end*; None if nothing there repeats like comments."""
    roles = reader.roles(start, end)
    while roles and roles[-1] is Role.CHROME:
        roles.pop()
    while roles and roles[0] is Role.CHROME:
        roles.pop(0)
        start += 1
    groups = _groups(roles)
    if groups:
        return _anchored(reader, roles, groups, start)
    if any(
        role is Role.ACTION and any(map(str.isalpha, reader.lines.texts[start + at])) for at, role in enumerate(roles)
    ):
        found = _closed_by_actions(reader, roles, start)
        if found is not None:
            return found
    return _named_only(reader, roles, start)


def _groups(roles: list[Role]) -> list[tuple[int, int]]:
    """First and last place of each anchor; a "says" line and the age below it are one."""
    groups: list[tuple[int, int]] = []
    for at, role in enumerate(roles):
        if role not in ANCHORS:
            continue
        if (
            groups
            and at - groups[-1][1] <= 2
            and roles[groups[-1][0]] is Role.SAYS
            and role is Role.AGE
            and (at - groups[-1][1] == 1 or roles[at - 1] is Role.ACTION)
        ):
            groups[-1] = (groups[-1][0], at)
        else:
            groups.append((at, at))
    return groups


def _texts(roles: list[Role], first: int, last: int) -> list[int]:
    return [at for at in range(first, last) if roles[at] is Role.TEXT]


def _anchored(reader: Reader, roles: list[Role], groups: list[tuple[int, int]], start: int) -> Records | None:
    bounds = [-1, *(last for _, last in groups)]
    before = [_texts(roles, bounds[number] + 1, first) for number, (first, _) in enumerate(groups)]
    behind = _texts(roles, groups[-1][1] + 1, len(roles))
    layout, agreement = _choose(reader, roles, groups, before, behind, start)
    drafts = []
    for number, (first, last) in enumerate(groups):
        above = before[number]
        under = before[number + 1] if number + 1 < len(groups) else behind
        drafts.append(_draft(reader, roles, layout, (first, last), above, under, number + 1 < len(groups), start))
    drafts = _closed(drafts, roles, start)
    drafts = [draft for draft in drafts if draft.texts]
    return Records(layout, drafts, agreement) if drafts else None


def _named(reader: Reader, roles: list[Role], group: tuple[int, int], start: int) -> bool:
    if roles[group[0]] is Role.NAMED_AGE:
        return True
    return roles[group[0]] is Role.SAYS and reader.speaker(start + group[0]) is not None


def _choose(
    reader: Reader,
    roles: list[Role],
    groups: list[tuple[int, int]],
    before: list[list[int]],
    behind: list[int],
    start: int,
) -> tuple[Layout, float]:
    """The layout that all records of the section agree on best, and how well."""
    texts = reader.lines.texts
    count = len(groups)
    named = sum(_named(reader, roles, group, start) for group in groups) / count
    endings = sum(roles[group[0]] is Role.ENDING for group in groups) / count
    if named > 0.5 and endings < 0.5:
        closing = bool(before[0]) and (not behind or len(before[0]) > 0 and _actions_follow(roles, groups))
        return (Layout.NAME_WITH_AGE_BELOW if closing else Layout.NAME_WITH_AGE), named
    above = [likeness(texts[start + place[-1]]) if place else -1.0 for place in before]
    opening = [likeness(texts[start + place[0]]) if len(place) > 1 else -1.0 for place in before]
    header = sum(above) / count + (0.5 if len(before[0]) == 1 else 0.0) + (0.5 if behind else -0.5)
    footer = sum(opening) / count + (0.5 if len(before[0]) > 1 else -0.5) + (0.5 if not behind else -0.5) + endings
    if header >= footer:
        return Layout.NAME_ABOVE_AGE, max(0.0, sum(value > 0 for value in above) / count)
    return Layout.NAME_FIRST, max(0.0, sum(value > 0 for value in opening) / count)


def _actions_follow(roles: list[Role], groups: list[tuple[int, int]]) -> bool:
    """Whether action words rather follow an anchor than stand before the next one."""
    after = sum(last + 1 < len(roles) and roles[last + 1] is Role.ACTION for _, last in groups)
    before = sum(first > 0 and roles[first - 1] is Role.ACTION for first, _ in groups)
    return after > before


def _draft(
    reader: Reader,
    roles: list[Role],
    layout: Layout,
    group: tuple[int, int],
    above: list[int],
    under: list[int],
    followed: bool,
    start: int,
) -> Draft:
    texts = reader.lines.texts
    first, last = group
    cue_line = next((start + at for at in range(first, last + 1) if start + at in reader.cues.ages), None)
    cue = reader.cues.ages[cue_line] if cue_line is not None else None
    author = parent = None
    opening = first
    if roles[first] is Role.NAMED_AGE and cue is not None:
        author = reader.name_of(cue)
    elif roles[first] is Role.SAYS:
        author = reader.speaker(start + first)
    if layout in (Layout.NAME_WITH_AGE, Layout.NAME_ABOVE_AGE):
        body = under
        if layout is Layout.NAME_ABOVE_AGE or (author is None and above):
            opening, author, parent = _name_above(reader, above, first, start)
        if followed and layout is Layout.NAME_ABOVE_AGE:
            body = body[: len(body) - _name_lines(reader, under, start)]
    elif layout is Layout.NAME_FIRST:
        body = above[1:] if above else []
        opening = above[0] if above else first
        author = texts[start + above[0]] if above else None
    else:
        body = above
        opening = above[0] if above else first
    if author is not None:
        author, parent = _split_arrow(author, parent)
    number = next((found for at in range(opening, last + 1) if (found := _number(reader, start + at))), None)
    closing = max([last, *body])
    return Draft(
        start + opening, start + closing, author, cue, cue_line, [start + at for at in body], [], parent, number
    )


def _number(reader: Reader, line: int) -> str | None:
    cue = reader.cues.ages.get(line)
    return ordinal(cue.before if cue is not None else reader.lines.texts[line])


def _name_above(reader: Reader, above: list[int], anchor: int, start: int) -> tuple[int, str | None, str | None]:
    """Where the record opens, its author, and whom it answers."""
    if not above:
        return anchor, None, None
    names = above[len(above) - _name_lines(reader, above, start) :]
    texts = reader.lines.texts
    if len(names) == 2:
        return names[0], texts[start + names[0]], texts[start + names[1]]
    return names[0], texts[start + names[0]], None


def _name_lines(reader: Reader, places: list[int], start: int) -> int:
    """How many text lines at the end of *places* name who speaks: one, or two with an arrow between them."""
    if not places:
        return 0
    if len(places) > 1 and places[-1] - places[-2] == 2 and reader.lines.texts[start + places[-1] - 1] in _ARROWS:
        return 2
    return 1


def _split_arrow(author: str, parent: str | None) -> tuple[str, str | None]:
    for arrow in _ARROWS:
        if f" {arrow} " in author:
            name, _, answered = author.partition(f" {arrow} ")
            return name.strip(), answered.strip() or parent
    return author, parent


def _closed(drafts: list[Draft], roles: list[Role], start: int) -> list[Draft]:
    """Give each record the action lines around its text, up to where the next one opens."""
    closed = []
    for number, draft in enumerate(drafts):
        stop = drafts[number + 1].first if number + 1 < len(drafts) else start + len(roles)
        actions = [line for line in range(draft.first, stop) if roles[line - start] is Role.ACTION]
        last = draft.last
        while last + 1 < stop and roles[last + 1 - start] is Role.ACTION:
            last += 1
        inside = [line for line in actions if line <= last]
        closed.append(evolve(draft, last=last, actions=inside))
    return closed


def _closed_by_actions(reader: Reader, roles: list[Role], start: int) -> Records | None:
    drafts: list[Draft] = []
    body: list[int] = []
    for at, role in enumerate([*roles, Role.CHROME]):
        if role is Role.TEXT:
            if drafts and not body and drafts[-1].last != start + at - 1:
                break
            body.append(start + at)
        elif body and role is Role.ACTION:
            if len(body) > 1:
                author = reader.lines.texts[body[0]]
                drafts.append(Draft(body[0], start + at, author, None, None, body[1:]))
            body = []
        elif role is Role.ACTION and drafts:
            drafts[-1] = evolve(drafts[-1], last=start + at)
        elif role is Role.CHROME:
            break
    if not drafts:
        return None
    agreement = sum(likeness(draft.author or "") > 0 for draft in drafts) / len(drafts)
    if agreement < _SURE:
        return None
    return Records(Layout.ACTIONS_CLOSE, _closed(drafts, roles, start), agreement)


def _named_only(reader: Reader, roles: list[Role], start: int) -> Records | None:
    """Names by their form: the best way to take turns, a name never last and never beside another."""
    stop = next((at for at, role in enumerate(roles) if role is Role.CHROME), len(roles))
    places = [at for at in range(stop) if roles[at] is Role.TEXT]
    if len(places) < 2:
        return None
    texts = reader.lines.texts
    scores = [likeness(texts[start + at]) for at in places]
    if scores[0] <= 0:
        return None
    # best[i][k]: the best sum up to place i, which is a name (k = 1) or not
    name, text = scores[0], float("-inf")
    names_at: list[list[bool]] = [[True], []]
    for score in scores[1:]:
        as_name = text + score
        as_text = max(name, text)
        follows = names_at[0] if name >= text else names_at[1]
        names_at = [[*names_at[1], True], [*follows, False]]
        name, text = as_name, as_text
    drafts: list[Draft] = []
    for at, is_name in zip(places, names_at[1], strict=True):
        line = start + at
        if is_name:
            drafts.append(Draft(line, line, texts[line], None, None, []))
        else:
            drafts[-1] = evolve(drafts[-1], last=line, texts=[*drafts[-1].texts, line])
    agreement = sum(likeness(draft.author or "") for draft in drafts) / len(drafts)
    return Records(Layout.NAMES_ALONE, drafts, agreement) if agreement > 0 else None


def build(reader: Reader, parts: Iterable[Records]) -> list[Comment]:
    """The records of all parts of a page as comments, in page order."""
    comments: list[Comment] = []
    by_author: dict[str, int] = {}
    by_number: dict[str, int] = {}
    for records in parts:
        for draft, author in zip(records.drafts, _without_places(records), strict=True):
            number = len(comments)
            parent = _parent(draft, by_author, by_number, reader)
            counts = votes([reader.lines.texts[line] for line in draft.actions if _number(reader, line) is None])
            comments.append(
                Comment(
                    id=number,
                    parent_id=parent,
                    depth=comments[parent].depth + 1 if parent is not None else 0,
                    author=author,
                    age=placed(reader, draft.cue, draft.cue_line),
                    text="\n".join(reader.lines.texts[line] for line in draft.texts),
                    upvotes=counts[0] if counts else None,
                    downvotes=counts[1] if len(counts) == 2 else None,
                    reply_count=None,
                    span=Span(reader.lines.starts[draft.first], reader.lines.ends[draft.last]),
                    confidence=round(min(1.0, 0.5 + records.agreement / 2), 3),
                )
            )
            if author:
                by_author[author.casefold().replace(" ", "")] = number
            if draft.number:
                by_number[draft.number] = number
    return comments


def _without_places(records: Records) -> list[str | None]:
    """Authors without the place behind a comma, where every name of the section has one."""
    authors = [draft.author for draft in records.drafts]
    if records.layout in (Layout.NAME_WITH_AGE, Layout.NAME_WITH_AGE_BELOW) and all(
        author and ", " in author for author in authors
    ):
        return [author.rpartition(", ")[0] if author else None for author in authors]
    return authors


def _parent(draft: Draft, by_author: dict[str, int], by_number: dict[str, int], reader: Reader) -> int | None:
    if draft.number and "." in draft.number:
        return by_number.get(draft.number.rpartition(".")[0])
    if draft.parent:
        return by_author.get(draft.parent.casefold().replace(" ", ""))
    text = reader.lines.texts[draft.texts[0]] if draft.texts else ""
    if text.startswith("@"):
        return by_author.get(text[1:].split(" ", 1)[0].rstrip(",:").casefold())
    return None


def placed(reader: Reader, cue: AgeCue | None, line: int | None) -> Age | None:
    """The age with its place in the dump."""
    if cue is None or line is None:
        return None
    span = cue.age.span
    if span is None:
        return cue.age
    return evolve(cue.age, span=reader.lines.place(line, span.start, span.end))
