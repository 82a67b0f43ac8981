"""Run newsdump in the engines that are installed, over the same dumps, and set their CPU time beside a plain loop's.

python bench/engines.py FOLDER [--pages N] [--rounds N] [--only NAME ...]

FOLDER holds files of JSON Lines (`.jsonl` or `.jsonl.gz`) whose records have `id`, `text` and `url`. Each engine runs
in a process of its own, on one processor as far as it lets itself be told, first over a few pages, which is what it
takes to start, then over all: the difference is what a page costs. All processes that an engine starts are counted
(Linux). What each has written is read back and compared with the pages of the loop.

The loops read Parquet, call `newsdump.parse`, and write JSON Lines or Parquet; an engine stands beside the loop that
writes the same.
"""

from __future__ import annotations

import argparse
import ctypes
import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import newsdump
from newsdump.arrow import SCHEMA, from_batch, to_batch
from newsdump.model import Page
from newsdump.serializers import json as page_json
from newsdump.serializers import jsonl

FEW = 50
CAPTURED_AT = datetime(2025, 6, 6, 12, tzinfo=UTC)
BATCH = 256


def records(folder: Path) -> Iterator[dict[str, str]]:
    """The records of all files, in the order of their names."""
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")]):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def lay_out(folder: Path, pages: int, target: Path) -> int:
    """Write the dumps as Parquet and as JSON Lines, a few of them and all, and tell how many there are."""
    rows = []
    for number, record in enumerate(records(folder)):
        if number == pages:
            break
        rows.append({"id": f"{number}", "text": record["text"], "url": record.get("url"), "date": CAPTURED_AT})
    for name, some in (("few", rows[:FEW]), ("all", rows)):
        (target / name).mkdir()
        pq.write_table(pa.Table.from_pylist(some), target / name / "dumps.parquet", row_group_size=BATCH)
        with (target / name / "dumps.jsonl").open("w", encoding="utf-8") as file:
            for row in some:
                file.write(json.dumps({**row, "date": CAPTURED_AT.isoformat()}) + "\n")
    return len(rows)


def loop(folder: Path) -> Iterator[tuple[str, Page]]:
    """The ids and pages of the plain loop."""
    for batch in pq.ParquetFile(folder / "dumps.parquet").iter_batches(BATCH):
        for row in batch.to_pylist():
            yield row["id"], newsdump.parse(row["text"], url=row["url"], captured_at=row["date"])


def loop_to_lines(folder: Path, out: Path) -> None:
    """The plain loop."""
    with out.open("wb") as file:
        for number, page in loop(folder):
            file.write(jsonl.dumpb(page, record={"id": number}))


def loop_to_parquet(folder: Path, out: Path) -> None:
    """The plain loop, with columns at its end."""
    schema = pa.schema([pa.field("id", pa.string()), *SCHEMA])
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in pq.ParquetFile(folder / "dumps.parquet").iter_batches(BATCH):
            pages = to_batch(
                newsdump.parse(row["text"], url=row["url"], captured_at=row["date"]) for row in batch.to_pylist()
            )
            writer.write_batch(pa.RecordBatch.from_arrays([batch.column("id"), *pages.columns], schema=schema))


def convert_to_lines(folder: Path, out: Path) -> None:
    """`newsdump convert` with one job."""
    convert(folder, out.with_suffix(".jsonl"))


def convert_to_parquet(folder: Path, out: Path) -> None:
    """`newsdump convert` with one job."""
    convert(folder, out.with_suffix(".parquet"))


def convert(folder: Path, out: Path) -> None:
    """`newsdump convert` with one job."""
    sys.argv = ["newsdump", "convert", str(folder / "dumps.parquet"), "-o", str(out), "--jobs", "1", "--quiet"]
    from newsdump.cli import main

    main()


