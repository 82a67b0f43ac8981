"""Patterns that are compiled when they are first asked: to start takes none, and a page asks few."""

from __future__ import annotations

import re
from typing import Any, Final, cast

import regex

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _Later:
    """Stands for a pattern. Once that is compiled its methods are here, where they are found as fast."""

    def __init__(self, engine: Any, pattern: str, flags: int) -> None:  # noqa: ANN401 - a module
        self._of = engine, pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        if name.startswith("__"):  # asked by what copies or inspects
            raise AttributeError(name)
        engine, pattern, flags = self._of
        compiled = engine.compile(pattern, flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def re_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""A pattern of `re`.

    >>> re_later(r"\d+").findall("3 of 40")
    ['3', '40']
    """
    return cast("re.Pattern[str]", _Later(re, pattern, flags))


def regex_later(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    r"""A pattern of `regex`.

    >>> regex_later(r"\p{Lu}").search("the Orrins").start()
    4
    """
    return cast("regex.Pattern[str]", _Later(regex, pattern, flags))
