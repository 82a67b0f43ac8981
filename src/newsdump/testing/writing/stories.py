"""Heads and bodies of stories, and what stands at their ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import evolve

from newsdump.testing.blocks import Block, Piece, Tag, block
from newsdump.testing.grammars import Bio, Body, Head, Tags, TitleRow
from newsdump.testing.records import fields, fill
from newsdump.testing.words import Writer
from newsdump.testing.writing.draft import Draft
from newsdump.testing.writing.teasers import write_pointer, write_teasers

_LINKED_LEAST: Final = 12
"""Words of a paragraph that has a link inside."""
_LISTED_LEAST: Final = 3
"""Fewer subheadings have no table of contents."""
_TITLE: Final[Tag] = ("title", 0, "")
_HEAD_TAGS: Final[dict[str, Tag]] = {
    "title": _TITLE,
    "author": ("author", 0, ""),
    "second": ("author", 1, ""),
    "published": ("published", 0, ""),
    "age0": ("published", 0, ""),
    "modified": ("modified", 0, ""),
    "age1": ("modified", 0, ""),
    "town": ("dateline", 0, ""),
    "kicker": ("kicker", 0, ""),
}


def write_title_row(draft: Draft, row: TitleRow) -> None:
    """The document's title; the page's own only if no other is printed."""
    before, title, after = row.pattern.partition("{title}")
    headline = Piece(draft.headline if title else "", ("document title", 0, ""))
    draft.add(Block("row", (Piece(before), headline, Piece(after)), whole=True))


def write_head(draft: Draft, head: Head) -> None:
    """Title, byline, dates."""
    writer, names = draft.writer, fields(head.record)
    minutes = draft.minutes
    values = {
        "title": draft.headline,
        "published": draft.clock.print(head.age, minutes),
        "age0": draft.clock.print(head.age, minutes),
        "category": writer.category(),
        "minutes": str(writer.number(2, 14)),
        "share": " ".join(head.shares),
    }
    if not writer.chance(head.anonymous):
        values["author"] = draft.author
    if head.names > 1:
        values["second"] = writer.person()
    if minutes > 1:
        late = max(1, minutes - writer.number(1, 3000))
        values["modified"] = draft.clock.print(head.modified, late)
        values["age1"] = values["modified"]
    values |= {name: _HEAD_VALUES[name](draft) for name in names if name in _HEAD_VALUES}
    tags = _HEAD_TAGS if head.titled else {name: tag for name, tag in _HEAD_TAGS.items() if name != "title"}
    if "standfirst" in names:
        tags = tags | {"standfirst": draft.line_tag("standfirst")}
    if head.counted:
        tags = tags | {"count": ("count", 0, ""), "replies": ("count", 0, "")}
    blocks = fill(head.record, values, tags, draft.random)
    if head.doubled:
        draft.add(block(draft.headline))
    draft.add(*blocks)


_HEAD_VALUES: Final[dict[str, Callable[[Draft], str]]] = {
    "standfirst": lambda draft: draft.writer.sentence(),
    "kicker": lambda draft: draft.writer.category(),
    "town": lambda draft: draft.writer.theme.town,
    "source": lambda draft: draft.grammar.site,
    "job": lambda draft: draft.writer.furniture("jobs") if draft.writer.english else draft.writer.label(1, 2),
    "count": lambda draft: str(draft.told),
    "replies": lambda draft: str(draft.told),
    "starter": lambda draft: draft.author,
    "started": lambda draft: draft.clock.print_plain(draft.minutes),
    "last": lambda draft: draft.clock.print_plain(1),
    "host": lambda draft: draft.writer.furniture("hosts"),
    "department": lambda draft: draft.writer.furniture("departments"),
    "pages": lambda draft: str(draft.writer.number(1, 40)),
    "page": lambda _: "1",
    "votes": lambda draft: str(draft.writer.number(2, 900)),
    "points": lambda draft: str(draft.writer.number(2, 900)),
    "views": lambda draft: str(draft.writer.number(2, 9000)),
    "posts": lambda draft: str(draft.writer.number(2, 900)),
}


def write_body(draft: Draft, body: Body) -> None:
    """The text of a story, with what is put into it."""
    writer = draft.writer
    lines = draft.story(_FORMS[body.form](writer, body))
    town = writer.theme.town
    if body.dateline and lines and not lines[0].kind.startswith("h"):
        lead = body.dateline.replace("{town}", town).replace("{TOWN}", town.upper())
        tag = lines[0].pieces[0].tag
        at = lead.upper().find(town.upper())
        place = Piece(lead[at : at + len(town)], ("dateline", 0, ""))
        pieces = (Piece(lead[:at], tag), place, Piece(lead[at + len(town) :], tag), *lines[0].pieces)
        lines[0] = evolve(lines[0], pieces=pieces)
    if body.contents:
        _write_contents(draft, body, [line.text for line in lines if line.kind.startswith("h")])
    at = writer.number(0, max(0, len(lines) - 2))
    for nth, line in enumerate(lines):
        draft.add(evolve(line, tight=nth > 0 and (line.tight or body.tight)))
        if nth == len(lines) - 1:
            break
        if lines[nth + 1].marker or lines[nth + 1].kind in {"code", "cell"}:
            continue
        if body.caption and writer.chance(body.captions):
            text = f"{writer.sentence()} {writer.place(body.caption)}"
            draft.add(block(text, tag=draft.line_tag("caption")))
        if body.advert and writer.chance(body.adverts):
            draft.add(block(body.advert))
        if body.inset and nth == at:
            write_teasers(draft, body.inset)
        if body.pointer and writer.chance(body.pointer.odds):
            write_pointer(draft, body.pointer)
    if body.references:
        _write_references(draft, body)
    if body.end and writer.chance(0.6):
        draft.add(block(writer.place(body.end), "p", draft.line_tag("caption")))


def _write_contents(draft: Draft, body: Body, headings: list[str]) -> None:
    """A table of the story's subheadings: it counts neither way."""
    if len(headings) < _LISTED_LEAST:
        return
    marker = draft.writer.pick(("*", "1.", ""))
    draft.add(block(body.contents, body.heading, draft.line_tag("caption")))
    for nth, heading in enumerate(headings, 1):
        mark = f"{nth}." if marker == "1." else marker
        draft.add(block(heading, tag=draft.line_tag("caption"), level=1 * bool(marker), marker=mark))


