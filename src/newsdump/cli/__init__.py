"""The command line: `newsdump`, with its commands in `newsdump.cli.commands`."""

from __future__ import annotations

import sys

from newsdump.errors import NewsdumpError


def main() -> None:
    """Run the command line, or say how to install what it needs."""
    try:
        from newsdump.cli.commands import newsdump

        newsdump()
    except NewsdumpError as error:
        sys.exit(_told(str(error)))
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in {"click", "rich"}:
            raise
        sys.exit(_told(f"the command line needs the package {package}; install it with: pip install 'newsdump[cli]'"))


def _told(message: str) -> int:
    """Say *message*; the status of wrong use."""
    sys.stderr.write(f"newsdump: {message}\n")
    return 2
