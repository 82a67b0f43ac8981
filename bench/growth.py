r"""How the time and the memory of newsdump.parse grow with the text, for texts that are made to be slow.

    python bench/growth.py [--size 200000] [--only NAME]   time of twice the text over that of the text: linear is 2
    python bench/growth.py --most                          seconds and memory of 5 million characters
    python bench/growth.py --search 100 [--seed 1]         the same growth for texts drawn at random, the worst of them

Each text is parsed in a process of its own, which remembers nothing of another one. Printed is processor time; the
status is 1 if one grows by more than 2.2, or takes 20 s or 1 GB. tests/test_growth.py counts what is done instead.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Final

import newsdump
from newsdump import report

Maker = Callable[[int], str]
MOST: Final = 5_000_000
"""So many characters a page has at most, if --max-chars does not say otherwise."""
GROWTH_MOST: Final = 2.2
SECONDS_MOST: Final = 20
MEGABYTES_MOST: Final = 1000
_STORY: Final = "The harbour of Port Ellery opened again on Friday, after a long winter of work on its walls. "
_SEED: Final = (Path(__file__).resolve().parents[1] / "examples" / "daily8.txt").read_text(encoding="utf-8")


def repeated(piece: str) -> Maker:
    """*piece* over and over; `{i}` in it is a number that grows.

    The last one is whole: what a text is read as can hang on a last row that is cut, and a page with a story takes more
    than one without, so that twice the text would not be twice the same.
    """
    if "{i}" not in piece:
        return lambda size: piece * -(-size // len(piece))

    def make(size: int) -> str:
        pieces: list[str] = []
        length = 0
        for number in count():
            if length >= size:
                break
            pieces.append(piece.replace("{i}", str(number)))
            length += len(pieces[-1])
        return "".join(pieces)

    return make


def behind(head: str, piece: str) -> Maker:
    """*head*, and *piece* over and over."""
    return lambda size: head + repeated(piece)(size)


MAKERS: Final[Mapping[str, Maker]] = MappingProxyType(
    {
        "a dump repeated": lambda size: repeated(_SEED)(max(size, len(_SEED))),
        "one line": repeated("word "),
        "one line of a story": repeated(_STORY),
        "one line of comments": repeated("Orrin {i} hours ago It was the sea. Like (2) Reply "),
        "no spaces": repeated("a"),
        "empty lines": repeated("\n"),
        "short lines": repeated("a\n"),
        "numbered lines": repeated("{i}\n"),
        "lines of spaces": repeated(" \n"),
        "carriage returns": repeated("a\r"),
        "tabs": repeated("\t"),
        "joined by nothing": repeated("a\u200b\n"),
        "ages": repeated("3 hours ago\n"),
        "other ages": repeated("{i} hours ago\n"),
        "dates": repeated("6 June {i}\n"),
        "phrases": repeated("Comments\nRelated Articles\n"),
        "comments headings": repeated("Comments\n"),
        "counts of comments": repeated("{i} comments\n"),
        "no comments yet": repeated("No comments yet\n"),
        "comments closed": repeated("Comments are closed\n"),
        "related headings": repeated("Related Articles\n"),
        "forms": repeated("Leave a Reply\n"),
        "archive of a blog": repeated("Ferry {i} late\nBy Nadia Holm\n6 June 2025\n" + _STORY + "\n3 Comments\n\n"),
        "archive that others follow": repeated("Ferry {i} late\n" + _STORY + "\nNo comments yet\nRead more\n"),
        "cards under one heading": behind(_STORY + "\nRelated Articles\n", "Ferry {i} late again\nVale Courier\n"),
        "cards with ages": behind(
            _STORY + "\nMost read\n", "Vale Courier\n{i} hours ago\nFerry {i} sold to an island\n"
        ),
        "comments of one thread": behind(_STORY + "\nComments\n", "Orrin {i}\n2 hours ago\nIt was the sea.\nReply\n"),
        "comments of one writer": behind(_STORY + "\nComments\n", "Orrin says:\n6 June 2025 at 10:32\nNo.\nReply\n"),
        "replies": behind(_STORY + "\nComments\n", "Orrin {i} replied to Orrin\n2 hours ago\n@Orrin {i} No.\n"),
        "sentences": repeated(_STORY + "\n"),
        "other sentences": repeated("On day {i} the ferry left the harbour, and nobody on the pier waved to it.\n"),
        "titles": repeated("Ferry {i} Sold To The Island Of Sarn\n"),
        "names": repeated("Nadia Holm\n"),
        "bylines": repeated("By Nadia Holm {i}\n"),
        "digits": repeated("1"),
        "lines of digits": repeated("1 1 1 1 1 1 1\n"),
        "open brackets": repeated("[a\n"),
        "brackets": repeated("["),
        "links": repeated("[a {i}](/b/{i})\n"),
        "links in one line": repeated("[a {i}](/b/{i}) "),
        "links without ends": behind("# T\n", "](a"),
        "headings": repeated("# Ferry {i}\n"),
        "bold": repeated("** a **\n"),
        "bold in one line": behind("# T\n", " **"),
        "underscores": behind("# T\n", "_a"),
        "backslashes": behind("# T\n", "\\"),
        "bullets": repeated("* Ferry {i}\n"),
        "lists of short lines": behind(_STORY + "\n", "{ de http://«\n\n"),
        "bullets in one line": lambda size: "* " * (size // 2) + "a",
        "tables": repeated("| a | {i} |\n"),
        "rows wrapped": repeated("word by word this row was wrapped at some width that is full\nand it goes on,\n"),
        "rows broken at links": repeated("The ferry \n, late again \n, left\n. \n"),
        "open parentheses": repeated("(\na\n"),
        "colons": repeated("On board there were some things:\n* a {i}\n* b\n"),
        "hashes": repeated("#a #b #c\n"),
        "markup": repeated('<p class="a">b</p>\n'),
        "no script without spaces": repeated("港が金曜日に再開した。"),
        "lines without spaces": repeated("港が金曜日に{i}回再開した。\nコメント\n"),
        "surrogates": repeated("\ud83d"),
        "mojibake": repeated("fÃ¼r â€™"),
    }
)
"""Texts of any size by name."""

PIECES: Final = (
    "Comments", "{i} Comments", "3 Comments", "No comments yet", "Related Articles", "Most read", "3 hours ago",
    "{i} hours ago", "Nadia Holm", "Nadia Holm {i}", "Nadia says:", "Reply", "Like (2) Reply Share",
    "- Vale Courier", "1", "{i}", "", "", "By Nadia Holm", "6 June 2025", "{i} June 2025",
    "Ferry of Sarn sold to the island", "Ferry {i} sold", "READ MORE: Ferry {i}", "Advertisement", "About us",
    "Contact", _STORY, _STORY + "{i}", "It was late.", "Vale Courier · {i} days ago", "# Harbour", "[a {i}](/c)",
    "[a", "](b", "#Sarn #Ferry", "* a {i}", "** a", "_", "港が金曜日に再開した。", "コメント", "Leave a Reply",
    "Comments are closed", "#{i} — vor 3 Stunden", "Mar 3, 2024 at 8:14 AM", "|", ",", "Posted by: Jan Vos at",
    "Anonymous", "@Nadia no", "\u200b", "\t", "(", "a", "a:", "Nadia Holm replied to Jan", "> said", "“",
    "Tags: {i}", "x" * 61, "word by word this row was wrapped at some width of its",
)  # fmt: skip
"""What texts are drawn from."""


def drawn(chance: random.Random) -> tuple[str, Maker]:
    """A text of any size, and how it is made."""
    rows = [chance.choice(PIECES) for _ in range(chance.choice([1, 1, 2, 2, 3, 4, 6]))]
    end = chance.choice(["\n"] * 6 + ["\n\n", " ", "\r\n", "\n  "])
    head = "".join(chance.choice(PIECES) + "\n" for _ in range(chance.choice([0, 0, 1, 3])))
    return ascii((head, rows, end)), behind(head, end.join(rows) + end)


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """The processor time that *work* takes, in seconds, and the memory that its process has at most, in MB."""
    import resource  # not on Windows, where the texts are counted all the same

    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        begun = time.process_time()
        try:
            work()
            spent = time.process_time() - begun
        except BaseException as error:  # noqa: BLE001 - the process ends here
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            spent = float("inf")
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        os.write(writing, json.dumps([spent, most]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        found = told.read()
    os.waitpid(child, 0)
    seconds, megabytes = json.loads(found) if found else (float("inf"), float("inf"))  # it was killed
    return seconds, megabytes


def seconds_of(work: Callable[[str], object], text: str, rounds: int = 2) -> float:
    """The least processor time that *work* takes of a few."""
    return min(cost(partial(work, text))[0] for _ in range(rounds))


def growth(work: Callable[[str], object], make: Maker, size: int) -> tuple[float, float]:
    """The time for a text of *size* characters, and that for twice the text as its multiple."""
    small = seconds_of(work, make(size))
    return small, seconds_of(work, make(2 * size)) / small


def write_report(text: str) -> str:
    """The page of *text* as a report."""
    return report.to_html(newsdump.parse(text))


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--only", metavar="NAME")
    parser.add_argument("--most", action="store_true")
    parser.add_argument("--search", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    newsdump.parse(_SEED)  # loads its data
    write_report("Harbour opens")
    if options.search:
        chance = random.Random(options.seed)  # noqa: S311 - no secret
        makers = dict(drawn(chance) for _ in range(options.search))
    else:
        makers = {name: make for name, make in MAKERS.items() if options.only in {None, name}}
    works: dict[str, Callable[[str], object]] = {"": newsdump.parse}
    if not (options.search or options.most):
        works["report of "] = write_report
    bad = 0
    for name, make in makers.items():
        if options.most:
            seconds, megabytes = cost(partial(newsdump.parse, make(MOST)))
            bad += (failed := seconds > SECONDS_MOST or megabytes > MEGABYTES_MOST)
            print(f"{seconds:7.2f} s {megabytes:6.0f} MB {'!' if failed else ' '} {name}", flush=True)
            continue
        for kind, work in works.items():
            if kind and "line" not in name:
                continue
            small, times = growth(work, make, options.size)
            bad += (failed := times > GROWTH_MOST)
            print(f"{small:7.3f} s {times:6.2f} times {'!' if failed else ' '} {kind}{name}", flush=True)
    print(f"{bad} of {len(makers)} too slow")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
