"""Tell whether each public name has a type that pyright knows without guessing.

python tools/verify_types.py

Run it with the Python of an environment in which newsdump is installed as its users install it, not editable, and
basedpyright, which brings its engine. Public modules are those of the reference: `newsdump`, the modules that it gives
by name, and those of formats. What is in others may change at any time, and has no say.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import newsdump
from newsdump.serializers import FORMATS

MODULES = frozenset({"newsdump", *(f"newsdump.{name}" for name in newsdump._MODULES)})  # noqa: SLF001 - its own list
FORMAT_MODULES = frozenset(each.module for each in FORMATS.values())


def report() -> dict[str, Any]:
    """What basedpyright says of the installed package."""
    programs = str(Path(sys.executable).parent)
    command = [f"{programs}/basedpyright", "--verifytypes", "newsdump", "--ignoreexternal", "--outputjson"]
    # It looks for the package in the environment of the first `python` on the path.
    environment = {**os.environ, "PATH": os.pathsep.join([programs, os.environ.get("PATH", "")])}
    done = subprocess.run(command, env=environment, capture_output=True, check=False, cwd=programs)  # noqa: S603 - from its own environment
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def is_public(name: str) -> bool:
    """Whether *name* is one of a public module, or a name of a class there."""
    parts = name.split(".")
    modules = MODULES | FORMAT_MODULES
    outer = max((".".join(parts[:size]) for size in range(len(parts)) if ".".join(parts[:size]) in modules), default="")
    own = parts[outer.count(".") + 1 :] if outer else []
    return bool(own) and (own[0][:1].isupper() or len(own) == 1) and not any(part.startswith("_") for part in own)


def main() -> int:
    """Print what is not known; 1 if there is anything."""
    told = report()
    found = told["typeCompleteness"]
    if not found["pyTypedPath"]:
        print("basedpyright finds no installed newsdump: is it installed, and not editable?")
        return 1
    public = [symbol for symbol in found["symbols"] if is_public(symbol["name"])]
    unknown = [symbol for symbol in public if not symbol["isTypeKnown"] or symbol["isTypeAmbiguous"]]
    for symbol in unknown:
        for said in symbol["diagnostics"]:
            print(f"{symbol['name']}: {said['message']}")
    print(f"{len(public) - len(unknown)} of {len(public)} public names have a type that is known")
    return 1 if unknown or not public else 0


if __name__ == "__main__":
    sys.exit(main())
