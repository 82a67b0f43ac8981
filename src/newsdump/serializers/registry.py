"""The table of formats: what each is called, which files hold it, and which module writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType, ModuleType
from typing import Final, cast

from attrs import frozen

from newsdump import arguments
from newsdump.errors import UsageError
from newsdump.model import Page
from newsdump.plugins import brought

ENTRY_POINTS: Final = "newsdump.serializers"
"""The entry-point group in which other packages register a `Format`."""


class Layout(StrEnum):
    """How the pages of one run share a file."""

    LINES = "lines"
    """One line of JSON a page: pages stand behind each other in one file."""
    ROWS = "rows"
    """A head once, then the rows of one page behind those of the other."""
    DOCUMENT = "document"
    """A page is a document of its own, so it gets a file of its own."""
    TABLE = "table"
    """Batches of a binary table."""


@frozen
class Format:
    """A format that pages can be written in.

    >>> find("jsonl").suffixes
    ('.jsonl', '.ndjson')
    """

    name: str
    """What `--to` calls it."""
    summary: str
    """What it is for, in one line."""
    layout: Layout
    suffixes: tuple[str, ...]
    """The ends of file names that mean this format, the usual one first."""
    module: str
    """The module that writes it, imported when it is needed.

    It has `dumps(page)`, and `loads(text)` where nothing is lost. For lines it may have `dumpb(page)`, the same in
    UTF-8 and faster; for rows it has `head()` and `body(page)`; for a table `head()`, `bodies(pages)` and `tail()`,
    all in bytes, and `finish(stream, target)` where the file is another one than the three joined.
    """
    lossless: bool = False
    """Whether `loads` gives back an equal page."""

    def load_module(self) -> ModuleType:
        """The module that writes this format.

        Raises:
            MissingExtraError: the format needs a package that is not installed.
        """
        return import_module(self.module)

    def dumps(self, page: Page) -> bytes:
        r"""*page* in this format, as the bytes of a file.

        Raises:
            UsageError: it is no page.
            MissingExtraError: the format needs a package that is not installed.

        >>> from newsdump import parse
        >>> find("csv").dumps(parse(""))
        b'url,kind,position,source,author,age,earliest,latest,title,text,start,end\r\n'
        """
        arguments.of_type("page", page, Page, hint="newsdump.parse gives one")
        return _bytes(cast("Callable[[Page], str | bytes]", self.load_module().dumps)(page))


def _bytes(written: str | bytes) -> bytes:
    """UTF-8; a lone surrogate, which only JSON can write, is a question mark."""
    return written.encode("utf-8", "replace") if isinstance(written, str) else written


_BUILT_IN: Final = (
    Format(
        "json",
        "everything, spans and windows of ages included; read back without loss",
        Layout.DOCUMENT,
        (".json",),
        "newsdump.serializers.json",
        lossless=True,
    ),
    Format(
        "jsonl",
        "the same, a page a line",
        Layout.LINES,
        (".jsonl", ".ndjson"),
        "newsdump.serializers.jsonl",
        lossless=True,
    ),
    Format("text", "the article as plain text", Layout.DOCUMENT, (".txt",), "newsdump.serializers.text"),
    Format(
        "markdown",
        "article, comments and related items, to read",
        Layout.DOCUMENT,
        (".md", ".markdown"),
        "newsdump.serializers.markdown",
    ),
    Format("html", "the same as a web page", Layout.DOCUMENT, (".html", ".htm"), "newsdump.serializers.html"),
    Format("csv", "a row an item, for spreadsheets", Layout.ROWS, (".csv",), "newsdump.serializers.csv"),
    Format(
        "csv_raw", "the same, with no sign put in front of formulas", Layout.ROWS, (), "newsdump.serializers.csv_raw"
    ),
    Format(
        "schema_org", "JSON-LD: NewsArticle, Comment", Layout.LINES, (".jsonld",), "newsdump.serializers.schema_org"
    ),
    Format(
        "tei", "the XML of the Text Encoding Initiative", Layout.DOCUMENT, (".xml", ".tei"), "newsdump.serializers.tei"
    ),
    Format("zyte", "as Zyte API's article and articleList", Layout.LINES, (), "newsdump.serializers.zyte"),
    Format("diffbot", "as Diffbot's Article API", Layout.LINES, (), "newsdump.serializers.diffbot"),
    Format("dolma", "documents with attributes for training data", Layout.LINES, (), "newsdump.serializers.dolma"),
    Format(
        "arrow",
        "a table with nested columns, as an Arrow stream",
        Layout.TABLE,
        (".arrows", ".arrow"),
        "newsdump.serializers.arrow",
        lossless=True,
    ),
    Format(
        "parquet",
        "the same table as a Parquet file",
        Layout.TABLE,
        (".parquet",),
        "newsdump.serializers.parquet",
        lossless=True,
    ),
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({each.name: each for each in _BUILT_IN})
"""The formats that newsdump brings along, by name."""


def formats() -> dict[str, Format]:
    """All formats by name: those of newsdump, then those that installed packages register.

    One that cannot be loaded, or is no `Format`, is told once as a warning and left out.

    A package registers one in its `pyproject.toml`; the object that the entry point names is a `Format`:

        [project.entry-points."newsdump.serializers"]
        yaml = "my_package.newsdump_yaml:FORMAT"
    """
    more = brought(ENTRY_POINTS, _as_format)
    return {**FORMATS, **{name: format_ for name, format_ in more if name not in FORMATS}}


def _as_format(named: object) -> Format:
    if not isinstance(named, Format):
        raise TypeError(f"it is no Format but {type(named).__name__}")
    return named


def find(name: str) -> Format:
    """The format called *name*.

    Raises:
        UsageError: there is none.
    """
    known = FORMATS.get(name) or formats().get(name)
    if known is None:
        raise UsageError(f"no format is called {name!r}; there are {', '.join(formats())}")
    return known


def of_file(path: str | PurePath) -> Format | None:
    """The format that a file's name tells, with or without a suffix of compression.

    >>> of_file("pages.jsonl.gz").name
    'jsonl'
    >>> of_file("pages.doc") is None
    True
    """
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    if not suffixes:
        return None
    return next((each for each in formats().values() if suffixes[-1] in each.suffixes), None)


COMPRESSED: Final = (".gz", ".zst", ".bz2", ".xz")
"""The ends of names of compressed files."""
