"""The program of each page in `docs/engines`, copied from it, does its work where its engine is installed."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from engines import COLUMNS, PAGES, RECORDS, write_wet

PAGES_OF_DOCS = Path("docs/engines")
README = "../../README"
ARTICLES = [
    f"<{record['id']}>" for record, page in zip(RECORDS, PAGES, strict=True) if page.article and page.article.text
]


def lay_out(folder: Path) -> None:
    """The inputs that the pages speak of."""
    pq.write_table(pa.table(COLUMNS), folder / "dumps.parquet")
    rows = [{**record, "date": record["date"].isoformat()} for record in RECORDS]
    (folder / "dumps.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "documents").mkdir()
    with gzip.open(folder / "documents" / "a.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": row["id"], "text": row["text"], "source": "x"}) + "\n" for row in rows)
    (folder / "crawl").mkdir()
    for number in range(2):
        write_wet(folder / "crawl" / f"{number}.warc.wet.gz", RECORDS[number::2])


def of_parquet(path: str) -> Callable[[Path], list[str]]:
    def ids(folder: Path) -> list[str]:
        table = ds.dataset(folder / path, format="parquet", exclude_invalid_files=True).to_table()
        return [str(each) for each in table.column("id").to_pylist()]

    return ids


def of_lines(pattern: str, *keys: str) -> Callable[[Path], list[str]]:
    def ids(folder: Path) -> list[str]:
        found = []
        for path in sorted(folder.glob(pattern)):
            with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
                for row in map(json.loads, file):
                    for key in keys:
                        row = row[key]  # noqa: PLW2901 - deeper and deeper
                    found.append(row)
        return found

    return ids


@pytest.mark.parametrize(
    ("page", "package", "written", "expected"),
    [
        ("daft", "daft", of_parquet("pages"), COLUMNS["id"]),
        ("dask", "dask", of_lines("pages/*.jsonl", "record", "id"), COLUMNS["id"]),
        ("datasets", "datasets", of_parquet("pages.parquet"), COLUMNS["id"]),
        ("datatrove", "datatrove", of_lines("out/jsonl/*", "id"), ARTICLES),
        ("datatrove", "datatrove", of_parquet("out/parquet"), ARTICLES),
        (README, "datatrove", of_lines("articles/*", "id"), ARTICLES),
        ("dolma", "dolma", of_lines("attributes/*", "id"), COLUMNS["id"]),
        ("duckdb", "duckdb", of_parquet("pages.parquet"), COLUMNS["id"]),
        ("nemo_curator", "nemo_curator", of_parquet("pages"), COLUMNS["id"]),
        ("polars", "polars", of_parquet("pages.parquet"), COLUMNS["id"]),
        ("ray", "ray", of_parquet("pages"), COLUMNS["id"]),
        ("spark", "pyspark", of_parquet("pages"), COLUMNS["id"]),
    ],
)
def test_a_program_does_its_work(  # noqa: PLR0917 - parameters and fixtures
    page: str,
    package: str,
    written: Callable[[Path], list[str]],
    expected: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    text = (PAGES_OF_DOCS / f"{page}.md").read_text(encoding="utf-8")
    programs: list[str] = re.findall(r"^```py(?:thon)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    (program,) = (each for each in programs if page != README or "newsdump.integrations" in each)
    lay_out(tmp_path)
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, done.stderr
    assert sorted(written(tmp_path)) == sorted(expected)


def test_every_door_has_a_page() -> None:
    doors = {path.stem for path in Path("src/newsdump/integrations").glob("[a-z]*.py")}
    assert {path.stem.replace("datasets", "huggingface") for path in PAGES_OF_DOCS.glob("*.md")} == doors
