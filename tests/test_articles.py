"""The header of an article: which line is its title, and what stands around it."""

from __future__ import annotations

import pytest

from newsdump import parse
from newsdump.model import Article

STORY = "\n".join(
    f"The harbour of Osselby was closed for {count} hours after a ferry lost its rudder in the storm, the owner said."
    for count in range(11, 17)
)


def article(head: str, url: str | None = None) -> Article:
    found = parse(f"{head}\n{STORY}", url=url).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Ferry without a rudder closes harbour", "Ferry without a rudder closes harbour"),
        ("Osselby Courier\nFerry without a rudder closes harbour", "Ferry without a rudder closes harbour"),
        (
            "Home\nNews\nHarbour of Osselby closed to ships\nBy Noor Haddad\n6 June 2025",
            "Harbour of Osselby closed to ships",
        ),
        (
            "Harbour closed after the storm\nNews from the coast\n\nHarbour closed after the storm",
            "Harbour closed after the storm",
        ),
        (
            "Why harbours close after storms\n1. What a rudder is for\n2. Where harbours close after storms",
            "Why harbours close after storms",
        ),
        (
            "Ferry without a rudder closes harbour | Osselby Courier\nFerry without a rudder closes harbour",
            "Ferry without a rudder closes harbour",
        ),
        ("# Ferry without a rudder\n\nThe longest closure that the harbour has seen", "Ferry without a rudder"),
    ],
    ids=["alone", "below the site", "above the byline", "printed twice", "above its list", "site behind", "Markdown"],
)
def test_the_title_is_told_from_what_stands_around_it(head: str, title: str) -> None:
    assert article(head).title == title


def test_the_words_of_the_address_help() -> None:
    head = "The coast this week\nA rudder lost at sea"
    assert article(head, "https://courier.example/news/a-rudder-lost-at-sea").title == "A rudder lost at sea"
    assert article(head, "https://courier.example/news/the-coast-this-week").title == "The coast this week"


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("By Noor Haddad\n6 June 2025", ("Noor Haddad",)),
        ("By Noor Haddad on 6 June 2025", ("Noor Haddad",)),
        ("By Noor Haddad and Per Lindal | 6 June 2025", ("Noor Haddad", "Per Lindal")),
        ("By Noor Haddad, MD, PHD\n6 June 2025", ("Noor Haddad",)),
        ("Written by\nNoor Haddad\n6 June 2025", ("Noor Haddad",)),
        ("Noor Haddad\n6 June 2025", ("Noor Haddad",)),
        ("6 June 2025\nNoor Haddad", ("Noor Haddad",)),
        ("6 June 2025 • Noor Haddad • 3 min read", ("Noor Haddad",)),
        ("By Noor Haddad\nFerry editor, Osselby 6 June 2025", ("Noor Haddad",)),
        ("Noor Haddad", ("Noor Haddad",)),
        ("6 June 2025\nPage 3 of 7", ()),
        ("By Noor Haddad • Page 3\n6 June 2025", ("Noor Haddad",)),
    ],
)
def test_the_writers_are_those_of_the_byline_or_a_name_beside_the_date(lines: str, authors: tuple[str, ...]) -> None:
    assert article(f"Harbour closed after a ferry lost its rudder\n{lines}").authors == authors


def test_byline_and_date_stand_below_the_title() -> None:
    found = article("Harbour closed\nBy Noor Haddad and Per Lindal\n6 June 2025")
    assert found.authors == ("Noor Haddad", "Per Lindal")
    assert found.date_published is not None
    assert found.date_published.raw == "6 June 2025"


def test_a_kicker_is_part_of_the_title_and_said_apart() -> None:
    found = article("Commentary: What the harbour needs now")
    assert (found.title, found.kicker) == ("Commentary: What the harbour needs now", "Commentary")


def test_what_was_said_of_a_link_is_not_its_standfirst() -> None:
    said = "She gave no reason. An election will be held in June, the council said in a statement."
    page = parse(
        "Hacker News new | past | comments | ask | show | jobs | submit login\n"
        "Show HN: A parser for page dumps (example.com)\n"
        "120 points by noorh 5 hours ago | hide | past | favorite | 3 comments\n"
        "kelp4lunch 4 hours ago | next [–]\nreply\nbaz 2 hours ago | prev [–]\n"
        f"I wrote one of these in 2003 in Perl. It did not work.\nreply\n{said}"
    )
    spans = [span for comment in page.comments for span in comment.spans.text]
    assert page.article is None or not {block.span for block in page.article.blocks} & {*spans}


def test_a_link_with_its_site_is_a_title_without_a_story() -> None:
    title = "Night trains return to Osselby after 19 years"
    page = parse(
        f"new past comments ask show jobs submit login\n{title} (courier.example)\n"
        "54 points by noorh 13 hours ago | hide | past | favorite | 2 comments\n"
        "kelp4lunch 2 hours ago | next [-]\nI was on the first one.\nreply\n"
        "noorh 3 hours ago | prev [-]\nSo was I, and nobody else was, as far as I could see.\nreply"
    )
    assert page.article is not None
    assert (page.article.title, page.article.blocks) == (title, ())


@pytest.mark.parametrize(
    "first",
    [
        "The ferry of Osselby, its captain and its forty passengers were brought back to the harbour on Monday by",
        "Nobody on the ferry of Osselby was hurt when its rudder broke, nor noticed that it had, the captain said:",
    ],
)
def test_what_might_be_the_title_and_is_not_is_of_the_text(first: str) -> None:
    found = article(f"Ferry without a rudder closes harbour\nBy Noor Haddad\n{first}")
    assert found.title == "Ferry without a rudder closes harbour"
    assert found.text.startswith(first)
    assert [block.span.start for block in found.blocks] == sorted(block.span.start for block in found.blocks)
