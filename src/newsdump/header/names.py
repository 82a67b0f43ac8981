"""A line cut into what may be names, by its signs and by the words that stand at names.

"By Noor Haddad and Per Olm, Vale Courier | 6 June 2025" holds "Noor Haddad", "Per Olm" and "Vale Courier", all behind
"By", the last one behind a comma.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from newsdump.items.names import PARTICLES
from newsdump.lexicon import Label, Lexicon, label_key
from newsdump.patterns import re_later, regex_later

LONGEST: Final = 60
_MOST_WORDS: Final = 8
_UNSPACED: Final = "\u2e80"
_CASELESS: Final = "\u0370"
_INTRODUCING: Final = Label.WRITER | Label.CREDIT | Label.SOURCE | Label.PUBLISHED | Label.UPDATED
_CHARACTERS: Final = r"|·•⋅∙▪◦●■\t╱;；、・()（）\[\]【】〔〕«»‹›<>~“”\"=＝:：,，—–／*#©"
_WIDE: Final = r"\u2e80-\U0003ffff"
_PLAIN: Final = rf"[^\s{_CHARACTERS}./@]"
_TOKEN: Final = re_later(
    rf"(?P<word>(?!-(?:\s|$)){_PLAIN}+"
    rf"(?:(?:\.(?=\S)|(?<![^\W\d_]{{4}})\.|(?<![{_WIDE}])/(?![{_WIDE}\s]))+{_PLAIN}*)*)"
    rf"|(?P<space>\s+)"
    rf"|(?P<sign>[{_CHARACTERS}./]+)"
    r"|(?P<mail>@\w+)"
    r"|(?P<rest>.)"
)
_MAILS: Final = re_later(r"\S+@\S+\.\S+|https?:\S+|www\.\S+")
_GLUED: Final = regex_later(r"(?<=\p{Ll}{3})(?=\p{Lu}[\p{Ll}\p{Lu}]|\d)(?<!Fitz)")
_BY_GLUED: Final = regex_later(r"(\p{L}{2,10}?)(?=\p{Lu})(?!(?<=\p{Lu})\p{Lu})")
"""A word that is glued to a name: "ByNoor", but no "NAtalia" whose capitals are all one word."""
_LOWER_RUN: Final = regex_later(
    r"(?:\p{Lu}[\p{L}\p{M}'’.\-]*\s+(?:(?:de|van|von|der|den|del|della|da|dos|di|la|le|bin|al|el|ter|zu)\s+)*+){1,4}(?=\p{Ll})"
)
_EDGE: Final = " \t\u3000.,:;|–—-•·*_'’\"“”()[]#>«»…!?@/+"
_MAIL: Final = re_later(r"\S+@\S+\.\S+|^@\w|https?:|www\.")


class Sign:
    """What stands between a name and what is in front of it or behind it."""

    END: Final = 0
    SPACE: Final = 1
    COMMA: Final = 2
    JOINER: Final = 3
    BAR: Final = 4
    COLON: Final = 5
    BRACKET: Final = 6
    DASH: Final = 7
    DATE: Final = 8
    WORD: Final = 9
    """A label, a trade or another word at which the name ends."""
    GLUE: Final = 10
    OTHER: Final = 11


_SIGNS: Final = {
    **dict.fromkeys(",，;；、・", Sign.COMMA),
    **dict.fromkeys(":：", Sign.COLON),
    **dict.fromkeys("()（）[]【】〔〕<>«»‹›", Sign.BRACKET),
    **dict.fromkeys("-—–=＝~", Sign.DASH),
    **dict.fromkeys("|·•⋅∙▪◦●■\t╱／/*", Sign.BAR),
    **dict.fromkeys("&+", Sign.JOINER),
}


_LABELLED: Final = frozenset((Sign.COLON, Sign.DATE))
"""What stands between a label and that which it is a label of."""


class Piece(NamedTuple):
    """What may be a name, with its place in the line's text."""

    start: int
    end: int
    label: int
    """What the words in front of it say: a union of `Label` values."""
    nth: int
    """The how-manieth behind these words it is."""
    before: int
    """The `Sign` in front."""
    after: int
    """The `Sign` behind."""
    trade: bool
    """Whether a trade stands behind it ("Staff Writer")."""
    cut: int
    """How it was cut: 0 between signs; 1 at a small word; 2 where words are glued; 3 before a word that may end it."""


class _Around(NamedTuple):
    """What holds of a name by what stands around it; see `Piece`."""

    label: int
    nth: int
    before: int
    after: int
    trade: bool = False


class _Word(NamedTuple):
    start: int
    end: int
    key: str


