"""Processes that start: Ctrl-C does not reach them, and they say nothing where nobody waits for them any more."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from newsdump.starting import start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def _tell_what_is_blocked(pipe: Connection) -> None:
    pipe.send(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))


def test_ctrl_c_reaches_no_process_that_is_starting() -> None:
    ours, theirs = multiprocessing.Pipe()
    process = start(_tell_what_is_blocked, theirs)
    try:
        assert ours.recv() is True
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    finally:
        process.join()


KILLED = """
import os, signal, time
from multiprocessing import spawn, util
from newsdump.starting import start

def launched_and_killed(path, arguments, descriptors):
    usual(path, arguments, descriptors)
    if "--multiprocessing-fork" in arguments:
        {last_words}
        os.kill(os.getpid(), signal.SIGKILL)

usual, util.spawnv_passfds = util.spawnv_passfds, launched_and_killed
if __name__ == "__main__":
    start(print, "never done")
"""
TORN = "os.write(max(descriptors) + 1, b'\\x80\\x05\\x95\\xff\\x00\\x00\\x00\\x00\\x00\\x00\\x00}')"
"""The pipe's other end is the descriptor behind it; the pickle ends where it has begun."""


@pytest.mark.parametrize("last_words", ["pass", TORN])
def test_who_starts_a_process_may_be_killed_just_then(last_words: str) -> None:
    program = KILLED.format(last_words=last_words)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert (done.stdout, done.stderr) == (b"", b"")


def _fails() -> None:
    raise LookupError("a fault of the work")


class CannotBeRead:
    """Can be sent, and not be read."""

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return _fails, ()


def test_a_process_that_cannot_read_what_it_is_to_do_says_why(capfd: pytest.CaptureFixture[str]) -> None:
    process = start(print, CannotBeRead())
    process.join()
    assert process.exitcode == 1
    assert capfd.readouterr().err.endswith("LookupError: a fault of the work\n")


def test_what_it_is_given_may_be_larger_than_a_pipe(capfd: pytest.CaptureFixture[str]) -> None:
    process = start(len, b"." * 10_000_000)
    process.join()
    assert process.exitcode == 0
    big = start(print, CannotBeRead(), b"." * 10_000_000)  # does not read to the end
    big.join()
    assert big.exitcode == 1
    assert "BrokenPipe" not in capfd.readouterr().err


def test_no_descriptor_is_left_open() -> None:
    before = len([*Path("/dev/fd").iterdir()])
    process = start(print)
    process.join()
    process.close()
    assert len([*Path("/dev/fd").iterdir()]) == before
