"""The way from a dump to a page, every step in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, TypeVar

from attrs import evolve

from newsdump import (
    arguments,
    articles,
    confidences,
    cues,
    drift,
    explanations,
    flattened,
    header,
    items,
    languages,
    line_ends,
    lines,
    noting,
    profiles,
    sections,
)
from newsdump.explanations import Explanation
from newsdump.items import forms
from newsdump.items.records import Card, Draft
from newsdump.lexicon import ENTRY_POINTS as LEXICON_ENTRY_POINTS
from newsdump.lexicon import Lexicon, as_phrases, load_lexicon
from newsdump.model import Comment, Page, RelatedItem
from newsdump.plugins import brought
from newsdump.profiles import Listed, SiteProfile
from newsdump.shelf import Shelf

Found = TypeVar("Found", Draft, Card)
Item = TypeVar("Item", Comment, RelatedItem)
_TONGUES_MOST: Final = 32
"""So many sites with phrases of their own are held ready."""


def parse(
    text: str,
    *,
    url: str | None = None,
    captured_at: datetime | None = None,
    profile: SiteProfile | str | Path | None = None,
    title: str | None = None,
    language: str | None = None,
    published: datetime | date | None = None,
    min_confidence: float = 0.0,
    min_story_share: float = sections.EVEN,
    comments: bool = True,
    related: bool = True,
) -> Page:
    r"""Give the text of a scraped page its structure back.

    Args:
        text: the dump, as any extractor printed it.
        url: the page's address, if it is known: it helps to recognise the site.
        captured_at: when the page was read, an aware datetime: what "3 hours ago" counts from.
        profile: the site's profile, its name or its file; recognised from *text* and *url* if None.
        title: the title that the crawl knows, from a feed or the page's head: evidence among the page's own lines. What
            the page does not print is not taken from it.
        language: the BCP-47 tag of the page's language, if the crawl knows it.
        published: when the crawl believes it was published: evidence among the dates that the page prints.
        min_confidence: comments and related items of less are left out, 0 to 1: more of what is left is right, and less
            of what is there is found; docs/explanation/items.md has the figures.
        min_story_share: how likely a line must be of the story to be taken for it, more than 0 and less than 1: with
            more than the usual .5 more of the story is right, and less of it is found; docs/explanation/verdict.md has
            the figures.
        comments: whether comments are given; without them `Page.comments` is empty, and all else is the same.
        related: whether related items are given; as *comments*.

    Raises:
        UsageError: *text* is no `str`, *captured_at* is not aware, another argument is of the wrong type, or
            *min_confidence* or *min_story_share* is not between 0 and 1.
        ProfileError: the profile is unknown or breaks the format.

    >>> page = parse("Harbour opens\n\nThe new harbour of Osselby opened on Monday, two years late.")
    >>> page.article.title, len(page.article.paragraphs)
    ('Harbour opens', 1)
    """
    parser = _default_parser()
    least = arguments.share("min_confidence", min_confidence)
    if least:
        parser = parser.with_min_confidence(least)
    if min_story_share != sections.EVEN:
        parser = parser.with_min_story_share(min_story_share)
    return parser.parse(
        text,
        url=url,
        captured_at=captured_at,
        profile=profile,
        title=title,
        language=language,
        published=published,
        comments=comments,
        related=related,
    )


def explain(
    text: str, row: int, *, url: str | None = None, profile: SiteProfile | str | Path | None = None
) -> Explanation:
    r"""Tell why a line of a dump was taken for what it was.

    Args:
        text: the dump.
        row: the row of the dump, counted from 1.
        url: as for `parse`.
        profile: as for `parse`.

    Raises:
        UsageError: *text* is no `str`, or has no such row, or the row is blank.
        ProfileError: the profile is unknown or breaks the format.

    >>> text = "Harbour opens\n\nThe new harbour of Osselby opened.\nComments\nNo comments yet"
    >>> str(explain(text, 4)).splitlines()[:2]
    ['row 4 is comments', 'it is a phrase of: comments heading']
    """
    return _default_parser().explain(text, row, url=url, profile=profile)


class Parser:
    r"""Reads dumps with a lexicon and profiles that are chosen once; safe to share between threads.

    Args:
        profiles: the sites that are looked for, or a shelf of them; if None, those of newsdump and of installed
            packages.
        lexicon: the phrases of languages; if None, those of newsdump and of installed packages.
        min_confidence: comments and related items of less are left out, 0 to 1.
        min_story_share: how likely a line must be of the story to be taken for it, more than 0 and less than 1.
        zone: that of clocks which print none, so that `Article.published` and its like are aware; naive if None.

    Raises:
        UsageError: *min_confidence* or *min_story_share* is not between 0 and 1, or an argument is of the wrong type.

    >>> from zoneinfo import ZoneInfo
    >>> text = "Harbour opens\n6 June 2025 14:02\nThe new harbour of Osselby opened on Monday, two years late."
    >>> Parser(zone=ZoneInfo("Europe/Oslo")).parse(text).article.published.isoformat()
    '2025-06-06T14:02:00+02:00'
    """

    def __init__(
        self,
        *,
        profiles: Iterable[SiteProfile] | Shelf | None = None,
        lexicon: Lexicon | None = None,
        min_confidence: float = 0.0,
        min_story_share: float = sections.EVEN,
        zone: tzinfo | None = None,
    ) -> None:
        self._least = arguments.share("min_confidence", min_confidence)
        self._story_least = arguments.inner_share("min_story_share", min_story_share)
        if zone is not None:
            arguments.zone("zone", zone)
        self._zone = zone
        if lexicon is not None:
            arguments.of_type("lexicon", lexicon, Lexicon)
        self._lexicon = _known_lexicon() if lexicon is None else lexicon
        self._sites = (
            profiles if isinstance(profiles, Shelf) else Listed(_known_profiles() if profiles is None else profiles)
        )
        self._tongue = _Tongue(self._lexicon)
        self._forms = forms.Forms()
        self._tongue_of = lru_cache(_TONGUES_MOST)(lambda profile: _Tongue(profile.extend(self._lexicon)))

    def __reduce__(self) -> tuple[Callable[..., Parser], tuple[Listed | Shelf, Lexicon, float, float, tzinfo | None]]:
        """Pickle what was chosen, so that a parser can be sent to other processes."""
        return _parser_with, (self._sites, self._lexicon, self._least, self._story_least, self._zone)

    def with_min_confidence(self, min_confidence: float) -> Parser:
        """The same parser, sharing what it remembers of lines, for other comments and related items.

        Raises:
            UsageError: *min_confidence* is not between 0 and 1.
        """
        return self._with(_least=arguments.share("min_confidence", min_confidence))

    def with_min_story_share(self, min_story_share: float) -> Parser:
        """The same parser, sharing what it remembers of lines, for stories of fewer lines or of more.

        Raises:
            UsageError: *min_story_share* is not between 0 and 1.
        """
        return self._with(_story_least=arguments.inner_share("min_story_share", min_story_share))

    def _with(self, **dials: float) -> Parser:
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, **dials)
        return other

    def parse(
        self,
        text: str,
        *,
        url: str | None = None,
        captured_at: datetime | None = None,
        profile: SiteProfile | str | Path | None = None,
        title: str | None = None,
        language: str | None = None,
        published: datetime | date | None = None,
        comments: bool = True,
        related: bool = True,
    ) -> Page:
        """As `newsdump.parse`."""
        if captured_at is not None:
            arguments.require_aware("captured_at", captured_at)
        arguments.truth("comments", comments)
        arguments.truth("related", related)
        hints = _hints(title, language, published)
        site, reader = self._read(text, url, profile)
        division = sections.divide(
            reader,
            known=self._forms,
            habits=None if site is None else site.learned,
            min_story_share=self._story_least,
            url=url,
        )
        texts = reader.lines.texts
        language = (
            language or languages.language_of([texts[line] for line in division.body]) or languages.language_of(texts)
        )
        reader = evolve(reader, cues=cues.settle_by_language(reader.cues, language))
        curves = confidences.load_curves()
        article = articles.write(
            articles.page_of(reader, division, url, hints),
            division.body,
            curves["text"](division.quality),
            captured_at=captured_at,
            zone=self._zone,
        )
        drafts = self._sure_enough(division.comments.drafts if comments else (), curves["comment"])
        stretches = division.reading.related if related else ()
        cards = self._sure_enough((card for stretch in stretches for card in stretch.cards), curves["item"])
        page = Page(
            text=reader.lines.source,
            url=url,
            captured_at=captured_at,
            language=language,
            profile=None if site is None else site.name,
            article=article,
            comments=self._dated(items.comments.build(reader, drafts, curves["comment"]), captured_at),
            comments_state=division.comments.state,
            comment_count=division.comments.count,
            related=self._dated(items.related.build(reader, cards, curves["item"]), captured_at),
            sections=sections.partition(reader, sections.with_article(reader, division, article)),
            notes=noting.notes_of(reader, division, article, captured_at),
        )
        return page if page.text == text else evolve(line_ends.put_back(page, text), text=text)

    def sight(self, page: Page) -> drift.Sight | None:
        """What a page lacks of what stood on most pages of its site; None where no site was learned."""
        site = None if page.profile is None else self._sites.named(page.profile)
        return None if site is None or site.learned is None else drift.sight(site, page)

    def explain(
        self, text: str, row: int, *, url: str | None = None, profile: SiteProfile | str | Path | None = None
    ) -> Explanation:
        """As `newsdump.explain`."""
        reader = self._read(text, url, profile)[1]
        return explanations.explain(reader, row, self.parse(text, url=url, profile=profile))

    def read(
        self, text: str, *, url: str | None = None, profile: SiteProfile | str | Path | None = None
    ) -> items.Reader:
        """The lines of a dump with what each announces, as `parse` decides over them: what fitting programs need."""
        reader = self._read(text, url, profile)[1]
        return evolve(reader, lines=reader.lines.put_back(text))

    def _read(
        self, text: str, url: str | None, profile: SiteProfile | str | Path | None
    ) -> tuple[SiteProfile | None, items.Reader]:
        """The page's site, and its lines with what each announces, line feeds at the ends of its rows."""
        arguments.of_type("text", text, str, hint="decode bytes before")
        if url is not None:
            arguments.of_type("url", url, str)
        text = line_ends.with_feeds(text)
        site = self._profile(text, url, profile)
        tongue = self._tongue if site is None or not site.phrases else self._tongue_of(site)
        cut = lines.cut(text, flattened.breaks(text, tongue.lexicon))
        read = cues.read(cut, tongue.announcer)
        if cues.in_doubt(read):
            read = cues.settle_by_dates(read)
        return site, items.with_days_behind_names(items.Reader(cut, read, tongue.words))

    def _sure_enough(self, found: Iterable[Found], sure: Callable[[float], float]) -> list[Found]:
        return [each for each in found if sure(each.share) >= self._least]

    def _dated(self, built: Iterable[Item], captured_at: datetime | None) -> tuple[Item, ...]:
        """What was *built*, with ages as plain values."""
        return tuple(
            each if each.age is None else evolve(each, published=each.age.value(captured_at, zone=self._zone))
            for each in built
        )

    def _profile(self, text: str, url: str | None, wanted: SiteProfile | str | Path | None) -> SiteProfile | None:
        if isinstance(wanted, SiteProfile):
            return wanted
        if wanted is not None:
            return profiles.load_profile(wanted)
        return self._sites.find(text, url)


