"""What newsdump raises: callers' mistakes only, for a page is never at fault."""

from __future__ import annotations


class NewsdumpError(Exception):
    """The base of all errors of this package; never raised itself."""


class UsageError(NewsdumpError, ValueError):
    """An argument cannot be used as it was given."""


class ProfileError(NewsdumpError, ValueError):
    """A site profile is unknown, cannot be read, or breaks the format; the message names file and line."""


class FormatError(NewsdumpError, ValueError):
    """A serialized page cannot be read back; the message says where and why."""


class MissingExtraError(NewsdumpError, ImportError):
    """A feature needs a package that is not installed; the message gives the command that installs it."""
