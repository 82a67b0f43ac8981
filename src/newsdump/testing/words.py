"""A writer, who makes texts of the made-up words of a language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import Final, TypeVar

from attrs import frozen

from newsdump.testing.pools import language, small_pools

T = TypeVar("T")

_SLOT: Final = re.compile(r"\{(\w+)\}|\[([^\[\]{}]*\|[^\[\]{}]*)\]")
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_SMALL_WORDS: Final = frozenset(
    ("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with")
)
_PUNCTUATION: Final = " .,:;!?\"'“”‘’«»„()[]–—-।…؟،״"
_SHORT: Final = 4
"""No made-up heading is shorter, where words are spaced."""
_LONG: Final = 90
"""No sentence that is longer stands as a headline."""


@frozen
class Fashion:
    """How a site writes."""

    case: str = "sentence"
    """Of headlines: `sentence`, `title` or `upper`."""
    quotes: str = "straight"
    """`straight`, `curly` or `single`."""
    labels: str = "title"
    """Of headings and buttons: `sentence`, `title` or `upper`."""
    places: float = 0.0
    """The share of headlines with a place in front."""
    long: float = 0.0
    """The share of headlines made of two."""
    clipped: float = 0.0
    """The share of headlines in lists that are cut off."""


@frozen
class Theme:
    """The people and places of one story."""

    person: str
    second: str
    town: str
    other: str
    body: str
    role: str


@lru_cache(maxsize=16384)
def _parts(template: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Literals, choices and slots of a template.

    >>> _parts("{C} [votes|agrees]")
    (('', (), 'C'), (' ', ('votes', 'agrees'), ''))
    """
    parts, at = [], 0
    for match in _SLOT.finditer(template):
        choices = tuple(match[2].split("|")) if match[2] is not None else ()
        parts.append((template[at : match.start()], choices, match[1] or ""))
        at = match.end()
    if at < len(template):
        parts.append((template[at:], (), ""))
    return tuple(parts)


def title_case(text: str) -> str:
    """*text* with capitals as American headlines have them.

    >>> title_case("rail fares to rise from January")
    'Rail Fares to Rise from January'
    """
    words = text.split(" ")
    return " ".join(
        word if (word in _SMALL_WORDS and nth) or not word[:1].islower() else word[:1].upper() + word[1:]
        for nth, word in enumerate(words)
    )