class _Tongue:
    """What reads single lines with the phrases of a lexicon; made once, for it remembers them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.announcer = cues.Announcer(lexicon)
        self.words = items.Words(lexicon)


def _known_profiles() -> tuple[SiteProfile, ...]:
    return profiles.known()


def _known_lexicon() -> Lexicon:
    phrases = [pair for _, pairs in brought(LEXICON_ENTRY_POINTS, as_phrases) for pair in pairs]
    return load_lexicon().extended(phrases) if phrases else load_lexicon()


def _parser_with(
    sites: Listed | Shelf, lexicon: Lexicon, min_confidence: float, min_story_share: float, zone: tzinfo | None
) -> Parser:
    return Parser(
        profiles=sites if isinstance(sites, Shelf) else sites.profiles,
        lexicon=lexicon,
        min_confidence=min_confidence,
        min_story_share=min_story_share,
        zone=zone,
    )


@cache
def _default_parser() -> Parser:
    return Parser()


def _hints(title: str | None, language: str | None, published: datetime | date | None) -> header.Hints:
    """The hints, if they are of the types that were asked for."""
    for name, hint, kind in (("title", title, str), ("language", language, str), ("published", published, date)):
        if hint is not None:
            arguments.of_type(name, hint, kind)
    return header.Hints(title, published)
