"""The pages of one run in one format: the same choice of fields for all of them, each with what came with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from inspect import signature
from pathlib import Path
from typing import Any

from newsdump import arguments
from newsdump.errors import UsageError
from newsdump.model import Page
from newsdump.serializers import flat as flat_rows
from newsdump.serializers.jsonl import as_line
from newsdump.serializers.kept import plain
from newsdump.serializers.registry import Format, Layout
from newsdump.serializers.selection import Selection

Record = Mapping[str, Any]


class Writer:
    """Writes pages in *format*.

    Args:
        format: one of `newsdump.serializers.formats`.
        columns: the fields to write, as for `newsdump.serializers.selection.Selection.of`; with *flat*, the columns of
            `newsdump.serializers.flat.FIELDS`. All of them if None.
        without: the fields to leave out.
        flat: write a row a page without nesting.
        keep: what is kept of records, for formats with columns, which must be known before the first page.
        front_matter: write a head with title, writers, dates and address; for markdown.

    Raises:
        UsageError: the format has no such choice, or there is no such field.
        MissingExtraError: the format needs a package that is not installed.
    """

    def __init__(
        self,
        format: Format,  # noqa: A002 - what it is
        *,
        columns: Iterable[str] | None = None,
        without: Iterable[str] = (),
        flat: bool = False,
        keep: Iterable[str] = ("id",),
        front_matter: bool = False,
    ) -> None:
        arguments.of_type("format", format, Format, hint="newsdump.serializers.find gives one by its name")
        columns = None if columns is None else arguments.names("columns", columns)
        keep = arguments.names("keep", keep)
        self.format = format
        self._module: Any = format.load_module()
        without = arguments.names("without", without)
        chosen = columns is not None or bool(without) or flat
        self._write: Callable[..., str | bytes] = (
            self._module.body if format.layout is Layout.ROWS else getattr(self._module, "dumpb", self._module.dumps)
        )
        self._options: dict[str, Any] = {}
        if format.layout is Layout.TABLE:
            self._write = self._module.bodies
            if _takes(self._module.head, "table"):
                self._options = {"table": _table(columns, without, flat=flat).keeping(keep)}
                chosen = False
        elif format.layout is Layout.ROWS and _takes(self._module.head, "keep"):
            self._options = {"keep": tuple(keep)}
        elif chosen and _takes(self._write, "selection"):
            if flat:
                self._write = partial(_flat_line, names=_flat_names(columns, without))
            else:
                self._options = {"selection": Selection.of(columns, without)}
            chosen = False
        if front_matter:
            if not _takes(self._write, "front_matter"):
                raise UsageError(f"{format.name} has no front matter; markdown has")
            self._options["front_matter"] = True
        if chosen:
            raise UsageError(
                f"{format.name} has a form of its own; fields are chosen for json, jsonl, arrow and parquet"
            )
        self._takes_record = _takes(self._write, "records" if format.layout is Layout.TABLE else "record")

    @property
    def finish(self) -> Callable[[Path, Path], None] | None:
        """What makes the file of the format of one that was written, where these are not the same."""
        found: Callable[[Path, Path], None] | None = getattr(self._module, "finish", None)
        return found if self.format.layout is Layout.TABLE else None

    def head(self) -> bytes:
        """What a file begins with, behind which pages can stand."""
        if self.format.layout not in {Layout.ROWS, Layout.TABLE}:
            return b""
        return _bytes(self._module.head(**self._options))

    def tail(self) -> bytes:
        """What a file ends with."""
        return bytes(self._module.tail()) if self.format.layout is Layout.TABLE else b""

    def pages(self, pages: Sequence[Page], records: Sequence[Record] | None = None) -> bytes:
        """*pages* as they stand in a file, behind its head or other pages; *records* came with them.

        Of a format with a file a page, that file for one page.
        """
        came_with: Sequence[Record] = [{}] * len(pages) if records is None else records
        if self.format.layout is Layout.TABLE:
            known = {"records": came_with} if self._takes_record else {}
            return _bytes(self._write(pages, **known, **self._options))
        return b"".join(
            _bytes(
                self._write(page, record=record, **self._options)
                if record and self._takes_record
                else self._write(page, **self._options)
            )
            for page, record in zip(pages, came_with, strict=True)
        )


def _takes(function: Callable[..., object], name: str) -> bool:
    return name in signature(function).parameters


def _table(columns: Iterable[str] | None, without: Iterable[str], *, flat: bool) -> Any:  # noqa: ANN401 - a `Table`
    from newsdump.serializers.tables import Table

    return Table.flat(_flat_names(columns, without)) if flat else Table.nested(Selection.of(columns, without))


def _flat_names(columns: Iterable[str] | None, without: Iterable[str]) -> list[str]:
    names = list(flat_rows.FIELDS if columns is None else columns)
    for name in [*names, *without]:
        if name not in flat_rows.FIELDS:
            raise UsageError(f"a flat row has no column {name!r}; it has {', '.join(flat_rows.FIELDS)}")
    return [name for name in names if name not in set(without)]


def _flat_line(page: Page, *, names: Sequence[str], record: Record | None = None) -> bytes:
    row = flat_rows.to_dict(page)
    return as_line({**plain(record or {}), **{name: row[name] for name in names}})


def _bytes(written: str | bytes) -> bytes:
    """UTF-8; a lone surrogate, which only JSON can write, is a question mark."""
    return written.encode("utf-8", "replace") if isinstance(written, str) else bytes(written)
