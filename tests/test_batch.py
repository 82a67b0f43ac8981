from __future__ import annotations

import itertools
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import newsdump
from newsdump.batch import Parsed, RecordError, parse_many, record_error
from newsdump.errors import ProfileError
from newsdump.model import Page
from newsdump.readers import Origin, read
from newsdump.readers.dumps import Dump

LIBRARY = Path("examples/library.txt").read_text(encoding="utf-8")


class Trap(newsdump.Parser):
    """A parser that hangs, dies or fails where a text tells it to."""

    def __reduce__(self) -> tuple[Callable[..., Trap], tuple[Any, ...]]:
        return Trap, ()

    def parse(self, text: str, **known: Any) -> Page:  # noqa: ANN401 - as the parser has it
        if text == "hang":
            time.sleep(60)
        if text == "die":
            os._exit(3)
        if text == "fail":
            raise RuntimeError("a fault of the parser")
        return super().parse(text, **known)


def test_a_record_gives_the_page_of_its_text_address_and_time() -> None:
    at = datetime(2025, 6, 6, 12, tzinfo=UTC)
    record = {"id": 7, "text": LIBRARY, "url": "https://news.example/1", "date": "2025-06-06T12:00:00Z", "more": 1}
    (parsed,) = parse_many([record])
    assert parsed == Parsed(newsdump.parse(LIBRARY, url="https://news.example/1", captured_at=at), {"id": 7})


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (datetime(2025, 6, 6, 12), datetime(2025, 6, 6, 12, tzinfo=UTC)),  # noqa: DTZ001 - what is tested
        ("2025-06-06T14:00:00+02:00", datetime(2025, 6, 6, 12, tzinfo=UTC)),
        ("20250606120000", datetime(2025, 6, 6, 12, tzinfo=UTC)),
        (1749211200000, datetime(2025, 6, 6, 12, tzinfo=UTC)),
        (date(2025, 6, 6), datetime(2025, 6, 6, tzinfo=UTC)),
        (None, None),
    ],
)
def test_times_are_understood_as_readers_do(said: object, meant: datetime | None) -> None:
    (parsed,) = parse_many([{"text": "", "date": said}])
    assert parsed.page is not None
    assert parsed.page.captured_at == meant


def test_a_time_that_cannot_be_read_is_noted() -> None:
    (parsed,) = parse_many([{"text": "", "date": "lately"}])
    assert parsed.page is not None
    assert [note.code for note in parsed.page.notes] == ["no-text", "no-article", "unreadable-time"]


def test_fields_may_be_called_and_lie_anywhere() -> None:
    record = {"page": {"body": "Harbour opens"}, "link": "https://a.example", "meta": {"key": [1]}, "seen": 0}
    (parsed,) = parse_many([record], text="page.body", url="link", time="seen", keep=("meta.key", "absent"))
    assert parsed.page is not None
    assert (parsed.page.text, parsed.page.url) == ("Harbour opens", "https://a.example")
    assert parsed.page.captured_at == datetime(1970, 1, 1, tzinfo=UTC)
    assert parsed.kept == {"meta.key": [1]}


def test_dumps_of_readers_are_records() -> None:
    names = [path.name for path in sorted(Path("examples").glob("*.txt"))]
    pages = [parsed.page for parsed in parse_many(read("examples/*.txt"))]
    assert [page and page.text for page in pages] == [
        Path("examples", name).read_text(encoding="utf-8") for name in names
    ]


def test_an_endless_input_is_read_as_it_is_asked_for() -> None:
    taken = 0

    def records() -> Iterator[str]:
        nonlocal taken
        for taken in itertools.count(1):
            yield f"Harbour opens {taken}"

    parsed = parse_many(records())
    assert taken == 0
    assert [each.page and each.page.text for each in itertools.islice(parsed, 3)] == [
        f"Harbour opens {number}" for number in (1, 2, 3)
    ]
    assert taken == 3


BAD: list[tuple[object, str]] = [
    ({"id": "x", "text": None}, "record 2, id 'x': no text: the field text is empty"),
    ({"body": "x"}, "record 2: no text: the field text is not there; there are: body"),
    ({"text": 3}, "record 2: the text is no string: 3"),
    (3, "record 2: neither a mapping nor a text, but of type int"),
    ("fail", "record 2: RuntimeError: a fault of the parser"),
    ("x" * 100, "record 2: the text has 100 characters, and no more than 50 are asked for"),
]


