"""`newsdump convert --learn` and `--profiles`: two passes, drift told in the order of the inputs, runs that go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import newsdump
from newsdump.batch import parse_many
from newsdump.cli.conversion import Run
from newsdump.cli.convert import convert as command
from newsdump.cli.inputs import Batch
from newsdump.ledger import Ledger
from newsdump.shelf import Shelf
from sites import NOTE, page


def crawl(place: Path, pages: list[tuple[str, str]]) -> Path:
    """A crawl of pages, by host."""
    file = place / "crawl.jsonl"
    rows = [{"id": str(n), "text": text, "url": f"https://{host}/{n}"} for n, (host, text) in enumerate(pages)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def convert(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["--jobs", "1", *map(str, arguments)])


def written(file: Path) -> list[newsdump.Page]:
    return [newsdump.Page.from_json(row) for row in file.read_text(encoding="utf-8").splitlines()]


def notes(pages: list[newsdump.Page]) -> list[bool]:
    return [any(note.code == "layout-changed" for note in page.notes) for page in pages]


MIXED = [("echo.example", page(number)) for number in range(8)] + [("few.example", page(20))]


def test_the_second_pass_reads_with_what_the_first_has_learned(tmp_path: Path) -> None:
    output = tmp_path / "pages.jsonl"
    done = convert(crawl(tmp_path, MIXED), "--learn", "-o", output)
    assert done.exit_code == 0
    assert "1 site was learned" in done.stderr
    shelf = Shelf(tmp_path / "pages.jsonl.profiles.sqlite")
    pages = written(output)
    assert [each.url for each in pages] == [f"https://{host}/{n}" for n, (host, _) in enumerate(MIXED)]
    assert [each.profile for each in pages] == ["echo.example"] * 8 + [None]
    assert [NOTE in (each.article.text if each.article else "") for each in pages] == [False] * 8 + [True]
    profile = shelf.named("echo.example")
    assert profile is not None
    assert newsdump.parse(page(3), url="https://echo.example/3", profile=profile).to_dict() == pages[3].to_dict()
    assert {each.name for each in tmp_path.iterdir()} == {"crawl.jsonl", output.name, shelf.path.name}


def test_a_run_that_read_nothing_leaves_the_profiles_as_they_were(tmp_path: Path) -> None:
    output = tmp_path / "pages.jsonl"
    assert convert(crawl(tmp_path, MIXED), "--learn", "-o", output).exit_code == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert convert(tmp_path / "mistyped.jsonl", "--learn", "-o", output, "--force").exit_code == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_counts_that_are_damaged_are_told(tmp_path: Path) -> None:
    source, output = crawl(tmp_path, MIXED), tmp_path / "pages.jsonl"
    for told in ("{}", "[]", "oops", '{"run": 1, "inputs": {"a": 1}}'):
        with Ledger(tmp_path / "pages.jsonl.profiles.sqlite.counts") as ledger:
            ledger.add([], told)
        done = convert(source, "--learn", "-o", output, "--resume")
        assert (done.exit_code, "is damaged; --force starts again" in " ".join(done.stderr.split())) == (2, True)


def test_a_first_pass_that_was_killed_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, output = crawl(tmp_path, MIXED), tmp_path / "pages.jsonl"
    counted: list[int] = []
    add = Ledger.add

    def dying(self: Ledger, rows: list[bytes | None], told: str = "") -> None:
        add(self, rows, told)
        counted.append(len(rows))
        if len(counted) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "add", dying)
    stopped = convert(source, "--learn", "-o", output)
    assert stopped.exit_code == 130
    assert "--resume goes on" in stopped.stderr
    refused = convert(source, "--learn", "-o", output)
    assert refused.exit_code == 2
    assert "is already there; --resume goes on" in refused.stderr
    other = convert(source, "--learn", "-o", output, "--resume", "--limit", "3")
    assert "other inputs, options" in other.stderr
    assert convert(source, "--learn", "-o", output, "--resume").exit_code == 0
    assert sum(counted) == len(MIXED)
    whole = tmp_path / "whole.jsonl"
    assert convert(source, "--learn", "-o", whole).exit_code == 0
    assert whole.read_bytes() == output.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--learn"], "keeps its profiles beside the output"),
        (["--learn", "-o", "s3://bucket/pages-*.jsonl"], "keeps its profiles beside the output"),
        (["--learn", "-o", "out.jsonl", "--profile", "daily8"], "exclude each other"),
        (["--learn", "-o", "there.jsonl"], "there.jsonl is already there; --force replaces it"),
        (["--learn", "-o", "out.jsonl", "-"], "standard input cannot be"),
    ],
)
def test_what_cannot_be_learned_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    crawl(tmp_path, MIXED)
    Path("there.jsonl").write_text("mine", encoding="utf-8")
    done = convert("crawl.jsonl", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert {each.name for each in tmp_path.iterdir()} == {"crawl.jsonl", "there.jsonl"}


def changing(place: Path) -> tuple[Path, Path, list[bool]]:
    """A crawl of a site that changes its layout after 20 pages, its profile, and where `Watch` says so."""
    profile = newsdump.learn([page(number) for number in range(10)], name="echo")
    texts = [page(number, changed=number >= 30) for number in range(10, 45)]
    hosted = newsdump.SiteProfile("echo", ("echo.example",), learned=profile.learned)
    Shelf(place / "sites.sqlite").put([hosted])
    watch = newsdump.learning.Watch(profile)
    expected = [watch.add(text) for text in texts]
    assert any(expected[20:30])
    assert not any(expected[:20])
    return crawl(place, [("echo.example", text) for text in texts]), place / "sites.sqlite", expected


def test_a_changed_layout_is_noted_on_the_same_pages_however_they_are_read(tmp_path: Path) -> None:
    source, sites, expected = changing(tmp_path)
    alone, many = tmp_path / "alone.jsonl", tmp_path / "many.jsonl"
    assert convert(source, "--profiles", sites, "-o", alone).exit_code == 0
    assert convert(source, "--profiles", sites, "-o", many, "--jobs", "2").exit_code == 0
    assert notes(written(alone)) == expected
    assert many.read_bytes() == alone.read_bytes()
    records = [json.loads(row) for row in source.read_text(encoding="utf-8").splitlines()]
    parsed = parse_many(records, profiles=Shelf(sites))
    assert notes([each.page for each in parsed if each.page]) == expected


def test_a_run_that_goes_on_watches_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, sites, expected = changing(tmp_path)
    output = tmp_path / "pages.jsonl"
    whole = Run._write  # noqa: SLF001 - where a run is stopped is its own affair
    seen: list[Batch] = []

    def dying(self: Run, batch: Batch, future: object) -> None:
        whole(self, batch, future)  # type: ignore[arg-type]
        seen.append(batch)
        if len(seen) == 5:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Run, "_write", dying)
        assert convert(source, "--profiles", sites, "-o", output).exit_code == 130
    assert 20 < sum(len(batch.items) for batch in seen) < len(expected)
    assert convert(source, "--profiles", sites, "-o", output, "--resume").exit_code == 0
    assert notes(written(output)) == expected


def test_numbered_files_are_watched_and_learned_as_well(tmp_path: Path) -> None:
    source, sites, expected = changing(tmp_path)
    assert convert(source, "--profiles", sites, "-o", tmp_path / "pages-*.jsonl").exit_code == 0
    assert notes(written(tmp_path / "pages-00000.jsonl")) == expected
    assert convert(source, "--learn", "-o", tmp_path / "own-*.jsonl").exit_code == 0
    assert {each.profile for each in written(tmp_path / "own-00000.jsonl")} == {"echo.example"}


def test_pages_without_an_address_are_told(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    for number in range(6):
        (tmp_path / "dumps" / f"{number}.txt").write_text(page(number), encoding="utf-8")
    done = convert(tmp_path / "dumps", "--learn", "-o", tmp_path / "pages.jsonl")
    assert done.exit_code == 0
    assert "6 pages have no address" in done.stderr


def test_profiles_of_a_folder_are_looked_for(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    learned = newsdump.learn([page(number) for number in range(8)], name="echo")
    hosted = newsdump.SiteProfile("echo", ("*.example",), learned=learned.learned)
    (tmp_path / "sites" / "echo.toml").write_text(newsdump.profiles.write(hosted), encoding="utf-8")
    output = tmp_path / "pages.jsonl"
    assert convert(crawl(tmp_path, MIXED), "--profiles", tmp_path / "sites", "-o", output).exit_code == 0
    assert {each.profile for each in written(output)} == {"echo"}