def datatrove(folder: Path, out: Path) -> None:
    """Local executor, one worker."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import ParquetReader
    from datatrove.pipeline.writers import JsonlWriter

    from newsdump.integrations.datatrove import NewsdumpParser, adapter

    pipeline = [
        ParquetReader(str(folder), glob_pattern="*.parquet"),
        NewsdumpParser(text="page", metadata="page"),
        JsonlWriter(str(out), compression=None, adapter=adapter),
    ]
    LocalPipelineExecutor(pipeline, logging_dir=str(out) + ".logs").run()


def polars(folder: Path, out: Path) -> None:
    """A lazy query."""
    import polars as pl

    from newsdump.integrations.polars import parse

    frame = pl.scan_parquet(folder / "dumps.parquet").select("id", parse(url="url", time="date"))
    frame.unnest("page").collect().write_parquet(out)


def duckdb(folder: Path, out: Path) -> None:
    """A query."""
    import duckdb as engine

    from newsdump.integrations.duckdb import register

    connection = register(engine.connect(config={"threads": 1}))
    dumps = connection.read_parquet(str(folder / "dumps.parquet"))
    dumps.project("id, unnest(newsdump(text, url, date))").write_parquet(str(out), compression="zstd")


def daft(folder: Path, out: Path) -> None:
    """The native runner."""
    import daft as engine

    from newsdump.integrations.daft import parse

    frame = engine.read_parquet(str(folder / "dumps.parquet")).select("id", parse(url="url", time="date"))
    frame.select("id", engine.col("page").unnest()).write_parquet(str(out))


def datasets(folder: Path, out: Path) -> None:
    """One process."""
    from datasets import Dataset

    from newsdump.integrations.huggingface import parse

    parse(Dataset.from_parquet(str(folder / "dumps.parquet"), cache_dir=str(out) + ".cache")).to_parquet(out)


def dask(folder: Path, out: Path) -> None:
    """A bag, in this process."""
    import dask.bag

    from newsdump.integrations.dask import parse, to_dicts

    bag = dask.bag.read_text(str(folder / "dumps.jsonl"), blocksize="8MiB").map(json.loads)
    to_dicts(parse(bag)).map(json.dumps).to_textfiles(str(out / "*.jsonl"), compute_kwargs={"scheduler": "sync"})


def ray(folder: Path, out: Path) -> None:
    """One actor."""
    import ray as engine

    from newsdump.integrations.ray import parse

    engine.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    parse(engine.data.read_parquet(str(folder / "dumps.parquet")), concurrency=1).write_parquet(str(out))
    engine.shutdown()


def spark(folder: Path, out: Path) -> None:
    """One thread."""
    from pyspark.sql import SparkSession

    from newsdump.integrations.spark import parse

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.python.use.daemon", "false")  # whose children nobody waits for, so that they are not counted
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH))
        .config("spark.sql.parquet.compression.codec", "zstd")
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        .getOrCreate()
    )
    parse(session.read.parquet(str(folder / "dumps.parquet"))).write.parquet(str(out))
    session.stop()


ENGINES: dict[str, tuple[Callable[[Path, Path], None], str, str]] = {
    "loop to JSON Lines": (loop_to_lines, "", "lines"),
    "loop to Parquet": (loop_to_parquet, "", "parquet"),
    "convert to JSON Lines": (convert_to_lines, "click", "lines"),
    "convert to Parquet": (convert_to_parquet, "click", "parquet"),
    "datatrove": (datatrove, "datatrove", "lines"),
    "Dask": (dask, "dask", "lines"),
    "Datasets": (datasets, "datasets", "parquet"),
    "Polars": (polars, "polars", "parquet"),
    "DuckDB": (duckdb, "duckdb", "parquet"),
    "Daft": (daft, "daft", "parquet"),
    "Ray Data": (ray, "ray", "parquet"),
    "Spark": (spark, "pyspark", "parquet"),
}
"""What runs, the package that it needs, and what it writes."""
LOOPS = {"lines": "loop to JSON Lines", "parquet": "loop to Parquet"}


class EngineError(Exception):
    """An engine has failed; the message is what it said at its end."""


def seconds(name: str, folder: Path, out: Path) -> float:
    """The CPU seconds of a run and of all processes that it has started."""
    command = [sys.executable, __file__, "--run", name, str(folder), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - this program
    if done.returncode:
        raise EngineError(done.stderr[-3000:])
    return float(done.stdout.splitlines()[-1])


def run(name: str, folder: Path, out: Path) -> None:
    """Run one engine in a child, and print the seconds of the child and of whatever it leaves behind."""
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: orphans become children of this process
    if os.fork() == 0:
        os.dup2(2, 1)
        ENGINES[name][0](folder, out)
        os._exit(0)
    failed = False
    try:
        while True:
            failed |= os.wait()[1] == 256
    except ChildProcessError:
        pass
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_utime + used.ru_stime)
    sys.exit(failed)


def pages_of(out: Path, written: str) -> dict[str, Page]:
    """What a run has written, by id."""
    paths = sorted(
        path for path in out.parent.glob(f"{out.name}*") if "logs" not in path.name and "cache" not in path.name
    )
    files = [file for path in paths for file in ([path] if path.is_file() else sorted(path.rglob("*")))]
    found = {}
    for file in files:
        if written == "lines" and file.suffix in {".jsonl", ""}:
            for row in map(json.loads, file.open(encoding="utf-8")):
                number, tree = (
                    (row["record"]["id"], row) if "record" in row else (row["id"], row["metadata"]["newsdump"])
                )
                found[number] = page_json.from_dict(tree)
        elif written == "parquet" and not file.name.startswith(("_", ".")):
            table = pq.read_table(file)
            for batch in table.select(SCHEMA.names).cast(SCHEMA).combine_chunks().to_batches():
                found.update(zip(table.column("id").to_pylist(), from_batch(batch), strict=True))
    return found


def main() -> None:
    """Run what is there and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1800)
    parser.add_argument("--rounds", type=int, default=3, help="the least time of so many counts")
    parser.add_argument("--only", nargs="+", choices=list(ENGINES), help="the loops run in any case")
    options = parser.parse_args()
    if options.pages <= FEW:
        parser.error(f"--pages is more than the {FEW} that tell what it takes to start")
    work = Path(tempfile.mkdtemp())
    try:
        compare(options, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def compare(options: argparse.Namespace, work: Path) -> None:
    """Run each engine, and print a row of Markdown for it.

    They run by turns, so that what else the machine does comes upon all of them.
    """
    only = {*LOOPS.values(), *(options.only or ENGINES)}
    there = [name for name, (_, package, _) in ENGINES.items() if not package or find_spec(package)]
    total = lay_out(options.folder, options.pages, work)
    spent: dict[tuple[str, str], list[float]] = defaultdict(list)
    failed: dict[str, str] = {}
    for turn in range(options.rounds):
        for number, name in enumerate(there):
            for size in ("few", "all") if name in only and name not in failed else ():
                try:
                    spent[name, size].append(seconds(name, work / size, work / f"{size}-{number}-{turn}"))
                except EngineError as error:
                    failed[name] = str(error)
                    break
            print(f"round {turn + 1}: {name}", file=sys.stderr)
    expected = dict(loop(work / "all"))
    print(f"{total} pages\n\n| engine | version | to start, s | a page, ms | times the loop | same pages |")
    print("|---|---|---|---|---|---|")
    costs = {
        name: (min(spent[name, "all"]) - min(spent[name, "few"])) / (total - FEW)
        for name in there
        if name in only and name not in failed
    }
    for name in [name for name in ENGINES if name in only]:
        _, package, written = ENGINES[name]
        if name not in costs:
            print(f"| {name} | {'failed' if name in failed else 'not installed'} | | | | |")
            continue
        found = pages_of(work / f"all-{there.index(name)}-0", written)
        same = sum(found.get(key) == page for key, page in expected.items())
        told = "yes" if same == total == len(found) else f"{same} of {total}"
        print(
            f"| {name} | {version(package)} | {min(spent[name, 'few']) - FEW * costs[name]:.1f} "
            f"| {1e3 * costs[name]:.2f} | {costs[name] / costs[LOOPS[written]]:.2f} | {told} |",
            flush=True,
        )
    if failed:
        raise SystemExit("\n\n".join(f"{name} failed:\n{error}" for name, error in failed.items()))


def version(package: str) -> str:
    """The version of what is installed."""
    from importlib.metadata import version as installed

    return installed(package) if package and package != "click" else newsdump.__version__


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main()
