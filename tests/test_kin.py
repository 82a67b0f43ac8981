"""Lines of a site that are kin, and what that says of a page."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import newsdump
from newsdump import SiteProfile, UsageError, evidence, habits, kin, learning, profiles, seen, shelf, trees
from newsdump.habits import Habits, Kin
from newsdump.items import surroundings
from sites import page

CLASSES = surroundings.CLASSES
ROLES = st.dictionaries(st.sampled_from(sorted(habits.ROLES_OF_KIN)), st.integers(1, 1000).map(lambda one: one / 1000))


@pytest.mark.parametrize(
    ("text", "gap", "form"),
    [
        ("", 0, "0a"),
        ("Ilse:", 0, "1:"),
        ("Ilse Orrin (Osselby)", 0, "2)"),
        ("The ferry is late on all of 12 days", 1, "3a0|"),
        ("船来了。", 2, "1.|"),
        ("It was late. " * 20, 0, "5a"),
    ],
)
def test_the_form_of_a_line(text: str, gap: int, form: str) -> None:
    assert kin.form_of(len(text), kin.code_of(text, gap)) == form


@given(st.text(max_size=80), st.integers(0, 3), st.integers(0, 1 << 16))
def test_every_line_has_a_form(text: str, gap: int, length: int) -> None:
    code = kin.code_of(text, gap)
    assert 0 <= code < 256
    assert kin.form_of(length, code)


@given(st.text(max_size=60), st.frozensets(st.text("abc", min_size=1, max_size=3)))
def test_words_that_are_not_the_sites_are_left_out(text: str, words: frozenset[str]) -> None:
    masked = kin.masked(habits.fold(text), words)
    assert all(word in words or not word.isalpha() for word in masked.split())


def test_roles_of_kin_are_those_that_are_read() -> None:
    names = {f"{'begin ' * begins}{role}" for role, begins in CLASSES}
    assert names == habits.ROLES_OF_KIN


def sheets() -> list[kin.Sheet]:
    """Pages that print two records each below a heading."""
    title, other = [("begin related_title", 0.6), ("other", 0.4)], [("other", 1.0)]
    return [
        kin.Sheet(["more", f"{name} is late", f"{name} is back"], ["1a", "2a", "2a"], [other, title, title])
        for name in ("ilse", "noor", "per", "sarn")
    ]


def test_lines_that_are_kin_are_counted_together() -> None:
    learned = kin.learned(sheets(), frozenset({"more"}))
    assert learned.words == ("back", "is", "late", "more")
    assert dict(learned.mix) == pytest.approx({"other": 0.6, "begin related_title": 0.4})
    found = {(one.kind, one.of): one for one in learned.kin}
    assert found["under", ("more", "2a")] == Kin(
        "under", ("more", "2a"), 8, 4, (("begin related_title", 0.6), ("other", 0.4))
    )
    assert found["words", ("_ is late",)].lines == 4
    assert not any("ilse" in part for one in learned.kin for part in one.of)


def test_what_one_page_alone_has_is_no_kin() -> None:
    assert kin.learned(sheets()[:1], frozenset({"more"})).kin == ()


def known(roles: tuple[tuple[str, float], ...], lines: int = 40, pages: int = 20) -> Habits:
    return Habits(
        20,
        0.5,
        0.9,
        mix=(("other", 0.7), ("begin related_title", 0.2), ("body", 0.1)),
        kin=(Kin("place", (habits.TOP, "0"), lines, pages, roles),),
    )


def shares(**given: float) -> list[float]:
    names = {f"{'begin_' * begins}{role}": number for number, (role, begins) in enumerate(CLASSES)}
    share = [0.0] * len(CLASSES)
    for name, one in given.items():
        share[names[name]] = one
    return share


def told(known: Habits, share: list[float]) -> list[float]:
    reader = newsdump.Parser().read("Noor is late")
    _, (changed,) = evidence.weighed(reader, trees.votes(reader.lines, reader.cues), [share], known)
    return [*changed]


def test_a_line_in_doubt_is_read_as_its_kin_were() -> None:
    share = shares(other=0.55, begin_related_title=0.45)
    title = CLASSES.index(("related_title", True))
    likelier = told(known((("begin related_title", 1.0),)), share)
    less = told(known((("other", 1.0),)), share)
    assert likelier[title] > 0.5 > less[title]
    assert sum(likelier) == pytest.approx(1)


def test_kin_of_more_pages_say_more_and_more_of_a_page_say_no_more() -> None:
    share = shares(other=0.6, begin_related_title=0.4)
    title = CLASSES.index(("related_title", True))
    kin_roles = (("begin related_title", 1.0),)
    few, many, crowd = (
        told(known(kin_roles, lines, pages), share)[title] for lines, pages in ((2, 2), (20, 20), (2000, 2))
    )
    assert few < many
    assert few == crowd


@pytest.mark.parametrize("role", ["body", "other"])
def test_whether_a_line_is_of_the_story_kin_say_by_half(role: str) -> None:
    story, other = CLASSES.index(("body", False)), CLASSES.index(("other", False))
    share = shares(body=0.5, other=0.5)
    changed = told(known(((role, 1.0),)), share)
    assert changed[story if role == "body" else other] > 0.5
    assert 0.25 <= changed[story] <= 0.75
    assert sum(changed) == pytest.approx(1)


def test_a_line_in_no_doubt_is_not_asked() -> None:
    share = shares(other=0.9995, body=0.0005)
    assert told(known((("begin related_title", 1.0),)), share) == share


def test_what_kin_were_read_as_comes_back_from_files() -> None:
    profile = newsdump.learn([page(number) for number in range(10)], name="osselby-echo")
    assert profile.learned is not None
    assert profile.learned.kin
    assert profiles.read(profiles.write(profile), "echo.toml") == profile
    assert shelf.unpacked(shelf.packed(profile)) == profile


@given(st.sampled_from(habits.KINDS), st.lists(st.text(max_size=9), min_size=1, max_size=2), ROLES)
def test_kin_of_any_characters_come_back(kind: str, of: list[str], roles: dict[str, float]) -> None:
    kept = tuple(roles.items())
    made = SiteProfile("echo", learned=Habits(9, 0.5, 0.5, mix=kept, kin=(Kin(kind, tuple(of), 4, 3, kept),)))
    assert profiles.read(profiles.write(made), "echo.toml") == made
    assert shelf.unpacked(shelf.packed(made)) == made


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("kind = 'shoes'", "'kind' must be one of: words, below"),
        ("kind = 'words'\nof = 'late'", "'of' must be a list of strings"),
        ("kind = 'words'\nof = []", "'of' must be a list of strings"),
        ("kind = 'words'\nof = ['late']\npages = 3", "'lines' must be a whole number from 1 to 1000000000"),
        ("kind = 'words'\nof = ['late']\nlines = 3\npages = 10", "'pages' must be a whole number from 0 to 9"),
        ("kind = 'words'\nof = ['late']\nlines = 3\npages = 3\nroles = { king = 1 }", "'king' is unknown here"),
        ("kind = 'words'\nof = ['late']\nlines = 3\npages = 3\nroles = { body = 2 }", "'body' must be a number from 0"),
        ("kin = 3", "'kin' is unknown here"),
    ],
)
def test_errors_of_kin_point(row: str, message: str) -> None:
    head = 'name = "echo"\n[learned]\npages = 9\nshared = 0.5\npresent = 1\n[[learned.kin]]\n'
    with pytest.raises(newsdump.ProfileError, match=message):
        profiles.read(head + row, "echo.toml")


@given(st.lists(st.lists(st.integers(0, 5), min_size=len(CLASSES), max_size=len(CLASSES)).filter(any), max_size=4))
def test_shares_are_kept_as_they_are(rows: list[list[int]]) -> None:
    shares = [[one / sum(row) for one in row] for row in rows]
    kept = evolve(learning.Counts().seen("a"), shares=seen.packed_shares(shares))
    names = [f"{'begin ' * begins}{role}" for role, begins in CLASSES]
    read = [[dict(line).get(name, 0.0) for name in names] for line in kept.role_shares()]
    assert len(read) == len(shares)
    for line, share in zip(read, shares, strict=True):
        assert line == pytest.approx(share, abs=0.03)


def test_many_pages_give_kin_from_some_of_them() -> None:
    counts = learning.Counts()
    for number in range(70):
        counts.add(page(number))
    again = learning.Counts.loads(counts.dumps())
    assert again.distil("echo") == counts.distil("echo")
    with pytest.raises(UsageError):
        counts.distil("Echo")
