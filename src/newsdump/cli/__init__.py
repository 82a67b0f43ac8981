"""The command line: `newsdump`, with its commands in `newsdump.cli.commands`."""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import suppress
from io import TextIOWrapper
from typing import Final, TextIO

FAILED: Final = 1
WRONG_USE: Final = 2
MISSING: Final = 3
"""A package of an extra is not installed."""
INTERRUPTED: Final = 130
_USUAL: Final = warnings.showwarning


def main() -> None:
    """Run the command line; however that ends, it is told in a line, with one of the statuses of the documents."""
    status: str | int | None
    warnings.showwarning = _show_warning
    try:
        from newsdump.cli.signals import hear_again

        hear_again()
        _fill_closed_streams()
        _write_what_can_be_written()
        status = _run()
        sys.stdout.flush()
    except SystemExit as end:
        status = end.code
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        status = FAILED  # whoever read has enough
    except OSError as error:
        status = _told(f"cannot write {error.filename or 'standard output'}: {error.strerror or error}", FAILED)
    except MemoryError:
        status = _told("there is not enough memory for this", FAILED)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        status = _unexpected(error)
    _leave(status)


def _unexpected(error: Exception) -> int:
    package = ((error.name or "") if isinstance(error, ModuleNotFoundError) else "").partition(".")[0]
    if package in {"click", "rich"}:
        told = f"the command line needs the package {package}; install it with: pip install 'newsdump[cli]'"
        return _told(told, MISSING)
    what = f"{type(error).__name__}: {error}"
    return _told(f"this should not have happened ({what}); please report it, with what python -X dev says", FAILED)


def _run() -> str | int | None:
    """The status that the command ends with."""
    import click

    from newsdump.cli.commands import newsdump
    from newsdump.errors import MissingExtraError, NewsdumpError

    try:
        status = newsdump(standalone_mode=False)
    except MissingExtraError as error:
        return _told(str(error), MISSING)
    except NewsdumpError as error:
        return _told(str(error), WRONG_USE)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return status if isinstance(status, int) else 0


def _show_warning(  # noqa: PLR0917 - as warnings have it
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A package that is broken is told in a line; where newsdump found out is nothing to those who use the command."""
    from newsdump.plugins import PluginWarning

    if isinstance(message, PluginWarning):
        _told(str(message), 0)
    else:
        _USUAL(message, category, filename, lineno, file, line)


def _fill_closed_streams() -> None:
    """Put something in the place of streams that the shell has closed.

    Else the first file that is opened gets their number, and what is meant for them would be written into it.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            # What is written to standard output must not seem to be done: to a stream for reading it cannot be.
            flags = os.O_RDONLY if number < 2 else os.O_WRONLY
            descriptor = os.open(os.devnull, flags)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _write_what_can_be_written() -> None:
    """A terminal, or a file, that has no sign for a character gets a question mark in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def _told(message: str, status: int) -> int:
    """Say *message*; *status*."""
    from newsdump.cli.terminal import printable

    with suppress(OSError, ValueError):
        sys.stderr.write(f"newsdump: {printable(message)}\n")
    return status


def _leave(status: str | int | None) -> None:
    """End with *status*; what can no longer be written at the end is not complained of again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            status = status or FAILED
    sys.exit(status)
