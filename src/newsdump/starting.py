"""Processes that start in silence: deaf to Ctrl-C, and without a word where nobody waits for them any more."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from multiprocessing import reduction, resource_tracker, spawn, util
from multiprocessing.context import SpawnProcess, set_spawning_popen
from multiprocessing.process import BaseProcess
from typing import Any, Final

_WHILE_SOMEBODY_WAITS: Final = """
import os, select
other_side = os.dup({pipe})
try:
    {program}
except Exception:
    waiting = select.poll()
    waiting.register(other_side)
    if any(event & select.POLLHUP for _, event in waiting.poll(0)):
        os._exit(1)
    raise
"""
"""Python's *program* for a process that starts, which reads from *pipe* what it is to do.

Where the process at the other side is killed just then, that is no error of this one: alone, the program would end with
a traceback in the terminal, after everybody has gone.
"""


def start(work: Callable[..., object], *given: object) -> BaseProcess:
    """A process that does *work*, and that Ctrl-C, which a terminal sends to all, does not reach from its first moment.

    It is for the process that starts it to end it. It begins afresh: forks of a process with threads can lock up, and
    keep the pipes of their siblings open.
    """
    process = _Process(target=work, args=given, daemon=True)
    if not hasattr(signal, "pthread_sigmask"):
        process.start()
        return process
    resource_tracker.ensure_running()  # as it starts, it lets signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process


class _Process(SpawnProcess):
    """Python's own, but for the program that it starts with where there is POSIX."""

    if sys.platform != "win32":

        @staticmethod
        def _Popen(process_obj: BaseProcess) -> Any:  # noqa: ANN401, N802 - as Python has it
            return _launched(process_obj)


def _launched(process: BaseProcess) -> Any:  # noqa: ANN401 - what Python keeps of a process is not typed
    from multiprocessing.popen_spawn_posix import Popen

    class Launched(Popen):
        _fds: list[int]
        """What goes along with what it is told."""

        def _launch(self, process_obj: BaseProcess) -> None:
            told = BytesIO()
            set_spawning_popen(self)
            try:
                reduction.dump(spawn.get_preparation_data(process_obj.name), told)
                reduction.dump(process_obj, told)
            finally:
                set_spawning_popen(None)
            tracker: Any = resource_tracker.getfd()
            self.sentinel, its_end = os.pipe()
            its_pipe, pipe = os.pipe()
            self.finalizer = util.Finalize(self, _close, (self.sentinel, pipe))
            try:
                command = _command(tracker_fd=tracker, pipe_handle=its_pipe)
                inherited = [*self._fds, tracker, its_end, its_pipe]
                self.pid = util.spawnv_passfds(os.fsencode(spawn.get_executable()), command, inherited)
            finally:
                _close(its_end, its_pipe)
            with suppress(BrokenPipeError), open(pipe, "wb", closefd=False) as telling:  # dead: who waits will find it
                telling.write(told.getbuffer())

    return Launched(process)


def _command(**numbers: int) -> list[str]:
    command = spawn.get_command_line(**numbers)
    if "-c" in command:  # what is frozen starts itself
        place = command.index("-c") + 1
        command[place] = _WHILE_SOMEBODY_WAITS.format(program=command[place], pipe=numbers["pipe_handle"])
    return command


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
