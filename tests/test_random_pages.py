"""Random pages say exactly what is printed on them, the same everywhere for the same seed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from random import Random

import pytest

from newsdump import parse
from newsdump.testing import KINDS, Gold, Grammar, Printed, RandomPage, draw_grammar, draw_page, random_pages
from newsdump.testing.grammars import Talk

ROOT = Path(__file__).resolve().parent.parent
FORMS = {
    "resiliparse", "trafilatura", "html2text", "get_text", "get_text separator", "inscriptis", "inner_text", "one line",
}  # fmt: skip


def sample(count: int, seed: int = 1) -> list[RandomPage]:
    return list(islice(random_pages(seed), count))


@pytest.fixture(scope="module")
def pages() -> list[RandomPage]:
    return sample(400)


def strings(gold: Gold) -> Iterator[Printed]:
    head = (gold.title, *gold.authors, gold.published, gold.modified, gold.dateline)
    said = [string for comment in gold.comments for string in (comment.author, comment.age)]
    shown = [string for item in gold.related for string in (item.title, item.source, item.age, item.category)]
    yield from (string for string in (*head, *said, *shown) if string is not None)


def test_strings_are_what_is_printed_at_their_place(pages: list[RandomPage]) -> None:
    for page in pages:
        for string in strings(page.gold):
            start, end = string.span
            assert page.text[start:end] == string.text
            assert string.text == string.text.strip() != ""


def test_fields_of_items_lie_in_their_items(pages: list[RandomPage]) -> None:
    for page in pages:
        for comment in page.gold.comments:
            inner = [string.span for string in (comment.author, comment.age) if string] + list(comment.text.spans)
            assert all(comment.span[0] <= start < end <= comment.span[1] for start, end in inner)
        for item in page.gold.related:
            texts = item.text.spans if item.text else ()
            inner = [string.span for string in (item.title, item.source, item.age, item.category) if string] + list(
                texts
            )
            assert all(item.span[0] <= start < end <= item.span[1] for start, end in inner)


def test_items_and_the_story_do_not_overlap(pages: list[RandomPage]) -> None:
    for page in pages:
        gold = page.gold
        items = [comment.span for comment in gold.comments] + [item.span for item in gold.related]
        marks = [*gold.comment_headings, *gold.comment_states]
        spans = sorted([*items, *gold.article, *marks])
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_items_stand_in_the_order_of_the_page_and_parents_are_earlier(pages: list[RandomPage]) -> None:
    for page in pages:
        gold = page.gold
        for spans in ([comment.span for comment in gold.comments], [item.span for item in gold.related]):
            assert all(first[1] <= second[0] for first, second in pairwise(spans))
        parents = [(nth, comment.reply_to) for nth, comment in enumerate(gold.comments)]
        assert all(parent is None or parent < nth for nth, parent in parents)


def test_the_story_is_made_of_its_blocks(pages: list[RandomPage]) -> None:
    for page in pages:
        for block in page.gold.blocks:
            inside = any(start <= block.span[0] and block.span[1] <= end for start, end in page.gold.article)
            assert inside == (block.kind not in {"caption", "kicker"})


def test_the_state_goes_with_the_comments(pages: list[RandomPage]) -> None:
    for page in pages:
        if page.gold.comments:
            assert page.gold.comments_state in {"present", "closed"}
        else:
            assert page.gold.comments_state in {"absent", "empty", "closed"}


def test_every_kind_and_every_form_is_drawn(grammars: list[Grammar]) -> None:
    assert {grammar.kind for grammar in grammars} == set(KINDS)
    assert {grammar.form.name for grammar in grammars} == FORMS
    assert len({grammar.language for grammar in grammars}) >= 18


@pytest.mark.parametrize("kind", KINDS)
def test_a_grammar_gives_pages_of_one_site(kind: str) -> None:
    grammar = draw_grammar(Random(kind), kind=kind)
    first, second, third = islice(random_pages(1, grammar=grammar), 3)
    assert first.grammar == second.grammar == third.grammar == grammar
    assert len({first.text, second.text, third.text}) > 1 or kind in {"empty", "shop"}


def test_a_grammar_is_a_value() -> None:
    assert draw_grammar(Random("a site")) == draw_grammar(Random("a site"))
    assert draw_grammar(Random("a site")) != draw_grammar(Random("another"))
    assert repr(draw_grammar(Random("a site"))).startswith("Grammar(kind=")
    assert isinstance(draw_grammar(Random(1)), Grammar)
    assert len({draw_grammar(Random(1)), draw_grammar(Random(1))}) == 1


def test_a_closed_section_says_so(pages: list[RandomPage]) -> None:
    closed = [page for page in pages if page.gold.comments_state == "closed"]
    assert closed
    assert all(page.gold.comment_states for page in closed)


def test_a_printed_number_of_comments_is_on_the_page(pages: list[RandomPage]) -> None:
    counted = [page for page in pages if page.gold.comment_count is not None]
    assert counted
    assert all(str(page.gold.comment_count) in page.text for page in counted)


@pytest.fixture(scope="module")
def grammars() -> list[Grammar]:
    return [draw_grammar(Random(seed)) for seed in range(1500)]


def talk_of(grammar: Grammar) -> Talk | None:
    return next((section for section in grammar.sections if isinstance(section, Talk)), None)


@pytest.mark.parametrize("mark", ["indent", "level", "path", "row", "at", "quote", "arrow"])
def test_answers_have_parents_where_the_print_marks_them(mark: str, grammars: list[Grammar]) -> None:
    marked = [grammar for grammar in grammars if (talk := talk_of(grammar)) and mark in talk.marks]
    pages = [draw_page(grammar, Random(mark)) for grammar in marked]
    assert any(comment.reply_to is not None for page in pages for comment in page.gold.comments)


def test_what_indentation_alone_marks_is_not_marked_without_it(grammars: list[Grammar]) -> None:
    flat = [grammar for grammar in grammars if not grammar.form.indent]
    plain = [
        grammar for grammar in flat if (talk := talk_of(grammar)) and talk.marks == ("indent",) and not talk.remarks
    ]
    assert plain
    for grammar in plain:
        assert all(comment.reply_to is None for comment in draw_page(grammar, Random(1)).gold.comments)


def test_gold_has_the_form_of_annotated_pages(pages: list[RandomPage]) -> None:
    fields = {
        "title", "authors", "published", "modified", "dateline", "article", "captions",
        "comments_state", "comment_count", "comments", "related", "note",
    }  # fmt: skip
    for page in pages[:50]:
        told = json.loads(json.dumps(page.gold.to_dict()))
        assert told.keys() == fields
        for start, end in told["article"]:
            assert 0 <= start < end <= len(page.text)


def test_kinds_without_a_story_have_none() -> None:
    for kind in ("thread page", "forum index", "listing", "front", "links", "talk alone", "empty"):
        page = draw_page(draw_grammar(Random(kind), kind=kind), Random(kind))
        assert page.gold.article == ()


def test_other_hash_seeds_draw_the_same_pages() -> None:
    code = (
        "import hashlib; from itertools import islice; from newsdump.testing import random_pages;"
        "print(hashlib.sha256(repr([(p.text, p.gold, p.grammar) for p in islice(random_pages(5), 25)])"
        ".encode('utf-8', 'surrogatepass')).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    here = repr([(page.text, page.gold, page.grammar) for page in sample(25, 5)]).encode("utf-8", "surrogatepass")
    assert found == {hashlib.sha256(here).hexdigest()}


def test_hypothesis_is_needed_for_the_strategies_alone() -> None:
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "from newsdump.errors import MissingExtraError\n"
        "from newsdump.testing import random_pages\n"
        "next(random_pages(1))\n"
        "try: from newsdump.testing import dumps\n"
        "except MissingExtraError: print('told')"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "told"


@pytest.mark.parametrize("page", sample(60, 3), ids=lambda page: page.grammar.kind)
def test_a_random_page_is_parsed_whole(page: RandomPage) -> None:
    parsed = parse(page.text)
    assert "".join(page.text[section.span.start : section.span.end] for section in parsed.sections) == page.text


def test_phrases_are_those_of_the_lexicon() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "build_phrases.py", "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