def pieces(text: str, dates: Sequence[tuple[int, int]], lexicon: Lexicon, inherited: int = 0) -> list[Piece]:
    """All that may be names in *text*.

    Args:
        text: the line.
        dates: where dates stand in it.
        lexicon: it has the words that stand at names.
        inherited: what the line above says of this one, if it is nothing but a label.
    """
    if "@" in text or "://" in text or "www." in text:
        text = _MAILS.sub(lambda mail: "|" * len(mail[0]), text)
    found: list[Piece] = []
    label, nth = inherited, 0
    before = Sign.END
    for run, after in _runs(text, dates):
        if run:
            label, nth, added = _read_run(text, run, lexicon, _Around(label, nth, before, after))
            found.extend(added)
        if after in {Sign.DATE, Sign.BAR, Sign.BRACKET} and label and nth:
            label, nth = 0, 0
        before = after
    return found


def _runs(text: str, dates: Sequence[tuple[int, int]]) -> Iterator[tuple[list[_Word], int]]:
    """The words between signs and dates, with the sign behind each run."""
    run: list[_Word] = []
    pending = [*dates]
    last = len(text) if not pending else pending[0][0]
    at = 0
    while (token := _TOKEN.match(text, at)) is not None:
        at, end = token.span()
        if end > last and pending:
            if at < last:  # a word that is glued to its date
                run.append(_Word(at, last, label_key(text[at:last])))
            yield run, Sign.DATE
            run = []
            at = max(end if at >= last and token.lastgroup == "space" else at, pending.pop(0)[1])
            last = pending[0][0] if pending else len(text)
            continue
        kind = token.lastgroup
        if kind == "word":
            run.append(_Word(at, end, label_key(token[0])))
        elif kind != "space" or end - at > 2 or text[at] == "\u3000":
            yield run, Sign.BAR if kind == "space" else _SIGNS.get(text[at], Sign.OTHER)
            run = []
        at = end
    yield run, Sign.END


def _read_run(text: str, run: list[_Word], lexicon: Lexicon, around: _Around) -> tuple[int, int, list[Piece]]:
    """The pieces of one run, and what holds of the next one."""
    found: list[Piece] = []
    label, nth, sign, after, _ = around
    at = int(len(run) > 1 and text[run[0].start : run[0].end].rstrip(".)").isdecimal())  # the number of a list
    while at < len(run):
        size, bits = _label_at(text, run, at, lexicon)
        if bits & Label.JOINER and not bits & _INTRODUCING:
            sign = Sign.JOINER
            at += size
            continue
        if size:
            if after != Sign.COLON and _may_be_all(bits, size, len(run) - at, first=not at):
                found.extend(_cut(text, run[at:], _Around(label, nth, sign, after), lexicon)[:1])
            label, nth, sign = bits, 0, Sign.WORD
            at += size
            continue
        stop, trade, behind, skip = _until(text, run, at, after, lexicon)
        if after == Sign.COLON and stop == len(run) and text[run[-1].end - 1] >= _UNSPACED:
            size, bits = _label_behind(text, run[-1], lexicon)
            if size:  # "新华网作者：" names its source, and says that a writer follows
                end = run[-1].end - size
                last = _Word(run[-1].start, end, "")
                found.extend(_cut(text, [*run[at:-1], last], _Around(label, nth, sign, after), lexicon))
                return bits, 0, found
        behind = behind or after
        here = _unspaced(text, _cut(text, run[at:stop], _Around(label, nth, sign, behind, trade), lexicon), lexicon)
        if behind == Sign.WORD and stop < len(run) and _goes_on(text, run, stop, lexicon, trade=trade):
            here.extend(_cut(text, run[at:], _Around(label, nth, sign, after), lexicon)[:1])
        found.extend(here)
        found.extend(_behind_particle(text, run[at:stop], _Around(label, nth, sign, behind, trade), lexicon))
        nth += bool(here)
        if behind == Sign.WORD and skip and not trade and nth:
            label, nth = 0, 0
        at, sign = max(stop + skip, at + 1), behind
    return label, nth, found


def _may_be_all(bits: int, size: int, left: int, *, first: bool) -> bool:
    """Whether a label of *size* words, with *left* up to the end of its run, may itself be of a name.

    "Editor" may be all that is said; a word of bodies may open their name ("Redaktion Vale").
    """
    if size == left:
        return bits & (Label.ROLE | Label.BODY) != 0 or (first and not bits & Label.WRITER)
    return bits & Label.BODY != 0


