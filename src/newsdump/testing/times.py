"""Dates and ages as sites print them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from attrs import frozen

from newsdump.testing.pools import Language
from newsdump.testing.words import Writer

_MINUTES: Final = (1, 60, 1440, 10080, 43200, 525600)
"""Of a minute, an hour, a day, a week, a month, a year."""
_SHORT: Final = ("{n}m ago", "{n}h ago", "{n}d ago", "{n}w ago", "{n}mo ago", "{n}y ago")
_FORMS: Final = {
    "bare": ("{n}m", "{n}h", "{n}d", "{n}w", "{n}mo", "{n}y"),
    "upper": ("{n}M ago", "{n}H ago", "{n}D ago", "{n}W ago", "{n}MO ago", "{n}Y ago"),
    "spaced": ("{n} min ago", "{n} h ago", "{n} d ago", "{n} wk ago", "{n} mo ago", "{n} yr ago"),
    "hours": ("{n} mins", "{n} hrs", "{n} d", "{n} w", "{n} mo", "{n} y"),
    "abbreviated": ("{n} mins ago", "{n} hrs ago", "{n} days ago", "{n} wks ago", "{n} mths ago", "{n} yrs ago"),
}
RELATIVE: Final = ("long", "long", "long", "long", "short", *_FORMS)
"""The ways to print an age; `long` is the language's own."""
ANYWHERE: Final = (
    "{y}-{mm}-{dd}",
    "{y}-{mm}-{dd} {HH}:{MM}",
    "{dd}.{mm}.{y}",
    "{dd}/{mm}/{y}",
    "{y}-{mm}-{dd} {HH}:{MM}:{SS}",
)
"""Dates that sites of every language print."""


@frozen
class AgeStyle:
    """How a site prints when something was."""

    recent: str
    """Of what is younger than `turn` minutes: a way of `RELATIVE`, or a pattern of a date."""
    old: str
    """Of what is older."""
    turn: int = 0
    span: int = 43200
    """So many minutes ago the oldest ones are."""


def draw_age_style(writer: Writer, *, clocks: float = 0.0, dates: float = 0.5) -> AgeStyle:
    """A way to print ages: as *dates* or as clock times alone with these odds, else relative to now."""
    span = writer.pick((600, 4320, 43200, 43200, 525600, 3000000))
    if writer.chance(clocks):
        time = writer.pick(("{HH}:{MM}", "{HH}:{MM}", "{HH}.{MM}", "{h}:{MM} {ap}"))
        return AgeStyle(time, time, span=1200)
    own = writer.language.time["dates"]
    patterns: Sequence[str] = own if writer.chance(0.8) else ANYWHERE
    date = writer.pick(patterns)
    kind = writer.random.random()
    if kind < dates:
        return AgeStyle(date, date, span=span)
    relative = writer.pick(RELATIVE) if writer.english or writer.chance(0.15) else "long"
    if kind < 1 - (1 - dates) / 5:
        return AgeStyle(relative, relative, turn=1 << 30, span=span)
    return AgeStyle(relative, date, turn=writer.pick((1440, 10080)), span=span)


class Clock:
    """Prints the times of one page."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.now = datetime(2008, 1, 1) + timedelta(minutes=writer.number(0, 18 * 525600))  # noqa: DTZ001 - no zone is printed

    def ago(self, style: AgeStyle) -> int:
        """A number of minutes, small ones more often."""
        return self.ago_of(style.span)

    def ago_of(self, span: int) -> int:
        """A number of minutes up to *span*, small ones more often."""
        return 1 + int(span * self.writer.random.random() ** 3)

    def print_plain(self, minutes: int) -> str:
        """What was *minutes* ago, as the language's first date."""
        return self._date(str(self.writer.language.time["dates"][0]), minutes)

    def print(self, style: AgeStyle, minutes: int) -> str:
        """What was *minutes* ago."""
        form = style.recent if minutes < style.turn else style.old
        return self._date(form, minutes) if "{" in form else relative(self.writer, form, minutes)

    def _date(self, pattern: str, minutes: int) -> str:
        then = self.now - timedelta(minutes=minutes)
        time = self.writer.language.time
        month, weekday = time["months"][then.month - 1], time["weekdays"][then.weekday()]
        last = then.day % 10 if then.day not in {11, 12, 13} else 0
        return pattern.format(
            d=then.day,
            dd=f"{then.day:02}",
            m=then.month,
            mm=f"{then.month:02}",
            y=then.year,
            yy=f"{then.year % 100:02}",
            mon=month,
            Mon=month[:3],
            MON=month[:3].upper(),
            wd=weekday,
            wd3=weekday[:3],
            th={1: "st", 2: "nd", 3: "rd"}.get(last, "th"),
            h=then.hour % 12 or 12,
            HH=f"{then.hour:02}",
            MM=f"{then.minute:02}",
            SS=f"{then.second + minutes % 60:02}",
            ap="am" if then.hour < 12 else "pm",
            AP="AM" if then.hour < 12 else "PM",
        )


def relative(writer: Writer, form: str, minutes: int) -> str:
    """An age in words of the writer's language, or in one of the short forms."""
    unit = max((nth for nth, size in enumerate(_MINUTES) if minutes >= size), default=0)
    count = max(1, minutes // _MINUTES[unit])
    tongue = writer.language
    if form in _FORMS:
        return _FORMS[form][unit].format(n=count)
    if form == "short":
        return str(tongue.time.get("short", _SHORT)[unit]).format(n=count)
    if minutes == 1 and writer.chance(0.5):
        return str(tongue.time["now"])
    if unit == 2 and count == 1 and writer.chance(0.3):
        return str(tongue.time["yesterday"])
    if count == 1 and "one" in tongue.time and writer.chance(0.3):
        return str(tongue.time["one"][unit])
    amount = counted(tongue, unit, count)
    return str(tongue.time["relative"]).format(n=count, u=amount)


def counted(tongue: Language, unit: int, count: int) -> str:
    """The form of a unit that goes with *count*; Arabic and Hebrew ones have the number in them."""
    forms = str(tongue.time["units"][unit]).split()
    rule = tongue.strings["plural"]
    few = count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14}
    if len(forms) == 1:
        return forms[0]
    if rule in {"slavic", "polish"}:
        one = count == 1 or (rule == "slavic" and count % 10 == 1 and count % 100 != 11)
        return forms[0] if one else forms[1 if few else 2]
    if rule == "arabic":
        return forms[count - 1] if count < 3 else f"{count} {forms[2 if count <= 10 else 3]}"
    if rule == "hebrew":
        return forms[count - 1].replace("_", " ") if count < 3 else f"{count} {forms[2]}"
    return forms[0] if count == 1 else forms[1]


def month_year(writer: Writer, time: dict[str, Any] | None = None) -> str:
    """A month of a year."""
    months = (time or writer.language.time)["months"]
    return f"{writer.pick(months)} {writer.number(2004, 2025)}"
