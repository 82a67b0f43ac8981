"""Names by their form: what a name looks like, and what only looks like one."""

import pytest

from newsdump.items.names import likeness

NAMES = [
    "Nadia Holm", "Ilse van der Orrin", "M. Orrin", "Dr. Orrin", "Nadia H.", "NADIA HOLM", "Jean-Luc O'Brien",
    "kelp4lunch", "the_real_tamsin", "@tidewatcher", "joel.clevedale", "BatFriend", "Anonymous", "tidewatcher",
    "Nadia und Jan Holm", "कावेरी न.",
    "Надія Холм", "Ναντια Χολμ", "محمد علي", "अनिता शर्मा", "美弦", "山田 太郎", "김민준",
]  # fmt: skip
NO_NAMES = [
    "", "12", "👏👏👏", "I will believe it when I see it.", "Was it late?", "So it was!", "Late again…",
    "the ferry was late again", "It was late. Again", "He said so: twice", "港が再開した。", "कब खुलेगा؟",
    "The Harbour Of Port Ellery Opened Again On Friday", "x" * 46, "well,",
    "शर्मनाक 😡", "“Late again”", "> Late Again", "@nadia Read It Again",
]  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_names_look_like_names(text: str) -> None:
    assert 0 < likeness(text) <= 1


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_was_said_does_not(text: str) -> None:
    assert -1 <= likeness(text) <= 0


def test_a_name_in_form_looks_more_like_one_than_a_word() -> None:
    assert likeness("Nadia Holm") > likeness("tidewatcher") > likeness("yes")
