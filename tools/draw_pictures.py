"""Draw the pictures of the manual from the examples, which are made up.

python tools/draw_pictures.py

Writes `docs/_static/show.svg`: what `newsdump show` prints in a terminal.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "_static"
WIDTH = 100


def show(dump: Path) -> str:
    """What the command prints about *dump*, colours and all."""
    command = [sys.executable, "-m", "newsdump", "show", "--color", "always", str(dump)]
    environment = {**os.environ, "COLUMNS": str(WIDTH), "PYTHONIOENCODING": "utf-8", "TERM": "xterm-256color"}
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout.decode()  # noqa: S603 - its own command


def main() -> None:
    """Write all pictures."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(show(ROOT / "examples" / "library.txt")))
    PICTURES.mkdir(exist_ok=True)
    picture = console.export_svg(title="newsdump show examples/library.txt", unique_id="show")
    (PICTURES / "show.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
