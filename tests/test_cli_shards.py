"""`newsdump convert` into many files: on this machine as a process that is killed, in a store in this process."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import fsspec.implementations.memory
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from newsdump.cli.commands import newsdump
from test_cli_convert import COMMAND, dump, run

PAGES = 400


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.jsonl"
    rows = [{"id": number, "text": dump(number)} for number in range(PAGES)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "part-manifest.json").read_text())
    return found


def ids(folder: Path, pattern: str = "part-*.jsonl.gz") -> list[int]:
    found = []
    for path in sorted(folder.glob(pattern)):
        found += [json.loads(line)["record"]["id"] for line in gzip.decompress(path.read_bytes()).splitlines()]
    return found


def test_files_hold_all_pages_in_order_and_the_manifest_tells_of_them(crawl: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(crawl, "-o", out / "part-*.jsonl.gz", "--split", "4KB", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert ids(out) == list(range(PAGES))
    told = manifest(out)
    assert told["ended"]
    assert [each["name"] for each in told["files"]] == sorted(path.name for path in out.glob("*.gz"))
    assert len(told["files"]) > 2
    assert sum(each["pages"] for each in told["files"]) == told["state"]["counts"]["pages"] == PAGES
    assert all((out / each["name"]).stat().st_size == each["bytes"] for each in told["files"])
    again = run(crawl, "-o", out / "part-*.jsonl.gz", "--split", "4KB")
    assert again.returncode == 2
    assert b"is of a run that is whole; --force starts again" in again.stderr
    resumed = run(crawl, "-o", out / "part-*.jsonl.gz", "--resume")
    assert resumed.returncode == 0
    assert b"is whole already" in resumed.stderr
    forced = run(crawl, "-o", out / "part-*.jsonl.gz", "--force", "--limit", "3")
    assert forced.returncode == 0, forced.stderr
    assert ids(out) == [0, 1, 2]


def test_kills_lose_nothing(tmp_path: Path) -> None:
    crawl = tmp_path / "crawl.jsonl"
    rows = [{"id": number, "text": dump(number)} for number in range(900)]
    crawl.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    crawl.write_text(crawl.read_text() + "no json\n")
    out = tmp_path / "out"
    command = [*COMMAND, str(crawl), "-o", str(out / "part-*.jsonl.gz"), "--split", "5KB", "--jobs", "1", "--resume"]
    command += ["--errors", str(tmp_path / "errors.jsonl")]
    chance = random.Random(20)
    kills = 0
    while kills < 3:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        before = len(list(out.glob("*.gz")))
        begun = time.monotonic()
        while process.poll() is None and len(list(out.glob("*.gz"))) <= before and time.monotonic() - begun < 30:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        _, told = process.communicate()
        assert b"Traceback" not in told
        if process.returncode >= 0:
            break
        kills += 1
        found = ids(out)
        assert found == list(range(len(found)))
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == (0 if b"whole already" in done.stderr else 1), done.stderr
    assert ids(out) == list(range(900))
    assert len((tmp_path / "errors.jsonl").read_text().splitlines()) == 1


def test_files_of_an_earlier_run_go_when_the_first_of_another_comes_and_not_before(crawl: Path, tmp_path: Path) -> None:
    out, moved, empty = tmp_path / "out", tmp_path / "moved", tmp_path / "empty.jsonl"
    empty.write_text("no json\n")
    options = ["--split", "4KB", "--force", "--jobs", "1"]
    assert run(crawl, "-o", out / "part-*.jsonl.gz", *options).returncode == 0
    (out / "part-other.jsonl.gz").write_text("mine")
    before = {path: path.read_bytes() for path in out.iterdir()}
    told = run(crawl, "-o", out / "part-*.jsonl.gz", *options, "--dry-run")
    assert told.returncode == 0, told.stderr
    nothing = run(empty, "-o", out / "part-*.jsonl.gz", *options)
    assert nothing.returncode == 1
    assert b"nothing was read, so" in nothing.stderr
    assert {path: path.read_bytes() for path in out.iterdir()} == before
    shutil.copytree(out, moved)
    assert run(crawl, "-o", moved / "part-*.jsonl.gz", *options, "--limit", "3").returncode == 0
    assert {path: path.read_bytes() for path in out.iterdir()} == before  # though the manifest was copied
    (out / "part-manifest.json").write_text("{")
    assert run(crawl, "-o", out / "part-*.jsonl.gz", *options, "--limit", "3").returncode == 0
    for folder in (out, moved):
        assert sorted(path.name for path in folder.iterdir()) == [
            "part-00000.jsonl.gz",
            "part-manifest.json",
            "part-other.jsonl.gz",
        ]


def test_an_input_that_has_changed_is_told(crawl: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options: list[str | Path] = ["-o", out / "part-*.jsonl.gz", "--split", "4KB", "--jobs", "1"]
    assert run(crawl, *options).returncode == 0
    told = manifest(out)
    told["ended"] = False
    (out / "part-manifest.json").write_text(json.dumps(told))
    crawl.write_text("x" + crawl.read_text())
    done = run(crawl, *options, "--resume")
    assert done.returncode == 2
    assert b"has changed since the run was interrupted" in done.stderr
    crawl.write_text(crawl.read_text()[1:])
    (out / "part-00001.jsonl.gz").write_bytes(b"")
    done = run(crawl, *options, "--resume")
    assert done.returncode == 2
    assert b"part-00001.jsonl.gz is not as the run left it" in done.stderr
    (out / "part-manifest.json").write_text("{}")
    assert b"is damaged; --force starts again" in run(crawl, *options, "--resume").stderr


def test_a_store_takes_tables(crawl: Path, store: fsspec.AbstractFileSystem) -> None:
    pattern = "memory://bucket/run/pages-*.parquet"
    arguments = ["convert", str(crawl), "-o", pattern, "--split", "20KB", "--jobs", "1", "--shard", "2/3", "--flat"]
    done = CliRunner().invoke(newsdump, arguments)
    assert done.exit_code == 0, done.output
    names = store.glob("memory://bucket/run/*.parquet")
    assert len(names) > 1
    assert all(name.startswith("/bucket/run/pages-00002-0000") for name in names)
    found = [number for name in names for number in pq.read_table(store.open(name)).column("id").to_pylist()]
    assert found == [str(number) for number in range(1, PAGES, 3)]
    told = json.loads(store.cat_file("memory://bucket/run/pages-00002-manifest.json"))
    assert told["ended"]
    assert [f"/bucket/run/{each['name']}" for each in told["files"]] == names
    again = CliRunner().invoke(newsdump, arguments)
    assert again.exit_code == 2
    assert "is of a run that is whole" in again.output


class Failing(fsspec.implementations.memory.MemoryFileSystem):  # type: ignore[misc]  # it is not typed
    """A store that takes so many files and then is not there any more."""

    protocol = "failing"
    left = 0

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.removeprefix("failing:/")))

    def put_file(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - as its base
        Failing.left -= 1
        if Failing.left < 0:
            raise ConnectionError("gone")
        super().put_file(*arguments, **options)


@pytest.mark.parametrize("whole", [1, 2, 5])
def test_a_run_into_a_store_that_fails_goes_on_behind_its_last_file(
    crawl: Path, tmp_path: Path, store: fsspec.AbstractFileSystem, whole: int
) -> None:
    fsspec.register_implementation("failing", Failing, clobber=True)
    pattern, errors = "failing://bucket/part-*.jsonl", tmp_path / "errors.jsonl"
    crawl.write_text("no json\n" + crawl.read_text())
    arguments = ["convert", str(crawl), "-o", pattern, "--split", "40KB", "--jobs", "1", "--errors", str(errors)]
    arguments += ["--limit", "120"]
    Failing.left = whole
    done = CliRunner().invoke(newsdump, [*arguments, "--quiet"])
    assert done.exit_code == 1
    assert "gone; the same command with --resume goes on from there" in done.output
    known = {each["name"] for each in json.loads(store.cat_file("/bucket/part-manifest.json"))["files"]}
    before = {name: store.cat_file(f"/bucket/{name}") for name in known}
    Failing.left = 1_000_000
    done = CliRunner().invoke(newsdump, [*arguments, "--resume", "--quiet"])
    assert done.exit_code == 1, done.output  # for the line that is no JSON
    told = json.loads(store.cat_file("/bucket/part-manifest.json"))
    names = [f"/bucket/{each['name']}" for each in told["files"]]
    assert names == store.glob("/bucket/*.jsonl")
    assert {name: store.cat_file(f"/bucket/{name}") for name in known} == before
    found = [json.loads(line)["record"]["id"] for name in names for line in store.cat_file(name).splitlines()]
    assert found == list(range(119))
    assert len(errors.read_text().splitlines()) == 1


class Locked(fsspec.implementations.memory.MemoryFileSystem):  # type: ignore[misc]  # it is not typed
    """A store that asks for credentials, by an error of its own."""

    protocol = "locked"

    def cat_file(self, *_: object, **__: object) -> bytes:
        raise RuntimeError("no credentials")


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_what_a_store_says_is_told(crawl: Path, more: list[str]) -> None:
    fsspec.register_implementation("locked", Locked, clobber=True)
    done = CliRunner().invoke(newsdump, ["convert", str(crawl), "-o", "locked://b/part-*.jsonl", "--jobs", "1", *more])
    assert done.exit_code == 1
    assert "RuntimeError: no credentials" in done.output


def test_a_summary_may_stand_in_the_folder_that_the_run_makes(crawl: Path, tmp_path: Path) -> None:
    done = run(
        crawl, "-o", tmp_path / "new" / "part-*.jsonl", "--limit", "2", "--summary", tmp_path / "new" / "sum.json"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "new" / "sum.json").read_text())["pages"] == 2


def test_a_run_without_pages_leaves_a_manifest_alone(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    done = run(tmp_path / "empty.jsonl", "-o", tmp_path / "part-*.jsonl")
    assert done.returncode == 0, done.stderr
    assert manifest(tmp_path)["files"] == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "s3://bucket/pages.jsonl"], "put a * where it goes"),
        (["-o", "out.jsonl", "--split", "1MB"], "--split needs a *"),
        (["-o", "out-*-*.jsonl"], "the name out-*-*.jsonl has 2 *"),
        (
            ["-o", "out-*.jsonl", "--summary", "no/sum.json"],
            "--summary no/sum.json cannot be written: there is no folder",
        ),
        (["-o", "out-*.jsonl", "--split", "many"], "'many' is no size"),
        (["-o", "out-*", "--to", "markdown"], "markdown takes a file a page"),
        (["-o", "nowhere://b/out-*.jsonl"], "nowhere://b/out-*.jsonl cannot be written"),
        (["-o", "there-*.jsonl"], "there-00000.jsonl is already there, and no there-manifest.json that tells of it"),
    ],
)
def test_what_cannot_be_written_is_told(crawl: Path, tmp_path: Path, options: list[str], message: str) -> None:
    (tmp_path / "there-00000.jsonl").write_text("mine")
    done = run(crawl, *options, cwd=tmp_path)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.decode().split())
    assert (tmp_path / "there-00000.jsonl").read_text() == "mine"
