"""Time newsdump.read_age against dateparser.parse on the same strings, in one run.

    python bench/ages_peers.py [--repeat N]

The strings are CLDR's long patterns for minutes, hours, days and weeks of the languages in data/ages/languages.toml.
Prints microseconds a string (each the best of N calls) and how many strings each reads with the right amount: without
the language, and with it.
"""

from __future__ import annotations

import argparse
import statistics
import time
import tomllib
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dateparser

from newsdump import read_age

SOURCES = Path(__file__).resolve().parent.parent / "data" / "ages"
LANGUAGES = tomllib.loads((SOURCES / "languages.toml").read_text(encoding="utf-8"))["order"]
SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
BASE = datetime(2025, 6, 15, 12, tzinfo=UTC)
COUNT = 3


def strings() -> list[tuple[str, str, timedelta]]:
    """Language, text and distance of CLDR's long patterns, past and future."""
    found = []
    for language in LANGUAGES:
        path = SOURCES / "cldr" / f"{language}.toml"
        source = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        for direction, sign in (("past", -1), ("future", 1)):
            for unit, seconds in SECONDS.items():
                if unit not in source.get(direction, {}):
                    continue
                text = source[direction][unit][0].replace("{0}", str(COUNT))
                found.append((language, text, timedelta(seconds=sign * COUNT * seconds)))
    return found


def ours(text: str, language: str | None) -> datetime | None:
    """The latest moment that newsdump reads, or the earliest of what lies ahead."""
    age = read_age(text, language=language)
    if age is None:
        return None
    window = age.window(BASE)
    return window.earliest if any(part.count > 0 for part in age.parts) else window.latest


def theirs(text: str, language: str | None) -> datetime | None:
    """What dateparser reads; None where it does not know the language."""
    settings = {"RELATIVE_BASE": BASE.replace(tzinfo=None), "TIMEZONE": "UTC", "RETURN_AS_TIMEZONE_AWARE": True}
    try:
        found: datetime | None = dateparser.parse(text, languages=[language] if language else None, settings=settings)
    except ValueError:
        return None
    return found


def timed(call: Callable[[str, str | None], object], text: str, language: str | None, repeat: int) -> float:
    """Seconds that one call takes, the best of some."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        call(text, language)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    rows = strings()
    for reader in (ours, theirs):
        reader("3 hours ago", None)  # tables are loaded by the first call
        reader("3 hours and 2 minutes ago", None)
    print(f"{len(rows)} strings in {len(LANGUAGES)} languages")
    for told in (False, True):
        medians = {}
        for name, call, reader in (
            ("newsdump", lambda text, language: read_age(text, language=language), ours),
            ("dateparser", theirs, theirs),
        ):
            times, right = [], 0
            for language, text, distance in rows:
                known = language if told else None
                times.append(timed(call, text, known, options.repeat))
                right += reader(text, known) == BASE + distance
            medians[name] = statistics.median(times), statistics.mean(times)
            label = "language given" if told else "language unknown"
            median, mean = (value * 1e6 for value in medians[name])
            print(
                f"{label:16s} {name:10s} median {median:8.1f} us  mean {mean:8.1f} us  right {right / len(rows):6.1%}"
            )
        median, mean = (b / a for a, b in zip(medians["newsdump"], medians["dateparser"], strict=True))
        print(f"{'':16s} {'faster':10s} median {median:8.0f} x   mean {mean:8.0f} x")


if __name__ == "__main__":
    main()
