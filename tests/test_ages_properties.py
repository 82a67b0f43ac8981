"""What is true of reading any text in any language."""

from __future__ import annotations

import json
import sys
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import ascii_letters

import pytest
from attrs import asdict
from hypothesis import assume, example, given
from hypothesis import strategies as st

from newsdump.ages import Age, find_age, read_age

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import ages_sources

AT = datetime(2025, 6, 15, 12, tzinfo=UTC)
PATTERNS = [
    (source["language"], pattern)
    for source in ages_sources.all_sources()
    for direction in ("past", "future")
    for patterns in source.get(direction, {}).values()
    for pattern in patterns
]
SEPARATORS = [" ", "  ", "\u00a0", "\u202f", "\u2009 ", "\t"]

texts = (
    st.text(max_size=200)
    | st.from_regex(r"[\w .,:/()|·+-]{0,60}")
    | st.lists(
        st.sampled_from([*"0123456789 .,:/-|()", "May", "ago", "hours", "vor", "Uhr", "前", "日", "at", "3 h"]),
        max_size=40,
    ).map("".join)
)


def meaning(age: Age | None) -> object:
    return age and (age.parts, age.calendar, age.approximate, age.moment)


@given(texts, st.sampled_from([None, "en", "de", "ja", "xx", ""]))
def test_any_text_is_read(text: str, language: str | None) -> None:
    age = read_age(text, language=language)
    cue = find_age(text, language=language)
    ages = [age, None if cue is None else cue.age]
    for found in ages:
        if found is not None:
            assert found.span is not None
            assert found.raw == found.span.of(text)
            assert found.raw
            window = found.window(AT)
            assert window.earliest <= window.latest
            assert not found.readings or meaning(found.readings[0]) == meaning(found)
            json.dumps(asdict(found))
    if cue is not None:
        assert cue.before in text
        assert cue.after in text


@given(texts)
@example("\U00016d70 hours ago")  # a digit that Unicode has had since version 16
def test_the_same_text_gives_the_same_age(text: str) -> None:
    assert read_age(text) == read_age(text)
    assert find_age(text) == find_age(text)


@given(
    st.sampled_from(PATTERNS), st.integers(1, 999), st.sampled_from(SEPARATORS), st.sampled_from(["NFC", "NFD", "NFKC"])
)
def test_white_space_case_and_normal_form_do_not_matter(
    row: tuple[str, str], count: int, separator: str, form: str
) -> None:
    language, pattern = row
    text = pattern.replace("{0}", str(count))
    expected = meaning(read_age(text, language=language))
    assert expected is not None
    assert meaning(read_age(text.upper(), language=language)) == expected
    assert meaning(read_age(unicodedata.normalize(form, text), language=language)) == expected  # type: ignore[arg-type]
    assert meaning(read_age(f" {text.replace(' ', separator)}\n", language=language)) == expected


@given(st.sampled_from(PATTERNS), st.integers(1, 99), st.sampled_from("٠۰०০０๐"))
def test_digits_of_any_script_are_read(row: tuple[str, str], count: int, zero: str) -> None:
    language, pattern = row
    assume("{0}" in pattern)
    native = "".join(chr(ord(zero) + int(digit)) for digit in str(count))
    expected = read_age(pattern.replace("{0}", str(count)), language=language)
    found = read_age(pattern.replace("{0}", native), language=language)
    assert meaning(found) == meaning(expected)


@given(st.text(ascii_letters, min_size=8, max_size=60))
def test_words_that_no_language_has_are_no_age(text: str) -> None:
    assume(not any(word in text.lower() for word in ("day", "week", "month", "year", "now")))
    assert read_age(text + "qx") is None


@pytest.mark.parametrize(
    "line", ["1 " * 60, "May " * 30, "3 h " * 30, "1.1.1." * 20, "a" * 10**6, "9" * 10**6, "(" * 120]
)
def test_no_line_takes_the_reader_far(line: str) -> None:
    """The search for readings is cut off (`lattice.MOST_STEPS`): these lines took minutes without that."""
    read_age(line[:160])
    find_age(line)


UNITS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 7 * 86400,
    "month": 30 * 86400,
    "year": 365 * 86400,
}


def test_what_babel_prints_gives_back_the_amount_in_all_locales() -> None:
    dates = pytest.importorskip("babel.dates")
    core = pytest.importorskip("babel.core")
    localedata = pytest.importorskip("babel.localedata")
    wrong = []
    count = 0
    for name in sorted(localedata.locale_identifiers()):
        locale = core.Locale.parse(name)
        if locale.territory or "date_fields" not in localedata.load(name):
            continue
        for unit, seconds in UNITS.items():
            for amount in (-3, -2, -1, 2, 3):
                delta = timedelta(seconds=amount * seconds)
                try:
                    text = dates.format_timedelta(
                        delta,
                        granularity=unit,
                        threshold=1,
                        add_direction=True,
                        locale=locale,
                    )
                except KeyError:
                    continue  # Babel itself has no plural for it
                count += 1
                age = read_age(text, language=name.replace("_", "-"))
                readings = () if age is None else (age, *age.readings)
                if not any(part.unit == unit and part.count == amount for one in readings for part in one.parts[:1]):
                    wrong.append((name, text, amount, unit))
    assert count > 5000
    assert len(wrong) < count / 200, (len(wrong), count, wrong[:30])
