"""Profiles as TOML files: read with errors that point at the line, and written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from math import inf
from typing import Any, Final

from attrs import frozen

from newsdump.errors import ProfileError
from newsdump.habits import KINDS, LAST_PLACE, ROLES, ROLES_OF_KIN, Below, Habits, Kin, Line
from newsdump.lexicon import GROUPS, Lexicon, file_phrase
from newsdump.patterns import regex_later
from newsdump.sites import SiteProfile

_FIELDS: Final = frozenset({"name", "recognise", "phrases", "learned", "examples"})
_RECOGNISE: Final = frozenset({"hosts", "lines"})
_NAME: Final = regex_later(r"[a-z0-9][a-z0-9._-]*")
_BRACKET: Final = regex_later(r"[\[\]{}]")
_DIGITS: Final = regex_later(r"[0-9_]+")
_MANY: Final = 1_000_000_000
"""More pages, or lines, no site has."""


def read(text: str, where: str) -> SiteProfile:
    """The profile that the TOML *text* holds; *where* names it in errors.

    Raises:
        ProfileError: the text is no TOML, or breaks the format.
    """
    import tomllib  # slow to import, and read only where a profile is

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{where}: {error}") from error
    except RecursionError:
        raise ProfileError(f"{where}, line {_deepest(text)}: is nested too deeply") from None
    except ValueError as error:
        place = f"{where}, line {_longest(text)}"
        raise ProfileError(f"{place}: holds a number with more digits than can be read") from error
    source = _Source(text, where)
    _only(data, _FIELDS, source)
    name = data.get("name")
    if not isinstance(name, str) or not is_name(name):
        raise source.error("name", 'must be lower case letters, digits, dots and dashes, as in name = "daily8"')
    recognise_by = _table(data, "recognise", source)
    _only(recognise_by, _RECOGNISE, source)
    profile = SiteProfile(
        name,
        _strings(recognise_by, "hosts", source),
        _strings(recognise_by, "lines", source),
        tuple(_phrases(_table(data, "phrases", source), source)),
        _habits(_table(data, "learned", source), source) if "learned" in data else None,
    )
    _prove(profile, data.get("examples", []), source)
    return profile


def _deepest(text: str) -> int:
    """The number of the row on which most brackets are open, strings and comments not told apart."""
    depth = most = 0
    deepest = 1
    for number, row in enumerate(text.split("\n"), 1):
        for sign in _BRACKET.findall(row):
            depth += 1 if sign in "[{" else -1
            if depth > most:
                most, deepest = depth, number
    return deepest


def _longest(text: str) -> int:
    """The number of the row with the most digits in a row."""
    rows = text.split("\n")
    return 1 + max(range(len(rows)), key=lambda row: max(map(len, _DIGITS.findall(rows[row])), default=0))


def is_name(text: str) -> bool:
    """Whether a profile may be called so."""
    return _NAME.fullmatch(text) is not None


def write(profile: SiteProfile) -> str:
    """The TOML file of a profile; `read` gives the same profile back.

    >>> from newsdump import load_profile
    >>> read(write(load_profile("daily8")), "daily8.toml") == load_profile("daily8")
    True
    """
    rows = [f"name = {_quoted(profile.name)}"]
    if profile.hosts or profile.lines:
        rows += ["", "[recognise]"]
        rows += [
            f"{key} = {_listed(values)}"
            for key, values in (("hosts", profile.hosts), ("lines", profile.lines))
            if values
        ]
    if profile.phrases:
        rows += ["", "[phrases]"]
        groups: dict[str, list[str]] = {}
        for group, phrase in profile.phrases:
            groups.setdefault(group, []).append(phrase)
        rows += [f"{group} = {_listed(phrases)}" for group, phrases in groups.items()]
    known = profile.learned
    if known is not None:
        rows += ["", "[learned]", f"pages = {known.pages}", f"shared = {known.shared}", f"present = {known.present}"]
        rows += [f"words = {_listed(known.words)}"] if known.words else []
        rows += ["", "[learned.mix]", *(f"{_quoted(role)} = {share}" for role, share in known.mix)] if known.mix else []
        for line in known.lines:
            rows += ["", "[[learned.lines]]", f"line = {_quoted(line.key)}", f"pages = {line.pages}"]
            rows += [f"role = {_quoted(line.role)}"] if line.role else []
            rows += ["loose = true"] if line.loose else []
        for below in known.below:
            rows += ["", "[[learned.below]]", f"line = {_quoted(below.key)}", f"place = {below.place}"]
            rows += [f"pages = {below.pages}", f"story = {below.story}"]
        for kin in known.kin:
            rows += ["", "[[learned.kin]]", f"kind = {_quoted(kin.kind)}", f"of = {_listed(kin.of)}"]
            roles = ", ".join(f"{_quoted(role)} = {share}" for role, share in kin.roles)
            rows += [f"lines = {kin.lines}", f"pages = {kin.pages}", f"roles = {{ {roles} }}"]
    return "\n".join(rows) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


@frozen
class _Source:
    """The text of a profile, for errors that point."""

    text: str
    where: str

    def error(self, key: str, problem: str) -> ProfileError:
        number = next((n for n, row in enumerate(self.text.split("\n"), 1) if _is_about(row, key)), None)
        place = f"{self.where}, line {number}" if number else self.where
        return ProfileError(f"{place}: {key!r} {problem}")


def _is_about(row: str, key: str) -> bool:
    stripped = row.strip().strip("[]").strip()
    return stripped == key or stripped.partition("=")[0].strip() == key or f'"{key}"' in row


def _only(data: Mapping[str, Any], known: frozenset[str], source: _Source) -> None:
    for key in data:
        if key not in known:
            raise source.error(key, f"is unknown here; known are: {', '.join(sorted(known))}")


def _table(data: Mapping[str, Any], key: str, source: _Source) -> Mapping[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise source.error(key, f"must be a table, as in [{key}]")
    return table


def _strings(table: Mapping[str, Any], key: str, source: _Source) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise source.error(key, f'must be a list of strings that are not empty, as in {key} = ["one", "two"]')
    return tuple(value)


def _phrases(groups: Mapping[str, Any], source: _Source) -> Iterable[tuple[str, str]]:
    for group in groups:
        if group not in GROUPS:
            raise source.error(group, f"is no group of phrases; there are: {', '.join(sorted(GROUPS))}")
        for phrase in _strings(groups, group, source):
            try:
                file_phrase(phrase)
            except ValueError as error:
                raise source.error(phrase, str(error)) from None
            yield group, phrase


def _habits(table: Mapping[str, Any], source: _Source) -> Habits:
    _only(table, frozenset({"pages", "shared", "present", "lines", "below", "words", "mix", "kin"}), source)
    pages = _number(table, "pages", source, least=1, most=_MANY, whole=True)
    return Habits(
        int(pages),
        _number(table, "shared", source, most=1),
        _number(table, "present", source, most=1),
        tuple(
            Line(
                _key(row, source),
                int(_number(row, "pages", source, most=pages, whole=True)),
                _role(row, source),
                _flag(row, "loose", source),
            )
            for row in _rows(table, "lines", frozenset({"line", "pages", "role", "loose"}), source)
        ),
        tuple(
            Below(
                _key(row, source),
                int(_number(row, "place", source, most=LAST_PLACE, whole=True)),
                int(_number(row, "pages", source, most=pages, whole=True)),
                _number(row, "story", source, most=1),
            )
            for row in _rows(table, "below", frozenset({"line", "place", "pages", "story"}), source)
        ),
        _strings(table, "words", source),
        _roles(table, "mix", source),
        tuple(
            Kin(
                _kind(row, source),
                _parts(row, source),
                int(_number(row, "lines", source, least=1, most=_MANY, whole=True)),
                int(_number(row, "pages", source, most=pages, whole=True)),
                _roles(row, "roles", source),
            )
            for row in _rows(table, "kin", frozenset({"kind", "of", "lines", "pages", "roles"}), source)
        ),
    )


def _rows(table: Mapping[str, Any], key: str, known: frozenset[str], source: _Source) -> Iterable[Mapping[str, Any]]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise source.error(f"learned.{key}", f"must be tables, as in [[learned.{key}]]")
    for row in rows:
        _only(row, known, source)
        yield row


def _key(row: Mapping[str, Any], source: _Source) -> str:
    key = row.get("line")
    if not isinstance(key, str):
        raise source.error("line", 'must be a string, as in line = "print this article"')
    return key


def _role(row: Mapping[str, Any], source: _Source) -> str:
    role = row.get("role", "")
    if role and role not in ROLES:
        raise source.error("role", f"is no role of a line; there are: {', '.join(sorted(ROLES))}")
    return str(role)


def _kind(row: Mapping[str, Any], source: _Source) -> str:
    kind = row.get("kind")
    if kind not in KINDS:
        raise source.error("kind", f"must be one of: {', '.join(KINDS)}")
    return str(kind)


def _parts(row: Mapping[str, Any], source: _Source) -> tuple[str, ...]:
    parts = row.get("of")
    if not isinstance(parts, list) or not parts or not all(isinstance(part, str) for part in parts):
        raise source.error("of", 'must be a list of strings, as in of = ["more stories", "3a"]')
    return tuple(parts)


def _roles(table: Mapping[str, Any], key: str, source: _Source) -> tuple[tuple[str, float], ...]:
    shares = _table(table, key, source)
    _only(shares, ROLES_OF_KIN, source)
    return tuple((role, _number(shares, role, source, most=1)) for role in shares)


def _flag(row: Mapping[str, Any], key: str, source: _Source) -> bool:
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise source.error(key, "must be true or false")
    return value


def _number(
    table: Mapping[str, Any], key: str, source: _Source, *, least: float = 0, most: float = inf, whole: bool = False
) -> float:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or not least <= value <= most:
        kind = "whole number" if whole else "number"
        limits = f"from {least} to {most}" if most < inf else f"of {least} or more"
        raise source.error(key, f"must be a {kind} {limits}")
    return value


def _prove(profile: SiteProfile, examples: object, source: _Source) -> None:
    if not isinstance(examples, list):
        raise source.error("examples", "must be tables, as in [[examples]]")
    lexicon = profile.extend(Lexicon({}, {}, {}))
    for example in examples:
        line, group = (example.get("line"), example.get("class")) if isinstance(example, dict) else (None, None)
        if not isinstance(line, str) or group not in GROUPS:
            raise source.error("examples", "each need a line and the class (a group of phrases) that it has")
        if not lexicon.markers(line) & GROUPS[group]:
            raise source.error(line, f"is no {group} by the phrases of this profile")
