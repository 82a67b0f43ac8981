"""The rows of a page with what each is: what fitting programs read, cut, thin and graft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from newsdump.items import Reader


@frozen(eq=False)
class Labels:
    """For each line its role (an index of `ROLES`), whether a record begins there, and the weight of both."""

    roles: NDArray[np.int64]
    begins: NDArray[np.bool_]
    weights: NDArray[np.float32]

    def of(self, lines: Sequence[int] | NDArray[Any]) -> Labels:
        """Those of some lines."""
        return Labels(self.roles[lines], self.begins[lines], self.weights[lines])


@frozen(eq=False)
class Rows:
    """Rows as they are printed, how many blank ones stand above each, and their labels."""

    texts: list[str]
    gaps: list[int]
    labels: Labels

    @classmethod
    def of(cls, reader: Reader, labels: Labels) -> Rows:
        """All rows of a page."""
        lines = reader.lines
        texts = [lines.source[start:end] for start, end in zip(lines.begins, lines.ends, strict=True)]
        return cls(texts, list(lines.gaps), labels)

    def only(self, lines: Sequence[int]) -> Rows:
        """Some of the rows."""
        return Rows([self.texts[line] for line in lines], [self.gaps[line] for line in lines], self.labels.of(lines))

    @property
    def text(self) -> str:
        """The dump that these rows make."""
        return "".join("\n" * (1 + gap) + text for text, gap in zip(self.texts, self.gaps, strict=True))


def joined(parts: Iterable[Rows]) -> Rows:
    """Rows that stand one below the other."""
    kept = [part for part in parts if part.texts]
    labels = [part.labels for part in kept]
    return Rows(
        [text for part in kept for text in part.texts],
        [gap for part in kept for gap in part.gaps],
        Labels(
            np.concatenate([each.roles for each in labels]),
            np.concatenate([each.begins for each in labels]),
            np.concatenate([each.weights for each in labels]),
        ),
    )
