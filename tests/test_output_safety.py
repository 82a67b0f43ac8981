"""What is written does no harm where it is read: in spreadsheets, browsers, XML parsers and terminals."""

from __future__ import annotations

import csv as plain_csv
import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

import newsdump
from examples import PAGE
from newsdump.cli.terminal import for_terminal, printable
from newsdump.model import Page
from newsdump.report import to_html
from newsdump.serializers import csv, csv_raw, html, markdown, schema_org, tei
from newsdump.serializers.markup import is_link

FORMULAS = ['=HYPERLINK("http://x.example","y")', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1"]
HARMFUL = [
    "javascript:alert(1)",
    " JaVa\nScript:alert(1)",
    "\x01javascript:1",
    "data:text/html,<p>",
    "vbscript:x",
    "java\u200bscript:x",
]


def with_comment(text: str) -> Page:
    return attrs.evolve(PAGE, comments=(attrs.evolve(PAGE.comments[0], text=text, author=text),))


def with_address(url: str) -> Page:
    return attrs.evolve(PAGE, url=url, related=(attrs.evolve(PAGE.related[0], url=url),))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    (row,) = [
        row
        for row in plain_csv.DictReader(io.StringIO(csv.dumps(with_comment(text)), newline=""))
        if row["kind"] == "comment"
    ]
    assert (row["text"], row["author"]) == (f"'{text}", f"'{text}")
    (row,) = [
        row
        for row in plain_csv.DictReader(io.StringIO(csv_raw.dumps(with_comment(text)), newline=""))
        if row["kind"] == "comment"
    ]
    assert row["text"] == text


@given(st.text())
def test_cells_begin_with_no_sign_of_a_formula(text: str) -> None:
    for row in plain_csv.reader(io.StringIO(csv.body(with_comment(text)), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.mark.parametrize("url", HARMFUL)
def test_addresses_that_do_something_are_no_links(url: str) -> None:
    page = with_address(url)
    for document in (html.dumps(page), MarkdownIt().render(markdown.dumps(page)), to_html(page)):
        addresses = lxml_html.document_fromstring(document).xpath("//@href")
        assert [each for each in addresses if not each.startswith("#object-")] == []
    tree = etree.fromstring(tei.dumps(page).encode())
    assert tree.xpath("//@target") == []


@pytest.mark.parametrize(
    "url", ["https://news.example/1", "/story?time=12:30", "//news.example", "story.html#a:b", "mailto:a@b.example"]
)
def test_addresses_that_lead_somewhere_are_links(url: str) -> None:
    assert is_link(url)
    assert lxml_html.document_fromstring(html.dumps(with_address(url))).xpath("//@href") == [url]


@given(st.text())
def test_scripts_stay_text(text: str) -> None:
    page = with_comment(f"<script>{text}</script><img onerror={text}>")
    for document in (html.dumps(page), to_html(page)):
        tree = lxml_html.document_fromstring(document)
        assert tree.xpath("//img") == []
        assert not any(text and text in (each.text or "") for each in tree.xpath("//main//script"))
    assert "</script" not in schema_org.dumps(page)


def test_what_xml_cannot_hold_is_told() -> None:
    page = newsdump.parse("Harbour opens\x00\n\nThe harbour\x1b of Osselby opened on Monday, two years late.\x0b")
    (told,) = etree.fromstring(tei.dumps(page).encode()).xpath("//*[local-name()='editorialDecl']")
    assert "".join(told.itertext()) == "Characters that XML cannot hold, replaced by U+FFFD: 3."
    assert "editorialDecl" not in tei.dumps(newsdump.parse("Harbour opens"))


# Terminals


@given(st.text())
def test_nothing_is_a_command_to_a_terminal(text: str) -> None:
    shown = for_terminal(text.encode("utf-8", "replace")).decode()
    assert not any(sign < " " and sign not in "\n\t" for sign in shown)
    assert not any("\x7f" <= sign < "\xa0" for sign in shown)
    said = printable(text).replace("\n", "")
    assert not any(unicodedata.category(sign) == "Cc" or sign in "\u061c\u200f\u202e\u2066" for sign in said)


EVIL = "Harbour\x1b]0;title\x07\x1b[31m opens\x9b2J"


@pytest.mark.parametrize(
    "command",
    [
        ["parse", "page.txt", "--to", "text"],
        ["parse", "page.txt", "--to", "jsonl"],
        ["parse", "page.txt", "--to", "csv"],
        ["convert", "page.txt", "--to", "csv"],
        ["show", "page.txt"],
        ["parse", "no\x1b[31m.txt"],
        ["show", "no\x1b[31m.txt"],
        ["convert", "no\x1b[31m.txt"],
        ["convert", "page.txt", "-o", "no\x1b[31m/x.jsonl"],
        ["convert", "evil"],
    ],
    ids=lambda command: ascii(" ".join(command)),
)
def test_no_escape_reaches_the_terminal(tmp_path: Path, command: list[str]) -> None:
    pty = pytest.importorskip("pty", reason="terminals of their own are there on POSIX only")
    body = "The harbour of Osselby opened on Monday, after many years of work on its walls and its quays by hand.\n"
    (tmp_path / "page.txt").write_text(f"{EVIL}\n\n{EVIL} {body}{body}", encoding="utf-8")
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "a\x1b[31m.p\x1b[32mdf").touch()
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "newsdump", *command],
        cwd=tmp_path,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "dumb"},
    )
    os.close(theirs)
    shown = b""
    while piece := _read(ours):
        shown += piece
    os.close(ours)
    process.wait()
    assert shown
    for escape in (b"\x1b]0", b"\x1b[31m", b"\x1b[32m", b"\x07", b"\xc2\x9b"):
        assert escape not in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # its other end is closed
        return b""
