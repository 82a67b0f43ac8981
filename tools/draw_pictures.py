"""Draw the pictures of the manual from the examples, which are made up.

python tools/draw_pictures.py

Writes into `docs/_static`: `show.svg`, what `newsdump show` prints in a terminal; `report-light.png` and
`report-dark.png`, what `--html` writes; `notebook.png`, what a notebook shows. Needs the dependency group `pictures`,
and chromium.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.text import Text

import newsdump
from newsdump.report import to_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "_static"
COLUMNS = 100
"""Of the terminal."""
REPORT = (1100, 640)
NOTEBOOK = (900, 470)
"""Width and height of the window."""
CELLS = ("page.article", "page.comments[0]", "page.related[0]")
"""What the notebook is asked for."""


def dump(name: str) -> str:
    """The text of an example."""
    return (ROOT / "examples" / name).read_text(encoding="utf-8")


def show(path: Path) -> str:
    """What the command prints about the dump, colours and all."""
    command = [sys.executable, "-m", "newsdump", "show", "--color", "always", str(path)]
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONIOENCODING": "utf-8", "TERM": "xterm-256color"}
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout.decode()  # noqa: S603 - its own command


def draw_terminal() -> None:
    """Draw `newsdump show`."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(show(ROOT / "examples" / "library.txt")))
    picture = console.export_svg(title="newsdump show examples/library.txt", unique_id="show")
    (PICTURES / "show.svg").write_text(picture, encoding="utf-8")


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as driver:
        yield driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])


def draw(window: Browser, html: str, name: str, size: tuple[int, int], scheme: Literal["light", "dark"]) -> None:
    """Draw a page as a browser shows it: what fits into a window of *size*."""
    tab = window.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    tab.set_content(html)
    tab.screenshot(path=PICTURES / name)
    tab.close()


def notebook() -> str:
    """A notebook in which an example is parsed, as HTML."""
    import nbformat
    from nbconvert import HTMLExporter

    page = newsdump.parse(dump("library.txt"))
    cells = [nbformat.v4.new_code_cell("import newsdump\n\npage = newsdump.parse(text)", execution_count=1)]
    for number, code in enumerate(CELLS, 2):
        shown = eval(code, {"page": page})  # noqa: S307 - one of the cells above
        output = nbformat.v4.new_output(
            "execute_result", {"text/html": shown._repr_html_(), "text/plain": repr(shown)}, execution_count=number
        )
        cells.append(nbformat.v4.new_code_cell(code, execution_count=number, outputs=[output]))
    made: str = HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=cells))[0]
    return made


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(exist_ok=True)
    draw_terminal()
    report = to_html(newsdump.parse(dump("library.txt"), captured_at=datetime(2025, 6, 6, 12, tzinfo=UTC)))
    with browser() as window:
        draw(window, report, "report-light.png", REPORT, "light")
        draw(window, report, "report-dark.png", REPORT, "dark")
        draw(window, notebook(), "notebook.png", NOTEBOOK, "light")


if __name__ == "__main__":
    main()
