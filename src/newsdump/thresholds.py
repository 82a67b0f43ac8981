"""The numbers of the verdict: from where on votes and roles count, fitted to annotated pages."""

from __future__ import annotations

import json
from functools import cache

from attrs import frozen


@frozen
class Thresholds:
    """The numbers of the verdict, read from `data/verdict.json`."""

    sentence_vote: int
    between_vote: int
    sure_vote: int
    small_page: int
    item_body: float
    """Lines of items with a lesser share of the story are none of it, unless a second vote nearly says so."""
    sure_body: float
    """On small pages lines with more are of the story without votes."""
    teaser_most: int
    """Related items of as many characters each"""
    teaser_vote: int
    """and such a vote in the mean are none, but the story."""


@cache
def load_thresholds() -> Thresholds:
    """The thresholds that ship with the package."""
    from importlib.resources import files  # slow to import, and read only once

    return Thresholds(**json.loads(files("newsdump").joinpath("data/verdict.json").read_text(encoding="utf-8")))