@pytest.mark.parametrize(("record", "message"), BAD)
def test_a_bad_record_loses_no_other(record: Any, message: str) -> None:  # noqa: ANN401 - what is wrong is of any kind
    records = ["a", record, "b"]
    noted = list(parse_many(records, on_error="note", max_chars=50, parser=Trap()))
    assert [each.page and each.page.text for each in noted] == ["a", None, "b"]
    assert str(noted[1].error) == message
    skipped = list(parse_many(records, on_error="skip", max_chars=50, parser=Trap()))
    assert [each.page and each.page.text for each in skipped] == ["a", "b"]
    raising = parse_many(records, max_chars=50, parser=Trap())
    assert next(raising).page is not None
    with pytest.raises(RecordError) as raised:
        next(raising)
    assert (str(raised.value), raised.value.number) == (message, 2)


class Nanoseconds(datetime):
    """As the times of pandas are: of another class, with more digits."""


def test_times_of_pandas_are_times() -> None:
    at = datetime(2025, 6, 6, 12, 0, 0, 123456, tzinfo=UTC)
    (parsed,) = parse_many([{"text": "a", "date": Nanoseconds(2025, 6, 6, 12, 0, 0, 123456, tzinfo=UTC)}])
    assert parsed.page is not None
    assert (type(parsed.page.captured_at), parsed.page.captured_at) == (datetime, at)
    pandas = pytest.importorskip("pandas")
    times = [pandas.Timestamp("2025-06-06T12:00:00.123456789"), None]
    frame = pandas.DataFrame({"text": ["a", "b"], "date": times})
    pages = [each.page for each in parse_many(frame.to_dict("records"))]
    assert [page and page.captured_at for page in pages] == [at, None]
    assert [page and {note.code for note in page.notes} for page in pages] == [{"no-article"}] * 2


def test_errors_travel_between_processes() -> None:
    error = record_error(3, "why", {"id": 1})
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.number, again.reason) == ("record 3, id 1: why", 3, "why")
    assert str(type(error)("told by an engine")) == "told by an engine"


def test_several_processes_give_the_same_in_the_same_order() -> None:
    records: list[Mapping[str, object]] = [
        {"id": (number, threading.Lock()), "text": f"{LIBRARY}\n{number}"} for number in range(100)
    ]
    alone = list(parse_many(records))
    together = list(parse_many(records, jobs=2))
    assert together == alone
    assert [each.kept["id"][0] for each in together] == list(range(100))


def test_processes_end_when_nothing_more_is_asked_for() -> None:
    parsed = parse_many(itertools.repeat("Harbour opens"), jobs=2)
    next(parsed)
    assert multiprocessing.active_children()
    parsed.close()  # type: ignore[attr-defined]  # it is a generator
    assert not multiprocessing.active_children()


def test_a_record_that_hangs_or_kills_its_process_loses_no_other() -> None:
    records = ["a", "hang", "b", "die", "die", "c", "fail"]
    parsed = list(parse_many(records, on_error="note", timeout=2, jobs=1, parser=Trap()))
    assert [each.page and each.page.text for each in parsed] == ["a", None, "b", None, None, "c", None]
    assert [each.error and each.error.reason for each in parsed] == [
        None,
        "it took longer than 2 seconds",
        None,
        "the process that parsed it ended with status 3",
        "the process that parsed it ended with status 3",
        None,
        "RuntimeError: a fault of the parser",
    ]


def test_who_reads_slowly_lets_no_time_run_out() -> None:
    parsed: list[RecordError | None] = []
    for each in parse_many(["a"] * 20, timeout=4, on_error="note"):  # so long a busy machine takes for no record
        if not parsed:
            time.sleep(5)
        parsed.append(each.error)
    assert parsed == [None] * 20


def test_a_program_that_cannot_be_imported_is_told_so(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("from newsdump.batch import parse_many\nprint(list(parse_many(['a'], jobs=2)))\n")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert done.stderr.strip().endswith("must run under: if __name__ == '__main__':")


def test_profiles_may_be_names() -> None:
    (parsed,) = parse_many([{"text": "", "url": "https://www.daily8.com/1"}], profiles=["daily8"])
    assert parsed.page is not None
    assert parsed.page.profile == "daily8"
    with pytest.raises(ProfileError):
        parse_many([], profiles=["osselby"])


def test_dumps_keep_their_notes() -> None:
    note = newsdump.Note("replaced-characters", "…")
    (parsed,) = parse_many([Dump("", Origin("a.txt"), notes=(note,))])
    assert parsed.page is not None
    assert parsed.page.notes[-1] == note


def test_numbers_that_python_does_not_write_do_not_end_a_run() -> None:
    huge = 10**5000
    records: list[dict[str, object]] = [
        {"text": huge},
        {"text": None, "id": huge},
        {"text": "Harbour opens", "date": huge},
        {"text": "Late"},
    ]
    found = list(parse_many(records, on_error="note", keep=("id",)))
    assert [each.error is None for each in found] == [False, False, False, True]
