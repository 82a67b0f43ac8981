"""Plain text: the main article alone, its title, then its blocks, with a blank line between them."""

from __future__ import annotations

from itertools import pairwise

from newsdump.model import BlockKind, Page


def dumps(page: Page) -> str:
    """The article of *page*, or an empty string where there is none."""
    article = page.article
    if article is None:
        return ""
    pieces: list[str] = []
    if article.title:
        pieces.append(article.title)
        if article.blocks or article.standfirst:
            pieces.append("\n\n")
    if article.standfirst:
        pieces.append(article.standfirst)
        if article.blocks:
            pieces.append("\n\n")
    if article.blocks:
        pieces.append(article.blocks[0].text)
    for above, block in pairwise(article.blocks):
        in_list = above.kind is block.kind is BlockKind.LIST_ITEM
        pieces.append("\n" if in_list else "\n\n")
        pieces.append(block.text)
    return "".join(pieces) + "\n" if pieces else ""
