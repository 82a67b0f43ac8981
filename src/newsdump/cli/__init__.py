"""The command line: `newsdump`, with its commands in `newsdump.cli.commands`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, or say how to install what it needs."""
    try:
        from newsdump.cli.commands import newsdump
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.stderr.write(
            f"newsdump: the command line needs the package {error.name}; install it with: pip install 'newsdump[cli]'\n"
        )
        sys.exit(2)
    newsdump()
