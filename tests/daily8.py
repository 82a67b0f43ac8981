"""Made pages in the forms of Daily8, as two extractors print them."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

PAPERS = ("Norvale Post", "Harbour Times", "Sylvan Weekly", "Quenly Courier", "Straits Herald")
SUBJECTS = (
    "The ferry",
    "The mill",
    "The library",
    "A bakery",
    "The harbour museum",
    "The choir",
    "A sawmill",
    "The zoo",
)
DEEDS = ("opens again", "asks for help", "closes for a year", "buys a boat", "counts its visitors", "wins a prize")
REASONS = (
    "the roof was mended",
    "the council had voted",
    "a storm had passed",
    "the money was found",
    "nobody had come",
)
FIRST, LAST = (
    ("Ilse", "Tomas", "Edda", "Per", "Noor", "Arne"),
    ("orrin", "veld", "brekk", "lind", "hassel", "radem", "quen"),
)
ENDS = ("by", "ley", "wood", "stad", "haven", "mere", "ford", "ness")


class Made(NamedTuple):
    """A page, and the titles and sources of its related items."""

    text: str
    items: list[tuple[str, str]]


def town_of(draw: Random) -> str:
    """A town that does not exist."""
    return (draw.choice(LAST) + draw.choice(LAST)[:3] + draw.choice(ENDS)).capitalize()


def person_of(draw: Random) -> str:
    """Somebody."""
    return f"{draw.choice(FIRST)} {draw.choice(LAST).capitalize()}{draw.choice(ENDS)}"


def story(draw: Random, many: int) -> tuple[str, str, list[str]]:
    """A title, a town and paragraphs."""
    town, subject, person = town_of(draw), draw.choice(SUBJECTS), person_of(draw)
    title = f"{subject} of {town} {draw.choice(DEEDS)}, says {person_of(draw)}"
    day, years = draw.choice(("Monday", "Friday", "Sunday")), draw.randint(3, 60)
    first = (
        f"{subject} of {town} was the talk of the town on {day}, {person} said, and {draw.randint(20, 900)} people "
        f"came to see it. It was the first time since {draw.choice(REASONS)}, {years} years ago, and nobody could say "
        "what had been there before."
    )
    return title, town, [first, *(said(draw, person) for _ in range(many))]


def said(draw: Random, person: str) -> str:
    """A paragraph in which somebody speaks."""
    who = draw.choice(("We", "They", "People"))
    return (
        f'"{who} had waited for {draw.randint(2, 99)} years," said {person}, who has kept the books of {town_of(draw)} '
        f"for so long that {draw.choice(REASONS)} twice. The council meets on the {draw.randint(2, 28)}th, and "
        f"{person_of(draw)} is expected to speak."
    )


def printed_by_resiliparse(draw: Random) -> Made:
    """A page as resiliparse prints it, with the texts that stand for pictures."""
    title, town, paragraphs = story(draw, draw.randint(2, 6))
    rows = [
        "logo",
        title,
        title,
        f"{draw.choice(PAPERS)}{draw.randint(10, 28)}-06-2025",
        f"{town.upper()} - {paragraphs[0]}",
    ]
    rows += [
        *paragraphs[1:],
        f"#{town.replace(' ', '')} #Harbours",
        "Hashtags",
        "Orange background",
        "Try Our AI Features",
    ]
    rows += ["Explore what Daily8 AI can do for you:", "Comments", "No comments yet...", "Related Articles"]
    items = []
    for _ in range(draw.randint(2, 4)):
        title, town, paragraphs = story(draw, 1)
        paper = draw.choice(PAPERS)
        items.append((title, paper))
        rows += [f"{title}\n{title}", paper, f"time{draw.randint(2, 22)} hours ago", f"  • {paper}", title]
        rows += [f"{town.upper()} - {paragraphs[0]} {paragraphs[1]}"]
    return Made("\n\n".join(rows), items)


def printed_by_trafilatura(draw: Random) -> Made:
    """A page as trafilatura prints it."""
    title, town, paragraphs = story(draw, draw.randint(2, 6))
    rows = ["", title, f"{town.upper()}, Norvale: {paragraphs[0]}", *paragraphs[1:], "", "Try Our AI Features"]
    rows += ["Explore what Daily8 AI can do for you:", "Comments", "No comments yet...", "Related Articles"]
    items = []
    for _ in range(draw.randint(2, 4)):
        title, town, paragraphs = story(draw, 1)
        paper = draw.choice(PAPERS)
        items.append((title, paper))
        rows += ["", "", paper, f"{draw.randint(2, 22)} hours ago", f"- {paper}", title]
        rows += [f"{town.upper()}: {paragraphs[0]} {paragraphs[1]}"]
    return Made("\n".join(rows), items)


FORMS = {"resiliparse": printed_by_resiliparse, "trafilatura": printed_by_trafilatura}
