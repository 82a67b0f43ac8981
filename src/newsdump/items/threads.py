"""Forum threads: posts that come again with the same labels around them, each with its date above its text.

The date that opens a post is told from the others of a page (when a writer joined, what is quoted) by its place and
by its order: posts follow one another in time, the days on which their writers joined do not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import regex
from attrs import frozen

from newsdump.ages import Age, Unit
from newsdump.items.names import likeness, undressed
from newsdump.items.records import Draft, Layout, Records
from newsdump.items.roles import Reader, Role, ordinal, plain_number
from newsdump.lexicon import Marker

_OF_POSTS: Final = Marker.COMMENT_ACTION | Marker.THREAD
_AFTER_POSTS: Final = Marker.CHROME | Marker.RELATED_HEADING | Marker.POPULAR_HEADING | Marker.TAGS_HEADING
_POSTS_LEAST: Final = 3
_FORMS_MOST: Final = 16
"""So many forms of dates are tried: the time that a page takes stays proportional to its lines."""
_LABEL_MOST: Final = 60
"""A longer line is text, however often it comes again."""
_VALUE_MOST: Final = 40
_HEAD_MOST: Final = 16
"""So many lines above its date the block of a post's writer may begin."""
_IN_ORDER: Final = 0.85
_OFTEN: Final = 0.8
_TOLD: Final = 0.6
_UNCOUNTED: Final = 0.85
"""What posts that are not numbered are worth beside those that are."""
_NAMED: Final = 0.4
_SEVERAL: Final = 0.2
"""How much it counts that the names are not the same."""
_ANSWERING: Final = 0.5
"""How much it counts that others answer to the names."""
_DOUBLED_NEAR: Final = 3
"""So many lines above a name it may stand before, with points between."""
_OF_VALUE: Final = -0.2
"""Below a label stands rather a place or a number than a name."""
_EVIDENCE: Final = 2
_SECONDS: Final = {
    Unit.SECOND: 1,
    Unit.MINUTE: 60,
    Unit.HOUR: 3_600,
    Unit.DAY: 86_400,
    Unit.WEEK: 604_800,
    Unit.MONTH: 2_629_800,
}
_YEAR: Final = 31_557_600
_DIGITS: Final = regex.compile(r"\d+")
_ANSWER: Final = regex.compile(r"(?:^|\s)@([\w.-]*\w)")
_NUMBER_BEFORE: Final = regex.compile(r"#\d+ ")
_ANSWERED: Final = " Re: "
"""What a printer that sets columns side by side leaves between a name and the title of the post."""
_COUNT_BEHIND: Final = regex.compile(r" \d[\d,.]*$")


def find(reader: Reader) -> Records | None:
    """The posts of the page as records, the first one with them; None if it is no thread."""
    signed = [(lines, _signs(reader, lines)) for lines in _in_order(reader)]
    signed = [(lines, signs) for lines, signs in signed if signs.may_tell]
    if not signed:
        return None
    page = _Page(reader, _folded(reader), _answered(reader))
    threads = [_Thread.of(page, lines, signs) for lines, signs in signed]
    told = [thread for thread in threads if thread.evidence >= _EVIDENCE]
    best = max(told, key=_Thread.rank, default=None)
    return best.records() if best else None


