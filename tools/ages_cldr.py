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


def source_of(locales: list[str]) -> Source:
    """The source that the locales of one language make up."""
    source: Source = defaultdict(lambda: defaultdict(list))
    for name in locales:
        data = LocaleDataDict(localedata.load(name))
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
                for pattern in field.get(direction, {}).values():
                    _add(source, direction, unit, pattern)
        for patterns in data["unit_patterns"].get(f"duration-{unit}", {}).values():
            for plural, pattern in patterns.items():
                if plural != "per" and isinstance(pattern, str):
                    _add(source, "bare", unit, pattern)


def _add_names(source: Source, data: LocaleDataDict) -> None:
    for section, count in (("months", 12), ("days", 7)):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = data[section].get(context, {}).get(width, {})
                for number in range(count):
                    name = names.get(number + (section == "months"), "")
                    if not _PLACEHOLDER.fullmatch(name):
                        _add(source, "months" if section == "months" else "weekdays", str(number + 1), name)
    for width in ("wide", "abbreviated"):
        for half in ("am", "pm"):
            _add(source, "halfdays", half, data["day_periods"].get("format", {}).get(width, {}).get(half, ""))


def _add_literals(source: Source, data: LocaleDataDict) -> None:
    """The words between the fields of dates, and the endings that they give to months and years."""
    skeletons = {key: pattern.pattern for key, pattern in data["datetime_skeletons"].items()}
    dates = [pattern.pattern for pattern in data["date_formats"].values()]
    dates += [pattern for key, pattern in skeletons.items() if set(key) <= set("yMdEL") and set(key) & set("ML")]
    dates += [re.sub(r"\{\d\}", "q", str(pattern)) for pattern in data["datetime_formats"].values()]
    times = [pattern.pattern for pattern in data["time_formats"].values()]
    times += [pattern for key, pattern in skeletons.items() if set(key) <= set("Hmshv")]
    for pattern in dates + times:
        parts = [match.group(0) for match in _PARTS.finditer(pattern)]
        for index, part in enumerate(parts):
            literal = part.strip("'") if part.startswith("'") else "" if part.isascii() and part.isalpha() else part
            word = literal.strip(" \u00a0\u202f,.،、:/-–()")
            if not any(letter.isalpha() for letter in word):
                continue
            if pattern in dates:
                _add(source, "words", "of", word)
                _add_endings(source, parts, index, literal)
            else:
                behind = any(field[0] in "HhKkms" for field in parts[:index])
                _add(source, "words", "oclock" if behind else "at", word)


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


def dumped(tag: str, source: Source, version: str) -> str:
    """The TOML file of one language."""
    lines = [
        f"# Generated by tools/build_ages.py --cldr from Babel {version}'s CLDR data (Unicode-3.0). Do not edit:",
        "# what is to be added stands in ../added/.",
        f'language = "{tag}"',
    ]
    for section in ("past", "future", "bare", "months", "endings", "weekdays", "halfdays", "words"):
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
            files[f"{tag}.toml"] = dumped(tag, source, version)
    return files
