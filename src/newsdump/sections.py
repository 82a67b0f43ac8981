"""The verdict: what each line of the page is, decided once over the whole page."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise, takewhile
from typing import Final

from attrs import evolve, frozen

from newsdump import confidences, parts, trees
from newsdump.items import Reader
from newsdump.items.names import likeness
from newsdump.items.records import Draft
from newsdump.items.roles import Role
from newsdump.lexicon import Marker
from newsdump.lines import SIGNS
from newsdump.model import Article, CommentsState, Section, SectionKind
from newsdump.parts import CommentsPart, RelatedPart, Thresholds
from newsdump.spans import Span

_ASIDE: Final = (
    Marker.ADVERTISEMENT
    | Marker.READ_MORE
    | Marker.PAYWALL
    | Marker.CHROME
    | Marker.COMMENTS_FORM
    | Marker.COMMENTS_MORE
    | Marker.AGENCY
    | parts.HEADS
)
"""What stands inside a story without being of it."""
_AT_WORD: Final = 1.0
"""What the page says in words, that there are no comments, is taken at its word."""
_LEFT_LEAST: Final = 300
_DATED_MOST: Final = 2
_COPIES_LEAST: Final = 3
"""What stands on a page so often is no sentence of a story."""
_COLONS: Final = frozenset(":：")
_ANNOUNCING_LEAST: Final = 20
"""A shorter line that ends in a colon is a label: "Share:"."""
_ITEMS_LEAST: Final = 2
_BULLETS: Final = SIGNS - {"#"}
_NAME_MOST: Final = 40
"""A line above an age that is shorter than this may be a name."""
_ENDING_NEAR: Final = 6
"""So many lines a comment has at most of which the story took the first ones."""
_DATED_NEAR: Final = 4
"""So many lines below a byline its date and the first sentence stand at most."""
_MISTAKEN_MOST: Final = 0.5
"""No more of the story is given up for comments that the votes took for its end."""
_CREDIT_MOST: Final = 100
"""A longer line that begins with an agency's name is the story's first: "新华社北京6月6日电 …"."""
_HEADER_MOST: Final = 60
_HEADER_MENUS: Final = 16
_ROW_MOST: Final = 200


@frozen(eq=False)
class Division:
    """What every line is, and the parts that were found."""

    kinds: list[SectionKind]
    body: list[int]
    """The lines of the story, what interrupts it left out."""
    header: list[int]
    """The lines above the story that may hold its title and byline."""
    opening: Draft | None
    """The first post of a thread, if that is the story."""
    comments: list[CommentsPart]
    unread: int | None
    """The line that counts comments of which none were found."""
    related: list[RelatedPart]
    shares: list[float]
    """How likely each line is of its kind, before `confidences` sets it right."""
    quality: float
    """The word-F1 that is to be expected of the story, before `confidences` sets it right."""


def divide(reader: Reader, votes: trees.Votes | None = None) -> Division:
    """Decide what the page's lines are.

    Args:
        reader: the page's lines with what each announces.
        votes: what the trees say of the lines; the shipped ones are asked if None.
    """
    numbers = parts.load_thresholds()
    count = len(reader.lines)
    heads = parts.heads(reader, numbers)
    if votes is None:
        votes = trees.votes(reader.lines, reader.cues)
    story_shares = confidences.of_story(votes.body)
    if _has_no_story(reader, votes, numbers):
        kinds = [SectionKind.CHROME] * count
        return Division(kinds, [], [], None, [], None, [], [1 - share for share in story_shares], 0.0)
    chosen = _filled(reader, trees.choose(reader.cues, votes.body, votes.look), votes, numbers)
    chosen = _with_lists(reader, chosen)
    if max([votes.body[line] for line in chosen], default=trees.NEVER) < 0:
        chosen = _signed(reader) or chosen
    story = _told(votes, chosen)
    found_comments = parts.told_apart(reader, parts.announced_comments(reader, heads, story, numbers), story)
    opening, posts = parts.thread(reader, story)
    if opening is not None and parts.are_preferred(posts, found_comments):
        chosen, found_comments = opening.texts, posts
    else:
        opening = None
    found_comments = (
        found_comments
        or parts.told_apart(reader, parts.acted_upon(reader), story)
        or parts.signed_off(reader, story)
        or parts.addressed(reader, story)
        or parts.closed(reader, story)
        or parts.talked(reader, story)
    )
    taken = parts.covered(count, found_comments)
    if any(taken[line] for line in chosen):
        chosen = _beside(reader, chosen, taken, votes, numbers)
        story = _told(votes, chosen)
    found_related = parts.without_story(reader, parts.announced_related(reader, heads, taken, story), story)
    covered = parts.covered(count, found_comments, found_related)
    body = [line for line in chosen if not covered[line] and not _interrupts(reader, line)]
    if body:
        more_comments, more_related = _behind_story(reader, body, covered, numbers)
        if all(part.records is None and part.state is CommentsState.CLOSED for part in found_comments):
            found_comments = [*more_comments, *found_comments]  # "Comments are closed." is said below them
        found_comments = found_comments or posts
        found_related.extend(more_related)
        covered = parts.covered(count, found_comments, found_related)
        body = [line for line in body if not covered[line]]
    found_comments.sort(key=lambda part: part.first)
    found_related.sort(key=lambda part: part.first)
    beginning = body[0] if body else _first_part(found_comments)
    header = _header(reader, beginning if opening is None else opening.first, covered)
    kinds = [SectionKind.CHROME] * count
    shares = [1 - share for share in story_shares]
    quality = confidences.expected_quality(story_shares, reader.cues.lengths, body)
    for line in body:
        kinds[line], shares[line] = SectionKind.ARTICLE, story_shares[line]
    for part in found_comments:
        sure = _AT_WORD if part.records is None else part.records.agreement
        for line in range(part.first, part.last + 1):
            kinds[line], shares[line] = SectionKind.COMMENTS, sure
    for group in found_related:
        for line in range(group.first, group.last + 1):
            kinds[line], shares[line] = SectionKind.RELATED, group.cards.agreement
    unread = None if found_comments or not body else parts.counted(reader, heads, body[0])
    return Division(kinds, body, header, opening, found_comments, unread, found_related, shares, quality)


def _has_no_story(reader: Reader, votes: trees.Votes, numbers: Thresholds) -> bool:
    """Whether the page says that it is a shop, a consent or an error page, and no line is surely of a story."""
    if len(votes.body) > numbers.small_page or max(votes.body, default=0) >= numbers.sure_vote:
        return False
    return any(marker & Marker.NO_STORY for marker in reader.cues.markers)


def _filled(reader: Reader, chosen: list[int], votes: trees.Votes, numbers: Thresholds) -> list[int]:
    """*chosen* with the sentences beside its lines, and what stands between two of them, that were nearly voted for."""
    taken = set(chosen)
    stops, texts = reader.cues.stops, reader.lines.texts
    for line in chosen:
        for step in (1, -1):
            beside = line + step
            while 0 <= beside < len(stops) and beside not in taken:
                if _interrupts(reader, beside):
                    beside += step
                    continue
                if not _may_join(reader, beside):
                    break
                if votes.body[beside] < (numbers.sentence_vote if stops[beside] else numbers.between_vote):
                    break
                if not stops[beside] and beside + step not in taken:
                    break
                if texts.count(texts[beside]) >= _COPIES_LEAST:
                    break
                taken.add(beside)
                beside += step
    return sorted(taken)


def _with_lists(reader: Reader, chosen: list[int]) -> list[int]:
    """*chosen* with the bulleted lists that its lines announce by a colon: short items have next to no votes."""
    texts, signs, lengths = reader.lines.texts, reader.lines.signs, reader.cues.lengths
    taken = set(chosen)
    for line, next_chosen in pairwise([*chosen, len(texts)]):
        if texts[line][-1] not in _COLONS or lengths[line] < _ANNOUNCING_LEAST:
            continue
        items = [
            *takewhile(
                lambda item: signs[item] in _BULLETS and _may_join(reader, item) and not _interrupts(reader, item),
                range(line + 1, next_chosen),
            )
        ]
        if len(items) >= _ITEMS_LEAST:
            taken.update(items)
    return sorted(taken)


def _signed(reader: Reader) -> list[int]:
    """The sentences below the first byline with a date: of a story of which a wall left so little, none has a vote."""
    markers, stops, ages = reader.cues.markers, reader.cues.stops, reader.cues.ages
    for byline, marker in enumerate(markers):
        near = range(max(0, byline - 1), min(byline + _DATED_NEAR, len(markers)))
        if not marker & Marker.BYLINE or not any(line in ages for line in near):
            continue
        below = range(byline + 1, len(markers))
        first = next((line for line in below if stops[line] and not markers[line]), len(markers))
        if first <= byline + _DATED_NEAR:
            return [*takewhile(lambda line: stops[line] and not markers[line], range(first, len(markers)))]
    return []


def _told(votes: trees.Votes, chosen: list[int]) -> bytearray:
    """For each line 1 if it was chosen, and rather for the story than for a comment."""
    story = bytearray(len(votes.body))
    for line in chosen:
        story[line] = votes.body[line] > votes.comment[line]
    return story


def _beside(reader: Reader, chosen: list[int], taken: bytearray, votes: trees.Votes, numbers: Thresholds) -> list[int]:
    """The story beside what was *taken* from it; chosen anew if next to nothing is left."""
    left = [line for line in chosen if not taken[line]]
    if sum(reader.cues.lengths[line] for line in left) >= _LEFT_LEAST:
        return left
    body = [trees.NEVER if gone else vote for vote, gone in zip(votes.body, taken, strict=True)]
    return _filled(reader, trees.choose(reader.cues, body, votes.look), evolve(votes, body=body), numbers)


def _behind_story(
    reader: Reader, body: list[int], covered: bytearray, numbers: Thresholds
) -> tuple[list[CommentsPart], list[RelatedPart]]:
    """What follows the story without a heading.

    Where nothing stands between them, votes can take the first comment or two for the story's end. If a date or two
    stand there, the comments are looked for from the first of these on.
    """
    last = body[-1]
    found = parts.unheaded(reader, last + 1, covered, numbers)
    below = next((line for line in reader.cues.ages if line > last), None)
    if below is not None and below <= last + _ENDING_NEAR and reader.role(below) is Role.ENDING:
        for name in range(last, max(last - _ENDING_NEAR, body[0]), -1):  # an age that ends the first comment
            if likeness(reader.lines.texts[name]) > 0:
                earlier = parts.unheaded(reader, name, covered, numbers)
                return earlier if earlier[0] and earlier[0][0].first == name else found
    ages = [line for line in reader.cues.ages if body[min(parts.STORY_LINES, len(body) - 1)] < line < body[-1]]
    if not found[0] or not 1 <= len(ages) <= _DATED_MOST:
        return found
    first = min(ages)
    first -= reader.role(first) is Role.AGE
    lengths = reader.cues.lengths
    if sum([lengths[line] for line in body if line >= first]) > _MISTAKEN_MOST * sum([lengths[line] for line in body]):
        return found
    earlier = parts.unheaded(reader, first, covered, numbers)
    return earlier if earlier[0] and earlier[0][0].first == first else found


def _may_join(reader: Reader, line: int) -> bool:
    ages, markers = reader.cues.ages, reader.cues.markers
    if line + 1 in ages and reader.cues.lengths[line] < _NAME_MOST:
        return False  # "Ilse O." above an age
    return line not in ages and not markers[line] & ~Marker.THREAD


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


def _first_part(found_comments: list[CommentsPart]) -> int:
    """Where the title of a page without a story would stand above: at its comments, or at what is said of them."""
    return min((part.first for part in found_comments), default=0)


def _header(reader: Reader, below: int, covered: bytearray) -> list[int]:
    """The lines above line *below* up to a menu of its own size, without menu words."""
    header: list[int] = []
    menus = 0
    for line in range(below - 1, max(-1, below - _HEADER_MOST), -1):
        if covered[line] or menus > _HEADER_MENUS:
            break
        if parts.is_foot(reader, line):
            menus += 1
        else:
            header.append(line)
    return header[::-1]


def with_header(reader: Reader, division: Division, article: Article | None) -> Division:
    """*division* with what stands above the story from the first line of *article* on, as the article's.

    What stands above its title are menus, or other titles.
    """
    if article is None:
        return division
    first = bisect_left(reader.lines.starts, article.span.start)
    above = [line for line in division.header if line >= first]
    if division.kinds[first] is SectionKind.CHROME:  # the title may stand farther above
        above.append(first)
    if division.opening is not None and division.body:
        above.extend(range(division.opening.first, division.body[0]))
    kinds, shares = division.kinds.copy(), division.shares.copy()
    for line in above:
        kinds[line], shares[line] = SectionKind.ARTICLE, division.quality
    return evolve(division, kinds=kinds, shares=shares)


def partition(reader: Reader, division: Division) -> tuple[Section, ...]:
    """The kinds of lines as sections that cover the text without a gap."""
    source, begins, lengths = reader.lines.source, reader.lines.begins, reader.cues.lengths
    if not division.kinds:
        return (Section(SectionKind.CHROME, Span(0, len(source)), 1.0),) if source else ()
    curves = confidences.load_curves()
    sections: list[Section] = []
    for first, after in confidences.runs(division.kinds):
        kind = division.kinds[first]
        span = Span(begins[first] if first else 0, begins[after] if after < len(begins) else len(source))
        share = confidences.expected_share(division.shares[first:after], lengths[first:after])
        sections.append(Section(kind, span, curves[kind.value](share)))
    return tuple(sections)
