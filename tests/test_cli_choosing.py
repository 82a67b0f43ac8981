"""What `newsdump convert` takes of its inputs and writes of their pages."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from newsdump.cli.choosing import Choice
from newsdump.readers import Dump, Origin
from newsdump.serializers.flat import FIELDS
from test_cli_convert import dump, run
from test_readers import as_wet


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.jsonl"
    rows = [{"key": f"k{n}", "text": dump(n), "url": f"https://n.example/{n}", "tags": [n]} for n in range(200)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_ids_and_what_is_kept_go_to_every_format(crawl: Path, tmp_path: Path) -> None:
    options = ["--id-field", "key", "--keep", "tags", "--limit", "3"]
    assert run(crawl, "-o", tmp_path / "a.jsonl", *options).returncode == 0
    expected = [{"id": f"k{number}", "tags": [number]} for number in range(3)]
    assert [row["record"] for row in rows_of(tmp_path / "a.jsonl")] == expected
    assert run(crawl, "-o", tmp_path / "a.parquet", *options).returncode == 0
    table = pq.read_table(tmp_path / "a.parquet")
    assert table.select(["id", "tags"]).to_pylist() == [{"id": f"k{n}", "tags": f"[{n}]"} for n in range(3)]
    assert run(crawl, "-o", tmp_path / "a.csv", *options).returncode == 0
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["id"], row["tags"]) for row in csv.DictReader(file)] == [(f"k{n}", f"[{n}]") for n in range(3)]


def test_pages_of_a_folder_tell_their_files(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(dump(0), encoding="utf-8")
    (tmp_path / "in" / "b.jsonl").write_text(json.dumps({"text": dump(1)}) + "\n", encoding="utf-8")
    assert run("in", "-o", "a.jsonl", cwd=tmp_path).returncode == 0
    assert [row.get("record") for row in rows_of(tmp_path / "a.jsonl")] == [{"path": "in/a.txt"}, None]
    assert run("in", "-o", "a.csv", "--keep", "path,number", cwd=tmp_path).returncode == 0
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["path"], row["number"]) for row in csv.DictReader(file)] == [("in/a.txt", ""), ("in/b.jsonl", "1")]


def test_records_of_web_archives_have_their_ids_and_digests(tmp_path: Path) -> None:
    (tmp_path / "a.warc.wet").write_bytes(as_wet([dump(0), dump(1)]))
    assert run(tmp_path / "a.warc.wet", "-o", tmp_path / "a.jsonl").returncode == 0
    records = [row["record"] for row in rows_of(tmp_path / "a.jsonl")]
    assert all(record["id"].startswith("<urn:uuid:") for record in records)
    assert all(record["digest"].startswith("sha1:") for record in records)
    assert len({record["digest"] for record in records}) == 2
    options = ["--flat", "--keep", "digest,Content-Type"]
    assert run(tmp_path / "a.warc.wet", "-o", tmp_path / "a.parquet", *options).returncode == 0
    rows = pq.read_table(tmp_path / "a.parquet").select(["id", "digest", "Content-Type"]).to_pylist()
    assert rows == [{**record, "Content-Type": "text/plain"} for record in records]


def test_several_processes_lose_no_id(crawl: Path, tmp_path: Path) -> None:
    assert run(crawl, "-o", tmp_path / "a.jsonl", "--id-field", "key", "--jobs", "2").returncode == 0
    found = rows_of(tmp_path / "a.jsonl")
    assert [(row["record"]["id"], row["text"]) for row in found] == [(f"k{n}", dump(n)) for n in range(200)]


def test_fields_are_chosen(crawl: Path, tmp_path: Path) -> None:
    done = run(crawl, "-o", tmp_path / "a.jsonl", "--limit", "1", "--without", "text,blocks", "--without", "sections")
    assert done.returncode == 0, done.stderr
    (row,) = rows_of(tmp_path / "a.jsonl")
    assert not row.keys() & {"text", "sections"}
    assert "title" in row["article"]
    assert "blocks" not in row["article"]
    assert run(crawl, "-o", tmp_path / "b.jsonl", "--limit", "1", "--columns", "url,article.title").returncode == 0
    assert rows_of(tmp_path / "b.jsonl")[0].keys() == {"format", "url", "article"}
    assert run(crawl, "-o", tmp_path / "a.parquet", "--limit", "2", "--flat").returncode == 0
    assert pq.read_schema(tmp_path / "a.parquet").names == ["id", *FIELDS]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--columns", "body"], "a page has no field 'body'"),
        (["--columns", "url", "--to", "csv"], "csv has a form of its own"),
        (["--flat", "--to", "tei"], "tei has a form of its own"),
        (["--shard", "0/3"], "'0/3' is no part of a whole; write the third of sixteen as 3/16"),
        (["--shard", "4/3"], "'4/3' is no part of a whole"),
        (["--sample", "0"], "0"),
    ],
)
def test_what_cannot_be_chosen_is_told(crawl: Path, tmp_path: Path, options: list[str], message: str) -> None:
    done = run(crawl, "-o", tmp_path / "a.jsonl", *options)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.decode().replace("│", " ").split())
    assert not (tmp_path / "a.jsonl").exists()


@pytest.mark.parametrize("shards", [2, 5])
def test_shards_share_nothing_and_lose_nothing(crawl: Path, tmp_path: Path, shards: int) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(dump(1000 + number), encoding="utf-8")
    inputs = [crawl, *(tmp_path / f"{number}.txt" for number in range(3))]
    found: Counter[str] = Counter()
    for number in range(1, shards + 1):
        target = tmp_path / f"part-{number}.jsonl"
        done = run(*inputs, "-o", target, "--shard", f"{number}/{shards}", "--columns", "text")
        assert done.returncode == 0, done.stderr
        found.update(row["text"] for row in rows_of(target))
    assert found == Counter([dump(number) for number in [*range(200), 1000, 1001, 1002]])


def test_a_sample_is_the_same_wherever_the_dumps_stand() -> None:
    dumps = [Dump(dump(number), Origin("a.jsonl", "line", number)) for number in range(2000)]
    chosen = list(Choice(sample=0.1).items(iter(dumps), 0, 1))
    again = list(Choice(sample=0.1).items(reversed(dumps), 5, 9))
    assert {each.text for each in chosen if isinstance(each, Dump)} == {
        each.text for each in again if isinstance(each, Dump)
    }
    assert 140 < len(chosen) < 260
    assert list(Choice(sample=1).items(iter(dumps), 0, 1)) == dumps


@pytest.mark.parametrize("limit", [1, 64, 130])
def test_a_limit_ends_the_run(crawl: Path, tmp_path: Path, limit: int) -> None:
    assert run(crawl, "missing.txt", "-o", tmp_path / "a.jsonl", "--limit", str(limit), "--jobs", "2").returncode == 0
    assert [row["text"] for row in rows_of(tmp_path / "a.jsonl")] == [dump(number) for number in range(limit)]


def test_a_dry_run_tells_and_writes_nothing(crawl: Path, tmp_path: Path) -> None:
    target, url = tmp_path / "a.jsonl", "https://n.example/0"
    done = run(crawl, "-o", target, "--id-field", "key", "--jobs", "1", "--dry-run")
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines == [
        f"would read 1 of 1 inputs, {crawl.stat().st_size:,} bytes",
        f"would write jsonl to {target}, with 1 processes",
        f"the first dump: {crawl}, line 1, {len(dump(0))} characters, url {url!r}, captured at None, id 'k0'",
    ]
    assert sorted(tmp_path.iterdir()) == [crawl]
    wrong = run(crawl, "-o", target, "--text-field", "body", "--dry-run")
    assert "cannot be read" in wrong.stdout.decode()


def test_a_summary_is_written_for_programs(crawl: Path, tmp_path: Path) -> None:
    crawl.write_text(crawl.read_text() + "no json\n")
    done = run(crawl, "-o", tmp_path / "a.jsonl", "--summary", tmp_path / "sum.json", "--quiet")
    assert done.returncode == 1
    told = json.loads((tmp_path / "sum.json").read_text())
    assert (told["pages"], told["articles"], told["faults"], told["resumed_behind"]) == (200, 200, 1, 0)
    assert told["seconds"] > 0
    assert told["pages_per_second"] > 0
