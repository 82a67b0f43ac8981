"""What CLDR knows about ages and dates, taken from Babel: one TOML file a language.

A territory's forms ("Jänner") are told in its language's file. What is inherited from the root locale is left out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any, Final

from babel import localedata
from babel.localedata import LocaleDataDict

UNITS: Final = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
SIZES: Final = ("", "-short", "-narrow")
_PARTS: Final = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|([^A-Za-z']+)")
"""The parts of a date pattern (UTS #35): quoted literals, fields, other literals."""
DUALS: Final = ("dual.past", "dual.future", "dual.bare")
"""Sections of the patterns that say "two" without a number."""
_HALVES: Final = {
    "am": "am",
    "pm": "pm",
    "morning": "am",
    "noon": "pm",
    "afternoon": "pm",
    "evening": "pm",
    "night": "night",
}
"""Day periods (UTS #35) by the half of the day that they lie in; nights lie in both."""
_PLACEHOLDER: Final = re.compile(r"M?\d+|Mo\d\d")
"""Names of months that the root locale makes up."""

Source = dict[str, dict[str, list[str]]]
"""Section, key, strings."""


def languages() -> dict[str, list[str]]:
    """Languages with script, and the locales that tell their forms, all as Babel names them."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(localedata.locale_identifiers()):
        language, *rest = name.split("_")
        script = [part for part in rest if len(part) == 4 and part.isalpha()]
        found["-".join([language, *script])].append(name)
    return found


def _data(locale: str) -> LocaleDataDict:
    """A locale's data, with what it takes from other locales in place."""
    return LocaleDataDict(dict(localedata.load(locale).items()))


def source_of(locales: list[str]) -> Source:
    """The source that the locales of one language make up."""
    source: Source = defaultdict(lambda: defaultdict(list))
    for name in locales:
        data = _data(name)
        _add_fields(source, data)
        _add_names(source, data)
        _add_literals(source, data)
    return source


def _add(source: Source, section: str, key: str, text: str) -> None:
    strings = source[section][key]
    if text.strip() and text not in strings:
        strings.append(text)


def _add_fields(source: Source, data: LocaleDataDict) -> None:
    for unit in UNITS:
        for size in SIZES:
            field = data["date_fields"].get(unit + size, {})
            for direction in ("past", "future"):
                for plural, pattern in field.get(direction, {}).items():
                    if "{0}" in pattern or plural == "one":
                        _add(source, direction, unit, pattern)
                    elif plural == "two":
                        _add(source, f"dual.{direction}", unit, pattern)
        for patterns in data["unit_patterns"].get(f"duration-{unit}", {}).values():
            for plural, pattern in patterns.items():
                if isinstance(pattern, str) and ("{0}" in pattern or plural == "one") and plural != "per":
                    _add(source, "bare", unit, pattern)
                elif isinstance(pattern, str) and plural == "two":
                    _add(source, "dual.bare", unit, pattern)


def _add_names(source: Source, data: LocaleDataDict) -> None:
    for section, count in (("months", 12), ("days", 7)):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = data[section].get(context, {}).get(width, {})
                for number in range(count):
                    name = names.get(number + (section == "months"), "")
                    if not _PLACEHOLDER.fullmatch(name):
                        _add(source, "months" if section == "months" else "weekdays", str(number + 1), name)
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for period, name in data["day_periods"].get(context, {}).get(width, {}).items():
                half = _HALVES.get(period.rstrip("12"))
                if half:
                    _add(source, "halfdays", half, name)
    for width in ("wide", "abbreviated", "narrow"):
        name = data["eras"].get(width, {}).get(1, "")
        if len(name) > 1:
            _add(source, "words", "of", name)


def _add_literals(source: Source, data: LocaleDataDict) -> None:
    """The words between the fields of dates, and the endings that they give to months and years."""
    skeletons = {key: pattern.pattern for key, pattern in data["datetime_skeletons"].items()}
    dates = [pattern.pattern for pattern in data["date_formats"].values()]
    dates += [pattern for key, pattern in skeletons.items() if set(key) <= set("yMdEL") and set(key) & set("ML")]
    dates += [re.sub(r"\{\d\}", "q", str(pattern)) for pattern in data["datetime_formats"].values()]
    times = [pattern.pattern for pattern in data["time_formats"].values()]
    times += [pattern for key, pattern in skeletons.items() if set(key) <= set("Hmshv")]
    for pattern in dates + times:
        parts = _merged(pattern)
        for index, part in enumerate(parts):
            literal = "" if part.isascii() and part.isalpha() and part[0] in _FIELDS else part[1:]
            word = literal.strip(" \u00a0\u202f,.،、:/-–()")
            if not any(letter.isalpha() for letter in word):
                continue
            if pattern in dates:
                _add(source, "words", "of", word)
                _add_endings(source, parts, index, literal)
            else:
                behind = any(field[0] in "HhKkms" for field in parts[:index])
                _add(source, "words", "oclock" if behind else "at", word)


_FIELDS: Final = frozenset("GyYuUrQqMLwWdDFgEecabBhHKkmsSAzZOvVXx")


def _merged(pattern: str) -> list[str]:
    """The fields of a date pattern, and the literals between them with a quote in front."""
    parts: list[str] = []
    for match in _PARTS.finditer(pattern):
        part = match.group(0)
        if part.isascii() and part.isalpha():
            parts.append(part)
            continue
        literal = part[1:-1].replace("''", "'") if part.startswith("'") else part
        if parts and parts[-1].startswith("'"):
            parts[-1] += literal
        else:
            parts.append("'" + literal)
    return parts


def order_of(locale: str) -> str:
    """The order of day, month and year in the short date of a locale: "dmy", "mdy" or "ymd"."""
    pattern = _data(locale)["date_formats"]["short"].pattern
    order = "".join(dict.fromkeys(letter for letter in pattern.replace("L", "M").lower() if letter in "dmyu"))
    return order.replace("u", "y")


def _add_endings(source: Source, parts: list[str], index: int, literal: str) -> None:
    """Months with the letters that a pattern glues to them."""
    behind = index and parts[index - 1] in ("MMM", "MMMM", "LLLL", "LLL") and not literal[0].isspace()
    before = index + 1 < len(parts) and parts[index + 1] in ("MMM", "MMMM") and not literal[-1].isspace()
    for number, names in list(source["months"].items()):
        for name in list(names):
            if name.endswith("\u200b"):
                continue
            if behind:
                _add(source, "endings", number, name + literal.strip())
            if before:
                _add(source, "endings", number, literal.strip() + name)


def without(source: Source, parent: Source) -> Source:
    """What *source* says beside *parent*."""
    left: Source = {}
    for section, keys in source.items():
        for key, strings in keys.items():
            known = set(parent.get(section, {}).get(key, ()))
            fresh = [text for text in strings if text not in known]
            if fresh:
                left.setdefault(section, {})[key] = fresh
    return left


def orders(locales: list[str]) -> dict[str, str]:
    """The order of a language's dates, and those of its territories that differ."""
    base, *rest = sorted(locales, key=len)
    found = {base.replace("_", "-"): order_of(base)}
    for name in sorted(rest):
        if (order := order_of(name)) != found[base.replace("_", "-")]:
            found[name.replace("_", "-")] = order
    return found


def dumped(tag: str, source: Source, order: dict[str, str], version: str) -> str:
    """The TOML file of one language."""
    lines = [
        f"# Generated by tools/build_ages.py --cldr from Babel {version}'s CLDR data (Unicode-3.0). Do not edit:",
        "# what is to be added stands in ../added/.",
        f'language = "{tag}"',
        "",
        "[orders]",
        *(f"{name} = {json.dumps(letters)}" for name, letters in order.items()),
    ]
    for section in ("past", "future", "bare", *DUALS, "months", "endings", "weekdays", "halfdays", "words"):
        keys: dict[str, Any] = source.get(section, {})
        if keys:
            lines += ["", f"[{section}]"]
            lines += [f"{key} = {json.dumps(strings, ensure_ascii=False)}" for key, strings in keys.items()]
    return "\n".join(lines) + "\n"


def all_files(version: str) -> dict[str, str]:
    """The TOML files of all languages that say anything of their own, by name."""
    files = {}
    root = source_of(["root"])
    for tag, locales in languages().items():
        source = without(source_of(locales), root)
        if source:
            files[f"{tag}.toml"] = dumped(tag, source, orders(locales), version)
    return files
