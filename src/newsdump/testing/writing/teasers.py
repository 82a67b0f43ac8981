"""Lists of other stories, and pointers to them inside a story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from attrs import evolve

from newsdump.testing.blocks import DOUBTFUL_HEADING, RELATED, RELATED_HEADING, Block, Piece, Tag, block
from newsdump.testing.grammars import Pointer, Talk, Teasers
from newsdump.testing.records import Record, Value, fields, fill
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
    tags = _tags(index, pointer.record)
    blocks = fill(pointer.record, values, tags, draft.random, own=(RELATED, index, ""))
    draft.add(*[_labelled(one) for one in blocks])


def _labelled(one: Block) -> Block:
    """A row of a label alone is a heading."""
    if len(one.pieces) == 1 and one.pieces[0].tag and one.pieces[0].tag[2] == "label":
        return evolve(one, pieces=[evolve(one.pieces[0], tag=(RELATED_HEADING, 0, ""))])
    return one


def _tags(index: int, record: Record) -> dict[str, Tag]:
    """The tags of an item's fields; the writer is its source where no outlet is printed."""
    names = ("title", "source", "age", "text", "category", "label")
    tags: dict[str, Tag] = {name: (RELATED, index, name) for name in names}
    return tags if "source" in fields(record) else tags | {"author": tags["source"]}


def write_pingbacks(draft: Draft, talk: Talk) -> None:
    """Links from elsewhere, among the comments."""
    writer = draft.writer
    for nth in range(writer.number(1, 3)):
        index = len(draft.items)
        draft.items.append(Item(None, sure=False))
        values: dict[str, Value] = {"title": writer.title(), "source": writer.outlet()}
        values["text"] = f"[...] {writer.sentence()[:80].strip()} [...]"
        values["age"] = draft.clock.print(talk.age, draft.clock.ago(talk.age))
        own = (RELATED, index, "")
        draft.add(
            *fill(talk.pingbacks, values, _tags(index, talk.pingbacks), draft.random, own=own, level=1, number=nth + 1)
        )


def write_teasers(draft: Draft, teasers: Teasers) -> None:
    """A list of other stories."""
    writer = draft.writer
    if not writer.chance(teasers.odds):
        return
    blocks: list[Block] = []
    if teasers.heading:
        tag: Tag = (RELATED_HEADING if teasers.sure else DOUBTFUL_HEADING, 0, "")
        blocks.append(block(teasers.heading, teasers.heading_kind, tag, level=teasers.level))
    count = writer.number(*teasers.size)
    own = writer.number(0, count - 1) if writer.chance(teasers.own) else -1
    titles = [draft.headline if nth == own else _title(draft, teasers) for nth in range(count)]
    first = len(draft.items)
    draft.items += [Item(_heading(teasers, nth), teasers.sure and nth != own) for nth in range(count)]
    if teasers.joint:
        row: list[Piece] = []
        for nth, title in enumerate(titles):
            row += [Piece(teasers.joint if nth else teasers.ends[0])]
            row += [Piece(title, (RELATED, first + nth, "title"), link=True)]
        blocks.append(Block("row", [*row, Piece(teasers.ends[1])], level=teasers.level))
    else:
        blocks += _rows(draft, teasers, titles, first)
    blocks += teasers.end
    draft.add(*[evolve(one, aside=one.aside or teasers.aside) for one in blocks])


def _heading(teasers: Teasers, nth: int) -> str | None:
    """What an item stands under."""
    if teasers.labels and "label" in fields(teasers.record):
        return teasers.labels[nth % len(teasers.labels)]
    return teasers.heading or None


def _rows(draft: Draft, teasers: Teasers, titles: Sequence[str], first: int) -> list[Block]:
    """The items, most of them from the newest to the oldest."""
    writer = draft.writer
    rows: list[Block] = []
    ago, step = draft.clock.ago(teasers.age), max(1, teasers.age.span // len(titles) // 2)
    for nth, title in enumerate(titles):
        ago = ago + writer.number(0, step) if writer.chance(0.7) else draft.clock.ago(teasers.age)
        values = _values(draft, teasers, title, ago) | {"total": str(len(titles))}
        values["number"] = teasers.numbers.replace("{n}", str(nth + 1))
        values["label"] = _heading(teasers, nth) or ""
        values["back"], values["on"] = ("", teasers.ends[1]) if nth else (teasers.ends[0], "")
        if teasers.dates and writer.chance(0.3):
            rows.append(Block("p", (Piece(draft.clock.print_plain(ago)),)))
        made = fill(
            teasers.record,
            values,
            _tags(first + nth, teasers.record),
            draft.random,
            own=(RELATED, first + nth, ""),
            level=teasers.level,
            number=nth + 1,
        )
        rows += [_labelled(one) for one in made]
    return rows


def _title(draft: Draft, teasers: Teasers) -> str:
    writer = draft.writer
    match teasers.titles:
        case "subjects":
            return writer.subject()
        case "products":
            return writer.product()
        case "short":
            return writer.label(1, 2)
        case "names":
            return writer.name()
        case "sections":
            return writer.topic()
        case "titles":
            made = writer.title() if writer.chance(0.7) else writer.headline()
        case _:
            made = writer.headline()
    if len(made) > 40 and writer.chance(writer.fashion.clipped):
        return made[: writer.number(24, len(made) - 6)].rstrip(" ,.:") + "…"
    return made


def _values(draft: Draft, teasers: Teasers, title: str, ago: int) -> dict[str, Value]:
    writer, names = draft.writer, fields(teasers.record)
    values: dict[str, Value] = {
        "title": Piece(title, link=True),
        "title2": Piece(title, link=True),
        "title3": Piece(title, link=True),
        "image": Piece(title, image=True),
        "age": draft.clock.print(teasers.age, ago),
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
    if teasers.titles == "short" and writer.english:
        return writer.furniture("blurbs")
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
