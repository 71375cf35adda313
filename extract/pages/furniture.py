"""Headers, footers and page numbers, told from a plan's own text by their coming again on page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from statistics import median

from extract.geometry import middle, shared
from extract.pages.pdfium.words import LARGE, TIMES_LARGER, in_lines, printed_over
from extract.pages.stamps import is_marking, is_stamp
from model import Box, Page, Place, Stray, Word

EDGE = 0.16
"""Share of the page's height at its head and foot in which furniture stands."""
BESIDE = 0.14
"""The same beyond which no line has to do with one at the edge."""
DEEPEST = 3
"""Lines from the edge that can be furniture."""
OTHER_SIZE = 0.08
"""Share of its size by which a line set in another size differs."""
CENTRED = 10.0
"""Points from the middle of the page within which a number is set there."""
DRIFT = 12.0
"""Points that a line may stand higher or lower on another page."""
FRAMING, SIDE = 0.9, 15.0
"""Share of the page's height from which uprights are a frame about the page, where none is farther from its sides than so many points."""
STAMPED = 1.5
"""How much wider than high, and than its letters are high, what is not upright is where it is not turned either."""
LONGEST_NUMBER = 6
"""Figures of a number that counts pages."""
MOST_OF_TWO = 2
FEWEST = 3
"""Pages on which a line must come again; of two pages, both."""
_NUMBERS = re.compile(r"\d+|\b[ivxl]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?P<word>(?:page|tudalen|pg\.?|p\.)\s*)?[-–—(\[]?\s*(?:[a-z]?\d{1,4}|[ivxl]{1,6})\s*[-–—)\]]?(?:\s*(?:of|o|/)\s*(?P<all>\d{1,4}))?",
    re.IGNORECASE,
)
_ENDS_IN_PAGE = re.compile(r".*\bpage\s+(?P<number>\d{1,4})(?:\s+of\s+(?P<all>\d{1,4}))?", re.IGNORECASE)
"""A line that ends in its page's number: "Tree Strategy - page 2 of 3"."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """One line near the edge of a page."""

    page: int
    foot: bool
    text: str
    box: Box
    words: tuple[Word, ...]
    width: float
    height: float
    numbered: tuple[str, ...] = ()
    """Of the outermost line, where white parts it from the next: what the file itself numbers the page."""

    @property
    def key(self) -> tuple[bool, str]:
        """What stays the same from page to page."""
        return self.foot, _NUMBERS.sub("0", self.text.casefold())

    @property
    def depth(self) -> float:
        """How far it stands from its edge."""
        return self.height - self.box[3] if self.foot else self.box[1]


Beside = tuple[_Printed, Sequence[Sequence[Word]]]
"""A line at an edge, with those right below it as far as a rule."""


def drop_furniture(
    pages: Sequence[Page],
    is_header: Callable[[Sequence[str]], bool] = lambda words: False,
    is_level: Callable[[str], bool] = lambda text: False,
) -> tuple[tuple[Page, ...], tuple[Stray, ...]]:
    """The pages without the lines that come again at their edges and words set large aslant behind the text, and these as strays.

    A table's header that is printed again on each page is none of them: it has rules about it, or `is_header` knows its words. Nor are
    "Priority 1" and "Priority 2" at the head of pages, where `is_level` knows their word.
    """
    edges = [edge for page in pages if page.words for edge in _edges(page)]
    again = Counter(line.key for edge in edges for line, _ in edge)
    lines = [line for edge in edges for line in _above_table(edge, again, is_header)]
    printed = sum(bool(page.words) for page in pages)
    found = list(dict.fromkeys((*_recurring(lines, printed, is_level), *_page_numbers(lines), *_stamps(lines), *_markings(lines))))
    dropped: dict[int, set[Word]] = defaultdict(set)
    for line in found:
        dropped[line.page].update(line.words)
    marks = [(page.number or 0, word) for page in pages for word in _watermarks(page)]
    for number, word in marks:
        dropped[number].add(word)
    kept = tuple(_without(page, dropped) for page in pages)
    strays = {line.page: [each for each in found if each.page == line.page] for line in found}
    ordered = [line for page in sorted(strays) for line in sorted(dict.fromkeys(strays[page]), key=lambda each: (each.box[1], each.box[0]))]
    texts = [(line.text, line.page, line.box, "running_line") for line in ordered]
    texts += [(word.text, number, word.box, "running_line" if word.size >= LARGE else "stamp") for number, word in marks]
    return kept, tuple(Stray(text, Place(page=number, box=box), why, True) for text, number, box, why in texts)


def _markings(lines: Sequence[_Printed]) -> list[_Printed]:
    """The lines that say how secret a page is, alone at its edge."""
    return [line for line in lines if line.numbered and is_marking(line.text)]


def _stamps(lines: Sequence[_Printed]) -> list[_Printed]:
    """The browser's lines: addresses, and a day and minute that stand beside one or on several pages; a meeting's stands alone."""
    stamps = [line for line in lines if is_stamp(line.text)]
    addressed = {line.page for line in stamps if "://" in line.text}
    pages: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for line in stamps:
        pages[tuple(line.text.split()[:2])].add(line.page)
    return [line for line in stamps if line.page in addressed or len(pages[tuple(line.text.split()[:2])]) > 1]


def _watermarks(page: Page) -> list[Word]:
    """Words many times as large as the text that lie aslant, on their side or below it, as "DRAFT" does; and stamps, a little aslant."""
    behind = printed_over([word.box for word in page.words], [word.size for word in page.words])
    lying = [word for word in page.words if not word.upright]
    usual = median(word.size for word in page.words) if lying else 0.0
    wide, least = {word.size for word in lying if _is_wide(word)}, max(LARGE, TIMES_LARGER * usual)
    aslant = [word for word in lying if _is_wide(word) or word.size >= (2 * usual if word.size in wide else least)]
    return aslant + [page.words[place] for place in sorted(behind) if page.words[place].upright]


def _is_wide(word: Word) -> bool:
    """Whether a word reaches across more than up and down, and more than its letters are high: a "1" on its side does not."""
    left, top, right, bottom = word.box
    return right - left > STAMPED * max(bottom - top, word.size)


def _without(page: Page, dropped: Mapping[int, set[Word]]) -> Page:
    if page.number is None or page.number not in dropped:
        return page
    return replace(page, words=tuple(word for word in page.words if word not in dropped[page.number]))


def _edges(page: Page) -> list[list[Beside]]:
    """The outermost lines at the head and at the foot of a page, as far as anything drawn, each with those right below it."""
    lines = [tuple(line) for line in in_lines(_near_edges(page), attrgetter("box"))]
    edges = []
    for foot, some in ((False, lines[: DEEPEST + 2]), (True, lines[: -DEEPEST - 1 : -1])):
        found: list[Beside] = []
        for place, words in enumerate(some[:DEEPEST]):
            box = _around(words)
            near = box[1] > (1 - EDGE) * page.height if foot else box[3] < EDGE * page.height
            if not near or _in_table(box, page):
                break
            below = () if foot else _to_rule(box, some[place + 1 : place + 3], page)
            text = " ".join(word.text for word in words)
            numbered = (str(page.number), page.label or "") if place == 0 and _stands_off(box, some[1:2]) else ()
            found.append((_Printed(page.number or 0, foot, text, box, words, page.width, page.height, numbered), below))
        edges.append(found)
    return edges


def _above_table(
    edge: Sequence[Beside], again: Mapping[tuple[bool, str], int], is_header: Callable[[Sequence[str]], bool]
) -> list[_Printed]:
    """The lines of an edge as far as the first table's header, and as far as one can be furniture: beyond, none is asked what it says."""
    can_be = [place for place, (line, _) in enumerate(edge, 1) if again[line.key] > 1 or _may_stand_alone(line)]
    found = []
    for line, below in edge[: max(can_be, default=0)]:
        if _opens_table(line.words, below, is_header):
            break
        found.append(line)
    return found