def _write_references(draft: Draft, body: Body) -> None:
    """The sources of a story: they count neither way."""
    writer = draft.writer
    draft.add(block(body.references, body.heading, draft.line_tag("caption")))
    for nth in range(1, writer.number(3, 14)):
        name, year, page = writer.person(), writer.number(1950, 2024), writer.number(1, 900)
        text = f"{name} ({year}). {writer.headline()}. {writer.outlet()}, {page}–{page + writer.number(1, 40)}."
        draft.add(block(text, tag=draft.line_tag("caption"), level=1, marker=f"{nth}."))


def _paragraph(writer: Writer, body: Body) -> Block:
    text = writer.paragraph(*body.sentences)
    if not writer.chance(body.links):
        return block(text, "p")
    words = text.split(" ")
    if len(words) < _LINKED_LEAST:
        return block(text, "p")
    at = writer.number(2, len(words) - 6)
    end = at + writer.number(1, 4)
    inner = Piece(" ".join(words[at:end]), link=True)
    return Block("p", (Piece(" ".join(words[:at]) + " "), inner, Piece(" " + " ".join(words[end:]))))


def _prose(writer: Writer, body: Body) -> list[Block]:
    lines = []
    for nth in range(writer.number(*body.size)):
        quote = nth and writer.chance(body.quotes)
        lines.append(block(writer.sentence(), "quote") if quote else _paragraph(writer, body))
    return lines


def _sections(writer: Writer, body: Body) -> list[Block]:
    lines = []
    for nth in range(writer.number(*body.size)):
        if nth and writer.chance(0.4):
            lines.append(block(writer.subheading(), body.heading))
        lines.append(_paragraph(writer, body))
        if writer.chance(0.12):
            lines += _entries(writer)
    return lines


def _entries(writer: Writer) -> list[Block]:
    """A list inside a story: of sentences, of short things, of terms with their text."""
    kind = writer.pick(("sentences", "things", "things", "terms", "figures", "goods"))
    marker = writer.pick(("*", "*", "*", "1.", ""))
    entries = []
    for nth in range(1, writer.number(3, 10) + 1):
        match kind:
            case "things":
                text = writer.product() if writer.chance(0.4) else writer.words(1, 7)
            case "goods":
                price = writer.number(3, 300)
                text = f"{writer.product()} {writer.pick(('for', '–', ':'))} ${price}.99 (list price ${price + 9}.99)"
            case "terms":
                text = f"{writer.label(1, 3)}: {writer.sentence()}"
            case "figures":
                text = f"{writer.label(1, 3)}: {writer.number(1, 900)}"
            case _:
                text = writer.sentence()
        mark = f"{nth}." if marker == "1." else marker
        entries.append(block(text[:1].upper() + text[1:], level=1 * bool(marker), marker=mark))
    return entries


def _list(writer: Writer, body: Body) -> list[Block]:
    numbered, lines = writer.chance(0.6), [_paragraph(writer, body)]
    for nth in range(writer.number(*body.size)):
        name = writer.title() if writer.english and writer.chance(0.5) else writer.label(1, 5)
        lines.append(block(f"{nth + 1}. {name}" if numbered else name, body.heading))
        lines += [_paragraph(writer, body) for _ in range(writer.number(1, 2))]
        if writer.chance(0.15):
            lines += _entries(writer)
    return lines


def _interview(writer: Writer, body: Body) -> list[Block]:
    lines = [_paragraph(writer, body)]
    name = writer.theme.person.split()[-1]
    lead = writer.pick(("", "– ", f"{name}: ", "A: "))
    for _ in range(writer.number(*body.size)):
        lines.append(block(writer.sentence().rstrip(".。") + "?", "p"))
        lines.append(block(lead + writer.paragraph(*body.sentences), "p"))
    return lines


