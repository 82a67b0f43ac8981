"""What callers give, looked at once: what is wrong with it is told in the same words at every door."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, tzinfo
from math import isfinite

from newsdump.errors import UsageError


def of_type(name: str, value: object, *kinds: type, hint: str = "") -> None:
    """See to it that *value*, given as *name*, is of one of *kinds*.

    Raises:
        UsageError: it is not; *hint* says what to do.

    >>> of_type("text", b"Harbour opens", str, hint="decode bytes before")
    Traceback (most recent call last):
    newsdump.errors.UsageError: text must be a str, not bytes; decode bytes before
    """
    if not isinstance(value, kinds):
        asked = " or ".join(kind.__name__ for kind in kinds)
        raise UsageError(f"{name} must be a {asked}, not {type(value).__name__}{hint and '; '}{hint}")


def truth(name: str, value: object) -> None:
    """See to it that *value* is True or False.

    Raises:
        UsageError: it is not.
    """
    if not isinstance(value, bool):
        raise UsageError(f"{name} must be True or False, not {value!r}")


def whole(name: str, number: object, least: int, what: str) -> None:
    """See to it that *number* is whole, and not below *least*; *what* tells what it stands for.

    Raises:
        UsageError: it is not.
    """
    if isinstance(number, bool) or not isinstance(number, int) or number < least:
        raise UsageError(f"{name} is {what}, not {number!r}")


def seconds(name: str, number: object) -> None:
    """See to it that *number* is a stretch of time, or None for any time.

    Raises:
        UsageError: it is not.
    """
    if number is None:
        return
    if isinstance(number, bool) or not isinstance(number, int | float) or not isfinite(number) or number <= 0:
        raise UsageError(f"{name} is a number of seconds above 0, not {number!r}; say None for any time")


def share(name: str, number: object) -> float:
    """*number* if it is one between 0 and 1.

    Raises:
        UsageError: it is not.
    """
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number <= 1:
        raise UsageError(f"{name} must be a number between 0 and 1, not {number!r}")
    return float(number)


def inner_share(name: str, number: object) -> float:
    """*number* if it is one between 0 and 1, and neither of them.

    Raises:
        UsageError: it is not.
    """
    inner = share(name, number)
    if inner in {0.0, 1.0}:
        raise UsageError(f"{name} must be more than 0 and less than 1, not {number!r}")
    return inner


def one_of(name: str, value: object, known: Collection[str]) -> None:
    """See to it that *value* is one of the *known* words.

    Raises:
        UsageError: it is not.
    """
    if not isinstance(value, str) or value not in known:
        raise UsageError(f"{name} is one of {', '.join(known)}, not {value!r}")


def names(name: str, value: Iterable[str]) -> tuple[str, ...]:
    """*value* if it is several names.

    Raises:
        UsageError: it is a single one, or holds something else.

    >>> names("keep", "id")
    Traceback (most recent call last):
    newsdump.errors.UsageError: keep takes several names: say keep=('id',)
    """
    if isinstance(value, str):
        raise UsageError(f"{name} takes several names: say {name}=({value!r},)")
    if not isinstance(value, Iterable):
        raise UsageError(f"{name} takes several names, as in {name}=('id',), not {value!r}")
    several = tuple(value)
    for each in several:
        of_type(f"each name in {name}", each, str)
    return several


def require_aware(name: str, moment: datetime) -> datetime:
    """*moment* if it is one of which the zone is known.

    Raises:
        UsageError: it is no datetime, or carries no time zone.
    """
    of_type(name, moment, datetime)
    if moment.utcoffset() is None:
        raise UsageError(
            f"{name} must be aware, got {moment.isoformat()} without a zone; "
            "say datetime(..., tzinfo=timezone.utc) if it is UTC"
        )
    return moment


def zone(name: str, value: object) -> None:
    """See to it that *value* is a time zone.

    Raises:
        UsageError: it is not.
    """
    hint = f"say zoneinfo.ZoneInfo({value!r})" if isinstance(value, str) else ""
    of_type(name, value, tzinfo, hint=hint)
