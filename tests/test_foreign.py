"""What is no dump is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdump
from newsdump.foreign import suspicions
from paragraphs import PARAGRAPHS

PARAGRAPH = "<p>The last harbour crane of Osselby came down on Monday, forty years after it was put up there.</p>\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", []),
        ("Harbour opens\n\nThe harbour of Osselby opened on Monday.", []),
        ("<!doctype html>\n<html><body>Harbour</body></html>", ["looks-like-html"]),
        (PARAGRAPH * 6, ["looks-like-html"]),
        ("How to write HTML: a paragraph is <p>, and ends in </p>. " * 3, []),
        ("a < b and c > d " * 50, []),
        ('{"text": "Harbour opens"}\n', ["looks-like-json"]),
        ('[{"a": 1}, {"a": 2}]', ["looks-like-json"]),
        ("[Advertisement] Harbour opens [more]", []),
        ("{ferry} is a template}", []),
        ("%PDF-1.7\n%âãÏÓ\n1 0 obj", ["looks-like-pdf"]),
        ("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x05", ["looks-like-binary"]),
        ("Last crane\x00\nBy Noor Haddad\n", []),
        ("…Burkina Fasoâ€™s crane for fÃ¼r…", ["mojibake"]),
        ("Ð\xa0Ð°Ð·Ð¾Ð±Ñ€Ð°Ð»Ð¸", ["mojibake"]),
        ("NÃO HÁ PÃO AMANHÃ” “AMANHÃ… ÂNGULO Â MÃE", []),
        ("Ñandú, ESPAÑA, Ñuñoa", []),
    ],
)
def test_what_a_text_looks_like(text: str, codes: list[str]) -> None:
    assert [code for code, _ in suspicions(text)] == codes
    notes = [note for note in newsdump.parse(text).notes if note.code in codes]
    assert [note.code for note in notes] == codes


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_text_of_any_language_is_text(language: str) -> None:
    text = PARAGRAPHS[language][1]
    assert list(suspicions(text)) == []
    assert list(suspicions(text.upper())) == []


@pytest.mark.parametrize("language", ["es", "pt", "fr", "de", "sv", "pl", "cs", "tr", "ru", "el"])
def test_utf_8_that_was_read_as_windows_1252_is_told(language: str) -> None:
    garbled = PARAGRAPHS[language][1].encode().decode("cp1252", "replace")
    ((code, span),) = suspicions(garbled)
    assert code == "mojibake"
    assert span is not None
    assert span.of(garbled)


@given(st.text())
def test_spans_lie_in_the_text(text: str) -> None:
    for _, span in suspicions(text):
        assert span is None or 0 <= span.start < span.end <= len(text)
