"""What type checkers say of programs that use newsdump."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsdump

pytest.importorskip("mypy", reason="needs the dependency group lint")


def test_a_misspelt_name_is_an_error(tmp_path: Path) -> None:
    from mypy import api

    program = tmp_path / "program.py"
    program.write_text('from newsdump import prase, parse\nreveal_type(parse("").to_dict())\n', encoding="utf-8")
    said, _, status = api.run(["--config-file=", f"--cache-dir={tmp_path}", str(program)])
    assert status == 1
    assert 'Module "newsdump" has no attribute "prase"' in said
    assert "dict[builtins.str, Any]" in said or "dict[str, Any]" in said


def test_a_misspelt_name_says_at_run_time_which_one_was_meant() -> None:
    with pytest.raises(AttributeError, match=r"has no attribute 'prase'; did you mean 'parse'\?"):
        newsdump.prase  # type: ignore[attr-defined]  # noqa: B018
