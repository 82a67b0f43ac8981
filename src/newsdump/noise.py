"""What printing leaves at the edges of lines and inside them: bullets, Markdown, white space, invisible characters."""

from __future__ import annotations

from typing import Final

import regex

from newsdump.patterns import regex_later

INVISIBLE: Final = "\x00\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
"""Characters without width that carry no meaning, and NUL, which databases refuse.

The joiners U+200C and U+200D carry meaning in Persian, Hindi and emoji.
"""

ODD_ASCII: Final = "\t\x0b\x0c\x1c\x1d\x1e\x1f"
ODD_WHITE: Final = (
    ODD_ASCII + "\x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
)
EDGE: Final = " \n\r" + ODD_WHITE + INVISIBLE
"""A carriage return stands inside a row only in `Lines.place`, behind which the dump is as it was given."""
_WHITE_NOISE: Final = rf"(?<=\w-)\n(?=\w) | [\ \n\r{ODD_WHITE}{INVISIBLE}]{{2,}} | [\n\r{ODD_WHITE}{INVISIBLE}]"
NOISE: Final = regex_later(_WHITE_NOISE, regex.VERBOSE)
MARKDOWN_NOISE: Final = regex_later(
    rf"""
      !?\[(?=[^\[\]]*\]\()                            # [ of a link or image
    | \]\((?:[^()\s]|\([^()\s]*\))*(?:\s"[^"]*")?\)   # ](address "title")
    | \ +(?:(?:\*\*|(?<!\w)__(?!_|\w+__))\ *)+          # spaces around bold signs, or around
    | \*\* | (?<![\w\\])__(?!_|\w+__)                 # emphasis of nothing: an icon
    | (?<![\w\\])_(?=[^\W_]) | (?<=[^\W_]|[.,;:!?…'"”’)])_(?!\w)
    | \\(?=[\\`*_{{}}\[\]()\#+\-.!>~|])
    | {_WHITE_NOISE}
    """,
    regex.VERBOSE,
)
MARKDOWN_SIGNS: Final = ("[", "]", "*", "_", "\\")
"""Without one of these in it, a line of Markdown holds no Markdown."""
_BOLD: Final = regex_later(r"\*\*(?=[^\s*])[^*\n]{1,80}(?<=\S)\*\*(?!\*)")
_BOLD_LEAST: Final = 3
"""Asterisks around words are said; such pairs of them, so often, are printed."""
_MARKDOWN: Final = regex_later(r"(?:^|\n)#{1,6} +\S|\]\([^()\s]+\)")
SIGNS: Final = frozenset("#-*+•·▪◦‣●○■・▸►")
"""What may stand in front of a line as a bullet or a Markdown heading sign."""
_NESTED: Final = regex_later(rf"(?:[*+]\ [\ \n\r{ODD_WHITE}{INVISIBLE}]*+)++")
"""The bullets of lists inside lists, which stand behind those of the list around them."""
_RULE: Final = "*-_=|:+ "
"""What rules across a page, and the lines between the rows of a table, are drawn with."""
SIGNS_OR_DRAWN: Final = SIGNS | frozenset("_=|+")

GOES_ON: Final = frozenset(".,;:)!?’”»")
"""What no line of a page begins with, but what follows a link may."""
OPENED: Final = frozenset("(“«")


def is_markdown(source: str) -> bool:
    """Whether a dump has links or headings in Markdown, or without them several words in bold."""
    marked = ("]" in source and "](" in source) or ("#" in source and ("\n#" in source or source[0] == "#"))
    if marked and _MARKDOWN.search(source) is not None:
        return True
    return "**" in source and len(_BOLD.findall(source)) >= _BOLD_LEAST


def is_drawn(text: str) -> bool:
    """Whether a row holds no words: a rule, the empty row of a table, or the bullet of an item that was an icon."""
    if len(text) == 1:
        return text not in "#-+_="
    return not text.strip(_RULE)


def without_sign(text: str, edge: str | None) -> tuple[str, str]:
    """The bullet or heading signs of *text*, and the rest without *edge*; a sign that stands alone is the text."""
    sign, _, rest = text.partition(" ")
    rest = rest.lstrip(edge)
    nested = _NESTED.match(rest)
    if nested is not None:
        rest = rest[nested.end() :]
    if rest[:1] == "#" and sign[0] != "#":
        heading, heading_rest = without_sign(rest, edge)  # in a list
        if heading:
            return heading, heading_rest
    if rest and (len(sign) == 1 if sign[0] != "#" else sign == "#" * len(sign) and len(sign) <= 6):
        return sign, rest
    return "", text


def space_or_nothing(found: regex.Match[str]) -> str:
    """What stands in the clean text in the place of some noise."""
    piece = found[0]
    if piece in {"\n", "\r\n"}:
        before, behind = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
        if before == "-" or before in OPENED or behind in GOES_ON:
            return ""  # a word that was broken at its hyphen, or what follows a link
    if piece[0] == " ":
        return " "
    return " " if piece.strip(INVISIBLE) and not piece.strip(EDGE) else ""


def offsets_of(raw: str, noise: regex.Pattern[str]) -> list[int]:
    """For each character of the clean text of *raw*, its offset in *raw*."""
    offsets: list[int] = []
    at = 0
    for found in noise.finditer(raw):
        offsets.extend(range(at, found.start()))
        if space_or_nothing(found):
            offsets.append(found.start() + len(found[0]) - len(found[0].lstrip(INVISIBLE)))
        at = found.end()
    offsets.extend(range(at, len(raw)))
    while offsets and raw[offsets[0]].isspace():  # what noise left at the edges is no text
        del offsets[0]
    while offsets and raw[offsets[-1]].isspace():
        del offsets[-1]
    return offsets
