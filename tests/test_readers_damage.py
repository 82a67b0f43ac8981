"""One bad record never loses the others: damages of every kind of file, each with what must still be read."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsdump.readers import Dump, Fault, Fields, stream
from test_readers import TEXTS, as_wet

LONG = [text * 200 for text in TEXTS]


def read_all(path: Path, fields: Fields | None = None, max_bytes: int = 1 << 20) -> tuple[list[str], list[str]]:
    """The texts, and what was said of faults, without the path."""
    found = list(stream([str(path)], fields=fields, max_bytes=max_bytes))
    texts = [each.text for each in found if isinstance(each, Dump)]
    faults = [str(each).removeprefix(str(path)) for each in found if isinstance(each, Fault)]
    return texts, faults


def _with_length(number: int, length: str) -> bytes:
    """A WET file in which dump *number* has another Content-Length, or another field in its place."""
    pieces = as_wet(LONG).split(b"Content-Length: ")
    rest = pieces[number + 1].partition(b"\r")[2]
    pieces[number + 1] = length.encode() + b"\r" + rest
    return b"Content-Length: ".join(pieces).replace(b"Content-Length: X-", b"X-")


def _flipped(data: bytes, *places: int) -> bytes:
    changed = bytearray(data)
    for place in places:
        changed[place] ^= 0xFF
    return bytes(changed)


def _member(data: bytes, number: int) -> int:
    """Where a gzip member begins; those of dumps count from 1."""
    place = 0
    for _ in range(number):
        place = data.index(b"\x1f\x8b\x08", place + 1)
    return place


PACKED = as_wet(LONG, packed=True)
WARCS: list[tuple[str, str, Callable[[], bytes], list[int], list[str]]] = [
    ("too short", "a.wet", lambda: _with_length(2, "20"), [0, 2], [", record 2: the record is not as long as it says"]),
    ("too long", "a.wet", lambda: _with_length(2, "99999"), [0, 2], [", record 2: the record is not as long as it"]),
    ("none", "a.wet", lambda: _with_length(2, "X-Long: 1"), [0, 2], [", record 2: the record does not say how long"]),
    ("no number", "a.wet", lambda: _with_length(2, "many"), [0, 2], [", record 2: the record does not say how long"]),
    ("line feeds", "a.wet", lambda: as_wet(LONG[:1] + LONG[2:]).replace(b"\r\n", b"\n"), [0, 2], []),
    ("noise", "a.wet", lambda: as_wet(LONG).replace(b"\r\nWARC/", b"\r\nnoise\r\nWARC/", 1), [0, 1, 2], ["1: the rec"]),
    ("member", "a.wet.gz", lambda: _flipped(PACKED, _member(PACKED, 2) + 40), [0, 2], [", record 2: a gzip member"]),
    ("check sum", "a.wet.gz", lambda: _flipped(PACKED, _member(PACKED, 3) - 8), [0, 2], [", record 2: a gzip member"]),
    ("magic", "a.wet.gz", lambda: _flipped(PACKED, _member(PACKED, 2)), [0, 2], [", record 2: a gzip member"]),
    ("two", "a.wet.gz", lambda: _flipped(PACKED, *(_member(PACKED, n) + 40 for n in (1, 3))), [1], ["1: a", "3: a"]),
    ("cut", "a.wet.gz", lambda: PACKED[:-20], [0, 1], [", record 3: the file ends too early"]),
    ("zeros", "a.wet.gz", lambda: PACKED + bytes(512), [0, 1, 2], []),
]


@pytest.mark.parametrize(("name", "make", "whole", "faults"), [case[1:] for case in WARCS], ids=[c[0] for c in WARCS])
def test_a_damaged_record_of_warc_costs_itself(
    tmp_path: Path, name: str, make: Callable[[], bytes], whole: list[int], faults: list[str]
) -> None:
    (tmp_path / name).write_bytes(make())
    texts, said = read_all(tmp_path / name)
    assert texts == [LONG[number] for number in whole]
    for expected, got in zip(faults, said, strict=True):
        assert expected in got


def test_any_flipped_byte_of_a_packed_crawl_costs_one_record(tmp_path: Path) -> None:
    """Also where the member then unpacks to something else, and swallows those behind it."""
    path = tmp_path / "a.wet.gz"
    for place in range(0, len(PACKED), 5):
        path.write_bytes(_flipped(PACKED, place))
        texts, faults = read_all(path)
        assert len(set(texts) & set(LONG)) >= 2
        assert len(faults) <= 1


def test_a_record_that_speaks_of_warc_is_whole(tmp_path: Path) -> None:
    text = "How crawls are kept\nWARC/1.0\nContent-Length: 3\n\nabc\n\n\nWARC/1.0\n"
    (tmp_path / "a.wet").write_bytes(as_wet([text, "Vale"]))
    assert read_all(tmp_path / "a.wet") == ([text, "Vale"], [])


def test_a_date_that_cannot_be_read_leaves_a_note(tmp_path: Path) -> None:
    data = as_wet(["Vale"]).replace(b"2025-06-06T12:00:00Z", b"2009-03-65T08:43:19-0800")
    (tmp_path / "a.wet").write_bytes(data.replace(b"WARC/1.0", b"WARC/0.18"))
    (dump,) = stream([str(tmp_path / "a.wet")])
    assert isinstance(dump, Dump)
    assert [note.code for note in dump.notes] == ["unreadable-time"]


def test_a_header_that_never_ends(tmp_path: Path) -> None:
    (tmp_path / "a.wet").write_bytes(b"WARC/1.0\r\nX: " + b"x" * 500_000 + as_wet(["Vale"]))
    texts, faults = read_all(tmp_path / "a.wet")
    assert len(faults) == 1
    assert not texts or texts == ["Vale"]


# Records of JSON


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "line 2: JSON that cannot be read: Exceeds the limit"),
        (b'{"text": "' + b"a" * (1 << 20) + b'"}', "line 2: more than 1,048,576 bytes (--max-bytes)"),
        (b'{"text": "a"', "line 2: not valid JSON"),
        (b"[" * 100_000, "line 2: JSON that is nested too deeply"),
    ],
    ids=["digits", "large", "cut", "deep"],
)
def test_a_line_that_cannot_be_read_costs_itself(tmp_path: Path, line: bytes, reason: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'"a"\n' + line + b'\n"b"\n')
    texts, faults = read_all(tmp_path / "a.jsonl")
    assert texts == ["a", "b"]
    assert [reason in fault for fault in faults] == [True]


def test_a_value_that_cannot_be_read_costs_itself(tmp_path: Path) -> None:
    large = b"d" * (1 << 20)
    (tmp_path / "a.json").write_bytes(b'["a", {"text": "b}", oops}, {"text": 1}, "c\\"]", "' + large + b'", "e"]')
    texts, faults = read_all(tmp_path / "a.json")
    assert texts == ["a", 'c"]', "e"]
    assert [fault.split(":")[0] for fault in faults] == [", record 2", ", record 3", ", record 5"]


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", 10**300, -1e308])
def test_a_time_off_the_calendar_leaves_a_note(tmp_path: Path, moment: object) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "a", "date": moment}), encoding="utf-8")
    (dump,) = stream([str(tmp_path / "a.jsonl")])
    assert isinstance(dump, Dump)
    assert dump.captured_at is None
    assert [note.code for note in dump.notes] == ["unreadable-time"]


# Parquet


def _table(times: pa.Array[Any]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": ["a", "b", "c"], "date": times}), buffer)
    return buffer.getvalue()


NANOSECONDS = 1_749_211_200_123_456_789


@pytest.mark.parametrize(
    ("times", "read"),
    [
        (pa.array([NANOSECONDS] * 3, pa.timestamp("ns")), datetime.fromisoformat("2025-06-06T12:00:00.123456+00:00")),
        (pa.array([10**15] * 3, pa.timestamp("ms")), None),
        (pa.array([timedelta(days=1)] * 3, pa.duration("us")), None),
        (pa.array([2**62] * 3, pa.duration("s")), None),
    ],
    ids=["nanoseconds", "year 33658", "duration", "long duration"],
)
def test_times_that_python_cannot_hold(tmp_path: Path, times: pa.Array[Any], read: datetime | None) -> None:
    (tmp_path / "a.parquet").write_bytes(_table(times))
    dumps = list(stream([str(tmp_path / "a.parquet")]))
    assert [each.text for each in dumps if isinstance(each, Dump)] == ["a", "b", "c"]
    for each in dumps:
        assert isinstance(each, Dump)
        assert each.captured_at == read
        assert [note.code for note in each.notes] == ([] if read else ["unreadable-time"])


def test_a_cell_that_is_not_utf_8_is_read_as_any_dump_is(tmp_path: Path) -> None:
    cells = pa.array([b"a", "Füße, Grüße, Münze".encode() + b"\xff", b"c"], pa.binary())
    _, places, data = cells.buffers()
    assert places is not None
    assert data is not None
    broken = pa.StringArray.from_buffers(3, places, data)
    pq.write_table(pa.table({"text": broken}), tmp_path / "a.parquet")
    dumps = list(stream([str(tmp_path / "a.parquet")]))
    assert [each.text for each in dumps if isinstance(each, Dump)] == ["a", "Füße, Grüße, Münze\ufffd", "c"]
    assert isinstance(dumps[1], Dump)
    assert [note.code for note in dumps[1].notes] == ["replaced-characters"]


def test_a_damaged_row_group_costs_itself(tmp_path: Path) -> None:
    pq.write_table(
        pa.table({"text": [f"page {number} " * 50 for number in range(30)]}),
        tmp_path / "a.parquet",
        row_group_size=10,
        compression="gzip",
        use_dictionary=False,
    )
    about = pq.read_metadata(tmp_path / "a.parquet").row_group(1).column(0)
    data = (tmp_path / "a.parquet").read_bytes()
    end = about.data_page_offset + about.total_compressed_size
    (tmp_path / "a.parquet").write_bytes(_flipped(data, *range(end - 60, end - 40)))
    texts, faults = read_all(tmp_path / "a.parquet")
    assert texts[:10] + texts[-10:] == [f"page {number} " * 50 for number in [*range(10), *range(20, 30)]]
    assert len(faults) == 1
    assert "rows from here are damaged" in faults[0]
    (tmp_path / "b.parquet").write_bytes(_flipped(data, *range(len(data) - 200, len(data) - 50)))
    assert read_all(tmp_path / "b.parquet")[1][0].startswith(": ")


def test_cells_that_unpack_to_too_much(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["a" * 5_000_000] * 3}), tmp_path / "a.parquet", use_dictionary=False)
    assert read_all(tmp_path / "a.parquet") == (
        [],
        [", row 1: more than 1,048,576 bytes (--max-bytes) a row, in 3 rows from here"],
    )


# Tables, text, bombs


def test_a_damaged_row_of_a_table_costs_itself(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'text,url\na,u\n"' + b"x" * (2 << 20) + b'",u\n"b\nb",u\n\nc\n')
    texts, faults = read_all(tmp_path / "a.csv")
    assert texts[0] == "a"
    assert texts[-1] == "c"
    assert faults == [", row 2: more than 1,048,576 bytes (--max-bytes)"]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.json.gz", "a.html.gz"])
def test_a_bomb_is_a_fault(tmp_path: Path, name: str) -> None:
    head = {"a.csv.gz": b'text\n"', "a.json.gz": b'["'}.get(name, b"")
    (tmp_path / name).write_bytes(gzip.compress(head + bytes(8 << 20) + (b'"]' if name == "a.json.gz" else b"")))
    texts, faults = read_all(tmp_path / name)
    assert texts == []
    assert all("more than 1,048,576 bytes" in fault for fault in faults)
    assert faults


def test_a_large_record_of_warc_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.wet.gz").write_bytes(as_wet(["a", "b" * (3 << 20), "c"], packed=True))
    assert read_all(tmp_path / "a.wet.gz") == (["a", "c"], [", record 2: more than 1,048,576 bytes (--max-bytes)"])


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device that never ends is there on Unix only")
@pytest.mark.parametrize("reader", ["text", "jsonl", "json", "csv", "warc", "parquet", "html", None])
def test_a_device_is_no_input(reader: str | None) -> None:
    (fault,) = stream(["/dev/zero"], reader=reader)
    assert str(fault) == "/dev/zero: this is a device and no file"


def test_pipes_in_a_folder_are_no_inputs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "page.txt").write_text("Vale", encoding="utf-8")
    (dump,) = stream([str(tmp_path)])
    assert isinstance(dump, Dump)


def test_an_endless_pipe_ends_at_the_limit() -> None:
    """As text at once, as lines when nothing more comes: what is held stays small."""
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); "
        "from newsdump.readers import stream; print(*stream(['-'], max_bytes=1 << 20))"
    )
    zeros = subprocess.Popen(["head", "-c", "300000000", "/dev/zero"], stdout=subprocess.PIPE)
    done = subprocess.run([sys.executable, "-c", program], stdin=zeros.stdout, capture_output=True, check=False)
    assert zeros.stdout is not None
    zeros.stdout.close()
    zeros.wait()
    assert b"-: more than 1,048,576 bytes" in done.stdout


def test_whatever_a_store_raises_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec

    class ServerError(Exception):
        pass

    def fail(*_: object, **__: object) -> None:
        raise ServerError("503, try later")

    monkeypatch.setattr(fsspec, "open", fail)
    (fault,) = stream(["memory://none/a.jsonl"])
    assert str(fault) == "memory://none/a.jsonl: ServerError: 503, try later"
