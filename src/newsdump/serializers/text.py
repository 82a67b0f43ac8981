"""Plain text: the main article alone, its title, then its blocks, with a blank line between.

Captions and credits are left out.
"""

from __future__ import annotations

from newsdump.model import ASIDE, BlockKind, Page


def dumps(page: Page) -> str:
    """The article of *page*, or an empty string where there is none."""
    article = page.article
    if article is None:
        return ""
    pieces = [article.title] if article.title else []
    if article.standfirst and all(block.kind is not BlockKind.STANDFIRST for block in article.blocks):
        pieces.append(article.standfirst)
    above = None
    for block in article.blocks:
        if block.kind in ASIDE:
            continue
        if block.age is not None:
            pieces.append(block.age.raw)
            above = None
        if block.kind is above is BlockKind.LIST_ITEM:
            pieces[-1] += "\n" + block.text
        else:
            pieces.append(block.text)
        above = block.kind
    return "\n\n".join(pieces) + "\n" if pieces else ""
