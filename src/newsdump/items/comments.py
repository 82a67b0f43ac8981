"""Reader comments in a range of lines, cut by what repeats.

A section has one layout: what each of its records has in the same place is decided once, over all of them.

| print                        | layout                                   |
|------------------------------|------------------------------------------|
| name, age, text              | the name is the text line above the age  |
| name and age, text           | the name stands on the line with the age |
| age, name, text              | nothing above the first age              |
| text, name and age           | the same, and the age ends the record    |
| text, name, age              | the name above the age, both end it      |
| name says, text, age         | both are anchors of one record           |
| name, text, actions with age | the name is the first line of the record |
| name, text, actions          | actions end the record                   |
| name, text                   | names by their form, never two in a row  |
| bullet and name, text        | names by their bullets                   |
| age, text                    | nobody is named, under a heading alone   |
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Final

import regex
from attrs import frozen

from newsdump.items.names import likeness, undressed
from newsdump.items.records import Draft, Layout, Records
from newsdump.items.roles import ANCHORS, Reader, Role, ordinal, plain_number
from newsdump.lexicon import Marker

_ARROWS: Final = frozenset({"➤", "▶", "→", "►", "↪"})
_SURE: Final = 0.6
_NAMED: Final = 0.5
_UNSURE: Final = 0.85
"""The agreement of names below ages where something stands above the first as well."""
_MANY: Final = 6
"""So many records tell a layout that their names alone do not."""
_DATES: Final = 1.8
"""So many dates a post, or more, has where one of them tells since when its writer is a member."""
_PRINTED_LEAST: Final = 0.25
"""So many of the comments that are counted must be printed; others stand on a further page, or were left out."""
_PARAGRAPHS_MOST: Final = 6
"""A comment has fewer paragraphs, taken over all of a page."""
_UNNAMED_LEAST: Final = 3
_SIGNED: Final = 0.8
"""So many of the ages without names have a text, and so many of the lines that alone have bullets are names."""
_NUMBERED_LEAST: Final = 3
_NUMBERED_SHARE: Final = 0.9
"""So many records, and so large a part of them, have their numbers on the lines above."""
_SAID: Final = -0.7
"""What is so little like a name is none, though it stands above a lone "said..."."""
_BADGE: Final = 0.8
"""How much "Anonymous" is like a name."""


_NUMBERED: Final = regex.compile(r"#?(\d{1,4}) (?=\p{L})")
_OPENING: Final = frozenset({Layout.NAME_ABOVE_AGE, Layout.NAME_WITH_AGE})
"""The layouts in which the age stands above the text."""


def find(reader: Reader, start: int, end: int) -> Records | None:
    """The comments in the lines from *start* to before *end*; None if nothing there repeats like comments."""
    roles = dict(enumerate(reader.roles(start, end), start))
    while roles and roles[end - 1] is Role.CHROME:
        end -= 1
        del roles[end]
    while roles and roles[start] is Role.CHROME:
        del roles[start]
        start += 1
    end = _end_of_speech(roles, end)
    _unbadge(reader, roles)
    _take_for_values(reader, roles)
    stretch = _Stretch(reader, roles, start, end, _mend(reader, roles))
    if any(role in ANCHORS for role in roles.values()):
        return stretch.by_ages()
    acted, named = stretch.by_actions(), stretch.by_names()
    return named if acted is None or (named is not None and len(named.drafts) > 2 * len(acted.drafts)) else acted


def _take_numbers(drafts: list[Draft]) -> None:
    """Tell the numbers of records from names, where all have one and they rise: "27 ilka", "28 Ilse Orrin"."""
    named = [draft for draft in drafts if draft.author is not None]
    found = [_NUMBERED.match(draft.author or "") for draft in named]
    numbers = [number for match in found if match and (number := plain_number(match[1])) is not None]
    if len(numbers) < max(2, len(named)) or any(after <= number for number, after in pairwise(numbers)):
        return
    for draft, number in zip(named, numbers, strict=True):
        draft.author, draft.number = (draft.author or "").partition(" ")[2], str(number)


def _end_of_speech(roles: dict[int, Role], end: int) -> int:
    """Where records end that "NAME says:" alone opens: at the first age, which is of another list; its lines are gone.

    They end at *end* if that is not so.
    """
    anchors = [line for line, role in roles.items() if role in ANCHORS]
    spoken = sum([1 for line in anchors if roles[line] is Role.SAYS])
    if spoken < _UNNAMED_LEAST or spoken == len(anchors):
        return end
    if any(roles[line] is not Role.SAYS for line in anchors[:spoken]):
        return end
    for line in range(anchors[spoken], end):
        del roles[line]
    return anchors[spoken]


def of_texts(reader: Reader, start: int, end: int, count: int) -> Records | None:
    """The lines of text from *start* to before *end* as comments, if about *count* were announced.

    Some extractors drop names and dates; a comment of several paragraphs then comes out as several.
    """
    drafts: list[Draft] = []
    greeted = False
    for line, role in enumerate(reader.roles(start, end), start):
        if role is not Role.TEXT:
            continue
        text = reader.lines.texts[line]
        if drafts and (greeted or (likeness(text) > 0 and " " in text)):  # who is spoken to above, who speaks below
            drafts[-1].texts.append(line)
            drafts[-1].last = line
        else:
            drafts.append(Draft(line, line, None, [line]))
        greeted = text[-1] == ","
    if not _PRINTED_LEAST * count <= len(drafts) <= _PARAGRAPHS_MOST * count:
        return None
    return Records(Layout.TEXTS_ALONE, drafts, min(1.0, count / len(drafts)))


def of_ages(reader: Reader, start: int, end: int) -> Records | None:
    """The texts below ages from *start* to before *end* as comments that nobody signed.

    Some extractors drop names alone. Nothing may stand above the first age, and each age has a text below it.
    """
    roles = dict(enumerate(reader.roles(start, end), start))
    ages = [line for line, role in roles.items() if role is Role.AGE]
    lines = [line for line, role in roles.items() if role is Role.TEXT]
    if len(ages) < _UNNAMED_LEAST or not lines or lines[0] < ages[0]:
        return None
    if any(role in (Role.NAMED_AGE, Role.SAYS, Role.ENDING) for role in roles.values()):
        return None
    stretch = _Stretch(reader, roles, start, end, {})
    stop = stretch.closing(ages[-1])
    drafts = []
    for age, after in pairwise([*ages, stop]):
        texts = stretch.texts(age + 1, after)
        if texts:
            drafts.append(Draft(age, texts[-1], None, texts, age))
    if len(drafts) < _SIGNED * len(ages):
        return None
    return Records(Layout.AGES_ALONE, stretch.with_actions(drafts, stop), _UNSURE * len(drafts) / len(ages))


def _mend(reader: Reader, roles: dict[int, Role]) -> dict[int, str]:
    """Make one anchor of "NAME says:" and of "Posted by: NAME at" where a printer broke them; their names by line."""
    voices: dict[int, str] = {}
    words, texts = reader.words, reader.lines.texts
    for line, role in roles.items():
        text = texts[line]
        if role is Role.TEXT and reader.cues.markers[line] & Marker.COMMENT_AUTHOR and roles.get(line + 1) is Role.AGE:
            name = words.bare(text)
            if name != text and len(name) < len(text) - 1:
                roles[line], voices[line] = Role.SAYS, name
        elif role is Role.TEXT and roles.get(line + 1) is Role.AGE and (voice := words.speaker(f"{text}:")):
            roles[line], voices[line] = Role.SAYS, voice  # "NAME writes", without its colon
        elif (
            role is Role.SAYS
            and roles.get(line - 1) is Role.TEXT
            and not words.introduces(text)
            and words.speaker(text) is None
            and likeness(undressed(texts[line - 1])) > _SAID
        ):
            roles[line - 1], roles[line] = Role.SAYS, Role.ACTION
            voices[line - 1] = undressed(texts[line - 1])
    return voices


def _unbadge(reader: Reader, roles: dict[int, Role]) -> None:
    """Take "Anonymous" and the like for names where they stand above an age and below no other name."""
    for line, role in roles.items():
        if role is not Role.ACTION or not reader.cues.markers[line] & Marker.COMMENT_BADGE:
            continue
        if roles.get(line + 1) not in ANCHORS:
            continue
        named = roles.get(line - 1) is Role.TEXT and likeness(reader.lines.texts[line - 1]) > 0
        if not named:
            roles[line] = Role.TEXT


def _take_for_values(reader: Reader, roles: dict[int, Role]) -> None:
    """Make no anchors of the dates below a label of a forum ("Joined") where each post has another date.

    The other labels of these posts ("Posts") are no text then, either.
    """
    ages = reader.cues.ages
    dated = [line for line, role in roles.items() if role is Role.AGE]
    labels = [line for line, role in roles.items() if role is Role.TEXT and reader.cues.markers[line] & Marker.THREAD]
    below: dict[str, list[int]] = defaultdict(list)
    for line in dated:
        told = ages[line].age.moment
        whole = told is not None and told.year is not None and told.hour is None
        if whole and roles.get(line - 1) is Role.TEXT and reader.cues.markers[line - 1] & Marker.THREAD:
            below[reader.lines.texts[line - 1]].append(line)
    for lines in below.values():
        if len(lines) > 1 and len(dated) >= _DATES * len(lines):
            roles.update(dict.fromkeys([*lines, *labels], Role.ACTION))


@frozen(eq=False)
class _Group:
    """An anchor: one line, or "NAME says:" and the age below it; with the text lines above and below."""

    first: int
    last: int
    above: list[int]
    below: list[int]


@frozen(eq=False)
class _Stretch:
    """A range of lines with their roles."""

    reader: Reader
    roles: dict[int, Role]
    start: int
    end: int
    voices: dict[int, str]
    """Who speaks by the lines that were mended."""

    def text(self, line: int) -> str:
        return self.reader.lines.texts[line]

    def likeness(self, line: int) -> float:
        return likeness(undressed(self.text(line)))

    def voice(self, line: int) -> str | None:
        """The name in "NAME says:"; None if the verb stands alone."""
        return self.voices.get(line) or self.reader.words.speaker(self.text(line))

    def by_ages(self) -> Records | None:
        """The records around ages and "NAME says:"."""
        spoken = self._spoken()
        if spoken:
            return Records(Layout.SAYS_AND_AGE_BELOW, self.with_actions(spoken, self.end), 1.0)
        groups = self._groups()
        layout, agreement = self._layout(groups)
        lead = self._lead(layout, groups)
        drafts = [self._draft(layout, groups, number, lead) for number in range(len(groups))]
        self._take_numbers_above(drafts)
        stop = max([groups[-1].last, *groups[-1].below]) + 1
        while stop < self.end and self.roles[stop] is Role.ACTION:
            stop += 1
        drafts = [draft for draft in self.with_actions(drafts, stop) if draft.texts]
        _take_numbers(drafts)
        return Records(layout, drafts, agreement) if drafts else None

    def _take_numbers_above(self, drafts: list[Draft]) -> None:
        """Give records the numbers on the lines above them, where nearly all have one and they rise."""
        above = [self.text(draft.first - 1) if draft.first > self.start else "" for draft in drafts]
        numbers = [*map(plain_number, above)]
        told = [number for number in numbers if number is not None]
        if len(told) < max(_NUMBERED_LEAST, _NUMBERED_SHARE * len(drafts)):
            return
        if all(before < number for before, number in pairwise(told)):
            for draft, number in zip(drafts, numbers, strict=True):
                if number is not None:
                    draft.first, draft.number = draft.first - 1, self.text(draft.first - 1)

    def _spoken(self) -> list[Draft]:
        """The records that "NAME says:" opens and an age closes; none if that is not so for all."""
        anchors = [line for line in range(self.start, self.end) if self.roles[line] in ANCHORS]
        if len(anchors) % 2 or not {self.roles[line] for line in anchors[1::2]} <= {Role.AGE, Role.ENDING}:
            return []
        drafts = []
        for number, (says, closing) in enumerate(zip(anchors[::2], anchors[1::2], strict=True)):
            body = self.texts(says + 1, closing)
            if not body and len(anchors) > 2:
                body = list(filter(self._says_action, range(says + 1, closing)))
            after = anchors[2 * number + 2] if 2 * number + 2 < len(anchors) else closing
            author = self.voice(says) if self.roles[says] is Role.SAYS else None
            if author is None or not body or self.texts(closing + 1, after):
                return []
            drafts.append(Draft(says, closing, author, body, closing))
        return drafts

    def _groups(self) -> list[_Group]:
        anchors: list[tuple[int, int]] = []
        for line in range(self.start, self.end):
            if self.roles[line] not in ANCHORS:
                continue
            before = anchors[-1] if anchors else (line, line)
            if before[1] < line and (
                (line == before[1] + 1 and self.roles[before[1]] is self.roles[line] is Role.AGE)  # day and clock
                or self._says_when(before[1], line)
                or self._name_between(before[1], line)
                or (before[0] == before[1] and self._when_says(before[1], line))
            ):
                anchors[-1] = (anchors[-1][0], line)
            else:
                anchors.append((line, line))
        groups = []
        above = self.texts(self.start, anchors[0][0])
        for number, (first, last) in enumerate(anchors):
            followed = number + 1 < len(anchors)
            below = self.texts(last + 1, anchors[number + 1][0] if followed else self.closing(last + 1))
            groups.append(_Group(first, last, above, below))
            above = below
        return groups

    def _says_when(self, says: int, line: int) -> bool:
        """Whether *line* is the age of the "NAME says:" directly above it."""
        if self.roles[says] is not Role.SAYS or self.roles[line] is not Role.AGE:
            return False
        return line - says == 1 or (line - says == 2 and self.roles[line - 1] is Role.ACTION)

    def _when_says(self, age: int, line: int) -> bool:
        """Whether *line* is the "NAME says:" directly below the age that it goes with."""
        if self.roles[age] is not Role.AGE or self.roles[line] is not Role.SAYS:
            return False
        if Role.AGE in (self.roles.get(line + 1), self.roles.get(line + 2)):  # that is the age it goes with
            return False
        return line - age == 1 and self.voice(line) is not None

    def _name_between(self, introduced: int, line: int) -> int | None:
        """The line between "Posted by:" and the age *line* that holds only the name; None if it is none."""
        if self.roles[introduced] is not Role.SAYS or self.roles[line] is not Role.AGE or line - introduced > 4:
            return None
        between = self.texts(introduced + 1, line)
        return between[0] if len(between) == 1 and self.reader.words.introduces(self.text(introduced)) else None

    def closing(self, line: int) -> int:
        """Where the last record must end: at the next form or menu."""
        return next((other for other in range(line, self.end) if self.roles[other] is Role.CHROME), self.end)

    def texts(self, first: int, stop: int) -> list[int]:
        return [line for line in range(first, stop) if self.roles[line] is Role.TEXT]

    def _layout(self, groups: list[_Group]) -> tuple[Layout, float]:
        """The layout that all records of the section agree on best, and how well."""
        count = len(groups)
        opening, closing = groups[0].above, groups[-1].below
        named = sum(self._is_named(group) for group in groups) / count
        endings = sum(self.roles[group.first] is Role.ENDING for group in groups) / count
        if named > 0.5 and endings < 0.5:
            below = bool(opening) and (not closing or self._actions_follow(groups))
            return (Layout.NAME_WITH_AGE_BELOW if below else Layout.NAME_WITH_AGE), named
        if self._names_below(groups):
            return Layout.AGE_ABOVE_NAME, _UNSURE if opening else 1.0
        above = [self.likeness(group.above[-1]) if group.above else -1.0 for group in groups]
        first = [self.likeness(group.above[0]) if len(group.above) > 1 else -1.0 for group in groups]
        if len(opening) > 1 and not closing and sum(above) > sum(first) and self._actions_follow(groups):
            return Layout.NAME_ABOVE_AGE_BELOW, sum(value > 0 for value in above) / count
        header = sum(above) / count + (0.5 if len(opening) == 1 else 0.0) + (0.5 if closing else -0.5)
        footer = sum(first) / count + (0.5 if len(opening) > 1 else -0.5) + (-0.5 if closing else 0.5) + endings
        layout, likes = (Layout.NAME_ABOVE_AGE, above) if header >= footer else (Layout.NAME_FIRST, first)
        return layout, sum(value > 0 for value in likes) / count

    def _names_below(self, groups: list[_Group]) -> bool:
        """Whether each age has a name and a text below it, and no names stand above, or many that are much less so."""
        if any(len(group.below) < 2 for group in groups):
            return False
        count = len(groups)
        first = sum(self.likeness(group.below[0]) for group in groups)
        last = sum(self.likeness(group.below[-1]) for group in groups)
        if not groups[0].above and first > _NAMED * count and first > last:
            return True
        above = sum(self.likeness(group.above[-1]) for group in groups if group.above)
        return count >= _MANY and first > _NAMED / 2 * count and first - max(above, last) > _NAMED * count

    def _is_named(self, group: _Group) -> bool:
        if Role.SAYS in (self.roles[group.first], self.roles[group.last]):
            return self._speaker(group) is not None
        return self.roles[group.first] is Role.NAMED_AGE

    def _speaker(self, group: _Group) -> str | None:
        """Who speaks, by a line with "says" or behind one with "Posted by:"."""
        between = self._name_between(group.first, group.last)
        says = group.first if self.roles[group.first] is Role.SAYS else group.last
        return self.voice(says) if between is None else self.text(between)

    def _actions_follow(self, groups: list[_Group]) -> bool:
        """Whether action words rather follow an anchor than stand before the next one."""
        after = sum(self._says_action(group.last + 1) for group in groups)
        before = sum(self._says_action(group.first - 1) for group in groups)
        return after > before

    def _says_action(self, line: int) -> bool:
        return self.roles.get(line) is Role.ACTION and any(map(str.isalpha, self.text(line)))

    def _lead(self, layout: Layout, groups: list[_Group]) -> int:
        """How many lines above each age tell who speaks: the name, or the name and a place or a trade below it."""
        if layout is not Layout.NAME_ABOVE_AGE or len(groups) < 2 or len(groups[0].above) != 2:
            return 1
        for number, group in enumerate(groups):
            if len(group.above) < 2 + (number > 0):
                return 1
            name, more = group.above[-2:]
            if more - name != 1 or self.likeness(name) <= 0 or self.likeness(more) <= -1:
                return 1
        return 2

    def _draft(self, layout: Layout, groups: list[_Group], number: int, lead: int) -> Draft:
        group = groups[number]
        ages = self.reader.cues.ages
        age_line = next((line for line in range(group.first, group.last + 1) if line in ages), None)
        author = parent = None
        if self.roles[group.first] is Role.NAMED_AGE and age_line is not None:
            author = self.reader.name_of(ages[age_line])
        elif Role.SAYS in (self.roles[group.first], self.roles[group.last]):
            author = self._speaker(group)
        opening = group.first
        if layout is Layout.AGE_ABOVE_NAME:
            author, body = self.text(group.below[0]), group.below[1:]
        elif layout in _OPENING:
            body = group.below
            if number + 1 < len(groups) and self._is_above(layout, groups[number + 1]):
                body = body[: len(body) - self._names_at_end(body, lead)]
            if group.above and self._is_above(layout, group):
                names = group.above[len(group.above) - self._names_at_end(group.above, lead) :]
                opening, author = names[0], self.text(names[0])
                parent = self.text(names[1]) if len(names) > 1 and names[1] - names[0] > 1 else None
        else:
            body = group.above
            opening = body[0] if body else group.first
            if layout is Layout.NAME_FIRST and body:
                author, body = self.text(body[0]), body[1:]
            elif layout is Layout.NAME_ABOVE_AGE_BELOW and body:
                author, body = self.text(body[-1]), body[:-1]
        if author is not None:
            author, parent = _split_arrow(self.reader.words.without_rank(undressed(author)), parent)
        printed = next((found for line in range(opening, group.last + 1) if (found := self.number(line))), None)
        return Draft(opening, max([group.last, *body]), author, body, age_line, [], parent, printed)

    def _is_above(self, layout: Layout, group: _Group) -> bool:
        """Whether the author of the record stands above its anchor."""
        return layout is Layout.NAME_ABOVE_AGE or not self._is_named(group)

    def _names_at_end(self, lines: list[int], lead: int) -> int:
        """How many of the text lines at the end tell who speaks: *lead*, or two names with an arrow between them."""
        if len(lines) > 1 and lines[-1] - lines[-2] == 2 and self.text(lines[-1] - 1) in _ARROWS:
            return 2
        return min(lead, len(lines))

    def number(self, line: int) -> str | None:
        """The number that the line gives its comment ("#3.1")."""
        cue = self.reader.cues.ages.get(line)
        return ordinal(cue.before if cue is not None else self.text(line))

    def with_actions(self, drafts: list[Draft], stop: int) -> list[Draft]:
        """*drafts* with the action lines in and directly below each."""
        roles = self.roles
        for number, draft in enumerate(drafts):
            bound = drafts[number + 1].first if number + 1 < len(drafts) else stop
            while draft.last + 1 < bound and roles[draft.last + 1] is Role.ACTION:
                draft.last += 1
            numbered = draft.first != draft.age_line and self.text(draft.first) == draft.number
            lines = range(draft.first + numbered, draft.last + 1)
            draft.actions = [line for line in lines if roles[line] is Role.ACTION]
        return drafts

    def by_actions(self) -> Records | None:
        """Records that action words close, the name first; None if there are none that look so."""
        if not any(map(self._says_action, self.roles)):
            return None
        bodies: list[list[int]] = [[]]
        stop = self.closing(self.start)
        for line in range(self.start, stop):
            if self.roles[line] is Role.TEXT:
                bodies[-1].append(line)
            elif bodies[-1]:
                bodies.append([])
        rest = bodies.pop()
        stop = rest[0] if rest else stop
        named = [Draft(body[0], body[-1], undressed(self.text(body[0])), body[1:]) for body in bodies if len(body) > 1]
        if named:
            agreement = sum(self.likeness(draft.first) > 0 for draft in named) / len(named)
            if agreement >= _SURE:
                return Records(Layout.ACTIONS_CLOSE, self.with_actions(named, stop), agreement)
        return self._unnamed(bodies, stop)

    def _unnamed(self, bodies: list[list[int]], stop: int) -> Records | None:
        """Texts without names, each with the same action words below it."""
        closings = [self.text(body[-1] + 1) for body in bodies if self._says_action(body[-1] + 1)]
        if len(closings) < _UNNAMED_LEAST or 2 * len(closings) < len(bodies) or len(set(closings)) > 2:
            return None
        drafts = [Draft(body[0], body[-1], None, body) for body in bodies]
        return Records(Layout.TEXTS_AND_ACTIONS, self.with_actions(drafts, stop), len(closings) / len(bodies))

    def by_names(self) -> Records | None:
        """Names by their form: the best way to take turns, a name never last and never beside another."""
        lines = [
            line
            for line in range(self.start, self.closing(self.start))
            if self.roles[line] is Role.TEXT or self._is_badge(line)
        ]
        scores = [_BADGE if self.roles[line] is Role.ACTION else self.likeness(line) for line in lines]
        if len(lines) < 2:
            return None
        signed = self._signed(lines, scores)
        if not signed and scores[0] <= 0:
            return None
        drafts: list[Draft] = []
        likely = 0.0
        turns = signed or _turns(scores)
        for line, score, is_name in zip(lines, scores, turns, strict=True):
            if is_name:
                drafts.append(Draft(line, line, undressed(self.text(line)), []))
                likely += score
            else:
                drafts[-1].last = line
                drafts[-1].texts.append(line)
        if signed:
            named = sum(score > 0 for score, is_name in zip(scores, turns, strict=True) if is_name)
            return Records(Layout.NAMES_SIGNED, drafts, named / len(drafts))
        agreement = likely / len(drafts)
        return Records(Layout.NAMES_ALONE, drafts, agreement) if agreement > 0 else None

    def _signed(self, lines: list[int], scores: list[float]) -> list[bool] | None:
        """Which lines are names, if these alone have bullets in front, and texts below them; None if it is not so."""
        signs = self.reader.lines.signs
        signed = [signs[line] != "" for line in lines]
        count = sum(signed)
        named = sum(score > 0 for score, sign in zip(scores, signed, strict=True) if sign)
        beside = any(first and second for first, second in pairwise([*signed, True]))
        return signed if count > 1 and signed[0] and not beside and named >= _SIGNED * count else None

    def _is_badge(self, line: int) -> bool:
        """Whether the line stands for the name of somebody who gave none ("Anonymous")."""
        return self.roles[line] is Role.ACTION and bool(self.reader.cues.markers[line] & Marker.COMMENT_BADGE)


def _turns(scores: list[float]) -> list[bool]:
    """Which lines are names: the choice with the highest sum of *scores*, the first a name, no two in a row."""
    name, text = scores[0], float("-inf")
    follows_name = []  # for each line behind the first, whether it, as a text, best follows a name
    for score in scores[1:]:
        follows_name.append(name >= text)
        name, text = text + score, max(name, text)
    turns = [False]  # from the last line, which is a text, back to the first
    for follows in reversed(follows_name):
        turns.append(not turns[-1] and follows)
    return turns[::-1]


def _split_arrow(author: str, parent: str | None) -> tuple[str, str | None]:
    for arrow in _ARROWS:
        if f" {arrow} " in author:
            name, _, answered = author.partition(f" {arrow} ")
            return name.strip(), answered.strip() or parent
    return author, parent
