"""What is no dump, though it is text: HTML, JSON, PDF, other bytes; and text that was read in a wrong encoding before.

Such a page is read like any other; its notes say what it looks like.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from newsdump.patterns import re_later, regex_later
from newsdump.spans import Span

_SAMPLE: Final = 4096
"""So many characters tell whether there is a text at all."""
_CONTROL_SHARE: Final = 0.05
"""Part of them that no text has as signs without a shape; those of terminals and old printers are far below."""
_LEAST_CONTROLS: Final = 4
_TAGS_LEAST: Final = 5
_TAG_EVERY: Final = 500
"""A page that shows a few tags speaks of them; one in so many characters were left in by whoever printed it."""
_DOCUMENT: Final = regex_later(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:(?><!--.*?-->)\s*)*)<(?:!doctype\s+html|html|head|body)\b", regex.I | regex.S
)
_CONTROLS: Final = re_later(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
"""Control characters that are no white space."""
_END_TAG: Final = regex_later(
    r"</(?:a|b|body|div|em|h[1-6]|html|i|li|ol|p|script|section|span|strong|table|td|tr|ul)\s*>", regex.I
)
_JSON: Final = regex_later(r'\s*(?:\{\s*"(?:[^"\\\n]|\\.){1,200}"\s*:|\[\s*(?:\{\s*"|"|\[|\d))')
_MOJIBAKE: Final = regex_later(
    r"""
      â€[™œ˜“”¦\u009d\u009c\u0093\u0094\u0098\u0099]          # the quotes, dashes and dots of U+2013 to U+2026
    | (?<!\p{Lu})[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]  # letters of Latin-1; not AMANHÃ”
    | [ÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ][ÐÑ]      # Cyrillic letters, which do not stand alone
    | [ÎÏ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ][ÎÏ]      # nor do Greek ones
    """,
    regex.VERBOSE,
)
"""UTF-8 that was read as Windows-1252 or Latin-1."""


def suspicions(text: str) -> Iterator[tuple[str, Span | None]]:
    r"""Codes of notes about what *text* looks like, each with the first place where it does.

    >>> [code for code, _ in suspicions("<!DOCTYPE html><html><p>Harbour opens</p></html>")]
    ['looks-like-html']
    >>> list(suspicions("The ferry\u00e2\u20ac\u2122s crew left."))
    [('mojibake', Span(start=9, end=12))]
    """
    if text.startswith("%PDF-"):
        yield "looks-like-pdf", Span(0, 5)
    elif _is_binary(text[:_SAMPLE]):
        yield "looks-like-binary", None
    else:
        tag = _first_tag(text)
        if tag is not None:
            yield "looks-like-html", tag
        elif _JSON.match(text) and text.rstrip()[-1:] in {"}", "]"}:
            yield "looks-like-json", None
    garbled = _first_garbled(text)
    if garbled is not None:
        yield "mojibake", garbled


def begins_as_html(text: str) -> bool:
    """Whether *text* is an HTML document, as its first tag tells."""
    return _DOCUMENT.match(text) is not None


def _is_binary(sample: str) -> bool:
    controls = len(_CONTROLS.findall(sample))
    return controls >= max(_LEAST_CONTROLS, _CONTROL_SHARE * len(sample))


def _first_tag(text: str) -> Span | None:
    found = _DOCUMENT.match(text)
    if found is not None:
        return Span(found.end() - len(found[0].lstrip()), found.end())
    if text.count("</") < max(_TAGS_LEAST, len(text) // _TAG_EVERY):
        return None
    tags = list(_END_TAG.finditer(text))
    if len(tags) < max(_TAGS_LEAST, len(text) // _TAG_EVERY):
        return None
    return Span(*tags[0].span())


def _first_garbled(text: str) -> Span | None:
    if not ("Ã" in text or "â€" in text or "Â" in text or "Ð" in text or "Ñ" in text or "Ï" in text):
        return None
    found = _MOJIBAKE.search(text)
    return None if found is None else Span(*found.span())
