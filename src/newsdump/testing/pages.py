"""Random pages: a grammar drawn, pages of it written and printed, with their gold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Final, cast

from attrs import frozen

from newsdump.testing.drawing import draw_grammar
from newsdump.testing.gold import Gold
from newsdump.testing.grammars import Bio, Body, Grammar, Head, Section, Static, Tags, Talk, Teasers, TitleRow
from newsdump.testing.prints import print_blocks
from newsdump.testing.writing.draft import Draft
from newsdump.testing.writing.golden import gold_of
from newsdump.testing.writing.stories import write_bio, write_body, write_head, write_tags, write_title_row
from newsdump.testing.writing.talks import write_talk
from newsdump.testing.writing.teasers import write_teasers


@frozen
class RandomPage:
    """A page that was made up."""

    text: str
    """What `newsdump.parse` takes."""
    grammar: Grammar
    gold: Gold


def random_pages(seed: int, *, grammar: Grammar | None = None) -> Iterator[RandomPage]:
    """Draw pages without end, the same ones for the same seed.

    Args:
        seed: decides all choices.
        grammar: the site that all pages are of; each page is of another one if None.

    >>> from itertools import islice
    >>> first, second = islice(random_pages(7), 2)
    >>> first.grammar == second.grammar
    False
    >>> [page.grammar.site for page in islice(random_pages(8, grammar=first.grammar), 2)] == [first.grammar.site] * 2
    True
    """
    nth = 0
    while True:
        random = Random(f"{seed} {nth}")  # noqa: S311 - a text's seed is the same everywhere; nothing here is secret
        yield draw_page(grammar or draw_grammar(random), random)
        nth += 1


def draw_page(grammar: Grammar, random: Random) -> RandomPage:
    """A page of the site of *grammar*."""
    draft = Draft(grammar, random)
    for section in grammar.sections:
        _WRITERS[type(section)](draft, section)
    dump = print_blocks(draft.blocks, grammar.form)
    return RandomPage(dump.text, grammar, gold_of(draft, dump))


def _write_static(draft: Draft, static: Static) -> None:
    if draft.writer.chance(static.odds):
        draft.add(*static.blocks)


_WRITERS: Final = cast(
    "dict[type[Section], Callable[[Draft, Section], None]]",
    {
        Static: _write_static,
        TitleRow: write_title_row,
        Head: write_head,
        Body: write_body,
        Talk: write_talk,
        Teasers: write_teasers,
        Tags: write_tags,
        Bio: write_bio,
    },
)
