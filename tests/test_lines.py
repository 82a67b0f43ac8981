"""Lines: what the printing did is undone, and everything can be found again."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump.lines import MOST, Lines, cut


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("", []),
        ("\n \t\n", []),
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\rthree\n", ["one", "two", "three"]),
        ("one\x0ctwo\u2028three\x85four", ["one two three four"]),
        ("  \xa0one \u2003 two\xa0", ["one two"]),
        ("\ufeffone", ["one"]),
        ("Priv\u200bacy pol\u00adicy", ["Privacy policy"]),
        ("می\u200cروم", ["می\u200cروم"]),
        ("- one", ["one"]),
        ("  • one", ["one"]),
        ("-", ["-"]),
        ("-one", ["-one"]),
        ("– one", ["– one"]),
        ("# one", ["one"]),
        ("#one", ["#one"]),
        ("####### one", ["####### one"]),
    ],
)
def test_texts(source: str, texts: list[str]) -> None:
    assert cut(source).texts == texts


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# T\n[Nadia Holm](/people/nadia) • [2 hours ago](/c/1)", "Nadia Holm • 2 hours ago"),
        ("# T\n![logo](/logo.svg)", "logo"),
        ("# T\n**Advertisement**", "Advertisement"),
        ("# T\na _small_ boat", "a small boat"),
        ("# T\nsnake_case_name stays", "snake_case_name stays"),
        ("# T\n1\\. one", "1. one"),
        ('# T\n[a](/b "c d") e', "a e"),
    ],
)
def test_markdown_signs_are_out_of_the_text(source: str, text: str) -> None:
    assert cut(source).texts[-1] == text


def test_words_in_bold_tell_markdown_where_they_come_again() -> None:
    assert cut("**Ilse**\nOffline\n**Noor** said\n**Per**").texts == ["Ilse", "Offline", "Noor said", "Per"]
    assert cut("**Ilse**\nOffline").texts == ["**Ilse**", "Offline"]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("###  rockett    __6", "rockett 6"),
        ("### **rockett **    __6", "rockett 6"),
        ("  * __Report post", "Report post"),
        ("__init__ is a method", "__init__ is a method"),
    ],
)
def test_icons_of_markdown_are_nothing(row: str, text: str) -> None:
    lines = cut(f"[Home](https://courier.example/)\n{row}")
    assert lines.texts[1] == text


@pytest.mark.parametrize(
    ("row", "sign", "text"),
    [
        ("  * Menu", "*", "Menu"),
        ("  + Menu", "+", "Menu"),
        ("  *   * Menu", "*", "Menu"),
        ("  * ## Archives", "##", "Archives"),
        ("+1", "", "+1"),
        ("* #hashtag", "*", "#hashtag"),
    ],
)
def test_bullets_of_lists_inside_lists(row: str, sign: str, text: str) -> None:
    lines = cut(row)
    assert (lines.signs, lines.texts) == ([sign], [text])


def test_a_dump_without_markdown_keeps_its_signs() -> None:
    assert cut("a _small_ **boat**").texts == ["a _small_ **boat**"]


def test_columns_say_where_a_line_stands() -> None:
    lines = cut("one\n\n\n  * two \nthree")
    assert lines.signs == ["", "*", ""]
    assert lines.gaps == [0, 2, 0]
    assert lines.begins == [0, 6, 15]
    assert [lines.span(line).of(lines.source) for line in range(3)] == ["one", "two", "three"]


STORY = (
    "The harbour of Port Ellery opened again on Friday, after the last of the stones had been taken out of the water "
    "by hand, as the company that owns it had asked for, and as nobody had thought it possible in one winter alone. "
    "Eleven people worked on it, four of them divers, and the oldest was sixty-eight years old when the work began."
)


@pytest.mark.parametrize("width", [60, 72, 78])
def test_rows_wrapped_at_a_width_are_one_line_again(width: int) -> None:
    source = f"Harbour opens\n\n{textwrap.fill(STORY, width)}\n\nBy Nadia Holm\n\n{textwrap.fill(STORY, width)}\n"
    assert cut(source).texts == ["Harbour opens", STORY, "By Nadia Holm", STORY]


BROKEN = (
    "Home\n | \nNews\n\nThe \nferry\n, two years late, left \nOsselby\n on Friday (\nfilm\n).\n\n"
    "Nobody waved. \nThe next one\n leaves in \nMay\n.\n\nBy\nNadia Holm\n"
)
WHOLE = [
    "Home | News",
    "The ferry, two years late, left Osselby on Friday (film).",
    "Nobody waved.",
    "The next one leaves in May.",
    "By",
    "Nadia Holm",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_broken_at_links_are_one_line_again(end: str) -> None:
    source = BROKEN.replace("\n", end)
    lines = cut(source)
    assert lines.texts == WHOLE
    for word in ("ferry", "late,", "Friday", ")."):
        at = WHOLE[1].index(word)
        assert lines.place(1, at, at + len(word)).of(source).replace(end, "") == word


def test_dots_may_begin_a_line() -> None:
    assert cut(f"{BROKEN}I waited.\n…and waited.\n").texts[-2:] == ["I waited.", "…and waited."]


@pytest.mark.parametrize(
    "source",
    [
        BROKEN.replace("\n,", " ,").replace("\n.", " .").replace("\n)", " )"),  # no sign begins a row
        "one\ntwo\n, three\n\nfour\n. five\n) six",  # no spaces are left, but a blank row is
        "one \ntwo \n three\n four",
    ],
)
def test_spaces_or_signs_alone_do_not_tell_of_broken_rows(source: str) -> None:
    assert len(cut(source)) == sum(bool(row.strip(" |")) for row in source.split("\n"))


STRIPPED = """\
Ferry late again
Ilse Orrin
vor 3 Stunden
The ferry of Osselby, two years late, has left
at last
, said the office.
It was the first to leave the harbour since the great storm of
March 1978
, and its captain (
Noor Haddad
)
left.
Home
kelp4lunch"""


def test_rows_that_were_broken_and_stripped_are_lines_again() -> None:
    lines = cut(STRIPPED)
    sentence = (
        "It was the first to leave the harbour since the great storm of March 1978, and its captain (Noor Haddad) left."
    )
    assert lines.texts == [
        "Ferry late again",
        "Ilse Orrin",
        "vor 3 Stunden",
        "The ferry of Osselby, two years late, has left at last, said the office.",
        sentence,
        "Home",
        "kelp4lunch",
    ]
    at = sentence.index("Noor")
    assert lines.place(4, at, at + 11).of(lines.source) == "Noor Haddad"


@pytest.mark.parametrize("row", ["*", "•", "* * *", "---", "---|---|---", "| | |", "|", "=====", "+----+", "__"])
def test_rows_without_words_are_as_good_as_blank(row: str) -> None:
    lines = cut(f"one\n{row}\ntwo")
    assert (lines.texts, lines.gaps) == (["one", "two"], [0, 1])


@pytest.mark.parametrize("row", ["-", "+", "+1", "-1", "^", "=)", "*_*x", "--x"])
def test_signs_that_may_be_said_are_lines(row: str) -> None:
    assert cut(f"one\n{row}\ntwo").texts[1].strip() != ""
    assert len(cut(f"one\n{row}\ntwo")) == 3


def test_cells_of_a_table_are_lines_without_its_borders() -> None:
    lines = cut("| | **Ilse Orrin** | |\n---|---|---\n| Posts: 12 | Joined: 2019 |")
    assert lines.texts == ["**Ilse Orrin**", "Posts: 12 | Joined: 2019"]
    assert lines.span(1).of(lines.source) == "Posts: 12 | Joined: 2019"


def test_paragraphs_that_were_wrapped_where_they_were_written_are_one_line_among_rows_of_any_width() -> None:
    paragraph = "\n    ".join(textwrap.wrap(STORY, 70))
    title = "What the harbour office said on Monday about all the boats that were late in the storm of last week"
    lines = cut(f"{title}\n\n    {paragraph}\n\n{STORY}")
    assert lines.texts == [title, STORY, STORY]
    assert lines.span(1).of(lines.source) == paragraph


@pytest.mark.parametrize(
    "rows",
    [
        [f"Ferry number {number} was late again on Monday, nobody knows why" for number in range(4)],
        ["ferry late again and nobody at all on the pier knows why", "harbour closed", "bridge sold to its keeper"],
        ["// the ferry is late on every day of the week but one", "func late(ferry *Ferry, days []int) bool {"] * 3,
    ],
)
def test_titles_and_code_are_not_joined(rows: list[str]) -> None:
    assert cut("\n".join([*rows, STORY])).texts == [*rows, STORY]


def test_menus_are_not_joined() -> None:
    rows = ["Home", "About the harbour of Port Ellery and its long history at sea", "Contact", "Jobs", "Weather"]
    assert cut("\n".join(rows)).texts == rows


def test_a_part_of_a_line_is_found_in_the_dump() -> None:
    lines = cut("x\n\n  [Nadia  Holm](/n) •\xa0[2 hours\nago](/c) \n")
    text = lines.texts[1]
    start = text.index("2 hours")
    assert lines.place(1, start, start + len("2 hours ago")).of(lines.source) == "2 hours\nago"
    start = text.index("Nadia")
    assert lines.place(1, start, start + len("Nadia Holm")).of(lines.source) == "Nadia  Holm"


MARKED = ["# T", "[a b](/c)", "[ a ](/c) ", "**  a**", " * x_y_", "one  two", "", "\ufeff", "**b**", "word " * 15]
dumps = st.one_of(
    st.text(max_size=200),
    st.text("ab \n\r\t\xa0\u200b\ufeff-*#[]()_\\!", max_size=200),
    st.lists(st.sampled_from(MARKED)).map("\n".join),
)


def _squeezed(text: str) -> str:
    return "".join(text.split())


@given(dumps)
def test_every_character_is_found_again(source: str) -> None:
    lines = cut(source)
    for line, text in enumerate(lines.texts):
        assert text
        for place, character in enumerate(text):
            span = lines.place(line, place, place + 1)
            assert lines.starts[line] <= span.start < span.end <= lines.ends[line]
            found = span.of(source)
            assert found == character or (character == " " and found.isspace())


@given(dumps)
def test_lines_stand_in_order_and_nothing_lies_between_them(source: str) -> None:
    lines = cut(source)
    at = 0
    for line in range(len(lines)):
        between = source[at : lines.starts[line]]
        assert not any(character.isalnum() for character in between)
        assert at <= lines.begins[line] <= lines.starts[line] < lines.ends[line]
        at = lines.ends[line]
    assert not any(character.isalnum() for character in source[at:])


@given(dumps.filter(lambda source: "\r" not in source))
def test_line_ends_of_windows_change_places_only(source: str) -> None:
    unix, windows = cut(source), cut(source.replace("\n", "\r\n"))
    assert (unix.texts, unix.signs, unix.gaps) == (windows.texts, windows.signs, windows.gaps)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_of_too_many_lines_the_first_are_read(end: str) -> None:
    row = f"a{end}"
    lines = cut(row * MOST + f"b{end}")
    assert (len(lines), lines.end) == (MOST, MOST * len(row))
    whole = cut(row * MOST + 3 * end)
    assert (len(whole), whole.end) == (MOST, len(whole.source))


def test_columns_have_the_same_length() -> None:
    lines: Lines = cut("one\n\ntwo\n- three")
    columns = (lines.texts, lines.signs, lines.begins, lines.starts, lines.ends, lines.gaps)
    assert {len(column) for column in columns} == {len(lines)}
