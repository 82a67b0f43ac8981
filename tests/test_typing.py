"""What type checkers say of programs that use newsdump."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import newsdump

SOURCES = Path(newsdump.__file__).parents[1]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_text('from newsdump import prase, parse\nreveal_type(parse("").to_dict())\n', encoding="utf-8")
    return path


def test_a_misspelt_name_is_an_error_for_mypy(program: Path) -> None:
    api = pytest.importorskip("mypy.api", reason="needs the dependency group lint")
    said, _, status = api.run(["--config-file=", f"--cache-dir={program.parent}", str(program)])
    assert status == 1
    assert 'Module "newsdump" has no attribute "prase"' in said
    assert "dict[builtins.str, Any]" in said or "dict[str, Any]" in said


def test_a_misspelt_name_is_an_error_for_pyright(program: Path) -> None:
    pytest.importorskip("basedpyright", reason="needs the dependency group lint")
    (program.parent / "pyrightconfig.json").write_text(json.dumps({"extraPaths": [str(SOURCES)]}), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("basedpyright")), "--pythonpath", sys.executable, program.name]
    done = subprocess.run(command, cwd=program.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert '"prase" is unknown import symbol (reportAttributeAccessIssue)' in done.stdout
    assert 'Type of "parse("").to_dict()" is "dict[str, Any]"' in done.stdout


def test_a_misspelt_name_says_at_run_time_which_one_was_meant() -> None:
    with pytest.raises(AttributeError, match=r"has no attribute 'prase'; did you mean 'parse'\?"):
        newsdump.prase  # type: ignore[attr-defined]  # noqa: B018
