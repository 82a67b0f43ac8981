"""HTML: a file is a dump, printed as plain text by resiliparse; without it, as it stands."""

from __future__ import annotations

from typing import BinaryIO

from newsdump.readers import texts
from newsdump.readers.dumps import Dump, Fault, Origin, Stream
from newsdump.readers.fields import Fields
from newsdump.readers.limits import too_large


def read(stream: BinaryIO, path: str, fields: Fields, most: int) -> Stream:
    """The one dump of an HTML file."""
    if not can_print():
        yield from texts.read(stream, path, fields, most)  # the page's note says what to install
        return
    data = stream.read(most + 1)
    yield Fault(Origin(path), too_large(most)) if len(data) > most else printed(data, Origin(path))


def can_print() -> bool:
    """Whether resiliparse is installed."""
    try:
        import resiliparse.extract.html2text
    except ImportError:
        return False
    return resiliparse is not None


def printed(data: bytes, origin: Origin, charset: str | None = None) -> Dump:
    """The print of a page in HTML.

    Args:
        data: its bytes.
        origin: where they came from.
        charset: the encoding that came with it, in the head of an HTTP response.
    """
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    encoding = charset or detect_encoding(data, from_html_meta=True)
    text = bytes_to_str(data, encoding or "utf-8")
    # All of the page: what is menu and what is story is told from the print.
    return Dump(extract_plain_text(HTMLTree.parse(text), main_content=False), origin)
