"""dolma: a tagger that writes, beside the documents, which of their spans are what.

`pip install 'newsdump[dolma]'`, then `dolma tag --taggers newsdump_v1 --tagger_modules newsdump.integrations.dolma`.
"""

from __future__ import annotations

from functools import cached_property

from newsdump.errors import MissingExtraError
from newsdump.parser import Parser
from newsdump.readers import to_time
from newsdump.serializers.dolma import spans

try:
    from dolma.core.data_types import DocResult, DocumentWithMetadata, Span
    from dolma.core.registry import TaggerRegistry
    from dolma.core.taggers import BaseTaggerWithMetadata
except ImportError:
    raise MissingExtraError("this needs the package dolma; install it with: pip install 'newsdump[dolma]'") from None


@TaggerRegistry.add("newsdump_v1")
class NewsdumpTagger(BaseTaggerWithMetadata):
    """The spans of the sections (`article`, `comments`, `related`, `chrome`) and of `body`, `comment`, `related_item`.

    The score of each is its confidence. The address is `metadata.url`, the time of capture that of `metadata.date`.
    """

    @cached_property
    def _parser(self) -> Parser:
        return Parser()

    def predict(self, doc: DocumentWithMetadata) -> DocResult:
        """The spans of one document."""
        known = doc.metadata or {}
        url = known.get("url")
        page = self._parser.parse(
            doc.text, url=url if isinstance(url, str) else None, captured_at=to_time(known.get("date"))
        )
        found = [
            Span(start=start, end=end, type=name, score=score)
            for name, places in spans(page).items()
            for start, end, score in places
        ]
        return DocResult(doc=doc, spans=found)
