"""The lexicon: phrases are found however they are printed, and sources and compiled form agree."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump.lexicon import GROUPS, Marker, file_phrase, key, load_lexicon

ROOT = Path(__file__).resolve().parent.parent
MONTHS = ("November", "October", "September", "August", "July", "June", "May", "April", "March", "February", "January")
SOURCES = sorted((ROOT / "data" / "lexicon").glob("*.toml"))


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("Comments", Marker.COMMENTS_HEADING),
        ("COMMENTS (1,204)", Marker.COMMENTS_HEADING),
        ("12 Kommentare:", Marker.COMMENTS_HEADING),
        ("コメント１２件", Marker.COMMENTS_HEADING),
        ("3 thoughts on “Harbour opens again”", Marker.COMMENTS_HEADING),
        ("No comments yet...", Marker.COMMENTS_EMPTY),
        ("Sé el primero en comentar", Marker.COMMENTS_EMPTY),
        ("コメントはありません", Marker.COMMENTS_EMPTY),
        ("Comments are closed.", Marker.COMMENTS_CLOSED),
        ("Nadia Holm says:", Marker.COMMENT_AUTHOR),
        ("NADIA said...", Marker.COMMENT_AUTHOR),
        ("Nadia a dit :", Marker.COMMENT_AUTHOR),
        ("Related Articles", Marker.RELATED_HEADING),
        ("More from Vale Courier", Marker.RELATED_HEADING),
        ("【関連記事】", Marker.RELATED_HEADING),
        ("READ MORE: Harbour opens again", Marker.READ_MORE),
        ("By admin on June 6, 2025", Marker.BYLINE),
        ("Von Ilse Orrin", Marker.BYLINE),
        ("- Advertisement -", Marker.ADVERTISEMENT),
        ("Priv\u200dacy Policy", Marker.CHROME),
    ],
)
def test_a_phrase_is_found_as_it_is_printed(line: str, marker: int) -> None:
    assert load_lexicon().markers(line) & marker


@pytest.mark.parametrize(
    "line",
    [
        "The minister, he said",
        "Comment réagissent les habitants de Vercombe",
        "Commentary: What the ferry timetable leaves unsaid",
        "Read the whole report here",
        "De nombreux parents conduisent leurs enfants eux-mêmes.",
        "Por qué cierra el puerto de Osselby",
        "Theo chính quyền, công trình tốn khoảng 11 tỷ đồng.",
        "0",
        "+1",
        "🦇",
    ],
)
def test_words_that_only_look_like_a_phrase_announce_nothing(line: str) -> None:
    assert load_lexicon().markers(line) == 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_examples_of_a_language(path: Path) -> None:
    examples = tomllib.loads(path.read_text(encoding="utf-8")).get("examples", [])
    lexicon = load_lexicon()
    wrong = [example for example in examples if not lexicon.markers(example["line"]) & GROUPS[example["class"]]]
    assert wrong == []


def test_there_are_sources() -> None:
    assert len(SOURCES) > 30


def test_sources_and_compiled_form_agree() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "build_lexicon.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [("{N} and {S}", "begins and ends"), ("x" * 121, "longer"), ("...", "no word"), ("404", "no word")],
)
def test_a_phrase_that_cannot_be_found_is_an_error(phrase: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        file_phrase(phrase)


@given(st.text(max_size=150))
def test_any_line_may_be_looked_up(line: str) -> None:
    assert load_lexicon().markers(line) >= 0
    assert key(key(line)) == key(key(key(line)))


def test_the_compiled_form_is_small() -> None:
    compiled = ROOT / "src" / "newsdump" / "data" / "lexicon.json"
    assert set(json.loads(compiled.read_text(encoding="utf-8"))) == {"whole", "heads", "tails", "labels"}
    assert compiled.stat().st_size < 300_000


@pytest.mark.parametrize(
    ("line", "is_archive"),
    [
        ("Archives " + " ".join(f"{month} ({count})" for count, month in enumerate(MONTHS, 3)), True),
        ("Select Month " + " ".join(f"{month} 2025" for month in MONTHS), True),
        ("He won in 2012, lost in 2013 and 2014, was third in 2015, and in 2016 did not come, nor in 2017.", False),
    ],
    ids=["counts", "years", "said in a sentence"],
)
def test_the_months_of_an_archive_in_one_row_are_a_menu(line: str, *, is_archive: bool) -> None:
    assert bool(load_lexicon().markers(f"{line} {line}") & Marker.CHROME) is is_archive


def test_notices_may_be_long() -> None:
    notice = "We use cookies on our website to give you the best experience by remembering your preferences."
    assert load_lexicon().markers(f"{notice} {notice}") & Marker.PAYWALL
