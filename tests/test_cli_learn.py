"""`newsdump learn`."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess

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
    assert (done.returncode, done.stderr) == (0, "")
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
    crawl.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = run("learn", crawl, "--by-domain", "-o", tmp_path / "profiles")
    assert done.returncode == 0
    assert "1 host" in done.stderr
    assert [path.name for path in (tmp_path / "profiles").iterdir()] == ["echo.example.toml"]
    profile = newsdump.load_profile(tmp_path / "profiles" / "echo.example.toml")
    assert newsdump.Parser(profiles=[profile]).parse(page(9), url="https://echo.example/9").profile == "echo.example"
