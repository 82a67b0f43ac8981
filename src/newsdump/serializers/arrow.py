"""Arrow: pages as the rows of a table with a nested schema, for data frames, Parquet and batch engines.

The columns have the names of the model. Spans are structs of `start` and `end`, times are in UTC, and the windows of
ages are there as in JSON. Text in Arrow is UTF-8: a lone surrogate becomes U+FFFD, which is all that is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

import attrs

from newsdump.ages import Age, Moment
from newsdump.errors import MissingExtraError
from newsdump.model import Article, ArticleSpans, Comment, Confidences, Page, RelatedItem, RelatedSpans
from newsdump.serializers.dates import in_utc, window
from newsdump.serializers.markup import without_surrogates
from newsdump.serializers.structuring import structure
from newsdump.spans import Span

try:
    import pyarrow as pa
except ImportError:
    raise MissingExtraError(
        "Arrow needs the package pyarrow; install it with: pip install 'newsdump[parquet]'"
    ) from None


def _struct(fields: Mapping[str, pa.DataType]) -> pa.DataType:
    return pa.struct(list(fields.items()))


_TEXT: Final = pa.string()
_COUNT: Final = pa.int64()
_TIME: Final = pa.timestamp("us", tz="UTC")
_SPAN: Final = _struct({"start": _COUNT, "end": _COUNT})
_MOMENT: Final = _struct({field.name: pa.int32() for field in attrs.fields(Moment)})


def _age_type(readings: pa.DataType | None) -> pa.DataType:
    fields: dict[str, pa.DataType] = {
        "raw": _TEXT,
        "kind": _TEXT,
        "unit": _TEXT,
        "count": _COUNT,
        "parts": pa.list_(_struct({"unit": _TEXT, "count": _COUNT})),
        "calendar": pa.bool_(),
        "moment": _MOMENT,
        "approximate": pa.bool_(),
        "language": _TEXT,
        "span": _SPAN,
        "earliest": _TIME,
        "latest": _TIME,
    }
    return _struct(fields if readings is None else {**fields, "readings": pa.list_(readings)})


_AGE: Final = _age_type(_age_type(None))


def _spans(kind: type) -> pa.DataType:
    return _struct({field.name: _SPAN for field in attrs.fields(kind)})


_ARTICLE: Final = _struct(
    {
        "title": _TEXT,
        "kicker": _TEXT,
        "standfirst": _TEXT,
        "authors": pa.list_(_TEXT),
        "byline": _TEXT,
        "dateline": _TEXT,
        "date_published": _AGE,
        "date_modified": _AGE,
        "text": _TEXT,
        "blocks": pa.list_(_struct({"kind": _TEXT, "text": _TEXT, "span": _SPAN})),
        "credit": _TEXT,
        "span": _SPAN,
        "confidence": pa.float64(),
        "writers": pa.list_(_struct({"name": _TEXT, "kind": _TEXT, "span": _SPAN})),
        "published": _TEXT,
        "modified": _TEXT,
        "spans": _spans(ArticleSpans),
        "confidences": _struct({field.name: pa.float64() for field in attrs.fields(Confidences)}),
    }
)
_COMMENT: Final = _struct(
    {
        "id": _COUNT,
        "parent_id": _COUNT,
        "depth": _COUNT,
        "author": _TEXT,
        "age": _AGE,
        "text": _TEXT,
        "upvotes": _COUNT,
        "downvotes": _COUNT,
        "reply_count": _COUNT,
        "span": _SPAN,
        "confidence": pa.float64(),
        "published": _TEXT,
        "spans": _struct({"author": _SPAN, "text": pa.list_(_SPAN)}),
    }
)
_RELATED: Final = _struct(
    {
        "title": _TEXT,
        "text": _TEXT,
        "source": _TEXT,
        "age": _AGE,
        "category": _TEXT,
        "section": _TEXT,
        "url": _TEXT,
        "span": _SPAN,
        "confidence": pa.float64(),
        "published": _TEXT,
        "spans": _spans(RelatedSpans),
    }
)
_COLUMNS: Final[Mapping[str, pa.DataType]] = {
    "url": _TEXT,
    "captured_at": _TIME,
    "language": _TEXT,
    "profile": _TEXT,
    "article": _ARTICLE,
    "comments_state": _TEXT,
    "comment_count": _COUNT,
    "comments": pa.list_(_COMMENT),
    "related": pa.list_(_RELATED),
    "sections": pa.list_(_struct({"kind": _TEXT, "span": _SPAN, "confidence": pa.float64()})),
    "notes": pa.list_(_struct({"code": _TEXT, "message": _TEXT, "span": _SPAN})),
    "text": _TEXT,
}
SCHEMA: Final = pa.schema(list(_COLUMNS.items()), metadata={"newsdump": "page/1"})
"""The columns of a table of pages."""


def dumps(page: Page) -> bytes:
    """*page* as a stream of Arrow's IPC format with one row."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, SCHEMA) as stream:
        stream.write_batch(to_batch([page]))
    return sink.getvalue().to_pybytes()


def loads(data: bytes) -> Page:
    """The page that `dumps` wrote; but for lone surrogates and the zone of `captured_at` an equal one.

    Raises:
        FormatError: the row is no page; the message says where.
    """
    with pa.ipc.open_stream(data) as stream:
        (page,) = from_batch(stream.read_next_batch())
    return page


