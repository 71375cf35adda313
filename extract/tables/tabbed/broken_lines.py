"""Rows of tabbed text that a line break within a cell cut: whose lines are one row again, and whose are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.columns import is_ref
from extract.flow import ENDED, is_open
from model import Line, Meanings

MOST = 12
"""Lines that one row takes at most."""
USUAL = 0.7
"""Share of the whole lines from which a column holds what they hold."""
LIKE = 0.8
"""Likeness from which a cell is a time or a lead."""
SURE = 0.5
"""A heading read with less is none by itself."""
TELLING = ("timescale", "lead")
ASIDE = ("#", "*", "•", "-", "¹", "²", "³", "†", "‡")
"""How a list below the table begins, or a note to it."""
BULLETS = ("• ", "· ", "▪ ", "- ", "– ")
"""Marks of a list in a cell, an item a line."""
KEY = 0.9
"""Likeness from which a line explains signs."""
LONGEST_MARK, LONGEST_STATE, LONGEST_TIME, PLAIN = 2, 15, 30, 0.9
"""Characters of a tick, of a state and of a time, and how plain these must be."""


@dataclass(frozen=True, slots=True)
class _Table:
    """What the lines that are whole have in common."""

    tabs: int
    counts: frozenset[int]
    """The tabs of this and of other tables' lines."""
    numbered: bool
    """They begin with a number."""
    kinds: Mapping[int, str]
    """Columns of times and leads."""


def knit(lines: Sequence[Line], ends: Mapping[int, int], meanings: Meanings) -> Iterator[tuple[Line, int, int]]:
    """Lines with their last line's number and the blank lines before; a row that was cut by a line break is one again.

    A line with fewer tabs than its table has is continued by those below where they together have exactly as many, and plainly go
    on; `ends` tells where a line ends that was made of several.
    """
    table: _Table | None = None
    usual = _usual(lines, meanings)
    gap = index = 0
    begun = False
    while index < len(lines):
        line = lines[index]
        index += 1
        if not line.text.strip():
            gap += 1
            continue
        tabs, more = line.text.count("\t"), 0
        following = lines[index].text if index < len(lines) else ""
        if following.strip() and tabs <= usual and not (tabs == usual and "\t" in following) and (tabs or begun):
            table = table or _learn(lines, usual, meanings)
            more = _lines_more(line.text, [each.text for each in lines[index : index + MOST]], table, meanings)
        pieces = [line, *lines[index : index + more]]
        index += more
        begun = begun or tabs > 0
        yield Line(line.number, _whole([each.text for each in pieces], usual)), ends.get(pieces[-1].number, pieces[-1].number), gap
        gap = 0


def _whole(texts: Sequence[str], usual: int) -> str:
    """The lines as one; what is the rest of a sentence in the last cell is no paragraph of its own."""
    whole = texts[0]
    for text in texts[1:]:
        rest = whole.count("\t") == usual and "\t" not in text and _goes_on(text) and not ENDED.search(whole.rstrip())
        whole = f"{whole} {text.strip()}" if rest else f"{whole}\n{text}"
    return whole


def _usual(lines: Sequence[Line], meanings: Meanings) -> int:
    """The tabs of a whole line: those of most lines, or of the header where it has more and most rows may be broken."""
    counts = Counter(line.text.count("\t") for line in lines if "\t" in line.text.strip())
    most = counts.most_common(1)[0][0]
    if max(counts) == most:
        return most
    first = next(line.text for line in lines if "\t" in line.text.strip())
    cells = [piece.strip() for piece in first.split("\t") if piece.strip()]
    headed = len(cells) > 1 and sum(meanings.header(cell) is not None for cell in cells) > len(cells) / 2
    return max(most, first.count("\t")) if headed else most


def _learn(lines: Sequence[Line], usual: int, meanings: Meanings) -> _Table:
    whole = [[piece.strip() for piece in line.text.split("\t")] for line in lines if line.text.count("\t") == usual]
    numbers = [cells[0] for cells in whole[1:] if cells[0] and any(cells[1:])]
    kinds: dict[int, str] = {}
    for at in range(usual + 1):
        texts = [cells[at] for cells in whole if cells[at]]
        for kind in TELLING:
            if texts and sum(_is(kind, text, meanings) for text in texts) >= max(2, USUAL * len(texts)):
                kinds[at] = kind
    counts = Counter(line.text.count("\t") for line in lines if "\t" in line.text.strip())
    often = frozenset(count for count, times in counts.items() if times > 1) | {usual}
    return _Table(usual, often, len(numbers) > 1 and sum(map(is_ref, numbers)) >= USUAL * len(numbers), kinds)


