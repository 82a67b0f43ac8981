"""One site: by what its pages are recognised, the phrases that it prints, and what was learned of it."""

from __future__ import annotations

from urllib.parse import urlsplit

from attrs import frozen

from newsdump import arguments, habits, lines
from newsdump.errors import UsageError
from newsdump.habits import Habits
from newsdump.lexicon import Lexicon, require_phrases
from newsdump.model import Page


@frozen(cache_hash=True)
class SiteProfile:
    """What is known of one site.

    Raises:
        UsageError: a field is of another type, or a phrase is of no group.

    >>> SiteProfile("osselby-echo", hosts="echo.example")
    Traceback (most recent call last):
    newsdump.errors.UsageError: hosts must be a tuple of texts that are not empty, not 'echo.example'
    """

    name: str
    """Lower case letters, digits, dots and dashes."""
    hosts: tuple[str, ...] = ()
    """Hosts of its addresses; `*.` in front stands for any subdomain."""
    lines: tuple[str, ...] = ()
    """Words of its own; a dump that holds one of them is its page."""
    phrases: tuple[tuple[str, str], ...] = ()
    """Pairs of a lexicon group and a phrase."""
    learned: Habits | None = None
    """What `newsdump.learn` found on its pages."""

    def __attrs_post_init__(self) -> None:
        arguments.of_type("name", self.name, str)
        for field, texts in (("hosts", self.hosts), ("lines", self.lines)):
            if not isinstance(texts, tuple) or not all(isinstance(each, str) and each.strip() for each in texts):
                raise UsageError(f"{field} must be a tuple of texts that are not empty, not {texts!r}")
        arguments.of_type("phrases", self.phrases, tuple)
        require_phrases(self.phrases)
        if self.learned is not None:
            arguments.of_type("learned", self.learned, Habits)

    def owns(self, text: str, url: str | None) -> bool:
        """Whether a dump with this text and address is a page of the site."""
        if url and self.hosts:
            names = names_of_host(host_of(url))
            if any(known in names for known in self.hosts):
                return True
        return any(line in text for line in self.lines)

    def fits(self, page: Page | str) -> Fit:
        """How far a page, or its dump, is as those were that the profile was learned from.

        Raises:
            UsageError: the profile was not learned.
        """
        if self.learned is None:
            raise UsageError(
                f"the profile {self.name!r} was written by hand: nothing is known of what stands on all pages"
            )
        text = page if isinstance(page, str) else page.text
        met = {habits.key(line) for line in lines.cut(text).texts}
        if len(met) == 1:  # a print without ends of lines: what cannot be looked for in it is not missed
            whole = habits.fold(text)
            met = {line for line in self.learned.stable if line in whole or line.startswith(habits.HASHED)}
        stable = self.learned.stable
        missing = tuple(line.key for line in self.learned.lines if line.key in stable and line.key not in met)
        return Fit(1 - len(missing) / len(stable) if stable else 1.0, self.learned.present, missing)

    def extend(self, lexicon: Lexicon) -> Lexicon:
        """*lexicon* with the phrases of this site."""
        return lexicon.extended(self.phrases)


@frozen
class Fit:
    """How far a page is as a profile says."""

    met: float
    """The share of the site's stable lines that the page has, 0 to 1; 1 if there are none."""
    expected: float
    """What it was in the mean of the pages that taught the profile."""
    missing: tuple[str, ...]
    """The keys of the stable lines that the page lacks, those first that most pages had."""


def names_of_host(host: str) -> list[str]:
    """What a profile may call a host, itself first, then the families that it is of.

    >>> names_of_host("www.echo.example")
    ['www.echo.example', '*.www.echo.example', '*.echo.example', '*.example']
    """
    parts = host.split(".")
    return [host, *(f"*.{'.'.join(parts[at:])}" for at in range(len(parts)))]


def host_of(url: str) -> str:
    """The host of an address, empty if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
