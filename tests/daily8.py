"""Made pages in the forms of Daily8, as two extractors print them."""

from __future__ import annotations

from random import Random

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


def town_of(draw: Random) -> str:
    """A town that does not exist."""
    return (draw.choice(LAST) + draw.choice(LAST)[:3] + draw.choice(ENDS)).capitalize()


def person_of(draw: Random) -> str:
    """Somebody."""
    return f"{draw.choice(FIRST)} {draw.choice(LAST).capitalize()}{draw.choice(ENDS)}"


def story(draw: Random, many: int) -> tuple[str, str, list[str]]:
    """A title, a town and paragraphs."""
    town, subject, person = town_of(draw), draw.choice(SUBJECTS), person_of(draw)
    title = f"{subject} of {town} {draw.choice(DEEDS)} after {draw.randint(2, 90)} years"
    paragraphs = [
        f"{subject} of {town} was the talk of the town on {draw.choice(('Monday', 'Friday', 'Sunday'))}, {person} said, "
        f"and {draw.randint(20, 900)} people came to see it. It was the first time since {draw.choice(REASONS)}, "
        f"{draw.randint(3, 60)} years ago, and nobody at the office could remember what had been there before.",
        *(
            f'"{draw.choice(("We", "They", "People"))} had waited for {draw.randint(2, 99)} years," said {person}, who has '
            f"kept the books of {town_of(draw)} for so long that {draw.choice(REASONS)} twice. The council meets on "
            f"the {draw.randint(2, 28)}th, and {person_of(draw)} is expected to speak."
            for _ in range(many)
        ),
    ]
    return title, town, paragraphs


def printed_by_resiliparse(draw: Random) -> str:
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
    for _ in range(draw.randint(2, 4)):
        title, town, paragraphs = story(draw, 1)
        paper = draw.choice(PAPERS)
        rows += [f"{title}\n{title}", paper, f"time{draw.randint(2, 22)} hours ago", f"  • {paper}", title]
        rows += [f"{town.upper()} - {paragraphs[0]} {paragraphs[1]}"]
    return "\n\n".join(rows)


def printed_by_trafilatura(draw: Random) -> str:
    """A page as trafilatura prints it."""
    title, town, paragraphs = story(draw, draw.randint(2, 6))
    rows = ["", title, f"{town.upper()}, Norvale: {paragraphs[0]}", *paragraphs[1:], "", "Try Our AI Features"]
    rows += ["Explore what Daily8 AI can do for you:", "Comments", "No comments yet...", "Related Articles"]
    for _ in range(draw.randint(2, 4)):
        title, town, paragraphs = story(draw, 1)
        paper = draw.choice(PAPERS)
        rows += ["", "", paper, f"{draw.randint(2, 22)} hours ago", f"- {paper}", title]
        rows += [f"{town.upper()}: {paragraphs[0]} {paragraphs[1]}"]
    return "\n".join(rows)


FORMS = {"resiliparse": printed_by_resiliparse, "trafilatura": printed_by_trafilatura}
