"""The report in a real browser, without a head. Needs chromium and playwright; skipped where they are not there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from examples import PAGE
from newsdump.report import to_html, to_notebook

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no chromium is installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Any, tmp_path: Path) -> Iterator[Tab]:  # noqa: ANN401 - a browser, where there is one
    report = tmp_path / "report.html"
    report.write_text(to_html(PAGE), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    faults: list[str] = []
    asked: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(report.as_uri())
    yield tab
    tab.close()
    assert faults == []
    assert [address for address in asked if not address.startswith("file:")] == []


def lit(tab: Tab, side: str) -> list[str]:
    return [text.strip() for text in tab.locator(f".{side} .lit").all_inner_texts()]


def test_an_object_lights_its_place_in_the_dump(tab: Tab) -> None:
    tab.locator(".objects b", has_text="Ida Kron").hover()
    assert lit(tab, "dump") == ["Ida Kron"]
    tab.locator(".objects .facts dd", has_text="3 hours ago").hover()
    assert lit(tab, "dump") == ["3 hours ago"]


def test_a_place_in_the_dump_lights_its_object(tab: Tab) -> None:
    tab.locator(".dump .text span", has_text="Ferry to Dunmere cancelled").hover()
    assert lit(tab, "objects") == ["Ferry to Dunmere cancelled"]
    tab.locator(".dump h2").hover()
    assert lit(tab, "objects") == []


def test_a_whole_object_lights_all_of_its_lines(tab: Tab) -> None:
    tab.locator(".objects .tag", has_text="comment 0").hover()
    assert lit(tab, "dump") == ["Tom Arden", "2 hours ago", "Good news.", "At last."]


def test_the_keyboard_does_what_the_pointer_does(tab: Tab) -> None:
    tab.locator(".objects h4").focus()
    assert lit(tab, "dump") == ["Analysis", ": Harbour of Port Ellery opens again"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_can_be_read(tab: Tab, scheme: Any) -> None:  # noqa: ANN401 - a literal of playwright's
    """The contrast of WCAG AA, 4.5 to 1, for every text against what is behind it."""
    tab.emulate_media(color_scheme=scheme)
    poor = tab.evaluate("""() => {
        const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
        const shine = ([r, g, b]) => {
            const part = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
            return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
        };
        const behind = (element) => {
            for (; element; element = element.parentElement) {
                const colour = parse(getComputedStyle(element).backgroundColor);
                if (colour.length === 3 || colour[3] > 0.99) return colour;
            }
            return [255, 255, 255];
        };
        const poor = [];
        for (const element of document.querySelectorAll("body *:not(script):not(style)")) {
            const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
            if (!own) continue;
            const [a, b] = [shine(parse(getComputedStyle(element).color)), shine(behind(element))];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < 4.5) poor.push(element.className + " " + element.textContent.slice(0, 20) + " " + contrast);
        }
        return poor;
    }""")
    assert poor == []


def test_sections_differ_without_colour(tab: Tab) -> None:
    kinds = ["article", "comments", "related", "chrome"]
    patterns = [
        tab.locator(f".dump section.{kind}").first.evaluate("each => getComputedStyle(each).borderLeftStyle")
        for kind in kinds
    ]
    assert len(set(patterns)) == len(kinds)
    names = [tab.locator(f".dump section.{kind} h3").first.inner_text() for kind in kinds]
    assert [name.split()[1] for name in names] == ["Article", "Comments", "Related", "Chrome"]


def test_narrow_windows_have_one_column(tab: Tab) -> None:
    tab.set_viewport_size({"width": 400, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_notebook_shows_the_report_in_its_frame(tab: Tab) -> None:
    tab.set_content(f"<!DOCTYPE html><body>{to_notebook(PAGE)}")
    frame = tab.frame_locator("iframe")
    frame.locator(".objects b", has_text="Ida Kron").hover()
    assert frame.locator(".dump .lit").all_inner_texts() == ["Ida Kron"]
