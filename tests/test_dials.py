"""The dials of a parser: how sure comments, related items and lines of the story must be."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import newsdump


@pytest.mark.parametrize("least", [0.0, 0.5, 0.7, 0.9, 1.0])
def test_comments_and_items_of_less_confidence_are_left_out(least: float) -> None:
    text = Path("examples/library.txt").read_text(encoding="utf-8")
    whole, page = newsdump.parse(text), newsdump.parse(text, min_confidence=least)
    assert [item.title for item in page.related] == [item.title for item in whole.related if item.confidence >= least]
    assert [said.text for said in page.comments] == [said.text for said in whole.comments if said.confidence >= least]
    assert page.article == whole.article
    parser = pickle.loads(pickle.dumps(newsdump.Parser(min_confidence=least)))
    assert parser.parse(text) == page


@pytest.mark.parametrize("least", [-0.1, 1.5, True, "0.5", None])
def test_a_least_confidence_that_is_none_is_an_error(least: object) -> None:
    with pytest.raises(newsdump.UsageError, match="min_confidence must be a number between 0 and 1, not"):
        newsdump.Parser(min_confidence=least)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["daily8", "library"])
def test_a_story_of_surer_lines_has_no_line_that_one_of_less_sure_ones_has_not(name: str) -> None:
    text = Path(f"examples/{name}.txt").read_text(encoding="utf-8")
    stories = [newsdump.parse(text, min_story_share=share).article for share in (0.02, 0.5, 0.98, 0.999)]
    lines = [{block.text for block in story.blocks} if story else set() for story in stories]
    assert lines[0] >= lines[1] >= lines[2] >= lines[3]
    assert newsdump.parse(text, min_story_share=0.5) == newsdump.parse(text)


def test_the_least_share_of_a_story_goes_with_its_parser() -> None:
    parser = pickle.loads(pickle.dumps(newsdump.Parser(min_story_share=0.999)))
    text = Path("examples/daily8.txt").read_text(encoding="utf-8")
    assert parser.parse(text) == newsdump.parse(text, min_story_share=0.999) != newsdump.parse(text)


@pytest.mark.parametrize("share", [0, 1, 7, True, "half"])
def test_a_share_of_the_story_that_is_none_is_an_error(share: object) -> None:
    with pytest.raises(newsdump.UsageError, match="min_story_share must be "):
        newsdump.Parser(min_story_share=share)  # type: ignore[arg-type]
