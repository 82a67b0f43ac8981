"""The verdict: what each line of the page is, decided once over the whole page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from attrs import evolve, frozen

from newsdump import blocks, confidences, evidence, items, second_votes, trees
from newsdump.habits import Habits
from newsdump.items import Reader, Reading, boxes, forms, no_story
from newsdump.items import shares as role_shares
from newsdump.items.boxes import CommentsBox
from newsdump.items.reading import Stretch
from newsdump.items.roles import Role
from newsdump.lexicon import Marker
from newsdump.model import Article, Section, SectionKind
from newsdump.spans import Span
from newsdump.thresholds import Thresholds, load_thresholds

_HEADS: Final = (
    Marker.COMMENTS_HEADING
    | Marker.RELATED_HEADING
    | Marker.POPULAR_HEADING
    | Marker.COMMENTS_EMPTY
    | Marker.COMMENTS_CLOSED
    | Marker.TAGS_HEADING
)
_ASIDE: Final = (
    Marker.ADVERTISEMENT
    | Marker.READ_MORE
    | Marker.PAYWALL
    | Marker.CHROME
    | Marker.COMMENTS_FORM
    | Marker.COMMENTS_MORE
    | Marker.AGENCY
    | _HEADS
)
"""What stands inside a story without being of it."""
EVEN: Final = 0.5
"""So likely a line must be of the story, if nothing else is asked for."""
_AT_WORD: Final = 1.0
"""What the page says in words, that there are no comments, is taken at its word."""
_COPIES_LEAST: Final = 3
"""What stands on a page so often is no sentence of a story."""
_STORY_LEAST: Final = 2
_DATED_NEAR: Final = 4
_FIRST_NUMBERS: Final = (None, "0", "1")
_CREDIT_MOST: Final = 100
"""A longer line that begins with an agency's name is the story's first: "新华社北京6月6日电 …"."""
_HEADER_MOST: Final = 60
_ROW_MOST: Final = 200


@frozen(eq=False)
class Division:
    """What every line is, and the items that were found."""

    kinds: list[SectionKind]
    body: list[int]
    """The lines of the story, what interrupts it left out."""
    header: list[int]
    """The lines above the story that may hold its title and byline."""
    reading: Reading
    """The roles of the lines, and the items among them."""
    comments: CommentsBox
    shares: list[float]
    """How likely each line is of its kind, before `confidences` sets it right."""
    quality: float
    """The word-F1 that is to be expected of the story, before `confidences` sets it right."""


def divide(
    reader: Reader,
    votes: trees.Votes | None = None,
    *,
    known: forms.Forms | None = None,
    roles: Sequence[Sequence[float]] | None = None,
    habits: Habits | None = None,
    min_story_share: float = EVEN,
    url: str | None = None,
) -> Division:
    """Decide what the page's lines are.

    Args:
        reader: the page's lines with what each announces.
        votes: what the trees say of the lines; the shipped ones are asked if None.
        known: the forms of lines met before.
        roles: for each line the share of each class of roles; the shipped trees are asked if None.
        habits: what was learned of the site's pages.
        min_story_share: how likely a line must be of the story to be taken for it, more than 0 and less than 1.
        url: the page's address, if it is known: it helps to tell whether there is a story.
    """
    if votes is None:
        votes = trees.votes(reader.lines, reader.cues)
    known = forms.Forms() if known is None else known
    if habits is not None:
        roles = role_shares.read(reader, votes, known) if roles is None else roles
        votes, roles = evidence.weighed(reader, votes, roles, habits)
    reading = items.reading.read(reader, votes, known, roles)
    count = len(reader.lines)
    story_shares = confidences.of_story(votes.body)
    reading, body = may_be_story(reader, reading, votes, min_story_share)
    if body and no_story.is_none(reader, reading, body, url):
        body = []
    a_guess_will_do = min_story_share <= EVEN
    if not body and a_guess_will_do and not no_story.is_later_page(reader, reading, url):
        body = first_post(reader, reading)
    reading = reading.without(body)
    covered = _covered(count, reading)
    body = [line for line in body if not covered[line]]
    box = boxes.comments_box(reader, reading, body)
    beginning = body[0] if body else (box.first if box.first is not None else 0)
    header = _header(beginning, covered)
    kinds = [SectionKind.CHROME] * count
    shares = [1 - share for share in story_shares]
    quality = confidences.expected_quality(story_shares, reader.cues.lengths, body)
    for line in body:
        kinds[line], shares[line] = SectionKind.ARTICLE, story_shares[line]
    for kind, stretches in ((SectionKind.COMMENTS, reading.comments), (SectionKind.RELATED, reading.related)):
        for stretch in stretches:
            first = stretch.first if stretch.heading is None else stretch.heading
            for line in range(first, stretch.last + 1):
                kinds[line], shares[line] = kind, _item_share(reading, line)
    for line in box.lines:
        if kinds[line] is SectionKind.CHROME:
            kinds[line], shares[line] = SectionKind.COMMENTS, _AT_WORD
    return Division(kinds, body, header, reading, box, shares, quality)


def first_post(reader: Reader, reading: Reading) -> list[int]:
    """The lines of a thread's first post, which is its story, where all posts were read as comments.

    Nothing on a later page of a thread is: its posts are numbered from where the page before ended.
    """
    if not reader.announced & Marker.THREAD:
        return []
    posts = [draft for stretch in reading.comments for draft in stretch.drafts]
    return posts[0].texts if len(posts) > 1 and posts[0].number in _FIRST_NUMBERS else []


def _covered(count: int, reading: Reading) -> bytearray:
    """For each line 1 if it is of an item, or announces some."""
    lines = bytearray(count)
    for stretch in (*reading.comments, *reading.related):
        first = stretch.first if stretch.heading is None else stretch.heading
        lines[first : stretch.last + 1] = b"\1" * (stretch.last + 1 - first)
    return lines


def _item_share(reading: Reading, line: int) -> float:
    return 1 - reading.share(line, "other") - reading.share(line, "body")


def may_be_story(
    reader: Reader, reading: Reading, votes: trees.Votes, min_story_share: float = EVEN
) -> tuple[Reading, list[int]]:
    """What would be the story, if the page has one, and *reading* without the lists that are told."""
    told = [stretch for stretch in reading.related if _is_told(reader, stretch, votes)]
    reading = evolve(reading, related=[stretch for stretch in reading.related if stretch not in told])
    retold = frozenset([line for stretch in told for line in range(stretch.first, stretch.last + 1)])
    return reading, _story_lines(reader, reading, votes, min_story_share, retold)


def _is_told(reader: Reader, stretch: Stretch, votes: trees.Votes) -> bool:
    """Whether what was taken for a list is told: longer than teasers are, and surely voted for."""
    numbers, lengths = load_thresholds(), reader.cues.lengths
    lines = range(stretch.first, stretch.last + 1)
    size = sum([lengths[line] for line in lines])
    if size < numbers.teaser_most * len(stretch.cards):
        return False
    return sum([lengths[line] * votes.body[line] for line in lines]) > numbers.teaser_vote * size


def _story_lines(
    reader: Reader, reading: Reading, votes: trees.Votes, min_story_share: float, told: frozenset[int]
) -> list[int]:
    """The lines voted for, but for those of items and interruptions.

    Of lines that are *told*, as no list is, the votes alone are heard.
    """
    numbers = load_thresholds()
    if _has_no_story(reader, votes, numbers):
        return []
    shares = reading.of_role("body")
    is_whole = len(shares) > numbers.small_page  # what roles say is of lines of whole pages, or of items
    covered = _covered(len(shares), reading)
    if is_whole:
        heard = second_votes.votes(reader, votes.body, reading, votes.again)
    else:
        heard = [
            second_votes.both(vote, share) if item and vote > trees.NEVER else vote
            for vote, share, item in zip(votes.body, shares, covered, strict=True)
        ]
    taken = [
        gone != 0 and share < numbers.item_body and not (is_whole and vote >= numbers.sentence_vote)
        for gone, share, vote in zip(covered, shares, heard, strict=True)
    ]
    for line in told:
        heard[line] = votes.body[line]
    votes = evolve(votes, body=heard)
    needed = trees.vote_of(min_story_share)
    said = trees.held_against(votes.body, needed)
    body = [trees.NEVER if gone else vote for vote, gone in zip(said, taken, strict=True)]
    chosen = trees.choose(reader.cues, body, votes.look)
    chosen = _filled(reader, chosen, evolve(votes, body=body), numbers)
    if needed > 0:  # a guess is not asked for
        chosen = [line for line in chosen if votes.body[line] > 0] if any(vote > 0 for vote in body) else []
    if max([body[line] for line in chosen], default=trees.NEVER) < 0:
        chosen = _signed(reader) or chosen
    lines = {line for line in chosen if not taken[line]}
    if not is_whole:
        sure = max(numbers.sure_body, min_story_share)
        lines.update(line for line, share in enumerate(shares) if share > sure)
    return _with_rows(reader, [line for line in sorted(lines) if not _interrupts(reader, line)], taken)


def _has_no_story(reader: Reader, votes: trees.Votes, numbers: Thresholds) -> bool:
    """Whether the page says that it is a shop, a consent or an error page, and no line is surely of a story."""
    if len(votes.body) > numbers.small_page or max(votes.body, default=0) >= numbers.sure_vote:
        return False
    return any(marker & Marker.NO_STORY for marker in reader.cues.markers)


def _signed(reader: Reader) -> list[int]:
    """The sentences below the first byline with a date: of a story of which a wall left so little, none has a vote."""
    markers, stops, ages = reader.cues.markers, reader.cues.stops, reader.cues.ages
    for byline, marker in enumerate(markers):
        near = range(max(0, byline - 1), min(byline + _DATED_NEAR, len(markers)))
        if not marker & Marker.BYLINE or not any(line in ages for line in near):
            continue
        below = range(byline + 1, min(byline + 1 + _DATED_NEAR, len(markers)))
        first = next((line for line in below if stops[line] and not markers[line]), None)
        if first is not None:
            return [*takewhile(lambda line: stops[line] and not markers[line], range(first, len(markers)))]
    return []


def _filled(reader: Reader, chosen: list[int], votes: trees.Votes, numbers: Thresholds) -> list[int]:
    """*chosen* with the sentences beside its lines, and what stands between two of them, that were nearly voted for."""
    taken = set(chosen)
    stops, texts = reader.cues.stops, reader.lines.texts
    copies = Counter(texts)
    for line in chosen:
        for step in (1, -1):
            beside = line + step
            while 0 <= beside < len(stops) and beside not in taken:
                if _interrupts(reader, beside):
                    beside += step
                    continue
                if votes.body[beside] < (numbers.sentence_vote if stops[beside] else numbers.between_vote):
                    break
                if not stops[beside] and beside + step not in taken:
                    break
                if copies[texts[beside]] >= _COPIES_LEAST:
                    break
                taken.add(beside)
                beside += step
    return sorted(taken)


def _with_rows(reader: Reader, story: list[int], taken: Sequence[bool]) -> list[int]:
    """*story* with the programs and tables between its lines: their short rows have next to no votes."""
    if len(story) < _STORY_LEAST:
        return story
    told = set(story)
    for rows in blocks.rows_between(reader, story[0], story[-1]):
        beside = {rows[0] - 1, rows[0] - 2, rows[-1] + 1, rows[-1] + 2}
        if not told.isdisjoint({*beside, *rows}) and not any(taken[line] for line in rows):
            told.update(rows)
    return sorted(told)


def _interrupts(reader: Reader, line: int) -> bool:
    """Whether the line is an advertisement, a pointer, a form or a row of tags inside the story."""
    aside = reader.cues.markers[line] & _ASIDE
    text = reader.lines.texts[line]
    if aside and (aside != Marker.AGENCY or reader.cues.lengths[line] <= _CREDIT_MOST):
        return True
    if len(text) > _ROW_MOST:
        return False
    if line in reader.cues.ages and reader.role(line) is Role.CHROME:
        return True
    return text[0] == "#" and all(word[0] == "#" for word in text.split())


def _header(below: int, covered: bytearray) -> list[int]:
    """The lines above line *below*, up to the items there."""
    above = range(below - 1, max(-1, below - _HEADER_MOST), -1)
    return [*takewhile(lambda line: not covered[line], above)][::-1]


def with_article(reader: Reader, division: Division, article: Article | None) -> Division:
    """*division* with the lines of *article*'s fields and blocks as the article's, and with no other one.

    What stands between them, and above its title, are menus, or other titles.
    """
    told = frozenset[int]() if article is None else _lines_of(reader, division, article)
    kinds, shares = division.kinds.copy(), division.shares.copy()
    for line, kind in enumerate(division.kinds):
        if kind is SectionKind.CHROME and line in told:
            kinds[line], shares[line] = SectionKind.ARTICLE, division.quality
        elif kind is SectionKind.ARTICLE and line not in told:
            kinds[line], shares[line] = SectionKind.CHROME, 1 - shares[line]
    return evolve(division, kinds=kinds, shares=shares)


def _lines_of(reader: Reader, division: Division, article: Article) -> frozenset[int]:
    """The lines in which the fields and the blocks of *article* stand, without what interrupts a block."""
    spans = article.spans
    dates = [age.span for age in (article.date_published, article.date_modified) if age is not None]
    dates.extend(block.age.span for block in article.blocks if block.age is not None)
    fields = [spans.title, spans.kicker, spans.standfirst, spans.dateline, spans.credit, *dates]
    fields.extend(writer.span for writer in article.writers)
    lines = {line for span in fields if span is not None for line in reader.lines.within(span)}
    may_tell = {*division.body, *division.header}
    lines.update(line for block in article.blocks for line in reader.lines.within(block.span) if line in may_tell)
    return frozenset(lines)


def partition(reader: Reader, division: Division) -> tuple[Section, ...]:
    """The kinds of lines as sections that cover the text without a gap."""
    source, begins, lengths = reader.lines.source, reader.lines.begins, reader.cues.lengths
    if not division.kinds:
        return (Section(SectionKind.CHROME, Span(0, len(source)), 1.0),) if source else ()
    curves = confidences.load_curves()
    sections: list[Section] = []
    end = reader.lines.end
    for first, after in confidences.runs(division.kinds):
        kind = division.kinds[first]
        span = Span(begins[first] if first else 0, begins[after] if after < len(begins) else end)
        share = confidences.expected_share(division.shares[first:after], lengths[first:after])
        sections.append(Section(kind, span, curves[kind.value](share)))
    if end < len(source):  # what is not read is nothing
        first = sections.pop().span.start if sections[-1].kind is SectionKind.CHROME else end
        sections.append(Section(SectionKind.CHROME, Span(first, len(source)), 0.0))
    return tuple(sections)
