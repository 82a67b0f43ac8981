"""Writers, dates, places and titles as they are chosen, on small pages of the kinds that sites print."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from newsdump import UsageError, parse
from newsdump.ages import find_ages
from newsdump.header import headlines, picking, places, stamps, writers
from newsdump.header.names import Piece, pieces
from newsdump.header.setting import address_of
from newsdump.header.weights import load_weights
from newsdump.header.writers import NameCandidate
from newsdump.lexicon import load_lexicon
from newsdump.model import Article, WriterKind

ROOT = Path(__file__).resolve().parent.parent
TITLE = "Osselby rebuilds its swing bridge"
STORY = (
    "The council of Osselby agreed on Tuesday to rebuild the old swing bridge over the Marn, which has been closed to "
    "lorries since a storm in January.\n"
    "Work is to begin in the spring and will cost four million crowns, of which the county pays a third, the head of "
    "its road board said.\n"
    "Several dozen people in the gallery rose and clapped. Two members of the council voted against the plan, for they "
    "had wanted a fixed bridge."
)


def article(between: str = "", *, below: str = "", story: str = STORY, title: str = TITLE) -> Article:
    found = parse("\n\n".join(filter(None, (title, between, story, below)))).article
    assert found is not None
    return found


MORE_THAN_PEOPLE = pytest.mark.xfail(
    strict=True,
    reason="bodies and parts of the paper beside people: readers of pages differ on them, and so do weights",
)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Noor Haddad", ["Noor Haddad"]),
        ("ByN.R. Haddad\nMonday, June 23, 2025 7:35AM", ["N.R. Haddad"]),
        ("By Noor Haddad and Ilse Orrin", ["Noor Haddad", "Ilse Orrin"]),
        ("By Noor Haddad, Ilse Orrin, and Robert Pearl", ["Noor Haddad", "Ilse Orrin", "Robert Pearl"]),
        ("By\nNoor Haddad\nand\nIlse Orrin\n6 June 2025", ["Noor Haddad", "Ilse Orrin"]),
        ("By Noor Haddad - The Vale Courier - Monday, June 23, 2025", ["Noor Haddad"]),
        pytest.param(
            *("Written by Noor Haddad in Bridges on 23 June 2025 at 08:34 PM EDT. 51 Comments", ["Noor Haddad"]),
            marks=MORE_THAN_PEOPLE,
        ),
        ("Author of the article:\nNoor Haddad  •  Vale Courier\nPublishing date:\nJun 23, 2025", ["Noor Haddad"]),
        ("By Noor Haddad @noorh\n6 June 2025", ["Noor Haddad"]),
        ("By Noor Haddad nhaddad@vale.example\nEmail the author\n6 June 2025", ["Noor Haddad"]),
        ("Von Noor Haddad und Ilse Orrin\n6. Juni 2025", ["Noor Haddad", "Ilse Orrin"]),
        pytest.param(
            *("Par Noor Haddad et Jean Lindal avec AFP\n4 juin 2025", ["Noor Haddad", "Jean Lindal"]),
            marks=MORE_THAN_PEOPLE,
        ),
        ("作者：温素霞\n2025-06-23 17:00", ["温素霞"]),
        pytest.param(*("来源：马恩通讯社作者：温素霞\n2025-06-23 17:00", ["温素霞"]), marks=MORE_THAN_PEOPLE),
        ("23 June 2025", []),
    ],
)
def test_writers(byline: str, names: list[str]) -> None:
    assert list(article(byline).authors) == names


def test_each_writer_has_a_kind_and_a_place() -> None:
    page = parse(f"{TITLE}\nBy Noor Haddad, Vale Press Agency\n6 June 2025\n{STORY}")
    assert page.article is not None
    assert [writer.span.of(page.text) for writer in page.article.writers] == list(page.article.authors)
    assert page.article.writers[0].kind is WriterKind.PERSON
    (agency,) = article("Vale News Agency\n6 June 2025").writers or (None,)
    assert agency is None or agency.kind is WriterKind.BODY


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("6 June 2025 | 5 min read", "6 June 2025", None),
        ("Updated 6 June 2025", "6 June 2025", None),
        ("Published 6 June 2025\nUpdated 7 June 2025", "6 June 2025", "7 June 2025"),
        ("Publié le 4 juin 2025, mis à jour le 5 juin 2025", "4 juin 2025", "5 juin 2025"),
    ],
)
def test_dates(line: str, published: str, modified: str | None) -> None:
    found = article(f"By Noor Haddad\n{line}")
    assert found.date_published is not None
    assert found.date_published.raw == published
    assert (found.date_modified and found.date_modified.raw) == modified


def test_dates_are_plain_values_too() -> None:
    found = article("By Noor Haddad\n6 June 2025")
    assert found.published == date(2025, 6, 6)
    page = parse(f"{TITLE}\nBy Noor Haddad\n3 hours ago\n{STORY}", captured_at=datetime(2025, 6, 6, 12, tzinfo=UTC))
    assert page.article is not None
    assert page.article.published == datetime(2025, 6, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("OSSELBY (NP) — ", "OSSELBY"),
        ("WASHINGTON (AP) — ", "WASHINGTON"),
        ("Berlin (dpa) - ", "Berlin"),
        ("", None),
    ],
)
def test_datelines(opening: str, place: str | None) -> None:
    found = article("By Noor Haddad\n6 June 2025", story=opening + STORY)
    assert found.dateline == place
    assert (found.spans.dateline is not None) == (place is not None)


def test_fields_stand_where_their_spans_say() -> None:
    page = parse(f"{TITLE}\nBy Noor Haddad\n6 June 2025\nOSSELBY (NP) — {STORY}")
    assert page.article is not None
    spans = page.article.spans
    assert spans.title is not None
    assert spans.title.of(page.text) == page.article.title
    assert spans.byline is not None
    assert spans.byline.of(page.text) == page.article.byline == "By Noor Haddad"


def test_what_was_chosen_has_a_confidence() -> None:
    sure = article("By Noor Haddad\n6 June 2025").confidences
    assert [sure.title is None, sure.writers is None, sure.published is None] == [False, False, False]
    assert article().confidences.published is None


def test_hints_are_evidence_and_no_commands() -> None:
    text = f"{TITLE}\nBy Noor Haddad\n6 June 2025\n{STORY}"
    hinted = parse(text, title="Ferry sold", published=date(1999, 1, 1), language="en").article
    assert hinted is not None
    assert hinted.title in {TITLE, None}
    assert hinted.published in {date(2025, 6, 6), None}


HEADLINES = ("Osselby rebuilds its swing bridge", "What the new bridge will cost the county")
DAYS = ("4 June 2025", "6 June 2025")


@pytest.mark.parametrize("title", HEADLINES)
@pytest.mark.parametrize("site", ["", " | Vale Courier", " - Vale Courier"])
def test_a_hint_decides_between_two_titles(title: str, site: str) -> None:
    text = "\n".join(("Vale Courier", *HEADLINES, DAYS[0], "", STORY))
    found = parse(text, title=title + site).article
    assert found is not None
    assert found.title == title


def test_a_date_that_the_crawl_knows_is_surer() -> None:
    text = "\n".join((TITLE, DAYS[0], "", STORY))
    plain, hinted = parse(text).article, parse(text, published=date(2025, 6, 4)).article
    assert plain is not None
    assert hinted is not None
    assert (plain.date_published, plain.confidences.published) != (None, None)
    assert (hinted.confidences.published or 0) >= (plain.confidences.published or 0)


def test_a_hint_that_agrees_with_nothing_changes_nothing() -> None:
    text = "\n".join((TITLE, *DAYS, "", STORY))
    assert parse(text, title="Ferry sold", published=date(1999, 1, 1)) == parse(text)


@pytest.mark.parametrize("hint", [{"title": 3}, {"language": b"en"}, {"published": "2025-06-06"}])
def test_a_hint_of_the_wrong_type_is_the_callers_mistake(hint: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="must be a"):
        parse("", **hint)  # type: ignore[arg-type]


def test_trees_and_compiled_form_agree() -> None:
    tool = ROOT / "tools" / "compile_header.py"
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_trees_ask_for_traits_that_there_are() -> None:
    data = json.loads(files("newsdump").joinpath("data/header.json").read_text(encoding="utf-8"))
    sizes = {
        "published": len(stamps.NAMES),
        "modified": len(stamps.NAMES) + len(stamps.RELATED),
        "writers": len(writers.NAMES),
        "title": len(headlines.NAMES),
        "dateline": len(places.NAMES),
    }

    def columns(tree: int | list[object]) -> list[int]:
        if isinstance(tree, int):
            return []
        column, _, low, high = tree
        return [column, *columns(low), *columns(high)]  # type: ignore[list-item, arg-type]

    for name, size in sizes.items():
        asked = [column for tree in data["fields"][name]["trees"] for column in columns(tree)]
        assert max(asked) < size


def test_confidence_grows_with_the_score() -> None:
    weights = load_weights()
    for name in weights.curves:
        shares = [weights.confidence(name, score) for score in range(-1000, 1001, 50)]
        assert shares == sorted(shares)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://courier.example/2025/06/06/bridge", (2025, 6, 6)),
        ("https://courier.example/news/2025-06/bridge", (2025, 6, None)),
        ("https://courier.example/20250606-bridge", (2025, 6, 6)),
        ("https://courier.example/bridge-1234", None),
        ("http://[courier", None),
    ],
)
def test_the_day_in_an_address(url: str, day: tuple[int, int, int | None] | None) -> None:
    assert address_of(url).day == day


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Noor HaddadPublished 6 June 2025", ["Noor Haddad"]),
        ("Noor HaddadEditor", ["Noor Haddad"]),
        ("Noor HaddadEditor at Vale Courier", ["Noor Haddad", "Vale Courier"]),
        ("6 June 2025Noor O. Haddad", ["Noor O. Haddad"]),
        ("By Noor Haddad, MD. Reviewed by Ilse Orrin", ["Noor Haddad", "MD.", "Ilse Orrin"]),
        ("By Alejandro de la Cruz", ["Alejandro de la Cruz"]),
        ("By 3i Harbours", ["3i Harbours"]),
        ("3i Harbours", []),
        ("作者：Courier 责任编辑：Haddad", ["Courier", "Haddad"]),
    ],
)
def test_names_end_where_labels_and_trades_begin(line: str, names: list[str]) -> None:
    assert _names_in(line) == names


def _names_in(line: str) -> list[str]:
    dates = [(age.span.start, age.span.end) for age in find_ages(line) if age.span is not None]
    return [line[piece.start : piece.end] for piece in pieces(line, dates, load_lexicon())]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("6 June 2025 Noor Haddad Audio, Local News", "Noor Haddad"),
        ("Noor R. Haddad CPP, PSP", "Noor R. Haddad"),
        ("Posted on 6 June 2025 Author Redaktion", "Redaktion"),
        ("von Redaktion Vale", "Redaktion Vale"),
        ("Vale News Editor 6 June 2025", "Vale News Editor"),
        ("Artikel von Noor Haddad", "Noor Haddad"),
        ("Gespeichert von haddad42", "haddad42"),
        ("Author Noor Haddad4 Kommentare", "Noor Haddad"),
        ("DENNIS ORRIN", "DENNIS ORRIN"),
        ("Von R. R. am 6.6.2025", "R. R."),
    ],
)
def test_among_the_names_of_a_line_is_its_writer(line: str, name: str) -> None:
    assert name in _names_in(line)


@pytest.mark.parametrize("line", ["DENNIS ORRIN", "NAOMI VALE", "VONDA ORRIN"])
def test_no_word_of_capitals_is_cut_for_what_it_begins_with(line: str) -> None:
    assert _names_in(line) == [line]


def test_a_long_line_may_end_with_the_date() -> None:
    head = f"{TITLE} over the Marn, and the county pays a third of what it costs, the head of its road board said"
    found = parse(f"{head} Nov 6, 2024 at 03:06pm\n\n{STORY}").article
    assert found is not None
    assert found.published == datetime(2024, 11, 6, 15, 6)  # noqa: DTZ001 - no zone is printed


def test_the_last_name_behind_a_label_needs_less_than_one_that_stands_alone() -> None:
    line = "Authors: Noor Haddad and Ilse Orrin, harbour educators"
    found = [NameCandidate(0, piece, line[piece.start : piece.end], 1.0, False, False) for piece in _named(line)]  # noqa: FBT003
    scores = [200 if each.text == "Noor Haddad" else -150 for each in found]
    bars = picking.Bars(first=0, more=300, joined=-100, labelled=-200)
    assert [found[place].text for place in picking.pick(found, scores, bars)] == ["Noor Haddad", "Ilse Orrin"]
    assert len(picking.pick(found, scores, evolve(bars, labelled=-100))) == 1


def _named(line: str) -> list[Piece]:
    return pieces(line, [], load_lexicon())


@given(st.text(alphabet="Ab by,|/ ()@.:：記者文1\t", max_size=60))
def test_names_lie_in_their_line(line: str) -> None:
    for piece in pieces(line, [], load_lexicon()):
        assert 0 <= piece.start < piece.end <= len(line)
        assert line[piece.start : piece.end].strip() == line[piece.start : piece.end]


@pytest.mark.parametrize(
    ("printed", "noted"),
    [
        ("6 June 2025", False),
        ("5 June 2025", False),
        ("7 June 2025", False),  # has begun where the day begins first
        ("8 June 2025", True),
        ("6 June 2025 14:02 UTC", True),
        ("6 June 2025 14:02", False),
        ("7 June 2025 14:02", True),
        ("June 2026", True),
    ],
)
def test_a_date_after_the_capture_is_noted(printed: str, *, noted: bool) -> None:
    page = parse(f"{TITLE}\n{printed}\n\n{STORY}", captured_at=datetime(2025, 6, 6, 12, tzinfo=UTC))
    notes = [note for note in page.notes if note.code == "date-after-capture"]
    assert bool(notes) == noted
    assert all(note.span is not None and note.span.of(page.text) == printed for note in notes)


def test_without_a_time_of_capture_no_date_is_late() -> None:
    assert "date-after-capture" not in {note.code for note in parse(f"{TITLE}\n8 June 2125\n\n{STORY}").notes}