class Writer:
    """Writes the texts of one page."""

    def __init__(self, random: Random, code: str, fashion: Fashion | None = None) -> None:
        self.random = random
        self.language = language(code)
        self.english = code == "en"
        self.fashion = fashion or Fashion()
        self.joint = "" if self.language.unspaced else " "
        self._told: set[str] = set()
        self.theme = self.new_theme()

    def pick(self, pool: Sequence[T]) -> T:
        """One of *pool*."""
        return pool[int(self.random.random() * len(pool))]

    def chance(self, odds: float) -> bool:
        """Whether something happens that happens with *odds*."""
        return self.random.random() < odds

    def number(self, least: int, most: int) -> int:
        """A number from *least* to *most*."""
        return least + int(self.random.random() * (most - least + 1))

    def new_theme(self) -> Theme:
        """Other people and places."""
        pools = self.language.pools
        town = self.pick(pools["towns"])
        other = self.pick([one for one in pools["towns"] if one != town])
        body = self.pick(pools["bodies"]) if "bodies" in pools else town
        role = self.pick(pools["roles"]) if "roles" in pools else ""
        return Theme(self.person(), self.person(), town, other, body, role)

    # names

    def person(self) -> str:
        """A full name."""
        pools = self.language.pools
        return self.language.strings["name"].format(first=self.pick(pools["first"]), last=self.pick(pools["last"]))

    def first_name(self) -> str:
        """A first name."""
        return self.pick(self.language.pools["first"])

    def town(self) -> str:
        """A place."""
        return self.pick(self.language.pools["towns"])

    def outlet(self) -> str:
        """A paper, a station, a site."""
        return self.pick(self.language.pools["outlets"])

    def category(self) -> str:
        """A section of a paper."""
        return self.pick(self.language.pools["categories"])

    def handle(self) -> str:
        """The name of a reader or user."""
        if not self.english and self.chance(0.6):
            last = self.pick(self.language.pools["last"])
            forms = ("{f}", "{f}{n}", "{p}", "{p}", "{f} {i}.", "{f}_{n}", "{l}")
            form = self.pick(forms)
            return form.format(f=self.first_name(), n=self.number(1, 99), p=self.person(), i=last[0], l=last)
        english = language("en").pools
        first, last = self.pick(english["first"]), self.pick(english["last"]).split("-")[0]
        town = self.pick(english["towns"])
        slots = {"F": first, "L": last, "f": first.lower(), "l": last.lower(), "I": self.pick("ABCDEGHJKLMPRST")}
        slots |= {"n": str(self.number(2, 99)), "y": str(self.number(1958, 2009)), "k": str(self.number(100, 9999))}
        slots |= {"C": town, "c": town.lower().replace(" ", "_")}
        return _PLACEHOLDER.sub(lambda match: slots[match[1]], self.pick(english["handles"]))

    # texts

    def fill(self, template: str, theme: Theme | None = None) -> str:
        """*template* with its slots filled and its choices made."""
        theme = theme or self.theme
        made = "".join(
            literal + (self.pick(choices) if choices else self._slot(slot, theme) if slot else "")
            for literal, choices, slot in _parts(template)
        )
        return self._dressed(made[:1].upper() + made[1:] if template[:1] in "{[" else made)

    def _slot(self, slot: str, theme: Theme) -> str:
        told = {
            "P": theme.person,
            "P2": theme.second,
            "p": theme.person.split()[-1],
            "p2": theme.second.split()[-1],
            "C": theme.town,
            "CU": theme.town.upper(),
            "C2": theme.other,
            "O": theme.body,
            "O2": theme.body,
            "R": theme.role,
        }.get(slot)
        return _AMOUNTS.get(slot, _few)(self) if told is None else told

    def _dressed(self, text: str) -> str:
        if self.fashion.quotes == "straight" or not self.english:
            return text
        if self.fashion.quotes == "single":
            return text.replace('"', "'")
        text = re.sub(r'(^|[\s(\[])"', r"\1“", text).replace('"', "”")
        return re.sub(r"(^|[\s(\[“])'", r"\1‘", text).replace("'", "’")

    def _fresh(self, pool: Sequence[str]) -> str:
        """One of *pool*, another one each time as long as it lasts."""
        for _ in range(4):
            found = self.pick(pool)
            if found not in self._told:
                break
        self._told.add(found)
        return found

    def headline(self, theme: Theme | None = None) -> str:
        """A headline; of another story without a *theme*."""
        theme = theme or self.new_theme()
        pools = self.language.pools
        headlines: Sequence[str] = pools["headlines"]
        if self.chance(0.12 if self.english else 0.5):
            headlines = [one for one in pools["sentences"] if len(one) < _LONG]
        made = self.fill(self._fresh(headlines), theme).rstrip(".。।")
        if self.chance(self.fashion.long):
            made += self.pick((": ", " – ", ", ", " | ")) + self.fill(self.pick(headlines), theme).rstrip(".。।")
        if self.chance(self.fashion.places) and not made.startswith(theme.town):
            made = f"{theme.town}{self.pick((': ', ' – ', ' | '))}{made}"
        if self.fashion.case == "title":
            return title_case(made)
        return made.upper() if self.fashion.case == "upper" else made

    def sentence(self) -> str:
        """A sentence of the story."""
        return self.fill(self._fresh(self.language.pools["sentences"]))

    def paragraph(self, least: int = 1, most: int = 4) -> str:
        """Some sentences."""
        return self.joint.join(self.sentence() for _ in range(self.number(least, most)))

    def subheading(self) -> str:
        """A heading inside a story."""
        return self.fill(self.pick(self.language.pools["subheadings"]))

    def remark(self) -> str:
        """What a reader says."""
        return self.fill(self._fresh(self.language.pools["comments"]))

    def furniture(self, pool: str) -> str:
        """One of an English pool of small things."""
        return self.pick(small_pools()[pool])

    def topic(self) -> str:
        """The name of a section, or a topic."""
        if self.english and self.chance(0.6):
            return self.furniture("topics")
        return self.category() if self.chance(0.7) else self.town()

    def title(self) -> str:
        """The title of a post of a blog."""
        if not self.english:
            return self.headline()
        made = self._fresh(small_pools()["titles"])
        return title_case(made) if self.fashion.case == "title" else made

    def subject(self) -> str:
        """The title of a thread of a forum."""
        if not self.english:
            return self.headline() if self.chance(0.4) else self.words(3, 7)
        if self.chance(0.75):
            made = self._fresh(small_pools()["subjects"])
            return made.lower() if self.chance(0.1) else made
        return self.pick((self.label(2, 6), self.sentence().rstrip("."), self.headline()))

    def name(self) -> str:
        """A short title, of a recipe or a guide."""
        if not self.english:
            return self.headline()
        return f"{self.furniture('sorts')} {self.furniture('dishes')}"

    def product(self) -> str:
        """The name of something that is sold."""
        return self.furniture("products") if self.english else self.label(1, 4)

    def words(self, least: int = 1, most: int = 3) -> str:
        """Some words that stand together in a sentence, without punctuation."""
        source = self.fill(self.pick(self.language.pools["sentences"]))
        count = self.number(least, most)
        if self.language.unspaced:
            signs = "".join(sign for sign in source if sign.isalnum() or unicodedata.category(sign)[0] == "M")
            at = self.number(0, max(0, len(signs) - 3 * count))
            return signs[at : at + 2 * count] or self.category()
        found = [word.strip(_PUNCTUATION) for word in source.split()]
        found = [word for word in found if word[:1].isalpha()]
        if len(found) <= count:
            return self.category()
        at = self.number(0, len(found) - count - 1)
        return " ".join(found[at : at + count])

    def label(self, least: int = 1, most: int = 3) -> str:
        """A made-up heading or button."""
        made = self.words(least, most)
        if len(made) < _SHORT and not self.language.unspaced:
            made = self.words(2, 3)
        if self.fashion.labels == "title":
            return title_case(made[:1].upper() + made[1:])
        return made.upper() if self.fashion.labels == "upper" else made[:1].upper() + made[1:]

    def phrase(self, group: str) -> str:
        """A phrase that the lexicon knows, of the page's language or else of English; its placeholders stay."""
        own = self.language.phrases.get(group)
        return self.pick(own or language("en").phrases[group])

    def place(self, phrase: str, **values: str) -> str:
        """*phrase* with its placeholders filled: `{n}` by a number, `{N}` by a person and so on."""
        return _PLACEHOLDER.sub(lambda match: values.get(match[1]) or self._placeholder(match[1]), phrase)

    def _placeholder(self, name: str) -> str:
        match name:
            case "n":
                return str(self.pick((1, 2, 3, 5, 8, 12, 41, 130, 1204)))
            case "N":
                return self.person()
            case "S":
                return self.outlet()
            case "T":
                return self.headline()
        return self.town()

    def known(self, group: str) -> str:
        """A phrase of the lexicon, filled."""
        return self.place(self.phrase(group))


