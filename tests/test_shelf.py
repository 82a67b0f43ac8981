"""Shelves and ledgers: any number of sites in a file, of which little is held in memory."""

from __future__ import annotations

import pickle
import sqlite3
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsdump
from newsdump import ProfileError, SiteProfile, learning, shelf
from newsdump.learning import Counts
from newsdump.ledger import Ledger, counted
from newsdump.profiles import Listed
from newsdump.readers import Dump, Origin
from newsdump.shelf import Shelf, fill, packed, raise_disk_errors, unpacked
from sites import page

HOSTS = st.sampled_from(["a.example", "b.a.example", "*.a.example", "*.example", "c.example", "*.c.example"])
PROFILES = st.lists(st.lists(HOSTS, max_size=3, unique=True), max_size=4).map(
    lambda sites: [SiteProfile(f"site-{number}", tuple(hosts)) for number, hosts in enumerate(sites)]
)


@cache
def learned() -> SiteProfile:
    counts = Counts()
    for number in range(8):
        counts.add(page(number), f"https://echo.example/{number}")
    return counts.distil("echo.example")


@given(PROFILES, st.sampled_from(["a.example", "x.b.a.example", "c.example", "d.c.example", "other.test"]))
def test_a_list_finds_the_first_that_owns_the_page(profiles: list[SiteProfile], host: str) -> None:
    url = f"https://{host}/1"
    expected = next((profile for profile in profiles if profile.owns("", url)), None)
    assert Listed(profiles).find("", url) == expected


def test_a_list_looks_for_words_in_the_same_order() -> None:
    wordy, hosted = SiteProfile("wordy", lines=("Our town",)), SiteProfile("hosted", ("a.example",))
    url = "https://a.example/1"
    assert Listed([wordy, hosted]).find("Our town", url) == wordy
    assert Listed([hosted, wordy]).find("Our town", url) == hosted
    assert Listed([hosted, wordy]).find("Our town", None) == wordy


def test_a_profile_comes_back_whole() -> None:
    assert unpacked(packed(learned())) == learned()


def test_a_shelf_finds_the_nearest_name_of_a_host(tmp_path: Path) -> None:
    sites = Shelf(tmp_path / "sites.sqlite")
    near, far = SiteProfile("near", ("news.a.example",)), SiteProfile("far", ("*.a.example",))
    sites.put([far, near, learned()])
    assert [each.name for each in sites] == ["echo.example", "far", "near"]
    assert len(sites) == 3
    assert sites.find("", "https://news.a.example/1") == near
    assert sites.find("", "https://x.a.example/1") == far
    assert sites.find("", "https://b.example/1") is None
    assert sites.find("", None) is None
    assert sites.named("echo.example") == learned()
    assert sites.named("none") is None


def test_what_is_put_replaces_what_was_there(tmp_path: Path) -> None:
    sites = Shelf(tmp_path / "sites.sqlite")
    sites.put([SiteProfile("echo", ("a.example", "b.example"))])
    assert sites.find("", "https://b.example") is not None
    sites.put([SiteProfile("echo", ("a.example",))])
    assert sites.find("", "https://b.example") is None


def test_a_shelf_goes_to_other_processes(tmp_path: Path) -> None:
    sites = Shelf(tmp_path / "sites.sqlite")
    sites.put([learned()])
    parser = pickle.loads(pickle.dumps(newsdump.Parser(profiles=sites)))
    assert parser.parse(page(9), url="https://echo.example/9").profile == "echo.example"


def test_little_of_a_shelf_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_HELD", 2)
    sites = Shelf(tmp_path / "sites.sqlite")
    sites.put(SiteProfile(f"site-{number}", (f"{number}.example",)) for number in range(20))
    for number in [*range(20), 0]:
        found = sites.find("", f"https://{number}.example/")
        assert found is not None
        assert found.name == f"site-{number}"
    assert sites.named.cache_info().currsize == 2  # type: ignore[attr-defined]


