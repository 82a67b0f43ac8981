"""Which field of a record is the text, which its address, the time of its capture, its id, and what else is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any, Final

import attrs
from attrs import frozen

from newsdump import arguments
from newsdump.model import Note
from newsdump.readers.dumps import Dump, Fault, Origin, Stream

TEXT: Final = ("text", "content", "raw_content")
"""The names of the text's field that are looked for, in this order."""
URL: Final = ("url", "warc_target_uri", "source_url", "uri", "metadata.url")
"""The names of the address."""
CAPTURED_AT: Final = (
    "captured_at",
    "warc_date",
    "crawl_date",
    "date_download",
    "fetch_time",
    "timestamp",
    "date",
    "metadata.date",
    "metadata.timestamp",
)
"""The names of the time of capture."""
ID: Final = ("id", "warc_record_id", "document_id", "doc_id", "metadata.id", "metadata.warc_record_id")
"""The names of the record's own id."""
_NAMED: Final = 20
"""Fields that a message names."""
_RECORDS_LOOKED_AT: Final = 100
"""Where so many records have no text, the others are not asked."""


@frozen
class Fields:
    """The names of the fields to read; a dot goes into a field that holds others (`metadata.url`).

    Raises:
        UsageError: one of them is no several names.

    >>> Fields(text="body")
    Traceback (most recent call last):
    newsdump.errors.UsageError: text takes several names: say text=('body',)
    """

    text: tuple[str, ...] = TEXT
    url: tuple[str, ...] = URL
    captured_at: tuple[str, ...] = CAPTURED_AT
    id: tuple[str, ...] = ID
    keep: tuple[str, ...] = ()
    """What else of a record is kept, each under its name; in WARC files, the names of headers. `path` is that of the
    file and `number` that of the line, row or record in it, where records have no fields that are called so."""

    def __attrs_post_init__(self) -> None:
        for field in attrs.fields(Fields):
            arguments.names(field.name, getattr(self, field.name))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields that are read."""
        return (*self.text, *self.url, *self.captured_at, *self.id, *self.keep)

    def kept(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """What is kept of *record*, as far as it is there."""
        found = {"id": first(record, self.id), **{name: first(record, (name,)) for name in self.keep}}
        return {name: value for name, value in found.items() if value is not None}

    def read(self, record: Mapping[str, Any], origin: Origin) -> Dump | Fault:
        """The dump of *record*."""
        text = first(record, self.text)
        if not isinstance(text, str):
            if text is not None:
                return Fault(origin, f"the text is no string: {_shown(text)}")
            empty = next((name for name in self.text if _is_there(record, name)), None)
            if empty is not None:
                return Fault(origin, f"no text: the field {empty} is empty")
            return NoText(origin, self.no_text(record))
        url = first(record, self.url)
        said = first(record, self.captured_at)
        captured_at = to_time(said)
        return Dump(
            text,
            origin,
            url if isinstance(url, str) else None,
            captured_at,
            about_time(said, captured_at),
            self.kept(record),
        )

    def no_text(self, names: Iterable[str]) -> str:
        """The reason of a fault where there are only fields called *names*."""
        asked = (
            f"none of the fields {', '.join(self.text)} is"
            if len(self.text) > 1
            else f"the field {self.text[0]} is not"
        )
        there = ", ".join(islice(names, _NAMED)) or "none"
        return f"no text: {asked} there; there are: {there} (--text-field NAME says which holds it)"


class NoText(Fault):
    """A record without the field that is looked for."""


def without_text(stream: Stream, path: str) -> Stream:
    """*stream*, but one fault for them all where no record has a text, or none of the first hundred."""
    held: list[Fault] = []
    for each in stream:
        if isinstance(each, Fault):
            held.append(each)
            if sum(isinstance(fault, NoText) for fault in held) < _RECORDS_LOOKED_AT:
                continue
        yield from _in_one(held, path) if isinstance(each, Fault) else held
        held = []
        if isinstance(each, Fault):
            return
        yield each
        yield from stream
    yield from _in_one(held, path)


def _in_one(faults: list[Fault], path: str) -> Stream:
    alike = [fault for fault in faults if isinstance(fault, NoText)]
    yield from (fault for fault in faults if len(alike) < 2 or not isinstance(fault, NoText))
    if len(alike) > 1:
        yield Fault(Origin(path), alike[0].reason)


def first(record: Mapping[str, Any], names: tuple[str, ...]) -> Any:  # noqa: ANN401 - whatever stands there
    """The value of the first of the fields that is there; a dot in a name goes into a field that holds others."""
    for name in names:
        value = record.get(name)
        if value is None and "." in name:
            value = record
            for part in name.split("."):
                value = value.get(part) if isinstance(value, Mapping) else None
        if value is not None:
            return value
    return None


def _is_there(record: Mapping[str, Any], name: str) -> bool:
    """Whether *record* has the field, whatever stands in it."""
    outer, _, inner = name.rpartition(".")
    holder = first(record, (outer,)) if outer else None
    return name in record or (isinstance(holder, Mapping) and inner in holder)


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:60] + "…"


def about_time(said: object, read: datetime | None) -> tuple[Note, ...]:
    """The note about a time of capture that was said and could not be read."""
    is_missing = said is None or said != said  # noqa: PLR0124 - what pandas has for nothing is not even itself
    if is_missing or read is not None:
        return ()
    return (Note("unreadable-time", f"The time of capture {_shown(said)} could not be read."),)


def to_time(value: object) -> datetime | None:
    """The time that a field holds, in UTC where no zone is said; None where it is no time.

    ISO 8601, the 14 digits of web archives, the dates of mail and HTTP headers, and seconds, milliseconds or
    microseconds since 1970 are known.

    >>> to_time("20250606120000").isoformat()
    '2025-06-06T12:00:00+00:00'
    >>> to_time(1749211200000) == to_time("2025-06-06T12:00:00Z") == to_time("Fri, 06 Jun 2025 12:00:00 GMT")
    True
    >>> to_time("lately") is None
    True
    """
    moment: datetime | None = None
    try:
        if isinstance(value, datetime):
            moment = value if type(value) is datetime else _plain(value)
        elif isinstance(value, date):
            moment = datetime(value.year, value.month, value.day, tzinfo=UTC)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            moment = _since_1970(value)
        elif isinstance(value, str):
            moment = _written(value.strip())
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return None if moment is None else _within_the_calendar(moment)


def _within_the_calendar(moment: datetime) -> datetime | None:
    """*moment* with a zone; None if it is on another day of UTC than Python has."""
    try:
        if moment.utcoffset() is None:
            return moment.replace(tzinfo=UTC)
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment


def _plain(value: datetime) -> datetime:
    """The moment alone, for the times of pandas, which count nanoseconds and may be none."""
    day = date(value.year, value.month, value.day)
    clock = time(value.hour, value.minute, value.second, value.microsecond, value.tzinfo, fold=value.fold)
    return datetime.combine(day, clock)


def _since_1970(number: float) -> datetime:
    for unit in (1_000_000, 1_000):
        if abs(number) >= 10**8 * unit:  # as seconds that would be behind the year 5000
            number /= unit
            break
    return datetime.fromtimestamp(number, UTC)


def _written(text: str) -> datetime:
    if text.isascii() and text.isdigit():
        if len(text) == 14:
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if len(text) >= 9:
            return _since_1970(int(text))
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)
