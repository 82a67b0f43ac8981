"""Many records, one page each: lazily, in order, in constant memory, with what came with them kept beside."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any, Final, Literal, get_args

from attrs import evolve, field, frozen

from newsdump import arguments
from newsdump.drift import Misses, Sight, noted
from newsdump.errors import NewsdumpError, UsageError
from newsdump.model import Page
from newsdump.parser import Parser
from newsdump.profiles import SiteProfile, load_profile
from newsdump.readers.dumps import Dump, Fault, Origin
from newsdump.readers.fields import Fields, NoText
from newsdump.shelf import Shelf
from newsdump.workers import Failed, answers

OnError = Literal["raise", "skip", "note"]
Record = Mapping[str, Any] | str | Dump

_CHUNK: Final = 16
"""Records that go to a process at a time."""
_CHUNK_TEXT: Final = 500_000
"""Characters that do."""


class RecordError(NewsdumpError, ValueError):
    """A record gave no page; the message names the record and says why.

    Like any error it can be made of its message alone, as engines do that hand errors on.
    """

    def __init__(self, message: str, number: int = 0, reason: str = "") -> None:
        super().__init__(message)
        self.number = number
        """The record's place in the input, from 1."""
        self.reason: str = reason or message
        """The message without the name of the record."""

    def __reduce__(self) -> tuple[type[RecordError], tuple[str, int, str]]:
        return RecordError, (str(self), self.number, self.reason)


def record_error(number: int, reason: str, kept: Mapping[str, Any]) -> RecordError:
    """The error of a record, named by its number and by what is kept of it."""
    named = "".join(f", {name} {_shown(value)}" for name, value in kept.items())
    return RecordError(f"record {number}{named}: {reason}", number, reason)


def _shown(value: object) -> str:
    try:
        return repr(value)
    except ValueError:  # a number of more digits than Python writes
        return f"(a {type(value).__name__} that cannot be written)"


@frozen
class Parsed:
    """What became of a record."""

    page: Page | None
    """None if it gave none."""
    kept: Mapping[str, Any] = field(factory=dict)
    """Of the fields to keep those that the record has."""
    error: RecordError | None = None
    """Why there is no page."""


def parse_many(
    records: Iterable[Record],
    *,
    text: str = "text",
    url: str = "url",
    time: str = "date",
    keep: Iterable[str] = ("id",),
    on_error: OnError = "raise",
    max_chars: int | None = None,
    timeout: float | None = None,
    jobs: int = 1,
    parser: Parser | None = None,
    profiles: Iterable[SiteProfile | str | Path] | Shelf | None = None,
) -> Iterator[Parsed]:
    """Parse records one after the other, as they come.

    Args:
        records: mappings with the text in one of their fields, texts alone, or dumps of `newsdump.readers`. They may
            be endless: no more than a few chunks are read ahead, none with one job.
        text: the field of the text; a dot goes into a field that holds others (`page.text`).
        url: the field of the address.
        time: the field of the time of capture: a datetime, a date, a number of seconds, milliseconds or microseconds
            since 1970, or what `newsdump.readers.to_time` reads in a string; UTC where no zone is said. A time that
            cannot be read leaves a note on the page.
        keep: the fields that are handed on in `Parsed.kept`. A dump hands on what its reader kept.
        on_error: what a record without a page does: `raise` its error, `note` it in `Parsed.error`, or `skip` it.
        max_chars: the longest text that is parsed; a longer one is an error. None for any length.
        timeout: seconds that one record may take, None for any time. Parsing is then done by another process, also
            with one job, and that process is replaced when time is over.
        jobs: processes that parse. A program that asks for more than one, or for *timeout*, must be one that can be
            imported: what it does stands under `if __name__ == "__main__":`.
        parser: what parses; the one of `newsdump.parse` if None.
        profiles: the sites that are looked for, names or files among them, or a shelf; not together with *parser*.
            Pages of a site that was learned are watched in the order of the records: from the one on that tells that
            the layout has changed, they have the note `layout-changed`.

    Raises:
        UsageError: an argument cannot be used as it was given.
        ProfileError: a profile is unknown or breaks the format.
        RecordError: a record gave no page, and *on_error* is `raise`.

    >>> records = [{"id": "a1", "text": "Harbour opens"}, {"id": "a2", "text": None}, "Ferry cancelled"]
    >>> for parsed in parse_many(records, on_error="note"):
    ...     print(dict(parsed.kept), parsed.page and parsed.page.text, "-", parsed.error)
    {'id': 'a1'} Harbour opens - None
    {'id': 'a2'} None - record 2, id 'a2': no text: the field text is empty
    {} Ferry cancelled - None
    """
    _require_records(records)
    _require(on_error, max_chars, timeout, jobs, text=text, url=url, time=time)
    reading = Fields((text,), (url,), (time,), (), arguments.names("keep", keep))
    asked = (_read(number, record, reading) for number, record in enumerate(records, 1))
    parse = partial(_page, chosen_parser(parser, profiles), max_chars)
    if jobs == 1 and timeout is None:
        return _told(((each, parse(each.dump)) for each in asked), on_error)
    return _told(_in_processes(parse, asked, jobs, timeout), on_error)