def _is(kind: str, text: str, meanings: Meanings) -> bool:
    return meanings.content(text[:160]).get(kind, 0.0) >= LIKE


def _lines_more(text: str, ahead: Sequence[str], table: _Table, meanings: Meanings) -> int:
    """How many of the lines below belong to this line's row."""
    tabs = text.count("\t")
    if tabs == 0:
        rest = _goes_on(ahead[0]) and not ENDED.search(text) and not _heads(text.strip(), meanings)
        whole = ahead[0].count("\t") in table.counts and (rest or _breaks_off(text)) and not table.numbered
        whole = whole and not is_ref(ahead[0].partition("\t")[0].strip())
        whole = whole and not text.strip().isdigit()  # a page's number stands between the two halves of a row
        return 1 + _last_cell(ahead[0], ahead[1:], table, meanings) if whole else 0
    if tabs == table.tabs:
        return _last_cell(text, ahead, table, meanings)
    for count, below in enumerate(ahead, start=1):
        first = below.split("\t")[0].strip()
        tabs += below.count("\t")
        if not first or tabs > table.tabs or table.numbered and is_ref(first):
            return 0
        if tabs == table.tabs:
            joined = "\n".join((text, *ahead[:count]))
            plain = _goes_on(ahead[0]) or table.numbered and is_ref(text.split("\t")[0].strip())
            return count + _last_cell(joined, ahead[count:], table, meanings) if plain or _fits(joined, text, table, meanings) else 0
    return 0


def _fits(joined: str, text: str, table: _Table, meanings: Meanings) -> bool:
    """Whether the columns of times and leads hold what they should in the row, and one of them only as the lines come together."""
    cells = [" ".join(piece.split()) for piece in joined.split("\t")]
    held = [at for at in table.kinds if cells[at]]
    own = text.count("\t")
    gained = any(at >= own and table.kinds[at] == "timescale" for at in held)
    return gained and all(_is(table.kinds[at], cells[at], meanings) for at in held)


def _heads(text: str, meanings: Meanings) -> bool:
    """Whether a line is plainly a heading."""
    reading = meanings.heading(text)
    return reading is not None and reading.score >= SURE


def _goes_on(text: str) -> bool:
    """Whether a line begins as the rest of a text does."""
    return text.strip()[:1].islower() or text.strip()[:1] in ("&", ",", ";", ")")


def _explains(text: str, meanings: Meanings) -> bool:
    """Whether a line tells what the signs in the table mean."""
    return meanings.content(text).get("legend", 0.0) >= KEY


def _says_all(text: str, meanings: Meanings) -> bool:
    """Whether a cell is a mark or a state that needs no more words: what stands below a table that ends on it is no part of it."""
    return len(text) <= LONGEST_MARK or len(text) <= LONGEST_STATE and meanings.content(text).get("status", 0.0) >= PLAIN


def _is_time(text: str, meanings: Meanings) -> bool:
    """Whether a cell is a time and says no more, so that no sentence goes on with it."""
    return len(text) <= LONGEST_TIME and any(map(str.isdigit, text)) and meanings.content(text).get("timescale", 0.0) >= PLAIN


def _breaks_off(text: str) -> bool:
    """Whether a line ends on a word that no text ends with: "Plant a hedge at"."""
    return text.rstrip()[-1:].isalpha() and is_open(text)


def _last_cell(text: str, ahead: Sequence[str], table: _Table, meanings: Meanings) -> int:
    """How many of the lines below, without a tab, go on with the last cell of a whole row."""
    last, count = text.rpartition("\t")[2].strip(), 0
    kind = table.kinds.get(table.tabs)
    for at, below in enumerate(ahead):
        plain = below.strip()
        if "\t" not in below and any(last.startswith(mark) and plain.startswith(mark) for mark in BULLETS):
            last, count = plain, count + 1
            continue
        if not last or not plain or "\t" in below or _heads(plain, meanings) or plain.startswith(ASIDE) or _explains(plain, meanings):
            break
        if kind is None and _is_time(last, meanings):
            break
        open_end = not ENDED.search(last) and not _says_all(last, meanings)
        small = _goes_on(plain) and open_end
        ended = kind is None and bool(ENDED.search(plain)) and (open_end or at + 1 < len(ahead) and "\t" in ahead[at + 1])
        if not (small or ended or kind is not None and _is(kind, plain, meanings) and _is(kind, last, meanings)):
            break
        last, count = plain, count + 1
    return count
