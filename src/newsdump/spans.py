"""Where something stands in a text."""

from __future__ import annotations

from attrs import field, frozen

from newsdump.errors import UsageError


@frozen(order=True)
class Span:
    """A half-open range of code points, as in W3C's TextPositionSelector.

    >>> Span(7, 12).of("Hello, world")
    'world'

    Raises:
        UsageError: *start* is negative or behind *end*, or one of them is no whole number.
    """

    start: int
    """Offset of the first code point."""
    end: int = field()
    """Offset behind the last code point."""

    @end.validator
    def _is_in_order(self, _attribute: object, end: int) -> None:
        start = self.start
        if not isinstance(start, int) or not isinstance(end, int):
            raise UsageError(f"a span runs from one whole number to another: got {start!r} to {end!r}")
        if not 0 <= start <= end:
            raise UsageError(f"a span runs forward from 0 or more: got {start} to {end}")

    def of(self, text: str) -> str:
        """The part of *text* that stands here."""
        return text[self.start : self.end]
