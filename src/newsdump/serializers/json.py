r"""JSON: everything that a page holds, and back without loss.

The names are those of the model. A span is a pair `[start, end]`, a time an ISO 8601 string, and what can be derived
stands beside what was said: the `text` of an article, the `earliest` and `latest` moment that an age can mean.
`loads` leaves what is derived aside. The schema ships as `data/page.schema.json` (see `schema`).

Any `str` survives, lone surrogates too: they are written as escapes. Where a text holds a high and a low surrogate
next to each other, which JSON cannot tell from the one character that they stand for, the object says
`"surrogates": "apart"`, and every escape is one code point.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from importlib.resources import files
from typing import Any, Final, cast

import regex
from attrs import fields

from newsdump.ages import Age, Moment
from newsdump.errors import FormatError
from newsdump.model import Article, ArticleSpans, Comment, Page, RelatedItem, RelatedSpans
from newsdump.serializers.dates import window
from newsdump.serializers.structuring import structure
from newsdump.spans import Span

FORMAT: Final = "newsdump/1"
"""What the key `format` says; the number changes when older readers would go wrong."""

_FIELDS: Final[dict[type, tuple[str, ...]]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in (ArticleSpans, RelatedSpans)
}
"""The names of the fields that have spans."""
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(", ", ": "))
_WIDTH: Final = 100
_SURROGATE: Final = regex.compile("[\ud800-\udfff]")
_PAIR: Final = regex.compile("[\ud800-\udbff][\udc00-\udfff]")
_ESCAPED_PAIR: Final = regex.compile(
    r"""
    (?<!\\)(?:\\\\)*\K            # an even number of backslashes: what follows is an escape
    (\\u[dD][89abAB][\da-fA-F]{2})
    \\u([dD][c-fC-F][\da-fA-F]{2})
    """,
    regex.VERBOSE,
)


def dumps(page: Page, *, pretty: bool = False) -> str:
    """*page* as JSON on one line, or set out to be read with *pretty*."""
    return without_surrogates(_set_out(to_dict(page)) if pretty else one_line(page))


def one_line(page: Page) -> str:
    """*page* on one line, surrogates and all: what `dumps` and `newsdump.serializers.jsonl` make sound."""
    return _ENCODER.encode(to_dict(page))


def loads(text: str | bytes) -> Page:
    """The page that `dumps` wrote.

    Keys that are not of the model are left aside, so that pages of a later version and those that carry keys of yours
    can be read.

    Raises:
        FormatError: *text* is no JSON or no page; the message says where.

    >>> loads('{"format": "newsdump/1", "text": 3}')
    Traceback (most recent call last):
    newsdump.errors.FormatError: $.text: expected a string, got 3
    """
    try:
        tree = _decode(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"not valid JSON: {error}") from None
    return from_dict(tree)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `dumps` writes.

    >>> schema()["title"]
    'A page read by newsdump'
    """
    source = files("newsdump").joinpath("data", "page.schema.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(source))


def from_dict(tree: object) -> Page:
    """The page that `to_dict` took apart.

    Raises:
        FormatError: *tree* is no page; the message says where.
    """
    if isinstance(tree, dict) and tree.get("format", FORMAT) != FORMAT:
        raise FormatError(f"$.format: expected {FORMAT!r}, got {tree['format']!r}")
    return structure(Page, tree)


def to_dict(page: Page) -> dict[str, Any]:
    """*page* as dicts, lists, strings and numbers: what `dumps` writes.

    Written by hand, as one pass over the page: writing must stay cheap beside parsing.
    """
    at = page.captured_at
    tree: dict[str, Any] = {
        "format": FORMAT,
        "url": page.url,
        "captured_at": None if at is None else at.isoformat(),
        "language": page.language,
        "profile": page.profile,
        "article": None if page.article is None else _article(page.article, at),
        "comments_state": page.comments_state.value,
        "comment_count": page.comment_count,
        "comments": [_comment(comment, at) for comment in page.comments],
        "related": [_related(item, at) for item in page.related],
        "sections": [
            {"kind": section.kind.value, "span": _span(section.span), "confidence": section.confidence}
            for section in page.sections
        ],
        "notes": [
            {"code": note.code, "message": note.message, "span": None if note.span is None else _span(note.span)}
            for note in page.notes
        ],
        "text": page.text,
    }
    return tree


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _article(article: Article, at: datetime | None) -> dict[str, Any]:
    return {
        "title": article.title,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "authors": list(article.authors),
        "byline": article.byline,
        "dateline": article.dateline,
        "date_published": age_to_dict(article.date_published, at),
        "date_modified": age_to_dict(article.date_modified, at),
        "text": article.text,
        "blocks": [
            {"kind": block.kind.value, "text": block.text, "span": [block.span.start, block.span.end]}
            for block in article.blocks
        ],
        "credit": article.credit,
        "span": _span(article.span),
        "confidence": article.confidence,
        "writers": [
            {"name": writer.name, "kind": writer.kind.value, "span": _span(writer.span)} for writer in article.writers
        ],
        "published": _moment_of(article.published),
        "modified": _moment_of(article.modified),
        "spans": _spans(article.spans),
        "confidences": {
            "title": article.confidences.title,
            "writers": article.confidences.writers,
            "published": article.confidences.published,
        },
    }


def _comment(comment: Comment, at: datetime | None) -> dict[str, Any]:
    return {
        "id": comment.id,
        "parent_id": comment.parent_id,
        "depth": comment.depth,
        "author": comment.author,
        "age": age_to_dict(comment.age, at),
        "text": comment.text,
        "upvotes": comment.upvotes,
        "downvotes": comment.downvotes,
        "reply_count": comment.reply_count,
        "span": _span(comment.span),
        "confidence": comment.confidence,
        "published": _moment_of(comment.published),
        "spans": {
            "author": None if comment.spans.author is None else _span(comment.spans.author),
            "text": [[span.start, span.end] for span in comment.spans.text],
        },
    }


def _related(item: RelatedItem, at: datetime | None) -> dict[str, Any]:
    return {
        "title": item.title,
        "text": item.text,
        "source": item.source,
        "age": age_to_dict(item.age, at),
        "category": item.category,
        "section": item.section,
        "url": item.url,
        "span": _span(item.span),
        "confidence": item.confidence,
        "published": _moment_of(item.published),
        "spans": _spans(item.spans),
    }


def _spans(spans: ArticleSpans | RelatedSpans) -> dict[str, list[int] | None]:
    return {
        name: None if (span := getattr(spans, name)) is None else [span.start, span.end]
        for name in _FIELDS[type(spans)]
    }


def _moment_of(value: datetime | date | None) -> str | None:
    return None if value is None else value.isoformat()


def age_to_dict(age: Age | None, at: datetime | None) -> dict[str, Any] | None:
    """*age* as a dict, with its window where one can be told."""
    if age is None:
        return None
    meant = window(age, at)
    return {
        "raw": age.raw,
        "kind": age.kind.value,
        "unit": age.unit.value,
        "count": age.count,
        "parts": [{"unit": part.unit.value, "count": part.count} for part in age.parts],
        "calendar": age.calendar,
        "moment": None if age.moment is None else _moment(age.moment),
        "approximate": age.approximate,
        "language": age.language,
        "readings": [age_to_dict(reading, at) for reading in age.readings],
        "span": None if age.span is None else _span(age.span),
        "earliest": None if meant is None else meant.earliest.isoformat(),
        "latest": None if meant is None else meant.latest.isoformat(),
    }


def _moment(moment: Moment) -> dict[str, int]:
    """Only what was printed."""
    said = {
        "year": moment.year,
        "month": moment.month,
        "day": moment.day,
        "hour": moment.hour,
        "minute": moment.minute,
        "second": moment.second,
        "offset": moment.offset,
        "weekday": moment.weekday,
    }
    return {name: value for name, value in said.items() if value is not None}


def _set_out(tree: object, indent: str = "") -> str:
    """JSON to be read: what fits on a line stands on one, so that a span does not take four."""
    line = _ENCODER.encode(tree)
    if len(line) + len(indent) <= _WIDTH or not isinstance(tree, dict | list) or not tree:
        return line
    deeper = indent + "  "
    if isinstance(tree, dict):
        inner = [f"{deeper}{_ENCODER.encode(key)}: {_set_out(value, deeper)}" for key, value in tree.items()]
        return "{\n" + ",\n".join(inner) + f"\n{indent}}}"
    inner = [deeper + _set_out(value, deeper) for value in tree]
    return "[\n" + ",\n".join(inner) + f"\n{indent}]"


def without_surrogates(text: str) -> str:
    """JSON with escapes for surrogates, if it holds any, and the mark that tells when two of them are two."""
    try:
        text.encode()
    except UnicodeEncodeError:
        if _PAIR.search(text):
            text = text.replace("{", '{"surrogates": "apart", ', 1)
        return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text


def _decode(text: str | bytes) -> object:
    if isinstance(text, bytes):
        text = text.decode("utf-8-sig")
    tree = json.loads(text, parse_constant=_refuse_constant)
    if isinstance(tree, dict) and tree.get("surrogates") == "apart":
        # The escape of the low one gives way to the code point itself, which the decoder does not join.
        text = _ESCAPED_PAIR.sub(lambda found: found[1] + chr(int(found[2], 16)), text)
        tree = json.loads(text, parse_constant=_refuse_constant)
    return tree


def _refuse_constant(name: str) -> object:
    raise FormatError(f"{name} is no number of JSON")
