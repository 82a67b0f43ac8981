"""Where the time of newsdump.parse goes: microseconds and calls a page of each stage, met once and met again.

python bench/stages.py FILE.jsonl[.gz] ... [--limit N] [--extractor NAME]
python bench/stages.py --made N

A record is one JSON object a line with `text`, the dump; without files, N random pages of `newsdump.testing` are read.
A stage's time is its own: what stages within it take is theirs alone. Each page is read twice in a row, the first time
by a process that never met it. It is processor time; the clocks themselves cost about a microsecond a call. Run it on
a pure build: in a compiled one functions call each other past the clocks.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable
from importlib import import_module
from time import process_time_ns
from typing import Any

import newsdump
from texts import add_source, texts_from

STAGES = {
    "lines": ("lines.cut", "flattened.breaks", "foreign.suspicions"),
    "site": ("profiles.recognise",),
    "cues": ("cues.read", "cues.settle_by_language", "cues.settle_by_dates"),
    "cues: phrases": ("lexicon.Lexicon.markers",),
    "cues: ages": ("ages.find_age",),
    "roles by rule": ("items.roles.Reader.roles", "items.roles.with_days_behind_names"),
    "story: columns": ("columns.survey", "columns.of_page", "columns.of_long", "short_columns.of_short"),
    "story: trees": ("trees.votes", "trees.choose"),
    "items: forms": ("items.forms.Forms.__missing__",),
    "items: columns": ("items.repetition.read",),
    "items: second columns": ("items.surroundings.of_classes", "items.surroundings.read"),
    "items: trees": ("items.shares.read",),
    "items: decoding": ("items.decoding.Decoder.__call__", "items.decoding.records_of"),
    "items: records": ("items.reading.of_shares", "items.comments.build", "items.related.build"),
    "verdict": ("sections.divide", "sections.partition", "sections.with_article"),
    "language": ("languages.language_of",),
    "header": ("header.choosing.read",),
    "article": ("articles.page_of", "articles.write"),
    "blocks": ("blocks.write",),
    "the rest": ("parser.Parser.parse",),
}


class Clock:
    """Adds up what each stage takes, the stages within it left out."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0)
        self.calls = dict.fromkeys(STAGES, 0)
        self._within: list[int] = []

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """*function*, its time added to that of *stage*."""
        within, spent, calls = self._within, self.spent, self.calls

        @functools.wraps(function)
        def wrapped(*args: object, **named: object) -> object:
            within.append(0)
            start = process_time_ns()
            try:
                return function(*args, **named)
            finally:
                whole = process_time_ns() - start
                spent[stage] += whole - within.pop()
                calls[stage] += 1
                if within:
                    within[-1] += whole

        return wrapped

    def reset(self) -> None:
        """Begin again."""
        for stage in STAGES:
            self.spent[stage] = self.calls[stage] = 0


def set_clocks(clock: Clock) -> None:
    """Put a clock around the functions of every stage, wherever a module holds them."""
    for stage, paths in STAGES.items():
        for path in paths:
            room, name = path.rsplit(".", 1)
            try:
                owner: Any = import_module(f"newsdump.{room}")
            except ModuleNotFoundError:  # a class
                module, kind = room.rsplit(".", 1)
                owner = getattr(import_module(f"newsdump.{module}"), kind)
            function = getattr(owner, name)
            wrapped = clock.timed(stage, function)
            setattr(owner, name, wrapped)
            for module in [module for key, module in sys.modules.items() if key.split(".")[0] == "newsdump"]:
                for held, value in list(vars(module).items()):
                    if value is function:
                        setattr(module, held, wrapped)


def main() -> None:
    """Read, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_source(parser)
    options = parser.parse_args()
    if getattr(newsdump, "COMPILED", False):
        parser.error("this is a compiled build; run it on a pure one")
    texts = texts_from(parser, options)
    newsdump.parse("Harbour opens\n\nThe new harbour of Osselby opened on Monday, two years late.")  # loads its data
    clock = Clock()
    set_clocks(clock)
    tables = [(dict(clock.spent), dict(clock.calls)) for _ in range(2)]
    for text in texts:
        for spent, calls in tables:
            clock.reset()
            newsdump.parse(text)
            for stage in STAGES:
                spent[stage] += clock.spent[stage]
                calls[stage] += clock.calls[stage]
    rows = sum(text.count("\n") + 1 for text in texts)
    print(f"{len(texts)} pages of {rows / len(texts):.0f} rows; microseconds and calls a page")
    print(f"{'':24s}{'once':>8s}{'':>7s}{'calls':>8s}{'again':>9s}{'':>7s}")
    wholes = [sum(spent.values()) for spent, _ in tables]
    for stage in STAGES:
        (once, calls), (again, _) = [(spent[stage], calls[stage]) for spent, calls in tables]
        print(
            f"{stage:24s}{once / len(texts) / 1e3:8.0f}{once / wholes[0]:7.1%}{calls / len(texts):8.1f}"
            f"{again / len(texts) / 1e3:9.0f}{again / wholes[1]:7.1%}"
        )
    print(f"{'all':24s}{wholes[0] / len(texts) / 1e3:8.0f}{'':15s}{wholes[1] / len(texts) / 1e3:9.0f}")


if __name__ == "__main__":
    main()
