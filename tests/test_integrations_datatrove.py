from __future__ import annotations

import copy
import gzip
import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytest.importorskip("datatrove")

from datatrove.data import Document, Media, MediaType
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter

from engines import PAGES, RECORDS, write_wet
from newsdump.batch import RecordError
from newsdump.errors import ProfileError, UsageError
from newsdump.integrations.datatrove import PARQUET_SCHEMA, NewsdumpParser, WetReader, adapter, parquet_schema
from newsdump.serializers import json as newsdump_json

# loguru's and fsspec's files are left to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")


def documents() -> Iterator[Document]:
    for record in RECORDS:
        yield Document(record["text"], record["id"], metadata={"url": record["url"], "date": record["date"], "n": 1})


def counts(step: Any) -> dict[str, float]:  # noqa: ANN401 - it is not typed
    return {
        name: stat["total"] if isinstance(stat, dict) else stat for name, stat in step.stats.to_dict()["stats"].items()
    }


def test_documents_become_their_articles_and_keep_what_they_have() -> None:
    step = NewsdumpParser()
    found = list(step.run(documents()))
    expected = [
        (record["id"], page.article.text)
        for record, page in zip(RECORDS, PAGES, strict=True)
        if page.article is not None and page.article.text
    ]
    assert [(document.id, document.text) for document in found] == expected
    assert all(document.metadata["n"] == 1 for document in found)
    numbers = counts(step)
    assert numbers["total"] == len(RECORDS)
    assert numbers["forwarded"] == len(expected)
    assert numbers["dropped"] == numbers["dropped_no_text"] == len(RECORDS) - len(expected)
    assert numbers["comments"] == sum(len(page.comments) for page in PAGES)
    assert step.stats.time_stats.total > 0


def test_the_whole_page_can_be_told() -> None:
    found = list(NewsdumpParser(text="page", metadata="page").run(documents()))
    assert [document.text for document in found] == [record["text"] for record in RECORDS]
    assert [newsdump_json.from_dict(document.metadata["newsdump"]) for document in found] == PAGES


@pytest.mark.parametrize("expand_metadata", [False, True])
def test_the_adapter_writes_what_datatrove_does(tmp_path: Path, *, expand_metadata: bool) -> None:
    media = Media("m", MediaType.IMAGE, "https://n.example/m.png", media_bytes=b"x")
    given = [*documents(), Document("", "empty"), Document("a", "b", media=[media], metadata={"n": 1})]
    for name, known in (("theirs", {}), ("ours", {"adapter": adapter})):
        writer = JsonlWriter(str(tmp_path / name), compression=None, expand_metadata=expand_metadata, **known)
        list(writer.run(iter(given)))
    theirs, ours = ((tmp_path / name / "00000.jsonl").read_bytes() for name in ("theirs", "ours"))
    assert ours == theirs


def test_a_function_may_say_what_the_text_becomes() -> None:
    step = NewsdumpParser(text=lambda page: "\n".join(comment.text for comment in page.comments))
    assert [document.text for document in step.run(documents())] == [
        "\n".join(comment.text for comment in page.comments) for page in PAGES if page.comments
    ]


def test_a_document_that_gives_no_page_is_dropped_and_told() -> None:
    step = NewsdumpParser(max_chars=3)
    long = Document("four", "x")
    assert list(step.run(iter([long]))) == []
    assert counts(step) == {"total": 1, "dropped": 1, "dropped_failed": 1}
    with pytest.raises(RecordError):
        list(NewsdumpParser(max_chars=3, on_error="raise").run(iter([long])))


def test_what_is_dropped_can_be_written(tmp_path: Path) -> None:
    step = NewsdumpParser(max_chars=3, exclusion_writer=JsonlWriter(str(tmp_path), compression=None))
    assert [document.id for document in step.run(iter([Document("four", "x"), Document("Hm", "y")]))] == []
    written = [json.loads(line) for path in tmp_path.glob("*") for line in path.read_text().splitlines()]
    assert [(each["id"], each["text"], each["metadata"]["filter_reason"].partition(":")[0]) for each in written] == [
        ("x", "four", "failed"),
        ("y", "Hm", "no_text"),
    ]


def test_time_may_be_limited() -> None:
    step = NewsdumpParser(text="page", timeout=600)
    assert [document.id for document in step.run(documents())] == [record["id"] for record in RECORDS]


def test_a_step_can_be_sent_to_other_machines() -> None:
    step = NewsdumpParser(profiles=["daily8"])
    for other in (copy.deepcopy(step), pickle.loads(pickle.dumps(step))):
        assert len(list(other.run(documents()))) == len(list(step.run(documents())))


def test_wrong_arguments_are_told_at_once() -> None:
    with pytest.raises(UsageError, match="text is one of article, page, or a function, not 'comments'"):
        NewsdumpParser(text="comments")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(ProfileError):
        NewsdumpParser(profiles=["osselby"])


def test_the_reader_of_wet_files_keeps_ids_and_passes_over_what_is_broken(tmp_path: Path) -> None:
    write_wet(tmp_path / "a.warc.wet.gz", RECORDS[:3])
    whole = (tmp_path / "a.warc.wet.gz").read_bytes()
    (tmp_path / "b.warc.wet.gz").write_bytes(whole[: len(whole) // 2])
    reader = WetReader(str(tmp_path), keep=["Content-Type"])
    found = list(reader.run())
    assert [document.id for document in found[:3]] == [f"<{record['id']}>" for record in RECORDS[:3]]
    assert [document.text for document in found[:3]] == [record["text"] for record in RECORDS[:3]]
    assert found[0].metadata["url"] == RECORDS[0]["url"]
    assert found[0].metadata["date"] == "2025-06-06T12:00:00+00:00"
    assert found[0].metadata["digest"] == "sha1:dump-0"
    assert found[0].metadata["Content-Type"] == "text/plain"
    assert counts(reader)["faults"] >= 1


def test_a_pipeline_from_wet_to_json_lines_and_parquet(tmp_path: Path) -> None:
    (tmp_path / "wet").mkdir()
    write_wet(tmp_path / "wet" / "a.warc.wet.gz", RECORDS)
    executor = LocalPipelineExecutor(
        [
            WetReader(str(tmp_path / "wet")),
            NewsdumpParser(),
            JsonlWriter(str(tmp_path / "json")),
            ParquetWriter(str(tmp_path / "parquet"), schema=PARQUET_SCHEMA),
        ],
        logging_dir=str(tmp_path / "logs"),
    )
    executor.run()
    (lines,) = (tmp_path / "json").iterdir()
    with gzip.open(lines, "rt", encoding="utf-8") as file:
        written = [json.loads(line) for line in file]
    titles = [page.article.title for page in PAGES if page.article is not None and page.article.text]
    assert [each["metadata"]["newsdump"]["title"] for each in written] == titles
    (table,) = (tmp_path / "parquet").iterdir()
    rows = pq.read_table(table).to_pylist()
    assert [row["metadata"]["newsdump"]["title"] for row in rows] == titles
    assert [row["id"] for row in rows] == [each["id"] for each in written]


def test_the_schema_has_a_place_for_other_metadata() -> None:
    schema = parquet_schema(dump=pa.string())
    kind = schema.field("metadata").type
    assert kind.field("dump").type == pa.string()
    assert kind.field("newsdump").type.field("authors").type == pa.list_(pa.string())
