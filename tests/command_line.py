"""The command line as tests call it: in this process, which takes a hundredth of the time that a new one takes.

What is a matter of processes (signals, closed streams, full disks, missing packages, terminals) is tested with
processes, by the tests that are about it.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import chdir
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

import pytest

from newsdump.cli import convert, main

COMMAND = [sys.executable, "-m", "newsdump"]
"""The command line as a process of its own."""


def newsdump(
    *arguments: str | bytes | Path,
    stdin: bytes = b"",
    cwd: Path | None = None,
    environment: dict[str, str] | None = None,
) -> CompletedProcess[bytes]:
    """Run `newsdump` as its entry point does; `convert` with one process, unless *arguments* say `--jobs`."""
    given, out, err = io.BytesIO(stdin), io.BytesIO(), io.BytesIO()
    stdin_, stdout, stderr = (io.TextIOWrapper(stream, "utf-8", write_through=True) for stream in (given, out, err))
    with (
        patch.object(sys, "argv", ["newsdump", *map(os.fsdecode, arguments)]),
        patch.object(sys, "stdin", stdin_),
        patch.object(sys, "stdout", stdout),
        patch.object(sys, "stderr", stderr),
        patch.dict(os.environ, environment or {}),
        patch.object(convert, "_processors", return_value=1),
        chdir(cwd or "."),
        pytest.raises(SystemExit) as end,
    ):
        main()
    status = end.value.code
    assert isinstance(status, int)
    return CompletedProcess(arguments, status, out.getvalue(), err.getvalue())