def _may_stand_alone(line: _Printed) -> bool:
    """Whether a line can be furniture though none like it stands on another page: a page's number, a stamp or a marking."""
    return any(told.fullmatch(line.text) for told in (_PAGE_NUMBER, _ENDS_IN_PAGE)) or is_stamp(line.text) or is_marking(line.text)


def _near_edges(page: Page) -> Iterator[Word]:
    """The upright words that can be furniture, and those so near that they tell whether they are."""
    head = (EDGE + BESIDE) * page.height
    foot = page.height - head
    return (word for word in page.words if word.upright and not head < word.box[1] < foot)


def _stands_off(box: Box, inward: Sequence[Sequence[Word]]) -> bool:
    """Whether a line's height of white, or more, parts it from the next line of its page."""
    return all(-shared((box[1], box[3]), _around(line)[1::2]) > box[3] - box[1] for line in inward)


def _to_rule(box: Box, below: Sequence[Sequence[Word]], page: Page) -> Sequence[Sequence[Word]]:
    """The lines below, down to the first rule: what stands over a table's own is no part of its header."""
    ruled = [rule.box[1] for rule in page.rules if rule.level and rule.box[1] > box[3] - 2.0]
    top = min(ruled, default=page.height)
    return [line for line in below if middle(_around(line))[1] < top]


