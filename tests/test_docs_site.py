"""The site builds without a warning, and its reference leaves out no public name."""

from __future__ import annotations

import html
import importlib
import os
import pkgutil
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsdump

pytest.importorskip("sphinx", reason="needs the dependency group docs")

_INNER = {
    "newsdump.blocks",
    "newsdump.header",
    "newsdump.items",
    "newsdump.testing.drawing",
    "newsdump.testing.strategies",
}
"""Packages whose `__all__` is for the package itself; the names of `strategies` are those of `newsdump.testing`."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", "docs", str(folder)],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "SPHINX_OFFLINE": "1"},
        check=True,
    )
    return folder


@pytest.fixture(scope="module")
def inventory(site: Path) -> frozenset[str]:
    """The names that the built site has an entry for."""
    # The format of inventories: four lines that begin with #, then lines of "name domain:role …", compressed.
    packed = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    rows = [row.split(" ") for row in zlib.decompress(packed).decode().splitlines()]
    return frozenset(row[0] for row in rows if row[1].startswith("py:"))


def _modules() -> Iterator[str]:
    yield "newsdump"
    for found in pkgutil.walk_packages(newsdump.__path__, "newsdump."):
        if ".integrations." not in found.name and not found.name.endswith("__main__"):
            yield found.name


def test_every_public_name_is_in_the_reference(inventory: frozenset[str]) -> None:
    missing = []
    for name in _modules():
        module = importlib.import_module(name)
        for public in getattr(module, "__all__", ()) if name not in _INNER else ():
            found = getattr(module, public)
            also = hasattr(newsdump, public) and getattr(newsdump, public) is found
            if f"{name}.{public}" not in inventory and not (also and f"newsdump.{public}" in inventory):
                missing.append(f"{name}.{public}")
    assert not missing, ", ".join(missing)


def test_fields_and_methods_are_in_the_reference(inventory: frozenset[str]) -> None:
    assert {"newsdump.Page.comments_state", "newsdump.Article.text", "newsdump.Age.window"} <= inventory


def test_examples_of_commands_can_be_copied(site: Path) -> None:
    shown = re.sub(r"<[^>]+>", "", (site / "reference" / "commands.html").read_text(encoding="utf-8"))
    assert "newsdump parse page.txt --to markdown" in shown
    assert "newsdump convert 'crawl/*.wet.gz'" in html.unescape(shown)
    assert re.search(r"\u2013\w", shown) is None  # two hyphens of an option that were taken for a dash


def test_a_block_of_code_has_no_empty_line_at_its_end(site: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    found = [block for page in pages for block in re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL)]
    blocks = [re.sub(r"<[^>]+>", "", block) for block in found]
    assert len(blocks) > 100
    assert not [block for block in blocks if block.endswith("\n\n")]
