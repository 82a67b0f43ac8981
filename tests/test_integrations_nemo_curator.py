"""The door to NeMo Curator: with itself where it is installed, else with a stub of the classes that it takes."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest

import nemo_stub
from engines import BAD, COLUMNS, PAGES, REASON, RECORDS
from newsdump.arrow import SCHEMA, from_batch
from newsdump.batch import RecordError
from newsdump.errors import UsageError

# What it warns of itself is not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore")

DOOR = "newsdump.integrations.nemo_curator"


@pytest.fixture(scope="module")
def door() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        if find_spec("nemo_curator") is None:
            for name, module in nemo_stub.modules().items():
                patch.setitem(sys.modules, name, module)
        yield import_module(DOOR)
        sys.modules.pop(DOOR, None)


def batch_of(table: pa.Table, **known: object) -> Any:  # noqa: ANN401 - of the package or of the stub
    tasks: Any = import_module("nemo_curator.tasks")
    return tasks.DocumentBatch(dataset_name="gazette", data=table, **known)


def test_a_batch_becomes_its_pages_and_keeps_what_the_framework_knows_of_it(door: ModuleType) -> None:
    stage = door.NewsdumpStage()
    (done,) = stage.process_batch([batch_of(pa.table(COLUMNS), _metadata={"source_files": ["a.parquet"]})])
    assert (done.dataset_name, done._metadata) == ("gazette", {"source_files": ["a.parquet"]})  # noqa: SLF001 - theirs
    table = done.to_pyarrow()
    assert table.column("id").to_pylist() == COLUMNS["id"]
    (batch,) = table.select(SCHEMA.names).combine_chunks().to_batches()
    assert from_batch(batch) == PAGES
    assert stage.outputs() == (["data"], SCHEMA.names)


def test_a_row_without_a_page_is_told(door: ModuleType) -> None:
    table = pa.Table.from_pylist([RECORDS[0], BAD])
    done = door.NewsdumpStage(flat=True, columns=["language"], on_error="note").process(batch_of(table))
    assert done.to_pyarrow().to_pydict() == {
        "id": ["dump-0", "bad"],
        "language": [PAGES[0].language, None],
        "error": [None, REASON],
    }
    with pytest.raises(RecordError, match="record 2, id 'bad'"):
        door.NewsdumpStage().process(batch_of(table))


def test_a_batch_without_texts_is_refused(door: ModuleType) -> None:
    table = pa.table({"page": [{"body": RECORDS[0]["text"]}]})
    assert door.NewsdumpStage(text="page.body").validate_input(batch_of(table))
    assert not door.NewsdumpStage().validate_input(batch_of(table))


def test_a_stage_travels_and_takes_another_name(door: ModuleType) -> None:
    table = pa.table(COLUMNS)
    stage = door.NewsdumpStage(flat=True, columns=["title"])
    expected = stage.process(batch_of(table)).to_pyarrow()
    assert stage.name == "newsdump"
    for other in (pickle.loads(pickle.dumps(stage)), stage.with_(name="pages")):
        assert other.process(batch_of(table)).to_pyarrow() == expected


def test_wrong_arguments_are_told_at_once(door: ModuleType) -> None:
    with pytest.raises(UsageError, match="takes several names"):
        door.NewsdumpStage(columns="title")
