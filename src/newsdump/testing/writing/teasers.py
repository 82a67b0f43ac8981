"""Lists of other stories, and pointers to them inside a story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import evolve

from newsdump.testing.blocks import RELATED, RELATED_HEADING, Block, Piece, Tag
from newsdump.testing.grammars import Pointer, Teasers
from newsdump.testing.records import Value, fields, fill
from newsdump.testing.words import Writer
from newsdump.testing.writing.draft import Draft, Item


def write_pointer(draft: Draft, pointer: Pointer) -> None:
    """A pointer to another story."""
    writer, index = draft.writer, len(draft.items)
    labelled = "label" in fields(pointer.record)
    values: dict[str, Value] = {"label": pointer.label, "title": Piece(writer.headline(), link=True)}
    values |= {"category": writer.category(), "text": writer.sentence()}
    values["age"] = draft.clock.print(pointer.age, draft.clock.ago(pointer.age))
    draft.items.append(Item(pointer.label if labelled else None, pointer.sure))
    tags = _tags(index)
    blocks = fill(pointer.record, values, tags, draft.random, own=(RELATED, index, ""))
    draft.add(*[_labelled(one) for one in blocks])


def _labelled(one: Block) -> Block:
    """A row of a label alone is a heading."""
    if len(one.pieces) == 1 and one.pieces[0].tag and one.pieces[0].tag[2] == "label":
        return evolve(one, pieces=[evolve(one.pieces[0], tag=(RELATED_HEADING, 0, ""))])
    return one


def _tags(index: int) -> dict[str, Tag]:
    names = ("title", "source", "age", "text", "category", "label")
    tags: dict[str, Tag] = {name: (RELATED, index, name) for name in names}
    return tags


def write_teasers(draft: Draft, teasers: Teasers) -> None:
    """A list of other stories."""
    writer, names = draft.writer, fields(teasers.record)
    if not writer.chance(teasers.odds):
        return
    start = len(draft.blocks)
    if teasers.heading:
        tag: Tag = (RELATED_HEADING, 0, "")
        draft.add(
            draft.heading(
                teasers.heading, teasers.heading_kind, tag, marker=teasers.heading_marker, level=teasers.level
            )
        )
    ago = draft.clock.ago(teasers.age)
    count = writer.number(*teasers.size)
    own = writer.number(0, count - 1) if writer.chance(teasers.own) else -1
    titles: list[Piece] = []
    rows: list[Block] = []
    for nth in range(count):
        index = len(draft.items)
        title = draft.headline if nth == own else _title(draft, teasers)
        label = teasers.labels[nth % len(teasers.labels)] if teasers.labels else None
        heading = label if label and "label" in names else teasers.heading or None
        draft.items.append(Item(heading, teasers.sure and nth != own))
        if teasers.joint:
            titles += [Piece(teasers.joint)] * bool(titles) + [Piece(title, (RELATED, index, "title"), link=True)]
            continue
        ago = (
            ago + writer.number(0, max(1, teasers.age.span // count // 2))
            if writer.chance(0.7)
            else draft.clock.ago(teasers.age)
        )
        values = _values(draft, teasers, title, nth, ago)
        if label:
            values["label"] = label
        if teasers.dates and writer.chance(0.3):
            rows.append(Block("p", (Piece(draft.clock.print_plain(ago)),)))
        blocks = fill(
            teasers.record,
            values,
            _tags(index),
            draft.random,
            own=(RELATED, index, ""),
            level=teasers.level,
            number=nth + 1,
        )
        rows += [_labelled(one) for one in blocks]
    if titles:
        rows.append(Block("row", titles, level=teasers.level))
    draft.add(*rows, *teasers.end)
    if teasers.aside:
        draft.blocks[start:] = [evolve(one, aside=True) for one in draft.blocks[start:]]


def _title(draft: Draft, teasers: Teasers) -> str:
    writer = draft.writer
    match teasers.titles:
        case "subjects":
            return writer.subject()
        case "products":
            return writer.product()
        case "short":
            return writer.label(1, 3)
        case "sections":
            return writer.topic()
        case "titles":
            made = writer.title() if writer.chance(0.7) else writer.headline()
        case _:
            made = writer.headline()
    if len(made) > 40 and writer.chance(writer.fashion.clipped):
        return made[: writer.number(24, len(made) - 6)].rstrip(" ,.:") + "…"
    return made


def _values(draft: Draft, teasers: Teasers, title: str, nth: int, ago: int) -> dict[str, Value]:
    writer, names = draft.writer, fields(teasers.record)
    values: dict[str, Value] = {
        "title": Piece(title, link=True),
        "title2": Piece(title, link=True),
        "title3": Piece(title, link=True),
        "image": Piece(title, image=True),
        "age": draft.clock.print(teasers.age, ago),
        "number": teasers.numbers.replace("{n}", str(nth + 1)),
    }
    if "source" in names or "source2" in names:
        values["source"] = writer.pick(teasers.sources) if teasers.sources else writer.handle()
        values["source2"] = values["source"]
    if "text" in names:
        values["text"] = _teaser(draft, teasers)
    if "category" in names:
        values["category"] = writer.pick(teasers.categories) if teasers.categories else writer.topic()
    if "started" in names:
        values["started"] = draft.clock.print(teasers.age, ago + writer.number(10, 90000))
    if "host" in names:
        values["host"] = teasers.host or writer.furniture("hosts")
    if "credit" in names:
        values["credit"] = writer.place(teasers.credit or "{N}")
    return values | {name: _SMALL_FIELDS[name](writer) for name in names if name in _SMALL_FIELDS}


def _teaser(draft: Draft, teasers: Teasers) -> str:
    writer = draft.writer
    text = writer.paragraph(*teasers.text)
    if teasers.cut and len(text) > teasers.cut:
        text = text[: teasers.cut].rsplit(" ", 1)[0].rstrip(" ,.") + writer.pick(("…", "...", " […]", " [...]"))
    return text


def _count(writer: Writer) -> str:
    return str(int(writer.random.random() ** 2 * 140))


def _views(writer: Writer) -> str:
    views = int(10 ** (1 + 4 * writer.random.random()))
    return f"{views:,}" if views < 10000 else f"{views // 1000}K"


def _name(writer: Writer) -> str:
    return writer.person() if writer.chance(0.6) else writer.handle()


def _price(writer: Writer) -> str:
    return f"{writer.pick('£$€')}{writer.number(3, 400)}.{writer.pick(('00', '49', '99', '95'))}"


_SMALL_FIELDS: Final[dict[str, Callable[[Writer], str]]] = {
    "author": _name,
    "last": _name,
    "comments": _count,
    "replies": _count,
    "votes": _count,
    "views": _views,
    "points": _views,
    "minutes": lambda writer: str(writer.number(2, 14)),
    "duration": lambda writer: f"{writer.number(0, 14)}:{writer.number(0, 59):02}",
    "price": _price,
    "oldprice": _price,
    "stars": lambda writer: f"{writer.number(3, 5)}.{writer.number(0, 9)} out of 5",
    "badge": lambda writer: writer.furniture("live_words"),
    "live": lambda writer: writer.furniture("live_words"),
    "prefix": lambda writer: writer.furniture("live_words"),
    "pages": lambda writer: f"1 2 3 … {writer.number(4, 60)}",
    "initial": lambda writer: writer.pick("ABCDEFGHJKLMNOPRSTUVW"),
    "reputation": lambda writer: str(writer.number(1, 9000)),
    "arrow": lambda _: "←",
}
"""What stands in the small fields around a title."""
