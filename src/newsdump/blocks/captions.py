"""Captions of pictures, and who is credited for pictures and texts, told by the words that introduce them."""

from __future__ import annotations

from typing import Final

from newsdump.items import Reader
from newsdump.items.names import likeness
from newsdump.lexicon import Label, Marker, label_key
from newsdump.model import BlockKind
from newsdump.patterns import regex_later

_LONGEST: Final = 120
"""A longer line is no credit."""
_TAIL: Final = 110
"""The characters at the end of a line in which a credit is looked for."""
_LABEL_WORDS: Final = 4
_SAID_LEAST: Final = 8
"""Behind "Photo:" so many words say what is seen."""
_INTRODUCING: Final = Label.CREDIT | Label.SOURCE
_COLONS: Final = frozenset(":：")
_AHEAD: Final = frozenset('.!?…。)]”"’»|—–-')
"""What stands in front of a credit behind a caption."""
_NAMED: Final = regex_later(r"[(（]?(?P<name>\p{Lu}[^/|()]{2,40}?)\s?/\s?\p{Lu}[^/|()]{1,40}[)）]?")
_SIGNED: Final = regex_later(r"[.!?…][\"”’»]?\s?—\s[(]?\p{L}{2,25}[)]?$")
"""The agency behind a dash."""

_RIGHTS_FORM: Final = r"(?:©|\([cC]\)|[Cc]opyright\s+(?:©|\([cC]\)|\d|\p{Lu}))"
_RIGHTS: Final = regex_later(_RIGHTS_FORM)
"""What says whose a picture is; "copyright" is written so in all languages."""
_RIGHTS_BEHIND: Final = regex_later(rf"[.!?…)\]”\"’»|—–-]\s*{_RIGHTS_FORM}")


def is_credit(reader: Reader, line: int) -> bool:
    """Whether a line credits somebody, and says nothing else."""
    return kind_of(reader, line, reader.lines.texts[line]) is BlockKind.CREDIT


def is_aside(reader: Reader, line: int) -> bool:
    """Whether a line is a caption or a credit."""
    return kind_of(reader, line, reader.lines.texts[line]) is not None


def kind_of(reader: Reader, line: int, text: str) -> BlockKind | None:
    """Whether *text* is a caption or a credit; None if it is neither."""
    if len(text) <= _LONGEST and _is_credit(reader, line, text):
        return BlockKind.CREDIT
    size, bits = _label_ahead(reader, text)
    if size > 1 and bits & Label.WRITER and len(text) <= _LONGEST and not reader.cues.stops[line]:
        return BlockKind.CREDIT
    if size and bits & _INTRODUCING:
        said = text.split()[size:]
        is_long = len(said) >= _SAID_LEAST or not said
        if bits & Label.CREDIT and is_long:
            return BlockKind.CAPTION
        if len(text) <= _LONGEST and said:
            return BlockKind.CREDIT
    return BlockKind.CAPTION if _has_credit_behind(reader, text) else None


def announces_caption(reader: Reader, text: str) -> bool:
    """Whether *text* is a label alone, and the caption stands in the next row: "Image caption,"."""
    labels = reader.words.lexicon.labels
    return text[-1] in ":：," and labels.get(label_key(text.rstrip(",")), 0) & Label.CREDIT != 0


def _is_credit(reader: Reader, line: int, text: str) -> bool:
    if text[0] == "©" or (_RIGHTS.match(text) and not reader.cues.stops[line]):
        return True
    if reader.cues.markers[line] & Marker.AGENCY and not reader.cues.stops[line]:
        return True
    named = _NAMED.fullmatch(text)
    if named is not None:
        return " " in named["name"] and likeness(named["name"]) == 1.0
    words = text.split()
    labels = reader.words.lexicon.labels
    return (
        1 < len(words) < _SAID_LEAST
        and any(labels.get(word, 0) & Label.SOURCE for word in words[1:-1])
        and all(word[0].isupper() or word in labels for word in words)
    )


def _label_ahead(reader: Reader, text: str) -> tuple[int, int]:
    """The words of the label that *text* begins with, and what it says; a single word needs a sign behind it."""
    labels = reader.words.lexicon.labels
    words = text[:_LONGEST].split()
    for size in range(min(_LABEL_WORDS, len(words)), 0, -1):
        said = " ".join(words[:size])
        bits = labels.get(label_key(said.strip("(（[,|")), 0)
        if bits & (_INTRODUCING | Label.WRITER) and (size > 1 or said[-1] in ":：,|" or words[1:2] in ([":"], ["|"])):
            return size, bits
    return 0, 0


def _has_credit_behind(reader: Reader, text: str) -> bool:
    """Whether a credit stands behind what may be a caption: "The old crane. Photo: Noor Haddad"."""
    tail = text[-_TAIL:]
    if ("—" in tail and _SIGNED.search(tail)) or _RIGHTS_BEHIND.search(tail):
        return True
    labels = reader.words.lexicon.labels
    words = tail.split()
    if len(tail) < len(text):
        del words[0]
    for place in range(1, len(words)):
        word = words[place]
        opens = word[0] in "(（[©"
        if not (opens or word[0].isupper()) or not (opens or words[place - 1][-1] in _AHEAD or word[-1] in _COLONS):
            continue
        for size in range(min(_LABEL_WORDS, len(words) - place - 1), 0, -1):
            said = " ".join(words[place : place + size])
            bits = labels.get(label_key(said.strip("(（[")), 0)
            if bits & Label.CREDIT and (size > 1 or said[-1] in _COLONS):
                return True
    return False
