"""English ages and dates: what is read, what it means, and what is no age."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsdump.ages import find_age, read_age

AT = datetime(2025, 6, 15, 12, tzinfo=UTC)

RELATIVE = [
    ("3 hours ago", "-3 hour"),
    ("32M ago", "-32 minute"),
    ("3 hrs", "-3 hour"),
    ("3h", "-3 hour"),
    ("2d", "-2 day"),
    ("an hour ago", "-1 hour"),
    ("half an hour ago", "-30 minute"),
    ("two and a half hours ago", "-2 hour -30 minute"),
    ("over a year ago", "-1 year"),
    ("about 2 hours ago", "-2 hour"),
    ("Updated 5 mins ago", "-5 minute"),
    ("3 hours and 12 minutes ago", "-3 hour -12 minute"),
    ("1 year, 2 months ago", "-1 year -2 month"),
    ("twenty-five minutes ago", "-25 minute"),
    ("last week", "-1 week"),
    ("in 3 days", "3 day"),
    ("\u00a02\u202fdays\u2009ago ", "-2 day"),
    ("２ DAYS AGO", "-2 day"),
]

ABSOLUTE = [
    ("06-06-2025", "2025-06-06T00:00:00"),
    ("Jun 6, 2025", "2025-06-06T00:00:00"),
    ("6 June 2025 10:32 BST", "2025-06-06T09:32:00"),
    ("2025-06-06T10:32:00Z", "2025-06-06T10:32:00"),
    ("2025-06-06T10:32:00.123+03:00", "2025-06-06T07:32:00"),
    ("20250606T101500Z", "2025-06-06T10:15:00"),
    ("10 Jun 2025 08:30pm", "2025-06-10T20:30:00"),
    ("2025年6月6日 18時05分", "2025-06-06T18:05:00"),
    ("November 5, 2012 at 10:52 am", "2012-11-05T10:52:00"),
    ("Thu, 08/09/2012 - 13:05", "2012-08-09T13:05:00"),
    ("08/28/2018 | 08:02pm EDT", "2018-08-29T00:02:00"),
    ("Fri Jul 18 2025 02:41:10 GMT+0300 (Eastern European Summer Time)", "2025-07-17T23:41:10"),
    ("Published: 15:56 BST, 27 April 2024", "2024-04-27T14:56:00"),
    ("Published: 19th August 2017 10:00 PM", "2017-08-19T22:00:00"),
    ("yesterday at 10:30 pm", "2025-06-14T22:30:00"),
    ("June 20", "2024-06-20T00:00:00"),
    ("2 days ago at 5:31 PM", "2025-06-13T17:31:00"),
    ("am 21.12.", "2024-12-21T00:00:00"),
    ("21.12. 14:30 Uhr", "2024-12-21T14:30:00"),
    ("1401/07/30", "2022-10-22T00:00:00"),
    ("Friday", "2025-06-13T00:00:00"),
    ("1/14 06:01", "2025-01-14T06:01:00"),
]

NONE = [
    "",
    " ",
    "Formula 1",
    "iPhone 11",
    "15",
    "10 p.m.",
    "M&A",
    "on:",
    "$9m project",
    "9 m/s",
    "6h18",
    "0 : 0",
    "9.9m",
]

CUES = [
    ("CNA7 days ago", "CNA", "7 days ago", ""),
    ("timea day ago", "time", "a day ago", ""),
    ("Wanda wa bulu Says: August 8th, 2014 at 6:01 pm", "Wanda wa bulu Says", "August 8th, 2014 at 6:01 pm", ""),
    ("27 ilka November 9, 2014 at 10:51 AM", "27 ilka", "November 9, 2014 at 10:51 AM", ""),
    ("8. jan_vos 3/27/2022 at 7:05pm", "8. jan_vos", "3/27/2022 at 7:05pm", ""),
    ("Posted by: tin boats | November 6, 2014 at 11:12 PM", "Posted by: tin boats", "November 6, 2014 at 11:12 PM", ""),
    ("jan orrin October 30, 2014 at 12:31 pm", "jan orrin", "October 30, 2014 at 12:31 pm", ""),
    ("#2.1 - Mon Jun 10, 2024 10:12 AM EDT", "#2.1", "Mon Jun 10, 2024 10:12 AM EDT", ""),
    ("#31 mira 於 2015/02/04 17:30", "#31 mira", "2015/02/04 17:30", ""),
    ("kelp40 a day ago | next", "kelp40", "a day ago", "next"),
    ("Ilse from North Pellam 3 days ago", "Ilse from North Pellam", "3 days ago", ""),
    ("time14 minutes ago", "time", "14 minutes ago", ""),
    ("Straits Times06-06-2025", "Straits Times", "06-06-2025", ""),
    ("Malay Mail13 hours ago", "Malay Mail", "13 hours ago", ""),
    ("3h · 5 min read", "", "3h", "5 min read"),
    ("BBC News | 2 hours ago", "BBC News", "2 hours ago", ""),
    ("NAME on June 6, 2025 at 10:32 am", "NAME", "June 6, 2025 at 10:32 am", ""),
    ("Culture / 4 wk ago", "Culture", "4 wk ago", ""),
    ("451 points by x 14 hours ago | hide | past", "451 points by x", "14 hours ago", "hide | past"),
    ("Like · Reply · 2 · 59 mins", "Like · Reply · 2", "59 mins", ""),
    ("Firstname Last10/8/12 8:26 PM", "Firstname Last", "10/8/12 8:26 PM", ""),
    ("NAME, PLACE, 2 days ago", "NAME, PLACE", "2 days ago", ""),
    ("World 1 day ago By NAME", "World", "1 day ago", "By NAME"),
    ("▲ philipvanderlee13 just now | parent | next [–]", "▲ philipvanderlee13", "just now", "parent | next [–]"),
    ("xrhysx 2 weeks ago | next [–]", "xrhysx", "2 weeks ago", "next [–]"),
    ("grumpy_in_x 3 hours ago", "grumpy_in_x", "3 hours ago", ""),
    ("NAME • just now", "NAME", "just now", ""),
    ("NAME just now", "NAME", "just now", ""),
    ("NAME · now", "NAME", "now", ""),
    ("BBC News · yesterday", "BBC News", "yesterday", ""),
    (
        "Posted by: corinne-dunmorrow at August 14, 2025 at 2:48 am",
        "Posted by: corinne-dunmorrow",
        "August 14, 2025 at 2:48 am",
        "",
    ),
    (
        "Posted by: tidewatcher at July 26, 2025 at 7:54 am",
        "Posted by: tidewatcher",
        "July 26, 2025 at 7:54 am",
        "",
    ),
    ("by tidewatcher on July 26, 2025", "by tidewatcher", "July 26, 2025", ""),
    ("3/09/15 8:32am 3/09/15 8:32am", "", "3/09/15 8:32am", "3/09/15 8:32am"),
    ("12. November 5, 2012", "12.", "November 5, 2012", ""),
    (
        "Re: A TITLE OF SEVEN WORDS by handle1(m): 6:08am On Apr 24",
        "Re: A TITLE OF SEVEN WORDS by handle1(m)",
        "6:08am On Apr 24",
        "",
    ),
    ("1:06 am on August 9, 2012 | Permalink", "", "1:06 am on August 9, 2012", "Permalink"),
    ("#2 · Feb 17, 2024", "#2", "Feb 17, 2024", ""),
    ("Oct 18, 2019 · 8 min read", "", "Oct 18, 2019", "8 min read"),
    ("Date: Thu, 23 Dec 1999 12:31:55 -0700", "", "Thu, 23 Dec 1999 12:31:55 -0700", ""),
    (
        "Published May 18, 2024 9:26pm Updated May 19, 2024 4:23pm",
        "",
        "May 18, 2024 9:26pm",
        "Updated May 19, 2024 4:23pm",
    ),
]

NO_CUE = [
    "It was 3 hours ago that the ship sank",
    "opened 3 hours ago in Paris and",
    "Asked 9 years, 9 months ago",
    "Last reply was 9 months ago",
    "21.07 Uhr:",
    "$9m project",
    "a = 9 m",
    "9 m/s",
    "10.8k",
    "12.1k Members",
    "10:43",
    "10:43 A HEADLINE",
    "December (8)",
    "Order Now",
    "NAME now",
    "Book a free demo today",
    "This page was last edited on 2 April 2024, at 13:18",
    "5 min read",
    "Formula 1",
    "The minister said on 5 May 2020 at 10:20",
    "Joined: 12 Jun 2018 10:42",
    "It is currently Thu Jun 04, 2020 5:11 am",
    "https://courier.example/2024/06/10/ferry-sold",
    "/2024/06/10/ferry-sold.html",
    "Quote from: Ilse Orrin on April 18, 2019, 06:41:40 PM",
    "لا أحد يتعلم. وسيبقى الخط بين وادي الصنوبر ومرسى النور مغلقا حتى 7 مايو.",
]


@pytest.mark.parametrize(("text", "meaning"), RELATIVE)
def test_relative_ages_give_their_amounts(text: str, meaning: str) -> None:
    age = read_age(text)
    assert age is not None
    assert " ".join(f"{part.count} {part.unit}" for part in age.parts) == meaning


@pytest.mark.parametrize(("text", "start"), ABSOLUTE)
def test_dates_give_their_start(text: str, start: str) -> None:
    age = read_age(text)
    assert age is not None
    assert age.window(AT).earliest.astimezone(UTC).replace(tzinfo=None).isoformat() == start


@pytest.mark.parametrize("text", NONE)
def test_other_short_lines_are_none(text: str) -> None:
    assert read_age(text) is None


@pytest.mark.parametrize(("text", "before", "raw", "after"), CUES)
def test_an_age_is_found_in_its_line(text: str, before: str, raw: str, after: str) -> None:
    cue = find_age(text)
    assert cue is not None
    assert (cue.before, cue.age.raw, cue.after) == (before, raw, after)
    assert cue.age.span is not None
    assert cue.age.span.of(text) == raw


@pytest.mark.parametrize("text", NO_CUE)
def test_sentences_and_amounts_are_no_age_lines(text: str) -> None:
    assert find_age(text) is None
