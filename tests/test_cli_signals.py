"""Signals that come where Python cannot raise anything, and while modules are loaded."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from _thread import start_new_thread
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsdump.cli.signals import OutOfTimeError, TerminatedError, hear_again, terminable, time_limit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

Lost = list[type[BaseException] | None]


class Dying:
    """Does something as it goes, where what is raised gets lost."""

    def __init__(self, last: Callable[[], object]) -> None:
        self._last = last

    def __del__(self) -> None:
        self._last()


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> Lost:
    """What was lost and is told on standard error, with signals heard again."""
    told: Lost = []
    monkeypatch.setattr(sys, "unraisablehook", lambda args: told.append(args.exc_type))
    hear_again()
    return told


def _wait() -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        time.sleep(0.001)


def _lose_and_wait(last: Callable[[], object]) -> None:
    Dying(last)
    _wait()


@pytest.mark.parametrize(("number", "raised"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, TerminatedError)])
def test_what_is_lost_in_a_destructor_is_heard_again(
    lost: Lost, number: signal.Signals, raised: type[BaseException]
) -> None:
    with pytest.raises(raised), terminable():
        _lose_and_wait(lambda: signal.raise_signal(number))
    assert lost == []


def test_what_comes_again_too_soon_is_sent_once_more(lost: Lost, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a busy machine, where the thread that sends may be faster than the one that has started it."""
    starts = []

    def start_slowly(*arguments: Any) -> int:  # noqa: ANN401 - as it is
        starts.append(start_new_thread(*arguments))
        if len(starts) == 1:
            _wait()
        return starts[-1]

    monkeypatch.setattr("newsdump.cli.signals.start_new_thread", start_slowly)
    with pytest.raises(KeyboardInterrupt):
        _lose_and_wait(lambda: signal.raise_signal(signal.SIGINT))
    assert lost == []
    assert len(starts) == 2


def test_other_things_that_are_lost_are_told(lost: Lost) -> None:
    Dying(lambda: 1 / 0)
    assert lost == [ZeroDivisionError]


def test_a_page_is_out_of_time_even_if_it_was_first_told_in_a_destructor(
    lost: Lost,
) -> None:
    with pytest.raises(OutOfTimeError), time_limit(0.05):
        _lose_and_wait(_wait)
    assert lost == []
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


INTERRUPTING = """
import signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == wanted:
            signal.raise_signal(signal.SIGINT)

wanted = sys.argv.pop(1)
sys.meta_path.insert(0, Finder())
from newsdump.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "module", ["newsdump.cli", "click", "newsdump.cli.commands", "rich.console", "newsdump.parser", "newsdump.trees"]
)
def test_ctrl_c_ends_in_order_while_modules_are_loaded(tmp_path: Path, module: str) -> None:
    (tmp_path / "a.txt").write_text("Harbour opens", encoding="utf-8")
    command = [sys.executable, "-c", INTERRUPTING, module, "convert", "a.txt", "-o", "out.jsonl"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
