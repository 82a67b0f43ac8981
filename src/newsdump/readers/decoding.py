"""Bytes to text, without ever failing: what had to be guessed or replaced is told in a note."""

from __future__ import annotations

import codecs
from typing import Final

from attrs import frozen

from newsdump.model import Note
from newsdump.readers import encodings
from newsdump.spans import Span

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@frozen
class Decoded:
    """A text, and what its bytes made necessary."""

    text: str
    note: Note | None = None


def decode(data: bytes) -> Decoded:
    r"""The text of *data*: UTF-8, or what a byte order mark says, or what its letters tell.

    A byte order mark is no text: it is left out, and spans count from the character behind it. Where nothing else
    fits, bytes that are not UTF-8 become U+FFFD each, and the note points at the first one. So they do where only
    some of the text is damaged: a page cut in the middle of a character is not in another encoding.

    >>> decode(b"\xef\xbb\xbfPort Ellery").text
    'Port Ellery'
    """
    encoding = "utf-8"
    for mark, name in _MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
            break
    else:
        encoding = encodings.wide(data) or encoding
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        first = len(data[: error.start].decode(encoding))
    text = data.decode(encoding, "replace")
    if encoding == "utf-8" and not _is_mostly_sound(text):
        guessed = _guessed(data)
        if guessed is not None:
            return guessed
    return Decoded(
        text,
        Note(
            "replaced-characters",
            f"Bytes that are not {encoding.upper()} were replaced by U+FFFD while the dump was read.",
            Span(first, min(first + 1, len(text))),
        ),
    )


def _is_mostly_sound(text: str) -> bool:
    """Whether more characters beyond ASCII came through than were replaced."""
    beyond = sum(character > "\x7f" for character in text)
    return beyond > 2 * text.count("\ufffd")


def _guessed(data: bytes) -> Decoded | None:
    """What `encodings` makes of *data*; None if that is nothing."""
    found = encodings.guess(data)
    if found is None:
        return None
    text, name = found
    return Decoded(text, Note("guessed-encoding", f"The dump is not UTF-8; it was read as {name}, which is a guess."))