def test_what_is_no_shelf_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"none\.sqlite"):
        len(Shelf(tmp_path / "none.sqlite"))
    (tmp_path / "text.sqlite").write_text("no shelf at all, but long enough to be looked at by SQLite" * 9)
    with pytest.raises(ProfileError, match=r"text\.sqlite"):
        len(Shelf(tmp_path / "text.sqlite"))
    with Ledger(tmp_path / "ledger.sqlite"):
        pass
    with pytest.raises(ProfileError, match="is no shelf"):
        Shelf(tmp_path / "ledger.sqlite").put([learned()])
    with pytest.raises(newsdump.FormatError, match=r"text\.sqlite"):
        Ledger(tmp_path / "text.sqlite")


def test_a_shelf_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite.part").write_text("mine", encoding="utf-8")
    kept = tmp_path / "kept.sqlite"
    assert fill(kept, [learned()]) == 1
    kept.chmod(0o640)
    (tmp_path / "a.sqlite").symlink_to(kept)
    assert fill(tmp_path / "a.sqlite", [learned(), SiteProfile("other", ("other.example",))]) == 2
    assert (tmp_path / "a.sqlite").is_symlink()
    assert (len(Shelf(kept)), stat.S_IMODE(kept.stat().st_mode)) == (2, 0o640)

    def ends_early() -> Iterator[SiteProfile]:
        yield learned()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(tmp_path / "a.sqlite", ends_early())
    assert len(Shelf(kept)) == 2
    assert (tmp_path / "a.sqlite.part").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.sqlite", "a.sqlite.part", "kept.sqlite"]


def _said(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("of SQLite")
    error.sqlite_errorcode = code
    return error


def test_a_full_disk_is_told_as_one() -> None:
    with pytest.raises(OSError, match=r"No space left.*a\.sqlite"):
        raise_disk_errors(_said(sqlite3.SQLITE_FULL), Path("a.sqlite"))
    with pytest.raises(OSError, match=r"a\.sqlite"):
        raise_disk_errors(_said(sqlite3.SQLITE_IOERR_WRITE), Path("a.sqlite"))
    raise_disk_errors(_said(sqlite3.SQLITE_BUSY), Path("a.sqlite"))


def test_damaged_counts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "counts"
    with Ledger(path) as ledger:
        ledger.add(rows())
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with Ledger(path) as ledger, pytest.raises(newsdump.FormatError, match="counts: these are no counts"):
        ledger.hosts()


@cache
def rows() -> list[bytes]:
    counts = Counts()
    dumps = [Dump(page(number), Origin("a"), f"https://{'ab'[number % 2]}.example/{number}") for number in range(16)]
    return [row for dump in dumps if (row := counted(counts, dump))]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(16)), st.integers(0, 16))
def test_ledgers_of_shards_merge_in_any_order(order: list[int], cut: int) -> None:
    with Ledger(":memory:") as whole, Ledger(":memory:") as one, Ledger(":memory:") as other:
        whole.add(rows())
        one.add(rows()[number] for number in order[:cut])
        other.add(rows()[number] for number in order[cut:])
        other.add(rows()[number] for number in order[:2])
        other.merge(one)
        assert [*other.distil()] == [*whole.distil()]
        assert other.hosts() == ["a.example", "b.example"]


def test_a_ledger_gives_what_counts_do_and_keeps_no_more_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "PAGES_MOST", 6)
    counts = Counts()
    for number in range(0, 16, 2):
        counts.add(page(number), f"https://a.example/{number}")
    with Ledger(":memory:") as ledger:
        ledger.add(rows())
        assert ledger.counts("a.example").dumps() == counts.dumps()
        assert len(ledger.counts("a.example")) == 6


def test_a_page_without_an_address_is_of_no_site() -> None:
    assert counted(Counts(), Dump("text", Origin("a"))) is None
