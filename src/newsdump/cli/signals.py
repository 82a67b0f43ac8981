"""What the signals of the system become here: exceptions, which must not get lost on their way.

A handler's exception is raised wherever the process just is. In a destructor Python cannot raise it: it tells
`sys.unraisablehook` and goes on as if nothing had happened, and Ctrl-C would be lost.
"""

from __future__ import annotations

import signal
import sys
import threading
from _thread import interrupt_main, start_new_thread
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from types import FrameType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SOON: Final = 0.01
"""Seconds until a signal is sent again whose exception was lost: the destructor will have come to its end."""
_AGAIN: Final = 0.5
"""Seconds until a page that is out of time is told so again, in case it was not heard."""


class TerminatedError(BaseException):
    """The process was asked to end."""


class OutOfTimeError(BaseException):
    """A page takes too long; no `Exception`, so that nothing on the way takes it for one of its own."""


def hear_again() -> None:
    """From now on a signal whose exception was lost is sent again."""
    usual = sys.unraisablehook

    def hook(lost: UnraisableHookArgs) -> None:
        if issubclass(lost.exc_type, KeyboardInterrupt | TerminatedError):
            number = signal.SIGTERM if issubclass(lost.exc_type, TerminatedError) else signal.SIGINT
            _send_again(number)
        elif not issubclass(lost.exc_type, OutOfTimeError):  # the timer goes on
            usual(lost)

    sys.unraisablehook = hook


def _send_again(number: signal.Signals) -> None:
    try:
        start_new_thread(_send_soon, (number,))  # does not wait for the thread, as `Thread.start` does
    except (KeyboardInterrupt, TerminatedError):  # it is sent already: what is raised in a hook is lost as well
        _send_again(number)


def _send_soon(number: signal.Signals) -> None:
    sleep(_SOON)
    interrupt_main(number)


@contextmanager
def terminable() -> Iterator[None]:
    """Inside, a request to end is an exception, so that the state is saved and workers are ended."""

    def raise_terminated(_number: int, _frame: FrameType | None) -> None:
        raise TerminatedError

    before = signal.signal(signal.SIGTERM, raise_terminated)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def out_of_time(seconds: float) -> str:
    """The reason of a fault.

    >>> out_of_time(60.0)
    'took more than 60 seconds (--timeout)'
    """
    return f"took more than {seconds:g} seconds (--timeout)"


def can_limit_time() -> bool:
    """Whether `time_limit` works here: on POSIX, in the main thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """What is done inside may take so long, where the system can see to that.

    Raises:
        OutOfTimeError: it took longer.
    """
    if not can_limit_time():
        yield
        return

    def raise_out_of_time(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, raise_out_of_time)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