def _goes_on(text: str, run: list[_Word], stop: int, lexicon: Lexicon, *, trade: bool) -> bool:
    """Whether what ends a name may be of it: "Vale in Brief", and, in names of bodies, trades ("News Editor")."""
    labels = lexicon.labels
    if trade or labels.get(run[stop].key, 0) & Label.ROLE:
        return any(labels.get(word.key, 0) & Label.BODY for word in run[: stop + 1])
    return not _label_at(text, run, stop, lexicon)[0]


def _behind_particle(text: str, run: list[_Word], around: _Around, lexicon: Lexicon) -> list[Piece]:
    """What stands behind one word and "von": of the name in "Noor von Orrin", behind a label in "Artikel von Noor"."""
    bits = lexicon.labels.get(run[1].key, 0) if len(run) > 2 and run[1].key in PARTICLES else 0
    last = len(run) == 3 and text[run[-1].start].isupper()
    if not bits & Label.WRITER or last or run[2].key in PARTICLES:
        return []
    around = around._replace(label=bits, nth=0, before=Sign.WORD)
    return [piece._replace(cut=4) for piece in _cut(text, run[2:], around, lexicon)[:1]]


def _label_at(text: str, run: list[_Word], at: int, lexicon: Lexicon) -> tuple[int, int]:
    """How many words from *at* on are a label that something follows, and which."""
    labels = lexicon.labels
    for size in range(min(lexicon.label_sizes.get(run[at].key, 0), len(run) - at), 0, -1):
        bits = labels.get(_phrase(run, at, size), 0)
        if bits & _INTRODUCING:
            return size, bits
        if bits & Label.JOINER and size == 1 and _is_small(text, run[at]):
            return size, bits
    return 0, 0


def _phrase(run: list[_Word], at: int, size: int) -> str:
    return run[at].key if size == 1 else " ".join([word.key for word in run[at : at + size]])


def _label_behind(text: str, word: _Word, lexicon: Lexicon) -> tuple[int, int]:
    """The label that *word* ends with in a script without spaces: its length and what it says."""
    for size in range(min(6, word.end - word.start - 1), 1, -1):
        bits = lexicon.labels.get(text[word.end - size : word.end], 0)
        if bits & _INTRODUCING:
            return size, bits
    return 0, 0


def _is_small(text: str, word: _Word) -> bool:
    return text[word.start].islower() or not text[word.start].isalpha() or text[word.start : word.end] == "AND"


def _until(text: str, run: list[_Word], at: int, after: int, lexicon: Lexicon) -> tuple[int, bool, int, int]:
    """Where the name that begins at *at* ends.

    Returns:
        The word behind it, whether that is a trade, the sign there, and how many words that sign takes.
    """
    for place in range(at + 1, len(run)):
        word = run[place]
        if text[word.start].isdecimal():
            return place, False, Sign.WORD, len(run) - place
        size = lexicon.label_sizes.get(word.key)
        if size is None:
            continue
        if after in _LABELLED and len(run) - place <= size:
            rest = lexicon.labels.get(_phrase(run, place, len(run) - place), 0)
            if rest & _INTRODUCING:
                return place, False, Sign.WORD, 0
        if _is_trade(text, run, at, place, lexicon):
            return place, True, Sign.WORD, len(run) - place
        if size > 1 and _label_at(text, run, place, lexicon)[0] > 1:  # "DVM. Reviewed by"
            return place, False, Sign.WORD, 0
        bits = lexicon.labels.get(word.key, 0)
        small = _is_small(text, word)
        if bits & Label.JOINER and small and not (word.key in PARTICLES and len(word.key) == 1 and place == at):
            return place, False, Sign.JOINER, 1
        if word.key in PARTICLES:
            continue
        if bits & Label.CUTTER and (small or place > at + 1 or place + 1 == len(run)):
            return place, False, Sign.WORD, 1
        if bits & Label.WRITER and small:
            return place, False, Sign.WORD, 0
    return len(run), False, Sign.END, 0


def _is_trade(text: str, run: list[_Word], at: int, place: int, lexicon: Lexicon) -> bool:
    """Whether a trade stands at *place*, behind a name of a first and a last word at least."""
    if place == at + 1 and text[run[place].start] < _CASELESS and text[run[at].start : run[at].end].isalpha():
        return False
    most = min(lexicon.label_sizes[run[place].key], len(run) - place)
    return any(lexicon.labels.get(_phrase(run, place, size), 0) & Label.ROLE for size in range(1, most + 1))


