"""The weights of names are those by which the right candidates are likeliest."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="needs the dependency group lint")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import fit_names
from fit_names import Case
from newsdump.items import speakers
from newsdump.items.name_parts import Part
from newsdump.items.name_traits import Candidate


def candidate(words: str, traits: list[float]) -> Candidate:
    return Candidate(0, Part(0, 1, 1, 1), False, words, words, traits, ((0, False, False, 1, 1, 1),) * 3)  # noqa: FBT003


def test_what_right_candidates_have_weighs_for_them_and_what_nobody_has_against() -> None:
    cases = [
        Case([candidate("a", [1.0, 0.0]), candidate("b", [0.0, 1.0])], [True, False], is_nameless=False, weight=1.0)
        for _ in range(20)
    ]
    cases += [Case([candidate("c", [0.0, 1.0])], [False], is_nameless=True, weight=1.0) for _ in range(20)]
    cases.append(Case([candidate("d", [0.0, 1.0])], [False], is_nameless=False, weight=0.0))
    bias, (first, second) = fit_names.fit([[each.traits for each in case.candidates] for case in cases], cases)
    assert bias + first > 0 > bias + second
    weights = speakers.Weights((bias, [first, second]), (0.0, []))
    chances = speakers.first_look([case.candidates for case in cases], weights)
    chosen = [speakers.best(case.candidates, chance) for case, chance in zip(cases, chances, strict=True)]
    assert [one and one.words for one in chosen] == ["a"] * 20 + [None] * 21
