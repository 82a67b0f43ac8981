"""What readers write."""

from __future__ import annotations

from newsdump.testing.blocks import Block, block
from newsdump.testing.words import Writer

_GREETINGS = ("Hi all,", "Hello,", "Hey guys,", "Hi everyone", "Good evening", "Hello all!")
_THANKS = ("Thanks!", "Cheers", "Any help is welcome.", "Thanks in advance", "Best wishes", "HTH")


def speech(writer: Writer, kind: str, *, opening: bool = False) -> list[Block]:
    """The blocks of a comment, or of the *opening* post of a thread.

    Args:
        writer: writes it.
        kind: `short`, `mixed`, `long`, `posts` or `same`.
        opening: whether it is the first post.
    """
    random = writer.random.random()
    if kind == "posts" or opening:
        return _post(writer, opening=opening)
    if kind == "same":
        return _paragraphs(writer, 1, 3)
    if kind == "short" or (kind == "mixed" and random < 0.25):
        return [block(line, "p") for line in writer.remark().split("\n") if line.strip()]
    if kind == "mixed" and random < 0.5:
        return _paragraphs(writer, 1, 1)
    lines = _paragraphs(writer, 1, 5 if kind == "long" else 4)
    if writer.chance(0.3):
        lines.append(block(writer.remark().split("\n")[0], "p"))
    return lines


def _paragraphs(writer: Writer, least: int, most: int) -> list[Block]:
    return [block(writer.paragraph(1, 4), "p") for _ in range(writer.number(least, most))]


def _post(writer: Writer, *, opening: bool) -> list[Block]:
    """A post of a forum: sometimes greeting, list, code, thanks."""
    lines = []
    if writer.english and writer.chance(0.3 if opening else 0.1):
        lines.append(block(writer.pick(_GREETINGS), "p"))
    if not opening and writer.chance(0.5):
        lines += [block(line, "p") for line in writer.remark().split("\n") if line.strip()]
    else:
        lines += _paragraphs(writer, 1, 4)
    if writer.chance(0.08):
        lines += [block(writer.sentence(), marker="*", level=1) for _ in range(writer.number(2, 5))]
    if writer.chance(0.06):
        lines += [block(writer.furniture("codes"), "code") for _ in range(writer.number(1, 6))]
    if writer.chance(0.05):
        lines.append(block("http://" + writer.furniture("hosts") + "/" + str(writer.number(10, 99999)), "p"))
    if writer.english and writer.chance(0.15):
        lines.append(block(writer.pick(_THANKS), "p"))
    return lines