def head() -> bytes:
    """What a stream of batches begins with."""
    return SCHEMA.serialize().to_pybytes()


def bodies(pages: Iterable[Page]) -> bytes:
    """A batch of *pages* as it stands in a stream, behind the head or another batch."""
    return to_batch(pages).serialize().to_pybytes()


def tail() -> bytes:
    """What a stream of batches ends with."""
    return b"\xff\xff\xff\xff\x00\x00\x00\x00"


def to_batch(pages: Iterable[Page]) -> pa.RecordBatch:
    """*pages* as a batch, a row each.

    >>> from newsdump import parse
    >>> batch = to_batch([parse("Harbour opens again"), parse("")])
    >>> batch.num_rows, batch.schema.equals(SCHEMA)
    (2, True)
    """
    return pa.RecordBatch.from_pylist([to_row(page) for page in pages], schema=SCHEMA)


def from_batch(batch: pa.RecordBatch) -> list[Page]:
    """The pages of a batch.

    Raises:
        FormatError: a row is no page; the message says where.
    """
    return [structure(Page, _plain(row)) for row in batch.to_pylist()]


def to_row(page: Page) -> dict[str, Any]:
    """*page* as the dict of a row."""
    at = page.captured_at
    return {
        "url": _text(page.url),
        "captured_at": in_utc(at),
        "language": page.language,
        "profile": page.profile,
        "article": None if page.article is None else _article(page.article, at),
        "comments_state": page.comments_state.value,
        "comment_count": page.comment_count,
        "comments": [_comment(comment, at) for comment in page.comments],
        "related": [_related(item, at) for item in page.related],
        "sections": [
            {"kind": each.kind.value, "span": _span(each.span), "confidence": each.confidence} for each in page.sections
        ],
        "notes": [
            {"code": _text(note.code), "message": _text(note.message), "span": _span(note.span)} for note in page.notes
        ],
        "text": _text(page.text),
    }


def _text(text: str | None) -> str | None:
    return None if text is None else without_surrogates(text)


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _places(spans: ArticleSpans | RelatedSpans) -> dict[str, Any]:
    return {field.name: _span(getattr(spans, field.name)) for field in attrs.fields(type(spans))}


def _value(value: datetime | date | None) -> str | None:
    """A plain value as text: Arrow has no column for a time with its zone, one without and a day at once."""
    return None if value is None else value.isoformat()


def _age(age: Age | None, at: datetime | None) -> dict[str, Any] | None:
    if age is None:
        return None
    meant = window(age, at)
    return {
        "raw": _text(age.raw),
        "kind": age.kind.value,
        "unit": age.unit.value,
        "count": age.count,
        "parts": [{"unit": part.unit.value, "count": part.count} for part in age.parts],
        "calendar": age.calendar,
        "moment": None if age.moment is None else attrs.asdict(age.moment),
        "approximate": age.approximate,
        "language": age.language,
        "readings": [_age(reading, at) for reading in age.readings],
        "span": _span(age.span),
        "earliest": None if meant is None else in_utc(meant.earliest),
        "latest": None if meant is None else in_utc(meant.latest),
    }


def _article(article: Article, at: datetime | None) -> dict[str, Any]:
    return {
        "title": _text(article.title),
        "kicker": _text(article.kicker),
        "standfirst": _text(article.standfirst),
        "authors": [without_surrogates(name) for name in article.authors],
        "byline": _text(article.byline),
        "dateline": _text(article.dateline),
        "date_published": _age(article.date_published, at),
        "date_modified": _age(article.date_modified, at),
        "text": _text(article.text),
        "blocks": [
            {"kind": block.kind.value, "text": _text(block.text), "span": _span(block.span)} for block in article.blocks
        ],
        "credit": _text(article.credit),
        "span": _span(article.span),
        "confidence": article.confidence,
        "writers": [
            {"name": _text(writer.name), "kind": writer.kind.value, "span": _span(writer.span)}
            for writer in article.writers
        ],
        "published": _value(article.published),
        "modified": _value(article.modified),
        "spans": _places(article.spans),
        "confidences": attrs.asdict(article.confidences),
    }


def _comment(comment: Comment, at: datetime | None) -> dict[str, Any]:
    return {
        "id": comment.id,
        "parent_id": comment.parent_id,
        "depth": comment.depth,
        "author": _text(comment.author),
        "age": _age(comment.age, at),
        "text": _text(comment.text),
        "upvotes": comment.upvotes,
        "downvotes": comment.downvotes,
        "reply_count": comment.reply_count,
        "span": _span(comment.span),
        "confidence": comment.confidence,
        "published": _value(comment.published),
        "spans": {"author": _span(comment.spans.author), "text": [_span(span) for span in comment.spans.text]},
    }


def _related(item: RelatedItem, at: datetime | None) -> dict[str, Any]:
    return {
        "title": _text(item.title),
        "text": _text(item.text),
        "source": _text(item.source),
        "age": _age(item.age, at),
        "category": _text(item.category),
        "section": _text(item.section),
        "url": _text(item.url),
        "span": _span(item.span),
        "confidence": item.confidence,
        "published": _value(item.published),
        "spans": _places(item.spans),
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    """A value of a row as JSON has it: spans as pairs, times as strings."""
    if isinstance(value, Mapping):
        if value.keys() == {"start", "end"}:
            return [value["start"], value["end"]]
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime) else value
