"""What the door to NeMo Curator takes from it, as its wheel has it (1.4), for where that is not installed."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from types import ModuleType
from typing import Any, ClassVar, Generic, TypeVar

import pyarrow as pa
from attrs import define, field

Given = TypeVar("Given")
Got = TypeVar("Got")


@define
class DocumentBatch:
    """Documents on their way; its `task_id` is the framework's, and no argument."""

    dataset_name: str
    data: pa.Table
    _stage_perf: list[Any] = field(factory=list, alias="_stage_perf")
    _metadata: dict[str, Any] = field(factory=dict, alias="_metadata")
    task_id: str = field(init=False, default="")

    def to_pyarrow(self) -> pa.Table:
        return self.data

    def get_columns(self) -> list[str]:
        return self.data.column_names

    @property
    def num_items(self) -> int:
        return self.data.num_rows


class ProcessingStage(ABC, Generic[Given, Got]):
    """A step of a pipeline."""

    name = "ProcessingStage"
    batch_size = 1
    runtime_env: ClassVar[dict[str, Any] | None] = None

    def __init_subclass__(cls, **options: object) -> None:
        super().__init_subclass__(**options)
        for name in ("_name", "_resources", "_batch_size"):
            if name in cls.__dict__:
                raise TypeError(f"{cls.__name__} must not override {name!r}")

    @abstractmethod
    def process(self, task: Given) -> Got | list[Got]: ...

    def inputs(self) -> tuple[list[str], list[str]]:
        return [], []

    def outputs(self) -> tuple[list[str], list[str]]:
        return [], []

    def validate_input(self, task: DocumentBatch) -> bool:
        attributes, columns = self.inputs()
        there = task.get_columns()
        return all(hasattr(task, name) for name in attributes) and all(name in there for name in columns)

    def process_batch(self, tasks: list[Any]) -> list[Any]:
        """As the executors call it."""
        if not all(map(self.validate_input, tasks)):
            raise ValueError("a task failed validation")
        return [self.process(task) for task in tasks]

    def with_(self, name: str) -> ProcessingStage[Given, Got]:
        other = copy.deepcopy(self)
        other.name = name
        return other


def modules() -> dict[str, ModuleType]:
    """The modules that the door imports, by their names."""
    found = {
        name: ModuleType(name)
        for name in ("nemo_curator", "nemo_curator.stages", "nemo_curator.stages.base", "nemo_curator.tasks")
    }
    vars(found["nemo_curator.stages.base"])["ProcessingStage"] = ProcessingStage
    vars(found["nemo_curator.tasks"])["DocumentBatch"] = DocumentBatch
    return found