def _few(writer: Writer) -> str:
    return str(writer.number(2, 19))


def _thousands(writer: Writer) -> str:
    return f"{writer.number(11, 980) * 100:,}".replace(",", "," if writer.english else ".")


def _share(writer: Writer) -> str:
    return f"{writer.number(1, 39)}{'.' if writer.english else ','}{writer.number(1, 9)}"


def _money(writer: Writer) -> str:
    amounts = (f"{writer.number(2, 48)}m", f"{writer.number(12, 980)},000", f"{writer.number(2, 90)}")
    return writer.pick("£$€") + writer.pick(amounts)


def _date(writer: Writer) -> str:
    return f"{writer.number(1, 28)} {writer.pick(writer.language.time['months'])}"


_AMOUNTS: Final[dict[str, Callable[[Writer], str]]] = {
    "A": Writer.outlet,
    "OUT": Writer.outlet,
    "s1": lambda writer: str(writer.number(0, 4)),
    "s2": lambda writer: str(writer.number(0, 4)),
    "k": lambda writer: str(writer.number(20, 990)),
    "k2": lambda writer: str(writer.number(18, 89)),
    "N": _thousands,
    "pct": _share,
    "y": lambda writer: str(writer.number(1921, 2018)),
    "y2": lambda writer: str(writer.number(2021, 2031)),
    "m": _money,
    "d": lambda writer: str(writer.pick(writer.language.time["weekdays"])),
    "mon": lambda writer: str(writer.pick(writer.language.time["months"])),
    "D": _date,
}
"""What stands in a slot that has nothing to do with the story's people."""
