"""Talk: what readers say is told from what reporters write, by form and by a few words."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump.items import talk

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "text",
    [
        "so glad that you wrote this :)",
        "What?! Nobody asked us!!",
        "Noor,",
        "i did not know that about the harbour.",
        "Thanks for the list.",
        "Merci pour cet article",
        "Danke für den Hinweis",
        "Я думаю, что паром опоздал...",
        "Je suis d’accord avec vous",
    ],
)
def test_readers_talk(text: str) -> None:
    assert talk.likelihood(text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "The harbour of Osselby opened on Monday, two years late.",
        "Der Hafen von Osselby wurde am Montag eröffnet.",
        "“We have waited long enough,” said the owner, Ilse Marlow.",
        "Tomorrow, the ferry will leave at nine",
        "",
    ],
)
def test_reporters_do_not(text: str) -> None:
    assert talk.likelihood(text) < 0


@given(st.lists(st.text(max_size=40), max_size=12))
def test_talk_begins_at_a_line_or_nowhere(texts: list[str]) -> None:
    begins = talk.beginning(texts)
    assert begins is None or 0 <= begins < len(texts)


def test_the_built_words_are_those_of_the_source() -> None:
    program = ROOT / "tools" / "fit_talk.py"
    assert subprocess.run([sys.executable, program, "--check"], check=False).returncode == 0