def _require_records(records: object) -> None:
    kind = type(records).__name__
    if hasattr(records, "columns"):  # a table gives the names of its columns when it is looped over, if anything
        raise UsageError(
            f"records are mappings: got a {kind}, whose rows pandas gives with to_dict('records'), polars with "
            "iter_rows(named=True), Arrow with to_pylist(); newsdump.arrow.parse_batch takes tables of Arrow as such"
        )
    if isinstance(records, str | bytes | Mapping) or not isinstance(records, Iterable):
        raise UsageError(f"records are many; put a single one in a list: got a {kind}")


def _require(on_error: str, max_chars: int | None, timeout: float | None, jobs: int, **fields: str) -> None:
    for name, field_name in fields.items():
        arguments.of_type(name, field_name, str, hint="it is the name of a field")
    arguments.one_of("on_error", on_error, get_args(OnError))
    arguments.whole("jobs", jobs, 1, "1 or more")
    if max_chars is not None:
        arguments.whole("max_chars", max_chars, 0, "a number of characters")
    arguments.seconds("timeout", timeout)


def chosen_parser(parser: Parser | None, profiles: Iterable[SiteProfile | str | Path] | Shelf | None) -> Parser:
    """The parser that was given, or one with *profiles*.

    Raises:
        UsageError: both were given, or one of another type.
        ProfileError: a profile is unknown or breaks the format.
    """
    if parser is not None:
        arguments.of_type("parser", parser, Parser)
    if profiles is None:
        return Parser() if parser is None else parser
    if parser is not None:
        raise UsageError("give either a parser or profiles: a parser has its own")
    if isinstance(profiles, Shelf):
        return Parser(profiles=profiles)
    if isinstance(profiles, str | PathLike) or not isinstance(profiles, Iterable):
        raise UsageError(f"profiles are several; put a single one in a list: got a {type(profiles).__name__}")
    return Parser(profiles=[each if isinstance(each, SiteProfile) else load_profile(each) for each in profiles])


@frozen
class _Asked:
    """A record as it was read."""

    number: int
    dump: Dump | Fault
    kept: Mapping[str, Any]


def _read(number: int, record: object, fields: Fields) -> _Asked:
    origin = Origin("records", "record", number)
    if isinstance(record, Dump):
        return _Asked(number, record, record.kept)
    if isinstance(record, str):
        return _Asked(number, Dump(record, origin), {})
    if not isinstance(record, Mapping):
        return _Asked(number, Fault(origin, f"neither a mapping nor a text, but of type {type(record).__name__}"), {})
    try:
        dump = fields.read(record, origin)
    except Exception as error:  # noqa: BLE001 - one record must not end a run over millions
        return _Asked(number, Fault(origin, f"{type(error).__name__}: {error}"), fields.kept(record))
    if isinstance(dump, NoText):
        (name,) = fields.text
        there = ", ".join(map(str, record)) or "none"
        dump = Fault(origin, f"no text: the field {name} is not there; there are: {there}")
    return _Asked(number, dump, fields.kept(record))


@frozen
class _Answer:
    """A page, and what it lacks of what stands on the pages of its site."""

    page: Page
    sight: Sight | None


def _page(parser: Parser, max_chars: int | None, dump: Dump | Fault) -> _Answer | Failed:
    if isinstance(dump, Fault):
        return Failed(dump.reason)
    if max_chars is not None and len(dump.text) > max_chars:
        return Failed(f"the text has {len(dump.text):,} characters, and no more than {max_chars:,} are asked for")
    try:
        page = dump.parsed_by(parser.parse)
        return _Answer(page, parser.sight(page))
    except Exception as error:  # noqa: BLE001 - one record must not end a run over millions
        return Failed(f"{type(error).__name__}: {error}")


def _in_processes(
    parse: Callable[[Dump | Fault], _Answer | Failed], asked: Iterable[_Asked], jobs: int, timeout: float | None
) -> Iterator[tuple[_Asked, _Answer | Failed]]:
    """Records with what other processes made of them."""
    waiting: deque[_Asked] = deque()

    def dumps() -> Iterator[list[Dump | Fault]]:
        chunk: list[Dump | Fault] = []
        size = 0
        for each in asked:
            waiting.append(each)
            # What is kept stays here, so that it can be anything.
            chunk.append(evolve(each.dump, kept={}) if isinstance(each.dump, Dump) else each.dump)
            size += len(each.dump.text) if isinstance(each.dump, Dump) else 0
            if len(chunk) == _CHUNK or size > _CHUNK_TEXT:
                yield chunk
                chunk, size = [], 0
        if chunk:
            yield chunk

    for done in answers(parse, dumps(), jobs=jobs, timeout=timeout):
        for answer in done.answers:
            yield waiting.popleft(), answer


def _told(done: Iterable[tuple[_Asked, _Answer | Failed]], on_error: OnError) -> Iterator[Parsed]:
    misses = Misses()
    for asked, answer in done:
        if not isinstance(answer, Failed):
            changed = answer.sight is not None and misses.add(answer.sight)
            yield Parsed(noted(answer.page) if changed else answer.page, asked.kept)
            continue
        error = record_error(asked.number, answer.reason, asked.kept)
        if on_error == "raise":
            raise error
        if on_error == "note":
            yield Parsed(None, asked.kept, error)