def _cut(text: str, words: list[_Word], around: _Around, lexicon: Lexicon) -> list[Piece]:
    """The words as a name, and what may be one of them."""
    label, nth, before, after, trade = around
    start, end = _trimmed(text, words[0].start, words[-1].end)
    places = [(start, end, after, 0)]
    count = len(words)
    if count > 1 and not count % 2:
        half = words[count // 2]
        first, last = _trimmed(text, start, half.start)
        if text[first:last] == text[half.start : end] and last - first > 2:
            places = [(first, last, after, 0)]
    if count > 1 and len(places[0]) and places[0][1] == end:
        run = _LOWER_RUN.match(text, start, end)
        if run is not None and run.end() < end:
            places.append((*_trimmed(text, start, run.end()), Sign.WORD, 1))
        if label and text[start].islower():
            capital = next((word.start for word in words if text[word.start].isupper()), end)
            places.append((*_trimmed(text, capital, end), after, 1))
        size = _least(text, words)
        if size < count and (trade or label & Label.WRITER or before == Sign.DATE or _is_degree(text, words[size])):
            places.append((*_trimmed(text, start, words[size - 1].end), Sign.WORD, 3))
    for glue in _GLUED.finditer(text, start, end):
        front, behind = _trimmed(text, start, glue.start()), _trimmed(text, glue.start(), end)
        said = lexicon.labels.get(label_key(text[behind[0] : behind[1]].split(" ", 1)[0]), 0)
        if said & Label.ROLE and " " in text[front[0] : front[1]]:  # "Noor HaddadEditor"
            trade, places = True, [(*front, Sign.WORD, 2)]
            break
        if said & _INTRODUCING:  # "Noor HaddadPublished"
            places = [(*front, Sign.WORD, 2)]
            break
        places.append((*front, Sign.GLUE, 2))
        places.append((*behind, after, 2))
    return [
        Piece(first, last, label, nth, before, sign, trade, cut)
        for first, last, sign, cut in places
        if _may_be_name(text[first:last], count, label)
    ]


def _least(text: str, words: list[_Word]) -> int:
    """How many of *words* a first and a last name take, initials between them; all if they are none."""
    size = 2
    while size < len(words) and words[size - 1].end - words[size - 1].start < 3:
        size += 1
    ends = size < len(words) and text[words[size].start].isupper() and words[size - 1].key not in PARTICLES
    return size if ends and text[words[size - 1].start].isupper() else len(words)


def _is_degree(text: str, word: _Word) -> bool:
    """Whether it is "PhD", "M.P.H." or the like: several capitals, few characters."""
    said = text[word.start : word.end]
    return len(said) < 7 and sum(map(str.isupper, said)) > 1


def _unspaced(text: str, found: list[Piece], lexicon: Lexicon) -> list[Piece]:
    """*found* with the labels cut off that scripts without spaces write at a name ("記者" in front, "기자" behind)."""
    more: list[Piece] = []
    for piece in found:
        start, end, label, trade = piece.start, piece.end, piece.label, piece.trade
        if text[start] >= _UNSPACED or text[end - 1] >= _UNSPACED:
            for size in range(min(6, end - start - 2), 1, -1):
                bits = lexicon.labels.get(text[start : start + size], 0)
                if bits & _INTRODUCING:
                    start, label = start + size, bits
                    break
            for size in (3, 2):
                if end - start > size + 1 and lexicon.labels.get(text[end - size : end], 0) & Label.ROLE:
                    end, trade = end - size, True
                    break
            start, end = _trimmed(text, start, end)
            if (start, end) != (piece.start, piece.end) and _may_be_name(text[start:end], 1, label):
                nth = 0 if label != piece.label else piece.nth
                more.append(piece._replace(start=start, end=end, label=label, nth=nth, trade=trade, cut=3))
                continue
        glued = _BY_GLUED.match(text, start, end)
        if glued is not None and lexicon.labels.get(glued[1].casefold(), 0) & Label.WRITER and glued.end() < end - 2:
            more.append(piece._replace(start=glued.end(), label=Label.WRITER, nth=0, before=Sign.WORD, cut=0))
            continue
        more.append(piece)
    return more


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not (text[end - 1] == "." and _is_initial(text, start, end)):
        end -= 1
    return start, end


def _is_initial(text: str, start: int, end: int) -> bool:
    """Whether the stop at the end belongs to an abbreviation ("Red.", "Jr.")."""
    word = text[start : end - 1].rpartition(" ")[2]
    return 0 < len(word) < 4 and word[0].isupper()


def _may_be_name(name: str, words: int, label: int) -> bool:
    return (
        1 < len(name) <= LONGEST
        and words <= _MOST_WORDS
        and any(map(str.isalpha, name))
        and (not name[0].isdigit() or words < 2 or label & Label.WRITER != 0)
        and _MAIL.search(name) is None
    )