def _in_order(reader: Reader) -> list[list[int]]:
    """Lines with dates of one form that follow one another in time."""
    forms: dict[tuple[object, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for line, cue in reader.cues.ages.items():
        if cue.age.moment is not None and cue.age.moment.year is None and not any(map(str.isalpha, cue.age.raw)):
            continue  # "6.10" may be anything
        named = reader.role(line) is Role.NAMED_AGE
        quoted = "«" in cue.before and cue.after[:1] == "»"  # "« on: DATE »", "« Reply #1 on: DATE »"
        around: tuple[object, ...] = _fold(cue.before), _fold(cue.after)
        if named:
            around = "name", cue.after.isdecimal()
        elif quoted:
            around = ("«",)
        said = line > 0 and reader.role(line - 1) is Role.SAYS
        above = "" if said or not line else reader.lines.texts[line - 1]
        forms[(cue.age.kind, said, *around)][_fold(above) if len(above) <= _LABEL_MOST else ""].append(line)
    found = set()
    for below in forms.values():
        labelled = [lines for lines in below.values() if len(lines) >= _POSTS_LEAST]
        others = [line for lines in below.values() if len(lines) < _POSTS_LEAST for line in lines]
        everything = [line for lines in below.values() for line in lines]
        for lines in (everything, others, *labelled, *([*lines, *others] for lines in labelled)):
            if len(lines) >= _POSTS_LEAST:
                found.add(tuple(sorted(lines)))
    largest = sorted(found, key=lambda lines: (-len(lines), lines))[:_FORMS_MOST]
    return [
        list(lines)
        for lines in largest
        if _follow(reader.cues.ages[line].age for line in lines) or _are_counted(reader, lines)
    ]


def _without_counts(named: list[tuple[float, int | None, str]]) -> list[tuple[float, int | None, str]]:
    """*named* without the number of posts or points behind each name, if nearly all have one."""
    bare = [_COUNT_BEHIND.sub("", name) for _, _, name in named]
    counted = sum(short != name for short, (_, _, name) in zip(bare, named, strict=True))
    if counted < _OFTEN * sum(bool(name) for name in bare):
        return named
    return [(likely, line, short) for short, (likely, line, _) in zip(bare, named, strict=True)]


def _follow(ages: Iterable[Age]) -> bool:
    """Whether each of most *ages* is as late as the one before it, or later."""
    times = [_time(age) for age in ages]
    later = sum(first <= second for first, second in pairwise(times))
    return later >= _IN_ORDER * (len(times) - 1)


def _are_counted(reader: Reader, dates: Sequence[int]) -> bool:
    """Whether the posts are numbered, "#2" on the line of the date or beside it, or "2" behind it or below."""
    texts, ages = reader.lines.texts, reader.cues.ages
    numbers, plain = [], []
    for line in dates:
        cue = ages[line]
        below = texts[line + 1] if line + 1 < len(texts) else ""
        beside = (cue.after, cue.before, below, texts[line - 1] if line else "")
        number = next((found for found in map(ordinal, beside) if found is not None), None)
        if number is not None and (count := plain_number(number)) is not None:
            numbers.append(count)
        plain.extend([found for found in map(plain_number, (cue.after, below)) if found is not None][:1])
    if len(numbers) >= _OFTEN * len(dates) and numbers == sorted(numbers) and len(set(numbers)) > 1:
        return True
    steps = sum([after - number == 1 for number, after in pairwise(plain)])
    return len(plain) >= _OFTEN * len(dates) and steps >= _OFTEN * (len(plain) - 1)


def _time(age: Age) -> tuple[int, ...]:
    """A number of the moment that grows with time, without a zone."""
    if age.moment is None:
        return (sum(part.count * _SECONDS.get(part.unit, _YEAR) for part in age.parts),)
    moment = age.moment
    return tuple(part or 0 for part in (moment.year, moment.month, moment.day, moment.hour, moment.minute))


def _fold(text: str) -> str:
    return _DIGITS.sub("0", text).casefold()


def _folded(reader: Reader) -> list[str]:
    """Each line as labels are compared: without case, its numbers all alike; the empty word for long lines."""
    return [_fold(text) if len(text) <= _LABEL_MOST else "" for text in reader.lines.texts]


def _answered(reader: Reader) -> frozenset[str]:
    return frozenset(found[1].casefold() for text in reader.lines.texts if (found := _ANSWER.search(text)))


@frozen(eq=False)
class _Signs:
    """What speaks for posts beside the labels that come again in them."""

    evidence: int
    counted: bool
    """Whether the posts are numbered."""
    certain: bool
    """Whether they are numbered, or action words stand in them."""

    @property
    def may_tell(self) -> bool:
        """Whether these may be posts, if their labels speak for it."""
        return self.certain or self.evidence + 1 > _EVIDENCE


def _signs(reader: Reader, dates: list[int]) -> _Signs:
    markers, ages = reader.cues.markers, reader.cues.ages
    spans = [*pairwise(dates)]
    acted = sum([any(marker & _OF_POSTS for marker in markers[first + 1 : after]) for first, after in spans])
    counted, acted_upon = _are_counted(reader, dates), acted >= _OFTEN * len(spans)
    bylined = sum([markers[line] & Marker.BYLINE != 0 for line in dates]) >= _OFTEN * len(dates)
    later = _time(ages[dates[0]].age) < _time(ages[dates[-1]].age)
    spoken = _are_spoken(reader, dates)
    return _Signs(later + counted + acted_upon + bylined + spoken, counted, counted or acted_upon)


def _are_spoken(reader: Reader, dates: Sequence[int]) -> bool:
    """Whether the writers' names stand on the lines of the dates."""
    return sum(_spoken(reader, date)[1] is not None for date in dates) >= _OFTEN * len(dates)


def _spoken(reader: Reader, date: int) -> tuple[int, str | None]:
    """The writer on the line of the date or in "NAME says:" above it."""
    if date and reader.role(date - 1) is Role.SAYS:
        return date - 1, reader.words.speaker(reader.lines.texts[date - 1])
    if reader.role(date) is Role.NAMED_AGE:
        return date, reader.name_of(reader.cues.ages[date])
    return date, None


@frozen(eq=False)
class _Page:
    """The lines of a page as labels are compared."""

    reader: Reader
    folded: list[str]
    answered: frozenset[str]
    """The names that somebody answers ("@Ilse"), without case."""

    def text(self, line: int) -> str:
        return self.reader.lines.texts[line]


@frozen(eq=False)
class _Thread:
    """Dates that may each open a post."""

    page: _Page
    dates: list[int]
    labels: frozenset[str]
    """What comes again in most posts."""
    evidence: int
    counted: bool
    """Whether the posts are numbered."""

    @classmethod
    def of(cls, page: _Page, dates: list[int], signs: _Signs) -> _Thread:
        """The thread whose posts these lines date, with what speaks for it."""
        spans = [*pairwise(dates)]
        within: Counter[str] = Counter()
        for first, after in spans:
            within.update(set(page.folded[first + 1 : after]))
        del within[""]
        often = frozenset(label for label, count in within.items() if count >= max(2, _OFTEN * len(spans)))
        evidence = signs.evidence + (len(often) > 1)
        return cls(page, dates, often, evidence if signs.certain or evidence > _EVIDENCE else 0, signs.counted)

    def rank(self) -> tuple[bool, int, int]:
        """How likely these are all posts: of those that are numbered the most, else those for which the most speaks."""
        size = len(self.dates)
        return self.counted, size if self.counted else self.evidence, size

    def records(self) -> Records | None:
        """The posts, if most have a writer and a text."""
        page, dates = self.page, self.dates
        counts = Counter(page.folded)
        fixed = {label for label, count in counts.items() if count >= max(_POSTS_LEAST, len(dates) // 2)} | self.labels
        fixed.discard("")
        free = [self._is_free(line, fixed) for line in range(len(page.folded))]
        labels = self._free_no_values(free, fixed)
        writers = self._writers(fixed, labels)
        if writers is None:
            return None
        drafts = self._drafts(free, writers)
        told = sum(bool(draft.texts) for draft in drafts)
        if told < max(2, _TOLD * len(drafts)) or not drafts[0].texts:
            return None
        return Records(
            Layout.THREAD,
            [draft for draft in drafts if draft.texts],
            told / len(drafts) * (1 if self.counted else _UNCOUNTED),
        )

    def _is_free(self, line: int, fixed: set[str]) -> bool:
        """Whether the line says something of its own."""
        if self.page.folded[line] in fixed or line in self.page.reader.cues.ages:
            return False
        return self.page.reader.role(line) in (Role.TEXT, Role.SAYS)

    def _free_no_values(self, free: list[bool], fixed: set[str]) -> set[str]:
        """Take the short lines below labels for their values ("Posts", "Location"); the labels that have some."""
        values: dict[str, list[int]] = defaultdict(list)
        for line in sorted(set(range(len(free) - 1)).difference(self.dates)):
            label = self.page.folded[line]
            if label in fixed and len(label) <= _VALUE_MOST and any(map(str.isalpha, label)):
                values[label].append(line + 1)
        labels = set(self.labels)
        markers, folded = self.page.reader.cues.markers, self.page.folded
        named = {folded[line] for date in self.dates for line in (date - 1, date + 1) if 0 <= line < len(folded)}
        for label, lines in values.items():
            if label in named and label not in self.labels:
                continue  # a writer who has several posts, with a rank below the name
            if 2 * sum(bool(markers[line] & Marker.THREAD) or folded[line] in fixed for line in lines) > len(lines):
                continue  # labels stand below it: it is the name above them
            short = sum(not free[line] or len(self.page.text(line)) <= _VALUE_MOST for line in lines)
            varied = len({self.page.text(line) for line in lines}) > 1  # a writer's rank is always the same
            if varied and short >= _OFTEN * len(lines) and any(free[line] for line in lines):
                labels.add(label)
                for line in lines:
                    free[line] = False
        return labels

    def _writers(self, fixed: set[str], labels: set[str]) -> list[tuple[int, str]] | None:
        """For each post the line that names its writer, and the name; the place is the same in all of them."""
        if _are_spoken(self.page.reader, self.dates):
            return [(line, name or "") for line, name in (_spoken(self.page.reader, date) for date in self.dates)]
        heads = [range(date - 1, max(before, date - _HEAD_MOST), -1) for before, date in pairwise((-1, *self.dates))]
        places: list[tuple[float, list[int | None]]] = [
            (0.0, [date + step for date in self.dates]) for step in (1, 2, -1, -2)
        ]
        folded = self.page.folded
        places.append((0.0, [next((line for line in head if self._is_doubled(line)), None) for head in heads]))
        for label in sorted(fixed):
            if any(map(str.isalpha, label)):
                near = [next((line for line in head if folded[line] == label), None) for head in heads]
                places.append((0.0, [None if line is None else line - 1 for line in near]))
                places.append((0.0, [None if line is None else line - 2 for line in near]))
                places.append((_OF_VALUE, [None if line is None else line + 1 for line in near]))
        best, writers = _NAMED, None
        for bonus, lines in places:
            named = [self._named(line, labels) for line in lines]
            several = len({name for _, _, name in named})
            answered = sum(name.casefold() in self.page.answered for _, _, name in named)
            likely = sum(likely for likely, _, _ in named)
            score = bonus + (likely + _SEVERAL * several + _ANSWERING * answered) / len(named)
            if score > best and several > 1:
                best = score
                writers = [
                    (date if line is None else line, name)
                    for date, (_, line, name) in zip(self.dates, _without_counts(named), strict=True)
                ]
        return writers or (self._only_writer() if self.counted else None)

    def _is_doubled(self, line: int) -> bool:
        """Whether the line is said again close above, as names are below and beside pictures."""
        texts = self.page.reader.lines.texts
        return texts[line] in texts[max(0, line - _DOUBLED_NEAR) : line] and any(map(str.isalpha, texts[line]))

    def _only_writer(self) -> list[tuple[int, str]] | None:
        """The line below, or above, each date in most posts, if it is a name: somebody talks alone."""
        folded = self.page.folded
        for step in (1, -1):
            lines = [date + step for date in self.dates if 0 <= date + step < len(folded)]
            name, count = Counter(folded[line] for line in lines).most_common(1)[0]
            if count >= _OFTEN * len(self.dates) and any(likeness(self.page.text(line)) > 0 for line in lines):
                return [(line, self._name(line)) if folded[line] == name else (line, "") for line in lines]
        return None

    def _named(self, line: int | None, labels: set[str]) -> tuple[float, int | None, str]:
        """How likely a line is a name, the line, and the name; the one above it if it is a title below the name."""
        candidates = [
            (likeness(name), near, name)
            for near in (() if line is None else (line, line - 1))
            if 0 <= near < len(self.page.folded)
            and near not in self.page.reader.cues.ages
            and not self._is_label(near, labels)
            and self.page.text(near)[-1] != ":"
            and not self.page.reader.cues.markers[near] & Marker.THREAD
            and (name := self._name(near))
        ]
        likely = [candidate for candidate in candidates if candidate[0] > 0]
        found = next((each for each in likely if each[2].casefold() in self.page.answered), next(iter(likely), None))
        return found or (-0.5, None, "")

    def _is_label(self, line: int, labels: set[str]) -> bool:
        """Whether the line is a label; who is answered is none, nor a word of other digits each time ("member17")."""
        folded = self.page.folded[line]
        if self.page.text(line).casefold() in self.page.answered:
            return False
        return folded in labels and (" " in folded or "0" not in folded)

    def _name(self, line: int) -> str:
        """The name that the line may hold; the empty word if it says something else."""
        words, texts = self.page.reader.words, self.page.reader.lines.texts
        text = words.speaker(texts[line]) or texts[line].partition(_ANSWERED)[0]
        text = words.without_rank(words.bare(_NUMBER_BEFORE.sub("", undressed(text))))
        if texts[line] in (texts[near] for near in (line - 1, line + 1) if 0 <= near < len(texts)):
            text = _COUNT_BEHIND.sub("", text)
        return text

    def _drafts(self, free: list[bool], writers: list[tuple[int, str]]) -> list[Draft]:
        page, dates = self.page, self.dates
        opens = [self._opening(index, writers) for index in range(len(dates))]
        seen = Counter(page.folded)
        drafts: list[Draft] = []
        endings: set[str] = set()
        for index, date in enumerate(dates):
            writer, name = writers[index]
            last = index + 1 == len(dates)
            stop = self._end(date, free, endings) if last else opens[index + 1]
            texts = [
                line for line in range(date + 1, stop) if free[line] and line != writer and page.text(line) != name
            ]
            own = [line for line in texts if len(page.text(line)) > _VALUE_MOST or seen[page.folded[line]] < 2]
            texts = own or texts
            if texts and not last and texts[-1] + 1 < stop:
                behind = page.folded[texts[-1] + 1 : stop]
                endings.add(next((label for label in behind if label in self.labels), behind[0]))
            first, closing = min(opens[index], date), max([date, *texts])
            while last and stop < len(free) and page.reader.role(stop) is Role.ACTION:
                stop += 1
            actions = [line for line in range(closing + 1, stop) if self._is_counted_action(line)] if texts else []
            drafts.append(Draft(first, max([closing, *actions]), name or None, texts, date, actions))
        return drafts

    def _is_counted_action(self, line: int) -> bool:
        """Whether the line says how many did something with a post ("3 Likes"); numbers alone tell of its writer."""
        text = self.page.text(line)
        counted = any(map(str.isdecimal, text)) and any(map(str.isalpha, text))
        return counted and self.page.reader.role(line) is Role.ACTION

    def _opening(self, index: int, writers: list[tuple[int, str]]) -> int:
        """The line that a post begins with: its date, the name above it, or the same name at the top of the block."""
        date = self.dates[index]
        writer, name = writers[index]
        if writer > date:
            return date
        above = self.dates[index - 1] if index else -1
        first = min(date, writer)
        named = [
            line
            for line in range(max(above + 1, date - _HEAD_MOST), first)
            if name and undressed(self.page.text(line)).startswith(name)
        ]
        return named[0] if named else first

    def _end(self, date: int, free: list[bool], endings: set[str]) -> int:
        """Where the last post ends: at what ended the others, at a form or menu, or at a list of other pages."""
        reader = self.page.reader
        told = False
        for line in range(date + 1, len(free)):
            told = told or free[line]
            if told and ((self.page.folded[line] or None) in endings or reader.role(line) is Role.CHROME):
                return line
            if told and reader.cues.markers[line] & _AFTER_POSTS:
                return line
        return len(free)
