"""`newsdump learn`."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import command_line
import newsdump
from sites import page


def run(*arguments: str | Path) -> CompletedProcess[str]:
    done = command_line.newsdump(*arguments)
    return CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def folder_of(place: Path, many: int) -> Path:
    folder = place / "dumps"
    folder.mkdir()
    for number in range(many):
        (folder / f"{number}.txt").write_text(page(number), encoding="utf-8")
    return folder


def test_a_folder_teaches_a_profile_that_parse_reads_with(tmp_path: Path) -> None:
    output = tmp_path / "The Echo.toml"
    done = run("learn", folder_of(tmp_path, 7), "-o", output)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"newsdump: {output}: the profile the-echo, learned from 7 of 7 pages\n"
    assert newsdump.load_profile(output) == newsdump.learn([page(number) for number in range(7)], name="the-echo")
    (tmp_path / "new.txt").write_text(page(11), encoding="utf-8")
    read = json.loads(run("parse", tmp_path / "new.txt", "--profile", output).stdout)
    assert read["profile"] == "the-echo"


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "echo.toml"
    output.write_text("mine", encoding="utf-8")
    done = run("learn", folder_of(tmp_path, 6), "-o", output)
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert output.read_text(encoding="utf-8") == "mine"


def test_too_few_stories_are_wrong_use(tmp_path: Path) -> None:
    done = run("learn", folder_of(tmp_path, 3), "-o", tmp_path / "echo.toml")
    assert done.returncode == 2
    assert "5 different stories" in done.stderr
    assert not (tmp_path / "echo.toml").exists()


def test_a_mixed_crawl_gives_a_profile_a_host(tmp_path: Path) -> None:
    crawl = tmp_path / "crawl.jsonl"
    hosts = ["echo.example"] * 6 + ["few.example"] * 2
    rows = [{"text": page(number), "url": f"https://{host}/{number}"} for number, host in enumerate(hosts)]
    rows += [{"text": page(9)}, {"text": f"Welcome back\n{page(0)}", "url": "https://echo.example/0?again"}]
    crawl.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = run("learn", crawl, "--by-domain", "-o", tmp_path / "profiles")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        f"newsdump: {tmp_path / 'profiles'}: 1 profile, learned from 6 of 10 pages",
        "newsdump: 2 pages left out, of 1 host with fewer than 5 different stories",
        "newsdump: 1 page left out without an address (URL), by which --by-domain tells sites",
        "newsdump: 1 page left out: others tell the same story, or are enough of their site",
    ]
    assert [path.name for path in (tmp_path / "profiles").iterdir()] == ["echo.example.toml"]
    profile = newsdump.load_profile(tmp_path / "profiles" / "echo.example.toml")
    assert newsdump.Parser(profiles=[profile]).parse(page(9), url="https://echo.example/9").profile == "echo.example"


def test_a_check_tells_what_no_longer_stands_there(tmp_path: Path) -> None:
    output = tmp_path / "echo.toml"
    run("learn", folder_of(tmp_path, 10), "-o", output)
    new = tmp_path / "new"
    new.mkdir()
    for number in range(10, 14):
        (new / f"{number}.txt").write_text(page(number).replace("Imprint", "About us"), encoding="utf-8")
    same = run("profiles", "--check", new, "--profiles", output)
    assert (same.returncode, same.stderr) == (0, "")
    first, *rest = same.stdout.splitlines()
    assert first.startswith("echo: 4 pages, with ")
    assert "has changed" not in first
    assert rest == ["  'imprint' on 0% of the pages, 100% when learned"]
    for number in range(14, 26):
        (new / f"{number}.txt").write_text(page(number, changed=True), encoding="utf-8")
    other = run("profiles", "--check", new, "--profiles", output)
    assert other.returncode == 1
    assert "the layout has changed" in other.stdout
    assert "  'print this page' not on the last 12 pages, on 100% when learned" in other.stdout


def test_a_check_without_a_learned_site_is_told(tmp_path: Path) -> None:
    done = run("profiles", "--check", folder_of(tmp_path, 3))
    assert done.returncode == 1
    assert "none of the pages is of a site that was learned" in done.stderr


def test_a_mixed_crawl_may_give_one_file(tmp_path: Path) -> None:
    crawl = tmp_path / "crawl.jsonl"
    rows = [{"text": page(number), "url": f"https://echo.example/{number}"} for number in range(6)]
    crawl.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    sites = tmp_path / "sites.sqlite"
    assert run("learn", crawl, "--by-domain", "-o", sites).returncode == 0
    assert run("profiles", "--profiles", sites).stdout == "echo.example\techo.example\n"
    assert run("learn", crawl, "--by-domain", "-o", sites).returncode == 2
    assert run("learn", crawl, "--by-domain", "-o", sites, "--force").returncode == 0
    (tmp_path / "sites.db").write_text("no shelf at all, but long enough to be looked at", encoding="utf-8")
    done = run("profiles", "--profiles", tmp_path / "sites.db")
    assert done.returncode == 2
    assert "sites.db" in done.stderr


@pytest.mark.parametrize(
    ("output", "options", "message"),
    [
        ("sites.sqlite", [], "a file of many profiles: add --by-domain, or name the profile's file sites.toml"),
        ("dumps", [], "is a folder: add --by-domain, or name the profile's file"),
        (
            "echo.toml",
            ["--by-domain"],
            "would be one profile; with --by-domain name a folder, or a file that ends in .sqlite",
        ),
    ],
)
def test_a_name_of_another_kind_of_output_is_told(
    tmp_path: Path, output: str, options: list[str], message: str
) -> None:
    folder = folder_of(tmp_path, 6)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    done = run("learn", folder, "-o", tmp_path / output, *options)
    assert done.returncode == 2
    assert message in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("urls", "message"),
    [
        ([None] * 6, "no page (6 met) has an address"),
        (["https://echo.example/1"] * 2, "no host (1 met) has 5 different stories"),
        ([], "there is no page in the inputs"),
    ],
)
@pytest.mark.parametrize("output", ["profiles", "sites.sqlite"])
def test_a_crawl_that_gives_no_profile_is_told(
    tmp_path: Path, urls: list[str | None], message: str, output: str
) -> None:
    crawl = tmp_path / "crawl.jsonl"
    rows = [{"text": page(number), "url": url} for number, url in enumerate(urls)]
    crawl.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = run("learn", crawl, "--by-domain", "-o", tmp_path / output)
    assert done.returncode == 2
    assert message in done.stderr
    assert not (tmp_path / output).exists()


@pytest.mark.parametrize("command", [["convert", "crawl", "-o", "out.jsonl"], ["profiles"]])
def test_a_folder_without_profiles_is_told(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl" / "1.txt").write_text(page(1), encoding="utf-8")
    (tmp_path / "profiles").mkdir()
    places = {name: str(tmp_path / name) for name in ("crawl", "out.jsonl")}
    done = run(*(places.get(word, word) for word in command), "--profiles", tmp_path / "profiles")
    assert done.returncode == 2
    assert "there is no profile in this folder" in done.stderr
