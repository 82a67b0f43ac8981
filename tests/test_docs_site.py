"""The site builds without a warning, and its reference leaves out no public name."""

from __future__ import annotations

import importlib
import os
import pkgutil
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
def inventory(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names that the built site has an entry for."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", "docs", str(folder)],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "SPHINX_OFFLINE": "1"},
        check=True,
    )
    # The format of inventories: four lines that begin with #, then lines of "name domain:role …", compressed.
    packed = (folder / "objects.inv").read_bytes().split(b"\n", 4)[4]
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
