"""Which fields of a page are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs
from attrs import field, frozen

from newsdump import arguments
from newsdump.errors import UsageError
from newsdump.model import Article, Page
from newsdump.spans import Span


def _classes_within(kind: type[Any]) -> dict[str, type[Any] | None]:
    """The fields of an attrs class, each with the attrs class that it holds, one or many, if it holds one."""
    found: dict[str, type[Any] | None] = {}
    for name, hint in get_type_hints(kind).items():
        inner = [
            each
            for each in (get_args(hint) if get_origin(hint) in {UnionType, tuple} else (hint,))
            if isinstance(each, type) and attrs.has(each) and each is not Span
        ]
        found[name] = inner[0] if inner else None
    return {each.name: found[each.name] for each in attrs.fields(kind)}


_PAGE: Final = MappingProxyType(_classes_within(Page))
_ARTICLE: Final = frozenset(_classes_within(Article))


@frozen
class Selection:
    """Some of the fields of a page, and of what stands in them.

    >>> Selection.of(without=["text", "blocks"]).drop({"text": "…", "article": {"title": "T", "blocks": []}})
    {'article': {'title': 'T'}}
    """

    fields: Mapping[str, frozenset[str] | None] = field(factory=lambda: dict.fromkeys(_PAGE))
    """The fields of the page that are written, each with those within it; None where that is all of them."""

    @staticmethod
    def of(columns: Iterable[str] | None = None, without: Iterable[str] = ()) -> Selection:
        """What *columns* name, or everything, less what *without* names.

        A name is that of a field of the page, or has a dot and a field within (`article.title`, `comments.age`); the
        fields of the article may go without `article.`, where the page has none of that name.

        Raises:
            UsageError: there is no such field, or one name is given in the place of several.
        """
        fields: dict[str, frozenset[str] | None] = dict.fromkeys(_PAGE)
        if columns is not None:
            fields = {}
            for outer, inner in map(_found, arguments.names("columns", columns)):
                before = fields.get(outer, frozenset())
                fields[outer] = None if inner is None or before is None else before | {inner}
        for outer, inner in map(_found, arguments.names("without", without)):
            if inner is None:
                fields.pop(outer, None)
            elif outer in fields:
                kept = fields[outer]
                fields[outer] = (_within(outer) if kept is None else kept) - {inner}
        return Selection(fields)

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.fields.keys() == _PAGE.keys() and not any(self.fields.values())

    def drop(self, tree: dict[str, Any]) -> dict[str, Any]:
        """*tree*, a page as `newsdump.serializers.json.to_dict` gives it, without what is not selected."""
        for outer in _PAGE:
            if outer not in self.fields:
                tree.pop(outer, None)
                continue
            kept = self.fields[outer]
            value = tree.get(outer)
            if kept is None or value is None:
                continue
            if isinstance(value, list):
                tree[outer] = [_only(each, kept) for each in value]
            else:
                tree[outer] = _only(value, kept)
        return tree


def _only(tree: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in tree.items() if name in names}


def _within(outer: str) -> frozenset[str]:
    kind = _PAGE[outer]
    return frozenset() if kind is None else frozenset(each.name for each in attrs.fields(kind))


def _found(name: str) -> tuple[str, str | None]:
    """The field of the page that *name* names, and the one within it, if it names one."""
    outer, _, inner = name.partition(".")
    if outer in _PAGE and not inner:
        return outer, None
    if outer in _PAGE and inner in _within(outer):
        return outer, inner
    if name in _ARTICLE:
        return "article", name
    raise UsageError(
        f"a page has no field {name!r}; it has {', '.join(_PAGE)}, and within the article {', '.join(sorted(_ARTICLE))}"
    )
