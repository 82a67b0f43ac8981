r"""What is true of every page: for tests, fuzzers, and whoever doubts a result.

>>> [str(each) for each in broken("Harbour opens\n\nThe harbour of Osselby opened on Monday, two years late.")]
[]
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

import attrs
from attrs import frozen

from newsdump import lines
from newsdump.errors import FormatError
from newsdump.model import Comment, CommentsState, Page, RelatedItem, SectionKind
from newsdump.parser import parse
from newsdump.patterns import regex_later
from newsdump.serializers import FORMATS, json
from newsdump.spans import Span

Parse = Callable[..., Page]
Check = Callable[[Page, Parse], Iterator[str]]

_SECTION_OF: Final = MappingProxyType({"comment": SectionKind.COMMENTS, "related item": SectionKind.RELATED})
_LINE_ENDS: Final = regex_later(r"\r\n|\r|\n")


@frozen
class Broken:
    """Something that is not true of a page and should be."""

    invariant: str
    """One of `INVARIANTS`."""
    what: str

    def __str__(self) -> str:
        return f"{self.invariant}: {self.what}"


def broken(text: str, *, parse: Parse = parse, **known: Any) -> Iterator[Broken]:  # noqa: ANN401 - as `parse` takes it
    """What is not true of the page of *text*, and should be.

    Args:
        text: a dump.
        parse: what reads it.
        known: what is known of it, as for `newsdump.parse`.
    """

    def read(other: str) -> Page:
        return parse(other, **known)

    try:
        page = read(text)
    except Exception as error:  # noqa: BLE001 - that it raises is what is told
        yield Broken("total", f"{type(error).__name__}: {error}")
        return
    for name, check in INVARIANTS.items():
        for what in check(page, read):
            yield Broken(name, what)


def _is_partition(page: Page, _read: Parse) -> Iterator[str]:
    """Sections joined in order are the text; none is empty, and no two neighbours are of one kind."""
    if "".join(section.span.of(page.text) for section in page.sections) != page.text:
        yield "the sections joined are not the text"
    places = [0, *(place for section in page.sections for place in (section.span.start, section.span.end))]
    if any(first != second for first, second in zip(places[::2], places[1::2], strict=False)):
        yield f"the sections do not touch: {places}"
    if any(section.span.start == section.span.end for section in page.sections):
        yield "a section is empty"
    if any(first.kind is second.kind for first, second in pairwise(page.sections)):
        yield "two neighbours are of one kind"


def _is_placed(page: Page, _read: Parse) -> Iterator[str]:
    """Every span lies in the text, and those of fields in those of their objects."""
    for path, outer, span in _spans(page, "page", Span(0, len(page.text))):
        if not outer.start <= span.start <= span.end <= outer.end:
            yield f"{path} {span} is not within {outer}"


def _spans(value: Any, path: str, outer: Span) -> Iterator[tuple[str, Span, Span]]:  # noqa: ANN401 - any value
    if isinstance(value, Span):
        yield path, outer, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _spans(each, f"{path}[{number}]", outer)
    elif attrs.has(type(value)):
        own = getattr(value, "span", None)
        # Readings of an age stand where it stands; notes and sections are about the page.
        inner = own if isinstance(own, Span) and isinstance(value, Comment | RelatedItem) else outer
        if isinstance(own, Span):
            yield path, outer, own
        for field in attrs.fields(type(value)):
            if field.name != "span":
                yield from _spans(getattr(value, field.name), f"{path}.{field.name}", inner)


def _is_told(page: Page, _read: Parse) -> Iterator[str]:
    """Every line of a section of the article is, in part at least, in a field or in a block."""
    article = () if page.article is None else _spans(page.article, "article", Span(0, 0))
    told = [span for path, _, span in article if path != "article"]
    found = lines.cut(page.text)
    for line, text in enumerate(found.texts):
        place = found.span(line)
        if not any(map(str.isalnum, text)) or any(span.start < place.end and place.start < span.end for span in told):
            continue
        section = next(each for each in page.sections if each.span.start <= place.start < each.span.end)
        if section.kind is SectionKind.ARTICLE:
            yield f"the line at {place} is of the article, and in no field"


def _is_in_order(page: Page, _read: Parse) -> Iterator[str]:
    """Comments are numbered, answer earlier ones, and stand in the order of the page; shares are shares."""
    if [comment.id for comment in page.comments] != list(range(len(page.comments))):
        yield "comments are not numbered from 0"
    for comment in page.comments:
        parent = None if comment.parent_id is None else page.comments[comment.parent_id]
        if parent is not None and not (parent.id < comment.id and parent.depth < comment.depth):
            yield f"comment {comment.id} answers {parent.id}, which is not above it"
    for name, spans in (
        ("comments", [comment.span for comment in page.comments]),
        ("related items", [item.span for item in page.related]),
    ):
        if any(first.start > second.start for first, second in pairwise(spans)):
            yield f"{name} are not in the order of the page"
    if page.comments and page.comments_state not in {CommentsState.PRESENT, CommentsState.CLOSED}:
        yield f"there are comments, and their state is {page.comments_state}"
    shares = [each.confidence for each in page.sections]
    shares += [each.confidence for each in page.comments]
    shares += [each.confidence for each in page.related]
    shares += [] if page.article is None else [page.article.confidence]
    if not all(0 <= share <= 1 for share in shares):
        yield "a confidence is not between 0 and 1"


def _is_one_thing(page: Page, _read: Parse) -> Iterator[str]:
    """No stretch is a comment and a related item, or two of either; each lies in one section, of its kind."""
    spans = [("comment", each.span) for each in page.comments] + [("related item", each.span) for each in page.related]
    spans.sort(key=lambda named: named[1].start)
    for (first, above), (second, below) in pairwise(spans):
        if above.end > below.start:
            yield f"{first} and {second} share {Span(below.start, min(above.end, below.end))}"
    begins = [section.span.start for section in page.sections]
    for name, span in spans:
        section = page.sections[bisect_right(begins, span.start) - 1]
        if section.kind is not _SECTION_OF[name] or span.end > section.span.end:
            yield f"the {name} at {span} is not within a section of its kind"


def _is_the_same_again(page: Page, read: Parse) -> Iterator[str]:
    """Read twice, a text gives the same page."""
    if read(page.text) != page:
        yield "read again, it is another page"


def _comes_back(page: Page, _read: Parse) -> Iterator[str]:
    """JSON gives the page back."""
    try:
        again = json.loads(json.dumps(page))
    except FormatError as error:
        yield f"JSON gives no page back: {error}"
        return
    if again != page:
        yield "JSON gives another page back"


def _is_written(page: Page, _read: Parse) -> Iterator[str]:
    """Every format writes it."""
    for each in FORMATS.values():
        try:
            each.dumps(page)
        except ImportError:
            continue
        except Exception as error:  # noqa: BLE001 - that it raises is what is told
            yield f"{each.name} raises {type(error).__name__}: {error}"


def _has_no_line_ends(page: Page, read: Parse) -> Iterator[str]:
    r"""`\n`, `\r\n` and `\r` differ in nothing but spans."""
    if "\r" in _LINE_ENDS.sub("\n", page.text):
        return
    said = _without_spans(read(_LINE_ENDS.sub("\n", page.text)))
    for end, name in (("\r\n", "CRLF"), ("\r", "CR")):
        if _without_spans(read(_LINE_ENDS.sub(end, page.text))) != said:
            yield f"{name} gives another page than LF"


def _without_spans(value: Any) -> Any:  # noqa: ANN401 - any value of a page
    if isinstance(value, Span):
        return None
    if isinstance(value, tuple):
        return tuple(map(_without_spans, value))
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value))]
        return [_without_spans(getattr(value, name)) for name in names if (type(value), name) != (Page, "text")]
    return value


INVARIANTS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "partition": _is_partition,
        "places": _is_placed,
        "told": _is_told,
        "order": _is_in_order,
        "one thing": _is_one_thing,
        "deterministic": _is_the_same_again,
        "round trip": _comes_back,
        "formats": _is_written,
        "line ends": _has_no_line_ends,
    }
)
"""The checks by name; "total", that `parse` raises nothing, stands for itself."""
