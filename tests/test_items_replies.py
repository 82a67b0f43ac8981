"""Which comment answers which, told by all the ways in which prints show it."""

from __future__ import annotations

import pytest

from newsdump import Parser
from newsdump.items.records import Draft
from newsdump.items.replies import parents

_PARSER = Parser()


@pytest.mark.parametrize(
    ("rows", "numbers", "answered", "expected"),
    [
        (["It sank.", "It did not.", "Did too."], ["1", "1.1", "1.2"], [None] * 3, [None, 0, 0]),
        (["It sank.", "It did not.", "Did too."], [None] * 3, [None, "Ida", "per"], [None, 0, 1]),
        (["It sank.", "@Ida It did not.", "@ Per: did too."], [None] * 3, [None] * 3, [None, 0, 1]),
        (["It sank.", "It did not.", "@2 Did too."], [None] * 3, [None] * 3, [None, None, 1]),
        (["It sank.", "@somebody else said so.", "Did too."], [None] * 3, [None] * 3, [None, None, None]),
        (
            ["It sank in the harbour of Osselby.", "“It sank in the harbour of Osselby.”", "Did too."],
            [None] * 3,
            [None] * 3,
            [None, 0, None],
        ),
        (["It sank.", "    It did not.", "        Did too."], [None] * 3, [None] * 3, [None, 0, 1]),
        (["It sank.", "    It did not.", "Did too."], [None] * 3, [None] * 3, [None, 0, None]),
    ],
)
def test_parents(
    rows: list[str], numbers: list[str | None], answered: list[str | None], expected: list[int | None]
) -> None:
    reader = _PARSER.read("\n".join(rows))
    drafts = [
        Draft(line, line, name, [line], number=number, answered=other)
        for line, (name, number, other) in enumerate(zip(("Ida", "Per", "Noor"), numbers, answered, strict=True))
    ]
    assert parents(reader, drafts) == expected
