"""Comments, posts and answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from attrs import evolve

from newsdump.testing.blocks import COMMENT, COMMENT_HEADING, COMMENT_STATE, Block, Piece, Tag, block
from newsdump.testing.grammars import Talk
from newsdump.testing.records import Record, Value, fields, fill
from newsdump.testing.times import month_year
from newsdump.testing.words import Writer
from newsdump.testing.writing.draft import Draft
from newsdump.testing.writing.speech import speech
from newsdump.testing.writing.teasers import write_pingbacks

_NESTED: Final = frozenset({"indent", "level", "path", "arrow"})
"""Marks of answers that stand below what they answer."""


def write_talk(draft: Draft, talk: Talk) -> None:
    """The comments of a page, or what it says in place of them."""
    if draft.outcome == "absent":
        return
    if draft.outcome == "present":
        _Conversation(draft, talk).write()
        return
    alone, closed = draft.outcome == "alone", draft.outcome == "closed"
    draft.state = "closed" if closed else "empty"
    text = talk.alone if alone else talk.closing if closed else talk.empty
    number = draft.told if alone else 0
    if talk.heading and not (alone and text):
        _heading(draft, talk, number)
    if text:
        tag: Tag = (COMMENT_HEADING if alone else COMMENT_STATE, 0, "")
        if "{n}" in text:
            draft.count = number
        draft.add(block(text.replace("{n}", str(number)), "p", tag))
    if not alone and not closed:
        draft.add(*talk.form)


def _heading(draft: Draft, talk: Talk, number: int) -> None:
    writer = draft.writer
    if "{n}" in talk.heading:
        draft.count = number
    text = writer.place(talk.heading, n=str(number), T=draft.headline)
    draft.add(Block(talk.heading_kind, (Piece(text, (COMMENT_HEADING, 0, "")),), level=talk.level))


def _tags(index: int) -> dict[str, Tag]:
    """The tags of the fields of a comment."""
    tags: dict[str, Tag] = {field: (COMMENT, index, field) for field in ("author", "age", "text")}
    return tags | {"handle": tags["author"]}


_FOOT: Final[Tag] = ("quote foot", 0, "")
"""The tag of a button in a quote, which is no text."""
_PROFILE: Final = frozenset(
    ("rank", "badge", "joined", "posts", "points", "town", "location", "signature", "avatar", "gender", "reputation")
)
"""The small fields that are the same in all posts of an author."""


class _Conversation:
    """The comments of one page."""

    def __init__(self, draft: Draft, talk: Talk) -> None:
        self.draft, self.talk, self.writer = draft, talk, draft.writer
        self.count = draft.told
        self.marks = tuple(mark for mark in talk.marks if mark != "indent" or draft.grammar.form.indent)
        self.names: list[str] = []
        self.texts: list[Sequence[Block]] = []
        self.depths: list[int] = []
        self.parents: list[int | None] = []
        self.paths: list[str] = []
        self.threaded = draft.grammar.kind in {"thread", "thread page", "link"}
        """Whether the subjects of all are the thread's."""
        self.first = self.writer.number(*talk.first)
        self.profiles: dict[str, dict[str, str]] = {}
        """What each author's posts share, by the name."""
        self.indices: list[int] = []
        """The index of each on the page."""
        self.minutes = draft.clock.ago(talk.age)
        """How long ago the next one was written: a conversation goes on from the first."""
        self.crowd = [self._name() for _ in range(max(2, self.count * 2 // 3))] if talk.replies else []

    def write(self) -> None:
        """All of them, with heading and form."""
        draft, talk, writer = self.draft, self.talk, self.writer
        draft.state = "closed" if writer.chance(talk.closed) else "present"
        if talk.opening:
            self._opening()
        if talk.remarks and talk.opening and writer.chance(0.5):
            self._remarks(None)
        if talk.heading:
            more = writer.number(1, 400) if writer.chance(talk.more) else 0
            _heading(draft, talk, self.count + more)
        if draft.state == "closed" and talk.closing and writer.chance(0.5):
            draft.add(block(talk.closing, "p", (COMMENT_STATE, 0, "")))
            closing = ""
        else:
            closing = talk.closing if draft.state == "closed" else ""
        if draft.state == "closed" and not talk.closing:
            draft.state = "present"
        draft.add(*talk.top, *(talk.form if talk.form_first else ()))
        for nth in range(self.count):
            self._one(nth)
            if talk.advert and writer.chance(0.06):
                draft.add(block(talk.advert))
        if closing:
            draft.add(block(closing, "p", (COMMENT_STATE, 0, "")))
        if talk.pingbacks:
            write_pingbacks(draft, talk)
        draft.add(*talk.bottom, *(() if talk.form_first or draft.state == "closed" else talk.form))

    def _opening(self) -> None:
        """The first post, which is the story."""
        draft, talk = self.draft, self.talk
        self.minutes = max(self.minutes, draft.minutes)
        text = draft.story(speech(self.writer, talk.texts, opening=True))
        tags: dict[str, Tag] = {"author": ("author", 0, ""), "age": ("published", 0, "")}
        if talk.titled:
            tags["subject"] = ("title", 0, "")
        values = self._values(talk.opening, draft.author, text, draft.clock.print(talk.age, self.minutes))
        values["number"] = "1"
        draft.add(*fill(talk.opening, values, tags, draft.random, level=talk.level, number=1))

    def _name(self) -> str:
        writer = self.writer
        match self.talk.names:
            case "handles":
                return writer.handle()
            case "people":
                return writer.person()
            case "short":
                return writer.first_name() + writer.pick(
                    ("", "", f" {writer.pick('ABCDGKLMRST')}.", str(writer.number(1, 99)))
                )
            case "addresses":
                return f"http://{writer.handle().lower().replace(' ', '')}.example/ {writer.person()}"
        kind = writer.random.random()
        if kind < 0.1:
            return writer.pick(("Anonymous", "Guest", "admin", f"anon{writer.number(10, 9999)}", "Anonym"))
        if kind < 0.5:
            return writer.handle()
        return writer.person() if kind < 0.8 else writer.first_name()

    def _parent(self, nth: int) -> tuple[int | None, int]:
        """Whom a comment answers, and how deep it stands."""
        talk, writer = self.talk, self.writer
        if not nth or not self.marks or not writer.chance(talk.replies):
            return None, 0
        if _NESTED.intersection(self.marks):
            depth = writer.number(1, min(self.depths[-1] + 1, talk.deepest))
            return next(at for at in range(nth - 1, -1, -1) if self.depths[at] == depth - 1), depth
        parent = nth - 1 - int(min(nth, 8) * writer.random.random() ** 2)
        name = self.names[parent]
        return max(at for at in range(nth) if self.names[at] == name), 0

    def _one(self, nth: int) -> None:
        draft, talk, writer = self.draft, self.talk, self.writer
        parent, depth = self._parent(nth)
        name = self._name() if not self.crowd or writer.chance(0.3) else writer.pick(self.crowd)
        if parent is not None and name == self.names[parent]:
            name = self._name()
        text = speech(writer, talk.texts)
        text, parent = self._marked(text, parent)
        self.minutes = max(1, self.minutes - writer.number(0, max(1, self.minutes // 3)))
        index = len(draft.parents)
        draft.parents.append(None if parent is None else self.indices[parent])
        self.indices.append(index)
        self.names.append(name)
        self.texts.append(text)
        self.depths.append(depth)
        self.parents.append(parent)
        values = self._values(talk.record, name, text, draft.clock.print(talk.age, self.minutes))
        values |= self._answer_values(nth, parent, depth)
        tags = _tags(index)
        level = talk.level + (depth if "indent" in talk.marks else 0)
        blocks = fill(
            talk.record, values, tags, draft.random, own=(COMMENT, index, ""), level=level, number=nth + self.first
        )
        draft.add(*blocks)
        if talk.remarks and writer.chance(0.45):
            self._remarks(index)

    def _marked(self, text: list[Block], parent: int | None) -> tuple[list[Block], int | None]:
        """*text* with the quote or the name of whom it answers; no parent if nothing shows it."""
        talk, writer = self.talk, self.writer
        if parent is None:
            return text, None
        shown = bool(_NESTED.intersection(self.marks)) or ("row" in self.marks and "parent" in fields(talk.record))
        if "quote" in self.marks and (not shown or writer.chance(0.3)):
            said = [one for one in self.texts[parent] if one.kind != "quote" and not one.marker]
            if said:
                head = talk.quote_head.replace("{parent}", self.names[parent]).replace("{age}", self._quoted_age())
                quote = [evolve(one, kind=talk.quote_kind, level=one.level + 1) for one in said[:3]]
                quote = quote if talk.quote_kind == "quote" else [evolve(one, level=0) for one in quote]
                foot = [block(talk.quote_foot, tag=_FOOT)] * bool(talk.quote_foot)
                return [*([block(head)] * bool(head)), *quote, *foot, *text], parent
        if "at" in self.marks and (not shown or writer.chance(0.3)):
            lead = Piece(f"@{self.names[parent]}{writer.pick((' ', ', ', ': '))}")
            return [evolve(text[0], pieces=[lead, *text[0].pieces]), *text[1:]], parent
        return text, parent if shown else None

    def _quoted_age(self) -> str:
        return self.draft.clock.print(self.talk.age, self.minutes)

    def _answer_values(self, nth: int, parent: int | None, depth: int) -> dict[str, Value]:
        talk = self.talk
        siblings = sum(1 for other in self.parents if other == parent)
        path = f"{self.paths[parent]}.{siblings}" if parent is not None and depth else str(siblings + self.first - 1)
        self.paths.append(path)
        values: dict[str, Value] = {"depth": str(depth + 1), "arrow": "↳ " * depth}
        values["number"] = path if "path" in self.marks else str(nth + self.first + bool(talk.opening))
        if parent is not None:
            values["parent"] = talk.reply_head.replace("{parent}", self.names[parent]) or self.names[parent]
        return values

    def _remarks(self, answer: int | None) -> None:
        """Short comments under an answer, or under the question."""
        draft, talk, writer = self.draft, self.talk, self.writer
        age = talk.remarks_age or talk.age
        said: list[tuple[str, int]] = []
        for nth in range(writer.number(1, 4)):
            index, name, parent = len(draft.parents), self._name(), answer
            text = [block(writer.remark().split("\n")[0])]
            if said and writer.chance(0.3):
                other, parent = writer.pick(said)
                parent = max(at for told, at in said if told == other)
                text = [evolve(text[0], pieces=[Piece(f"@{other} "), *text[0].pieces])]
            draft.parents.append(parent)
            said.append((name, index))
            values: dict[str, Value] = {"author": name, "text": text, "votes": str(writer.number(1, 40))}
            values["age"] = draft.clock.print(age, max(1, self.minutes - writer.number(0, self.minutes)))
            tags = _tags(index)
            draft.add(
                *fill(
                    talk.remarks, values, tags, draft.random, own=(COMMENT, index, ""), level=talk.level, number=nth + 1
                )
            )

    def _values(self, rows: Record, name: str, text: Sequence[Block], age: str) -> dict[str, Value]:
        values: dict[str, Value] = {
            "author": name,
            "author2": name,
            "handle": "@" + name.replace(" ", ""),
            "text": text,
            "age": age,
            "age2": age,
            "total": str(self.count + bool(self.talk.opening)),
            "subject": self.draft.headline,
        }
        kept = self.profiles.setdefault(name, {})
        for field in fields(rows):
            if field in _SMALL_FIELDS:
                made = kept.get(field) or _SMALL_FIELDS[field](self.writer, self.talk, name)
                values[field] = made
                if field in _PROFILE:
                    kept[field] = made
        if "subject" in fields(rows) and not self.threaded and self.writer.chance(0.8):
            values["subject"] = self.writer.words(1, 5)
        return values


def _small(writer: Writer) -> str:
    return str(int(writer.random.random() ** 3 * 90))


def _large(writer: Writer) -> str:
    return f"{int(10 ** (4.5 * writer.random.random())):,}"


def _one_of(writer: Writer, pool: Sequence[str]) -> str:
    return writer.pick(pool) if pool else ""


_SMALL_FIELDS: Final[dict[str, Callable[[Writer, Talk, str], str]]] = {
    "votes": lambda writer, _, __: _small(writer),
    "votes2": lambda writer, _, __: _small(writer),
    "replies": lambda writer, _, __: _small(writer),
    "posts": lambda writer, _, __: _large(writer),
    "reputation": lambda writer, _, __: _large(writer),
    "points": lambda writer, _, __: str(writer.number(-3, 300)),
    "joined": lambda writer, _, __: month_year(writer),
    "rank": lambda writer, talk, _: _one_of(writer, talk.ranks),
    "badge": lambda writer, talk, _: _one_of(writer, talk.badges),
    "signature": lambda writer, talk, _: _one_of(writer, talk.signatures),
    "town": lambda writer, _, __: writer.town(),
    "location": lambda writer, _, __: writer.town(),
    "initial": lambda _, __, name: name[:1].upper(),
    "avatar": lambda writer, _, name: writer.pick((name, "avatar", f"{name}'s avatar")),
    "fans": lambda writer, _, __: ", ".join(writer.handle() for _ in range(writer.number(1, 3))),
    "person": lambda writer, _, __: writer.person(),
    "score": lambda writer, _, __: str(writer.number(0, 5)),
    "quality": lambda writer, _, __: writer.furniture("qualities"),
    "id": lambda writer, _, __: str(writer.number(1000, 9999999)),
    "id2": lambda writer, _, __: str(writer.number(1000, 9999999)),
    "gender": lambda writer, _, __: writer.pick("mf"),
    "ip": lambda writer, _, __: f"{writer.number(11, 219)}.{writer.number(1, 250)}.*.*",
    "host": lambda writer, talk, _: talk.host or writer.furniture("hosts"),
    "edited": lambda writer, _, name: (
        f"Last edited by {name} on {month_year(writer)}, edited {writer.number(1, 4)} times."
    ),
    "edit": lambda writer, _, __: f"edited {month_year(writer)}",
    "continue": lambda _, __, ___: "Continue this thread",
    "expand": lambda _, __, ___: "Expand full comment",
    "reviews": lambda writer, _, __: str(writer.number(1, 60)),
}
"""What stands in the small fields around a comment, by writer, grammar and the author's name."""
