"""The build hook: compiles the modules where the time goes, from the same source, when NEWSDUMP_COMPILE=1 asks for it.

    NEWSDUMP_COMPILE=1 python -m pip install .
    NEWSDUMP_COMPILE=1 python -m build --wheel

Without it nothing is compiled, the wheel is pure Python, and neither mypy nor a C compiler is asked for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASKED_BY = "NEWSDUMP_COMPILE"
REQUIREMENTS = ["mypy[mypyc]==2.4.1", "setuptools>=77", "attrs>=23.2", "regex>=2023.12", "types-regex"]
"""What a compiled build needs: mypyc of one version, for each has its own faults, and what the modules import."""


def is_asked(environment: dict[str, str] | None = None) -> bool:
    """Whether the environment asks for a compiled build.

    Raises:
        ValueError: the variable is set to something other than 0, 1 or nothing.
    """
    value = (os.environ if environment is None else environment).get(ASKED_BY, "")
    if value not in {"", "0", "1"}:
        raise ValueError(f"{ASKED_BY} must be 1 (compile) or 0 (do not), not {value!r}")
    return value == "1"


class CompilingHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the `modules` and `extensions` of `[tool.hatch.build.targets.wheel.hooks.custom]`."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What is installed before the build."""
        return REQUIREMENTS if is_asked() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and add what comes of it to the wheel; an editable install gets it beside the source."""
        if not is_asked():
            return
        root = Path(self.root)
        source = root / "src"
        into = source if version == "editable" else root / "build" / "compiled"
        modules = sorted(modules_of(source, self.config["modules"]))
        for path in compile_modules(source, modules, self.config["extensions"], into):
            build_data["force_include"][str(path)] = path.relative_to(into).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def modules_of(source: Path, patterns: list[str]) -> set[str]:
    """The files below *source* that the patterns name; one that begins with `!` takes away.

    Raises:
        ValueError: a pattern names no file.
    """
    chosen: set[str] = set()
    for pattern in patterns:
        found = {path.relative_to(source).as_posix() for path in source.glob(pattern.removeprefix("!"))}
        if not found:
            raise ValueError(f"pyproject.toml: modules to compile: {pattern!r} names no file below {source}")
        chosen = chosen - found if pattern.startswith("!") else chosen | found
    return chosen


_SETUP = """
import sys
from setuptools import Extension, setup
from mypyc.build import mypycify
modules = mypycify({arguments!r}, opt_level="2", debug_level="0")
fastest = {{}} if sys.platform == "win32" else {{"extra_compile_args": ["-O3"]}}
written_in_c = [Extension(path.removesuffix(".c").replace("/", "."), [path], **fastest) for path in {extensions!r}]
for module in (*modules, *written_in_c):
    if sys.platform == "linux":
        module.extra_link_args.append("-Wl,-s")  # without the names of functions that nobody calls from outside
setup(name="newsdump", packages=[], ext_modules=[*modules, *written_in_c])
"""

_WITHOUT_EXTRAS = [f"--disable-error-code={code}" for code in ("import-not-found", "import-untyped", "unused-ignore")]
"""Modules that are not compiled are read all the same, and what they import need not be installed."""


def compile_modules(source: Path, modules: list[str], extensions: list[str], into: Path) -> list[Path]:
    """Compile *modules*, and *extensions* written in C, paths below *source*; gives the libraries below *into*.

    It runs in a process of its own, in *source*: mypyc names modules by where it stands.
    """
    arguments = ["--config-file", str(source.parent / "pyproject.toml"), *_WITHOUT_EXTRAS, *modules]
    work = source.parent / "build" / "mypyc"
    work.mkdir(parents=True, exist_ok=True)
    command = ["build_ext", "--build-lib", str(into), "--build-temp", str(work)]
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _SETUP.format(arguments=arguments, extensions=extensions), "-q", *command],
        cwd=source,
        check=True,
    )
    return sorted(path for suffix in (".so", ".pyd") for path in into.rglob(f"*{suffix}"))
