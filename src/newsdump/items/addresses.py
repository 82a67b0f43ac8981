"""What a page's address says of its kind: a story's has the words of its title, that of a list names a list."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Final
from urllib.parse import unquote, urlsplit

from attrs import frozen

from newsdump.patterns import re_later

TRAITS: Final = ("address", "address: words", "address: number", "address: list")
"""What an address says, in the order of `traits`."""
_NOTHING: Final = (0.0,) * len(TRAITS)
_WORDS_MOST: Final = 8
_BETWEEN: Final = re_later(r"[-_+ .]+")
_NUMBER: Final = re_later(r"\d{4}")


@frozen(eq=False)
class _Words:
    """The words of addresses (`data/items/addresses.json`)."""

    lists: frozenset[str]
    """Parts of the path of what lists: categories, archives, shops."""
    later: re.Pattern[str]
    """What says how many pages or posts stand in front of this page."""


@cache
def _words() -> _Words:
    from importlib.resources import files  # slow to import, and read only once

    said = json.loads(files("newsdump").joinpath("data/items/addresses.json").read_text(encoding="utf-8"))
    later = rf"(?:^|[/?&;_-])(?:{'|'.join(said['pages'])})[-/=]?(\d{{1,6}})(?!\d)"
    return _Words(frozenset(said["lists"]), re.compile(later))


def _parts(url: str) -> tuple[list[str], str]:
    """The parts of an address's path, in small letters, and its query; those of the page that an archive keeps."""
    kept = max(url.rfind("/http://"), url.rfind("/https://"))
    try:
        parts = urlsplit(url[kept + 1 :])
    except ValueError:
        return [], ""
    return [part for part in unquote(parts.path).lower().split("/") if part], parts.query.lower()


def traits(url: str | None) -> list[float]:
    """The numbers of `TRAITS`; all 0 if no more than the site's address is known, which is often given for any page's.

    >>> traits("https://vale-courier.example/harbour-crane-sold-20250606.html")
    [1.0, 0.5, 1.0, 0.0]
    >>> traits("https://vale-courier.example/category/boats/"), traits("https://vale-courier.example/")
    ([1.0, 0.125, 0.0, 1.0], [0.0, 0.0, 0.0, 0.0])
    """
    path, query = _parts(url) if url else ([], "")
    if not path and not query:
        return [*_NOTHING]
    slugs = [[word for word in _BETWEEN.split(part) if len(word) > 1 and not word.isdecimal()] for part in path]
    return [
        1.0,
        min(_WORDS_MOST, max(map(len, slugs), default=0)) / _WORDS_MOST,
        float(_NUMBER.search("/".join([*path, query])) is not None),
        float(any(part.split(".")[0] in _words().lists for part in path)),
    ]


def is_later(url: str | None) -> bool:
    """Whether the address is of another page of a list or a thread than its first.

    >>> is_later("https://forum.example/viewtopic.php?t=16&start=30"), is_later("https://forum.example/t/kites/page-1")
    (True, False)
    """
    if not url:
        return False
    path, query = _parts(url)
    found = _words().later.search("/".join(["", *path]) + "?" + query)
    return found is not None and int(found[1]) > 1
