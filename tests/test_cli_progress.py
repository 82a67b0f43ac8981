"""What a run shows while it goes."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import fsspec
import pytest
from rich.console import Console

from newsdump.cli.inputs import batches
from newsdump.cli.progress import Bar
from newsdump.cli.state import State
from newsdump.readers import Dump, Origin
from newsdump.readers.opening import open_raw


def shown(work: Callable[[Bar], None]) -> str:
    """What stands on a terminal in the end."""
    terminal = io.StringIO()
    with Bar(Console(file=terminal, force_terminal=True, width=100, color_system=None)) as bar:
        work(bar)
    return terminal.getvalue()


def read_of(bar: Bar, path: str, size: int) -> None:
    with open_raw(path, bar.file(path)) as raw:
        raw.read(size)
        bar.done(Counter(pages=1))


def test_pages_are_shown_from_the_first_one_on() -> None:
    dumps = [Dump("Vale", Origin("a.jsonl", "line", number)) for number in range(1, 301)]
    sizes = [len(batch.items) for batch in batches(["a"], State(), lambda *_: iter(dumps), lambda *_: None)]
    assert sizes == [1, 2, 4, 8, 16, 32, 64, 64, 64, 45]
    assert "1 pages" in shown(lambda bar: bar.done(Counter(pages=1)))


def test_the_bar_goes_by_bytes(tmp_path: Path) -> None:
    sizes = {"a": 100_000, "b": 300_000}
    paths = [str(tmp_path / name) for name in sizes]
    for path, size in zip(paths, sizes.values(), strict=True):
        Path(path).write_bytes(bytes(size))

    def work(bar: Bar) -> None:
        bar.begin(paths)
        read_of(bar, paths[0], sizes["a"])
        read_of(bar, paths[1], sizes["b"] // 2)

    assert " 62%" in shown(work)


@pytest.mark.parametrize(("size", "told"), [(200_000, " 75%"), (400_000, "100%")])
def test_inputs_of_a_store_count_alike(size: int, told: str) -> None:
    system = fsspec.filesystem("memory")
    paths = ["memory://progress/a", "memory://progress/b"]
    for path, length in zip(paths, (10, 400_000), strict=True):
        system.pipe_file(path, bytes(length))

    def work(bar: Bar) -> None:
        bar.begin(paths)
        read_of(bar, paths[0], 10)
        read_of(bar, paths[1], size)

    assert told in shown(work)


def test_standard_input_has_no_end_to_go_by() -> None:
    def work(bar: Bar) -> None:
        bar.begin(["-"])
        bar.file("-")
        bar.done(Counter(pages=3))

    assert "3 pages" in shown(work)
    assert "100%" not in shown(work)