def _recipe(writer: Writer, body: Body) -> list[Block]:
    lines = [_paragraph(writer, body) for _ in range(writer.number(1, 3))]
    if not writer.english:
        entries = [writer.words(1, 4) for _ in range(writer.number(4, 12))]
        steps = [writer.sentence() for _ in range(writer.number(3, 8))]
    else:
        entries = [writer.fill(writer.furniture("ingredients")) for _ in range(writer.number(4, 12))]
        steps = [writer.fill(writer.furniture("steps")) for _ in range(writer.number(3, 8))]
    lines.append(block("Ingredients" if writer.english else writer.label(1, 2), body.heading))
    lines += [block(entry, marker="*", level=1) for entry in entries]
    lines.append(block("Method" if writer.english else writer.label(1, 2), body.heading))
    lines += [block(step, marker=f"{nth}.", level=1) for nth, step in enumerate(steps, 1)]
    return lines


def _code(writer: Writer, body: Body) -> list[Block]:
    lines = []
    for nth in range(writer.number(*body.size)):
        lines.append(_paragraph(writer, body))
        if nth and writer.chance(0.2):
            lines.append(block(writer.subheading(), body.heading))
        if writer.chance(0.5):
            lines += [block(writer.furniture("codes"), "code") for _ in range(writer.number(1, 8))]
    return lines


def _table(writer: Writer, body: Body) -> list[Block]:
    lines = [_paragraph(writer, body) for _ in range(writer.number(*body.size))]
    width = writer.number(2, 5)
    rows = [Block("cell", [Piece(writer.label(1, 2)) for _ in range(width)])]
    for _ in range(writer.number(3, 14)):
        numbers = [Piece(str(writer.number(0, 900))) for _ in range(width - 1)]
        rows.append(Block("cell", [Piece(writer.town()), *numbers]))
    at = writer.number(1, len(lines))
    return lines[:at] + rows + lines[at:]


def _ticker(writer: Writer, body: Body) -> list[Block]:
    lines, minute = [], writer.number(1000, 1400)
    pattern = writer.pick(("{:02}:{:02}", "{}h{:02}", "{:02}.{:02}", "{:02}:{:02} Uhr", "{}:{:02}"))
    glued = writer.pick((None, " ", " – ", ": ", " | "))
    for _ in range(writer.number(*body.size)):
        minute = max(0, minute - writer.number(1, 60))
        time, title = pattern.format(minute // 60, minute % 60), writer.headline(writer.theme)
        heads = [time, title] if glued is None else [f"{time}{glued}{title}"]
        lines += [block(head, "p" if glued is None else body.heading) for head in heads]
        lines += [_paragraph(writer, body) for _ in range(writer.number(1, 3))]
    return lines


def _poem(writer: Writer, body: Body) -> list[Block]:
    lines = []
    for nth in range(writer.number(*body.size) * 4):
        text = writer.furniture("verses") if writer.english else writer.words(2, 5)
        lines.append(evolve(block(text, "row" if nth % 4 else "p"), tight=nth % 4 > 0))
    return lines


def _social(writer: Writer, body: Body) -> list[Block]:
    lines = [_paragraph(writer, body) for _ in range(writer.number(*body.size))]
    tags = " ".join("#" + writer.words(1, 1) for _ in range(writer.number(1, 4)))
    return [*lines, block(tags, "p")] if writer.chance(0.4) else lines


_FORMS: Final[dict[str, Callable[[Writer, Body], list[Block]]]] = {
    "prose": _prose,
    "sections": _sections,
    "list": _list,
    "interview": _interview,
    "recipe": _recipe,
    "code": _code,
    "table": _table,
    "ticker": _ticker,
    "poem": _poem,
    "social": _social,
}
BODY_FORMS: Final = tuple(_FORMS)


def write_tags(draft: Draft, tags: Tags) -> None:
    """The topics of a story."""
    writer = draft.writer
    names = [writer.label(1, 2) if writer.chance(0.6) else writer.topic() for _ in range(writer.number(2, 8))]
    if tags.joint:
        lead = f"{tags.heading} " if tags.heading else ""
        draft.add(Block("p", (Piece(lead + tags.joint.join(names)),), aside=True))
        return
    if tags.heading:
        draft.add(Block("h4", (Piece(tags.heading),), aside=True))
    draft.add(
        *[Block("row", (Piece(name, link=True),), 1 * bool(tags.marker), tags.marker, aside=True) for name in names]
    )


def write_bio(draft: Draft, bio: Bio) -> None:
    """Some lines on the writer."""
    writer, name = draft.writer, draft.author
    sentence = writer.sentence()
    draft.add(Block(bio.kind, (Piece(bio.lead), Piece(name, ("bio", 0, ""))), aside=True, whole=True))
    draft.add(Block("p", (Piece(f"{name}{writer.joint}{sentence[:1].lower()}{sentence[1:]}"),), aside=True))
    draft.add(*bio.end)
