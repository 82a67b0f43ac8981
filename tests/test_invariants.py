"""What is true of every page holds for all prints of the project, and a page of which it is not true is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

import newsdump
from newsdump import Page, SectionKind, Span
from newsdump.invariants import broken

_ROOT = Path(__file__).parents[1]
PRINTS = sorted([*_ROOT.glob("tests/dumps/**/*.txt"), *_ROOT.glob("examples/**/*.txt")])

TEXT = """\
Ferry of Sarn sold to the island
By Nadia Holm
6 June 2025
The ferry of Sarn was sold on Friday, after the last of its passengers had left the pier for good.
It had crossed the sound for ninety years, and nobody in the town remembered a day without it.
Comments (2)
Tom Arden
2 hours ago
Good news.
Ida Kron
1 hour ago
A pity, it was a good ship.
Related Articles
Vale Courier
3 hours ago
Harbour opens after a long winter
Sarn Echo
4 hours ago
Fire service counts fewer falls
"""


def told(page: Page) -> set[str]:
    """The invariants that are said to be broken if *page* is what is read."""

    def parse(_text: str, **_known: object) -> Page:
        return page

    return {each.invariant for each in broken(page.text, parse=parse)}


@pytest.fixture(scope="module")
def page() -> Page:
    found = newsdump.parse(TEXT)
    assert (len(found.comments), len(found.related)) == (2, 2)
    return found


def test_there_are_prints() -> None:
    assert len(PRINTS) > 20


@pytest.mark.parametrize("path", PRINTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_all_is_true_of_all_prints(path: Path) -> None:
    assert [*broken(path.read_bytes().decode("utf-8"))] == []


def test_nothing_is_said_of_a_page_as_it_should_be(page: Page) -> None:
    assert told(page) == set()


def test_a_stretch_that_is_two_things_is_told(page: Page) -> None:
    first, second = page.comments
    assert "one thing" in told(evolve(page, comments=(first, evolve(second, span=first.span))))
    both = evolve(page.related[0], span=Span(first.span.end - 1, page.related[0].span.end))
    assert "one thing" in told(evolve(page, related=(both, page.related[1])))


@pytest.mark.parametrize("kind", [SectionKind.COMMENTS, SectionKind.RELATED])
def test_an_item_outside_a_section_of_its_kind_is_told(page: Page, kind: SectionKind) -> None:
    sections = [each if each.kind is not kind else evolve(each, kind=SectionKind.ARTICLE) for each in page.sections]
    assert "one thing" in told(evolve(page, sections=tuple(sections)))


def test_other_things_that_are_not_true_are_told(page: Page) -> None:
    assert "partition" in told(evolve(page, sections=page.sections[1:]))
    assert "order" in told(evolve(page, comments=page.comments[::-1]))
    assert {"places", "round trip"} <= set(
        told(evolve(page, related=(evolve(page.related[0], span=Span(0, len(TEXT) + 1)),)))
    )
