"""Print forms with the habits of one site's markup."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from newsdump.testing.drawing.choices import Artist
from newsdump.testing.prints import PrintForm

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5")
_PARAGRAPHS: Final = (*_HEADINGS, "p", "row", "quote", "code", "cell")
_FEEDS: Final = (
    (1,), (1,), (1, 3, 2), (2, 4, 3, 7), (1, 5, 2, 3), (4,), (3, 9, 5), (1, 6, 4), (2, 12, 4, 7), (5, 3, 8),
)  # fmt: skip
"""Line feeds between text nodes, as the indentation of a site's markup gives them."""


def draw_form(artist: Artist, name: str | None = None) -> PrintForm:
    """A print form; of an extractor drawn by how often it is met, if none is named."""
    name = name or artist.weighted(
        {
            "resiliparse": 44,
            "html2text": 11,
            "get_text": 11,
            "get_text separator": 3,
            "inscriptis": 11,
            "trafilatura": 11,
            "inner_text": 7,
            "one line": 2,
        }
    )
    newline = artist.weighted({"\n": 14, "\r\n": 1})
    lead = artist.weighted({"": 8, "\n": 1, "\n\n": 1, "\ufeff": 0.3})
    form = PrintForm(name, blank=_blank(artist), newline=newline, lead=lead)
    pictures = artist.chance(0.3)
    match name:
        case "resiliparse":
            return evolve(form, bullets=("• ",), indent=2, cells="\t\t", images=pictures)
        case "html2text":
            form = evolve(
                form, bullets=("* ",), indent=2, blank=_PARAGRAPHS, cells=" | ", markdown=True, images=pictures
            )
            wrap = 78 if artist.chance(0.15) else 0
            return evolve(form, links=artist.chance(0.3), wrap=wrap, tail=artist.pick(("", "  ", "")))
        case "get_text":
            return evolve(form, feeds=artist.pick(_FEEDS), margin=artist.pick((0, 0, 0, 1)))
        case "get_text separator":
            return evolve(form, joint=artist.pick(("|", " | ", " ", " / ")), cells="|")
        case "inscriptis":
            bullets = ("* ", "+ ", "o ", "- ") if artist.chance(0.7) else ("* ",)
            margin = artist.weighted({0: 5, 2: 2, 4: 2, 8: 1, 16: 1})
            tail = artist.weighted({"": 12, " ": 2, "  ": 1})
            return evolve(form, bullets=bullets, indent=2, margin=margin, cells="   ", tail=tail)
        case "trafilatura":
            return PrintForm(name, ("- ",), asides=artist.chance(0.25), cells=" | ")
        case "inner_text":
            return evolve(form, cells="\t")
    return PrintForm(name, bullets=artist.pick(((), ("• ",))), newline=" ", asides=artist.chance(0.6))


def _blank(artist: Artist) -> tuple[str, ...]:
    kinds = artist.weighted(
        {
            (*_HEADINGS, "p", "quote", "code", "cell"): 8,
            (*_HEADINGS, "p", "quote", "code", "cell", "row"): 3,
            (*_HEADINGS, "p", "row", "entry", "quote"): 1,
            ("p", "h5"): 1,
            ("h1", "h2", "h5", "p"): 2,
            (): 1.5,
        }
    )
    return (*kinds, "list") if kinds and artist.chance(0.7) else kinds