def _opens_table(words: Sequence[Word], below: Sequence[Sequence[Word]], is_header: Callable[[Sequence[str]], bool]) -> bool:
    """Whether the line is a header row, or the first line of one whose texts take several lines."""
    texts, reach = [word.text for word in words], _around(words)[3]
    if is_header(texts):
        return True
    for line in below:
        box = _around(line)
        if box[1] - reach > 0.6 * line[0].size or not _set_alike(words, line):
            return False
        texts, reach = texts + [word.text for word in line], box[3]
        if is_header([word.text for word in line]) or is_header(texts):
            return True
    return False


def _set_alike(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Whether two lines are set in one size and weight, as the lines of one header are."""
    sizes = [median(word.size for word in line) for line in (first, second)]
    bold = [all(word.bold for word in line) for line in (first, second)]
    return abs(sizes[0] - sizes[1]) <= OTHER_SIZE * sizes[1] and bold[0] == bold[1]


def _around(words: Sequence[Word]) -> Box:
    boxes = [word.box for word in words]
    return min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)


def _in_table(box: Box, page: Page) -> bool:
    """Whether an upright rule runs past the line, or the line is shaded, as in a table's row."""
    height = middle(box)[1]
    upright = [rule.box for rule in page.rules if not rule.level]
    framing = [rule for rule in upright if rule[3] - rule[1] >= FRAMING * page.height]
    places = sorted(rule[0] for rule in framing)
    if all(x <= places[0] + SIDE or places[-1] - SIDE <= x for x in places):
        upright = [rule for rule in upright if rule not in framing]
    if any(top <= height <= bottom for _, top, _, bottom in upright):
        return True
    return any(fill.box[1] <= height <= fill.box[3] and fill.box[0] <= box[0] <= fill.box[2] for fill in page.fills)


def _recurring(lines: Sequence[_Printed], printed: int, is_level: Callable[[str], bool]) -> list[_Printed]:
    """Lines that stand at the same place on enough pages; on facing pages the left and right edges may change."""
    alike: dict[tuple[bool, str], list[_Printed]] = defaultdict(list)
    for line in lines:
        if any(letter.isalpha() for letter in line.text):
            alike[line.key].append(line)
    enough = MOST_OF_TWO if printed == MOST_OF_TWO else FEWEST
    found = []
    for group in alike.values():
        if not group[0].foot and len({line.text for line in group}) == len(group) > 1 and is_level(group[0].text):
            continue
        for line in group:
            beside = [other for other in group if abs(other.depth - line.depth) <= DRIFT]
            if len({other.page for other in beside}) >= enough or any(_counts_on(line, other) for other in beside):
                found.append(line)
    return found


def _counts_on(line: _Printed, other: _Printed) -> bool:
    """Whether the same words at the same height end, or begin, with a number that goes up with the pages: two such pages are enough."""
    if line.page == other.page or abs(line.depth - other.depth) > 1.0:
        return False
    ends = [(_at_ends(each.text), each.page) for each in (line, other)]
    return any(a is not None and b is not None and a - ends[0][1] == b - ends[1][1] for a, b in zip(ends[0][0], ends[1][0], strict=True))


def _at_ends(text: str) -> tuple[int | None, int | None]:
    """The numbers that a line's first and last words are."""
    words = text.split()
    first, last = (int(word) if word.isdecimal() and len(word) <= LONGEST_NUMBER else None for word in (words[0], words[-1]))
    return first, last


def _page_numbers(lines: Sequence[_Printed]) -> list[_Printed]:
    """Page numbers alone on their line at the very edge, where they go up with the pages, say what they are or stand off.

    So are lines there, with white beside them, that end in the number of their own page.
    """
    alone = [(line, match) for line in lines if (match := _PAGE_NUMBER.fullmatch(line.text))]
    steps = Counter(_number(line) - line.page for line, _ in alone)
    counting = {line for line, _ in alone if steps[_number(line) - line.page] >= MOST_OF_TWO}
    single = len({line.page for line, _ in alone}) == 1
    told = [line for line, match in alone if line in counting or match["word"] or _numbers_alone(line, match["all"], single)]
    return told + [line for line in lines if (ends := _ENDS_IN_PAGE.fullmatch(line.text)) is not None and ends["number"] in line.numbered]


def _numbers_alone(line: _Printed, count: str | None, single: bool) -> bool:
    """Whether a number at the edge is the page's though no word says so: one of so many, the file's own, or set in the middle.

    `single` says that no other page has such a number, which would have to count on.
    """
    if not line.numbered:
        return False
    if count is not None and not line.text.strip()[-1:].isalpha():
        return _number(line) <= int(count)
    middled = abs(middle(line.box)[0] - line.width / 2) < CENTRED
    return line.text.strip(" -–—()[]") in line.numbered or middled and line.foot and single


def _number(line: _Printed) -> int:
    digits = re.search(r"\d+", line.text)
    return int(digits[0]) if digits else line.page
